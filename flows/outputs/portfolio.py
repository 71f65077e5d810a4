"""portfolio.json and portfolio.xlsx: all cases on one page, for those who answer for all of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from checks.deadlines import deadlines
from checks.judgement import FindingVerdict, Judgement, Outcome
from extractors.wording import sentence
from flows.outputs.atomic import replace_file, replace_text
from flows.outputs.completeness_figure import completeness, group, standard
from flows.outputs.entries import NO_ENTRIES, Entries, bind
from flows.outputs.gaps import effective_status, gaps, is_closed, report_due
from flows.outputs.open_files import is_open, set_aside_merged, stamped, stamped_siblings
from flows.outputs.places import source
from flows.outputs.portfolio_book import portfolio_bytes
from flows.outputs.words import case_language

SCHEMA = "postaccred/portfolio/1"
Fields = dict[str, Any]


def write_portfolio(
    judgements: Sequence[Judgement],
    folder: Path,
    entries: Mapping[str, Entries] | None = None,
    language: str | None = None,
) -> Path:
    """Writes portfolio.json and portfolio.xlsx in `folder`; gives the path of the workbook.

    Where that is open elsewhere, a stamped one is written beside it.
    entries: reviewers' entries by case id. language: of the workbook, Russian when None.
    """
    language = language or "ru"
    fields = portfolio(judgements, entries or {}, language)
    replace_text(folder / "portfolio.json", json.dumps(fields, ensure_ascii=False, indent=1) + "\n")
    path = folder / "portfolio.xlsx"
    content = portfolio_bytes(fields, language)
    moment = datetime.now().astimezone()
    older = stamped_siblings(path)
    try:
        written = replace_file(stamped(path, moment) if is_open(path) else path, content)
    except PermissionError:  # Windows: held by a program that left no lock file
        written = replace_file(stamped(path, moment), content)
    for file in older:
        set_aside_merged(file, moment)
    return written


def portfolio(judgements: Sequence[Judgement], entries: Mapping[str, Entries], language: str = "ru") -> Fields:
    """Gives all cases as plain fields: state, counts, deadlines and findings of each, and where its outputs stand."""
    cases = [_case(judgement, entries.get(judgement.card.id, NO_ENTRIES), language) for judgement in judgements]
    cases.sort(key=lambda case: (case["organisation"] or "", case["programme"] or "", case["id"]))
    as_of = max((judgement.as_of for judgement in judgements), default=None)
    return {"schema": SCHEMA, "as_of": as_of.isoformat() if as_of else None, "cases": cases}


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _case(judgement: Judgement, unbound: Entries, language: str) -> Fields:
    entries = bind(unbound, judgement.verdicts)
    card = judgement.card
    figure = completeness(judgement, entries)
    findings = [_finding(verdict, judgement, entries) for verdict in judgement.verdicts]
    return {
        "id": card.id,
        "organisation": card.organisation,
        "programme": card.programme,
        "level": card.level,
        "language": case_language(card),
        "referent": card.referent,
        "term_years": card.term_years,
        "certificate_no": card.certificate_no,
        "certificate_date": _iso(card.certificate_date),
        "certificate_expiry": _iso(card.certificate_expiry),
        "visit_date": _iso(card.visit_date),
        "plan_received": _iso(card.plan_received),
        "report_received": _iso(card.report_received),
        "state": _state(judgement, entries),
        "measured_by": "report" if figure.by_report else "plan",
        "findings": figure.all,
        "done": figure.done,
        "completeness": figure.share,
        "open": len(gaps(judgement, entries)),
        "overdue": sum(item["overdue"] for item in findings),
        "unread": len(judgement.unread),
        "needs_review": sum(verdict.needs_review for verdict in judgement.verdicts),
        "reviewed": sum(entry.decided is not None for entry in entries.current),
        "clauses_failed": sum(check.outcome is Outcome.FAIL for check in judgement.checks),
        "deadlines": _deadlines(judgement, language),
        "items": findings,
        "workbook": f"{card.id}/{card.id}.xlsx",
        "result": f"{card.id}/result.json",
    }


def _state(judgement: Judgement, entries: Entries) -> str:
    """Gives "unread" while anything could not be read, so that no such case is called complete."""
    if not judgement.verdicts:
        return "empty"
    if judgement.unread:
        return "unread"
    return "open" if gaps(judgement, entries) else "complete"


def _finding(verdict: FindingVerdict, judgement: Judgement, entries: Entries) -> Fields:
    """Gives what the portfolio counts of a finding; due is the last deadline that the plan states for it."""
    days = [planned.action.due for planned in verdict.planned if isinstance(planned.action.due, date)]
    due = max(days, default=None)
    closed = is_closed(verdict, entries)
    entry = entries.of(verdict.id)
    return {
        "id": verdict.id,
        "kind": verdict.finding.kind.value,
        "standard": standard(verdict),
        "criterion": verdict.finding.criterion,
        "plan": verdict.plan.value,
        "report": effective_status(verdict, entries).value,
        "group": ("done", "part", "open")[group(verdict, entries, by_report=report_due(judgement))],
        "closed": closed,
        "due": _iso(due),
        "overdue": bool(not closed and due and due < judgement.as_of),
        "decision": entry.decided.value if entry and entry.decided else None,
    }


def _deadlines(judgement: Judgement, language: str) -> list[Fields]:
    """Gives the open days of a case: what the law, the plan and the certificate ask for next."""
    return [
        {
            "due": _iso(deadline.day),
            "what": sentence(deadline.what, language),
            "bearer": deadline.bearer.value,
            "rule": deadline.rule,
            "horizon": deadline.horizon(judgement.as_of).value,
            "source": source(deadline.place) if deadline.place else None,
        }
        for deadline in deadlines(judgement)
    ]
