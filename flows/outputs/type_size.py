"""How many lines a text takes in a column, from the letters' widths.

So that row heights fit in Excel and in LibreOffice alike.
"""

from __future__ import annotations

import tomllib
from functools import cache

from data import ROOT

# A column's width counts digits of the workbook's own type (Arial 10: 7 pixels); five pixels are margin.
_PIXELS_PER_WIDTH = 7.0
_MARGIN = 6.0
_PIXELS_PER_POINT = 96 / 72
# Spreadsheets round each letter to whole pixels: a little more room than the font says.
_ROUNDING = 1.05
INDENT = 1.4  # width of a step of indenting, in spreadsheet units
LINE = 1.31  # height of a line in type sizes
HIGHEST_ROW = 409.0  # Excel's limit, points


@cache
def _widths() -> tuple[dict[str, float], float, float]:
    table = tomllib.loads((ROOT / "type" / "arial.toml").read_text("utf-8"))
    letters = {letter: int(width) / 100 for width, row in table["letters"].items() for letter in row}
    return letters, table["other"] / 100, table["bold"]


@cache
def _word_width(word: str) -> float:
    letters, other, _ = _widths()
    return sum(letters.get(letter, other) for letter in word)


def lines(text: str, width: float, *, size: float = 9, bold: bool = False) -> int:
    """Counts the lines of a wrapped text. width: of the column, in spreadsheet units; size: of the type, in points."""
    em = size * _PIXELS_PER_POINT * _ROUNDING * (_widths()[2] if bold else 1.0)
    room = max(width * _PIXELS_PER_WIDTH - _MARGIN, em) / em
    return sum(_wrapped(line, room) for line in text.split("\n"))


def _wrapped(line: str, room: float) -> int:
    space = _word_width(" ")
    count, used = 1, 0.0
    for word in line.split(" "):
        wide = _word_width(word)
        if used and used + space + wide > room:
            count, used = count + 1, 0.0
        elif used:
            used += space
        if wide > room:  # a word wider than the column is broken inside
            more = int(wide // room)
            count, wide = count + more, wide - more * room
        used += wide
    return count


def row_height(count: int, *, size: float = 9) -> float:
    """Gives the height in points of a row with so many lines, at most what Excel can show."""
    return min(round(count * size * LINE + 5, 1), HIGHEST_ROW)
