"""Dates and deadlines in words, ky, ru and en: the last day of the period said, "ongoing", or None."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Literal

from extractors import lexicon
from extractors.languages.date_periods import SCHOOL_YEAR_START, Period, last_day, periods
from extractors.languages.date_words import Token, classify, is_doubtful, normal, tokens
from extractors.languages.letters import fold

Due = date | Literal["ongoing"] | None
ONGOING: Literal["ongoing"] = "ongoing"
_FINE = {
    "day": 0,
    "span": 1,
    "month": 1,
    "season": 2,
    "quarter": 2,
    "half": 3,
    "semester": 3,
    "school_year": 4,
    "year": 5,
}
_LENGTH = {"month": 31, "season": 92, "quarter": 92, "half": 184, "semester": 184, "school_year": 303, "year": 366}
"""Days from the beginning of a period to its last day."""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date or period said in a text.

    start, end: its place. day: its last day. precision: as in Period ("day" for a full date).
    """

    start: int
    end: int
    day: date
    precision: str


@cache
def _ongoing() -> re.Pattern[str]:
    phrases: list[str] = []
    for phrase in lexicon.words("dates", "ongoing"):
        parts = [re.escape(part).replace(r"\*", r"\w*") if part != "*" else r"\w+" for part in fold(phrase).split()]
        phrases.append(r"\s+".join(parts))
    return re.compile(r"(?<![^\W_])(?:" + "|".join(sorted(phrases, key=len, reverse=True)) + r")(?![^\W_])")


@lru_cache(maxsize=20_000)
def due(text: str, near: date | None = None) -> Due:
    """Gives the last day of the period named, "ongoing" for recurring or permanent, None when the phrase tells neither.

    near: the plan's own date; a phrase without a year means the first such day not before it.
    """
    text = re.sub(r"(?<=[^\W\d_])-\n(?=[^\W\d_])", "", text).replace("\n", " ")
    found = tokens(text)
    said = _resolved(found, near)
    recurs = [
        match
        for match in _ongoing().finditer(normal(text)[0])
        if not _of_things(match.group(), said) and not _of_one_year(match.group(), said)
    ]
    if not recurs:
        return _latest(found, _specified(said))
    return _with_recurrence(text, found, said, recurs[0].span())


def _of_things(phrase: str, said: Sequence[Said]) -> bool:
    """Tells whether «каждый, ар бир» speaks of things («до 01.06.2024 по каждой программе») beside a dated day."""
    words = phrase.split()
    of_time = classify(words[-1])[0] != "x"
    return _is("every", " ".join(words[:-1])) and not of_time and any(day and period.year for period, day in said)


def _of_one_year(phrase: str, said: Sequence[Said]) -> bool:
    """Tells whether «окуу жылы бою» is said of a year that the phrase names, so that it ends with that year."""
    return _is("throughout", phrase.rsplit(maxsplit=1)[-1]) and any(period.year is not None for period, _ in said)


Said = tuple[Period, date | None]


def _resolved(found: Sequence[Token], near: date | None) -> list[Said]:
    """Gives each period with its last day; a later part takes a missing year from an earlier one."""
    said: list[Said] = []
    year: int | None = None
    after: date | None = None
    for period in _merged(found, periods(found)):
        day = last_day(period, near=near, year=year, after=after)
        if period.precision == "day" and period.year is None and year is not None:
            day = _inside(period, year, said) or day
        if _by_september(found, period) and day is not None:
            day = day.replace(day=1)
        said.append((period, day))
        if day is not None and (period.year is not None or not period.has("d")):
            year, after = _carried(period, day, year, after)
    return said


def _inside(period: Period, year: int, said: Sequence[Said]) -> date | None:
    """Gives the day of the year (or the one before) that lies in the period said just before it, None without one.

    «2026-жылдын жай мезгили, 1-августка чейин» means the August of that very summer.
    """
    for nth in (year, year - 1):
        day = last_day(period, year=nth)
        if day is not None and said and _holds(said[-1], day):
            return day
    return None


def _holds(item: Said, day: date) -> bool:
    """Tells whether a period that is vaguer than a day holds the day; the start of one, whether it lies near."""
    period, last = item
    length = _LENGTH.get(period.precision)
    if length is None or last is None:
        return False
    if period.has("B"):
        return abs(last - day) <= timedelta(days=_LENGTH["month"])
    return timedelta(0) <= last - day <= timedelta(days=length)


def _specified(said: Sequence[Said]) -> list[Said]:
    """Leaves out what a full day beside it says exactly: «начиная с зимней сессии, до 31 января 2024 года»."""
    days = [day for period, day in said if period.precision == "day" and day is not None]
    return [item for item in said if not any(_holds(item, day) for day in days)]


def _by_september(found: Sequence[Token], period: Period) -> bool:
    """Tells whether a phrase means the first day of the school year: «к сентябрю 2024 года», «сентябрга карата»."""
    if period.precision != "month" or period.values("M") != (SCHOOL_YEAR_START[0],) or period.has("BFI"):
        return False
    ahead = found[period.first - 1].word if period.first else ""
    behind = found[period.last + 1].word if period.last + 1 < len(found) else ""
    return _is("by_before", ahead) or _is("by_after", behind)


