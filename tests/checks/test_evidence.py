"""Named papers held against those that were sent."""

from __future__ import annotations

from checks.evidence import held_against, papers_came
from checks.judgement import CaseCard, CaseRecords
from extractors.evidence_names import evidence_in_cell
from extractors.records import Annex, Finding, FindingKind, Place, Response

FINDING = Finding(FindingKind.REMARK, "Сварочный пост № 4 не имеет местной вытяжки.", Place("conclusion"))


def attached(named: str, *annexes: Annex, came: bool = True) -> list[bool | None]:
    """Tells of each paper named whether it was sent."""
    response = Response("Над постом № 4 поставлена вытяжка.", Place("report"), evidence=evidence_in_cell(named))
    return [paper.attached for paper in held_against(response, FINDING, annexes, came)]


def annex(file: str, title: str = "", text: str = "", *labels: str) -> Annex:
    return Annex(Place(file), labels, title, text or title)


def test_an_annex_is_found_by_its_label() -> None:
    assert attached("Приложение 5", annex("5.pdf", "Приложение 5", "Приложение 5. Акт вытяжки поста № 4", "5")) == [
        True
    ]
    assert attached("Приложение 6", annex("5.pdf", "Приложение 5", "", "5")) == [False]


def test_a_range_is_held_one_by_one() -> None:
    assert attached("прил. 1–3", annex("1.pdf", "", "", "1"), annex("3.pdf", "", "", "3")) == [True, False, True]


def test_an_annex_that_proves_another_thing_is_not_the_paper_named() -> None:
    other = annex(
        "5.docx", "Приложение 5", "Акт приёмки местной вытяжки сварочного поста № 2 от 14 сентября 2021 года", "5"
    )
    assert attached("Приложение 5", other) == [False]


def test_an_order_is_found_by_number_and_day_in_its_head_or_in_its_files_name() -> None:
    order = annex("scan.pdf", "ПРИКАЗ № 58 от 04.09.2023", "ПРИКАЗ № 58 от 04.09.2023 о наставниках")
    assert attached("приказ № 58 от 04.09.2023", order) == [True]
    assert attached("приказ № 58 от 04.09.2024", order) == [False]
    assert attached("буйрук №58, 04.09.2023", annex("buyruk 58.docx")) == [True]


def test_a_titled_paper_is_found_under_a_meaningless_file_name() -> None:
    extract = annex("Без имени 1.docx", "Выписка из сметы расходов на 2025 год")
    assert attached("выписка из сметы расходов на 2025 год", extract) == [True]


def test_without_papers_nothing_can_be_told() -> None:
    assert attached("Приложение 5", came=False) == [None]


def test_a_leaflet_beside_the_report_is_no_sending_of_annexes() -> None:
    response = Response("Сделано.", Place("report"), evidence=evidence_in_cell("Приложение 1"))
    leaflet = annex("буклет.pdf", "История школы", "История школы и её выпускники")
    case = CaseRecords(CaseCard("x"), responses=(response,), annexes=(leaflet,), annexes_sent=True)
    assert not papers_came(case)


def test_a_file_that_opens_with_the_number_is_the_annex_when_it_speaks_of_the_same_thing() -> None:
    about_it = annex("4 вытяжка.docx", "Акт", "Акт приёмки вытяжки")
    other = annex("4 столовая.docx", "Меню", "Меню столовой")
    labelled = annex("4 вытяжка.docx", "Приложение 7", "Приложение 7. Акт вытяжки", "7")
    assert attached("Приложение 4", about_it) == [True]
    assert attached("Приложение 4", other) == [False]
    assert attached("Приложение 4", labelled) == [False]
    assert attached("Приложение 2", annex("20 вытяжка.docx", "Акт", "Акт приёмки вытяжки")) == [False]


def test_a_file_that_opens_with_the_code_of_the_paper_is_that_paper() -> None:
    assert attached("П4 (договоры)", annex("Приложения/П4 договоры с клиниками.docx")) == [True]
    assert attached("Д-07", annex("Д-7. справка.docx"), annex("Д-8. акт.docx")) == [True]
    assert attached("П4", annex("П14 договоры.docx")) == [False]
