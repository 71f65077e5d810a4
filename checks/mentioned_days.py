"""Days and years that an answer mentions: whether its act lies ahead, or its paper before the commission's visit."""

from __future__ import annotations

import re
from datetime import date

from extractors.languages.letters import fold

_MONTHS = (
    *("январ", "феврал", "март", "апрел", "ма[йяею]", "июн"),
    *("июл", "август", "сентябр", "октябр", "ноябр", "декабр"),
)
_MONTH = "|".join(_MONTHS)
_DAY = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})\s+(?P<month>{_MONTH})\w*\s+(?P<year>20\d\d)"
    r"|(?<!\d)(?P<day2>\d{1,2})\.(?P<month2>\d{1,2})\.(?P<year2>20\d\d)"
    rf"|(?<!\d)(?P<year3>20\d\d)-ж\w*\.?\s+(?P<day3>\d{{1,2}})-(?P<month3>{_MONTH})"
)
_MONTH_YEAR = re.compile(
    rf"(?<!\d )(?<!\d)(?P<month>{_MONTH})\w*\s+(?P<year>20\d\d)|(?<!\d)(?P<year2>20\d\d)-ж\w*\.?\s+(?P<month2>{_MONTH})"
)
# Seasons, by the month that each ends with.
_SEASONS = (("весн", "жаз", 5), ("лет", "жай", 8), ("осен", "куз", 11), ("зим", "кыш", 12))
_SEASON = re.compile(
    r"(?<!\w)(?P<ru>весн|лет|осен|зим)(?:ой|ою|ом|ью|ы|а|и|н\w{1,3}\s+\w+)\s+(?P<year>20\d\d)"
    r"|(?<!\d)(?P<year2>20\d\d)-ж\w*\.?\s+(?P<ky>жаз|жай|куз|кыш)(?:ы|и|у|гы|ги|гу|ку)?(?:нда|ндо|нан|ге|га|го|на|но|не)?(?!\w)"
)
# Halves and quarters of a year, by the month that each ends with.
_PARTS = (
    (r"(?:i|1|перв\w{2,3}|биринчи)[\s-]*(?:полугоди|жарым)", 6),
    (r"(?:ii|2|втор\w{2,3}|экинчи)[\s-]*(?:полугоди|жарым)", 12),
    *(
        (rf"(?:{roman}|{number})[\s-]*(?:квартал|чейре)", 3 * number)
        for number, roman in enumerate(("i", "ii", "iii", "iv"), 1)
    ),
)
_PART = re.compile(
    "|".join(
        rf"(?<!\w)(?P<after{n}>{part})\w*\s+(?P<year_after{n}>20\d\d)|(?<!\d)(?P<year_before{n}>20\d\d)-ж\w*\.?\s+{part}"
        for n, (part, _) in enumerate(_PARTS)
    )
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
# Before or after these words a day is a term, not the day of the act.
_HABIT = re.compile(r"сайын|бери|жолу|ежегодно|кажд")
_TERM_BEFORE, _TERM_AFTER = frozenset({"до", "по", "на", "к"}), "чейин"


def days_in(text: str) -> tuple[tuple[date, int, int], ...]:
    """Gives the full dates of a text with their places in its folded form."""
    found = ((_day(match), match.start(), match.end()) for match in _DAY.finditer(fold(text)))
    return tuple((day, start, end) for day, start, end in found if day is not None)


def _day(match: re.Match[str]) -> date | None:
    day, month, year = next(
        (match[f"day{tail}"], match[f"month{tail}"], match[f"year{tail}"])
        for tail in ("", "2", "3")
        if match[f"day{tail}"]
    )
    number = (
        int(month) if month.isdigit() else next(place for place, stem in enumerate(_MONTHS, 1) if re.match(stem, month))
    )
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def months_in(text: str) -> tuple[tuple[date, int, int], ...]:
    """Gives the first days of the months named with their year («в мае 2026 года»), with their places when folded."""
    found: list[tuple[date, int, int]] = []
    for match in _MONTH_YEAR.finditer(fold(text)):
        stem, year = (match["month"], match["year"]) if match["month"] else (match["month2"], match["year2"])
        number = next(place for place, pattern in enumerate(_MONTHS, 1) if re.match(pattern, stem))
        found.append((date(int(year), number, 1), match.start(), match.end()))
    return tuple(found)


def _season_ends(text: str) -> tuple[date, ...]:
    """Gives the last days of seasons, halves and quarters named with their year («осенью 2026 года», «2026-жылдын
    экинчи жарымында»).
    """
    found: list[date] = []
    for match in _SEASON.finditer(fold(text)):
        name, year = (match["ru"], match["year"]) if match["ru"] else (match["ky"], match["year2"])
        month = next(last for russian, kyrgyz, last in _SEASONS if name in (russian, kyrgyz))
        found.append(date(int(year), month, 30 if month != 12 else 31))
    for match in _PART.finditer(fold(text)):
        for part, (_, month) in enumerate(_PARTS):
            if year := match[f"year_after{part}"] or match[f"year_before{part}"]:
                found.append(date(int(year), month, 31 if month in (3, 12) else 30))
    return tuple(found)


def dated_after(text: str, as_of: date) -> bool:
    """True when the act's own date lies after the day of judgement; terms («до», «чейин») are no dates of acts."""
    plain = fold(text)
    for day, start, end in (*days_in(text), *months_in(text)):
        before, after = plain[:start].split()[-1:], plain[end:].split()[:2]
        if day > as_of and not (before and before[0] in _TERM_BEFORE) and _TERM_AFTER not in after:
            return True
    return False


def names_year_after(text: str, as_of: date) -> bool:
    """True when the text names a year after that of the day of judgement."""
    return any(int(year) > as_of.year for year in _YEAR.findall(text))


def names_time_ahead(text: str, as_of: date) -> bool:
    """True when the text names a time to come, or a month without any year and not as a habit («жыл сайын», «бери»)."""
    plain = fold(text)
    if names_year_after(plain, as_of) or names_day_ahead(text, as_of):
        return True
    month = re.search(rf"(?<!\w)(?:{_MONTH})\w*\s+ай(?:ын|лар)", plain)
    return bool(month) and not _YEAR.search(plain) and not _HABIT.search(plain)


def names_day_ahead(text: str, as_of: date) -> bool:
    """True when the text names a day, a month or a season that lies ahead; a year alone may be the end of a plan."""
    days = (*(day for day, _, _ in (*days_in(text), *months_in(text))), *_season_ends(text))
    return any(day > as_of for day in days)


def newest_year(text: str) -> int | None:
    """Gives the latest year that the text names."""
    return max((int(year) for year in _YEAR.findall(text)), default=None)
