"""Unattended work: the engine, its schedules, the watcher of the intake; what was missed or broken off is made up at
the start.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from datetime import time as clock_time
from pathlib import Path
from typing import Any

from checks.clauses import prove_setup
from extractors import ocr
from extractors.errors import SetupError
from flows import engine
from flows.batch import opened
from flows.exit_codes import DONE, WrongUseError
from flows.intake import AGENCY_ZONE
from flows.one_run import BusyError, one_run
from flows.screen import Screen
from flows.settings import PREFIX, Settings, folders, settings
from flows.watcher import watch_intake

MORNING = clock_time(7, 0)
START_SECONDS = 240.0
WATCH, MORNING_BATCH, ONE_CASE, PORTFOLIO = "watch", "morning", "one-case", "on-request"


def serve(asked: argparse.Namespace) -> int:
    """Serves until it is stopped: runs when papers arrive, and each morning at 07:00 in Bishkek."""
    screen = Screen()
    for name in ("intake", "output", "register_file"):
        if (given := getattr(asked, name)) is not None:
            # The engine runs each flow in a process of its own, which takes the settings from the environment.
            os.environ[f"{PREFIX}{name.upper()}"] = str(given.resolve())
    set_up = settings()
    os.environ[f"{PREFIX}STATE"] = str(set_up.state.resolve())
    set_up = settings()
    intake, output = folders(set_up)
    if not intake.is_dir():
        raise WrongUseError(screen.words("no_folder", folder=intake))
    output.mkdir(parents=True, exist_ok=True)
    prove_setup()
    ocr.ready()
    try:
        with one_run(set_up.state / "serving", wait_seconds=0), engine_server(set_up) as address:
            screen.say("serving", intake=intake, output=output, address=address)
            _serve(set_up, screen)
    except BusyError as error:
        raise WrongUseError(screen.words("busy", holder=error.holder)) from None
    return DONE


@contextmanager
def engine_server(set_up: Settings) -> Iterator[str]:
    """Gives the address of the engine's server: the one named in PREFECT_API_URL, else one started here for this
    machine alone.

    Raises: SetupError when it does not start.
    """
    engine.prepare(set_up.state / "prefect")
    if named := os.environ.get("PREFECT_API_URL"):
        if not _answers(named, lambda: True):
            raise SetupError(f"The engine's server at {named} does not answer; start it, or unset PREFECT_API_URL.")
        yield named
        return
    port = _free_port()
    os.environ["PREFECT_API_URL"] = f"http://127.0.0.1:{port}/api"
    log = set_up.state / "engine.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as told:
        command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
        # In a session of its own: Ctrl+C must reach the service alone, which ends its server last.
        server = subprocess.Popen(command, stdout=told, stderr=told, start_new_session=True)
        try:
            _await(server, port, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(30)
            del os.environ["PREFECT_API_URL"]


def _free_port() -> int:
    """Gives the engine's usual port, or any free one when another program has it."""
    for port in (4200, 0):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise SetupError("No port is free on 127.0.0.1 for the engine.")


