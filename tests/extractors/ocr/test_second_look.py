"""Numbers on which criteria and deadlines hang are settled by several readings."""

from __future__ import annotations

import pytest

from extractors.ocr.second_look import _agreed, _strokes


@pytest.mark.parametrize(
    ("readings", "agreed"),
    [
        (["43", "4.3", "4.3", "43"], "4.3"),
        (["2025", "2023", "2023", "2023"], "2023"),
        (["2023", "20232", "2023", "2023"], "2023"),
        (["56", "36", "56", "36"], "36"),
        (["11", "1.1", "1.3", "11"], "1.1"),
        (["01.06.2024", "01062024", "01.06.2024", "01.06.2024"], "01.06.2024"),
        (["7", "1", "2", "4"], "7"),
        (["15"], "15"),
        (["1", "4", "1", "4"], "1"),
        (["18:50", "18:30", "185", "18:30"], "18:30"),
    ],
)
def test_digits_and_points_are_voted_on_apart(readings: list[str], agreed: str) -> None:
    assert _agreed(readings) == agreed


def test_strokes_of_a_roman_numeral_are_told_from_letters_and_slashes() -> None:
    assert [_strokes(read) for read in ("||", "1V", "I\\/", "Ї")] == ["II", "IV", "IV", "I"]
