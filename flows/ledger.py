"""The ledger: which files were seen, taken and read, which cases were judged, which runs there were. SQLite, or
PostgreSQL by a URL.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, update

from flows.ledger_access import held, opened_engine, told_as_setup
from flows.ledger_tables import CASES, ENTRIES, FILES, FORGOTTEN, HISTORY, READINGS, RUNS, version_of
from flows.outputs.entries import Entry


class FileState(StrEnum):
    """The one state of a file seen. WITHDRAWN: taken earlier, no longer in the intake; its content is kept."""

    ACCEPTED = "accepted"
    WAITING = "waiting"
    DUPLICATE = "duplicate"
    SUPERSEDED = "superseded"
    IGNORED = "ignored"
    QUARANTINED = "quarantined"
    WITHDRAWN = "withdrawn"


WITHDRAWN = "withdrawn"
"""Stands in the place of a case's unit when the intake no longer holds the case."""


@dataclass(frozen=True, slots=True)
class FileRow:
    """One version of a file. file: as in Place. sha256: "" while it was never taken. mark: size and times when last
    taken.

    code: why it is not accepted, "" when it is. first_seen: UTC, ISO.
    """

    id: int
    file: str
    sha256: str
    mark: str
    state: FileState
    code: str
    current: bool
    first_seen: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look at a file found: the content, its size and times, the state that it is in and why."""

    sha256: str
    mark: str
    state: FileState
    code: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """A content that could not be read. told: values of the sentence. attempts: how often it was tried under these
    limits.
    """

    code: str
    told: tuple[tuple[str, str], ...]
    attempts: int
    limits: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How the reading of one content ended. failure: None when the documents are kept."""

    sha256: str
    failure: Failure | None
    seconds: float


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as last judged.

    content: mark of everything that it was judged from, the day excepted. unit: mark of the part of the intake that
    it came
    from, "" until all cases of that part are written. deadlines, files: JSON.
    """

    case_id: str
    unit: str
    content: str
    as_of: str
    judged: str
    organisation: str | None
    programme: str | None
    referent: str | None
    findings: int
    unread: int
    files: str
    deadlines: str


def now() -> str:
    """Gives this moment, UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


