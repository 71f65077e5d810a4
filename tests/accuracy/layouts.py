"""Reads labelled cases back from papers written in many layouts and scores what is understood: `python -m tests.accuracy.layouts`."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from checks.case import Paper, gather, sort_into_cases
from checks.judge import judge
from data import ROOT
from extractors.formats import docx
from extractors.kinds.papers import understand
from extractors.records import PaperRecords
from flows.outputs.result import result
from tests.accuracy.gold_records import AS_OF, Anchoring, golds, labelled
from tests.accuracy.layout_papers import WRITERS, language, write_paper
from tests.accuracy.scoring import Score, score_case

CASES = ("S01", "S02", "S03", "S06", "S08")
USUAL = {"conclusion": "table", "plan": "plain", "report": "plain"}
# One paper of the case is laid out anew, the others stay usual: what is lost is that layout's cost.
LAYOUTS = tuple((side, layout) for side, writers in WRITERS.items() for layout in writers)
FIGURES = ("documents.kind", "findings", "findings.kind", "plan.links", "plan.due", "plan.responsible", "report.links", "report.claimed")
VERDICTS = ("verdict.plan", "verdict.report", "false_clear")


@cache
def cases() -> dict[str, dict[str, Any]]:
    """Gives the reference cases whose papers are written anew."""
    return {gold["case"]: gold for gold in golds(ROOT / "samples") if gold["case"] in CASES}


@cache
def understood(case: str, side: str, layout: str) -> PaperRecords:
    """Writes one paper in one layout, and gives what is read in it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{side}.docx"
        write_paper(cases()[case], side, layout).save(str(path))
        return understand(docx.read(path, f"{case}/{side}.docx"))


def outcome(case: str, side: str, layout: str) -> dict[str, Any]:
    """Gives the result of a case of which one paper is laid out anew.

    Annexes and the case card are taken from the reference: only the three papers are written.
    """
    gold = cases()[case]
    sides = [name for name in USUAL if name != "report" or gold["report_actions"]]
    papers = [Paper(understood(case, name, layout if name == side else USUAL[name])) for name in sides]
    (own,) = sort_into_cases(papers)
    known = labelled(gold, Anchoring.ALL).case
    records = replace(
        gather(own, None, AS_OF), card=known.card, annexes=known.annexes, annexes_sent=known.annexes_sent
    )
    return result(judge(records, as_of=AS_OF))


def wanted(case: str) -> dict[str, Any]:
    """Gives the reference of a case as written anew: three papers, no clauses, for dates of receipt are not in them."""
    gold = cases()[case]
    kinds = [name for name in USUAL if name != "report" or gold["report_actions"]]
    papers = [{"file": f"{case}/{kind}.docx", "kind": kind, "readable": True} for kind in kinds]
    return gold | {"documents": papers, "checks": {}}


def applies(case: str, side: str, layout: str) -> bool:
    """Tells whether a layout changes anything in a case: only Kyrgyz loses letters, and a missing report has no layout."""
    gold = cases()[case]
    return (layout != "letters_lost" or language(gold) == "ky") and (side != "report" or bool(gold["report_actions"]))


@cache
def score(side: str, layout: str) -> Score:
    """Counts all cases with one paper laid out anew."""
    counted = Score()
    for case in CASES:
        if applies(case, side, layout):
            score_case(wanted(case), outcome(case, side, layout), counted)
    return counted


def figures(side: str, layout: str) -> dict[str, float]:
    """Gives the figures of one layout, those of the findings that nobody answered apart."""
    counted = score(side, layout)
    found = counted.figures()
    bare = {"unaddressed.recall": counted.recall("unaddressed"), "unaddressed.precision": counted.precision("unaddressed")}
    return {name: found.get(name, 1.0) for name in (*FIGURES, *VERDICTS)} | {name: round(value, 3) for name, value in bare.items()}


def main(asked: list[str]) -> None:
    """Prints a line per layout; words asked for choose the layouts."""
    names = (*FIGURES, *VERDICTS, "unaddressed.recall", "unaddressed.precision")
    print(f"{'':28}" + " ".join(f"{name.replace('unaddressed', 'un').replace('.responsible', '.who')[-12:]:>13}" for name in names))
    for side, layout in LAYOUTS:
        if asked and not any(word in f"{side} {layout}" for word in asked):
            continue
        row = figures(side, layout)
        print(f"{side + ' ' + layout:28}" + " ".join(f"{row[name]:13.2f}" for name in names), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
