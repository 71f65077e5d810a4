"""Watches the intake folder: asks for a run when something there differs from what the ledger holds, by state and not
by event.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

from watchfiles import watch

from flows.intake import IntakeMissingError, look, mark
from flows.ledger import FileState, Ledger
from flows.settings import Settings
from flows.taking import NOT_TAKEN

_TO_BE_TAKEN = frozenset({FileState.WAITING, FileState.WITHDRAWN, FileState.IGNORED})


def wants_run(intake: Path, ledger: Ledger, *, stable_seconds: float = 0.0) -> bool:
    """Tells whether a run would find something new: a file never taken, changed, ready at last, or gone.

    An intake that is missing or empty wants none: that is a share that is not mounted, not papers withdrawn.
    """
    try:
        seen = look(intake, stable_seconds=stable_seconds)
    except IntakeMissingError:
        return False
    papers = [one for one in seen if one.status != "ignored"]
    if not papers:
        return False
    rows = {row.file: row for row in ledger.files(intake) if row.current}
    for one in papers:
        row = rows.get(one.file)
        if one.status == "waiting":
            continue
        if row is None or row.state in _TO_BE_TAKEN:
            return True
        told = mark(one.path)
        if told is not None and row.mark.removeprefix(NOT_TAKEN) != ":".join(map(str, told)):
            return True
    here = {one.file for one in seen}
    return any(name not in here and row.state is not FileState.WITHDRAWN for name, row in rows.items())


def watch_intake(intake: Path, settings: Settings, ask: Callable[[], None], stop: Event) -> None:
    """Looks whenever something moves in the intake, and every watch_seconds in any case (shares tell of no movement);
    asks for runs.
    """
    pause = int(settings.watch_seconds * 1000)
    while not stop.is_set():
        if not intake.is_dir():
            stop.wait(settings.watch_seconds)
            continue
        for _moves in watch(intake, stop_event=stop, rust_timeout=pause, yield_on_timeout=True, raise_interrupt=False):
            if not intake.is_dir():
                break
            ledger = Ledger.open(settings.database, settings.state)
            try:
                wanted = wants_run(intake, ledger, stable_seconds=settings.stable_seconds)
            finally:
                ledger.close()
            if wanted:
                ask()
