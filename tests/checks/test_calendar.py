from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.calendar import WorkingDays, days_later, last_day, last_day_before, months_later, working_days
from checks.law import DatedValue, Unit
from extractors.errors import SetupError

TABLE = Path(__file__).parent / "working_days.tsv"


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2023, 4, 14), 1, date(2023, 5, 14)),
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 1, 30), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 1, date(2024, 3, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2023, 3, 31), 1, date(2023, 4, 30)),
        (date(2023, 12, 31), 1, date(2024, 1, 31)),
        (date(2026, 5, 31), -3, date(2026, 2, 28)),
        (date(2024, 5, 31), -3, date(2024, 2, 29)),
        (date(2026, 1, 15), -2, date(2025, 11, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 4, 30), -2, date(2026, 2, 28)),
        (date(2025, 12, 31), 0, date(2025, 12, 31)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_months_last(day: date, months: int, expected: date) -> None:
    assert months_later(day, months) == expected


@settings(deadline=None)
@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(-60, 60))
def test_months_keep_the_day_or_end_the_month(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@settings(deadline=None)
@given(st.dates(date(2015, 1, 1), date(2030, 1, 1)), st.integers(1, 30))
def test_counting_working_days_forth_and_back_agree(day: date, count: int) -> None:
    worked = working_days()
    end = worked.later(day, count)
    assert worked.is_worked(end) and worked.between(day, end) == count


def test_the_table_of_ten_years_holds() -> None:
    """Every line of working_days.tsv: a day, whether it was worked, and why."""
    worked = working_days()
    wrong = []
    for line in TABLE.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        day, state, why = line.split("\t")
        if worked.is_worked(date.fromisoformat(day)) != (state == "worked"):
            wrong.append((day, why))
    assert wrong == []


def test_the_table_spans_ten_years() -> None:
    years = {line[:4] for line in TABLE.read_text("utf-8").splitlines() if line[:2] == "20"}
    assert years >= {str(year) for year in range(2018, 2028)}


def test_a_decree_outranks_the_package(tmp_path: Path) -> None:
    path = tmp_path / "test.toml"
    path.write_text(
        'weekend = ["saturday", "sunday"]\n[[decree]]\nnumber = "№ 1"\n'
        "off = [2026-01-08, 2026-01-09]\nwork = [2026-02-07]\n",
        "utf-8",
    )
    worked = working_days(path)
    assert [worked.is_worked(date(2026, 1, day)) for day in (7, 8, 9, 12)] == [False, False, False, True]
    assert worked.is_worked(date(2026, 2, 7)) and worked.later(date(2026, 1, 6), 1) == date(2026, 1, 12)


def test_the_later_decree_about_a_day_counts(tmp_path: Path) -> None:
    path = tmp_path / "test.toml"
    path.write_text('weekend = ["sunday"]\ndecree = [{ off = [2026-02-05] }, { work = [2026-02-05] }]\n', "utf-8")
    assert working_days(path).is_worked(date(2026, 2, 5))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('weekend = ["shabbat"]\n', "weekend"),
        ('weekend = ["sunday"]\nholiday = []\n', "holiday"),
        ('weekend = ["sunday"]\ndecree = [{ off = ["2026-01-08"] }]\n', "decree 1.off"),
        ('weekend = ["sunday"]\ndecree = [{ of = [2026-01-08] }]\n', "decree 1.of"),
    ],
)
def test_a_broken_calendar_is_named_with_its_key(tmp_path: Path, text: str, key: str) -> None:
    path = tmp_path / "test.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(SetupError, match=rf"test\.toml: «{key}»"):
        working_days(path)


def test_terms_run_from_the_day_after() -> None:
    worked = WorkingDays()
    friday = date(2026, 3, 27)
    assert last_day(friday, DatedValue(friday, (5,), Unit.WORKING_DAYS), worked) == date(2026, 4, 3)
    assert last_day(friday, DatedValue(friday, (5,), Unit.CALENDAR_DAYS), worked) == days_later(friday, 5)
    assert last_day_before(friday, DatedValue(friday, (1,), Unit.YEARS)) == date(2025, 3, 27)


def test_persons_are_no_length_of_time() -> None:
    with pytest.raises(ValueError, match="no length of time"):
        last_day(date(2026, 1, 1), DatedValue(date(2000, 1, 1), (3,), Unit.PERSONS), WorkingDays())