class Ledger:
    """The ledger, open. Every change is one transaction: after a kill it holds all of a change or nothing."""

    def __init__(self, engine: Engine, shown: str) -> None:
        self._engine, self.shown = engine, shown

    @classmethod
    def open(cls, database: str, state: Path) -> Ledger:
        """Opens the ledger, making or migrating its tables where needed.

        Raises: SetupError when it cannot be opened, is broken or was made by a newer version.
        """
        engine, shown = opened_engine(database, state)
        return cls(engine, shown)

    def close(self) -> None:
        """Lets go of the database."""
        self._engine.dispose()

    @contextmanager
    def _begin(self) -> Iterator[Connection]:
        with told_as_setup(self.shown), self._engine.begin() as connection:
            yield connection

    # Runs

    def start_run(self, intake: Path, output: Path, as_of: str) -> int:
        """Records that a run began; gives its number."""
        row = {"intake": str(intake), "output": str(output), "as_of": as_of, "started": now(), "state": "running"}
        counts = {"files": 0, "files_read": 0, "cases_judged": 0, "cases_kept": 0}
        with self._begin() as connection:
            made = connection.execute(
                insert(RUNS).values(**row, **counts, host=socket.gethostname(), process=os.getpid())
            )
            return _key(made.inserted_primary_key)

    def end_run(self, run: int, state: str, **counts: int) -> None:
        """Records how a run ended: "done" or "failed"."""
        with self._begin() as connection:
            connection.execute(update(RUNS).where(RUNS.c.id == run).values(ended=now(), state=state, **counts))

    def held(self, *, wait_seconds: float, told: Callable[[str], None] | None = None) -> AbstractContextManager[None]:
        """Holds the ledger for one run, against runs of other machines too; the server frees it when that run ends in
        whatever way. A ledger in a SQLite file is held by its state folder.

        Raises: BusyError; SetupError.
        """
        return held(self._engine, self.shown, wait_seconds=wait_seconds, told=told)

    def close_orphans(self) -> int:
        """Marks the runs that never ended as orphaned; gives their number. Only the holder of the run lock may ask.

        In a SQLite file those of this machine only: the file may be a copy of another one's.
        """
        orphaned = RUNS.c.state == "running"
        if self._engine.dialect.name == "sqlite":
            orphaned &= RUNS.c.host == socket.gethostname()
        with self._begin() as connection:
            return connection.execute(update(RUNS).where(orphaned).values(ended=now(), state="orphaned")).rowcount

    def last_runs(self, count: int = 5) -> tuple[Mapping[str, Any], ...]:
        """Gives the latest runs, newest first."""
        with self._begin() as connection:
            return tuple(
                dict(row._mapping) for row in connection.execute(select(RUNS).order_by(RUNS.c.id.desc()).limit(count))
            )

    # Files

    def files(self, intake: Path) -> tuple[FileRow, ...]:
        """Gives every version of every file seen in an intake folder, in order of name and time."""
        asked = select(FILES).where(FILES.c.intake == str(intake)).order_by(FILES.c.file, FILES.c.id)
        with self._begin() as connection:
            return tuple(_file(row) for row in connection.execute(asked))

    def intakes(self) -> tuple[str, ...]:
        """Gives the intake folders known."""
        with self._begin() as connection:
            return tuple(connection.execute(select(FILES.c.intake).distinct().order_by(FILES.c.intake)).scalars())

    def add_file(self, intake: Path, file: str, seen: Seen, run: int | None) -> None:
        """Records a version of a file not seen before; versions of the same name become superseded."""
        moment = now()
        row = {"intake": str(intake), "file": file, "sha256": seen.sha256, "mark": seen.mark}
        row["version"] = version_of(str(intake), file, seen.sha256)
        told = {"state": seen.state.value, "code": seen.code, "first_seen": moment, "last_seen": moment}
        with self._begin() as connection:
            older = select(FILES.c.id).where(FILES.c.intake == str(intake), FILES.c.file == file, FILES.c.current)
            _move(connection, connection.execute(older).scalars().all(), FileState.SUPERSEDED, run, current=False)
            made = connection.execute(insert(FILES).values(**row, **told, current=True))
            _remember(connection, [_key(made.inserted_primary_key)], seen.state, seen.code, run)

    def change_file(self, row: FileRow, seen: Seen, run: int | None) -> None:
        """Records that a version was seen again, and its state; other versions of its name become superseded."""
        with self._begin() as connection:
            intake: str = connection.execute(select(FILES.c.intake).where(FILES.c.id == row.id)).scalar_one()
            if not row.current:
                others = select(FILES.c.id).where(FILES.c.intake == intake, FILES.c.file == row.file, FILES.c.current)
                _move(connection, connection.execute(others).scalars().all(), FileState.SUPERSEDED, run, current=False)
            values = {"sha256": seen.sha256, "mark": seen.mark, "state": seen.state.value, "code": seen.code}
            version = version_of(intake, row.file, seen.sha256)
            changed = update(FILES).where(FILES.c.id == row.id)
            connection.execute(changed.values(**values, version=version, last_seen=now(), current=True))
            if (seen.state, seen.code, seen.sha256) != (row.state, row.code, row.sha256) or not row.current:
                _remember(connection, [row.id], seen.state, seen.code, run)

    def set_states(self, intake: Path, states: Mapping[str, tuple[FileState, str]], run: int | None) -> None:
        """Records the states that reading and sorting gave to the current versions, where they differ."""
        with self._begin() as connection:
            for row in connection.execute(select(FILES).where(FILES.c.intake == str(intake), FILES.c.current)).all():
                state, code = states.get(row.file, (FileState(row.state), row.code))
                if (state.value, code) != (row.state, row.code):
                    _move(connection, [row.id], state, run, code=code, current=True)

    def touch(self, intake: Path) -> None:
        """Records that every file that is still in the intake was seen again now."""
        here = (FILES.c.intake == str(intake)) & FILES.c.current & (FILES.c.state != FileState.WITHDRAWN.value)
        with self._begin() as connection:
            connection.execute(update(FILES).where(here).values(last_seen=now()))

    def history(self, intake: Path, file: str) -> tuple[tuple[str, str], ...]:
        """Gives what happened to a file of that name: (moment, state), oldest first."""
        asked = (
            select(HISTORY.c.moment, HISTORY.c.state)
            .join(FILES, FILES.c.id == HISTORY.c.file_id)
            .where(FILES.c.intake == str(intake), FILES.c.file == file)
            .order_by(HISTORY.c.id)
        )
        with self._begin() as connection:
            return tuple((row.moment, row.state) for row in connection.execute(asked))

    # Readings

    def failure(self, sha256: str, reader_version: str) -> Failure | None:
        """Gives why a content could not be read earlier by this version of the readers, None when it never failed."""
        asked = select(READINGS).where(
            READINGS.c.sha256 == sha256, READINGS.c.reader_version == reader_version, READINGS.c.code != ""
        )
        with self._begin() as connection:
            row = connection.execute(asked).one_or_none()
        return None if row is None else Failure(row.code, tuple(_pairs(row.told)), row.attempts, row.limits)

    def record_readings(self, reader_version: str, readings: Iterable[Reading]) -> None:
        """Records readings of contents: their time, and why they failed where they did."""
        rows = [_reading(each, reader_version) for each in readings]
        with self._begin() as connection:
            for row in rows:
                key = (READINGS.c.sha256 == row["sha256"]) & (READINGS.c.reader_version == reader_version)
                connection.execute(delete(READINGS).where(key))
                connection.execute(insert(READINGS).values(**row))

    # Cases

    def cases(self, output: Path, intake: Path | None = None) -> tuple[CaseRow, ...]:
        """Gives the cases last written to an output folder, by id; of one intake where that is named."""
        asked = select(CASES).where(CASES.c.output == str(output)).order_by(CASES.c.case_id)
        asked = asked if intake is None else asked.where(CASES.c.intake == str(intake))
        with self._begin() as connection:
            return tuple(_case(row) for row in connection.execute(asked))

    def intake_of(self, output: Path, case_id: str) -> Path:
        """Gives the intake folder that a case came from.

        Raises: KeyError when there is no such case.
        """
        asked = select(CASES.c.intake).where(CASES.c.output == str(output), CASES.c.case_id == case_id)
        with self._begin() as connection:
            found = connection.execute(asked).scalar_one_or_none()
        if found is None:
            raise KeyError(case_id)
        return Path(found)

    def record_case(self, intake: Path, output: Path, row: CaseRow, entries: Sequence[Entry]) -> None:
        """Records a case as judged and written, with the reviewers' entries that its workbook holds."""
        key = (CASES.c.output == str(output)) & (CASES.c.case_id == row.case_id)
        own = (ENTRIES.c.output == str(output)) & (ENTRIES.c.case_id == row.case_id)
        values = {name: _storable(getattr(row, name)) for name in CaseRow.__slots__}
        with self._begin() as connection:
            connection.execute(delete(CASES).where(key))
            connection.execute(insert(CASES).values(intake=str(intake), output=str(output), **values))
            connection.execute(delete(ENTRIES).where(own))
            for entry in entries:
                typed = {
                    name: _storable(str(getattr(entry, name) or "")) for name in ("decision", "note", "name", "day")
                }
                connection.execute(
                    insert(ENTRIES).values(
                        output=str(output), case_id=row.case_id, finding_id=entry.finding_id, moment=row.judged, **typed
                    )
                )

    def settle_units(self, output: Path, cases: Mapping[str, Sequence[str]]) -> None:
        """Records that all cases of parts of the intake are written: a part need not be looked at until it changes.

        cases: their ids by the mark of the part.
        """
        with self._begin() as connection:
            for unit, case_ids in cases.items():
                own = (CASES.c.output == str(output)) & CASES.c.case_id.in_(list(case_ids))
                connection.execute(update(CASES).where(own).values(unit=unit))

    def withdraw_cases(self, output: Path, case_ids: Iterable[str]) -> None:
        """Marks cases that the intake no longer holds: without open days, but still there to be forgotten."""
        gone = (CASES.c.output == str(output)) & CASES.c.case_id.in_(list(case_ids))
        with self._begin() as connection:
            connection.execute(update(CASES).where(gone).values(unit=WITHDRAWN, deadlines="[]"))

    # Forgetting

    def contents_only_of(self, intake: Path, files: Sequence[str]) -> tuple[str, ...]:
        """Gives the hashes that the named files had in any version and that no other file has."""
        own = (FILES.c.intake == str(intake)) & FILES.c.file.in_(list(files))
        with self._begin() as connection:
            mine = set(connection.execute(select(FILES.c.sha256).where(own, FILES.c.sha256 != "")).scalars())
            others = set(connection.execute(select(FILES.c.sha256).where(~own)).scalars())
        return tuple(sorted(mine - others))

    def forget(self, intake: Path, case_id: str, files: Sequence[str], contents: Sequence[str]) -> None:
        """Removes every row about a case and its papers, and records only that it was done, when and how much."""
        own = select(FILES.c.id).where(FILES.c.intake == str(intake), FILES.c.file.in_(list(files)))
        with self._begin() as connection:
            ids = list(connection.execute(own).scalars())
            connection.execute(delete(HISTORY).where(HISTORY.c.file_id.in_(ids)))
            connection.execute(delete(FILES).where(FILES.c.id.in_(ids)))
            connection.execute(delete(READINGS).where(READINGS.c.sha256.in_(list(contents))))
            connection.execute(delete(CASES).where(CASES.c.case_id == case_id, CASES.c.intake == str(intake)))
            connection.execute(delete(ENTRIES).where(ENTRIES.c.case_id == case_id))
            row = {"case_id": case_id, "moment": now(), "files": len(ids), "contents": len(contents)}
            connection.execute(insert(FORGOTTEN).values(**row))

    def forgotten(self) -> tuple[tuple[str, str], ...]:
        """Gives the cases forgotten: (id, moment)."""
        with self._begin() as connection:
            return tuple(
                (row.case_id, row.moment) for row in connection.execute(select(FORGOTTEN).order_by(FORGOTTEN.c.id))
            )


