"""Paragraphs of a conclusion made whole: what layout or recognition tore joined, a lead at a paragraph's end parted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extractors.kinds.criteria import criterion_leading
from extractors.kinds.label_heads import head_of
from extractors.kinds.labels import code_alone, kinds_named, one_line, read_item
from extractors.languages.letters import fold
from extractors.lexicon import words
from extractors.records import Paragraph, ParagraphKind, Table

LABEL_WORDS = 10  # at most, of a line that is nothing but a label with its number and criterion
FEWEST_BARE = 2  # labels without any number on lines of their own that make it the paper's habit
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


def joined_to_labels(blocks: Sequence[Paragraph | Table]) -> list[Paragraph | Table]:
    """Joins a label that has a line of its own to the finding below it: «Замечание (п. 1.3)», «Рекомендация № 2».

    A label of several («Замечания (п. 1.3)»), or one above a list, opens a list: it stays. So does a label without any
    number when it is the only one: that may be a title.
    """
    alone = {at for at in range(len(blocks)) if _labels_the_next(blocks, at)}
    bare = {at for at in alone if not re.search(r"\d", fold(_said(blocks[at])))}
    if len(alone) == len(bare) < FEWEST_BARE:
        return list(blocks)
    joined: list[Paragraph | Table] = []
    for at, block in enumerate(blocks):
        if at - 1 in alone and isinstance(block, Paragraph):
            block = replace(block, text=f"{_said(blocks[at - 1]).rstrip(' .:')}: {block.text}", number=None, bold=False)
        if at not in alone:
            joined.append(block)
    return joined


def _labels_the_next(blocks: Sequence[Paragraph | Table], at: int) -> bool:
    label, below = blocks[at], blocks[at + 1] if at + 1 < len(blocks) else None
    if not (isinstance(label, Paragraph) and isinstance(below, Paragraph)):
        return False
    text = _said(label)
    head = head_of(text) if len(text.split()) <= LABEL_WORDS else None
    coded = code_alone(text) is not None
    labelled = coded or (head is not None and head.labelled)
    if not labelled or below.kind not in _RUNNING or below.bold or below.text.endswith(":"):
        return False
    further = blocks[at + 2] if at + 2 < len(blocks) else None
    listed = isinstance(further, Paragraph) and further.kind is below.kind is ParagraphKind.LIST_ITEM
    of_one = bool(_single() & set(re.findall(r"[^\W\d_]+", fold(text))))
    single = coded or of_one or (head is not None and head.code is not None)
    return single and not listed and not read_item(below.text).labelled


def _said(block: Paragraph | Table) -> str:
    """Gives what the line says, its automatic number included."""
    return one_line(f"{block.number or ''} {block.text}") if isinstance(block, Paragraph) else ""


@cache
def _single() -> set[str]:
    return {fold(word).split()[-1] for word in words("findings", "one_finding")}


def led(paragraph: Paragraph) -> tuple[Paragraph, ...]:
    """Parts the lead that layout left at the end of a paragraph: «Сильные стороны: … камера. Замечания:»."""
    match = re.search(r"(?<=[.!?])\s+([^.!?:]{3,40}:)\s*$", paragraph.text)
    if match is None or not (kinds_named(match[1]) or read_item(match[1]).labelled):
        return (paragraph,)
    lead = replace(paragraph, text=match[1], number=None, kind=ParagraphKind.PARAGRAPH, bold=False)
    return (replace(paragraph, text=paragraph.text[: match.start()]), lead)
