"""Dates and periods found in tokens, and the last day that each of them names (contract, "Conventions")."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from extractors.languages.date_words import Token

SCHOOL_YEAR_END = (6, 30)
SCHOOL_YEAR_START = (9, 1)
AUTUMN_SEMESTER_END = (1, 31)
SPRING_SEMESTER = ((2, 1), (6, 30))
SEASON_END = {1: 2, 2: 5, 3: 8, 4: 11}
SEASON_START = {1: 12, 2: 3, 3: 6, 4: 9}
SCHOOL_QUARTER_END = {1: (10, 31), 2: (12, 31), 3: (3, 31), 4: (5, 31)}

_YEAR = r"(?:[YR](?:-?S)?(?:-?G)*|[AX]S?G|V)"
_UNIT = r"(?:(?:[ON][-,]){0,3}[ON]-?[QqHE]G?|Q-?[ON]|ZE)"
_SHAPES = (
    r"T(?:-?G)?",
    rf"{_YEAR}[-,]?N(?:-N)?-?M",
    rf"{_YEAR},?MK?N",
    rf"N(?:-N)?-?M(?:,?{_YEAR})?",
    rf"M,?N,{_YEAR}",
    r"m(?:-?G)?",
    rf"[BFI]?MK?[BFI]?(?:[-,]?{_YEAR})?",
    rf"{_YEAR},?N-K",
    rf"{_YEAR}[-,]?[BFI]?MK?[BFI]?",
    rf"O-?[HC][BFI]?MK?(?:,?{_YEAR})?",
    rf"{_YEAR},?MK?O-?[HC]",
    rf"[BFI]?{_UNIT}[BFI]?(?:SG)?(?:,?{_YEAR})?",
    rf"{_YEAR}-?,?[BFI]?{_UNIT}[BFI]?",
    rf"[BFI]?ZK?[BFI]?(?:,?{_YEAR})?",
    rf"{_YEAR}-?,?ZK?[BFI]?",
    rf"[BFI]?{_YEAR}[BFI]?",
    r"[BFI]S?G|S?G[BFI]|SG",
    rf"[BFI]?SG[BFI]?,?{_YEAR}",
    r"[BFI][KE]|[KE][BFI]|[AX][KEQ]",
    r"r[nN]*-?[KWDG]|[nN]+-?[KWDG]r|[nN]*-?k|r[BFI]?SG|S?Gr|Kr|Wr|[nN]+[KW]",
    r"u?[BFI]?yS?G[BFI]?(?:u(?![NMTY]))?",
    rf"d(?:,?{_YEAR})?",
    rf"{_YEAR}[-,]?d",
    r"MKN",
)
_EACH = tuple(re.compile(shape) for shape in _SHAPES)


@dataclass(frozen=True, slots=True)
class Period:
    """A date or period as said. first, last: positions of its tokens. pieces: the tokens by class.

    precision: "day", "month", "season", "quarter", "half", "semester", "school_year", "year" or
    "span" (counted from a day).
    """

    first: int
    last: int
    pieces: tuple[Token, ...]
    precision: str

    def has(self, kinds: str) -> bool:
        return any(piece.kind in kinds for piece in self.pieces)

    def values(self, kind: str) -> tuple[int, ...]:
        return tuple(piece.value for piece in self.pieces if piece.kind == kind)

    @property
    def year(self) -> int | None:
        """Gives the (last) year said, None without one."""
        years = [
            piece.more[-1] if piece.kind in "RTm" else piece.value for piece in self.pieces if piece.kind in "YRTm"
        ]
        return years[-1] if years else None

    @property
    def school(self) -> bool:
        """Tells whether its year is a school year: said so, or written with a slash."""
        return self.has("S") or any(piece.kind == "R" and "/" in piece.word for piece in self.pieces)


def periods(found: Sequence[Token]) -> tuple[Period, ...]:
    """Gives the dates and periods in order: at every place the longest reading."""
    codes = "".join("." if token.kind == "." else token.kind for token in found)
    result: list[Period] = []
    position = 0
    while position < len(codes):
        if codes[position] in "TmdRYNMOZBFIAVXQqSGKErnkyu":
            lengths = [match.end() - position for shape in _EACH if (match := shape.match(codes, position))]
            length = max(lengths, default=0)
            pieces = _without_count(tuple(found[position : position + length]))
            length = len(pieces)
            if length and _sound(pieces):
                period = Period(position, position + length - 1, pieces, _precision(pieces))
                position += length
                if not _is_blank(period, codes):
                    result.append(period)
                continue
        position += 1
    return tuple(result)


def _is_blank(period: Period, codes: str) -> bool:
    """Tells whether a form was not filled in («____» декабря 2025 г.): a line stands where the day or month would."""
    before, after = codes[: period.first], codes[period.last + 1 :]
    return period.precision in {"month", "year"} and bool(re.search(r"_[-.]?$", before) or re.match(r"[-.]?_", after))


def _without_count(pieces: tuple[Token, ...]) -> tuple[Token, ...]:
    """Leaves out a number behind a month that is no day of it («май айында 9 мугалим», but «майдын 15и»)."""
    if len(pieces) > 1 and pieces[-1].kind == "N" and pieces[-2].kind in "MK":
        return pieces if re.search(r"[ыиу]н$", pieces[-2].word) else pieces[:-1]
    return pieces


def _sound(pieces: tuple[Token, ...]) -> bool:
    """Tells whether the numbers are possible ones (day 1 to 31, unit 1 to 4)."""
    kinds = {piece.kind for piece in pieces}
    for piece in pieces:
        if piece.kind == "T" and _day(piece.more[2], piece.more[1], piece.more[0]) is None:
            return False
        if piece.kind == "N" and kinds & set("QqHE") and not 1 <= piece.value <= 8:
            return False
        if piece.kind == "N" and "M" in kinds and not 1 <= piece.value <= 31:
            return False
    return True


def _precision(pieces: tuple[Token, ...]) -> str:
    kinds = "".join(piece.kind for piece in pieces)
    if re.search("[KW]", kinds) and re.search("[nN]", kinds) and not re.search("[MQHEZ]", kinds):
        return "month" if re.search("[YR]", kinds) else "span"
    for letters, name in (
        ("Td", "day"),
        ("rk", "span"),
        ("m", "month"),
        ("C", "month"),
        ("E", "semester"),
        ("Qq", "quarter"),
    ):
        if any(letter in kinds for letter in letters):
            return name
    if "M" in kinds:
        return "day" if "N" in kinds else "month"
    for letters, name in (("H", "half"), ("Z", "season"), ("S", "school_year"), ("KW", "month")):
        if any(letter in kinds for letter in letters):
            return name
    return "school_year" if any(piece.kind == "R" and "/" in piece.word for piece in pieces) else "year"


def _day(year: int, month: int, day: int) -> date | None:
    """Gives the day; a day past the month's end (31 June) is the month's last; None for what cannot be."""
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1900 < year < 2100):
        return None
    return date(year, month, min(day, monthrange(year, month)[1]))


def month_end(year: int, month: int) -> date:
    """Gives the last day of a month; month 0 and 13 are those of the years beside."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def months_later(day: date, months: int) -> date:
    """Gives the same day of the month some months later, or that month's last day."""
    end = month_end(day.year, day.month + months)
    return end.replace(day=min(day.day, end.day))


