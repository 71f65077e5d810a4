from __future__ import annotations

import pytest

from extractors.kinds.identification import identify
from extractors.kinds.monitoring_papers import MonitoringPaper, facts, is_dated_anew, monitoring_paper
from extractors.kinds.papers import understand
from extractors.records import Document, DocumentKind, Paragraph, Place


def paper(text: str) -> Document:
    lines = [line for line in text.strip().split("\n") if line.strip()]
    blocks = tuple(Paragraph(line.strip(), Place("p.docx", paragraph=n)) for n, line in enumerate(lines, start=1))
    return Document("p.docx", "0", "docx", blocks=blocks)


ORDER_RU = paper("""
    Агентство «Сапат-Кепил»
    ПРИКАЗ
    № 12 г. Бишкек 2 марта 2026 года
    О проведении визита в рамках постаккредитационного мониторинга
    ПРИКАЗЫВАЮ:
    1. Провести визит в Тянь-Шаньский университет управления и технологий с 24 по 25 марта 2026 года.
    2. Утвердить экспертную группу в составе:
    – Лаптева Ирина Геннадьевна, к.ф.-м.н., доцент;
    – Эсенбаев Т. М., технический директор;
    – Бекова Ч. А., референт агентства (руководитель группы).
    3. Контроль за исполнением приказа возложить на главного специалиста Саматову Ж. К.
    Директор ____________________ К. Ж. Токтогазиева
""")
ORDER_KY = paper("""
    «Билим-Өлчөм» агенттиги
    БУЙРУК
    2026-жылдын 30-марты № 17 Бишкек ш.
    Аккредитациядан кийинки мониторингдин алкагында мектепке баруу жөнүндө
    1. Төлөгөн Жаманкулов атындагы № 37 орто мектепке баруу 2026-жылдын 14–15-апрелинде өткөрүлсүн.
    2. Эксперттик топтун курамы төмөнкүдөй бекитилсин: Эсенбекова Н. Т., Мырзаева Света Жолдошевна.
    3. Буйруктун аткарылышын көзөмөлдөө А. Касымалиевага жүктөлсүн.
    Директор ________________ Б. Т. Орозалиев
""")
NOTICE_RU = paper("""
    Агентство «Сапат-Кепил»
    исх. № 45 от 5 марта 2026 г.
    Ректору Тянь-Шаньского университета управления и технологий
    Сообщаем, что в рамках постаккредитационного мониторинга 24–25 марта 2026 года состоится визит экспертов.
    Направляем программу визита и состав экспертной группы: Лаптева И. Г., Эсенбаев Т. М. Просим согласовать сроки.
    Директор ____________________ К. Ж. Токтогазиева
""")
REVIEW_KY = paper("""
    «Ишеним-Сапат» агенттиги
    2026-жылдын 20-феврали, чыг. № 31
    «Бек-Тоо» мектеп-лицейинин директоруна
    Агенттик мектептин отчетун карап чыгып, айрым жооптор толуктоону талап кыларын билдирет.
    Референт М. К. Төлөгөнова
""")
ACT_RU = paper("""
    АКТ
    о результатах визита в рамках постаккредитационного мониторинга
    г. Бишкек 30 марта 2026 года
    Эксперты агентства «Сапат-Кепил» Лаптева И. Г. и Эсенбаев Т. М. 24 и 25 марта 2026 года провели визит в университет.
    Установлено: меры адекватны, соответствуют критериям, результаты достигнуты.
    Эксперты ____________ И. Г. Лаптева
    ____________ Т. М. Эсенбаев
""")
DECISION_RU = paper("""
    Агентство «Сапат-Кепил». Аккредитационный совет
    РЕШЕНИЕ
    15 апреля 2026 года, протокол № 5
    Рассмотрев отчёт постаккредитационного мониторинга, совет РЕШИЛ:
    продлить аккредитацию программы «Программная инженерия» ещё на 2 (два) года.
    Решение вручено представителю университета 17.04.2026.
""")
DECISION_KY = paper("""
    «Билим-Өлчөм» агенттиги, Аккредитациялоо кеңеши
    ЧЕЧИМ
    2026-жылдын 5-майы № 8
    Аккредитациядан кийинки мониторингдин отчетун карап чыгып, кеңеш чечти:
    мектептин аккредитациясы дагы эки жылга узартылсын.
    Чечим 2026-жылдын 8-майында мектептин директоруна тапшырылды.
""")


def told(document: Document) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for fact in understand(document).facts:
        found.setdefault(fact.name, []).append(fact.value)
    return found


@pytest.mark.parametrize(
    ("document", "kind"),
    [
        (ORDER_RU, MonitoringPaper.VISIT_ORDER),
        (ORDER_KY, MonitoringPaper.VISIT_ORDER),
        (NOTICE_RU, MonitoringPaper.VISIT_NOTICE),
        (REVIEW_KY, MonitoringPaper.REVIEW),
        (ACT_RU, MonitoringPaper.ACT),
        (DECISION_RU, MonitoringPaper.DECISION),
        (DECISION_KY, MonitoringPaper.DECISION),
    ],
)
def test_papers_of_the_monitoring_are_told_apart(document: Document, kind: MonitoringPaper) -> None:
    assert monitoring_paper(document) is kind
    assert identify(document).kind not in {DocumentKind.CONCLUSION, DocumentKind.PLAN, DocumentKind.REPORT}


