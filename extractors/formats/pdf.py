"""PDF → Document: PDFium's words and rulings page by page; pages without usable text are read from their picture."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.errors import DamagedError, EncryptedError
from extractors.formats.page_sections import sections_of
from extractors.languages.identify import document_language
from extractors.layout.document import composed
from extractors.layout.page import LaidPage, laid
from extractors.page_content import PageContent
from extractors.pdfium import reread
from extractors.pdfium.notes import words_over
from extractors.pdfium.recode import Recoder
from extractors.pdfium.repair import holds_more, with_end
from extractors.pdfium.reread import Layer, Look
from extractors.pdfium.rulings import marks_of
from extractors.pdfium.view import view_of
from extractors.pdfium.words import Run, TextReader, main_turn
from extractors.records import Document, Page, Paragraph, Problem, Table, TextSource


def read(path: Path, file: str) -> Document:
    """Gives the PDF as read.

    Raises: EncryptedError when it opens only with a password, DamagedError when it does not open at all.
    """
    pages: list[Page] = []
    laid_pages: list[LaidPage] = []
    problems: list[Problem] = []
    characters = 0
    for content, found in contents(path, file):
        problems.extend(found)
        pages.append(Page(content.number, content.text_source, content.width, content.height, content.quality))
        characters += sum(len(word.text) for word in content.words)
        laid_pages.append(laid(content, file))
    layout = composed(laid_pages, file)
    problems.extend(_attached(path, file))
    return Document(
        file=file,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        media="pdf",
        pages=tuple(pages),
        blocks=layout.blocks,
        running=layout.running,
        problems=tuple(problems),
        language=document_language(_texts(layout.blocks)),
        raw_characters=characters - layout.said_again,
        sections=sections_of(pages, layout.blocks),
    )


def _attached(path: Path, file: str) -> Iterator[Problem]:
    """Yields what is to be told of files that lie inside the PDF."""
    try:
        with pypdfium2.PdfDocument(path) as document:
            names = [document.get_attachment(index).get_name() for index in range(document.count_attachments())]
    except pypdfium2.PdfiumError:
        return  # a file that had to be mended tells nothing of what lay in it
    for name in dict.fromkeys(names):
        yield Problem("embedded_file_unread", unread=True, values=(("file", file), ("name", name)))


def _texts(blocks: tuple[Paragraph | Table, ...]) -> Iterator[str]:
    """Yields the texts of paragraphs and cells."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (cell.text for row in block.rows for cell in row if cell is not None)


def contents(path: Path, file: str) -> Iterator[tuple[PageContent, tuple[Problem, ...]]]:
    """Yields the pages one by one, with what could not be read of them; each is closed before the next is opened.

    Raises: EncryptedError, DamagedError.
    """
    document, is_whole = _opened(path, file)
    reader = PageReader(document, file)
    try:
        for index in range(len(document)):
            try:
                page = document[index]
            except pypdfium2.PdfiumError:
                blank = PageContent(index + 1, 0.0, 0.0, (), (), TextSource.NONE)
                yield blank, (_problem("page_unread", file, index + 1, unread=True),)
                continue
            try:
                content, problems = reader.read(page, index + 1)
                if content.text_source is TextSource.NONE and not problems and _is_broken(page, path, index):
                    problems = (_problem("page_unread", file, index + 1, unread=True),)
                if index == 0 and not is_whole:
                    problems = (_problem("file_cut_short", file, None, unread=True), *problems)
                yield content, problems
            finally:
                page.close()
    finally:
        document.close()


def _opened(path: Path, file: str) -> tuple[pypdfium2.PdfDocument, bool]:
    """Gives the document, and whether it is whole; one that lost its end is opened when all of its pages are left."""
    try:
        return _with_forms(pypdfium2.PdfDocument(path)), True
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedError(file) from error
        cause = str(error)
    ended = with_end(path.read_bytes())
    try:
        document = pypdfium2.PdfDocument(ended) if ended is not None else None
    except pypdfium2.PdfiumError as error:
        raise DamagedError(file, cause=cause) from error
    if document is None or not _has_all_pages(document):
        raise DamagedError(file, cause=cause)
    return _with_forms(document), False


def _has_all_pages(document: pypdfium2.PdfDocument) -> bool:
    """Tells whether every page that the file counts is there and shows something."""
    for index in range(len(document)):
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            return False
        shown = pdfium.FPDFPage_CountObjects(page.raw)
        page.close()
        if not shown:
            return False
    return len(document) > 0


def _with_forms(document: pypdfium2.PdfDocument) -> pypdfium2.PdfDocument:
    """Gives the document ready to tell and to draw what its form fields hold."""
    if document.get_formtype() != pdfium.FORMTYPE_NONE:
        document.init_forms()
    return document


