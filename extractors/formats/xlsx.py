"""XLSX (openpyxl) and XLS, ODS (calamine): every visible sheet as its titles and its table."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

import openpyxl
from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from extractors.errors import DamagedError, EncryptedError, LimitError, RefusedError
from extractors.formats.cell_values import shown
from extractors.formats.fingerprint import sha256
from extractors.formats.office_package import OfficePackage
from extractors.formats.sheet_blocks import Sheet, SheetCell, sheet_blocks
from extractors.formats.sheet_extras import fill_of, heads_and_feet, shape_texts, theme_colours
from extractors.formats.signature import media_of
from extractors.languages.letters import clean
from extractors.records import Document, Paragraph, ParagraphKind, Place, Problem, Table

_MOST_CELLS = 2_000_000
# Pixels; a smaller picture is a logo or a stamp.
_PAPER = 400
_DOCTYPE = b"<!DOCTYPE"
_BROKEN = (BadZipFile, KeyError, ValueError, TypeError, IndexError, AttributeError, OSError, EOFError, ParseError)


_Formulas = dict[str, list[tuple[int, int]]]


@dataclass(slots=True)
class _Book:
    """The visible sheets, the names of the hidden ones, how many formulas hold no value; words in shapes by sheet."""

    sheets: list[Sheet] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    blank_formulas: int = 0
    hidden_cells: dict[str, int] = field(default_factory=dict)
    comments: int = 0
    pictures: int = 0
    shapes: dict[str, list[str]] = field(default_factory=dict)
    running: list[str] = field(default_factory=list)


def read(path: Path, file: str) -> Document:
    """Gives the sheets in their order, each as its titles and its table; its name is a heading where there are several.

    Dates are written as 01.09.2025. media: "xlsx" also for XLS and ODS.
    Raises: DamagedError, EncryptedError, RefusedError, LimitError.
    """
    book = _modern_or_plain(path, file) if media_of(path) == "xlsx" else _other(path, file)
    blocks = tuple(_blocks(book, file))
    problems = [Problem("hidden_sheet_left_out", values=(("file", file), ("sheet", name))) for name in book.hidden]
    problems += [
        Problem("hidden_cells_read", values=(("count", str(count)), ("file", file), ("sheet", name)))
        for name, count in book.hidden_cells.items()
    ]
    for code, count, is_unread in (
        ("comments_left_out", book.comments, False),
        ("picture_not_read", book.pictures, True),
    ):
        if count:
            problems.append(Problem(code, unread=is_unread, values=(("count", str(count)), ("file", file))))
    if book.blank_formulas:
        values = (("count", str(book.blank_formulas)), ("file", file))
        problems.append(Problem("formula_without_value", unread=True, values=values))
    texts = [cell.text for sheet in book.sheets for cell in sheet.cells.values()]
    return Document(
        file=file,
        sha256=sha256(path),
        media="xlsx",
        blocks=blocks,
        running=tuple(dict.fromkeys(book.running)),
        problems=tuple(problems),
        raw_characters=sum(len("".join(text.split())) for text in texts),
    )


def _blocks(book: _Book, file: str) -> Iterator[Paragraph | Table]:
    paragraphs = tables = 0
    filled = [
        sheet for sheet in book.sheets if sheet.name in book.shapes or any(cell.text for cell in sheet.cells.values())
    ]
    for sheet in filled:
        if len(filled) > 1:
            paragraphs += 1
            yield Paragraph(clean(sheet.name), Place(file, paragraph=paragraphs), ParagraphKind.HEADING, 1)
        for text in book.shapes.get(sheet.name, ()):
            paragraphs += 1
            yield Paragraph(text, Place(file, paragraph=paragraphs))
        for block in sheet_blocks(sheet, file, paragraphs, tables):
            paragraphs += isinstance(block, Paragraph)
            tables += isinstance(block, Table)
            yield block


def _modern_or_plain(path: Path, file: str) -> _Book:
    """Reads an XLSX; calamine, which asks less of a file, reads those whose styles openpyxl cannot make out."""
    formulas, shapes = _checked(path, file)
    try:
        return _modern(_opened(path, file, data_only=True), file, formulas, shapes)
    except _BROKEN as error:
        damage = DamagedError(file, cause=f"{type(error).__name__}: {error}")
    except DamagedError as error:
        damage = error
    try:
        return _other(path, file)
    except DamagedError:
        raise damage from None


def _modern(workbook: Any, file: str, formulas: _Formulas, shapes: dict[str, list[str]]) -> _Book:
    """Reads the sheets with the values that their formulas were saved with."""
    book = _Book(shapes=shapes)
    theme = theme_colours(workbook.loaded_theme)
    for sheet in workbook.worksheets:
        if sheet.sheet_state != "visible":
            book.hidden.append(sheet.title)
            continue
        if len(sheet._cells) > _MOST_CELLS:
            raise LimitError(file, cause=f"{len(sheet._cells)} cells")
        book.sheets.append(_sheet(sheet, theme))
        book.comments += sum(cell.comment is not None for cell in sheet._cells.values())
        book.pictures += sum(picture.width >= _PAPER and picture.height >= _PAPER for picture in sheet._images)
        if count := _hidden_cells(sheet):
            book.hidden_cells[sheet.title] = count
        book.running.extend(heads_and_feet(sheet))
        book.blank_formulas += sum(
            sheet.cell(row, column).value is None for row, column in formulas.get(sheet.title, ())
        )
    return book


def _checked(path: Path, file: str) -> tuple[_Formulas, dict[str, list[str]]]:
    """Refuses bombs before openpyxl unpacks them; gives the places of formulas and the words in shapes, by sheet.

    Raises: DamagedError, EncryptedError, RefusedError.
    """
    has_formulas = False
    with OfficePackage(path, file) as package:
        for name in package.names():
            if name.endswith((".xml", ".rels")):
                data = package.bytes(name)
                if _DOCTYPE in data[:4096]:
                    raise RefusedError(file, cause="XML: DOCTYPE")
                has_formulas = has_formulas or (name.startswith("xl/worksheets/") and b"<f" in data)
        shapes = shape_texts(package)
    return (_formulas(path, file) if has_formulas else {}), shapes


def _opened(path: Path, file: str, *, data_only: bool) -> Any:
    """Gives the workbook; it is handed over open, since openpyxl goes by the suffix of a name.

    Raises: DamagedError.
    """
    try:
        with path.open("rb") as stream, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of parts that do not print (validation, extensions)
            return openpyxl.load_workbook(stream, data_only=data_only)
    except (*_BROKEN, etree.XMLSyntaxError) as error:
        raise DamagedError(file, cause=f"{type(error).__name__}: {error}") from error


def _formulas(path: Path, file: str) -> _Formulas:
    workbook = _opened(path, file, data_only=False)
    return {
        sheet.title: [place for place, cell in sheet._cells.items() if cell.data_type == "f"]
        for sheet in workbook.worksheets
    }


def _sheet(source: Any, theme: tuple[str, ...]) -> Sheet:
    sheet = Sheet(source.title)
    for place, cell in source._cells.items():
        text = clean(shown(cell.value, cell.number_format)).strip()
        target = cell.hyperlink.target if cell.hyperlink is not None else None
        if target and target.lower().startswith("http") and text and target not in text and "." not in text:
            text = f"{text} ({target})"
        fill = fill_of(cell, theme)
        bordered = any(side is not None and side.style for side in _sides(cell))
        if text or bordered or fill:
            sheet.cells[place] = SheetCell(text, fill, bool(cell.font.b), bordered)
    for area in source.merged_cells.ranges:
        sheet.merges.append((area.min_row, area.min_col, area.max_row, area.max_col))
    heads = source.print_title_rows
    if heads:
        first, _, last = heads.replace("$", "").partition(":")
        sheet.heads = range(int(first), int(last or first) + 1)
    return sheet


def _hidden_cells(source: Any) -> int:
    """Counts the filled cells that stand in hidden rows or columns; they are read, since a filter hides rows too."""
    rows = {row for row, size in source.row_dimensions.items() if size.hidden}
    columns = {
        column
        for size in source.column_dimensions.values()
        if size.hidden and size.min and size.max
        for column in range(size.min, size.max + 1)
    }
    filled = (place for place, cell in source._cells.items() if cell.value is not None)
    return sum(row in rows or column in columns for row, column in filled)


def _sides(cell: Any) -> tuple[Any, ...]:
    border = cell.border
    return (border.left, border.right, border.top, border.bottom)


def _other(path: Path, file: str) -> _Book:
    """Reads an XLS or ODS; calamine gives values and merges, not formats."""
    book = _Book()
    try:
        with CalamineWorkbook.from_path(str(path)) as workbook:
            for metadata in workbook.sheets_metadata:
                if metadata.typ != SheetTypeEnum.WorkSheet:
                    continue
                if metadata.visible != SheetVisibleEnum.Visible:
                    book.hidden.append(metadata.name)
                    continue
                book.sheets.append(_plain_sheet(workbook.get_sheet_by_name(metadata.name)))
    except PasswordError as error:
        raise EncryptedError(file) from error
    except (CalamineError, OSError, ValueError) as error:
        raise DamagedError(file, cause=str(error)) from error
    return book


def _plain_sheet(source: Any) -> Sheet:
    sheet = Sheet(source.name)
    for row, line in enumerate(source.to_python(skip_empty_area=False), start=1):
        for column, value in enumerate(line, start=1):
            text = clean(shown(value)).strip()
            if text:
                sheet.cells[row, column] = SheetCell(text)
    for (top, left), (bottom, right) in source.merged_cell_ranges or ():
        sheet.merges.append((top + 1, left + 1, bottom + 1, right + 1))
    return sheet
