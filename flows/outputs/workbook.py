"""The completeness workbook of a case: eleven sheets, made anew each time, with the reviewers' entries put back."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from checks.judgement import Judgement
from flows.outputs.atomic import replace_file
from flows.outputs.case_view import CaseView
from flows.outputs.changes import changes
from flows.outputs.entries import NO_ENTRIES, Entries, bind
from flows.outputs.findings_sheet import write_findings
from flows.outputs.kept_sheet import write_kept
from flows.outputs.legend_sheet import write_legend
from flows.outputs.lists_sheet import write_lists
from flows.outputs.open_files import is_open, set_aside_merged, stamped
from flows.outputs.papers_sheets import write_evidence, write_plan, write_report, write_unlinked
from flows.outputs.record_sheets import write_checks, write_documents, write_unread
from flows.outputs.result import result
from flows.outputs.safe_text import visible
from flows.outputs.styles import Painter
from flows.outputs.summary_sheet import write_summary
from flows.outputs.type_settings import set_type
from flows.outputs.unaddressed_sheet import write_unaddressed
from flows.outputs.words import case_language
from flows.outputs.xml_parts import allow_sorting


def write_workbook(
    judgement: Judgement,
    path: Path,
    language: str | None = None,
    intake: Path | None = None,
    entries: Entries = NO_ENTRIES,
    *,
    previous: dict[str, Any] | None = None,
    made: datetime | None = None,
) -> Path:
    """Writes the workbook at `path` and gives the path really written: a stamped sibling where `path` is open
    elsewhere.

    language: None for the language of the case. intake: folder that files are linked to. entries: from
    `read_entries(path)`.
    previous: result of the last run, for what changed. made: the moment of making, None for now.
    """
    made = made or datetime.now().astimezone()
    content = workbook_bytes(
        judgement,
        language=case_language(judgement.card, language),
        folder=path.parent,
        intake=intake,
        entries=entries,
        previous=previous,
        made=made,
    )
    for name in entries.unreadable:
        set_aside_merged(path.parent / name, made)
    target = stamped(path, made) if is_open(path) else path
    try:
        replace_file(target, content)
    except PermissionError:  # Windows: held by a program that left no lock file
        target = replace_file(stamped(path, made), content)
    for name, sha256 in entries.merged:
        if name != path.name:
            set_aside_merged(path.parent / name, made, sha256)
    return target


def workbook_bytes(
    judgement: Judgement,
    *,
    language: str,
    folder: Path,
    intake: Path | None,
    entries: Entries,
    previous: dict[str, Any] | None,
    made: datetime,
) -> bytes:
    """Gives the workbook as the bytes of an .xlsx file."""
    book = Workbook()
    book.remove(book.active)
    set_type(book)
    scratch = book.create_sheet("scratch")
    messages = None
    if previous is not None:
        messages = tuple(item["message"] for item in changes(previous, result(judgement), language))
    view = CaseView(
        judgement,
        language,
        bind(entries, judgement.verdicts),
        folder,
        intake,
        messages,
        made,
        book,
        Painter(book),
    )
    write_unaddressed(view)
    write_findings(view)
    for write in (
        write_plan,
        write_report,
        write_checks,
        write_evidence,
        write_unlinked,
        write_documents,
        write_unread,
    ):
        write(view)
    write_legend(view)
    write_kept(view)
    write_lists(view)
    write_summary(view)
    book.remove(scratch)
    book.active = 0
    _describe(book, view)
    filled = BytesIO()
    book.save(filled)
    return allow_sorting(filled.getvalue())


def _describe(book: Any, view: CaseView) -> None:
    card = view.judgement.card
    book.properties.creator = "postaccred"
    title = " · ".join(text for text in (card.organisation, card.programme) if text) or card.id
    book.properties.title = visible(title)[:250]
    book.properties.language = view.language
