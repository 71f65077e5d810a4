"""Commands about what is kept: how the cases stand (status), and letting a case go (forget)."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from checks.deadlines import Deadline
from flows.batch import opened
from flows.exit_codes import DONE, WrongUseError
from flows.forgetting import StillThereError, forget
from flows.intake import today
from flows.kept_cases import deadlines_adapter
from flows.ledger import CaseRow, FileState, Ledger
from flows.one_run import BusyError, one_run
from flows.screen import Screen
from flows.settings import Settings, settings

TOLD_STATES = (FileState.WAITING, FileState.QUARANTINED, FileState.WITHDRAWN)


def status(asked: argparse.Namespace) -> int:
    """Shows the cases of an output folder, the open days of institutions and agency by referent, and the files not
    taken.
    """
    screen = Screen()
    set_up = settings()
    output = asked.output.resolve()
    portfolio = output / "portfolio.json"
    rows = _rows(set_up, output)
    if not portfolio.is_file() and not rows:
        raise WrongUseError(screen.words("no_portfolio", folder=asked.output))
    shown = _portfolio(portfolio)
    if shown is not None:
        screen.cases(shown)
    as_of = asked.as_of or today()
    if rows:
        screen.days(_days(rows), as_of)
        with opened(set_up) as ledger:
            _tell_files(ledger, screen)
            _tell_runs(ledger, screen)
    elif shown is not None:
        screen.portfolio_days(shown)
    return DONE


def _rows(set_up: Settings, output: Path) -> tuple[CaseRow, ...]:
    """Gives what the ledger knows of an output folder; asking makes no ledger where there is none."""
    if not set_up.database and not (set_up.state / "ledger.sqlite3").is_file():
        return ()
    with opened(set_up) as ledger:
        return ledger.cases(output)


def _portfolio(path: Path) -> dict[str, object] | None:
    if not path.is_file():
        return None
    try:
        shown: dict[str, object] = json.loads(path.read_text("utf-8"))
    except ValueError:
        return None  # Damaged since it was written; the ledger tells the days, the next run makes it anew.
    return shown


def _days(rows: Sequence[CaseRow]) -> list[Deadline]:
    return [deadline for row in rows for deadline in deadlines_adapter().validate_json(row.deadlines)]


def _tell_files(ledger: Ledger, screen: Screen) -> None:
    for intake in ledger.intakes():
        for row in ledger.files(Path(intake)):
            if row.current and row.state in TOLD_STATES:
                screen.file(row.file, row.state.value, row.code)


def _tell_runs(ledger: Ledger, screen: Screen) -> None:
    runs = ledger.last_runs(1)
    for run in runs:
        screen.say(
            "last_run",
            started=run["started"],
            state=screen.words(f"run_{run['state']}"),
            files=run["files"],
            cases=run["cases_judged"],
        )


def forget_case(asked: argparse.Namespace) -> int:
    """Removes a case's papers and everything made from them, and leaves a record that it was done."""
    screen = Screen()
    set_up = settings()
    output = asked.output.resolve()
    rows = {row.case_id for row in _rows(set_up, output)}
    if asked.case not in rows:
        raise WrongUseError(screen.words("no_case", case=asked.case, known=", ".join(sorted(rows)) or "—"))
    try:
        # The engine's page names cases too, and cannot be cleared while it runs.
        with (
            one_run(set_up.state / "serving", wait_seconds=0),
            one_run(set_up.state, wait_seconds=set_up.wait_seconds),
            opened(set_up) as ledger,
        ):
            intake = ledger.intake_of(output, asked.case)
            done = forget(asked.case, intake, output, set_up, ledger)
    except StillThereError as error:
        raise WrongUseError(screen.words("still_there", file=error.file)) from None
    except BusyError as error:
        raise WrongUseError(screen.words("busy", holder=error.holder)) from None
    except OSError as error:
        raise WrongUseError(screen.words("no_output", folder=asked.output, cause=error.strerror or error)) from None
    screen.say("forgotten", case=asked.case, files=done.files, contents=done.contents)
    return DONE
