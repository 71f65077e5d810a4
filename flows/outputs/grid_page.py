"""A page laid out on a grid of columns, for sheets that are read like a page and not like a table."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break

from flows.outputs import styles
from flows.outputs.styles import Look, Painter
from flows.outputs.table_sheet import Shown, add_link, put_text
from flows.outputs.type_size import INDENT, lines, row_height

# Points: of the printed part of a landscape A4 page, of a unit of column width, of a row that nothing has made higher.
_PRINTED_WIDTH, _PRINTED_HEIGHT = 784.0, 516.0
_POINTS_PER_WIDTH = 5.25
_PLAIN_ROW = 12.75

Content = str | int | float | Shown | None


_SECTION = Look(size=11, bold=True, ink=styles.PAPER, fill=styles.HEAD, rule=False, down="center", indent=1)


class GridPage:
    """Fills a sheet row by row; each text may span columns, and each row grows to its longest text.

    row: the row being filled. widths: of the columns from A, in spreadsheet units.
    """

    def __init__(self, sheet: Any, widths: tuple[float, ...], painter: Painter) -> None:
        self.sheet, self.painter, self.widths = sheet, painter, widths
        self.row = 1
        self._heights: dict[int, float] = {}
        self._page_start = 1
        # The page is fitted to its width: the wider the grid, the more rows go on a printed page.
        self._page_height = _PRINTED_HEIGHT * sum(widths) * _POINTS_PER_WIDTH / _PRINTED_WIDTH
        for index, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(index)].width = width
        sheet.sheet_view.showGridLines = False

    def put(self, first: str, last: str, content: Content, look: Look = styles.TEXT, *, rows: int = 1) -> Any:
        """Puts the content into the columns `first` to `last` of the current row, over so many rows; gives the cell."""
        sheet = self.sheet
        if look.rule:  # a row of a list: text stands off the edge and in the middle of its height
            look = replace(look, indent=1 if look.across == "left" else 0, down="center")
        left, right = (sheet[f"{letter}1"].column for letter in (first, last))
        for down in range(rows):
            for column in range(left, right + 1):
                self.painter.paint(sheet.cell(self.row + down, column), look)
        cell = sheet.cell(self.row, left)
        linked = isinstance(content, Shown) and bool(content.address or content.target)
        if linked:
            look = replace(look, ink=styles.LINK, underline=True)
        text = content.text if isinstance(content, Shown) else content
        if isinstance(text, str):
            put_text(cell, text, look, self.painter)
            if rows == 1 and look.wrap:
                room = sum(self.widths[left - 1 : right]) - INDENT * look.indent
                count = lines(text, room, size=look.size, bold=look.bold)
                self.heighten(row_height(count, size=look.size))
        else:
            cell.value = text
        if isinstance(content, Shown):
            add_link(cell, content)
        if left != right or rows > 1:
            sheet.merge_cells(start_row=self.row, end_row=self.row + rows - 1, start_column=left, end_column=right)
        return cell

    def heighten(self, height: float) -> None:
        """Makes the current row at least so high, in points."""
        known = self._heights.get(self.row, 0.0)
        self._heights[self.row] = max(known, height)
        self.sheet.row_dimensions[self.row].height = self._heights[self.row]

    def keep_together(self, first: int) -> None:
        """Lets the rows from `first` on begin a new printed page, where the end of this one would cut them."""
        before = sum(self._heights.get(row, _PLAIN_ROW) for row in range(self._page_start, first))
        own = sum(self._heights.get(row, _PLAIN_ROW) for row in range(first, self.row))
        if before + own > self._page_height and first > self._page_start:
            self.sheet.row_breaks.append(Break(id=first - 1))
            self._page_start = first

    def next(self, rows: int = 1) -> None:
        """Goes on to a further row."""
        self.row += rows

    def section(self, first: str, last: str, text: str) -> None:
        """Puts the name of a section with a line under it, and goes on to the next row."""
        self.put(first, last, text, _SECTION)
        self.heighten(20)
        self.next()
