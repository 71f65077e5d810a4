"""Annexes (тиркеме / приложение): the supporting papers of a file, each with its labels, title and number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import PurePosixPath

from extractors.evidence_names import annex_labels, annex_word
from extractors.languages.letters import fold
from extractors.records import (
    Annex,
    Document,
    DocumentKind,
    Identification,
    PaperRecords,
    Paragraph,
    Place,
    Table,
)

_HEADING_LENGTH = 120
_TITLE_LENGTH = 300
_TEXT_LENGTH = 6_000


def extract(document: Document) -> PaperRecords:
    """Gives the annexes that a file holds: one, or several told apart by their headings.

    Args: document: a file already known to be supporting papers.
    """
    blocks = tuple(piece for block in document.blocks for piece in _pieces(block))
    annexes = tuple(_annex(blocks[start:end]) for start, end in _spans(blocks, _headings(blocks)))
    if not annexes:
        annexes = (Annex(Place(document.file), _from_name(document.file)),)
    if len(annexes) == 1 and not annexes[0].labels:
        only = annexes[0]
        annexes = (Annex(only.place, _from_name(document.file), only.title, only.text, only.day, only.number),)
    return PaperRecords(document, Identification(DocumentKind.EVIDENCE, 1.0), annexes=annexes)


def _from_name(file: str) -> tuple[str, ...]:
    """Gives the labels that a file's name tells: «Приложение 4. Акт.docx», «3-тиркеме.docx», "5.docx"."""
    stem = re.sub(r"[_]+", " ", PurePosixPath(file).stem)
    labels = annex_labels(stem)
    if labels:
        return labels
    bare = re.fullmatch(r"\s*№?\s*(\d{1,2}|[А-ЯӨҮA-Z])\s*", stem)
    if bare:
        return (bare[1],)
    # «04_акт сверки», «7. Накладная»: set off or with a nought in front; «2 курс», «12.03.2026» are no labels.
    leading = re.match(r"№?\s*(?:0(\d)(?=[\s_.)-]+[^\W\d])|(\d{1,2})(?:_|[.)]\s|\s*[-–]\s)\s*[^\W\d])", _stem(file))
    return (leading[1] or leading[2],) if leading else ()


def _stem(file: str) -> str:
    return PurePosixPath(file).stem.strip()


def _pieces(block: Paragraph | Table) -> tuple[Paragraph | Table, ...]:
    """Cuts a paragraph that layout joined where the next annex opens («… бекитилген. Тиркеме 2.»)."""
    if isinstance(block, Table):
        return (block,)
    cuts = [found.end() for found in re.finditer(r"\n\s*|(?<=[.!?;])\s+(?=\S)", block.text)]
    opening = [cut for cut in cuts if (found := _label(block.text[cut:])) and re.match(r"\s*(?:[.:«\n]|$)", found)]
    bounds = [0, *opening, len(block.text)]
    parts = [block.text[start:end].strip() for start, end in pairwise(bounds)]
    return tuple(replace(block, text=part) for part in parts) if len(parts) > 1 else (block,)


def _label(text: str) -> str | None:
    """Gives what follows the annex's own label at the head of a text («Тиркеме 2» of «Тиркеме 2. Тест»: «. Тест»)."""
    found = re.match(r"(?:№\s*)?(?:\w+\.?\s*(?:№|N)?\s*\d{1,3}|\d{1,3}\s*-?\s*\w+)(?!\w)", text)
    return text[found.end() :] if found and text[0].upper() == text[0] and _opens(found[0]) else None


def _headings(blocks: Sequence[Paragraph | Table]) -> list[int]:
    """Gives the blocks that open an annex: a short line that is or begins with the annex's own label."""
    return [
        place
        for place, block in enumerate(blocks)
        if isinstance(block, Paragraph) and _opens(block.text) and (
            len(block.text.split("\n")[0]) <= _HEADING_LENGTH or re.match(r"\s*[.:«]", _label(block.text) or "")
        )
    ]


def _opens(text: str) -> bool:
    first = text.strip().split("\n")[0].strip()
    plain = re.sub(r"^[\W_]+", "", fold(first))  # recognition sets specks before the words
    named = re.match(rf"{annex_word()}\.?\s*(?:№|n)?\s*(?:\d{{1,3}}|[а-яa-z])(?![\w])", plain)
    numbered = re.match(r"(?:№\s*)?\d{1,3}(?:\s*-?\s*(?:тирк|косумча)|-(?:документ|файл|папка))\w*", plain)
    return bool(named or numbered) and bool(annex_labels(first))


def _spans(blocks: Sequence[Paragraph | Table], starts: list[int]) -> list[tuple[int, int]]:
    count = len(blocks)
    if not starts:
        return [(0, count)] if count else []
    bounds = [*starts, count]
    return [*_before(blocks, starts[0]), *((bounds[place], bounds[place + 1]) for place in range(len(starts)))]


def _before(blocks: Sequence[Paragraph | Table], first: int) -> list[tuple[int, int]]:
    """Gives the papers that stand, without a label, before the first labelled one: each page is one."""
    pages = [blocks[place].place.page for place in range(first)]
    cuts = [place for place in range(first) if place == 0 or pages[place] != pages[place - 1]]
    return [(start, end) for start, end in pairwise([*cuts, first])]


def _annex(blocks: Sequence[Paragraph | Table]) -> Annex:
    lines = [line for block in blocks for line in _lines(block)]
    head = blocks[0]
    labels = annex_labels(head.text.split("\n")[0]) if isinstance(head, Paragraph) and _opens(head.text) else ()
    title = " ".join(lines[:4])[:_TITLE_LENGTH]
    text = "\n".join(lines)[:_TEXT_LENGTH]
    return Annex(head.place, labels, title, text, None, _own_number(title))


def _lines(block: Paragraph | Table) -> list[str]:
    if isinstance(block, Paragraph):
        return [line.strip() for line in block.text.split("\n") if line.strip()]
    return [" | ".join(cell.text.strip() for cell in row if cell is not None) for row in block.rows]


def _own_number(title: str) -> str | None:
    """Gives the paper's own number («ПРИКАЗ № 12», «№ 27 буйрук»)."""
    match = re.search(r"№\s*(\d[\w/-]*)", re.sub(r"(?i)(?:приложени\w*|тиркеме\w*)\s*№?\s*\d+", "", title))
    return match[1] if match else None
