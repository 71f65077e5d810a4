"""A reader that hangs, breaks or eats all memory costs its own file only, and says which."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from extractors.errors import LimitError, ReadingError, RefusedError
from flows.isolation import Limits, Reader, read_isolated
from tests.faults import poisonous

BRIEF = Limits(seconds=2.0, megabytes=2500)
PATIENT = Limits(seconds=120.0, megabytes=2500)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "Отчёт.pdf"
    path.write_bytes(b"%PDF-1.4")
    return path


@pytest.mark.parametrize("reader", [poisonous.hangs, poisonous.hangs_deaf])
def test_a_reader_that_hangs_is_stopped(reader: Reader, paper: Path) -> None:
    with pytest.raises(LimitError) as told:
        read_isolated(paper, "Отчёт.pdf", BRIEF, reader)
    assert "Отчёт.pdf" in str(told.value)


def test_a_reader_that_eats_memory_is_refused_it(paper: Path) -> None:
    with pytest.raises(LimitError) as told:
        read_isolated(paper, "Отчёт.pdf", PATIENT, poisonous.eats_memory)
    assert ("cause", "memory") in told.value.values


@pytest.mark.parametrize(
    ("reader", "cause"),
    [
        (poisonous.segfaults, "SIGSEGV"),
        (poisonous.aborts, "SIGABRT"),
        (poisonous.leaves, "exit 7"),
        (poisonous.stumbles, "ZeroDivisionError: page height"),
        (poisonous.telephones, "OSError: a reader of documents has no network"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_reader_that_breaks_is_told_by_its_file(reader: Reader, cause: str, paper: Path) -> None:
    with pytest.raises(ReadingError) as told:
        read_isolated(paper, "Отчёт.pdf", PATIENT, reader)
    assert told.value.file == "Отчёт.pdf"
    assert ("cause", cause) in told.value.values


def test_a_reader_that_goes_down_without_end_is_refused(paper: Path) -> None:
    with pytest.raises(RefusedError):
        read_isolated(paper, "Отчёт.pdf", PATIENT, poisonous.recurses)


def test_what_a_reader_started_ends_with_it(paper: Path) -> None:
    with pytest.raises(LimitError):
        read_isolated(paper, "Отчёт.pdf", Limits(seconds=6.0, megabytes=2500), poisonous.breeds)
    child = int((paper.parent / "child.pid").read_text())
    for _ in range(100):
        if not _alive(child):
            break
        time.sleep(0.05)
    assert not _alive(child)


def _alive(process: int) -> bool:
    """Tells whether a process runs; one that has ended and waits to be collected does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
    except ProcessLookupError:
        return False
