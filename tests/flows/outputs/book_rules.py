"""What Excel asks of a workbook and openpyxl does not check: a file that breaks one of these opens with a repair."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

ORDER = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetProtection"),
    *("protectedRanges", "mergeCells", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions"),
    *("pageMargins", "pageSetup", "headerFooter", "rowBreaks", "drawing", "legacyDrawing", "tableParts"),
)


def broken_rules(path: Path) -> list[str]:
    """Gives each rule that the workbook breaks, in words; empty for a sound one."""
    book = load_workbook(path)
    return [*_parts(path), *_names(book), *(text for sheet in book.worksheets for text in _sheet(sheet))]


def _parts(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            root = etree.fromstring(archive.read(name))
            if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name):
                found = [etree.QName(child).localname for child in root]
                places = [ORDER.index(part) for part in found]
                if places != sorted(places):
                    yield f"{name}: parts out of order: {found}"


def _names(book: Any) -> Iterator[str]:
    tables = [table.displayName for sheet in book.worksheets for table in sheet.tables.values()]
    if len(tables) != len(set(tables)):
        yield "two tables of one name"
    titles = {sheet.title for sheet in book.worksheets}
    for title in titles:
        if len(title) > 31 or re.search(r"[\[\]:*?/\\]", title):
            yield f"sheet name {title}"
    for name, defined in book.defined_names.items():
        for title, _ in defined.destinations:
            if title not in titles:
                yield f"name {name} leads to no sheet"


def _sheet(sheet: Any) -> Iterator[str]:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                yield f"{sheet.title}!{cell.coordinate} is a formula"
            if isinstance(cell.value, str) and len(cell.value.encode("utf-16-le")) // 2 > 32_767:
                yield f"{sheet.title}!{cell.coordinate} is too long"
    for table in sheet.tables.values():
        yield from _table(sheet, table)
    for check in sheet.data_validations.dataValidation:
        if len(check.formula1 or "") > 255 or len(check.error or "") > 225:
            yield f"{sheet.title}: a list or an error message is too long"
    for number, row in sheet.row_dimensions.items():
        if row.height and row.height > 409.5:
            yield f"{sheet.title}: row {number} is too high"
    boxes = [range_boundaries(str(merged)) for merged in sheet.merged_cells.ranges]
    for index, box in enumerate(boxes):
        if any(_overlap(box, other) for other in boxes[index + 1 :]):
            yield f"{sheet.title}: merged cells overlap"


def _table(sheet: Any, table: Any) -> Iterator[str]:
    left, top, right, bottom = range_boundaries(table.ref)
    heads = [sheet.cell(top, column).value for column in range(left, right + 1)]
    if heads != [column.name for column in table.tableColumns]:
        yield f"{sheet.title}: heads differ from the table's columns"
    if len({str(head).casefold() for head in heads}) != len(heads):
        yield f"{sheet.title}: two heads alike"
    if bottom <= top:
        yield f"{sheet.title}: a table without a row"
    if not table.autoFilter:
        yield f"{sheet.title}: a table without a filter"


def _overlap(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
