"""Workbooks that somebody has open, and those whose entries have been taken over."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from pathlib import Path

MERGED_FOLDER = "merged"
_STAMP = r" \d{4}-\d{2}-\d{2} \d{2}-\d{2}-\d{2}(-\d+)?"


def is_open(path: Path) -> bool:
    """Tells whether Excel or LibreOffice holds the file, by the lock file that either puts beside it."""
    return any(
        (path.parent / name).exists() for name in (f"~${path.name}", f"~${path.name[2:]}", f".~lock.{path.name}#")
    )


def stamped(path: Path, moment: datetime) -> Path:
    """Gives a free name beside `path` with the moment in it."""
    name = f"{path.stem} {moment:%Y-%m-%d %H-%M-%S}"
    found = path.with_name(f"{name}{path.suffix}")
    count = 1
    while found.exists():
        count += 1
        found = path.with_name(f"{name}-{count}{path.suffix}")
    return found


def stamped_siblings(path: Path) -> tuple[Path, ...]:
    """Gives the files written beside `path` while that was open, oldest first."""
    pattern = re.compile(re.escape(path.stem) + _STAMP + re.escape(path.suffix))
    if not path.parent.is_dir():
        return ()
    return tuple(sorted(file for file in path.parent.iterdir() if pattern.fullmatch(file.name)))


def set_aside_merged(path: Path, moment: datetime, sha256: str | None = None) -> None:
    """Moves a workbook into the folder "merged" beside it, unless it is open or has changed since it was read."""
    if not path.exists() or is_open(path):
        return
    if sha256 and hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        return
    folder = path.parent / MERGED_FOLDER
    folder.mkdir(exist_ok=True)
    target = folder / path.name
    path.replace(stamped(target, moment) if target.exists() else target)
