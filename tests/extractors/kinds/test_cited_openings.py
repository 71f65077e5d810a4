"""Letters whose paragraphs open with what they answer: a topic, a criterion, a number."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.kinds.report import extract
from extractors.records import Document

Paper = Callable[..., Document]

RU = [
    ("1.3", "Цели программы", "Проведена анкета в 32 школах, цели программы переписаны и утверждены"),
    ("2.2", "Учебный план", "Введена дисциплина по выбору на 5 кредитов, её изучают 47 студентов"),
    ("5.4", "Электронная библиотека", "Доступ к двум электронным библиотекам оплачен до декабря 2026 года"),
    ("7.3", "Сайт", "Страница программы обновлена на двух языках"),
]
KY = [
    ("1.3", "Максаттар", "Аймактын 32 мектебинде анкета жүргүзүлүп, программанын максаттары кайра жазылды"),
    ("2.2", "Окуу план", "Окуу планга 5 кредиттик тандоо дисциплинасы киргизилди, аны 47 студент окуп жатат"),
    ("5.4", "Электрондук китепкана", "Эки электрондук китепкана системасына кирүү 2026-жылга чейин төлөндү"),
    ("7.3", "Сайт", "Программанын барагынын кыргызча жана орусча версиялары бирдей маалыматка келтирилди"),
]


@pytest.mark.parametrize(
    ("facts", "opening", "topical"),
    [
        (RU, "{topic} (критерий {criterion}). ", True),
        (RU, "{topic} ({criterion}). ", True),
        (RU, "По критерию {criterion}. ", False),
        (RU, "Критерий {criterion} — {topic}. ", True),
        (RU, "Критерий {criterion}, рекомендация: ", False),
        (RU, "{topic} (кр. {criterion}): ", True),
        (KY, "{topic} боюнча ({criterion}-критерий). ", True),
        (KY, "{criterion}-критерий. ", False),
        (KY, "{criterion}-критерий, сунуш: ", False),
        (KY, "{criterion}-критерий боюнча. ", False),
        (KY, "{topic} тууралуу ({criterion}). ", True),
    ],
)
@pytest.mark.parametrize("papers", ["", " Документ: № 4 протокол.", " Негизи — № 4 протокол.", " Караңыз: № 4 протокол."])
def test_an_opening_that_cites_the_criterion_is_no_part_of_the_answer(
    paper: Paper, facts: list[tuple[str, str, str]], opening: str, topical: bool, papers: str
) -> None:
    lines = [f"{opening.format(topic=topic, criterion=criterion)}{told}.{papers}" for criterion, topic, told in facts]
    found = extract(paper(*lines)).responses
    assert [(said.text.rstrip("."), said.anchor.criterion) for said in found] == [
        (told, criterion) for criterion, _, told in facts
    ]
    if topical:
        assert all(
            topic in (said.anchor.finding_text or "") for said, (_, topic, _) in zip(found, facts, strict=True)
        )
    if papers:
        assert [[name.text for name in said.evidence] for said in found] == [["№ 4 протокол"]] * len(facts)


@pytest.mark.parametrize(
    ("facts", "heading", "introduction"),
    [
        (RU, "Стандарт {}. Раздел отчёта", "На кафедре работают 20 преподавателей."),
        (RU, "Стандарт {}", "В 2025 году на программу принято 54 студента."),
        (KY, "{}-стандарт", "Кафедрада 20 окутуучу эмгектенет."),
        (KY, "{}-стандарт. Мазмуну", "Мазмун боюнча төмөнкү иштер бүткөрүлдү."),
    ],
)
def test_what_leads_into_a_section_of_cited_answers_is_none_of_them(
    paper: Paper, facts: list[tuple[str, str, str]], heading: str, introduction: str
) -> None:
    lines: list[str] = []
    for at, (criterion, topic, told) in enumerate(facts):
        lines.append(heading.format(criterion[0]))
        lines.extend([introduction] if at == 1 else [])
        lines.append(f"{topic} ({criterion}). {told}.")
    assert [said.text.rstrip(".") for said in extract(paper(*lines)).responses] == [told for _, _, told in facts]


@pytest.mark.parametrize(
    ("head", "remark"),
    [
        ("Замечание {}", "О расходах: на исправление израсходовано 212 тысяч сомов, из них 30 тысяч спонсорские."),
        ("Замечание № {}", "Весной колледж проверяла пожарная инспекция, её акт к аккредитации не относится."),
        ("{}-эскертүү", "Чыгымдар жөнүндө: оңдоого 212 миң сом жумшалды, анын 30 миңи демөөрчүлүк."),
    ],
)
def test_a_closing_remark_is_no_part_of_the_last_answer(paper: Paper, head: str, remark: str) -> None:
    lines = [line for at, (_, _, told) in enumerate(RU, 1) for line in (head.format(at), f"{told}.")]
    found = extract(paper(*lines, remark, "Директор Б. С. Чынгышев")).responses
    assert [said.text.rstrip(".") for said in found[: len(RU)]] == [told for _, _, told in RU]
    assert all(not said.anchor.labels for said in found[len(RU) :])
