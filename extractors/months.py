"""Columns of a calendar chart: which month, quarter or half-year a head names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extractors import lexicon
from extractors.languages.letters import fold
from extractors.languages.roman import roman_value

SHORTEST_RUN = 3  # columns headed by numbers that count on, from which they are months
SHORTEST = 3  # letters to which the name of a month is cut at most

_MONTH_AND_YEAR = re.compile(r"^\s*(?P<month>0?[1-9]|1[0-2])\s*[./]\s*(?P<year>20\d\d|\d\d)\s*(?:г|ж)?\.?\s*$")


@cache
def _names() -> tuple[tuple[str, int], ...]:
    found: list[tuple[str, int]] = []
    for language in lexicon.LANGUAGES:
        for number, name in enumerate(lexicon.topic("months", language).get("names", ()), start=1):
            found.append((fold(name), number))
    return tuple(sorted(set(found), key=lambda pair: -len(pair[0])))


def _number(word: str) -> int | None:
    roman = roman_value(word)
    if roman is not None:
        return roman
    return int(word) if word.isdigit() and 1 <= int(word) <= 12 else None


@cache
def month_of(head: str) -> int | None:
    """Gives the last month (1..12) of the period that a column head names («сен.», «IV квартал», «2-чейрек»), None
    for other words.
    """
    dated = _MONTH_AND_YEAR.match(head)
    if dated is not None:
        return int(dated["month"])
    words = re.findall(r"[^\W_]+", fold(head))
    words = [word for word in words if not re.fullmatch(r"20\d\d|г|год|года|ж|жыл", word)]
    if not 0 < len(words) <= 4:
        return None
    text = " ".join(words)
    for key, months in (("quarter", 3), ("half", 6)):
        if any(fold(word) in text for word in lexicon.words("months", key)):
            number = next((value for value in map(_number, words) if value), None)
            return number * months if number and number * months <= 12 else None
    for name, number in _names():
        short = len(words) == 1 and len(words[0]) >= SHORTEST and name.startswith(words[0])
        if short or (text.startswith(name[:-1]) and len(text) <= len(name) + 2):
            return number
    return None


def months_of(heads: Sequence[str]) -> tuple[int | None, ...]:
    """Gives the month of each of the heads of a table, None for heads that name none.

    Numbers count as months only in a run that counts on («IX, X, XI, XII, I, II»), as they number other things too.
    """
    named = [month_of(head) for head in heads]
    numbers = [_number(fold(head).strip(" .")) for head in heads]
    start = 0
    while start < len(heads):
        stop = start + 1
        while stop < len(heads) and numbers[start] and numbers[stop] == (numbers[stop - 1] or 0) % 12 + 1:
            stop += 1
        if numbers[start] and stop - start >= SHORTEST_RUN and not any(named[start:stop]):
            named[start:stop] = numbers[start:stop]
        start = stop
    return tuple(named)
