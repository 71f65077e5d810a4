"""2.7: the agency reviews the report in thirty days."""

from __future__ import annotations

from checks.clause import Decision, Ground, does_not_apply, fails, passes, rule, unknown
from checks.due_days import has_report, is_plan_only, review_due

_PROOFS = ("review_date", "decision_date", "visit_order_date", "visit_start")


@rule(
    "2.7.review_due",
    clause="2.7",
    rests_on=("2.7.review_term",),
    wordings=("plan_only", "no_report", "no_receipt", "in_time", "late", "awaited", "overdue"),
)
def agency_reviews_the_report_in_time(ground: Ground) -> Decision:
    """The agency reviews the report within thirty calendar days of receiving it (2.7).

    A letter or a decision of the agency on the report proves the review, and so does a visit that followed it.
    """
    if is_plan_only(ground):
        return does_not_apply("plan_only")
    received, due = ground.card.report_received, review_due(ground)
    if received is None or due is None:
        return unknown("no_receipt") if has_report(ground) else does_not_apply("no_report")
    proofs = [fact for fact in ground.dated_facts(*_PROOFS) if fact.day >= received]
    if proofs:
        first = min(proofs, key=lambda proof: proof.day)
        decide, key = (passes, "in_time") if first.day <= due else (fails, "late")
        return decide(key, due=due, places=(first.place,), reviewed=first.day, day=due, received=received)
    return unknown("overdue" if ground.as_of > due else "awaited", due=due, day=due, received=received)
