"""Runs the whole line over labelled corpora and prints its figures: `python -m tests.accuracy.corpora FOLDER...`.

A corpus is a folder with intake/, gold/*.json, register.xlsx and as_of.txt (data/samples is one; so is each folder of
tests/accuracy/institutions, 58 cases of 58 institutions written by people who had not seen this program).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from extractors.register import read_register
from flows.completeness import Taken, judge_papers, papers_from, read_taken
from flows.intake import look
from flows.outputs.result import result
from tests.accuracy.scoring import Score, best_result, score_case

NOTHING: dict[str, Any] = {"documents": (), "findings": (), "checks": ()}
INSTITUTIONS = Path(__file__).parent / "institutions"


def golds_of(corpus: Path) -> list[dict[str, Any]]:
    """Gives the reference files of a corpus, in the order of the cases."""
    return [json.loads(path.read_text("utf-8")) for path in sorted((corpus / "gold").glob("*.json"))]


def results_of(corpus: Path) -> list[dict[str, Any]]:
    """Gives the result of each case of a corpus, read and judged without engine, ledger or cache.

    Raises: FileNotFoundError when the folder is no corpus.
    """
    as_of = date.fromisoformat((corpus / "as_of.txt").read_text("utf-8").strip())
    taken: tuple[Taken, ...] = look(corpus / "intake")
    papers = papers_from((one, read_taken(one)) for one in taken)
    return [result(one) for one in judge_papers(papers, read_register(corpus / "register.xlsx"), as_of)]


def scored(corpus: Path, results: Sequence[dict[str, Any]] | None = None) -> Score:
    """Gives the counts over a corpus; a case that no result is about counts as all wrong."""
    found = list(results_of(corpus) if results is None else results)
    counted = Score()
    for gold in golds_of(corpus):
        score_case(gold, best_result(gold, found) or NOTHING, counted)
    return counted


def main(folders: list[str]) -> None:
    """Prints the figures of each corpus, a line each."""
    for corpus in [Path(folder) for folder in folders] or sorted(INSTITUTIONS.iterdir()):
        counted = scored(corpus)
        print(corpus.name)
        for name, value in sorted(counted.figures().items()):
            print(f"  {name:24} {value:.3f}")
        bare = f"precision {counted.precision('unaddressed'):.3f} recall {counted.recall('unaddressed'):.3f}"
        print(f"  {'unaddressed':24} {bare}")


if __name__ == "__main__":
    main(sys.argv[1:])
