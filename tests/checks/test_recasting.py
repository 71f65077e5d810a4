"""What a paper is, the other papers of its case tell where it does not say so itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from checks.case import Paper, gather, sort_into_cases
from extractors.records import DocumentKind, Problem
from tests.checks.test_case import ANALYSIS, AS_OF, taken

FINDINGS = (
    "Замечание (критерий 1.2): Стратегия развития колледжа не пересматривалась с 2019 года.",
    "Замечание (критерий 3.1): Вытяжной шкаф в лаборатории неорганической химии неисправен.",
    "Замечание (критерий 4.4): Пандус у входа в общежитие для инвалидов отсутствует.",
    "Замечание (критерий 5.2): Электронная библиотека недоступна заочникам.",
)
ANSWERS = (
    ["1.2", "Стратегия развития пересмотрена рабочей группой и принята советом в марте 2024 года", "исполнено"],
    ["3.1", "Вытяжной шкаф починен, лаборатория химии снова открыта для занятий второго курса", "исполнено"],
    ["4.4", "Пандус у общежития построен, перила установлены, комиссия района приняла работы", "исполнено"],
    ["5.2", "Заочники получили логины электронной библиотеки, доступ открыт из дома", "исполнено"],
)


def _conclusion(folder: Path) -> Paper:
    return taken(folder, "дело/закл.docx", "ЗАКЛЮЧЕНИЕ", "экспертной комиссии", "Колледж «Бийик»", ANALYSIS, *FINDINGS)


def _kinds(*papers: Paper) -> dict[str, DocumentKind]:
    (case,) = sort_into_cases(papers)
    return {paper.file.rsplit("/", 1)[-1]: paper.kind for paper in case.papers}


def test_a_paper_without_a_title_that_answers_the_findings_is_the_report(tmp_path: Path) -> None:
    rows = [["А", "Б", "В"], *ANSWERS]
    scan = taken(tmp_path, "дело/скан.docx", rows)
    assert _kinds(_conclusion(tmp_path), scan)["скан.docx"] is DocumentKind.REPORT


def test_a_menu_is_no_evidence_and_what_an_answer_names_is(tmp_path: Path) -> None:
    rows = [["Критерий", "Что сделано", "Подтверждение"], *([*row[:2], "Паспорт вытяжного шкафа"] for row in ANSWERS)]
    answered = taken(tmp_path, "дело/отчет.docx", "Отчёт об устранении замечаний", rows)
    menu = taken(tmp_path, "дело/новый.docx", "Меню буфета", [["День", "Обед"], ["Пн", "Лагман"], ["Вт", "Борщ"]])
    pass_ = taken(tmp_path, "дело/лист.docx", "Паспорт вытяжного шкафа", "Модель ШВ-2, заводской номер 118.")
    kinds = _kinds(_conclusion(tmp_path), answered, menu, pass_)
    assert kinds["новый.docx"] is DocumentKind.OTHER
    assert kinds["лист.docx"] is DocumentKind.EVIDENCE


def test_a_report_on_something_else_among_the_annexes_is_one_of_them(tmp_path: Path) -> None:
    rows = [["Критерий", "Что сделано", "Статус"], *ANSWERS]
    answered = taken(tmp_path, "дело/отчет.docx", "Отчёт об устранении замечаний", rows)
    annex = taken(
        tmp_path, "дело/приложения/стажировка.docx", "Отчёт о проделанной работе", "Стажировка 72 часа. " * 30
    )
    kinds = _kinds(_conclusion(tmp_path), answered, annex)
    assert kinds["стажировка.docx"] is DocumentKind.EVIDENCE
    assert kinds["отчет.docx"] is DocumentKind.REPORT


def test_the_paper_that_states_most_findings_is_the_conclusion_whatever_its_title(tmp_path: Path) -> None:
    rows = [["Критерий", "Что сделано", "Статус"], *ANSWERS]
    answered = taken(tmp_path, "дело/отчет.docx", "Отчёт об устранении замечаний комиссии", rows)
    untitled = taken(tmp_path, "дело/документ.docx", "Итог поездки", "Эксперты посмотрели кабинеты.", *FINDINGS)
    assert _kinds(untitled, answered)["документ.docx"] is DocumentKind.CONCLUSION


def test_many_findings_make_the_conclusion_of_a_paper_that_names_no_commission(tmp_path: Path) -> None:
    rows = [["Критерий", "Что сделано", "Статус"], *ANSWERS]
    answered = taken(tmp_path, "дело/отчет.docx", "Отчёт об устранении замечаний комиссии", rows)
    stated = (*FINDINGS, *(text.replace("Замечание (критерий ", "Замечание (критерий 6.") for text in FINDINGS))
    untitled = taken(tmp_path, "дело/документ.docx", "Итог поездки", "Гости посмотрели кабинеты.", *stated)
    assert _kinds(untitled, answered)["документ.docx"] is DocumentKind.CONCLUSION


def test_the_surest_of_two_conclusions_stays_the_conclusion(tmp_path: Path) -> None:
    answers = [f"{row[0]}-критерий. {row[1]}, работа принята советом." for row in ANSWERS]
    double = taken(
        tmp_path, "дело/второй.docx", "ЗАКЛЮЧЕНИЕ по работе колледжа", "Комиссия просила отчитаться.", *answers
    )
    kinds = _kinds(_conclusion(tmp_path), double)
    assert kinds["закл.docx"] is DocumentKind.CONCLUSION
    assert kinds["второй.docx"] is not DocumentKind.CONCLUSION


def test_a_report_of_a_student_answers_nobody_and_is_no_report(tmp_path: Path) -> None:
    practice = taken(tmp_path, "дело/ШВ-22.docx", "Отчёт о проделанной работе", "Практика проходила на фабрике. " * 30)
    assert _kinds(_conclusion(tmp_path), practice)["ШВ-22.docx"] is not DocumentKind.REPORT


def test_a_picture_and_a_booklet_under_a_label_that_an_answer_names_are_annexes(tmp_path: Path) -> None:
    rows = [
        ["Критерий", "Что сделано", "Подтверждение"],
        *([*row[:2], f"папка № {at}"] for at, row in enumerate(ANSWERS, 1)),
    ]
    answered = taken(tmp_path, "дело/отчет.docx", "Отчёт об устранении замечаний", rows)
    named = [
        taken(tmp_path, "дело/Папка 1.docx", "Буклет (макет)"),
        taken(tmp_path, "дело/прочее.docx", "Папка № 2", "Буклет (макет)"),
        taken(tmp_path, "дело/другое.docx", "Папка № 7", "Буклет (макет)"),
    ]
    kinds = _kinds(_conclusion(tmp_path), answered, *named)
    assert kinds["Папка 1.docx"] is kinds["прочее.docx"] is DocumentKind.EVIDENCE
    assert kinds["другое.docx"] is DocumentKind.OTHER


def test_a_loose_report_that_only_its_case_knows_is_no_annex_of_another(tmp_path: Path) -> None:
    rows = [["А", "Б", "В"], *ANSWERS]
    scan = taken(tmp_path, "скан.docx", "Колледж «Бийик»", "Колледж «Ала-Арча» башка", rows)
    other = taken(
        tmp_path,
        "два.docx",
        "ЗАКЛЮЧЕНИЕ",
        "экспертной комиссии",
        "Колледж «Ала-Арча»",
        ANALYSIS,
        "Замечание (критерий 2.1): Расписание занятий не согласовано с базами практики.",
    )
    own = taken(tmp_path, "один.docx", "ЗАКЛЮЧЕНИЕ", "экспертной комиссии", "Колледж «Бийик»", ANALYSIS, *FINDINGS)
    holding = [case for case in sort_into_cases([own, other, scan]) if scan.file in {p.file for p in case.papers}]
    assert [{p.file: p.kind for p in case.papers}["скан.docx"] for case in holding] == [DocumentKind.REPORT]


def test_a_picture_without_text_is_the_annex_that_its_name_says(tmp_path: Path) -> None:
    blank = taken(tmp_path, "дело/6-тиркеме.docx", "Сүрөт")
    bare = replace(blank.records.document, blocks=(), problems=(Problem("page_without_text", 1),))
    picture = replace(blank, records=replace(blank.records, document=bare, annexes=()), status="unreadable")
    broken = replace(picture, records=replace(picture.records, document=replace(bare, problems=(Problem("broken"),))))
    for sent, labels in ((picture, [("6",)]), (broken, [])):
        (case,) = sort_into_cases([_conclusion(tmp_path), sent])
        assert [annex.labels for annex in gather(case, None, AS_OF).annexes] == labels
