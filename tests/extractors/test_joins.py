"""Lines put together: what a line's end broke is made whole, what belongs together by a hyphen keeps it."""

from __future__ import annotations

import pytest

from extractors.joins import glued, joined, pieces_joined


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("педаго-", "гикалык кеңеш", "педагогикалык кеңеш"),
        ("качествен-", "ного образования", "качественного образования"),
        ("мүмкүн-", "чүлүк", "мүмкүнчүлүк"),
        ("под-", "готовка", "подготовка"),
        ("сын-", "пикирлерди четтетүү", "сын-пикирлерди четтетүү"),
        ("иш-", "чаралар", "иш-чаралар"),
        ("научно-", "исследовательской", "научно-исследовательской"),
        ("профессорско-", "преподавательского", "профессорско-преподавательского"),
        ("по-", "прежнему", "по-прежнему"),
        ("2023-", "жылдын", "2023-жылдын"),
        ("2024/", "2025", "2024/2025"),
        ("Ак-", "Тилек", "Ак-Тилек"),
        ("IT-", "бөлүм", "IT-бөлүм"),
        ("про\u00ad", "токол", "протокол"),
        ("протокол —", "от 12 мая", "протокол — от 12 мая"),
        ("план", "мероприятий", "план мероприятий"),
    ],
)
def test_two_lines_are_put_together(before: str, after: str, whole: str) -> None:
    assert glued(before, after) == whole


def test_many_lines_make_one_text() -> None:
    assert joined(["Окуу процессин уюш-", "туруу жана көзө-", "мөлдөө"]) == "Окуу процессин уюштуруу жана көзөмөлдөө"


def test_pieces_of_a_word_in_a_narrow_column_are_put_together_only_where_the_line_is_full() -> None:
    assert pieces_joined(["Критер", "ий"], [True, True]) == ["Критерий"]
    assert pieces_joined(["Ответст", "венны", "й"], [True, True, False]) == ["Ответственный"]
    assert pieces_joined(["1", "0"], [True, False]) == ["10"]
    assert pieces_joined(["01.09.20", "24"], [True, False]) == ["01.09.2024"]
    assert pieces_joined(["план", "а также"], [True, False]) == ["план", "а также"]
    assert pieces_joined(["1", "2"], [False, False]) == ["1", "2"]
    assert pieces_joined(["Критер", "ий"], [False, False]) == ["Критер", "ий"]
