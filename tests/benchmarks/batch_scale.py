"""What a batch costs: sample cases multiplied, cost per case, the second run, the engine's share. CPU-seconds of all processes.

    python tests/benchmarks/batch_scale.py 10 50 200            the plain line, each file read in a child process of its own
    python tests/benchmarks/batch_scale.py 50 --engine          the same with the engine keeping account

Only the sample cases of Word files are multiplied (scans cost what recognition costs, see ocr_conditions.py); each copy differs by
its comment, so that no reading is found among those kept.
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
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

SAMPLES = ROOT / "data" / "samples" / "intake"
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took. seconds: of the clock; cpu: of all its processes, the loading of the program left out."""

    seconds: float
    cpu: float
    judged: int


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


def measured(home: Path, *, engine: bool) -> Cost:
    """Runs one batch in a session of its own and measures it before its processes end."""
    command = [sys.executable, __file__, "--batch", str(home), *(["--engine"] if engine else [])]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert child.stdin is not None and child.stdout is not None
    while not (line := child.stdout.readline()).startswith("batch "):
        if not line:
            raise SystemExit("the batch broke off")
    _, seconds, loading, judged = line.split()
    cpu = cpu_of(child.pid) - float(loading)
    child.stdin.close()
    child.wait()
    return Cost(float(seconds), cpu, int(judged))


def batch(home: Path, *, engine: bool) -> None:
    """Runs one batch and waits to be measured."""
    from flows import engine as account
    from flows.batch import Order, run_batch
    from flows.settings import Settings

    if engine:
        account.WORTH_FILES = 1  # Also for loads so small that a run would do without it.

    settings = Settings(state=home / "state", stable_seconds=0)
    began, loading = time.monotonic(), time.process_time()
    order = Order(home / "intake", home / "output", date(2026, 3, 2), workers=settings.cores())
    done = run_batch(order, settings, lambda *_: None, engine_wanted=engine)
    print("batch", f"{time.monotonic() - began:.2f}", f"{loading:.2f}", sum(not case.kept for case in done.written), flush=True)
    sys.stdin.read()


def main() -> None:
    """Prints a line for each number of cases."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("cases", type=int, nargs="*", default=[10, 50, 200])
    asked.add_argument("--engine", action="store_true")
    asked.add_argument("--batch", type=Path, help=argparse.SUPPRESS)
    words = asked.parse_args()
    if words.batch:
        batch(words.batch, engine=words.engine)
        return
    print("cases   first s   first cpu   cpu/case   second s   second cpu   times cheaper")
    for count in words.cases:
        with tempfile.TemporaryDirectory() as name:
            home = Path(name)
            multiply(home / "intake", count)
            first, second = measured(home, engine=words.engine), measured(home, engine=words.engine)
            if (first.judged, second.judged) != (count, 0):
                # A file of the program that changes meanwhile makes the second run judge everything anew.
                raise SystemExit(f"judged {first.judged} of {count}, then {second.judged}: was the program edited?")
            ratio = first.cpu / second.cpu
            print(
                f"{count:5}   {first.seconds:7.1f}   {first.cpu:9.1f}   {first.cpu / count:8.3f}"
                f"   {second.seconds:8.1f}   {second.cpu:10.1f}   {ratio:13.1f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
