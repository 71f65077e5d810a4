"""Runs of lines that white rivers part into columns: columns of prose, blocks side by side, or a table without
rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from statistics import median

from extractors.layout.lines import Line

# Shares of the letter size: the narrowest river, and one that two lines alone may show.
RIVER, WIDE_RIVER = 0.75, 3.0
# A river is so many times wider than its line's usual spaces, where the line has enough of them to tell.
_STANDS_OUT, _FEW_GAPS = 2.2, 4
# Blanks that differ by less are the stretched spaces of one line; an ordinary space is narrower than this share of the
# size.
_ALIKE, _ORDINARY = 1.35, 0.6
# Lines this many times further apart than usual end a run, unless a rule lies between them.
_FAR = 3.2
# Alike gaps are rivers where so many lines have them, each between words in such a share of the lines, and where so few
# blanks are as wide elsewhere; and a run of more columns is taken for one of fewer when it is so long.
_LEAST_FIRM, _BANKS, _WIDE_ELSEWHERE, _AS_LONG = 3, 0.1, 0.1, 0.8
# Lines so many times further apart than the nearest ones are no two lines of one cell.
_APART = 1.3
# Lines with words in one column only that may stand between two of a head.
_MOST_SINGLE = 2

_Gap = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive lines with the same rivers. starts: where the columns begin, the first at the run's left end."""

    lines: tuple[Line, ...]
    rivers: tuple[_Gap, ...]

    @property
    def count(self) -> int:
        """Gives the number of columns."""
        return len(self.rivers) + 1

    def column(self, x: float) -> int:
        """Gives the column in which a point lies."""
        return sum(x > (left + right) / 2 for left, right in self.rivers)


def runs_of(lines: Sequence[Line], separators: Sequence[float]) -> list[Run | Line]:
    """Gives the lines from the top down, those that rivers part gathered in runs. separators: heights of level
    rules.
    """
    found: list[Run | Line] = []
    index = 0
    leading = _leading(lines)
    while index < len(lines):
        run = _run_at(lines, index, leading, separators)
        if run is None:
            found.append(lines[index])
            index += 1
        else:
            index += len(run.lines)
            found.append(_begun_earlier(run, found, leading))
    return found


def _begun_earlier(run: Run, found: list[Run | Line], leading: float) -> Run:
    """Gives the run with the lines above it that keep its rivers clear, taken out of those found.

    A line with words in one column belongs to it when one above with words in several does: a head of two lines.
    """
    lines, rivers = list(run.lines), list(run.rivers)
    far = max([1.5 * leading, *(1.15 * (b.middle - a.middle) for a, b in pairwise(lines))])
    above: list[Line] = []
    while len(above) < len(found) and isinstance(line := found[-1 - len(above)], Line):
        narrowed = _narrowed(rivers, line)
        if (above or lines)[-1 if above else 0].middle - line.middle >= far or len(narrowed) < len(rivers):
            break
        above.append(line)
        rivers = narrowed
        if _sides(line, rivers) >= 2:
            lines[:0] = reversed(above)
            del found[-len(above) :]
            above.clear()
        elif len(above) > _MOST_SINGLE:
            break
    rivers = list(run.rivers)
    for line in lines:
        rivers = _narrowed(rivers, line)
    return Run(tuple(lines), tuple(rivers))


def _sides(line: Line, rivers: Sequence[_Gap]) -> int:
    """Gives the number of columns in which a line has words."""
    return len({sum(word.x0 >= (left + right) / 2 for left, right in rivers) for word in line.words})


