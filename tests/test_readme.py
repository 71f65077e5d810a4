"""The README names what is there: each command, sheet, clause and room."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.rules import rules
from extractors.wording import catalogue
from flows.commands import COMMANDS

README = (Path(__file__).resolve().parent.parent / "README.md").read_text("utf-8")


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_the_readme_names_every_command(command: str) -> None:
    assert f"`postaccred {command}" in README


@pytest.mark.parametrize("rule", [rule.name for rule in rules()])
def test_the_readme_names_every_clause(rule: str) -> None:
    assert f"`{rule}`" in README


def test_the_readme_names_every_sheet() -> None:
    sheets = {
        text for key, text in catalogue("workbook", "en").items() if key.startswith("sheet_") and key != "sheet_kept"
    }
    assert {sheet for sheet in sheets if f"**{sheet}**" not in README} == set()


def test_every_picture_of_the_readme_is_there() -> None:
    root = Path(__file__).resolve().parent.parent
    pictures = [part.split(")")[0] for part in README.split("](")[1:] if part.split(")")[0].endswith(".png")]
    assert pictures
    assert all((root / picture).is_file() for picture in pictures)
