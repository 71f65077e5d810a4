"""Reports of every layout give their answers with status, papers and the finding that each answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from extractors.formats.docx import read
from extractors.kinds.report import extract
from extractors.records import Document, Response

Paper = Callable[..., Document]
HEAD = ["№", "Критерий", "Замечание", "Что сделано", "Статус", "Подтверждение"]


def papers_of(response: Response) -> list[str]:
    return [name.text for name in response.evidence]


def test_a_ruled_table_gives_answers_with_status_papers_and_finding(paper: Paper) -> None:
    report = extract(
        paper(
            "Отчёт о постаккредитационном мониторинге",
            [
                HEAD,
                [
                    "1",
                    "1.2",
                    "Нет карты целей",
                    "Карта целей утверждена на заседании кафедры.",
                    "Выполнено",
                    "Приложение 1",
                ],
                [
                    "2",
                    "2.3",
                    "Старая литература",
                    "Литература обновлена во всех силлабусах.",
                    "Выполнено частично",
                    "Прил. 4, приказ № 61 от 05.09.2023",
                ],
                ["3", "2.4", "Нет договоров", "", "", ""],
                ["4", "2.5", "Нет сайта", "—", "—", "—"],
            ],
        )
    )
    first, second = report.responses
    assert first.text == "Карта целей утверждена на заседании кафедры."
    assert (first.status_text, papers_of(first)) == ("Выполнено", ["Приложение 1"])
    assert (first.anchor.criterion, first.anchor.finding_text, first.anchor.number) == ("1.2", "Нет карты целей", "1")
    assert papers_of(second) == ["Прил. 4", "приказ № 61 от 05.09.2023"]


def test_before_and_after_columns_are_finding_and_answer(paper: Paper) -> None:
    report = extract(
        paper(
            [
                ["Критерий", "Было", "Стало", "Документы"],
                [
                    "1.1",
                    "Стратегия не утверждалась",
                    "Стратегия утверждена Учёным советом и размещена на сайте",
                    "протокол № 3 от 12.02.2024",
                ],
                ["1.2", "Риски не оценивались", "Составлен реестр рисков программы", ""],
            ]
        )
    )
    assert [response.anchor.finding_text for response in report.responses] == [
        "Стратегия не утверждалась",
        "Риски не оценивались",
    ]
    assert report.responses[0].text == "Стратегия утверждена Учёным советом и размещена на сайте"
    assert papers_of(report.responses[0]) == ["протокол № 3 от 12.02.2024"]


def test_the_plan_with_a_last_column_keeps_only_the_last_column_as_answer(paper: Paper) -> None:
    report = extract(
        paper(
            [
                ["№", "Эксперттер эмнени айтты", "Биз эмне кылабыз", "Качан бүтөт", "Эмне кылынды"],
                [
                    "1",
                    "Стратегия каралган эмес (1.2)",
                    "Педкеңеште талкуулоо",
                    "30.10.2023",
                    "✓ Толук аткарылды. Стратегия педкеңеште бекитилди (тиркеме №1)",
                ],
                [
                    "2",
                    "ӨБМ бар балдарга план (2.5)",
                    "7 окуучуга план түзүү",
                    "–",
                    "60 %. Төрт окуучуга түзүлдү, калганы күтүлүүдө (тиркеме №5)",
                ],
                ["3", "Кеңештин отчету (5.2)", "Чогулушта угуу", "2023-ж. аягы", ""],
            ]
        )
    )
    first, second = report.responses
    assert first.text == "✓ Толук аткарылды. Стратегия педкеңеште бекитилди"
    assert first.status_text == "✓ Толук аткарылды"
    assert papers_of(first) == ["тиркеме №1"]
    assert (first.anchor.criterion, second.status_text) == ("1.2", "60 %")


def test_the_plan_with_marks_only_lets_the_measure_stand_for_what_was_done(paper: Paper) -> None:
    report = extract(
        paper(
            [
                ["№", "Замечание", "Мероприятие", "Срок", "Отметка о выполнении"],
                ["1", "Нет положения", "Разработать положение об апелляции", "до 01.09.2023", "+"],
                ["2", "Нет журнала", "Завести журнал обращений", "до 01.10.2023", "+/–"],
                ["3", "Нет пандуса", "Установить пандус у входа", "до 01.10.2024", ""],
            ]
        )
    )
    assert [(response.text, response.status_text) for response in report.responses] == [
        ("Разработать положение об апелляции", "+"),
        ("Завести журнал обращений", "+/–"),
    ]


def test_answers_in_the_note_column_with_a_status_column_are_answers(paper: Paper) -> None:
    report = extract(
        paper(
            [
                ["№", "Мероприятие", "Срок", "Статус", "Примечание"],
                [
                    "1",
                    "Разработать положение об апелляции",
                    "01.09.2023",
                    "выполнено#92D050",
                    "Положение утверждено 28 августа 2023 года, приказ № 44",
                ],
                [
                    "2",
                    "Провести опрос работодателей",
                    "01.12.2023",
                    "в работе#FFFF00",
                    "Анкета разработана, опрос пройдёт в марте этого года",
                ],
            ]
        )
    )
    assert [(response.text, response.status_text) for response in report.responses] == [
        ("Положение утверждено 28 августа 2023 года, приказ № 44", "выполнено"),
        ("Анкета разработана, опрос пройдёт в марте этого года", "в работе"),
    ]
    assert papers_of(report.responses[0]) == ["приказ № 44"]


def test_a_report_by_code_and_percent_is_read(paper: Paper) -> None:
    report = extract(
        paper(
            [
                ["Код", "% выполнения", "Пояснение"],
                ["З-1", "100 %", "Положение утверждено и размещено на сайте (приложение 2)"],
                ["Р-3", "50 %", "Проведён первый из двух семинаров для преподавателей"],
            ]
        )
    )
    assert [(response.anchor.labels, response.status_text) for response in report.responses] == [
        (("З-1",), "100 %"),
        (("Р-3",), "50 %"),
    ]


def test_a_small_table_for_each_finding_is_one_answer(paper: Paper) -> None:
    report = extract(
        paper(
            "Отчёт",
            "№ 1",
            [
                ["Замечание", "Планы не связаны со стратегией (1.3)"],
                ["Что сделано", "Планы составлены по новой форме"],
                ["Статус", "выполнено"],
                ["Документы", "Приложение 1; протокол № 7 от 28.03.2024"],
            ],
            "№ 2",
            [
                ["Замечание", "Рейтинг не опубликован (4.3)"],
                ["Что сделано", "С замечанием не согласны"],
                ["Статус", "–"],
                ["Документы", "–"],
            ],
        )
    )
    first, second = report.responses
    assert (first.text, first.status_text, first.anchor.criterion) == (
        "Планы составлены по новой форме",
        "выполнено",
        "1.3",
    )
    assert papers_of(first) == ["Приложение 1", "протокол № 7 от 28.03.2024"]
    assert (second.text, second.status_text, second.evidence) == ("С замечанием не согласны", None, ())


def test_one_table_that_repeats_its_keys_holds_several_answers(paper: Paper) -> None:
    report = extract(
        paper(
            [
                ["№1", "<"],
                ["Эскертүү", "Практиканын көлөмү аз (2.4)"],
                ["Аткарылган иш", "Окуу план кайра бекитилди"],
                ["Далил", "3-тиркеме"],
                ["№2", "<"],
                ["Эскертүү", "Даттанууларды кароо тартиби (3.2)"],
                ["Аткарылган иш", "Жобо бекитилди"],
                ["Далил", "буйрук № 88, 20.11.2023"],
            ]
        )
    )
    assert [response.text for response in report.responses] == ["Окуу план кайра бекитилди", "Жобо бекитилди"]
    assert [response.anchor.criterion for response in report.responses] == ["2.4", "3.2"]
    assert papers_of(report.responses[1]) == ["буйрук № 88, 20.11.2023"]


def test_paragraphs_with_keys_are_answers_even_with_lookalike_letters(paper: Paper) -> None:
    report = extract(
        paper(
            "ОТЧЕТ",
            ("Heading 2", "Лидерлик"),
            "Кɵйгɵй: мугалимдерге кайтарым байланыш берилбейт.",
            "Жooп: жаңы баракча бекитилди. Aбалы: аткарылды. Дaлил: тиркеме №1.",
            ("Heading 2", "Шарттар"),
            "Көйгөй: даараткана жана суу.",
            "Жооп: 18 кабина оңдолуп, суу сактагыч орнотулду.",
            "Абалы: толук аткарылды.",
        )
    )
    first, second = report.responses
    assert (first.text, first.status_text, papers_of(first)) == ("жаңы баракча бекитилди.", "аткарылды", ["тиркеме №1"])
    assert (first.anchor.finding_text, first.anchor.section) == (
        "мугалимдерге кайтарым байланыш берилбейт.",
        "Лидерлик",
    )
    assert second.status_text == "толук аткарылды"


def test_a_letter_with_numbered_answers_gives_one_answer_a_number(paper: Paper) -> None:
    report = extract(
        paper(
            "Директору агентства «Сапат-Кепил»",
            "Уважаемая Айгуль Сапаровна!",
            "По замечанию 1 (устав). Новый устав зарегистрирован 19 сентября 2025 года (приложение 1).",
            "По замечанию 2 сообщаем, что журналы заведены на всех базах. Контроль ведёт методист.",
            "По замечаниям 3 и 4. Проведён ремонт кабинета, закуплены приборы.",
            "По рекомендации 5. Не выполнено из-за отсутствия средств.",
            "С уважением, директор ____________ А. Т. Сабиров",
        )
    )
    assert [response.anchor.labels for response in report.responses] == [("1",), ("2",), ("3", "4"), ("5",)]
    assert report.responses[0].text == "Новый устав зарегистрирован 19 сентября 2025 года (приложение 1)."
    assert report.responses[0].anchor.finding_text == "устав"
    assert papers_of(report.responses[0]) == ["приложение 1"]
    assert report.responses[1].text.endswith("Контроль ведёт методист.")


def test_kyrgyz_ordinals_without_their_letters_are_cited_numbers(paper: Paper) -> None:
    report = extract(
        paper(
            "1-эскертуу боюнча (устав). Жаны устав иштелип чыкты (1-тиркеме).",
            "2-эскертуу боюнча (протоколдор). Протоколдор узгултуксуз жургузулот.",
            "6 жана 8-пункттар боюнча: ар бир мугалимге насаатчы бекитилди.",
        )
    )
    assert [response.anchor.labels for response in report.responses] == [("1",), ("2",), ("6", "8")]
    assert report.responses[1].anchor.finding_text == "протоколдор"


def test_restated_findings_in_bold_head_the_answers_below_them(paper: Paper) -> None:
    report = extract(
        paper(
            ("Heading 2", "Замечание 1. Нет утверждённой стратегии развития"),
            "Стратегия утверждена Учёным советом 12 февраля 2024 года. Она размещена на сайте.",
            ("Heading 2", "Замечание 2. Нет порядка апелляции"),
            "Порядок находится на согласовании у юриста.",
            ("Heading 2", "Рекомендация 3. Расширить библиотеку"),
            "Куплено 120 книг, подписка оформлена.",
        )
    )
    assert [response.anchor.labels for response in report.responses] == [("1",), ("2",), ("3",)]
    assert (
        report.responses[0].text == "Стратегия утверждена Учёным советом 12 февраля 2024 года. Она размещена на сайте."
    )


def test_running_prose_gives_an_answer_a_sentence_under_its_heading(paper: Paper) -> None:
    report = extract(
        paper(
            ("Heading 1", "Отчёт о выполнении замечаний"),
            ("Heading 2", "Введение"),
            "Отчёт рассмотрен на заседании педагогического совета 30 января 2026 года (протокол № 5).",
            ("Heading 2", "1. Клиническая работа"),
            "Договоры с больницей переподписаны 3 августа 2023 года (Приложение 1). "
            "Для студентов введён электронный паспорт навыков.",
            ("Heading 2", "2. Ресурсы"),
            "Библиотека. Подписка на базу возобновлена до конца 2027 года. "
            "Фонд не пополнялся по решению комиссии. Поэтому считаем замечание необоснованным.",
            "Ректор ____________ С. И. Темирбаева",
        )
    )
    assert [response.text for response in report.responses] == [
        "Договоры с больницей переподписаны 3 августа 2023 года (Приложение 1).",
        "Для студентов введён электронный паспорт навыков.",
        "Подписка на базу возобновлена до конца 2027 года.",
        "Фонд не пополнялся по решению комиссии. Поэтому считаем замечание необоснованным.",
    ]
    assert papers_of(report.responses[0]) == ["Приложение 1"]
    assert [approval.protocol for approval in report.approvals] == ["5"]


def test_footnotes_are_the_papers_of_the_sentence_that_they_hang_on(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Отчёт")
    document.add_paragraph(
        "Положение об апелляции утверждено и доведено до студентов.[1] Комиссия назначена на каждую сессию."
    )
    path = tmp_path / "report.docx"
    document.save(str(path))
    made = read(path, "report.docx")
    with_note = _with_footnote(made, "1", "Приказ № 31 от 20.05.2024.")
    responses = extract(with_note).responses
    assert papers_of(responses[0]) == ["Приказ № 31 от 20.05.2024"]
    assert responses[1].evidence == ()
    assert "[1]" not in responses[0].text


def _with_footnote(document: Document, number: str, text: str) -> Document:
    from dataclasses import replace

    from extractors.records import Paragraph, ParagraphKind, Place

    note = Paragraph(text, Place(document.file), ParagraphKind.FOOTNOTE, number=number)
    return replace(document, blocks=(*document.blocks, note))


def test_one_report_for_two_programmes_says_of_which_each_sentence_speaks(paper: Paper) -> None:
    report = extract(
        paper(
            "Отчёт двух программ бакалавриата: 580100 «Экономика» и 580200 «Менеджмент»",
            ("Heading 2", "Институт в целом"),
            "Для экономистов куплено 96 книг по финансам. Для групп менеджеров поступило 45 учебников. "
            "Создан общий портал обращений для всех студентов.",
            ("Heading 2", "Часть II. Кафедра экономики"),
            "Список тем составляется каждую осень заново.",
        )
    )
    assert [response.anchor.programme for response in report.responses] == [
        "Экономика",
        "Менеджмент",
        None,
        "Экономика",
    ]


def test_links_of_a_web_portal_are_papers(paper: Paper) -> None:
    report = extract(
        paper(
            [
                ["Пункт", "Рекомендация", "Ход исполнения", "Ссылка"],
                ["1", "Опубликовать отчёты", "Отчёты за три года размещены на сайте", "https://kolledzh.kg/otchety"],
                ["2", "Открыть приёмную", "Электронная приёмная открыта и работает", "https://kolledzh.kg/priem"],
            ]
        )
    )
    assert [papers_of(response) for response in report.responses] == [
        ["https://kolledzh.kg/otchety"],
        ["https://kolledzh.kg/priem"],
    ]
    assert [response.anchor.labels for response in report.responses] == [("1",), ("2",)]


def test_a_row_of_two_criteria_keeps_both(paper: Paper) -> None:
    report = extract(
        paper(
            [
                ["К какому критерию", "Содержание проделанной работы", "Отметка"],
                ["5.2, 6.3", "Анкеты предприятий сведены в один доклад", "выполнено"],
                ["4.1", "Открыты три базы данных для студентов", "выполнено"],
            ]
        )
    )
    assert report.responses[0].anchor.criterion == "5.2, 6.3"


@pytest.mark.parametrize(
    "head",
    [
        ["№", "Комиссиянын сын-пикири", "Аткарылган иштер", "Абалы", "Тастыктоочу документ"],
        ["№", "Сын-пикир жана сунуш", "Эмне жасалды", "Белги", "Далил"],
        ["№", "Эскертуу", "Жургузулгон иш", "Аткаруу белгиси", "Тиркеме"],
        ["", "", "", "", ""],
    ],
)
def test_kyrgyz_heads_of_any_habit_or_none_are_understood(paper: Paper, head: list[str]) -> None:
    report = extract(
        paper(
            [
                head,
                [
                    "1",
                    "Сайт жаңыртылбайт жана эскирген болчу",
                    "Сайт толугу менен жаңыланып, ишке кирди",
                    "Аткарылды",
                    "7-тиркеме",
                ],
                [
                    "2",
                    "Окуучулар үчүн база түзүлгөн эмес",
                    "Базаны кийинки жылы түзүү пландаштырылууда",
                    "Пландаштырылууда",
                    "–",
                ],
                [
                    "3",
                    "Мугалимдер курстан өтпөй калган",
                    "Эки мугалим 72 сааттык курстан өттү",
                    "Аткарылды",
                    "5-тиркеме",
                ],
            ]
        )
    )
    assert [(response.text, response.status_text) for response in report.responses] == [
        ("Сайт толугу менен жаңыланып, ишке кирди", "Аткарылды"),
        ("Базаны кийинки жылы түзүү пландаштырылууда", "Пландаштырылууда"),
        ("Эки мугалим 72 сааттык курстан өттү", "Аткарылды"),
    ]
    assert [papers_of(response) for response in report.responses] == [["7-тиркеме"], [], ["5-тиркеме"]]


def test_tables_of_figures_and_signatures_are_no_answers(paper: Paper) -> None:
    report = extract(
        paper(
            [["Показатель", "2022/23", "2023/24"], ["Контингент, чел.", "312", "331"], ["Отсев, %", "19", "15"]],
            [HEAD, ["1", "1.2", "Нет целей", "Цели утверждены советом", "Выполнено", "Приложение 1"]],
            [["Ректор", "_______", "Б. А. Чекиров"], ["Декан", "_______", "А. Б. Асанов"]],
        )
    )
    assert [response.text for response in report.responses] == ["Цели утверждены советом"]


def test_a_dash_before_words_is_a_mark_where_other_answers_have_marks(paper: Paper) -> None:
    report = extract(
        paper(
            [
                ["№", "Мероприятие (отв., срок)", "Выполнение"],
                [
                    "1",
                    "Разработать стратегию (декан, до 01.09.2023)",
                    "✓ Стратегия утверждена, протокол № 5 от 12.09.2023",
                ],
                ["2", "Купить учебники (библиотека, 2024 г.)", "+/– Куплено 60 книг из 120"],
                ["3", "Открыть музей (завхоз, 2024 г.)", "– Средства не выделены"],
                ["4", "Провести опрос (отдел карьеры, май 2024)", "+"],
            ]
        )
    )
    assert [response.status_text for response in report.responses] == ["✓", "+/–", "–", "+"]
    assert report.responses[3].text.startswith("Провести опрос")
    assert report.responses[0].anchor.measure_text == "Разработать стратегию (декан, до 01.09.2023)"


def test_a_line_for_each_criterion_of_a_row_is_an_answer_of_its_own(paper: Paper) -> None:
    report = extract(
        paper(
            [
                ["Критерий", "Что сделано", "Отметка"],
                [
                    "1.1, 1.3",
                    "Совет собирался четыре раза за год\nВведена электронная анонимная анкета для слушателей",
                    "выполнено",
                ],
                ["2.1", "Результаты обучения переписаны заново", "выполнено"],
            ]
        )
    )
    assert [response.anchor.criterion for response in report.responses] == ["1.1", "1.3", "2.1"]


def test_keys_inside_an_answer_are_status_and_papers(paper: Paper) -> None:
    report = extract(
        paper(
            [
                ["№", "Замечание", "Информация о выполнении"],
                [
                    "1",
                    "Нет стратегии",
                    "Стратегия утверждена. Подтверждение: выписка из решения совета. Статус: выполнено.",
                ],
                ["2", "Нет журнала", "Журнал заведён и ведётся"],
            ]
        )
    )
    first = report.responses[0]
    assert (first.text, first.status_text) == ("Стратегия утверждена.", "выполнено")
    assert papers_of(first) == ["выписка из решения совета"]


def test_measures_worded_as_done_are_answers(paper: Paper) -> None:
    report = extract(
        paper(
            [
                ["Критерий", "Мероприятия", "Результат"],
                ["1.2", "Проведён аудит, закрыто семь наблюдений", "Акт о закрытии"],
                ["2.1", "Переработаны 14 модулей учебных планов", "Новые модули действуют с сентября 2024 года"],
            ]
        )
    )
    assert [response.text for response in report.responses] == [
        "Проведён аудит, закрыто семь наблюдений",
        "Переработаны 14 модулей учебных планов",
    ]


def test_bulleted_lines_under_a_standard_are_answers_for_it(paper: Paper) -> None:
    report = extract(
        paper(
            ("Heading 1", "Отчёт"),
            ("Heading 2", "По стандарту 3"),
            ("List Bullet", "закуплено 40 компьютеров (акт № 5 от 12.03.2024);"),
            ("List Bullet", "отремонтирован класс 204;"),
        )
    )
    assert [(response.anchor.standard, papers_of(response)) for response in report.responses] == [
        ("3", ["акт № 5 от 12.03.2024"]),
        ("3", []),
    ]


@pytest.mark.parametrize(
    "answers",
    [
        ("По первому замечанию: стратегия утверждена.", "По второй и третьей рекомендациям: работа запланирована."),
        ("Биринчи сын-пикир боюнча: стратегия бекитилди.", "Экинчи жана үчүнчү сунуш боюнча иш башталган жок."),
    ],
)
def test_ordinals_in_words_cite_findings(paper: Paper, answers: tuple[str, str]) -> None:
    assert [response.anchor.labels for response in extract(paper(*answers)).responses] == [("1",), ("2", "3")]


def test_keys_behind_a_column_of_numbers_make_a_form(paper: Paper) -> None:
    report = extract(
        paper(
            [
                ["1.", "Замечание", "Нет порядка апелляции"],
                ["", "Принятые меры", "Порядок утверждён советом"],
                ["", "Подтверждение", "Приложение 1"],
                ["2.", "Замечание", "Мало баз практики"],
                ["", "Принятые меры", "Заключено пять договоров"],
                ["", "Подтверждение", "Приложение 2"],
            ]
        )
    )
    assert [(response.anchor.number, response.text, papers_of(response)) for response in report.responses] == [
        ("1", "Порядок утверждён советом", ["Приложение 1"]),
        ("2", "Заключено пять договоров", ["Приложение 2"]),
    ]


def test_a_short_state_that_opens_a_paragraph_goes_with_the_act_after_it(paper: Paper) -> None:
    report = extract(
        paper(
            ("Heading 1", "Отчёт"),
            ("Heading 2", "Библиотека"),
            "Анкеты студентов больше не ложатся в стол. После каждого семестра преподаватель получает сводку отзывов "
            "своих групп и расписывается в листе ознакомления. Читальный зал отремонтирован за счёт спонсоров.",
        )
    )
    assert len(report.responses) == 2
    assert report.responses[0].text.startswith("Анкеты студентов больше не ложатся в стол. После")


def test_a_table_beside_the_prose_does_not_take_its_place(paper: Paper) -> None:
    report = extract(
        paper(
            ("Heading 1", "Отчёт"),
            ("Heading 2", "Учебный процесс"),
            "Обновлены рабочие программы по всем дисциплинам кафедры. Введён электронный журнал посещаемости занятий. "
            "Утверждён порядок апелляции, студенты с ним ознакомлены. Заключены пять договоров с базами практики.",
            [
                ["№", "Дисциплина", "Изменения в силлабусе"],
                ["1", "Экономическая теория", "Добавлены новые темы по цифровой экономике"],
                ["2", "Статистика", "Обновлён перечень основной литературы"],
            ],
            "Приобретено оборудование для лаборатории физики. Библиотека получила 120 новых учебников.",
        )
    )
    said = [response.text for response in report.responses]
    assert "Введён электронный журнал посещаемости занятий." in said
    assert "Библиотека получила 120 новых учебников." in said


def test_answers_set_off_by_a_stop_are_answers_to_the_findings_above_them(paper: Paper) -> None:
    report = extract(
        paper(
            "Замечание 1. Отсутствует стратегия развития.",
            "Ответ. Стратегия утверждена 12.02.2024, протокол № 3.",
            "Замечание 2. Нет порядка апелляции.",
            "Ответ. Порядок утверждён и размещён на сайте.",
        )
    )
    assert [(response.anchor.labels, response.text) for response in report.responses] == [
        (("1",), "Стратегия утверждена 12.02.2024, протокол № 3."),
        (("2",), "Порядок утверждён и размещён на сайте."),
    ]


def test_a_table_of_one_column_with_keys_in_its_cells_is_read(paper: Paper) -> None:
    report = extract(
        paper(
            [
                ["Замечание 1: нет стратегии. Принятые меры: стратегия утверждена. Подтверждение: приложение 1."],
                ["Замечание 2: нет журнала. Принятые меры: журнал заведён. Подтверждение: приложение 2."],
            ]
        )
    )
    assert [(response.anchor.labels, papers_of(response)) for response in report.responses] == [
        (("1",), ["приложение 1"]),
        (("2",), ["приложение 2"]),
    ]


def test_numbered_answers_that_layout_ran_together_stay_apart(paper: Paper) -> None:
    report = extract(
        paper(
            "ОТЧЁТ о выполнении рекомендаций",
            "1. Оснащение. Приобретены два фантома для катетеризации (прил. 6) 2. Библиотека. Электронный фонд пополнен "
            "16 учебниками на кыргызском языке (прил. 7).",
            "3. Кадры. Приняты три преподавателя с учёной степенью (прил. 8).",
        )
    )
    assert [papers_of(response) for response in report.responses] == [["прил. 6"], ["прил. 7"], ["прил. 8"]]


@pytest.mark.parametrize(
    ("head", "item"),
    [
        ("Тастыктоочу документтердин тизмеси (№лер таблицадагы катарга туура келет):", "№ {} – {};"),
        ("Перечень подтверждающих документов (номера соответствуют строкам таблицы)", "{}. {}"),
        ("Прилагаем документы", "К п. {} – {}"),
        ("Прилагаем материалы:", "к замечанию {}: {}"),
    ],
)
def test_papers_listed_at_the_end_by_row_prove_the_answers_of_the_rows(paper: Paper, head: str, item: str) -> None:
    found = extract(
        paper(
            [
                ["№", "Замечание", "Что сделано", "Статус"],
                ["1", "Нет матрицы компетенций", "Матрица составлена и утверждена советом.", "выполнено"],
                ["2", "Нет опроса выпускников", "Опрос проводится с осени, итоги обсуждаются.", "в процессе"],
                ["3", "Учебный план на 236 кредитов", "План дополнен до 240 кредитов.", "выполнено"],
            ],
            head,
            item.format(1, "матрица компетенций"),
            item.format(3, "учебный план 2024 года"),
            "Директор А. Т. Чыныбаев",
        )
    ).responses
    assert [papers_of(answer) for answer in found] == [["матрица компетенций"], [], ["учебный план 2024 года"]]


def test_a_list_of_annexes_numbered_for_itself_proves_no_row(paper: Paper) -> None:
    found = extract(
        paper(
            [
                ["№", "Замечание", "Что сделано", "Статус"],
                ["1", "Нет матрицы компетенций", "Матрица составлена и утверждена советом.", "выполнено"],
                ["2", "Учебный план на 236 кредитов", "План дополнен до 240 кредитов.", "выполнено"],
            ],
            "Перечень приложений:",
            "1. Сертификат",
            "2. Матрица компетенций",
        )
    ).responses
    assert [papers_of(answer) for answer in found] == [[], []]


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("128 нуска китеп сатып алынып, окуу залына берилди;", "дагы 61 китеп электрондук базага киргизилди."),
        ("Установлен стенд, поставлено восемь лабораторных работ,", "старый стенд списан (приложение 6)."),
    ],
)
def test_a_row_that_only_ends_the_sentence_above_is_no_answer_of_its_own(paper: Paper, said: str, rest: str) -> None:
    found = extract(
        paper(
            [
                ["№", "Замечание", "Что сделано", "Статус"],
                ["1", "Нет матрицы компетенций", "Матрица составлена и утверждена советом.", "выполнено"],
                ["2", "Не хватает книг и стендов", said, "выполнено"],
                ["", "", rest, ""],
                ["3", "Учебный план на 236 кредитов", "План дополнен до 240 кредитов.", "выполнено"],
            ]
        )
    ).responses
    assert [answer.anchor.number for answer in found] == ["1", "2", "3"]
    assert found[1].text.startswith(said)
    assert rest[:12] in found[1].text
