"""The sheets of record: clauses checked, files of the case, what could not be read."""

from __future__ import annotations

from checks.judgement import CaseDocument, CheckResult, Outcome, Unread
from extractors.records import Place
from extractors.wording import catalogue, sentence
from flows.outputs.case_view import CaseView, as_lines
from flows.outputs.places import in_words
from flows.outputs.table_sheet import Column, Shown, TableArea, TableLook, Value, write_table
from flows.outputs.words import date_format, problem_words, say

FILE_STATES = ("read", "partly_read", "unreadable", "duplicate", "superseded", "ignored", "waiting")


def rule_words(view: CaseView, rule: str) -> str:
    """Gives what a rule asks, in a line."""
    return say(f"rule.{rule}.title", view.language)


def write_checks(view: CaseView) -> TableArea:
    """Writes the sheet of clauses."""
    columns = [
        Column("clause", view.word("clause"), 9, centred=True, bold=True),
        Column("asked", view.word("asked"), 44),
        Column("outcome", view.word("outcome"), 18, states=view.states("", Outcome)),
        Column("message", view.word("message"), 64),
        Column("due_day", view.word("due_day"), 14, centred=True, number_format=date_format(view.language)),
        Column("place", view.word("place"), 44),
    ]
    look = TableLook("checks", view.word("sheet_checks"), view.word("about_checks"), frozen=2)
    rows = (_check_row(view, check) for check in view.judgement.checks)
    return write_table(
        view.book.create_sheet(look.title), look, columns, rows, painter=view.painter, language=view.language
    )


def _check_row(view: CaseView, check: CheckResult) -> list[Value]:
    return [
        check.clause,
        rule_words(view, check.rule),
        view.status(check.outcome.value),
        sentence(check.message, view.language),
        check.due,
        _places(view, check.places),
    ]


def _places(view: CaseView, places: tuple[Place, ...]) -> Value:
    """Gives all places in words, leading to the first."""
    if not places:
        return None
    first = view.where(places[0])
    words = as_lines(dict.fromkeys(in_words(place, view.language) for place in places))
    return Shown(words, first.address) if first else words


def write_documents(view: CaseView) -> TableArea:
    """Writes the sheet of files."""
    columns = [
        Column("number", view.word("number"), 6, centred=True),
        Column("file", view.word("file"), 50),
        Column("document_kind", view.word("document_kind"), 24),
        Column("state", view.word("state"), 22, states=view.states("file_", FILE_STATES)),
        Column("language", view.word("language"), 18),
        Column("pages", view.word("pages"), 10, centred=True),
        Column("text_source", view.word("text_source"), 18),
        Column("quality", view.word("quality"), 13, centred=True),
        Column("problems", view.word("problems"), 50),
        Column("document_why", view.word("document_why"), 40),
        Column("sha256", view.word("sha256"), 18),
    ]
    look = TableLook("documents", view.word("sheet_documents"), view.word("about_documents"), frozen=2)
    rows = (_document_row(view, number, item) for number, item in enumerate(view.judgement.documents, 1))
    return write_table(
        view.book.create_sheet(look.title), look, columns, rows, painter=view.painter, language=view.language
    )


def _document_row(view: CaseView, number: int, item: CaseDocument) -> list[Value]:
    document = item.document
    marks = [page.quality for page in document.pages if page.quality is not None]
    return [
        number,
        view.file(document.file),
        view.status(f"kind_{item.identification.kind.value}"),
        view.status(f"file_{item.status}"),
        view.status(f"language_{document.language}") if document.language else None,
        len(document.pages) or None,
        view.status(f"text_{document.text_source.value}"),
        f"{round(100 * sum(marks) / len(marks))} %" if marks else None,
        as_lines(dict.fromkeys(problem_words(problem, document.file, view.language) for problem in document.problems)),
        as_lines(_kind_reason(view, text) for text in item.identification.why),
        f"{document.sha256[:16]}…" if document.sha256 else None,
    ]


def _kind_reason(view: CaseView, text: str) -> str:
    """Gives what told the kind of a document: words of the paper as they stand, a reason of the program in words."""
    key = text.removeprefix("kind.")
    return say(text, view.language) if key != text and key in catalogue("kind", view.language) else text


def write_unread(view: CaseView) -> TableArea:
    """Writes the sheet of what could not be read."""
    columns = [
        Column("number", view.word("number"), 6, centred=True),
        Column("file", view.word("file"), 60),
        Column("page", view.word("page"), 12, centred=True),
        Column("reason", view.word("reason"), 90),
    ]
    look = TableLook("unread", view.word("sheet_unread"), view.word("about_unread"), tab=_unread_tab(view), frozen=2)
    rows = (_unread_row(view, number, item) for number, item in enumerate(view.judgement.unread, 1))
    return write_table(
        view.book.create_sheet(look.title), look, columns, rows, painter=view.painter, language=view.language
    )


def _unread_tab(view: CaseView) -> str:
    return "C8471B" if view.judgement.unread else "9AA5B1"


def _unread_row(view: CaseView, number: int, item: Unread) -> list[Value]:
    where = view.where(Place(item.file, page=item.page))
    return [number, Shown(item.file, where.address if where else None), item.page, sentence(item.reason, view.language)]
