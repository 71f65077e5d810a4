"""Sentences of one paragraph that answer the same finding are one answer; those of different findings stay apart."""

from __future__ import annotations

from dataclasses import replace

from checks.joined_answers import with_sentences_joined
from checks.judgement import CaseCard, CaseRecords, Link, LinkLevel
from extractors.evidence_names import named_evidence
from extractors.records import Place, Response

PARAGRAPH = Place("report.docx", paragraph=4)
SENTENCES = (
    "Критерии итоговой работы утверждены и роздаются слушателям в первый день.",
    "Доля отличных отметок теперь 44 % (приложение № 3).",
    "Пандус построен.",
)
CASE = CaseRecords(
    CaseCard("case"),
    responses=tuple(Response(text, PARAGRAPH, evidence=named_evidence(text)) for text in SENTENCES),
)


def links(*pairs: tuple[int, int]) -> list[Link]:
    return [Link(finding, answer, LinkLevel.TOPIC, 0.5 + answer / 10) for finding, answer in pairs]


def test_two_sentences_for_one_finding_become_one_answer_with_its_paper() -> None:
    case, found = with_sentences_joined(CASE, links((0, 0), (0, 1), (1, 2)))
    assert [response.text for response in case.responses] == [" ".join(SENTENCES[:2]), SENTENCES[2]]
    assert [name.annex for name in case.responses[0].evidence] == ["3"]
    assert [(link.finding, link.answer) for link in found] == [(0, 0), (1, 1)]


def test_sentences_for_other_findings_or_none_stay_apart() -> None:
    for pairs in ([(0, 0), (1, 1), (2, 2)], [(0, 0), (0, 1), (1, 1)], [(0, 0)], []):
        case, found = with_sentences_joined(CASE, links(*pairs))
        assert [response.text for response in case.responses] == list(SENTENCES)
        assert [(link.finding, link.answer) for link in found] == pairs


def test_rows_of_a_table_and_answers_with_a_state_stay_apart() -> None:
    for changed in ({"place": Place("report.docx", table=1, row=2)}, {"status_text": "выполнено"}):
        responses = tuple(replace(response, **changed) for response in CASE.responses)
        case, _ = with_sentences_joined(replace(CASE, responses=responses), links((0, 0), (0, 1), (0, 2)))
        assert len(case.responses) == len(SENTENCES)
