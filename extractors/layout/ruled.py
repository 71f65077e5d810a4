"""Grids and the words in them → Tables; a grid inside a cell becomes a table of that cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from extractors.layout.cells import texts_of
from extractors.layout.grids import Grid, Room
from extractors.layout.open_rows import with_rows_by_number
from extractors.page_content import Shade, Word
from extractors.records import Cell, Paragraph, Place, Table


def outermost(grids: Sequence[Grid], x: float, y: float) -> int | None:
    """Gives the smallest grid around a point, None outside all; `grids` go from the smallest up."""
    return next((index for index, grid in enumerate(grids) if grid.holds(x, y)), None)


def tables_of(
    grids: Sequence[Grid], words: Iterable[Word], shades: Sequence[Shade], *, file: str, page: int
) -> tuple[list[Table], list[Word]]:
    """Gives the tables of a page from the top down, and the words outside them. `grids` go from the smallest up."""
    inside: dict[int, list[Word]] = defaultdict(list)
    outside: list[Word] = []
    for word in words:
        index = outermost(grids, (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2)
        if index is None:
            outside.append(word)
        else:
            inside[index].append(word)
    nested: dict[int, list[tuple[Grid, Table]]] = defaultdict(list)
    tables: list[tuple[Grid, Table]] = []
    for index, ruled in enumerate(grids):
        grid = with_rows_by_number(ruled, inside[index])
        table = _table(grid, inside[index], nested[index], shades, file=file, page=page)
        around = _around(grids, index)
        if around is not None:
            nested[around].append((grid, table))
        elif any(cell.text or cell.tables for row in table.rows for cell in row if cell is not None):
            tables.append((grid, table))
    return [table for _, table in sorted(tables, key=lambda pair: (pair[0].ys[0], pair[0].xs[0]))], outside


def _around(grids: Sequence[Grid], index: int) -> int | None:
    """Gives the smallest larger grid in one of whose rooms this grid lies."""
    grid = grids[index]
    x, y = (grid.xs[0] + grid.xs[-1]) / 2, (grid.ys[0] + grid.ys[-1]) / 2
    for other in range(index + 1, len(grids)):
        larger = grids[other]
        if larger.holds(grid.xs[0], grid.ys[0]) and larger.holds(grid.xs[-1], grid.ys[-1]) and larger.holds(x, y):
            return other
    return None


def _table(
    grid: Grid,
    words: Sequence[Word],
    nested: Sequence[tuple[Grid, Table]],
    shades: Sequence[Shade],
    *,
    file: str,
    page: int,
) -> Table:
    owner = {
        (r, c): room
        for room in grid.rooms
        for r in range(room.row, room.row + room.rowspan)
        for c in range(room.column, room.column + room.colspan)
    }
    held: dict[Room, list[Word]] = defaultdict(list)
    for word in words:
        held[owner[grid.place((word.x0 + word.x1) / 2, (word.top + word.bottom) / 2)]].append(word)
    inner: dict[Room, list[Table]] = defaultdict(list)
    for small, table in nested:
        inner[owner[grid.place((small.xs[0] + small.xs[-1]) / 2, (small.ys[0] + small.ys[-1]) / 2)]].append(table)
    rows: list[list[Cell | None]] = [[None] * (len(grid.xs) - 1) for _ in range(len(grid.ys) - 1)]
    for room in grid.rooms:
        rows[room.row][room.column] = _cell(grid, room, held[room], inner[room], shades, file=file, page=page)
    box = (grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1])
    return Table(tuple(tuple(row) for row in rows), Place(file, page, bbox=box), (page, page))


def _cell(
    grid: Grid,
    room: Room,
    words: Sequence[Word],
    inner: Sequence[Table],
    shades: Sequence[Shade],
    *,
    file: str,
    page: int,
) -> Cell:
    box = grid.box(room)
    place = Place(file, page, bbox=box)
    texts = texts_of(words, left=box[0], right=box[2])
    letters = [word for word in words if any(sign.isalnum() for sign in word.text)]
    bold = bool(letters) and all(word.bold for word in letters)
    paragraphs = tuple(Paragraph(text, place, bold=bold) for text in texts)
    return Cell(
        "\n".join(texts), place, room.rowspan, room.colspan, False, paragraphs, tuple(inner), _fill(box, shades)
    )


def _fill(box: tuple[float, float, float, float], shades: Sequence[Shade]) -> str | None:
    """Gives the colour that fills most of a cell; the one drawn last is seen."""
    area = (box[2] - box[0]) * (box[3] - box[1])
    for shade in reversed(shades):
        across = min(box[2], shade.x1) - max(box[0], shade.x0)
        down = min(box[3], shade.bottom) - max(box[1], shade.top)
        if across > 0 and down > 0 and across * down > 0.6 * area:
            return shade.colour
    return None
