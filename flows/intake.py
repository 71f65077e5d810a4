"""What lies in the intake folder: every file seen, with its state; nothing is moved, changed or deleted there."""

from __future__ import annotations

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
_IGNORED = re.compile(r"^(~\$.*|\.~lock\..*#|Thumbs\.db|desktop\.ini|\.DS_Store|\._.*|\..*|.*\.tmp|~.*\.tmp)$", re.IGNORECASE)
_UNFINISHED = re.compile(r"\.(part|partial|crdownload|download|opdownload)$", re.IGNORECASE)


class IntakeMissingError(Exception):
    """The intake folder is not there: a share that is not mounted, or a wrong path."""


def files_of(intake: Path) -> Iterator[Path]:
    """Yields every entry below the intake that is not a folder, links included, in one lasting order; folders that are links are not entered."""
    for path in sorted(intake.iterdir()):
        if path.is_dir() and not path.is_symlink():
            yield from files_of(path)
        else:
            yield path


def look(intake: Path, *, stable_seconds: float = 0.0, only: str | None = None) -> tuple[Taken, ...]:
    """Gives every file of the intake with its state; a file that grows or changes while looked at is waiting.

    only: the name of the one folder to look into.

    Raises: IntakeMissingError when the folder does not exist or is no folder.
    """
    if not intake.is_dir():
        raise IntakeMissingError(str(intake))
    entries = list(files_of(intake if only is None else intake / only))
    before = {path: _mark(path) for path in entries}
    young = [path for path, mark in before.items() if mark is not None and time.time() - mark[1] < stable_seconds]
    if young:
        time.sleep(stable_seconds)
    return tuple(_taken(intake, path, before[path]) for path in entries)


def _mark(path: Path) -> tuple[int, float] | None:
    try:
        seen = path.lstat()
    except FileNotFoundError:
        return None
    return seen.st_size, seen.st_mtime


def _taken(intake: Path, path: Path, before: tuple[int, float] | None) -> Taken:
    file = unicodedata.normalize("NFC", path.relative_to(intake).as_posix())
    named = (("file", file),)
    try:
        seen = path.lstat()
    except FileNotFoundError:
        return Taken(path, file, None, "waiting", Problem("vanished", unread=True, values=named))
    arrived = datetime.fromtimestamp(seen.st_mtime, AGENCY_ZONE).date()
    if stat.S_ISLNK(seen.st_mode) or not stat.S_ISREG(seen.st_mode):
        return Taken(path, file, arrived, "ignored", Problem("not_a_file", values=named))
    if _IGNORED.match(path.name):
        return Taken(path, file, arrived, "ignored", Problem("ignored", values=named))
    if _UNFINISHED.search(path.name) or (seen.st_size, seen.st_mtime) != before or _open_in_word(path):
        return Taken(path, file, arrived, "waiting", Problem("waiting", unread=True, values=named))
    if seen.st_size == 0:
        return Taken(path, file, arrived, "unreadable", Problem("empty", unread=True, values=named))
    return Taken(path, file, arrived)


def _open_in_word(path: Path) -> bool:
    """Word's lock of «Отчет.docx» is «~$чет.docx» beside it (two letters are replaced in longer names)."""
    return any((path.parent / f"~${path.name[cut:]}").exists() for cut in (0, 2))


def today() -> date:
    """Gives the day in Bishkek: the only place where the program reads the clock for judging."""
    return datetime.now(AGENCY_ZONE).date()
