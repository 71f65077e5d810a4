"""Small papers written with python-docx and read by the program's own reader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from extractors.formats.docx import read
from extractors.records import Document

Block = str | tuple[str, str] | list[list[str]]


@pytest.fixture
def paper(tmp_path: Path) -> Callable[..., Document]:
    """Gives a maker of papers: each block is a paragraph, a (style, text) pair, or the rows of a table.

    In a table "<" merges a cell with the one on its left, "^" with the one above; "text#RRGGBB" is coloured.
    """

    def make(*blocks: Block) -> Document:
        document = docx.Document()
        for block in blocks:
            if isinstance(block, str):
                document.add_paragraph(block)
            elif isinstance(block, tuple):
                document.add_paragraph(block[1], style=block[0])
            else:
                _table(document, block)
        path = tmp_path / "paper.docx"
        document.save(str(path))
        return read(path, "paper.docx")

    return make


def _table(document: docx.document.Document, rows: list[list[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=max(len(row) for row in rows))
    table.style = "Table Grid"
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text not in {"<", "^"}:
                words, _, colour = text.partition("#")
                table.cell(r, c).text = words
                if colour:
                    _shade(table.cell(r, c), colour)
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text == "<":
                table.cell(r, c - 1).merge(table.cell(r, c))
            elif text == "^":
                table.cell(r - 1, c).merge(table.cell(r, c))


def _shade(cell: docx.table._Cell, colour: str) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(shade)
