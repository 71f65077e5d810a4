"""Which answer belongs to which finding, by anchors and by content."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from checks.judgement import LinkLevel
from checks.links import link, link_actions, link_responses
from extractors.lexicon import LANGUAGES
from extractors.records import Action, Anchor, Finding, FindingKind, Place, Response
from extractors.wording import sentence

FINDINGS = (
    "Фонд библиотеки не обновлялся с 2012 года.",
    "Вентиляция сварочного цеха неисправна.",
    "Результаты анкетирования студентов не публикуются на сайте.",
    "Преподаватели специальных дисциплин не проходили стажировку на предприятиях.",
)
ANSWERS = (
    "Мастера и преподаватели спецдисциплин прошли стажировку на двух предприятиях.",
    "На сайте размещены итоги анкетирования студентов за 2024 год.",
    "В сварочном цехе смонтирована новая вентиляция.",
    "Закуплено 340 учебников, библиотека обновила фонд.",
)
PLACE = Place("paper")


def findings(*texts: str) -> tuple[Finding, ...]:
    return tuple(
        Finding(FindingKind.REMARK, text, PLACE, "1", f"1.{place + 1}", order=place) for place, text in enumerate(texts)
    )


def pairs(found: object) -> set[tuple[int, int]]:
    return {(one.finding, one.answer) for one in found}  # type: ignore[attr-defined]


def test_plain_texts_are_linked_by_content_alone() -> None:
    assert pairs(link(FINDINGS, ANSWERS)) == {(0, 3), (1, 2), (2, 1), (3, 0)}


def test_a_kyrgyz_report_is_linked_to_a_russian_conclusion() -> None:
    answers = (
        "Окутуучулар ишканаларда такшалуудан өтүштү.",
        "Студенттерди сурамжылоонун жыйынтыгы сайтка жайгаштырылды.",
        "Ширетүү цехинде желдетүү алмаштырылды.",
        "Китепкананын фонду жаңыланып, 340 окуу китеби алынды.",
    )
    assert pairs(link(FINDINGS, answers)) == {(0, 3), (1, 2), (2, 1), (3, 0)}


def test_a_sentence_about_nothing_asked_stays_without_a_link() -> None:
    idle = "Выражаем благодарность экспертной комиссии за объективную оценку."
    assert all(found.answer != 4 for found in link(FINDINGS, (*ANSWERS, idle)))


def test_codes_lead_even_where_the_answer_says_nothing() -> None:
    coded = tuple(replace(finding, label=f"З-{place + 1}") for place, finding in enumerate(findings(*FINDINGS)))
    answers = tuple(
        Response("Принято к сведению.", PLACE, Anchor(place, labels=(label,)))
        for place, label in enumerate(("З-3", "З-1", "З-4", "З-2"))
    )
    linked = link_responses(coded, answers, (), ()).links
    assert pairs(linked) == {(2, 0), (0, 1), (3, 2), (1, 3)}
    assert {found.level for found in linked} == {LinkLevel.CITED}


def test_one_row_for_two_criteria_serves_both_findings() -> None:
    answer = Response("Фонд обновлён, вентиляция заменена.", PLACE, Anchor(0, criterion="1.1, 1.2"))
    linked = link_responses(findings(*FINDINGS), (answer,), (), ()).links
    assert pairs(linked) == {(0, 0), (1, 0)}


def test_two_answers_under_each_others_criterion_are_told_apart_by_content() -> None:
    wrong = {0: "1.4", 1: "1.3", 2: "1.1", 3: "1.2"}
    answers = tuple(Response(text, PLACE, Anchor(place, criterion=wrong[place])) for place, text in enumerate(ANSWERS))
    linked = link_responses(findings(*FINDINGS), answers, (), ()).links
    assert {(1, 2), (0, 3)} <= pairs(linked)


def test_an_answer_under_the_plans_number_comes_by_way_of_the_measure() -> None:
    actions = tuple(
        Action(text, PLACE, Anchor(place, str(place + 1), criterion=f"1.{finding + 1}"))
        for place, (finding, text) in enumerate(
            ((3, "Направить преподавателей на предприятия"), (0, "Закупить книги"), (2, "Выложить итоги опросов"))
        )
    )
    planned = link_actions(findings(*FINDINGS), actions).links
    assert pairs(planned) == {(3, 0), (0, 1), (2, 2)}
    answers = tuple(
        Response(text, PLACE, Anchor(place, str(place + 1)))
        for place, text in enumerate(("Семеро побывали на заводе.", "Куплено 340 томов.", "Итоги выложены."))
    )
    assert pairs(link_responses(findings(*FINDINGS), answers, actions, planned).links) == {(3, 0), (0, 1), (2, 2)}


def test_answers_for_another_programme_of_the_same_report_are_kept_away() -> None:
    asked = findings("Повышение квалификации преподавателей носит разовый характер.")
    answers = (
        Response("Для преподавателей принят план повышения квалификации.", PLACE, Anchor(0, programme="Менеджмент")),
        Response("Преподаватели войдут в план осенью.", PLACE, Anchor(1, programme="Экономика")),
    )
    linked = link_responses(asked, answers, (), (), programme="580100 «Экономика»").links
    assert pairs(linked) <= {(0, 1)}


def test_every_link_says_why_in_three_languages_and_scores_within_bounds() -> None:
    for found in link(FINDINGS, ANSWERS):
        assert found.why
        assert 0 <= found.score <= 1
        assert all(sentence(reason, language) for reason in found.why for language in LANGUAGES)


def test_nothing_to_link_gives_no_links() -> None:
    assert link((), ANSWERS) == ()
    assert link(FINDINGS, ()) == ()
    assert link(("",), ("",)) == ()


def test_a_measure_of_the_institutions_own_is_not_put_under_the_one_finding_left() -> None:
    asked = findings(
        "Учебный план не согласован с работодателями.",
        "Подписка на базы данных истекла.",
        "Подключить библиотеку к электронной библиотеке вузов.",
    )
    measures = [
        Action("Согласовать учебный план с работодателями", PLACE, Anchor(order=0)),
        Action("Продлить подписку на базы данных", PLACE, Anchor(order=1)),
        Action("Озеленить территорию перед корпусом", PLACE, Anchor(order=2)),
    ]
    assert pairs(link_actions(asked, measures).links) == {(0, 0), (1, 1)}


REMARK, RECOMMENDATION = FindingKind.REMARK, FindingKind.RECOMMENDATION
BY_KIND = (
    (REMARK, "Концепция программы советом не рассматривалась."),
    (REMARK, "Журнал осмотра снаряжения не ведётся."),
    (RECOMMENDATION, "Предусмотреть показатели своевременных защит."),
    (RECOMMENDATION, "Открыть кабинет психолога."),
)


def by_kind(*, numbered: bool) -> tuple[Finding, ...]:
    numbers = {REMARK: 0, RECOMMENDATION: 0}
    found = []
    for order, (kind, text) in enumerate(BY_KIND):
        numbers[kind] += 1
        found.append(Finding(kind, text, PLACE, label=str(numbers[kind]) if numbered else None, order=order))
    return tuple(found)


@pytest.mark.parametrize("numbered", [True, False])
@pytest.mark.parametrize(
    "anchors",
    [
        [{"section": "К рекомендации № 2"}, {"section": "К замечанию № 2"}, {"section": "К рекомендации № 1"}],
        [{"section": "2-сунуш боюнча"}, {"section": "2-сын-пикир"}, {"section": "1-сунуш"}],
        [{"labels": ("Р-2",)}, {"labels": ("З-2",)}, {"labels": ("Р-1",)}],
        [{"labels": ("су-2",)}, {"labels": ("с-2",)}, {"labels": ("су-1",)}],
        [{"labels": ("рек. 2",)}, {"labels": ("зам. 2",)}, {"labels": ("рек. 1",)}],
        [{"finding_text": "Реком. 2 (кр. 3.1)"}, {"finding_text": "Зам. № 2"}, {"finding_text": "рек 1"}],
    ],
)
def test_findings_may_be_cited_by_their_kind_and_number(anchors: list[dict[str, Any]], *, numbered: bool) -> None:
    words = ("Кабинет психолога открыт.", "Журнал ведётся.", "Показатели защит введены.")
    answers = tuple(
        Response(text, PLACE, Anchor(place, **said))
        for place, (text, said) in enumerate(zip(words, anchors, strict=True))
    )
    assert pairs(link_responses(by_kind(numbered=numbered), answers, (), ()).links) == {(3, 0), (1, 1), (2, 2)}


def test_one_answer_may_cite_a_remark_and_a_recommendation() -> None:
    both = Anchor(0, labels=("1",), section="К замечанию № 1 и рекомендации № 1")
    answer = Response("Концепция дополнена показателями и утверждена советом.", PLACE, both)
    assert pairs(link_responses(by_kind(numbered=True), (answer,), (), ()).links) == {(0, 0), (2, 0)}


def test_a_range_of_one_kind_cites_all_between() -> None:
    three = tuple(
        Finding(RECOMMENDATION, text, PLACE, label=str(at), order=at - 1)
        for at, text in enumerate(("Открыть кабинет.", "Ввести показатели.", "Завести журнал."), 1)
    )
    answer = Response(
        "Кабинет открыт, показатели введены, журнал заведён.", PLACE, Anchor(0, section="К рекомендациям 1–3")
    )
    assert pairs(link_responses((*by_kind(numbered=True)[:2], *three), (answer,), (), ()).links) >= {
        (2, 0),
        (3, 0),
        (4, 0),
    }


def test_numbers_alone_in_the_place_of_the_finding_cite_it() -> None:
    answer = Response("Фонд обновлён, а вентиляция заменена.", PLACE, Anchor(0, finding_text="1), 2)"))
    assert pairs(link_responses(findings(*FINDINGS), (answer,), (), ()).links) == {(0, 0), (1, 0)}


def test_what_is_called_an_own_initiative_answers_no_finding() -> None:
    for told in ("по инициативе кафедры", "(инициатива факультета)", "өз демилгебиз"):
        own = Action("Обновить фонд библиотеки", PLACE, Anchor(0, finding_text=told))
        assert link_actions(findings(*FINDINGS), (own,)).links == ()


def test_a_code_holds_its_measure_though_the_words_differ() -> None:
    coded = tuple(replace(finding, label=f"З-{place + 1}") for place, finding in enumerate(findings(*FINDINGS)))
    plan = (
        Action("Закупить учебники", PLACE, Anchor(0, labels=("З-1",))),
        Action("Обеспечить воздухообмен у постов", PLACE, Anchor(1, labels=("З-2",))),
        Action("Вывесить сводку", PLACE, Anchor(2, labels=("З-3",))),
    )
    assert pairs(link_actions(coded, plan).links) == {(0, 0), (1, 1), (2, 2)}


@pytest.mark.parametrize("where", ["labels", "section", "finding_text"])
def test_letters_of_points_are_cited_like_numbers(where: str) -> None:
    lettered = tuple(replace(finding, label="абвг"[place]) for place, finding in enumerate(findings(*FINDINGS)))
    told = {"labels": "{}", "section": "{}) Тема", "finding_text": "{}) Тема"}[where]
    anchors = [told.format(letter) for letter in "вбга"]
    answers = tuple(
        Response("Сделано.", PLACE, Anchor(place, **{where: (text,) if where == "labels" else text}))
        for place, text in enumerate(anchors)
    )
    assert pairs(link_responses(lettered, answers, (), ()).links) == {(2, 0), (1, 1), (3, 2), (0, 3)}


@pytest.mark.parametrize("named", ["IV", "Стандарт IV", "4", "4-стандарт"])
def test_standards_in_roman_and_arabic_numbers_are_one(named: str) -> None:
    found = (
        Finding(REMARK, "Партнёрские программы не развиты.", PLACE, standard="V", order=0),
        Finding(REMARK, "Вход в корпус недоступен.", PLACE, standard="IV", order=1),
    )
    measure = (Action("Заказать проект подъёмника", PLACE, Anchor(0, standard=named)),)
    odds = link_actions(found, measure).odds
    assert odds[1, 0] > odds[0, 0]
