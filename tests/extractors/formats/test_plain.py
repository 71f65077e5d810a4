"""Text, HTML and saved pages are read too, whatever their name and their letters are stored in."""

from __future__ import annotations

import quopri
from pathlib import Path

import pytest

from extractors.errors import PackedError, PhotoFormatError, ReadingError, ShortcutError, SlidesError
from extractors.formats.html_blocks import html_blocks
from extractors.reading import read_document
from extractors.records import Document, Paragraph, ParagraphKind, Table
from extractors.wording import LANGUAGES, sentence

# What Word writes when a document is saved as a web page: mso styles, numbers of list items written out.
WORD_PAGE = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns="http://www.w3.org/TR/REC-html40"><head>
<meta http-equiv=Content-Type content="text/html; charset={charset}"><meta name=ProgId content=Word.Document>
<style><!-- p.MsoNormal {{margin:0}} --></style><!--[if gte mso 9]><xml><w:View>Print</w:View></xml><![endif]--></head>
<body lang=RU><div class=WordSection1><p class=MsoNormal><b>План мероприятий</b><o:p></o:p></p>
<table class=MsoTableGrid border=1><tr><td style='background:#D9D9D9'>№</td><td colspan=2>Мера</td></tr>
<tr><td>1</td><td><p class=MsoNormal>Разработать план</p><p class=MsoNormal>Утвердить</p></td><td>Өмүрова Ү.</td></tr></table>
<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>2.<span style='font:7.0pt "Times"'>&nbsp;&nbsp;
</span></span><![endif]>Второй пункт</p><p><del cite="mailto:A" datetime="2025-01-01">старое</del><ins>новое</ins>
<span style='display:none;mso-hide:all'>скрыто</span></p></div></body></html>"""


def lines(document: Document) -> list[str]:
    return document.text().split("\n")


EXPECTED = [
    "План мероприятий",
    "№ | Мера",
    "1 | Разработать план",
    "Утвердить | Өмүрова Ү.",
    "2. Второй пункт",
    "новое",
]


@pytest.mark.parametrize(
    "code", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-r", "cp866"]
)
def test_text_is_read_in_the_usual_encodings(tmp_path: Path, code: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Приказ № 5\r\n\r\n  о создании комиссии\r\n".replace("№", "N").encode(code))
    assert read_document(path, "a.txt").text() == "Приказ N 5\nо создании комиссии"


@pytest.mark.parametrize("code", ["cp1251", "utf-8", "utf-16"])
def test_a_page_that_word_saved_under_the_name_of_a_document_is_read(tmp_path: Path, code: str) -> None:
    path = tmp_path / "план.doc"
    path.write_bytes(WORD_PAGE.format(charset=code).encode(code, "xmlcharrefreplace"))
    document = read_document(path, "план.doc")
    assert lines(document) == EXPECTED
    (table,) = document.tables()
    assert table.rows[0][0] is not None and table.rows[0][0].fill == "D9D9D9"
    first, item, _ = document.paragraphs()
    assert (first.bold, item.kind, item.number, item.text) == (True, ParagraphKind.LIST_ITEM, "2.", "Второй пункт")
    told = [(problem.code, dict(problem.values)["count"]) for problem in document.problems]
    assert told == [("deleted_text_left_out", "6"), ("hidden_text_left_out", "6")]


@pytest.mark.parametrize("browser", [False, True])
def test_a_page_saved_with_its_parts_in_one_file_is_one_document(tmp_path: Path, browser: bool) -> None:
    page = quopri.encodestring(WORD_PAGE.format(charset="windows-1251").encode("cp1251", "xmlcharrefreplace"))
    headers = b"From: <Saved by Blink>\r\nSubject: =?utf-8?Q?x?=\r\nDate: Mon, 3 Mar 2025 10:00:00 -0000\r\n"
    parts = [
        (headers if browser else b"") + b"MIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; boundary="----=_Next"; type="text/html"\r\n\r\nA Single File Web Page.\r\n',
        b"------=_Next\r\nContent-Location: file:///C:/p.htm\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        b'Content-Type: text/html; charset="windows-1251"\r\n\r\n' + page,
        b"------=_Next\r\nContent-Type: image/png\r\n\r\n" + b"x" * 50_000,
        b"------=_Next--\r\n",
    ]
    path = tmp_path / "план.doc"
    path.write_bytes(b"\r\n".join(parts))
    document = read_document(path, "план.doc")
    assert lines(document) == EXPECTED
    assert [problem.code for problem in document.problems if problem.unread] == ["picture_not_read"]


def test_a_page_gives_headings_items_and_tables_in_order() -> None:
    page = """<html><head><title>x</title><style>p{}</style></head><body>до<h2>Отчёт</h2><p>а <b>б</b><br>в</p>
    <ul><li>бир</li><li>эки</li></ul><table><tr><th rowspan=2>№</th><th colspan=2>Мера</th></tr>
    <tr><td>1<p>2</p></td><td>3<table><tr><td>ичинде</td></tr></table></td></tr></table>после</body></html>"""
    blocks = list(html_blocks(page, "a.html"))
    assert [(block.kind, block.text) for block in blocks if isinstance(block, Paragraph)] == [
        (ParagraphKind.PARAGRAPH, "до"),
        (ParagraphKind.HEADING, "Отчёт"),
        (ParagraphKind.PARAGRAPH, "а б\nв"),
        (ParagraphKind.LIST_ITEM, "бир"),
        (ParagraphKind.LIST_ITEM, "эки"),
        (ParagraphKind.PARAGRAPH, "после"),
    ]
    (table,) = (block for block in blocks if isinstance(block, Table))
    assert [[cell and cell.text for cell in row] for row in table.rows] == [
        ["№", "Мера", None],
        [None, "1\n2", "3\nичинде"],
    ]
    head, nesting = table.rows[0][0], table.rows[1][2]
    assert head is not None
    assert nesting is not None
    assert (head.rowspan, head.header, len(nesting.tables)) == (2, True, 1)


def test_numbered_lists_count_as_a_browser_counts_them() -> None:
    page = """<ol start=3><li>үч<li>төрт<ol type=a><li>а</ol></li><li value=9>тогуз</ol><p>после</p>"""
    blocks = [block for block in html_blocks(page, "a.html") if isinstance(block, Paragraph)]
    assert [(block.number, block.text) for block in blocks] == [
        ("3.", "үч"),
        ("4.", "төрт"),
        ("a.", "а"),
        ("9.", "тогуз"),
        (None, "после"),
    ]


@pytest.mark.parametrize("sign", [";", "\t", ","])
def test_a_table_saved_as_text_is_a_table(tmp_path: Path, sign: str) -> None:
    path = tmp_path / "план.csv"
    rows = [["№", "Замечание", "Срок"], ["1", f'"Нет плана{sign} нет совета"', "май"], ["2", "Нет сайта", ""]]
    path.write_bytes("\r\n".join(sign.join(row) for row in rows).encode("cp1251"))
    (table,) = read_document(path, "план.csv").tables()
    assert [[cell.text for cell in row if cell is not None] for row in table.rows] == [
        ["№", "Замечание", "Срок"],
        ["1", f"Нет плана{sign} нет совета", "май"],
        ["2", "Нет сайта", ""],
    ]


def test_prose_with_commas_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Ректору, декану, кафедре\nутвердить план, отчёт, справку\nи разослать, как обычно\n", "utf-8")
    assert len(list(read_document(path, "a.txt").paragraphs())) == 3


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 2000, PhotoFormatError),
        (b"Rar!\x1a\x07\x01\x00" + b"x" * 99, PackedError),
        (b"7z\xbc\xaf\x27\x1c\x00" + b"x" * 99, PackedError),
        (b"L\0\0\0\x01\x14\x02\0" + b"\0" * 99, ShortcutError),
        (b"[InternetShortcut]\r\nURL=https://example.kg/plan.docx\r\n", ShortcutError),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "PowerPoint Document".encode("utf-16-le"), SlidesError),
    ],
)
def test_what_is_not_read_says_what_to_do_in_every_language(
    tmp_path: Path, content: bytes, error: type[ReadingError]
) -> None:
    path = tmp_path / "IMG_0041"
    path.write_bytes(content)
    with pytest.raises(error) as caught:
        read_document(path, "IMG_0041")
    sentences = [sentence(caught.value.reason, language) for language in LANGUAGES]
    assert all("IMG_0041" in said and "{" not in said for said in sentences) and len(set(sentences)) == len(LANGUAGES)
