"""The arrows between the rooms run one way, and what the owner fixed stays where it was put."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("data", "extractors", "checks", "flows")
SOURCES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Gives the first parts of the names of all modules that a source imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_room_imports_a_room_above_it(path: Path) -> None:
    room = ROOMS.index(path.relative_to(ROOT).parts[0])
    assert not imported(path) & set(ROOMS[room + 1 :])


def test_only_the_flows_know_the_engine() -> None:
    knowing = {path.relative_to(ROOT).parts[0] for path in SOURCES if "prefect" in imported(path)}
    assert knowing == {"flows"}


def test_no_output_knows_the_engine() -> None:
    assert not [path for path in (ROOT / "flows" / "outputs").rglob("*.py") if "prefect" in imported(path)]


def test_the_deciding_room_reads_no_clock_and_no_file_of_a_case() -> None:
    lawful = {"law.py", "calendar.py", "pair_weights.py", "clauses.py"}
    for path in (ROOT / "checks").rglob("*.py"):
        text = path.read_text("utf-8")
        assert ".today(" not in text and "datetime.now" not in text, path
        assert path.name in lawful or (" open(" not in text and ".read_text(" not in text), path


def test_no_module_is_named_for_nothing() -> None:
    assert not [
        path for path in SOURCES if path.stem in {"utils", "util", "helpers", "helper", "common", "misc", "base"}
    ]
