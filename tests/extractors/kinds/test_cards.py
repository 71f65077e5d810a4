"""Reports printed from portals give an answer a card."""

from __future__ import annotations

from collections.abc import Callable

from extractors.kinds.report import extract
from extractors.records import Document

Paper = Callable[..., Document]


def test_cards_of_a_portal_are_answers_with_the_state_beside_their_title(paper: Paper) -> None:
    report = extract(
        paper(
            "Портал мониторинга · Колледж «Тоо»",
            [
                ["Цели программы\nЦели обсуждены с работодателями.\nhttps://too.example/goals", "Выполнено"],
                ["Библиотека", "В работе"],
            ],
            "Закуплено 40 учебников, остальные заказаны на 2026 год. https://too.example/books",
            [["Практика\nДоговоры подписаны с тремя фабриками, акт от 04.09.2024", "Выполнено"]],
            "Выпускники Запланировано Страница с историями появится в 2027 году.",
        )
    )
    assert [(one.anchor.finding_text, one.status_text, one.text) for one in report.responses] == [
        ("Цели программы", "Выполнено", "Цели обсуждены с работодателями."),
        ("Библиотека", "В работе", "Закуплено 40 учебников, остальные заказаны на 2026 год."),
        ("Практика", "Выполнено", "Договоры подписаны с тремя фабриками, акт от 04.09.2024"),
        ("Выпускники", "Запланировано", "Страница с историями появится в 2027 году."),
    ]
    assert [name.text for name in report.responses[1].evidence] == ["https://too.example/books"]


def test_measures_with_their_state_alone_are_no_cards(paper: Paper) -> None:
    report = extract(
        paper(
            [
                ["Мероприятие", "Отметка"],
                ["Провести опрос выпускников", "выполнено"],
                ["Обновить фонд библиотеки", "частично"],
                ["Открыть кружок", "выполнено"],
            ]
        )
    )
    assert [response.text for response in report.responses] == [
        "Провести опрос выпускников",
        "Обновить фонд библиотеки",
        "Открыть кружок",
    ]
