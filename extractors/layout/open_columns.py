"""Columns without rules of their own: rows that only level rules part, in a box, or under a head that is ruled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from extractors.layout.grids import Grid, Room
from extractors.layout.lines import Line, lines_of
from extractors.layout.rivers import Run, runs_of
from extractors.layout.unruled import is_table
from extractors.page_content import Word
from extractors.records import Cell, Table

# Share of a box's rows in which the same columns must show.
_MOST = 0.5
# Shares of the letter size: a blank at a column's edge is no space between words.
_GAP = 0.45
# Letter sizes between a ruled head and the rows below it.
_NEAR = 2.2
_DEEPEST_HEAD = 3


def may_be_open(grid: Grid) -> bool:
    """Tells whether a grid has rows without upright rules; most have none, and need no look at their words."""
    columns = len(grid.xs) - 1
    return columns == 1 or sum(room.colspan == columns for room in grid.rooms) >= 2


def with_open_columns(grid: Grid, words: Sequence[Word]) -> Grid:
    """Gives the grid with rooms cut into columns where nothing but white parts these."""
    upright = [word for word in words if not word.angle]
    rows = _by_row(grid, upright)
    if len(grid.xs) == 2:
        return _cut_by_rivers(grid, rows)
    return _cut_under_head(grid, rows)


def _by_row(grid: Grid, words: Sequence[Word]) -> dict[int, list[Word]]:
    rows: dict[int, list[Word]] = defaultdict(list)
    for word in words:
        rows[grid.place((word.x0 + word.x1) / 2, (word.top + word.bottom) / 2)[0]].append(word)
    return rows


def _cut_by_rivers(grid: Grid, rows: dict[int, list[Word]]) -> Grid:
    """Gives a box of level rules with the columns that white rivers show through most of its rows."""
    count = len(grid.ys) - 1
    if count < 2 or any(room.rowspan > 1 for room in grid.rooms):
        return grid
    lines = [line for row in sorted(rows) for line in lines_of(rows[row])]
    runs = [item for item in runs_of(lines, grid.ys[1:]) if isinstance(item, Run)]
    if not runs:
        return grid
    run = max(runs, key=lambda one: len(one.lines))
    xs = (grid.xs[0], *((left + right) / 2 for left, right in run.rivers), grid.xs[-1])
    cut = [row for row in rows if _in_columns(xs, lines_of(rows[row]))]
    if len(cut) < max(2, _MOST * count) or not is_table(run, grid.ys[1:]):
        return grid
    rooms = []
    for row in range(count):
        whole = rows.get(row) and row not in cut
        rooms += [Room(row, 0, 1, len(xs) - 1)] if whole else [Room(row, c, 1, 1) for c in range(len(xs) - 1)]
    return Grid(xs, grid.ys, tuple(rooms))


def _cut_under_head(grid: Grid, rows: dict[int, list[Word]]) -> Grid:
    """Gives a grid some of whose rows have no upright rules with these cut at the columns of the others."""
    columns = len(grid.xs) - 1
    wide = [room for room in grid.rooms if room.colspan == columns and room.rowspan == 1]
    if len(wide) < 2:
        return grid
    fitting = {room for room in wide if rows.get(room.row) and _in_columns(grid.xs, lines_of(rows[room.row]))}
    if len(fitting) < max(2, _MOST * len(wide)):
        return grid
    rooms: list[Room] = []
    for room in grid.rooms:
        rooms += [Room(room.row, column, 1, 1) for column in range(columns)] if room in fitting else [room]
    return replace(grid, rooms=tuple(rooms))


def _in_columns(xs: Sequence[float], lines: Sequence[Line]) -> bool:
    """Tells whether the words of a row stand in at least two columns, none across an edge or close to it."""
    inner = xs[1:-1]
    for line in lines:
        if any(word.x0 + 1 < x < word.x1 - 1 for word in line.words for x in inner):
            return False
        for before, after in zip(line.words, line.words[1:], strict=False):
            close = after.x0 - before.x1 < _GAP * max(line.size, 6.0)
            if close and any(before.x1 - 1 <= x <= after.x0 + 1 for x in inner):
                return False
    sides = {sum((word.x0 + word.x1) / 2 > x for x in inner) for line in lines for word in line.words}
    return len(sides) >= 2


def with_rows_below(head: Table, body: Table) -> Table | None:
    """Gives a ruled head and the unruled rows right below it as one table, None where they do not fit together."""
    above, below = head.place.bbox, body.place.bbox
    if above is None or below is None or len(head.rows) > _DEEPEST_HEAD:
        return None
    if any(cell is None or not cell.text for cell in head.rows[-1]):
        return None
    size = (below[3] - below[1]) / max(len(body.rows), 1)
    columns = _under(head.rows[-1], body.rows[0])
    if columns is None or not -2.0 <= below[1] - above[3] <= _NEAR * min(size, 14.0):
        return None
    rows = tuple(_spread(row, columns, head.rows[-1]) for row in body.rows)
    box = (min(above[0], below[0]), above[1], max(above[2], below[2]), below[3])
    return replace(head, rows=(*head.rows, *rows), place=replace(head.place, bbox=box))


def _under(head: Sequence[Cell | None], row: Sequence[Cell | None]) -> list[int] | None:
    """Gives, for each cell of a row, the column of the head above it; None when two stand under one, or one under
    none.
    """
    columns: list[int] = []
    for cell in row:
        shares = [_shared(above, cell) for above in head]
        best = max(range(len(shares)), key=shares.__getitem__)
        if shares[best] < _MOST or (columns and best <= columns[-1]):
            return None
        columns.append(best)
    return columns if len(columns) >= max(2, len(head) - 2) else None


def _shared(above: Cell | None, below: Cell | None) -> float:
    """Gives the share of the narrower of two cells that stands above or below the other."""
    if above is None or below is None or above.place.bbox is None or below.place.bbox is None:
        return 0.0
    (x0, _, x1, _), (left, _, right, _) = above.place.bbox, below.place.bbox
    return (min(x1, right) - max(x0, left)) / max(min(x1 - x0, right - left), 1.0)


def _spread(row: Sequence[Cell | None], columns: Sequence[int], head: Sequence[Cell | None]) -> tuple[Cell | None, ...]:
    """Gives a row with its cells in their columns of the head, blank ones in the others."""
    place = next(cell.place for cell in row if cell is not None)
    cells: list[Cell | None] = [Cell("", place) for _ in head]
    for cell, column in zip(row, columns, strict=True):
        cells[column] = cell
    return tuple(cells)
