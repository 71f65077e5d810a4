"""The geometry of a Word table: which cell covers which columns of the printed grid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from extractors.formats.docx_names import VAL, W, is_on, number, value

# Edges of cells nearer to each other than this in two rows (2.5 mm, in twentieths of a point) are one, drawn by hand.
_ONE_EDGE = 142
_WIDEST_SPAN = 256


@dataclass(slots=True)
class CellShape:
    """A w:tc in the grid. start, span: 0-based first column and number of columns.

    merged_up: it goes on with the cell above.
    """

    element: etree._Element
    start: int
    span: int
    merged_up: bool


@dataclass(slots=True)
class RowShape:
    """A w:tr that is printed. header: repeated on every page."""

    element: etree._Element
    cells: list[CellShape]
    header: bool


@dataclass(slots=True)
class GridShape:
    """The printed rows of a table. columns: number of columns after edges that are one were joined.

    deleted, hidden: rows left out because they are deleted in the tracked changes, or hidden.
    """

    rows: list[RowShape]
    columns: int
    deleted: list[etree._Element]
    hidden: list[etree._Element]


def grid_shape(table: etree._Element) -> GridShape:
    """Gives the shape of a table; rows deleted or hidden are apart."""
    rows: list[RowShape] = []
    deleted: list[etree._Element] = []
    hidden: list[etree._Element] = []
    for row in unwrapped(table, W + "tr"):
        properties = row.find(W + "trPr")
        if (properties is not None and properties.find(W + "del") is not None) or _is_emptied(row):
            deleted.append(row)
        elif properties is not None and is_on(properties.find(W + "hidden")):
            hidden.append(row)
        else:
            rows.append(_row(row, properties))
    widths = [number(column.get(W + "w")) or 0 for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    return GridShape(rows, _join_edges(rows, widths), deleted, hidden)


def _is_emptied(row: etree._Element) -> bool:
    """Tells whether all text of a row is deleted; converters from old formats lose the mark on the row itself."""
    if next(row.iter(W + "delText"), None) is None:
        return False
    kept = (text for text in row.iter(W + "t") if next(text.iterancestors(W + "moveFrom"), None) is None)
    return (
        not any(text.text and text.text.strip() for text in kept)
        and next(row.iter(W + "drawing", W + "pict"), None) is None
    )


def unwrapped(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Gives the children with a tag, also those inside content controls and custom XML."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag == W + "sdt":
            content = element.find(W + "sdtContent")
            if content is not None:
                yield from unwrapped(content, tag)
        elif element.tag in (W + "customXml", W + "ins", W + "moveTo"):
            yield from unwrapped(element, tag)


def _row(row: etree._Element, properties: etree._Element | None) -> RowShape:
    cells: list[CellShape] = []
    start = min(max(number(value(properties, "gridBefore")) or 0, 0), _WIDEST_SPAN)
    for cell in unwrapped(row, W + "tc"):
        own = cell.find(W + "tcPr")
        span = min(max(number(value(own, "gridSpan")) or 1, 1), _WIDEST_SPAN)
        if cells and _merge(own, "hMerge") == "continue":
            cells[-1].span += span
        else:
            cells.append(CellShape(cell, start, span, _merge(own, "vMerge") == "continue"))
        start += span
    header = properties is not None and is_on(properties.find(W + "tblHeader"))
    return RowShape(row, cells, header)


def _merge(properties: etree._Element | None, name: str) -> str | None:
    element = properties.find(W + name) if properties is not None else None
    return None if element is None else element.get(VAL, "continue")


def _join_edges(rows: list[RowShape], widths: list[int]) -> int:
    """Renumbers the columns so that edges unused, or one edge drawn by hand, count once; gives their number."""
    cells = {(cell.start, cell.start + cell.span) for row in rows for cell in row.cells}
    edges = sorted({0} | {edge for cell in cells for edge in cell})
    column: dict[int, int] = {}
    group: list[int] = []
    for edge in edges:
        if not group or not _is_one_edge(group, edge, widths, cells):
            group = []
        group.append(edge)
        column[edge] = max(column.values(), default=-1) + (len(group) == 1)
    for row in rows:
        for cell in row.cells:
            start, end = column[cell.start], column[cell.start + cell.span]
            cell.start, cell.span = start, end - start
    return max(column.values())


def _is_one_edge(group: list[int], edge: int, widths: list[int], cells: set[tuple[int, int]]) -> bool:
    """Tells whether an edge lies so near to those of the group that a reader sees one, and no cell lies between."""
    between = widths[group[0] : edge]
    if edge > len(widths) or min(between, default=0) <= 0 or sum(between) >= _ONE_EDGE:
        return False
    return not any((other, edge) in cells for other in group)
