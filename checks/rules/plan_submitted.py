"""2.4: the plan reaches the agency in time."""

from __future__ import annotations

from checks.clause import Decision, Ground, fails, passes, rule, unknown
from checks.due_days import has_plan, plan_clock, plan_due


@rule(
    "2.4.submitted",
    clause="2.4",
    rests_on=("2.4.plan_term",),
    wordings=("in_time", "late", "no_clock", "no_receipt", "overdue", "awaited"),
)
def plan_reaches_the_agency_in_time(ground: Ground) -> Decision:
    """The plan reaches the agency within one month of the order (2.4); the same day of the next month still passes."""
    start, due, received = plan_clock(ground), plan_due(ground), ground.card.plan_received
    if start is None or due is None:
        return unknown("no_clock")
    if received is not None:
        decide = passes if received <= due else fails
        return decide("in_time" if received <= due else "late", due=due, received=received, day=due, start=start)
    if has_plan(ground):
        return unknown("no_receipt", due=due, day=due)
    if ground.as_of > due:
        return fails("overdue", due=due, day=due, start=start)
    return unknown("awaited", due=due, day=due)
