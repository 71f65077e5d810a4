"""2.11: the order on the visit."""

from __future__ import annotations

from checks.clause import Decision, Ground, does_not_apply, passes, rule, unknown
from checks.due_days import is_plan_only


@rule(
    "2.11.order",
    clause="2.11",
    rests_on=("2.11.order", "2.6.terms"),
    wordings=("plan_only", "there", "incomplete", "no_order"),
)
def visit_stands_in_an_order(ground: Ground) -> Decision:
    """An order sets the group and the days of the visit (2.11)."""
    if is_plan_only(ground):
        return does_not_apply("plan_only")
    issued, places = ground.day("visit_order_date"), ground.places("visit_order_date", "group_member", "visit_start")
    if issued is None:
        return unknown("no_order")
    if not ground.facts("group_member") or not ground.facts("visit_start"):
        return unknown("incomplete", places=places, issued=issued)
    return passes("there", places=places, issued=issued)
