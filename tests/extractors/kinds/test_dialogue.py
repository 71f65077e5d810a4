"""Reports of questions and answers: each reply is an answer to what was asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.kinds.report import extract
from extractors.records import Document

Paper = Callable[..., Document]
ASKED = [
    "Принят ли новый стратегический план?",
    "Как сейчас работает попечительский совет?",
    "Исправна ли сигнализация во втором корпусе?",
]
TOLD = [
    "Стратегия принята педагогическим советом 22 декабря 2023 года (Док. 1).",
    "Состав обновлён: вошли два владельца турбаз. Состоялось восемь заседаний, протоколы сшиты (Док. 2).",
    "Сигнализация заменена полностью в июле 2023 года.",
]
SURADY = ["Стратегиялык план кабыл алындыбы?", "Камкорчулар кеңеши кандай иштеп жатат?", "Сигнализация оңдолдубу?"]
AITTY = [
    "План педагогикалык кеңеште 2023-жылдын 22-декабрында кабыл алынды (1-тиркеме).",
    "Кеңештин курамы жаңыланды, сегиз отурум өттү, протоколдор тигилди (2-тиркеме).",
    "Сигнализация 2023-жылдын июлунда толугу менен алмаштырылды.",
]


def read(paper: Paper, *lines: str) -> list[tuple[str, str | None]]:
    return [(answer.text, answer.anchor.finding_text) for answer in extract(paper(*lines)).responses]


@pytest.mark.parametrize(
    ("ask", "reply"),
    [
        ("Вопрос {}. ", "Ответ. "),
        ("Вопрос № {}: ", "Ответ: "),
        ("Вопрос эксперта {}. ", "Ответ колледжа. "),
        ("Комиссия: ", "Колледж: "),
        ("Эксперт — ", "Институт — "),
        ("{}. Вопрос: ", "{}. Ответ: "),
    ],
)
@pytest.mark.parametrize("together", [True, False])
def test_turns_of_a_dialogue_are_answers_to_what_was_asked(
    paper: Paper, ask: str, reply: str, together: bool
) -> None:
    lines: list[str] = ["Составлено в форме вопросов и ответов по просьбе референта агентства."]
    for number, (question, told) in enumerate(zip(ASKED, TOLD, strict=True), 1):
        asked, said = ask.format(number) + question, reply.format(number) + told
        lines.extend([f"{asked} {said}"] if together else [asked, said])
    found = read(paper, *lines, "Пользуясь случаем, благодарим экспертов.", "Директор колледжа А. Т. Чыныбаев")
    assert found == list(zip(TOLD, ASKED, strict=True))


def test_a_first_question_that_layout_ran_into_the_preface_is_heard(paper: Paper) -> None:
    found = read(
        paper,
        f"Вопросы поставлены нами, документы приложены в отдельной папке. Вопрос 1. {ASKED[0]}",
        f"Ответ. {TOLD[0]}",
        f"Вопрос 2. {ASKED[1]}",
        f"Ответ. {TOLD[1]}",
    )
    assert found == list(zip(TOLD[:2], ASKED[:2], strict=True))


@pytest.mark.parametrize(("ask", "reply"), [("{}-суроо. ", "Жооп. "), ("Суроо {}: ", "Жооп: "), ("Суроо – ", "Жооп – ")])
def test_a_kyrgyz_dialogue_is_heard(paper: Paper, ask: str, reply: str) -> None:
    lines: list[str] = []
    for number, (question, told) in enumerate(zip(SURADY, AITTY, strict=True), 1):
        lines.extend([ask.format(number) + question, reply + told])
    assert read(paper, *lines) == list(zip(AITTY, SURADY, strict=True))


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize(("asked", "told"), [(ASKED, TOLD), (SURADY, AITTY)])
def test_questions_without_a_key_are_known_by_their_mark(
    paper: Paper, asked: list[str], told: list[str], together: bool
) -> None:
    pairs = list(zip(asked, told, strict=True))
    lines = [f"{a} {b}" for a, b in pairs] if together else [line for pair in pairs for line in pair]
    assert read(paper, *lines) == [(b, a) for a, b in pairs]


def test_a_reply_of_several_paragraphs_is_one_answer(paper: Paper) -> None:
    found = read(
        paper,
        f"Вопрос 1. {ASKED[0]}",
        f"Ответ. {TOLD[0]}",
        "Текст стратегии размещён на сайте.",
        f"Вопрос 2. {ASKED[1]}",
        f"Ответ. {TOLD[1]}",
    )
    assert len(found) == 2
    assert "размещён на сайте" in found[0][0]


def test_one_question_in_a_letter_makes_no_dialogue(paper: Paper) -> None:
    found = read(
        paper,
        "Читальный зал расширен и насчитывает теперь 62 места, заведён электронный каталог.",
        "Что ещё изменилось? В совет введены два студента и главный врач городской больницы.",
        "Сигнализация заменена полностью, принята с составлением акта в июле 2023 года.",
    )
    assert len(found) >= 3
