"""Words → lines: what stands on one base line, and the text of lines set one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from extractors.page_content import Word

# Shares of the letter size: pieces of one word lie this near, or overlap by so much.
_TOUCHING, _OVERLAP = 0.1, 0.3
# Shares of the smaller height that two words of one line have in common, and that tells to look closer.
_SAME_LINE, _TOUCHED = 0.5, 0.1
_BREAKS = ("-", "\u00ad")


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one base line, from left to right. size: points; bold: all of its letters are."""

    words: tuple[Word, ...]
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool

    @property
    def text(self) -> str:
        """Gives the words with single spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def middle(self) -> float:
        """Gives the height of the line's middle."""
        return (self.top + self.bottom) / 2


def line_of(words: Sequence[Word]) -> Line:
    """Gives the line that some words make."""
    letters = [word for word in words if any(sign.isalnum() for sign in word.text)]
    return Line(
        tuple(words),
        min(word.x0 for word in words),
        min(word.top for word in words),
        max(word.x1 for word in words),
        max(word.bottom for word in words),
        median(word.size for word in (letters or words)),
        bool(letters) and all(word.bold for word in letters),
    )


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Gives the lines of some upright words from the top down."""
    rows: list[list[Word]] = []
    bounds: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda word: (word.top + word.bottom, word.x0)):
        place = _row_for(word, bounds, rows)
        if place is None:
            rows.append([word])
            bounds.append((word.top, word.bottom))
        else:
            rows[place].append(word)
    return [line_of(_mended(sorted(row, key=lambda word: (word.x0, word.x1)))) for row in rows]


def _mended(words: Sequence[Word]) -> list[Word]:
    """Gives the words with typed pieces put together that touch: letters lent by another font («ке» «ң» «еш») come
    apart.
    """
    found: list[Word] = [words[0]]
    for word in words[1:]:
        last = found[-1]
        size = max(min(last.size, word.size), 4.0)
        gap = word.x0 - last.x1
        if word.confidence is None and word.text == last.text and -gap > 0.7 * (word.x1 - word.x0):
            continue  # drawn twice to look bold
        if word.confidence is None and -_OVERLAP * size < gap < _TOUCHING * size and not last.text.endswith(_BREAKS):
            found[-1] = _together(last, word)
        else:
            found.append(word)
    return found


def _together(left: Word, right: Word) -> Word:
    longer = left if len(left.text) >= len(right.text) else right
    return replace(
        longer,
        text=left.text + right.text,
        x0=left.x0,
        top=min(left.top, right.top),
        x1=max(left.x1, right.x1),
        bottom=max(left.bottom, right.bottom),
    )


def _row_for(word: Word, bounds: Sequence[tuple[float, float]], rows: Sequence[Sequence[Word]]) -> int | None:
    """Gives the row whose height the word shares; only the last few can. On a skewed page its neighbour there tells."""
    for index in range(len(bounds) - 1, max(-1, len(bounds) - 4), -1):
        shared = _shared(word, *bounds[index])
        if shared > _SAME_LINE:
            return index
        if shared > _TOUCHED:
            beside = min(rows[index], key=lambda other: max(other.x0 - word.x1, word.x0 - other.x1))
            if _shared(word, beside.top, beside.bottom) > _SAME_LINE:
                return index
    return None


def _shared(word: Word, top: float, bottom: float) -> float:
    """Gives the share of the smaller height that a word and a row have in common, 0 unless one's middle lies in the
    other.
    """
    height = min(bottom - top, word.bottom - word.top)
    middle, other = (word.top + word.bottom) / 2, (top + bottom) / 2
    share = (min(bottom, word.bottom) - max(top, word.top)) / max(height, 0.1)
    if share > _SAME_LINE and not (top <= middle <= bottom or word.top <= other <= word.bottom):
        return _SAME_LINE
    return share


def parts_of(line: Line, *, gap: float) -> list[Line]:
    """Gives the parts of a line between blanks wider than `gap` points."""
    parts: list[list[Word]] = [[line.words[0]]]
    for word in line.words[1:]:
        if word.x0 - max(before.x1 for before in parts[-1]) > gap:
            parts.append([])
        parts[-1].append(word)
    return [line_of(part) for part in parts]
