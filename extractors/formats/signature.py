"""What a file is, told by its first bytes and its inside, never by its name."""

from __future__ import annotations

import re
import struct
import zipfile
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from olefile import OleFileIO

from extractors.formats.office_package import BROKEN_ZIP
from extractors.formats.text_media import text_media

_HEAD = 4096
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*", b"GIF87a", b"GIF89a")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_WORD = re.compile(rb"wordprocessingml\.(?:document|template)|ms-word\.(?:document|template)\.macroEnabled")
_EXCEL = re.compile(rb"spreadsheetml\.(?:sheet|template)|ms-excel\.(?:sheet|template)\.macroEnabled")
# Formats that are known by name only, so that the sentence to the user can say what to do about each.
_NAMED = (
    (b"Rar!\x1a\x07", "packed"),
    (b"7z\xbc\xaf\x27\x1c", "packed"),
    (b"\x1f\x8b\x08", "packed"),
    (b"BZh", "packed"),
    (b"\xfd7zXZ\x00", "packed"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "shortcut"),
    (b"[InternetShortcut]", "shortcut"),
)
_HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis")
_CONTENT_TYPES = "[Content_Types].xml"
_LARGEST_NOTE = 2**20


def media_of(path: Path) -> str:
    """Tells what a file is.

    One of "docx", "xlsx", "xls", "xls_xml", "doc", "odt", "ods", "rtf", "slides", "pdf", "image", "zip", "eml",
    "msg", "html", "mhtml", "text", "encrypted" (an office file under a password), "packed" (an archive that is no ZIP),
    "shortcut" (a link to a file that stayed behind), "empty", "unknown".
    """
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
        if head.startswith(_ZIP):
            return _zip_media(stream)
        if head.startswith(_OLE):
            return _ole_media(head + stream.read())
    return _plain_media(head)


def media_of_bytes(data: bytes) -> str:
    """Tells what a file with this content is, as `media_of` does."""
    if data.startswith(_ZIP):
        return _zip_media(BytesIO(data))
    return _ole_media(data) if data.startswith(_OLE) else _plain_media(data[:_HEAD])


def _plain_media(head: bytes) -> str:
    if not head.strip(b"\x00"):
        return "empty"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(_PICTURES) or _is_other_picture(head):
        return "image"
    named = next((media for mark, media in _NAMED if head.startswith(mark)), None)
    return named or text_media(head)


def _is_other_picture(head: bytes) -> bool:
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return True
    if head.startswith(b"BM") and head[6:10] == b"\x00\x00\x00\x00":
        return True
    return head[4:8] == b"ftyp" and head[8:12] in _HEIC


def _zip_media(stream: BinaryIO) -> str:
    """Tells an office package from an archive by what it holds; of a broken zip its reader says that it is damaged."""
    try:
        with zipfile.ZipFile(stream) as archive:
            members = {member.filename.replace("\\", "/").lower(): member for member in archive.infolist()}
            for name in (_CONTENT_TYPES, "mimetype"):
                member = members.get(name.lower())
                if member is None or member.file_size > _LARGEST_NOTE or member.flag_bits & 1:
                    continue
                if (media := _package_media(archive.read(member))) is not None:
                    return media
            parts = tuple(members)
    except BROKEN_ZIP:
        return _broken_zip_media(stream)
    # A package whose list of types is lost still says by its folders what it is.
    if any(name.startswith("word/document") for name in parts):
        return "docx"
    return "xlsx" if any(name.startswith("xl/workbook") for name in parts) else "zip"


def _package_media(note: bytes) -> str | None:
    if note.startswith(b"application/vnd.oasis.opendocument.text"):
        return "odt"
    if note.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return "ods"
    if b"presentationml" in note or note.startswith(b"application/vnd.oasis.opendocument.presentation"):
        return "slides"
    if note.startswith(b"application/vnd.oasis.opendocument"):
        return "unknown"
    if _WORD.search(note):
        return "docx"
    if b"ms-excel.sheet.binary" in note:
        return "xls"
    return "xlsx" if _EXCEL.search(note) else None


def _broken_zip_media(stream: BinaryIO) -> str:
    stream.seek(0)
    head = stream.read(2**16)
    if b"xl/" in head:
        return "xlsx"
    return "docx" if b"word/" in head or _CONTENT_TYPES.encode() in head else "zip"


def _ole_media(data: bytes) -> str:
    """Tells the old Office formats apart by the names of their streams."""

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("__properties_version1.0") and _is_letter(data):
        return "msg"
    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        return "encrypted"
    if holds("WordDocument"):
        return "encrypted" if _is_locked_word(data) else "doc"
    if holds("PowerPoint Document"):
        return "slides"
    if holds("Workbook") or holds("Book"):
        return "xls"
    return "unknown"


def _is_letter(data: bytes) -> bool:
    """Tells whether a compound file is a letter of Outlook rather than a paper that holds one."""
    try:
        with OleFileIO(data) as container:
            return bool(container.exists("__properties_version1.0"))
    except (OSError, ValueError, IndexError, RecursionError):
        return False


def _is_locked_word(data: bytes) -> bool:
    """Tells whether an old Word file is under a password: bit 8 of the flags that its document stream begins with."""
    try:
        sector = 1 << struct.unpack_from("<H", data, 30)[0]
        directory = (struct.unpack_from("<I", data, 48)[0] + 1) * sector
        for at in range(directory, directory + sector, 128):
            if data[at : at + 64].startswith("WordDocument\0".encode("utf-16-le")):
                start = (struct.unpack_from("<I", data, at + 116)[0] + 1) * sector
                magic, flags = struct.unpack_from("<H", data, start)[0], struct.unpack_from("<H", data, start + 10)[0]
                return magic == 0xA5EC and bool(flags & 0x0100)
    except struct.error:
        return False
    return False
