"""The engine's own settings: local, silent, no telemetry; set before Prefect is first imported."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flows.crews import Crew
from flows.order import Order
from flows.settings import Settings
from flows.steps import Standing

ADDRESS = "PREFECT_API_URL"
# Starting a server costs some twelve CPU-seconds: an eighth of what so many files take to read and judge.
WORTH_FILES = 400

Parts = Mapping[str, tuple[Standing, ...]]
"""The cases that now stand, by the mark of the part of the intake that they came from."""

QUIET = {
    # No word about the agency's runs leaves its machine.
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    "PREFECT_LOGGING_LEVEL": "ERROR",
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
    "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
    # A fresh server builds its database first: on a slow office machine that takes longer than the default allows.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
}


def prepare(home: Path) -> None:
    """Sets what the engine reads at its import; what the user has set in the environment stays."""
    for name, value in {**QUIET, "PREFECT_HOME": str(home.resolve())}.items():
        os.environ.setdefault(name, value)


@contextmanager
def brief_flows() -> Iterator[None]:
    """Runs short flows without the heartbeat, which costs each of them a second (it cannot be switched off by
    environment).
    """
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        yield


def is_worth(files: int) -> bool:
    """Tells whether the engine shall keep account of a run: its server runs already, or there is work enough beside
    which starting one costs little.
    """
    return bool(os.environ.get(ADDRESS)) or files >= WORTH_FILES


def tracked(work: Callable[[Crew], Parts], hands: Crew, order: Order, settings: Settings) -> tuple[Parts, bool]:
    """Has the work done as a flow with tasks for bundles of files and parts of the intake; tells whether the engine was
    there.

    The workers of a scheduler tell the engine themselves how they fare, so it must be one that they can reach.
    """
    if order.scheduler and not os.environ.get(ADDRESS):
        return work(hands), True
    prepare(settings.state / "prefect")
    from flows.tracked import Asked, batch

    asked = Asked(work, None if order.scheduler else hands, order)
    try:
        with brief_flows():
            return batch(asked, _runner(order)), True
    except RuntimeError:
        # The local server did not come up in time (a loaded machine, a locked database): the work does not wait for it.
        if asked.begun:
            raise
        return work(hands), False


def _runner(order: Order) -> Any:
    if not order.scheduler:
        from prefect.task_runners import ThreadPoolTaskRunner

        return ThreadPoolTaskRunner(max_workers=order.workers)
    from prefect_dask.task_runners import DaskTaskRunner

    return DaskTaskRunner(address=order.scheduler)
