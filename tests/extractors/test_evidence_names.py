"""What counts as a paper named, in sentences and in cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.evidence_names import annex_labels, evidence_in_cell, evidence_in_note, named_evidence


@pytest.mark.parametrize(
    ("text", "annexes"),
    [
        ("прил. 3–5, 7", ["3", "4", "5", "7"]),
        ("Приложения 1, 2 и 4", ["1", "2", "4"]),
        ("1–3-тиркемелер", ["1", "2", "3"]),
        ("тиркеме №1", ["1"]),
        ("совет принял решение (Документ 8)", ["8"]),
        ("см. документ № 4", ["4"]),
        ("3-документ, 5-папкада", ["3", "5"]),
        ("34 документ тапшырылды, документ 5 лет хранится", []),
        ("Тиркеме № 2, 4", ["2", "4"]),
        ("1-тиркеменин экинчи бетинде", ["1"]),
        ("Приложение А", ["А"]),
        ("Annex B and C", ["B", "C"]),
        ("Заключены договоры (прил. 3, 5 договоров)", ["3"]),
        ("прил 3 буйрук 214 прил 6.pdf", ["3", "6"]),
        ("Проведено 3 заседания, 5 встреч", []),
        ("прил1_индикаторы", ["1"]),
        ("Приложение 01 миссия, файл 02", ["1", "2"]),
        ("Том 4, с. 1–6", ["4"]),
        ("Прил 5 дневник и справка", ["5"]),
        ("Прил. 1.2 реестр", ["1.2"]),
    ],
)
def test_annexes_are_named_by_number_letter_list_and_range(text: str, annexes: list[str]) -> None:
    assert list(annex_labels(text)) == annexes


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Кабинет ачылды (тиркеме №10 – кабыл алуу актысы).", ["тиркеме №10 – кабыл алуу актысы"]),
        ("Кабинет ачылды (2-тиркеме, кабыл алуу актысы).", ["2-тиркеме"]),
        ("Введены двое студентов, приказ № 61 от 30 мая 2023 года.", ["приказ № 61 от 30 мая 2023 года"]),
        ("Насаатчы бекитилди (2025-жылдын 5-сентябрындагы № 27 буйрук).", ["2025-жылдын 5-сентябрындагы № 27 буйрук"]),
        ("Оформлены вновь договоры № 17 и № 18 от 01.09.2023, оба действуют.", ["договоры № 17 и № 18 от 01.09.2023"]),
        ("Практика жаңыртылды (практиканын жаңы баракчасы).", ["практиканын жаңы баракчасы"]),
        ("Сделано (справка отдела кадров от 19.12.2025).", ["справка отдела кадров от 19.12.2025"]),
        ("Салыштырма аналитикалык маалымкатта берилген.", ["аналитикалык маалымкатта"]),
        ("Размещено на https://college.kg/quality, обновляется.", ["https://college.kg/quality"]),
        ("Куплены столы (24 штуки), открыты комнаты.", []),
    ],
)
def test_a_sentence_names_its_papers(text: str, names: list[str]) -> None:
    assert [name.text for name in named_evidence(text)] == names


def test_a_cell_for_evidence_is_divided_at_papers_of_their_own() -> None:
    assert [name.text for name in evidence_in_cell("тиркеме №2, педкеңештин протоколу №3, 19.01.2025")] == [
        "тиркеме №2",
        "педкеңештин протоколу №3, 19.01.2025",
    ]
    assert [name.text for name in evidence_in_cell("тиркеме №4, сүрөттөр")] == ["тиркеме №4, сүрөттөр"]
    assert [name.text for name in evidence_in_cell("удостоверения (прил. 7)")] == ["удостоверения (прил. 7)"]


@pytest.mark.parametrize("blank", ["", "—", "-", "нет", "жок", "Имеется", " \n "])
def test_a_cell_that_names_nothing_gives_nothing(blank: str) -> None:
    assert evidence_in_cell(blank) == ()


@given(st.text(alphabet="приложение тиркеме№123,-–.()АBө\n", max_size=80))
def test_any_text_is_read_without_failing_and_names_stand_in_order_once(text: str) -> None:
    names = named_evidence(text)
    assert len(names) == len(set(names))
    assert all(name.text for name in evidence_in_cell(text))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Лекции переписаны (файл: «Лекции новая ред.docx»).", ["Лекции новая ред.docx"]),
        ("Банк насчитывает 240 вопросов (файлы «Банк.xlsx», «Пример теста.pdf»).", ["Банк.xlsx", "Пример теста.pdf"]),
        ("Акт жүктөлдү: akt_2025.pdf жана «Сүрөттөр.zip»", ["akt_2025.pdf", "Сүрөттөр.zip"]),
    ],
)
def test_files_named_with_their_ending_are_papers(text: str, names: list[str]) -> None:
    assert sorted(name.text for name in named_evidence(text)) == sorted(names)
    assert sorted(name.text for name in evidence_in_cell(text)) == sorted(names)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("договор № 41 от 29.08.2025, акт монтажа бака", ["договор № 41 от 29.08.2025", "акт монтажа бака"]),
        ("накладная № 31, инвентарная опись", ["накладная № 31", "инвентарная опись"]),
        ("список участников, программа", ["список участников, программа"]),
        ("прил. 7, дипломы", ["прил. 7, дипломы"]),
    ],
)
def test_a_paper_beside_a_numbered_one_is_of_its_own(cell: str, names: list[str]) -> None:
    assert [name.text for name in evidence_in_cell(cell)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Класс жабдылды (3-тиркеме: расписание, кабыл алуу актысы).", ["3-тиркеме"]),
        ("Класс жабдылды (3-тиркеме, райондук комиссиянын чечими).", ["3-тиркеме"]),
        ("Класс жабдылды (3-тиркеме, сүрөттөр).", ["3-тиркеме, сүрөттөр"]),
    ],
)
def test_what_brackets_tell_at_length_of_an_annex_is_no_part_of_its_name(text: str, names: list[str]) -> None:
    assert [name.text for name in named_evidence(text)] == names


@pytest.mark.parametrize(
    ("note", "names"),
    [
        ("1-тиркеме: өнүктүрүү программасынан үзүндү", ["1-тиркеме"]),
        ("ошол эле 6-тиркеме, 2-бет", ["6-тиркеме"]),
        ("Приложение 4 – фотографии мастерской", ["Приложение 4"]),
        ("Приказ № 38-К от 30.12.2024", ["Приказ № 38-К от 30.12.2024"]),
    ],
)
def test_an_annex_in_a_footnote_goes_by_its_label(note: str, names: list[str]) -> None:
    assert [name.text for name in evidence_in_note(note)] == names


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("каталог элективов (приложение 6)", [("каталог элективов (приложение 6)", "6")]),
        ("кабыл алуу актысы (5-тиркеме).", [("кабыл алуу актысы (5-тиркеме)", "5")]),
        ("Накладные; акт замера освещённости (прил. 6)", [("Накладные", None), ("прил. 6", "6")]),
    ],
)
def test_an_annex_in_brackets_belongs_to_the_only_paper_of_a_cell(
    cell: str, names: list[tuple[str, str | None]]
) -> None:
    assert [(name.text, name.annex) for name in evidence_in_cell(cell)] == names


def test_papers_that_an_institution_names_by_codes_are_each_a_paper() -> None:
    assert [name.text for name in evidence_in_cell("П2, П7")] == ["П2", "П7"]
