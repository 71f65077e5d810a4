"""One batch: take in what is new, read it, judge what it changes, write; with the engine keeping account where it can.

Order of things, so that a kill at any moment costs nothing: contents are archived and recorded, readings are kept by
content,
outputs are replaced whole, a case is recorded as judged last of all. The next run goes on from whatever of that is
there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from checks.case import folder_of
from extractors.errors import SetupError
from extractors.reading import READER_VERSION
from extractors.records import Document, Problem
from extractors.register import read_register
from flows import engine
from flows.completeness import Taken
from flows.crews import Crew, crew
from flows.engine import Parts
from flows.intake import IntakeEmptiedError, look
from flows.kept_cases import WHOLE, KeptCases, ground_mark, program_mark, unit_mark, units
from flows.ledger import Failure, FileState, Ledger
from flows.one_run import one_run
from flows.order import Order
from flows.reading_once import ToRead, known, problem
from flows.settings import Settings
from flows.steps import Bench, Part, Standing, bundles, judge_part, limits_of, read_papers, reader
from flows.taking import Archive, take
from flows.understood import Understood
from flows.writing import CALENDAR, Written, write_all

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


@dataclass(slots=True)
class _Run:
    """One batch at work: what it was asked, where it keeps account, and the counts that it will report."""

    bench: Bench
    ledger: Ledger
    number: int
    progress: Progress
    kept: KeptCases = field(init=False)
    counts: dict[str, int] = field(
        default_factory=lambda: {"files": 0, "files_read": 0, "cases_judged": 0, "cases_kept": 0}
    )

    @property
    def order(self) -> Order:
        """Gives what the batch was asked for."""
        return self.bench.order

    @property
    def settings(self) -> Settings:
        """Gives the settings of the batch."""
        return self.bench.settings


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
    SetupError for archive, ledger, rules and scheduler; OSError when the output cannot be written.
    """
    order = replace(order, intake=order.intake.resolve(), output=order.output.resolve())
    settings = settings.model_copy(update={"state": settings.state.resolve()})
    seen = look(order.intake, stable_seconds=settings.stable_seconds)
    if order.register is not None:
        register = order.register.resolve()
        read_register(register)  # A register that nobody can read must stop the run before it begins.
        order = replace(order, register=register)
    with (
        one_run(settings.state, wait_seconds=settings.wait_seconds, told=waiting),
        opened(settings) as ledger,
        ledger.held(wait_seconds=settings.wait_seconds, told=waiting),
    ):
        if ledger.close_orphans():
            _sweep(order.output, settings.state)
        if not any(one.status != "ignored" for one in seen):
            _refuse_if_emptied(order.intake, ledger)
        bench = Bench(order, settings, ground_mark(order.register, order.language), read or reader(settings))
        number = ledger.start_run(order.intake, order.output, order.as_of.isoformat())
        run = _Run(bench, ledger, number, progress)
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
    Understood(run.settings.understood, program_mark()).sweep()
    intake = take(run.order.intake, seen, run.ledger, archive, run.number)
    run.kept = KeptCases(run.settings.state, run.order.output, run.ledger.cases(run.order.output, run.order.intake))
    kept, changed = _unchanged(run, intake.taken)
    parts, tracked = _worked(run, changed, engine_wanted=engine_wanted)
    fresh = [_as_written(run, standing) for standings in parts.values() for standing in standings]
    written = tuple(sorted((*kept, *fresh), key=lambda case: case.judgement.card.id))
    run.counts["files"] = len(intake.taken)
    run.counts["cases_judged"] = sum(not case.kept for case in written)
    run.counts["cases_kept"] = sum(case.kept for case in written)
    portfolio = _portfolio(run, parts, written)
    _settle(run, parts, intake.taken, written)
    return Batch(intake.taken, written, portfolio, tracked, intake.withdrawn)


def _unchanged(run: _Run, taken: Sequence[Taken]) -> tuple[list[Written], dict[str, tuple[Taken, ...]]]:
    """Parts the intake into what was judged already and what must be looked at: (cases kept, parts by their mark)."""
    kept: list[Written] = []
    changed: dict[str, tuple[Taken, ...]] = {}
    for files in units(taken).values():
        mark = unit_mark(files, run.bench.ground)
        cases = [
            run.kept.current(case_id, run.order.as_of, near_days=run.order.near_days)
            for case_id in run.kept.of_unit(mark)
        ]
        if cases and all(case is not None for case in cases):
            kept.extend(case for case in cases if case is not None)
        else:
            changed[mark] = files
    return kept, changed


