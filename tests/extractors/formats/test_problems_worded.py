"""Whatever a format reader leaves out is told in the three languages of the referent."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from extractors.reading import read_document
from extractors.records import Problem
from extractors.wording import LANGUAGES, sentence
from tests.extractors.formats.word_papers import REL, paragraph, row, table, word_file, words


def word_problems(folder: Path) -> tuple[Problem, ...]:
    prompt = (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{words('Место для ввода')}</w:sdtContent></w:sdt>"
    )
    deleted = '<w:del w:id="1"><w:r><w:delText>прежнее</w:delText></w:r></w:del>'
    picture = (
        '<w:drawing><wp:inline><wp:extent cx="5000000" cy="5000000"/><a:blip r:embed="p"/></wp:inline></w:drawing>'
    )
    body = (
        f"<w:p>{words('План')}{words('скрыто', '<w:vanish/>')}{prompt}{deleted}<w:r>{picture}</w:r></w:p>"
        + '<w:altChunk r:id="x"/>'
        + table(row("<w:tc><w:p/></w:tc>"))
    )
    links = (
        f'<Relationship Id="p" Type="{REL}/image" Target="image1.emf"/>'
        f'<Relationship Id="x" Type="{REL}/aFChunk" Target="part.html"/>'
    )
    parts = {"comments": f'<w:comment w:id="1">{paragraph("переписать")}</w:comment>', "image1.emf": b"no picture"}
    return read_document(word_file(folder / "a.docx", body, parts=parts, links=links), "a.docx").problems


def sheet_problems(folder: Path) -> tuple[Problem, ...]:
    book = openpyxl.Workbook()
    book.active["A1"] = "=1+1"
    book.active["A2"] = "план"
    book.active.row_dimensions[2].hidden = True
    book.create_sheet("Черновик").sheet_state = "hidden"
    book.save(folder / "a.xlsx")
    return read_document(folder / "a.xlsx", "a.xlsx").problems


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_has_a_sentence(tmp_path: Path, language: str) -> None:
    problems = word_problems(tmp_path) + sheet_problems(tmp_path)
    assert {problem.code for problem in problems} == {
        "comments_left_out",
        "deleted_text_left_out",
        "embedded_file_unread",
        "formula_without_value",
        "hidden_cells_read",
        "hidden_sheet_left_out",
        "hidden_text_left_out",
        "picture_not_read",
        "placeholder_left_out",
    }
    for problem in problems:
        assert "{" not in sentence(problem.reason, language)
