"""2.4: the collegial body's approval of the plan."""

from __future__ import annotations

from checks.clause import Decision, Ground, fails, passes, rule, unknown, written
from checks.due_days import is_plan_only
from checks.plan_approvals import is_collegial, plan_approvals
from extractors.records import Approval, DocumentKind


@rule(
    "2.4.approved",
    clause="2.4",
    rests_on=("2.4.approval", "2.6.terms"),
    wordings=(
        "by_body",
        "by_protocol",
        "body_unproved",
        "head_only",
        "head_only_plan_only",
        "none",
        "no_plan",
        "page_unread",
    ),
)
def plan_is_approved_by_the_collegial_body(ground: Ground) -> Decision:
    """The plan shows the approval of a collegial body, by the number or the date of its protocol (2.4).

    The head's «Утверждаю / Бекитемин» alone is not it, not even for the five-year term, for which 2.6 is content with
    the head: that is said in the message, and decided under 2.6.plan_only.
    """
    if not ground.files(DocumentKind.PLAN):
        return unknown("no_plan")
    approvals = plan_approvals(ground)
    places = tuple(approval.place for approval in approvals if approval.place is not None)
    proof = next((approval for approval in approvals if is_collegial(approval)), None)
    if proof is not None:
        key = "by_body" if proof.body else "by_protocol"
        return passes(key, places=places, body=proof.body or "", proof=_proof(proof))
    if ground.has_unread_page(DocumentKind.PLAN):
        return unknown("page_unread")
    named = next((approval.body for approval in approvals if approval.body), None)
    if named:
        return fails("body_unproved", places=places, body=named)
    if approvals:
        return fails("head_only_plan_only" if is_plan_only(ground) else "head_only", places=places)
    return fails("none")


def _proof(approval: Approval) -> str:
    parts = (f"№ {approval.protocol}" if approval.protocol else "", written(approval.day) if approval.day else "")
    return ", ".join(part for part in parts if part)
