"""Charts of months and quarters state a deadline by their last mark."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from extractors.kinds.plan import extract
from extractors.records import Document

Paper = Callable[..., Document]


def test_a_column_for_remarks_behind_the_quarters_takes_no_mark_from_them(paper: Paper) -> None:
    plan = extract(
        paper(
            "Дорожная карта",
            [
                ["Код", "Что делаем", "Исполнитель", "2023 год", "<", "<", "2024 год", "<", "Отм."],
                ["^", "^", "^", "10.23", "11.23", "12.23", "I кв. 24", "II кв. 24", "^"],
                ["З-1", "Утвердить стратегию академии", "ректор", "+", "+", "", "", "", ""],
                ["Р-2", "Ввести обсуждение анкет на кафедрах", "отдел качества", "", "", "+", "+", "+", ""],
                ["З-3", "Внедрить цифровой архив", "библиотека", "", "+", "+", "+", "", ""],
            ],
        )
    )
    assert [action.due for action in plan.actions] == [date(2023, 11, 30), date(2024, 6, 30), date(2024, 3, 31)]
