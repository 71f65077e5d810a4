"""Deadlines and dates in words: a table of phrases, whole cells, spans in running text, wild input."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.languages.dates import dates_in, due, find_due, looks_like_due

PHRASES = Path(__file__).with_name("due_phrases.tsv")


def _rows() -> list[dict[str, str]]:
    with PHRASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", _rows(), ids=lambda row: f"{row['phrase']} [{row['near']}]")
def test_a_phrase_means_the_last_day_of_its_period(row: dict[str, str]) -> None:
    near = date.fromisoformat(row["near"]) if row["near"] else None
    found = due(row["phrase"], near)
    assert (found.isoformat() if isinstance(found, date) else found or "none") == row["due"]


@pytest.mark.parametrize(
    "row",
    [
        row
        for row in _rows()
        if row["due"] != "none" and row["phrase"] not in {"09.24", "до 1 сентября 2024 г. для каждого преподавателя"}
    ],
    ids=lambda row: row["phrase"],
)
def test_a_cell_that_names_a_day_looks_like_a_deadline(row: dict[str, str]) -> None:
    assert looks_like_due(row["phrase"])


@pytest.mark.parametrize(
    "text",
    [
        "Протокол № 3 от 14.04.2023",
        "Декан факультета",
        "Окуу бөлүмүнүн башчысы",
        "1.2",
        "12",
        "35 %",
        "Утвердить план работы на 2024–2025 уч. год",
        "2025–2026-окуу жылына карата окуу графигин түзүү",
        "Обновить 15 рабочих программ",
        "приказ от 12.03.2024 г.",
        "",
        "—",
    ],
)
def test_other_cells_do_not_look_like_a_deadline(text: str) -> None:
    assert not looks_like_due(text)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Разработать УМК (отв. зав. кафедрой, срок: до 01.09.2023)", "до 01.09.2023"),
        ("Обновить РПД до 1 сентября 2024 г.; отв. – декан", "до 1 сентября 2024 г."),
        (
            "Китепкананы толуктоо, мөөнөтү: 2025-жылдын 15-майына чейин, жооптуу – директор",
            "2025-жылдын 15-майына чейин",
        ),
        ("Повысить квалификацию 10 преподавателей – сентябрь 2024 г.", "сентябрь 2024 г."),
        ("Внедрить систему мониторинга, постоянно", "постоянно"),
        ("Мектептин сайтын жаңылоо (ай сайын)", "ай сайын"),
        ("Увеличить долю ППС со степенью к 2026 году", "к 2026 году"),
        ("Срок исполнения: II квартал 2024 г. Ответственный: декан", "II квартал 2024 г."),
        ("Окуу пландарын 2025-ж. 1-июнга чейин бекитүү", "2025-ж. 1-июнга чейин"),
        ("Провести курсы согласно приказу № 12 от 03.04.2024", None),
        ("Утвердить план работы на 2024–2025 уч. год", None),
        ("Электрондук анкета жасап, жыл сайын сурамжылоо", None),
        ("Принято за 2023/24 учебный год 35 студентов", None),
        ("Указывать в протоколах срок исполнения каждого решения", None),
    ],
)
def test_a_deadline_inside_a_measure_is_found_word_for_word(text: str, phrase: str | None) -> None:
    span = find_due(text)
    assert (text[span[0] : span[1]] if span else None) == phrase


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Бишкек шаары, 2023-жылдын 14-апрелинде", ["2023-04-14"]),
        ("«14» апреля 2023 г.", ["2023-04-14"]),
        ("“ 14 ” 04 2023 г.", ["2023-04-14"]),
        ("протокол № 5 от 12.03.2024 г., приказ от 1 марта 2024 года", ["2024-03-12", "2024-03-01"]),
        ("срок действия с 14.04.2023 по 13.04.2026", ["2023-04-14", "2026-04-13"]),
        ("2023-жылдын «14» апрели", ["2023-04-14"]),
        ("критерии 1.1.1, 1.2 и 2.3; 35 чел.", []),
        ("тел. 0312 54-12-19, каб. 12", []),
        ("32.13.2024", []),
        ("критерий 1.2.20, пункт 5.3.12", []),
        ("2025-жылдын февраль айында 9 мугалим", []),
        ("от 1.2.20 г.", ["2020-02-01"]),
        ("9. 2023-жылдын 15-январында", ["2023-01-15"]),
    ],
)
def test_full_dates_are_found_in_running_text(text: str, days: list[str]) -> None:
    assert [mention.day.isoformat() for mention in dates_in(text) if mention.precision == "day"] == days


def test_a_mention_lies_where_it_is_said() -> None:
    text = "Пла\u00adн утверждён 14\u00a0апреля 2023 года."
    (mention,) = dates_in(text)
    assert text[mention.start : mention.end] == "14\u00a0апреля 2023 года"


_PIECES = st.sampled_from(
    [
        "до",
        "к",
        "с",
        "по",
        "2024",
        "2024-2025",
        "15",
        "31",
        "февраля",
        "май",
        "жылдын",
        "-",
        ".",
        "г.",
        "уч.",
        "год",
        "I",
        "квартал",
        "чейин",
        "ежегодно",
        "«",
        "(",
        ")",
        "окуу",
        "ө",
        "99.99.9999",
        "29.02.2023",
        "конца",
        "недели",
        "семестр",
        "VII",
        "декада",
        "половина",
    ]
)


@settings(deadline=None)
@given(
    st.lists(_PIECES, max_size=8).map(" ".join) | st.text(max_size=60),
    st.none() | st.dates(date(1990, 1, 1), date(2060, 1, 1)),
)
def test_any_text_gets_a_day_ongoing_or_none_and_valid_spans(text: str, near: date | None) -> None:
    assert due(text, near) is None or due(text, near) == "ongoing" or isinstance(due(text, near), date)
    for mention in dates_in(text):
        assert 0 <= mention.start < mention.end <= len(text)
    span = find_due(text)
    assert span is None or 0 <= span[0] < span[1] <= len(text)
    assert looks_like_due(text) in {True, False}


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("до 1\nсентября\n2024 г.", date(2024, 9, 1)),
        ("до 1 сен-\nтября 2024", date(2024, 9, 1)),
        ("15.05.\n2025", date(2025, 5, 15)),
        ("2024-\n2025 уч. год", date(2025, 6, 30)),
        ("2025-жылдын\n15-майына\nчейин", date(2025, 5, 15)),
    ],
)
def test_lines_broken_by_a_narrow_column_still_say_their_day(cell: str, day: date) -> None:
    assert due(cell) == day
