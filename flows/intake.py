"""What lies in the intake folder: every file seen, with its state; nothing is moved, changed or deleted there."""

from __future__ import annotations

import os
import re
import stat
import time
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from extractors.records import Problem
from flows.completeness import Taken

AGENCY_ZONE = ZoneInfo("Asia/Bishkek")
# Word's and LibreOffice's locks, system litter, half-loaded files.
_IGNORED = re.compile(r"^(~\$.*|Thumbs\.db|ehthumbs\.db|desktop\.ini|\..*|.*\.tmp)$", re.IGNORECASE)
_IGNORED_FOLDER = re.compile(
    r"^(\..*|__MACOSX|\$RECYCLE\.BIN|System Volume Information|@eaDir|lost\+found)$", re.IGNORECASE
)
_UNFINISHED = re.compile(r"\.(part|partial|crdownload|download|opdownload|filepart|!ut|aria2)$", re.IGNORECASE)
# A lock older than this was left behind by a program that broke; what stands on the disk is then all there will be.
LOCK_FORGOTTEN_SECONDS = 24 * 3600
DEEPEST_FOLDER = 40


class IntakeMissingError(Exception):
    """The intake folder is not there: a share that is not mounted, or a wrong path."""


class IntakeEmptiedError(Exception):
    """The intake folder is empty although it held files earlier: most likely a share that is not mounted. files: how
    many.
    """

    def __init__(self, folder: Path, files: int) -> None:
        self.folder, self.files = folder, files
        super().__init__(f"{folder}: {files}")


def files_of(folder: Path, depth: int = 0) -> Iterator[Path]:
    """Yields every entry below the folder that is not a folder, links included, in one lasting order; folders that
    are links are not entered.

    A folder of the system's own (a bin, a Mac's leftovers), one that cannot be opened, or one nested past all use is
    yielded itself.
    """
    try:
        entries = sorted(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return  # It vanished while we looked.
    except PermissionError:
        if depth == 0:
            raise
        yield folder
        return
    for path in entries:
        if not path.is_dir() or path.is_symlink() or _IGNORED_FOLDER.match(path.name) or depth >= DEEPEST_FOLDER:
            yield path
        else:
            yield from files_of(path, depth + 1)


def look(intake: Path, *, stable_seconds: float = 0.0, only: str | None = None) -> tuple[Taken, ...]:
    """Gives every file of the intake with its state; a file that grows or changes while looked at is waiting.

    only: the name of the one folder to look into.

    Raises: IntakeMissingError when the folder does not exist, is no folder or cannot be opened.
    """
    if not intake.is_dir():
        raise IntakeMissingError(str(intake))
    try:
        entries = list(files_of(intake if only is None else intake / only))
    except OSError as error:
        raise IntakeMissingError(str(intake)) from error
    before = {path: mark(path) for path in entries}
    # A time in the future (a clock set wrong) is as young as one of just now.
    if any(told is not None and time.time() - told[1] / 1e9 < stable_seconds for told in before.values()):
        time.sleep(stable_seconds)
    names = distinct_names([spoken(path.relative_to(intake)) for path in entries])
    return tuple(_taken(path, file, before[path]) for path, file in zip(entries, names, strict=True))


def spoken(path: Path) -> str:
    """Gives a path as it is called everywhere: NFC, "/" between parts; bytes that are no letters (old archives) as
    U+FFFD.
    """
    return unicodedata.normalize("NFC", os.fsencode(path.as_posix()).decode("utf-8", "replace"))


def distinct_names(names: list[str]) -> list[str]:
    """Gives the names with " (2)" behind each that another file has already: the same letters composed in two ways
    are two files.
    """
    met: set[str] = set()
    found = []
    for name in names:
        other, count = name, 1
        while other in met:
            count += 1
            other = f"{name} ({count})"
        met.add(other)
        found.append(other)
    return found


def mark(path: Path) -> tuple[int, int, int] | None:
    """Gives size, time of change and time of the last change of name or rights (ns); None where nothing is there any
    more.
    """
    try:
        seen = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns


def _taken(path: Path, file: str, before: tuple[int, int, int] | None) -> Taken:
    named = (("file", file),)
    try:
        seen = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return Taken(path, file, None, "waiting", Problem("vanished", unread=True, values=named))
    arrived = _day(seen.st_mtime)
    if _IGNORED.match(path.name) or (stat.S_ISDIR(seen.st_mode) and _IGNORED_FOLDER.match(path.name)):
        return Taken(path, file, arrived, "ignored", Problem("ignored", values=named))
    if stat.S_ISDIR(seen.st_mode):
        return Taken(
            path,
            file,
            arrived,
            "unreadable",
            Problem("damaged", unread=True, values=(*named, ("cause", "folder not opened"))),
        )
    if not stat.S_ISREG(seen.st_mode):
        return Taken(path, file, arrived, "ignored", Problem("not_a_file", values=named))
    if _UNFINISHED.search(path.name) or mark(path) != before or open_in_word(path):
        return Taken(path, file, arrived, "waiting", Problem("waiting", unread=True, values=named))
    if seen.st_size == 0:
        return Taken(path, file, arrived, "unreadable", Problem("empty", unread=True, values=named))
    return Taken(path, file, arrived)


def _day(seconds: float) -> date | None:
    try:
        return datetime.fromtimestamp(seconds, AGENCY_ZONE).date()
    except (OverflowError, ValueError, OSError):
        return None  # A time of change that no calendar has.


def open_in_word(path: Path) -> bool:
    """Tells whether a word processor holds the file: Word's lock of «Отчет.docx» is «~$чет.docx», LibreOffice's
    «.~lock.Отчет.docx#».

    Word replaces no letter of names up to six letters, one of seven, two of longer ones.
    """
    locks = [path.parent / f"~${path.name[cut:]}" for cut in (0, 1, 2)] + [path.parent / f".~lock.{path.name}#"]
    return any(_fresh(lock) for lock in locks)


def _fresh(lock: Path) -> bool:
    try:
        return time.time() - lock.lstat().st_mtime < LOCK_FORGOTTEN_SECONDS
    except OSError:
        return False  # No such lock, or a name too long to have one.


def today() -> date:
    """Gives the day in Bishkek: the only place where the program reads the clock for judging."""
    return datetime.now(AGENCY_ZONE).date()
