from __future__ import annotations

from datetime import date

import pytest

from extractors.kinds.day_spans import days_of_visit, own_day, signature_day

DAYS = (date(2026, 3, 24), date(2026, 3, 25))


@pytest.mark.parametrize(
    "text",
    [
        "Провести визит с 24 по 25 марта 2026 года",
        "визит 24–25 марта 2026 г.",
        "визит 24 и 25 марта 2026 года",
        "с 24.03.2026 по 25.03.2026",
        "визит 24-25.03.2026",
        "визит 24.03–25.03.2026",
        "баруу 2026-жылдын 24–25-мартында өткөрүлсүн",
        "2026-жылдын 24-мартынан 25-мартына чейин барсын",
    ],
)
def test_two_days_named_together_are_first_and_last(text: str) -> None:
    assert days_of_visit(text) == DAYS


@pytest.mark.parametrize("text", ["визит 25 марта 2026 года, с 10 часов", "25.03.2026", "2026-жылдын 25-мартында"])
def test_one_day_is_both(text: str) -> None:
    assert days_of_visit(text) == (DAYS[1], DAYS[1])


def test_a_month_is_no_day() -> None:
    assert days_of_visit("визит в марте 2026 года") is None


def test_days_far_apart_are_not_one_visit() -> None:
    assert days_of_visit("отчёт от 12.01.2026, визит 25.03.2026") == (DAYS[1], DAYS[1])


def test_a_paper_bears_the_day_that_stands_with_its_number() -> None:
    lines = ["Агентство «Сапат-Кепил»", "О визите 24–25 марта 2026 года в университет по программе «Агрономия»"]
    assert own_day([*lines, "№ 12 г. Бишкек 2 марта 2026 года"]) == (date(2026, 3, 2), 2)


def test_a_conclusion_is_dated_under_its_signatures() -> None:
    lines = ["Визит 16–18 мая 2023 года", *["текст"] * 20, "Председатель ______ А. Б. Асанов", "2023-жылдын 30-майы"]
    assert signature_day(lines) == (date(2023, 5, 30), 22)
    assert signature_day(lines[:-1]) is None
