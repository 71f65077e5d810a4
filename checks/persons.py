"""Whether two ways of writing a name mean one person."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from extractors.languages.letters import fold

SAME_SURNAME = 88.0
"""Similarity (0-100) from which two surnames are one: a letter lost, or another ending, of eight letters."""

_PART = re.compile(r"[^\W\d_]+")


def is_same_person(one: str, other: str) -> bool:
    """Tells whether surnames agree and no initial contradicts: «Асанова Г. К.» is «Асанова Гүлнара Кубатовна»."""
    first, second = _PART.findall(fold(one)), _PART.findall(fold(other))
    surname, other_surname = _surname(first), _surname(second)
    if not surname or not other_surname or fuzz.ratio(surname, other_surname) < SAME_SURNAME:
        return False
    initials = [part[0] for part in first if part != surname]
    others = [part[0] for part in second if part != other_surname]
    return all(a == b for a, b in zip(initials, others, strict=False))


def _surname(parts: list[str]) -> str:
    # With initials the surname is the only long part; in a full name the papers put it first.
    long = [part for part in parts if len(part) > 2]
    return long[0] if long else ""
