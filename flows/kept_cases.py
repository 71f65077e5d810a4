"""Cases judged earlier from the same papers are not judged again: what was decided is kept beside the ledger."""

from __future__ import annotations

import hashlib
import json
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
from flows.outputs.atomic import replace_file, replace_text
from flows.outputs.entries import Entries
from flows.outputs.result import Fields, read_result
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
    """The cases kept for one output folder. rows: what the ledger knows of them; none in a process that only works."""

    def __init__(self, state: Path, output: Path, rows: Iterable[CaseRow] = ()) -> None:
        self.output = output
        self.folder = state / "judged" / _mark([str(output)])[:16]
        rows = tuple(rows)
        self.rows = {row.case_id: row for row in rows if row.unit != WITHDRAWN}
        self._ever = {row.case_id: row.files for row in rows}
        self._of_unit: dict[str, list[str]] = defaultdict(list)
        for row in self.rows.values():
            self._of_unit[row.unit].append(row.case_id)

    def path(self, case_id: str) -> Path:
        """Gives where a case is kept."""
        return self.folder / f"{_mark([case_id])[:32]}.json"

    def _begun(self, case_id: str) -> Path:
        return self.path(case_id).with_suffix(".begun")

    def of_unit(self, mark: str) -> tuple[str, ...]:
        """Gives the cases that came from a part of the intake with this mark; none until all of them are written."""
        return tuple(self._of_unit.get(mark, ()))

    def current(self, case_id: str, as_of: date, *, near_days: int | None) -> Written | None:
        """Gives a case as the ledger and the output folder have it, None when it must be looked at again: another day
        that matters, touched outputs.

        near_days: None judges on every new day; a number only the cases with an open day so near or past.
        """
        row = self.rows.get(case_id)
        if row is None:
            return None
        if row.as_of != as_of.isoformat() and (near_days is None or _is_near(row, as_of, near_days)):
            return None
        found = self.found(case_id)
        if found is None or found.content != row.content or found.as_of.isoformat() != row.as_of:
            return None
        return self.as_written(found) if self._untouched(found) else None

    def standing(self, found: KeptCase | None, content: str, as_of: date, *, near_days: int | None) -> Written | None:
        """Gives a case as written if it was judged from the same and no day that matters has come; else None."""
        if found is None or found.content != content or not self._untouched(found):
            return None
        if found.as_of != as_of and (near_days is None or _any_near(deadlines(found.judgement), as_of, near_days)):
            return None
        return self.as_written(found)

    def as_written(self, found: KeptCase) -> Written:
        """Gives a kept case as what stands in the output folder."""
        folder = self.output / found.judgement.card.id
        return Written(found.judgement, folder, folder / found.workbook, found.entries, kept=True)

    def _untouched(self, found: KeptCase) -> bool:
        return outputs_of(self.output / found.judgement.card.id) == found.outputs

    def found(self, case_id: str) -> KeptCase | None:
        """Gives a case as it was last kept; None when it never was, or by another version of the program."""
        path = self.path(case_id)
        if not path.exists():
            return None
        try:
            return _with_days(kept_adapter().validate_json(path.read_bytes()))
        except ValidationError:
            return None  # Kept by another version: the case is simply judged again.

    def begin(self, case_id: str, found: KeptCase | None, content: str, as_of: date) -> Fields | None:
        """Notes that a case is about to be written; gives the result against which its changes are told.

        That is the one which stood when writing last came to its end: of a run that was killed half-way the new
        result may stand already, and told against itself nothing would have changed.
        """
        path = self._begun(case_id)
        begun = _read_begun(path)
        mark = f"{content} {as_of.isoformat()}"
        if begun is None or (found is not None and begun["mark"] == f"{found.content} {found.as_of.isoformat()}"):
            begun = {"previous": read_result(self.output / case_id / "result.json")}
        replace_text(path, json.dumps({**begun, "mark": mark}, ensure_ascii=False))
        previous: Fields | None = begun["previous"]
        return previous

    def keep(self, written: Written, content: str) -> None:
        """Keeps a case just written, which ends what `begin` began."""
        judgement = written.judgement
        light = tuple(
            replace(item, document=replace(item.document, blocks=(), running=())) for item in judgement.documents
        )
        outputs = outputs_of(written.folder)
        light_judgement = replace(judgement, documents=light)
        kept = KeptCase(content, judgement.as_of, light_judgement, written.entries, written.workbook.name, outputs)
        replace_file(self.path(judgement.card.id), kept_adapter().dump_json(kept))
        self._begun(judgement.card.id).unlink(missing_ok=True)

    def remove(self, case_id: str) -> None:
        """Removes all that is kept of a case."""
        self.path(case_id).unlink(missing_ok=True)
        self._begun(case_id).unlink(missing_ok=True)

    def with_earlier_files(self, row: CaseRow) -> CaseRow:
        """Gives the row with the files that were the case's once: whoever forgets the case forgets them too."""
        earlier = _names().validate_json(self._ever.get(row.case_id, "[]"))
        files = sorted({*_names().validate_json(row.files), *earlier})
        return replace(row, files=_names().dump_json(files).decode())


def case_row(written: Written, content: str, files: Sequence[str]) -> CaseRow:
    """Gives the row that the ledger holds of a case. files: those that it was judged from."""
    judgement, card = written.judgement, written.judgement.card
    return CaseRow(
        case_id=card.id,
        unit="",
        content=content,
        as_of=judgement.as_of.isoformat(),
        judged=now(),
        organisation=card.organisation,
        programme=card.programme,
        referent=card.referent,
        findings=len(judgement.verdicts),
        unread=len(judgement.unread),
        files=_names().dump_json(sorted(files)).decode(),
        deadlines=deadlines_adapter().dump_json(deadlines(judgement)).decode(),
    )


@cache
def _names() -> TypeAdapter[list[str]]:
    return TypeAdapter(list[str])


def _read_begun(path: Path) -> Fields | None:
    try:
        begun = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except ValueError:
        return None  # Spoiled since: the case is told against the result that stands.
    return begun if isinstance(begun, dict) and {"mark", "previous"} <= begun.keys() else None


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
    return _any_near(deadlines_adapter().validate_json(row.deadlines), as_of, near_days)


def _any_near(days: Iterable[Deadline], as_of: date, near_days: int) -> bool:
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
