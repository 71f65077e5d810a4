"""Reports in words: how their paragraphs are drawn, and which of their lines answer nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.kinds.report import extract
from extractors.records import Document, Response

Paper = Callable[..., Document]


def answers(paper: Paper, *lines: str) -> tuple[Response, ...]:
    return extract(paper(*lines)).responses


def texts(paper: Paper, *lines: str) -> list[str]:
    return [answer.text for answer in answers(paper, *lines)]


@pytest.mark.parametrize(
    ("head", "annexes"),
    [
        ("Приложения:", ["1. Устав, 4 л.", "2. Приказ о совете, 1 л.", "3. Акт приёмки, 1 л.", "4. Справка, 2 л."]),
        ("Тиркемелердин тизмеси:", ["1. Устав, 4 бет", "2. Кеңеш жөнүндө буйрук", "3. Акт", "4. Маалымкат"]),
        ("Перечень приложений", ["1) Устав", "2) Приказ о совете", "3) Акт приёмки вентиляции", "4) Справка"]),
    ],
)
def test_the_numbers_of_a_list_of_annexes_do_not_make_a_letter_one_that_answers_by_number(
    paper: Paper, head: str, annexes: list[str]
) -> None:
    found = texts(
        paper,
        "Уважаемая Айнура Сапаровна!",
        "Читальный зал расширен и насчитывает теперь 62 места, заведён электронный каталог (приложение 4).",
        "В педагогический совет введены два студента и главный врач больницы (приложение 2).",
        head,
        *annexes,
    )
    assert [text.split()[0] for text in found] == ["Читальный", "В"]


@pytest.mark.parametrize(
    "lines",
    [
        (
            "Цель программы. Паспорт программы переписан, согласован с ассоциацией юристов области (приложение 1).",
            "Нагрузка на руководителей. Приняты три профессора по совместительству.",
            "Зал судебных заседаний. В зале прошли две встречи, собрались девяносто человек (приложение 8).",
        ),
        (
            "Об изменениях законодательства. Лекции 2 и 3 переписаны под новый кодекс.",
            "О тренерах, не прошедших аттестацию. Оба тренера аттестованы в ноябре 2025 года.",
            "Об эвакуационном выходе. План эвакуации вывешен на этаже, второй выход открыт.",
        ),
        (
            "Камкорчулар кеңеши. Кеңештин протокол китеби ачылып, төрт отурум жазылды.",
            "«Технология» сабагы. Устакана оңдолуп ачылды, сабак өзүнчө өтүлөт.",
            "Жаш мугалимдерди насаатчылык менен колдоо. Үч жаш адистин ар бирине насаатчы бекитилди.",
        ),
        (
            "1. Камкорчулар кеңеши (1.4). Кеңештин протокол китеби ачылып, төрт отурум жазылды.",
            "2. «Технология» сабагы (2.2). Устакана оңдолуп ачылды, сабак өзүнчө өтүлөт.",
            "3. Химия кабинети (4.2). Соргуч шкафтын желдеткичи алмаштырылды, реактивдер кулпуланды.",
        ),
    ],
)
def test_a_topic_that_opens_each_paragraph_is_what_the_rest_answers(paper: Paper, lines: tuple[str, ...]) -> None:
    found = answers(paper, *lines)
    assert len(found) == len(lines)
    for answer, line in zip(found, lines, strict=True):
        _, _, rest = line.partition(". ") if line[0].isdigit() else ("", "", line)
        topic, _, said = rest.partition(". ")
        assert answer.text == said
        assert answer.anchor.finding_text
        assert topic.endswith(answer.anchor.finding_text)
        assert answer.anchor.finding_text not in answer.text


def test_short_sentences_with_a_verb_open_no_topic(paper: Paper) -> None:
    found = texts(
        paper,
        "Журнал ведётся. Записи проверяет завуч каждую пятницу, замечаний нет.",
        "Библиотекарь принят. Читальный зал открыт для студентов до восьми вечера.",
        "Кеңеш түзүлдү. Анын курамына беш жумуш берүүчү жана эки студент кирди.",
    )
    assert any("Журнал ведётся" in text for text in found)
    assert any("Кеңеш түзүлдү" in text for text in found)


def test_paragraphs_that_name_their_paper_at_the_end_are_one_answer_each(paper: Paper) -> None:
    lines = (
        "Жаңы график январда бекитилди. Тогуз мугалимдин баары аттестациядан өттү (1-тиркеме).",
        "Экинчи компьютердик класс июлда жабдылды. Азыр бир топто 17 окуучу отурат (2-тиркеме).",
        "Кеңештин жаңы курамы шайланды. Чогулган каражаттын отчету ата-энелерге окулду (3-тиркеме).",
        "Программа академияга жөнөтүлдү. Экспертизанын корутундусу чыга элек.",
    )
    assert len(texts(paper, *lines)) == len(lines)


def test_paragraphs_that_name_papers_in_every_sentence_hold_an_answer_a_sentence(paper: Paper) -> None:
    found = texts(
        paper,
        "Стратегический план изложен в новой редакции (приложение 1). В совет введены два студента (приложение 2).",
        "Чек-листы экзамена хранятся три года (приложение 3). Обращения студентов регистрируются (приложение 4).",
    )
    assert len(found) == 4


@pytest.mark.parametrize(
    "line",
    [
        "Первый проректор Абдылдаев Т. С.",
        "Руководитель практики Досалиева Р.",
        "Директор колледжа А. Т. Чыныбаев, 12.03.2026",
        "Каф. башчысы           Н. Турдакунов            27.04.2026",
        "С уважением, директор Н. Кадыров",
        "Приложения: 7 файлов. Накладную дошлём отдельно.",
        "Приложение: на 12 л. в 1 экз.",
        "В завершение отметим, что университет признателен экспертам за замечания и рекомендации.",
        "Надеемся на продление срока действия сертификата.",
        "Пользуясь случаем, благодарим экспертов за добрые советы коллективу.",
        "Эскертмек: бул иш ар бир окуу жылынын башында кайталанат.",
        "Примечание. Эта работа повторяется в начале каждого учебного года.",
        "Начнём с того, что бросалось в глаза комиссии прежде всего.",
        "Эми материалдык базага өтөлү.",
    ],
)
def test_lines_of_form_answer_nothing(paper: Paper, line: str) -> None:
    answer = "Читальный зал расширен и насчитывает теперь 62 места, заведён электронный каталог."
    assert texts(paper, answer, line) == [answer]


@pytest.mark.parametrize(
    "line",
    [
        "Назначен куратор первого курса Асанов Т. С., собрания идут каждый месяц.",
        "Куратором группы стала Асанова Г. К., прежний куратор уволен.",
        "Пятеро преподавателей записаны на весенний поток.",
        "С уважением отнеслись к данному совету, однако сохраняем прежний порядок.",
        "Закуплено 7 файлов карт и 12 листов схем для кабинета.",
    ],
)
def test_acts_that_look_like_form_are_answers(paper: Paper, line: str) -> None:
    answer = "Читальный зал расширен и насчитывает теперь 62 места, заведён электронный каталог."
    assert texts(paper, answer, line) == [answer, line]


def test_courtesy_after_the_last_numbered_answer_is_no_part_of_it(paper: Paper) -> None:
    found = texts(
        paper,
        "По пункту 1. Положение переписано и утверждено советом.",
        "По пункту 2. Журнал инструктажей заведён, в нём 118 подписей.",
        "По пункту 3. Кружки включены в план будущего учебного года.",
        "В завершение отметим, что институт признателен экспертам.",
        "Ректор Абдылдаев Т. С.",
    )
    assert "признателен" not in found[-1]
    assert len(found) == 3


def test_a_topic_before_a_colon_is_what_the_paragraph_answers(paper: Paper) -> None:
    found = answers(
        paper,
        "Политика качества: пересмотрена и утверждена советом (приказ № 41).",
        "Попечительский совет: обновлён, проведено четыре заседания.",
        "База практики: заключены договоры с пятью предприятиями.",
    )
    assert [answer.anchor.finding_text for answer in found] == [
        "Политика качества",
        "Попечительский совет",
        "База практики",
    ]
    assert all(not answer.anchor.labels for answer in found)


def test_short_answers_below_a_cited_finding_are_kept(paper: Paper) -> None:
    found = answers(
        paper,
        "Замечание 1",
        "Политика качества переработана и утверждена советом.",
        "Подтверждающие документы: приказ № 41 от 12.10.2023.",
        "Замечание 2",
        "Совет собирается ежемесячно.",
        "Подтверждающие документы: протоколы совета.",
        "Рекомендация 1",
        "Планируется в 2027 году.",
    )
    assert [answer.anchor.labels[0] for answer in found] == ["1", "2", "1"]
    assert [[name.text for name in answer.evidence] for answer in found] == [
        ["приказ № 41 от 12.10.2023"],
        ["протоколы совета"],
        [],
    ]


@pytest.mark.parametrize(
    "last",
    [
        "Рекомендация о международных связях будет рассмотрена в новом учебном году.",
        "Что касается международных связей, соглашение подпишем в новом учебном году.",
        "Калган сунуштар жаңы окуу жылында каралат.",
    ],
)
def test_a_paragraph_that_turns_to_another_matter_is_no_part_of_the_numbered_answer_above(
    paper: Paper, last: str
) -> None:
    found = texts(
        paper,
        "По первому замечанию: программа развития принята педагогическим советом.",
        "По второму замечанию: библиотечный фонд пополнен на триста книг.",
        "По третьему замечанию: кабинет химии оборудован вытяжным шкафом.",
        last,
        "Приложения: на 14 листах.",
    )
    assert found[-1] == last
    assert len(found) == 4


@pytest.mark.parametrize(
    ("finding", "status"),
    [
        ("Замечание: ", "В процессе: "),
        ("Замечание: ", "Не выполнено: "),
        ("Сын-пикир: ", "Аткарылган жок: "),
        ("Сунуш: ", "Жарым-жартылай аткарылды: "),
    ],
)
@pytest.mark.parametrize("together", [True, False])
def test_a_status_that_serves_as_key_opens_the_answer(
    paper: Paper, finding: str, status: str, together: bool
) -> None:
    pairs = [("нет журнала обращений.", "журнал заведён, вносятся записи."), ("нет матрицы.", "матрица ещё пишется.")]
    keys = ["Выполнено: " if finding.startswith("З") else "Аткарылды: ", status]
    lines = []
    for (what, said), key in zip(pairs, keys, strict=True):
        lines.extend([f"{finding}{what} {key}{said}"] if together else [f"{finding}{what}", f"{key}{said}"])
    found = answers(paper, *lines)
    assert [answer.anchor.finding_text for answer in found] == ["нет журнала обращений.", "нет матрицы."]
    assert (found[1].status_text or "").casefold() == status.strip(" :").casefold()
