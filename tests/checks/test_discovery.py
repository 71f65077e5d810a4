from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import checks.rules
from checks.clause import Decision, Ground, rule, unknown
from checks.clauses import prove_setup
from checks.rules import rules
from extractors.errors import SetupError
from extractors.wording import LANGUAGES, catalogue


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of rules of its own, in the place of checks/rules."""
    rules()
    monkeypatch.setattr(checks.rules, "__path__", [str(tmp_path)])
    rules.cache_clear()
    yield tmp_path
    rules.cache_clear()
    for name in ("broken", "empty"):
        sys.modules.pop(f"checks.rules.{name}", None)


def test_a_rule_that_does_not_load_stops_the_program(folder: Path) -> None:
    (folder / "broken.py").write_text("import no_such_module\n", "utf-8")
    with pytest.raises(SetupError, match=r"broken\.py does not load"):
        rules()


def test_a_file_without_a_rule_stops_the_program(folder: Path) -> None:
    (folder / "empty.py").write_text('"""Holds nothing."""\n', "utf-8")
    with pytest.raises(SetupError, match=r"empty\.py holds no rule"):
        rules()


def test_two_rules_of_one_name_are_refused() -> None:
    rules()

    def other(ground: Ground) -> Decision:
        return unknown("no_plan")

    with pytest.raises(ValueError, match=r"two rules are named 2\.4\.approved"):
        rule("2.4.approved", clause="2.4", rests_on=(), wordings=("no_plan",))(other)


def test_the_setup_as_shipped_is_whole() -> None:
    prove_setup()
    assert len(rules()) >= 15


def test_rules_come_by_number_of_the_clause() -> None:
    clauses = [tuple(int(part) for part in each.clause.split(".")) for each in rules()]
    assert clauses == sorted(clauses)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_wording_is_left_over(language: str) -> None:
    said = {f"{each.name}.{key}" for each in rules() for key in ("title", *each.wordings)}
    assert set(catalogue("rule", language)) == said
