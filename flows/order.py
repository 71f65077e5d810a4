"""What a batch is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Order:
    """What a batch is asked for. as_of: the day of judgement; language: of the workbooks, None for each case's own.

    workers: working processes on this machine. scheduler: address of a dask scheduler whose workers do the steps
    instead, "" for none.
    near_days: judge unchanged cases only when an open day is so near or past; None judges every case on a new day.
    """

    intake: Path
    output: Path
    as_of: date
    register: Path | None = None
    language: str | None = None
    workers: int = 1
    near_days: int | None = None
    scheduler: str = ""
