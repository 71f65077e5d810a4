"""Members of an archive are read as files; what could harm is refused by name."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from extractors.errors import DamagedError, RefusedError
from extractors.formats.archive import member_name
from extractors.reading import read_file
from tests.extractors.formats.word_papers import paragraph, word_file


@pytest.fixture
def paper(tmp_path: Path) -> bytes:
    return word_file(tmp_path / "p.docx", paragraph("Протокол № 3")).read_bytes()


def archive(path: Path, *members: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members:
            made.writestr(name, data)
    return path


def test_members_are_read_as_files_of_their_own_and_litter_is_passed_over(tmp_path: Path, paper: bytes) -> None:
    path = archive(
        tmp_path / "a.zip",
        ("тиркемелер/1-тиркеме.docx", paper),
        ("тиркемелер/", b""),
        ("Thumbs.db", b"\0" * 9),
        ("__MACOSX/._1.docx", b"x"),
        ("тиркемелер/~$1-тиркеме.docx", b"x"),
    )
    (document,) = read_file(path, "приложения.zip")
    assert (document.file, document.media, document.text()) == (
        "приложения.zip/тиркемелер/1-тиркеме.docx",
        "docx",
        "Протокол № 3",
    )
    assert next(document.paragraphs()).place.file == document.file


def test_a_member_that_cannot_be_read_says_why(tmp_path: Path, paper: bytes) -> None:
    inner = archive(tmp_path / "inner.zip", ("a.txt", "а".encode())).read_bytes()
    link = zipfile.ZipInfo("ссылка.docx")
    link.external_attr = 0o120777 << 16
    path = archive(
        tmp_path / "a.zip",
        ("цел.docx", paper),
        ("обрезан.docx", paper[:300]),
        ("вложен.zip", inner),
        ("../наружу.docx", paper),
        ("C:/windows/x.docx", paper),
        (link, b"/etc/passwd"),
        ("неизвестно.bin", b"\0\1\2\3"),
        ("пусто.docx", b""),
    )
    codes = {document.file: [problem.code for problem in document.problems] for document in read_file(path, "a.zip")}
    assert codes == {
        "a.zip/цел.docx": [],
        "a.zip/обрезан.docx": ["damaged"],
        "a.zip/вложен.zip": ["refused"],
        "a.zip/../наружу.docx": ["refused"],
        "a.zip/C:/windows/x.docx": ["refused"],
        "a.zip/ссылка.docx": ["refused"],
        "a.zip/неизвестно.bin": ["unknown_format"],
        "a.zip/пусто.docx": ["damaged"],
    }


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    with pytest.raises(RefusedError):
        read_file(archive(tmp_path / "a.zip", ("нули.txt", b"0" * 2**25)), "a.zip")


def test_a_member_under_a_password_is_named(tmp_path: Path, paper: bytes) -> None:
    data = bytearray(archive(tmp_path / "a.zip", ("секрет.docx", paper)).read_bytes())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + flags] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    (document,) = read_file(tmp_path / "a.zip", "a.zip")
    assert [(problem.code, problem.unread) for problem in document.problems] == [("encrypted", True)]


def test_a_truncated_archive_is_damaged(tmp_path: Path, paper: bytes) -> None:
    path = archive(tmp_path / "a.zip", ("a.docx", paper))
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(DamagedError):
        read_file(path, "a.zip")


def test_a_member_whose_bytes_are_wrong_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("a.txt", "приказ номер один")
    data = path.read_bytes().replace("приказ".encode(), "прикас".encode(), 1)
    path.write_bytes(data)
    (document,) = read_file(path, "a.zip")
    assert [problem.code for problem in document.problems] == ["damaged"]


def test_two_members_of_one_name_stay_two(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made, pytest.warns(UserWarning):
        made.writestr("a.txt", "бир")
        made.writestr("a.txt", "эки")
    (tmp_path / "a.zip").write_bytes(buffer.getvalue())
    found = read_file(tmp_path / "a.zip", "a.zip")
    assert [document.file for document in found] == ["a.zip/a.txt", "a.zip/a.txt (2)"]


def test_names_of_russian_windows_are_read_in_their_letters() -> None:
    raw = "Приложение 3.docx"
    windows = zipfile.ZipInfo(raw.encode("cp866").decode("cp437"))
    mac = zipfile.ZipInfo("Өтүнмө.docx".encode().decode("cp437"))
    told = zipfile.ZipInfo(raw)
    told.flag_bits = 0x800
    packed_again = zipfile.ZipInfo(windows.filename)
    packed_again.flag_bits = 0x800
    french = zipfile.ZipInfo("Résumé.docx")
    french.flag_bits = 0x800
    stored = zipfile.ZipInfo("____.docx")
    name = "Көчүрмө.docx".encode()
    stored.extra = struct.pack("<HHBI", 0x7075, 5 + len(name), 1, zlib.crc32(b"____.docx")) + name
    assert [member_name(member) for member in (windows, mac, told, stored, packed_again, french)] == [
        raw,
        "Өтүнмө.docx",
        raw,
        "Көчүрмө.docx",
        raw,
        "Résumé.docx",
    ]
