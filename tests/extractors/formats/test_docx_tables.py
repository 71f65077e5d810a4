"""Word tables become grids in which every cell stands once and every row is equally long."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import docx as python_docx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.formats import docx
from extractors.records import Cell, Document, Paragraph, Place, Table
from tests.extractors.formats.word_papers import cell, paragraph, row, table, word_file, words


def grid(path: Path) -> Table:
    (found,) = docx.read(path, "план.docx").tables()
    return found


def shown(found: Table) -> list[list[str | None]]:
    return [[None if line is None else line.text for line in cells] for cells in found.rows]


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def test_spans_cover_cells_with_none(tmp_path: Path) -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        row(cell("Стандарт 1", span(3))),
        row(cell("1.1", down), cell("а"), cell("б")),
        row(cell("", on), cell("в"), cell("г")),
    )
    found = grid(word_file(tmp_path / "a.docx", body))
    assert shown(found) == [["Стандарт 1", None, None], ["1.1", "а", "б"], [None, "в", "г"]]
    first, merged = found.rows[0][0], found.rows[1][0]
    assert first is not None
    assert merged is not None
    assert (first.colspan, merged.rowspan, merged.place) == (3, 2, Place("план.docx", table=1, row=2, column=1))


def test_text_in_a_cell_that_a_merge_covers_is_not_lost(tmp_path: Path) -> None:
    body = table(row(cell("верх", '<w:vMerge w:val="restart"/>')), row(cell("низ", '<w:vMerge w:val="continue"/>')))
    assert shown(grid(word_file(tmp_path / "a.docx", body))) == [["верх\nниз"], [None]]


def test_short_rows_are_filled_up(tmp_path: Path) -> None:
    body = table(
        row(cell("а"), cell("б"), cell("в")),
        row(cell("г"), cell("д")),
        row(cell("е"), properties='<w:gridBefore w:val="2"/>'),
    )
    assert shown(grid(word_file(tmp_path / "a.docx", body))) == [["а", "б", "в"], ["г", "д", ""], ["", "", "е"]]


def test_edges_a_millimetre_apart_are_one_edge(tmp_path: Path) -> None:
    columns = '<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="60"/><w:gridCol w:w="3000"/></w:tblGrid>'
    body = table(columns, row(cell("№"), cell("Мера", span(2))), row(cell("1", span(2)), cell("Обновить сайт")))
    found = grid(word_file(tmp_path / "a.docx", body))
    assert shown(found) == [["№", "Мера"], ["1", "Обновить сайт"]]
    assert all(line is not None and line.colspan == 1 for cells in found.rows for line in cells)


def test_deleted_and_hidden_rows_are_left_out_and_told(tmp_path: Path) -> None:
    body = table(
        row(cell("живая")),
        row(cell("удалённая"), properties='<w:del w:id="1"/>'),
        row(cell("скрытая"), properties="<w:hidden/>"),
    )
    document = docx.read(word_file(tmp_path / "a.docx", body), "a.docx")
    assert [shown(found) for found in document.tables()] == [[["живая"]]]
    assert {problem.code for problem in document.problems} == {"deleted_text_left_out", "hidden_text_left_out"}


def test_a_row_all_of_whose_text_is_deleted_is_deleted(tmp_path: Path) -> None:
    gone = '<w:p><w:del w:id="1"><w:r><w:delText>прежняя мера</w:delText></w:r></w:del></w:p>'
    path = word_file(tmp_path / "a.docx", table(row(cell("1"), cell("мера")), row(cell(gone), cell("")), row(cell(""))))
    document = docx.read(path, "a.docx")
    assert [shown(found) for found in document.tables()] == [[["1", "мера"], ["", ""]]]
    assert [(problem.code, dict(problem.values)["count"]) for problem in document.problems] == [
        ("deleted_text_left_out", "11")
    ]


def test_a_table_all_of_whose_rows_are_deleted_is_no_table(tmp_path: Path) -> None:
    gone = table(row(cell("прежний"), properties='<w:del w:id="1"/>'))
    document = docx.read(word_file(tmp_path / "a.docx", gone + paragraph("и") + table(row(cell("новый")))), "a.docx")
    (found,) = document.tables()
    assert (shown(found), found.place.table) == ([["новый"]], 1)


def test_head_rows_are_those_repeated_on_every_page(tmp_path: Path) -> None:
    head = "<w:tblHeader/>"
    body = table(row(cell("№"), properties=head), row(cell("1")), row(cell("2"), properties=head))
    found = grid(word_file(tmp_path / "a.docx", body))
    assert [line.header for cells in found.rows for line in cells if line is not None] == [True, False, False]


def test_the_background_of_a_cell_is_told(tmp_path: Path) -> None:
    def shade(more: str) -> str:
        return f"<w:shd {more}/>"

    fills = ['w:val="clear" w:fill="92d050"', 'w:val="clear" w:fill="auto"', 'w:val="solid" w:color="FF0000"']
    body = table(row(*(cell("т", shade(more)) for more in fills)))
    found = grid(word_file(tmp_path / "a.docx", body))
    assert [line.fill for line in found.rows[0] if line is not None] == ["92D050", None, "FF0000"]


def test_a_nested_table_lies_in_its_cell_and_nowhere_else(tmp_path: Path) -> None:
    inner = table(row(cell("внутри"))) + paragraph("после")
    found = grid(word_file(tmp_path / "a.docx", table(row(cell("слева"), cell(inner)))))
    outer = found.rows[0][1]
    assert outer is not None
    assert (outer.text, [shown(nested) for nested in outer.tables]) == ("внутри\nпосле", [[["внутри"]]])
    assert [part.text for part in outer.paragraphs] == ["после"]
    nested_cell = outer.tables[0].rows[0][0]
    assert nested_cell is not None
    assert nested_cell.place == outer.place


def test_a_table_of_one_column_around_others_is_a_frame(tmp_path: Path) -> None:
    inside = table(row(cell("№"), cell("Мера"))) + paragraph("Ректор")
    document = docx.read(word_file(tmp_path / "a.docx", table(row(cell("План")), row(cell(inside)))), "a.docx")
    before, found, after = document.blocks
    assert isinstance(before, Paragraph)
    assert isinstance(found, Table)
    assert isinstance(after, Paragraph)
    assert (before.text, shown(found), found.place.table, after.text) == ("План", [["№", "Мера"]], 1, "Ректор")


def test_cells_merged_the_old_way(tmp_path: Path) -> None:
    body = table(
        row(cell("а", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), cell("б")),
        row(cell("1"), cell("2"), cell("3")),
    )
    assert shown(grid(word_file(tmp_path / "a.docx", body))) == [["а", None, "б"], ["1", "2", "3"]]


def test_a_deleted_cell_is_empty(tmp_path: Path) -> None:
    gone = '<w:cellDel w:id="1"/>'
    body = table(row(cell(f"<w:p>{words('прежнее')}</w:p>", gone), cell("новое")))
    assert shown(grid(word_file(tmp_path / "a.docx", body))) == [["", "новое"]]


# --- documents of every shape, written by python-docx -------------------------------------------------------------


@dataclass
class Written:
    """What a random document was given: every token once, and per table of the body its shape."""

    tokens: list[str] = field(default_factory=list)
    shapes: list[tuple[int, int, set[tuple[int, int, int, int]]]] = field(default_factory=list)
    numbers: count = field(default_factory=count)

    def token(self) -> str:
        self.tokens.append(f"өзгөчө{next(self.numbers)}ү")
        return self.tokens[-1]


@st.composite
def merges(draw: st.DrawFn) -> tuple[int, int, list[tuple[int, int, int, int]]]:
    """Gives rows, columns, and boxes to merge that do not touch each other (top, left, bottom, right)."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 5))
    boxes: list[tuple[int, int, int, int]] = []
    for _ in range(draw(st.integers(0, 4))):
        top, left = draw(st.integers(0, rows - 1)), draw(st.integers(0, columns - 1))
        bottom, right = draw(st.integers(top, rows - 1)), draw(st.integers(left, columns - 1))
        if (top, left) != (bottom, right) and not any(
            top <= other[2] and other[0] <= bottom and left <= other[3] and other[1] <= right for other in boxes
        ):
            boxes.append((top, left, bottom, right))
    return rows, columns, boxes


