"""Pieces of running text → one text: words that a line's end broke are made whole, compounds keep their hyphen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extractors import lexicon
from extractors.languages import known_words
from extractors.languages.letters import clean, fold

# A hyphen that breaks a word stands after a letter at the end of its line.
_BROKEN = re.compile(r"([^\W_]+(?:-[^\W_]+)*)[-\u2010]$")
_FIRST = re.compile(r"[^\W_]+")
_CLOSE = re.compile(r"(?:\d[-\u2010–]|[^\W_]/)$")
# The first half of an adjective such as «научно-исследовательский».
_LINKED = re.compile(r"\w{5,}[ое]$")
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}")
# More pieces of one word than this do not occur even in the narrowest column.
_MOST_PIECES = 4
_TAIL = 60


def joined(texts: Sequence[str]) -> str:
    """Gives lines as one text, hyphenation at their ends undone."""
    text = ""
    for line in texts:
        text = glued(text, line)
    return clean(text)


def glued(before: str, after: str) -> str:
    """Gives two pieces of running text as one: «педаго-» + «гикалык» loses its hyphen, «2023-» + «жылдын» and «сын-» +
    «пикир» keep it.
    """
    if not before or not after:
        return before or after
    tail = before[-_TAIL:]
    if tail.endswith("\u00ad"):
        return before[:-1] + after
    broken, first = _BROKEN.search(tail), _FIRST.match(after)
    if broken is None or first is None:
        return before + ("" if _CLOSE.search(tail) and first else " ") + after
    return before + after if _keeps_hyphen(broken.group(1), first.group()) else before[:-1] + after


def _keeps_hyphen(head: str, rest: str) -> bool:
    """Tells whether the hyphen at a line's end belongs to the word: the halves are words and the whole is none."""
    if not rest[0].islower() or head[-1].isdigit() or head.isupper() or head[-1].isascii() != rest[0].isascii():
        return True
    whole = fold(f"{head}-{rest}")
    if any(whole.startswith(beginning) for beginning in _compounds()):
        return True
    if _is_linked_adjective(head.rpartition("-")[2]) and known_words.is_russian(fold(rest)):
        return True
    if known_words.is_known((head + rest).rpartition("-")[2]):
        return False
    return known_words.is_known(head.rpartition("-")[2]) and known_words.is_known(rest)


def _is_linked_adjective(head: str) -> bool:
    """Tells whether a half is an adjective that links to another («научно-», «профессорско-»)."""
    if not _LINKED.search(head):
        return False
    return any(known_words.is_russian(fold(head[:-1] + ending)) for ending in ("ый", "ий", "ой"))


@cache
def _small_words() -> frozenset[str]:
    return frozenset(fold(word) for word in lexicon.words("layout", "small_words"))


@cache
def _compounds() -> tuple[str, ...]:
    return tuple(fold(word) for word in lexicon.words("layout", "compounds"))


def pieces_joined(texts: Sequence[str], full: Sequence[bool]) -> list[str]:
    """Gives lines with words put together that a column narrower than they broke without a hyphen («Критер» «ий»).

    full: for each line whether it fills its column to the last letter.
    """
    found: list[str] = []
    index = 0
    while index < len(texts):
        count = _pieces(texts[index:], full[index:])
        found.append("".join(texts[index : index + count]))
        index += count
    return found


def _pieces(texts: Sequence[str], full: Sequence[bool]) -> int:
    """Gives how many lines from the first on are pieces of one word."""
    most = 1
    while most < min(_MOST_PIECES, len(texts)) and full[most - 1] and " " not in texts[most - 1]:
        most += 1
    for count in range(most, 1, -1):
        first = texts[count - 1].split(" ")[0]
        if _is_one_word([*texts[: count - 1], first]):
            return count
    return 1


def _is_one_word(pieces: Sequence[str]) -> bool:
    whole = "".join(pieces)
    if whole.isdigit():
        return len(whole) <= 3
    if _DATE.fullmatch(whole.rstrip(".,;")) and not any(_DATE.fullmatch(piece) for piece in pieces):
        return True
    if not all(piece[:1].islower() for piece in pieces[1:]) or not whole.strip(".,;:()«»").isalpha():
        return False
    bare = [piece.strip(".,;:()«»") for piece in pieces]
    if any(fold(piece) in _small_words() for piece in bare[1:]) and known_words.is_known(bare[0]):
        return False
    return known_words.is_known("".join(bare))