def _worked(run: _Run, changed: dict[str, tuple[Taken, ...]], *, engine_wanted: bool) -> tuple[Parts, bool]:
    """Reads and judges what changed; tells also whether the engine kept account, where it should have."""
    files = sum(map(len, changed.values()))
    run.counts["files_read"] = files
    if not files:
        return {}, True
    with crew(run.order) as hands:
        if not engine_wanted or not engine.is_worth(files):
            return _steps(run, changed, hands), True
        return engine.tracked(lambda tracking: _steps(run, changed, tracking), hands, run.order, run.settings)


def _steps(run: _Run, changed: Mapping[str, Sequence[Taken]], hands: Crew) -> Parts:
    """Has everything read that must be, then every part judged; records what comes back as it comes."""
    why_unread: dict[str, Problem] = {}
    to_read: dict[str, ToRead] = {}
    limits = limits_of(run.settings)
    for one in (one for files in changed.values() for one in files):
        found = known(one, run.settings.readings, run.ledger, limits)
        if isinstance(found, ToRead):
            to_read.setdefault(one.sha256, found)
        elif found is not None:
            why_unread[one.file] = found
    failed = _read(run, hands, tuple(to_read.values()))
    parts = [_part(mark, files, why_unread, failed) for mark, files in changed.items()]
    return _judged(run, hands, parts)


def _part(mark: str, files: Sequence[Taken], why_unread: Mapping[str, Problem], failed: Mapping[str, Failure]) -> Part:
    """Gives a part of the intake to be judged, each file with the reason why it was not read."""
    reasons = [
        problem(failed[one.sha256], one.file) if one.sha256 in failed else why_unread.get(one.file) for one in files
    ]
    folders = {folder_of(one.file) for one in files}
    name = next(iter(folders)) if len(folders) == 1 else WHOLE
    return Part(name or WHOLE, mark, tuple(files), tuple(reasons))


def _read(run: _Run, hands: Crew, asked: Sequence[ToRead]) -> dict[str, Failure]:
    """Has contents read and records how each ended; gives those that failed."""
    failed: dict[str, Failure] = {}
    done = 0
    for papers, readings in hands.each(read_papers, run.bench, bundles(asked)):
        run.ledger.record_readings(READER_VERSION, readings)
        failed.update({reading.sha256: reading.failure for reading in readings if reading.failure is not None})
        done += len(papers.asked)
        run.progress("read", done, len(asked))
    return failed


def _judged(run: _Run, hands: Crew, parts: Sequence[Part]) -> Parts:
    """Has parts judged and records each case as it stands."""
    standings: dict[str, tuple[Standing, ...]] = {}
    for done, (part, cases) in enumerate(hands.each(judge_part, run.bench, parts), 1):
        standings[part.mark] = cases
        for case in cases:
            _record(run, case)
        run.progress("judge", done, len(parts))
    return standings


def _record(run: _Run, case: Standing) -> None:
    """Records a case, unless it stood there already and the ledger knows."""
    row, earlier = case.row, run.kept.rows.get(case.row.case_id)
    if case.kept and earlier is not None and (earlier.content, earlier.as_of) == (row.content, row.as_of):
        return
    run.ledger.record_case(run.order.intake, run.order.output, run.kept.with_earlier_files(row), case.entries)


def _as_written(run: _Run, case: Standing) -> Written:
    """Gives a case that stands, read back from where every step leaves it.

    Raises: SetupError when it is not there: a worker has another folder under the same name.
    """
    found = run.kept.found(case.row.case_id)
    if found is None or found.content != case.row.content:
        raise SetupError(
            f"What was decided of “{case.row.case_id}” is not in {run.kept.folder}. All machines that work on a run "
            "must have the folders of intake, output and state under the same names."
        )
    return replace(run.kept.as_written(found), kept=case.kept)


def _portfolio(run: _Run, parts: Parts, written: Sequence[Written]) -> Path:
    """Writes the portfolio, unless nothing had to be looked at since that was written; gives the workbook's path."""
    output = run.order.output
    path = output / "portfolio.xlsx"
    if not written:
        # An intake without papers says nothing of the cases that stand there.
        return path
    known = {case_id for case_id in run.kept.rows} == {case.judgement.card.id for case in written}
    there = all((output / name).exists() for name in ("portfolio.xlsx", "portfolio.json", CALENDAR))
    if known and there and not parts:
        return path
    return write_all(written, output, run.order.language)


def _settle(run: _Run, parts: Parts, taken: Sequence[Taken], written: Sequence[Written]) -> None:
    """Records, once the portfolio stands, that nothing of this need be done again: the marks of the parts, and each
    file's state.
    """
    order, ledger = run.order, run.ledger
    present = {case.judgement.card.id for case in written}
    ledger.withdraw_cases(order.output, [case_id for case_id in run.kept.rows if case_id not in present])
    ledger.settle_units(order.output, {mark: [case.row.case_id for case in cases] for mark, cases in parts.items()})
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
