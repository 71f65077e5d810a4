"""Cases judged earlier from the same papers are not judged again: what was decided is kept beside the ledger."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

import checks
import data
import extractors
import flows
from checks.case import LOOSE, CasePapers, folder_of
from checks.deadlines import Deadline, deadlines
from checks.judgement import Judgement
from extractors.records import Action
from extractors.wording import LANGUAGES
from flows.completeness import Taken
from flows.ledger import WITHDRAWN, CaseRow, now
from flows.outputs.atomic import replace_file
from flows.outputs.entries import Entries
from flows.writing import Written

WHOLE = "*"
_UNMARKED = frozenset({"samples", "tessdata", "__pycache__"})
_OPEN_MARKS = ("~$", ".~lock.", ".")


@dataclass(frozen=True, slots=True)
class KeptCase:
    """A case as written. content, as_of: as in the ledger's row. outputs: (name, size, time of change) of the files
    in its folder.
    """

    content: str
    as_of: date
    judgement: Judgement
    entries: Entries
    workbook: str
    outputs: tuple[tuple[str, int, int], ...]


@cache
def kept_adapter() -> TypeAdapter[KeptCase]:
    """Gives the form in which a case is kept: JSON, so that nothing kept can run code."""
    return TypeAdapter(KeptCase)


@cache
def deadlines_adapter() -> TypeAdapter[tuple[Deadline, ...]]:
    """Gives the form in which the ledger holds a case's days."""
    return TypeAdapter(tuple[Deadline, ...])


@cache
def program_mark() -> str:
    """Gives the mark of the program's own files: another version of rules or words judges everything anew."""
    digest = hashlib.sha256()
    for package in (data, extractors, checks, flows):
        root = Path(str(package.__file__)).parent
        for path in sorted(root.rglob("*")):
            if path.is_file() and not _UNMARKED.intersection(path.relative_to(root).parts):
                digest.update(
                    f"{path.relative_to(root).as_posix()}:{path.stat().st_size}:{path.stat().st_mtime_ns}\n".encode()
                )
    return digest.hexdigest()


def units(taken: Iterable[Taken]) -> dict[str, tuple[Taken, ...]]:
    """Gives the parts of the intake that can be judged on their own: each folder, unless loose files may belong to
    any of them.
    """
    taken = tuple(taken)
    if any(folder_of(one.file) == LOOSE and one.status == "read" for one in taken):
        return {WHOLE: taken}
    found: dict[str, list[Taken]] = defaultdict(list)
    for one in taken:
        found[folder_of(one.file)].append(one)
    return {name: tuple(files) for name, files in sorted(found.items())}


def unit_mark(taken: Sequence[Taken], ground: str) -> str:
    """Gives the mark of a part of the intake: its files with state, content and day of arrival, on the ground given."""
    lines = sorted(
        f"{one.file}\t{one.sha256}\t{one.status}\t{one.arrived}\t{one.reason.code if one.reason else ''}"
        for one in taken
    )
    return _mark([ground, *lines])


def case_mark(case: CasePapers, ground: str) -> str:
    """Gives the mark of everything that a case is judged from, the day excepted."""
    lines = [
        f"{p.file}\t{p.records.document.sha256}\t{p.status}\t{p.arrived}\t{p.records.document.problems}"
        for p in case.papers
    ]
    return _mark([ground, case.id, *case.foreign, *sorted(lines)])


def ground_mark(register: Path | None, language: str | None) -> str:
    """Gives the mark of what every case shares: the program, the register, the language asked for."""
    listed = hashlib.sha256(register.read_bytes()).hexdigest() if register is not None else ""
    return _mark([program_mark(), listed, language or "", *LANGUAGES])


