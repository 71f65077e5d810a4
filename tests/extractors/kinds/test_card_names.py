"""The institution is named by a name, not by a heading that mentions one."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.kinds.card_facts import organisation_and_programme
from tests.extractors.kinds.papers import paper


@pytest.mark.parametrize(
    ("lines", "organisation"),
    [
        (
            (
                "Экспертное заключение",
                "Программа: «Повар», 240 часов. Организация: Учебный центр «Дасторкон», г. Кара-Балта.",
                "Выводы, на которые центр должен ответить",
            ),
            "Учебный центр «Дасторкон», г. Кара-Балта",
        ),
        (("Институт права и управления, программа 530500 «Юриспруденция»",), "Институт права и управления"),
        (
            (
                "№ 77 кесиптик лицейи (институционалдык аккредитация) / Профессиональный лицей № 77",
                "Стандарт 1. Управление школой",
            ),
            "Профессиональный лицей № 77",
        ),
        (("Стандарт 1. Управление школой", "Лицейдин өнүгүү стратегиясынын мөөнөтү бүткөн"), None),
    ],
)
def test_the_institution_is_taken_from_a_name(tmp_path: Path, lines: tuple[str, ...], organisation: str | None) -> None:
    assert organisation_and_programme(paper(tmp_path, *lines))[0] == organisation
