"""A page pasted into a Word file as a picture is read; a logo, a photo or a formula is no page."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import docx as python_docx
import pypdfium2
import pytest
from docx.shared import Cm
from PIL import Image

from data import ROOT
from extractors.formats import docx
from extractors.reading import read_document
from extractors.records import TextSource
from tests.extractors.formats.word_papers import REL, cell, paragraph, row, table, word_file

TYPED = ROOT / "samples/intake/plan.pdf"


@cache
def page_picture() -> bytes:
    """Gives the upper half of a typed page as a picture of 150 dots per inch."""
    with pypdfium2.PdfDocument(TYPED) as source:
        image = source[0].render(scale=150 / 72).to_pil()
    buffer = io.BytesIO()
    image.crop((0, 0, image.width, image.height // 2)).convert("L").save(buffer, "PNG")
    return buffer.getvalue()


def words_of_the_page() -> set[str]:
    with pypdfium2.PdfDocument(TYPED) as source:
        page = source[0]
        text = page.get_textpage().get_text_bounded(bottom=page.get_height() / 2)
    return {word for word in text.split() if len(word) > 4 and word.isalpha()}


def test_a_pasted_page_is_recognised_where_it_stands_and_a_logo_is_passed_over(tmp_path: Path) -> None:
    paper = python_docx.Document()
    paper.add_picture(io.BytesIO(page_picture()), width=Cm(2))
    paper.add_paragraph("До рисунка")
    recognised = Image.open(io.BytesIO(page_picture())).convert("RGB")
    buffer = io.BytesIO()
    recognised.save(buffer, "PNG")
    paper.add_picture(io.BytesIO(buffer.getvalue()), width=Cm(15.2))
    paper.add_paragraph("После рисунка")
    paper.save(str(tmp_path / "скан.docx"))

    document = docx.read(tmp_path / "скан.docx", "скан.docx")
    text = document.text()
    expected = words_of_the_page()
    assert len([word for word in expected if word in text]) > 0.8 * len(expected)
    assert text.startswith("До рисунка")
    assert text.endswith("После рисунка")
    assert document.text_source is TextSource.MIXED
    assert [(problem.code, problem.unread) for problem in document.problems] == [("picture_recognised", False)]
    numbers = [block.place.paragraph for block in document.paragraphs()]
    assert numbers == list(range(1, len(numbers) + 1))


def pasted(path: Path, data: bytes, name: str, *, points: tuple[int, int]) -> Path:
    size = f'<wp:extent cx="{points[0] * 12700}" cy="{points[1] * 12700}"/>'
    body = f'<w:p><w:r><w:drawing><wp:inline>{size}<a:blip r:embed="p"/></wp:inline></w:drawing></w:r></w:p>'
    links = f'<Relationship Id="p" Type="{REL}/image" Target="{name}"/>'
    return word_file(path, body + paragraph("текст"), parts={name: data}, links=links)


@pytest.mark.parametrize(
    ("points", "codes"), [((400, 500), [("picture_not_read", True)]), ((60, 60), []), ((400, 40), [])]
)
def test_a_drawing_that_cannot_be_read_is_unread_only_when_it_is_large(
    tmp_path: Path, points: tuple[int, int], codes: list[tuple[str, bool]]
) -> None:
    path = pasted(tmp_path / "a.docx", b"\x01\0\0\0 no picture at all", "image1.emf", points=points)
    document = docx.read(path, "a.docx")
    assert document.text() == "текст"
    assert [(problem.code, problem.unread) for problem in document.problems] == codes


def test_a_photo_without_words_is_not_unread(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    Image.radial_gradient("L").resize((800, 600)).save(buffer, "JPEG")
    document = docx.read(pasted(tmp_path / "a.docx", buffer.getvalue(), "image1.jpeg", points=(400, 300)), "a.docx")
    assert not any(problem.unread for problem in document.problems)


def test_a_file_embedded_in_the_document_is_named_as_unread(tmp_path: Path) -> None:
    body = (
        '<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="Excel.Sheet.12" '
        'r:id="x"/></w:object></w:r></w:p>'
    )
    links = f'<Relationship Id="x" Type="{REL}/package" Target="embeddings/Таблица.xlsx"/>'
    document = docx.read(word_file(tmp_path / "a.docx", body, links=links), "a.docx")
    (problem,) = document.problems
    assert (problem.code, problem.unread, dict(problem.values)["name"]) == (
        "embedded_file_unread",
        True,
        "Таблица.xlsx",
    )


def test_the_words_of_a_diagram_are_read(tmp_path: Path) -> None:
    main = "http://schemas.openxmlformats.org/drawingml/2006"
    body = (
        f'<w:p><w:r><w:drawing><wp:inline><dgm:relIds xmlns:dgm="{main}/diagram" r:dm="d"/></wp:inline></w:drawing>'
        "</w:r></w:p>"
    )
    data = f'<x xmlns:a="{main}/main"><a:p><a:r><a:t>Сапат</a:t></a:r><a:r><a:t> кеңеши</a:t></a:r></a:p></x>'.encode()
    links = f'<Relationship Id="d" Type="{REL}/diagramData" Target="diagrams/data1.xml"/>'
    path = word_file(tmp_path / "a.docx", body, parts={"diagrams/data1.xml": data}, links=links)
    assert docx.read(path, "a.docx").text() == "Сапат кеңеши"


def test_a_web_page_that_the_text_takes_in_whole_is_read_where_it_stands(tmp_path: Path) -> None:
    page = "<html><body><p>Нет плана</p><table><tr><td>1</td><td>Мера</td></tr></table></body></html>"
    saved = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n'
    saved += b"Content-Type: text/html; charset=utf-8\r\n\r\n" + page.encode() + b"\r\n--x--\r\n"
    chunk = '<w:altChunk r:id="{}"/>'.format
    body = (
        paragraph("До")
        + chunk("a")
        + table(row(cell("ячейка"), f"<w:tc>{chunk('b')}<w:p/></w:tc>"))
        + paragraph("После")
    )
    links = "".join(f'<Relationship Id="{i}" Type="{REL}/aFChunk" Target="{i}.part"/>' for i in "ab")
    path = word_file(tmp_path / "a.docx", body, parts={"a.part": saved, "b.part": page.encode("cp1251")}, links=links)
    document = read_document(path, "a.docx")
    assert document.text().split("\n") == ["До", "Нет плана", "1 | Мера", "ячейка | Нет плана", "1 | Мера", "После"]
    assert [block.place.paragraph or block.place.table for block in document.blocks] == [1, 2, 1, 2, 3]
    assert document.problems == ()
