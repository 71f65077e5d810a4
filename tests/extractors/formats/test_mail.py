"""A mail is a letter and its attachments."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.errors import ReadingError
from extractors.reading import read_document, read_file
from tests.documents.compound_file import letter_tree, outlook_letter
from tests.extractors.formats.word_papers import cell, paragraph, row, table, word_file


def written(tmp_path: Path) -> Path:
    message = EmailMessage()
    message["From"] = "kyzmatker@example.kg"
    message["To"] = "referent@example.kg"
    message["Subject"] = "Пландын аткарылышы жөнүндө отчёт"
    message.set_content("Саламатсызбы!\n\nОтчётту жөнөтөбүз.")
    message.add_alternative("<p>Саламатсызбы!</p><p>Отчётту жөнөтөбүз.</p>", subtype="html")
    word = word_file(tmp_path / "p.docx", paragraph("Отчёт")).read_bytes()
    message.add_attachment(word, maintype="application", subtype="octet-stream", filename="Отчёт үчүн.docx")
    message.add_attachment(b"\0\1", maintype="application", subtype="octet-stream", filename="x.bin")
    path = tmp_path / "письмо.eml"
    path.write_bytes(message.as_bytes())
    return path


def test_the_letter_comes_first_and_then_its_attachments(tmp_path: Path) -> None:
    letter, report, unknown = read_file(written(tmp_path), "письмо.eml")
    assert letter.text() == "Пландын аткарылышы жөнүндө отчёт\nСаламатсызбы!\nОтчётту жөнөтөбүз."
    assert [block.place.paragraph for block in letter.paragraphs()] == [1, 2, 3]
    assert (letter.media, report.file, report.text()) == ("eml", "письмо.eml/Отчёт үчүн.docx", "Отчёт")
    assert [problem.code for problem in unknown.problems] == ["unknown_format"]


def test_the_letter_alone_can_be_read(tmp_path: Path) -> None:
    assert read_document(written(tmp_path), "письмо.eml").language == "ky"


def test_a_letter_in_html_alone_in_an_old_code_page_is_read(tmp_path: Path) -> None:
    head = b"From: a@example.kg\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=windows-1251\r\n"
    path = tmp_path / "a.eml"
    path.write_bytes(head + b"\r\n" + "<p>Направляем план</p><ul><li>первый</li></ul>".encode("cp1251"))
    (letter,) = read_file(path, "a.eml")
    assert [block.text for block in letter.paragraphs()] == ["x", "Направляем план", "первый"]


def test_a_letter_of_outlook_is_read_with_its_attachments(tmp_path: Path) -> None:
    word = word_file(tmp_path / "p.docx", table(row(cell("№"), cell("Жооп"))) + paragraph("Отчёт" * 500)).read_bytes()
    logo = b"\x89PNG\r\n\x1a\n" + b"\0" * 100
    inner = letter_tree("Ичиндеги кат", "Салам", {})
    data = outlook_letter(
        "Пландын аткарылышы жөнүндө отчёт",
        "Саламатсызбы!\r\n\r\nОтчётту жөнөтөбүз.",
        {"Отчёт үчүн.docx": word, "Тиркеме.txt": "Буйрук".encode(), "logo.png": logo, "кат": inner, "a.docx": word},
    )
    path = tmp_path / "письмо.msg"
    path.write_bytes(data)
    letter, report, annex, picture, nested, _ = read_file(path, "письмо.msg")
    assert letter.text() == "Пландын аткарылышы жөнүндө отчёт\nСаламатсызбы!\nОтчётту жөнөтөбүз."
    assert (letter.media, letter.language, report.file) == ("eml", "ky", "письмо.msg/Отчёт үчүн.docx")
    assert report.text().startswith("№ | Жооп\nОтчётОтчёт") and annex.text() == "Буйрук"
    assert [problem.code for problem in picture.problems] == ["unknown_format"]
    assert [(problem.code, problem.unread) for problem in nested.problems] == [("unknown_format", True)]


def test_a_letter_of_outlook_in_html_alone_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.msg"
    page = '<html><meta charset="windows-1251"><p>Направляем план</p><ol><li>первый</ol></html>'
    path.write_bytes(outlook_letter("x", "", {}, page.encode("cp1251")))
    (letter,) = read_file(path, "a.msg")
    assert letter.text() == "x\nНаправляем план\n1. первый"
    assert read_document(path, "a.msg") == letter


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 10_000), junk=st.binary(min_size=1, max_size=40))
def test_a_spoilt_letter_of_outlook_is_read_or_refused_but_never_a_crash(tmp_path: Path, at: int, junk: bytes) -> None:
    data = outlook_letter("Отчёт", "Саламатсызбы!", {"a.txt": b"x" * 5000})
    path = tmp_path / "a.msg"
    path.write_bytes(data[: at % len(data)] + junk + data[at % len(data) + len(junk) :])
    try:
        read_file(path, "a.msg")
    except ReadingError as error:
        assert error.reason.values
