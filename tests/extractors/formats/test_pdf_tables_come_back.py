"""Random tables printed to PDF come back cell by cell, every word once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from extractors.formats.pdf import read
from extractors.records import Table
from tests.documents.printed import printed, prose, table

_WORDS = (
    "окуу",
    "планы",
    "түзүү",
    "бекитүү",
    "өзгөртүү",
    "маңыз",
    "совет",
    "утвердить",
    "провести",
    "анализ",
    "отчёт",
    "миссия",
)
_TEXTS = st.lists(st.sampled_from(_WORDS), min_size=0, max_size=9).map(" ".join)


@st.composite
def _tables(draw: st.DrawFn) -> tuple[list[list[str]], list[tuple[int, int, int, int]]]:
    """Gives rows of texts and spans that do not overlap; covered cells are blank."""
    height, width = draw(st.integers(2, 7)), draw(st.integers(2, 6))
    rows = [[draw(_TEXTS) for _ in range(width)] for _ in range(height)]
    taken: set[tuple[int, int]] = set()
    spans = []
    for _ in range(draw(st.integers(0, 3))):
        row, column = draw(st.integers(0, height - 1)), draw(st.integers(0, width - 1))
        down, across = draw(st.integers(1, min(3, height - row))), draw(st.integers(1, min(3, width - column)))
        places = {(r, c) for r in range(row, row + down) for c in range(column, column + across)}
        if len(places) < 2 or places & taken:
            continue
        taken |= places
        spans.append((row, column, down, across))
        for r, c in places - {(row, column)}:
            rows[r][c] = ""
    for r, row in enumerate(rows):
        # A row without words outside merged cells is printed without any height.
        free = [c for c in range(width) if (r, c) not in taken]
        assume(free)
        row[free[0]] = row[free[0]] or draw(st.sampled_from(_WORDS))
    return rows, spans


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _edges_of(height: int, width: int, spans: list[tuple[int, int, int, int]]) -> tuple[list[int], list[int]]:
    """Gives the rows and columns at which some rule is drawn: a span over a whole line leaves none to be seen."""
    owner = {(r, c): (r, c) for r in range(height) for c in range(width)}
    for row, column, down, across in spans:
        owner |= {(r, c): (row, column) for r in range(row, row + down) for c in range(column, column + across)}
    rows = [r for r in range(1, height) if any(owner[r, c] != owner[r - 1, c] for c in range(width))]
    columns = [c for c in range(1, width) if any(owner[r, c] != owner[r, c - 1] for r in range(height))]
    return [0, *rows], [0, *columns]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_tables())
def test_a_printed_table_comes_back_with_the_same_cells_and_spans(
    made: tuple[list[list[str]], list[tuple[int, int, int, int]]],
) -> None:
    rows, spans = made
    if not any(any(row) for row in rows):
        return
    with TemporaryDirectory() as folder:
        path = printed(Path(folder) / "t.pdf", [table(rows, [500 / len(rows[0])] * len(rows[0]), spans=spans)])
        document = read(path, "t.pdf")
    seen_rows, seen_columns = _edges_of(len(rows), len(rows[0]), spans)
    tables = list(document.tables())
    if len(seen_rows) * len(seen_columns) == 1:
        return
    assert len(tables) == 1 and len(document.blocks) == 1
    starts = {(row, column): (down, across) for row, column, down, across in spans}
    for r, row in enumerate(tables[0].rows):
        for c, cell in enumerate(row):
            origin = (seen_rows[r], seen_columns[c])
            if cell is None:
                continue
            down, across = starts.get(origin, (1, 1))
            assert _squeezed(cell.text) == _squeezed(rows[origin[0]][origin[1]])
            assert cell.rowspan == sum(origin[0] <= edge < origin[0] + down for edge in seen_rows)
            assert cell.colspan == sum(origin[1] <= edge < origin[1] + across for edge in seen_columns)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(_TEXTS, _TEXTS), min_size=30, max_size=60), st.booleans())
def test_a_table_over_many_pages_comes_back_whole_and_every_word_once(
    pairs: list[tuple[str, str]], repeat: bool
) -> None:
    head = ["№", "Замечание", "Мероприятие"]
    rows = [
        head,
        *([str(number), first or "—", second or "—"] for number, (first, second) in enumerate(pairs, start=1)),
    ]
    with TemporaryDirectory() as folder:
        story = [prose("План мероприятий"), table(rows, [40, 220, 220], heads=1, repeat=repeat)]
        document = read(printed(Path(folder) / "t.pdf", story, numbered=True), "t.pdf")
    (found,) = document.tables()
    assert [[_squeezed(cell.text) if cell else None for cell in row] for row in found.rows] == [
        [_squeezed(text) for text in row] for row in rows
    ]
    words = Counter(word for row in rows for text in row for word in text.split())
    read_words = Counter(word for row in found.rows for cell in row if cell for word in cell.text.split())
    assert read_words == words
    assert all(cell is None or cell.header for cell in found.rows[0])


def test_the_same_file_gives_the_same_document(tmp_path: Path) -> None:
    path = printed(tmp_path / "t.pdf", [prose("Отчёт"), table([["а", "б"], ["в", "г"]], [200, 200])])
    assert read(path, "t.pdf") == read(path, "t.pdf")
    assert isinstance(read(path, "t.pdf").blocks[-1], Table)
