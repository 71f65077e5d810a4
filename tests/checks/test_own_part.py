"""An answer that serves several findings says its own to each."""

from checks.own_part import own_parts
from extractors.records import EvidenceName, Place, Response

BOOKS = ["В библиотеке нет учебников на государственном языке."]
ACCESS = ["Студенты не могут пользоваться электронными ресурсами библиотеки."]


def _answer(text: str, *papers: str) -> Response:
    return Response(text, Place("отчёт.docx"), evidence=tuple(EvidenceName(paper) for paper in papers))


def test_each_finding_gets_the_sentence_that_speaks_to_it_and_the_paper_named_there() -> None:
    answer = _answer(
        "Куплено 150 учебников на государственном языке (приложение 8). К электронным ресурсам назначен ответственный.",
        "приложение 8",
    )
    books, access = own_parts(answer, [BOOKS, ACCESS])
    assert books.text == "Куплено 150 учебников на государственном языке (приложение 8)."
    assert access.text == "К электронным ресурсам назначен ответственный."
    assert [name.text for name in books.evidence] == ["приложение 8"]
    assert access.evidence == ()


def test_a_paper_from_the_evidence_column_stands_behind_every_part() -> None:
    answer = _answer("Учебники на государственном языке куплены; доступ к электронным ресурсам открыт.", "акт № 4")
    books, access = own_parts(answer, [BOOKS, ACCESS])
    assert books.evidence == access.evidence == (EvidenceName("акт № 4"),)


def test_one_sentence_for_two_findings_stays_whole() -> None:
    answer = _answer("Учебники куплены, доступ к электронным ресурсам открыт.")
    assert own_parts(answer, [BOOKS, ACCESS]) == (answer, answer)


def test_an_answer_that_leaves_one_finding_without_a_sentence_stays_whole() -> None:
    answer = _answer("Куплено 150 учебников. Учебники на государственном языке стоят в библиотеке.")
    assert own_parts(answer, [BOOKS, ACCESS]) == (answer, answer)


def test_a_measure_planned_for_both_findings_does_not_decide() -> None:
    shared = "Обеспечить библиотеку учебниками и электронными ресурсами"
    answer = _answer("Куплено 150 учебников. К электронным ресурсам назначен ответственный.")
    books, access = own_parts(answer, [[*BOOKS, shared], [*ACCESS, shared]])
    assert books.text.startswith("Куплено")
    assert access.text.startswith("К электронным")
