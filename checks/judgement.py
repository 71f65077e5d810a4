"""What the program decides about a case: links, verdicts, checks. Everything an output shows stands here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from extractors.records import (
    Action,
    Annex,
    Approval,
    Claim,
    Document,
    EvidenceName,
    Fact,
    Finding,
    Identification,
    Place,
    Reason,
    Response,
)


class LinkLevel(StrEnum):
    """Named levels of a link, strongest first."""

    CITED = "cited"  # its code or number is cited
    RESTATED = "restated"  # its wording is repeated
    BRIDGED = "bridged"  # through a plan measure that is linked
    PLACED = "placed"  # criterion or order agrees and content does not object
    TOPIC = "topic"  # shared terms, names, figures only


@dataclass(frozen=True, slots=True)
class Link:
    """One finding answered by one action or response. score: 0..1, calibrated. rival: the finding it beat, as a
    Reason value.

    finding, answer: indices into the case's findings and actions/responses.
    """

    finding: int
    answer: int
    level: LinkLevel
    score: float
    why: tuple[Reason, ...] = ()


class PlanStatus(StrEnum):
    COVERED = "covered"
    INCOMPLETE = "incomplete"
    MISSING = "missing"


class ReportStatus(StrEnum):
    ADDRESSED = "addressed"
    NO_EVIDENCE = "no_evidence"
    PARTIAL = "partial"
    PLANNED = "planned"
    FORMAL = "formal"
    DECLINED = "declined"
    UNADDRESSED = "unaddressed"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class NamedEvidence:
    """A paper named by an answer. attached: None when no annexes came as files. file: the annex found, None without."""

    name: EvidenceName
    attached: bool | None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """A measure linked to a finding."""

    action: Action
    link: Link


@dataclass(frozen=True, slots=True)
class JudgedResponse:
    """An answer linked to a finding, with what it claims and what papers it names."""

    response: Response
    link: Link
    claimed: Claim
    evidence: tuple[NamedEvidence, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingVerdict:
    """One finding: what the plan promises, what the report answers, and why. id: lasting (bound to the finding's
    wording).
    """

    id: str
    finding: Finding
    plan: PlanStatus
    planned: tuple[PlannedAction, ...]
    report: ReportStatus
    answered: tuple[JudgedResponse, ...]
    needs_review: bool
    why: tuple[Reason, ...]


class Outcome(StrEnum):
    PASS = "pass"
    FAIL = "fail"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One clause checked. rule: "2.4.submitted"; message: code + values; due: the day that the clause sets, if any."""

    rule: str
    clause: str
    outcome: Outcome
    message: Reason
    due: date | None = None
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseCard:
    """The case at a glance; None where nothing is known. sources: (field, "register" or "file, place") pairs."""

    id: str
    organisation: str | None = None
    programme: str | None = None
    level: str | None = None
    language: str = "ru"
    term_years: int | None = None
    certificate_no: str | None = None
    certificate_date: date | None = None
    certificate_expiry: date | None = None
    order_date: date | None = None
    conclusion_date: date | None = None
    visit_date: date | None = None
    plan_received: date | None = None
    report_received: date | None = None
    referent: str | None = None
    sources: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CaseDocument:
    """A file of the case. status: read, partly_read, unreadable, duplicate, superseded, ignored, waiting."""

    document: Document
    identification: Identification
    status: str = "read"


@dataclass(frozen=True, slots=True)
class Unread:
    """Something of the case that could not be read. reason: why, and the way out."""

    file: str
    page: int | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class CaseRecords:
    """What the accepted papers of one case hold, in the order in which a judgement takes them.

    annexes_sent: True when any supporting paper came as a file. rounds: report files, oldest edition first; answers
    of a later
    edition outrank those of an earlier one.
    """

    card: CaseCard
    documents: tuple[CaseDocument, ...] = ()
    findings: tuple[Finding, ...] = ()
    actions: tuple[Action, ...] = ()
    responses: tuple[Response, ...] = ()
    approvals: tuple[Approval, ...] = ()
    annexes: tuple[Annex, ...] = ()
    annexes_sent: bool = False
    facts: tuple[Fact, ...] = ()
    rounds: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    contradictions: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that is decided about one case on one day."""

    as_of: date
    card: CaseCard
    documents: tuple[CaseDocument, ...]
    verdicts: tuple[FindingVerdict, ...]
    unlinked_actions: tuple[Action, ...]
    unlinked_responses: tuple[Response, ...]
    checks: tuple[CheckResult, ...]
    unread: tuple[Unread, ...] = ()
    contradictions: tuple[Reason, ...] = ()
