"""EML: the letter itself as a document, every attachment read as a file of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage, Message, MIMEPart
from email.parser import BytesParser
from pathlib import Path

from extractors.errors import DamagedError, RefusedError
from extractors.formats.encodings import decoded
from extractors.formats.fingerprint import sha256
from extractors.formats.html_blocks import html_blocks
from extractors.formats.members import Reader, distinct, is_litter, read_member, unread
from extractors.formats.plain import left_out_problems, text_blocks
from extractors.formats.signature import media_of_bytes
from extractors.languages.letters import clean
from extractors.records import Document, Paragraph, ParagraphKind, Place, Table

MOST_ATTACHMENTS = 500
INLINE_PICTURE = 20_000  # bytes; a smaller picture in the letter's own text is a logo or a signature


def read(path: Path, file: str) -> Document:
    """Gives the letter: its subject as a heading and its text. Attachments come from `read_members`.

    Raises: DamagedError.
    """
    return _letter(_parsed(path, file), path, file)


def read_members(path: Path, file: str, reader: Reader) -> tuple[Document, ...]:
    """Gives the letter and then its attachments as "mail.eml/attachment"; one that cannot be read says why.

    Raises: DamagedError.
    """
    message = _parsed(path, file)
    parts = [(name, data) for name, data in _attachments(message) if not is_litter(name)][:MOST_ATTACHMENTS]
    names = distinct(name for name, _ in parts)
    members = (member_of(data, f"{file}/{name}", reader) for (_, data), name in zip(parts, names, strict=True))
    return (_letter(message, path, file), *members)


def member_of(data: bytes, file: str, reader: Reader) -> Document:
    """Gives the document of an attachment; archives in letters are not opened."""
    if media_of_bytes(data) == "zip":
        return unread(file, RefusedError(file, cause="zip"), data=data, media="zip")
    return read_member(data, file, reader)


def _parsed(path: Path, file: str) -> EmailMessage:
    message = BytesParser(policy=policy.default).parsebytes(path.read_bytes())
    if not isinstance(message, EmailMessage) or not message.keys():
        raise DamagedError(file, cause="e-mail")
    return message


def _letter(message: EmailMessage, path: Path, file: str) -> Document:
    body = message.get_body(preferencelist=("plain", "html"))
    text = _text(body) if body is not None else ""
    is_html = body is not None and body.get_content_subtype() == "html"
    return letter_of(str(message.get("subject", "")), text, path, file, is_html=is_html)


def letter_of(subject: str, text: str, path: Path, file: str, *, is_html: bool) -> Document:
    """Gives a letter: its subject as a heading, and its text."""
    blocks: list[Paragraph | Table] = []
    if subject := clean(subject).strip():
        blocks.append(Paragraph(subject, Place(file, paragraph=1), ParagraphKind.HEADING, 1))
    before, left_out = len(blocks), Counter[str]()
    found = html_blocks(text, file, left_out) if is_html else text_blocks(text, file)
    blocks.extend(_after(block, before) for block in found)
    problems = left_out_problems(left_out, file)
    return Document(file=file, sha256=sha256(path), media="eml", blocks=tuple(blocks), problems=problems)


def _after(block: Paragraph | Table, before: int) -> Paragraph | Table:
    if isinstance(block, Table) or block.place.paragraph is None:
        return block
    place = Place(block.place.file, paragraph=block.place.paragraph + before)
    return Paragraph(block.text, place, block.kind, block.level, block.number, block.bold)


def _text(part: MIMEPart) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    return decoded(data, part.get_content_charset())


def _attachments(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    """Gives name and content of every part that is a paper; a small picture inside the text is none."""
    body = message.get_body(preferencelist=("plain", "html"))
    for number, part in enumerate(message.walk(), start=1):
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            continue
        name = part.get_filename()
        if part is body or (name is None and part.get_content_maintype() == "text"):
            continue
        data = _content(part)
        inline = part.get_content_disposition() != "attachment" and part.get_content_maintype() == "image"
        if data and not (inline and len(data) < INLINE_PICTURE):
            yield (name or f"{number}.{part.get_content_subtype()}", data)


def _content(part: EmailMessage) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        first = inner[0] if isinstance(inner, list) and inner else None
        return first.as_bytes() if isinstance(first, Message) else b""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""
