"""The account of conservation: how much a file holds, and what of it the Document lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors.languages.letters import clean
from extractors.records import Cell, Document, Paragraph, Table, TextSource

# A piece of the raw layer shorter than this is found in any text by chance.
_TELLING = 4


@dataclass(frozen=True, slots=True)
class Account:
    """What a Document holds.

    pages: 0 without fixed pages. blocks: paragraphs and tables of the body. tables, cells: nested ones too, covered
    places not counted. characters: without white space, heads and feet too, automatic numbers not.
    raw_characters: those of the raw layer, None when it does not say. lacking: what of it the Document does not hold.
    """

    pages: int
    blocks: int
    tables: int
    cells: int
    characters: int
    raw_characters: int | None
    lacking: tuple[str, ...] = ()


def account(document: Document, raw_lines: Iterable[tuple[str, ...]] = ()) -> Account:
    """Gives the account of a document.

    raw_lines: the raw layer's lines, each as its pieces (runs), from `extractors.reading.raw_lines`; without them
    nothing is found lacking. They are left aside where a page was recognised anew, since its layer was not language.
    """
    if any(page.text_source is not TextSource.TEXT for page in document.pages) or any(
        problem.code.startswith("text_layer") for problem in document.problems
    ):
        raw_lines = ()
    tables = list(_tables(document.blocks))
    cells = [cell for table in tables for row in table.rows for cell in row if cell is not None]
    texts = list(_texts(document))
    return Account(
        pages=len(document.pages),
        blocks=len(document.blocks),
        tables=len(tables),
        cells=len(cells),
        characters=sum(len(_squeezed(text)) for text in texts),
        raw_characters=document.raw_characters,
        lacking=tuple(_lacking("".join(map(_squeezed, (*texts, *_numbers(document)))), raw_lines)),
    )


def _tables(blocks: Iterable[Paragraph | Table]) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Table):
            yield block
            for row in block.rows:
                for cell in row:
                    yield from _tables(cell.tables) if cell is not None else ()


def _texts(document: Document) -> Iterator[str]:
    """Gives all text of the document once, without automatic numbers."""
    yield from document.running
    for block in document.blocks:
        yield from (block.text,) if isinstance(block, Paragraph) else _table_texts(block)


def _numbers(document: Document) -> Iterator[str]:
    """Gives the numbers that stand apart from their text; some were typed, and then the raw layer holds them."""
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.number:
            yield block.number
    for table in _tables(document.blocks):
        for cell in (cell for row in table.rows for cell in row if cell is not None):
            yield from (paragraph.number for paragraph in cell.paragraphs if paragraph.number)


def _table_texts(table: Table) -> Iterator[str]:
    for row in table.rows:
        for cell in row:
            if cell is not None:
                yield from _cell_texts(cell)


def _cell_texts(cell: Cell) -> Iterator[str]:
    has_parts = cell.paragraphs or cell.tables
    yield from (paragraph.text for paragraph in cell.paragraphs) if has_parts else (cell.text,)
    for table in cell.tables:
        yield from _table_texts(table)


def _lacking(held: str, raw_lines: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Gives the raw lines that are not held whole, and of them the pieces that are not held at all."""
    for pieces in raw_lines:
        if _squeezed("".join(pieces)) in held:
            continue
        for piece in pieces:
            line = _squeezed(piece)
            if len(line) >= _TELLING and line not in held:
                yield " ".join(piece.split())


def _squeezed(text: str) -> str:
    return "".join(clean(text).split())
