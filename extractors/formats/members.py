"""The papers inside a paper (members of an archive, attachments of a mail), each read as a file of its own."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from extractors.errors import ReadingError
from extractors.formats.signature import media_of
from extractors.languages.letters import clean
from extractors.records import Document, Problem

Reader = Callable[[Path, str], Document]
# What file managers leave behind; there is nothing in it to read.
_LITTER = re.compile(
    r"(?:^|/)(?:__MACOSX/.*|\.DS_Store|Thumbs\.db|desktop\.ini|~\$[^/]*|\.~lock\.[^/]*)$", re.IGNORECASE
)
_KNOWN_MEDIA = ("docx", "pdf", "xlsx", "image", "doc", "odt", "rtf", "zip", "eml")


def is_litter(name: str) -> bool:
    """Tells whether a member is a lock file or a note of a file manager and no paper."""
    return bool(_LITTER.search(name))


def read_member(data: bytes, file: str, reader: Reader) -> Document:
    """Gives the document of a member; one that cannot be read is a document without blocks whose problem says why."""
    with TemporaryDirectory(prefix="postaccred-") as folder:
        path = Path(folder) / "member"
        path.write_bytes(data)
        try:
            return reader(path, file)
        except ReadingError as error:
            media = media_of(path)
            return unread(file, error, data=data, media=media if media in _KNOWN_MEDIA else "unknown")


def unread(file: str, error: ReadingError, *, data: bytes = b"", media: str = "unknown") -> Document:
    """Gives the document that stands for a member that was not read."""
    problem = Problem(error.code, unread=True, values=error.reason.values)
    return Document(file=file, sha256=hashlib.sha256(data).hexdigest(), media=media, problems=(problem,))


def distinct(names: Iterable[str]) -> list[str]:
    """Gives the names in NFC with "/" between parts; a name met before gets " (2)"."""
    told: dict[str, int] = {}
    found: list[str] = []
    for name in names:
        plain = clean(name).replace("\\", "/")
        told[plain] = told.get(plain, 0) + 1
        found.append(plain if told[plain] == 1 else f"{plain} ({told[plain]})")
    return found
