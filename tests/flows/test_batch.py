"""A batch with the engine keeping account ends in the same outputs as one without, and speaks to this machine only."""

from __future__ import annotations

import json
import socket
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from extractors.reading import read_file
from flows import engine
from flows.batch import Batch, run_batch
from flows.order import Order
from flows.serve import close_engine_runs
from flows.settings import Settings
from tests.documents.small_case import small_case

HERE = {"127.0.0.1", "::1", "localhost"}


@pytest.fixture
def addresses(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notes every address that is connected to, and refuses all but this machine."""
    met: list[str] = []
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple):
            met.append(str(address[0]))
            if address[0] not in HERE:
                raise ConnectionRefusedError(f"no network: {address}")
        real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
    return met


def ran(home: Path, *, with_engine: bool) -> Batch:
    small_case(home / "intake" / "Дело")
    settings = Settings(state=home / "state", stable_seconds=0)
    order = Order(home / "intake", home / "output", date(2026, 3, 2), workers=2)
    return run_batch(order, settings, lambda *_: None, engine_wanted=with_engine, read=read_file)


def test_a_batch_runs_the_same_with_the_engine_and_without(
    engine_at_work: None, addresses: list[str], tmp_path: Path
) -> None:
    tracked, alone = ran(tmp_path / "a", with_engine=True), ran(tmp_path / "b", with_engine=False)
    assert tracked.tracked and tracked.complete and alone.complete
    results = [json.loads((tmp_path / home / "output" / "Дело" / "result.json").read_text("utf-8")) for home in "ab"]
    for result in results:
        for document in result["documents"]:
            # The zip of a Word file carries the second in which it was written.
            document.pop("sha256")
    assert results[0] == results[1]
    assert set(addresses) <= HERE


def test_a_batch_needs_no_network_at_all(addresses: list[str], tmp_path: Path) -> None:
    assert ran(tmp_path, with_engine=False).complete
    assert addresses == []


def test_the_engine_tells_nobody_anything() -> None:
    assert engine.QUIET["DO_NOT_TRACK"] == "1"
    assert engine.QUIET["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"


def test_what_the_engine_still_holds_from_a_killed_service_is_closed_at_the_next_start(engine_at_work: None) -> None:
    from prefect import flow, get_client
    from prefect.client.schemas.objects import State
    from prefect.states import Running, Scheduled

    @flow(name="postaccred-test")
    def waits() -> None: ...

    late = datetime.now(UTC) - timedelta(hours=9)
    with get_client(sync_client=True) as client:
        states: dict[str, State[Any]] = {
            "orphaned": Running(),
            "late": Scheduled(scheduled_time=late),
            "next": Scheduled(scheduled_time=late + timedelta(days=1)),
        }
        runs = {name: client.create_flow_run(waits, state=state).id for name, state in states.items()}
        assert close_engine_runs() == (1, 1)
        told = {name: client.read_flow_run(run).state for name, run in runs.items()}
    assert {name: state.type.value for name, state in told.items() if state is not None} == {
        "orphaned": "CRASHED",
        "late": "CANCELLED",
        "next": "SCHEDULED",
    }
    assert close_engine_runs() == (0, 0)
