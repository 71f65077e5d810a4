"""A sheet that is one table: filtered, frozen, printed and protected alike on every sheet.

Above the heads stands a hidden row of keys, one per column ("pa:finding"): by it the program knows its columns again,
whatever a reviewer has renamed, moved or put between.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table

from flows.outputs import styles
from flows.outputs.safe_text import cell_parts, safe_text, starts_formula
from flows.outputs.styles import Look, Painter
from flows.outputs.type_size import INDENT, lines, row_height
from flows.outputs.words import date_format, say

KEY_MARK = "pa:"
KEY_ROW, HEAD_ROW, FIRST_ROW = 3, 4, 5


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell's content with a link. address: of a file, relative to the workbook; target: a cell of this workbook."""

    text: str
    address: str | None = None
    target: str | None = None


Value = str | int | float | date | Shown | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. key: lasting name; head: as shown; width: in spreadsheet units.

    states: words with the status that colours them, for columns of verdicts. reviewer: people write here. extra: a
    column that a
    reviewer added, carried over.
    """

    key: str
    head: str
    width: float
    states: tuple[tuple[str, str], ...] = ()
    reviewer: bool = False
    hidden: bool = False
    centred: bool = False
    bold: bool = False
    number_format: str = "General"


@dataclass(frozen=True, slots=True)
class TableArea:
    """Where a table stands: sheet, its rows and the letter of each column key."""

    sheet: Any
    first: int
    last: int
    letters: dict[str, str]

    def reference(self, key: str) -> str:
        """Gives the cells of a column as a formula names them."""
        letter = self.letters[key]
        title = self.sheet.title.replace("'", "''")
        return f"'{title}'!${letter}${self.first}:${letter}${self.last}"

    def cells(self, key: str) -> str:
        """Gives the cells of a column inside their own sheet."""
        return f"{self.letters[key]}{self.first}:{self.letters[key]}{self.last}"


@dataclass(frozen=True, slots=True)
class TableLook:
    """How a table sheet is laid out.

    frozen: columns that stay in view. paper: 9 is A4, 8 is A3. printed: key of the last column printed.
    """

    name: str
    title: str
    about: str
    tab: str = styles.HEAD
    frozen: int = 1
    paper: int = 9
    printed: str | None = None


def write_table(
    sheet: Any,
    look: TableLook,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    *,
    painter: Painter,
    language: str,
) -> TableArea:
    """Fills the sheet with the table and gives where it stands; an empty table says so in its one row."""
    filled = [part for row in rows for part in _split(row, language)]
    if not filled:
        empty: list[Value] = [None] * len(columns)
        first_shown = next(index for index, column in enumerate(columns) if not column.hidden and column.width >= 12)
        empty[first_shown] = say("workbook.nothing_here", language)
        filled = [tuple(empty)]
    _heads(sheet, look, columns, painter)
    for index, row in enumerate(filled):
        _row(sheet, FIRST_ROW + index, row, columns, painter=painter, language=language)
    area = TableArea(
        sheet,
        FIRST_ROW,
        FIRST_ROW + len(filled) - 1,
        {column.key: get_column_letter(index) for index, column in enumerate(columns, 1)},
    )
    _make_table(area, look, columns)
    _colour_states(area, columns)
    _lay_out(area, look, columns, language)
    return area


def _heads(sheet: Any, look: TableLook, columns: Sequence[Column], painter: Painter) -> None:
    shown = next(index for index, column in enumerate(columns, 1) if not column.hidden)
    for row, text, style, height in ((1, look.title, styles.TITLE, 26), (2, look.about, styles.ABOUT, 18)):
        put_text(sheet.cell(row, shown), text, style, painter)
        sheet.row_dimensions[row].height = height
    sheet.row_dimensions[KEY_ROW].hidden = True
    high = 1
    for index, column in enumerate(columns, 1):
        put_text(sheet.cell(KEY_ROW, index), KEY_MARK + column.key, styles.PLAIN, painter)
        fill = styles.HEAD_REVIEWER if column.reviewer else styles.HEAD
        across = "center" if column.centred else "left"
        put_text(
            sheet.cell(HEAD_ROW, index),
            column.head,
            replace(styles.HEADING, fill=fill, across=across, indent=0 if column.centred else 1),
            painter,
        )
        high = max(high, lines(column.head, column.width - 3, bold=True))
        sheet.column_dimensions[get_column_letter(index)].width = column.width
        sheet.column_dimensions[get_column_letter(index)].hidden = column.hidden
    sheet.row_dimensions[HEAD_ROW].height = row_height(high) + 6


def _look(column: Column, value: Value) -> Look:
    return replace(
        styles.TEXT,
        bold=column.bold,
        fill=styles.TINT_REVIEWER if column.reviewer else None,
        locked=not column.reviewer,
        across="center" if column.centred else "left",
        indent=0 if column.centred else 1,
        number_format=column.number_format,
        ink=styles.LINK if isinstance(value, Shown) and (value.address or value.target) else styles.INK,
        underline=isinstance(value, Shown) and bool(value.address or value.target),
    )


def _row(
    sheet: Any, number: int, row: Sequence[Value], columns: Sequence[Column], *, painter: Painter, language: str
) -> None:
    high = 1
    for index, (column, value) in enumerate(zip(columns, row, strict=True), 1):
        cell = sheet.cell(number, index)
        look = _look(column, value)
        text = value.text if isinstance(value, Shown) else value
        if isinstance(text, str):
            put_text(cell, text, look, painter)
            if not column.hidden:
                high = max(
                    high,
                    lines(
                        text, column.width - (0 if column.centred else INDENT), bold=column.bold or bool(column.states)
                    ),
                )
        else:
            cell.value = text
            painter.paint(cell, replace(look, number_format=date_format(language)) if isinstance(text, date) else look)
        if isinstance(value, Shown):
            add_link(cell, value)
    sheet.row_dimensions[number].height = row_height(high)


def put_text(cell: Any, text: str, look: Look, painter: Painter) -> None:
    """Puts a text into a cell as text, whatever it begins with."""
    shown = safe_text(text)
    cell.value = shown
    cell.data_type = "s"
    painter.paint(cell, replace(look, quote=True) if starts_formula(text) else look)


def add_link(cell: Any, shown: Shown) -> None:
    """Makes the cell lead to a file or to another cell."""
    if shown.target:
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=shown.target)
    elif shown.address:
        cell.hyperlink = Hyperlink(ref=cell.coordinate, target=shown.address)
        cell.hyperlink.target = shown.address


def _split(row: Sequence[Value], language: str) -> list[tuple[Value, ...]]:
    """Gives the row, followed by rows that continue texts too long for a cell.

    Those name the row that they continue.
    """
    if not any(isinstance(value, str) and len(value) > 15_000 for value in row):
        return [tuple(row)]
    parts = [cell_parts(safe_text(value)) if isinstance(value, str) else (value,) for value in row]
    count = max(len(part) for part in parts)
    numbered = next((index for index, value in enumerate(row) if isinstance(value, int)), None)
    found: list[tuple[Value, ...]] = []
    for part in range(count):
        values = [_part(texts, part, language) for texts in parts]
        if part and numbered is not None:
            number = str(row[numbered])
            values[numbered] = say("workbook.continued", language, number=number, part=part + 1, parts=count)
        found.append(tuple(values))
    return found


def _part(texts: Sequence[Value], part: int, language: str) -> Value:
    if part >= len(texts):
        return None
    text = texts[part]
    return f"{text}{say('workbook.continues', language)}" if part + 1 < len(texts) else text


def _make_table(area: TableArea, look: TableLook, columns: Sequence[Column]) -> None:
    last = get_column_letter(len(columns))
    table = Table(displayName=f"pa_{look.name}", ref=f"A{HEAD_ROW}:{last}{area.last}")
    area.sheet.add_table(table)


def _colour_states(area: TableArea, columns: Sequence[Column]) -> None:
    """Colours verdict words by their own cell, so that sorting carries the colour along."""
    for column in columns:
        for word, status in column.states:
            fill, ink = styles.state_colours(status)
            first = f"{area.letters[column.key]}{area.first}"
            quoted = word.replace('"', '""')
            rule = FormulaRule(
                formula=[f'{first}="{quoted}"'],
                fill=PatternFill("solid", start_color=fill, end_color=fill),
                font=Font(color=ink, bold=True),
            )
            area.sheet.conditional_formatting.add(area.cells(column.key), rule)


def guard_computed(area: TableArea, columns: Sequence[Column], language: str) -> None:
    """Turns away typing into computed cells, which must stay open to sorting."""
    keys = [column.key for column in columns if not column.reviewer]
    check = DataValidation(
        type="custom",
        formula1="FALSE",
        allow_blank=False,
        showErrorMessage=True,
        error=say("workbook.computed_hint", language),
    )
    area.sheet.add_data_validation(check)
    for key in keys:
        check.add(area.cells(key))


def _lay_out(area: TableArea, look: TableLook, columns: Sequence[Column], language: str) -> None:
    sheet = area.sheet
    sheet.freeze_panes = f"{get_column_letter(look.frozen + 1)}{FIRST_ROW}"
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 100
    sheet.sheet_properties.tabColor = look.tab
    printed = area.letters[look.printed] if look.printed else get_column_letter(len(columns))
    set_page(sheet, language, paper=look.paper)
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.print_area = f"A1:{printed}{area.last}"
    protect(sheet)


def set_page(sheet: Any, language: str, *, paper: int = 9, landscape: bool = True) -> None:
    """Sets the printed page: landscape, as wide as the paper, numbered."""
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = paper
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom = 0.5, 0.6
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.left.text = "&A"
    sheet.oddFooter.right.text = say("workbook.page_of", language, page="&P", pages="&N")
    sheet.oddFooter.left.size = sheet.oddFooter.right.size = 8


def protect(sheet: Any) -> None:
    """Protects the sheet against slips, without a password; sorting, filtering and widening stay allowed."""
    protection = sheet.protection
    protection.sheet = True
    for allowed in ("sort", "autoFilter", "formatColumns", "formatRows", "insertColumns"):
        setattr(protection, allowed, False)
