"""2.5: an answer to every finding."""

from __future__ import annotations

from checks.clause import Decision, Ground, does_not_apply, fails, passes, rule, unknown
from checks.due_days import has_report, is_plan_only, is_report_overdue, report_due
from checks.finding_names import finding_names
from checks.judgement import ReportStatus
from extractors.records import DocumentKind


@rule(
    "2.5.coverage",
    clause="2.5",
    rests_on=("2.5.terms", "2.5.before_expiry", "2.5.before_visit"),
    wordings=(
        "plan_only",
        "no_findings",
        "all",
        "unanswered",
        "unanswered_or_unread",
        "overdue",
        "awaited",
        "report_unread",
    ),
)
def every_finding_has_an_answer(ground: Ground) -> Decision:
    """Every finding has some answer in the report (2.5); an empty answer is an answer here."""
    if is_plan_only(ground):
        return does_not_apply("plan_only")
    if not has_report(ground):
        return _without_report(ground)
    if not ground.verdicts:
        return unknown("no_findings")
    bare = [verdict for verdict in ground.verdicts if verdict.report is ReportStatus.UNADDRESSED]
    if not bare:
        return passes("all", count=len(ground.verdicts))
    places = tuple(verdict.finding.place for verdict in bare)
    unread = ground.has_unread_page(DocumentKind.REPORT)
    decide, key = (unknown, "unanswered_or_unread") if unread else (fails, "unanswered")
    return decide(key, places=places, count=len(bare), of=len(ground.verdicts), findings=finding_names(bare))


def _without_report(ground: Ground) -> Decision:
    last = report_due(ground).last
    if ground.card.report_received is not None:
        return unknown("report_unread", received=ground.card.report_received)
    if is_report_overdue(ground):
        return fails("overdue", due=last, day=last)
    return unknown("awaited", due=last)
