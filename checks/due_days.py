"""The last days that the regulation sets for a case, from its card: who must have done what by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from checks.calendar import last_day, last_day_before
from checks.clause import Ground
from extractors.records import DocumentKind


def is_plan_only(ground: Ground) -> bool | None:
    """Tells whether the term of accreditation asks for a plan only (2.6); None when the term is unknown."""
    years = ground.card.term_years
    return None if years is None else years in ground.term("2.6.terms", ground.card.order_date).numbers


def plan_clock(ground: Ground) -> date | None:
    """Gives the day from which the plan's month runs (2.4): of the order, else certificate, else conclusion."""
    card = ground.card
    return card.order_date or card.certificate_date or card.conclusion_date


def plan_due(ground: Ground) -> date | None:
    """Gives the last day for the plan (2.4); None when no clock is known."""
    start = plan_clock(ground)
    return None if start is None else last_day(start, ground.term("2.4.plan_term", start), ground.worked)


@dataclass(frozen=True, slots=True)
class ReportDue:
    """The two last days for the report (2.5), either of which satisfies; None where expiry or visit are unknown."""

    before_expiry: date | None
    before_visit: date | None

    @property
    def last(self) -> date | None:
        """Gives the later of the days known: past it, no report is in time."""
        return max((day for day in (self.before_expiry, self.before_visit) if day is not None), default=None)


def report_due(ground: Ground) -> ReportDue:
    """Gives the last days for the report: so long before the certificate expires, so long before the visit."""
    card = ground.card
    in_force_on = card.certificate_date or card.order_date
    expiry = card.certificate_expiry and last_day_before(
        card.certificate_expiry, ground.term("2.5.before_expiry", in_force_on)
    )
    visit = card.visit_date and last_day_before(card.visit_date, ground.term("2.5.before_visit", in_force_on))
    return ReportDue(expiry, visit)


def has_plan(ground: Ground) -> bool:
    """Tells whether a plan has come: as a file that was read, or by a day of receipt."""
    return bool(ground.files(DocumentKind.PLAN) or ground.case.actions)


def has_report(ground: Ground) -> bool:
    """Tells whether a report is among the papers that were read."""
    return bool(ground.files(DocumentKind.REPORT) or ground.case.responses)


def is_report_overdue(ground: Ground) -> bool:
    """Tells whether no report has come though every last day known for it has passed."""
    last = report_due(ground).last
    return not has_report(ground) and ground.card.report_received is None and last is not None and ground.as_of > last


def review_due(ground: Ground) -> date | None:
    """Gives the agency's last day for reviewing the report (2.7); None when the day of receipt is unknown."""
    received = ground.card.report_received
    return None if received is None else last_day(received, ground.term("2.7.review_term", received), ground.worked)


def act_due(ground: Ground) -> date | None:
    """Gives the last day for the act on the visit (3.1); None when the end of the visit is unknown."""
    end = ground.day("visit_end") or ground.day("visit_start")
    return None if end is None else last_day(end, ground.term("3.1.act_term", end), ground.worked)


def delivery_due(ground: Ground) -> date | None:
    """Gives the last day for delivering the council's decision (3.4); None when the decision has no day."""
    decided = ground.day("decision_date")
    return None if decided is None else last_day(decided, ground.term("3.4.delivery_term", decided), ground.worked)