def _await(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    if not _answers(f"http://127.0.0.1:{port}/api", lambda: server.poll() is None):
        raise SetupError(f"The engine's server did not start; {log} says why.")


def _answers(address: str, is_alive: Callable[[], bool]) -> bool:
    """Waits for a server to answer; tells whether it did, giving up when it has ended or the time is over."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and is_alive():
        try:
            with urllib.request.urlopen(f"{address}/health", timeout=5):
                return True
        except OSError:
            time.sleep(0.5)
    return False


def _serve(set_up: Settings, screen: Screen) -> None:
    """Deploys the flows to the server, makes up for what was missed and works until it is stopped."""
    from prefect import serve as serve_deployments

    intake, output = folders(set_up)
    cancelled, crashed = close_engine_runs()
    if cancelled or crashed:
        screen.say("engine_runs_closed", missed=cancelled, orphaned=crashed)
    missed = missed_morning(set_up, output, datetime.now(AGENCY_ZONE))
    if missed:
        screen.say("morning_missed")
    stop = threading.Event()
    watcher = threading.Thread(target=_watch, args=(intake, set_up, missed, stop), daemon=True)
    watcher.start()
    # Prefect ends its work on SIGTERM; on Ctrl+C alone it was seen to go on.
    signal.signal(signal.SIGINT, lambda *_: signal.raise_signal(signal.SIGTERM))
    try:
        serve_deployments(*deployments(), limit=1)
    finally:
        stop.set()
        watcher.join(10)


def deployments() -> tuple[Any, ...]:
    """Gives the flows as they are deployed: on arrival (the watcher asks), each morning, and two on request."""
    from prefect.schedules import Cron

    from flows.served import deadline_batch, judge_case_again, portfolio, take_intake

    morning = Cron(f"{MORNING.minute} {MORNING.hour} * * *", timezone=AGENCY_ZONE.key)
    return (
        take_intake.to_deployment(name=WATCH, concurrency_limit=1),
        deadline_batch.to_deployment(name=MORNING_BATCH, schedule=morning, concurrency_limit=1),
        judge_case_again.to_deployment(name=ONE_CASE, concurrency_limit=1),
        portfolio.to_deployment(name=PORTFOLIO, concurrency_limit=1),
    )


def missed_morning(set_up: Settings, output: Path, moment: datetime) -> bool:
    """Tells whether this morning's batch should have run and nothing ran since: the machine was off at seven."""
    if moment.time() < MORNING:
        return False
    seven = datetime.combine(moment.date(), MORNING, AGENCY_ZONE)
    with opened(set_up) as ledger:
        runs = [
            run for run in ledger.last_runs(50) if run["output"] == str(output.resolve()) and run["state"] == "done"
        ]
    return bool(runs) and all(datetime.fromisoformat(run["started"]) < seven for run in runs)


def _watch(intake: Path, set_up: Settings, missed: bool, stop: threading.Event) -> None:
    """Asks the engine for a run when the intake wants one and none is under way."""
    asked: list[Any] = []

    def ask(name: str = f"postaccred-intake/{WATCH}") -> None:
        if not asked or _ended(asked[-1]):
            asked.append(_asked(name))

    if missed:
        ask(f"postaccred-deadlines/{MORNING_BATCH}")
    watch_intake(intake, set_up, ask, stop)


def _asked(name: str) -> Any:
    """Asks for a run of a deployment and gives its id; waits for the deployment where it is only just being made."""
    from prefect.deployments import run_deployment
    from prefect.exceptions import ObjectNotFound

    for _attempt in range(60):
        try:
            return run_deployment(name, timeout=0).id  # type: ignore[union-attr]
        except ObjectNotFound:
            time.sleep(1)
    raise SetupError(f"The engine does not know the deployment {name}.")


def _ended(flow_run: Any) -> bool:
    from prefect import get_client

    with get_client(sync_client=True) as client:
        state = client.read_flow_run(flow_run).state
    return state is None or state.is_final()


def close_engine_runs() -> tuple[int, int]:
    """Closes what the engine still holds from before this start: (late runs cancelled, running ones marked as crashed).

    Late runs would otherwise all be made one after the other; one run now does the work of all of them.
    """
    from prefect import get_client
    from prefect.client.schemas.filters import (
        FlowFilter,
        FlowFilterName,
        FlowRunFilter,
        FlowRunFilterState,
        FlowRunFilterStateType,
    )
    from prefect.client.schemas.objects import StateType
    from prefect.states import Cancelled, Crashed

    ours = FlowFilter(name=FlowFilterName(like_="postaccred"))
    kinds = FlowRunFilterStateType(any_=[StateType.RUNNING, StateType.PENDING, StateType.SCHEDULED])
    cancelled = crashed = 0
    with get_client(sync_client=True) as client:
        for run in client.read_flow_runs(
            flow_filter=ours, flow_run_filter=FlowRunFilter(state=FlowRunFilterState(type=kinds))
        ):
            if run.state_type is StateType.SCHEDULED:
                late = run.expected_start_time is not None and run.expected_start_time < datetime.now(UTC)
                if late:
                    client.set_flow_run_state(
                        run.id, Cancelled(message="missed while the service was down"), force=True
                    )
                cancelled += late
            else:
                client.set_flow_run_state(
                    run.id, Crashed(message="orphaned: its process ended without a word"), force=True
                )
                crashed += 1
    return cancelled, crashed
