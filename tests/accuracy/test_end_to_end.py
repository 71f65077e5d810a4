"""The whole line over the sample cases, from the files to result.json: no figure may fall under its floor."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from data import ROOT
from extractors.register import read_register
from flows.completeness import Taken, judge_papers, papers_from, read_taken
from flows.intake import look
from flows.outputs.result import result
from tests.accuracy.scoring import Score, best_result, score_case

SAMPLES = ROOT / "samples"
GOLDS = [json.loads(path.read_text("utf-8")) for path in sorted((SAMPLES / "gold").glob("*.json"))]
FLOORS = {
    "documents.accounted_for": 1.0,
    "documents.kind": 1.0,
    "findings": 0.98,
    "findings.kind": 0.98,
    "plan.links": 0.97,
    "report.links": 0.96,
    "plan.due": 0.98,
    "plan.responsible": 0.97,
    "verdict.plan": 0.97,
    "verdict.report": 0.95,
    "report.claimed": 0.93,
    "checks": 0.95,
}


@pytest.fixture(scope="module")
def results() -> list[dict[str, Any]]:
    """Reads and judges the samples once, without engine, ledger or cache."""
    as_of = date.fromisoformat((SAMPLES / "as_of.txt").read_text("utf-8").strip())
    taken: tuple[Taken, ...] = look(SAMPLES / "intake")
    papers = papers_from((one, read_taken(one)) for one in taken)
    return [result(judgement) for judgement in judge_papers(papers, read_register(SAMPLES / "register.xlsx"), as_of)]


@pytest.fixture(scope="module")
def score(results: list[dict[str, Any]]) -> Score:
    """Counts all sample cases."""
    counted = Score()
    for gold in GOLDS:
        own = best_result(gold, results)
        assert own is not None, gold["case"]
        score_case(gold, own, counted)
    return counted


@pytest.mark.parametrize(("name", "floor"), FLOORS.items())
def test_no_figure_falls_under_its_floor(score: Score, name: str, floor: float) -> None:
    figures = score.figures()
    assert figures[name] >= floor, figures


def test_no_unaddressed_finding_is_missed_and_few_are_cried(score: Score) -> None:
    assert score.recall("unaddressed") == 1.0
    assert score.precision("unaddressed") >= 0.9


def test_hardly_any_open_finding_is_called_closed(score: Score) -> None:
    assert score.share("false_clear") <= 0.03


def test_every_file_of_the_intake_is_in_a_result(results: list[dict[str, Any]]) -> None:
    told = {document["file"] for case in results for document in case["documents"]}
    assert told == {one.file for one in look(SAMPLES / "intake")}


def test_every_statement_says_where_it_was_read(results: list[dict[str, Any]]) -> None:
    for case in results:
        for finding in case["findings"]:
            places = [
                finding["source"],
                *(action["source"] for side in ("plan", "report") for action in finding[side]["actions"]),
            ]
            assert all(place["file"] and (place["page"] or place["table"] or place["paragraph"]) for place in places)
