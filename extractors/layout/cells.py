"""Words inside one cell → its text: lines, turned text, paragraphs and list items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors.joins import joined, pieces_joined
from extractors.layout.lines import Line, lines_of
from extractors.page_content import Word

BULLETS = "•●▪■□◦○·∙‣➢➤❖→✓✔"
MARKER = re.compile(
    rf"(?:[{BULLETS}]|[-–—*](?=\s)|\(?\d{{1,2}}(?:\.\d{{1,2}})*[.)](?=\s|[^\W\d_])|[^\W\d_]\)(?=\s|$))\s*"
)
_ENDED = re.compile(r"[.!?;:…][»\")\]]*$")
_STARTS_FRESH = re.compile(r"[«\"(]*[^\W\d_]")


def texts_of(words: Sequence[Word], *, left: float, right: float) -> list[str]:
    """Gives the paragraphs of a cell whose room runs from `left` to `right`."""
    upright = [word for word in words if not word.angle]
    texts = paragraphs_of(lines_of(upright), left=left, right=right) if upright else []
    for angle in (90, 270):
        turned = [word for word in words if word.angle == angle]
        if turned:
            texts.append(joined([line.text for line in _turned_lines(turned, angle)]))
    other = [word for word in words if word.angle == 180]
    return [*texts, *([joined([word.text for word in reversed(other)])] if other else [])]


def _turned_lines(words: Sequence[Word], angle: int) -> list[Line]:
    """Gives the lines of text that reads upwards (90) or downwards (270)."""
    laid = []
    for word in words:
        along = (-word.bottom, -word.top) if angle == 90 else (word.top, word.bottom)
        deep = (word.x0, word.x1) if angle == 90 else (-word.x1, -word.x0)
        laid.append(Word(word.text, along[0], deep[0], along[1], deep[1], word.size, word.bold, word.confidence))
    return lines_of(laid)


def paragraphs_of(lines: Sequence[Line], *, left: float, right: float) -> list[str]:
    """Gives the text of lines, a paragraph each: a new one begins at a marker, after a blank, or where a line was
    ended early.
    """
    if not lines:
        return []
    padding = max(0.0, min(min(line.x0 for line in lines) - left, 12.0))
    groups: list[list[Line]] = [[lines[0]]]
    leading = _leading(lines)
    for before, line in pairwise(lines):
        if starts_paragraph(before, line, right=right - padding, leading=leading):
            groups.append([])
        groups[-1].append(line)
    return [_text_of(group, right - padding) for group in groups]


def _text_of(lines: Sequence[Line], right: float) -> str:
    """Gives the text of one paragraph of a cell."""
    full = [right - line.x1 < 0.75 * max(line.size, 6.0) for line in lines]
    return joined(pieces_joined([line.text for line in lines], full))


def _leading(lines: Sequence[Line]) -> float:
    """Gives the usual distance between lines, 0 for a single one."""
    steps = sorted(after.middle - before.middle for before, after in pairwise(lines))
    return steps[len(steps) // 4] if steps else 0.0


def starts_paragraph(before: Line, line: Line, *, right: float, leading: float) -> bool:
    """Tells whether a line begins a paragraph rather than going on with the one before."""
    ended = bool(_ENDED.search(before.text))
    if leading and line.middle - before.middle > 1.45 * leading + 1:
        return ended or not line.text[:1].islower()
    marked = MARKER.match(line.text)
    if marked:
        return ended or marked.group()[0] not in "-–—*" or ended_early(before, line, right=right)
    if not _STARTS_FRESH.match(line.text) or line.text.lstrip('«"(')[:1].islower():
        return False
    return ended_early(before, line, right=right)


def ended_early(before: Line, line: Line, *, right: float) -> bool:
    """Tells whether the next line's first word would still have fitted: then somebody pressed Enter."""
    first = line.words[0]
    space = 0.3 * max(first.size, 6.0)
    room = right - before.x1
    return room > first.x1 - first.x0 + 2 * space + 4
