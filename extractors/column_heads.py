"""Which rows of a table are its head: by what the words mean, by depth, and by shape where words are unknown."""

from __future__ import annotations

import re

from extractors.cell_content import Content, content
from extractors.grid import Owner, distinct, is_numbering, spanning_text
from extractors.head_words import MAX_WORDS, best
from extractors.months import month_of, months_of
from extractors.table_heads import looks_like_head

HEAD_ROWS = 6  # a head is looked for in so many rows from the top
DEEPEST_HEAD = 3  # rows that one head may take

_YEAR = re.compile(r"20\d\d(?:\s*[-–/]\s*(?:20)?\d\d)?[\s-]*(?:г\.?|год\w*|ж\.?|жыл\w*|уч\w*\.?\s*год\w*|окуу жыл\w*)?")


def head_rows(grid: tuple[tuple[Owner, ...], ...]) -> tuple[int, int]:
    """Gives the index of the first row below the head, and how many rows the head takes (0 without one)."""
    for r in range(min(HEAD_ROWS, len(grid))):
        if spanning_text(grid[r], r) is not None:
            continue
        cells = [owner for owner in distinct(grid[r]) if owner.text and owner.row == r]
        months = months_of([owner.text for owner in cells])
        cells = [owner for owner, month in zip(cells, months, strict=True) if month is None]
        said = [best(owner.text) for owner in cells if len(owner.text.split()) <= MAX_WORDS]
        known = [role for role in said if role is not None]
        if cells and _reads_as_row(cells):
            return 0, 0
        long = sum(len(owner.text.split()) > MAX_WORDS for owner in cells)
        if len(set(known)) >= 2 and len(known) >= max(2, len(cells) // 3) and not long:
            depth = _depth(grid, r)
            return r + depth, depth
        if known and any(owner.cell is not None and owner.cell.header for owner in cells):
            return r + 1, 1
        if len(set(known)) < 2 and len(cells) >= 2 and not long and r + 1 < len(grid) and looks_like_head(grid, r):
            depth = _depth(grid, r)
            return r + depth, depth
    return 0, 0


def _depth(grid: tuple[tuple[Owner, ...], ...], top: int) -> int:
    """Gives how many rows the head takes that begins at row top."""
    depth = 1
    while depth < DEEPEST_HEAD and top + depth < len(grid) and _continues_head(grid, top, top + depth):
        depth += 1
    return depth


def _reads_as_row(cells: list[Owner]) -> bool:
    """Tells whether cells look like a row of data: a number in front, or a date, or persons with initials."""
    held = [content(owner.text) for owner in cells if month_of(owner.text) is None and not _YEAR.fullmatch(owner.text)]
    data = sum(kind in {Content.NUMBER, Content.CRITERION, Content.CODE, Content.DATE} for kind in held)
    return data >= 2 or bool(held and held[0] in {Content.NUMBER, Content.CRITERION, Content.CODE})


def _continues_head(grid: tuple[tuple[Owner, ...], ...], top: int, r: int) -> bool:
    """Tells whether row r belongs to the head that begins at row top: its cells are covered from above or divide a
    wide head.
    """
    new = [owner for owner in distinct(grid[r]) if owner.row == r]
    above = [owner for owner in distinct(grid[r]) if owner.row < r and owner.row >= top]
    wide = [owner for owner in distinct(grid[r - 1]) if owner.cell is not None and owner.cell.colspan > 1]
    if not wide or not any(owner.text for owner in new) or spanning_text(grid[r], r) is not None:
        return False
    if any(
        content(owner.text) in {Content.NUMBER, Content.DATE} and month_of(owner.text) is None
        for owner in new
        if owner.text and not is_numbering(grid[r])
    ):
        return False
    under = [
        owner
        for owner in new
        if owner.text and any(w.column <= owner.column < w.column + (w.cell.colspan if w.cell else 1) for w in wide)
    ]
    blank = [owner for owner in new if not owner.text]
    return (
        len(under) + len(blank) + len(above) == len(distinct(grid[r]))
        and all(len(owner.text.split()) <= MAX_WORDS for owner in under)
        and not is_numbering(grid[r])
    )


def head_text(grid: tuple[tuple[Owner, ...], ...], top: int, first: int, column: int) -> str:
    seen: list[str] = []
    for r in range(top, first):
        text = grid[r][column].text
        if text and text not in seen:
            seen.append(text)
    return "\n".join(seen)
