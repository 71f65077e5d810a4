"""One page's words and rulings → its tables and lines in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.layout.grids import Grid, grids_of
from extractors.layout.lines import Line, lines_of
from extractors.layout.open_columns import may_be_open, with_open_columns, with_rows_below
from extractors.layout.open_rows import with_open_rows
from extractors.layout.rivers import Run, runs_of
from extractors.layout.ruled import tables_of
from extractors.layout.unruled import columns_of, is_plain, is_table, table_of
from extractors.page_content import PageContent, Word
from extractors.records import Table

# Lines side by side are blocks from so many on where a river of so many letter sizes parts them.
_LEAST_BLOCK, _WIDE_BLOCK_RIVER = 2, 1.8
_SURE_BLOCK, _BLOCK_RIVER = 5, 1.2
# Points by which lines set ragged end apart.
_RAGGED = 25.0


@dataclass(frozen=True, slots=True)
class Flow:
    """Lines that follow each other in one column of text. left, right: where the column begins and ends."""

    lines: tuple[Line, ...]
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class LaidPage:
    """A page in reading order."""

    number: int
    width: float
    height: float
    pieces: tuple[Flow | Table, ...]


def laid(content: PageContent, file: str) -> LaidPage:
    """Gives the page's tables, and its lines between them."""
    grids = [_opened(grid, content.words) for grid in grids_of(content.rulings)]
    lines = lines_of([word for word in content.words if not word.angle and not _inside(grids, word)])
    grids = [with_open_rows(grid, lines) for grid in grids]
    tables, outside = tables_of(grids, content.words, content.shades, file=file, page=content.number)
    zones = _in_order(tables, lines_of(outside), content)
    pieces: list[Flow | Table] = []
    for zone in zones:
        for piece in [zone] if isinstance(zone, Table) else _parted(zone, content, file):
            _add(pieces, piece)
    return LaidPage(content.number, content.width, content.height, tuple(pieces))


def _opened(grid: Grid, words: Sequence[Word]) -> Grid:
    """Gives the grid with columns that white alone parts."""
    if not may_be_open(grid):
        return grid
    return with_open_columns(grid, [word for word in words if _inside((grid,), word)])


def _add(pieces: list[Flow | Table], piece: Flow | Table) -> None:
    """Adds a piece; rows without rules under a head that is ruled belong to it."""
    last = pieces[-1] if pieces else None
    whole = with_rows_below(last, piece) if isinstance(last, Table) and isinstance(piece, Table) else None
    if whole is None:
        pieces.append(piece)
    else:
        pieces[-1] = whole


def _inside(grids: Sequence[Grid], word: Word) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return any(grid.holds(x, y) for grid in grids)


def _in_order(tables: Sequence[Table], lines: Sequence[Line], content: PageContent) -> list[Flow | Table]:
    """Gives tables and the lines between them from the top down."""
    pieces: list[Flow | Table] = []
    left = min((line.x0 for line in lines), default=0.0)
    right = _right_edge(lines, left, content.width)
    rest = list(lines)
    for table in tables:
        box = table.place.bbox
        top = box[1] if box else 0.0
        above = [line for line in rest if line.middle < top]
        rest = [line for line in rest if line.middle >= top]
        if above:
            pieces.append(Flow(tuple(above), left, right))
        pieces.append(table)
    if rest:
        pieces.append(Flow(tuple(rest), left, right))
    return pieces


def _right_edge(lines: Sequence[Line], left: float, width: float) -> float:
    """Gives where the text ends at the right: where several lines do, else as far from the page's edge as it begins."""
    furthest = max((line.x1 for line in lines), default=width)
    reaching = sum(line.x1 > furthest - _RAGGED for line in lines)
    return furthest if reaching >= 3 else max(furthest, width - left)


def _parted(zone: Flow, content: PageContent, file: str) -> list[Flow | Table]:
    """Gives a zone's lines with tables that have no rules made tables, and columns of text set one after the other."""
    separators = _separators(zone, content)
    pieces: list[Flow | Table] = []
    plain: list[Line] = []

    def flush() -> None:
        if plain:
            pieces.append(Flow(tuple(plain), zone.left, zone.right))
            plain.clear()

    for item in runs_of(zone.lines, separators):
        if isinstance(item, Line):
            plain.append(item)
        elif is_plain(item) or (not is_table(item, separators) and not _are_blocks(item)):
            plain.extend(item.lines)
        elif is_table(item, separators):
            flush()
            ends = {"left": zone.left, "right": zone.right}
            pieces.append(table_of(item, separators, content.shades, **ends, file=file, page=content.number))
        else:
            flush()
            pieces.extend(_columns(item))
    flush()
    return pieces


def _are_blocks(run: Run) -> bool:
    """Tells whether a run that is no table is text in columns: enough lines, a river wide enough."""
    size = max(run.lines[0].size, 6.0)
    if min(len(column) for column in columns_of(run)) < _LEAST_BLOCK:
        return False
    narrowest = min(right - left for left, right in run.rivers)
    if len(run.lines) >= _SURE_BLOCK:
        return narrowest >= _BLOCK_RIVER * size
    return narrowest >= _WIDE_BLOCK_RIVER * size


def _columns(run: Run) -> list[Flow | Table]:
    """Gives the columns of a run as flows of their own."""
    columns = [column for column in columns_of(run) if column]
    return [Flow(tuple(lines), min(line.x0 for line in lines), max(line.x1 for line in lines)) for lines in columns]


def _separators(zone: Flow, content: PageContent) -> list[float]:
    """Gives the heights at which a level rule, or the edge of a shaded band, crosses most of a zone."""
    least = 0.5 * (zone.right - zone.left)
    heights = {round(ruling.top) for ruling in content.rulings if ruling.x1 - ruling.x0 > max(least, 60)}
    for shade in content.shades:
        if shade.x1 - shade.x0 > max(least, 60):
            heights |= {round(shade.top), round(shade.bottom)}
    kept: list[float] = []
    for height in sorted(heights):
        if not kept or height - kept[-1] > 4:
            kept.append(float(height))
    return kept
