"""Whose approval the plan bears."""

from __future__ import annotations

from checks.clause import Ground
from extractors.records import Approval, DocumentKind


def plan_approvals(ground: Ground) -> tuple[Approval, ...]:
    """Gives the approvals on the plans of the case; those on other papers do not count."""
    plans = set(ground.files(DocumentKind.PLAN))
    return tuple(
        approval for approval in ground.case.approvals if approval.place is None or approval.place.file in plans
    )


def is_collegial(approval: Approval) -> bool:
    """Tells whether a collegial body approved: named with its protocol's number or date, or a numbered protocol.

    A protocol is kept of meetings only, so its number stands for a body that the paper does not name.
    """
    if approval.director_only:
        return False
    if approval.body:
        return bool(approval.protocol or approval.day)
    return bool(approval.protocol)
