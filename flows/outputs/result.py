"""result.json: what was decided about a case, for programs (schema postaccred/result/1)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from checks.judgement import (
    CaseCard,
    CaseDocument,
    CheckResult,
    FindingVerdict,
    JudgedResponse,
    Judgement,
    Link,
    PlannedAction,
    Unread,
)
from extractors.records import Action, EvidenceName, Reason, Response
from extractors.wording import sentence
from flows.outputs.atomic import replace_text
from flows.outputs.changes import changes
from flows.outputs.places import source
from flows.outputs.reasons import reasons
from flows.outputs.words import case_language, problem_words

SCHEMA = "postaccred/result/1"
Fields = dict[str, Any]

_CARD_FIELDS = (
    "id",
    "organisation",
    "programme",
    "level",
    "language",
    "term_years",
    "certificate_no",
    "certificate_date",
    "certificate_expiry",
    "order_date",
    "visit_date",
    "plan_received",
    "report_received",
)


def result(judgement: Judgement, previous: Fields | None = None) -> Fields:
    """Gives the judgement as plain fields, sentences in the case's language; `previous` is the last run's result."""
    language = case_language(judgement.card)
    fields: Fields = {
        "schema": SCHEMA,
        "as_of": judgement.as_of.isoformat(),
        "case": _case(judgement.card),
        "documents": [_document(item, language) for item in judgement.documents],
        "findings": [_finding(verdict, language) for verdict in judgement.verdicts],
        "unlinked": {
            "plan": [_action(action) for action in judgement.unlinked_actions],
            "report": [_unlinked_response(response) for response in judgement.unlinked_responses],
        },
        "checks": [_check(check, language) for check in judgement.checks],
        "unread": [_unread(item, language) for item in judgement.unread],
    }
    fields["changes_since_last"] = changes(previous, fields, language)
    return fields


def write_result(judgement: Judgement, path: Path, previous: Fields | None = None) -> None:
    """Writes result.json at `path`, replacing the old one at once."""
    text = json.dumps(result(judgement, previous), ensure_ascii=False, indent=1)
    replace_text(path, text + "\n")


def read_result(path: Path) -> Fields | None:
    """Gives the result of an earlier run, None when there is none, it is broken or another schema wrote it."""
    if not path.exists():
        return None
    try:
        fields = json.loads(path.read_text("utf-8"))
    except ValueError:
        # Damaged since it was written: the case is simply told without its changes and the file made anew.
        return None
    return fields if isinstance(fields, dict) and fields.get("schema") == SCHEMA else None


def _iso(value: date | str | None) -> str | None:
    return value.isoformat() if isinstance(value, date) else value


def _sentences(reasons: tuple[Reason, ...], language: str) -> list[str]:
    return [sentence(reason, language) for reason in reasons]


def _case(card: CaseCard) -> Fields:
    fields = {name: _iso(getattr(card, name)) for name in _CARD_FIELDS}
    return {**fields, "sources": dict(card.sources)}


def _document(item: CaseDocument, language: str) -> Fields:
    document = item.document
    return {
        "file": document.file,
        "sha256": document.sha256,
        "kind": item.identification.kind.value,
        "language": document.language,
        "pages": len(document.pages) or None,
        "text_source": document.text_source.value,
        "status": item.status,
        "problems": [
            {"code": problem.code, "message": problem_words(problem, document.file, language), "page": problem.page}
            for problem in document.problems
        ],
    }


def _finding(verdict: FindingVerdict, language: str) -> Fields:
    finding = verdict.finding
    return {
        "id": verdict.id,
        "kind": finding.kind.value,
        "standard": finding.standard,
        "criterion": finding.criterion,
        "text": finding.text,
        "source": source(finding.place),
        "plan": {
            "status": verdict.plan.value,
            "actions": [_planned(planned, language) for planned in verdict.planned],
        },
        "report": {
            "status": verdict.report.value,
            "actions": [_answered(answered, language) for answered in verdict.answered],
        },
        "needs_review": verdict.needs_review,
        "why": reasons(verdict, language),
    }


def _link(link: Link, language: str) -> Fields:
    return {"level": link.level.value, "score": round(link.score, 3), "why": _sentences(link.why, language)}


def _action(action: Action) -> Fields:
    return {
        "text": action.text,
        "responsible": action.responsible,
        "due_text": action.due_text,
        "due": _iso(action.due),
        "source": source(action.place),
    }


def _planned(planned: PlannedAction, language: str) -> Fields:
    return {**_action(planned.action), "link": _link(planned.link, language)}


def _answered(answered: JudgedResponse, language: str) -> Fields:
    return {
        "text": answered.response.text,
        "claimed": answered.claimed.value,
        "evidence": [_evidence(named.name, named.attached, named.file) for named in answered.evidence],
        "source": source(answered.response.place),
        "link": _link(answered.link, language),
    }


def _unlinked_response(response: Response) -> Fields:
    return {
        "text": response.text,
        "evidence": [_evidence(name, None, None) for name in response.evidence],
        "source": source(response.place),
    }


def _evidence(name: EvidenceName, attached: bool | None, file: str | None) -> Fields:
    return {"text": name.text, "attached": attached, "file": file}


def _check(check: CheckResult, language: str) -> Fields:
    return {
        "rule": check.rule,
        "clause": check.clause,
        "outcome": check.outcome.value,
        "message": sentence(check.message, language),
        "due": _iso(check.due),
        "places": [source(place) for place in check.places],
    }


def _unread(item: Unread, language: str) -> Fields:
    return {"file": item.file, "page": item.page, "reason": sentence(item.reason, language)}
