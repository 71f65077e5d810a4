"""3.1: the act on the visit."""

from __future__ import annotations

from checks.clause import Decision, Ground, does_not_apply, fails, passes, rule, unknown
from checks.due_days import act_due, is_plan_only


@rule(
    "3.1.act",
    clause="3.1",
    rests_on=("3.1.act_term", "2.6.terms"),
    wordings=("plan_only", "in_time", "late", "no_visit", "awaited", "overdue"),
)
def act_is_drawn_up_in_time(ground: Ground) -> Decision:
    """The experts draw up an act within five working days of the visit (3.1), by the Kyrgyz calendar."""
    if is_plan_only(ground):
        return does_not_apply("plan_only")
    due, drawn_up = act_due(ground), ground.day("act_date")
    if due is None:
        return unknown("no_visit", places=ground.places("act_date"))
    places = ground.places("visit_end", "act_date")
    if drawn_up is not None:
        decide, key = (passes, "in_time") if drawn_up <= due else (fails, "late")
        return decide(key, due=due, places=places, drawn_up=drawn_up, day=due)
    return unknown("overdue" if ground.as_of > due else "awaited", due=due, places=places, day=due)
