"""What falls due and what is overdue, for institutions and for the agency; also as a calendar file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from checks.judgement import CheckResult, Judgement, ReportStatus
from checks.law import law
from checks.rules import rules
from extractors.records import Place, Reason
from extractors.wording import sentence

# Each duty once: 2.3.coverage, 2.5.coverage and 2.6.plan_only only repeat the days of the plan and the report.
_DUTIES = ("2.4.submitted", "2.5.report_submitted", "2.7.review_due", "2.9.visit", "3.1.act", "3.4.delivery")
# A check with a day is open while its wording says so; all other wordings are settled one way or the other.
_OPEN = frozenset({"awaited", "overdue", "no_visit"})


class Bearer(StrEnum):
    INSTITUTION = "institution"
    AGENCY = "agency"


class Horizon(StrEnum):
    """How soon a day comes, counted from the day of judgement; the day itself is within seven days."""

    OVERDUE = "overdue"
    WITHIN_7 = "within_7"
    WITHIN_30 = "within_30"
    WITHIN_90 = "within_90"
    LATER = "later"


_SPANS = ((7, Horizon.WITHIN_7), (30, Horizon.WITHIN_30), (90, Horizon.WITHIN_90))


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which somebody must act.

    case: id of the case. rule: the rule that sets the day, None for measures of a plan and for the certificate's end.
    what: wording of data/wording/<language>/deadline.toml. place: where a measure stands, None for days of the law.
    """

    case: str
    organisation: str | None
    programme: str | None
    referent: str | None
    bearer: Bearer
    rule: str | None
    day: date
    what: Reason
    place: Place | None = None

    def horizon(self, as_of: date) -> Horizon:
        """Tells how soon the day comes."""
        days = (self.day - as_of).days
        if days < 0:
            return Horizon.OVERDUE
        return next((horizon for span, horizon in _SPANS if days <= span), Horizon.LATER)


def deadlines(judgement: Judgement) -> tuple[Deadline, ...]:
    """Gives the open days of a case, earliest first: of the law, of unfinished measures, of the certificate."""
    found = [*_of_law(judgement), *_of_plan(judgement), *_of_certificate(judgement)]
    return tuple(sorted(found, key=lambda deadline: (deadline.day, deadline.bearer, deadline.rule or "~")))


def by_referent(found: Iterable[Deadline]) -> tuple[tuple[str | None, tuple[Deadline, ...]], ...]:
    """Gives the deadlines of each referent, by name; those of cases without a referent last, under None."""
    groups: dict[str | None, list[Deadline]] = {}
    for deadline in sorted(found, key=lambda each: (each.day, each.case, each.rule or "~")):
        groups.setdefault(deadline.referent, []).append(deadline)
    names = sorted(groups, key=lambda name: (name is None, name or ""))
    return tuple((name, tuple(groups[name])) for name in names)


def _deadline(
    judgement: Judgement,
    bearer: Bearer,
    day: date,
    what: Reason,
    *,
    rule: str | None = None,
    place: Place | None = None,
) -> Deadline:
    card = judgement.card
    return Deadline(card.id, card.organisation, card.programme, card.referent, bearer, rule, day, what, place)


def _of_law(judgement: Judgement) -> list[Deadline]:
    bearers = {rule.name: law().articles[rule.rests_on[0]].binds for rule in rules()}
    return [
        _deadline(judgement, _bearer(bearers[check.rule]), check.due, Reason(f"deadline.{check.rule}"), rule=check.rule)
        for check in judgement.checks
        if check.rule in _DUTIES and check.due is not None and _is_open(check)
    ]


def _bearer(binds: str) -> Bearer:
    return Bearer.INSTITUTION if binds == "organisation" else Bearer.AGENCY


def _is_open(check: CheckResult) -> bool:
    return check.message.code.rpartition(".")[2] in _OPEN


def _of_plan(judgement: Judgement) -> list[Deadline]:
    """Gives the measures still ahead: what is past is the report's matter, and told by the check 2.5.plan_dates."""
    found: dict[tuple[Place, date], Deadline] = {}
    for verdict in judgement.verdicts:
        if verdict.report is ReportStatus.ADDRESSED:
            continue
        for action in (planned.action for planned in verdict.planned):
            if isinstance(action.due, date) and action.due >= judgement.as_of:
                what = Reason("deadline.measure", (("measure", _short(action.text)),))
                deadline = _deadline(judgement, Bearer.INSTITUTION, action.due, what, place=action.place)
                found.setdefault((action.place, action.due), deadline)
    return list(found.values())


def _of_certificate(judgement: Judgement) -> list[Deadline]:
    expiry = judgement.card.certificate_expiry
    if expiry is None or expiry < judgement.as_of:
        return []
    what = Reason("deadline.certificate", (("number", judgement.card.certificate_no or "—"),))
    return [_deadline(judgement, Bearer.AGENCY, expiry, what)]


def _short(text: str, length: int = 120) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + "…"


def calendar_file(found: Sequence[Deadline], *, as_of: date, language: str) -> str:
    """Gives the deadlines as an iCalendar text (RFC 5545): whole days, lines folded at 75 octets, CRLF.

    An event keeps its UID from run to run, so that a calendar updates it instead of doubling it.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//postaccred//deadlines//EN", "CALSCALE:GREGORIAN"]
    for deadline in found:
        lines.extend(_event(deadline, as_of, language))
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(deadline: Deadline, as_of: date, language: str) -> list[str]:
    named = " · ".join(part for part in (deadline.organisation or deadline.case, deadline.programme) if part)
    summary = f"{sentence(Reason(f'deadline.{deadline.bearer}'), language)}: {sentence(deadline.what, language)}"
    told = [named, deadline.case, *([deadline.referent] if deadline.referent else [])]
    return [
        "BEGIN:VEVENT",
        f"UID:{_uid(deadline)}@postaccred",
        f"DTSTAMP:{as_of:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{deadline.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{deadline.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(f'{summary} — {named}')}",
        f"DESCRIPTION:{_escaped(chr(10).join(dict.fromkeys(told)))}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_escaped(summary)}",
        "TRIGGER:-P7D",
        "END:VALARM",
        "END:VEVENT",
    ]


def _uid(deadline: Deadline) -> str:
    key = (deadline.case, deadline.rule or deadline.what.code, str(deadline.place or ""))
    return hashlib.sha256("\n".join(key).encode()).hexdigest()[:32]


def _escaped(text: str) -> str:
    for raw, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        text = text.replace(raw, escaped)
    return text


def _folded(line: str, octets: int = 75) -> str:
    """Gives the line in parts of at most 75 octets, never through a letter; each further part begins with a space."""
    parts, part, room = [], "", octets
    for letter in line:
        size = len(letter.encode())
        if len(part.encode()) + size > room:
            parts.append(part)
            part, room = "", octets - 1
        part += letter
    return "\r\n ".join([*parts, part])