def test_an_order_on_the_visit_tells_days_and_group() -> None:
    found = told(ORDER_RU)
    assert found["visit_order_date"] == ["2026-03-02"]
    assert found["visit_start"] == ["2026-03-24"] and found["visit_end"] == ["2026-03-25"]
    assert found["group_member"] == ["Лаптева Ирина Геннадьевна", "Эсенбаев Т. М.", "Бекова Ч. А."]


def test_a_kyrgyz_order_on_the_visit_tells_the_same() -> None:
    found = told(ORDER_KY)
    assert found["visit_order_date"] == ["2026-03-30"]
    assert (found["visit_start"], found["visit_end"]) == (["2026-04-14"], ["2026-04-15"])
    assert found["group_member"] == ["Эсенбекова Н. Т.", "Мырзаева Света Жолдошевна"]


def test_the_date_of_a_visit_order_is_not_the_date_of_the_accreditation_order() -> None:
    assert is_dated_anew(ORDER_RU, DocumentKind.ORDER)
    for document in (ORDER_RU, ORDER_KY, ACT_RU, DECISION_RU, DECISION_KY):
        assert not {"order_date", "term_years", "certificate_date", "certificate_expiry"} & set(told(document))


def test_a_notice_tells_its_date_and_the_days_of_the_visit() -> None:
    found = told(NOTICE_RU)
    assert found["visit_notice_date"] == ["2026-03-05"]
    assert (found["visit_start"], found["visit_end"]) == (["2026-03-24"], ["2026-03-25"])


def test_a_letter_on_the_report_proves_the_review() -> None:
    assert told(REVIEW_KY)["review_date"] == ["2026-02-20"]


def test_an_act_tells_its_own_day_and_the_days_of_the_visit() -> None:
    found = told(ACT_RU)
    assert found["act_date"] == ["2026-03-30"]
    assert (found["visit_start"], found["visit_end"]) == (["2026-03-24"], ["2026-03-25"])


@pytest.mark.parametrize(
    ("document", "decided", "delivered"),
    [(DECISION_RU, "2026-04-15", "2026-04-17"), (DECISION_KY, "2026-05-05", "2026-05-08")],
)
def test_a_decision_tells_day_years_and_delivery(document: Document, decided: str, delivered: str) -> None:
    found = told(document)
    assert (found["decision_date"], found["delivered_date"]) == ([decided], [delivered])
    assert found["extension_years"] == ["2"]


def test_the_order_on_the_accreditation_is_no_paper_of_the_monitoring() -> None:
    order = paper("""
        Агентство «Сапат-Кепил»
        ПРИКАЗ № 31 14 апреля 2023 года
        Аккредитовать программу «Программная инженерия» сроком на 3 (три) года с проведением постаккредитационного
        мониторинга и визита экспертов. Выдать сертификат № П-2023-0118 от 20 апреля 2023 года.
    """)
    assert monitoring_paper(order) is None and told(order)["order_date"] == ["2023-04-14"]


@pytest.mark.parametrize(
    "text",
    [
        "Исх. № 33 от 09.02.2026\nАгентство «Сапат-Кепил»\nИнститут просит перенести срок отчёта на май 2026 года.",
        "Агентству «Сапат-Кепил»\nДиректору\nИнститут направляет отчёт, рассмотренный учёным советом 12.02.2026.",
        "ПРИКАЗ № 5\nО подготовке к постаккредитационному мониторингу\nСоздать рабочую группу: Асанов А. А.",
        "ПРОТОКОЛ учёного совета\nО мониторинге: агентство, эксперты; решили продлить срок на 2 года.",
        "АКТ ввода в эксплуатацию лаборатории\n12.04.2024\nКомиссия университета приняла работы.",
    ],
)
def test_papers_of_the_institution_prove_nothing_of_the_agency(text: str) -> None:
    assert facts(paper(text), DocumentKind.OTHER) == ()


def test_a_conclusion_names_its_commission_without_the_referent() -> None:
    conclusion = paper("""
        ЗАКЛЮЧЕНИЕ ЭКСПЕРТНОЙ КОМИССИИ
        Состав комиссии: Мамбетказиева Роза Усеновна (председатель), Ковтун Дмитрий Олегович (эксперт), Сабырова
        Назгуль (учитель), референт Муратбекова Жанара Эмилевна.
        Председатель ________ Р. У. Мамбетказиева
        Эксперты ________ Д. О. Ковтун
        Референт ________ Ж. Э. Муратбекова
    """)
    found = [fact.value for fact in facts(conclusion, DocumentKind.CONCLUSION)]
    assert "Ковтун Дмитрий Олегович" in found and "Д. О. Ковтун" in found
    assert not any("Муратбекова" in name for name in found)
