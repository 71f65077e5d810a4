"""What stands in a Word text as a picture: pasted pages and tables are recognised, diagrams give their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from io import BytesIO

from lxml import etree
from PIL import Image, UnidentifiedImageError

from extractors.errors import DamagedError, ReadingError
from extractors.formats.docx_names import A, W, number
from extractors.formats.docx_text import Line, Picture
from extractors.formats.encodings import decoded
from extractors.formats.html_blocks import html_blocks
from extractors.formats.office_package import OfficePackage, Relationship
from extractors.formats.signature import media_of_bytes
from extractors.formats.web_archive import archive_blocks
from extractors.languages.letters import clean
from extractors.page_content import PageContent
from extractors.records import Paragraph, Place, Problem, Table

# Shares of the text area that a picture must take to hold a page or a table; a logo, a stamp, a signature take less.
_WIDTH_SHARE, _HEIGHT_SHARE = 0.55, 0.12
# Fewer pixels than this across hold no text that can be read.
_LEAST_PIXELS = 400
# More pictures than this are not recognised but told; each takes seconds.
_MOST_PICTURES = 60
# A picture in which fewer words than this are seen badly is a photo or a drawing, not a page read badly.
_WORDS_OF_A_PAGE = 30
_USUAL_AREA = (481.9, 728.5)


class Insets:
    """Reads the pictures and diagrams of the main part. problems: what was recognised, and what could not be."""

    def __init__(
        self, package: OfficePackage, links: Mapping[str, Relationship], body: etree._Element, file: str
    ) -> None:
        self._package, self._links, self._file = package, links, file
        self._area = _text_area(body)
        self._seen: set[str] = set()
        self._recognised = self._unread = 0
        self._objects: list[str] = []

    def blocks(self, line: Line) -> Iterator[Paragraph | Table]:
        """Gives the blocks that the pictures and diagrams of a paragraph hold; their places are the caller's to set."""
        for link in line.drawings:
            yield from self._diagram(link)
        for link in line.objects:
            self.tell_embedded(link)
        for picture in line.pictures:
            yield from self._picture(picture)

    def tell_embedded(self, link: str) -> None:
        """Notes a file that lies inside the document and is not read."""
        target = self._links.get(link)
        self._objects.append(target.target.rsplit("/", 1)[-1] if target is not None else "?")

    def chunk(self, link: str, left_out: Counter[str]) -> list[Paragraph | Table]:
        """Gives the blocks of a web page that the text takes in whole; a file of another kind is noted as not read."""
        target = self._links.get(link)
        data = b""
        if target is not None and not target.external and target.target in self._package:
            data = self._package.bytes(target.target)
        media = media_of_bytes(data) if data else "unknown"
        if media == "html":
            return list(html_blocks(decoded(data), self._file, left_out))
        if media == "mhtml":
            try:
                blocks, pictures = archive_blocks(data, self._file, left_out)
            except DamagedError:
                self.tell_embedded(link)
                return []
            self._unread += pictures
            return blocks
        self.tell_embedded(link)
        return []

    def problems(self) -> list[Problem]:
        """Gives what is to be told of the insets."""
        told = [("picture_recognised", self._recognised, False), ("picture_not_read", self._unread, True)]
        found = [
            Problem(code, unread=unread, values=(("count", str(count)), ("file", self._file)))
            for code, count, unread in told
            if count
        ]
        names = dict.fromkeys(self._objects)
        found += [
            Problem("embedded_file_unread", unread=True, values=(("file", self._file), ("name", name)))
            for name in names
        ]
        return found

    def _picture(self, picture: Picture) -> Iterator[Paragraph | Table]:
        target = self._links.get(picture.link)
        if target is None or target.external or target.target in self._seen or target.target not in self._package:
            return
        self._seen.add(target.target)
        data = self._package.bytes(target.target)
        pixels = _pixels(data)
        width, height = _printed_size(picture, pixels)
        if width < _WIDTH_SHARE * self._area[0] or height < _HEIGHT_SHARE * self._area[1]:
            return
        if pixels is not None and max(pixels) < _LEAST_PIXELS:
            return
        if len(self._seen) > _MOST_PICTURES:
            self._unread += 1
            return
        dpi = pixels[0] / width * 72 if pixels is not None else None
        yield from self._words(data, dpi)

    def _words(self, data: bytes, dpi: float | None) -> Iterator[Paragraph | Table]:
        # Recognition loads heavy libraries: only a document with such a picture pays for them.
        from extractors.formats.image import recognised
        from extractors.layout import blocks
        from extractors.ocr import is_unread

        try:
            pages: Sequence[PageContent] = tuple(recognised(BytesIO(data), self._file, dpi=dpi))
        except ReadingError:
            self._unread += 1
            return
        words = sum(len(page.words) for page in pages)
        if any(is_unread(page) for page in pages):
            self._unread += words >= _WORDS_OF_A_PAGE
            return
        found = blocks(pages, self._file).blocks
        self._recognised += bool(found)
        yield from found

    def _diagram(self, link: str) -> Iterator[Paragraph]:
        target = self._links.get(link)
        root = self._package.xml(target.target) if target is not None and not target.external else None
        for paragraph in root.iter(A + "p") if root is not None else ():
            text = clean("".join(part.text or "" for part in paragraph.iter(A + "t"))).strip()
            if text:
                yield Paragraph(text, Place(self._file))


