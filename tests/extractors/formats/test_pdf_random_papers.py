"""Papers printed at random (several tables a page, merges, columns, notes, turned and wide pages) come back whole."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.account import account
from extractors.formats.pdf import read
from extractors.reading import raw_lines
from extractors.records import Document, Table, TextSource
from tests.documents.random_papers import random_paper
from tests.documents.true_tables import TrueTable


def squeezed(text: str) -> str:
    return "".join(text.split())


def cells(table: Table) -> Counter[tuple[str, int, int]]:
    return Counter(
        (squeezed(cell.text), cell.rowspan, cell.colspan)
        for row in table.rows
        for cell in row
        if cell is not None and cell.text
    )


def true_cells(table: TrueTable) -> Counter[tuple[str, int, int]]:
    return Counter((squeezed(cell.text), cell.rowspan, cell.colspan) for cell in table.cells if cell.text)


def paragraphs(document: Document) -> set[str]:
    return {
        squeezed(text)
        for paragraph in document.paragraphs()
        for text in (paragraph.text, f"{paragraph.number or ''}{paragraph.text}")
    }


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**6))
def test_every_table_and_paragraph_of_a_random_paper_comes_back(seed: int) -> None:
    with TemporaryDirectory() as folder:
        paper = random_paper(Path(folder) / "a.pdf", seed)
        document = read(paper.path, "a.pdf")
        lacking = account(document, raw_lines(paper.path, "a.pdf")).lacking
    assert {page.text_source for page in document.pages} <= {TextSource.TEXT, TextSource.NONE}
    assert lacking == ()
    assert [cells(table) for table in document.tables()] == [true_cells(table) for table in paper.tables]
    assert [text for text in paper.texts if squeezed(text) not in paragraphs(document)] == []
