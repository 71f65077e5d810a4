"""Runs of lines that white rivers part into columns: columns of prose, blocks side by side, or a table without
rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
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
    """Gives the run with the lines right above it that keep its rivers clear, taken out of those found."""
    lines, rivers = list(run.lines), list(run.rivers)
    while found and isinstance(above := found[-1], Line) and lines[0].middle - above.middle < 1.5 * leading:
        narrowed = _narrowed(rivers, above)
        if len(narrowed) < len(rivers) or _sides(above, narrowed) < 2:
            break
        rivers = narrowed
        lines.insert(0, above)
        found.pop()
    return Run(tuple(lines), tuple(rivers))


def _sides(line: Line, rivers: Sequence[_Gap]) -> int:
    """Gives the number of columns in which a line has words."""
    return len({sum(word.x0 >= (left + right) / 2 for left, right in rivers) for word in line.words})


def _leading(lines: Sequence[Line]) -> float:
    steps = sorted(step for before, after in pairwise(lines) if (step := after.middle - before.middle) > 1)
    return steps[len(steps) // 3] if steps else 14.0


def _run_at(lines: Sequence[Line], start: int, leading: float, separators: Sequence[float]) -> Run | None:
    """Gives the longest run that begins with a line, None when it has no river worth the name."""
    rivers = _gaps(lines[start])
    if not rivers:
        return None
    best: tuple[int, list[_Gap]] | None = None
    end = start + 1
    while end < len(lines):
        before, line = lines[end - 1], lines[end]
        ruled = any(before.middle < y < line.middle for y in separators)
        if line.middle - before.middle > (_FAR * leading if not ruled else 3 * _FAR * leading):
            break
        narrowed = _narrowed(rivers, line)
        if not narrowed or (len(narrowed) < len(rivers) and _holds(lines[start:end], rivers)):
            break
        rivers = narrowed
        end += 1
        if _holds(lines[start:end], rivers):
            best = end, rivers
    if best is None:
        return None
    kept = list(lines[start : best[0]])
    return Run(tuple(kept), tuple(best[1]))


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
