from __future__ import annotations

import pytest

from extractors.kinds.person_names import names_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Эксперты: Асанова Г. К., Э.Т. Мамытов.", ["Асанова Г. К.", "Э.Т. Мамытов"]),
        ("төрага Өмүрзакова Жаңыл Төлөгөновна", ["Өмүрзакова Жаңыл Төлөгөновна"]),
        ("студент Нурбек кызы Алина, Акматалы уулу Д.", ["Нурбек кызы Алина", "Акматалы уулу Д."]),
        ("Председатель Т. Б. Исраилов", ["Т. Б. Исраилов"]),
        ("директор школы «Асанова Г. К.»", []),
        ("ОсОО Тоолор Софт", []),
    ],
)
def test_names_are_found_as_written(text: str, names: list[str]) -> None:
    assert [name.text for name in names_in(text)] == names


def test_two_capital_words_are_a_name_in_lists_of_persons_only() -> None:
    assert [name.text for name in names_in("Сабырова Назгуль (учитель)", pairs=True)] == ["Сабырова Назгуль"]
    assert names_in("Сабырова Назгуль (учитель)") == ()
    assert names_in("Председатель Совета", pairs=True) == ()
