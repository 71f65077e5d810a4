"""Letters whose answers carry keys while what they answer carries none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.kinds.report import extract
from extractors.records import Document, Response

Paper = Callable[..., Document]

FOUND = [
    ("З-1", "1.2", "Положение об ординатуре 2014 года не учитывает действующий порядок."),
    ("З-2", "2.4", "Дневник ординатора проверяется один раз в год."),
    ("Р-1", "6.3", "Определить порядок психологической помощи."),
]
TOLD = [
    "Новое Положение принято, старое признано утратившим силу.",
    "Дневники проверяются еженедельно на базе городской больницы.",
    "Порядок утверждён, психолог принят на полставки.",
]
PAPERS = ["Положение от 19.12.2023", "журнал проверки дневников", "приказ № 31 от 02.02.2024"]
TABYLDY = [
    ("С-1", "1.2", "Өнүктүрүү программасында сапат көрсөткүчтөрү жок."),
    ("С-2", "2.4", "Күндөлүктөр жылына бир жолу текшерилет."),
    ("У-1", "6.3", "Психологиялык жардамдын тартибин аныктоо сунушталат."),
]
AITTY = [
    "Программага «Сапат» бөлүмү кошулду, педкеңеште кабыл алынды.",
    "Күндөлүктөр ар жума сайын текшерилип турат.",
    "Тартип бекитилди, психолог жумушка алынды.",
]
KAGAZ = ["1-тиркеме", "текшерүү журналы", "02.02.2024-ж. № 31 буйрук"]
RU = (FOUND, TOLD, PAPERS)
KY = (TABYLDY, AITTY, KAGAZ)

Keys = tuple[list[tuple[str, str, str]], list[str], list[str], str, str, str]
ABOVE = ["{code} (кр. {criterion}). {text}", "{code} ({criterion}). «{text}»", "{code}. {text} ({criterion})"]


def read(paper: Paper, *lines: str) -> tuple[Response, ...]:
    return extract(paper(*lines)).responses


def told(responses: tuple[Response, ...]) -> list[tuple[str, str | None, list[str]]]:
    return [(said.text, said.anchor.criterion, [name.text for name in said.evidence]) for said in responses]


@pytest.mark.parametrize("above", ABOVE)
@pytest.mark.parametrize(
    "keys",
    [
        (*RU, "Ответ: ", "Документы: ", "Состояние: выполнено."),
        (*RU, "Отклик: ", "Подтверждение: ", "Статус: выполнено"),
        (*RU, "Выполнено: ", "Подтверждающие документы: ", ""),
        (*RU, "Принятые меры: ", "Основание: ", "Отметка о выполнении: исполнено"),
        (*RU, "Что сделано – ", "Документы – ", "Статус – выполнено"),
        (*RU, "Ответ. ", "Документы: ", ""),
        (*RU, "Сделано: ", "Приложение: ", ""),
        (*RU, "Реализовано: ", "Материалы: ", "Состояние: реализовано"),
        (*KY, "Жооп: ", "Далили: ", "Абалы: аткарылды"),
        (*KY, "Аткарылышы: ", "Тастыктама: ", ""),
        (*KY, "Жасалды: ", "Негизи: ", "Абалы: аткарылды."),
        (*KY, "Мектептин жообу: ", "Тастыктоочу документ: ", ""),
        (*KY, "Жооп – ", "Далили – ", ""),
        (*KY, "Эмне жасалды: ", "Тиркемелер: ", ""),
    ],
)
@pytest.mark.parametrize("together", ["apart", "breaks", "one"])
def test_what_stands_above_a_keyed_answer_is_what_it_answers(
    paper: Paper, above: str, keys: Keys, together: str
) -> None:
    found, said, named, answer, papers, status = keys
    if together != "apart" and (" – " in answer or answer == "Ответ. "):
        together = "apart"
    lines: list[str] = ["Отчёт о выполнении рекомендаций", "Документы лежат в отделе качества и будут показаны."]
    for (code, criterion, text), words, name in zip(found, said, named, strict=True):
        head = above.format(code=code, criterion=criterion, text=text)
        below = [answer + words, f"{papers}{name}.", *([status] if status else [])]
        if together == "one":
            lines.append(" ".join([head, *below]))
        elif together == "breaks":
            lines.append("\n".join([head, *below]))
        else:
            lines.extend([head, *below])
    responses = read(paper, *lines, "Проректор Н. А. Маматов")
    assert told(responses) == [
        (words, criterion, [name]) for (_, criterion, _), words, name in zip(found, said, named, strict=True)
    ]


def test_two_answers_below_one_finding_are_both_its_answers(paper: Paper) -> None:
    responses = read(
        paper,
        "НС-1 (кр. 3.2). Ординаторы не имеют подписанных допусков к дежурству.",
        "Ответ: Лист допуска введён с 9 октября 2023 года.",
        "Состояние: выполнено.",
        "НС-2 (кр. 5.1). Клинических баз для модуля нет.",
        "Ответ: Договор с областной детской больницей подписан.",
        "Документы: договор № 17 от 26.01.2024.",
        "Состояние: выполнено.",
        "Ответ: Модуль пересчитан на 144 часа практики.",
        "Документы: рабочая программа модуля.",
        "Состояние: выполняется.",
    )
    assert [(said.anchor.labels, said.anchor.criterion, said.status_text) for said in responses] == [
        (("НС-1",), "3.2", "выполнено"),
        (("НС-2",), "5.1", "выполнено"),
        (("НС-2",), "5.1", "выполняется"),
    ]
    assert [name.text for name in responses[2].evidence] == ["рабочая программа модуля"]


@pytest.mark.parametrize("papers", ["", "Документы: протокол № 4 от 12.02.2025."])
def test_an_item_without_a_key_for_its_answer_is_heard_among_those_with_one(paper: Paper, papers: str) -> None:
    responses = read(
        paper,
        *("З-1 (кр. 1.2). Положение устарело.", "Ответ: Новое Положение принято в декабре.", "Документы: приказ № 4."),
        *("З-2 (кр. 2.4). Дневники не проверяются.", " ".join(["С замечанием вуз не согласен.", papers]).strip()),
        *("З-3 (кр. 3.1). Нет опросов.", "Ответ: Опросы проведены дважды в 2025 году."),
    )
    assert [(said.anchor.criterion, said.text) for said in responses] == [
        ("1.2", "Новое Положение принято в декабре."),
        ("2.4", "С замечанием вуз не согласен."),
        ("3.1", "Опросы проведены дважды в 2025 году."),
    ]


def test_a_topic_alone_above_a_keyed_answer_is_what_it_answers(paper: Paper) -> None:
    responses = read(
        paper,
        *("Библиотечный фонд", "Ответ: Закуплено 120 учебников на кыргызском языке.", "Документы: накладная № 7."),
        *("Сайт колледжа", "Ответ: Страница программы обновлена на двух языках.", "Опубликован и учебный план."),
        *("Наставничество", "Ответ: Наставники назначены приказом.", "С уважением, директор колледжа"),
    )
    assert [(said.anchor.finding_text, said.text) for said in responses] == [
        ("Библиотечный фонд", "Закуплено 120 учебников на кыргызском языке."),
        ("Сайт колледжа", "Страница программы обновлена на двух языках.\nОпубликован и учебный план."),
        ("Наставничество", "Наставники назначены приказом."),
    ]


def test_papers_listed_below_their_key_prove_the_answer_above(paper: Paper) -> None:
    responses = read(
        paper,
        *("З-1 (кр. 1.2). Положение устарело.", "Ответ: Новое Положение принято в декабре."),
        *("Документы:", "- Положение об ординатуре", "- приказ № 204 от 09.10.2023"),
        *("З-2 (кр. 2.4). Дневники не проверяются.", "Ответ: Дневники проверяются еженедельно."),
    )
    assert [[name.text for name in said.evidence] for said in responses] == [
        ["Положение об ординатуре", "приказ № 204 от 09.10.2023"],
        [],
    ]


@pytest.mark.parametrize(("asked", "reply"), [("{}-суроо ({}). ", "Жооп: "), ("№ {} суроо ({}-критерий): ", "Жооп — ")])
def test_a_question_whose_key_names_the_criterion_is_about_it(paper: Paper, asked: str, reply: str) -> None:
    lines: list[str] = []
    for number, ((_, criterion, text), words) in enumerate(zip(TABYLDY, AITTY, strict=True), 1):
        lines.extend([asked.format(number, criterion) + text, reply + words])
    responses = read(paper, *lines)
    assert [(said.anchor.criterion, said.anchor.labels, said.text) for said in responses] == [
        (criterion, (), words) for (_, criterion, _), words in zip(TABYLDY, AITTY, strict=True)
    ]
