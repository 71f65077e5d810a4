"""What counts as a paper named, in sentences and in cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.evidence_names import annex_labels, evidence_in_cell, named_evidence


@pytest.mark.parametrize(
    ("text", "annexes"),
    [
        ("прил. 3–5, 7", ["3", "4", "5", "7"]),
        ("Приложения 1, 2 и 4", ["1", "2", "4"]),
        ("1–3-тиркемелер", ["1", "2", "3"]),
        ("тиркеме №1", ["1"]),
        ("Тиркеме № 2, 4", ["2", "4"]),
        ("1-тиркеменин экинчи бетинде", ["1"]),
        ("Приложение А", ["А"]),
        ("Annex B and C", ["B", "C"]),
        ("Заключены договоры (прил. 3, 5 договоров)", ["3"]),
        ("прил 3 буйрук 214 прил 6.pdf", ["3", "6"]),
        ("Проведено 3 заседания, 5 встреч", []),
    ],
)
def test_annexes_are_named_by_number_letter_list_and_range(text: str, annexes: list[str]) -> None:
    assert list(annex_labels(text)) == annexes


@pytest.mark.parametrize(
    ("text", "names"),
    [
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
    assert [name.text for name in evidence_in_cell("удостоверения (прил. 7)")] == ["прил. 7"]


@pytest.mark.parametrize("blank", ["", "—", "-", "нет", "жок", "Имеется", " \n "])
def test_a_cell_that_names_nothing_gives_nothing(blank: str) -> None:
    assert evidence_in_cell(blank) == ()


@given(st.text(alphabet="приложение тиркеме№123,-–.()АBө\n", max_size=80))
def test_any_text_is_read_without_failing_and_names_stand_in_order_once(text: str) -> None:
    names = named_evidence(text)
    assert len(names) == len(set(names))
    assert all(name.text for name in evidence_in_cell(text))
