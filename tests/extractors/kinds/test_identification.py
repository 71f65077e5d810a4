"""The kind of a paper is told from what it says, whatever its file is called."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from extractors.formats.docx import read
from extractors.kinds.identification import identify
from extractors.records import DocumentKind
from tests.extractors.kinds.papers import Block, paper

PLAN_HEAD = ["№", "Замечание", "Мероприятие", "Ответственный", "Срок"]
PLAN_ROW = ["1", "Политика устарела.", "Пересмотреть политику", "проректор", "до 01.09.2024"]
LONG = " ".join(
    ["Комиссия посетила занятия, беседовала со студентами и изучила документы кафедры за три года работы программы."]
    * 20
)
ANSWERS = " ".join(
    [
        "По замечанию о политике качества сообщаем: политика пересмотрена и утверждена Учёным советом, студенты ознакомлены."
    ]
    * 6
)


@pytest.mark.parametrize(
    ("kind", "blocks"),
    [
        (
            DocumentKind.CONCLUSION,
            (
                "ЗАКЛЮЧЕНИЕ",
                "внешней экспертной комиссии",
                "Состав комиссии",
                LONG,
                "Замечание (критерий 1.2): Политика устарела и не пересматривалась.",
            ),
        ),
        (DocumentKind.CONCLUSION, ("ОТЧЁТ", "внешней экспертной комиссии по итогам аккредитации", LONG)),
        (
            DocumentKind.CONCLUSION,
            (
                "ЭКСПЕРТТИК КОМИССИЯНЫН КОРУТУНДУСУ",
                "Комиссиянын курамы",
                " ".join(
                    [
                        "Комиссия сабактарга катышты, мугалимдер жана окуучулар менен маектешти, документтерди карап чыкты."
                    ]
                    * 20
                ),
            ),
        ),
        (
            DocumentKind.ORDER,
            (
                "ПРИКАЗ № 31",
                "14 апреля 2023 года",
                "1. Аккредитовать программу сроком на 3 (три) года. 2. Выдать сертификат № П-2023-0118, действителен до 20.04.2026.",
            ),
        ),
        (
            DocumentKind.ORDER,
            (
                "Выписка из решения Аккредитационного совета от 19 мая 2023 года",
                "Программу аккредитовать на три года. Сертификат № П-1 от 26.05.2023, срок действия до 26.05.2026.",
            ),
        ),
        (
            DocumentKind.ORDER,
            (
                "БУЙРУК № 41",
                "2025-жылдын 16-майы",
                "1. Мектеп-лицей 1 (бир) жылдык мөөнөткө аккредитациялансын. 2. Күбөлүк 2026-жылдын 23-майына чейин жарактуу.",
            ),
        ),
        (DocumentKind.PLAN, ("План мероприятий по устранению замечаний", [PLAN_HEAD, PLAN_ROW])),
        (
            DocumentKind.PLAN,
            (
                "Дорожная карта по итогам аккредитации",
                [["Когда", "Кто", "Что делаем"], ["до 01.09.2024", "декан", "Пересмотреть политику"]],
            ),
        ),
        (
            DocumentKind.PLAN,
            (
                "ИШ-ЧАРАЛАР ПЛАНЫ",
                [["Иш-чара", "Жооптуу", "Мөөнөтү"], ["Саясатты кайра кароо", "директор", "2025-жылдын 1-июнуна чейин"]],
            ),
        ),
        (
            DocumentKind.REPORT,
            (
                "ОТЧЁТ о постаккредитационном мониторинге",
                [
                    ["№", "Замечание", "Что сделано", "Статус"],
                    ["1", "Политика устарела.", "Политика утверждена.", "выполнено"],
                ],
            ),
        ),
        (
            DocumentKind.REPORT,
            (
                "Аккредитациядан кийинки мониторингдин отчёту",
                [["Критерий", "Эмне жасалды", "Белги"], ["1.2", "Саясат бекитилди.", "аткарылды"]],
            ),
        ),
        (DocumentKind.REPORT, ("Что сделано после аккредитации программы", "отчёт для агентства", ANSWERS)),
        (
            DocumentKind.OTHER,
            ("Исх. № 33 от 09.02.2026", "Колледж направляет отчёт о проделанной работе по программе."),
        ),
        (DocumentKind.OTHER, ("РЕЗЮМЕ", "Иванов Иван Иванович, доцент, автор 20 статей.")),
        (DocumentKind.OTHER, ("Отчёт о самооценке программы", LONG.replace("Комиссия посетила", "Мы провели"))),
        (
            DocumentKind.EVIDENCE,
            (
                "Приложение 3",
                "ПРОТОКОЛ заседания кафедры от 12.06.2024",
                "Слушали о силлабусах. Постановили утвердить.",
            ),
        ),
        (DocumentKind.EVIDENCE, ("2-тиркеме", "МААЛЫМКАТ", "Сайттын барагы кыргыз тилинде ачылды.")),
        (
            DocumentKind.EVIDENCE,
            ("ПРИКАЗ № 203 от 18 ноября 2024 г.", "Утвердить Порядок перезачёта кредитов. Ректор И. И. Иванов"),
        ),
    ],
)
def test_a_paper_is_known_by_its_words(tmp_path: Path, kind: DocumentKind, blocks: tuple[Block, ...]) -> None:
    assert identify(paper(tmp_path, *blocks, name="Документ1.docx")).kind is kind


def test_the_words_that_tell_are_named(tmp_path: Path) -> None:
    told = identify(paper(tmp_path, "План мероприятий по устранению замечаний", [PLAN_HEAD, PLAN_ROW]))
    assert any("план" in word for word in told.why)


def test_a_head_over_several_columns_does_not_make_a_plan_a_report(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("План улучшения программы")
    table = made.add_table(rows=5, cols=4)
    table.style = "Table Grid"
    heads = (("№", "Замечание", "Исполнение", ""), ("", "", "Что делаем", "Срок / отв."))
    measures = (("1", "паспорт компетенций", "Составить паспорт", "февраль 2024, декан"),) * 3
    for row, texts in zip(table.rows, (*heads, *measures), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for first, last in (((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 2), (0, 3))):
        table.cell(*first).merge(table.cell(*last))
    made.save(str(tmp_path / "paper.docx"))
    assert identify(read(tmp_path / "paper.docx", "paper.docx")).kind is DocumentKind.PLAN
