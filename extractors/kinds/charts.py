"""Deadlines of a calendar chart: marks in columns of months."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from extractors.columns import Columns
from extractors.head_words import Role
from extractors.kinds.table_rows import Row
from extractors.months import months_of
from extractors.records import ONGOING

ALWAYS = 0.9  # share of marked months from which a measure is permanent
SCHOOL_YEAR_BEGINS = 8  # month from which a chart «2024/2025» is in its first year

_YEARS = re.compile(r"(20\d\d)\s*(?:[-–—/]\s*(20\d\d|\d\d)(?!\d))?")


def years_in(texts: Iterable[str]) -> tuple[int, int] | None:
    """Gives the first and last year that headings name («2024/2025», «2024 год»), None without one."""
    for text in texts:
        match = _YEARS.search(text)
        if match:
            first = int(match[1])
            last = (
                int(match[2])
                if match[2] and len(match[2]) == 4
                else first - first % 100 + int(match[2])
                if match[2]
                else first
            )
            return (first, last) if first <= last <= first + 5 else (first, first)
    return None


def charted(
    row: Row, columns: Columns, years: tuple[int, int] | None, near: date | None
) -> tuple[str | None, date | str | None]:
    """Gives the deadline that marks in the columns of months state: its words and its last day."""
    months = columns.of(Role.MONTH)
    marked = [index for index in months if _marked(row, index, months)]
    if not marked:
        return None, None
    heads = [columns.columns[index].head.rsplit("\n", 1)[-1].strip() for index in marked]
    words = (
        heads[0]
        if len(heads) == 1
        else f"{heads[0]} – {heads[-1]}"
        if marked[-1] - marked[0] == len(marked) - 1
        else ", ".join(heads)
    )
    if len(months) > 4 and len(marked) >= ALWAYS * len(months):
        return words, ONGOING
    last = columns.columns[marked[-1]].head
    month = months_of(_heads(columns))[months.index(marked[-1])]
    year = _year(last, marked[-1], columns, years, near)
    if month is None or year is None:
        return words, None
    said = words if str(year) in words or re.search(rf"\b{year % 100:02d}\b\W*$", words) else f"{words} {year}"
    return said, date(year, month, monthrange(year, month)[1])


def _heads(columns: Columns) -> list[str]:
    """Gives the lowest heads of the columns of months."""
    return [columns.columns[index].head.rsplit("\n", 1)[-1] for index in columns.of(Role.MONTH)]


def _marked(row: Row, index: int, months: tuple[int, ...]) -> bool:
    """Tells whether a month is marked: by any sign or word, or by a colour that not every month has."""
    owner = row.columns[index]
    if owner.text and not re.fullmatch(r"[\s\-–—]*", owner.text):
        return True
    cells = [row.columns[other].cell for other in months]
    filled = {cell.fill for cell in cells if cell is not None}
    return owner.cell is not None and owner.cell.fill not in (None, "FFFFFF") and len(filled) > 1


def _year(head: str, index: int, columns: Columns, years: tuple[int, int] | None, near: date | None) -> int | None:
    """Gives the year of a month's column: from its own head, else from the plan's years and the order of the months."""
    own = re.search(r"20\d\d", head)
    if own and not re.search(r"20\d\d\s*[-–/]\s*(?:20)?\d\d", head):
        return int(own.group())
    # «06.23», «IV кв. 24»: the year's last two digits stand last.
    short = re.search(r"(?:кв\w*\.?|[./])\s*(\d\d)\s*(?:г|ж)?\.?\s*$", head.rsplit("\n", maxsplit=1)[-1].lower())
    if short:
        return 2000 + int(short[1])
    span = years_in([head]) or years
    months = [month or 0 for month in months_of(_heads(columns))]
    position = columns.of(Role.MONTH).index(index)
    turns = sum(later < sooner for sooner, later in pairwise(months[: position + 1]))
    if span is not None:
        first = span[0]
        if (
            span[1] > span[0]
            and months[0] < SCHOOL_YEAR_BEGINS
            and turns == 0
            and months[position] < SCHOOL_YEAR_BEGINS
            and len(months) <= 12
            and max(months) >= SCHOOL_YEAR_BEGINS
        ):
            return span[1]
        return first + turns
    if near is None:
        return None
    return near.year + turns if months[0] >= near.month or turns else near.year + (months[position] < near.month)
