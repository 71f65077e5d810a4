"""A batch as the engine sees it: a flow, with tasks for bundles of files and parts of the intake.

Imported only where the engine is at work, since loading Prefect takes longer than a small batch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from math import ceil
from pathlib import Path
from typing import Any, Generic

from prefect import flow, task
from prefect.artifacts import create_link_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
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


# What the engine notes of a task costs as much as reading a paper: a step of a large load is shared out among so many.
MOST_TASKS = 32

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


class Share(Generic[ItemT]):
    """The items of one task. name: what the engine's page calls them.

    No dataclass: the engine looks through all fields of those, for results of other tasks.
    """

    __slots__ = ("items", "name")

    def __init__(self, name: str, items: tuple[ItemT, ...]) -> None:
        self.name, self.items = name, items


def shares(items: Sequence[ItemT], tasks: int) -> tuple[Share[ItemT], ...]:
    """Gives the items in their order, shared out among at most so many tasks."""
    size = max(1, ceil(len(items) / tasks))
    found = [tuple(items[start : start + size]) for start in range(0, len(items), size)]
    return tuple(
        Share(own[0].name if len(own) == 1 else f"{own[0].name} … {own[-1].name} ({len(own)})", own) for own in found
    )


class Tracking:
    """Does the steps as tasks of the engine."""

    def __init__(self, hands: Crew | None) -> None:
        self._hands = hands

    def each(self, step: Step[ItemT, ResultT], bench: Bench, items: Sequence[ItemT]) -> Iterator[tuple[ItemT, ResultT]]:
        """Does the step for each item; gives item and result as they are ready."""
        name = step.__name__.replace("_", " ")
        # Workers of a scheduler are to be kept busy to the last item: a task for each.
        own = shares(items, MOST_TASKS if self._hands is not None else max(1, len(items)))
        done = partial(_alone, step) if self._hands is None else partial(_handed, self._hands, step)
        # What was done stands in our own folders: the engine need not look through it, nor keep it.
        tracked = task(name=name, task_run_name=f"{name}: {{share.name}}", persist_result=False, cache_policy=NO_CACHE)
        called = tracked(done)
        futures = {called.submit(bench, share): share for share in own}
        for future in as_completed(list(futures)):
            yield from zip(futures[future].items, future.result(), strict=True)


def _alone(step: Step[ItemT, ResultT], bench: Bench, share: Share[ItemT]) -> tuple[ResultT, ...]:
    """Does the steps of a share one after the other, on whatever machine this is."""
    return tuple(step(bench, item) for item in share.items)


def _handed(hands: Crew, step: Step[ItemT, ResultT], bench: Bench, share: Share[ItemT]) -> tuple[ResultT, ...]:
    """Has the steps of a share done by the crew, as many at once as it has hands; gives the results in order."""
    # The crew gives back the very items that it was given: what an item is, it is once.
    done = {id(item): result for item, result in hands.each(step, bench, share.items)}
    return tuple(done[id(item)] for item in share.items)


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
