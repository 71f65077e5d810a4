"""Pages per CPU-second and cell accuracy of the PDF reader beside plain pdfplumber and bare PDFium, in one run.

python -m tests.benchmarks.pdf_speed             a table of 31 pages, printed for the run, and the typed sample papers
python -m tests.benchmarks.pdf_speed --long 3000 memory and time of one long file, by its tenths
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pdfplumber
import pypdfium2

from data import ROOT
from extractors.formats import pdf
from extractors.records import TextSource
from tests.documents.printed import printed, prose, table

_FINDINGS = (
    "Миссия кафедры не согласована с работодателями и не пересматривалась с 2019 года",
    "Силлабустар кыргыз тилинде жок, окуу-методикалык комплекс толук эмес",
    "Отсутствует процедура апелляции результатов итоговой государственной аттестации",
    "Китепкана кору эскирген, жаңы окуу китептери жетишсиз, электрондук каталог түзүлгөн эмес",
)
_ACTIONS = (
    "Провести круглый стол с участием работодателей и утвердить новую редакцию миссии на учёном совете",
    "Силлабустарды которуу жана бекитүү; үч жаңы окуу куралын түзүү, өнөктөштөр менен макулдашуу",
    "Разработать положение, ознакомить студентов и опубликовать его на сайте",
)
_RUNS = 3


@dataclass(frozen=True, slots=True)
class Speed:
    """Pages and CPU seconds of one way of reading; the best of several runs."""

    name: str
    pages: int
    seconds: float

    @property
    def rate(self) -> float:
        """Gives pages per CPU-second."""
        return self.pages / self.seconds if self.seconds else 0.0


def main() -> None:
    """Prints the comparison, or the course of one long file."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--long", type=int, default=0, metavar="PAGES")
    parser.add_argument("--runs", type=int, default=_RUNS)
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        if options.long:
            _long(Path(folder), options.long)
            return
        rows = made_rows(510)
        paper = printed(Path(folder) / "table.pdf", [prose("План мероприятий"), plan(rows)], wide=True)
        _compare("made table", [paper], options.runs)
        _accuracy(paper, rows)
    _compare("typed sample papers", typed_samples(), options.runs)


def made_rows(count: int) -> list[list[str]]:
    """Gives the rows of a plan in Russian and Kyrgyz."""
    dice = random.Random(20260302)
    head = ["№", "Критерий", "Замечание", "Мероприятие", "Срок", "Ответственный"]
    body = [
        [
            str(n),
            f"{n % 7 + 1}.{n % 5 + 1}",
            dice.choice(_FINDINGS),
            dice.choice(_ACTIONS),
            f"до 01.{n % 9 + 1:02}.2026",
            "Зав. кафедрой Өмүрова Ү.",
        ]
        for n in range(1, count + 1)
    ]
    return [head, *body]


def plan(rows: Sequence[Sequence[str]]) -> object:
    """Gives the rows as a ruled table with its head on every page."""
    return table(rows, [30, 50, 220, 250, 80, 110], heads=1, repeat=True)


def typed_samples() -> list[Path]:
    """Gives the sample papers whose text layer is used as it is."""
    found = []
    for path in sorted((ROOT / "samples" / "intake").rglob("*.pdf")):
        try:
            document = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError:
            continue
        if all(len(page.get_textpage().get_text_range()) > 50 for page in document) and "Scan" not in path.name:
            found.append(path)
    return found


def _timed(name: str, read: Callable[[Path], int], paths: Sequence[Path], runs: int) -> Speed:
    best = float("inf")
    pages = 0
    for _ in range(runs):
        start = time.process_time()
        pages = sum(read(path) for path in paths)
        best = min(best, time.process_time() - start)
    return Speed(name, pages, best)


def _ours(path: Path) -> int:
    return len(pdf.read(path, path.name).pages)


def _plumber(path: Path) -> int:
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text()
            page.extract_tables()
            page.close()
        return len(document.pages)


def _bare(path: Path) -> int:
    document = pypdfium2.PdfDocument(path)
    for page in document:
        page.get_textpage().get_text_range()
        page.close()
    return len(document)


def _compare(title: str, paths: Sequence[Path], runs: int) -> None:
    # Word lists are read once per process, before anything is timed.
    _ours(paths[0])
    speeds = [
        _timed("postaccred", _ours, paths, runs),
        _timed("pdfplumber", _plumber, paths, runs),
        _timed("PDFium text", _bare, paths, runs),
    ]
    ours, plumber, bare = speeds
    print(f"{title}: {ours.pages} pages in {len(paths)} files")
    for speed in speeds:
        print(f"  {speed.name:12} {speed.rate:8.1f} pages per CPU-second")
    print(f"  {ours.rate / plumber.rate:.1f} times pdfplumber; {ours.rate / bare.rate:.0%} of bare PDFium text")


def _accuracy(paper: Path, rows: Sequence[Sequence[str]]) -> None:
    """Prints how many cells come back exactly, white space ignored."""
    wanted = [["".join(text.split()) for text in row] for row in rows]
    (found,) = pdf.read(paper, paper.name).tables()
    ours = [["".join(cell.text.split()) if cell else "" for cell in row] for row in found.rows]
    theirs: list[list[str]] = []
    with pdfplumber.open(paper) as document:
        for page in document.pages:
            for part in page.extract_tables():
                parts = [["".join((text or "").split()) for text in row] for row in part]
                theirs.extend(parts[1:] if theirs else parts)
            page.close()
    total = sum(map(len, wanted))
    print(f"  cells exact: postaccred {_exact(ours, wanted)} of {total}")
    print(f"               pdfplumber, repeated heads dropped for it, {_exact(theirs, wanted)} of {total}")


def _exact(found: Sequence[Sequence[str]], wanted: Sequence[Sequence[str]]) -> int:
    return sum(
        one == other for row, true in zip(found, wanted, strict=False) for one, other in zip(row, true, strict=False)
    )


def _long(folder: Path, pages: int) -> None:
    """Prints the time of each tenth of a long file, and the most memory that reading took."""
    part = printed(folder / "part.pdf", [prose("Отчёт"), plan(made_rows(1700))], wide=True)
    whole, piece = pypdfium2.PdfDocument.new(), pypdfium2.PdfDocument(part)
    while len(whole) < pages:
        whole.import_pages(piece, list(range(min(len(piece), pages - len(whole)))))
    path = folder / "long.pdf"
    whole.save(path)
    whole.close()
    piece.close()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = last = time.process_time()
    count = 0
    for content, _ in pdf.contents(path, path.name):
        count += content.text_source is not TextSource.NONE
        if content.number % max(pages // 10, 1) == 0:
            now = time.process_time()
            print(f"  to page {content.number}: {now - last:.2f} s")
            last = now
    print(f"{count} pages, PDFium and quality alone: {time.process_time() - start:.1f} s")
    start = time.process_time()
    document = pdf.read(path, path.name)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    spent = time.process_time() - start
    print(f"{len(document.pages)} pages read whole: {spent:.1f} CPU-s, {len(document.blocks)} blocks")
    print(f"most memory {peak:.0f} MB ({before:.0f} MB before the first page)")


if __name__ == "__main__":
    main()
