"""The zip container of an office file (DOCX, XLSX, ODT): its parts, its links, its XML, all read with limits."""

from __future__ import annotations

import lzma
import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from extractors.errors import DamagedError, EncryptedError, RefusedError

# Everything that zipfile raises over a broken or odd archive.
BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
)
_LARGEST_PART = 256 * 2**20
_LARGEST_SUM = 2**30
_RATIO = 250
_RATIO_COUNTS_FROM = 16 * 2**20
_MOST_PARTS = 20_000

# ISO/IEC 29500 "strict" files name the same elements by other addresses: they are read as the usual ones.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)


@dataclass(frozen=True, slots=True)
class Relationship:
    """A link of a part. kind: last word of its type ("image"). target: part name, or the address when external."""

    kind: str
    target: str
    external: bool


class OfficePackage:
    """The parts of an office file by name, without regard to letter case.

    Use as a context manager. file: as in Place, for the errors.
    """

    def __init__(self, path: Path, file: str) -> None:
        """Opens the container.

        Raises: DamagedError when it is no sound zip, EncryptedError, RefusedError when it is a bomb.
        """
        self.file = file
        try:
            self._zip = zipfile.ZipFile(path)
        except BROKEN_ZIP as error:
            raise DamagedError(file, cause=str(error)) from error
        members = self._zip.infolist()
        if len(members) > _MOST_PARTS or sum(member.file_size for member in members) > _LARGEST_SUM:
            raise RefusedError(file, cause=f"zip: {len(members)} parts")
        self._parts = {_key(member.filename): member for member in members}

    def __enter__(self) -> OfficePackage:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._parts

    def names(self) -> tuple[str, ...]:
        """Gives the names of all parts, in lower case."""
        return tuple(self._parts)

    def size(self, name: str) -> int:
        """Gives the unpacked size of a part in bytes, 0 when it is not there."""
        member = self._parts.get(_key(name))
        return member.file_size if member else 0

    def bytes(self, name: str) -> bytes:
        """Gives a part's content.

        Raises: KeyError when absent; DamagedError, EncryptedError, RefusedError.
        """
        member = self._parts[_key(name)]
        grown = member.file_size / max(member.compress_size, 1)
        if member.file_size > _LARGEST_PART or (member.file_size > _RATIO_COUNTS_FROM and grown > _RATIO):
            raise RefusedError(self.file, cause=f"zip: {member.filename} {member.file_size} bytes")
        if member.flag_bits & 1:
            raise EncryptedError(self.file)
        try:
            return self._zip.read(member)
        except BROKEN_ZIP as error:
            raise DamagedError(self.file, cause=f"{member.filename}: {error}") from error

    def xml(self, name: str) -> etree._Element | None:
        """Gives a part as an XML tree in the usual namespaces, None when the part is absent.

        Raises: DamagedError when it is not well formed, RefusedError when it declares a document type or is a bomb.
        """
        return parse_xml(self.bytes(name), self.file) if name in self else None

    def relationships(self, name: str = "") -> dict[str, Relationship]:
        """Gives the links of a part (of the whole package for ""), by their id."""
        folder, base = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, Relationship] = {}
        for link in root if root is not None else ():
            target, external = link.get("Target", ""), link.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
            found[link.get("Id", "")] = Relationship(link.get("Type", "").rsplit("/", 1)[-1], target, external)
        return found

    def main_part(self, usual: str) -> str:
        """Gives the name of the part that holds the document itself; `usual` where the package does not say."""
        for link in self.relationships().values():
            if link.kind == "officeDocument" and link.target in self:
                return link.target
        return usual


def parse_xml(data: bytes, file: str) -> etree._Element:
    """Gives the tree of XML bytes; entities, document types and network are off.

    Raises: DamagedError, RefusedError.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    if b"purl.oclc.org" in data:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        message = str(error)
        if "huge" in message.lower() or "depth" in message.lower() or "entit" in message.lower():
            raise RefusedError(file, cause=f"XML: {message}") from error
        raise DamagedError(file, cause=f"XML: {message}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise RefusedError(file, cause="XML: DOCTYPE")
    return root


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
