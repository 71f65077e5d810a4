"""Filling a Word file in which facts are named in braces: in paragraphs, in table rows and paragraphs to repeat."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph

from flows.outputs.safe_text import visible

_NAME = re.compile(r"\{(\w+)\}")
_ROW_NAMES = frozenset({"number", "criterion", "finding", "why", "ask"})


def fill_frame(
    frame: Any, facts: Mapping[str, str], *, rows: Sequence[Mapping[str, str]], lists: Mapping[str, Sequence[str]]
) -> None:
    """Fills the frame in place. A paragraph that names only empty facts is left out, as is a table without rows."""
    for table in list(frame.tables):
        _fill_table(table, rows)
    for paragraph in list(_paragraphs(frame)):
        names = set(_NAME.findall(paragraph.text))
        repeated = next((name for name in names if name in lists), None)
        if repeated:
            _repeat(paragraph, repeated, lists[repeated])
        elif names and not any(facts.get(name, name) for name in names):
            _remove(paragraph)
        else:
            _put(paragraph, facts)


def _paragraphs(frame: Any) -> Iterator[Paragraph]:
    """Yields the paragraphs of the body, of all tables, of heads and feet."""
    yield from frame.paragraphs
    for table in frame.tables:
        yield from _cell_paragraphs(table)
    for section in frame.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            yield from part.paragraphs
            for table in part.tables:
                yield from _cell_paragraphs(table)


def _cell_paragraphs(table: Table) -> Iterator[Paragraph]:
    for row in table.rows:
        for cell in row.cells:
            yield from cell.paragraphs


def _fill_table(table: Table, rows: Sequence[Mapping[str, str]]) -> None:
    """Repeats the row that names parts of a finding; its table goes when there is nothing to put into it."""
    for row in table.rows:
        text = "".join(cell.text for cell in row.cells)
        if not _ROW_NAMES & set(_NAME.findall(text)):
            continue
        for facts in rows:
            copied = deepcopy(row._tr)
            row._tr.addprevious(copied)
            for paragraph in copied.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"):
                _put(Paragraph(paragraph, row._parent), facts)
        table._tbl.remove(row._tr)
        if not rows:
            _drop(table._tbl)
        return


def _repeat(paragraph: Paragraph, name: str, texts: Sequence[str]) -> None:
    for text in texts:
        copied = deepcopy(paragraph._p)
        paragraph._p.addprevious(copied)
        _put(Paragraph(copied, paragraph._parent), {name: text})
    _remove(paragraph)


def _remove(paragraph: Paragraph) -> None:
    _drop(paragraph._p)


def _drop(element: Any) -> None:
    element.getparent().remove(element)


def _put(paragraph: Paragraph, facts: Mapping[str, str]) -> None:
    """Puts the facts in; names that Word has split over several runs are joined in the first of them."""
    if not any(name in facts for name in _NAME.findall(paragraph.text)):
        return
    runs = paragraph.runs
    if not all(_NAME.sub("", run.text).count("{") == 0 for run in runs):
        runs[0].text = "".join(run.text for run in runs)
        for run in runs[1:]:
            _drop(run._r)
        runs = runs[:1]
    for run in runs:
        if _NAME.search(run.text):
            run.text = _NAME.sub(lambda found: visible(facts.get(found.group(1), found.group())), run.text)


def fingerprint(content: bytes) -> str:
    """Gives a short sign of a letter's words, the same however Word saves them."""
    document = WordDocument(BytesIO(content))
    words = "\n".join(paragraph.text for paragraph in _paragraphs(document))
    return hashlib.sha256(words.encode("utf-8")).hexdigest()[:32]


def is_untouched(path: Path) -> bool:
    """Tells whether the letter may be replaced: it is not there, or its words are those that the program wrote."""
    if not path.exists():
        return True
    try:
        content = path.read_bytes()
        return bool(WordDocument(BytesIO(content)).core_properties.identifier == fingerprint(content))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError):
        return False  # not a Word file any more: somebody's, whatever it is
