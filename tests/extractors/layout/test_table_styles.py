"""Tables come back cell by cell however their rules are drawn, and prose is no table."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from extractors.formats.pdf import read
from extractors.records import Table
from tests.documents import true_tables
from tests.documents.printed import gap, printed, prose
from tests.documents.table_styles import RULES, STYLES, flowable
from tests.documents.true_tables import Maker, TrueTable


def texts(table: Table) -> list[list[str | None]]:
    return [[None if cell is None else "".join(cell.text.split()) for cell in row] for row in table.rows]


def true_texts(made: TrueTable) -> list[list[str]]:
    return [["".join(text.split()) for text in row] for row in made.texts()]


@pytest.mark.parametrize("rules", sorted(RULES))
@pytest.mark.parametrize("maker", [true_tables.plan, true_tables.figures])
def test_a_table_comes_back_whole_however_it_is_ruled(tmp_path: Path, rules: str, maker: Maker) -> None:
    if rules == "upright" and maker is true_tables.figures:
        maker = true_tables.plan  # nothing but numbers tells rows apart there
    made = maker(random.Random(f"{rules} {maker.__name__}"))
    story = [prose("Комиссия рассмотрела план и отчёт."), gap(), flowable(made, RULES[rules]), gap(), prose("Конец.")]
    (table,) = read(printed(tmp_path / "a.pdf", story, numbered=True), "a.pdf").tables()
    assert texts(table) == true_texts(made)


def test_a_table_without_rules_goes_on_over_pages_and_leaves_the_page_number(tmp_path: Path) -> None:
    made = true_tables.long(random.Random(3))
    path = printed(tmp_path / "a.pdf", [flowable(made, RULES["level"], repeat=True)], numbered=True)
    document = read(path, "a.pdf")
    (table,) = document.tables()
    assert texts(table) == true_texts(made)
    assert list(document.running) == [str(page.number) for page in document.pages]


@pytest.mark.parametrize("name", ["reportlab: prose alone, no table", "reportlab: two tables side by side"])
def test_papers_hold_just_the_tables_that_are_in_them(tmp_path: Path, name: str) -> None:
    (style,) = (style for style in STYLES if style.name == name)
    for paper in (style.papers(tmp_path, random.Random(5)) or ())[:4]:
        assert len(list(read(paper.path, "a.pdf").tables())) == len(paper.tables)
