"""The engine's own settings: local, silent, no telemetry; set before Prefect is first imported."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from flows.writing import Written

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


def show_cases(written: Sequence[Written], output: Path) -> None:
    """Shows the cases of a run on the engine's own page: a table with counts, and a link to the folder of workbooks."""
    from prefect.artifacts import create_link_artifact, create_table_artifact

    rows = [
        {
            "case": case.judgement.card.id,
            "findings": len(case.judgement.verdicts),
            "unread": len(case.judgement.unread),
            "workbook": case.workbook.resolve().as_uri(),
        }
        for case in written
    ]
    create_table_artifact(table=rows, key="postaccred-cases", description="Cases judged in this run")
    create_link_artifact(link=output.resolve().as_uri(), link_text="Workbooks", key="postaccred-workbooks")