def last_day(
    period: Period, *, near: date | None = None, year: int | None = None, after: date | None = None
) -> date | None:
    """Gives the last day of the period, None when its year is unknown.

    near: a day that the period does not come before, where it says no year. year: a year said elsewhere in the phrase.
    after: the earlier part of the same span, which the period follows.
    """
    if period.precision == "span":
        return _counted(period, near)
    said = period.year
    if period.has("y"):
        return None if near is None else _new_year(period, near)
    if said is None and period.has("AVX"):
        said = None if near is None else _this_year(period, near)
        if said is None or period.has("K"):
            return None if near is None else month_end(near.year, near.month + period.has("X"))
    if said is not None or year is not None:
        day = _within(period, said if said is not None else year or 0)
        if said is None and after is not None and day is not None and day < after:
            return _within(period, after.year + 1)
        return day
    since = after or near
    if since is None:
        return None
    if period.precision == "month" and period.has("K") and not period.has("M"):
        return month_end(since.year, since.month)
    days = [day for nth in range(3) if (day := _within(period, since.year + nth)) is not None and day >= since]
    return min(days, default=None)


def _this_year(period: Period, near: date) -> int:
    """Gives the year meant by "this" and "next"; of a school year that of its end, or of its start where meant."""
    year = near.year + period.has("X")
    if not period.school:
        return year
    ends = year + (near.month > SCHOOL_YEAR_END[0])
    return ends - 1 if period.has("B") and period.has("R") else year if period.has("B") else ends


def _new_year(period: Period, near: date) -> date:
    """Gives the start («до, к новому году») or the end of the school or calendar year that comes next."""
    month, day = SCHOOL_YEAR_START if period.has("S") else (1, 1)
    starts = min(start for year in (near.year, near.year + 1) if (start := date(year, month, day)) >= near)
    if period.has("Bu") and not period.has("F"):
        return starts
    return date(starts.year + 1, *SCHOOL_YEAR_END) if period.has("S") else date(starts.year, 12, 31)


