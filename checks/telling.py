"""The clauses of an answer, and what each tells: a thing done, intended, under way, left undone, refused, or nothing at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache

import pymorphy3

from checks.cues import cue
from extractors.languages.letters import fold

_CLAUSE = re.compile(r"(?<=[;:.!?…])\s+|,\s+|\s+[—–]\s+|\s+(?=(?:но|однако|бирок|ал эми)\s)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_MONTHS = ("январ", "феврал", "март", "апрел", "ма[йя]", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр")
_DAY = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s+({'|'.join(_MONTHS)})\w*\s+(20\d\d)|(?<!\d)(\d{{1,2}})\.(\d{{1,2}})\.(20\d\d)"
)
_KY_DAY = re.compile(rf"(20\d\d)-ж\w*\.?\s+(\d{{1,2}})-({'|'.join(_MONTHS)})")
# Kyrgyz: finite past, or a participle that closes the clause; Russian is told by its morphology.
_KY_DONE = re.compile(
    r"(?:ылд[ыи]|илд[ии]|улду|олду|[лнр]д[ыиу]|[ыиуоеа]тт[ыиу]|[а-я]{2}т[ыиу]|[а-я]{2}д[ыиу]|шт[ыиу]|[тд][ыиу]к)$|[гк][аео]н$"
)
_KY_LETTERS = re.compile(r"[өүң]", re.IGNORECASE)


class Tells(StrEnum):
    """What a clause tells."""

    DONE = "done"
    STATE = "state"
    FUTURE = "future"
    ONGOING = "ongoing"
    UNDONE = "undone"
    PART = "part"
    ASKED = "asked"
    DRAFT = "draft"
    DECLINED = "declined"
    FOG = "fog"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause as written, and what it tells; cue: the words that tell it, None when the grammar does."""

    text: str
    tells: frozenset[Tells]
    cue: str | None = None


@cache
def _russian() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer()


@lru_cache(maxsize=20_000)
def _grammar(word: str) -> Tells | None:
    """Tells what a Russian word form says of time: a finished act, a coming one, a standing state."""
    if not re.fullmatch(r"[а-яё-]+", word):
        return None
    parse = _russian().parse(word)[0]
    tag = parse.tag
    if parse.score < 0.3 and len(word) < 4:
        return None
    if tag.POS == "PRTS" and "past" in tag:
        return Tells.DONE
    if tag.POS == "VERB":
        if "past" in tag:
            return Tells.DONE
        if "futr" in tag:
            return Tells.FUTURE
        if "pres" in tag:
            return Tells.STATE
    return None


def clauses_of(text: str, as_of: date) -> tuple[Clause, ...]:
    """Gives the clauses of an answer, each with what it tells.

    Args:
        text: the answer as written, papers in brackets included.
        as_of: the day of judgement; an act dated after it is a promise.
    """
    bare = re.sub(r"\([^()]*\)", " ", text)
    parts = [part.strip() for part in _CLAUSE.split(bare) if part and re.search(r"\w", part)]
    return tuple(_clause(part, as_of) for part in parts)


def _clause(text: str, as_of: date) -> Clause:
    first = fold(text).split()[:3]
    if any(cue("substance", "subordinate", word) for word in first) or cue("substance", "example", " ".join(first)):
        declined = cue("substance", "declined", text)
        return Clause(text, frozenset({Tells.DECLINED} if declined else {Tells.NOTHING}), declined)
    found: set[Tells] = set()
    said: str | None = None
    plain = fold(text)
    harmless = cue("substance", "harmless", text)
    for tells in (
        Tells.DECLINED,
        Tells.UNDONE,
        Tells.DRAFT,
        Tells.ASKED,
        Tells.FUTURE,
        Tells.ONGOING,
        Tells.PART,
        Tells.FOG,
    ):
        phrase = cue("substance", tells.value, text)
        if phrase and not (tells is Tells.UNDONE and harmless):
            found.add(tells)
            said = said or phrase
    spoken = re.findall(r"[\w-]+", plain)
    grammar = {told for word in spoken if (told := _grammar(word))}
    if Tells.DONE in grammar or _kyrgyz_done(text, spoken):
        found.add(Tells.DONE)
    if Tells.FUTURE in grammar:
        found.add(Tells.FUTURE)
    if Tells.STATE in grammar or cue("substance", "present_state", text):
        found.add(Tells.STATE)
    if Tells.DONE in found and _dated_after(text, as_of):
        found.discard(Tells.DONE)
        found.add(Tells.FUTURE)
    return Clause(text, frozenset(found or {Tells.NOTHING}), said)


def _kyrgyz_done(text: str, spoken: list[str]) -> bool:
    """A Kyrgyz clause closes with its verb: past tense or a participle there tells a finished act."""
    if re.search(r"\b(?:был|были|было|была)\b", text):
        return False
    tail = [word for word in spoken[-2:] if not word.isdigit()]
    return any(_KY_DONE.search(word) and not _russian_word(word) for word in tail)


@lru_cache(maxsize=20_000)
def _russian_word(word: str) -> bool:
    return bool(_russian().word_is_known(word))


def _dated_after(text: str, as_of: date) -> bool:
    """True when the act's own full date lies after the day of judgement; terms («до», «по», «чейин») are no dates of the act."""
    for match in (*_DAY.finditer(fold(text)), *_KY_DAY.finditer(fold(text))):
        before = fold(text)[: match.start()].rstrip().split()[-1:]
        if before and before[0] in {"до", "по", "на", "к"}:
            continue
        if fold(text)[match.end() :].split()[:1] == ["чейин"]:
            continue
        day = _day(match)
        if day is not None and day > as_of:
            return True
    return False


def _day(match: re.Match[str]) -> date | None:
    groups = [group for group in match.groups() if group]
    try:
        if match.re is _KY_DAY:
            return date(int(groups[0]), _month(groups[2]), int(groups[1]))
        month = int(groups[1]) if groups[1].isdigit() else _month(groups[1])
        return date(int(groups[2]), month, int(groups[0]))
    except ValueError:
        return None


def _month(word: str) -> int:
    return next(place for place, stem in enumerate(_MONTHS, 1) if re.match(stem, word))


def future_year(text: str, as_of: date) -> bool:
    """True when the text names a year after the day of judgement."""
    return any(int(year) > as_of.year for year in _YEAR.findall(text))