def has_columns(rows: int, columns: int, boxes: list[tuple[int, int, int, int]]) -> bool:
    """Tells whether some row is parted; a table of one column around others is read as a frame."""
    spans = {
        (row, edge)
        for top, left, bottom, right in boxes
        for row in range(top, bottom + 1)
        for edge in range(left, right)
    }
    return len(spans) < rows * (columns - 1)


def write_table(container, written: Written, shape, nested: bool) -> None:  # type: ignore[no-untyped-def]
    rows, columns, boxes = shape
    made = container.add_table(rows, columns)
    covered: dict[tuple[int, int], tuple[int, int, int, int]] = {}
    for box in boxes:
        made.cell(box[0], box[1]).merge(made.cell(box[2], box[3]))
        covered.update({(r, c): box for r in range(box[0], box[2] + 1) for c in range(box[1], box[3] + 1)})
    for place in ((r, c) for r in range(rows) for c in range(columns)):
        box = covered.get(place, (*place, *place))
        if place == box[:2]:
            made.cell(*place).paragraphs[0].add_run(written.token())
            if nested and place == (0, 0) and has_columns(rows, columns, boxes):
                write_table(made.cell(*place), written, (2, 2, []), False)
    if hasattr(container, "add_section"):
        spans = {
            (*place, 1, 1) for place in ((r, c) for r in range(rows) for c in range(columns)) if place not in covered
        }
        spans |= {(top, left, bottom - top + 1, right - left + 1) for top, left, bottom, right in boxes}
        written.shapes.append((rows, columns, spans))


