"""Which rows at the top of a table are its head: by numbering rows, spans, weight, shade, wording, and what stands
below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.grid import Owner, distinct, is_numbering, owners
from extractors.head_words import best
from extractors.languages.letters import fold
from extractors.records import Cell, Table

HEAD_ROWS = 6  # a head is looked for in so many rows from the top
DEEPEST_HEAD = 4  # rows that one head may take
LEAST_REPEATED = 8  # letters; a row said again further down is the head repeated when it has more
LONGEST_HEAD = 14  # words; longer texts are sentences
_ITEM = re.compile(r"\(?(?:№\s*)?(?:\d{1,3}|[А-ЯA-ZӨҮҢ])(?:\.\d{1,2})*[.)]?|[А-ЯA-ZӨҮҢ]{1,3}[-–.]\d{1,3}")
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}|\b20\d\d\b")

_Row = tuple[Owner, ...]


def with_heads(table: Table) -> Table:
    """Gives the table with the cells of its head rows marked, a head repeated further down too; what is marked stays
    so.
    """
    depth = head_depth(table)
    if not depth:
        return table
    heads = {text for row in table.rows[:depth] if len(text := row_text(row)) > LEAST_REPEATED}
    repeated = {index for index, row in enumerate(table.rows) if index >= depth and row_text(row) in heads}
    rows = [
        tuple(
            replace(cell, header=True)
            if cell is not None and (index < depth or index in repeated) and not cell.header
            else cell
            for cell in row
        )
        for index, row in enumerate(table.rows)
    ]
    return replace(table, rows=tuple(rows))


def row_text(row: Sequence[Cell | None]) -> str:
    """Gives a row's words for comparison: folded, letters and figures only."""
    return re.sub(r"[\W_]+", "", fold("".join(cell.text for cell in row if cell is not None)))


def head_depth(table: Table) -> int:
    """Gives the number of rows at the top that are the head (with titles above and a numbering row below), 0 without
    one.
    """
    grid = owners(table)[: HEAD_ROWS + DEEPEST_HEAD + 4]
    declared = _declared(table)
    if declared:
        return _with_numbering(grid, declared)
    for index, row in enumerate(grid[:HEAD_ROWS]):
        if is_numbering(row) and _is_counting(row):
            return index + 1
    first = next((index for index, row in enumerate(grid[:HEAD_ROWS]) if len(_filled(row)) >= 2), None)
    if first is None or not looks_like_head(grid, first):
        return 0
    return _with_numbering(grid, _deepened(grid, first))


def _declared(table: Table) -> int:
    """Gives the number of leading rows that the format marks as head."""
    depth = 0
    for row in table.rows:
        if not any(cell is not None and cell.header for cell in row):
            break
        depth += 1
    return depth if depth < len(table.rows) else 0


def _is_counting(row: _Row) -> bool:
    """Tells whether a numbering row begins with 1, so that it is no row of figures."""
    return next(owner.text for owner in distinct(row) if owner.text).rstrip(".)") == "1"


def _with_numbering(grid: Sequence[_Row], depth: int) -> int:
    return depth + 1 if depth < len(grid) and is_numbering(grid[depth]) and _is_counting(grid[depth]) else depth


def _filled(row: _Row) -> list[Owner]:
    return [owner for owner in distinct(row) if owner.text]


def looks_like_head(grid: Sequence[_Row], index: int) -> bool:
    """Tells whether a row heads the rows below it."""
    row = grid[index]
    filled = _filled(row)
    if len(filled) < 2 or any(len(owner.text.split()) > LONGEST_HEAD for owner in filled):
        return False
    if _ITEM.fullmatch(filled[0].text) and row[0].text and not _stands_out(grid, index):
        return False
    said = sum(best(owner.text) is not None for owner in filled)
    if said >= max(2, 0.5 * len(filled)) and not any(_DATE.search(owner.text) for owner in filled):
        return True
    if _stands_out(grid, index):
        return True
    return _heads_by_shape(grid, index, filled)


def _stands_out(grid: Sequence[_Row], index: int) -> bool:
    """Tells whether a row is set bold or shaded as the rows below are not."""
    below = [row for row in grid[index + 1 : index + 7] if len(_filled(row)) >= 2]
    if not below:
        return False
    for has in (_is_bold, _is_shaded):
        if all(has(owner.cell) for owner in _filled(grid[index])) and not has(_filled(below[-1])[-1].cell):
            others = [owner for row in below[1:] or below for owner in _filled(row)]
            return sum(has(owner.cell) for owner in others) < 0.5 * len(others)
    return False


def _is_bold(cell: Cell | None) -> bool:
    return cell is not None and bool(cell.paragraphs) and all(paragraph.bold for paragraph in cell.paragraphs)


def _is_shaded(cell: Cell | None) -> bool:
    return cell is not None and cell.fill is not None


def _heads_by_shape(grid: Sequence[_Row], index: int, filled: Sequence[Owner]) -> bool:
    """Tells whether short words stand over cells of another make: item numbers in the first column, long texts
    elsewhere.
    """
    below = [row for row in grid[index + 1 :] if len(_filled(row)) >= 2]
    if not below or len(filled) < len(distinct(grid[index])) or any(_DATE.search(owner.text) for owner in filled):
        return False
    if max(len(owner.text.split()) for owner in filled) > 6:
        return False
    numbered = sum(bool(_ITEM.fullmatch(row[0].text)) for row in below) >= max(1, 0.6 * len(below))
    if numbered and not _ITEM.fullmatch(filled[0].text):
        return True
    words = [len(owner.text.split()) for row in below for owner in _filled(row)]
    heads = [len(owner.text.split()) for owner in filled]
    return len(below) >= 2 and sum(words) / len(words) > 2.5 * sum(heads) / len(heads)


def _deepened(grid: Sequence[_Row], first: int) -> int:
    """Gives where the head that begins in a row ends: spans down, and lower heads under wide ones, belong to it."""
    depth = first + 1
    for owner in distinct(grid[first]):
        if owner.cell is not None and owner.row == first and owner.text:
            depth = max(depth, min(first + owner.cell.rowspan, first + DEEPEST_HEAD))
    if depth == first + 1 and depth < len(grid) and _has_lower_heads(grid, first):
        depth += 1
    return min(depth, max(len(grid) - 1, first + 1))


def _has_lower_heads(grid: Sequence[_Row], first: int) -> bool:
    """Tells whether the next row says only what parts of wide heads are, with blanks under the narrow ones."""
    upper, lower = grid[first], grid[first + 1]
    wide = [
        column for column, owner in enumerate(upper) if owner.cell is not None and owner.cell.colspan > 1 and owner.text
    ]
    narrow = [column for column in range(len(upper)) if column not in wide]
    if not wide or len(wide) == len(upper):
        return False
    texts = [lower[column].text for column in wide]
    if sum(bool(text) for text in texts) < 2 or any(len(text.split()) > 8 for text in texts):
        return False
    return all(not lower[column].text or lower[column] == upper[column] for column in narrow)
