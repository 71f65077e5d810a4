"""What stands in front of a report's answers and behind them is none of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.kinds.report import extract
from extractors.records import Document

Paper = Callable[..., Document]

TOLD = (
    "Библиотечный фонд пополнен 120 учебниками на кыргызском языке.",
    "Попечительский совет собирался четыре раза за год.",
    "Вытяжной шкаф в лаборатории химии починен.",
    "Сайт программы обновлён на двух языках.",
)
AITTY = (
    "Китепкана фонду 120 окуу китеби менен толукталды.",
    "Камкорчулук кеңеши бир жылда төрт жолу чогулду.",
    "Химия лабораториясында тартма шкаф оңдолду.",
    "Программанын сайты эки тилде жаңыланды.",
)


@pytest.mark.parametrize(
    ("before", "told"),
    [
        (("исх. № 14 от 10 февраля 2026 года",), TOLD),
        (("ОсОО «Строй-Мастер Юг», г. Ош, ул. Ленина, 211. Исх. № 64 от 1 июля 2026 года",), TOLD),
        (("Прошёл почти год с визита экспертов. Докладываем, что изменилось.",), TOLD),
        (("За два года колледж сделал многое. Сообщаем о проделанной работе.",), TOLD),
        (("Во исполнение условий сертификата № УЦ-077 сообщаем, как исполнены пункты заключения.",), TOLD),
        (("580100 «Экономика» и 580200 «Менеджмент»", "Копии документов хранятся в методическом кабинете."), TOLD),
        (("Комиссия кеткенден кийин көп иш жасалды. Төмөндө эмне кылганыбызды баяндайбыз.",), AITTY),
        (("«Ашпозчу» программасы боюнча иштер, 2024-ж. ноябры – 2026-ж. апрели",), AITTY),
        (("Ошондон бери эмне иш жасалганын төмөндө баяндадык.", "Тиркемелер лицейде сакталууда."), AITTY),
    ],
)
def test_a_preface_is_no_answer(paper: Paper, before: tuple[str, ...], told: tuple[str, ...]) -> None:
    found = extract(paper(*before, *told)).responses
    assert [said.text for said in found] == list(told)


@pytest.mark.parametrize(
    "after",
    ["Будем рады видеть Вас в мае.", "Ийгилик каалап, декан А. Р. Осмонова", "Документы, названные здесь, покажем."],
)
def test_a_farewell_is_no_answer(paper: Paper, after: str) -> None:
    assert [said.text for said in extract(paper(*TOLD, after)).responses] == list(TOLD)


def test_words_between_the_title_and_the_first_section_are_no_answer(paper: Paper) -> None:
    lines = [
        "Отчёт о выполнении рекомендаций",
        "За два года колледж сделал многое, хотя денег хватило не на всё.",
        *(line for at, told in enumerate(TOLD, 1) for line in (f"Раздел «{'АБВГ'[at - 1]}»", told)),
        *("Общежитие", "Душевые отремонтированы летом 2025 года.", "Второй этаж сдан в сентябре."),
    ]
    found = [said.text for said in extract(paper(*lines)).responses]
    assert found[: len(TOLD)] == list(TOLD)


def test_an_answer_that_begins_like_an_announcement_is_one(paper: Paper) -> None:
    lines = ("Сообщаем: вытяжной шкаф в лаборатории починен.", *TOLD[:2], TOLD[3])
    assert len(extract(paper(*lines)).responses) == len(lines)
