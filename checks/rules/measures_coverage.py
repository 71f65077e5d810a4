"""2.3: a measure for every finding."""

from __future__ import annotations

from checks.clause import Decision, Ground, fails, passes, rule, unknown
from checks.due_days import has_plan, plan_due
from checks.finding_names import finding_names
from checks.judgement import PlanStatus
from extractors.records import DocumentKind


@rule(
    "2.3.coverage",
    clause="2.3",
    rests_on=("2.3.measures", "2.4.plan_term"),
    wordings=("all", "missing", "missing_or_unread", "no_findings", "overdue", "awaited", "plan_unread"),
)
def every_finding_has_a_measure(ground: Ground) -> Decision:
    """Every finding of the commission has a measure in the plan (2.3; 3.3 enforces recommendations like remarks)."""
    if not ground.verdicts:
        return unknown("no_findings")
    if not has_plan(ground):
        return _without_plan(ground)
    missing = [verdict for verdict in ground.verdicts if verdict.plan is PlanStatus.MISSING]
    if not missing:
        return passes("all", count=len(ground.verdicts))
    places = tuple(verdict.finding.place for verdict in missing)
    unread = ground.has_unread_page(DocumentKind.PLAN)
    decide, key = (unknown, "missing_or_unread") if unread else (fails, "missing")
    return decide(key, places=places, count=len(missing), of=len(ground.verdicts), findings=finding_names(missing))


def _without_plan(ground: Ground) -> Decision:
    due = plan_due(ground)
    if ground.card.plan_received is not None:
        return unknown("plan_unread", received=ground.card.plan_received)
    if due is not None and ground.as_of > due:
        return fails("overdue", due=due, day=due)
    return unknown("awaited", due=due)
