"""Heads, feet and page numbers: what pages repeat at their edges, told from the text by place, wording and counting."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extractors import lexicon
from extractors.languages.letters import fold
from extractors.layout.lines import Line
from extractors.layout.page import Flow, LaidPage
from extractors.records import Table

# Share of a page's height at its top and foot where running lines stand, and how many lines they are at most.
ZONE, MOST_LINES = 0.13, 3
# The outer margin proper: what two pages only repeat further in may be a letterhead or a title.
_MARGIN = 0.078
# Points by which the place of a repeated line may differ (a scan shifts).
_SHIFT = 12.0
_NUMBER = re.compile(r"\d+")
_ROMAN = re.compile(r"[ivxlc]+")


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line at a page's edge. top: whether at the top; outer: whether in the margin proper; words: without figures,
    for comparison; numbers: its figures.
    """

    page: int
    line: Line
    top: bool
    outer: bool
    words: str
    numbers: tuple[int, ...]


def without_running(pages: Sequence[LaidPage]) -> tuple[list[LaidPage], tuple[str, ...]]:
    """Gives the pages without their running lines, and these, each wording once."""
    edges = [edge for page in pages for edge in _edges(page)]
    numbers = [edge for edge in edges if _may_be_page_number(edge)]
    offsets = Counter(edge.numbers[0] - edge.page for edge in numbers if edge.numbers)
    dropped = {id(edge.line) for edge in numbers if _counts_pages(edge, offsets)}
    dropped |= _repeated(edges, len(pages))
    texts = dict.fromkeys(edge.line.text for edge in edges if id(edge.line) in dropped)
    return [_without(page, dropped) for page in pages] if dropped else list(pages), tuple(texts)


def _edges(page: LaidPage) -> list[_Edge]:
    """Gives the lines that stand first or last on a page, inside its edge zones."""
    lines = [line for piece in page.pieces if isinstance(piece, Flow) for line in piece.lines]
    found = []
    for line in sorted(lines, key=lambda line: line.top)[:MOST_LINES]:
        if line.bottom < ZONE * page.height:
            found.append(_edge(page, line, top=True))
    for line in sorted(lines, key=lambda line: -line.bottom)[:MOST_LINES]:
        if line.top > (1 - ZONE) * page.height and _is_lowest(page, line):
            found.append(_edge(page, line, top=False))
    return found


def _is_lowest(page: LaidPage, line: Line) -> bool:
    """Tells whether no table stands below the line."""
    boxes = [piece.place.bbox for piece in page.pieces if not isinstance(piece, Flow)]
    return all(box is None or box[3] <= line.bottom + 2 for box in boxes)


def _edge(page: LaidPage, line: Line, *, top: bool) -> _Edge:
    outer = line.bottom < _MARGIN * page.height if top else line.top > (1 - _MARGIN) * page.height
    text = fold(line.text)
    words = re.sub(r"[\W_]+", " ", _NUMBER.sub(" ", text)).strip()
    return _Edge(page.number, line, top, outer, words, tuple(int(number[:9]) for number in _NUMBER.findall(text)))


@cache
def _page_words() -> frozenset[str]:
    return frozenset(fold(word) for word in lexicon.words("layout", "page"))


def _may_be_page_number(edge: _Edge) -> bool:
    """Tells whether a line is nothing but a number of a page: «3», «- 3 -», «3-бет», «стр. 3 из 12», «iv»."""
    words = edge.words.split()
    if not set(words) <= _page_words():
        return bool(len(words) == 1 and not edge.numbers and _ROMAN.fullmatch(words[0]) and len(edge.line.text) <= 6)
    text = edge.line.text
    # «7.2);» ends a sentence of the page before: a criterion, an unopened bracket, a list that goes on.
    said = re.search(r"\d\.\d|;", text) or text.count(")") > text.count("(")
    return 1 <= len(edge.numbers) <= 2 and len(text) <= 24 and not said


def _counts_pages(edge: _Edge, offsets: Counter[int]) -> bool:
    """Tells whether a number is its page's: by a page word, as its own count, or as others are; a lone year is not."""
    if not edge.numbers or edge.words or len(edge.numbers) == 2:
        return True
    offset = edge.numbers[0] - edge.page
    return not re.search(r"\d[.)]", edge.line.text) and (offset == 0 or offsets[offset] >= 2)


def _repeated(edges: Sequence[_Edge], pages: int) -> set[int]:
    """Gives the lines that several pages repeat at the same height, word for word but for a page number that counts
    with them.
    """
    groups: dict[tuple[bool, str], list[_Edge]] = defaultdict(list)
    for edge in edges:
        if len(edge.words) >= 3:
            groups[edge.top, edge.words].append(edge)
    found: set[int] = set()
    for group in groups.values():
        for same in _same_height(group):
            if _runs(same, pages):
                found.update(id(edge.line) for edge in same)
    return found


def _same_height(group: Sequence[_Edge]) -> list[list[_Edge]]:
    runs: list[list[_Edge]] = []
    for edge in sorted(group, key=lambda edge: edge.line.top):
        if runs and edge.line.top - runs[-1][0].line.top <= _SHIFT:
            runs[-1].append(edge)
        else:
            runs.append([edge])
    return runs


def _runs(same: Sequence[_Edge], pages: int) -> bool:
    """Tells whether lines of one wording at one height are a running head: on enough pages, figures equal or
    page-counting.
    """
    numbers = {edge.page for edge in same}
    if len(numbers) < 2 or (len(numbers) < 3 and pages > 3):
        return False
    figures = {edge.numbers for edge in same}
    if len(figures) == 1:
        if all(edge.outer for edge in same):
            return len(numbers) >= 0.25 * pages or len(numbers) >= 4 or _next_to_each_other(numbers)
        return len(numbers) >= 5 and len(numbers) >= 0.6 * pages
    # «… лист 2»: one figure counts the pages, and a page word says so, or the line is smaller than all else.
    lengths = {len(one) for one in figures}
    if lengths == {len(same[0].numbers)}:
        varying = [index for index in range(len(same[0].numbers)) if len({edge.numbers[index] for edge in same}) > 1]
        if len(varying) == 1 and len({edge.numbers[varying[0]] - edge.page for edge in same}) == 1:
            if not same[0].top and all(edge.outer for edge in same):
                return True
            return bool(set(same[0].words.split()) & _page_words()) or _number_stands_apart(same)
    return False


def _next_to_each_other(numbers: set[int]) -> bool:
    return max(numbers) - min(numbers) == len(numbers) - 1


def _number_stands_apart(same: Sequence[_Edge]) -> bool:
    """Tells whether the page number stands well away from the words of every line."""
    for edge in same:
        words = edge.line.words
        first, last = words[0], words[-1]
        if last.text.strip("-–— ").isdigit() and len(words) > 1 and last.x0 - words[-2].x1 > 3 * last.size:
            continue
        if first.text.strip("-–— ").isdigit() and len(words) > 1 and words[1].x0 - first.x1 > 3 * first.size:
            continue
        return False
    return True


def _without(page: LaidPage, dropped: set[int]) -> LaidPage:
    pieces: list[Flow | Table] = []
    for piece in page.pieces:
        if isinstance(piece, Flow):
            lines = tuple(line for line in piece.lines if id(line) not in dropped)
            if lines:
                pieces.append(Flow(lines, piece.left, piece.right))
        else:
            pieces.append(piece)
    return LaidPage(page.number, page.width, page.height, tuple(pieces))
