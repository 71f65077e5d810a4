from __future__ import annotations

from datetime import date

import pytest

from extractors.kinds.report_period import facts
from extractors.records import Document, Paragraph, Place


def period(*lines: str) -> tuple[date, date] | None:
    blocks = tuple(Paragraph(line, Place("r.docx", paragraph=number)) for number, line in enumerate(lines, start=1))
    found = [date.fromisoformat(fact.value) for fact in facts(Document("r.docx", "0", "docx", blocks=blocks))]
    return (found[0], found[1]) if found else None


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ("за период с 20.04.2023 по 15.01.2026", date(2023, 4, 20), date(2026, 1, 15)),
        ("период ноябрь 2023 г. - февраль 2026 г.", date(2023, 11, 1), date(2026, 2, 28)),
        ("отчеттук мезгил: 2023-жылдын сентябры – 2026-жылдын февралы", date(2023, 9, 1), date(2026, 2, 28)),
        ("2023-жылдын июнунан 2026-жылдын февралына чейин", date(2023, 6, 1), date(2026, 2, 28)),
        ("за отчётный период 2024–2025 учебный год", date(2024, 9, 1), date(2025, 6, 30)),
        ("в рамках постаккредитационного мониторинга, 2023–2026 годы", date(2023, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_report_says_its_period(line: str, start: date, end: date) -> None:
    assert period("Колледж «Ала-Тоо»", "ОТЧЁТ", line) == (start, end)


@pytest.mark.parametrize(
    "line",
    [
        "сертификат № П-1 от 20.04.2023, действителен по 20.04.2026",
        "в соответствии с планом мероприятий на 2023–2026 годы",
        "Отчёт рассмотрен 25 декабря 2025 года (протокол № 5)",
        "За отчётный период контингент вырос до 348 человек",
    ],
)
def test_other_years_are_no_period(line: str) -> None:
    assert period("ОТЧЁТ", line) is None
