"""A file is read by what it is, whatever it is called, and one that cannot be read says why and what to do."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import ROOT
from extractors import reading
from extractors.errors import (
    ConverterMissingError,
    DamagedError,
    EncryptedError,
    LimitError,
    ReadingError,
    RefusedError,
    UnknownFormatError,
)
from extractors.formats import legacy
from extractors.formats.signature import media_of
from tests.extractors.formats.word_papers import cell, paragraph, row, table, word_file

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
OLD_LETTER = ROOT / "samples/intake/Лечебное дело_МИ Ак-Булак (2023)/Письмо сопров..doc"
HAS_OFFICE = bool(shutil.which("soffice") or shutil.which("libreoffice"))
RTF = rb"{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0\fcharset204 Times;}}\f0 \'cf\'eb\'e0\'ed\par}"


def replaced(path: Path, part: str, change) -> Path:  # type: ignore[no-untyped-def]
    """Writes the file anew with one part changed, dropped when the change gives None."""
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            changed = change(data) if name == part else data
            if changed is not None:
                made.writestr(name, changed)
    return path


@pytest.mark.parametrize(
    ("content", "media"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\n\n%PDF-1.4", "pdf"),
        (b"\x89PNG\r\n\x1a\n....", "image"),
        (b"\xff\xd8\xff\xe0....", "image"),
        (b"RIFF....WEBPVP8 ", "image"),
        (b"....ftypheic....", "image"),
        (RTF, "rtf"),
        (b"<!DOCTYPE html><p>x", "html"),
        (b"From: a@b.kg\r\nSubject: x\r\n\r\nbody", "eml"),
        ("Жылдык отчёт".encode(), "text"),
        (b"", "empty"),
        (b"\0" * 100, "empty"),
        (b"Rar!\x1a\x07\x01\x00", "packed"),
        (b"7z\xbc\xaf\x27\x1c\x00", "packed"),
        (b"L\x00\x00\x00\x01\x14\x02\x00" + b"\0" * 60, "shortcut"),
        (b"....ftyphevc....", "image"),
        (b"<table><tr><td>1", "html"),
        ("\ufeff<html><p>План".encode("utf-16-le"), "html"),
        (b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x', "mhtml"),
        (b"From: <Saved by Blink>\r\nSubject: x\r\nContent-Type: multipart/related\r\n\r\n", "mhtml"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument>', "doc"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook>', "xls_xml"),
        (b'<?xml version="1.0"?><settings/>', "unknown"),
        ("План мероприятий".encode("utf-16-le"), "text"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), "slides"),
        (OLE + "WordDocument".encode("utf-16-le"), "doc"),
        (OLE + "Workbook".encode("utf-16-le"), "xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    ],
)
def test_the_format_is_told_by_content(tmp_path: Path, content: bytes, media: str) -> None:
    path = tmp_path / "имя.docx"
    path.write_bytes(content)
    assert media_of(path) == media


def test_office_files_are_told_apart_from_archives_by_what_lies_in_them(tmp_path: Path) -> None:
    word = word_file(tmp_path / "a.zip", paragraph("План"))
    assert media_of(word) == "docx"
    assert reading.read_file(word, "a.zip")[0].text() == "План"
    assert media_of(replaced(word, "[Content_Types].xml", lambda data: None)) == "docx"
    assert media_of(ROOT / "samples/register.xlsx") == "xlsx"


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", DamagedError),
        (b"PK\x03\x04 cut short", DamagedError),
        (b"\0\1\2\3", UnknownFormatError),
        (OLE + "EncryptedPackage".encode("utf-16-le"), EncryptedError),
    ],
)
def test_an_unreadable_file_says_file_cause_and_next_step(tmp_path: Path, content: bytes, error: type) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    with pytest.raises(error, match=r"a\.docx"):
        reading.read_file(path, "a.docx")


def test_a_file_that_is_not_there_is_an_error_of_reading(tmp_path: Path) -> None:
    with pytest.raises(DamagedError):
        reading.read_file(tmp_path / "нет.docx", "нет.docx")


def test_entities_are_refused(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", paragraph("&boom;"))
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY boom "&a;&a;&a;">]>'
    with pytest.raises(RefusedError):
        reading.read_document(replaced(path, "word/document.xml", lambda data: bomb + data), "a.docx")


def test_a_part_that_swells_is_refused(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", paragraph("а" * 10))
    swollen = replaced(path, "word/document.xml", lambda data: data.replace(b"</w:body>", b" " * 2**25 + b"</w:body>"))
    with pytest.raises(RefusedError):
        reading.read_document(swollen, "a.docx")


def test_xml_nested_past_all_reason_is_refused(tmp_path: Path) -> None:
    deep = "<w:sdt><w:sdtContent>" * 400 + paragraph("дно") + "</w:sdtContent></w:sdt>" * 400
    with pytest.raises(RefusedError):
        reading.read_document(word_file(tmp_path / "a.docx", deep), "a.docx")


def test_tables_nested_past_all_reason_are_refused(tmp_path: Path) -> None:
    body = paragraph("дно")
    for _ in range(60):
        body = table(row(cell("а"), f"<w:tc>{body}</w:tc>"))
    with pytest.raises(RefusedError):
        reading.read_document(word_file(tmp_path / "a.docx", body), "a.docx")


def test_a_word_file_without_styles_numbering_or_relations_is_read(tmp_path: Path) -> None:
    path = word_file(
        tmp_path / "a.docx", paragraph("План", '<w:pStyle w:val="нет"/><w:numPr><w:numId w:val="7"/></w:numPr>')
    )
    bare = replaced(replaced(path, "_rels/.rels", lambda data: None), "word/_rels/document.xml.rels", lambda data: None)
    assert reading.read_document(bare, "a.docx").text() == "План"


def test_the_hash_the_language_and_the_raw_count_are_filled_in() -> None:
    path = ROOT / "samples/intake/Ак-Тилек мектеп-гимназиясы/Буйрук аккредитация.docx"
    document = reading.read_document(path, "буйрук.docx")
    assert (document.language, document.media, len(document.sha256)) == ("ky", "docx", 64)
    assert document.raw_characters


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 3000), junk=st.binary(min_size=1, max_size=40))
def test_a_file_spoilt_anywhere_is_read_or_refused_but_never_a_crash(tmp_path: Path, at: int, junk: bytes) -> None:
    path = word_file(tmp_path / "a.docx", table(row("<w:tc><w:p/></w:tc>")) + paragraph("План"))
    data = path.read_bytes()
    path.write_bytes(data[: at % len(data)] + junk + data[at % len(data) + len(junk) :])
    try:
        reading.read_file(path, "a.docx")
    except ReadingError as error:
        assert error.reason.values


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    attributes=st.dictionaries(
        st.sampled_from(["gridSpan", "gridBefore", "vMerge", "numId", "ilvl", "outlineLvl", "tblHeader"]),
        st.sampled_from(["-1", "0", "1", "99999999999", "x", "", "1.5"]),
    )
)
def test_senseless_values_do_not_stop_the_reading(tmp_path: Path, attributes: dict[str, str]) -> None:
    def said(*names: str) -> str:
        return "".join(f'<w:{name} w:val="{attributes[name]}"/>' for name in names if name in attributes)

    inside = paragraph("сөз", f"<w:numPr>{said('ilvl', 'numId')}</w:numPr>{said('outlineLvl')}")
    cell = f"<w:tc><w:tcPr>{said('gridSpan', 'vMerge')}</w:tcPr>{inside}</w:tc>"
    path = word_file(tmp_path / "a.docx", table(row(cell, cell, properties=said("gridBefore", "tblHeader"))))
    document = reading.read_document(path, "a.docx")
    assert document.text().count("сөз") == 2


def test_old_formats_are_turned_into_docx_where_libreoffice_is(tmp_path: Path) -> None:
    rtf = tmp_path / "план.doc"
    rtf.write_bytes(RTF)
    if not HAS_OFFICE:
        with pytest.raises(ConverterMissingError):
            reading.read_document(rtf, "план.doc")
        return
    letter, plan = reading.read_document(OLD_LETTER, "письмо.doc"), reading.read_document(rtf, "план.doc")
    assert (letter.media, plan.media, plan.text()) == ("doc", "rtf", "План")
    assert "Исх. № 01-24/318 от 18.12.2025" in letter.text()
    assert next(letter.paragraphs()).place.file == "письмо.doc"


def test_without_libreoffice_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy, "_command", lambda: None)
    with pytest.raises(ConverterMissingError, match="DOCX"):
        reading.read_document(OLD_LETTER, "письмо.doc")


def test_a_conversion_that_hangs_is_ended_with_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hanging = tmp_path / "soffice"
    mark = tmp_path / "child"
    script = "import subprocess, sys, pathlib\n" + (
        f"child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"pathlib.Path({str(mark)!r}).write_text(str(child.pid))\nchild.wait()\n"
    )
    hanging.write_text(f"#!{sys.executable}\n{script}")
    hanging.chmod(0o755)
    monkeypatch.setattr(legacy, "_command", lambda: str(hanging))
    monkeypatch.setattr(legacy, "SECONDS", 3.0)
    with pytest.raises(LimitError):
        reading.read_document(OLD_LETTER, "письмо.doc")
    state = subprocess.run(["ps", "-o", "stat=", "-p", mark.read_text()], capture_output=True, text=True, check=False)
    assert state.stdout.strip() == "" or state.stdout.strip().startswith("Z")


def test_a_conversion_that_makes_nothing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    silent = tmp_path / "soffice"
    silent.write_text(f"#!{sys.executable}\nprint('source file could not be loaded')\n")
    silent.chmod(0o755)
    monkeypatch.setattr(legacy, "_command", lambda: str(silent))
    with pytest.raises(DamagedError, match="could not be loaded"):
        reading.read_document(OLD_LETTER, "письмо.doc")


def test_a_word_file_that_lost_any_of_its_parts_is_read_or_refused(tmp_path: Path) -> None:
    source = ROOT / "samples/intake/АПГС PhD (5 лет)/ПЛАН_PhD экология 2025-2030 нов.docx"
    with zipfile.ZipFile(source) as parts:
        names = parts.namelist()
    read = []
    for name in names:
        path = tmp_path / "a.docx"
        path.write_bytes(source.read_bytes())
        try:
            document = reading.read_document(replaced(path, name, lambda data: None), "a.docx")
        except DamagedError:
            assert name == "word/document.xml"
            continue
        assert "Ввести реестр предложений работодателей" in document.text()
        read.append(name)
    assert len(read) == len(names) - 1
