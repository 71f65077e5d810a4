"""Who does the steps of a batch: this process, working processes of this machine, or the workers of a dask scheduler.

All three are one thing to the batch: a way to do a step for each of many items, results coming as they are ready.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from extractors.errors import SetupError
from flows.isolation import context, end_with_run, fork_from_here
from flows.order import Order
from flows.steps import Bench

# How long a scheduler may take to answer.
CONNECT_SECONDS = 30
# The module that loads what judging needs, and the readers.
LOADED_JUDGING = "flows.loaded_judging"


class Item(Protocol):
    """What a step is done for: it has a name for people to see."""

    @property
    def name(self) -> str:
        """Gives what the item is called."""


ItemT = TypeVar("ItemT", bound=Item)
ResultT = TypeVar("ResultT")
Step = Callable[[Bench, ItemT], ResultT]


class Crew(Protocol):
    """Does a step for each item; gives item and result as they are ready, in any order."""

    def each(self, step: Step[ItemT, ResultT], bench: Bench, items: Sequence[ItemT]) -> Iterator[tuple[ItemT, ResultT]]:
        """Does the step for each item."""


class Here:
    """This process alone, one item after the other."""

    def each(self, step: Step[ItemT, ResultT], bench: Bench, items: Sequence[ItemT]) -> Iterator[tuple[ItemT, ResultT]]:
        """Does the step for each item, in their order."""
        for item in items:
            yield item, step(bench, item)


class Crowd:
    """Several processes, of this machine or of others: whatever the executor reaches."""

    def __init__(self, executor: Executor) -> None:
        self.executor = executor

    def each(self, step: Step[ItemT, ResultT], bench: Bench, items: Sequence[ItemT]) -> Iterator[tuple[ItemT, ResultT]]:
        """Does the step for each item, as many at once as there are workers.

        Raises: SetupError when a working process was ended from outside.
        """
        futures = {self.executor.submit(step, bench, item): item for item in items}
        try:
            for future in as_completed(futures):
                yield futures[future], future.result()
        except BrokenProcessPool:
            raise SetupError(
                "A working process was ended from outside, most likely because memory ran out. "
                "Set fewer “workers”, then run again; what was done is kept."
            ) from None
        finally:
            for future in futures:
                future.cancel()


@contextmanager
def crew(order: Order) -> Iterator[Crew]:
    """Gives the crew that an order asks for, and lets it go again.

    Raises: SetupError when the scheduler cannot be reached.
    """
    if order.scheduler:
        with _dask(order.scheduler) as executor:
            yield Crowd(executor)
    elif order.workers > 1:
        family = context()
        if sys.platform != "win32":
            family.set_forkserver_preload([LOADED_JUDGING])
        with ProcessPoolExecutor(order.workers, mp_context=family, initializer=_begin_work) as pool:
            yield Crowd(pool)
    else:
        yield Here()


@contextmanager
def _dask(scheduler: str) -> Iterator[Executor]:
    try:
        import distributed
    except ModuleNotFoundError:
        raise SetupError("dask is not installed: pip install “postaccred[dask]” on every machine.") from None
    connect: Callable[..., Any] = distributed.Client
    try:
        client = connect(scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        cause = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise SetupError(
            f"The scheduler {scheduler} does not answer ({cause}). Start it with “dask scheduler”, or correct the "
            "setting “scheduler”."
        ) from None
    with client:
        if not client.scheduler_info()["workers"]:
            raise SetupError(
                f"The scheduler {scheduler} has no workers. Start some: dask worker {scheduler} --no-nanny --nthreads 1"
            )
        # Not pure: what a step does lies on the disk, so dask must not take two calls for one.
        executor: Executor = client.get_executor(pure=False)
        yield executor


def _begin_work() -> None:
    """Runs first in each working process of this machine."""
    end_with_run()
    if sys.platform == "linux":
        fork_from_here()
