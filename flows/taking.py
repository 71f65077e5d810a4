"""Taking files in: copied into the archive, flushed, the hash of the copy verified, recorded; only then is a file
taken.

The intake folder itself is only read. Everything later (reading, judging) works on the copy in the archive, so that a
file that is
replaced while it is read is read as it was taken.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from checks.case import folder_of
from extractors.errors import SetupError
from extractors.records import Problem
from flows.completeness import Taken
from flows.intake import AGENCY_ZONE, mark
from flows.ledger import FileRow, FileState, Ledger, Seen

_CHUNK = 1 << 20
NOT_TAKEN = "!"
"""Stands before the mark of what was seen and not taken, in the row of a version that was."""
_STATES = {
    "read": FileState.ACCEPTED,
    "waiting": FileState.WAITING,
    "ignored": FileState.IGNORED,
    "unreadable": FileState.QUARANTINED,
}


@dataclass(frozen=True, slots=True)
class Intake:
    """What taking in came to. withdrawn: files taken earlier whose content is no longer anywhere in the intake."""

    taken: tuple[Taken, ...]
    withdrawn: tuple[str, ...] = ()


class ChangedError(Exception):
    """The file changed while it was copied."""


class Archive:
    """The originals by hash: state/archive/ab/abcd…; a content is kept once, whatever its names."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Gives where a content is kept."""
        return self.folder / sha256[:2] / sha256

    def holds(self, sha256: str, size: int) -> bool:
        """Tells whether a content of that size is kept; half a copy never has its name."""
        path = self.path(sha256)
        return path.is_file() and path.stat().st_size == size

    def sweep(self) -> None:
        """Removes the halves of copies that a killed run left; only the holder of the run lock may ask."""
        for part in self.folder.glob(".*.copy"):
            part.unlink(missing_ok=True)

    def copy(self, source: Path) -> tuple[str, int]:
        """Copies a file in and verifies the copy; gives hash and size.

        Raises: ChangedError when it changed meanwhile; OSError when it cannot be read; SetupError when the archive
        cannot be written.
        """
        with _opened(source) as file:
            before = os.fstat(file.fileno())
            part, sha256 = self._part(file)
            try:
                after, named = os.fstat(file.fileno()), mark(source)
                same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
                if (
                    not same
                    or named is None
                    or named[:2] != (after.st_size, after.st_mtime_ns)
                    or part.stat().st_size != after.st_size
                ):
                    raise ChangedError(str(source))
                self._keep(part, sha256)
            finally:
                part.unlink(missing_ok=True)
        return sha256, before.st_size

    def _part(self, file: IO[bytes]) -> tuple[Path, str]:
        """Copies what the open file holds into a nameless part; reading may fail as it likes, writing as a set-up
        error.
        """
        digest = hashlib.sha256()
        with self._writing():
            self.folder.mkdir(parents=True, exist_ok=True)
            made = NamedTemporaryFile(dir=self.folder, prefix=".", suffix=".copy", delete=False)  # noqa: SIM115
        part = Path(made.name)
        try:
            with made:
                while chunk := file.read(_CHUNK):
                    digest.update(chunk)
                    with self._writing():
                        made.write(chunk)
                with self._writing():
                    made.flush()
                    os.fsync(made.fileno())
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        return part, digest.hexdigest()

    def _keep(self, part: Path, sha256: str) -> None:
        with self._writing():
            with part.open("rb") as copy:
                if hashlib.file_digest(copy, "sha256").hexdigest() != sha256:
                    raise SetupError(
                        f"A copy in the archive {self.folder} differs from what was written: "
                        "the disk is failing. Replace it."
                    )
            target = self.path(sha256)
            target.parent.mkdir(exist_ok=True)
            part.replace(target)
            if os.name != "nt":
                folder = os.open(target.parent, os.O_RDONLY)
                try:
                    os.fsync(folder)
                finally:
                    os.close(folder)

    def _writing(self) -> _Writing:
        return _Writing(self.folder)


class _Writing:
    """Turns a failure to write into a set-up error, and leaves failures to read as they are."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, OSError):
            raise SetupError(
                f"The archive {self.folder} cannot be written ({error.strerror}). "
                "Free space or correct the setting “state”."
            ) from None


def _opened(path: Path) -> IO[bytes]:
    """Opens a file that is a file: never through a link put in its place, never a pipe that would make us wait."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "not a file")
    return os.fdopen(handle, "rb")


