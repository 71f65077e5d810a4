"""Writes the papers of a small case as Word files: a conclusion with three findings, an order, a plan, a report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx

FINDINGS = (
    "Не обновлён учебно-методический комплекс по дисциплине «Экология».",
    "Отсутствует система мониторинга трудоустройства выпускников программы.",
    "Библиотечный фонд не содержит изданий на кыргызском языке (окуу китептери жок).",
)
COURSE = (
    "Состав экспертной комиссии: председатель комиссии Сыдыкова А. К., доктор биологических наук, профессор; члены комиссии "
    "Петров И. И., кандидат наук, доцент; Үсөнов Ө. Т., представитель работодателей; представитель студентов Жумабаева Н.",
    "Комиссия посетила колледж, беседовала с руководством, преподавателями, студентами, выпускниками и работодателями, "
    "осмотрела учебные кабинеты, лаборатории и библиотеку, изучила отчёт по самооценке и представленные документы.",
    "Сильные стороны: опытный преподавательский состав, тесная связь с работодателями области, доброжелательная обстановка, "
    "собственная учебная лаборатория, участие студентов в природоохранных проектах.",
    "По итогам посещения комиссия отмечает, что программа в целом соответствует стандартам, и указывает на следующее.",
)
MEASURES = (
    (
        "Обновить учебно-методический комплекс по дисциплине «Экология»",
        "Заведующий кафедрой Асанов Б.",
        "до 01.10.2025",
    ),
    (
        "Создать систему мониторинга трудоустройства выпускников",
        "Начальник отдела практики Иманова Г.",
        "декабрь 2025 г.",
    ),
    (
        "Приобрести издания на кыргызском языке для библиотеки",
        "Директор библиотеки Өмүрова Ү.",
        "2025-2026 учебный год",
    ),
)
ANSWERS = (
    (
        "Учебно-методический комплекс по дисциплине «Экология» обновлён и утверждён",
        "выполнено",
        "Протокол № 3 от 12.09.2025",
    ),
    ("Система мониторинга трудоустройства выпускников будет создана", "планируется", ""),
    ("Приобретено 120 изданий на кыргызском языке", "выполнено", "Накладная № 17 от 20.11.2025"),
)


def conclusion(path: Path, organisation: str = "Баткенский колледж «Өрнөк»", extra: Sequence[str] = ()) -> Path:
    """Writes the commission's conclusion."""
    document = docx.Document()
    document.add_heading("ЗАКЛЮЧЕНИЕ внешней экспертной комиссии", 1)
    document.add_paragraph(
        f"по результатам программной аккредитации образовательной программы «Экология» {organisation}"
    )
    document.add_paragraph("Дата визита: 12-14 февраля 2025 г.")
    for text in COURSE:
        document.add_paragraph(text)
    document.add_heading("Замечания", 2)
    for number, text in enumerate((*FINDINGS, *extra), 1):
        document.add_paragraph(f"{number}. {text}")
    document.save(str(path))
    return path


def plan(path: Path, rows: Sequence[tuple[str, str, str]] = MEASURES) -> Path:
    """Writes the plan of measures."""
    document = docx.Document()
    document.add_heading("ПЛАН мероприятий по устранению замечаний экспертной комиссии", 1)
    document.add_paragraph("Рассмотрен на заседании учёного совета, протокол № 5 от 20.04.2025")
    heads = ("№", "Замечание", "Мероприятие", "Ответственный", "Срок исполнения")
    _table(document, heads, [(str(i), FINDINGS[i - 1], *row) for i, row in enumerate(rows, 1)])
    document.save(str(path))
    return path


def report(path: Path, rows: Sequence[tuple[str, str, str]] = ANSWERS) -> Path:
    """Writes the report on the plan."""
    document = docx.Document()
    document.add_heading("ОТЧЁТ о выполнении плана мероприятий по устранению замечаний экспертной комиссии", 1)
    heads = ("№", "Замечание", "Что сделано", "Статус выполнения", "Подтверждающие документы")
    _table(document, heads, [(str(i), FINDINGS[i - 1], *row) for i, row in enumerate(rows, 1)])
    document.save(str(path))
    return path


def small_case(folder: Path, organisation: str = "Баткенский колледж «Өрнөк»") -> Path:
    """Writes a whole case into a folder; gives the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    conclusion(folder / "Заключение.docx", organisation)
    plan(folder / "План.docx")
    report(folder / "Отчёт.docx")
    return folder


def _table(document: docx.document.Document, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=1, cols=len(heads))
    for cell, text in zip(table.rows[0].cells, heads, strict=True):
        cell.text = text
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