PIECES = st.lists(
    st.one_of(
        st.sampled_from(["Normal", "List Bullet", "List Number", "Heading 2", "Intense Quote"]),
        st.tuples(merges(), st.booleans()),
    ),
    max_size=6,
)


def all_text(document: Document) -> str:
    def of(block: Paragraph | Table) -> str:
        if isinstance(block, Paragraph):
            return block.text
        return " ".join(of_cell(line) for cells in block.rows for line in cells if line is not None)

    def of_cell(line: Cell) -> str:
        return " ".join([*(part.text for part in line.paragraphs), *map(of, line.tables)])

    return " ".join(map(of, document.blocks))


def unused_edges_joined(
    shape: tuple[int, int, set[tuple[int, int, int, int]]],
) -> tuple[int, int, set[tuple[int, ...]]]:
    """Gives the shape as a reader sees it: columns that no cell ever parts are one column."""
    rows, _, spans = shape
    edges = sorted({edge for _, left, _, width in spans for edge in (left, left + width)})
    return (
        rows,
        len(edges) - 1,
        {
            (top, edges.index(left), height, edges.index(left + width) - edges.index(left))
            for top, left, height, width in spans
        },
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=PIECES)
def test_every_word_written_is_read_once_and_every_table_keeps_its_shape(tmp_path: Path, pieces) -> None:  # type: ignore[no-untyped-def]
    written, paper = Written(), python_docx.Document()
    for piece in pieces:
        if isinstance(piece, str):
            paper.add_paragraph(written.token(), style=piece)
        else:
            write_table(paper, written, *piece)
    buffer = io.BytesIO()
    paper.save(buffer)
    path = tmp_path / "случай.docx"
    path.write_bytes(buffer.getvalue())
    document = docx.read(path, "случай.docx")
    assert [all_text(document).count(token) for token in written.tokens] == [1] * len(written.tokens)
    found = [
        (
            len(block.rows),
            len(block.rows[0]),
            {
                (r, c, line.rowspan, line.colspan)
                for r, cells in enumerate(block.rows)
                for c, line in enumerate(cells)
                if line
            },
        )
        for block in document.tables()
    ]
    assert found == [unused_edges_joined(shape) for shape in written.shapes]
    assert document.raw_characters == sum(map(len, written.tokens))
    numbered = [block.number for block, piece in zip(document.blocks, pieces, strict=True) if piece == "List Number"]
    assert numbered == [f"{number}." for number in range(1, len(numbered) + 1)]
