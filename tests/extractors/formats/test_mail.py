"""A mail is a letter and its attachments."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

from extractors.reading import read_document, read_file
from tests.extractors.formats.word_papers import paragraph, word_file


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