def at_place(block: Paragraph | Table, place: Place) -> Paragraph | Table:
    """Gives a block with everything in it at one place: that of the cell that holds it."""
    if isinstance(block, Paragraph):
        return replace(block, place=place)
    rows = tuple(
        tuple(
            None
            if cell is None
            else replace(
                cell,
                place=place,
                paragraphs=tuple(replace(part, place=place) for part in cell.paragraphs),
                tables=tuple(table for inner in cell.tables if isinstance(table := at_place(inner, place), Table)),
            )
            for cell in row
        )
        for row in block.rows
    )
    return replace(block, rows=rows, place=place, pages=None)


def in_table(block: Table, place: Place) -> Table:
    """Gives a table with its cells placed by their row and column in the table of that place."""
    rows = []
    for row_number, row in enumerate(block.rows, start=1):
        placed = []
        for column, cell in enumerate(row, start=1):
            at = replace(place, row=row_number, column=column)
            parts = tuple(replace(part, place=at) for part in cell.paragraphs) if cell is not None else ()
            placed.append(None if cell is None else replace(cell, place=at, paragraphs=parts))
        rows.append(tuple(placed))
    return replace(block, rows=tuple(rows), place=place, pages=None)


def _pixels(data: bytes) -> tuple[int, int] | None:
    """Gives width and height in pixels, None for a drawing without pixels (EMF, WMF) or a broken picture."""
    try:
        with Image.open(BytesIO(data)) as image:
            return None if image.format in ("WMF", "EMF") else image.size
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _printed_size(picture: Picture, pixels: tuple[int, int] | None) -> tuple[float, float]:
    """Gives the size in points; a picture that does not say it is taken at 96 dots per inch, as Word does."""
    if picture.width and picture.height:
        return picture.width, picture.height
    return (pixels[0] * 0.75, pixels[1] * 0.75) if pixels is not None else (0.0, 0.0)


def _text_area(body: etree._Element) -> tuple[float, float]:
    """Gives the smallest text width and height of the sections, in points."""
    widths, heights = [], []
    for section in body.iter(W + "sectPr"):
        page, margin = section.find(W + "pgSz"), section.find(W + "pgMar")
        if page is None:
            continue

        def twips(element: etree._Element | None, name: str) -> int:
            return abs(number(element.get(W + name)) or 0) if element is not None else 0

        widths.append(twips(page, "w") - twips(margin, "left") - twips(margin, "right"))
        heights.append(twips(page, "h") - twips(margin, "top") - twips(margin, "bottom"))
    if not widths or min(widths) <= 0 or min(heights) <= 0:
        return _USUAL_AREA
    return min(widths) / 20, min(heights) / 20
