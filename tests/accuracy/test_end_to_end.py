"""The whole line over the sample cases, from the files to result.json: no figure may fall under its floor."""

from __future__ import annotations

from typing import Any

import pytest

from data import ROOT
from flows.intake import look
from tests.accuracy.corpora import results_of, scored
from tests.accuracy.scoring import Score

SAMPLES = ROOT / "samples"
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
    """Reads and judges the samples once."""
    return results_of(SAMPLES)


@pytest.fixture(scope="module")
def score(results: list[dict[str, Any]]) -> Score:
    """Counts all sample cases."""
    return scored(SAMPLES, results)


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
