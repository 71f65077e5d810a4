"""Runs of lines parted by rivers → tables without rules, or columns of text to be read one after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import mean, median

from extractors.layout.cells import BULLETS, texts_of
from extractors.layout.lines import Line, line_of, lines_of
from extractors.layout.rivers import Run
from extractors.page_content import Shade, Word
from extractors.records import Cell, Paragraph, Place, Table

_MARK = re.compile(rf"[{BULLETS}]|[-–—*]|\(?\d{{1,3}}(?:\.\d{{1,2}})*[.)]?|[^\W\d_]\)|[IVX]{{1,5}}[.)]")
_ITEM = re.compile(r"\(?№?\s*\d{1,3}(?:\.\d{1,2})*[.)]?|[А-ЯA-ZӨҮҢ]{1,3}[-–.]?\d{1,3}(?:[-–]\d{1,3})?")
_FRESH = re.compile(r"[«\"(№]*[A-ZА-ЯЁӨҮҢ0-9]")
_BLANK_LINE = re.compile(r"_{3,}|\.{5,}")
_FIGURE = re.compile(r"[-–−]?\d[\d.,]*%?")
# Columns from which their ends tell where a row begins; share of the letter size that a blank between words takes.
_TELLING, _BLANK = 3, 0.25
# Lines of a long cell; share of lines by which cells of one height differ.
_LONG, _EVEN = 4, 0.15
# Words: a label stands in so few.
_LABEL = 4.5


def columns_of(run: Run) -> list[list[Line]]:
    """Gives the lines of each column, from left to right."""
    columns: list[list[Word]] = [[] for _ in range(run.count)]
    for line in run.lines:
        for word in line.words:
            columns[run.column((word.x0 + word.x1) / 2)].append(word)
    return [lines_of(words) for words in columns]


def is_plain(run: Run) -> bool:
    """Tells whether a run is neither table nor columns: a list with its marks set apart, lines to sign on."""
    columns = columns_of(run)
    if run.count == 2 and columns[0] and all(_MARK.fullmatch(line.text) for line in columns[0]):
        return True
    return 2 * sum(_is_signature(run, line) for line in run.lines) > len(run.lines)


def _is_signature(run: Run, line: Line) -> bool:
    """Tells whether a line is a post, a blank to sign on and a name, one after the other."""
    parts = [" ".join(word.text for word in words) for words in _split(run, [line])]
    if not _BLANK_LINE.search(line.text):
        return False
    if run.count > 2 or not parts[0] or re.search(r"_{3,}$", parts[0]):
        return True
    return bool(_BLANK_LINE.match(parts[1])) and not _BLANK_LINE.search(parts[0])


def is_table(run: Run, separators: Sequence[float]) -> bool:
    """Tells whether a run is a table rather than blocks of text side by side."""
    columns = columns_of(run)
    rows = rows_of(run, separators)
    full = sum(sum(bool(words) for words in _split(run, row)) >= 2 for row in rows)
    if len(rows) < 2 or full < 2:
        return False
    if run.count > 2:
        return True
    words = [mean(len(line.words) for line in column) if column else 0.0 for column in columns]
    inside = sum(run.lines[0].top < y < run.lines[-1].bottom for y in separators)
    if inside >= 2:
        return True
    if full < 3:
        return False
    if words[0] <= _LABEL and len(columns[0]) <= 1.5 * len(rows) and words[0] < words[1]:
        return True
    return _rows_stand_apart(run, rows)


def _rows_stand_apart(run: Run, rows: Sequence[Sequence[Line]]) -> bool:
    """Tells whether blanks part the rows in both columns alike, several lines a row."""
    if len(run.lines) < 1.4 * len(rows):
        return False
    filled = [sum(bool(words) for words in _split(run, row)) for row in rows]
    gaps = [after[0].middle - before[-1].middle for before, after in pairwise(rows)]
    inner = [b.middle - a.middle for row in rows for a, b in pairwise(row)]
    if _are_even(run, rows):
        return False
    return bool(inner) and sum(count == 2 for count in filled) >= 0.8 * len(rows) and min(gaps) > 1.25 * median(inner)


def _are_even(run: Run, rows: Sequence[Sequence[Line]]) -> bool:
    """Tells whether long cells beside each other are of one height: columns of prose whose paragraphs happen to meet.

    The last row does not count, since the last column of prose ends anywhere.
    """
    heights = [[len(lines_of(words)) for words in _split(run, row)] for row in rows[:-1]]
    deepest = sum(map(max, heights))
    return deepest >= _LONG * len(heights) and deepest - sum(map(min, heights)) <= _EVEN * deepest


def rows_of(run: Run, separators: Sequence[float]) -> list[list[Line]]:
    """Gives the lines of each row: parted by rules, by blanks, or begun by an item number or a fresh first cell."""
    lines = run.lines
    inside = [y for y in separators if lines[0].middle < y < lines[-1].middle]
    firsts = [_first_text(run, line) for line in lines]
    items = sum(bool(_ITEM.fullmatch(text)) for text in firsts if text)
    numbered = items >= 2 and items >= 0.6 * sum(map(bool, firsts))
    # Rules under the head alone, of which numbered rows know nothing, do not part the rows.
    if len(inside) >= 2 and len(inside) >= 0.15 * len(lines) and not (numbered and items > 1.5 * len(inside) + 1):
        return _grouped(lines, [any(a.middle < y < b.middle for y in inside) for a, b in pairwise(lines)])
    steps = [after.middle - before.middle for before, after in pairwise(lines)]
    size = max(line_of([word for line in lines for word in line.words]).size, 6.0)
    usual = min((step for step in steps if step >= size), default=0.0)
    apart = [step > 1.3 * usual + 0.8 for step in steps]
    if all(text and _FRESH.match(text) and _is_row(run, line) for text, line in zip(firsts, lines, strict=True)):
        return [[line] for line in lines]
    if numbered:
        return _grouped(
            lines,
            [
                bool(_ITEM.fullmatch(text)) or (gap and _is_row(run, line))
                for text, gap, line in zip(firsts[1:], apart, lines[1:], strict=True)
            ],
        )
    if sum(apart) >= 2 or (sum(apart) == 1 and len(lines) <= 6):
        figures = [_are_figures(run, above, line) for above, line in pairwise(lines)]
        return _grouped(lines, [gap or other for gap, other in zip(apart, figures, strict=True)])
    fresh = [
        bool(text) and bool(_FRESH.match(text)) and _is_row(run, line)
        for text, line in zip(firsts[1:], lines[1:], strict=True)
    ]
    return _grouped(lines, fresh if run.count < _TELLING else _begun(run, fresh))


def _begun(run: Run, fresh: Sequence[bool]) -> list[bool]:
    """Tells for each line but the first whether it begins a row: most of its cells do not go on from the line above.

    A cell goes on where its first word begins small and had no room left at the end of the line above it.
    """
    parts = [_split(run, [line]) for line in run.lines]
    ends = [max((word.x1 for cells in parts for word in cells[c]), default=0.0) for c in range(run.count)]
    ends = [max(end, right - run.lines[0].size) for end, (_, right) in zip(ends, run.rivers, strict=False)] + ends[-1:]
    found = []
    for above, cells, first in zip(parts[:-1], parts[1:], fresh, strict=True):
        filled = [c for c in range(run.count) if cells[c]]
        new = [c for c in filled if not above[c] or _is_new(above[c][-1], cells[c][0], ends[c])]
        found.append((first and 0 in new) or (2 * len(filled) >= run.count and 2 * len(new) >= len(filled)))
    return found


def _is_new(last: Word, word: Word, end: float) -> bool:
    """Tells whether a word below another begins something new: it begins big, or had room beside the other."""
    begins = word.text.lstrip('«"(№')[:1].isupper() and not last.text.endswith((",", "-", "–", "("))
    return begins or last.x1 + _BLANK * max(last.size, 6.0) + (word.x1 - word.x0) <= end


def _are_figures(run: Run, above: Line, line: Line) -> bool:
    """Tells whether two lines hold a figure each in most of the columns: then they are two rows however near."""
    pairs = zip(_split(run, [above]), _split(run, [line]), strict=True)
    both = sum(len(a) == len(b) == 1 and all(_FIGURE.fullmatch(word.text) for word in (*a, *b)) for a, b in pairs)
    return both >= max(_TELLING - 1, 0.6 * (run.count - 1))


def _is_row(run: Run, line: Line) -> bool:
    """Tells whether a line has words in at least two columns."""
    return sum(bool(words) for words in _split(run, [line])) >= 2


def _first_text(run: Run, line: Line) -> str:
    return " ".join(word.text for word in _split(run, [line])[0])


def _grouped(lines: Sequence[Line], begins: Sequence[bool]) -> list[list[Line]]:
    groups: list[list[Line]] = [[lines[0]]]
    for line, new in zip(lines[1:], begins, strict=True):
        if new:
            groups.append([])
        groups[-1].append(line)
    return groups


def _split(run: Run, lines: Sequence[Line]) -> list[list[Word]]:
    """Gives the words of some lines by columns."""
    columns: list[list[Word]] = [[] for _ in range(run.count)]
    for line in lines:
        for word in line.words:
            columns[run.column((word.x0 + word.x1) / 2)].append(word)
    return columns


def table_of(
    run: Run, separators: Sequence[float], shades: Sequence[Shade], *, left: float, right: float, file: str, page: int
) -> Table:
    """Gives the table that a run is. left, right: where the page's text begins and ends."""
    edges = [left, *((a + b) / 2 for a, b in run.rivers), right]
    ends = [
        max(
            (word.x1 for line in run.lines for word in line.words if run.column((word.x0 + word.x1) / 2) == c),
            default=edges[c + 1],
        )
        for c in range(run.count)
    ]
    rows = []
    for lines in rows_of(run, separators):
        top, bottom = min(line.top for line in lines), max(line.bottom for line in lines)
        cells: list[Cell | None] = []
        for column, words in enumerate(_split(run, lines)):
            place = Place(file, page, bbox=(edges[column], top, edges[column + 1], bottom))
            texts = texts_of(words, left=edges[column], right=ends[column])
            bold = bool(words) and line_of(words).bold
            cells.append(
                Cell(
                    "\n".join(texts),
                    place,
                    paragraphs=tuple(Paragraph(text, place, bold=bold) for text in texts),
                    fill=_fill(place.bbox, shades),
                )
            )
        rows.append(tuple(cells))
    box = (left, run.lines[0].top, right, run.lines[-1].bottom)
    return Table(tuple(rows), Place(file, page, bbox=box), (page, page))


def _fill(box: tuple[float, float, float, float] | None, shades: Sequence[Shade]) -> str | None:
    """Gives the colour behind a cell, by its middle."""
    if box is None:
        return None
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return next(
        (shade.colour for shade in reversed(shades) if shade.x0 <= x <= shade.x1 and shade.top <= y <= shade.bottom),
        None,
    )
