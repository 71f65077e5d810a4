"""Dirt is not text, and letters do not stand where figures are printed."""

from __future__ import annotations

import pytest

from extractors.ocr.engine import SeenLine, SeenWord
from extractors.ocr.repairs import repaired


def line(*texts: str, confidence: float = 0.95, height: int = 30) -> SeenLine:
    words = tuple(
        SeenWord(text, 100 * place, 0, 100 * place + 90, height, confidence) for place, text in enumerate(texts)
    )
    return SeenLine(words, 50.0)


def texts(*lines: SeenLine) -> list[str]:
    return [found.text for found in repaired(lines)]


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("З-стандарт", "3-стандарт"),
        ("2О23", "2023"),
        ("О1.О6.2024", "01.06.2024"),
        ("Маалымат|", "Маалымат"),
        ("`экономики", "экономики"),
        ("З-4", "З-4"),
        ("К3-1", "К3-1"),
        ("ОО", "ОО"),
        ("IT-адис", "IT-адис"),
        ("Ї1Т-тренерлер", "IT-тренерлер"),
        ("П-образный", "П-образный"),
        ("өндүрүштүк", "өндүрүштүк"),
    ],
)
def test_a_word_is_set_right_only_where_no_print_could_be_so(read: str, printed: str) -> None:
    assert texts(line("Аталышы", read)) == [f"Аталышы {printed}"]


def test_strokes_between_words_are_dropped() -> None:
    assert texts(line("окуу", "|", "планы", "`")) == ["окуу планы"]


def test_dashes_and_signs_that_people_print_stay() -> None:
    assert texts(line("–"), line("•", "план"), line("*", "см. сноску")) == ["–", "• план", "* см. сноску"]


def test_a_short_doubtful_line_is_dirt_and_a_long_one_is_kept() -> None:
    assert texts(line("а", "Е", confidence=0.3), line("күмөндүү", "сап", confidence=0.3)) == ["күмөндүү сап"]


def test_a_speck_read_as_a_letter_is_dropped() -> None:
    speck = SeenWord("у", 0, 10, 4, 14, 0.6)
    assert texts(SeenLine((speck, *line("Шаршеева").words), 50.0)) == ["Шаршеева"]
