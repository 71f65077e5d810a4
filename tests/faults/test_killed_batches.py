"""A batch killed at any moment, and run again, ends in the content of a batch that nobody disturbed."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from extractors.reading import read_file
from flows.batch import run_batch
from flows.ledger import FileState, Ledger
from flows.order import Order
from flows.settings import Settings
from flows.taking import Archive
from tests.documents.small_case import FINDINGS, MEASURES, conclusion, plan, small_case

MOMENTS = 12
PROCESSES = 2
# Whatever a batch does that outlives it goes through one of these, or through a commit of the ledger.
LASTING = ("fsync", "replace", "rename", "unlink", "mkdir")
DAY = date(2026, 3, 2)


def order(home: Path, as_of: date = DAY, workers: int = 1) -> Order:
    return Order(home / "intake", home / "output", as_of, workers=workers)


def run(home: Path, as_of: date = DAY) -> None:
    """Runs the batch in this process, without engine and without reading children."""
    settings = Settings(state=home / "state", stable_seconds=0)
    run_batch(order(home, as_of), settings, lambda *_: None, engine_wanted=False, read=read_file)


def forked(work: Callable[[], object]) -> int:
    """Starts the work in a fork of this process; gives its number."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return child


def killed_after(seconds: float, work: Callable[[], None]) -> bool:
    """Does the work in a fork of this process and kills that after so long; tells whether it was still at work."""
    child = forked(work)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if os.waitpid(child, os.WNOHANG) != (0, 0):
            return False
        time.sleep(0.001)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return True


def killed_at(step: int, work: Callable[[], None]) -> bool:
    """Does the work in a fork of this process, which kills itself before its so-many-th lasting step; tells whether it
    came so far.
    """

    def until_step() -> None:
        count_steps(lambda done: os.kill(os.getpid(), signal.SIGKILL) if done == step else None)
        work()

    _, ending = os.waitpid(forked(until_step), 0)
    if os.WIFSIGNALED(ending):
        return True
    assert os.waitstatus_to_exitcode(ending) == 0
    return False


def count_steps(tell: Callable[[int], object]) -> None:
    """Has every lasting step of this process told, by its number, before it is done."""
    done = 0

    def one_more(*_: object) -> None:
        nonlocal done
        done += 1
        tell(done)

    def told_first(real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*words: Any, **named: Any) -> Any:
            one_more()
            return real(*words, **named)

        return step

    for name in LASTING:
        setattr(os, name, told_first(getattr(os, name)))
    event.listen(Engine, "commit", one_more)


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
        (row.case_id, row.content, row.unit, row.as_of, row.findings, row.files)
        for row in ledger.cases(home.resolve() / "output")
    ]
    ledger.close()
    return found


class Scene:
    """A home in which a batch is about to run, that can be had again and again."""

    def __init__(self, home: Path, as_of: date) -> None:
        self.home, self.as_of, self.saved = home, as_of, home.with_name(f"{home.name} before {as_of}")
        for name in ("output", "state"):
            (home / name).mkdir(exist_ok=True)
            shutil.copytree(home / name, self.saved / name)
        run(home, as_of)
        self.undisturbed = content(home)
        self.again()

    def again(self) -> None:
        """Puts back what was there before the batch; the intake no batch touches."""
        for name in ("output", "state"):
            shutil.rmtree(self.home / name)
            shutil.copytree(self.saved / name, self.home / name)

    def run(self) -> None:
        """Runs the batch."""
        run(self.home, self.as_of)

    def strike_every_step(self, first: int, stride: int) -> int:
        """Kills the batch at its first, and then each stride-th, lasting step, and runs it again; gives how often."""
        step = first
        while True:
            self.again()
            if not killed_at(step, self.run):
                return (step - first) // stride
            self.run()
            found = content(self.home)
            assert found == self.undisturbed, (
                f"killed before step {step} on {self.as_of}: {different(found, self.undisturbed)}"
            )
            step += stride


def different(found: dict[str, object], wanted: dict[str, object]) -> list[str]:
    """Names what is not as it should be."""
    return [name for name in {*found, *wanted} if found.get(name) != wanted.get(name)]


