"""One verdict per finding, from plan and report together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.judgement import CaseCard, CaseRecords, PlanStatus, ReportStatus
from checks.verdicts import finding_ids, judge_findings
from extractors.evidence_names import named_evidence
from extractors.lexicon import LANGUAGES
from extractors.records import Action, Anchor, Finding, FindingKind, Place, Response
from extractors.wording import sentence

AS_OF = date(2026, 3, 2)
FINDINGS = tuple(
    Finding(FindingKind.REMARK, text, Place("conclusion"), "1", f"1.{place + 1}", order=place)
    for place, text in enumerate(
        ("Фонд библиотеки не обновлялся.", "Вентиляция цеха неисправна.", "Нет порядка апелляции.")
    )
)


def action(
    criterion: str, text: str, responsible: str | None = "директор", due: str | None = "до 01.09.2024"
) -> Action:
    return Action(text, Place("plan"), Anchor(criterion=criterion), responsible, due)


def answer(criterion: str, text: str, file: str = "report") -> Response:
    return Response(text, Place(file), Anchor(criterion=criterion), evidence=named_evidence(text))


def case(actions: tuple[Action, ...] = (), responses: tuple[Response, ...] = (), **card: object) -> CaseRecords:
    rounds = tuple(dict.fromkeys(response.place.file for response in responses))
    return CaseRecords(
        CaseCard("case", **card),  # type: ignore[arg-type]
        findings=FINDINGS,
        actions=actions,
        responses=responses,
        rounds=rounds,
    )


def test_a_measure_needs_both_a_person_and_a_deadline() -> None:
    actions = (
        action("1.1", "Закупить книги"),
        action("1.2", "Починить вентиляцию", None),
        action("1.2", "Купить вентилятор", due=None),
    )
    judged = judge_findings(case(actions), AS_OF)
    assert [verdict.plan for verdict in judged.verdicts] == [
        PlanStatus.COVERED,
        PlanStatus.INCOMPLETE,
        PlanStatus.MISSING,
    ]
    assert judged.verdicts[1].why[0].code == "verdict.neither_whole"


def test_a_finished_act_with_its_paper_is_addressed_and_without_it_lacks_evidence() -> None:
    answers = (
        answer("1.1", "Закуплено 300 книг, фонд обновлён (накладная № 5 от 01.02.2025)."),
        answer("1.2", "Вентиляция цеха заменена."),
    )
    judged = judge_findings(case(responses=answers), AS_OF)
    assert [verdict.report for verdict in judged.verdicts] == [
        ReportStatus.ADDRESSED,
        ReportStatus.NO_EVIDENCE,
        ReportStatus.UNADDRESSED,
    ]


def test_the_newest_edition_that_answers_a_finding_wins_and_the_rest_stays() -> None:
    answers = (
        answer("1.1", "Фонд библиотеки обновлён полностью (приложение 1).", "first"),
        answer("1.2", "Вентиляция цеха заменена (приложение 2).", "first"),
        answer("1.1", "Закупка книг для библиотеки запланирована на 2027 год.", "second"),
    )
    judged = judge_findings(case(responses=answers), AS_OF)
    assert [verdict.report for verdict in judged.verdicts[:2]] == [ReportStatus.PLANNED, ReportStatus.ADDRESSED]


def test_a_five_year_term_asks_for_no_report() -> None:
    judged = judge_findings(case((action("1.1", "Закупить книги"),), term_years=5), AS_OF)
    assert {verdict.report for verdict in judged.verdicts} == {ReportStatus.NOT_APPLICABLE}


def test_one_boilerplate_for_all_is_formal() -> None:
    answers = tuple(answer(f"1.{place}", "Работа была проведена комиссией колледжа.") for place in (1, 2, 3))
    judged = judge_findings(case(responses=answers), AS_OF)
    assert {verdict.report for verdict in judged.verdicts} == {ReportStatus.FORMAL}


def test_answers_for_one_finding_are_weighed_together() -> None:
    answers = (
        answer("1.1", "Для библиотеки закуплено 100 книг (накладная № 1)."),
        answer("1.1", "Обновление фонда библиотеки продолжится: вторая закупка запланирована на май."),
    )
    assert judge_findings(case(responses=answers), AS_OF).verdicts[0].report is ReportStatus.PARTIAL


def test_every_reason_is_worded_in_three_languages() -> None:
    answers = (answer("1.1", "Принято к сведению."), answer("1.2", "С замечанием не согласны."))
    for verdict in judge_findings(case((action("1.1", "Закупить книги", None),), answers), AS_OF).verdicts:
        assert all(sentence(reason, language) for reason in verdict.why for language in LANGUAGES)


def test_ids_are_unique_and_outlast_small_differences_of_reading() -> None:
    ids = finding_ids((*FINDINGS, FINDINGS[0]))
    assert len(set(ids)) == len(ids)
    reread = tuple(replace(finding, text=finding.text.upper().replace(".", " ")) for finding in FINDINGS)
    assert finding_ids(reread) == finding_ids(FINDINGS)


def test_nothing_at_all_gives_no_verdicts() -> None:
    judged = judge_findings(CaseRecords(CaseCard("empty")), AS_OF)
    assert judged.verdicts == ()


WORDS = st.sampled_from(
    ["фонд", "библиотека", "обновлён", "не", "будет", "№ 5", "(", "1.2", "жок", "аткарылды", "50 %", "\n", "—"]
)


@pytest.mark.filterwarnings("ignore")
@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(WORDS, max_size=8).map(" ".join), max_size=4))
def test_whatever_is_answered_each_finding_gets_one_verdict_and_no_answer_is_lost(texts: list[str]) -> None:
    answers = tuple(Response(text, Place("report", row=row), Anchor(row)) for row, text in enumerate(texts))
    judged = judge_findings(case(responses=answers), AS_OF)
    linked = {id(found.response) for verdict in judged.verdicts for found in verdict.answered}
    assert len(judged.verdicts) == len(FINDINGS)
    assert linked | {id(response) for response in judged.unlinked_responses} == {id(response) for response in answers}
