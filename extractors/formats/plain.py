"""Plain text: a paragraph a line; HTML goes to its own reader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extractors.errors import DamagedError
from extractors.formats.fingerprint import sha256
from extractors.formats.html_blocks import html_blocks
from extractors.formats.signature import media_of
from extractors.languages.letters import clean
from extractors.records import Document, Paragraph, Place

_LARGEST = 64 * 2**20


def read(path: Path, file: str) -> Document:
    """Gives the document of a text or HTML file.

    Raises: DamagedError when it is empty of text or larger than any paper.
    """
    data = path.read_bytes()
    if len(data) > _LARGEST:
        raise DamagedError(file, cause=f"{len(data)} bytes")
    text = decoded(data)
    is_html = media_of(path) == "html"
    blocks = tuple(html_blocks(text, file) if is_html else text_blocks(text, file))
    return Document(file=file, sha256=sha256(path), media="unknown", blocks=blocks)


def decoded(data: bytes) -> str:
    """Gives the text of bytes: UTF-16 or UTF-8 by its mark or its shape, else the Cyrillic code page of Windows."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1251", "replace")


def text_blocks(text: str, file: str) -> Iterator[Paragraph]:
    """Gives a paragraph a line, empty lines left out."""
    lines = (clean(line).strip() for line in text.splitlines())
    for number, line in enumerate(filter(None, lines), start=1):
        yield Paragraph(line, Place(file, paragraph=number))
