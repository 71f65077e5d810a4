"""ZIP archives: every member is read as a file of its own; what could harm is refused by name."""

from __future__ import annotations

import re
import stat
import struct
import zipfile
from pathlib import Path

from extractors.errors import DamagedError, EncryptedError, ReadingError, RefusedError
from extractors.formats.fingerprint import sha256
from extractors.formats.members import Reader, distinct, is_litter, read_member, unread
from extractors.formats.office_package import BROKEN_ZIP
from extractors.formats.signature import media_of_bytes
from extractors.records import Document

_MOST_MEMBERS = 2_000
_LARGEST_SUM = 2 * 2**30
_LARGEST_MEMBER = 512 * 2**20
_RATIO = 200
_RATIO_COUNTS_FROM = 16 * 2**20
_UNICODE_PATH = 0x7075
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_MIXED = re.compile("[a-z][а-яё]|[а-яё][a-z]", re.IGNORECASE)
_OUTSIDE = re.compile(r"^(?:/|[A-Za-z]:)|(?:^|/)\.\.(?:/|$)|\0")


def read(path: Path, file: str) -> Document:
    """Gives a document that stands for the archive itself; its papers come from `read_members`.

    Raises: as `read_members`.
    """
    with _opened(path, file):
        return Document(file=file, sha256=sha256(path), media="zip")


def read_members(path: Path, file: str, reader: Reader) -> tuple[Document, ...]:
    """Gives the documents of the members as "archive.zip/member", in the archive's order; none for an empty archive.

    A member under a password, damaged, nested, or with a name that leads outside is a document whose problem says so.
    Raises: DamagedError when the archive is broken, RefusedError when it is a bomb.
    """
    with _opened(path, file) as archive:
        members = [(member, member_name(member)) for member in archive.infolist() if not member.is_dir()]
        members = [(member, name) for member, name in members if not is_litter(name)]
        names = distinct(name for _, name in members)
        return tuple(
            _member(archive, member, f"{file}/{name.lstrip('/')}", name, reader)
            for (member, _), name in zip(members, names, strict=True)
        )


def _opened(path: Path, file: str) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(path)
    except BROKEN_ZIP as error:
        raise DamagedError(file, cause=str(error)) from error
    members = archive.infolist()
    whole, packed = sum(member.file_size for member in members), max(path.stat().st_size, 1)
    if len(members) > _MOST_MEMBERS or whole > _LARGEST_SUM or (whole > _RATIO_COUNTS_FROM and whole / packed > _RATIO):
        archive.close()
        raise RefusedError(file, cause=f"zip: {len(members)} files, {packed} -> {whole} bytes")
    return archive


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, file: str, name: str, reader: Reader) -> Document:
    try:
        data = _content(archive, member, file, name)
    except ReadingError as error:
        return unread(file, error)
    return read_member(data, file, reader)


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo, file: str, name: str) -> bytes:
    """Gives a member's bytes.

    Raises: RefusedError, EncryptedError, DamagedError.
    """
    if _OUTSIDE.search(name):
        raise RefusedError(file, cause=name)
    if stat.S_ISLNK(member.external_attr >> 16):
        raise RefusedError(file, cause="symlink")
    if member.flag_bits & 1:
        raise EncryptedError(file)
    if member.file_size > _LARGEST_MEMBER:
        raise RefusedError(file, cause=f"{member.file_size} bytes")
    try:
        data = archive.read(member)
    except BROKEN_ZIP as error:
        raise DamagedError(file, cause=str(error)) from error
    if media_of_bytes(data) == "zip":
        raise RefusedError(file, cause="zip in zip")
    return data


def member_name(member: zipfile.ZipInfo) -> str:
    """Gives a member's name in its letters: Russian Windows writes them in code page 866 and does not say so."""
    if (stored := _stored_unicode_name(member.extra)) is not None:
        return stored
    if _CYRILLIC.search(member.filename) or member.filename.isascii():
        return member.filename
    # Neither Cyrillic nor plain: the bytes were taken for code page 437, here or by who packed it before.
    try:
        raw = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        name = raw.decode("cp866")
        return name if _CYRILLIC.search(name) and not _MIXED.search(name) else member.filename


def _stored_unicode_name(extra: bytes) -> str | None:
    """Gives the name in the extra field that Info-ZIP adds for it, None without one."""
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        if kind == _UNICODE_PATH and size > 5:
            return extra[9 : 4 + size].decode("utf-8", "replace")
        extra = extra[4 + size :]
    return None
