"""Names of persons as papers write them: «Асанова Г. К.», «Г. К. Асанова», «Асанова Гүлнара Кубатовна»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors.languages.letters import clean, fold
from extractors.lexicon import words

_BIG, _SMALL = "[А-ЯЁӨҮҢA-Z]", "[а-яёөүңa-z]"
_WORD = rf"{_BIG}{_SMALL}+(?:-{_BIG}{_SMALL}+)?"
_INITIALS = rf"{_BIG}{_SMALL}?\.\s?(?:{_BIG}{_SMALL}?\.)?"
_CHILD = r"(?:кызы|уулу|кызы|uulu|kyzy)"
_NAME = re.compile(
    rf"{_WORD}\s{_CHILD}\s(?:{_INITIALS}|{_WORD})"
    rf"|{_WORD}\s{_INITIALS}"
    rf"|{_INITIALS}\s?{_WORD}(?:\s{_CHILD}\b)?"
    rf"|{_WORD}\s{_WORD}\s{_WORD}(?:вич|вна|ична|ич|евна|овна)\w{{0,3}}\b"
    rf"|{_WORD}\s{_WORD}(?:вич|вна|ична)\b"
)
_PAIR = re.compile(rf"(?<![\w.])({_WORD}\s{_WORD})(?!\w)")
_QUOTED = re.compile(r"[«\"“„][^»\"”“]*[»\"”“]")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name as written. start: its place in the cleaned text."""

    text: str
    start: int


def names_in(text: str, *, pairs: bool = False) -> tuple[PersonName, ...]:
    """Gives the names of persons in a text, in order; names in quotation marks are institutions' and passed over.

    pairs: also two capital words («Сабырова Назгуль»), which only a list of persons makes a name of.
    """
    text = _QUOTED.sub(lambda match: "," * len(match.group()), clean(text).replace("\n", ","))
    found = _named(text)
    if pairs:
        taken = [(start, end) for start, end, _ in found]
        for match in _PAIR.finditer(text):
            free = all(match.end() <= start or match.start() >= end for start, end in taken)
            if free and not _is_title(match.group()):
                found.append((match.start(), match.end(), match.group()))
    return tuple(PersonName(re.sub(r"\s+", " ", name).strip(), start) for start, _, name in sorted(found))


def _named(text: str) -> list[tuple[int, int, str]]:
    """Gives start, end and words of each name; a post before initials («Эксперт Т. Б. Исраилов») is stepped over."""
    found: list[tuple[int, int, str]] = []
    start = 0
    while (match := _NAME.search(text, start)) is not None:
        if _is_title(match.group()):
            start = match.start() + len(match.group().split()[0])
        else:
            found.append((match.start(), match.end(), match.group()))
            start = match.end()
    return found


@cache
def _posts() -> tuple[str, ...]:
    return tuple(fold(word) for word in words("persons", "posts"))


def _is_title(name: str) -> bool:
    """Tells a post or a unit with a capital letter («Председатель Совета», «Директор Т. Б.») from a name."""
    return any(
        word.startswith(post) and len(word) <= len(post) + 2
        for word in fold(name).split()
        for post in _posts()
        if len(post) > 3
    )
