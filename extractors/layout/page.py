"""One page's words and rulings → its tables and lines in reading order."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.layout.grids import grids_of
from extractors.layout.lines import Line, lines_of
from extractors.layout.ruled import tables_of
from extractors.page_content import PageContent
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
    tables, outside = tables_of(grids, content.words, content.shades, file=file, page=content.number)
    lines = lines_of(outside)
    pieces: list[Flow | Table] = []
    left = min((line.x0 for line in lines), default=0.0)
    right = max((line.x1 for line in lines), default=content.width)
    rest = lines
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
    return LaidPage(content.number, content.width, content.height, tuple(pieces))
