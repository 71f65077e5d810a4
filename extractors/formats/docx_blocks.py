"""The blocks of a Word story: paragraphs, lists, headings, tables with their nested tables, in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from extractors.errors import RefusedError
from extractors.formats.cell_text import cell_text
from extractors.formats.docx_grid import GridShape, RowShape, grid_shape
from extractors.formats.docx_insets import Insets, at_place, in_table
from extractors.formats.docx_names import MC, R, W, count_letters, number, value
from extractors.formats.docx_numbering import Numbering
from extractors.formats.docx_sections import Sections
from extractors.formats.docx_styles import StyleFacts, Styles, style_of, switch
from extractors.formats.docx_text import Line, Note, TextReader, chosen_of, is_placeholder
from extractors.languages.letters import clean
from extractors.records import Cell, Paragraph, ParagraphKind, Place, Table

_DEEPEST = 40


@dataclass(slots=True)
class _Draft:
    """A cell being read; cells merged with it downwards add to it."""

    cell: Cell
    blocks: list[Paragraph | Table] = field(default_factory=list)
    rowspan: int = 1


_Key = tuple[int, int]


@dataclass(slots=True)
class _Drafts:
    """The cells of a table being read, by 0-based row and column. grid: per row, which draft covers each column."""

    columns: int
    cells: dict[_Key, _Draft] = field(default_factory=dict)
    grid: list[list[_Key | None]] = field(default_factory=list)


class BlockReader:
    """Reads the blocks of one story. notes: the w:footnote and w:endnote elements by story and id."""

    def __init__(
        self,
        file: str,
        *,
        styles: Styles,
        numbering: Numbering,
        text: TextReader,
        notes: dict[tuple[str, str], etree._Element],
        left_out: Counter[str],
        insets: Insets | None = None,
    ) -> None:
        self._file, self._styles, self._numbering, self._text = file, styles, numbering, text
        self._notes, self._left_out, self._insets = notes, left_out, insets
        self._tables = self._paragraphs = self._depth = 0
        self.sections = Sections()
        self._begun: Line | None = None

    def body(self, container: etree._Element) -> list[Paragraph | Table]:
        """Gives the blocks of the body (or of a header), placed by their own numbers."""
        blocks: list[Paragraph | Table] = []
        for element, following in _with_following(self._elements(container)):
            if element.tag == W + "tbl":
                blocks.extend(self._body_table(element))
            elif element.tag == W + "altChunk":
                blocks.extend(map(self._placed, self._chunk(element)))
            else:
                self._body_paragraph(element, following, blocks)
                if container.tag == W + "body":
                    self.sections.end(element.find(W + "pPr"), len(blocks))
        if container.tag == W + "body":
            self.sections.end(container, len(blocks))
        return blocks

    def _body_table(self, element: etree._Element) -> Iterator[Paragraph | Table]:
        shape = grid_shape(element)
        if _is_frame(shape):
            self._tell_left_out(shape)
            for row in shape.rows:
                for cell in row.cells:
                    yield from self.body(cell.element)
        elif shape.rows:
            self._tables += 1
            yield from self._table(shape, Place(self._file, table=self._tables))
        else:
            self._tell_left_out(shape)

    def _body_paragraph(
        self, element: etree._Element, following: etree._Element | None, blocks: list[Paragraph | Table]
    ) -> None:
        place = Place(self._file, paragraph=self._paragraphs + 1)
        paragraphs, line = self._paragraph(element, following, place)
        blocks.extend(paragraphs)
        self._paragraphs += bool(paragraphs)
        if line is not None:
            blocks.extend(map(self._placed, self._inset_blocks(line)))
            for box in line.boxes:
                blocks.extend(self.body(box))

    def _placed(self, block: Paragraph | Table) -> Paragraph | Table:
        """Gives a block that an inset holds, counted among the blocks of the body."""
        if isinstance(block, Table):
            self._tables += 1
            return in_table(block, Place(self._file, table=self._tables))
        self._paragraphs += 1
        return replace(block, place=Place(self._file, paragraph=self._paragraphs))

    def _chunk(self, element: etree._Element) -> list[Paragraph | Table]:
        """Gives the blocks of a file that the text takes in whole."""
        return [] if self._insets is None else self._insets.chunk(element.get(R + "id", ""), self._left_out)

    def _inset_blocks(self, line: Line) -> list[Paragraph | Table]:
        """Gives what pictures and diagrams hold; heads and feet have none that count."""
        if self._insets is None or not (line.pictures or line.drawings or line.objects):
            return []
        return list(self._insets.blocks(line))

    def _paragraph(
        self, element: etree._Element, following: etree._Element | None, place: Place
    ) -> tuple[list[Paragraph], Line | None]:
        """Gives a paragraph followed by its notes (none when it is empty), and what else its line holds.

        None stands for the line when the mark that ends the paragraph is deleted and another follows: that one then
        begins with it.
        """
        properties = element.find(W + "pPr")
        style = self._styles.paragraph(style_of(properties, "pStyle"))
        line, self._begun = self._text.read(element, style, self._begun), None
        mark = properties.find(W + "rPr") if properties is not None else None
        is_ended = mark is None or (mark.find(W + "del") is None and mark.find(W + "moveFrom") is None)
        if not is_ended and following is not None and following.tag == W + "p":
            self._begun = line
            return [], None
        text = clean(line.text).strip(" \t\n\r")
        if not text and (not is_ended or switch(mark, "vanish", style.hidden)):
            return [], line
        counted = self._number(properties, style)
        if not text and (counted is None or counted[1]) and not line.notes:
            return [], line
        paragraph = _described(text, place, counted, _heading_level(properties, style), line)
        return [paragraph, *(note for mark in line.notes for note in self._note(mark, place))], line

    def _number(self, properties: etree._Element | None, style: StyleFacts) -> tuple[str, bool, int] | None:
        """Counts the paragraph and gives its number, whether that is a bullet, and its 0-based list level."""
        num_id = value(properties, "numPr", "numId") or style.num_id
        if num_id is None or num_id == "0":
            return None
        level = number(value(properties, "numPr", "ilvl"))
        for style_id in (style_of(properties, "pStyle"), style.num_owner):
            level = self._numbering.level_of_style(num_id, style_id) if level is None else level
        if level is None:
            level = style.num_level or 0
        counted = self._numbering.next(num_id, level)
        return None if counted is None or not counted[0] else (*counted, level)

    def _note(self, mark: Note, place: Place) -> Iterator[Paragraph]:
        """Gives a note as paragraphs of its own right after the paragraph that marks it, at that paragraph's place."""
        element = self._notes.get((mark.story, mark.note_id))
        if element is None:
            return
        texts: list[str] = []
        for paragraph in element.iter(W + "p"):
            style = self._styles.paragraph(style_of(paragraph.find(W + "pPr"), "pStyle"))
            line = self._text.read(paragraph, style)
            texts.append(clean(line.text).strip())
        text = "\n".join(filter(None, texts))
        if text:
            yield Paragraph(text.removeprefix(mark.mark).strip(), place, ParagraphKind.FOOTNOTE, number=mark.mark)

    def _table(self, shape: GridShape, place: Place, inside: Place | None = None) -> Iterator[Table]:
        """Gives the table, nothing when no row of it is printed. inside: the place of the cell that holds it."""
        if self._depth >= _DEEPEST:
            raise RefusedError(self._file, cause=f"{_DEEPEST} tables in each other")
        self._depth += 1
        self._tell_left_out(shape)
        rows = self._rows(shape, place, inside)
        self._depth -= 1
        if rows:
            yield Table(rows, place)

    def _tell_left_out(self, shape: GridShape) -> None:
        for code, rows in (("deleted_text_left_out", shape.deleted), ("hidden_text_left_out", shape.hidden)):
            for row in rows:
                self._left_out[code] += max(count_letters(row), 1)

    def _rows(self, shape: GridShape, place: Place, inside: Place | None) -> tuple[tuple[Cell | None, ...], ...]:
        drafts = _Drafts(shape.columns)
        heading = True
        for row_index, row in enumerate(shape.rows):
            heading = heading and row.header
            drafts.grid.append(self._row(row, row_index, drafts, place=place, inside=inside, heading=heading))
        cells = {key: _finished(draft) for key, draft in drafts.cells.items()}
        places = ((row, range(shape.columns)) for row in range(len(shape.rows)))
        return tuple(tuple(cells.get((row, column)) for column in columns) for row, columns in places)

    def _row(
        self, row: RowShape, row_index: int, draft_of: _Drafts, *, place: Place, inside: Place | None, heading: bool
    ) -> list[_Key | None]:
        """Reads one row into drafts; gives, per column, the key of the draft that covers it."""
        drafts, above, columns = draft_of.cells, draft_of.grid, draft_of.columns
        covering: list[_Key | None] = [None] * columns
        for shape in row.cells:
            key = (row_index, shape.start)
            origin = above[-1][shape.start] if above and shape.merged_up else None
            if origin is not None and origin[1] == shape.start and drafts[origin].cell.colspan == shape.span:
                key = origin
                drafts[key].rowspan = row_index - key[0] + 1
            else:
                at = inside or replace(place, row=row_index + 1, column=shape.start + 1)
                drafts[key] = _Draft(Cell("", at, colspan=shape.span, header=heading, fill=_fill(shape.element)))
            covering[shape.start : shape.start + shape.span] = [key] * shape.span
            self._fill_draft(shape.element, drafts[key])
        for column in range(columns):
            if covering[column] is None:
                key = (row_index, column)
                at = inside or replace(place, row=row_index + 1, column=column + 1)
                drafts[key], covering[column] = _Draft(Cell("", at, header=heading)), key
        return covering

    def _fill_draft(self, element: etree._Element, draft: _Draft) -> None:
        properties = element.find(W + "tcPr")
        if properties is not None and properties.find(W + "cellDel") is not None:
            self._left_out["deleted_text_left_out"] += count_letters(element)
            return
        self._cell_blocks(element, draft)

    def _cell_blocks(self, container: etree._Element, draft: _Draft) -> None:
        place = draft.cell.place
        for element, following in _with_following(self._elements(container)):
            if element.tag == W + "tbl":
                draft.blocks.extend(self._table(grid_shape(element), place, place))
                continue
            if element.tag == W + "altChunk":
                draft.blocks.extend(at_place(block, place) for block in self._chunk(element))
                continue
            paragraphs, line = self._paragraph(element, following, place)
            draft.blocks.extend(paragraphs)
            if line is not None:
                draft.blocks.extend(at_place(inset, place) for inset in self._inset_blocks(line))
                for box in line.boxes:
                    self._cell_blocks(box, draft)

    def _elements(self, container: Iterable[etree._Element]) -> Iterator[etree._Element]:
        """Gives the paragraphs and tables of a container, also those inside controls, changes and custom XML."""
        for element in container:
            tag = element.tag
            if tag in (W + "p", W + "tbl"):
                yield element
            elif tag == W + "sdt":
                content = element.find(W + "sdtContent")
                if content is not None and is_placeholder(element):
                    self._left_out["placeholder_left_out"] += count_letters(content)
                elif content is not None:
                    yield from self._elements(content)
            elif tag in (W + "customXml", W + "ins", W + "moveTo", W + "smartTag"):
                yield from self._elements(element)
            elif tag == W + "altChunk" and self._insets is not None:
                yield element
            elif tag == MC + "AlternateContent":
                yield from self._elements(chosen_of(element))