def _move(
    connection: Connection, ids: Sequence[int], state: FileState, run: int | None, *, code: str = "", current: bool
) -> None:
    if ids:
        values = {"state": state.value, "code": code, "current": current}
        connection.execute(update(FILES).where(FILES.c.id.in_(list(ids))).values(**values))
        _remember(connection, ids, state, code, run)


def _remember(connection: Connection, ids: Iterable[int], state: FileState, code: str, run: int | None) -> None:
    for file_id in ids:
        row = {"file_id": file_id, "moment": now(), "state": state.value, "code": code, "run_id": run}
        connection.execute(insert(HISTORY).values(**row))


def _reading(read: Reading, reader_version: str) -> dict[str, Any]:
    failure = read.failure
    told = "" if failure is None else "\x1e".join("\x1f".join(pair) for pair in failure.told).replace("\0", "")
    return {
        "sha256": read.sha256,
        "reader_version": reader_version,
        "seconds": read.seconds,
        "moment": now(),
        "code": failure.code if failure else "",
        "told": told,
        "attempts": failure.attempts if failure else 1,
        "limits": failure.limits if failure else "",
    }


def _storable(value: Any) -> Any:
    """Gives a text without what PostgreSQL holds in no text: a paper's broken fonts may yield the character zero."""
    return value.replace("\0", "") if isinstance(value, str) else value


def _key(made: Any) -> int:
    return int(made[0])


def _file(row: Any) -> FileRow:
    return FileRow(row.id, row.file, row.sha256, row.mark, FileState(row.state), row.code, row.current, row.first_seen)


def _case(row: Any) -> CaseRow:
    return CaseRow(*(getattr(row, name) for name in CaseRow.__slots__))


def _pairs(told: str) -> Iterator[tuple[str, str]]:
    for pair in told.split("\x1e") if told else ():
        name, _, value = pair.partition("\x1f")
        yield name, value
