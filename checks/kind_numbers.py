"""Findings cited by their kind and their number within it: «К рекомендации № 1», «зам. 5», «С-2», «Су-1»."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from extractors.kinds.label_heads import KINDS, alternatives, kinds_begun, label_words
from extractors.languages.letters import fold
from extractors.records import Anchor, Finding, FindingKind

Matrix = NDArray[np.float64]
_CODE = re.compile(r"([a-zа-я]{1,4})\s?[.-]?\s?(\d{1,2})")
_ONE = r"(?:№+\s*)?\d{1,2}"
_LISTED = rf"{_ONE}(?:\s*(?:,|и|жана|-|–)\s*{_ONE})*"

# «Зам. 1, 3 (кр. 1.1)»
_ABBREVIATED = re.compile(rf"\W*(?P<kind>[а-яa-zөүң]{{3,}})\.?\s*(?P<numbers>{_LISTED})(?![\d.]*\d)")


def kind_cited(findings: Sequence[Finding], anchors: Sequence[Anchor], content: Matrix) -> Matrix:
    """Gives 1 where an answer cites the finding by its kind and its number among the findings of that kind.

    A letter may stand for several kinds («С» for сын-пикир and сунуш): the kind counts that content bears out.
    """
    found = np.zeros((len(findings), len(anchors)))
    places = _places(findings)
    cites: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for column, anchor in enumerate(anchors):
        for prefix, number in _cites(anchor):
            cites[prefix].append((column, number))
    for prefix, cited in cites.items():
        readings = [
            [(places[kind, number], column) for column, number in cited if (kind, number) in places]
            for kind in _kinds_of(prefix)
        ]
        best = max(readings, key=lambda pairs: (sum(content[pair] for pair in pairs), len(pairs)), default=[])
        for pair in best:
            found[pair] = 1.0
    return found


def _places(findings: Sequence[Finding]) -> dict[tuple[FindingKind, int], int]:
    """Maps kind and number to the finding's place: by the conclusion's own numbers where each kind has its own."""
    found: dict[tuple[FindingKind, int], int] = {}
    for kind in KINDS:
        rows = sorted(
            (row for row, finding in enumerate(findings) if finding.kind is kind), key=lambda row: findings[row].order
        )
        own = [int(label) if (label := findings[row].label or "").isdigit() else 0 for row in rows]
        numbers = own if len(set(own)) == len(own) and all(own) else list(range(1, len(rows) + 1))
        found.update({(kind, number): row for row, number in zip(rows, numbers, strict=True)})
    return found


def _cites(anchor: Anchor) -> set[tuple[str, int]]:
    """Gives what an answer cites by kind, as (letters or the kind's name, number)."""
    codes = (_CODE.fullmatch(fold(label)) for label in anchor.labels)
    return spoken_cites(anchor) | {(code[1], int(code[2])) for code in codes if code is not None}


def spoken_cites(anchor: Anchor) -> set[tuple[str, int]]:
    """Gives what the heading or the place of the finding cites in words, as (kind, number)."""
    found: set[tuple[str, int]] = set()
    for text in (anchor.section, anchor.finding_text):
        folded = fold(text or "")
        for kind, pattern in _spoken():
            for match in pattern.finditer(folded):
                found.update((kind.value, number) for number in _numbers(match["after"] or match["before"]))
        short = _ABBREVIATED.match(folded)
        if short is not None and (kinds := kinds_begun(short["kind"])):
            found.update((kind.value, number) for kind in kinds for number in _numbers(short["numbers"]))
    return found


def _numbers(listed: str) -> list[int]:
    """Gives the numbers of «1 и 3», «1–3» (1, 2, 3)."""
    found: list[int] = []
    for first, last in re.findall(r"(\d+)(?:\s*[-–]\s*(?:№\s*)?(\d+))?", listed):
        found.extend(range(int(first), int(last or first) + 1))
    return found


@cache
def _spoken() -> tuple[tuple[FindingKind, re.Pattern[str]], ...]:
    """«замечанию № 1», «рекомендации 2 и 3», «1-сунуш»."""
    return tuple(
        (
            kind,
            re.compile(
                rf"(?<![\w-])(?:{alternatives(label_words(kind))})\s*(?P<after>{_LISTED})(?![\d.]*\d)"
                rf"|(?<![\w.])(?P<before>{_LISTED})\s?-\s?(?:{alternatives(label_words(kind))})"
            ),
        )
        for kind in KINDS
    )


@cache
def _kinds_of(prefix: str) -> tuple[FindingKind, ...]:
    """Gives the kinds that letters may stand for: named outright, or a word of the kind holds them in order."""
    named = next((kind for kind in KINDS if kind.value == prefix), None)
    if named is not None:
        return (named,)
    return tuple(kind for kind in KINDS if any(_abbreviates(prefix, word) for word in label_words(kind)))


def _abbreviates(prefix: str, word: str) -> bool:
    """Tells whether letters abbreviate a word: the same first letter, the others in their order."""
    letters = iter(word)
    return word[:1] == prefix[:1] and all(letter in letters for letter in prefix)
