"""The sheet of entries that no row takes any more; it appears only when there are some."""

from __future__ import annotations

from flows.outputs.case_view import CaseView
from flows.outputs.entries import KeptEntry
from flows.outputs.table_sheet import Column, TableLook, Value, write_table
from flows.outputs.words import date_format


def write_kept(view: CaseView) -> None:
    """Writes the entries whose finding vanished or that a later one replaced."""
    if not view.entries.kept:
        return
    columns = [
        Column("id", view.word("id"), 16),
        Column("finding", view.word("finding"), 60),
        Column("decision", view.word("decision"), 24),
        Column("note", view.word("note"), 50),
        Column("reviewer", view.word("reviewer"), 20),
        Column("reviewed", view.word("reviewed"), 14, number_format=date_format(view.language)),
        Column("kept_why", view.word("kept_why"), 34),
    ]
    title = view.word("sheet_kept")
    look = TableLook("kept", title, view.word("about_kept"), tab="9AA5B1", frozen=2)
    rows = (_row(view, item) for item in view.entries.kept)
    write_table(view.book.create_sheet(title), look, columns, rows, painter=view.painter, language=view.language)


def _row(view: CaseView, item: KeptEntry) -> list[Value]:
    entry = item.entry
    note = "\n".join(part for part in (entry.note, *(f"{head}: {text}" for head, text in entry.extras)) if part)
    return [
        entry.finding_id,
        entry.finding_text,
        entry.decision,
        note,
        entry.name,
        entry.day,
        view.word(f"kept_{item.why}"),
    ]
