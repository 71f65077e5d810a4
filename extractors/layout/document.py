"""Pages in reading order → the blocks of a document: running heads dropped, tables stitched, places numbered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from extractors.layout.page import Flow, LaidPage, laid
from extractors.layout.paragraphs import body_of, paragraphs_of
from extractors.page_content import PageContent
from extractors.records import Cell, Paragraph, Table
from extractors.tables import stitched


@dataclass(frozen=True, slots=True)
class Layout:
    """What pages hold. blocks: body in reading order, places numbered; running: heads and feet of pages."""

    blocks: tuple[Paragraph | Table, ...]
    running: tuple[str, ...] = ()


def blocks(pages: Iterable[PageContent], file: str) -> Layout:
    """Gives the paragraphs and tables of some pages; pages are taken one by one and not kept."""
    return composed([laid(page, file) for page in pages], file)


def composed(pages: list[LaidPage], file: str) -> Layout:
    """Gives the layout of pages that are already laid out one by one."""
    body = body_of(piece for page in pages for piece in page.pieces if isinstance(piece, Flow))
    found: list[Paragraph | Table] = []
    for page in pages:
        for piece in page.pieces:
            if isinstance(piece, Flow):
                found.extend(paragraphs_of(piece, body, file=file, page=page.number))
            else:
                found.append(piece)
    return Layout(numbered(stitched(found)))


def numbered(found: Iterable[Paragraph | Table]) -> tuple[Paragraph | Table, ...]:
    """Gives the blocks with paragraphs, tables, rows and columns counted in their places."""
    counted: list[Paragraph | Table] = []
    paragraphs = tables = 0
    for block in found:
        if isinstance(block, Paragraph):
            paragraphs += 1
            counted.append(replace(block, place=replace(block.place, paragraph=paragraphs)))
        else:
            tables += 1
            counted.append(_numbered_table(block, tables))
    return tuple(counted)


def _numbered_table(table: Table, number: int) -> Table:
    rows = tuple(
        tuple(None if cell is None else _numbered_cell(cell, number, r, c) for c, cell in enumerate(row, start=1))
        for r, row in enumerate(table.rows, start=1)
    )
    return replace(table, rows=rows, place=replace(table.place, table=number))


def _numbered_cell(cell: Cell, table: int, row: int, column: int) -> Cell:
    place = replace(cell.place, table=table, row=row, column=column)
    paragraphs = tuple(replace(one, place=replace(one.place, table=table, row=row, column=column)) for one in cell.paragraphs)
    return replace(cell, place=place, paragraphs=paragraphs)