def _with_following(
    elements: Iterable[etree._Element],
) -> Iterator[tuple[etree._Element, etree._Element | None]]:
    """Gives each element with the one after it."""
    before: etree._Element | None = None
    for element in elements:
        if before is not None:
            yield before, element
        before = element
    if before is not None:
        yield before, None


def _is_frame(shape: GridShape) -> bool:
    """Tells whether a table of one column is only a frame around others: a reader sees what is in it, not the frame."""
    cells = [cell.element for row in shape.rows for cell in row.cells]
    return shape.columns == 1 and any(next(cell.iterdescendants(W + "tbl"), None) is not None for cell in cells)


def _heading_level(properties: etree._Element | None, style: StyleFacts) -> int | None:
    outline = number(value(properties, "outlineLvl"))
    if outline is None:
        return style.level
    return outline + 1 if 0 <= outline < 9 else None


def _described(
    text: str, place: Place, counted: tuple[str, bool, int] | None, heading: int | None, line: Line
) -> Paragraph:
    kind, level, mark = ParagraphKind.PARAGRAPH, None, None
    if counted is not None:
        kind, level, mark = ParagraphKind.LIST_ITEM, counted[2] + 1, counted[0]
    if heading is not None and text:
        kind, level = ParagraphKind.HEADING, heading
    return Paragraph(text, place, kind, level, mark, bold=bool(line.bold) and all(line.bold))


def _fill(cell: etree._Element) -> str | None:
    shading = cell.find(f"{W}tcPr/{W}shd")
    if shading is None:
        return None
    fill = shading.get(W + "color") if shading.get(W + "val") == "solid" else shading.get(W + "fill")
    return fill.upper() if fill is not None and len(fill) == 6 and fill.lower() != "auto" else None


def _finished(draft: _Draft) -> Cell:
    """Gives the cell; rows of tables inside stand in its text as lines, so that nobody who reads it misses them."""
    return replace(
        draft.cell,
        text=cell_text(draft.blocks),
        rowspan=draft.rowspan,
        paragraphs=tuple(block for block in draft.blocks if isinstance(block, Paragraph)),
        tables=tuple(block for block in draft.blocks if isinstance(block, Table)),
    )
