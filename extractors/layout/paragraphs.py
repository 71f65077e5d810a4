"""Lines → paragraphs: headings by size and weight, list items with their marks apart, footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.layout.cells import BULLETS, ended_early
from extractors.layout.lines import Line, joined
from extractors.layout.page import Flow
from extractors.records import Paragraph, ParagraphKind, Place

_MARK = re.compile(rf"([{BULLETS}]|[-–—*](?=\s)|\(?\d{{1,3}}(?:\.\d{{1,2}})*[.)](?=\s|[^\W\d_])|\d{{1,2}}(?:\.\d{{1,2}})+(?=\s)|[^\W\d_]\)(?=\s)|(?=[IVX])[IVX]{{1,5}}[.)](?=\s))\s*")
_ENDED = re.compile(r"[.!?;:…][»\")\]]*$")
_LONGEST_HEADING = 200


@dataclass(frozen=True, slots=True)
class Body:
    """The usual look of a document's text. size: points; leading: points between lines."""

    size: float
    leading: float


def body_of(flows: Iterable[Flow]) -> Body:
    """Gives the size that most letters have, and the usual distance between lines of it."""
    sizes: Counter[float] = Counter()
    steps: Counter[float] = Counter()
    for flow in flows:
        for line in flow.lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
        for before, line in zip(flow.lines, flow.lines[1:], strict=False):
            if 0 < line.middle - before.middle < 40:
                steps[round(line.middle - before.middle)] += 1
    size = sizes.most_common(1)[0][0] if sizes else 11.0
    return Body(size, float(steps.most_common(1)[0][0]) if steps else 1.2 * size)


def paragraphs_of(flow: Flow, body: Body, *, file: str, page: int) -> list[Paragraph]:
    """Gives the paragraphs of a flow of lines."""
    groups: list[list[Line]] = []
    for line in flow.lines:
        if groups and not _begins(groups[-1], line, flow, body):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_paragraph(group, flow, body, file=file, page=page) for group in groups]


def _begins(group: Sequence[Line], line: Line, flow: Flow, body: Body) -> bool:
    """Tells whether a line begins a paragraph."""
    before = group[-1]
    step = line.middle - before.middle
    ended = bool(_ENDED.search(before.text))
    lower = line.text[:1].islower()
    if step < 0 or step > 1.55 * max(body.leading, 1.15 * line.size) + 1:
        return True
    if abs(line.size - before.size) > 0.12 * body.size and line.size > 0 and before.size > 0:
        return True
    if line.bold != before.bold and (ended_early(before, line, right=flow.right) or line.bold) and not lower:
        return True
    mark = _MARK.match(line.text)
    if mark and (ended or ended_early(before, line, right=flow.right) or mark.group(1)[0] in BULLETS):
        return True
    if lower:
        return False
    if ended_early(before, line, right=flow.right):
        return True
    indent = line.x0 - min(one.x0 for one in (group[1:] or group))
    return indent > 8 and ended and before.x1 > flow.right - 0.2 * (flow.right - flow.left)


def _paragraph(group: Sequence[Line], flow: Flow, body: Body, *, file: str, page: int) -> Paragraph:
    text = joined([line.text for line in group])
    box = (min(line.x0 for line in group), min(line.top for line in group), max(line.x1 for line in group), max(line.bottom for line in group))
    place = Place(file, page, bbox=box)
    bold = all(line.bold for line in group)
    size = max(line.size for line in group)
    mark = _MARK.match(text)
    number = mark.group(1) if mark else None
    rest = text[mark.end() :] if mark else text
    if (bold or size > 1.12 * body.size) and len(text) <= _LONGEST_HEADING and any(sign.isalpha() for sign in text):
        level = 1 if size > 1.12 * body.size else 2
        return Paragraph(rest, place, ParagraphKind.HEADING, level, number, bold)
    if mark and rest:
        level = 1 + max(0, round((group[0].x0 - flow.left) / 18))
        return Paragraph(rest, place, ParagraphKind.LIST_ITEM, level, number, bold)
    return Paragraph(text, place, ParagraphKind.PARAGRAPH, None, None, bold)
