"""One page's words and rulings → its tables and lines in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.layout.grids import Grid, grids_of
from extractors.layout.lines import Line, lines_of
from extractors.layout.open_rows import with_open_rows
from extractors.layout.ruled import tables_of
from extractors.page_content import PageContent, Word
from extractors.records import Table


@dataclass(frozen=True, slots=True)
class Flow:
    """Lines that follow each other in one column of text. left, right: where the column begins and ends."""

    lines: tuple[Line, ...]
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class LaidPage:
    """A page in reading order."""

    number: int
    width: float
    height: float
    pieces: tuple[Flow | Table, ...]


def laid(content: PageContent, file: str) -> LaidPage:
    """Gives the page's tables, and its lines between them."""
    grids = grids_of(content.rulings)
    lines = lines_of([word for word in content.words if not word.angle and not _inside(grids, word)])
    grids = [with_open_rows(grid, lines) for grid in grids]
    tables, outside = tables_of(grids, content.words, content.shades, file=file, page=content.number)
    return LaidPage(content.number, content.width, content.height, tuple(_in_order(tables, lines_of(outside), content)))


def _inside(grids: Sequence[Grid], word: Word) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return any(grid.holds(x, y) for grid in grids)


def _in_order(tables: Sequence[Table], lines: Sequence[Line], content: PageContent) -> list[Flow | Table]:
    """Gives tables and the lines between them from the top down."""
    pieces: list[Flow | Table] = []
    left = min((line.x0 for line in lines), default=0.0)
    right = max((line.x1 for line in lines), default=content.width)
    rest = list(lines)
    for table in tables:
        box = table.place.bbox
        top = box[1] if box else 0.0
        above = [line for line in rest if line.middle < top]
        rest = [line for line in rest if line.middle >= top]
        if above:
            pieces.append(Flow(tuple(above), left, right))
        pieces.append(table)
    if rest:
        pieces.append(Flow(tuple(rest), left, right))
    return pieces
