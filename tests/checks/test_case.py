"""Papers find their case: by folder, by what they say, never lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from checks.case import UNASSIGNED, Paper, RegisterFacts, gather, sort_into_cases
from extractors.kinds.papers import understand
from extractors.records import DocumentKind
from tests.extractors.kinds.papers import Block, paper

ANALYSIS = " ".join(
    ["Комиссия посетила занятия, беседовала со студентами и изучила документы кафедры за три года работы программы."]
    * 20
)
AS_OF = date(2026, 3, 2)


def taken(folder: Path, name: str, *blocks: Block) -> Paper:
    """Gives a Word paper as taken from the intake under a name."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    document = paper(path.parent, *blocks, name=path.name)
    return Paper(understand(_named(document, name)))


def _named(document, name):  # type: ignore[no-untyped-def]
    from flows.cache import _renamed

    return _renamed(document, document.file, name)


def conclusion(folder: Path, name: str, institution: str, finding: str) -> Paper:
    """Gives a conclusion on an institution with one finding."""
    return taken(
        folder,
        name,
        "ЗАКЛЮЧЕНИЕ",
        "экспертной комиссии",
        f"Университет «{institution}»",
        ANALYSIS,
        f"Замечание (критерий 1.2): {finding}",
    )


def plan(folder: Path, name: str, institution: str, measure: str) -> Paper:
    """Gives a plan of an institution with one measure."""
    rows = [["№", "Мероприятие", "Ответственный", "Срок"], ["1", measure, "проректор Иванов И. И.", "до 01.09.2024"]]
    return taken(folder, name, f"Университет «{institution}»", "План мероприятий по устранению замечаний", rows)


def test_a_folder_is_one_case(tmp_path: Path) -> None:
    cases = sort_into_cases(
        [
            conclusion(tmp_path, "А/закл.docx", "Ала-Тоо", "Политика устарела."),
            plan(tmp_path, "Б/план.docx", "Сары-Өзөн", "Обновить сайт"),
        ]
    )
    assert [case.id for case in cases] == ["А", "Б"]


def test_loose_papers_join_the_institution_that_they_name(tmp_path: Path) -> None:
    papers = [
        conclusion(tmp_path, "1.docx", "Ала-Тоо", "Политика качества устарела."),
        conclusion(tmp_path, "2.docx", "Сары-Өзөн", "Сайт не обновляется."),
        plan(tmp_path, "3.docx", "Сары-Өзөн", "Обновить сайт"),
        plan(tmp_path, "4.docx", "Ала-Тоо", "Пересмотреть политику"),
    ]
    cases = {case.id: {paper.file for paper in case.papers} for case in sort_into_cases(papers)}
    assert sorted(cases.values(), key=sorted) == [{"1.docx", "4.docx"}, {"2.docx", "3.docx"}]


def test_a_loose_paper_that_names_nobody_is_kept_and_said(tmp_path: Path) -> None:
    papers = [
        conclusion(tmp_path, "А/закл.docx", "Ала-Тоо", "Политика устарела."),
        taken(tmp_path, "x.docx", "Список книг", "Физика, химия."),
    ]
    assert UNASSIGNED in {case.id for case in sort_into_cases(papers)}


def test_the_only_loose_case_takes_the_loose_papers(tmp_path: Path) -> None:
    papers = [
        conclusion(tmp_path, "1.docx", "Ала-Тоо", "Политика устарела."),
        taken(tmp_path, "2.docx", "Приложение 1", "Протокол заседания кафедры."),
    ]
    (case,) = sort_into_cases(papers)
    assert {paper.file for paper in case.papers} == {"1.docx", "2.docx"}


def test_a_copy_of_a_paper_is_a_duplicate(tmp_path: Path) -> None:
    first = conclusion(tmp_path, "А/закл.docx", "Ала-Тоо", "Политика устарела.")
    copy = tmp_path / "А" / "закл (1).docx"
    copy.write_bytes((tmp_path / "А" / "закл.docx").read_bytes())
    from extractors.formats.docx import read

    second = Paper(understand(read(copy, "А/закл (1).docx")))
    (case,) = sort_into_cases([second, first])
    assert {paper.file: paper.status for paper in case.papers} == {
        "А/закл.docx": "read",
        "А/закл (1).docx": "duplicate",
    }


def test_a_plan_of_another_programme_is_not_used_and_said(tmp_path: Path) -> None:
    papers = [
        taken(
            tmp_path,
            "А/закл.docx",
            "ЗАКЛЮЧЕНИЕ",
            "экспертной комиссии",
            "580100 «Экономика»",
            ANALYSIS,
            "Замечание (критерий 1.2): Политика устарела.",
        ),
        taken(
            tmp_path,
            "А/план.docx",
            "План мероприятий по устранению замечаний",
            "710400 «Программная инженерия»",
            [["Мероприятие", "Ответственный", "Срок"], ["Обновить матрицу", "декан", "до 01.09.2024"]],
        ),
    ]
    (case,) = sort_into_cases(papers)
    records = gather(case, None, AS_OF)
    assert records.actions == ()
    assert [item.reason.code for item in records.unread] == ["case.foreign_paper"]


def test_the_register_outranks_the_papers_and_the_contradiction_is_told(tmp_path: Path) -> None:
    order = taken(
        tmp_path,
        "А/приказ.docx",
        "ПРИКАЗ № 31",
        "14 апреля 2023 года",
        "1. Аккредитовать программу сроком на 3 (три) года. 2. Выдать сертификат № П-2023-0118 от 20 апреля 2023 года, действителен до 20 апреля 2026 года.",
    )
    (case,) = sort_into_cases([order])
    alone = gather(case, None, AS_OF).card
    assert (alone.term_years, alone.certificate_no, alone.certificate_expiry, alone.order_date) == (
        3,
        "П-2023-0118",
        date(2026, 4, 20),
        date(2023, 4, 14),
    )
    listed = gather(case, RegisterFacts((("certificate_expiry", "2026-04-21"),)), AS_OF)
    assert listed.card.certificate_expiry == date(2026, 4, 21)
    assert [reason.code for reason in listed.contradictions] == ["case.contradiction"]


def test_the_agencys_mark_tells_when_a_report_was_received(tmp_path: Path) -> None:
    papers = [
        taken(
            tmp_path,
            "А/отчёт.docx",
            "ОТЧЁТ о постаккредитационном мониторинге",
            [["Замечание", "Что сделано", "Статус"], ["Политика устарела.", "Политика утверждена.", "выполнено"]],
        ),
        taken(
            tmp_path, "А/письмо.docx", "Вх. № 64 от 24.02.2026", "Университет направляет отчёт о проделанной работе."
        ),
    ]
    (case,) = sort_into_cases(papers)
    assert gather(case, None, AS_OF).card.report_received == date(2026, 2, 24)
    assert {paper.kind for paper in case.papers} == {DocumentKind.REPORT, DocumentKind.OTHER}