def strike_everywhere(home: Path, papers: Path, first: int) -> int:
    """Kills three batches, one after the other, at every step that falls to this process: the first; one with papers
    changed, new and gone; one on a day that moves deadlines. Gives how many kills there were.
    """
    shutil.copytree(papers, home / "intake")
    struck = Scene(home, DAY).strike_every_step(first, PROCESSES)
    run(home)
    case = home / "intake" / "Дело 1"
    plan(case / "План.docx", MEASURES[:2])
    conclusion(case / "Заключение.docx", extra=("Нет плана повышения квалификации преподавателей.",))
    (case / "Отчёт.docx").unlink()
    (case / "пустой.pdf").write_bytes(b"%PDF-1.7\n")
    second = Scene(home, DAY.replace(day=3))
    changes = second.undisturbed["output/Дело 1/result.json"]
    assert isinstance(changes, dict) and len(changes["changes_since_last"]) > len(FINDINGS)
    struck += second.strike_every_step(first, PROCESSES)
    run(home, DAY.replace(day=3))
    return struck + Scene(home, DAY.replace(day=4)).strike_every_step(first, PROCESSES)


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers") / "intake"
    small_case(folder / "Дело 1")
    (folder / "Дело 1" / "пустой.pdf").write_bytes(b"")
    # What loads at the first use is loaded here, for all forks.
    run(shutil.copytree(folder, folder.parent / "first" / "intake").parent)
    return folder


def test_a_batch_killed_before_any_of_two_hundred_steps_ends_in_the_same_content(tmp_path: Path, papers: Path) -> None:
    def part(first: int) -> None:
        struck = strike_everywhere(tmp_path / f"home {first}", papers, first)
        (tmp_path / f"struck {first}").write_text(str(struck), "ascii")

    children = [forked(lambda first=first: part(first)) for first in range(1, PROCESSES + 1)]  # type: ignore[misc]
    endings = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    assert endings == [0] * PROCESSES
    assert sum(int(path.read_text("ascii")) for path in tmp_path.glob("struck *")) >= 200


def test_a_batch_killed_at_any_time_ends_in_the_same_content(tmp_path: Path, papers: Path) -> None:
    home = shutil.copytree(papers, tmp_path / "home" / "intake").parent
    small_case(home / "intake" / "Дело 2", "Лицей «Үмүт»")
    began = time.monotonic()
    scene = Scene(home, DAY)
    whole = time.monotonic() - began
    assert {value for value in scene.undisturbed.values() if isinstance(value, tuple)} >= {
        (FileState.ACCEPTED, "", True)
    }
    moments = random.Random(11)
    struck = 0
    for number in range(MOMENTS):
        scene.again()
        # Every third batch is killed twice, the second time while it makes up for the first.
        for _ in range(2 if number % 3 == 0 else 1):
            struck += killed_after(moments.uniform(0.0, whole), scene.run)
        scene.run()
        assert content(home) == scene.undisturbed, f"moment {number}"
    assert struck


def test_a_command_killed_with_all_its_processes_at_work_ends_in_the_same_content(tmp_path: Path, papers: Path) -> None:
    home = shutil.copytree(papers, tmp_path / "home" / "intake").parent
    small_case(home / "intake" / "Дело 2", "Лицей «Үмүт»")
    scene = Scene(home, DAY)
    command = [sys.executable, "-m", "flows.cli", "run", "--intake", "intake", "--output", "output", "--workers", "2"]
    environment = {**os.environ, "POSTACCRED_STATE": "state", "POSTACCRED_STABLE_SECONDS": "0"}
    root = Path(__file__).resolve().parents[2]
    environment["PYTHONPATH"] = str(root)
    for begun in ("state/readings/*/*/*.json", "output/*/result.json"):
        with (tmp_path / "told").open("ab") as told:
            words = [*command, "--as-of", DAY.isoformat()]
            batch = subprocess.Popen(words, cwd=home, env=environment, stdout=told, stderr=told, start_new_session=True)
            while not any(home.glob(begun)):
                assert batch.poll() is None, (tmp_path / "told").read_text("utf-8", "replace")
                time.sleep(0.01)
            batch.kill()
            batch.wait()
        until = time.monotonic() + 20
        while left := of_session(batch.pid):
            assert time.monotonic() < until, f"still at work: {left}"
            time.sleep(0.05)
    scene.run()
    assert content(home) == scene.undisturbed


def of_session(session: int) -> list[str]:
    """Gives the processes of a session that have not ended (Linux; elsewhere none can be told)."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text("utf-8", "replace").rsplit(")", 1)[1].split()
            if int(fields[3]) == session and fields[0] != "Z":
                found.append((entry.parent / "cmdline").read_text("utf-8", "replace"))
        except OSError:
            continue
    return found
