"""Writes compound files (the container of old Office files and of Outlook's letters), and an Outlook letter in one."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

_SECTOR, _SMALL, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
Tree = Mapping[str, "bytes | Tree"]
_TEXT, _BYTES, _NUMBER = 0x001F, 0x0102, 0x0003


@dataclass(slots=True)
class _Entry:
    """An entry of the directory. child, right: indexes of other entries."""

    name: str
    kind: int
    start: int = _END
    size: int = 0
    child: int = _FREE
    right: int = _FREE

    def packed(self) -> bytes:
        """Gives the 128 bytes of the entry; all entries are black, siblings one to the right of the other."""
        name = self.name.encode("utf-16-le")
        head = name.ljust(64, b"\0") + struct.pack("<HBB", len(name) + 2 if name else 0, self.kind, 1)
        links = struct.pack("<III", _FREE, self.right, self.child)
        return head + links + b"\0" * 36 + struct.pack("<IQ", self.start, self.size)


@dataclass(slots=True)
class _Book:
    """A container being written: sectors and the chains that they make."""

    data: bytearray = field(default_factory=bytearray)
    fat: list[int] = field(default_factory=list)
    small: bytearray = field(default_factory=bytearray)
    small_fat: list[int] = field(default_factory=list)
    entries: list[_Entry] = field(default_factory=list)

    def put(self, content: bytes) -> int:
        """Adds content in sectors of its own; gives the first."""
        if not content:
            return _END
        first = len(self.fat)
        _chain(self.fat, -(-len(content) // _SECTOR))
        self.data += content.ljust(-(-len(content) // _SECTOR) * _SECTOR, b"\0")
        return first

    def put_stream(self, content: bytes) -> int:
        """Adds a stream, a short one among the small sectors."""
        if len(content) >= _CUTOFF:
            return self.put(content)
        if not content:
            return _END
        first = len(self.small_fat)
        _chain(self.small_fat, -(-len(content) // _SMALL))
        self.small += content.ljust(-(-len(content) // _SMALL) * _SMALL, b"\0")
        return first

    def add(self, tree: Tree) -> int:
        """Adds the entries of a folder; gives the first of them."""
        first, before = _FREE, None
        for name in sorted(tree, key=lambda one: (len(one), one.upper())):
            content = tree[name]
            index = len(self.entries)
            entry = _Entry(name, 1 if isinstance(content, Mapping) else 2)
            self.entries.append(entry)
            if isinstance(content, Mapping):
                entry.child, entry.start = self.add(content), 0
            else:
                entry.start, entry.size = self.put_stream(content), len(content)
            if before is None:
                first = index
            else:
                before.right = index
            before = entry
        return first


def _chain(fat: list[int], count: int) -> None:
    fat += [*range(len(fat) + 1, len(fat) + count), _END]


def compound_file(tree: Tree) -> bytes:
    """Gives a compound file. tree: content by name, folders as trees of their own."""
    book = _Book(entries=[_Entry("Root Entry", 5)])
    root = book.entries[0]
    root.child = book.add(tree)
    root.start, root.size = book.put(bytes(book.small)), len(book.small)
    small_table = b"".join(struct.pack("<I", link) for link in book.small_fat)
    small_first = book.put(small_table.ljust(-(-len(small_table) // _SECTOR) * _SECTOR, b"\xff"))
    listed = b"".join(entry.packed() for entry in book.entries)
    blank = _Entry("", 0).packed()
    directory = book.put(listed + blank * (-len(book.entries) % 4))
    tables = -(-len(book.fat) // (_SECTOR // 4 - 1))
    first_table = len(book.fat)
    fat = [*book.fat, *[_FAT] * tables]
    fat += [_FREE] * (tables * _SECTOR // 4 - len(fat))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<IIIII", 0, tables, directory, 0, _CUTOFF)
    head += struct.pack("<IIII", small_first, -(-len(small_table) // _SECTOR), _END, 0)
    head += struct.pack("<109I", *(first_table + index if index < tables else _FREE for index in range(109)))
    return head + bytes(book.data) + struct.pack(f"<{len(fat)}I", *fat)


def outlook_letter(subject: str, body: str, attachments: Mapping[str, bytes | Tree], html: bytes = b"") -> bytes:
    """Gives a letter as Outlook saves it. attachments: files by name; a tree is a letter inside the letter."""
    return compound_file(letter_tree(subject, body, attachments, html))


def letter_tree(
    subject: str, body: str, attachments: Mapping[str, bytes | Tree], html: bytes = b""
) -> dict[str, bytes | Tree]:
    """Gives the folders and streams of a letter."""
    values: dict[tuple[int, int], bytes] = {(0x001A, _TEXT): _text("IPM.Note"), (0x0037, _TEXT): _text(subject)}
    if body:
        values[0x1000, _TEXT] = _text(body)
    if html:
        values[0x1013, _BYTES] = html
    count = len(attachments)
    head = b"\0" * 8 + struct.pack("<IIII", 0, count, 0, count) + b"\0" * 8
    tree: dict[str, bytes | Tree] = {"__nameid_version1.0": {}, **_properties(values, {}, head)}
    for number, (name, content) in enumerate(attachments.items()):
        inner: dict[tuple[int, int], bytes] = {(0x3707, _TEXT): _text(name)}
        if isinstance(content, bytes):
            inner[0x3701, _BYTES] = content
        streams = _properties(inner, {0x3705: 1 if isinstance(content, bytes) else 5}, b"\0" * 8)
        nested = {} if isinstance(content, bytes) else {"__substg1.0_3701000D": content}
        tree[f"__attach_version1.0_#{number:08X}"] = {**streams, **nested}
    return tree


def _text(text: str) -> bytes:
    return text.encode("utf-16-le")


def _properties(values: Mapping[tuple[int, int], bytes], numbers: Mapping[int, int], head: bytes) -> dict[str, bytes]:
    """Gives the streams of some properties, and the stream that lists them."""
    listed, streams = head, {}
    for (tag, kind), content in values.items():
        listed += struct.pack("<HHIII", kind, tag, 6, len(content) + (2 if kind == _TEXT else 0), 0)
        streams[f"__substg1.0_{tag:04X}{kind:04X}"] = content
    for tag, number in numbers.items():
        listed += struct.pack("<HHIII", _NUMBER, tag, 6, number, 0)
    return {**streams, "__properties_version1.0": listed}
