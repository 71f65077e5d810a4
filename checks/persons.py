"""Whether two ways of writing a name mean one person."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from extractors.languages.letters import fold

SAME_SURNAME = 88.0
"""Similarity (0-100) from which two surnames are one: a letter lost, or another ending, of eight letters."""

INITIAL = 2
"""Letters that an initial has at most («Ж.», «Дж.»)."""

_CHILD = frozenset({"кызы", "уулу", "uulu", "kyzy"})
_PART = re.compile(r"[^\W\d_]+")


def is_same_person(one: str, other: str) -> bool:
    """Tells whether surnames agree and nothing else contradicts: «Асанова Г. К.» is «Асанова Гүлнара Кубатовна».

    Papers put the surname first or last, so any long part may be it.
    """
    first, second = _parts(one), _parts(other)
    return any(
        min(len(a), len(b)) > INITIAL
        and fuzz.ratio(a, b) >= SAME_SURNAME
        and _agree(_without(first, i), _without(second, j))
        for i, a in enumerate(first)
        for j, b in enumerate(second)
    )


def _parts(name: str) -> list[str]:
    return [part for part in _PART.findall(fold(name)) if part not in _CHILD]


def _without(parts: list[str], index: int) -> list[str]:
    return parts[:index] + parts[index + 1 :]


def _agree(names: list[str], others: list[str]) -> bool:
    """Tells whether first names and patronymics agree, where both give them: in full, or by their first letters."""
    return all(
        a[0] == b[0] if min(len(a), len(b)) <= INITIAL else fuzz.ratio(a, b) >= SAME_SURNAME
        for a, b in zip(names, others, strict=False)
    )
