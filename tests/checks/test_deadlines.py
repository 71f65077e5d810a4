from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.clauses import check_clauses
from checks.deadlines import Bearer, Deadline, Horizon, by_referent, calendar_file, deadlines
from checks.judgement import Judgement
from data import ROOT
from extractors.records import Reason
from tests.checks.gold_case import gold_case

AS_OF = date(2026, 3, 2)


def judged(name: str, referent: str | None = "Бекова Ч. А.", as_of: date = AS_OF) -> Judgement:
    gold = gold_case(ROOT / "samples" / "gold" / f"{name}.json", ())
    card = replace(gold.case.card, referent=referent, organisation="Институт «Данакер»")
    case = replace(gold.case, card=card)
    return Judgement(as_of, card, (), gold.verdicts, (), (), check_clauses(case, gold.verdicts, as_of))


def test_a_report_that_did_not_come_is_overdue_for_the_institution() -> None:
    found = [each for each in deadlines(judged("S08")) if each.rule == "2.5.report_submitted"]
    assert [(each.day, each.bearer, each.horizon(AS_OF)) for each in found] == [
        (date(2026, 2, 20), Bearer.INSTITUTION, Horizon.OVERDUE)
    ]


def test_a_report_that_came_is_the_agencys_to_review() -> None:
    found = {each.rule: each for each in deadlines(judged("S02"))}
    review = found["2.7.review_due"]
    assert (review.day, review.bearer) == (date(2026, 3, 22), Bearer.AGENCY)
    assert review.horizon(AS_OF) is Horizon.WITHIN_30
    assert "2.5.report_submitted" not in found and "2.4.submitted" not in found


def test_a_plan_that_came_late_is_settled_and_no_longer_due() -> None:
    assert all(each.rule != "2.4.submitted" for each in deadlines(judged("S08")))


def test_measures_ahead_are_listed_for_a_plan_without_a_report() -> None:
    measures = [each for each in deadlines(judged("S04")) if each.what.code == "deadline.measure"]
    assert measures and all(each.day >= AS_OF and each.bearer is Bearer.INSTITUTION for each in measures)


@pytest.mark.parametrize(
    ("days", "horizon"),
    [
        (-1, "overdue"),
        (0, "within_7"),
        (7, "within_7"),
        (8, "within_30"),
        (30, "within_30"),
        (31, "within_90"),
        (90, "within_90"),
        (91, "later"),
    ],
)
def test_horizons_end_with_their_last_day(days: int, horizon: str) -> None:
    deadline = Deadline(
        "c", None, None, None, Bearer.AGENCY, None, AS_OF + timedelta(days=days), Reason("deadline.agency")
    )
    assert deadline.horizon(AS_OF) == horizon


def test_referents_come_by_name_and_cases_without_one_last() -> None:
    found = [*deadlines(judged("S02", None)), *deadlines(judged("S08", "Төлөбекова Н. А.")), *deadlines(judged("S01"))]
    assert [name for name, _ in by_referent(found)] == ["Бекова Ч. А.", "Төлөбекова Н. А.", None]


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


@pytest.mark.parametrize("language", ["ru", "ky", "en"])
def test_a_calendar_file_holds_every_deadline_as_a_whole_day(language: str) -> None:
    found = deadlines(judged("S08"))
    lines = unfolded(calendar_file(found, as_of=AS_OF, language=language))
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-2:] == ["END:VCALENDAR", ""]
    assert lines.count("BEGIN:VEVENT") == len(found) == len({line for line in lines if line.startswith("UID:")})
    assert "DTSTART;VALUE=DATE:20260220" in lines and "DTEND;VALUE=DATE:20260221" in lines


def test_an_event_keeps_its_uid_from_run_to_run() -> None:
    first = unfolded(calendar_file(deadlines(judged("S08")), as_of=AS_OF, language="ru"))
    later = date(2026, 3, 9)
    second = unfolded(calendar_file(deadlines(judged("S08", as_of=later)), as_of=later, language="ky"))
    uids = [[line for line in lines if line.startswith("UID:")] for lines in (first, second)]
    assert uids[0] == uids[1]


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("аөүң,;\\\n№«» xyz€😀"), max_size=400))
def test_lines_are_folded_at_75_octets_and_never_through_a_letter(text: str) -> None:
    deadline = Deadline("c", text, None, None, Bearer.AGENCY, None, AS_OF, Reason("deadline.agency"))
    written = calendar_file([deadline], as_of=AS_OF, language="ky")
    assert all(len(line.encode()) <= 75 for line in written.split("\r\n"))
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    summary = next(line for line in unfolded(written) if line.startswith("SUMMARY:"))
    assert summary.endswith(f"— {escaped}" if text else "— c")
