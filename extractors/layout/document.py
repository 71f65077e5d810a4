"""Pages in reading order → the blocks of a document: running heads dropped, tables stitched, places numbered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.layout.page import Flow, LaidPage, laid
from extractors.layout.paragraphs import Body, Draft, body_of, drafts_of, goes_on, mark_footnotes, paragraph_of
from extractors.layout.running import without_running
from extractors.page_content import PageContent
from extractors.records import Cell, Paragraph, ParagraphKind, Table
from extractors.tables import stitched


@dataclass(frozen=True, slots=True)
class Layout:
    """What pages hold.

    blocks: body in reading order, places numbered. running: heads and feet of pages, each wording once. said_again:
    letters and signs of running lines and of table heads that pages repeat, left out of both.
    """

    blocks: tuple[Paragraph | Table, ...]
    running: tuple[str, ...] = ()
    said_again: int = 0


def blocks(pages: Iterable[PageContent], file: str) -> Layout:
    """Gives the paragraphs and tables of some pages; pages are taken one by one and not kept."""
    return composed([laid(page, file) for page in pages], file)


def composed(pages: Sequence[LaidPage], file: str) -> Layout:
    """Gives the layout of pages that are already laid out one by one."""
    kept, running = without_running(pages)
    body = body_of(piece for page in kept for piece in page.pieces if isinstance(piece, Flow))
    pieces: list[Draft | Table] = []
    for page in kept:
        _append(pieces, _pieces_of(page, body), body)
    found = [piece if isinstance(piece, Table) else paragraph_of(piece, body, file=file) for piece in pieces]
    whole = stitched(found, wide=frozenset(page.number for page in kept if page.width > page.height))
    lines = _signs(_line_texts(pages)) - _signs(_line_texts(kept)) - _signs(running)
    heads = _signs(_cell_texts(found)) - _signs(_cell_texts(whole))
    return Layout(numbered(whole), running, lines + heads)


def _signs(texts: Iterable[str]) -> int:
    """Gives the number of characters without blanks."""
    return sum(len("".join(text.split())) for text in texts)


def _line_texts(pages: Iterable[LaidPage]) -> Iterator[str]:
    return (line.text for page in pages for piece in page.pieces if isinstance(piece, Flow) for line in piece.lines)


def _cell_texts(blocks: Iterable[Paragraph | Table]) -> Iterator[str]:
    """Yields the texts of all cells, those of nested tables too."""
    for block in blocks:
        if isinstance(block, Table):
            for cell in (cell for row in block.rows for cell in row if cell is not None):
                yield cell.text
                yield from _cell_texts(cell.tables)


def _pieces_of(page: LaidPage, body: Body) -> list[Draft | Table]:
    """Gives a page's paragraphs and tables; its footnotes are marked as such."""
    pieces: list[Draft | Table] = []
    for piece in page.pieces:
        if isinstance(piece, Flow):
            _append(pieces, list(drafts_of(piece, body, page=page.number)), body)
        else:
            pieces.append(piece)
    if page.pieces and isinstance(page.pieces[-1], Flow):
        mark_footnotes([piece for piece in pieces if isinstance(piece, Draft)], body)
    return pieces


def _append(pieces: list[Draft | Table], new: Sequence[Draft | Table], body: Body) -> None:
    """Adds what follows; a paragraph that goes on from the column or page before is made whole."""
    first = new[0] if new else None
    open_one = next((piece for piece in reversed(pieces) if not _is_footnote(piece)), None)
    if (
        isinstance(first, Draft)
        and isinstance(open_one, Draft)
        and not _is_footnote(first)
        and goes_on(open_one, first, body)
    ):
        open_one.lines.extend(first.lines)
        new = new[1:]
    pieces.extend(new)


def _is_footnote(piece: Draft | Table) -> bool:
    return isinstance(piece, Draft) and piece.kind is ParagraphKind.FOOTNOTE


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
    paragraphs = tuple(
        replace(one, place=replace(one.place, table=table, row=row, column=column)) for one in cell.paragraphs
    )
    return replace(cell, place=place, paragraphs=paragraphs)
