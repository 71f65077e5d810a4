from __future__ import annotations

import pytest

from checks.persons import is_same_person


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Асанова Г. К.", "Асанова Гүлнара Кубатовна", True),
        ("Г. К. Асанова", "Асанова Гулнара", True),
        ("А. Тентимишева", "Айсулуу Тентимишева", True),
        ("Нурбек кызы А.", "Нурбек кызы Алина", True),
        ("Асанова Г. К.", "Асанова Нургүл Талантовна", False),
        ("Асанов А. А.", "Мамытов А. А.", False),
        ("Асанова Гүлнара", "Гүлнара Бекова", False),
    ],
)
def test_two_ways_of_writing_a_name_are_one_person(one: str, other: str, same: bool) -> None:
    assert is_same_person(one, other) is same and is_same_person(other, one) is same
