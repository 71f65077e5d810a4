"""One file → Document: its format told by content, its reader called, its hash and language filled in."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import cast

import pypdfium2

from extractors.errors import (
    DamagedError,
    EncryptedError,
    PackedError,
    ReadingError,
    ShortcutError,
    SlidesError,
    UnknownFormatError,
)
from extractors.formats import docx
from extractors.formats.fingerprint import sha256
from extractors.formats.signature import media_of
from extractors.languages.identify import document_language
from extractors.records import Document

# Raise when any reader reads differently: documents read by an older version are then read again.
READER_VERSION = "5"

_READERS = {
    "docx": "docx",
    "pdf": "pdf",
    "image": "image",
    "xlsx": "xlsx",
    "xls": "xlsx",
    "ods": "xlsx",
    "doc": "legacy",
    "odt": "legacy",
    "rtf": "legacy",
    "xls_xml": "legacy",
    "eml": "mail",
    "msg": "outlook",
    "text": "plain",
    "html": "plain",
    "mhtml": "web_archive",
}
# Every module of extractors/formats that reads, for whoever wants them loaded beforehand.
FORMATS = tuple(sorted({*_READERS.values(), "archive"}))
_REFUSED: dict[str, type[ReadingError]] = {
    "encrypted": EncryptedError,
    "packed": PackedError,
    "shortcut": ShortcutError,
    "slides": SlidesError,
    "unknown": UnknownFormatError,
}
_CUT = re.compile("[-\u00ad\u2010]?[\x02\ufffe\r\n]|[-\u00ad\u2010]$")
_CONTAINERS = {"zip": "archive", "eml": "mail", "msg": "outlook"}


def read_document(path: Path, file: str) -> Document:
    """Gives the document of one file that is no archive.

    file: as in Place.
    Raises: ReadingError subclasses, each saying the cause and the next step; UnknownFormatError for an archive.
    """
    media = _media(path, file)
    if media not in _READERS:
        raise UnknownFormatError(file)
    reader = cast("Callable[[Path, str], Document]", import_module(f"extractors.formats.{_READERS[media]}").read)
    return _completed(reader(path, file), path)


def read_file(path: Path, file: str) -> tuple[Document, ...]:
    """Gives the documents of a file: those of the members of an archive or a mail ("a.zip/member"), else the one.

    A member that cannot be read is a document without blocks whose problem, unread, says why.
    Raises: ReadingError subclasses when the file itself cannot be read.
    """
    media = _media(path, file)
    if media not in _CONTAINERS:
        return (read_document(path, file),)
    module = import_module(f"extractors.formats.{_CONTAINERS[media]}")
    reader = cast("Callable[[Path, str, Callable[[Path, str], Document]], tuple[Document, ...]]", module.read_members)
    return tuple(map(_with_language, reader(path, file, read_document)))


def raw_lines(path: Path, file: str) -> tuple[tuple[str, ...], ...]:
    """Gives the lines of text that the file's own layer holds, each as its pieces, for the account of conservation.

    Empty for formats whose layer is what the reader takes anyway (pictures, plain text, spreadsheets).
    Raises: ReadingError subclasses.
    """
    media = _media(path, file)
    if media == "docx":
        return docx.raw_lines(path, file)
    return _pdf_lines(path, file) if media == "pdf" else ()


def _pdf_lines(path: Path, file: str) -> tuple[tuple[str, ...], ...]:
    """Gives the lines of a PDF's text layer; a word cut at the line's end is given without its hyphen."""
    try:
        with pypdfium2.PdfDocument(path) as source:
            pages = [page.get_textpage().get_text_bounded() for page in source]
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedError(file) from error
        raise DamagedError(file, cause=str(error)) from error
    # Where a word is cut at the line's end PDFium puts U+0002 or U+FFFE, and the parts are looked for one by one.
    lines = (_CUT.sub(" ", line).split() for text in pages for line in text.splitlines())
    return tuple(tuple(words) for words in lines if words)


def _media(path: Path, file: str) -> str:
    """Gives what the file is.

    Raises: DamagedError for an empty file or one that the system keeps from us, EncryptedError, UnknownFormatError
    and its kinds.
    """
    try:
        media = media_of(path)
    except OSError as error:
        raise DamagedError(file, cause=error.strerror or type(error).__name__) from error
    if media == "empty":
        raise DamagedError(file, cause="0 bytes")
    if media in _REFUSED:
        raise _REFUSED[media](file)
    return media


def _completed(document: Document, path: Path) -> Document:
    if not document.sha256:
        document = replace(document, sha256=sha256(path))
    return _with_language(document)


def _with_language(document: Document) -> Document:
    return replace(document, language=_language(document)) if document.language is None else document


def _language(document: Document) -> str | None:
    texts = [paragraph.text for paragraph in document.paragraphs()]
    texts.extend(cell.text for table in document.tables() for row in table.rows for cell in row if cell is not None)
    return document_language(texts)