def _mark(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


class KeptCases:
    """The cases kept for one output folder."""

    def __init__(self, state: Path, output: Path, rows: Iterable[CaseRow]) -> None:
        self.output = output
        self.folder = state / "judged" / _mark([str(output)])[:16]
        rows = tuple(rows)
        self.rows = {row.case_id: row for row in rows if row.unit != WITHDRAWN}
        self._ever = {row.case_id: row.files for row in rows}

    def path(self, case_id: str) -> Path:
        """Gives where a case is kept."""
        return self.folder / f"{_mark([case_id])[:32]}.json"

    def of_unit(self, mark: str) -> tuple[str, ...]:
        """Gives the cases that came from a part of the intake with this mark; none until all of them are written."""
        return tuple(case_id for case_id, row in self.rows.items() if row.unit == mark)

    def current(
        self, case_id: str, as_of: date, *, near_days: int | None, content: str | None = None
    ) -> Written | None:
        """Gives a case as written earlier, None when it must be judged again: other papers, another day that matters,
        touched outputs.

        near_days: None judges on every new day; a number only the cases with an open day so near or past.
        content: the case's mark where it is known already.
        """
        row = self.rows.get(case_id)
        if row is None or (content is not None and row.content != content):
            return None
        if row.as_of != as_of.isoformat() and (near_days is None or _is_near(row, as_of, near_days)):
            return None
        found = self._read(case_id)
        if found is None or found.content != row.content or found.as_of.isoformat() != row.as_of:
            return None
        folder = self.output / case_id
        if outputs_of(folder) != found.outputs:
            return None
        return Written(found.judgement, folder, folder / found.workbook, found.entries, kept=True)

    def remembered(self, case_id: str) -> Entries | None:
        """Gives the reviewers' entries that a case had when it was last written."""
        found = self._read(case_id)
        return found.entries if found is not None else None

    def keep(self, written: Written, content: str, files: Sequence[str]) -> CaseRow:
        """Keeps a case just written; gives the row that the ledger then records."""
        judgement = written.judgement
        light = tuple(
            replace(item, document=replace(item.document, blocks=(), running=())) for item in judgement.documents
        )
        kept = KeptCase(
            content,
            judgement.as_of,
            replace(judgement, documents=light),
            written.entries,
            written.workbook.name,
            outputs_of(written.folder),
        )
        replace_file(self.path(judgement.card.id), kept_adapter().dump_json(kept))
        card = judgement.card
        days = deadlines_adapter().dump_json(deadlines(judgement)).decode()
        # Also the files that were the case's once: whoever forgets the case forgets them too.
        names_adapter = TypeAdapter(list[str])
        names = names_adapter.dump_json(
            sorted({*files, *names_adapter.validate_json(self._ever.get(card.id, "[]"))})
        ).decode()
        counts = (len(judgement.verdicts), len(judgement.unread))
        return CaseRow(
            card.id,
            "",
            content,
            judgement.as_of.isoformat(),
            now(),
            card.organisation,
            card.programme,
            card.referent,
            *counts,
            names,
            days,
        )

    def _read(self, case_id: str) -> KeptCase | None:
        path = self.path(case_id)
        if not path.exists():
            return None
        try:
            return _with_days(kept_adapter().validate_json(path.read_bytes()))
        except ValidationError:
            return None  # Kept by another version: the case is simply judged again.


def outputs_of(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Gives the files of a case's output folder as they stand; locks of open workbooks do not count."""
    if not folder.is_dir():
        return ()
    found = [
        (path, path.stat())
        for path in sorted(folder.iterdir())
        if path.is_file() and not path.name.startswith(_OPEN_MARKS)
    ]
    return tuple((path.name, seen.st_size, seen.st_mtime_ns) for path, seen in found)


def _is_near(row: CaseRow, as_of: date, near_days: int) -> bool:
    days = deadlines_adapter().validate_json(row.deadlines)
    return any(deadline.day <= as_of + timedelta(days=near_days) for deadline in days)


def _with_days(kept: KeptCase) -> KeptCase:
    """Gives the case with days as days: in JSON a field that may be a day or a word comes back as a word."""

    def dated(action: Action) -> Action:
        return replace(action, due=_day(action.due))

    judgement = kept.judgement
    verdicts = tuple(
        replace(verdict, planned=tuple(replace(planned, action=dated(planned.action)) for planned in verdict.planned))
        for verdict in judgement.verdicts
    )
    judgement = replace(judgement, verdicts=verdicts, unlinked_actions=tuple(map(dated, judgement.unlinked_actions)))
    current = tuple(replace(entry, day=_day(entry.day)) for entry in kept.entries.current)
    gone = tuple(replace(item, entry=replace(item.entry, day=_day(item.entry.day))) for item in kept.entries.kept)
    return replace(kept, judgement=judgement, entries=replace(kept.entries, current=current, kept=gone))


def _day(value: date | str | None) -> date | str | None:
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        return value
