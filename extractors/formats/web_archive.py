"""MHTML, a page saved with its parts in one file (by Word, often under the name .doc): its page is read."""

from __future__ import annotations

from collections import Counter
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from extractors.errors import DamagedError
from extractors.formats.encodings import decoded
from extractors.formats.fingerprint import sha256
from extractors.formats.html_blocks import html_blocks
from extractors.formats.plain import left_out_problems
from extractors.records import Document, Paragraph, Problem, Table

_LARGEST = 256 * 2**20
# Bytes; a smaller picture is a logo or a line.
_PICTURE = 40_000


def read(path: Path, file: str) -> Document:
    """Gives the document of the page; pictures that may hold a paper are told as not read.

    Raises: DamagedError when there is no page in it.
    """
    if path.stat().st_size > _LARGEST:
        raise DamagedError(file, cause=f"{path.stat().st_size} bytes")
    left_out = Counter[str]()
    blocks, pictures = archive_blocks(path.read_bytes(), file, left_out)
    problems = [*left_out_problems(left_out, file)]
    if pictures:
        values = (("count", str(pictures)), ("file", file))
        problems.append(Problem("picture_not_read", unread=True, values=values))
    return Document(file=file, sha256=sha256(path), media="unknown", blocks=tuple(blocks), problems=tuple(problems))


def archive_blocks(data: bytes, file: str, left_out: Counter[str]) -> tuple[list[Paragraph | Table], int]:
    """Gives the blocks of the page, and the number of pictures that may hold a paper.

    Raises: DamagedError when there is no page in it.
    """
    message = BytesParser(policy=policy.default).parsebytes(data.lstrip())
    pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        raise DamagedError(file, cause="MHTML")
    return list(html_blocks(_text(pages[0]), file, left_out)), sum(map(_is_picture, message.walk()))


def _text(part: EmailMessage) -> str:
    data = part.get_payload(decode=True)
    return decoded(data, part.get_content_charset()) if isinstance(data, bytes) else ""


def _is_picture(part: EmailMessage) -> bool:
    data = part.get_payload(decode=True) if part.get_content_maintype() == "image" else None
    return isinstance(data, bytes) and len(data) >= _PICTURE
