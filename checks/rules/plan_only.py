"""2.6: the five-year term asks for a plan only."""

from __future__ import annotations

from checks.clause import Decision, Ground, does_not_apply, fails, passes, rule, unknown
from checks.due_days import has_plan, is_plan_only, plan_due
from checks.plan_approvals import is_collegial, plan_approvals


@rule(
    "2.6.plan_only",
    clause="2.6",
    rests_on=("2.6.terms", "2.4.plan_term"),
    wordings=(
        "other_term",
        "no_term",
        "no_findings",
        "approved",
        "not_approved",
        "visit_set",
        "overdue",
        "awaited",
        "plan_unread",
    ),
)
def five_years_ask_for_a_plan_only(ground: Ground) -> Decision:
    """With five years only a plan approved by the head is given, if there are findings, and no visit is made (2.6)."""
    plan_only = is_plan_only(ground)
    if plan_only is None:
        return unknown("no_term")
    if not plan_only:
        return does_not_apply("other_term", years=ground.card.term_years)
    if ground.card.visit_date is not None:
        return fails("visit_set", day=ground.card.visit_date)
    if not ground.verdicts:
        return unknown("no_findings")
    if not has_plan(ground):
        return _without_plan(ground)
    approvals = plan_approvals(ground)
    places = tuple(approval.place for approval in approvals if approval.place is not None)
    if any(approval.director_only or is_collegial(approval) for approval in approvals):
        return passes("approved", places=places)
    return fails("not_approved", places=places)


def _without_plan(ground: Ground) -> Decision:
    due = plan_due(ground)
    if ground.card.plan_received is not None:
        return unknown("plan_unread", received=ground.card.plan_received)
    if due is not None and ground.as_of > due:
        return fails("overdue", due=due, day=due)
    return unknown("awaited", due=due)
