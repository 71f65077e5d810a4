"""What scanning costs a whole case: the typed papers of a sample, printed, spoiled, read again and judged, against the typed ones.

python -m tests.benchmarks.scanned_case [word of a condition …]
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image

from data import ROOT
from extractors.register import read_register
from flows.completeness import Taken, judge_papers, papers_from, read_taken
from flows.outputs.result import result
from tests.accuracy.scoring import Score, best_result, score_case
from tests.documents.spoil import CONDITIONS, Condition

SAMPLES = ROOT / "samples"
CASE, FOLDER = "S02", "Горно-тех колледж (институц.)"
FIGURES = ("findings", "findings.kind", "plan.links", "report.links", "plan.due", "verdict.plan", "verdict.report")


def scanned(pdf: Path, condition: Condition, folder: Path) -> Path:
    """Prints every page of a PDF at the condition's resolution, spoils it, and stores the pictures as a PDF without text."""
    document = pypdfium2.PdfDocument(str(pdf))
    pages = []
    for page in document:
        picture = np.asarray(page.render(scale=condition.dpi / 72).to_pil().convert("RGB"))[:, :, ::-1].copy()
        spoiled = condition.spoil(picture, condition.dpi)
        pages.append(Image.fromarray(spoiled if spoiled.ndim == 2 else spoiled[:, :, ::-1]))
    path = folder / pdf.name
    pages[0].save(path, "PDF", resolution=condition.dpi, save_all=True, append_images=pages[1:], quality=80)
    return path


def scores(taken: Iterator[Taken]) -> Score:
    """Reads and judges the papers of the case, and counts what came out right."""
    as_of = date.fromisoformat((SAMPLES / "as_of.txt").read_text("utf-8").strip())
    papers = papers_from((one, read_taken(one)) for one in taken)
    results = [result(judged) for judged in judge_papers(papers, read_register(SAMPLES / "register.xlsx"), as_of)]
    gold = json.loads((SAMPLES / "gold" / f"{CASE}.json").read_text("utf-8"))
    counted = Score()
    score_case(gold, best_result(gold, results) or {"documents": [], "findings": [], "checks": []}, counted)
    return counted


def typed() -> Iterator[Taken]:
    """Yields the papers as the sample has them."""
    for path in sorted((SAMPLES / "intake" / FOLDER).glob("*.pdf")):
        yield Taken(path, f"{FOLDER}/{path.name}")


def main(words: list[str]) -> None:
    """Prints a line per condition: the figures of the typed papers, then what each condition takes away."""
    base = scores(typed()).figures()
    print("condition".ljust(28), *(name.rjust(14) for name in FIGURES))
    print("typed".ljust(28), *(f"{base[name]:14.3f}" for name in FIGURES))
    for condition in CONDITIONS:
        if words and not any(word in condition.name for word in words):
            continue
        with tempfile.TemporaryDirectory() as folder:
            taken = (replace(one, path=scanned(one.path, condition, Path(folder))) for one in typed())
            figures = scores(taken).figures()
        print(condition.name.ljust(28), *(f"{figures[name]:14.3f}" for name in FIGURES), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
