"""Layouts of plans that nobody showed: cards in lines, persons or dates first, heads for several measures, matrices."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from extractors.kinds.plan import extract
from extractors.records import Document

Paper = Callable[..., Document]


def read(document: Document) -> list[tuple[str, str | None, date | str | None]]:
    return [(action.text, action.responsible, action.due) for action in extract(document).actions]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "Критерий 1.2. Ответственный – директор Саматов Ы., срок – до 01.12.2023",
            "Критерий 2.4. Ответственный – зам. директора Пак В., срок – 2024 год",
        ),
        (
            "Критерий 1.2 (срок: до 01.12.2023; ответственный: директор Саматов Ы.)",
            "Критерий 2.4 (срок: 2024 год; ответственный: зам. директора Пак В.)",
        ),
        (
            "1.2-критерий. Жооптуу: директор Саматов Ы. Мөөнөтү: 2023-ж. 1-декабрына чейин",
            "2.4-критерий. Жооптуу: зам. директора Пак В. Мөөнөтү: 2024-жыл",
        ),
    ],
)
def test_a_head_of_criterion_person_and_date_holds_for_the_measures_below(
    paper: Paper, first: str, second: str
) -> None:
    document = paper(
        "План устранения замечаний",
        first,
        "– разработать стратегический план;",
        "– рассмотреть его на педсовете.",
        second,
        "– обновить рабочие программы.",
    )
    assert read(document) == [
        ("разработать стратегический план", "директор Саматов Ы.", date(2023, 12, 1)),
        ("рассмотреть его на педсовете", "директор Саматов Ы.", date(2023, 12, 1)),
        ("обновить рабочие программы", "зам. директора Пак В.", date(2024, 12, 31)),
    ]
    assert [action.anchor.criterion for action in extract(document).actions] == ["1.2", "1.2", "2.4"]


@pytest.mark.parametrize(
    ("finding", "keys"),
    [("Замечание", ("Что сделаем", "Кто отвечает", "Когда закончим")), ("Сын-пикир", ("Чара", "Жооптуу", "Мөөнөтү"))],
)
def test_a_numbered_finding_above_its_keys_is_no_measure(
    paper: Paper, finding: str, keys: tuple[str, str, str]
) -> None:
    what, who, when = keys
    document = paper(
        "План",
        f"{finding} 1. Отсутствует стратегия развития колледжа.",
        f"{what}: разработать и утвердить стратегию",
        f"{who}: директор",
        f"{when}: 1 ноября 2023 г.",
        f"{finding} 2. Нет договоров о практике",
        f"{what}: заключить договоры с пятью предприятиями",
        f"{who}: зав. практикой",
        f"{when}: март 2024 г.",
    )
    assert read(document) == [
        ("разработать и утвердить стратегию", "директор", date(2023, 11, 1)),
        ("заключить договоры с пятью предприятиями", "зав. практикой", date(2024, 3, 31)),
    ]
    assert [action.anchor.finding_text for action in extract(document).actions] == [
        "Отсутствует стратегия развития колледжа",
        "Нет договоров о практике",
    ]


def test_initials_before_a_name_are_no_end_of_a_sentence_and_a_date_behind_a_person_is_the_deadline(
    paper: Paper,
) -> None:
    document = paper(
        "Иш-чаралар планы",
        "1. Окуу программаларын жаңылоо. Жооптуу: бөлүм башчысы А. Асанова. Мөөнөтү: 2024-жылдын 1-сентябрына чейин.",
        "2. Сурамжылоо жүргүзүү (жооптуу – усулчу Д. Ли, 2024-жылдын майы).",
    )
    assert read(document) == [
        ("Окуу программаларын жаңылоо", "бөлүм башчысы А. Асанова", date(2024, 9, 1)),
        ("Сурамжылоо жүргүзүү", "усулчу Д. Ли", date(2024, 5, 31)),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        (
            "Директору – разработать и утвердить стратегию развития до 01.12.2023.",
            "Завхозу Бообекову – отремонтировать учебную мастерскую к 30.08.2024.",
        ),
        (
            "До 01.12.2023: разработать и утвердить стратегию развития (директору).",
            "К 30.08.2024: отремонтировать учебную мастерскую (завхозу Бообекову).",
        ),
    ],
)
def test_sentences_that_open_with_the_person_or_the_date_are_measures(paper: Paper, lines: tuple[str, str]) -> None:
    first, second = read(paper("План мероприятий", *lines))
    assert first[0] == "разработать и утвердить стратегию развития"
    assert second[0] == "отремонтировать учебную мастерскую"
    assert [(first[1] or "").lower(), (second[1] or "").lower()] == ["директору", "завхозу бообекову"]
    assert [first[2], second[2]] == [date(2023, 12, 1), date(2024, 8, 30)]


@pytest.mark.parametrize("mark", ["+", "x", "✓"])
def test_ticks_below_persons_tell_who_answers(paper: Paper, mark: str) -> None:
    document = paper(
        [
            ["Мероприятие", "Директор", "Методист", "Завхоз", "Срок"],
            ["Разработать стратегию развития", mark, "", "", "01.12.2023"],
            ["Обновить рабочие программы", "", mark, "", "01.02.2024"],
            ["Отремонтировать мастерскую", mark, "", mark, "август 2024"],
        ]
    )
    assert [who for _, who, _ in read(document)] == ["Директор", "Методист", "Директор, Завхоз"]


@pytest.mark.parametrize("title", ["План на 2024 год", "2024-жылга иш-чаралар планы"])
def test_the_year_of_the_title_does_not_stand_before_the_months_ticked(paper: Paper, title: str) -> None:
    document = paper(
        title,
        [
            ["Мероприятие", "Ответственный", "янв", "фев", "мар", "апр"],
            ["Разработать стратегию развития", "директор", "x", "x", "", ""],
            ["Заключить договоры о практике", "зав. практикой", "", "", "", "x"],
        ],
    )
    assert [due for _, _, due in read(document)] == [date(2024, 2, 29), date(2024, 4, 30)]


@pytest.mark.parametrize("joint", [" / ", "; ", " | "])
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_person_and_date_set_off_at_the_end_by_strokes_or_semicolons_are_taken_off(
    paper: Paper, joint: str, order: tuple[int, int]
) -> None:
    said = [("директор Саматов Ы.", "до 01.12.2023"), ("методист", "2024-жылдын майы"), ("завхоз", "2024 год")]
    measures = ["Разработать стратегию развития", "Окуу пландарды жаңылоо", "Купить станки; списать старые"]
    lines = [
        f"{at}. {joint.join((measure, *(pair[place] for place in order)))}"
        for at, (measure, pair) in enumerate(zip(measures, said, strict=True), start=1)
    ]
    assert read(paper("План мероприятий", *lines)) == [
        (measures[0], "директор Саматов Ы.", date(2023, 12, 1)),
        (measures[1], "методист", date(2024, 5, 31)),
        (measures[2], "завхоз", date(2024, 12, 31)),
    ]


@pytest.mark.parametrize("key", ["Срок / ответственный", "Ответственный и срок", "Мөөнөтү, жооптуусу"])
def test_one_value_of_a_form_holds_person_and_date(paper: Paper, key: str) -> None:
    document = paper(
        "План",
        [
            ["Замечание", "Нет стратегии развития"],
            ["Мероприятия", "Разработать стратегию"],
            [key, "01.12.2023 / директор Саматов Ы."],
        ],
        "",
        [
            ["Замечание", "Нет договоров о практике"],
            ["Мероприятия", "Заключить договоры"],
            [key, "зав. практикой, март 2024 г."],
        ],
    )
    assert read(document) == [
        ("Разработать стратегию", "директор Саматов Ы.", date(2023, 12, 1)),
        ("Заключить договоры", "зав. практикой", date(2024, 3, 31)),
    ]


@pytest.mark.parametrize("head", ["{}", "{} г.", "{}-ж."])
def test_ticks_below_years_tell_by_when(paper: Paper, head: str) -> None:
    document = paper(
        [
            ["№", "Мероприятие", "Исполнитель", *(head.format(year) for year in (2023, 2024, 2025))],
            ["1", "Разработать стратегию развития", "директор", "+", "", ""],
            ["2", "Обновить рабочие программы", "методист", "", "+", "+"],
        ]
    )
    assert [due for _, _, due in read(document)] == [date(2023, 12, 31), date(2025, 12, 31)]


@pytest.mark.parametrize("head", ["Зам./рек./несоотв.", "Основание", "№ замечания", ""])
def test_findings_cited_by_shortened_kinds_are_known_by_their_cells(paper: Paper, head: str) -> None:
    cited = ("Зам. 1 (кр. 1.1)", "Несоотв. 9 (кр. 5.1)", "Рек. № 3 (кр. 2.2)", "Зам. 10")
    rows = [["Срок", "Исполнитель", "Содержание работы", head]]
    rows += [[f"0{n}.03.2026", "директор Маматов Ш. О.", text, cited[n - 1]] for n, text in enumerate(DONE, 1)]
    actions = extract(paper("Дорожная карта", rows)).actions
    assert [action.anchor.finding_text for action in actions] == list(cited)
    assert [action.anchor.criterion for action in actions] == ["1.1", "5.1", "2.2", None]


@pytest.mark.parametrize(("person", "criterion"), [("завхоз Ли П.", "5.3"), ("директор Ким А.", None)])
def test_the_last_row_without_a_finding_goes_with_the_one_above_when_the_person_does(
    paper: Paper, person: str, criterion: str | None
) -> None:
    rows = [["Критерий", "Мероприятия", "Срок", "Кто отвечает"]]
    rows += [[f"5.{n}", text, f"0{n}.03.2026", "завхоз Ли П."] for n, text in enumerate(DONE[:3], 1)]
    rows += [["", DONE[3], "04.03.2026", person]]
    assert extract(paper("План", rows)).actions[-1].anchor.criterion == criterion


DONE = (
    "Разработать программу бурения",
    "Пригласить инженеров нефтепромысла",
    "Заключить договор с поликлиникой",
    "Заказать проект подъёмника",
)
