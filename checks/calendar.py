"""Days: months with month-ends, calendar days, working days of the Kyrgyz Republic. No function reads the clock."""

from __future__ import annotations

import calendar as gregorian
import tomllib
from dataclasses import dataclass, field
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import holidays

from checks.law import DatedValue, Unit
from data import ROOT
from extractors.errors import SetupError

MOVED_DAYS = ROOT / "calendar" / "kyrgyzstan.toml"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def months_later(day: date, months: int) -> date:
    """Gives the same day of the month so many months later (earlier, when negative), or the month's last day.

    Past the years that a date can have, their first or last day (registers write 31.12.9999 for «without end»).
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(day.day, gregorian.monthrange(year, month + 1)[1]))


def days_later(day: date, days: int) -> date:
    """Gives the day so many calendar days later (earlier, when negative); the day itself is not counted."""
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Which days are worked. weekend: 0 = Monday. off, work: decreed days, which outrank holidays and weekend.

    public: the holidays by day, with the weekend days worked in exchange; None without holidays.
    """

    weekend: frozenset[int] = frozenset({5, 6})
    off: frozenset[date] = frozenset()
    work: frozenset[date] = frozenset()
    public: Any = field(default=None, compare=False, repr=False)

    def is_worked(self, day: date) -> bool:
        """Tells whether a day is a working day of a five-day week."""
        if day in self.work:
            return True
        if day in self.off:
            return False
        if self.public is None:
            return day.weekday() not in self.weekend
        # The package knows the Saturdays worked for a moved day off only once their year and its neighbours are built.
        for year in (day.year - 1, day.year, day.year + 1):
            _ = date(min(max(year, MINYEAR), MAXYEAR), 1, 1) in self.public
        return day in self.public.weekend_workdays or (day.weekday() not in self.weekend and day not in self.public)

    def later(self, day: date, count: int) -> date:
        """Gives the count-th working day after a day; the day itself is not counted."""
        while count > 0 and day < date.max:
            day += timedelta(days=1)
            count -= self.is_worked(day)
        return day

    def between(self, after: date, until: date) -> int:
        """Counts the working days after one day up to and with another."""
        return sum(self.is_worked(after + timedelta(days=n)) for n in range(1, (until - after).days + 1))


@cache
def working_days(path: Path = MOVED_DAYS) -> WorkingDays:
    """Gives the working days of the Kyrgyz Republic: the `holidays` package with the decrees of data/calendar over it.

    Of the package only the public category is off: its "workday" category holds the holidays that are worked
    (since the Labour Code of 2025: 23 February, 7 April, 7 and 8 November).

    Raises: SetupError naming file and key when the file is broken.
    """
    content = _content(path)
    off: set[date] = set()
    work: set[date] = set()
    for number, decree in enumerate(content["decree"], start=1):
        for day in _days(path, number, decree, "off"):
            off.add(day)
            work.discard(day)
        for day in _days(path, number, decree, "work"):
            work.add(day)
            off.discard(day)
    weekend = frozenset(_WEEKDAYS.index(name) for name in content["weekend"])
    return WorkingDays(weekend, frozenset(off), frozenset(work), holidays.country_holidays("KG"))


def _content(path: Path) -> dict[str, Any]:
    name = f"{path.parent.name}/{path.name}"
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SetupError(f"{name}: not readable as TOML ({error})") from error
    weekend, decrees = content.get("weekend"), content.get("decree", [])
    if not isinstance(weekend, list) or not set(weekend) <= set(_WEEKDAYS):
        raise SetupError(f"{name}: «weekend»: is not a list of {', '.join(_WEEKDAYS)}")
    if not isinstance(decrees, list) or any(not isinstance(decree, dict) for decree in decrees):
        raise SetupError(f"{name}: «decree»: is not a list of tables")
    unknown = sorted(set(content) - {"weekend", "decree"})
    if unknown:
        raise SetupError(f"{name}: «{unknown[0]}»: unknown key")
    return {"weekend": weekend, "decree": decrees}


def _days(path: Path, number: int, decree: dict[str, Any], key: str) -> list[date]:
    unknown = sorted(set(decree) - {"number", "off", "work", "note"})
    days = decree.get(key, [])
    if unknown:
        raise SetupError(f"{path.parent.name}/{path.name}: «decree {number}.{unknown[0]}»: unknown key")
    if not isinstance(days, list) or any(type(day) is not date for day in days):
        name = f"{path.parent.name}/{path.name}"
        raise SetupError(f"{name}: «decree {number}.{key}»: is not a list of dates (2027-05-04)")
    return days


def last_day(start: date, term: DatedValue, worked: WorkingDays) -> date:
    """Gives the last day of a term of the law that runs from a day.

    Raises: ValueError for units that are no length of time.
    """
    number = term.numbers[0]
    if term.unit is Unit.WORKING_DAYS:
        return worked.later(start, number)
    if term.unit is Unit.CALENDAR_DAYS:
        return days_later(start, number)
    return months_later(start, _months(term))


def last_day_before(end: date, term: DatedValue) -> date:
    """Gives the last day on which something due so long before a day is in time.

    Raises: ValueError for units that are no length of time, or counted in working days.
    """
    if term.unit is Unit.CALENDAR_DAYS:
        return days_later(end, -term.numbers[0])
    return months_later(end, -_months(term))


def _months(term: DatedValue) -> int:
    if term.unit is Unit.MONTHS:
        return term.numbers[0]
    if term.unit is Unit.YEARS:
        return term.numbers[0] * 12
    raise ValueError(f"{term.unit} is no length of time here")
