"""Plans typed in columns by tabs, gaps or strokes, without a table, give the rows that a table would."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from extractors.kinds.plan import extract
from extractors.kinds.tab_columns import tabulated
from extractors.records import ONGOING, Document

Paper = Callable[..., Document]

ROWS = (
    ("1", "1.3", "Переработать стратегический план, отчёт — раз в год", "директор Саматов Ы.", "1 октября 2023"),
    ("2", "2.2", "Обновить 31 рабочую программу", "зав. отделением Ташиева, методист", "к 01.09.23"),
    ("3", "4.1", "Принять четырёх клиницистов", "отдел кадров", "I пол. 2024"),
    ("4", "6.5", "Составить график выездов в школы", "приёмная комиссия", "постоянно, с февраля по май"),
)
HEADS = (
    ("№", "Критерий", "Мероприятие", "Ответственный", "Срок"),
    ("№", "Критерий", "Иш-чара", "Жооптуу", "Мөөнөтү"),
)


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("gap", ["\t", "\t\t", " | ", "    "])
@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4), (0, 1, 2, 4, 3), (0, 4, 3, 2, 1)])
def test_lines_in_columns_are_rows_whatever_sets_them_off(
    paper: Paper, head: tuple[str, ...], gap: str, order: tuple[int, ...]
) -> None:
    lines = [gap.join(row[at] for at in order) for row in (head, *ROWS)]
    plan = extract(paper("План мероприятий по итогам аккредитации", *lines, "Директор колледжа      Саматов Ы."))
    assert [(action.text, action.responsible, action.due) for action in plan.actions] == [
        (ROWS[0][2], "директор Саматов Ы.", date(2023, 10, 1)),
        (ROWS[1][2], "зав. отделением Ташиева, методист", date(2023, 9, 1)),
        (ROWS[2][2], "отдел кадров", date(2024, 6, 30)),
        (ROWS[3][2], "приёмная комиссия", ONGOING),
    ]
    assert [action.anchor.criterion for action in plan.actions] == ["1.3", "2.2", "4.1", "6.5"]


def test_one_paragraph_of_lines_in_columns_is_read_too(paper: Paper) -> None:
    plan = extract(paper("План мероприятий", "\n".join("\t".join(row) for row in (HEADS[0], *ROWS))))
    assert [action.responsible for action in plan.actions] == [row[3] for row in ROWS]


def test_section_lines_wrapped_lines_and_empty_columns_keep_to_their_rows(paper: Paper) -> None:
    plan = extract(
        paper(
            "№\tКрит.\tМероприятие\tОтветственный\tСрок",
            "Стандарт 1",
            "1\t1.3\tПеревести практику на базы: горбольница, роддом;\tзам. директора\tдо 01.02.2024",
            "перезаключить договоры",
            "2\t1.5\tВвести в педсовет двух студентов\tдиректор",
            "Стандарт 5",
            "3\t5.1\tРасширить читальный зал за счёт\t\tдо 30 июня 2024",
            "\t\tсмежного кабинета",
            "Согласовано: профком ______",
        )
    )
    first, second, third = plan.actions
    assert first.text == "Перевести практику на базы: горбольница, роддом;\nперезаключить договоры"
    assert (first.responsible, first.due, first.anchor.standard) == ("зам. директора", date(2024, 2, 1), "1")
    assert (second.responsible, second.due_text) == ("директор", None)
    assert third.text == "Расширить читальный зал за счёт\nсмежного кабинета"
    assert (third.responsible, third.due, third.anchor.standard) == (None, date(2024, 6, 30), "5")


def test_stamps_and_signatures_set_off_by_tabs_are_no_table(paper: Paper) -> None:
    document = paper(
        "СОГЛАСОВАНО\t\tУТВЕРЖДАЮ",
        "Профком\t\tДиректор",
        "1. Разработать стратегию. Ответственный: декан. Срок: до 01.09.2023",
        "2. Обновить программы. Ответственный: методист. Срок: до 01.10.2023",
        "Директор\t_____\tАсанов К.",
    )
    assert tabulated(document) is None
    assert [action.responsible for action in extract(document).actions] == ["декан", "методист"]