def _counted(period: Period, near: date | None) -> date | None:
    """Gives near plus the time said; «within the (school) year» ends with it."""
    if near is None:
        return None
    count = next((piece.value for piece in period.pieces if piece.kind in "nN"), 1)
    if period.has("k"):
        months = period.values("k")[0] * (count if period.has("nN") else 1)
        return months_later(near, months) if months else near + timedelta(weeks=count)
    if period.has("S"):
        return min(day for year in (near.year, near.year + 1) if (day := date(year, *SCHOOL_YEAR_END)) >= near)
    if period.has("G"):
        return months_later(near, 12 * count) if period.has("nN") else date(near.year, 12, 31)
    if period.has("K"):
        return months_later(near, count)
    return near + timedelta(days=count * (7 if period.has("W") else 1))


def _within(period: Period, year: int) -> date | None:
    """Gives the last day of the period in a year (for R the last of the two)."""
    for piece in period.pieces:
        if piece.kind == "T":
            return _day(piece.more[2], piece.more[1], piece.more[0])
        if piece.kind == "m":
            return month_end(year, piece.value)
        if piece.kind == "d":
            return _day(year, piece.more[0], piece.value)
    if period.has("M"):
        return _in_month(period, _month_year(period, year, period.values("M")[-1]))
    if period.has("K") and period.has("N") and 1 <= period.values("N")[-1] <= 12:
        return month_end(year, period.values("N")[-1])
    if period.has("E"):
        return _semester(period, year)
    if period.has("Qq"):
        return _quarter(period, year)
    if period.has("H"):
        return _half(period, year)
    if period.has("Z"):
        return _season(period, year)
    return _whole_year(period, year)


def _month_year(period: Period, year: int, month: int) -> int:
    """Gives the calendar year of a month in a school year («сентябрь 2024–2025 уч. года» is of 2024)."""
    both = period.has("R") and period.school
    return year - 1 if both and month >= SCHOOL_YEAR_START[0] - 1 else year


def _in_month(period: Period, year: int) -> date | None:
    month = period.values("M")[-1]
    if period.has("N"):
        return _day(year, month, period.values("N")[-1])
    if period.has("HC"):
        part = period.values("O")[-1]
        ends = {1: 15} if period.has("H") else {1: 10, 2: 20}
        return date(year, month, ends[part]) if part in ends else month_end(year, month)
    if period.has("B"):
        return date(year, month, 1)
    return date(year, month, 15) if period.has("I") else month_end(year, month)


def _part(period: Period) -> int:
    numbers = [piece.value for piece in period.pieces if piece.kind in "ON"]
    return numbers[-1] if numbers else 0


def _semester(period: Period, year: int) -> date | None:
    """I or autumn: 1 September to 31 January; II or spring: to 30 June; one year alone is that of its start."""
    both = period.has("R")
    if period.has("Z"):
        autumn = period.values("Z")[-1] in {4, 1}
    elif _part(period):
        autumn = _part(period) % 2 == 1
    else:
        return date(year, *SPRING_SEMESTER[1])
    if autumn:
        begins = year - 1 if both else year
        return date(begins, *SCHOOL_YEAR_START) if period.has("B") else date(begins + 1, *AUTUMN_SEMESTER_END)
    single_school = period.school and not both and not period.has("AVX")
    return date(year + single_school, *SPRING_SEMESTER[0 if period.has("B") else 1])


def _quarter(period: Period, year: int) -> date | None:
    part = _part(period)
    if not 1 <= part <= 4:
        return None
    if period.has("q") or period.school:
        month, day = SCHOOL_QUARTER_END[part]
        return date(year - 1 if period.has("R") and month >= 9 else year, month, day)
    return date(year, 3 * part - 2, 1) if period.has("B") else month_end(year, 3 * part)


def _half(period: Period, year: int) -> date | None:
    part = _part(period)
    if part not in {1, 2}:
        return None
    if period.school:
        return date(year, *SCHOOL_YEAR_END) if part == 2 else date(year - 1 if period.has("R") else year, 12, 31)
    return date(year, 6, 30) if part == 1 else date(year, 12, 31)


def _season(period: Period, year: int) -> date | None:
    season = period.values("Z")[-1]
    if period.has("R"):
        year = year if season in {1, 2, 3} else year - 1
    if period.has("B"):
        return date(year - (season == 1 and period.has("R")), SEASON_START[season], 1)
    return month_end(year, SEASON_END[season])


def _whole_year(period: Period, year: int) -> date | None:
    if period.school:
        begins = year - 1 if period.has("R") else year
        return date(begins, *SCHOOL_YEAR_START) if period.has("B") else date(year, *SCHOOL_YEAR_END)
    if period.has("B"):
        return date(year, 1, 1)
    return date(year, 6, 30) if period.has("I") else date(year, 12, 31)
