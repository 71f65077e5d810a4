"""How well spoiled pages are read: typed sample pages against their own text, by condition.

python -m tests.benchmarks.ocr_conditions [word of a condition …]
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pdfplumber
import pypdfium2

from data import ROOT
from extractors.layout import blocks
from extractors.ocr import recognise_page
from extractors.records import Table
from tests.documents.spoil import CONDITIONS, Condition, Picture

# (file under data/samples/intake, pages): ruled tables in Russian and in Kyrgyz, prose in both.
PAGES = (
    ("Горно-тех колледж (институц.)/План меропр. по устран. замеч. КДГТК (утв).pdf", (1, 2)),
    ("Горно-тех колледж (институц.)/ОТЧЕТ пост.акк. КДГТК.pdf", (1,)),
    ("005 Көк-Ойрок лицей скан/Отчет ПАМ Кок-Ойрок лицей.pdf", (1, 2)),
    ("005 Көк-Ойрок лицей скан/Тиркемелер 1-7.pdf", (1,)),
    ("Горно-тех колледж (институц.)/otchet VEK KDGTK 2023.pdf", (3,)),
)


@dataclass(frozen=True, slots=True)
class TypedPage:
    """A typed page. lines: its lines outside tables; cells: the text of its table cells; both without white space."""

    picture_of: pypdfium2.PdfPage
    lines: tuple[str, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """characters, wrong: of the typed text, and how many differ; cells, right: of typed tables, and those whole."""

    characters: int = 0
    wrong: int = 0
    cells: int = 0
    right: int = 0
    seconds: float = 0.0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.characters + other.characters,
            self.wrong + other.wrong,
            self.cells + other.cells,
            self.right + other.right,
            self.seconds + other.seconds,
        )


def typed_pages(pages: Iterable[tuple[str, tuple[int, ...]]] = PAGES) -> tuple[TypedPage, ...]:
    """Gives the sample pages with their own text."""
    found = []
    for file, numbers in pages:
        path = ROOT / "samples" / "intake" / Path(file)
        drawn = pypdfium2.PdfDocument(path)
        with pdfplumber.open(path) as typed:
            for number in numbers:
                page = typed.pages[number - 1]
                cells = tuple(_bare(cell or "") for table in page.extract_tables() for row in table for cell in row)
                prose = page
                for table in page.find_tables():
                    prose = prose.outside_bbox(table.bbox)
                lines = tuple(_bare(line["text"]) for line in prose.extract_text_lines())
                found.append(TypedPage(drawn[number - 1], lines, tuple(cell for cell in cells if cell)))
    return tuple(found)


def score(page: TypedPage, condition: Condition) -> Score:
    """Gives how well the page is read after it is spoiled."""
    picture: Picture = page.picture_of.render(scale=condition.dpi / 72).to_numpy()[:, :, :3].copy()
    spoiled = condition.spoil(picture, condition.dpi)
    began = time.process_time()
    content = recognise_page(spoiled, dpi=condition.dpi if condition.known_dpi else None, number=1)
    seconds = time.process_time() - began
    text = _bare(" ".join(word.text for word in content.words))
    pieces = (*page.lines, *page.cells)
    wrong = sum(_distance(piece, text) for piece in pieces)
    layout = blocks((content,), "page")
    seen = Counter(
        _bare(cell.text)
        for block in layout.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
        if cell
    )
    right = sum((Counter(page.cells) & seen).values())
    return Score(sum(len(piece) for piece in pieces), wrong, len(page.cells), right, seconds)


def _bare(text: str) -> str:
    """Gives the text without white space, dashes of all lengths as one."""
    return "".join(text.split()).replace("–", "-").replace("—", "-")


def _distance(line: str, text: str) -> int:
    """Gives the least number of changed letters with which the line stands somewhere in the text."""
    letters = np.array([ord(letter) for letter in text])
    places = np.arange(len(text) + 1)
    row = np.zeros(len(text) + 1, int)
    for count, letter in enumerate(line, start=1):
        following = np.empty_like(row)
        following[0] = count
        following[1:] = np.minimum(row[:-1] + (letters != ord(letter)), row[1:] + 1)
        row = np.minimum.accumulate(following - places) + places
    return int(row.min())


def main() -> None:
    """Prints a line per condition."""
    asked = sys.argv[1:]
    pages = typed_pages()
    print(f"{'condition':<36}{'CER %':>7}{'cells':>12}{'right %':>9}{'s/page':>8}")
    for condition in CONDITIONS:
        if asked and not any(word in condition.name for word in asked):
            continue
        total = sum((score(page, condition) for page in pages), Score())
        print(
            f"{condition.name:<36}{100 * total.wrong / total.characters:>7.2f}{f'{total.right}/{total.cells}':>12}"
            f"{100 * total.right / max(total.cells, 1):>9.1f}{total.seconds / len(pages):>8.2f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