def _carried(period: Period, day: date, year: int | None, after: date | None) -> tuple[int | None, date | None]:
    """Gives the year and the day that a later part of the phrase goes on from; a bare year holds what follows it."""
    if period.precision == "year" and period.year is not None:
        return period.year, None
    if period.year is not None:
        return day.year, day
    return year, day if year is None else after


def _merged(found: Sequence[Token], said: Sequence[Period]) -> list[Period]:
    """Joins a bare year that follows a yearless period, in brackets or at the end of its list, to that period."""
    merged: list[Period] = []
    for period in said:
        before = merged[-1] if merged else None
        bare = all(piece.kind in "YRG-S" for piece in period.pieces) and period.year is not None
        if before is not None and bare and before.year is None and before.precision != "span":
            gap = "".join(token.kind for token in found[before.last + 1 : period.first])
            if re.fullmatch(r"[(,wu.f]*", gap):
                merged = [
                    _with_year(earlier, period) if earlier.year is None and not earlier.has("d") else earlier
                    for earlier in merged
                ]
                continue
        merged.append(period)
    return merged


def _with_year(period: Period, year: Period) -> Period:
    pieces = tuple(piece for piece in period.pieces if piece.kind not in "AXV") + year.pieces
    return Period(period.first, year.last if period.last < year.first else period.last, pieces, period.precision)


def _in_brackets(found: Sequence[Token], period: Period) -> bool:
    before = "".join(token.kind for token in found[: period.first])
    return before.count("(") > before.count(")")


def _latest(found: Sequence[Token], said: Sequence[Said]) -> date | None:
    """Gives the last day of all that was said; brackets count only where they say it finer than what is outside."""
    known = [(period, day) for period, day in said if day is not None]
    outside = [item for item in known if not _in_brackets(found, item[0])]
    inside = [item for item in known if _in_brackets(found, item[0])]
    if outside and inside:
        finest = min(_FINE[period.precision] for period, _ in outside)
        better = [item for item in inside if _FINE[item[0].precision] < finest]
        known = better or outside
    return max((day for _, day in known), default=None)


def _with_recurrence(text: str, found: Sequence[Token], said: Sequence[Said], recurs: tuple[int, int]) -> Due:
    """Gives "ongoing", or the day where the phrase says "X, then permanently" or "permanently until X of that year"."""
    start = normal(text)[1][recurs[0]]
    before = [(period, day) for period, day in said if day is not None and found[period.last].end <= start]
    if before:
        period, day = before[-1]
        between = [token for token in found if token.start >= found[period.last].end and token.end <= start]
        ahead = [token for token in found[: period.first]]
        starts = any(token.kind == "f" for token in [*ahead[-2:], *between])
        then = any(token.kind == "t" for token in between)
        if (then and not starts) or (period.year is not None and _says_until(found, period)):
            return day
        apart = any(token.kind in "-,()." for token in between)
        if apart and not starts and period.year is not None and period.precision != "year":
            return day
        return ONGOING
    bounded = [day for period, day in said if period.year is not None and _says_until(found, period)]
    return next((day for day in bounded if day is not None), ONGOING)


def _is(key: str, word: str) -> bool:
    """Tells whether a folded word is on the list of that name in data/lexicon/*/dates.toml."""
    return _words(key).fullmatch(word) is not None


def _says_until(found: Sequence[Token], period: Period) -> bool:
    """Tells whether «до / к / чейин» stands at the period."""
    behind = [token.word for token in found[period.last + 1 : period.last + 3]]
    ahead = [token.word for token in found[max(0, period.first - 2) : period.first]]
    return any(_is("until_after", word) for word in behind) or any(_is("until_before", word) for word in ahead)


def dates_in(text: str) -> tuple[DateMention, ...]:
    """Gives the dates and periods with a year that a running text holds, in order, with their places."""
    if not re.search(r"\d\d", text):
        return ()
    found = tokens(text)
    mentions: list[DateMention] = []
    for period in periods(found):
        told = period.year is not None and (_tells_a_day(found, period) or _dated_from(found, period))
        day = last_day(period) if told else None
        if day is not None:
            mentions.append(DateMention(found[period.first].start, found[period.last].end, day, period.precision))
    return tuple(mentions)


def _dated_from(found: Sequence[Token], period: Period) -> bool:
    """Tells whether «от» or «с» stands before the period."""
    return period.first > 0 and _is("dated_from", found[period.first - 1].word)


_STAGE = re.compile(r"[iіvх]{1,3}|[1-9]")
_PAPER = re.compile(r"№|\d\s*%")
_WORDS_LEFT = 1
"""Words of other kinds that a deadline cell may hold beside its dates («до начала приёмной кампании 2024 г.»)."""


