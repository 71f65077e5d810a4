"""How the sheets lie is told, and a table does not go on from sheets that lie one way to sheets that lie the other."""

from __future__ import annotations

from pathlib import Path

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from reportlab.lib.pagesizes import A4, landscape
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageBreak, PageTemplate

from data import ROOT
from extractors.formats.pdf import read
from extractors.reading import read_document
from extractors.records import Orientation, Table
from tests.documents.printed import prose, table
from tests.extractors.formats.word_papers import paragraph, word_file


def test_each_section_of_a_word_file_says_how_its_sheets_lie_and_where_it_begins(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Приказ")
    document.add_paragraph("Об утверждении плана")
    wide = document.add_section(WD_SECTION.NEW_PAGE)
    wide.orientation, wide.page_width, wide.page_height = WD_ORIENT.LANDSCAPE, wide.page_height, wide.page_width
    document.add_table(2, 3).cell(0, 0).text = "№"
    document.add_section(WD_SECTION.NEW_PAGE)
    document.add_paragraph("Тиркеме")
    document.save(str(tmp_path / "a.docx"))
    found = read_document(tmp_path / "a.docx", "a.docx")
    told = [(section.orientation, section.block) for section in found.sections]
    assert told == [(Orientation.PORTRAIT, 0), (Orientation.LANDSCAPE, 2)]
    assert isinstance(found.blocks[found.sections[1].block], Table)
    assert found.sections[1].width > found.sections[1].height > 500


def test_a_word_file_that_states_no_sheet_has_no_section(tmp_path: Path) -> None:
    assert read_document(word_file(tmp_path / "a.docx", paragraph("План")), "a.docx").sections == ()


def test_the_sample_plan_lies_wide() -> None:
    path = ROOT / "samples/intake/ТШУУТ_Программная инженерия/План мероприятий ПИ 2023-2026.docx"
    assert [section.orientation for section in read_document(path, "план.docx").sections] == [Orientation.LANDSCAPE]


def printed_both_ways(path: Path, first: list[list[str]], second: list[list[str]]) -> Path:
    """Prints a table on an upright sheet and one on a wide sheet after it, with the same shares of columns."""
    template = BaseDocTemplate(str(path))
    for name, size in (("upright", A4), ("wide", landscape(A4))):
        frame = Frame(40, 40, size[0] - 80, size[1] - 80, 0, 0, 0, 0)
        template.addPageTemplates(PageTemplate(name, [frame], pagesize=size))
    filler = [prose("Комиссия рассмотрела отчёт.") for _ in range(60)]
    wide = [70.0, 320.0, 320.0]
    story = [*filler, table(first, [width * 0.7 for width in wide]), NextPageTemplate("wide"), PageBreak()]
    template.build([*story, table(second, wide), prose("Конец.")])
    return path


HEAD = ["№", "Замечание комиссии", "Мероприятие"]


def test_sheets_that_lie_otherwise_begin_another_table(tmp_path: Path) -> None:
    staff = [["Асанов", "декан факультета", "кандидат наук"], ["Өмүрова", "заведующая", "доцент"]]
    path = printed_both_ways(tmp_path / "a.pdf", [HEAD, ["1", "Нет плана", "Разработать"]], staff)
    document = read(path, "a.pdf")
    assert len(list(document.tables())) == 2
    assert [(section.orientation, section.page) for section in document.sections] == [
        (Orientation.PORTRAIT, 1),
        (Orientation.LANDSCAPE, 2),
    ]


def test_a_table_whose_numbers_go_on_is_one_however_its_sheets_lie(tmp_path: Path) -> None:
    first, second = [HEAD, ["1", "Нет плана", "Разработать"]], [["2", "Нет совета", "Создать"]]
    (found,) = read(printed_both_ways(tmp_path / "a.pdf", first, second), "a.pdf").tables()
    assert [row[0].text for row in found.rows if row[0] is not None] == ["№", "1", "2"]
