"""Nothing that a file holds is lost between its raw layer and the Document."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from data import ROOT
from extractors.account import account
from extractors.reading import raw_lines, read_document
from extractors.records import Cell, Document, Page, Paragraph, Place, Table, TextSource

WORD_FILES = sorted((ROOT / "samples").rglob("*.docx"))
HERE = Place("отчёт.docx")


@pytest.mark.parametrize("path", WORD_FILES, ids=lambda path: path.name)
def test_the_document_of_a_word_file_lacks_nothing(path: Path) -> None:
    document = read_document(path, path.name)
    kept = account(document, raw_lines(path, path.name))
    assert kept.lacking == ()
    # Running heads are told once, however many sections repeat them.
    assert kept.characters + sum(map(len, document.running)) >= (kept.raw_characters or 0)


def test_what_is_lost_is_named() -> None:
    document = Document("отчёт.docx", "", "docx", blocks=(Paragraph("Принято положение", HERE),))
    kept = account(document, (("Принято ", "положение"), ("Утверждён ", "план"), ("и",)))
    assert kept.lacking == ("Утверждён", "план")


def test_nested_tables_are_counted() -> None:
    inner = Table(((Cell("внутри", HERE),),), HERE)
    around = Cell("снаружи\nвнутри", HERE, colspan=2, paragraphs=(Paragraph("снаружи", HERE),), tables=(inner,))
    outer = Table(((around, None),), HERE)
    kept = account(Document("отчёт.docx", "", "docx", blocks=(outer,), running=("лицей",), raw_characters=18))
    assert (kept.tables, kept.cells, kept.characters, kept.raw_characters) == (2, 2, 18, 18)


def test_automatic_numbers_are_not_counted() -> None:
    item = Paragraph("сайт", HERE, number="1.1")
    cell = Cell("1.1 сайт", HERE, paragraphs=(replace(item),))
    document = Document("отчёт.docx", "", "docx", blocks=(item, Table(((cell,),), HERE)))
    assert account(document).characters == 8


def test_a_layer_that_was_not_language_is_no_measure() -> None:
    page = Page(1, TextSource.OCR, 595, 842, 0.9)
    document = Document("скан.pdf", "", "pdf", pages=(page,), blocks=(Paragraph("өзгөрүү", HERE),))
    assert account(document, (("взгврYY",),)).lacking == ()
