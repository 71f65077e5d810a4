"""The draft of the notification under clause 2.7: what is missing, by criterion, what to send and by when.

Its frame is a Word file that the agency can change; the facts go where the frame names them in braces.
"""

from __future__ import annotations

import tomllib
from datetime import date, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path

from docx import Document as WordDocument

from checks.judgement import Judgement, Outcome, Unread
from data import ROOT
from extractors.records import DocumentKind
from extractors.wording import sentence
from flows.outputs.atomic import replace_file
from flows.outputs.completeness_figure import natural, standard
from flows.outputs.entries import Entries, bind
from flows.outputs.gaps import Gap, ask, gaps, has_paper, report_due, why
from flows.outputs.letter_frame import fill_frame, fingerprint, is_untouched
from flows.outputs.open_files import is_open, stamped, stamped_siblings
from flows.outputs.safe_text import visible
from flows.outputs.words import case_language, day, say

# Clauses that bind the institution; the letter does not tell it of the agency's own duties.
_ITS_CLAUSES = ("2.3", "2.4", "2.5")
# What the table of open findings says anyway.
_TOLD_IN_TABLE = ("2.3.coverage", "2.5.coverage", "2.5.evidence")


def is_letter_due(judgement: Judgement, entries: Entries) -> bool:
    """Tells whether there is something to ask the institution for."""
    bound = bind(entries, judgement.verdicts)
    return bool(gaps(judgement, bound) or judgement.unread or _failed(judgement, "ru"))


def write_letter(judgement: Judgement, path: Path, language: str | None, entries: Entries) -> Path | None:
    """Writes the draft at `path` and gives the path really written; None when there is nothing to ask for.

    A draft that somebody has edited or holds open stays as it is: the new one is written beside it with the moment in
    its name, and takes the place of an older one there. Drafts no longer needed are removed, unless they were edited.
    """
    drafts = [file for file in (path, *stamped_siblings(path)) if not is_open(file) and is_untouched(file)]
    if not is_letter_due(judgement, entries):
        for draft in drafts:
            draft.unlink(missing_ok=True)
        return None
    content = letter_bytes(judgement, case_language(judgement.card, language), bind(entries, judgement.verdicts))
    return replace_file(drafts[0] if drafts else stamped(path, datetime.now().astimezone()), content)


def letter_bytes(judgement: Judgement, language: str, entries: Entries) -> bytes:
    """Gives the draft as the bytes of a .docx file."""
    found = sorted(gaps(judgement, entries), key=_by_criterion)
    frame = WordDocument(str(ROOT / "templates" / f"letter_{language}.docx"))
    checks, unread = _failed(judgement, language), [_unread_line(item, language) for item in judgement.unread]
    facts = _facts(judgement, language, len(found))
    facts["checks_lead"] = say("letter.checks_lead", language) if checks else ""
    facts["unread_lead"] = say("letter.unread_lead", language) if unread else ""
    rows = [_row(judgement, gap, number, language) for number, gap in enumerate(found, 1)]
    fill_frame(frame, facts, rows=rows, lists={"check": checks, "unread": list(dict.fromkeys(unread))})
    filled = BytesIO()
    frame.core_properties.title = visible(facts["organisation"])[:250]
    frame.save(filled)
    return fingerprinted(filled.getvalue())


def _by_criterion(gap: Gap) -> tuple[object, object, int]:
    return natural(standard(gap.verdict)), natural(gap.verdict.finding.criterion), gap.number


def fingerprinted(content: bytes) -> bytes:
    """Gives the draft with the fingerprint of its own text among its properties.

    By it a later run tells whether the draft was edited.
    """
    document = WordDocument(BytesIO(content))
    document.core_properties.identifier = fingerprint(content)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def _facts(judgement: Judgement, language: str, open_count: int) -> dict[str, str]:
    card, blank = judgement.card, say("letter.blank", language)
    count = (
        say("letter.count", language, all=len(judgement.verdicts), day=day(judgement.as_of, language), open=open_count)
        if open_count
        else say("letter.nothing_open", language)
    )
    return {
        "organisation": card.organisation or blank,
        "programme": card.programme or blank,
        "scope": _scope(card.programme, language),
        "certificate_no": card.certificate_no or blank,
        "certificate_date": day(card.certificate_date, language) or blank,
        "certificate_expiry": day(card.certificate_expiry, language) or blank,
        "order_date": day(card.order_date, language) or blank,
        "as_of": day(judgement.as_of, language),
        "opening": _opening(judgement, language),
        "count": count,
        "reply_line": say("letter.reply_by", language, day=day(reply_by(judgement), language)),
        "referent": card.referent or blank,
    }


def _scope(programme: str | None, language: str) -> str:
    return say("letter.programme", language, text=programme) if programme else say("letter.institution", language)


def _opening(judgement: Judgement, language: str) -> str:
    received = judgement.card.report_received
    if not report_due(judgement):
        has_plan = has_paper(judgement, DocumentKind.PLAN)
        return say("letter.opening_plan" if has_plan else "letter.opening_no_plan", language)
    if received:
        return say("letter.opening_report_on", language, day=day(received, language))
    has_report = has_paper(judgement, DocumentKind.REPORT)
    return say("letter.opening_report" if has_report else "letter.opening_no_report", language)


@cache
def _reply_days() -> int:
    return int(tomllib.loads((ROOT / "templates" / "letter.toml").read_text("utf-8"))["reply_days"])


def reply_by(judgement: Judgement) -> date:
    """Gives the day by which the institution is asked to answer: the agency's own term, within the certificate's."""
    expiry = judgement.card.certificate_expiry
    wanted = judgement.as_of + timedelta(days=_reply_days())
    return min(wanted, expiry) if expiry and expiry > judgement.as_of else wanted


def _row(judgement: Judgement, gap: Gap, number: int, language: str) -> dict[str, str]:
    finding = gap.verdict.finding
    kind = say(f"status.{finding.kind.value}", language)
    criterion = finding.criterion or (
        say("workbook.standard_n", language, n=finding.standard)
        if finding.standard
        else say("workbook.no_criterion", language)
    )
    return {
        "number": str(number),
        "criterion": say("letter.standard_line", language, kind=kind, criterion=criterion),
        "finding": finding.text,
        "why": "\n".join(why(gap, judgement, language)),
        "ask": "\n".join(ask(gap, judgement, language)),
    }


def _unread_line(item: Unread, language: str) -> str:
    """Gives what could not be read as the institution knows it: by the file's own name."""
    where = say("place.page", language, n=item.page) if item.page else ""
    return ", ".join(part for part in (f"«{item.file.rsplit('/', 1)[-1]}»", where) if part)


def _failed(judgement: Judgement, language: str) -> list[str]:
    """Gives the clauses that the institution does not meet, besides what the table of findings tells."""
    return [
        say("letter.check_line", language, clause=check.clause, message=sentence(check.message, language))
        for check in judgement.checks
        if check.outcome is Outcome.FAIL and check.clause in _ITS_CLAUSES and check.rule not in _TOLD_IN_TABLE
    ]
