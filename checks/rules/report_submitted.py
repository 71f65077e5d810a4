"""2.5: the report reaches the agency in time."""

from __future__ import annotations

from checks.clause import Decision, Ground, does_not_apply, fails, passes, rule, unknown
from checks.due_days import ReportDue, has_report, is_plan_only, report_due


@rule(
    "2.5.report_submitted",
    clause="2.5",
    rests_on=("2.5.before_expiry", "2.5.before_visit", "2.5.terms"),
    wordings=(
        "plan_only",
        "in_time",
        "late",
        "late_no_visit",
        "no_dates",
        "no_expiry",
        "no_receipt",
        "overdue",
        "awaited",
    ),
)
def report_reaches_the_agency_in_time(ground: Ground) -> Decision:
    """The report comes three months before the certificate expires or two before the visit (2.5); either will do."""
    if is_plan_only(ground):
        return does_not_apply("plan_only")
    due, received = report_due(ground), ground.card.report_received
    if due.last is None:
        return unknown("no_dates")
    if received is not None:
        return _received(ground, due)
    if has_report(ground):
        return unknown("no_receipt", due=due.last, day=due.last)
    if ground.as_of > due.last:
        return fails("overdue", due=due.last, day=due.last)
    return unknown("awaited", due=due.last, day=due.last)


def _received(ground: Ground, due: ReportDue) -> Decision:
    received, last = ground.card.report_received, due.last
    assert received is not None and last is not None
    if received <= last:
        return passes("in_time", due=last, received=received, day=last)
    if due.before_expiry is None:
        return unknown("no_expiry", due=last, received=received, day=last)
    return fails("late_no_visit" if due.before_visit is None else "late", due=last, received=received, day=last)
