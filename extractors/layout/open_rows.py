"""Rows without rules of their own: one that no rule closes at the page's edge: its words stand under (or over) the
table, each inside a column;
and rows that only their numbers part."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.layout.grids import Grid, Room
from extractors.layout.lines import Line, lines_of, parts_of
from extractors.page_content import Word

# Points. What stands further from the table is no row of it.
_NEAR = 1.9
_MOST_LINES = 14


def with_open_rows(grid: Grid, lines: Sequence[Line]) -> Grid:
    """Gives the grid with a row below its last rule, and one above its first, where lines go on in its columns."""
    if len(grid.xs) < 3:
        return grid
    below = _going_on(
        grid, sorted((line for line in lines if line.middle > grid.ys[-1]), key=lambda line: line.top), grid.ys[-1]
    )
    if below:
        grid = _with_row(grid, max(line.bottom for line in below) + 1, at_end=True)
    above = _going_on(
        grid, sorted((line for line in lines if line.middle < grid.ys[0]), key=lambda line: -line.bottom), grid.ys[0]
    )
    return _with_row(grid, min(line.top for line in above) - 1, at_end=False) if above else grid


def _going_on(grid: Grid, lines: Sequence[Line], edge: float) -> list[Line]:
    """Gives the lines that go on from an edge of the table, none unless they reach the end of the page's text."""
    found: list[Line] = []
    for line in lines:
        distance = line.top - edge if line.top >= edge else edge - line.bottom
        if distance > _NEAR * max(line.bottom - line.top, 6.0) or len(found) >= _MOST_LINES:
            return []
        if not _in_columns(grid, line):
            return []
        found.append(line)
        edge = line.bottom if line.top >= edge else line.top
    filled = {_column(grid, part) for line in found for part in parts_of(line, gap=2.0)}
    return found if len(filled) >= 2 else []


def _in_columns(grid: Grid, line: Line) -> bool:
    """Tells whether no word of a line stands across a column's edge, and no text runs on over one without a gap."""
    if line.x0 < grid.xs[0] - 1 or line.x1 > grid.xs[-1] + 1:
        return False
    inner = grid.xs[1:-1]
    for word in line.words:
        if any(word.x0 + 1 < x < word.x1 - 1 for x in inner):
            return False
    for before, after in zip(line.words, line.words[1:], strict=False):
        if any(before.x1 - 1 <= x <= after.x0 + 1 for x in inner) and after.x0 - before.x1 < 0.45 * max(line.size, 6.0):
            return False
    return True


def _column(grid: Grid, part: Line) -> int:
    return grid.place((part.x0 + part.x1) / 2, part.middle)[1]


def _with_row(grid: Grid, edge: float, *, at_end: bool) -> Grid:
    columns = len(grid.xs) - 1
    if at_end:
        row = len(grid.ys) - 1
        rooms = (*grid.rooms, *(Room(row, column, 1, 1) for column in range(columns)))
        return Grid(grid.xs, (*grid.ys, edge), rooms)
    moved = tuple(Room(room.row + 1, room.column, room.rowspan, room.colspan) for room in grid.rooms)
    return Grid(grid.xs, (edge, *grid.ys), (*(Room(0, column, 1, 1) for column in range(columns)), *moved))


def with_rows_by_number(grid: Grid, words: Sequence[Word]) -> Grid:
    """Gives a grid whose columns only are ruled with a row for each number: 1, 2, 3 … in its first column, beside each
    of which other columns begin a line, while no line of theirs stands across the cut.
    """
    columns = len(grid.xs) - 1
    if columns < 3 or len(grid.ys) > 4 or any(room.rowspan > 1 for room in grid.rooms):
        return grid
    last = len(grid.ys) - 2
    inside = [word for word in words if not word.angle and grid.place(0, (word.top + word.bottom) / 2)[0] == last]
    held = [
        lines_of([word for word in inside if grid.place((word.x0 + word.x1) / 2, 0)[1] == column])
        for column in range(columns)
    ]
    numbers = [line.text.rstrip(".)") for line in held[0]]
    if len(numbers) < 2 or numbers != [str(number) for number in range(1, len(numbers) + 1)]:
        return grid
    cuts = [line.top - 0.5 for line in held[0][1:]]
    if any(line.top + 2 < cut < line.bottom - 2 for lines in held[1:] for line in lines for cut in cuts):
        return grid
    beside = [sum(any(_level(line, first) for line in lines) for lines in held[1:]) for first in held[0]]
    if min(beside) < max(2, columns // 2) and min(beside) < columns - 1:
        return grid
    ys = (*grid.ys[: last + 1], *cuts, grid.ys[-1])
    kept = tuple(room for room in grid.rooms if room.row < last)
    added = tuple(Room(row, column, 1, 1) for row in range(last, len(ys) - 1) for column in range(columns))
    return Grid(grid.xs, ys, kept + added)


def _level(line: Line, first: Line) -> bool:
    return abs(line.middle - first.middle) < 2
