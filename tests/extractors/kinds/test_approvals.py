from __future__ import annotations

from datetime import date

from extractors.kinds.approvals import approvals
from extractors.records import Document, Paragraph, Place


def plan(*lines: str) -> Document:
    blocks = tuple(Paragraph(line, Place("p.docx", paragraph=number)) for number, line in enumerate(lines, start=1))
    return Document("p.docx", "0", "docx", blocks=blocks)


def test_a_measure_that_names_a_council_and_a_deadline_approves_nothing() -> None:
    found = approvals(
        plan(
            "БЕКИТЕМИН Университеттин ректору ____________ А. Ш. Кадыркулова",
            "Иш-чаралардын планы",
            "1. Тобокелдиктердин реестрин илимий кеңеште бекитүү. Мөөнөтү: 2026-ж. 1-мартка чейин.",
            "2. Рассмотреть стратегию на заседании Учёного совета до 01.03.2026.",
        )
    )
    assert [(each.body, each.director_only) for each in found] == [(None, True)]


def test_a_council_with_its_protocol_approves() -> None:
    found = approvals(plan("План рассмотрен и утверждён Учёным советом, протокол № 9 от 03.05.2023", "1. Мера"))
    assert [(each.protocol, each.day, each.director_only) for each in found] == [("9", date(2023, 5, 3), False)]


def test_the_day_under_the_directors_stamp_is_not_the_councils() -> None:
    found = approvals(
        plan("Лицейдин педагогикалык кеңешинде каралды", "БЕКИТЕМИН №114 КЛ директору А.Т. Сабиров 26-июнь 2025-ж.")
    )
    assert [(each.body is None, each.day) for each in found] == [(False, None), (True, date(2025, 6, 26))]


def test_a_day_beside_the_council_is_its_own() -> None:
    found = approvals(
        plan("Утверждён на заседании Учёного совета 12 декабря 2025 года", "УТВЕРЖДАЮ Ректор ______ 15.12.2025")
    )
    assert [(each.director_only, each.day) for each in found] == [
        (False, date(2025, 12, 12)),
        (True, date(2025, 12, 15)),
    ]
