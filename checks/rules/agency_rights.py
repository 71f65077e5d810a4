"""3.3: what the agency may decide when findings stay open."""

from __future__ import annotations

from checks.clause import Decision, Ground, does_not_apply, rule, unknown
from checks.due_days import has_report, is_plan_only, is_report_overdue
from checks.finding_names import finding_names
from checks.judgement import ReportStatus

_CLOSED = {ReportStatus.ADDRESSED, ReportStatus.NOT_APPLICABLE}


@rule(
    "3.3.rights",
    clause="3.3",
    rests_on=("3.3.rights",),
    wordings=("plan_only", "no_report", "none_open", "open", "report_overdue"),
)
def rights_of_the_agency_are_told(ground: Ground) -> Decision:
    """When findings are not dealt with, the agency may publish, suspend or annul (3.3): told, never decided."""
    if is_plan_only(ground):
        return does_not_apply("plan_only")
    if is_report_overdue(ground):
        return unknown("report_overdue")
    if not has_report(ground):
        return does_not_apply("no_report")
    still_open = [verdict for verdict in ground.verdicts if verdict.report not in _CLOSED]
    if not still_open:
        return does_not_apply("none_open")
    places = tuple(verdict.finding.place for verdict in still_open)
    return unknown("open", places=places, count=len(still_open), findings=finding_names(still_open))
