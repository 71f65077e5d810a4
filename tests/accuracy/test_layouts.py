"""Papers in the layouts that institutions draw: what is understood of them, from the Word file to the verdict, keeps its floors."""

from __future__ import annotations

import pytest

from tests.accuracy.layouts import LAYOUTS, figures

# Least share allowed: findings, plan.links, report.links, verdict.plan, verdict.report; most share allowed: false_clear.
USUAL = (0.98, 0.97, 0.97, 0.96, 0.96, 0.04)
FLOORS = {
    ("conclusion", "lists"): (0.97, 0.97, 0.97, 0.96, 0.95, 0.05),
    ("plan", "under_findings"): (0.98, 0.95, 0.97, 0.93, 0.96, 0.04),
    ("plan", "numbered_list"): (0.98, 0.95, 0.97, 0.93, 0.96, 0.04),
    ("plan", "all_in_one"): (0.98, 0.96, 0.97, 0.91, 0.96, 0.04),
    ("plan", "by_responsible"): (0.98, 0.96, 0.97, 0.95, 0.96, 0.04),
    ("report", "no_finding"): (0.98, 0.97, 0.97, 0.96, 0.96, 0.08),
    ("report", "numbered_list"): (0.98, 0.97, 0.97, 0.96, 0.96, 0.08),
    ("report", "letter"): (0.98, 0.97, 0.97, 0.96, 0.95, 0.04),
    ("report", "forms"): (0.98, 0.97, 0.96, 0.96, 0.94, 0.04),
}


@pytest.mark.parametrize(("side", "layout"), LAYOUTS)
def test_a_layout_costs_no_more_than_its_floors_allow(side: str, layout: str) -> None:
    found = figures(side, layout)
    *least, cleared = FLOORS.get((side, layout), USUAL)
    names = ("findings", "plan.links", "report.links", "verdict.plan", "verdict.report")
    assert {name: found[name] for name, floor in zip(names, least, strict=True) if found[name] < floor} == {}
    assert found["false_clear"] <= cleared, found


def test_every_floor_is_that_of_a_layout() -> None:
    assert set(FLOORS) <= set(LAYOUTS)
