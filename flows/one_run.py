"""One batch at a time over one state folder: the second waits, and says for whom."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO


class BusyError(Exception):
    """Another run still works over the same state folder. holder: what it said of itself (process, since)."""

    def __init__(self, holder: str) -> None:
        self.holder = holder
        super().__init__(holder)


@contextmanager
def one_run(state: Path, *, wait_seconds: float, told: Callable[[str], None] | None = None) -> Iterator[None]:
    """Holds the state folder for one run; the system frees it when the process ends in whatever way.

    wait_seconds: how long to wait for another run. told: called once with that run's holder when waiting begins.
    Raises: BusyError; OSError when the folder cannot be written.
    """
    state.mkdir(parents=True, exist_ok=True)
    with (state / "run.lock").open("a+", encoding="utf-8") as file:
        until = time.monotonic() + wait_seconds
        while not _locked(file):
            holder = _holder(state)
            if told is not None:
                told(holder)
                told = None
            if time.monotonic() >= until:
                raise BusyError(holder)
            time.sleep(min(0.2, max(wait_seconds, 0.01)))
        (state / "run.json").write_text(
            json.dumps({"process": os.getpid(), "since": datetime.now(UTC).isoformat(timespec="seconds")}), "utf-8"
        )
        try:
            yield
        finally:
            _unlock(file)


def _holder(state: Path) -> str:
    try:
        said = json.loads((state / "run.json").read_text("utf-8"))
        return f"process {said['process']}, since {said['since']}"
    except (OSError, ValueError, KeyError):
        # It has the lock and has not yet said who it is.
        return "process unknown"


if sys.platform == "win32":
    import msvcrt

    def _locked(file: IO[str]) -> bool:
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: IO[str]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _locked(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
