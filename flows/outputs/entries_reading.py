"""Reading reviewers' entries back from a case workbook and from the stamped ones that stand beside it."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from extractors.languages.letters import fold
from extractors.wording import LANGUAGES
from flows.outputs.entries import Entries, Entry, EntrySource, KeptEntry, merge
from flows.outputs.open_files import stamped_siblings
from flows.outputs.safe_text import typed_text
from flows.outputs.table_sheet import KEY_MARK
from flows.outputs.words import say

HIDDEN_SHEET = "_postaccred"
ENTRY_KEYS = ("decision", "note", "reviewer", "reviewed")
NAMED = {key: f"pa_{key}" for key in ("id", "finding", *ENTRY_KEYS)}
_TOP = 30  # rows in which the heads of a table are looked for
# What openpyxl raises of a file that is no workbook: not a zip, a part missing, a part that is not XML (a SyntaxError).
_UNREADABLE = (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, SyntaxError, OSError, EOFError)

Row = Sequence[Any]


def read_entries(path: Path) -> Entries:
    """Gives what reviewers wrote into the workbook at `path` and its stamped siblings, one entry per finding.

    A workbook that cannot be read is named in `unreadable`; whoever writes must then set it aside instead of
    replacing it.
    """
    sources: list[EntrySource] = []
    read: list[tuple[str, str]] = []
    unreadable: list[str] = []
    for file in (path, *stamped_siblings(path)):
        if not file.exists():
            continue
        try:
            sources.append(_source(file))
        except _UNREADABLE:
            unreadable.append(file.name)
            continue
        read.append((file.name, hashlib.sha256(file.read_bytes()).hexdigest()))
    return replace(merge(sources), merged=tuple(read), unreadable=tuple(unreadable))


def _source(file: Path) -> EntrySource:
    book = load_workbook(file, read_only=True)
    try:
        entries: list[Entry] = []
        kept: list[KeptEntry] = []
        baseline: tuple[tuple[str, tuple[str, ...]], ...] | None = None
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            if sheet.title == HIDDEN_SHEET:
                baseline = _baseline(sheet)
                continue
            rows = sheet.iter_rows(values_only=True)
            found = _columns(sheet.title, rows, book)
            if found:
                _take(found, entries, kept)
    finally:
        book.close()
    return EntrySource(file.stat().st_mtime, tuple(entries), tuple(kept), baseline)


def _baseline(sheet: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Gives the entries as they stood when the workbook was made."""
    rows = (row for row in sheet.iter_rows(values_only=True) if row and row[0] == "baseline")
    return tuple((typed_text(row[1]), tuple(typed_text(value) for value in row[2:])) for row in rows)


Found = tuple[dict[str, int], dict[int, str], Iterator[Row]]


def _columns(title: str, rows: Iterator[Row], book: Any) -> Found | None:
    """Gives the columns of a table of entries by key, the heads of added columns, and the rows below.

    None for another sheet.
    """
    top: list[Row] = []
    for row in rows:
        keys = {_key(value): index for index, value in enumerate(row) if _key(value)}
        if _holds_entries(keys):
            head = next((row for row in rows if any(row)), ())
            return keys, _added(head, keys), rows
        if keys:
            return None
        top.append(row)
        if len(top) >= _TOP:
            break
    whole = [*top, *rows]
    return _by_names(title, whole, book) or _by_heads(whole)


def _key(value: Any) -> str:
    return value[len(KEY_MARK) :] if isinstance(value, str) and value.startswith(KEY_MARK) else ""


def _holds_entries(keys: dict[str, int]) -> bool:
    return ("id" in keys or "finding" in keys) and any(key in keys for key in ENTRY_KEYS)


def _added(head: Row, keys: dict[str, int]) -> dict[int, str]:
    """Gives the heads of columns that a reviewer added, now or before the workbook was last made."""
    own = {index for key, index in keys.items() if not key.startswith("extra")}
    return {index: typed_text(value) for index, value in enumerate(head) if value and index not in own}


def _by_names(title: str, rows: list[Row], book: Any) -> Found | None:
    """Finds the columns by the workbook's defined names, where the row of keys was deleted."""
    keys: dict[str, int] = {}
    first = 0
    for key, name in NAMED.items():
        defined = book.defined_names.get(name)
        if defined is None or "#REF" in (defined.attr_text or ""):
            continue
        for sheet, cells in defined.destinations:
            if sheet == title:
                column, first, _, _ = range_boundaries(cells.replace("$", ""))
                keys[key] = column - 1
    if not _holds_entries(keys) or first < 2 or first > len(rows) + 1:
        return None
    return keys, _added(rows[first - 2], keys), iter(rows[first - 1 :])


def _by_heads(rows: list[Row]) -> Found | None:
    """Finds the columns by their heads in any language, where nothing else is left."""
    words = {fold(say(f"workbook.{key}", language)): key for key in ("finding", *ENTRY_KEYS) for language in LANGUAGES}
    for number, row in enumerate(rows[:_TOP]):
        keys = {
            words[fold(str(value))]: index for index, value in enumerate(row) if value and fold(str(value)) in words
        }
        if {"finding", "decision", "note"} <= keys.keys():
            return keys, _added(row, keys), iter(rows[number + 1 :])
    return None


def _take(found: Found, entries: list[Entry], kept: list[KeptEntry]) -> None:
    keys, added, rows = found
    ours = "kept_why" in keys
    for row in rows:
        entry = _entry(row, keys, {} if ours or "id" not in keys else added)
        if not entry.finding_id and (entry.is_blank or not entry.finding_text):
            continue
        if ours:
            kept.append(KeptEntry(entry, _why(row, keys)))
        else:
            entries.append(entry)


def _entry(row: Row, keys: dict[str, int], added: dict[int, str]) -> Entry:
    def cell(key: str) -> Any:
        index = keys.get(key)
        return row[index] if index is not None and index < len(row) else None

    extras = ((head, typed_text(row[index])) for index, head in added.items() if index < len(row))
    return Entry(
        finding_id=typed_text(cell("id")),
        finding_text=typed_text(cell("finding")),
        decision=typed_text(cell("decision")),
        note=typed_text(cell("note")),
        name=typed_text(cell("reviewer")),
        day=_day(cell("reviewed")),
        extras=tuple((head, text) for head, text in extras if text),
    )


def _day(value: Any) -> date | str | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else typed_text(value) or None


def _why(row: Row, keys: dict[str, int]) -> str:
    index = keys["kept_why"]
    word = fold(typed_text(row[index])) if index < len(row) else ""
    replaced = {fold(say("workbook.kept_replaced", language)) for language in LANGUAGES}
    return "replaced" if word in replaced else "gone"
