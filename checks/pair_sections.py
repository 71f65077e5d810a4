"""The sections of a report in words: what surely answers one standard draws the rest of its section there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.records import Anchor, Finding

Matrix = NDArray[np.float64]
# Log-odds from which an answer's best finding counts as surely its own, and its lead over the next.
SURE, LEAD = 1.0, 1.5
# Log-odds that a section wholly of the finding's standard lends, and that one of other standards takes.
DRAWN, KEPT_OFF = 1.0, 1.0
FEWEST_SECTIONS = 3


def section_lean(findings: Sequence[Finding], anchors: Sequence[Anchor], odds: Matrix) -> Matrix:
    """Gives log-odds for each pair by the standards that the other answers of the same section surely speak to.

    «Наши люди» may head what is said to the standard on students and staff; only the answers show it. Answers that
    name a standard or a criterion themselves need no such help.
    """
    lean = np.zeros(odds.shape)
    sections = [anchor.section or "" for anchor in anchors]
    placed = [bool(anchor.standard or anchor.criterion or anchor.labels) for anchor in anchors]
    if len(findings) < 2 or sum(placed) * 2 > len(placed) or len(set(sections) - {""}) < FEWEST_SECTIONS:
        return lean
    told = _sure_standards(findings, odds)
    members: dict[str, list[int]] = defaultdict(list)
    for column, section in enumerate(sections):
        members[section].append(column)
    for column, section in enumerate(sections):
        others = Counter(told[other] for other in members[section] if other != column and told[other])
        if section and others and not placed[column]:
            lean[:, column] = [_lean(finding.standard, others) for finding in findings]
    return lean


def _sure_standards(findings: Sequence[Finding], odds: Matrix) -> list[str | None]:
    """Gives for each answer the standard of the finding that it surely answers, None when none is sure."""
    found: list[str | None] = []
    for column in odds.T:
        first, second = np.sort(column)[-1], np.sort(column)[-2]
        sure = first > SURE and first - second > LEAD
        found.append(findings[int(column.argmax())].standard if sure else None)
    return found


def _lean(standard: str | None, others: Counter[str | None]) -> float:
    if standard is None:
        return 0.0
    total = sum(others.values())
    share = others[standard] / total
    return DRAWN * share if share else (-KEPT_OFF if total > 1 else 0.0)
