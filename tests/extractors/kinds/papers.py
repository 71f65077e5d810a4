"""Makes small Word papers in memory and reads them as the program does, for tests of what is understood."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx

from extractors.formats.docx import read
from extractors.records import Document

Block = str | Sequence[Sequence[str]]
"""A line («# » a heading, «• » a bullet, «** » bold) or the rows of a table."""


def paper(folder: Path, *blocks: Block, name: str = "paper.docx") -> Document:
    """Gives the document read from a Word file that holds the blocks in order."""
    made = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            _line(made, block)
        else:
            _table(made, block)
    path = folder / name
    made.save(str(path))
    return read(path, name)


def _line(made: docx.document.Document, text: str) -> None:
    if text.startswith("# "):
        made.add_heading(text[2:], level=1)
    elif text.startswith("• "):
        made.add_paragraph(text[2:], style="List Bullet")
    elif text.startswith("** "):
        made.add_paragraph().add_run(text[3:]).bold = True
    else:
        made.add_paragraph(text)


def _table(made: docx.document.Document, rows: Sequence[Sequence[str]]) -> None:
    table = made.add_table(rows=len(rows), cols=max(len(row) for row in rows))
    table.style = "Table Grid"
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=False):
            cell.text = text
