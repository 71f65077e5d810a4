"""What openpyxl cannot write itself, put into the saved workbook."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")
_TABLE = re.compile(rb"<tablePart ")
_BODY = re.compile(rb'<pane[^>]*topLeftCell="[A-Z]+(\d+)"')
_ROWS = re.compile(rb'<dimension ref="[A-Z]+\d+:([A-Z]+)(\d+)"')
_PROTECTION = re.compile(rb"<sheetProtection[^>]*/>")


def allow_sorting(content: bytes) -> bytes:
    """Gives the workbook with the rows of each table opened to sorting.

    Excel sorts a protected sheet only where all cells of the range may be edited; a range without a password says so
    and leaves
    the sheet protected all around it. openpyxl has no such range.
    """
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            part = old.read(item)
            if _SHEET.fullmatch(item.filename) and _TABLE.search(part):
                part = _with_range(part)
            new.writestr(item, part, compress_type=zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _with_range(sheet: bytes) -> bytes:
    body, rows = _BODY.search(sheet), _ROWS.search(sheet)
    if not body or not rows:
        return sheet
    cells = b"A" + body.group(1) + b":" + rows.group(1) + rows.group(2)
    allowed = b'<protectedRanges><protectedRange sqref="' + cells + b'" name="rows"/></protectedRanges>'
    return _PROTECTION.sub(lambda found: found.group() + allowed, sheet, count=1)
