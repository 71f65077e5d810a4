"""Habits of those who write plans: other words for who and when, shared cells, persons and dates above the rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from extractors.kinds.plan import extract
from extractors.kinds.who_when import split_who_when
from extractors.records import ONGOING, Action, Document

Paper = Callable[..., Document]


def who_and_when(action: Action) -> tuple[str | None, date | str | None]:
    return action.responsible, action.due


@pytest.mark.parametrize(
    ("measure", "who", "when"),
    [
        ("Мера", "Исполняет", "Когда"),
        ("Что делаем", "Выполняет", "До какого срока"),
        ("Чара", "Аткарат", "Качан"),
        ("Иш-чара", "Ким жасайт", "Мөөнөтү"),
    ],
)
def test_lines_of_keys_under_a_heading_belong_to_the_measure_above_them(
    paper: Paper, measure: str, who: str, when: str
) -> None:
    plan = extract(
        paper(
            "Меры института",
            "К замечанию № 1 и рекомендации № 1",
            f"{measure}: Дополнить концепцию показателями (защиты в срок) и вынести её на совет",
            f"{who}: проректор Ж. Т. Сапарбекова",
            f"{when}: до 30 ноября 2023 г.",
            "К замечанию № 2",
            f"{measure}: Провести сверку индивидуальных планов",
            f"{who}: отдел докторантуры",
            f"{when}: с февраля 2024 года, далее каждый семестр",
            "К рекомендации № 4",
            f"{measure}: Отремонтировать комнату 315",
            f"{when}: к 1 сентября 2024 г.",
        )
    )
    assert [who_and_when(action) for action in plan.actions] == [
        ("проректор Ж. Т. Сапарбекова", date(2023, 11, 30)),
        ("отдел докторантуры", ONGOING),
        (None, date(2024, 9, 1)),
    ]


def test_a_cell_of_date_and_person_is_divided_also_beside_a_column_of_curators(paper: Paper) -> None:
    plan = extract(
        paper(
            [
                ["Пункт", "Недостаток", "Меры", "Срок; исполнитель", "Куратор от ректората"],
                [
                    "1.2",
                    "Нет показателей",
                    "Разработать карты показателей",
                    "II кв. 2024 г.\nЦентр ИТ, Пак В.",
                    "ректор",
                ],
                ["5.1", "Нет резерва", "Сформировать кадровый резерв", "Отдел кадров, Мадаминов Т.", "ректор"],
                ["6.4", "Зал закрыт", "Продлить работу читального зала", "до 01.10.2023 г.\nБиблиотека", "ректор"],
                [
                    "4.2",
                    "Книжки просрочены",
                    "Обновить санитарные книжки",
                    "немедленно, до 25.08.2023\nМедсестра",
                    "ректор",
                ],
            ]
        )
    )
    assert [who_and_when(action) for action in plan.actions] == [
        ("Центр ИТ, Пак В.", date(2024, 6, 30)),
        ("Отдел кадров, Мадаминов Т.", None),
        ("Библиотека", date(2023, 10, 1)),
        ("Медсестра", date(2023, 8, 25)),
    ]


def test_a_topic_above_a_table_that_names_its_owners_is_no_person(paper: Paper) -> None:
    head = ["Чего касается", "Действие", "Дедлайн", "Владелец задачи"]
    plan = extract(
        paper(
            "1) Содержание",
            [
                head,
                ["экспертиза", "Передать программу на экспертизу", "15.09.2025", "Руководитель УМО Кожобекова З."],
                ["кодекс", "Обновить лекции 2 и 3", "01.08.2025", "Юрист Асанова Г."],
                ["первая помощь", "Добавить модуль, купить манекен", "01.10.2025", "Методист Ли Д."],
            ],
            "2) Тренеры",
            [head, ["аттестация двух тренеров", "Направить тренеров на аттестацию", "30.09.2025", "Директор Юн С. В."]],
            "3) Условия",
            [head, ["второй выход", "Переговоры с арендодателем о втором выходе", "31.12.2025", ""]],
        )
    )
    assert [action.responsible for action in plan.actions[-2:]] == ["Директор Юн С. В.", None]
    assert plan.actions[-2].anchor.finding_text == "аттестация двух тренеров"


@pytest.mark.parametrize(
    "heading",
    ["Прочее", "Прочие меры", "Башка чаралар", "Жооптуусу белгилене элек", "Ответственный будет назначен"],
)
def test_a_section_of_what_is_left_over_does_not_take_the_person_above(paper: Paper, heading: str) -> None:
    head = ["№", "Критерий", "Мероприятие", "Срок"]
    plan = extract(
        paper(
            [
                head,
                ["Ответственный: завхоз Ли Ю. П.", "<", "<", "<"],
                ["1", "5.1", "Закупить новый стенд", "31 августа 2024"],
                [heading, "<", "<", "<"],
                ["2", "6.1", "Вести базу выпускников", "ежегодно"],
            ]
        )
    )
    assert [action.responsible for action in plan.actions] == ["завхоз Ли Ю. П.", None]


@pytest.mark.parametrize("nobody", ["не назначен", "будет определён позже", "дайындала элек", "уточняется"])
def test_a_cell_that_says_that_nobody_answers_yet_names_nobody(paper: Paper, nobody: str) -> None:
    plan = extract(
        paper(
            [
                ["№", "Мероприятие", "Срок", "Ответственный"],
                ["1", "Разработать стратегию развития", "до 01.09.2023", "декан Асанов К. Т."],
                ["2", "Обновить рабочие программы", "до 01.10.2023", nobody],
            ]
        )
    )
    assert [action.responsible for action in plan.actions] == ["декан Асанов К. Т.", None]


@pytest.mark.parametrize("stage", ["Этап 2. Основной (сентябрь 2023 – декабрь 2024)", "2-этап (2023–2024-жж.)"])
def test_a_dash_in_the_column_of_deadlines_is_no_deadline_whatever_the_stage_above_says(
    paper: Paper, stage: str
) -> None:
    plan = extract(
        paper(
            [
                ["Направление", "Меры", "Куратор", "Период"],
                [stage, "<", "<", "<"],
                ["Практика", "Заключить договоры о практике", "руководитель практики", "до 01.10.2023"],
                ["Рецензенты", "Составить перечень рецензентов", "проф. Эгембердиев Т.", "–"],
            ]
        )
    )
    assert [action.due for action in plan.actions] == [date(2023, 10, 1), None]
    assert plan.actions[1].due_text is None


@pytest.mark.parametrize(
    "addressee",
    ["Директору агентства «Эл-Стандарт»\nг-же Байгубатовой Н. С.", "«Эл-Стандарт» агенттигинин директоруна"],
)
def test_who_a_letter_goes_to_answers_for_nothing_in_it(paper: Paper, addressee: str) -> None:
    plan = extract(
        paper(
            addressee,
            "Благодарим экспертов за внимательное отношение к нашей программе.",
            "Пункт 1, цели программы (1.3). Решено:",
            "переписать цели программы (отв. – проректор Мусаева Н. К.; срок – до 1 марта 2026 года).",
            "Пункт 2, нагрузка (4.1). Решено:",
            "открыть две дополнительные ставки доцента (срок – 01.09.2026).",
        )
    )
    assert [who_and_when(action) for action in plan.actions] == [
        ("проректор Мусаева Н. К.", date(2026, 3, 1)),
        (None, date(2026, 9, 1)),
    ]


def codes_of(paper: Paper, head: str, *codes: str) -> list[tuple[str, ...]]:
    rows = [[code, f"Разработать положение о практике {at}", "до 01.09.2023"] for at, code in enumerate(codes)]
    return [action.anchor.labels for action in extract(paper([[head, "Меры", "Срок"], *rows])).actions]


@pytest.mark.parametrize("head", ["Код", "Шифр замечания", "Пункт", "Коду"])
def test_a_code_without_a_dash_keeps_its_letter(paper: Paper, head: str) -> None:
    assert codes_of(paper, head, "А1", "А2, А3", "Б1", "Б2") == [("А1",), ("А2", "А3"), ("Б1",), ("Б2",)]


def test_a_letter_that_recognition_took_for_a_digit_is_told_by_the_codes_around_it(paper: Paper) -> None:
    assert codes_of(paper, "Код", "3-1", "Р-1", "3-2, 3-3", "Н-1") == [("З-1",), ("Р-1",), ("З-2", "З-3"), ("Н-1",)]


def test_numbers_that_are_no_codes_stay_as_they_are(paper: Paper) -> None:
    assert codes_of(paper, "Пункт", "3-4", "5", "6") == [("3", "4"), ("5",), ("6",)]


@pytest.mark.parametrize("head", ["Актынын п.", "Тизмедеги №", "Пункт акта", "№ по списку экспертов"])
def test_the_number_in_a_list_that_the_head_names_is_that_of_the_finding(paper: Paper, head: str) -> None:
    assert codes_of(paper, head, "7", "2", "5") == [("7",), ("2",), ("5",)]


@pytest.mark.parametrize(
    ("cell", "who", "when"),
    [
        ("Директор Эсенаманов Б. И.\nСрок: 01.02.2024", "Директор Эсенаманов Б. И.", "01.02.2024"),
        (
            "Лаборант Садыкова Ж.\nСрок: немедленно, не позднее 25.12.2023",
            "Лаборант Садыкова Ж.",
            "немедленно, не позднее 25.12.2023",
        ),
        ("Старший мастер Акматов У.\nСрок:", "Старший мастер Акматов У.", None),
        ("Завуч С. Асанова\nМөөнөтү: —", "Завуч С. Асанова", None),
    ],
)
def test_a_person_above_a_keyed_date_is_the_one_who_answers(cell: str, who: str, when: str | None) -> None:
    assert split_who_when(cell) == (who, when)
