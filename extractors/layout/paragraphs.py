"""Lines → paragraphs: headings by size and weight, list items with their marks apart, footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.joins import joined
from extractors.layout.cells import BULLETS, ended_early
from extractors.layout.lines import Line
from extractors.layout.page import Flow
from extractors.records import Paragraph, ParagraphKind, Place

MARK = re.compile(
    rf"([{BULLETS}]|[-–—*](?=\s)|\(?\d{{1,3}}(?:\.\d{{1,2}})*[.)](?=\s|[^\W\d_])|\d{{1,2}}(?:\.\d{{1,2}})+(?=\s)|[^\W\d_]\)(?=\s)|(?=[IVX])[IVX]{{1,5}}[.)](?=\s))\s*"
)
NOTE = re.compile(r"([⁰¹²³⁴-⁹]{1,3}|\d{1,2}|\*{1,3})[.)]?\s*(?=[^\W\d_]|[«\"(№])")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_ENDED = re.compile(r"[.!?;:…][»\")\]]*$")
# A line to sign on, and a label that begins a line («Срок:», «Жооптуу:»).
_SIGNED = re.compile(r"_{4,}")
_LABEL = re.compile(r"[A-ZА-ЯЁӨҮҢ][\w-]+(?: [\w-]+)?:(?=\s)")
_LONGEST_HEADING = 200
# A number or letter that counts, with what stands before and after it.
_COUNT = re.compile(r"(\(?(?:\d{1,3}\.)*)(\d{1,3}|[^\W\d_])([.)]?)")
_DASHES = ("-", "–", "—", "*")
# A sentence ended, a little more space than usual parts paragraphs.
_APART = 1.14
# Share of the commonest distance's count from which a smaller one is the distance between lines.
_USUAL = 0.5
# Fewer lines are a block (an approval), whose last one may end anywhere.
_FULL_COLUMN = 6


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
        for before, line in pairwise(flow.lines):
            if 0 < line.middle - before.middle < 40:
                steps[round(line.middle - before.middle)] += 1
    size = sizes.most_common(1)[0][0] if sizes else 11.0
    # In a paper of many short paragraphs the space between these may be as usual as that between lines.
    most = max(steps.values(), default=0)
    leading = min((step for step, count in steps.items() if count >= _USUAL * most and step >= size), default=0.0)
    return Body(size, leading or (float(steps.most_common(1)[0][0]) if steps else 1.2 * size))


_BRACKET = 60  # letters of what stands in brackets and a page's end may cut


@dataclass(slots=True)
class Draft:
    """A paragraph in the making. own: number of its lines that stand on `page`; the others follow on later pages."""

    lines: list[Line]
    flow: Flow
    page: int
    own: int
    kind: ParagraphKind = ParagraphKind.PARAGRAPH

    @property
    def text(self) -> str:
        """Gives the text of its lines, hyphenation undone."""
        return joined([line.text for line in self.lines])


def drafts_of(flow: Flow, body: Body, *, page: int) -> list[Draft]:
    """Gives the paragraphs of a flow of lines."""
    groups: list[list[Line]] = []
    leading = _leading(flow.lines, body)
    for line in flow.lines:
        if groups and not _begins(groups[-1], line, flow, leading):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Draft(group, flow, page, len(group)) for group in groups]


def _leading(lines: Sequence[Line], body: Body) -> float:
    """Gives the usual distance between lines of a flow: its own where it has enough of them."""
    steps = sorted(after.middle - before.middle for before, after in pairwise(lines))
    close = [step for step in steps if 0 < step < 3 * body.size]
    return close[len(close) // 3] if len(close) >= 6 else body.leading


def goes_on(before: Draft, after: Draft, body: Body) -> bool:
    """Tells whether a paragraph at the end of a page (or column) goes on in the first one of the next."""
    last, first = before.lines[-1], after.lines[0]
    if _splits_brackets(last, first):
        return True
    if (
        last.bold != first.bold
        or abs(last.size - first.size) > 0.12 * body.size
        or (MARK.match(first.text) and not _splits_word(last, first))
    ):
        return False
    if _splits_word(last, first):
        return True
    ended, early = bool(_ENDED.search(last.text)), ended_early(last, first, right=before.flow.right)
    if first.text[:1].islower():
        return not ended or not early
    full = len(before.flow.lines) >= _FULL_COLUMN and len(after.flow.lines) >= 2
    return not ended and not early and first.x0 < after.flow.left + 8 and len(before.lines) > 1 and full


def _splits_word(last: Line, first: Line) -> bool:
    return bool(re.search(r"[^\W\d_][-\u00ad]$", last.text)) and first.text[:1].islower()


def _splits_brackets(last: Line, first: Line) -> bool:
    """Tells whether a bracket opens in one line and closes in the next: «… обменах (критерий», «7.2);»."""
    opened, closed = last.text.rfind("("), first.text.find(")")
    if (mark := MARK.match(first.text)) and ")" in mark.group(1):
        return False
    return opened > last.text.rfind(")") and 0 <= closed < _BRACKET and "(" not in first.text[:closed]


def _begins(group: Sequence[Line], line: Line, flow: Flow, leading: float) -> bool:
    """Tells whether a line begins a paragraph."""
    before = group[-1]
    step = line.middle - before.middle
    ended = bool(_ENDED.search(before.text))
    lower = line.text[:1].islower()
    if step < 0 or step > 1.35 * max(leading, 1.1 * line.size) + 1:
        return True
    if abs(line.size - before.size) > 0.12 * before.size and line.size > 0 and before.size > 0:
        return True
    if line.bold != before.bold and not lower and (line.bold or all(one.bold for one in group)):
        return True
    early = ended_early(before, line, right=flow.right)
    mark = MARK.match(line.text)
    if mark and _begins_item(mark, group, line, ended=ended, early=early):
        return True
    if lower:
        return False
    if ended and step > _APART * leading + 0.5:
        return True
    hangs = group[0].x0 - line.x0 > 8  # the paragraph has its first line set in, and this line goes on at the margin
    if _SIGNED.search(before.text) or _SIGNED.search(line.text) or (ended and not hangs and _LABEL.match(line.text)):
        return True
    return early or _is_indented(group, line, flow, ended=ended)


def _begins_item(mark: re.Match[str], group: Sequence[Line], line: Line, *, ended: bool, early: bool) -> bool:
    """Tells whether a mark begins a list item; a dash may as well go on with a sentence."""
    if mark.group(1)[0] in BULLETS or _counts_on(MARK.match(group[0].text), mark):
        return True
    if mark.group(1) not in _DASHES:
        return ended or early
    if group[-1].text.rstrip().endswith((":", ";")) or MARK.match(group[0].text):
        return ended or early
    return (ended or early) and not line.text[mark.end() :][:1].islower()


def _counts_on(before: re.Match[str] | None, mark: re.Match[str]) -> bool:
    """Tells whether a number is the next one after that of the paragraph before («1.» «2.», «3.1» «3.2», «а)» «б)»)."""
    if before is None:
        return False
    old, new = _COUNT.fullmatch(before.group(1)), _COUNT.fullmatch(mark.group(1))
    if old is None or new is None or old.group(1, 3) != new.group(1, 3):
        return False
    if old.group(2).isdecimal() and new.group(2).isdecimal():
        return int(new.group(2)) == int(old.group(2)) + 1
    return len(old.group(2)) == len(new.group(2)) == 1 and ord(new.group(2)) == ord(old.group(2)) + 1


def _is_indented(group: Sequence[Line], line: Line, flow: Flow, *, ended: bool) -> bool:
    """Tells whether a line is set in like the first line of a paragraph."""
    if not ended:
        return False
    if len(group) > 1:
        return line.x0 - min(one.x0 for one in group[1:]) > 8
    if any(abs(one.x0 - line.x0) < 2 and one.text[:1].islower() for one in flow.lines):
        return False  # a block set in, not a first line
    return line.x0 - flow.left > 8 and abs(line.x0 - group[0].x0) < 2 and group[0].x1 > flow.right - 12


def paragraph_of(draft: Draft, body: Body, *, file: str) -> Paragraph:
    """Gives a finished paragraph: its kind, its number or bullet apart, its place on the page where it begins."""
    text, own = draft.text, draft.lines[: draft.own]
    box = (
        min(line.x0 for line in own),
        min(line.top for line in own),
        max(line.x1 for line in own),
        max(line.bottom for line in own),
    )
    place = Place(file, draft.page, bbox=box)
    bold = all(line.bold for line in draft.lines)
    size = max(line.size for line in draft.lines)
    mark = MARK.match(text)
    number = mark.group(1) if mark else None
    rest = text[mark.end() :] if mark else text
    if draft.kind is ParagraphKind.FOOTNOTE:
        note = NOTE.match(text)
        return Paragraph(
            text[note.end() :] if note else text,
            place,
            draft.kind,
            None,
            note.group(1).translate(_RAISED) if note else None,
            bold,
        )
    if (bold or size > 1.12 * body.size) and len(text) <= _LONGEST_HEADING and any(sign.isalpha() for sign in text):
        level = 1 if size > 1.12 * body.size else 2
        return Paragraph(rest, place, ParagraphKind.HEADING, level, number, bold)
    if mark and rest:
        level = 1 + max(0, round((own[0].x0 - draft.flow.left) / 18))
        return Paragraph(rest, place, ParagraphKind.LIST_ITEM, level, number, bold)
    return Paragraph(text, place, ParagraphKind.PARAGRAPH, None, None, bold)


def mark_footnotes(drafts: Sequence[Draft], body: Body) -> None:
    """Marks the paragraphs at the foot of a page that are notes: smaller than the text, the first with a note's
    mark.
    """
    first = len(drafts)
    while first > 0 and drafts[first - 1].lines[0].size < 0.93 * body.size:
        first -= 1
    while first < len(drafts) and not NOTE.match(drafts[first].lines[0].text):
        first += 1
    for draft in drafts[first:]:
        draft.kind = ParagraphKind.FOOTNOTE
