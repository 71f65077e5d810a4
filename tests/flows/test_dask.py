"""The workers of a dask scheduler end in what this machine alone ends in, with the engine or without, whoever of them dies."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data import ROOT
from extractors.errors import SetupError
from flows.batch import Batch, Progress, run_batch
from flows.cli import main
from flows.order import Order
from flows.settings import Settings
from tests.documents.small_case import small_case

SAMPLES = ROOT / "samples"
CASES = ("Ак-Тилек мектеп-гимназиясы", "АПГС PhD (5 лет)", "ДАНАКЕР нач.образование")
DAY = date(2026, 3, 2)


class Cluster:
    """A scheduler on this machine and its workers, each a process."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.told = folder, folder / "scheduler.json"
        self.processes: list[subprocess.Popen[bytes]] = []
        self._start(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(self.told), "--no-dashboard"
        )
        _await(self.told.exists)
        self.address: str = json.loads(self.told.read_text("utf-8"))["address"]

    def _start(self, kind: str, *words: str) -> None:
        with (self.folder / "log").open("ab") as log:
            command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *words]
            self.processes.append(subprocess.Popen(command, cwd=self.folder, stdout=log, stderr=log))

    def start_worker(self) -> subprocess.Popen[bytes]:
        """Starts one more worker."""
        words = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")
        self._start("worker", self.address, *words)
        return self.processes[-1]

    def await_workers(self, count: int) -> None:
        """Waits until so many workers are there."""
        import distributed

        connect: Callable[..., Any] = distributed.Client
        with connect(self.address, set_as_default=False) as client:
            client.wait_for_workers(count, timeout=180)

    def end(self) -> None:
        """Ends workers and scheduler."""
        for process in reversed(self.processes):
            process.kill()
            process.wait()


def _await(there: Callable[[], bool]) -> None:
    until = time.monotonic() + 120
    while not there():
        assert time.monotonic() < until
        time.sleep(0.1)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    made = Cluster(tmp_path_factory.mktemp("dask"))
    try:
        made.start_worker()
        made.start_worker()
        made.await_workers(2)
        yield made
    finally:
        made.end()


@pytest.fixture(scope="module")
def intake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Gives some of the sample cases, those without scans, which only take long."""
    folder = tmp_path_factory.mktemp("samples") / "intake"
    for name in CASES:
        shutil.copytree(SAMPLES / "intake" / name, folder / name)
    return folder


def ran(
    intake: Path, home: Path, scheduler: str = "", database: str = "", progress: Progress = lambda *_: None
) -> Batch:
    """Runs a batch over the samples with a state of its own."""
    settings = Settings(state=home / "state", stable_seconds=0, database=database)
    order = Order(intake, home / "output", DAY, SAMPLES / "register.xlsx", workers=1, scheduler=scheduler)
    return run_batch(order, settings, progress, engine_wanted=False)


def results(home: Path) -> dict[str, Any]:
    """Gives every result and the portfolio."""
    return {
        str(path.relative_to(home)): json.loads(path.read_text("utf-8")) for path in (home / "output").rglob("*.json")
    }


def test_workers_end_in_what_this_machine_ends_in_though_one_of_them_dies(
    cluster: Cluster, intake: Path, empty_database: str, tmp_path: Path
) -> None:
    alone = ran(intake, tmp_path / "alone")
    steps: list[str] = []

    def kill_one(step: str, _done: int, _of: int) -> None:
        steps.append(step)
        cluster.processes[-1].kill()

    shared = ran(intake, tmp_path / "shared", cluster.address, empty_database, kill_one)
    assert cluster.processes[-1].wait() != 0 and {"read", "judge"} <= set(steps)
    assert len(results(tmp_path / "shared")) == len(CASES) + 1
    assert results(tmp_path / "shared") == results(tmp_path / "alone")
    assert [case.judgement.card.id for case in shared.written] == [case.judgement.card.id for case in alone.written]
    again = ran(intake, tmp_path / "shared", cluster.address, empty_database)
    assert all(case.kept for case in again.written)


def test_the_engine_keeps_account_of_what_workers_do(engine_at_work: None, cluster: Cluster, tmp_path: Path) -> None:
    from prefect import get_client

    small_case(tmp_path / "intake" / "Дело")
    settings = Settings(state=tmp_path / "state", stable_seconds=0)
    order = Order(tmp_path / "intake", tmp_path / "output", DAY, scheduler=cluster.address)
    batch = run_batch(order, settings, lambda *_: None)
    assert batch.complete and batch.tracked
    with get_client(sync_client=True) as client:
        told = {(run.name, run.state_name) for run in client.read_task_runs()}
    assert {("read papers: Дело", "Completed"), ("judge part: Дело", "Completed")} <= told


def test_the_command_line_takes_the_scheduler_or_says_what_is_missing(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POSTACCRED_STABLE_SECONDS", "0")
    small_case(tmp_path / "in" / "Дело")
    words = ["run", "--intake", "in", "--output", "out", "--as-of", "2026-03-02", "--runner", "dask"]
    assert main(words) == 3
    assert "Name the address" in capsys.readouterr().err
    assert main([*words, "--scheduler", cluster.address]) == 0
    assert (tmp_path / "out" / "Дело" / "result.json").exists()


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense", "http://127.0.0.1:1"])
def test_a_scheduler_that_is_not_there_is_a_broken_set_up(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.crews.CONNECT_SECONDS", 1)
    small_case(tmp_path / "intake" / "Дело")
    with pytest.raises(SetupError, match="does not answer"):
        ran(tmp_path / "intake", tmp_path, address)


def test_a_scheduler_without_workers_is_a_broken_set_up(tmp_path: Path) -> None:
    idle = Cluster(tmp_path)
    small_case(tmp_path / "intake" / "Дело")
    try:
        with pytest.raises(SetupError, match="no workers"):
            ran(tmp_path / "intake", tmp_path, idle.address)
    finally:
        idle.end()