def take(intake: Path, seen: Iterable[Taken], ledger: Ledger, archive: Archive, run: int | None = None) -> Intake:
    """Takes in what is new or changed and records the state of every file; gives the files with their copies to read.

    Raises: SetupError when archive or ledger cannot be written.
    """
    rows = ledger.files(intake)
    current = {row.file: row for row in rows if row.current}
    taking = _Taking(intake, ledger, archive, run, current, {(row.file, row.sha256): row for row in rows})
    taken = tuple(taking.one(one) for one in seen)
    ledger.touch(intake)
    return Intake(_with_arrivals(taken, ledger.files(intake)), _withdraw(taking, taken))


@dataclass(frozen=True, slots=True)
class _Taking:
    """One round of taking in. current: the latest version of each name; versions: every version by name and content."""

    intake: Path
    ledger: Ledger
    archive: Archive
    run: int | None
    current: Mapping[str, FileRow]
    versions: Mapping[tuple[str, str], FileRow]

    def one(self, one: Taken) -> Taken:
        """Takes in one file, unless it was taken already and has not changed."""
        told = mark(one.path)
        written = ":".join(map(str, told)) if told else ""
        row = self.current.get(one.file)
        if row is not None and told is not None and self._is_unchanged(one, row, written, told[0]):
            # That somebody has it open in Word meanwhile takes nothing away.
            if row.state in {FileState.WITHDRAWN, FileState.WAITING, FileState.IGNORED}:
                self.ledger.change_file(row, Seen(row.sha256, row.mark, FileState.ACCEPTED), self.run)
            return replace(one, path=self.archive.path(row.sha256), sha256=row.sha256, status="read", reason=None)
        if one.status == "read":
            one = _copied(one, self.archive)
        self._record(one, row, Seen(one.sha256, written, _STATES[one.status], one.reason.code if one.reason else ""))
        return one

    def _is_unchanged(self, one: Taken, row: FileRow, written: str, size: int) -> bool:
        same = one.status in {"read", "waiting"} and bool(row.sha256) and row.mark == written
        return same and self.archive.holds(row.sha256, size)

    def _record(self, one: Taken, row: FileRow | None, seen: Seen) -> None:
        own = self.versions.get((one.file, seen.sha256)) if seen.sha256 else row
        if own is None and row is not None and not row.sha256:
            own = row
        if own is not None and own.sha256 and not seen.sha256:
            # A version is taken already and the next one is not ready: the row keeps the hash of the one that is.
            seen = replace(seen, sha256=own.sha256, mark=f"{NOT_TAKEN}{seen.mark}")
        if own is None:
            self.ledger.add_file(self.intake, one.file, seen, self.run)
        elif Seen(own.sha256, own.mark, own.state, own.code) != seen or not own.current:
            self.ledger.change_file(own, seen, self.run)


def _copied(one: Taken, archive: Archive) -> Taken:
    named = ("file", one.file)
    try:
        sha256, _ = archive.copy(one.path)
    except ChangedError:
        return replace(one, status="waiting", reason=Problem("waiting", unread=True, values=(named,)))
    except FileNotFoundError:
        return replace(one, status="waiting", reason=Problem("vanished", unread=True, values=(named,)))
    except OSError as error:
        cause = ("cause", error.strerror or type(error).__name__)
        return replace(one, status="unreadable", reason=Problem("damaged", unread=True, values=(named, cause)))
    return replace(one, path=archive.path(sha256), sha256=sha256)


def _with_arrivals(taken: tuple[Taken, ...], rows: Iterable[FileRow]) -> tuple[Taken, ...]:
    """Gives each file the day on which its content was first seen, under whatever name."""
    first: dict[str, str] = {}
    for row in rows:
        first[row.sha256] = min(first.get(row.sha256, row.first_seen), row.first_seen)
    return tuple(
        replace(one, arrived=_day(first[one.sha256])) if one.sha256 in first and one.sha256 else one for one in taken
    )


def _day(moment: str) -> date:
    return datetime.fromisoformat(moment).astimezone(AGENCY_ZONE).date()


def _withdraw(taking: _Taking, taken: tuple[Taken, ...]) -> tuple[str, ...]:
    """Records what is no longer in the intake; gives the names whose content was not moved or renamed either."""
    here = {one.file for one in taken}
    gone = [row for name, row in taking.current.items() if name not in here and row.state is not FileState.WITHDRAWN]
    states = {row.file: (FileState.WITHDRAWN, "") for row in gone}
    taking.ledger.set_states(taking.intake, states, taking.run)
    fresh = {one.sha256 for one in taken if one.file not in taking.current}
    beside = {(folder_of(one.file), one.sha256) for one in taken}
    lost = (row for row in gone if row.sha256 and row.sha256 not in fresh)
    return tuple(row.file for row in lost if (folder_of(row.file), row.sha256) not in beside)
