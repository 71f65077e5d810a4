"""Layouts met in papers of institutions never seen: rows of one cell, cards, merged labels, grades, codes of points."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from extractors.kinds import conclusion, plan, report
from extractors.kinds.identification import identify
from extractors.records import Document, DocumentKind, FindingKind

Paper = Callable[..., Document]

REMARK, RECOMMENDATION, NONCONFORMITY = FindingKind.REMARK, FindingKind.RECOMMENDATION, FindingKind.NONCONFORMITY
FIRST = "Цели программы не менялись с 2020 года и миссии не отвечают."
SECOND = "Ввести сопровождение выпускников курсов не менее трёх месяцев."
THIRD = "Договоры с тренерами оформляются после проведения занятий."


def found(document: Document) -> list[tuple[FindingKind, str | None, str]]:
    return [(each.kind, each.criterion, each.text) for each in conclusion.extract(document).findings]


EXPECTED = [(REMARK, "1.1", FIRST), (RECOMMENDATION, "2.4", SECOND), (NONCONFORMITY, "4.3", THIRD)]


def test_a_label_merged_down_holds_for_every_row_beside_it(paper: Paper) -> None:
    rows = [
        ["СЫН-ПИКИР", f"2.3-критерий. {FIRST}"],
        ["^", f"2.5-критерий. {THIRD}"],
        ["СУНУШ", f"3.1-критерий. {SECOND}"],
    ]
    assert found(paper("Корутунду", rows)) == [
        (REMARK, "2.3", FIRST),
        (REMARK, "2.5", THIRD),
        (RECOMMENDATION, "3.1", SECOND),
    ]


def test_a_labelled_row_of_one_cell_belongs_to_the_criterion_above(paper: Paper) -> None:
    rows = [
        ["Критерий", "Что увидела комиссия", "Оценка"],
        ["1.1 Цели", "Цели сформулированы в 2020 году.", "частично"],
        [f"Замечание. {FIRST}", "<", "<"],
        ["2.4 Сопровождение", "После сертификата связь прекращается.", "в основном"],
        [f"Рекомендация. {SECOND}", "<", "<"],
        ["3.1 Оценивание", "Ведомости в порядке.", "соответствует"],
        ["4.3 Договоры", "Проверено 15 договоров.", "не соответствует"],
        [f"Несоответствие. {THIRD}", "<", "<"],
    ]
    assert found(paper("Заключение комиссии", rows)) == EXPECTED
    assert found(paper("Заключение комиссии", rows[1:])) == EXPECTED  # the head stayed on the page before


def test_cards_of_a_criterion_each_may_stand_in_one_table(paper: Paper) -> None:
    rows = [
        ["Критерий", "1.1. Цели программы"],
        ["Установлено", "Цели сформулированы в 2020 году."],
        ["Замечание", FIRST],
        ["Критерий", "1.4. Нормативная база"],
        ["Установлено", "Лицензия в порядке."],
        ["Критерий", "2.4. Сопровождение"],
        ["Установлено", "Связь прекращается."],
        ["Рекомендация", SECOND],
        ["Критерий", "4.3. Договорные отношения"],
        ["Установлено", "Проверено 15 договоров."],
        ["Несоответствие", THIRD],
    ]
    assert found(paper("Заключение экспертов", rows)) == EXPECTED


@pytest.mark.parametrize("grade", ["соответствует частично", "не соответствует", "хорошо"])
def test_a_heading_with_its_grade_gives_the_criterion_and_is_no_finding(paper: Paper, grade: str) -> None:
    document = paper(
        "Заключение экспертов",
        f"1.1. Цели — {grade}",
        "Цель одна на все группы слушателей.",
        f"Замечание № 1. {FIRST}",
        f"2.4. Сопровождение — {grade}",
        "План состоит из восьми модулей.",
        f"Рекомендация № 1. {SECOND}",
        f"4.3. Договоры – {grade}",
        "Проверено 15 договоров.",
        f"Несоответствие № 1. {THIRD}",
    )
    assert found(document) == EXPECTED


def test_a_section_of_the_paper_is_no_criterion_and_its_letters_count_the_findings(paper: Paper) -> None:
    document = paper(
        "Заключение",
        "4. Что следует исправить",
        "4.1. Замечания",
        f"а) {FIRST.rstrip('.')} (ст. 1, п. 1.1);",
        f"б) {THIRD.rstrip('.')} (ст. 4, п. 4.3).",
        "4.2. Рекомендации",
        f"а) {SECOND.rstrip('.')} (ст. 2, п. 2.4).",
    )
    findings = conclusion.extract(document).findings
    assert [(each.label, each.criterion) for each in findings] == [("4.1а", "1.1"), ("4.1б", "4.3"), ("4.2а", "2.4")]


def test_letters_before_a_number_count_where_a_criterion_is_cited_behind(paper: Paper) -> None:
    document = paper(
        "Заключение",
        ("Heading 1", "Что подлежит исправлению"),
        "Ниже собраны итоги. Несоответствия и замечания подлежат устранению; рекомендации исполняются наравне с ними.",
        "А. Несоответствия",
        f"А.1. {THIRD} (критерий 4.3)",
        "Б. Замечания",
        f"Б.1. {FIRST} (критерий 1.1)",
        "В. Рекомендации",
        f"В.1. {SECOND} (критерий 2.4)",
    )
    findings = conclusion.extract(document).findings
    assert [(each.kind, each.label, each.criterion) for each in findings] == [
        (NONCONFORMITY, "А.1", "4.3"),
        (REMARK, "Б.1", "1.1"),
        (RECOMMENDATION, "В.1", "2.4"),
    ]


def test_two_findings_of_one_field_stay_two(paper: Paper) -> None:
    lines = ("Замечания:", "1. (кр. 5) Два учебных автомобиля не имеют дублирующих педалей.", "Сварщики", "Замечания:")
    document = paper("Заключение", *lines, "2. (кр. 5) Сварочные посты не имеют вытяжки, очков не хватает.")
    assert [each.criterion for each in conclusion.extract(document).findings] == ["5", "5"]


MEASURES = ("Разработать положение о практике", "Закупить учебники для колледжа", "Провести опрос выпускников")


def measures(document: Document) -> list[tuple[str, str | None, object]]:
    return [(action.text, action.responsible, action.due) for action in plan.extract(document).actions]


def test_the_lower_level_of_a_head_tells_what_its_column_holds(paper: Paper) -> None:
    rows = [
        ["Крит.", "Что указала комиссия", "Действия института", "<", "<"],
        ["^", "^", "мероприятие", "исполнитель", "крайний срок"],
    ]
    rows += [[f"1.{n}", "Не хватает порядка", text, "Ким А. Б.", f"0{n}.03.2026"] for n, text in enumerate(MEASURES, 1)]
    assert measures(paper("План", rows)) == [
        (text, "Ким А. Б.", date(2026, 3, n)) for n, text in enumerate(MEASURES, 1)
    ]


@pytest.mark.parametrize(
    ("topic", "key", "who", "when"),
    [
        ("{n}. Практика ({n}.1)", "Мера: ", "Ответственный – Ким А. Б.", "Срок – 0{n}.03.2026"),
        ("{n}. Тажрыйба ({n}.1)", "Чара: ", "Жооптуу – Ким А. Б.", "Мөөнөтү – 2026-жылдын {n}-марты"),
    ],
)
def test_a_numbered_topic_above_a_keyed_measure_says_for_what_it_is(
    paper: Paper, topic: str, key: str, who: str, when: str
) -> None:
    lines = [
        line
        for n, text in enumerate(MEASURES, 1)
        for line in (topic.format(n=n), f"{key}{text}", f"{who}. {when.format(n=n)}.")
    ]
    document = paper("План мероприятий", *lines)
    assert measures(document) == [(text, "Ким А. Б.", date(2026, 3, n)) for n, text in enumerate(MEASURES, 1)]
    assert [action.anchor.criterion for action in plan.extract(document).actions] == ["1.1", "2.1", "3.1"]


def test_a_person_behind_a_verb_answers_for_the_measure(paper: Paper) -> None:
    lines = [f"{text}. Отвечает методист Ким А. Б., срок — до 0{n}.03.2026." for n, text in enumerate(MEASURES, 1)]
    document = paper("План исправления", *(("List Bullet", line) for line in lines))
    assert measures(document) == [(text, "методист Ким А. Б.", date(2026, 3, n)) for n, text in enumerate(MEASURES, 1)]


def test_a_row_under_a_merged_place_goes_on_with_the_finding_above(paper: Paper) -> None:
    rows = [
        ["Основание", "Мероприятие", "Срок"],
        ["кр. 6.4 (зам.)", MEASURES[0], "01.03.2026"],
        ["^", MEASURES[1], "02.03.2026"],
    ]
    actions = plan.extract(paper("План", rows, "Ректор")).actions
    assert [action.anchor.goes_on for action in actions] == [False, True]
    assert [action.anchor.criterion for action in actions] == ["6.4", "6.4"]


def test_the_criterion_before_a_topic_is_read(paper: Paper) -> None:
    rows = [["Где сказано", "Что делаем", "Срок"], ["1.1 цель общая", MEASURES[0], "01.03.2026"]]
    rows += [
        ["3.1 и 3.2 аттестация, дневник", MEASURES[1], "02.03.2026"],
        ["5.4 библиотека", MEASURES[2], "03.03.2026"],
    ]
    actions = plan.extract(paper("План", rows)).actions
    assert [action.anchor.criterion for action in actions] == ["1.1", "3.1, 3.2", "5.4"]


def test_a_report_may_explain_the_marks_of_its_states(paper: Paper) -> None:
    rows = [["Крит.", "О чём", "Что сделано", "Итог", "Где подтверждение"]]
    rows += [["1.2", "решения", "Реестр решений ведётся с сентября, внесено 64 решения.", "В", "Прил. 1.2"]]
    rows += [["2.2", "матрица", "Матрица составлена по 15 дисциплинам из 26.", "Ч", "Прил. 2.2"]]
    rows += [["3.5", "обмен", "Подписание договоров перенесено на осень.", "П", "–"]]
    legend = "В графе «Итог»: В – выполнено, Ч – выполнено частично, П – перенесено, Н – не согласны."
    answers = report.extract(paper("Отчёт", legend, rows)).responses
    assert [answer.status_text for answer in answers] == ["выполнено", "выполнено частично", "перенесено"]
    assert [[name.annex for name in answer.evidence] for answer in answers] == [["1.2"], ["2.2"], []]


@pytest.mark.parametrize("key", ["Ответ программы", "Сделали", "Что сделано"])
def test_a_card_of_two_rows_is_a_form_when_its_value_is_a_state(paper: Paper, key: str) -> None:
    cards = [
        [[f"Пункт 4.{n} б. Охрана", "<"], [key, f"Поставлено {n} камеры у входа."], ["Сами себе ставим", "готово"]]
        for n in (1, 2, 3)
    ]
    answers = report.extract(paper("Отчёт о выполнении", *(block for card in cards for block in (card, "")))).responses
    assert [answer.text for answer in answers] == [f"Поставлено {n} камеры у входа." for n in (1, 2, 3)]
    assert {answer.status_text for answer in answers} == {"готово"}
    assert [f"4.{n}б" in answer.anchor.labels for n, answer in enumerate(answers, 1)] == [True] * 3


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        (DocumentKind.PLAN, "Аккредитация комиссиясынын корутундусу боюнча чаралар"),
        (DocumentKind.PLAN, "Календарь мероприятий по итогам внешней оценки программы"),
        (DocumentKind.PLAN, "Корректирующие действия по заключению комиссии"),
    ],
)
def test_a_stamp_of_approval_above_the_title_makes_no_minutes(paper: Paper, kind: DocumentKind, title: str) -> None:
    stamp = "Рассмотрено на заседании учёного совета института, утверждено, протокол № 12 от 04.07.2025"
    rows = [["Что делаем", "О чём говорили эксперты", "Кто"], ["Август 2025 года", "<", "<"]]
    rows += [[text, "порядок", "методист Ким А. Б."] for text in MEASURES]
    assert identify(paper(stamp, title, rows)).kind is kind


def test_a_line_that_only_names_the_paper_belongs_to_the_answer_above(paper: Paper) -> None:
    lines = [
        line
        for n, text in enumerate(
            (
                "Нускама бекитилип, методист таанышты.",
                "Билеттер жаңыланды, рецензия алынды.",
                "Жобо кабыл алынып, жети насаатчы бекитилди.",
            ),
            1,
        )
        for line in (f"{n}.1-критерий", text, f"Тастыктоо: {n}-тиркеме.")
    ]
    answers = report.extract(paper("Мониторинг отчету", *lines)).responses
    assert [[name.annex for name in answer.evidence] for answer in answers] == [["1"], ["2"], ["3"]]


@pytest.mark.parametrize("key", ["Исполнение", "Ответ", "Аткарылышы"])
def test_an_answer_set_off_by_a_full_stop_stands_below_its_finding(paper: Paper, key: str) -> None:
    said = ("Программа написана и читается с сентября.", "Все билеты переработаны.", "Опрошены 203 выпускника.")
    lines = [
        line
        for n, text in enumerate(said, 1)
        for line in (f"Критерий {n}.2. Замечание: {FIRST}", f"{key}. {text}", f"Документы: протокол № {n}.")
    ]
    answers = report.extract(paper("ОТЧЁТ о ходе исполнения заключения комиссии", *lines)).responses
    assert [answer.text for answer in answers] == list(said)
    assert [[name.text for name in answer.evidence] for answer in answers] == [[f"протокол № {n}"] for n in (1, 2, 3)]
