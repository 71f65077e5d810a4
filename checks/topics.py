"""What a text is about, wider than its terms: topics of the field, told by the beginnings of its words.

A finding and its honest answer often share no word («читальный зал закрывается в 15:00», «принят второй библиотекарь»).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extractors.languages.letters import fold
from extractors.lexicon import LANGUAGES, topic

SHORT, ENDING = 3, 2  # a beginning of so few letters is a whole word, but for an ending («час»: часов, not частично)
_WORD = re.compile(r"[a-zа-я]+|\d+")


@lru_cache(maxsize=4_000)
def topics(text: str) -> tuple[str, ...]:
    """Gives the topics of a text, one for each word or phrase that speaks of one, in reading order."""
    spoken = tuple(_WORD.findall(fold(text)))
    return tuple(name for place in range(len(spoken)) for name in sorted(_at(spoken, place)))


def _at(spoken: tuple[str, ...], place: int) -> set[str]:
    """Gives the topics that a word speaks of, alone or with those behind it."""
    found: set[str] = set()
    for length in range(1, len(spoken[place]) + 1):
        for parts, name in _beginnings().get(spoken[place][:length], ()):
            follow = spoken[place + 1 : place + len(parts)]
            short = length <= SHORT and len(spoken[place]) > length + ENDING
            if not short and len(follow) == len(parts) - 1 and all(map(str.startswith, follow, parts[1:])):
                found.add(name)
    return found


@cache
def _beginnings() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Maps the beginning of a first word to the phrases that open with it, each with its topic."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for language in LANGUAGES:
        for name, said in topic("topics", language).items():
            for phrase in said:
                parts = tuple(_WORD.findall(fold(phrase)))
                found.setdefault(parts[0], []).append((parts, name))
    return {first: tuple(dict.fromkeys(entries)) for first, entries in found.items()}
