"""A spreadsheet's value as it shows in the cell: dates as 01.09.2025, percents, numbers with their decimals."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from extractors.lexicon import topic

_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_DECIMALS = re.compile(r"0\.(0+)")


def shown(value: object, form: str = "General") -> str:
    """Gives the text of a value under a number format; midnight makes a day, a format without days a month."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return _day(value.date(), form) + (f" {value:%H:%M}" if value.time() != time() and "h" in form.lower() else "")
    if isinstance(value, date):
        return _day(value, form)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, form)
    return str(value)


def _day(day: date, form: str) -> str:
    plain = _QUOTED.sub("", form).lower()
    if "d" in plain or "y" not in plain:
        return f"{day:%d.%m.%Y}"
    if "m" in plain:
        return f"{topic('months', 'ru')['names'][day.month - 1]} {day.year}"
    return str(day.year)


def _number(value: float, form: str) -> str:
    plain = _QUOTED.sub("", form).split(";", 1)[0]
    decimals = _DECIMALS.search(plain)
    if "%" in plain:
        return f"{value * 100:.{len(decimals.group(1)) if decimals else 0}f}%"
    if decimals:
        return f"{value:.{len(decimals.group(1))}f}"
    if float(value).is_integer() and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.10g}"
