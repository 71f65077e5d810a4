"""Plain text: a paragraph a line, or a table where every line is a row; HTML goes to its own reader."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from extractors.errors import DamagedError
from extractors.formats.encodings import decoded
from extractors.formats.fingerprint import sha256
from extractors.formats.html_blocks import html_blocks
from extractors.formats.signature import media_of
from extractors.languages.letters import clean
from extractors.records import Cell, Document, Paragraph, Place, Problem, Table

_LARGEST = 64 * 2**20
# A table of text has at least so many columns and rows.
_COLUMNS, _ROWS = 3, 2


def read(path: Path, file: str) -> Document:
    """Gives the document of a text or HTML file.

    Raises: DamagedError when it is larger than any paper.
    """
    data = path.read_bytes()
    if len(data) > _LARGEST:
        raise DamagedError(file, cause=f"{len(data)} bytes")
    text, left_out = decoded(data), Counter[str]()
    is_html = media_of(path) == "html"
    blocks = tuple(html_blocks(text, file, left_out) if is_html else text_blocks(text, file))
    problems = left_out_problems(left_out, file)
    return Document(file=file, sha256=sha256(path), media="unknown", blocks=blocks, problems=problems)


def left_out_problems(left_out: Counter[str], file: str) -> tuple[Problem, ...]:
    """Gives what is to be told of letters left out, by why."""
    return tuple(
        Problem(code, values=(("count", str(count)), ("file", file)))
        for code, count in sorted(left_out.items())
        if count
    )


def text_blocks(text: str, file: str) -> Iterator[Paragraph | Table]:
    """Gives a paragraph a line, empty lines left out; lines that are rows of one table are that table."""
    lines = [line for line in (clean(line).strip(" \r\n") for line in text.splitlines()) if line.strip()]
    rows = _rows(lines)
    if rows:
        place = Place(file, table=1)
        yield Table(tuple(_row(row, number, place) for number, row in enumerate(rows, start=1)), place)
        return
    for number, line in enumerate(lines, start=1):
        yield Paragraph(line.strip(), Place(file, paragraph=number))


def _rows(lines: Sequence[str]) -> list[list[str]]:
    """Gives the rows of a table saved as text, none when some line has other columns or the first a blank one."""
    for sign in ("\t", ";", ","):
        if len(lines) < _ROWS or lines[0].count(sign) < _COLUMNS - 1:
            continue
        try:
            rows = [[text.strip() for text in row] for row in csv.reader(lines, delimiter=sign, strict=True)]
        except csv.Error:
            continue
        if len({len(row) for row in rows}) == 1 and len(rows) >= _ROWS and all(rows[0]):
            return rows
    return []


def _row(texts: Sequence[str], number: int, place: Place) -> tuple[Cell, ...]:
    places = [Place(place.file, table=place.table, row=number, column=column + 1) for column in range(len(texts))]
    return tuple(
        Cell(text, at, paragraphs=(Paragraph(text, at),) if text else ())
        for text, at in zip(texts, places, strict=True)
    )
