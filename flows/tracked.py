"""A batch as the engine sees it: a flow, with a task for each bundle of files and each part of the intake.

Imported only where the engine is at work, since loading Prefect takes longer than a small batch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from inspect import signature
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.artifacts import create_link_artifact, create_table_artifact
from prefect.futures import as_completed

from flows.crews import Crew, ItemT, ResultT, Step
from flows.engine import Parts
from flows.ledger import CaseRow
from flows.order import Order
from flows.steps import Bench


@dataclass(slots=True)
class Asked:
    """What the flow does. hands: who does the steps; None where the engine's task runner hands them out. begun: whether
    the engine was there to begin it.
    """

    work: Callable[[Crew], Parts]
    hands: Crew | None
    order: Order
    begun: bool = False


# Not in the flow's own closure: that travels to the workers, and the run's ledger and connections cannot.
_ASKED: ContextVar[Asked] = ContextVar("asked")


def batch(asked: Asked, runner: Any) -> Parts:
    """Has the work done as a flow; gives what it gives."""
    token = _ASKED.set(asked)
    try:
        parts: Parts = _batch.with_options(task_runner=runner)()
    finally:
        _ASKED.reset(token)
    return parts


@flow(name="postaccred batch", validate_parameters=False)
def _batch() -> Parts:
    return _asked_for()


def _asked_for() -> Parts:
    """Does what was asked, within the flow. A function of its own, since that of the flow travels to the workers."""
    asked = _ASKED.get()
    asked.begun = True
    parts = asked.work(Tracking(asked.hands))
    show_cases([case.row for cases in parts.values() for case in cases], asked.order.output)
    return parts


class Tracking:
    """Does each step as a task of the engine."""

    def __init__(self, hands: Crew | None) -> None:
        self._hands = hands

    def each(self, step: Step[ItemT, ResultT], bench: Bench, items: Sequence[ItemT]) -> Iterator[tuple[ItemT, ResultT]]:
        """Does the step for each item; gives item and result as they are ready."""
        name = step.__name__.replace("_", " ")
        done = step if self._hands is None else partial(_handed, self._hands, step)
        *_, called = signature(done).parameters
        tracked = task(name=name, task_run_name=f"{name}: {{{called}.name}}")(done)
        futures = {tracked.submit(bench, item): item for item in items}
        for future in as_completed(list(futures)):
            yield futures[future], future.result()


def _handed(hands: Crew, step: Step[ItemT, ResultT], bench: Bench, item: ItemT) -> ResultT:
    """Has one step done by the crew and waits for it."""
    ((_, result),) = hands.each(step, bench, (item,))
    return result


def show_cases(rows: Sequence[CaseRow], output: Path) -> None:
    """Shows the cases of a run on the engine's own page: a table with counts, and a link to the folder of workbooks."""
    table = [
        {
            "case": row.case_id,
            "findings": row.findings,
            "unread": row.unread,
            "folder": (output / row.case_id).as_uri(),
        }
        for row in rows
    ]
    create_table_artifact(table=table, key="postaccred-cases", description="Cases judged in this run")
    create_link_artifact(link=output.as_uri(), link_text="Workbooks", key="postaccred-workbooks")
