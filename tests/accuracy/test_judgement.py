"""Judgement over the sample cases and their variations: no figure may fall under its floor."""

from __future__ import annotations

from functools import cache

import pytest

from data import ROOT
from tests.accuracy.gold_records import golds
from tests.accuracy.tally import Tally
from tests.accuracy.variations import VARIATIONS

# Least share allowed: plan.links, report.links, verdict.report, unaddressed.precision; most share allowed: false_clear.
FLOORS = {
    "all": (0.98, 0.98, 0.97, 0.98, 0.03),
    "codes": (0.98, 0.98, 0.97, 0.98, 0.03),
    "criterion": (0.97, 0.97, 0.95, 0.93, 0.03),
    "restated": (0.97, 0.97, 0.95, 0.93, 0.03),
    "order": (0.96, 0.96, 0.93, 0.90, 0.03),
    "plan_numbers": (0.97, 0.96, 0.93, 0.90, 0.03),
    "renumbered": (0.95, 0.94, 0.93, 0.88, 0.03),
    "interchanged": (0.97, 0.94, 0.93, 0.88, 0.05),
    "nothing": (0.93, 0.88, 0.85, 0.75, 0.06),
    "other_status_words": (0.98, 0.98, 0.95, 0.93, 0.03),
    "signs": (0.98, 0.98, 0.95, 0.93, 0.03),
    "percents": (0.98, 0.98, 0.95, 0.93, 0.03),
    "without_status": (0.97, 0.97, 0.93, 0.93, 0.03),
    "mistyped": (0.95, 0.95, 0.90, 0.88, 0.05),
    "letters_lost": (0.97, 0.95, 0.93, 0.90, 0.03),
    "taken_out": (0.97, 0.95, 0.93, 0.93, 0.03),
    "idle_sentences": (0.93, 0.85, 0.84, 0.75, 0.08),
}


@cache
def figures(variation: str) -> dict[str, float]:
    """Gives the figures of one variation over all sample cases."""
    tally = Tally()
    for gold in golds(ROOT / "samples"):
        tally.take(VARIATIONS[variation](gold))
    return tally.figures()


@pytest.mark.parametrize("variation", VARIATIONS)
def test_judgement_keeps_above_its_floors(variation: str) -> None:
    found = figures(variation)
    plan, report, verdict, bare, cleared = FLOORS[variation]
    assert found["plan.links"] >= plan, found
    assert found["report.links"] >= report, found
    assert found["verdict.report"] >= verdict, found
    assert found["unaddressed.precision"] >= bare, found
    assert found["false_clear"] <= cleared, found


@pytest.mark.parametrize("variation", ["all", "criterion", "nothing"])
def test_doubt_stays_rare(variation: str) -> None:
    assert figures(variation)["needs_review"] <= 0.12


def test_every_variation_has_a_floor() -> None:
    assert set(FLOORS) == set(VARIATIONS)
