"""A table as the reader of the page sees it: which cell owns each place of the grid, head rows, section rows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.records import Cell, ParagraphKind, Table

NUMBERING = re.compile(r"\d{1,2}[.)]?")


@dataclass(frozen=True, slots=True)
class Owner:
    """The cell that covers a place of the grid, and where it begins. cell: None where the table has no cell at all."""

    cell: Cell | None
    row: int
    column: int

    @property
    def text(self) -> str:
        """Gives the cell's text without footnotes, empty without a cell."""
        if self.cell is None:
            return ""
        body = [paragraph for paragraph in self.cell.paragraphs if paragraph.kind is not ParagraphKind.FOOTNOTE]
        if len(body) == len(self.cell.paragraphs):
            return self.cell.text.strip()
        return "\n".join(
            f"{paragraph.number} {paragraph.text}" if paragraph.number else paragraph.text for paragraph in body
        ).strip()


def owners(table: Table) -> tuple[tuple[Owner, ...], ...]:
    """Gives, for each place of the grid, the cell that stands there or whose span covers it."""
    width = max((len(row) for row in table.rows), default=0)
    grid: list[list[Owner | None]] = [[None] * width for _ in table.rows]
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row):
            if cell is None:
                continue
            owner = Owner(cell, r, c)
            for down in range(r, min(r + max(cell.rowspan, 1), len(grid))):
                for across in range(c, min(c + max(cell.colspan, 1), width)):
                    if grid[down][across] is None or (down, across) == (r, c):
                        grid[down][across] = owner
    return tuple(tuple(place or Owner(None, r, c) for c, place in enumerate(row)) for r, row in enumerate(grid))


def distinct(row: tuple[Owner, ...]) -> tuple[Owner, ...]:
    """Gives the cells of a row one by one, each once, from left to right."""
    found: list[Owner] = []
    for owner in row:
        if not found or owner != found[-1]:
            found.append(owner)
    return tuple(found)


def is_numbering(row: tuple[Owner, ...]) -> bool:
    """Tells whether a row only counts the columns: 1 | 2 | 3 | 4."""
    texts = [owner.text for owner in distinct(row)]
    filled = [text for text in texts if text]
    if len(filled) < 3 or len(filled) < len(texts) - 1 or not all(NUMBERING.fullmatch(text) for text in filled):
        return False
    numbers = [int(text.rstrip(".)")) for text in filled]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 2


def spanning_text(row: tuple[Owner, ...], index: int) -> str | None:
    """Gives the text of a row that one cell fills across the table (a section row), None for other rows.

    A row counts too when its only filled cell covers at least half of the columns, or stands first and is no number.
    """
    cells = distinct(row)
    filled = [owner for owner in cells if owner.text]
    if len(row) < 2 or len(filled) != 1 or filled[0].row != index:
        return None
    width = sum(owner == filled[0] for owner in row)
    if width >= max(2, (len(row) + 1) // 2):
        return filled[0].text
    return None
