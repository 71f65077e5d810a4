"""Tables with known truth, printed by several typesetters in many styles: ours beside plain pdfplumber.

python -m tests.benchmarks.table_sets                 all sets, by style
python -m tests.benchmarks.table_sets --kept DIR      keeps the PDF files whose tables do not come back whole

The measure is that of the ICDAR 2013 table competition: relations between neighbouring cells that hold text, right and
below, blanks passed over; recall, precision and their F1 over the relations of all tables of a set. A table over
several pages is one table; pdfplumber's parts of it count as they are, the rows of a repeated head passed over.
"""

from __future__ import annotations

import argparse
import random
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pdfplumber

from extractors.formats import pdf
from extractors.records import Table
from tests.documents.table_styles import STYLES, Paper, Style
from tests.documents.true_tables import TrueTable

_SEED = 2013
Relation = tuple[str, str, str]
# Row, column, rowspan, colspan, text.
Room = tuple[int, int, int, int, str]


@dataclass(slots=True)
class Score:
    """How many relations there are, were found, were found rightly; how many tables came back whole; CPU seconds."""

    wanted: int = 0
    found: int = 0
    right: int = 0
    tables: int = 0
    whole: int = 0
    seconds: float = 0.0

    def add(self, other: Score) -> None:
        """Adds the counts of another."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def f1(self) -> float:
        """Gives the mean of recall and precision."""
        return 2 * self.right / (self.wanted + self.found) if self.wanted + self.found else 1.0


@dataclass(slots=True)
class Row:
    """A style's line of the comparison."""

    style: Style
    ours: Score = field(default_factory=Score)
    plumber: Score = field(default_factory=Score)


def main() -> None:
    """Prints the comparison."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seed", type=int, default=_SEED)
    parser.add_argument("--only", default="", metavar="STYLE", help="styles whose name begins so")
    parser.add_argument("--kept", type=Path, metavar="DIR", help="where to keep papers whose tables are not whole")
    options = parser.parse_args()
    rows = []
    for style in STYLES:
        if not style.name.startswith(options.only):
            continue
        with TemporaryDirectory() as folder:
            papers = style.papers(Path(folder), random.Random(f"{options.seed} {style.name}"))
            if papers is None:
                print(f"{style.name}: LibreOffice is not on this machine, left out")
                continue
            rows.append(_row(style, papers, options.kept))
            print(_line(style.name, rows[-1]), flush=True)
    total = Row(Style("all", lambda folder, dice: None))
    for row in rows:
        total.ours.add(row.ours)
        total.plumber.add(row.plumber)
    print(_line("all", total))
    print(f"CPU seconds: {total.ours.seconds:.1f}, pdfplumber {total.plumber.seconds:.1f}")


def _line(name: str, row: Row) -> str:
    ours, plumber = row.ours, row.plumber
    return (
        f"{name:44} {ours.tables:4} tables  F1 {ours.f1:.3f} whole {ours.whole:4}"
        f"   pdfplumber F1 {plumber.f1:.3f} whole {plumber.whole:4}"
    )


def _row(style: Style, papers: Iterable[Paper], kept: Path | None) -> Row:
    row = Row(style)
    for paper in papers:
        ours = _timed(_ours, paper)
        row.ours.add(ours)
        row.plumber.add(_timed(_plumber, paper))
        if kept is not None and ours.whole < ours.tables:
            kept.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(paper.path, kept / f"{style.name} {paper.path.name}".replace("/", "-"))
    return row


def _timed(read: Callable[[Path], list[list[Room]]], paper: Paper) -> Score:
    start = time.process_time()
    found = read(paper.path)
    seconds = time.process_time() - start
    score = scored(paper.tables, found)
    score.seconds = seconds
    return score


def _ours(path: Path) -> list[list[Room]]:
    return [_rooms(table) for table in pdf.read(path, path.name).tables()]


def _rooms(table: Table) -> list[Room]:
    return [
        (r, c, cell.rowspan, cell.colspan, cell.text)
        for r, row in enumerate(table.rows)
        for c, cell in enumerate(row)
        if cell is not None
    ]


def _plumber(path: Path) -> list[list[Room]]:
    """Gives pdfplumber's tables with the spans that the boxes of its cells show; a repeated head is passed over."""
    tables: list[list[Room]] = []
    head: list[str | None] | None = None
    with pdfplumber.open(path) as document:
        for page in document.pages:
            for table in page.find_tables():
                texts = table.extract()
                skipped = 1 if head is not None and texts and texts[0] == head else 0
                head = texts[0] if texts else None
                tables.append(_plumber_rooms(table, texts, skipped))
            page.close()
    return tables


def _plumber_rooms(table: object, texts: Sequence[Sequence[str | None]], skipped: int) -> list[Room]:
    boxes = [
        (box, texts[r][c] or "")
        for r, row in enumerate(table.rows)  # type: ignore[attr-defined]
        for c, box in enumerate(row.cells)
        if box is not None and r >= skipped
    ]
    xs = sorted({x for box, _ in boxes for x in (box[0], box[2])})
    ys = sorted({y for box, _ in boxes for y in (box[1], box[3])})
    return [
        (
            ys.index(box[1]),
            xs.index(box[0]),
            ys.index(box[3]) - ys.index(box[1]),
            xs.index(box[2]) - xs.index(box[0]),
            text,
        )
        for box, text in boxes
    ]


def scored(wanted: Sequence[TrueTable], found: Sequence[Sequence[Room]]) -> Score:
    """Gives the score of one paper; relations are pooled over its tables, whole tables are looked for one by one."""
    true = [
        relations((cell.row, cell.column, cell.rowspan, cell.colspan, cell.text) for cell in t.cells) for t in wanted
    ]
    read = [relations(rooms) for rooms in found]
    pooled, all_read = sum(true, Counter[Relation]()), sum(read, Counter[Relation]())
    rest = list(read)
    whole = 0
    for one in true:
        if one in rest:
            rest.remove(one)
            whole += 1
    return Score(pooled.total(), all_read.total(), (pooled & all_read).total(), len(true), whole)


def relations(rooms: Iterable[Room]) -> Counter[Relation]:
    """Gives the pairs of neighbouring cells that hold text: the next one right, and the next one below."""
    held = [room for room in rooms]
    owner = {
        (r, c): index
        for index, (row, column, down, across, _) in enumerate(held)
        for r in range(row, row + down)
        for c in range(column, column + across)
    }
    height = max((r for r, _ in owner), default=-1) + 1
    width = max((c for _, c in owner), default=-1) + 1
    texts = ["".join(room[4].split()) for room in held]
    pairs: set[tuple[int, int, str]] = set()
    for lines, way in (
        ([[owner.get((r, c)) for c in range(width)] for r in range(height)], "right"),
        ([[owner.get((r, c)) for r in range(height)] for c in range(width)], "below"),
    ):
        for line in lines:
            filled = [index for index in line if index is not None and texts[index]]
            pairs.update((a, b, way) for a, b in pairwise(filled) if a != b)
    return Counter((texts[a], texts[b], way) for a, b, way in pairs)


if __name__ == "__main__":
    main()
