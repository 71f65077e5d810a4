"""A reader that hangs, breaks or eats all memory costs its own file only, and says which."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest

from extractors.errors import LimitError, ReadingError, RefusedError
from flows.isolation import Limits, Reader, read_isolated
from tests.faults import poisonous
from tests.faults.broken_files import raw_pdf

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


def test_five_thousand_pages_are_read_within_the_limits(paper: Path) -> None:
    count, text = 5000, "BT /F 11 Tf 72 700 Td (Plan of measures) Tj ET"
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</Font<</F 4 0 R>>>>>>"
    kids = " ".join(f"{number + 5} 0 R" for number in range(count))
    paper.write_bytes(
        raw_pdf(
            "<</Type/Catalog/Pages 2 0 R>>",
            f"<</Type/Pages/Count {count}/Kids[{kids}]>>",
            f"<</Length {len(text)}>>stream\n{text}\nendstream",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            *[page] * count,
        )
    )
    (document,) = read_isolated(paper, "Отчёт.pdf", PATIENT)
    assert [each.number for each in document.pages] == list(range(1, count + 1))


def permitted_to_leave_the_network() -> bool:
    """Tells whether this system lets a process have a network of its own."""
    asked = [("--net",), ("--net", "--map-root-user")]
    return shutil.which("unshare") is not None and any(
        subprocess.run(["unshare", *words, "true"], capture_output=True, check=False).returncode == 0 for words in asked
    )


def test_what_a_reader_starts_has_no_network_either(paper: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        (paper.parent / "port").write_text(str(server.getsockname()[1]))
        assert poisonous.telephones_by_another(paper, "Отчёт.pdf") == ()
        if not permitted_to_leave_the_network():
            # Some containers do not let a program part with its network; Python's own sockets are then all the fence.
            assert read_isolated(paper, "Отчёт.pdf", PATIENT, poisonous.telephones_by_another) == ()
            return
        with pytest.raises(ReadingError) as told:
            read_isolated(paper, "Отчёт.pdf", PATIENT, poisonous.telephones_by_another)
    assert ("cause", "OSError: no way out") in told.value.values


@pytest.mark.parametrize("reader", [poisonous.breeds, poisonous.breeds_apart])
def test_what_a_reader_started_ends_with_it(reader: Reader, paper: Path) -> None:
    with pytest.raises(LimitError):
        read_isolated(paper, "Отчёт.pdf", Limits(seconds=3.0, megabytes=2500), reader)
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
