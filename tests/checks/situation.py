"""A situation that a referent could write (tests/checks/rules/*.toml), as the ground of a rule."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from checks.calendar import WorkingDays, working_days
from checks.clause import Ground
from checks.judgement import (
    CaseCard,
    CaseDocument,
    CaseRecords,
    FindingVerdict,
    JudgedResponse,
    Link,
    LinkLevel,
    NamedEvidence,
    PlannedAction,
    PlanStatus,
    ReportStatus,
)
from checks.law import law
from extractors.records import (
    Action,
    Approval,
    Claim,
    Document,
    DocumentKind,
    EvidenceName,
    Fact,
    Finding,
    FindingKind,
    Identification,
    Place,
    Problem,
    Response,
)

FOLDER = Path(__file__).parent / "rules"
_LINK = Link(0, 0, LinkLevel.CITED, 1.0)


@dataclass(frozen=True, slots=True)
class Situation:
    """One situation. says: what it is. expect: outcome, wording key, and the due day where the situation names one."""

    rule: str
    says: str
    ground: Ground
    outcome: str
    key: str
    due: date | None
    names_due: bool


def situations() -> list[Situation]:
    """Gives the situations of every rule, in the order of the files."""
    return [
        _situation(content["rule"], entry)
        for path in sorted(FOLDER.glob("*.toml"))
        for content in [tomllib.loads(path.read_text("utf-8"))]
        for entry in content["situation"]
    ]


def _situation(rule: str, entry: dict[str, Any]) -> Situation:
    expect = entry["expect"]
    ground = Ground(_case(entry), _verdicts(entry), entry.get("as_of", date(2026, 3, 2)), law(), _worked())
    return Situation(rule, entry["says"], ground, expect["outcome"], expect["key"], expect.get("due"), "due" in expect)


def _worked() -> WorkingDays:
    return working_days()


def _case(entry: dict[str, Any]) -> CaseRecords:
    unread = set(entry.get("unread_pages_in", ()))
    documents = tuple(_paper(kind, kind in unread) for kind in entry.get("papers", ()))
    facts = tuple(
        Fact(name, _as_text(value), Place("order.docx", paragraph=3))
        for name, values in entry.get("facts", {}).items()
        for value in (values if isinstance(values, list) else [values])
    )
    approvals = tuple(Approval(**approval, place=Place("plan.docx")) for approval in entry.get("approvals", ()))
    card = CaseCard("case", **entry.get("card", {}))
    return CaseRecords(card, documents, approvals=approvals, facts=facts, annexes_sent=entry.get("annexes_sent", False))


def _paper(kind: str, has_unread_page: bool) -> CaseDocument:
    problems = (Problem("page_unread", page=2, unread=True),) if has_unread_page else ()
    document = Document(f"{kind}.docx", kind, "docx", problems=problems)
    return CaseDocument(document, Identification(DocumentKind(kind), 1.0))


def _as_text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _verdicts(entry: dict[str, Any]) -> tuple[FindingVerdict, ...]:
    return tuple(_verdict(number, finding) for number, finding in enumerate(entry.get("findings", ()), start=1))


def _verdict(number: int, entry: dict[str, Any]) -> FindingVerdict:
    text = entry.get("text", f"Замечание {number}")
    kind = FindingKind(entry.get("kind", "remark"))
    finding = Finding(kind, text, Place("conclusion.docx", paragraph=number), criterion=entry.get("criterion"))
    measures = entry.get("measures", [])
    answers = entry.get("answers", [])
    return FindingVerdict(
        f"f{number}",
        finding,
        PlanStatus(entry.get("plan", "covered" if measures else "missing")),
        tuple(PlannedAction(_action(number, row, measure), _LINK) for row, measure in enumerate(measures)),
        ReportStatus(entry.get("report", "addressed" if answers else "unaddressed")),
        tuple(_answer(number, row, answer) for row, answer in enumerate(answers)),
        entry.get("needs_review", False),
        (),
    )


def _action(number: int, row: int, entry: dict[str, Any]) -> Action:
    return Action(
        entry.get("text", f"Мера {number}.{row}"),
        Place("plan.docx", table=1, row=number * 10 + row),
        responsible=entry.get("responsible"),
        due_text=entry.get("due_text"),
        due=entry.get("due"),
    )


def _answer(number: int, row: int, entry: dict[str, Any]) -> JudgedResponse:
    response = Response(
        entry.get("text", f"Ответ {number}.{row}"),
        Place("report.docx", table=1, row=number * 10 + row),
        done_text=entry.get("done_text"),
    )
    papers = tuple(
        NamedEvidence(EvidenceName(paper["text"]), paper.get("attached")) for paper in entry.get("evidence", ())
    )
    return JudgedResponse(response, _LINK, Claim(entry.get("claimed", "done")), papers)
