"""Tables that a page edge cut are made whole; separate rows and separate tables stay apart."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractors.records import Cell, Paragraph, ParagraphKind, Place, Table
from extractors.table_heads import head_depth
from extractors.tables import stitched, with_heads

HEAD = ("№", "Замечание", "Мероприятие", "Ответственный")


def made(
    rows: Sequence[Sequence[str | None]],
    page: int | None = 1,
    *,
    bottom: float = 780.0,
    spans: dict[tuple[int, int], tuple[int, int]] | None = None,
) -> Table:
    """Gives a table of equal columns. spans: (row, column) -> (rowspan, colspan); covered places are None."""
    width = len(rows[0])
    grid = []
    for r, row in enumerate(rows):
        cells = []
        for c, text in enumerate(row):
            down, across = (spans or {}).get((r, c), (1, 1))
            box = (c * 100.0, r * 20.0, (c + across) * 100.0, (r + down) * 20.0) if page else None
            cells.append(None if text is None else Cell(text, Place("f", page, bbox=box), down, across))
        grid.append(tuple(cells))
    place = Place("f", page, bbox=(0.0, 0.0, width * 100.0, bottom) if page else None)
    return Table(tuple(grid), place, (page, page) if page else None)


def texts(table: Table) -> list[list[str | None]]:
    return [[None if cell is None else cell.text for cell in row] for row in table.rows]


def stitched_texts(*blocks: Table | Paragraph) -> list[list[list[str | None]]]:
    return [texts(block) for block in stitched(blocks) if isinstance(block, Table)]


FIRST = (
    HEAD,
    ("1", "Нет плана развития программы", "Утвердить план", "Декан"),
    ("2", "Не обновлены силлабусы", "Переработать силлабусы и", "Зав. кафедрой"),
)


def test_a_part_without_a_head_goes_on_with_the_table_before() -> None:
    part = made([("3", "Нет апелляции", "Разработать положение", "Юрист")], 2)
    (found,) = stitched_texts(made(FIRST), part)
    assert found == [list(row) for row in (*FIRST, ("3", "Нет апелляции", "Разработать положение", "Юрист"))]


def test_a_repeated_head_and_a_repeated_numbering_row_are_dropped() -> None:
    counting = ("1", "2", "3", "4")
    part = made([HEAD, counting, ("3", "Нет апелляции", "Разработать положение", "Юрист")], 2)
    (found,) = stitched_texts(made([HEAD, counting, *FIRST[1:]]), part)
    assert [row[0] for row in found] == ["№", "1", "1", "2", "3"]
    part = made([counting, ("3", "Нет апелляции", "Разработать положение", "Юрист")], 2)
    (found,) = stitched_texts(made([HEAD, counting, *FIRST[1:]]), part)
    assert [row[0] for row in found] == ["№", "1", "1", "2", "3"]


def test_a_row_cut_by_the_page_edge_is_made_whole() -> None:
    part = made(
        [HEAD, ("", "программ практики", "утвердить их на кафедре", ""), ("3", "Нет апелляции", "Положение", "Юрист")],
        2,
    )
    (found,) = stitched_texts(made(FIRST), part)
    assert found[2] == [
        "2",
        "Не обновлены силлабусы программ практики",
        "Переработать силлабусы и утвердить их на кафедре",
        "Зав. кафедрой",
    ]
    assert found[3][0] == "3"


def test_a_word_cut_by_the_page_edge_is_made_whole() -> None:
    first = made([HEAD, ("1", "Нет плана", "Провести внут-", "Декан")])
    (found,) = stitched_texts(first, made([("", "", "реннюю проверку", "")], 2))
    assert found[1][2] == "Провести внутреннюю проверку"


def test_rows_without_numbers_are_not_glued_when_each_begins_afresh() -> None:
    rows = [
        ("Замечание", "Мероприятие", "Срок"),
        ("Нет плана развития", "Утвердить план развития программы", "сентябрь 2024 г."),
    ]
    part = made([("Не обновлены силлабусы", "Переработать силлабусы всех дисциплин", "октябрь 2024 г.")], 2)
    (found,) = stitched_texts(made(rows), part)
    assert len(found) == 3 and found[2][0] == "Не обновлены силлабусы"


def test_a_blank_repeated_criterion_does_not_glue_two_measures() -> None:
    rows = [
        ("Критерий", "Мероприятие", "Срок"),
        ("1.1", "Утвердить план развития программы на пять лет.", "01.09.2024"),
        ("1.2", "Создать совет работодателей.", "01.10.2024"),
    ]
    part = made(
        [("", "Провести два заседания совета в год.", "01.12.2024"), ("1.3", "Обновить сайт.", "01.02.2025")], 2
    )
    (found,) = stitched_texts(made(rows), part)
    assert [row[1] for row in found[2:]] == [
        "Создать совет работодателей.",
        "Провести два заседания совета в год.",
        "Обновить сайт.",
    ]


def test_a_row_that_would_have_fitted_on_the_page_was_not_cut() -> None:
    rows = [HEAD, ("1", "Нет плана", "утвердить план", "декан")]
    part = made([("", "нет апелляции", "разработать положение", "юрист")], 2)
    tall = Paragraph("Текст", Place("f", 1, bbox=(0, 780, 100, 800)))
    found = [block for block in stitched((tall, made(rows, bottom=400.0), part)) if isinstance(block, Table)]
    assert [len(table.rows) for table in found] == [3]


def test_a_table_with_a_head_of_its_own_is_another_table() -> None:
    other = made([("№", "Приложение", "Листов", "Дата"), ("1", "Приказ", "2", "01.02.2024")], 2)
    assert len(stitched_texts(made(FIRST), other)) == 2


def test_prose_between_two_tables_parts_them_and_a_note_does_not() -> None:
    part = made([HEAD, ("3", "Нет апелляции", "Положение", "Юрист")], 2)
    prose = Paragraph("Стандарт 2. Программы", Place("f", 2))
    note = Paragraph("Приказ № 5", Place("f", 1), ParagraphKind.FOOTNOTE)
    label = Paragraph("Продолжение таблицы 1", Place("f", 2))
    assert len(stitched_texts(made(FIRST), prose, part)) == 2
    assert len(stitched_texts(made(FIRST), note, label, part)) == 1


def test_a_part_with_wider_cells_is_put_on_the_finer_columns() -> None:
    section = made(
        [("Стандарт 2", None, None, None), ("3", "Нет апелляции", "Положение", "Юрист")], 2, spans={(0, 0): (1, 4)}
    )
    (found,) = stitched((made(FIRST), section))
    assert isinstance(found, Table) and found.rows[3][0] is not None and found.rows[3][0].colspan == 4
    assert found.pages == (1, 2)


def test_a_spanning_cell_keeps_its_span_when_its_row_was_cut() -> None:
    first = made([HEAD, ("1", "Не обновлены силлабусы", "Переработать силлабусы и", "Декан")])
    part = made(
        [("", "", "утвердить их", ""), (None, None, "Опубликовать на сайте", "Отдел ИТ")],
        2,
        spans={(0, 0): (2, 1), (0, 1): (2, 1)},
    )
    (found,) = stitched((first, part))
    assert isinstance(found, Table)
    assert found.rows[1][2] is not None and found.rows[1][2].text == "Переработать силлабусы и утвердить их"
    assert found.rows[1][0] is not None and found.rows[1][0].rowspan == 2 and found.rows[2][0] is None


def test_the_cut_half_that_stands_in_the_cells_of_the_repeated_head_is_found() -> None:
    part = made(
        [(HEAD[0], f"{HEAD[1]} программ практики", HEAD[2], HEAD[3]), ("3", "Нет апелляции", "Положение", "Юрист")], 2
    )
    (found,) = stitched_texts(made(FIRST), part)
    assert [row[1] for row in found] == [
        "Замечание",
        "Нет плана развития программы",
        "Не обновлены силлабусы программ практики",
        "Нет апелляции",
    ]


def test_tables_of_a_format_without_pages_are_joined_only_with_good_reason() -> None:
    rows = [("Ректор", "Асанов А."), ("Декан", "Усенов Б.")]
    assert len(stitched_texts(made(rows, None), made(rows[:1], None))) == 2
    part = made([HEAD, ("3", "Нет апелляции", "Положение", "Юрист")], None)
    assert len(stitched_texts(made(FIRST, None), part)) == 1


@pytest.mark.parametrize(
    ("rows", "depth"),
    [
        ((HEAD, ("1", "Нет плана развития программы", "Утвердить", "Декан")), 1),
        ((HEAD, ("1", "2", "3", "4"), ("1", "Нет плана", "Утвердить", "Декан")), 2),
        ((("К/н", "Сын-пикир", "Иш-чара", "Жооптуу"), ("1", "Пландар жаңыртылган эмес", "Түзүү", "Декан")), 1),
        ((("1", "Нет плана развития", "Утвердить план", "Декан"), ("2", "Нет апелляции", "Разработать", "Юрист")), 0),
        ((("1.1", "Учебный план", "соответствует", "—"), ("1.2", "Практика", "не соответствует", "—")), 0),
    ],
)
def test_heads_are_told_from_rows(rows: Sequence[Sequence[str]], depth: int) -> None:
    assert head_depth(made(rows)) == depth


def test_a_head_repeated_further_down_is_marked_too() -> None:
    found = with_heads(made([*FIRST, HEAD, ("3", "Нет апелляции", "Положение", "Юрист")]))
    assert [row[0].header for row in found.rows if row[0]] == [True, False, False, True, False]
