"""3.4: the decision reaches the institution."""

from __future__ import annotations

from checks.clause import Decision, Ground, does_not_apply, fails, passes, rule, unknown
from checks.due_days import delivery_due, is_plan_only


@rule(
    "3.4.delivery",
    clause="3.4",
    rests_on=("3.4.delivery_term", "2.6.terms"),
    wordings=("plan_only", "in_time", "late", "no_decision", "awaited", "overdue"),
)
def decision_is_delivered_in_time(ground: Ground) -> Decision:
    """The council's decision reaches the institution within five calendar days (3.4)."""
    if is_plan_only(ground):
        return does_not_apply("plan_only")
    due, decided, delivered = delivery_due(ground), ground.day("decision_date"), ground.day("delivered_date")
    if due is None or decided is None:
        return unknown("no_decision")
    places = ground.places("decision_date", "delivered_date")
    if delivered is not None:
        decide, key = (passes, "in_time") if delivered <= due else (fails, "late")
        return decide(key, due=due, places=places, delivered=delivered, day=due, decided=decided)
    return unknown("overdue" if ground.as_of > due else "awaited", due=due, places=places, day=due, decided=decided)
