"""One batch: take in what is new, read it, judge what it changes, write; with the engine keeping account where it can.

Order of things, so that a kill at any moment costs nothing: contents are archived and recorded, readings are kept by
content,
outputs are replaced whole, a case is recorded as judged last of all. The next run goes on from whatever of that is
there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import as_completed as completed
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from checks.case import CasePapers, sort_into_cases
from extractors.records import Document
from extractors.register import Register, read_register
from flows import engine
from flows.completeness import Taken, judge_case, papers_from
from flows.intake import IntakeEmptiedError, look
from flows.isolation import Limits, read_isolated
from flows.kept_cases import KeptCases, case_mark, ground_mark, unit_mark, units
from flows.ledger import FileState, Ledger
from flows.one_run import one_run
from flows.reading_once import read_once
from flows.settings import Settings
from flows.taking import Archive, take
from flows.writing import CALENDAR, Written, write_all, write_case

Progress = Callable[[str, int, int], None]
"""Told after each step: what is done ("read" or "judge"), how many are done, of how many."""
Waiting = Callable[[str], None]
"""Told once when another run holds the state folder: who that is."""

PARTS = ".*.part*"

_FILE_STATES = {
    "read": FileState.ACCEPTED,
    "partly_read": FileState.ACCEPTED,
    "foreign": FileState.ACCEPTED,
    "duplicate": FileState.DUPLICATE,
    "superseded": FileState.SUPERSEDED,
    "ignored": FileState.IGNORED,
    "waiting": FileState.WAITING,
    "unreadable": FileState.QUARANTINED,
}


@dataclass(frozen=True, slots=True)
class Order:
    """What a batch is asked for. as_of: the day of judgement; language: of the workbooks, None for each case's own.

    near_days: judge unchanged cases only when an open day is so near or past; None judges every case on a new day.
    """

    intake: Path
    output: Path
    as_of: date
    register: Path | None = None
    language: str | None = None
    workers: int = 1
    near_days: int | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch did. taken: every file seen with its state; written: every case; portfolio: its workbook.

    tracked: False when the engine was wanted and did not start. withdrawn: files that are no longer in the intake.
    """

    taken: tuple[Taken, ...]
    written: tuple[Written, ...]
    portfolio: Path
    tracked: bool = True
    withdrawn: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Tells whether everything was read, assigned and judged."""
        whole = all(not written.judgement.unread for written in self.written)
        assigned = all(written.judgement.card.id != "unassigned" for written in self.written)
        return (
            whole
            and assigned
            and not self.withdrawn
            and all(taken.status in {"read", "ignored"} for taken in self.taken)
        )


def limits_of(settings: Settings) -> Limits:
    """Gives what reading one file may take."""
    return Limits(settings.seconds_per_file, settings.megabytes_per_file)


def reader(settings: Settings) -> Callable[[Path, str], tuple[Document, ...]]:
    """Gives the reading function of a run: each file in a child process with the limits set."""
    return partial(read_isolated, limits=limits_of(settings))


Read = Callable[[Taken], tuple[Document, ...]]
Judge = Callable[[CasePapers], Written]


@dataclass(slots=True)
class _Run:
    """One batch at work: what it was asked, where it keeps account, and the counts that it will report."""

    order: Order
    settings: Settings
    ledger: Ledger
    number: int
    progress: Progress
    read: Callable[[Path, str], tuple[Document, ...]]
    kept: KeptCases = field(init=False)
    register: Register | None = None
    ground: str = ""
    counts: dict[str, int] = field(
        default_factory=lambda: {"files": 0, "files_read": 0, "cases_judged": 0, "cases_kept": 0}
    )

    def read_one(self, one: Taken) -> tuple[Document, ...]:
        """Reads one file, or takes its kept reading."""
        return read_once(one, self.settings.readings, self.ledger, limits_of(self.settings), self.read)

    def judge_one(self, case: CasePapers) -> Written:
        """Judges, writes and records one case, unless all of that was done already with the same papers."""
        order = self.order
        content = case_mark(case, self.ground)
        if (found := self.kept.current(case.id, order.as_of, near_days=order.near_days, content=content)) is not None:
            return found
        judgement = judge_case(case, self.register, order.as_of)
        written = write_case(judgement, order.output, order.intake, order.language, self.kept.remembered(case.id))
        row = self.kept.keep(written, content, [paper.file for paper in case.papers])
        self.ledger.record_case(order.intake, order.output, row, written.entries.current)
        return written


def run_batch(
    order: Order,
    settings: Settings,
    progress: Progress,
    *,
    engine_wanted: bool = True,
    waiting: Waiting | None = None,
    read: Callable[[Path, str], tuple[Document, ...]] | None = None,
) -> Batch:
    """Takes in what is new, judges every case that it changes, writes every output, with the engine keeping account.

    Where the engine cannot be started the same steps run without it: the engine's account is a comfort, the outputs
    are the work.
    read: the reading function, each file in a confined child process when None.

    Raises: IntakeMissingError, IntakeEmptiedError; BusyError when another run does not end; ReadingError for the
    register;
    SetupError for archive, ledger and rules; OSError when the output cannot be written.
    """
    order = replace(order, intake=order.intake.resolve(), output=order.output.resolve())
    seen = look(order.intake, stable_seconds=settings.stable_seconds)
    register = read_register(order.register) if order.register is not None else None
    with one_run(settings.state, wait_seconds=settings.wait_seconds, told=waiting), opened(settings) as ledger:
        if ledger.close_orphans():
            _sweep(order.output, settings.state)
        if not any(one.status != "ignored" for one in seen):
            _refuse_if_emptied(order.intake, ledger)
        run = _Run(
            order,
            settings,
            ledger,
            ledger.start_run(order.intake, order.output, order.as_of.isoformat()),
            progress,
            read or reader(settings),
        )
        run.register, run.ground = register, ground_mark(order.register, order.language)
        state = "failed"
        try:
            batch = _run(run, seen, engine_wanted=engine_wanted)
            state = "done"
        finally:
            ledger.end_run(run.number, state, **run.counts)
        return batch


@contextmanager
def opened(settings: Settings) -> Iterator[Ledger]:
    """Opens the ledger that the settings name, and closes it."""
    ledger = Ledger.open(settings.database, settings.state)
    try:
        yield ledger
    finally:
        ledger.close()


def _refuse_if_emptied(intake: Path, ledger: Ledger) -> None:
    """Stops where there were files and now are none: nobody withdraws everything, but shares are left unmounted."""
    earlier = [row for row in ledger.files(intake) if row.current and row.sha256]
    if earlier:
        raise IntakeEmptiedError(intake, len(earlier))


def _sweep(*folders: Path) -> None:
    """Removes the parts of files that a killed run was writing; the files themselves it had not touched yet."""
    for folder in folders:
        for part in folder.rglob(PARTS):
            part.unlink(missing_ok=True)


def _run(run: _Run, seen: Sequence[Taken], *, engine_wanted: bool) -> Batch:
    archive = Archive(run.settings.archive)
    archive.sweep()
    intake = take(run.order.intake, seen, run.ledger, archive, run.number)
    run.kept = KeptCases(run.settings.state, run.order.output, run.ledger.cases(run.order.output, run.order.intake))
    kept, changed = _unchanged(run, intake.taken)
    fresh, tracked = _worked(run, changed, engine_wanted=engine_wanted)
    written = tuple(sorted((*kept, *fresh), key=lambda case: case.judgement.card.id))
    run.counts["files"] = len(intake.taken)
    run.counts["cases_judged"] = sum(not case.kept for case in written)
    run.counts["cases_kept"] = sum(case.kept for case in written)
    portfolio = _portfolio(run, written)
    _settle(run, changed, intake.taken, written)
    return Batch(intake.taken, written, portfolio, tracked, intake.withdrawn)


def _unchanged(run: _Run, taken: Sequence[Taken]) -> tuple[list[Written], dict[str, tuple[Taken, ...]]]:
    """Parts the intake into what was judged already and what must be looked at: (cases kept, parts by their mark)."""
    kept: list[Written] = []
    changed: dict[str, tuple[Taken, ...]] = {}
    for files in units(taken).values():
        mark = unit_mark(files, run.ground)
        cases = [
            run.kept.current(case_id, run.order.as_of, near_days=run.order.near_days)
            for case_id in run.kept.of_unit(mark)
        ]
        if cases and all(case is not None for case in cases):
            kept.extend(case for case in cases if case is not None)
        else:
            changed[mark] = files
    return kept, changed


def _worked(run: _Run, changed: dict[str, tuple[Taken, ...]], *, engine_wanted: bool) -> tuple[Sequence[Written], bool]:
    files = tuple(one for part in changed.values() for one in part)
    run.counts["files_read"] = len(files)
    if not files:
        return (), True
    if engine_wanted:
        return _with_engine(run, files)
    return _alone(run, files), True


def _alone(run: _Run, files: Sequence[Taken]) -> Sequence[Written]:
    """Runs the steps in this process, reading in as many children as there are workers."""
    with ThreadPoolExecutor(max_workers=run.order.workers) as pool:
        futures = {pool.submit(run.read_one, one): one for one in files}
        for done, _future in enumerate(completed(futures), 1):
            run.progress("read", done, len(files))
        readings = [(one, future.result()) for future, one in futures.items()]
    return _judged(run, readings, run.judge_one)


def _judged(run: _Run, readings: Sequence[tuple[Taken, tuple[Document, ...]]], judge_one: Judge) -> list[Written]:
    cases = sort_into_cases(papers_from(readings))
    written = []
    for done, case in enumerate(cases, 1):
        written.append(judge_one(case))
        run.progress("judge", done, len(cases))
    return written


def _with_engine(run: _Run, files: Sequence[Taken]) -> tuple[Sequence[Written], bool]:
    """Runs the steps as a flow with a task per document and per case; tells whether the engine was there."""
    engine.prepare(run.settings.state / "prefect")
    from prefect import flow, task
    from prefect.futures import as_completed
    from prefect.task_runners import ThreadPoolTaskRunner

    read_task = task(name="read document", task_run_name="read {one.file}")(run.read_one)
    judge_task = task(name="judge case", task_run_name="judge {case.id}")(run.judge_one)
    started = False

    threads: Any = ThreadPoolTaskRunner(max_workers=run.order.workers)

    @flow(name="postaccred batch", task_runner=threads, validate_parameters=False)
    def batch() -> Sequence[Written]:
        nonlocal started
        started = True
        futures = {read_task.submit(one): one for one in files}
        for done, _future in enumerate(as_completed(list(futures)), 1):
            run.progress("read", done, len(files))
        written = _judged(run, [(one, future.result()) for future, one in futures.items()], judge_task)
        engine.show_cases(written, run.order.output)
        return written

    try:
        with engine.brief_flows():
            return batch(), True
    except RuntimeError:
        # The local server did not come up in time (a loaded machine, a locked database): the work does not wait for it.
        if started:
            raise
        return _alone(run, files), False


def _portfolio(run: _Run, written: Sequence[Written]) -> Path:
    """Writes the portfolio, unless every case in it is as it was when that was written; gives the workbook's path."""
    output = run.order.output
    path = output / "portfolio.xlsx"
    if not written:
        # An intake without papers says nothing of the cases that stand there.
        return path
    known = {case_id for case_id in run.kept.rows} == {case.judgement.card.id for case in written}
    there = all((output / name).exists() for name in ("portfolio.xlsx", "portfolio.json", CALENDAR))
    settled = all(case.kept for case in written) and all(row.unit for row in run.kept.rows.values())
    if known and there and settled:
        return path
    return write_all(written, output, run.order.language)


