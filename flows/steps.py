"""The two steps of a batch that cost time, each fit to be done in another process or on another machine.

A step gets what it needs in its arguments, works on folders that all machines share, and gives back what the run
records in
the ledger: only the run itself writes there. Done twice, a step does no harm; broken off, it leaves nothing half done.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import groupby
from multiprocessing import current_process
from pathlib import Path

from checks.case import CasePapers, sort_into_cases
from extractors.errors import SetupError
from extractors.reading import READER_VERSION
from extractors.records import Document, Problem
from extractors.register import Register, read_register
from flows.completeness import Taken, judge_case, papers_from
from flows.isolation import Limits, read_isolated
from flows.kept_cases import WHOLE, KeptCases, case_mark, case_row, program_mark
from flows.ledger import CaseRow, Reading
from flows.order import Order
from flows.outputs.entries import Entry
from flows.reading_once import ToRead, documents_of, read_new
from flows.settings import Settings
from flows.understood import Understood
from flows.writing import write_case

# How many files one step reads at most: scans take minutes, so a long queue behind one of them must not form.
BUNDLE = 4


@dataclass(frozen=True, slots=True)
class Bench:
    """What every step of a run needs to know. ground: mark of what all cases share (program, register, language).

    read: the reading function. reader_version: of the readers on the machine that asked.
    """

    order: Order
    settings: Settings
    ground: str
    read: Callable[[Path, str], tuple[Document, ...]]
    reader_version: str = READER_VERSION


@dataclass(frozen=True, slots=True)
class Papers:
    """Files to be read one after the other. name: what they are called while that goes on."""

    name: str
    asked: tuple[ToRead, ...]


def bundles(asked: Sequence[ToRead]) -> tuple[Papers, ...]:
    """Gives what is to be read in bundles of one folder, so small that nobody works long while others wait."""
    found: list[Papers] = []
    for folder, group in groupby(asked, key=lambda each: each.one.file.rpartition("/")[0]):
        files = tuple(group)
        for start in range(0, len(files), BUNDLE):
            found.append(Papers(folder or files[start].one.file, files[start : start + BUNDLE]))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the intake whose cases are judged by one step. why_unread: per file, None for what was read.

    mark: of the files and what they are judged on.
    """

    name: str
    mark: str
    files: tuple[Taken, ...]
    why_unread: tuple[Problem | None, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A case that now stands in the output folder. kept: True when it stood there already."""

    row: CaseRow
    entries: tuple[Entry, ...]
    kept: bool


def limits_of(settings: Settings) -> Limits:
    """Gives what reading one file may take."""
    return Limits(settings.seconds_per_file, settings.megabytes_per_file)


def reader(settings: Settings) -> Callable[[Path, str], tuple[Document, ...]]:
    """Gives the reading function of a run: each file in a child process with the limits set."""
    return partial(read_isolated, limits=limits_of(settings))


def read_papers(bench: Bench, papers: Papers) -> tuple[Reading, ...]:
    """Reads files and keeps what was read where the machines share it; gives how each ended.

    Raises: SetupError when this machine has other readers than the one that asks; OSError when nothing can be kept.
    """
    _prove_fit(bench)
    limits = limits_of(bench.settings)
    return tuple(read_new(asked, bench.settings.readings, limits, bench.read) for asked in papers.asked)


def judge_part(bench: Bench, part: Part) -> tuple[Standing, ...]:
    """Sorts the papers of a part into cases, judges and writes those that do not stand there already; gives all.

    Raises: SetupError as `read_papers`, and for a broken rule file; OSError when an output cannot be written.
    """
    _prove_fit(bench)
    limits, readings = limits_of(bench.settings), bench.settings.readings
    read = [
        (one, documents_of(one, why, readings, limits, bench.read))
        for one, why in zip(part.files, part.why_unread, strict=True)
    ]
    kept = KeptCases(bench.settings.state, bench.order.output)
    # Where loose files make the whole intake one part, most of its papers were understood in earlier runs.
    understood = Understood(bench.settings.understood, program_mark()) if part.name == WHOLE else None
    return tuple(_judged(bench, kept, case) for case in sort_into_cases(papers_from(read, understood)))


def _judged(bench: Bench, kept: KeptCases, case: CasePapers) -> Standing:
    order = bench.order
    content = case_mark(case, bench.ground)
    files = [paper.file for paper in case.papers]
    found = kept.found(case.id)
    if (stands := kept.standing(found, content, order.as_of, near_days=order.near_days)) is not None:
        return Standing(case_row(stands, content, files), stands.entries.current, kept=True)
    judgement = judge_case(case, _register(order.register, bench.ground), order.as_of)
    previous = kept.begin(case.id, found, content, order.as_of)
    entries = found.entries if found is not None else None
    written = write_case(judgement, order.output, order.intake, order.language, entries, previous=previous)
    kept.keep(written, content)
    return Standing(case_row(written, content, files), written.entries.current, kept=False)


@lru_cache(maxsize=2)
def _register(path: Path | None, _ground: str) -> Register | None:
    """Gives the register, read once by each process as long as its content (which the ground marks) is the same."""
    return None if path is None else read_register(path)


def _prove_fit(bench: Bench) -> None:
    """Makes sure that this process can do what the run asks.

    Raises: SetupError when it cannot.
    """
    if bench.reader_version != READER_VERSION:
        raise SetupError(
            f"A worker has version {READER_VERSION} of the readers, the run was started with {bench.reader_version}. "
            "Install the same version of postaccred on all machines and start their workers anew."
        )
    if current_process().daemon:
        raise SetupError(
            "A worker may not start the child processes in which files are read. Start workers with “dask worker … "
            "--no-nanny”."
        )
