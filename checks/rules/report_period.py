"""2.5: the report covers the whole period."""

from __future__ import annotations

from checks.clause import Decision, Ground, does_not_apply, fails, passes, rule, unknown
from checks.due_days import has_report, is_plan_only


@rule(
    "2.5.whole_period",
    clause="2.5",
    rests_on=("2.5.whole_period", "2.5.terms"),
    wordings=("plan_only", "no_report", "no_period", "no_certificate", "whole", "starts_late"),
)
def report_covers_the_whole_period(ground: Ground) -> Decision:
    """The report covers the whole period since the certificate was received (2.5)."""
    if is_plan_only(ground):
        return does_not_apply("plan_only")
    if not has_report(ground):
        return unknown("no_report")
    starts, certified = ground.day("report_period_start"), ground.card.certificate_date
    if starts is None:
        return unknown("no_period")
    if certified is None:
        return unknown("no_certificate", places=ground.places("report_period_start"), starts=starts)
    decide, key = (passes, "whole") if starts <= certified else (fails, "starts_late")
    return decide(key, places=ground.places("report_period_start"), starts=starts, certified=certified)
