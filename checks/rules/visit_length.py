"""2.11: how long the visit lasts."""

from __future__ import annotations

from checks.clause import Decision, Ground, does_not_apply, fails, passes, rule, unknown
from checks.due_days import is_plan_only


@rule(
    "2.11.length",
    clause="2.11",
    rests_on=("2.11.visit_least", "2.11.visit_most", "2.6.terms"),
    wordings=("plan_only", "right", "wrong", "no_days"),
)
def visit_lasts_one_or_two_days(ground: Ground) -> Decision:
    """The visit lasts one or two days, the first and the last counted (2.11)."""
    if is_plan_only(ground):
        return does_not_apply("plan_only")
    starts, ends = ground.day("visit_start"), ground.day("visit_end")
    if starts is None or ends is None or ends < starts:
        return unknown("no_days", places=ground.places("visit_start", "visit_end"))
    days = (ends - starts).days + 1
    least, most = ground.law.number("2.11.visit_least", starts), ground.law.number("2.11.visit_most", starts)
    decide, key = (passes, "right") if least <= days <= most else (fails, "wrong")
    places = ground.places("visit_start", "visit_end")
    return decide(key, places=places, days=days, least=least, most=most, starts=starts, ends=ends)
