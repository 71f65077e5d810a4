"""What a head or a key means by its words: «Срок исполнения» is a deadline, «Ким аткарат» a responsible person."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from rapidfuzz import fuzz

from extractors import lexicon
from extractors.languages.letters import fold


class Role(StrEnum):
    """What a column (or a key of a form) holds."""

    NUMBER = "number"  # № п/п, к/н
    STANDARD = "standard"
    CRITERION = "criterion"
    LABEL = "label"  # code of a finding, number of a plan item
    FINDING = "finding"  # замечание, сын-пикир
    MEASURE = "measure"  # мероприятие, иш-чара
    RESPONSIBLE = "responsible"  # ответственный, жооптуу
    DUE = "due"  # срок, мөөнөт
    DONE_DATE = "done_date"  # фактический срок
    RESULT = "result"  # ожидаемый результат
    ANSWER = "answer"  # что сделано, аткарылган иш
    STATUS = "status"  # отметка, абалы
    EVIDENCE = "evidence"  # подтверждение, далил
    NOTE = "note"
    PROGRAMME = "programme"
    KIND = "kind"
    BEFORE = "before"  # было
    AFTER = "after"  # стало
    MONTH = "month"  # one column of a calendar chart


MORE_WORDS = 0.25  # what each further word of an entry adds
SMALL_WORD = 0.3  # weight of a word of one or two letters («о», «№») beside a full word
TYPO_LENGTH = 6  # beginnings shorter than this must match letter by letter
TYPO_RATIO = 83.0
UNSPACED = 0.8  # worth of an entry found in a head whose spaces are lost
MAX_WORDS = 14  # longer texts are sentences, not heads

_TOKEN = re.compile(r"[^\W_]+|[№%+#✓]")
_BROKEN = re.compile(r"(?<=\w)-\s*\n\s*(?=[а-яөүңё])")


@dataclass(frozen=True, slots=True)
class _Entry:
    role: Role
    stems: tuple[tuple[str, bool], ...]  # (beginning, whole word)
    last_counts: bool  # Kyrgyz: the last word is the head noun


@cache
def _entries() -> tuple[_Entry, ...]:
    found: list[_Entry] = []
    for language in lexicon.LANGUAGES:
        topic = lexicon.topic("columns", language)
        for role in Role:
            for text in topic.get(role.value, ()):
                whole = text.startswith("=")
                stems = tuple((stem, whole) for stem in tokens(text.removeprefix("=")))
                found.append(_Entry(role, stems, language == "ky"))
    return tuple(found)


@cache
def _joints() -> frozenset[str]:
    return frozenset(lexicon.words("columns", "joints"))


def tokens(text: str) -> tuple[str, ...]:
    """Gives the folded words of a head; words broken at a line end with a hyphen are joined first."""
    return tuple(_TOKEN.findall(fold(_BROKEN.sub("", text))))


def _position(stem: str, whole: bool, words: tuple[str, ...]) -> int | None:
    """Gives the index of the first word that the beginning matches."""
    for index, word in enumerate(words):
        if word == stem or (not whole and word.startswith(stem)):
            return index
    if not whole and len(stem) >= TYPO_LENGTH:
        for index, word in enumerate(words):
            if word[0] == stem[0] and len(word) >= len(stem) - 1 and fuzz.ratio(word[: len(stem)], stem) >= TYPO_RATIO:
                return index
    return None


def _weight(word: str) -> float:
    return SMALL_WORD if len(word) <= 2 else 1.0


def _match(entry: _Entry, words: tuple[str, ...]) -> float:
    """Gives the entry's worth: how much of the head it explains, how near it stands to where the head noun stands."""
    places: set[int] = set()
    for stem, whole in entry.stems:
        place = _position(stem, whole, words)
        if place is None:
            return 0.0
        places.add(place)
    share = sum(_weight(words[place]) for place in places) / sum(_weight(word) for word in words)
    off = len(words) - 1 - max(places) if entry.last_counts else min(places)
    letters = sum(len(stem) for stem, _ in entry.stems) / 1000  # the more exact entry wins a draw
    return math.sqrt(share) / (1 + off) * (1 + MORE_WORDS * (len(entry.stems) - 1)) + letters


@cache
def scores(head: str) -> dict[Role, float]:
    """Gives how well the words of a head speak for each role (0 = not at all, about 1 = all of them); empty for
    sentences.
    """
    words = tokens(head)
    if not words or len(words) > MAX_WORDS:
        return {}
    found: dict[Role, float] = {}
    for entry in _entries():
        value = _match(entry, words)
        if value > found.get(entry.role, 0.0):
            found[entry.role] = value
    return found or _unspaced(words)


def _unspaced(words: tuple[str, ...]) -> dict[Role, float]:
    """Gives the roles of entries that stand in a head whose words are run together or torn apart («Эмнекылынды»,
    «Отмет ка»).
    """
    run = "".join(words)
    found: dict[Role, float] = {}
    for entry in _entries():
        stem = "".join(stem for stem, _ in entry.stems)
        if len(stem) >= TYPO_LENGTH and run.startswith(stem):
            found[entry.role] = max(found.get(entry.role, 0.0), UNSPACED * min(len(stem) / len(run), 1.0))
    return found


def parts(head: str) -> tuple[str, ...]:
    """Gives the heads that stand in one head, joined by «и», «/», a comma or a line break."""
    joined = _BROKEN.sub("", head)
    joints = "|".join(sorted(re.escape(word) for word in _joints()))
    pieces = re.split(rf"\s*[/,;\n+]\s*|\s+(?:{joints})\s+", joined, flags=re.IGNORECASE)
    return tuple(piece for piece in pieces if piece.strip())


def best(head: str) -> Role | None:
    """Gives the role that a head's words speak for most, None when they say nothing."""
    found = scores(head)
    return max(found, key=lambda role: found[role]) if found else None
