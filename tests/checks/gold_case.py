"""A reference file of the samples as the records and verdicts that the clauses are checked on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

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
from extractors.records import (
    Action,
    Approval,
    Claim,
    Document,
    DocumentKind,
    EvidenceName,
    Finding,
    FindingKind,
    Identification,
    Place,
    Response,
)

_DATES = ("certificate_date", "certificate_expiry", "order_date", "visit_date", "plan_received", "report_received")


@dataclass(frozen=True, slots=True)
class GoldCase:
    """A reference case: what goes into check_clauses and what must come out (rule -> outcome)."""

    case: CaseRecords
    verdicts: tuple[FindingVerdict, ...]
    checks: dict[str, str]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _due(text: str | None) -> date | str | None:
    return text if text in (None, "ongoing") else date.fromisoformat(text)


def gold_case(path: Path, approvals: tuple[Approval, ...]) -> GoldCase:
    """Gives a reference case with the approvals that its plan bears (the reference file has none)."""
    gold = json.loads(path.read_text("utf-8"))
    documents = tuple(
        CaseDocument(
            Document(entry["file"], entry["file"], "docx"),
            Identification(DocumentKind(entry["kind"]), 1.0),
            "read" if entry.get("readable", True) else "unreadable",
        )
        for entry in gold["documents"]
    )
    card = CaseCard(
        gold["case"],
        term_years=gold["accreditation"]["term_years"],
        **{name: _day(gold["accreditation"][name]) for name in _DATES},
    )
    sent = any(paper.identification.kind is DocumentKind.EVIDENCE and paper.status == "read" for paper in documents)
    case = CaseRecords(card, documents, approvals=approvals, annexes_sent=sent)
    return GoldCase(case, tuple(_verdict(gold, sent, entry) for entry in gold["findings"]), gold["checks"])


def _verdict(gold: dict[str, Any], sent: bool, entry: dict[str, Any]) -> FindingVerdict:
    place, link = Place(entry["file"]), Link(0, 0, LinkLevel.CITED, 1.0)
    finding = Finding(FindingKind(entry["kind"]), entry["text"], place, entry["standard"], entry["criterion"])
    verdicts = gold["verdicts"]
    said = (
        verdicts[entry["id"]]
        if isinstance(verdicts, dict)
        else next(v for v in verdicts if v["finding"] == entry["id"])
    )
    planned = tuple(
        PlannedAction(
            Action(
                action["text"],
                Place("plan", row=number),
                responsible=action["responsible"],
                due_text=action["due_text"],
                due=_due(action["due"]),
            ),
            link,
        )
        for number, action in enumerate(gold["plan_actions"])
        if entry["id"] in action["findings"]
    )
    answered = tuple(
        JudgedResponse(
            Response(answer["text"], Place("report", row=number)),
            link,
            Claim(answer["claimed"]),
            tuple(
                NamedEvidence(EvidenceName(paper["text"]), paper["attached"] if sent else None)
                for paper in answer["evidence"]
            ),
        )
        for number, answer in enumerate(gold["report_actions"])
        if entry["id"] in answer["findings"]
    )
    plan, report = PlanStatus(said["plan"]), ReportStatus(said["report"])
    return FindingVerdict(entry["id"], finding, plan, planned, report, answered, False, ())
