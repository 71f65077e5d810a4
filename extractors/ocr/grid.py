"""The ruling lines of a picture and the table cells that they enclose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from extractors.ocr.engine import Grey

# Millimetres. Shorter strokes are letters; gaps up to this length are closed; edges this near are one line.
_SHORTEST_ACROSS, _SHORTEST_DOWN, _GAP, _SNAP = 8.0, 4.6, 2.0, 2.2
# An upright stroke this long is no letter; a shorter one is a line only if it joins two level lines.
_SURELY_DOWN = 12.0
_LEAST_CELL = 3.2
# Lightness below which a pixel is ink; lines printed grey are looked for where dark ones make no table.
_INK, _PALE_INK = 175, 222
# Cells from which pale lines are a table rather than dirt.
_LEAST_PALE = 4


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels, top-left origin; x1 and bottom lie outside."""

    x0: int
    top: int
    x1: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table. cells: between the middles of their lines, row by row; neighbours share their edges exactly."""

    cells: tuple[Box, ...]

    @property
    def box(self) -> Box:
        """Gives the outline."""
        return _around(self.cells)


@dataclass(frozen=True, slots=True)
class Lines:
    """What is ruled in a picture. mask: the ruling pixels, letters excluded. grids: the tables, from the top down."""

    mask: Grey
    grids: tuple[Grid, ...]


def find_lines(grey: Grey, *, dpi: float) -> Lines:
    """Gives the ruling lines and ruled tables of an upright, level picture."""
    found = _lines(grey, dpi, _INK)
    if found.grids:
        return found
    # Most pages have no table at all: half the size, darkest pixels kept, tells that at a quarter of the cost.
    if not _is_table(_lines(cv2.erode(grey, np.ones((2, 2), np.uint8))[::2, ::2], dpi / 2, _PALE_INK)):
        return found
    pale = _lines(grey, dpi, _PALE_INK)
    return pale if _is_table(pale) else found


def _is_table(lines: Lines) -> bool:
    return any(len(grid.cells) >= _LEAST_PALE for grid in lines.grids)


def _lines(grey: Grey, dpi: float, ink: int) -> Lines:
    across, down = _strokes(grey, dpi, ink)
    return Lines(cv2.bitwise_or(across, down), tuple(_grids(across, down, dpi)))


def _pixels(millimetres: float, dpi: float) -> int:
    """Gives a length in whole pixels, at least one."""
    return max(1, round(millimetres / 25.4 * dpi))


def _strokes(grey: Grey, dpi: float, lightest: int) -> tuple[Grey, Grey]:
    """Gives the pixels of long level strokes and of long upright ones."""
    ink = (grey < lightest).astype(np.uint8) * 255
    found = []
    for length, flat in ((_SHORTEST_ACROSS, True), (_SHORTEST_DOWN, False)):
        size = _pixels(length, dpi)
        # A line a little off level climbs pixel by pixel: thickened across, its steps overlap.
        thick = cv2.dilate(ink, np.ones((3, 1) if flat else (1, 3), np.uint8))
        strokes = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, size) if flat else (size, 1), np.uint8))
        found.append(_thin_only(strokes, dpi, flat=flat))
    across, down = found
    return across, _joining(down, across, dpi)


def _joining(down: Grey, across: Grey, dpi: float) -> Grey:
    """Gives the upright strokes without those that are parts of tall letters."""
    reach = _pixels(1.0, dpi)
    met = cv2.dilate(across, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)) > 0
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(down, connectivity=8)
    kept = np.zeros(len(boxes), bool)
    for number, (x, y, width, height, _) in enumerate(boxes.tolist()):
        ends = (slice(y, y + 1), slice(y + height - 1, y + height))
        joins = all(bool(met[end, x : x + width].any()) for end in ends)
        kept[number] = number > 0 and (joins or height >= _pixels(_SURELY_DOWN, dpi))
    return np.asarray(kept[labels], np.uint8) * np.uint8(255)


def _thin_only(strokes: Grey, dpi: float, *, flat: bool) -> Grey:
    """Gives the strokes that are lines; shaded areas and pictures are too thick."""
    most = _pixels(1.6, dpi)
    thick = cv2.morphologyEx(strokes, cv2.MORPH_OPEN, np.ones((most, 1) if flat else (1, most), np.uint8))
    return cv2.subtract(strokes, cv2.dilate(thick, np.ones((3, 3), np.uint8)))


def _grids(across: Grey, down: Grey, dpi: float) -> list[Grid]:
    """Gives the tables: areas of lines that touch, with the white rooms inside them."""
    gap = _pixels(_GAP, dpi)
    closed = cv2.bitwise_or(
        cv2.dilate(across, np.ones((3, gap), np.uint8)),
        cv2.dilate(down, np.ones((gap, 3), np.uint8)),
    )
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    grids = []
    for number in range(1, count):
        x, y, width, height = (int(value) for value in boxes[number][:4])
        if width < _pixels(15, dpi) or height < _pixels(5, dpi):
            continue
        area = (labels[y : y + height, x : x + width] == number).astype(np.uint8)
        rooms = _rooms(area, dpi)
        if len(rooms) >= 2:
            moved = tuple(Box(room.x0 + x, room.top + y, room.x1 + x, room.bottom + y) for room in rooms)
            grids.append(Grid(_snapped(moved, dpi)))
    return sorted(grids, key=lambda grid: (grid.box.top, grid.box.x0))


def _rooms(lines: Grey, dpi: float) -> list[Box]:
    """Gives the white rooms that the lines enclose."""
    height, width = lines.shape
    framed = cv2.copyMakeBorder(lines, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    count, labels, boxes, areas = _components(1 - framed)
    outside = labels[0, 0]
    least = _pixels(_LEAST_CELL, dpi)
    rooms = []
    for number in range(1, count):
        x, y, across, down = boxes[number]
        if number == outside or across < least or down < least:
            continue
        if areas[number] < 0.5 * across * down:
            continue
        rooms.append(Box(max(x - 1, 0), max(y - 1, 0), min(x - 1 + across, width), min(y - 1 + down, height)))
    return rooms


def _components(mask: Grey) -> tuple[int, Grey, list[tuple[int, int, int, int]], list[int]]:
    """Gives the connected areas of a mask: count, labels, boxes (x, y, width, height) and sizes."""
    count, labels, table, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    boxes = [(int(row[0]), int(row[1]), int(row[2]), int(row[3])) for row in table]
    return count, labels, boxes, [int(row[4]) for row in table]


def _snapped(rooms: Sequence[Box], dpi: float) -> tuple[Box, ...]:
    """Gives the rooms grown to the middles of their lines, with edges that lie near each other made one."""
    tolerance = _pixels(_SNAP, dpi)
    across = _shared([value for room in rooms for value in (room.x0, room.x1)], tolerance)
    down = _shared([value for room in rooms for value in (room.top, room.bottom)], tolerance)
    cells = {Box(across[room.x0], down[room.top], across[room.x1], down[room.bottom]) for room in rooms}
    return tuple(
        sorted(
            (cell for cell in cells if cell.x0 < cell.x1 and cell.top < cell.bottom),
            key=lambda cell: (cell.top, cell.x0),
        )
    )


def _shared(values: Iterable[int], tolerance: int) -> dict[int, int]:
    """Gives each value the mean of the run of near values that it belongs to."""
    shared: dict[int, int] = {}
    run: list[int] = []
    for value in sorted(values):
        if run and value - run[-1] > tolerance:
            shared.update(dict.fromkeys(run, round(sum(run) / len(run))))
            run = []
        run.append(value)
    shared.update(dict.fromkeys(run, round(sum(run) / len(run)) if run else 0))
    return shared


def _around(boxes: Sequence[Box]) -> Box:
    """Gives the box around all boxes."""
    return Box(
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )
