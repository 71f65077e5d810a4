"""Papers of two dozen institutions, each drawn by another hand, through the whole line: figures keep their floors."""

from __future__ import annotations

import pytest

from tests.accuracy.corpora import INSTITUTIONS, scored

FLOORS = {
    "documents.accounted_for": 1.0,
    "documents.kind": 0.98,
    "findings": 0.98,
    "findings.kind": 0.98,
    "plan.links": 0.95,
    "report.links": 0.82,
    "plan.due": 0.84,
    "plan.responsible": 0.86,
    "verdict.plan": 0.86,
    "verdict.report": 0.83,
    "checks": 0.89,
}
# The papers of J were written to be hard to judge.
CLEARED = {"h": 0.03, "j": 0.13, "l": 0.07}


@pytest.mark.parametrize("corpus", sorted(CLEARED))
def test_no_figure_of_unlike_institutions_falls_under_its_floor(corpus: str) -> None:
    found = scored(INSTITUTIONS / corpus).figures()
    assert {name: found[name] for name, floor in FLOORS.items() if found[name] < floor} == {}
    assert found["false_clear"] <= CLEARED[corpus], found


def test_every_corpus_has_its_floor() -> None:
    assert {corpus.name for corpus in INSTITUTIONS.iterdir() if corpus.is_dir()} == set(CLEARED)
