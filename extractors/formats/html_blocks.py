"""An HTML page → paragraphs, headings, list items and tables in their order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree, html

from extractors.formats import html_marks
from extractors.formats.cell_text import cell_text
from extractors.languages.letters import clean
from extractors.records import Cell, Paragraph, ParagraphKind, Place, Table

_WIDEST_SPAN = 256
_DEEPEST = 200
_SILENT = frozenset({"script", "style", "head", "noscript", "template"})
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "label", "mark", "q",
    "s", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "img", "input", "wbr", "o:p",
})  # fmt: skip
_HEADING = re.compile(r"h([1-6])")


@dataclass(slots=True)
class _Page:
    """A page being read: the blocks so far and the words of the paragraph under way, each with whether it is bold.

    number: what stands before the paragraph under way as its number. left_out: letters not shown, by why.
    """

    file: str
    left_out: Counter[str]
    blocks: list[Paragraph | Table] = field(default_factory=list)
    words: list[tuple[str, bool]] = field(default_factory=list)
    number: str | None = None
    paragraphs: int = 0
    tables: int = 0

    def add(self, text: str | None, bold: bool) -> None:
        """Adds words of the paragraph under way."""
        self.words.append((re.sub(r"[ \t\r\n\f]+", " ", text or ""), bold))

    def end_paragraph(self, element: etree._Element | None) -> None:
        """Ends the paragraph under way, which stood in an element."""
        text = _plain("".join(words for words, _ in self.words))
        weights = [is_bold for words, is_bold in self.words if any(map(str.isalnum, words))]
        number, self.words = self.number, []
        if not text:
            return
        tag = str(element.tag) if element is not None else ""
        heading = _HEADING.fullmatch(tag)
        kind = ParagraphKind.HEADING if heading else ParagraphKind.PARAGRAPH
        kind = ParagraphKind.LIST_ITEM if tag == "li" or number else kind
        level = int(heading.group(1)) if heading else None
        self.number = None
        self.paragraphs += 1
        place = Place(self.file, paragraph=self.paragraphs)
        self.blocks.append(Paragraph(text, place, kind, level, number, bold=bool(weights) and all(weights)))


def html_blocks(text: str, file: str, left_out: Counter[str] | None = None) -> Iterator[Paragraph | Table]:
    """Gives the blocks of a page; what is hidden or deleted in tracked changes is left out, counted in `left_out`."""
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    # A declared encoding would contradict the text, which is decoded already.
    plain = re.sub(r"^\s*<\?xml[^>]*>", "", text)
    page = _Page(file, Counter() if left_out is None else left_out)
    if plain.strip():
        _walk(html.document_fromstring(plain, parser=parser), page, bold=False, depth=0)
        page.end_paragraph(None)
    yield from page.blocks


def _is_shown(element: etree._Element, page: _Page) -> bool:
    """Tells whether an element's words are shown; counts those that are not."""
    why = html_marks.why_left_out(element)
    if why is not None:
        page.left_out[why] += sum(len("".join(words.split())) for words in map(str, element.itertext()))
    return why is None


def _walk(element: etree._Element, page: _Page, *, bold: bool, depth: int) -> None:
    tag = str(element.tag)
    if tag in _SILENT:
        return
    if not _is_shown(element, page):
        return
    if html_marks.is_list_number(element):
        page.number = _plain("".join(map(str, element.itertext()))).strip() or None
    elif tag == "table":
        _table(element, page, depth)
    elif tag == "br":
        page.add(None, bold)
        page.words.append(("\n", bold))
    elif depth >= _DEEPEST:
        page.add("".join(map(str, element.itertext())), bold)
    else:
        _walk_inside(element, page, bold=html_marks.is_bold(element, bold), depth=depth)


def _walk_inside(element: etree._Element, page: _Page, *, bold: bool, depth: int) -> None:
    is_block = element.tag not in _INLINE
    if is_block:
        page.end_paragraph(element.getparent())
    if element.tag == "li":
        page.number = html_marks.item_number(element)
    page.add(element.text, bold)
    for child in element:
        _walk(child, page, bold=bold, depth=depth + 1)
        page.add(child.tail, bold)
    if is_block:
        page.end_paragraph(element)
    if element.tag in ("li", "p"):
        page.number = None


def _plain(text: str) -> str:
    lines = (re.sub(r"[ \u00a0]+", " ", line).strip() for line in clean(text).split("\n"))
    return "\n".join(filter(None, lines))


def _table(element: etree._Element, page: _Page, depth: int) -> None:
    page.end_paragraph(element.getparent())
    page.tables += 1
    place = Place(page.file, table=page.tables)
    if rows := _rows(element, place, page, depth):
        page.blocks.append(Table(rows, place))


def _rows(table: etree._Element, place: Place, around: _Page, depth: int) -> tuple[tuple[Cell | None, ...], ...]:
    """Gives the grid; places that no cell fills are empty cells."""
    lines = [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]
    lines = [row for row in lines if _is_shown(row, around)]
    taken: dict[tuple[int, int], Cell | None] = {}
    for row, line in enumerate(lines):
        column = 0
        for cell in (found for found in line if found.tag in ("td", "th")):
            while (row, column) in taken:
                column += 1
            down, across = min(_span(cell, "rowspan"), len(lines) - row), _span(cell, "colspan")
            area = [(r, c) for r in range(row, row + down) for c in range(column, column + across)]
            taken.update(dict.fromkeys(area))
            at_cell = replace(place, row=row + 1, column=column + 1)
            taken[row, column] = _cell(cell, at_cell, (down, across), around, depth)
            column += across
    width = max((column + 1 for _, column in taken), default=0)

    def at(row: int, column: int) -> Cell | None:
        empty = Cell("", replace(place, row=row + 1, column=column + 1))
        return taken.get((row, column), empty)

    return tuple(tuple(at(row, column) for column in range(width)) for row in range(len(lines)) if width)


def _cell(cell: etree._Element, place: Place, spans: tuple[int, int], around: _Page, depth: int) -> Cell:
    page = _Page(place.file, around.left_out)
    bold = html_marks.is_bold(cell, False)
    page.add(cell.text, bold)
    for child in cell:
        _walk(child, page, bold=bold, depth=depth + 2)
        page.add(child.tail, bold)
    page.end_paragraph(None)
    paragraphs = tuple(replace(block, place=place) for block in page.blocks if isinstance(block, Paragraph))
    tables = tuple(block for block in page.blocks if isinstance(block, Table))
    is_head = cell.tag == "th" or _stands_in_head(cell)
    return Cell(cell_text(page.blocks), place, *spans, is_head, paragraphs, tables, html_marks.fill_of(cell))


def _stands_in_head(cell: etree._Element) -> bool:
    row = cell.getparent()
    return row is not None and getattr(row.getparent(), "tag", None) == "thead"


def _span(cell: etree._Element, name: str) -> int:
    text = cell.get(name, "1")
    return min(max(int(text), 1), _WIDEST_SPAN) if text.isdecimal() else 1
