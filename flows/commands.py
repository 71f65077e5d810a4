"""What each command does, from the parsed words of the command line to its exit code."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from checks.case import sort_into_cases
from checks.clauses import prove_setup
from data import ROOT
from extractors import ocr
from extractors.reading import raw_lines
from extractors.register import read_register
from flows.batch import Batch, run_batch
from flows.completeness import judge_case, papers_from, read_taken
from flows.exit_codes import BROKEN, DONE, LEFT_OVER, WrongUseError
from flows.intake import IntakeEmptiedError, IntakeMissingError, look, today
from flows.one_run import BusyError
from flows.order import Order
from flows.outputs.result import read_result
from flows.screen import Screen, folder_link, print_json
from flows.serve import serve
from flows.settings import Settings, scheduler, settings
from flows.steps import reader
from flows.upkeep import forget_case, status
from flows.writing import write_case

SAMPLES = ROOT / "samples"


def _prove() -> None:
    prove_setup()
    ocr.ready()


def _existing(folder: Path, screen: Screen) -> Path:
    if not folder.is_dir():
        raise WrongUseError(screen.words("no_folder", folder=folder))
    return folder


def _writable(folder: Path, screen: Screen) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".postaccred-write-test"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise WrongUseError(screen.words("no_output", folder=folder, cause=error.strerror or error)) from None
    return folder


def _register(path: Path | None, screen: Screen) -> Path | None:
    if path is not None and not path.is_file():
        raise WrongUseError(screen.words("no_register", file=path))
    return path


def run(asked: argparse.Namespace) -> int:
    """Runs one batch over an intake folder."""
    screen = Screen(asked.language)
    set_up = settings()
    _prove()
    order = Order(
        _existing(asked.intake, screen),
        _writable(asked.output, screen),
        asked.as_of or today(),
        _register(asked.register, screen),
        asked.language,
        asked.workers or set_up.cores(),
        scheduler=scheduler(set_up, asked.runner, asked.scheduler),
    )
    return _batch(order, set_up, screen)


def _batch(order: Order, set_up: Settings, screen: Screen) -> int:
    try:
        with screen.progress() as progress:
            batch = run_batch(
                order, set_up, progress, waiting=lambda holder: screen.warn("waiting_for_run", holder=holder)
            )
    except IntakeMissingError as error:
        raise WrongUseError(screen.words("no_folder", folder=error)) from None
    except IntakeEmptiedError as error:
        raise WrongUseError(screen.words("emptied", folder=error.folder, files=error.files)) from None
    except BusyError as error:
        raise WrongUseError(screen.words("busy", holder=error.holder)) from None
    return _told(batch, order, screen)


def _told(batch: Batch, order: Order, screen: Screen) -> int:
    if not batch.taken:
        raise WrongUseError(screen.words("no_files", folder=order.intake))
    screen.summary(batch.written)
    for file in batch.withdrawn:
        screen.say("withdrawn", file=file)
    if not batch.tracked:
        screen.warn("no_engine")
    screen.say("portfolio_at", path=folder_link(batch.portfolio))
    screen.say("outputs_at", path=folder_link(order.output))
    if batch.complete:
        return DONE
    screen.say("left_over")
    return LEFT_OVER


def check(asked: argparse.Namespace) -> int:
    """Judges one case folder without engine or ledger."""
    screen = Screen(asked.language)
    set_up = settings()
    _prove()
    folder = _existing(asked.folder, screen).resolve()
    output = _writable(asked.output, screen)
    register = _register(asked.register, screen)
    taken = look(folder.parent, stable_seconds=set_up.stable_seconds, only=folder.name)
    if not taken:
        raise WrongUseError(screen.words("no_files", folder=folder))
    readings = []
    with screen.progress() as progress:
        for done, one in enumerate(taken, 1):
            readings.append((one, read_taken(one, None, reader(set_up))))
            progress("read", done, len(taken))
    rows = read_register(register) if register is not None else None
    written = [
        write_case(
            judge_case(case, rows, asked.as_of or today()),
            output,
            folder.parent,
            asked.language,
            previous=read_result(output / case.id / "result.json"),
        )
        for case in sort_into_cases(papers_from(readings))
    ]
    screen.summary(written)
    for case in written:
        screen.say("workbook_at", path=folder_link(case.workbook))
    complete = not any(case.judgement.unread for case in written) and all(
        one.status in {"read", "ignored"} for one in taken
    )
    return DONE if complete else LEFT_OVER


def read(asked: argparse.Namespace) -> int:
    """Shows what the reader sees in one file."""
    screen = Screen()
    set_up = settings()
    if not asked.file.is_file():
        raise WrongUseError(screen.words("no_file", file=asked.file))
    documents = reader(set_up)(asked.file, asked.file.name)
    if asked.json:
        print_json(documents)
    else:
        for document in documents:
            is_whole_file = document.file == asked.file.name
            screen.document(document, raw_lines(asked.file, document.file) if is_whole_file else ())
    return LEFT_OVER if any(problem.unread for document in documents for problem in document.problems) else DONE


def demo(asked: argparse.Namespace) -> int:
    """Runs the whole job on the sample cases that the program ships."""
    screen = Screen(asked.language)
    set_up = settings()
    _prove()
    output = _writable(asked.output, screen)
    papers = output / "intake"
    if not papers.exists():
        # The workbooks link to the papers: they stand beside them, not inside an installed package.
        shutil.copytree(SAMPLES / "intake", papers)
    as_of = asked.as_of or date.fromisoformat((SAMPLES / "as_of.txt").read_text("utf-8").strip())
    order = Order(
        papers, output / "output", as_of, SAMPLES / "register.xlsx", asked.language, asked.workers or set_up.cores()
    )
    screen.say("demo", as_of=as_of)
    code = _batch(order, set_up.model_copy(update={"state": output / "state", "stable_seconds": 0.0}), screen)
    # Two of the samples' files are unreadable on purpose; a demo that named them has done its work.
    return BROKEN if code == BROKEN else DONE


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "run": run,
    "check": check,
    "read": read,
    "demo": demo,
    "serve": serve,
    "status": status,
    "forget": forget_case,
}
