"""Ruling lines → grids of cells, with spans where a line between two cells is missing."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.layout.closed_cells import closed_cells
from extractors.page_content import Ruling

# Points. Lines this near are one line; ends this near to another line touch it.
SNAP, TOUCH = 2.2, 2.4


@dataclass(frozen=True, slots=True)
class Room:
    """A cell of a grid: its first row and column, and its spans."""

    row: int
    column: int
    rowspan: int
    colspan: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table on one page. xs, ys: where its columns and rows begin and end, ascending; rooms: row by row."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    rooms: tuple[Room, ...]

    @property
    def area(self) -> float:
        """Gives the area of the outline."""
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    def holds(self, x: float, y: float) -> bool:
        """Tells whether a point lies inside the outline."""
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def place(self, x: float, y: float) -> tuple[int, int]:
        """Gives the row and column of the smallest field around a point."""
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        return row, column

    def box(self, room: Room) -> tuple[float, float, float, float]:
        """Gives the outline of a room: x0, top, x1, bottom."""
        return (
            self.xs[room.column],
            self.ys[room.row],
            self.xs[room.column + room.colspan],
            self.ys[room.row + room.rowspan],
        )


@dataclass(frozen=True, slots=True)
class _Stroke:
    """A line along one axis: at `at` on the other axis, from `start` to `end`."""

    at: float
    start: float
    end: float


def grids_of(rulings: Iterable[Ruling]) -> list[Grid]:
    """Gives the grids that the rulings draw, smallest first; a mere frame around something is none."""
    across, down = _strokes(rulings)
    grids = []
    for flat, upright in _touching(across, down):
        grid = _grid(flat, upright)
        if grid is not None and len(grid.rooms) > 1:
            grids.append(grid)
    return sorted(grids, key=lambda grid: grid.area)


def _strokes(rulings: Iterable[Ruling]) -> tuple[list[_Stroke], list[_Stroke]]:
    """Gives the level and the upright strokes, pieces of one line joined."""
    across, down = [], []
    for ruling in rulings:
        if ruling.x1 - ruling.x0 >= ruling.bottom - ruling.top:
            across.append(_Stroke((ruling.top + ruling.bottom) / 2, ruling.x0, ruling.x1))
        else:
            down.append(_Stroke((ruling.x0 + ruling.x1) / 2, ruling.top, ruling.bottom))
    return _joined(across), _joined(down)


def _joined(strokes: Sequence[_Stroke]) -> list[_Stroke]:
    """Gives the strokes with those joined that lie on one line and touch."""
    found: list[_Stroke] = []
    for at, run in _near(strokes):
        start, end = run[0].start, run[0].end
        for stroke in run[1:]:
            if stroke.start <= end + TOUCH:
                end = max(end, stroke.end)
            else:
                found.append(_Stroke(at, start, end))
                start, end = stroke.start, stroke.end
        found.append(_Stroke(at, start, end))
    return found


def _near(strokes: Sequence[_Stroke]) -> Iterable[tuple[float, list[_Stroke]]]:
    """Yields the strokes that lie on one line, by their starts, with where that line is."""
    run: list[_Stroke] = []
    for stroke in sorted(strokes, key=lambda stroke: stroke.at):
        if run and (stroke.at - run[-1].at > SNAP / 2 or stroke.at - run[0].at > SNAP):
            yield sum(one.at for one in run) / len(run), sorted(run, key=lambda one: one.start)
            run = []
        run.append(stroke)
    if run:
        yield sum(one.at for one in run) / len(run), sorted(run, key=lambda one: one.start)


def _touching(across: Sequence[_Stroke], down: Sequence[_Stroke]) -> list[tuple[list[_Stroke], list[_Stroke]]]:
    """Gives the groups of level and upright strokes that cross or touch each other."""
    parent = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, flat in enumerate(across):
        for j, upright in enumerate(down, start=len(across)):
            if _cross(flat, upright):
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[_Stroke], list[_Stroke]]] = defaultdict(lambda: ([], []))
    for i, flat in enumerate(across):
        groups[root(i)][0].append(flat)
    for j, upright in enumerate(down, start=len(across)):
        groups[root(j)][1].append(upright)
    return [group for group in groups.values() if group[0] and group[1]]


def _cross(flat: _Stroke, upright: _Stroke) -> bool:
    return (
        flat.start - TOUCH <= upright.at <= flat.end + TOUCH and upright.start - TOUCH <= flat.at <= upright.end + TOUCH
    )


def _grid(flat: Sequence[_Stroke], upright: Sequence[_Stroke]) -> Grid | None:
    """Gives the grid of one group; sides that are not drawn are taken where the lines end."""
    xs = _edges([stroke.at for stroke in upright], [value for stroke in flat for value in (stroke.start, stroke.end)])
    ys = _edges([stroke.at for stroke in flat], [value for stroke in upright for value in (stroke.start, stroke.end)])
    if len(xs) < 2 or len(ys) < 2:
        return None
    rooms = _rooms(xs, ys, flat, upright)
    return Grid(tuple(xs), tuple(ys), tuple(rooms))


def _edges(lines: Sequence[float], ends: Sequence[float]) -> list[float]:
    """Gives where columns (or rows) begin and end: the lines, and the far ends where no line closes the table."""
    found: list[float] = []
    for value in sorted(lines):
        if not found or value - found[-1] > SNAP:
            found.append(value)
    if min(ends) < found[0] - 2 * SNAP:
        found.insert(0, min(ends))
    if max(ends) > found[-1] + 2 * SNAP:
        found.append(max(ends))
    return found


def _rooms(xs: Sequence[float], ys: Sequence[float], flat: Sequence[_Stroke], upright: Sequence[_Stroke]) -> list[Room]:
    """Gives the rooms; where broken rules leave fields that make no rectangle, those closed on all sides come first."""
    walls = _Walls(_walls(xs, ys, upright), _walls(ys, xs, flat))
    size = len(ys) - 1, len(xs) - 1
    rooms = _joined_fields(size, walls, [])
    if all(_is_closed(room, size, walls) for room in rooms):
        return rooms
    return _joined_fields(size, walls, _certain(xs, ys, flat, upright))


@dataclass(frozen=True, slots=True)
class _Walls:
    """Where lines part fields. beside: (line, row); below: (line, column)."""

    beside: set[tuple[int, int]]
    below: set[tuple[int, int]]


def _joined_fields(size: tuple[int, int], walls: _Walls, certain: Sequence[Room]) -> list[Room]:
    """Gives the rooms: the certain ones, and the other fields of the finest grid joined where no line parts them."""
    taken = {field for room in certain for field in _fields(room)}
    rooms = list(certain)
    for row in range(size[0]):
        for column in range(size[1]):
            if (row, column) not in taken:
                room = _room_at(row, column, size, walls, taken)
                rooms.append(room)
                taken.update(_fields(room))
    return sorted(rooms, key=lambda room: (room.row, room.column))


def _fields(room: Room) -> list[tuple[int, int]]:
    rows, columns = range(room.row, room.row + room.rowspan), range(room.column, room.column + room.colspan)
    return [(row, column) for row in rows for column in columns]


def _is_closed(room: Room, size: tuple[int, int], walls: _Walls) -> bool:
    """Tells whether lines part a room from all others right of it and below it."""
    right, bottom = room.column + room.colspan, room.row + room.rowspan
    beside = right == size[1] or all((right, row) in walls.beside for row in range(room.row, bottom))
    return beside and (
        bottom == size[0] or all((bottom, column) in walls.below for column in range(room.column, right))
    )


def _certain(
    xs: Sequence[float], ys: Sequence[float], flat: Sequence[_Stroke], upright: Sequence[_Stroke]
) -> list[Room]:
    """Gives the rooms that rules close on all sides."""
    boxes = closed_cells(_snapped(flat, ys, xs), _snapped(upright, xs, ys))
    rooms = []
    taken: set[tuple[int, int]] = set()
    for x0, top, x1, bottom in sorted(boxes, key=lambda box: (box[2] - box[0]) * (box[3] - box[1])):
        if not {x0, x1} <= set(xs) or not {top, bottom} <= set(ys):
            continue
        row, column = ys.index(top), xs.index(x0)
        room = Room(row, column, ys.index(bottom) - row, xs.index(x1) - column)
        if not taken & set(_fields(room)):
            taken.update(_fields(room))
            rooms.append(room)
    return rooms


def _snapped(
    strokes: Sequence[_Stroke], lines: Sequence[float], ends: Sequence[float]
) -> list[tuple[float, float, float]]:
    """Gives strokes (where, start, end) with places and ends that lie near a line put on it."""
    return [
        (_nearest(stroke.at, lines), _nearest(stroke.start, ends), _nearest(stroke.end, ends)) for stroke in strokes
    ]


def _nearest(value: float, lines: Sequence[float]) -> float:
    nearest = min(lines, key=lambda line: abs(line - value))
    return nearest if abs(nearest - value) <= TOUCH else value


def _walls(lines: Sequence[float], fields: Sequence[float], strokes: Sequence[_Stroke]) -> set[tuple[int, int]]:
    """Gives (line, field) pairs where a stroke on that line closes at least half of that field."""
    found = set()
    covered: dict[tuple[int, int], float] = defaultdict(float)
    for stroke in strokes:
        line = min(range(len(lines)), key=lambda index: abs(lines[index] - stroke.at))
        if abs(lines[line] - stroke.at) > SNAP:
            continue
        for field in range(len(fields) - 1):
            covered[line, field] += max(0.0, min(stroke.end, fields[field + 1]) - max(stroke.start, fields[field]))
    for (line, field), length in covered.items():
        if length >= 0.5 * (fields[field + 1] - fields[field]):
            found.add((line, field))
    return found


def _room_at(row: int, column: int, size: tuple[int, int], walls: _Walls, taken: set[tuple[int, int]]) -> Room:
    """Gives the room that begins at a field: as far right, then as far down, as nothing parts it."""
    width = 1
    while column + width < size[1] and (column + width, row) not in walls.beside and (row, column + width) not in taken:
        width += 1
    height = 1
    while row + height < size[0] and _continues_down(row + height, range(column, column + width), walls, taken):
        height += 1
    return Room(row, column, height, width)


def _continues_down(row: int, columns: range, walls: _Walls, taken: set[tuple[int, int]]) -> bool:
    if any((row, column) in walls.below or (row, column) in taken for column in columns):
        return False
    return not any((column, row) in walls.beside for column in columns if column > columns.start)
