"""The head of a register: in which row it stands, and what each column holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from rapidfuzz import fuzz

from extractors.languages.letters import fold
from extractors.lexicon import LANGUAGES, topic

SAME_HEAD = 86.0
"""Similarity (0-100) from which a head is a known one: «Дата прикaза.» is «Дата приказа», «Дата визита» is not."""
ROWS_SEARCHED = 40
"""How far down a head is looked for, below titles and remarks."""
FEWEST_COLUMNS = 3
"""Columns that a row must name to be the head."""
# «Организация (адрес)» is the organisation; «Отчёт по самооценке» is not the report that the register means.
_MAY_GO_ON = frozenset({"organisation", "programme", "referent", "level", "term_years"})


@dataclass(frozen=True, slots=True)
class Head:
    """last: 0-based last row of the head. columns: field of a register row -> 0-based column."""

    last: int
    columns: dict[str, int]


def plain(text: str) -> str:
    """Gives a head for comparison: folded, № as a word, without punctuation."""
    return " ".join(re.findall(r"[^\W_]+", fold(text).replace("№", " no ").replace("n°", " no ")))


# Fields whose heads are made of two words in either order: the thing and what of it.
_MADE_OF = {
    "certificate_no": ("certificate", "number_of"),
    "certificate_date": ("certificate", "day_of"),
    "certificate_expiry": ("certificate", "until"),
    "order_date": ("order", "day_of"),
    "visit_date": ("visit", "planned"),
    "plan_received": ("plan", "received"),
    "report_received": ("report", "received"),
}


def _made_heads(language: str) -> Iterator[tuple[str, str]]:
    """Yields (field, head) for every way to put a head together of its parts."""
    parts = topic("register", language).get("parts", {})
    for field, (thing, of_it) in _MADE_OF.items():
        for first, second in product(parts.get(thing, ()), parts.get(of_it, ())):
            yield field, f"{first} {second}"
            yield field, f"{second} {first}"


@cache
def _known() -> tuple[tuple[str, str], ...]:
    known = [
        (field, plain(word))
        for language in LANGUAGES
        for field, words in topic("register", language).items()
        if isinstance(words, list) and field != "totals"
        for word in words
    ]
    known += [(field, plain(head)) for language in LANGUAGES for field, head in _made_heads(language)]
    return tuple(dict.fromkeys(pair for pair in known if pair[1]))


def head_rows(grid: Sequence[Sequence[Any]]) -> Head | None:
    """Gives the row, or the two rows read as one, that name most columns; None when none names enough of them."""
    best: tuple[float, Head] | None = None
    for row in range(min(len(grid), ROWS_SEARCHED)):
        for depth in (1, 2):
            if row + depth > len(grid):
                continue
            columns, score = _columns([_joined(grid[row : row + depth], column) for column in range(len(grid[row]))])
            # A second row must name columns of its own, or the first row of data would be taken into the head.
            score -= 0.6 * (depth - 1)
            if _is_head(columns) and (best is None or score > best[0] + 1e-9):
                best = score, Head(row + depth - 1, columns)
    return best[1] if best else None


def _is_head(columns: dict[str, int]) -> bool:
    return len(columns) >= FEWEST_COLUMNS and bool({"organisation", "certificate_no"} & set(columns))


def _joined(rows: Sequence[Sequence[Any]], column: int) -> str:
    cells = [str(row[column]).strip() for row in rows if column < len(row) and row[column] is not None]
    return " ".join(dict.fromkeys(cells))


def _columns(heads: Sequence[str]) -> tuple[dict[str, int], float]:
    """Gives field -> column, the best pairs first, and the sum of their scores (0..1 each)."""
    pairs = sorted(
        ((score, column, field) for column, head in enumerate(heads) for field, score in _scores(head).items()),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    columns: dict[str, int] = {}
    total = 0.0
    for score, column, field in pairs:
        if field not in columns and column not in columns.values():
            columns[field] = column
            total += score
    return columns, total


@cache
def _scores(head: str) -> dict[str, float]:
    """Gives how well a head fits each field: 1 when it is a known head, less when it resembles or begins with one."""
    said = plain(head)
    if not said or len(said) > 80:
        return {}
    scores: dict[str, float] = {}
    for field, known in _known():
        score = _fit(said, known, field in _MAY_GO_ON)
        if score >= SAME_HEAD:
            scores[field] = max(scores.get(field, 0.0), score / 100)
    return scores


def _fit(said: str, known: str, may_go_on: bool) -> float:
    if said == known:
        return 100.0
    if len(known) < 4:
        return 0.0
    words, needed = said.split(), known.split()
    if len(needed) > 1 and all(any(fuzz.ratio(word, need) >= SAME_HEAD for word in words) for need in needed):
        return 97.0 - min(len(words) - len(needed), 5)
    if words[: len(needed)] == needed and (may_go_on or len(needed) > 1):
        return 90.0 - min(len(words) - len(needed), 4)
    return float(fuzz.ratio(said, known)) * 0.99
