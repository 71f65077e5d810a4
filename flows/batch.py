"""One batch under the engine: a flow per batch, a task per document and per case; the logic itself stands elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from checks.case import CasePapers, sort_into_cases
from extractors.records import Document
from extractors.register import Register, read_register
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
    """What a batch did. taken: every file seen with its state; written: every case; portfolio: its workbook."""

    taken: tuple[Taken, ...]
    written: tuple[Written, ...]
    portfolio: Path

    @property
    def complete(self) -> bool:
        """Tells whether everything was read, assigned and judged."""
        whole = all(not written.judgement.unread for written in self.written)
        assigned = all(written.judgement.card.id != "unassigned" for written in self.written)
        return whole and assigned and all(taken.status in {"read", "ignored"} for taken in self.taken)


def reader(settings: Settings) -> Callable[[Path, str], tuple[Document, ...]]:
    """Gives the reading function of a run: each file in a child process with the limits set."""
    return partial(read_isolated, limits=Limits(settings.seconds_per_file, settings.megabytes_per_file))


def run_batch(order: Order, settings: Settings, progress: Progress) -> Batch:
    """Reads what is new, judges every case, writes every output, with the engine keeping account.

    Raises: IntakeMissingError; ReadingError for the register; OSError when the output cannot be written.
    """
    engine.prepare(settings.state / "prefect")
    from prefect import flow, task
    from prefect.futures import as_completed
    from prefect.task_runners import ThreadPoolTaskRunner

    taken = look(order.intake, stable_seconds=settings.stable_seconds)
    register = read_register(order.register) if order.register is not None else None

    @task(name="read document", task_run_name="read {taken.file}")
    def read_document(taken: Taken) -> tuple[Document, ...]:
        return read_taken(taken, settings.readings, reader(settings))

    @task(name="judge case", task_run_name="judge {case.id}")
    def judge_one(case: CasePapers, register: Register | None) -> Written:
        return write_case(judge_case(case, register, order.as_of), order.output, order.intake, order.language)

    @flow(name="postaccred batch", task_runner=ThreadPoolTaskRunner(max_workers=order.workers), validate_parameters=False)  # type: ignore[arg-type]
    def batch() -> Sequence[Written]:
        futures = {read_document.submit(one): one for one in taken}
        for done, _future in enumerate(as_completed(list(futures)), 1):
            progress("read", done, len(taken))
        papers = papers_from((one, future.result()) for future, one in futures.items())
        cases = sort_into_cases(papers)
        written = []
        for done, case in enumerate(cases, 1):
            written.append(judge_one(case, register))
            progress("judge", done, len(cases))
        return tuple(written)

    with engine.brief_flows():
        written = tuple(batch())
    return Batch(taken, written, write_all(written, order.output, order.language))
