"""Finding the lexicon's phrases in a text: words with open ends, choices (a|b) and short gaps, on folded letters."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extractors.languages.letters import fold
from extractors.lexicon import words


def _word(word: str) -> str:
    if word == "~":
        return r"(?:[\w-]+\W+){0,3}?"
    return "(?:" + "|".join(_one(form) for form in word.split("|")) + ")"


def _one(form: str) -> str:
    return re.escape(fold(form.rstrip("*"))) + (r"\w*" if form.endswith("*") else r"(?!\w)")


@cache
def _pattern(topic: str, key: str) -> re.Pattern[str]:
    """One pattern for all phrases of a key in all languages, longest first."""
    phrases = sorted(set(words(topic, key)), key=lambda phrase: (-len(phrase), phrase))
    parts: list[str] = []
    for phrase in phrases:
        pieces = [_word(word) for word in phrase.split()]
        joined = "".join(
            piece if place == 0 else (r"\W+" if not pieces[place - 1].endswith("{0,3}?") else "") + piece
            for place, piece in enumerate(pieces)
        )
        parts.append(joined)
    return re.compile(r"(?<![\w])(?:" + "|".join(parts or ["(?!)"]) + ")")


@lru_cache(maxsize=50_000)
def cue(topic: str, key: str, text: str) -> str | None:
    """Gives the first phrase of the key found in the text, as it stands there (folded), or None."""
    match = _pattern(topic, key).search(fold(text))
    return match.group() if match else None


def cues(topic: str, key: str, text: str) -> tuple[str, ...]:
    """Gives all phrases of the key found in the text, in reading order."""
    return tuple(match.group() for match in _pattern(topic, key).finditer(fold(text)))


def spans_of(topic: str, key: str, text: str) -> tuple[tuple[int, int], ...]:
    """Gives where the phrases of the key stand in the folded text."""
    return tuple(match.span() for match in _pattern(topic, key).finditer(fold(text)))
