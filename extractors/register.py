"""The agency's own list (реестр / тизме): register.xlsx as people keep it → one row per accreditation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils.datetime import from_excel
from openpyxl.utils.exceptions import InvalidFileException

from extractors.errors import DamagedError, EncryptedError, UnknownFormatError
from extractors.languages.dates import dates_in
from extractors.languages.letters import fold
from extractors.lexicon import LANGUAGES, topic
from extractors.records import Place, Reason
from extractors.register_heads import head_rows, plain

DATE_FIELDS = frozenset(
    ("certificate_date", "certificate_expiry", "order_date", "visit_date", "plan_received", "report_received")
)
_SERIAL_DAYS = range(30000, 75000)  # Excel's numbers for the years 1982 to 2105: a date whose format was lost


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One accreditation as the agency's list has it; None where a cell is empty or not read.

    place: file and row of the sheet. level: as in CaseCard where its word is known, else as written.
    """

    place: Place
    organisation: str | None = None
    programme: str | None = None
    code: str | None = None
    level: str | None = None
    form: str | None = None
    term_years: int | None = None
    certificate_no: str | None = None
    certificate_date: date | None = None
    certificate_expiry: date | None = None
    order_date: date | None = None
    visit_date: date | None = None
    plan_received: date | None = None
    report_received: date | None = None
    referent: str | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """The rows of the list, and what of it could not be understood."""

    rows: tuple[RegisterRow, ...]
    problems: tuple[Reason, ...] = ()


ROW_FIELDS = frozenset(field.name for field in fields(RegisterRow)) - {"place"}


def read_register(path: Path) -> Register:
    """Gives the rows of the first sheet that has a register's head, wherever on the sheet the head stands.

    Raises: EncryptedError, DamagedError, UnknownFormatError.
    """
    workbook = _open(path)
    try:
        for sheet in workbook.worksheets:
            grid = _grid(sheet)
            head = head_rows(grid)
            if head is not None:
                return _rows(path.name, grid[head.last + 1 :], head.last + 2, head.columns)
    finally:
        workbook.close()
    return Register((), (Reason("register.no_head", (("file", path.name),)),))


def _open(path: Path) -> Any:
    with path.open("rb") as stream:
        start = stream.read(8)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        # Excel wraps a workbook with a password into the container of the old format.
        if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
            raise EncryptedError(path.name)
        raise UnknownFormatError(path.name)
    if not start.startswith(b"PK"):
        raise UnknownFormatError(path.name)
    try:
        return openpyxl.load_workbook(path, data_only=True)
    except InvalidFileException as error:
        raise UnknownFormatError(path.name) from error
    except (BadZipFile, KeyError, ValueError, OSError, EOFError) as error:
        raise DamagedError(path.name, cause=str(error)[:80]) from error


def _grid(sheet: Any) -> list[list[Any]]:
    """Gives the cells row by row; a merged cell says its value in every row that it spans."""
    grid = [list(row) for row in sheet.iter_rows(values_only=True)]
    for merged in sheet.merged_cells.ranges:
        top, left = merged.min_row - 1, merged.min_col - 1
        for row in grid[top : merged.max_row]:
            row[left : merged.max_col] = [grid[top][left]] * (merged.max_col - left)
    return grid


def _rows(file: str, grid: Sequence[Sequence[Any]], first: int, columns: dict[str, int]) -> Register:
    rows: list[RegisterRow] = []
    problems: list[Reason] = []
    organisation: str | None = None
    for number, cells in enumerate(grid, start=first):
        if not _is_entry(cells, columns):
            continue
        row = _row(Place(file, row=number), cells, columns, problems)
        if row.organisation is None and organisation is not None:
            # People write the institution once above its programmes.
            row = replace(row, organisation=organisation)
        organisation = row.organisation
        rows.append(row)
    return Register(tuple(rows), (*problems, *_doubles(rows)))


def _doubles(rows: Sequence[RegisterRow]) -> list[Reason]:
    """Names certificates that stand in several rows: one of the rows is a slip."""
    places: dict[str, list[RegisterRow]] = {}
    for row in rows:
        if row.certificate_no:
            places.setdefault(plain(row.certificate_no), []).append(row)
    return [
        Reason(
            "register.certificate_twice",
            (
                ("certificate", same[0].certificate_no or ""),
                ("file", same[0].place.file),
                ("rows", ", ".join(str(row.place.row) for row in same)),
            ),
        )
        for same in places.values()
        if len(same) > 1
    ]


def _is_entry(cells: Sequence[Any], columns: dict[str, int]) -> bool:
    """Tells a row of the list from blank rows, rows of column numbers, titles across the sheet and totals."""
    filled = [cell for cell in cells if cell is not None and str(cell).strip()]
    if len({str(cell).strip() for cell in filled}) < 2:
        return False
    if all(isinstance(cell, int) for cell in filled) and len(filled) > 3:
        return False
    if _starts_totals(str(filled[0])):
        return False
    named = ("organisation", "programme", "certificate_no")
    return any(_text(cells, columns.get(name)) is not None for name in named)


def _starts_totals(text: str) -> bool:
    totals = {plain(word) for language in LANGUAGES for word in topic("register", language).get("totals", ())}
    return plain(text) in totals


def _text(cells: Sequence[Any], column: int | None) -> str | None:
    if column is None or column >= len(cells) or cells[column] is None:
        return None
    value = cells[column]
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = re.sub(r"\s+", " ", str(value)).strip()
    return text if any(character.isalnum() for character in text) else None


def _row(place: Place, cells: Sequence[Any], columns: dict[str, int], problems: list[Reason]) -> RegisterRow:
    values: dict[str, Any] = {}
    for name, column in columns.items():
        if name not in ROW_FIELDS:
            continue
        text = _text(cells, column)
        if text is None:
            continue
        value = _value(name, cells[column], text)
        if value is None:
            where = (("column", name), ("file", place.file), ("row", str(place.row)), ("text", text))
            problems.append(Reason("register.cell_not_read", where))
        else:
            values[name] = value
    return RegisterRow(place, **values)


def _value(name: str, raw: Any, text: str) -> date | int | str | None:
    if name in DATE_FIELDS:
        return _day(raw, text)
    if name == "term_years":
        return _years(text)
    if name == "level":
        return level_of(text) or text
    return text


def _day(raw: Any, text: str) -> date | None:
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    if isinstance(raw, int | float) and int(raw) in _SERIAL_DAYS:
        stamp = from_excel(raw)
        return stamp.date() if isinstance(stamp, datetime) else None
    # «май 2026» says no day: it is shown as not read, for the referent to complete.
    return next((mention.day for mention in dates_in(text) if mention.precision == "day"), None)


def _years(text: str) -> int | None:
    found = re.search(r"\d+", text)
    return int(found.group()) if found else None


def level_of(text: str) -> str | None:
    """Gives the level of education that a register's word means («СПО», «жогорку»), None for other words."""
    said = fold(text)
    for language in LANGUAGES:
        for level, words in topic("register", language).get("levels", {}).items():
            if any(re.search(rf"\b{re.escape(fold(word))}", said) for word in words):
                return str(level)
    return None
