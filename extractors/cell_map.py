"""A table taken apart: which cell owns each place of the grid, so that rows and columns can be joined and spans worked
out anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractors.records import Cell, Table

_NONE = -1


@dataclass(slots=True)
class CellMap:
    """rows: for each place of the grid the index of its cell in `cells`; -1 where the table has none."""

    rows: list[list[int]] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)

    @property
    def width(self) -> int:
        """Gives the number of columns."""
        return max((len(row) for row in self.rows), default=0)

    def table(self, like: Table) -> Table:
        """Gives the table anew, with the place of another."""
        bounds: dict[int, list[int]] = {}
        for r, row in enumerate(self.rows):
            for c, index in enumerate(row):
                if index == _NONE:
                    continue
                if index in bounds:
                    box = bounds[index]
                    box[1], box[2], box[3] = min(box[1], c), r, max(box[3], c)
                else:
                    bounds[index] = [r, c, r, c]
        grid: list[list[Cell | None]] = [[None] * self.width for _ in self.rows]
        for index, (r0, c0, r1, c1) in bounds.items():
            grid[r0][c0] = replace(self.cells[index], rowspan=r1 - r0 + 1, colspan=c1 - c0 + 1)
        return replace(like, rows=tuple(tuple(row) for row in grid))


def map_of(table: Table) -> CellMap:
    """Gives a table taken apart; every row is made as long as the longest."""
    width = max((len(row) for row in table.rows), default=0)
    found = CellMap([[_NONE] * width for _ in table.rows])
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row):
            if cell is None:
                continue
            index = len(found.cells)
            found.cells.append(cell)
            for down in range(r, min(r + max(cell.rowspan, 1), len(table.rows))):
                for across in range(c, min(c + max(cell.colspan, 1), width)):
                    if found.rows[down][across] == _NONE or (down, across) == (r, c):
                        found.rows[down][across] = index
    return found


def widened(parts: CellMap, columns: Sequence[int]) -> CellMap:
    """Gives the map on finer columns. columns: for each new column the old one that covers it."""
    return CellMap([[row[column] for column in columns] for row in parts.rows], parts.cells)
