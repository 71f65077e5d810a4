"""Tables typed without a table: lines whose columns are set off by tabs, wide gaps or strokes, as rows of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.kinds.anchors import standards_in
from extractors.kinds.headings import is_heading
from extractors.records import Cell, Document, Paragraph, Place, Table

FEWEST_COLUMNS = 3
FEWEST_ROWS = 3
ALIKE = 0.7  # share of lines that must have as many cells as the head, or one fewer
FEWEST_OWN = 3  # filled cells of a line without a number from which it is a row of its own

_GAPS = (re.compile(r"\t"), re.compile(r"\t+"), re.compile(r"\s*\|\s*"), re.compile(r"\t+| {3,}"))
_OPEN = (";", ",", "-", "–", "(")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a paragraph: its words in front of and behind tabs, the paragraph that it stands in."""

    text: str
    paragraph: Paragraph


def tabulated(document: Document) -> Document | None:
    """Gives the document with lines typed in columns as tables; None where there are none."""
    blocks: list[Paragraph | Table] = []
    run: list[Paragraph] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            run.append(block)
            continue
        blocks.extend(_laid(run))
        run = []
        blocks.append(block)
    blocks.extend(_laid(run))
    return replace(document, blocks=tuple(blocks)) if tuple(blocks) != document.blocks else None


def _laid(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph | Table]:
    """Gives paragraphs with the typed table among them, if there is one, in its place."""
    lines = [_Line(line, paragraph) for paragraph in paragraphs for line in _lines(paragraph)]
    for gap in _GAPS:
        typed = [at for at, line in enumerate(lines) if sum(map(bool, _cells(line, gap))) >= FEWEST_COLUMNS]
        if len(typed) < FEWEST_ROWS:
            continue
        width = len(_cells(lines[typed[0]], gap))
        alike = [at for at in typed if width - 1 <= len(_cells(lines[at], gap)) <= width]
        if len(alike) < ALIKE * len(typed):
            continue
        last = _last(lines, typed)
        table = _table(lines[typed[0] : last + 1], gap, width)
        inside = {id(line.paragraph) for line in lines[typed[0] : last + 1]}
        at = next(index for index, paragraph in enumerate(paragraphs) if id(paragraph) in inside)
        outside = [paragraph for paragraph in paragraphs if id(paragraph) not in inside]
        return [*outside[:at], table, *outside[at:]]
    return paragraphs


def _lines(paragraph: Paragraph) -> Sequence[str]:
    """Gives the lines of a paragraph, its automatic number as the first column of the first."""
    number = f"{paragraph.number.strip()}\t" if paragraph.number and "\t" in paragraph.text else ""
    return f"{number}{paragraph.text}".split("\n") if re.search(r"\t|\||   ", paragraph.text) else [paragraph.text]


def _last(lines: Sequence[_Line], typed: Sequence[int]) -> int:
    """Gives the last line of the table: its last row, and what that row's words run on to."""
    last = typed[-1]
    while last + 1 < len(lines) and _runs_on(lines[last + 1]):
        last += 1
    return last


def _runs_on(line: _Line) -> bool:
    """Tells whether a line goes on with the words of the row above."""
    return line.text.lstrip()[:1].islower()


def _cells(line: _Line, gap: re.Pattern[str]) -> list[str]:
    text = line.text.strip("\n ")
    text = text.strip("|") if "|" in gap.pattern else text
    return [cell.strip() for cell in gap.split(text.rstrip())]


def _table(lines: Sequence[_Line], gap: re.Pattern[str], width: int) -> Table:
    """Gives the lines as a table: rows, section rows, wrapped lines added to the cell that they go on with."""
    rows: list[list[tuple[str, Place]]] = []
    for line in lines:
        cells, place = _cells(line, gap)[:width], line.paragraph.place
        if not any(cells):
            continue
        single = len(cells) == 1 or sum(map(bool, cells)) == 1
        if rows and _goes_on(cells, line, rows[-1]):
            _add(rows[-1], cells)
        elif single and (standards_in(line.text) or is_heading(replace(line.paragraph, text=line.text.strip()))):
            rows.append([(line.text.strip(), place)])
        elif single and rows:
            _add(rows[-1], cells)
        else:
            rows.append([(text, place) for text in (*cells, *[""] * (width - len(cells)))])
    place = lines[0].paragraph.place
    return Table(tuple(_row(row, width) for row in rows), place)


def _goes_on(cells: Sequence[str], line: _Line, above: Sequence[tuple[str, Place]]) -> bool:
    """Tells whether a line is the wrapped rest of the row above: small letters, no number, few columns filled."""
    filled = [cell for cell in cells if cell]
    if len(above) == 1 or (len(cells) > 1 and cells[0]) or len(filled) >= FEWEST_OWN:
        return False
    return _runs_on(line) if len(cells) == 1 else all(cell[:1].islower() or cell[:1].isdigit() for cell in filled)


def _add(above: list[tuple[str, Place]], cells: Sequence[str]) -> None:
    """Adds words to the row above: each cell to its own column, a line without columns to the cell left open."""
    if len(cells) > 1:
        for at, cell in enumerate(cells):
            if cell:
                above[at] = (f"{above[at][0]}\n{cell}".strip(), above[at][1])
        return
    still = [at for at, (text, _) in enumerate(above) if text.endswith(_OPEN)]
    at = still[-1] if still else max(range(len(above)), key=lambda index: len(above[index][0]))
    above[at] = (f"{above[at][0]}\n{cells[0]}", above[at][1])


def _row(row: Sequence[tuple[str, Place]], width: int) -> tuple[Cell | None, ...]:
    if len(row) == 1:
        text, place = row[0]
        return (Cell(text, place, colspan=width, paragraphs=(Paragraph(text, place),)), *([None] * (width - 1)))
    return tuple(Cell(text, place, paragraphs=(Paragraph(text, place),)) for text, place in row)
