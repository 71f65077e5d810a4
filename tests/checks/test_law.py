from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checks.law import Force, Unit, law
from extractors.errors import SetupError

GOOD = """
[rules."2.4.plan_term"]
clause = "2.4"
binds = "organisation"
force = "duty"
says = "бир айлык мөөнөттө"
open = ""
dated = [
  { in_force_from = 2000-01-01, value = 1, unit = "months" },
  { in_force_from = 2025-01-01, value = 20, unit = "calendar_days" },
]
"""


def written(folder: Path, text: str) -> Path:
    (folder / "test.toml").write_text(text, "utf-8")
    return folder


def test_a_case_is_judged_by_the_wording_in_force_on_its_day(tmp_path: Path) -> None:
    found = law(written(tmp_path, GOOD))
    assert found.value("2.4.plan_term", date(2024, 12, 31)).unit is Unit.MONTHS
    assert found.number("2.4.plan_term", date(2025, 1, 1)) == 20


def test_before_the_earliest_wording_known_that_wording_stands(tmp_path: Path) -> None:
    assert law(written(tmp_path, GOOD)).number("2.4.plan_term", date(1999, 5, 1)) == 1


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('unit = "months"', 'unit = "weeks"', "2.4.plan_term.unit"),
        ("value = 1,", "value = 0,", "2.4.plan_term.value"),
        ("value = 1,", 'value = "один",', "2.4.plan_term.value"),
        ("value = 1,", "value = true,", "2.4.plan_term.value"),
        ("in_force_from = 2000-01-01", 'in_force_from = "2000"', "2.4.plan_term.in_force_from"),
        ("in_force_from = 2025-01-01", "in_force_from = 2000-01-01", "2.4.plan_term.dated"),
        ('force = "duty"', 'force = "wish"', "2.4.plan_term.force"),
        ('clause = "2.4"\n', "", "2.4.plan_term.clause"),
        ('open = ""', 'opne = ""', "2.4.plan_term.opne"),
        ("[rules.", "[rule.", "rules"),
    ],
)
def test_a_broken_rule_file_is_named_with_its_key(tmp_path: Path, old: str, new: str, key: str) -> None:
    assert old in GOOD
    with pytest.raises(SetupError, match=r"test\.toml") as raised:
        law(written(tmp_path, GOOD.replace(old, new)))
    assert f"«{key}»" in str(raised.value)


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"test\.toml"):
        law(written(tmp_path, "[rules\n"))


def test_one_key_in_two_files_is_refused(tmp_path: Path) -> None:
    written(tmp_path, GOOD)
    (tmp_path / "other.toml").write_text(GOOD, "utf-8")
    with pytest.raises(SetupError, match=r"stands also in other\.toml"):
        law(tmp_path)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="no rule files"):
        law(tmp_path)


def test_rights_hold_no_numbers_and_every_number_has_its_words() -> None:
    for article in law().articles.values():
        assert article.says and article.clause
        assert article.force is Force.DUTY or not article.dated
