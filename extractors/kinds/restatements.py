"""Joins the statements of one finding: the conclusion says it in the text and again, often shortened, in a closing
list or table.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz

from extractors.kinds.finding_candidates import Candidate, Form
from extractors.languages.letters import fold
from extractors.languages.words import stems

SAME = 0.86  # from here two texts are one finding whatever else
ALIKE = 0.42  # enough where the criterion or the code agrees


def likeness(a: str, b: str) -> float:
    """Gives how much two wordings are one statement, 0..1: characters and shared stems, a shorter text inside a
    longer one counts.
    """
    first, second = fold(a), fold(b)
    characters = fuzz.ratio(first, second) / 100
    stems_a, stems_b = set(stems(a)), set(stems(b))
    shared = len(stems_a & stems_b) / max(1, min(len(stems_a), len(stems_b)))
    whole = len(stems_a & stems_b) / max(1, len(stems_a | stems_b))
    return max(characters, 0.55 * shared + 0.45 * whole)


def _agreement(a: Candidate, b: Candidate) -> float:
    """Scores that b restates a: 0 where something forbids it."""
    score = likeness(a.text, b.text)
    if a.code and b.code:
        return 1.0 + score if fold(a.code) == fold(b.code) else 0.0
    if a.criterion and b.criterion and a.criterion != b.criterion:
        return score if score >= 0.95 else 0.0
    if a.kind and b.kind and a.kind != b.kind and score < SAME:
        score -= 0.15
    # A number without a point counts a whole field of the standards, which may have several findings.
    if a.criterion and a.criterion == b.criterion and "." in a.criterion:
        return score + 0.5 if score >= 0.2 else 0.3 + score
    return score if score >= ALIKE else 0.0


def _runs(candidates: Sequence[Candidate]) -> list[list[int]]:
    """Splits the candidates into stretches of one section or one table, in reading order: a closing list or table is
    one stretch.
    """
    runs: list[list[int]] = []
    for index, candidate in enumerate(candidates):
        last = candidates[runs[-1][-1]] if runs else None
        tabled = candidate.form is Form.TABLE
        same = last is not None and (
            candidate.block == last.block if tabled or last.form is Form.TABLE else candidate.section == last.section
        )
        runs[-1].append(index) if same else runs.append([index])
    return runs


def join_restatements(candidates: Sequence[Candidate]) -> list[tuple[Candidate, tuple[Candidate, ...]]]:
    """Gives each finding once, in its fuller wording, with its other wordings, in the order of the first statement.

    A later block of several statements (a closing table) is matched as a whole against what stands before: codes,
    criteria and
    order agree even where the wording is much shortened.
    """
    groups: list[list[Candidate]] = []
    for run in _runs(candidates):
        members = [candidates[index] for index in run]
        _join_run(groups, members)
    return [_fullest(group) for group in groups]


def _join_run(groups: list[list[Candidate]], members: list[Candidate]) -> None:
    earlier = len(groups)
    pairs: dict[int, int] = {}
    if earlier:
        from scipy.optimize import linear_sum_assignment  # Loaded where findings meet, not at each start.

        scores = np.zeros((len(members), earlier))
        for i, member in enumerate(members):
            for j in range(earlier):
                scores[i, j] = max(_agreement(known, member) for known in groups[j])
        _add_order(scores, members, groups[:earlier])
        for i, j in zip(*linear_sum_assignment(-scores), strict=True):
            if scores[i, j] >= _floor(scores, members):
                pairs[int(i)] = int(j)
    for i, member in enumerate(members):
        if i in pairs:
            groups[pairs[i]].append(member)
        else:
            twin = next(
                (
                    group
                    for group in groups
                    if any(
                        likeness(known.text, member.text) >= 0.95 and known.criterion == member.criterion
                        for known in group
                    )
                ),
                None,
            )
            groups.append([member]) if twin is None else twin.append(member)


def _floor(scores: np.ndarray, members: list[Candidate]) -> float:
    """A closing list restates nearly everything: once most of it clearly does, the rest needs less."""
    best = scores.max(axis=1)
    clear = float(np.mean(best >= SAME)) if len(members) >= 3 else 0.0
    return 0.5 if clear >= 0.5 else SAME


def _add_order(scores: np.ndarray, members: list[Candidate], groups: list[list[Candidate]]) -> None:
    """Where the closing list has as many entries with a criterion as stand before, their order speaks too."""
    for i, member in enumerate(members):
        if member.criterion is None:
            continue
        same = [j for j, group in enumerate(groups) if any(known.criterion == member.criterion for known in group)]
        mine = [k for k, other in enumerate(members) if other.criterion == member.criterion]
        if same and len(same) == len(mine):
            scores[i, same[mine.index(i)]] += 0.25


def _fullest(group: list[Candidate]) -> tuple[Candidate, tuple[Candidate, ...]]:
    main = max(group, key=lambda candidate: (len(fold(candidate.text)), -int(candidate.form)))
    return main, tuple(other for other in group if other is not main)
