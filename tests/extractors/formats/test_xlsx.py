"""Spreadsheets become titles and tables as they show on the sheet."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as Picture
from openpyxl.styles import Border, Color, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image

from data import ROOT
from extractors.errors import DamagedError, RefusedError
from extractors.formats import xlsx
from extractors.formats.cell_values import shown
from extractors.reading import read_document, read_file
from extractors.records import Document, ParagraphKind, Table

RULED = Border(*(Side(style="thin") for _ in range(4)))


@pytest.fixture
def read(tmp_path: Path) -> Callable[[Callable[[openpyxl.Workbook], None]], Document]:
    def read_book(fill: Callable[[openpyxl.Workbook], None]) -> Document:
        book = openpyxl.Workbook()
        fill(book)
        book.save(tmp_path / "план.xlsx")
        return xlsx.read(tmp_path / "план.xlsx", "план.xlsx")

    return read_book


def grid(table: Table) -> list[list[str | None]]:
    return [[cell and cell.text for cell in row] for row in table.rows]


def write(sheet: Worksheet, first: int, *rows: tuple[object, ...]) -> None:
    for number, row in enumerate(rows, start=first):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column, value)


def test_titles_and_signatures_stand_apart_from_the_table(read) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.active
        write(sheet, 1, ("План мероприятий",), ("на 2024 год",), (), ("№", "Мера", "Срок"))
        write(sheet, 5, (1, "Обновить сайт", date(2024, 9, 1)), (2, "Создать совет", "постоянно"))
        write(sheet, 8, ("Ректор Асанов",))
        sheet["A1"].font = Font(bold=True)

    document = read(fill)
    assert [(block.text, block.bold) for block in document.paragraphs()] == [
        ("План мероприятий", True),
        ("на 2024 год", False),
        ("Ректор Асанов", False),
    ]
    (table,) = document.tables()
    assert grid(table) == [
        ["№", "Мера", "Срок"],
        ["1", "Обновить сайт", "01.09.2024"],
        ["2", "Создать совет", "постоянно"],
    ]


def test_merged_cells_become_spans_and_section_rows_stay_in_the_table(read) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.active
        write(sheet, 1, ("№", "Мера", None, "Срок"), ("Стандарт 1",), (1, "а", None, "х"), (None, "б", None, "у"))
        for area in ("B1:C1", "A2:D2", "A3:A4", "B3:C3", "B4:C4"):
            sheet.merge_cells(area)
        for row in sheet["A1:D4"]:
            for cell in row:
                cell.border = RULED

    (table,) = read(fill).tables()
    assert grid(table) == [["№", "Мера", "Срок"], ["Стандарт 1", None, None], ["1", "а", "х"], [None, "б", "у"]]
    section, number = table.rows[1][0], table.rows[2][0]
    assert section is not None
    assert number is not None
    assert (section.colspan, number.rowspan, number.place.row, number.place.column) == (3, 2, 3, 1)


def test_a_blank_row_does_not_split_a_table(read) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        write(book.active, 1, ("№", "Мера"), (1, "а"), (), (2, "б"))

    (table,) = read(fill).tables()
    assert grid(table) == [["№", "Мера"], ["1", "а"], ["2", "б"]]


def test_each_of_several_sheets_has_its_name_for_a_heading_and_hidden_ones_are_told(read) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active.title = "План"
        write(book.active, 1, ("№", "Мера"), (1, "а"))
        write(book.create_sheet("Отчёт"), 1, ("№", "Жооп"), (1, "өткөрүлдү"))
        hidden = book.create_sheet("Черновик")
        write(hidden, 1, ("не", "читать"))
        hidden.sheet_state = "hidden"

    document = read(fill)
    headings = [block.text for block in document.paragraphs() if block.kind is ParagraphKind.HEADING]
    assert headings == ["План", "Отчёт"]
    assert [table.place.table for table in document.tables()] == [1, 2]
    assert [(problem.code, dict(problem.values)["sheet"]) for problem in document.problems] == [
        ("hidden_sheet_left_out", "Черновик")
    ]


def test_hidden_rows_and_columns_are_read_and_told(read) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active.title = "План"
        write(book.active, 1, ("№", "Замечание", "Мера", "Срок"), (1, "а", "б", "в"), (2, "г", "д", "е"))
        book.active.row_dimensions[3].hidden = True
        book.active.column_dimensions.group("C", "D", hidden=True)

    document = read(fill)
    (table,) = document.tables()
    assert grid(table)[2] == ["2", "г", "д", "е"]
    (problem,) = document.problems
    assert (problem.code, problem.unread, dict(problem.values)["count"]) == ("hidden_cells_read", False, "8")


def test_notes_on_cells_and_pasted_pictures_of_papers_are_told(tmp_path: Path, read) -> None:
    for name, side in (("logo", 60), ("paper", 900)):
        Image.new("RGB", (side, side), "white").save(tmp_path / f"{name}.png")

    def fill(book: openpyxl.Workbook) -> None:
        write(book.active, 1, ("№", "Мера"), (1, "а"))
        book.active["B2"].comment = Comment("уточнить", "референт")
        book.active.add_image(Picture(tmp_path / "logo.png"), "D1")
        book.active.add_image(Picture(tmp_path / "paper.png"), "D9")

    told = [(one.code, one.unread, dict(one.values)["count"]) for one in read(fill).problems]
    assert told == [("comments_left_out", False, "1"), ("picture_not_read", True, "1")]


def test_fills_links_and_formulas_without_a_value(read) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.active
        write(sheet, 1, ("Статус", "Документ"), ("да", "Положение"), ("=1+1", "x"))
        sheet["A2"].fill = PatternFill("solid", fgColor="FF92D050")
        sheet["B2"].hyperlink = "https://edu.example/p.pdf"

    document = read(fill)
    (table,) = document.tables()
    assert grid(table)[1] == ["да", "Положение (https://edu.example/p.pdf)"]
    assert table.rows[1][0] is not None
    assert table.rows[1][0].fill == "92D050"
    assert [(problem.code, problem.unread) for problem in document.problems] == [("formula_without_value", True)]


def test_colours_of_the_theme_and_cells_that_hold_nothing_but_colour(read) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        write(book.active, 1, ("Мера", "сен.", "окт."), ("Сайт",), ("Кеңеш",))
        book.active["B2"].fill = PatternFill("solid", fgColor=Color(theme=4))
        book.active["C3"].fill = PatternFill("solid", fgColor=Color(theme=4, tint=0.5))

    (table,) = read(fill).tables()
    assert [[cell and cell.fill for cell in row] for row in table.rows[1:]] == [
        [None, "4F81BD", None],
        [None, None, "A7C0DE"],
    ]


def test_words_in_shapes_and_in_page_heads_are_read(tmp_path: Path, read) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        write(book.active, 1, ("№", "Мера"), (1, "а"))
        book.active.oddHeader.center.text = "Лицей &P"

    read(fill)
    main = "http://schemas.openxmlformats.org/drawingml/2006"
    shape = (
        f'<xdr:wsDr xmlns:xdr="{main}/spreadsheetDrawing" xmlns:a="{main}/main"><xdr:sp><xdr:txBody><a:p><a:r>'
        "<a:t>БЕКИТЕМ</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:wsDr>"
    )
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="d1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing" '
        'Target="../drawings/drawing1.xml"/></Relationships>'
    )
    with zipfile.ZipFile(tmp_path / "план.xlsx", "a") as book:
        book.writestr("xl/drawings/drawing1.xml", shape)
        book.writestr("xl/worksheets/_rels/sheet1.xml.rels", links)
    document = xlsx.read(tmp_path / "план.xlsx", "план.xlsx")
    assert [block.text for block in document.paragraphs()] == ["БЕКИТЕМ"]
    assert document.running == ("Лицей",)


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (datetime(2025, 9, 1), "yyyy-mm-dd", "01.09.2025"),
        (datetime(2025, 9, 1, 14, 30), "dd.mm.yyyy hh:mm", "01.09.2025 14:30"),
        (date(2025, 9, 1), "mmm.yy", "сентябрь 2025"),
        (0.85, "0%", "85%"),
        (0.854, "0.0%", "85.4%"),
        (1.1, "General", "1.1"),
        (1.1, "0.00", "1.10"),
        (3.0, "General", "3"),
        (0.1 + 0.2, "General", "0.3"),
        (None, "General", ""),
        (True, "General", "TRUE"),
    ],
)
def test_values_as_they_show(value: object, form: str, text: str) -> None:
    assert shown(value, form) == text


def test_the_sample_sheet() -> None:
    path = ROOT / "samples/intake/Книга1.xlsx"
    document = xlsx.read(path, path.name)
    (table,) = document.tables()
    assert [block.text for block in document.paragraphs()] == ["5-тиркеме. Сатып алынган ноутбуктардын тизмеси"]
    assert len(table.rows) == 9
    assert grid(table)[1] == ["1", 'Ноутбук 15,6", 8 ГБ', "УП-211", "26.08.2025"]


def test_a_book_is_read_whatever_its_name(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(ROOT / "samples/intake/Книга1.xlsx", "5-тиркеме")
    (document,) = read_file(tmp_path / "a.zip", "a.zip")
    assert (document.media, document.problems, len(tuple(document.tables()))) == ("xlsx", (), 1)


def test_a_broken_book_is_damaged_and_one_with_entities_is_refused(tmp_path: Path, read) -> None:
    read(lambda book: None)
    source = tmp_path / "план.xlsx"
    broken, bomb = tmp_path / "broken.xlsx", tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(source) as sound, zipfile.ZipFile(broken, "w") as one, zipfile.ZipFile(bomb, "w") as other:
        for name in sound.namelist():
            data = sound.read(name)
            one.writestr(name, data[: len(data) // 2] if name == "xl/workbook.xml" else data)
            is_sheet = name == "xl/worksheets/sheet1.xml"
            other.writestr(name, b'<!DOCTYPE a [<!ENTITY b "bbbb">]>' + data.split(b"?>", 1)[-1] if is_sheet else data)
    with pytest.raises(DamagedError):
        xlsx.read(broken, "broken.xlsx")
    with pytest.raises(RefusedError):
        xlsx.read(bomb, "bomb.xlsx")


@pytest.mark.parametrize("name", ["spreadsheet_plan.xls", "spreadsheet_plan.ods"])
def test_old_and_open_spreadsheets_are_read_too(name: str) -> None:
    """The files: a title, a table with a section row and a date, a hidden sheet; saved by LibreOffice."""
    document = read_document(ROOT.parent / "tests/documents" / name, name)
    (table,) = document.tables()
    rows = [[text or None for text in row] for row in grid(table)]
    assert rows == [
        ["№", "Мера", "Срок"],
        ["Стандарт 1", None, None],
        ["1", "Сайтты жаңыртуу", "01.09.2025"],
        ["2", "Өз ара баалоо", "туруктуу"],
    ]
    assert [problem.code for problem in document.problems] == ["hidden_sheet_left_out"]


def test_a_book_whose_styles_are_broken_still_gives_its_words(tmp_path: Path, read) -> None:
    read(lambda book: write(book.active, 1, ("№", "Мера"), (1, "Сайтты жаңыртуу")))
    with zipfile.ZipFile(tmp_path / "план.xlsx") as sound, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as broken:
        for name in sound.namelist():
            data = sound.read(name)
            broken.writestr(name, data.replace(b'numFmtId="0"', b'numFmtId="x"') if name == "xl/styles.xml" else data)
    (table,) = xlsx.read(tmp_path / "b.xlsx", "b.xlsx").tables()
    assert grid(table) == [["№", "Мера"], ["1", "Сайтты жаңыртуу"]]
