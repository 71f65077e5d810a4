"""Every text that the reference files quote from a Word file stands in the Document read from it."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import mammoth
import pytest

from data import ROOT
from extractors.languages.letters import clean
from extractors.reading import read_document
from extractors.records import Cell, Document, Paragraph, Table

SAMPLES = ROOT / "samples"
WORD_FILES = sorted(path for path in SAMPLES.rglob("*.docx"))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", clean(text))


def lines(blocks: tuple[Paragraph | Table, ...]) -> list[str]:
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(block.text)
        else:
            found.extend(
                line for cells in block.rows for cell in cells if cell is not None for line in cell_lines(cell)
            )
    return found


def cell_lines(cell: Cell) -> list[str]:
    return [*(paragraph.text for paragraph in cell.paragraphs), *lines(cell.tables)]


@cache
def document_of(path: Path) -> Document:
    return read_document(path, path.name)


@cache
def squeezed_document(path: Path) -> str:
    return squeezed("".join(lines(document_of(path).blocks)))


def quotations() -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []
    for path in sorted((SAMPLES / "gold").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        for record in gold["findings"] + gold["plan_actions"] + gold["report_actions"]:
            texts = [record.get(name) for name in ("text", "responsible", "due_text")]
            texts += [paper["text"] for paper in record.get("evidence", ())]
            found.extend(
                (record["id"], record["file"], text) for text in texts if text and record["file"].endswith(".docx")
            )
    return found


def test_every_quotation_of_the_references_is_found_word_for_word() -> None:
    quoted = quotations()
    missing = [
        quotation for quotation in quoted if squeezed(quotation[2]) not in squeezed_document(SAMPLES / quotation[1])
    ]
    assert len(quoted) > 250
    assert missing == []


@pytest.mark.parametrize("path", WORD_FILES, ids=lambda path: path.name)
def test_all_that_mammoth_reads_is_read(path: Path) -> None:
    with path.open("rb") as stream:
        other = mammoth.extract_raw_text(stream).value
    found, at = squeezed_document(path), 0
    for line in filter(None, map(squeezed, other.split("\n"))):
        assert line in found[at:]
        at = found.index(line, at) + len(line)


@pytest.mark.parametrize("path", WORD_FILES, ids=lambda path: path.name)
def test_rows_of_a_table_are_equally_long(path: Path) -> None:
    for table in document_of(path).tables():
        assert len({len(row) for row in table.rows}) == 1
