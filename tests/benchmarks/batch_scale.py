"""What a batch costs: sample cases multiplied, cost per case, the second run, the engine's share. CPU-seconds of all processes.

    python tests/benchmarks/batch_scale.py 10 50 200            as `postaccred run` does it: the engine for large loads only
    python tests/benchmarks/batch_scale.py 200 --engine never   the same load without the engine (or: always)

What is measured is the command `postaccred run` from the start of Python to its last word, with all that it starts; nothing is left
out. It runs as an installed program does, with its modules compiled: a run over one case goes before. Only the sample cases of Word files are
multiplied (scans cost what recognition costs, see ocr_conditions.py); each copy differs by its comment, so that no reading is found
among those kept.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

SAMPLES = ROOT / "data" / "samples" / "intake"
TICKS = os.sysconf("SC_CLK_TCK")
ENGINE_FROM = {"large": None, "always": 1, "never": 1_000_000_000}
"""From how many files the engine is started; None as the program itself has it."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took. seconds: of the clock; cpu: of all its processes. judged, tracked: cases judged, and whether
    the engine kept account.
    """

    seconds: float
    cpu: float
    judged: int
    tracked: bool


def typed_cases() -> list[Path]:
    """Gives the sample cases that hold Word files only."""
    folders = [path for path in sorted(SAMPLES.iterdir()) if path.is_dir()]
    return [path for path in folders if all(file.suffix == ".docx" for file in path.iterdir())]


def multiply(intake: Path, count: int) -> None:
    """Fills an intake with so many cases."""
    cases = typed_cases()
    for number in range(count):
        folder = intake / f"Дело {number:04}"
        shutil.copytree(cases[number % len(cases)], folder)
        for path in folder.iterdir():
            with zipfile.ZipFile(path, "a") as package:
                package.comment = str(number).encode()


def cpu_of(session: int) -> float:
    """Gives the CPU-seconds of every process of a session and of all the children that these have waited for."""
    ticks = 0
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            if int(fields[3]) == session:
                ticks += sum(map(int, fields[11:15]))
    return ticks / TICKS


def measured(home: Path, compiled: Path, engine: str) -> Cost:
    """Runs one batch in a session of its own and measures it before its processes end."""
    command = [sys.executable, __file__, "--batch", str(home), "--engine", engine]
    own = {"POSTACCRED_STATE": str(home / "state"), "POSTACCRED_STABLE_SECONDS": "0", "OMP_THREAD_LIMIT": "1"}
    environment = {**os.environ, **own, "PYTHONPYCACHEPREFIX": str(compiled), "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment.pop("PREFECT_API_URL", None)
    began = time.monotonic()
    child = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True, env=environment
    )
    assert child.stdin is not None and child.stdout is not None
    while not (line := child.stdout.readline()).startswith("batch "):
        if not line:
            raise SystemExit("the batch broke off")
    seconds, cpu = time.monotonic() - began, cpu_of(child.pid)
    _, judged, tracked = line.split()
    child.stdin.close()
    child.wait()
    return Cost(seconds, cpu, int(judged), tracked == "True")


def batch(home: Path, engine: str) -> None:
    """Runs the command and waits to be measured."""
    from flows.cli import main as postaccred

    if (files := ENGINE_FROM[engine]) is not None:
        from flows import engine as account

        account.WORTH_FILES = files
    words = ("run", "--intake", str(home / "intake"), "--output", str(home / "output"), "--as-of", "2026-03-02")
    with redirect_stdout(StringIO()) as told:
        code = postaccred(words)
    if code > 1:
        raise SystemExit(told.getvalue())
    from flows.ledger import Ledger

    ledger = Ledger.open("", home / "state")
    judged = ledger.last_runs(1)[0]["cases_judged"]
    ledger.close()
    print("batch", judged, "prefect.server" in sys.modules or "prefect.flows" in sys.modules, flush=True)
    sys.stdin.read()


def _line(cells: Sequence[object]) -> str:
    return "   ".join(f"{cell:>{width}}" for cell, width in zip(cells, (5, 6, 8, 9, 8, 8, 10, 13), strict=True))


def _of(count: int, compiled: Path, engine: str) -> str:
    """Gives the line of a number of cases."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        multiply(home / "intake", count)
        first, second = measured(home, compiled, engine), measured(home, compiled, engine)
    if (first.judged, second.judged) != (count, 0):
        # A file of the program that changes meanwhile makes the second run judge everything anew.
        raise SystemExit(f"judged {first.judged} of {count}, then {second.judged}: was the program edited?")
    return _line(
        (
            count,
            "yes" if first.tracked else "no",
            f"{first.seconds:.1f}",
            f"{first.cpu:.1f}",
            f"{first.cpu / count:.3f}",
            f"{second.seconds:.1f}",
            f"{second.cpu:.2f}",
            f"{first.cpu / second.cpu:.1f}",
        )
    )


def main() -> None:
    """Prints a line for each number of cases."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("cases", type=int, nargs="*", default=[10, 50, 200])
    asked.add_argument("--engine", choices=tuple(ENGINE_FROM), default="large")
    asked.add_argument("--batch", type=Path, help=argparse.SUPPRESS)
    words = asked.parse_args()
    if words.batch:
        batch(words.batch, words.engine)
        return
    print(_line(("cases", "engine", "first s", "first cpu", "cpu/case", "second s", "second cpu", "times cheaper")))
    with tempfile.TemporaryDirectory() as compiled:
        _of(1, Path(compiled), words.engine)
        for count in words.cases:
            print(_of(count, Path(compiled), words.engine), flush=True)


if __name__ == "__main__":
    main()