@lru_cache(maxsize=20_000)
def looks_like_due(text: str, *, others: int = _WORDS_LEFT) -> bool:
    """Tells whether the whole text is a deadline: dates, periods or recurrence, with hardly any other words.

    others: how many words of other kinds it may hold.
    """
    if not text.strip() or len(text) > 200 or _PAPER.search(text):
        return False
    found = tokens(text)
    said = [period for period in periods(found) if _tells_a_day(found, period)]
    covered = {position for period in said for position in range(period.first, period.last + 1)}
    folded, places = normal(text)
    recurs = [(places[match.start()], places[match.end() - 1] + 1) for match in _ongoing().finditer(folded)]
    if not said and not recurs:
        return False
    left = 0
    for position, token in enumerate(found):
        told = position in covered or any(start <= token.start < end for start, end in recurs)
        if not told and token.kind in "xNdomTR" and not _STAGE.fullmatch(token.word):
            if _stands_before_other_papers(token):
                return False
            left += 1
    return left <= min(others, (len(covered) + 2 * len(recurs)) // 2)


@cache
def _words(key: str) -> re.Pattern[str]:
    forms = [re.escape(fold(form)).replace(r"\*", r"\w*") for form in lexicon.words("dates", key)]
    return re.compile("(?:" + "|".join(forms) + ")")


def _stands_before_other_papers(token: Token) -> bool:
    return len(token.word) > 2 and bool(_words("not_due").fullmatch(token.word))


def _tells_a_day(found: Sequence[Token], period: Period) -> bool:
    """Tells whether a period could be a deadline: figures as in «12.03», «1.2.20» only after «до / к»."""
    doubtful = (period.has("d") and period.year is None) or (is_doubtful(period.pieces[0]) and not period.has("G"))
    return not doubtful or _says_until(found, period)


_SEPARATOR = re.compile(r"[,;:()\n]|\s[–—-]\s|\.\s")


def find_due(text: str) -> tuple[int, int] | None:
    """Gives the span of the deadline inside a longer text («… (отв. декан, срок: до 01.09.2023)»), else None."""
    bounds = [0, *(match.end() for match in _SEPARATOR.finditer(text))]
    ends = [*(match.start() + (match.group()[0] == ".") for match in _SEPARATOR.finditer(text)), len(text)]
    found = _labelled(text, ends) or _closing(text, bounds, ends) or _bounded(text)
    return found if found is not None and found[0] < found[1] else None


def _labelled(text: str, ends: Sequence[int]) -> tuple[int, int] | None:
    """Gives the deadline that follows «срок:», «мөөнөтү —»: the longest part there that is nothing but a deadline."""
    folded, places = normal(text)
    for label in re.finditer(
        rf"(?<![^\W_]){_words('due_label').pattern}(?:\s+\w+ния)?\s*(?:[:–—-]\s*|(?=(?:до|к|не)\s))", folded
    ):
        start = places[label.end()]
        for end in sorted((end for end in ends if end > start), reverse=True):
            if looks_like_due(text[start:end], others=0):
                return _trimmed(text, start, end)
    return None


def _closing(text: str, bounds: Sequence[int], ends: Sequence[int]) -> tuple[int, int] | None:
    """Gives the longest part between separators that is nothing but a deadline, the last such in the text."""
    found: tuple[int, int] | None = None
    for start in bounds:
        if found is not None and start < found[1]:
            continue
        for end in sorted((end for end in ends if end > start), reverse=True):
            closes = not text[end:].strip(" .;)\n")
            if looks_like_due(text[start:end], others=0) and _dated(text[start:end], closes):
                found = _trimmed(text, start, end)
                break
    return found


def _dated(part: str, closes: bool) -> bool:
    """Tells whether a part is a deadline without a label: no bare year, nothing cited, a frequency only at the end."""
    found = tokens(part)
    if len(part.strip()) <= 4 or not found or _words("not_due").fullmatch(found[0].word):
        return False
    return closes or (bool(periods(found)) and due(part, date(2000, 1, 1)) != ONGOING)


def _bounded(text: str) -> tuple[int, int] | None:
    """Gives the last date or period in the text that «до, к, чейин, карата» makes a deadline."""
    found = tokens(text)
    spans: list[tuple[int, int]] = []
    for period in periods(found):
        beside = [*found[max(0, period.first - 1) : period.first], *found[period.last + 1 : period.last + 2]]
        starts = any(token.kind == "f" for token in beside)
        cited = period.first > 1 and _words("not_due").fullmatch(found[period.first - 2].word)
        if period.precision != "span" and not cited and _says_until(found, period) and not starts:
            spans.append(_phrase(found, period))
    return spans[-1] if spans else None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    if part.count(")") > part.count("("):
        end = start + part.rindex(")")
        part = text[start:end]
    start += len(part) - len(part.lstrip())
    return start, start + len(part.strip())


def _phrase(found: Sequence[Token], period: Period) -> tuple[int, int]:
    """Gives the span of the period with its «до, к, не позднее» before and «чейин, карата» behind."""
    first, last = period.first, period.last
    while first and (found[first - 1].kind in "fu" or _is("later_than", found[first - 1].word)):
        first -= 1
    if last + 1 < len(found) and _is("until_after", found[last + 1].word):
        last += 1
    return found[first].start, found[last].end