def _settle(
    run: _Run, changed: dict[str, tuple[Taken, ...]], taken: Sequence[Taken], written: Sequence[Written]
) -> None:
    """Records, once the portfolio stands, that nothing of this need be done again: the marks of the parts, and each
    file's state.
    """
    order, ledger = run.order, run.ledger
    present = {case.judgement.card.id for case in written}
    ledger.withdraw_cases(order.output, [case_id for case_id in run.kept.rows if case_id not in present])
    for mark, files in changed.items():
        names = {one.file for one in files}
        own = [
            case.judgement.card.id
            for case in written
            if any(_file_of(item.document.file, names) for item in case.judgement.documents)
        ]
        ledger.settle_unit(order.output, own, mark)
    ledger.set_states(order.intake, _states(taken, written), run.number)


def _file_of(file: str, names: set[str]) -> str | None:
    """Gives the file of the intake that a document is or lies in (a member of an archive)."""
    while file not in names:
        file, slash, _ = file.rpartition("/")
        if not slash:
            return None
    return file


def _states(taken: Sequence[Taken], written: Sequence[Written]) -> dict[str, tuple[FileState, str]]:
    """Gives each file the state that its documents ended in; the best of them where it holds or serves several."""
    names = {one.file for one in taken}
    ranked = list(FileState)
    found: dict[str, tuple[FileState, str]] = {}
    for case in written:
        for item in case.judgement.documents:
            file = _file_of(item.document.file, names)
            if file is None:
                continue
            state = _FILE_STATES.get(item.status, FileState.ACCEPTED)
            code = "" if state is FileState.ACCEPTED else next((problem.code for problem in item.document.problems), "")
            if file not in found or ranked.index(state) < ranked.index(found[file][0]):
                found[file] = state, code
    return found
