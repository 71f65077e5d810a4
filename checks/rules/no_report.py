"""2.5: what the agency may decide when no report comes."""

from __future__ import annotations

from checks.clause import Decision, Ground, does_not_apply, rule, unknown
from checks.due_days import is_plan_only, is_report_overdue, report_due


@rule("2.5.no_report", clause="2.5", rests_on=("2.5.no_report",), wordings=("plan_only", "not_arisen", "arisen"))
def right_without_a_report_is_told(ground: Ground) -> Decision:
    """When no report is given, the agency may suspend or annul the certificate (2.5): told, never decided."""
    if is_plan_only(ground):
        return does_not_apply("plan_only")
    if not is_report_overdue(ground):
        return does_not_apply("not_arisen")
    return unknown("arisen", day=report_due(ground).last)
