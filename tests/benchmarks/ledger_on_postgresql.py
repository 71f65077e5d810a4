"""Runs a batch twice over a ledger in a real PostgreSQL, started here from Debian's package and removed again.

    python tests/benchmarks/ledger_on_postgresql.py        (apt install postgresql; psycopg comes with the extra `postgres`)

Not part of the suite, which tests the same ledger by its SQLite address: whoever has no PostgreSQL would have to skip it.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from extractors.reading import read_file  # noqa: E402
from flows.batch import Order, run_batch  # noqa: E402
from flows.forgetting import forget  # noqa: E402
from flows.ledger import FileState, Ledger  # noqa: E402
from flows.settings import Settings  # noqa: E402
from tests.documents.small_case import report, small_case  # noqa: E402


def programs() -> Path:
    """Gives the folder of the newest PostgreSQL programs of Debian's package."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    if not found:
        raise SystemExit("PostgreSQL is not installed: apt install postgresql")
    return found[-1]


def as_server(*command: str) -> None:
    """Runs a program of the server, which refuses to be root, as the user that the package made."""
    user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*user, *command], check=True, stdout=subprocess.DEVNULL, cwd="/")


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """Starts a server of its own in a folder; gives the address for the ledger, and stops the server again."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data, tools = folder / "data", programs()
    as_server(
        str(tools / "initdb"), "-D", str(data), "-A", "trust", "-U", "postaccred", "-E", "UTF8", "--locale=C.UTF-8"
    )
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1"
    as_server(str(tools / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        yield f"postgresql+psycopg://postaccred@127.0.0.1:{port}/postgres"
    finally:
        as_server(str(tools / "pg_ctl"), "-D", str(data), "-m", "fast", "stop")


def main() -> None:
    """Runs, runs again, changes a paper, withdraws and forgets a case; says what the ledger held each time."""
    with tempfile.TemporaryDirectory() as home_name, tempfile.TemporaryDirectory() as server_name:
        home, server = Path(home_name), Path(server_name)
        with postgresql(server) as url:
            for number in (1, 2):
                small_case(home / "intake" / f"Дело {number}", f"Колледж {number}")
            settings = Settings(state=home / "state", stable_seconds=0, database=url)
            order = Order(home / "intake", home / "output", date(2026, 3, 2))

            def run() -> list[bool]:
                began = time.monotonic()
                batch = run_batch(order, settings, lambda *_: None, engine_wanted=False, read=read_file)
                print(f"run: {time.monotonic() - began:.2f} s, kept {[case.kept for case in batch.written]}")
                return [case.kept for case in batch.written]

            assert run() == [False, False]
            assert run() == [True, True]
            report(home / "intake" / "Дело 2" / "Отчёт.docx", [])
            assert run() == [True, False]
            shutil.rmtree(home / "intake" / "Дело 2")
            assert run() == [True]
            ledger = Ledger.open(url, home / "state")
            intake, output = order.intake.resolve(), order.output.resolve()
            states = [row.state for row in ledger.files(intake)]
            assert states.count(FileState.WITHDRAWN) == 3 and states.count(FileState.SUPERSEDED) == 1
            done = forget("Дело 2", intake, output, settings, ledger)
            assert {row.file.split("/")[0] for row in ledger.files(intake)} == {"Дело 1"}
            print(f"forgotten: {done}; runs {[run['state'] for run in ledger.last_runs()]}; ledger {ledger.shown}")
            ledger.close()


if __name__ == "__main__":
    main()
