"""Tables made by a seeded dice, with the cells that they truly have: plans, reports, figures, heads of two levels."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

_WORDS = """
замечание комиссия кафедра план мероприятий разработать утвердить положение совет протокол отчёт анализ критерий
студент преподаватель программа обучение практика библиотека качество договор сайт анкета результат учебный год
окуу планы түзүү бекитүү өзгөртүү кеңеш жүргүзүү иш-чара билим берүү сапаты китепкана өнүктүрүү жоопту мөөнөтү
окутуучу маңызы өркүндөтүү усулдук colloquium survey report quality
"""
WORDS = tuple(_WORDS.split())
_HEADS = (
    "№",
    "Критерий",
    "Замечание",
    "Рекомендация комиссии",
    "Мероприятие",
    "Иш-чаралар",
    "Срок исполнения",
    "Жооптуу",
    "Ответственный",
    "Подтверждающие документы",
    "Отметка о выполнении",
    "Натыйжа",
)
_DATES = ("до 01.09.2025", "II квартал 2025 г.", "постоянно", "2025-жылдын 1-июнуна чейин", "май 2026", "июнь")
_PEOPLE = ("Зав. кафедрой Өмүрова Ү. А.", "Асанов Б. К.", "проректор", "учебный отдел", "Декан, Жээнбекова С.")


@dataclass(frozen=True, slots=True)
class TrueCell:
    """A cell: where it begins (0-based), how far it reaches, what it says."""

    row: int
    column: int
    rowspan: int
    colspan: int
    text: str


@dataclass(frozen=True, slots=True)
class TrueTable:
    """A table as it was made. heads: rows at its top that are its head; widths: shares of the columns."""

    rows: int
    columns: int
    cells: tuple[TrueCell, ...]
    heads: int = 1
    widths: tuple[float, ...] = ()

    def texts(self) -> list[list[str]]:
        """Gives the rows of texts; covered places are blank."""
        grid = [[""] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            grid[cell.row][cell.column] = cell.text
        return grid

    def spans(self) -> list[tuple[int, int, int, int]]:
        """Gives row, column, rowspan, colspan of the cells that reach further than one place."""
        return [
            (cell.row, cell.column, cell.rowspan, cell.colspan)
            for cell in self.cells
            if cell.rowspan * cell.colspan > 1
        ]


Maker = Callable[[random.Random], TrueTable]


def phrase(dice: random.Random, least: int, most: int) -> str:
    """Gives some words that begin big, as a cell does."""
    text = " ".join(dice.choice(WORDS) for _ in range(dice.randint(least, most)))
    return text[:1].upper() + text[1:]


def _grid(texts: list[list[str]], heads: int, widths: tuple[float, ...]) -> TrueTable:
    cells = tuple(TrueCell(r, c, 1, 1, text) for r, row in enumerate(texts) for c, text in enumerate(row))
    return TrueTable(len(texts), len(texts[0]), cells, heads, widths)


def plan(dice: random.Random, *, rows: tuple[int, int] = (3, 8), longest: int = 12) -> TrueTable:
    """Gives a plan: number, texts, deadline, person; some cells are blank."""
    texts = dice.randint(1, 3)
    heads = ["№", *dice.sample(_HEADS[1:6], texts), "Срок", "Ответственный"]
    body = [
        [
            str(number),
            *(phrase(dice, 1, longest) for _ in range(texts)),
            dice.choice(_DATES),
            dice.choice(_PEOPLE) if dice.random() < 0.85 else "",
        ]
        for number in range(1, dice.randint(*rows) + 1)
    ]
    return _grid([heads, *body], 1, (0.6, *(2.6 for _ in range(texts)), 1.3, 1.5))


def lines(dice: random.Random) -> TrueTable:
    """Gives a table all of whose cells fit on one line."""
    columns = dice.randint(3, 5)
    heads = dice.sample(_HEADS[1:], columns)
    body = [[phrase(dice, 1, 2) for _ in range(columns)] for _ in range(dice.randint(3, 9))]
    return _grid([heads, *body], 1, tuple(2.0 for _ in range(columns)))


def figures(dice: random.Random) -> TrueTable:
    """Gives figures by year under short heads."""
    columns = dice.randint(3, 6)
    heads = ["Показатель", *(str(2019 + n) for n in range(columns))]
    body = []
    for _ in range(dice.randint(3, 10)):
        row = [f"{dice.uniform(0, 2000):.{dice.choice((0, 1, 2))}f}".replace(".", ",") for _ in range(columns)]
        body.append([phrase(dice, 1, 4), *row])
    return _grid([heads, *body], 1, (2.5, *(1.0 for _ in range(columns))))


def spanned(dice: random.Random) -> TrueTable:
    """Gives a head of two levels, criteria merged downwards, section rows across the table."""
    columns = 5
    cells = [
        TrueCell(0, 0, 2, 1, "№"),
        TrueCell(0, 1, 2, 1, "Критерий"),
        TrueCell(0, 2, 2, 1, phrase(dice, 1, 2)),
        TrueCell(0, 3, 1, 2, "Исполнение"),
        TrueCell(1, 3, 1, 1, "Срок"),
        TrueCell(1, 4, 1, 1, "Ответственный"),
    ]
    row, number = 2, 0
    for standard in range(1, dice.randint(2, 3) + 1):
        if dice.random() < 0.6:
            cells.append(TrueCell(row, 0, 1, columns, f"Стандарт {standard}. {phrase(dice, 2, 6)}"))
            row += 1
        height = dice.randint(1, 3)
        cells.append(TrueCell(row, 1, height, 1, f"{standard}.{dice.randint(1, 9)}"))
        for _ in range(height):
            number += 1
            texts = (str(number), phrase(dice, 2, 10), dice.choice(_DATES), dice.choice(_PEOPLE))
            cells += [TrueCell(row, c, 1, 1, text) for c, text in zip((0, 2, 3, 4), texts, strict=True)]
            row += 1
    return TrueTable(row, columns, tuple(cells), 2, (0.6, 1.1, 3.0, 1.6, 1.8))


def merged(dice: random.Random) -> TrueTable:
    """Gives a table with cells merged here and there, never a whole row or column of them alike."""
    rows, columns = dice.randint(4, 7), dice.randint(3, 5)
    taken: set[tuple[int, int]] = set()
    cells: list[TrueCell] = []
    for _ in range(2):
        row, column = dice.randint(1, rows - 2), dice.randint(0, columns - 2)
        down, across = dice.choice(((2, 1), (1, 2)))
        places = {(row + r, column + c) for r in range(down) for c in range(across)}
        if not places & taken:
            taken |= places
            cells.append(TrueCell(row, column, down, across, phrase(dice, 2, 6)))
    for row in range(rows):
        for column in range(columns):
            if (row, column) not in taken:
                text = phrase(dice, 1, 5) if row == 0 or dice.random() < 0.9 else ""
                cells.append(TrueCell(row, column, 1, 1, text))
    return TrueTable(rows, columns, tuple(cells), 1, tuple(2.0 for _ in range(columns)))


def long(dice: random.Random) -> TrueTable:
    """Gives a plan over several pages."""
    return plan(dice, rows=(45, 70), longest=9)


def narrow(dice: random.Random) -> TrueTable:
    """Gives a table for half a page's width."""
    columns = dice.randint(2, 3)
    body = [[phrase(dice, 1, 2) for _ in range(columns)] for _ in range(dice.randint(3, 5))]
    return _grid([dice.sample(_HEADS[1:6], columns), *body], 1, tuple(1.0 for _ in range(columns)))
