"""A batch killed at any moment, and run again, ends in the content of a batch that nobody disturbed."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from extractors.reading import read_file
from flows.batch import Order, run_batch
from flows.ledger import FileState, Ledger
from flows.settings import Settings
from flows.taking import Archive
from tests.documents.small_case import small_case

# Two hundred moments take some minutes: KILLED_BATCHES=200 KILLED_SECONDS=3600.
MOMENTS = int(os.environ.get("KILLED_BATCHES", "40"))
SECONDS = float(os.environ.get("KILLED_SECONDS", "40"))
FEWEST = 5


def order(home: Path) -> Order:
    return Order(home / "intake", home / "output", date(2026, 3, 2))


def run(home: Path) -> None:
    """Runs the batch in this process, without engine and without reading children."""
    settings = Settings(state=home / "state", stable_seconds=0)
    run_batch(order(home), settings, lambda *_: None, engine_wanted=False, read=read_file)


def killed_after(seconds: float, work: Callable[[], None]) -> bool:
    """Does the work in a fork of this process and kills that after so long; tells whether it was still at work."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if os.waitpid(child, os.WNOHANG) != (0, 0):
            return False
        time.sleep(0.001)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return True


def content(home: Path) -> dict[str, object]:
    """Gives all that a batch leaves, but for moments and the insides of workbooks."""
    found: dict[str, object] = {}
    for path in sorted((home / "output").rglob("*")):
        if path.is_file():
            name = path.relative_to(home).as_posix()
            found[name] = json.loads(path.read_text("utf-8")) if path.suffix == ".json" else path.suffix
    ledger = Ledger.open("", home / "state")
    archive = Archive(home / "state" / "archive")
    for row in ledger.files(home.resolve() / "intake"):
        found[f"{row.file}@{row.sha256}"] = (row.state, row.code, row.current)
        if row.sha256:
            assert archive.path(row.sha256).read_bytes(), "a file recorded as taken has its copy"
    found["cases"] = [
        (row.case_id, row.content, row.unit, row.findings, row.files) for row in ledger.cases(home.resolve() / "output")
    ]
    ledger.close()
    return found


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers") / "intake"
    small_case(folder / "Дело 1")
    small_case(folder / "Дело 2", "Лицей «Үмүт»")
    (folder / "Дело 2" / "пустой.pdf").write_bytes(b"")
    return folder


@pytest.fixture
def home(tmp_path: Path, papers: Path) -> Iterator[Path]:
    shutil.copytree(papers, tmp_path / "h" / "intake")
    yield tmp_path / "h"


def again(home: Path, papers: Path) -> None:
    shutil.rmtree(home)
    shutil.copytree(papers, home / "intake")


def test_a_batch_killed_at_many_moments_ends_in_the_same_content(home: Path, papers: Path) -> None:
    run(home)
    undisturbed = content(home)
    again(home, papers)
    # The first batch loads the words and the rules; how long one takes is told by the second.
    began = time.monotonic()
    run(home)
    whole = time.monotonic() - began
    assert content(home) == undisturbed
    assert {value for value in undisturbed.values() if isinstance(value, tuple)} >= {(FileState.ACCEPTED, "", True)}
    moments = random.Random(11)
    struck = 0
    until = time.monotonic() + SECONDS
    for number in range(MOMENTS):
        if number >= FEWEST and time.monotonic() > until:
            break
        again(home, papers)
        # Every third batch is killed twice, the second time while it makes up for the first.
        for _ in range(2 if number % 3 == 0 else 1):
            struck += killed_after(moments.uniform(0.0, whole), lambda: run(home))
        run(home)
        assert content(home) == undisturbed, f"moment {number}"
    assert struck
