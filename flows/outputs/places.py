"""Where something was read: in words for people, as fields for programs, as a link from an output to the file."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import Any

from extractors.records import Place
from flows.outputs.words import say

# Characters that would end or split the address inside a workbook; Cyrillic may stand as it is.
_ESCAPED = {code: f"%{code:02X}" for code in (*range(0x20), 0x7F, *(ord(sign) for sign in '%#?" <>\\^`{|}'))}


def source(place: Place) -> dict[str, Any]:
    """Gives a place as the fields of result.json."""
    return {
        "file": place.file,
        "page": place.page,
        "table": place.table,
        "row": place.row,
        "paragraph": place.paragraph,
        "bbox": list(place.bbox) if place.bbox else None,
    }


def inside(place: Place, language: str) -> str:
    """Gives the place inside its file in words ("page 3, table 1, row 5"); empty for the whole file."""
    parts = [
        say(f"place.{name}", language, n=number)
        for name in ("page", "table", "row", "paragraph")
        if (number := getattr(place, name)) is not None
    ]
    return ", ".join(parts)


def in_words(place: Place, language: str) -> str:
    """Gives the place inside its file in words, then the file's name: the place must not be cut off."""
    where = inside(place, language)
    name = PurePosixPath(place.file).name
    return f"{where} · {name}" if where else name


def escaped(path: str) -> str:
    """Gives a relative path as an address inside a workbook."""
    return path.translate(_ESCAPED)


def link(place: Place, *, start: Path, intake: Path | None) -> str | None:
    """Gives the address of the place's file, relative to the folder `start`, with the page of a PDF.

    None without intake.
    A member of an archive is linked through its archive. A file on another drive gets its full address.
    """
    if intake is None:
        return None
    file = _on_disk(intake, place.file)
    try:
        path = Path(os.path.relpath(file.resolve(), start.resolve())).as_posix()
    except ValueError:  # no relative way between two drives
        return file.resolve().as_uri()
    address = escaped(path)
    return f"{address}#page={place.page}" if place.page and file.suffix.lower() == ".pdf" else address


def _on_disk(intake: Path, file: str) -> Path:
    """Gives the file itself, or the archive or mail that holds it."""
    whole = intake / file
    for candidate in (whole, *whole.parents):
        if candidate == intake:
            break
        if candidate.is_file():
            return candidate
    return whole
