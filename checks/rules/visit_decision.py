"""2.9: the institution is told of the visit, and the agency's director decides on it."""

from __future__ import annotations

from checks.clause import Decision, Ground, does_not_apply, fails, passes, rule, unknown
from checks.due_days import is_plan_only


@rule(
    "2.9.visit",
    clause="2.9",
    rests_on=("2.9.visit", "2.6.terms"),
    wordings=("plan_only", "decided", "decided_after", "told_after", "no_decision", "no_notice", "no_visit"),
)
def visit_is_decided_and_announced(ground: Ground) -> Decision:
    """The agency tells the institution programme and experts of the visit; its director decides on the trip (2.9)."""
    if is_plan_only(ground):
        return does_not_apply("plan_only")
    decided, told = ground.day("visit_order_date"), ground.day("visit_notice_date")
    starts = ground.day("visit_start")
    places = ground.places("visit_order_date", "visit_notice_date", "visit_start")
    if decided is None and told is None and starts is None:
        return unknown("no_visit", due=ground.card.visit_date)
    if decided is not None and starts is not None and decided > starts:
        return fails("decided_after", places=places, decided=decided, starts=starts)
    if told is not None and starts is not None and told > starts:
        return fails("told_after", places=places, told=told, starts=starts)
    if decided is None:
        return unknown("no_decision", places=places)
    if told is None:
        return unknown("no_notice", places=places, decided=decided)
    return passes("decided", places=places, decided=decided, told=told)
