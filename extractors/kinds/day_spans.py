"""Days named with a beginning and an end («с 24 по 25 марта 2026 года»), and the day that a paper itself bears."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from extractors.languages.dates import DateMention, dates_in

HEAD_LINES = 8
TAIL_LINES = 4
BESIDE_A_DATE = 45
"""Letters that a line of a date, a place and a number holds at most beside the date."""
LONGEST_VISIT = 10
"""Days that a visit lasts at most; days farther apart belong to different matters."""
_FIRST_OF_TWO = re.compile(r"(?<!\d)(\d{1,2})(?:\.(\d{1,2})\.?)?\s*(?:-?[а-яөүң]{2,12}\s*)?(?:[-–—]|и|по|жана|до)\s*$")
_SECOND_OF_TWO = re.compile(r"^\s*(?:[-–—]|и|по|жана|до)?\s*(\d{1,2})-[а-яөүң]+")
_DAY_RANGE = re.compile(r"(?<!\d)(\d{1,2})\s*[-–—]\s*(\d{1,2})(?!\d)")


def _full(text: str) -> list[DateMention]:
    return [mention for mention in dates_in(text) if mention.precision == "day"]


def days_of_visit(text: str) -> tuple[date, date] | None:
    """Gives the first and last of the days that a sentence names together; one day alone is both, no full date None."""
    mentions = _full(text)
    if not mentions:
        return None
    for first, second in pairwise(mentions):
        if 0 <= (second.day - first.day).days < LONGEST_VISIT and second.start - first.end < 25:
            return first.day, second.day
    for mention in mentions:
        start = _start(text, mention)
        if start is not None:
            return start, mention.day
    for mention in mentions:
        second_day = _SECOND_OF_TWO.match(text[mention.end :])
        if second_day is not None and mention.day.day < int(second_day[1]) < mention.day.day + LONGEST_VISIT:
            return mention.day, mention.day.replace(day=int(second_day[1]))
    return mentions[-1].day, mentions[-1].day


def _start(text: str, mention: DateMention) -> date | None:
    """Gives the first day of a span that ends with a mention: «24–25 марта», «с 24 по 25 марта», «24.03–25.03.2026»."""
    inside = _DAY_RANGE.search(text[mention.start : mention.end])
    before = _FIRST_OF_TWO.search(text[: mention.start])
    if inside is not None and int(inside[2]) == mention.day.day:
        return _earlier(mention.day, int(inside[1]), None)
    if before is not None:
        return _earlier(mention.day, int(before[1]), int(before[2]) if before[2] else None)
    return None


def _earlier(end: date, day: int, month: int | None) -> date | None:
    try:
        start = end.replace(day=day, month=month or end.month)
    except ValueError:
        return None
    return start if 0 <= (end - start).days < LONGEST_VISIT else None


def own_day(lines: Sequence[str]) -> tuple[date, int] | None:
    """Gives the day that a paper bears, with the 0-based number of its line; None when it bears none.

    A line that is hardly more than a date (with place and number) tells it, at the head or under the signature; failing
    that, the first date of the head.
    """
    numbers = [*range(min(HEAD_LINES, len(lines))), *range(max(HEAD_LINES, len(lines) - TAIL_LINES), len(lines))]
    first: tuple[date, int] | None = None
    for number in numbers:
        for mention in _full(lines[number]):
            if _is_mostly(mention, lines[number]):
                return mention.day, number
            if first is None and number < HEAD_LINES:
                first = mention.day, number
    return first


def signature_day(lines: Sequence[str]) -> tuple[date, int] | None:
    """Gives the day that stands alone under or among the signatures, with the 0-based number of its line."""
    for number in range(len(lines) - 1, max(-1, len(lines) - 1 - 2 * TAIL_LINES), -1):
        for mention in _full(lines[number]):
            if _is_mostly(mention, lines[number]):
                return mention.day, number
    return None


def _is_mostly(mention: DateMention, line: str) -> bool:
    return len(line) - (mention.end - mention.start) <= BESIDE_A_DATE
