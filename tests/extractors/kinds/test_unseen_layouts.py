"""Plans and reports under heads and in shapes nobody listed: cells, keys and wording tell what their words mean."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.kinds import plan, report
from extractors.kinds.identification import identify
from extractors.kinds.leaning import leaning
from extractors.records import Document, DocumentKind

Paper = Callable[..., Document]

MEASURES = (
    ("1.2", "Пересмотреть стратегию развития вместе с работодателями", "директор Асанов Б. К.", "до 01.10.2024"),
    ("2.4", "Обновить перечень тем дипломных работ", "зав. кафедрой Ким Л. П.", "ноябрь 2024 г."),
    ("3.1", "Заключить договоры с базами практики", "руководитель практики Исаков Т.", "II квартал 2025 г."),
    ("5.6", "Оборудовать комнату самоподготовки в общежитии", "комендант Орозова С.", "ежегодно"),
)
ANSWERS = (
    ("1.2", "Стратегия", "Стратегия пересмотрена и принята советом 3 октября 2024 года.", "Протокол № 4 от 03.10.2024"),
    ("2.4", "Темы", "Перечень из 64 тем согласован с хозяйствами.", "Приказ № 12 от 05.11.2024"),
    ("3.1", "Практика", "Подписаны договоры с семью базами практики.", "Приложение 3"),
    ("5.6", "Общежитие", "Комната открыта, куплены столы и лампы.", "Приложение 4"),
)
PLAN_TITLE, REPORT_TITLE = "План мероприятий", "Отчёт о выполнении плана мероприятий"


def _plan(document: Document) -> list[tuple[str, str | None, str | None]]:
    assert identify(document).kind is DocumentKind.PLAN
    return [(action.text, action.responsible, action.due_text) for action in plan.extract(document).actions]


WANTED = [(text, who, when) for _, text, who, when in MEASURES]


@pytest.mark.parametrize(
    "head", [("Чем займёмся", "Персоналии", "Рубеж"), ("Обязательство", "Лицо", "К чему успеть")], ids=lambda h: h[0]
)
def test_unknown_heads_are_understood_by_their_cells(paper: Paper, head: tuple[str, str, str]) -> None:
    rows = [["№", "Критерий", *head], *([str(n), *row] for n, row in enumerate(MEASURES, 1))]
    assert _plan(paper(PLAN_TITLE, rows)) == WANTED


def test_who_and_when_share_a_cell_under_a_head_of_doing(paper: Paper) -> None:
    rows = [["Пункт", "Действия", "Исполнение"], *([c, t, f"{who}\n{when}"] for c, t, who, when in MEASURES)]
    assert _plan(paper(PLAN_TITLE, rows)) == WANTED


def test_a_future_head_over_things_to_do_is_no_answer(paper: Paper) -> None:
    rows = [["№", "Что будет сделано", "Кто отвечает", "К какому сроку", "Ожидаемый итог"]]
    rows += [[str(n), text, who, when, "Сделано"] for n, (_, text, who, when) in enumerate(MEASURES, 1)]
    assert _plan(paper("П Л А Н", "по устранению замечаний", rows)) == WANTED


def test_cards_of_unknown_keys_are_read_by_what_stands_in_them(paper: Paper) -> None:
    cards = [
        [["Пункт", criterion], ["Решение", text], ["Рубеж", when], ["Лицо", who]]
        for criterion, text, who, when in MEASURES
    ]
    found = plan.extract(paper(PLAN_TITLE, *cards)).actions
    assert [(action.text, action.responsible, action.due_text) for action in found] == WANTED


def test_dashes_set_off_who_and_when(paper: Paper) -> None:
    lines = [f"{n}. {text} — {who} — {when}" for n, (_, text, who, when) in enumerate(MEASURES, 1)]
    assert _plan(paper(PLAN_TITLE, *lines)) == WANTED


def test_a_row_nobody_answers_for_keeps_no_one_from_above(paper: Paper) -> None:
    rows = [["№", "Что делаем", "Когда", "Критерий"]]
    rows += [["Отвечает: библиотекарь Акунова З.", "<", "<", "<"], ["1", "Заказать учебники", "май 2025 г.", "5.2"]]
    rows += [["Ответственный не назначен", "<", "<", "<"], ["2", "Обновить сайт колледжа", "до 1 ноября 2025", "6.1"]]
    found = plan.extract(paper(PLAN_TITLE, rows)).actions
    assert [action.responsible for action in found] == ["библиотекарь Акунова З.", None]


def test_the_years_of_the_whole_plan_are_no_deadline(paper: Paper) -> None:
    rows = [["№", "Мероприятие", "Срок", "Ответственный"], ["1", "Построить пандус", "", "завхоз Пак Р."]]
    rows += [["2", "Купить учебники для библиотеки", "май 2025 г.", "библиотекарь Акунова З."]]
    found = plan.extract(paper(PLAN_TITLE, "(2024–2026 годы)", rows)).actions
    assert [action.due_text for action in found] == [None, "май 2025 г."]


def test_headings_of_criteria_hold_for_the_paragraphs_below(paper: Paper) -> None:
    blocks: list[str | list[list[str]]] = []
    for criterion, topic, text, proof in ANSWERS:
        blocks += [f"{criterion} — {topic.lower()}", text, f"Основание: {proof}."]
    found = report.extract(paper(REPORT_TITLE, *blocks)).responses
    assert [(r.anchor.criterion, r.text, r.evidence[0].text) for r in found] == [
        (criterion, text, proof) for criterion, _, text, proof in ANSWERS
    ]


def test_cards_that_cite_their_finding_in_the_key(paper: Paper) -> None:
    cards = [
        [[f"Карточка к п. {n}", topic], ["Что сделано", text], ["Чем подтверждается", proof], ["Оценка", "выполнено"]]
        for n, (_, topic, text, proof) in enumerate(ANSWERS, 1)
    ]
    found = report.extract(paper(REPORT_TITLE, *cards)).responses
    assert [(r.anchor.labels, r.text, r.status_text) for r in found] == [
        ((str(n),), text, "выполнено") for n, (_, _, text, _) in enumerate(ANSWERS, 1)
    ]


@pytest.mark.parametrize(
    ("text", "lean"),
    [
        ("Обновить перечень тем дипломных работ", -1),
        ("Окуу планына өзгөртүү киргизүү", -1),
        ("Договор подписан, занятия начались", 1),
        ("Кеңештин курамы жаңыланып, тартип бекитилди", 1),
        ("Электронная библиотека колледжа", 0),
    ],
)
def test_wording_leans_to_what_is_to_do_or_to_what_was_done(text: str, lean: int) -> None:
    assert leaning(text) == lean


def test_a_date_in_front_of_the_measure_is_its_deadline(paper: Paper) -> None:
    lines = [f"{n}. {when} — {text} ({who})." for n, (_, text, who, when) in enumerate(MEASURES, 1)]
    assert _plan(paper(PLAN_TITLE, *lines)) == WANTED


def test_a_head_of_unknown_words_is_no_answer(paper: Paper) -> None:
    rows = [["Раздел", "Исправлено так", "Положение дел", "Бумаги"]]
    rows += [[criterion, text, "выполнено", proof] for criterion, _, text, proof in ANSWERS]
    found = report.extract(paper(REPORT_TITLE, rows)).responses
    assert [response.text for response in found] == [text for _, _, text, _ in ANSWERS]
