"""Texts say which criterion, standard and finding they belong to."""

from __future__ import annotations

import pytest

from extractors.kinds.anchors import criteria_in, criteria_in_cell, labels_in, own_number, standards_in


@pytest.mark.parametrize(
    ("text", "criteria"),
    [
        ("1.1, 1.3", ("1.1", "1.3")),
        ("Критерий 1.2", ("1.2",)),
        ("2-стандарттын 3-критерийи", ("2.3",)),
        ("А.1", ("А.1",)),
        ("1.1–1.3", ("1.1", "1.2", "1.3")),
        ("1.4Билим берүү", ("1.4",)),
        ("1.1. Соответствие целей", ("1.1",)),
        ("3", ("3",)),
        ("I, крит. 2", ("1.2",)),
        ("Стандарт II, крит. 3", ("2.3",)),
        ("3-стандарт, 2-критерий", ("3.2",)),
        ("—", ()),
    ],
)
def test_a_cell_of_the_criterion_column_names_its_criteria(text: str, criteria: tuple[str, ...]) -> None:
    assert criteria_in_cell(text) == criteria


@pytest.mark.parametrize(
    ("text", "criteria"),
    [
        ("крит. 5.4", ("5.4",)),
        ("Физика мугалиминин адистиги (3.1)", ("3.1",)),
        ("Критерий 3 стандарта 2", ("2.3",)),
        ("по критериям 2.1 и 2.3", ("2.1", "2.3")),
        ("Тамчылатып сугаруу системасын орнотуу (1.5 га)", ()),
        ("С 01.01.2024 введена ставка", ()),
        ("доля выросла до 35.5", ()),
    ],
)
def test_a_text_names_criteria_only_when_it_says_so(text: str, criteria: tuple[str, ...]) -> None:
    assert criteria_in(text) == criteria


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("По замечанию 3 сообщаем", ("3",)),
        ("по пп. 3, 5 и 7–9", ("3", "5", "7", "8", "9")),
        ("6 жана 8-пункттар боюнча", ("6", "8")),
        ("1-эскертуу боюнча (устав).", ("1",)),
        ("3-сунуш боюнча", ("3",)),
        ("По третьему замечанию", ("3",)),
        ("он биринчи сын-пикир", ("11",)),
        ("замечание 2.1", ("2.1",)),
        ("К замечаниям №№ 3 и 4", ("3", "4")),
        ("З-2, З-8", ("З-2", "З-8")),
        ("Д1-1", ("Д1-1",)),
        ("п. 2.7 Положения", ()),
        ("приказ № 61 от 30 мая", ()),
    ],
)
def test_cited_numbers_and_codes_are_found(text: str, labels: tuple[str, ...]) -> None:
    assert labels_in(text) == labels


@pytest.mark.parametrize(
    ("text", "standards"),
    [
        ("Стандарт 3. Кадры", ("3",)),
        ("3-стандарт. Баалоо", ("3",)),
        ("Раздел 2", ("2",)),
        ("Стандарт А", ("А",)),
        ("Стандарт IV", ("4",)),
        ("Программанын багыты", ()),
        ("Окуу планы", ()),
    ],
)
def test_standards_are_found_in_headings(text: str, standards: tuple[str, ...]) -> None:
    assert standards_in(text) == standards


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("1) Установить пандус", "1", "Установить пандус"),
        ("2. Что", "2", "Что"),
        ("а) что", "а", "что"),
        ("• пункт", None, "пункт"),
        ("З-4. Нет журнала", "З-4", "Нет журнала"),
        ("2 манекена", None, "2 манекена"),
        ("Д. И. Иванов", None, "Д. И. Иванов"),
    ],
)
def test_an_items_own_number_is_taken_off(text: str, number: str | None, rest: str) -> None:
    assert own_number(text) == (number, rest)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("По пятому замечанию приняты меры", ("5",)),
        ("Заключены договоры с пятью предприятиями", ()),
        ("Меры приняты по шести пунктам плана", ()),
        ("бешинчи сын-пикир боюнча", ("5",)),
    ],
)
def test_ordinals_cite_and_cardinals_count(text: str, labels: tuple[str, ...]) -> None:
    assert labels_in(text) == labels


def test_roman_numbers_of_criteria_are_cited_whole() -> None:
    assert labels_in("(к п. II.3) Организовать школу") == ("II.3",)
    assert criteria_in("по критерию III.4 сделано") == ("III.4",)
    assert labels_in("пункты II.1 и IV.2") == ("II.1", "IV.2")
