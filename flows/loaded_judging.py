"""Loads what a working process needs beside the readers, once, in the server from which working processes fork.

Judging a small case brings words, patterns and models into memory: a second for each process that would have to do so
by itself.
"""

from __future__ import annotations

import gc
from datetime import UTC, date, datetime
from pathlib import Path

from checks.case import sort_into_cases
from extractors.records import Cell, Document, Paragraph, Place, Table
from flows import loaded, steps
from flows.completeness import Taken, judge_case, papers_from
from flows.outputs.entries import NO_ENTRIES
from flows.outputs.letter import letter_bytes
from flows.outputs.result import result
from flows.outputs.workbook import workbook_bytes

__all__ = ["load", "loaded", "steps"]

_DAY = date(2025, 1, 15)
_CONCLUSION = (
    "ЗАКЛЮЧЕНИЕ внешней экспертной комиссии",
    "по результатам программной аккредитации образовательной программы «Экология» колледжа «Өрнөк»",
    "Дата визита: 12-14 февраля 2024 г.",
    "Состав экспертной комиссии: председатель комиссии Сыдыкова А. К.; члены комиссии Петров И. И., Үсөнов Ө. Т.",
    "Комиссия посетила колледж, беседовала с руководством, преподавателями, студентами, выпускниками и работодателями.",
    "Сильные стороны: опытный преподавательский состав, тесная связь с работодателями области.",
    "По итогам посещения комиссия отмечает, что программа в целом соответствует стандартам, и указывает на следующее.",
    "Замечания",
    "1. Не обновлён учебно-методический комплекс по дисциплине «Экология».",
    "2. Отсутствует система мониторинга трудоустройства выпускников программы.",
    "3. Окуу китептеринин кыргыз тилиндеги фонду жетишсиз, китепкананы толуктоо зарыл.",
)
_PLAN = (
    ("№", "Замечание", "Мероприятие", "Ответственный", "Срок исполнения"),
    ("1", "Не обновлён учебно-методический комплекс", "Обновить комплекс", "Зав. кафедрой Асанов Б.", "до 01.10.2024"),
    ("2", "Отсутствует система мониторинга", "Создать систему мониторинга", "Иманова Г.", "декабрь 2024 г."),
    ("3", "Кыргыз тилиндеги китептер жетишсиз", "Китеп сатып алуу", "Өмүрова Ү.", "2024-2025 окуу жылы"),
)
_REPORT = (
    ("№", "Замечание", "Что сделано", "Статус", "Подтверждающие документы"),
    ("1", "Не обновлён комплекс", "Комплекс обновлён и утверждён", "выполнено", "Протокол № 3 от 12.09.2024"),
    ("2", "Отсутствует система мониторинга", "Система мониторинга будет создана", "планируется", ""),
    ("3", "Китептер жетишсиз", "120 китеп сатып алынды, калганы 2025-жылы алынат", "аткарылууда", "Накладной № 17"),
)


def _paper(file: str, lines: tuple[str, ...], rows: tuple[tuple[str, ...], ...] = ()) -> tuple[Taken, tuple[Document]]:
    texts = tuple(Paragraph(text, Place(file, paragraph=number)) for number, text in enumerate(lines, 1))
    cells = tuple(
        tuple(Cell(text, Place(file, table=1, row=row, column=column)) for column, text in enumerate(texts, 1))
        for row, texts in enumerate(rows, 1)
    )
    blocks: tuple[Paragraph | Table, ...] = (*texts, Table(cells, Place(file, table=1))) if cells else texts
    return Taken(Path(file), file, _DAY), (Document(file, file, "docx", blocks=blocks, language="ru"),)


def load() -> int:
    """Reads, judges and writes a small case in memory; gives how many findings it came to."""
    papers = papers_from(
        (
            _paper("case/1", _CONCLUSION),
            _paper("case/2", ("ПЛАН мероприятий по устранению замечаний комиссии",), _PLAN),
            _paper("case/3", ("ОТЧЁТ об устранении замечаний экспертной комиссии",), _REPORT),
        )
    )
    findings = 0
    for case in sort_into_cases(papers):
        judgement = judge_case(case, None, _DAY)
        findings += len(judgement.verdicts)
        letter_bytes(judgement, "ru", NO_ENTRIES)
        result(judgement)
        workbook_bytes(
            judgement,
            language="ru",
            folder=Path(),
            intake=None,
            entries=NO_ENTRIES,
            previous=None,
            made=datetime(2025, 1, 15, tzinfo=UTC),
        )
    gc.freeze()
    return findings


load()
