"""One batch under the engine: a flow per batch, a task per document and per case; the logic itself stands elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import as_completed as completed
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from checks.case import CasePapers, sort_into_cases
from extractors.records import Document
from extractors.register import read_register
from flows import engine
from flows.completeness import Taken, judge_case, papers_from, read_taken
from flows.intake import look
from flows.isolation import Limits, read_isolated
from flows.settings import Settings
from flows.writing import Written, write_all, write_case

Progress = Callable[[str, int, int], None]
"""Told after each step: what is done ("read" or "judge"), how many are done, of how many."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a batch is asked for. as_of: the day of judgement; language: of the workbooks, None for each case's own."""

    intake: Path
    output: Path
    as_of: date
    register: Path | None = None
    language: str | None = None
    workers: int = 1


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch did. taken: every file seen with its state; written: every case; portfolio: its workbook.

    tracked: True when the engine kept account of the run.
    """

    taken: tuple[Taken, ...]
    written: tuple[Written, ...]
    portfolio: Path
    tracked: bool = True

    @property
    def complete(self) -> bool:
        """Tells whether everything was read, assigned and judged."""
        whole = all(not written.judgement.unread for written in self.written)
        assigned = all(written.judgement.card.id != "unassigned" for written in self.written)
        return whole and assigned and all(taken.status in {"read", "ignored"} for taken in self.taken)


def reader(settings: Settings) -> Callable[[Path, str], tuple[Document, ...]]:
    """Gives the reading function of a run: each file in a child process with the limits set."""
    return partial(read_isolated, limits=Limits(settings.seconds_per_file, settings.megabytes_per_file))


Read = Callable[[Taken], tuple[Document, ...]]
Judge = Callable[[CasePapers], Written]
Line = Callable[[Read, Judge], Sequence[Written]]


def run_batch(order: Order, settings: Settings, progress: Progress, *, engine_wanted: bool = True) -> Batch:
    """Reads what is new, judges every case, writes every output, with the engine keeping account.

    Where the engine cannot be started the same steps run without it: the engine's account is a comfort, the outputs are the work.

    Raises: IntakeMissingError; ReadingError for the register; OSError when the output cannot be written.
    """
    taken = look(order.intake, stable_seconds=settings.stable_seconds)
    register = read_register(order.register) if order.register is not None else None

    def read_one(one: Taken) -> tuple[Document, ...]:
        return read_taken(one, settings.readings, reader(settings))

    def judge_one(case: CasePapers) -> Written:
        return write_case(judge_case(case, register, order.as_of), order.output, order.intake, order.language)

    if not taken:
        written: Sequence[Written] = ()
        tracked = False
    elif engine_wanted:
        written, tracked = _with_engine(order, settings, taken, read_one, judge_one, progress)
    else:
        written, tracked = _alone(order, taken, read_one, judge_one, progress), False
    return Batch(taken, tuple(written), write_all(written, order.output, order.language), tracked)


def _alone(order: Order, taken: Sequence[Taken], read_one: Read, judge_one: Judge, progress: Progress) -> Sequence[Written]:
    """Runs the steps in this process, reading in as many children as there are workers."""
    with ThreadPoolExecutor(max_workers=order.workers) as pool:
        futures = {pool.submit(read_one, one): one for one in taken}
        for done, _future in enumerate(completed(futures), 1):
            progress("read", done, len(taken))
        readings = [(one, future.result()) for future, one in futures.items()]
    return _judged(readings, judge_one, progress)


def _judged(readings: Sequence[tuple[Taken, tuple[Document, ...]]], judge_one: Judge, progress: Progress) -> list[Written]:
    cases = sort_into_cases(papers_from(readings))
    written = []
    for done, case in enumerate(cases, 1):
        written.append(judge_one(case))
        progress("judge", done, len(cases))
    return written


def _with_engine(
    order: Order, settings: Settings, taken: Sequence[Taken], read_one: Read, judge_one: Judge, progress: Progress
) -> tuple[Sequence[Written], bool]:
    """Runs the steps as a flow with a task per document and per case; tells whether the engine was there."""
    engine.prepare(settings.state / "prefect")
    from prefect import flow, task
    from prefect.futures import as_completed
    from prefect.task_runners import ThreadPoolTaskRunner

    read_task = task(name="read document", task_run_name="read {one.file}")(read_one)
    judge_task = task(name="judge case", task_run_name="judge {case.id}")(judge_one)
    started = False

    @flow(name="postaccred batch", task_runner=ThreadPoolTaskRunner(max_workers=order.workers), validate_parameters=False)  # type: ignore[arg-type]
    def batch() -> Sequence[Written]:
        nonlocal started
        started = True
        futures = {read_task.submit(one): one for one in taken}
        for done, _future in enumerate(as_completed(list(futures)), 1):
            progress("read", done, len(taken))
        return _judged([(one, future.result()) for future, one in futures.items()], judge_task, progress)

    try:
        with engine.brief_flows():
            return batch(), True
    except RuntimeError:
        # The local server did not come up in time (a loaded machine, a locked database): the work does not wait for it.
        if started:
            raise
        return _alone(order, taken, read_one, judge_one, progress), False
