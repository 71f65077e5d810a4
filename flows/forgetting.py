"""Forgetting a case: its papers in the archive, what was read and decided from them, its outputs; a record that it
was done stays.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter

from flows.intake import look
from flows.kept_cases import KeptCases, program_mark
from flows.ledger import CaseRow, Ledger
from flows.settings import Settings
from flows.taking import Archive
from flows.understood import Understood
from flows.writing import CALENDAR, write_all


class StillThereError(Exception):
    """Papers of the case still lie in the intake, from where the next run would take them again. file: one of them."""

    def __init__(self, file: str) -> None:
        self.file = file
        super().__init__(file)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was removed. files: papers of the case; contents: copies in the archive that no other case needs."""

    files: int
    contents: int


def forget(case_id: str, intake: Path, output: Path, settings: Settings, ledger: Ledger) -> Forgotten:
    """Removes everything that the program holds of a case. The caller holds the run lock and has stopped the engine.

    The order makes a kill harmless: the rows that lead to the data go last, so that asking again finishes the work.

    Raises: KeyError when the ledger knows no such case; StillThereError; OSError when something cannot be removed.
    """
    rows = {row.case_id: row for row in ledger.cases(output, intake)}
    files = _own_files(rows.pop(case_id), rows.values())
    here = {one.file for one in look(intake)} if intake.is_dir() else set()
    if (left := next((file for file in files if file in here), None)) is not None:
        raise StillThereError(left)
    contents = ledger.contents_only_of(intake, files)
    archive, understood = Archive(settings.archive), Understood(settings.understood, program_mark())
    for sha256 in contents:
        archive.path(sha256).unlink(missing_ok=True)
        for reading in settings.readings.glob(f"*/{sha256[:2]}/{sha256}.json"):
            reading.unlink(missing_ok=True)
        understood.forget(sha256)
    kept = KeptCases(settings.state, output, rows.values())
    kept.remove(case_id)
    _remove(output / case_id)
    # The engine's own account names cases and files; it is a comfort, and is made anew.
    _remove(settings.state / "prefect")
    _rewrite_portfolio(kept, output)
    known = {row.file for row in ledger.files(intake)}
    ledger.forget(intake, case_id, files, contents)
    return Forgotten(len(known.intersection(files)), len(contents))


def _own_files(row: CaseRow, others: Iterable[CaseRow]) -> tuple[str, ...]:
    """Gives the files that only this case uses, with the archives that hold them ("a.zip" for "a.zip/plan.docx")."""
    names: TypeAdapter[list[str]] = TypeAdapter(list[str])
    shared = {name for other in others for name in _with_holders(names.validate_json(other.files))}
    return tuple(sorted(_with_holders(names.validate_json(row.files)) - shared))


def _with_holders(files: Iterable[str]) -> set[str]:
    """Gives the names and every beginning of them that may be a file; folders among these are in no ledger and do no
    harm.
    """
    return {
        "/".join(parts[:count]) for parts in (file.split("/") for file in files) for count in range(1, len(parts) + 1)
    }


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _rewrite_portfolio(kept: KeptCases, output: Path) -> None:
    """Makes portfolio and calendar anew from the other cases, whatever day they were judged on; without any, removes
    both.
    """
    found = [kept.current(case_id, date.fromisoformat(row.as_of), near_days=None) for case_id, row in kept.rows.items()]
    written = [case for case in found if case is not None]
    if written:
        write_all(written, output)
    for name in ("portfolio.xlsx", "portfolio.json", CALENDAR):
        if not written:
            (output / name).unlink(missing_ok=True)
