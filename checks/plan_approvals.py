"""Whose approval the plan bears."""

from __future__ import annotations

from dataclasses import replace

from checks.clause import Ground
from extractors.records import Approval, DocumentKind


def plan_approvals(ground: Ground) -> tuple[Approval, ...]:
    """Gives the approvals on the plans of the case; those on other papers do not count.

    A day after the plan came (or after the day of judgement) is none of its approval: it is some deadline read along.
    """
    plans = set(ground.files(DocumentKind.PLAN))
    latest = ground.card.plan_received or ground.as_of
    return tuple(
        replace(approval, day=None) if approval.day is not None and approval.day > latest else approval
        for approval in ground.case.approvals
        if approval.place is None or approval.place.file in plans
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
