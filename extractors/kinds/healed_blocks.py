"""Paragraphs of a conclusion made whole: what layout or recognition tore joined, a lead at a paragraph's end parted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.kinds.criteria import criterion_leading
from extractors.kinds.labels import kinds_named, read_item
from extractors.records import Paragraph, ParagraphKind, Table

_RUNNING = {ParagraphKind.PARAGRAPH, ParagraphKind.LIST_ITEM}
_TORN = re.compile(
    r"^\(?\s*(?:(?:кр|крит|критерий|к)\.?\s*)?(?:[А-ЯA-Z]\.)?\d{1,2}\.\d{1,2}\s*[)\]]\s*[.;]?$", re.IGNORECASE
)


def healed(blocks: Sequence[Paragraph | Table]) -> list[Paragraph | Table]:
    """Joins what layout or recognition tore: a bracketed criterion on a line of its own, a sentence that goes on in
    lower case.
    """
    healed: list[Paragraph | Table] = []
    for block in blocks:
        last = healed[-1] if healed else None
        if (
            isinstance(block, Paragraph)
            and isinstance(last, Paragraph)
            and (last.kind in _RUNNING or (last.kind is ParagraphKind.HEADING and criterion_leading(last.text)))
            and block.kind is ParagraphKind.PARAGRAPH
            and not block.number
        ):
            goes_on = (
                re.match(r"^\W{0,3}[а-яёөүңa-z]", block.text)
                and not re.search(r"[.!?:;]$", last.text)
                and len(last.text.split()) > 3
                and not last.bold
            )
            if _TORN.match(block.text.strip()) or goes_on:
                healed[-1] = replace(last, text=f"{last.text} {block.text}")
                continue
        healed.append(block)
    return healed


def led(paragraph: Paragraph) -> tuple[Paragraph, ...]:
    """Parts the lead that layout left at the end of a paragraph: «Сильные стороны: … камера. Замечания:»."""
    match = re.search(r"(?<=[.!?])\s+([^.!?:]{3,40}:)\s*$", paragraph.text)
    if match is None or not (kinds_named(match[1]) or read_item(match[1]).labelled):
        return (paragraph,)
    lead = replace(paragraph, text=match[1], number=None, kind=ParagraphKind.PARAGRAPH, bold=False)
    return (replace(paragraph, text=paragraph.text[: match.start()]), lead)
