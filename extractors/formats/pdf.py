"""PDF → Document: PDFium's words and rulings page by page; pages without usable text go to OCR."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.errors import DamagedError, EncryptedError
from extractors.layout.document import composed
from extractors.layout.page import LaidPage, laid
from extractors.page_content import PageContent
from extractors.pdfium.rulings import marks_of
from extractors.pdfium.view import view_of
from extractors.pdfium.words import TextReader, main_turn
from extractors.records import Document, Page, Problem, TextSource


def read(path: Path, file: str) -> Document:
    """Gives the PDF as read.

    Raises: EncryptedError when it opens only with a password, DamagedError when it does not open at all.
    """
    pages: list[Page] = []
    laid_pages: list[LaidPage] = []
    characters = 0
    for content in contents(path, file):
        pages.append(Page(content.number, content.text_source, content.width, content.height, content.quality))
        characters += sum(len(word.text) for word in content.words)
        laid_pages.append(laid(content, file))
    layout = composed(laid_pages, file)
    return Document(
        file=file,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        media="pdf",
        pages=tuple(pages),
        blocks=layout.blocks,
        running=layout.running,
        problems=tuple(Problem("page_unread", page=page.number, unread=True) for page in pages if page.text_source is TextSource.NONE),
        raw_characters=characters,
    )


def contents(path: Path, file: str) -> Iterator[PageContent]:
    """Yields the pages one by one; each is closed before the next is opened."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedError(file) from error
        raise DamagedError(file, cause=str(error)) from error
    reader = TextReader()
    try:
        for index in range(len(document)):
            page = pdfium.FPDF_LoadPage(document.raw, index)
            try:
                yield _content(page, reader, index + 1)
            finally:
                pdfium.FPDF_ClosePage(page)
    finally:
        document.close()


def _content(page: pdfium.FPDF_PAGE, reader: TextReader, number: int) -> PageContent:
    """Gives one page's words and rulings, upright."""
    view = view_of(page)
    text = pdfium.FPDFText_LoadPage(page)
    try:
        marks = marks_of(page, view)
        runs = reader.runs(text, view, marks.rulings)
        turns = main_turn(runs)
        if turns:
            view = view.turned(turns)
            marks = marks_of(page, view)
            runs = reader.runs(text, view, marks.rulings)
    finally:
        pdfium.FPDFText_ClosePage(text)
    words = tuple(run.word for run in runs)
    source = TextSource.TEXT if words else TextSource.NONE
    return PageContent(number, view.width, view.height, words, tuple(marks.rulings), source, None, tuple(marks.shades))
