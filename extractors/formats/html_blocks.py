"""An HTML page → paragraphs, headings, list items and tables in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree, html

from extractors.formats.cell_text import cell_text
from extractors.languages.letters import clean
from extractors.records import Cell, Paragraph, ParagraphKind, Place, Table

_WIDEST_SPAN = 256
_SILENT = frozenset({"script", "style", "head", "noscript", "template"})
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "label", "mark", "q",
    "s", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "img", "input", "wbr",
})  # fmt: skip
_HEADING = re.compile(r"h([1-6])")


@dataclass(slots=True)
class _Page:
    """A page being read: the blocks so far and the words of the paragraph under way."""

    file: str
    blocks: list[Paragraph | Table] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0

    def end_paragraph(self, tag: str) -> None:
        """Ends the paragraph under way, which stood in an element of that tag."""
        text, self.words = _plain("".join(self.words)), []
        if text:
            self.paragraphs += 1
            heading = _HEADING.fullmatch(tag)
            kind = ParagraphKind.HEADING if heading else ParagraphKind.PARAGRAPH
            kind = ParagraphKind.LIST_ITEM if tag == "li" else kind
            level = int(heading.group(1)) if heading else None
            self.blocks.append(Paragraph(text, Place(self.file, paragraph=self.paragraphs), kind, level))


def html_blocks(text: str, file: str) -> Iterator[Paragraph | Table]:
    """Gives the blocks of a page."""
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    # A declared encoding would contradict the text, which is decoded already.
    plain = re.sub(r"^\s*<\?xml[^>]*>", "", text)
    page = _Page(file)
    if plain.strip():
        _walk(html.document_fromstring(plain, parser=parser), page)
        page.end_paragraph("")
    yield from page.blocks


def _walk(element: etree._Element, page: _Page) -> None:
    tag = str(element.tag)
    if tag == "table":
        page.end_paragraph("")
        page.tables += 1
        place = Place(page.file, table=page.tables)
        if rows := _rows(element, place):
            page.blocks.append(Table(rows, place))
    elif tag == "br":
        page.words.append("\n")
    elif tag not in _SILENT:
        if tag not in _INLINE:
            page.end_paragraph(str(getattr(element.getparent(), "tag", "")))
        page.words.append(_collapsed(element.text))
        for child in element:
            _walk(child, page)
            page.words.append(_collapsed(child.tail))
        if tag not in _INLINE:
            page.end_paragraph(tag)


def _collapsed(text: str | None) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", text or "")


def _plain(text: str) -> str:
    return "\n".join(filter(None, (re.sub(r" +", " ", line).strip() for line in clean(text).split("\n"))))


def _rows(table: etree._Element, place: Place) -> tuple[tuple[Cell | None, ...], ...]:
    """Gives the grid; places that no cell fills are empty cells."""
    lines = [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]
    taken: dict[tuple[int, int], Cell | None] = {}
    for row, line in enumerate(lines):
        column = 0
        for cell in (found for found in line if found.tag in ("td", "th")):
            while (row, column) in taken:
                column += 1
            down, across = min(_span(cell, "rowspan"), len(lines) - row), _span(cell, "colspan")
            area = [(r, c) for r in range(row, row + down) for c in range(column, column + across)]
            taken.update(dict.fromkeys(area))
            taken[row, column] = _cell(cell, replace(place, row=row + 1, column=column + 1), down, across)
            column += across
    width = max((column + 1 for _, column in taken), default=0)

    def at(row: int, column: int) -> Cell | None:
        empty = Cell("", replace(place, row=row + 1, column=column + 1))
        return taken.get((row, column), empty)

    return tuple(tuple(at(row, column) for column in range(width)) for row in range(len(lines)) if width)


def _cell(cell: etree._Element, place: Place, down: int, across: int) -> Cell:
    blocks = _inside(cell, place)
    paragraphs = tuple(replace(block, place=place) for block in blocks if isinstance(block, Paragraph))
    tables = tuple(block for block in blocks if isinstance(block, Table))
    return Cell(cell_text(blocks), place, down, across, cell.tag == "th", paragraphs, tables)


def _inside(cell: etree._Element, place: Place) -> list[Paragraph | Table]:
    page = _Page(place.file)
    page.words.append(_collapsed(cell.text))
    for child in cell:
        _walk(child, page)
        page.words.append(_collapsed(child.tail))
    page.end_paragraph("")
    return page.blocks


def _span(cell: etree._Element, name: str) -> int:
    text = cell.get(name, "1")
    return min(max(int(text), 1), _WIDEST_SPAN) if text.isdecimal() else 1
