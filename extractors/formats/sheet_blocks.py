"""A spreadsheet's page → paragraphs and tables: titles and signatures stand apart from the grid between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from extractors.records import Cell, Paragraph, Place, Table

Area = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class SheetCell:
    """What one cell shows. fill: "RRGGBB" or None. bordered: ruled at any side."""

    text: str
    fill: str | None = None
    bold: bool = False
    bordered: bool = False


@dataclass(slots=True)
class Sheet:
    """A page of a spreadsheet. cells: by 1-based row and column. merges: top, left, bottom, right, 1-based, inclusive.

    heads: rows that are printed on top of every page.
    """

    name: str
    cells: dict[tuple[int, int], SheetCell] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    heads: range = range(0)
    _by_row: dict[int, list[int]] = field(default_factory=dict)
    _ruled: set[int] = field(default_factory=set)
    _coloured: set[int] = field(default_factory=set)

    def filled(self, row: int) -> list[int]:
        """Gives the columns of a row that hold text; the sheet must be complete by then."""
        if not self._by_row:
            for place in sorted(place for place, cell in self.cells.items() if cell.text):
                self._by_row.setdefault(place[0], []).append(place[1])
        return self._by_row.get(row, [])

    def is_ruled(self, row: int) -> bool:
        """Tells whether some cell of a row is ruled."""
        if not self._ruled:
            self._ruled.update(row for (row, _), cell in self.cells.items() if cell.bordered)
        return row in self._ruled

    def is_coloured(self, row: int) -> bool:
        """Tells whether some cell of a row is coloured."""
        if not self._coloured:
            self._coloured.update(row for (row, _), cell in self.cells.items() if cell.fill not in (None, "FFFFFF"))
        return row in self._coloured


@dataclass(slots=True)
class _Part:
    """Rows of a sheet that belong together, first to last, and whether they are a table."""

    first: int
    last: int
    is_table: bool
    columns: tuple[int, int] = (0, 0)


def sheet_blocks(sheet: Sheet, file: str, paragraphs: int, tables: int) -> Iterator[Paragraph | Table]:
    """Gives the blocks of a sheet; numbers go on after the `paragraphs` and `tables` of the sheets before."""
    for part in _parts(sheet):
        if part.is_table:
            tables += 1
            yield _table(sheet, part, Place(file, table=tables))
            continue
        for row in range(part.first, part.last + 1):
            for column in sheet.filled(row):
                paragraphs += 1
                cell = sheet.cells[row, column]
                yield Paragraph(cell.text, Place(file, paragraph=paragraphs), bold=cell.bold)


def _parts(sheet: Sheet) -> list[_Part]:
    """Cuts the sheet at blank rows; parts of one table that blank rows split are put together again."""
    parts: list[_Part] = []
    for first, last in _stretches(sheet):
        for part in _without_titles(sheet, first, last):
            before = parts[-1] if parts else None
            if before and before.is_table and part.is_table and before.columns == part.columns:
                before.last = part.last
            else:
                parts.append(part)
    return parts


def _stretches(sheet: Sheet) -> list[tuple[int, int]]:
    """Gives the first and last rows between which no row is blank; a ruled or merged row is not."""
    used = {row for (row, _), cell in sheet.cells.items() if cell.text or cell.bordered}
    for top, left, bottom, _ in sheet.merges:
        origin = sheet.cells.get((top, left))
        if origin is not None and origin.text:
            used.update(range(top, bottom + 1))
    found: list[tuple[int, int]] = []
    for row in sorted(used):
        if found and row == found[-1][1] + 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found


def _without_titles(sheet: Sheet, first: int, last: int) -> Iterator[_Part]:
    """Cuts lines of one text each, above and below the grid, off the table; ruled lines belong to it."""
    top, bottom = first, last
    while top <= last and _is_line(sheet, top):
        top += 1
    # A banner of a title is coloured, and so is a chart's bar: above the grid it is the one, below the other.
    while bottom > top and _is_line(sheet, bottom) and not sheet.is_coloured(bottom):
        bottom -= 1
    if top > last or not any(len(sheet.filled(row)) > 1 for row in range(top, bottom + 1)):
        yield _Part(first, last, False)
        return
    if top > first:
        yield _Part(first, top - 1, False)
    columns = [column for row in range(top, bottom + 1) for column in sheet.filled(row)]
    yield _Part(top, bottom, True, (min(columns), max(columns)))
    if bottom < last:
        yield _Part(bottom + 1, last, False)


def _is_line(sheet: Sheet, row: int) -> bool:
    return len(sheet.filled(row)) <= 1 and not sheet.is_ruled(row)


def _table(sheet: Sheet, part: _Part, place: Place) -> Table:
    """Gives the grid; columns without any text are the white space between columns, or the inside of merged ones."""
    rows = [row for row in range(part.first, part.last + 1) if _is_kept(sheet, row)]
    columns = sorted({column for row in rows for column in sheet.filled(row)})
    origins, covered = _merged(sheet, rows, columns)
    grid: list[tuple[Cell | None, ...]] = []
    for index, row in enumerate(rows, start=1):
        line: list[Cell | None] = []
        for number, column in enumerate(columns, start=1):
            at = replace(place, row=index, column=number)
            spans = origins.get((row, column), (1, 1))
            line.append(None if (row, column) in covered else _cell(sheet, (row, column), at, spans))
        grid.append(tuple(line))
    return Table(tuple(grid), place)


def _is_kept(sheet: Sheet, row: int) -> bool:
    if sheet.filled(row):
        return True
    return any(top < row <= bottom and (top, left) in sheet.cells for top, left, bottom, _ in sheet.merges)


def _merged(
    sheet: Sheet, rows: list[int], columns: list[int]
) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """Gives rowspan and colspan of the cells that begin a merge, and the places that merges cover."""
    kept_rows, kept_columns = set(rows), set(columns)
    origins: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for top, first, bottom, last in sheet.merges:
        down = [row for row in range(top, bottom + 1) if row in kept_rows]
        across = [column for column in range(first, last + 1) if column in kept_columns]
        if top in kept_rows and first in kept_columns:
            origins[top, first] = (len(down), len(across))
            covered |= {(row, column) for row in down for column in across} - {(top, first)}
    return origins, covered


def _cell(sheet: Sheet, at: tuple[int, int], place: Place, spans: tuple[int, int]) -> Cell:
    shown = sheet.cells.get(at, SheetCell(""))
    paragraphs = (Paragraph(shown.text, place, bold=shown.bold),) if shown.text else ()
    return Cell(
        shown.text,
        place,
        rowspan=spans[0],
        colspan=spans[1],
        header=at[0] in sheet.heads,
        paragraphs=paragraphs,
        fill=shown.fill,
    )
