"""MSG, a letter as Outlook saves it: the letter itself as a document, every attachment read as a file of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from oxmsg import Message
from oxmsg.attachment import Attachment
from oxmsg.domain import constants as names

from extractors.errors import DamagedError, UnknownFormatError
from extractors.formats.encodings import decoded
from extractors.formats.mail import INLINE_PICTURE, MOST_ATTACHMENTS, letter_of, member_of
from extractors.formats.members import Reader, distinct, is_litter, unread
from extractors.formats.signature import media_of_bytes
from extractors.records import Document


def read(path: Path, file: str) -> Document:
    """Gives the letter: its subject as a heading and its text. Attachments come from `read_members`.

    Raises: DamagedError.
    """
    return _letter(_opened(path, file), path, file)


def read_members(path: Path, file: str, reader: Reader) -> tuple[Document, ...]:
    """Gives the letter and then its attachments as "letter.msg/attachment"; one that cannot be read says why.

    Raises: DamagedError.
    """
    message = _opened(path, file)
    parts = [(name, data) for name, data in _attachments(message, file) if not is_litter(name)][:MOST_ATTACHMENTS]
    told = distinct(name for name, _ in parts)
    members = (_member(data, f"{file}/{name}", reader) for (_, data), name in zip(parts, told, strict=True))
    return (_letter(message, path, file), *members)


def _opened(path: Path, file: str) -> Message:
    try:
        return Message.load(path.read_bytes())
    except (OSError, ValueError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise DamagedError(file, cause=f"MSG: {error}") from error


def _letter(message: Message, path: Path, file: str) -> Document:
    try:
        subject, body = message.subject, message.body or ""
        page = message.properties.binary_prop_value(names.PID_HTML) if not body.strip() else None
        text = decoded(page) if page is not None else body or message.html_body or ""
    except (ValueError, KeyError, LookupError, AssertionError) as error:
        raise DamagedError(file, cause=f"MSG: {error}") from error
    return letter_of(subject, text, path, file, is_html=not body.strip())


def _attachments(message: Message, file: str) -> Iterator[tuple[str, bytes | None]]:
    """Gives name and content of every attachment, None for a letter inside the letter; a logo is none.

    Raises: DamagedError.
    """
    try:
        for number, attachment in enumerate(message.attachments, start=1):
            data = attachment.file_bytes
            if data is None or not (_is_inline(attachment) and len(data) < INLINE_PICTURE):
                yield _name(attachment, number), data
    except (ValueError, KeyError, LookupError, AssertionError) as error:
        raise DamagedError(file, cause=f"MSG: {error}") from error


def _name(attachment: Attachment, number: int) -> str:
    short = attachment.properties.str_prop_value(names.PID_ATTACH_FILENAME)
    return attachment.file_name or short or str(number)


def _is_inline(attachment: Attachment) -> bool:
    """Tells whether an attachment is a picture in the letter's own text."""
    is_picture = media_of_bytes(attachment.file_bytes or b"") == "image"
    return is_picture and bool(attachment.properties.str_prop_value(names.PID_ATTACH_CONTENT_ID))


def _member(data: bytes | None, file: str, reader: Reader) -> Document:
    return unread(file, UnknownFormatError(file)) if data is None else member_of(data, file, reader)