def _leading(lines: Sequence[Line]) -> float:
    steps = sorted(step for before, after in pairwise(lines) if (step := after.middle - before.middle) > 1)
    return steps[len(steps) // 3] if steps else 14.0


def _run_at(lines: Sequence[Line], start: int, leading: float, separators: Sequence[float]) -> Run | None:
    """Gives the longest run that begins with a line, None when it has no river worth the name.

    Gaps that are alike are the stretched spaces of one line, unless several lines show the same ones: then there are
    so many columns.
    """
    plain = _grown(lines, start, _gaps(lines[start]), leading, separators)
    firm = _grown(lines, start, _wide_spaces(lines[start]), leading, separators, firm=True)
    if firm is None or plain is None:
        return firm or plain
    return firm if firm.count > plain.count and len(firm.lines) >= _AS_LONG * len(plain.lines) else plain


def _grown(
    lines: Sequence[Line],
    start: int,
    rivers: list[_Gap],
    leading: float,
    separators: Sequence[float],
    *,
    firm: bool = False,
) -> Run | None:
    """Gives the longest run that begins with a line and some gaps of it, None when they are no rivers."""
    if not rivers:
        return None
    holds = _holds_firmly if firm else _holds
    best: tuple[int, list[_Gap]] | None = None
    end = start + 1
    while end < len(lines):
        before, line = lines[end - 1], lines[end]
        # Rules hold rows together that stand far apart, as long as one closes the lower row.
        ruled = any(before.middle < y < line.middle for y in separators) and separators[-1] > line.middle
        if line.middle - before.middle > (_FAR * leading if not ruled else 3 * _FAR * leading):
            break
        narrowed = _cut_clear(rivers, line) if firm else _narrowed(rivers, line)
        if not narrowed or (len(narrowed) < len(rivers) and holds(lines[start:end], rivers)):
            break
        rivers = narrowed
        end += 1
        if holds(lines[start:end], rivers):
            best = end, rivers
    if best is None:
        return None
    kept = lines[start : best[0]]
    inner = _inner(best[1], kept) if firm else best[1]
    return Run(tuple(_without_end(kept, inner, separators)), tuple(inner)) if inner else None


def _without_end(lines: Sequence[Line], rivers: Sequence[_Gap], separators: Sequence[float]) -> Sequence[Line]:
    """Gives the lines without those at the end that follow a table: in one column, apart, no rule below them."""
    steps = [after.middle - before.middle for before, after in pairwise(lines)]
    usual = min((step for step in steps if step >= max(lines[0].size, 6.0)), default=0.0)
    end = len(lines)
    while end > 2 and steps[end - 2] > _APART * usual and _sides(lines[end - 1], rivers) == 1:
        last = lines[end - 1]
        if any(last.middle < y < last.bottom + usual for y in separators):
            break
        end -= 1
    return lines[:end]


def _wide_spaces(line: Line) -> list[_Gap]:
    """Gives the blanks of a line that are wide enough for a river, alike or not, and the white before and after it."""
    least = RIVER * max(line.size, 6.0)
    inner = [(left, right) for left, right in _spaces(line) if right - left >= least]
    return [(-inf, line.x0), *inner, (line.x1, inf)] if inner else []


def _cut_clear(rivers: Sequence[_Gap], line: Line) -> list[_Gap]:
    """Gives what a line leaves of the rivers; one in the middle of which words stand becomes two."""
    least = RIVER * max(line.size, 6.0)
    pieces = list(rivers)
    for word in line.words:
        pieces = [piece for old in pieces for piece in _cut(old, word.x0, word.x1)]
    return [piece for piece in pieces if piece[1] - piece[0] >= least]


def _inner(rivers: Sequence[_Gap], lines: Sequence[Line]) -> list[_Gap]:
    """Gives the rivers that have words on both sides, each column between two of them with words."""
    first, last = min(line.x0 for line in lines), max(line.x1 for line in lines)
    return [river for river in rivers if river[0] >= first and river[1] <= last]


def _holds_firmly(lines: Sequence[Line], rivers: Sequence[_Gap]) -> bool:
    """Tells whether several rivers part several lines as columns are parted: each with words at both of its banks more
    than once, and hardly any other blank as wide.
    """
    inner = _inner(rivers, lines)
    if len(lines) < _LEAST_FIRM or len(inner) < _LEAST_FIRM - 1:
        return False
    banks = [0] * len(inner)
    wide = 0
    for line in lines:
        columns = [sum(word.x0 >= (left + right) / 2 for left, right in inner) for word in line.words]
        held = set(columns)
        for river in range(len(inner)):
            banks[river] += river in held and river + 1 in held
        least = RIVER * max(line.size, 6.0)
        for (before, after), (a, b) in zip(pairwise(line.words), pairwise(columns), strict=True):
            wide += a == b and after.x0 - before.x1 >= least
    return min(banks) >= max(2, _BANKS * len(lines)) and wide <= _WIDE_ELSEWHERE * sum(banks)


def _gaps(line: Line) -> list[_Gap]:
    """Gives the gaps of a line that may be rivers: wide ones, and wider than its spaces, which justified text
    stretches alike.
    """
    gaps = _spaces(line)
    if not gaps:
        return []
    size = max(line.size, 6.0)
    least = RIVER * size
    widths = [right - left for left, right in gaps]
    if len(widths) >= _FEW_GAPS:
        usual = median(widths)
        alike = sum(usual / _ALIKE <= width <= usual * _ALIKE for width in widths)
        if usual < _ORDINARY * size or alike >= 0.6 * len(widths):
            least = max(least, _STANDS_OUT * usual)
    elif len(widths) == _FEW_GAPS - 1 and max(widths) < _ALIKE * min(widths):
        return []
    return [(left, right) for left, right in gaps if right - left >= least]


def _spaces(line: Line) -> list[_Gap]:
    """Gives all blanks between the words of a line."""
    spaces = []
    end = line.words[0].x1
    for word in line.words[1:]:
        if word.x0 > end:
            spaces.append((end, word.x0))
        end = max(end, word.x1)
    return spaces


def _narrowed(rivers: Sequence[_Gap], line: Line) -> list[_Gap]:
    """Gives what a line leaves of the rivers."""
    least = RIVER * max(line.size, 6.0)
    found: list[_Gap] = []
    for left, right in rivers:
        pieces = [(left, right)]
        for word in line.words:
            pieces = [piece for old in pieces for piece in _cut(old, word.x0, word.x1)]
        wide = [piece for piece in pieces if piece[1] - piece[0] >= least]
        if wide:
            found.append(max(wide, key=lambda piece: piece[1] - piece[0]))
    return found


def _cut(gap: _Gap, x0: float, x1: float) -> list[_Gap]:
    if x1 <= gap[0] or x0 >= gap[1]:
        return [gap]
    return [piece for piece in ((gap[0], x0), (x1, gap[1])) if piece[1] > piece[0]]


def _holds(lines: Sequence[Line], rivers: Sequence[_Gap]) -> bool:
    """Tells whether the rivers are no accident: enough lines show one as a gap that stands out among their own."""
    size = max(lines[0].size, 6.0)
    shown = sum(any(_covers(gap, river) for gap in _gaps(line) for river in rivers) for line in lines)
    if len(lines) >= 3 and shown >= max(2, 0.34 * len(lines)):
        return True
    return len(lines) == 2 and shown == 2 and all(right - left >= WIDE_RIVER * size for left, right in rivers)


def _covers(gap: _Gap, river: _Gap) -> bool:
    return gap[0] <= river[0] + 0.5 and gap[1] >= river[1] - 0.5