def _is_broken(page: pypdfium2.PdfPage, path: Path, index: int) -> bool:
    """Tells whether nothing of a page could be drawn although it has contents."""
    return not pdfium.FPDFPage_CountObjects(page.raw) and holds_more(path, index)


def _problem(code: str, file: str, page: int | None, *, unread: bool = False, **values: str) -> Problem:
    stated = {"file": file, **({} if page is None else {"page": str(page)}), **values}
    return Problem(code, page, unread, tuple(sorted(stated.items())))


class PageReader:
    """Reads the pages of one PDF, each from its text where that is usable, else from its picture."""

    def __init__(self, document: pypdfium2.PdfDocument, file: str) -> None:
        self._file = file
        self._document = document.raw
        self._form = document.formenv.raw if document.formenv is not None else None
        self._text = TextReader()
        self._recoder = Recoder()

    def read(self, page: pypdfium2.PdfPage, number: int) -> tuple[PageContent, tuple[Problem, ...]]:
        """Gives the page's words and rulings, upright, and what is to be told of them."""
        layer = self._layer(page, number)
        look = reread.look_of(layer)
        if look is Look.TEXT:
            return self._typed(page, layer)
        if look is Look.BLANK:
            return replace(layer.content, text_source=TextSource.NONE), ()
        if look is Look.BROKEN:
            return self._broken(page, layer)
        return self._scanned(page, layer, look)

    def _layer(self, page: pypdfium2.PdfPage, number: int) -> Layer:
        """Gives the page's text as the file has it, upright."""
        view = view_of(page.raw)
        text = pdfium.FPDFText_LoadPage(page.raw)
        try:
            marks = marks_of(page.raw, view)
            runs = self._text.runs(text, view, marks.rulings)
            turns = main_turn(runs)
            if turns:
                view = view.turned(turns)
                marks = marks_of(page.raw, view)
                runs = self._text.runs(text, view, marks.rulings)
        finally:
            pdfium.FPDFText_ClosePage(text)
        words = tuple(run.word for run in runs)
        words += tuple(words_over(self._document, self._form, page.raw, view, words))
        content = PageContent(
            number, view.width, view.height, words, tuple(marks.rulings), TextSource.TEXT, None, tuple(marks.shades)
        )
        seen, unseen = _letters(runs)
        return Layer(content, marks, seen, unseen, reread.covered(marks, view.width, view.height))

    def _typed(self, page: pypdfium2.PdfPage, layer: Layer) -> tuple[PageContent, tuple[Problem, ...]]:
        content = reread.with_insets(page, layer) or layer.content
        return replace(content, quality=layer.quality), ()

    def _broken(self, page: pypdfium2.PdfPage, layer: Layer) -> tuple[PageContent, tuple[Problem, ...]]:
        """Sets wrong letters right, or reads the picture; keeps the text as it is when neither is better."""
        number = layer.content.number
        words = self._recoder.recoded(layer.content.words)
        if words is not None:
            content = replace(layer.content, words=words)
            quality = replace(layer, content=content).quality
            return replace(content, quality=quality), (_problem("text_layer_recoded", self._file, number),)
        found = reread.recognised(page, layer)
        if found is None or replace(layer, content=found).quality <= layer.quality:
            return replace(layer.content, quality=layer.quality), ()
        return self._judged(found, "text_layer_reread")

    def _scanned(self, page: pypdfium2.PdfPage, layer: Layer, look: Look) -> tuple[PageContent, tuple[Problem, ...]]:
        found = reread.recognised(page, layer)
        if found is None:
            source = TextSource.TEXT if layer.content.words else TextSource.NONE
            return replace(layer.content, text_source=source), ()
        if look is Look.LAYER:
            content, is_read = reread.better(layer, found)
            return self._judged(content, "text_layer_reread") if is_read else (content, ())
        if layer.seen and len("".join(word.text for word in found.words)) < 1.5 * layer.seen:
            return self._typed(page, layer)
        return self._judged(found, None)

    def _judged(self, content: PageContent, code: str | None) -> tuple[PageContent, tuple[Problem, ...]]:
        """Gives a recognised page with what is to be told of it."""
        from extractors.ocr import is_unread

        problems: list[Problem] = []
        if code is not None:
            problems.append(_problem(code, self._file, content.number))
        if is_unread(content):
            problems.append(_problem("page_unread", self._file, content.number, unread=True))
        elif not content.words:
            problems.append(_problem("page_without_text", self._file, content.number))
        return content, tuple(problems)


def _letters(runs: list[Run]) -> tuple[int, int]:
    """Gives the number of letters drawn and not drawn."""
    unseen = sum(len(run.word.text) for run in runs if run.unseen)
    return sum(len(run.word.text) for run in runs) - unseen, unseen
