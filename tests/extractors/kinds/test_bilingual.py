"""Papers in Kyrgyz and Russian side by side, or one after the other: everything counts once, in the original."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.kinds import conclusion, plan, report
from extractors.kinds.bilingual import original_language
from extractors.records import Document

Paper = Callable[..., Document]

RU = (
    ("Замечание", "1.2", "Показатели плана развития не имеют исходных значений, отчётов колледж не составлял."),
    ("Рекомендация", "2.1", "Согласовывать учебные планы со строительными фирмами и хранить их отзывы."),
    ("Несоответствие", "2.5", "В мастерских нет паспортов безопасности, журнал инструктажа не заполняется."),
    ("Замечание", "4.1", "Из 41 преподавателя 14 не имеют педагогической подготовки."),
)
KY = (
    ("Сын-пикир", "1.2", "Өнүктүрүү планынын көрсөткүчтөрүндө баштапкы маанилер жок, отчет түзүлгөн эмес."),
    ("Сунуш", "2.1", "Окуу пландарын курулуш фирмалары менен макулдашып, пикирлерин сактоо."),
    ("Дал келбестик", "2.5", "Устаканаларда коопсуздук паспорту жок, нускамалоо журналы толтурулбайт."),
    ("Сын-пикир", "4.1", "41 окутуучунун 14үнүн педагогикалык даярдыгы жок."),
)
ORIGINAL = {
    "ru": "Заключение составлено на русском языке (подлинник) и переведено на кыргызский язык.",
    "ky": "Корутундунун түп нускасы кыргыз тилинде, орусча тексти — котормо.",
}
TEXTS = {"ru": [text for *_, text in RU], "ky": [text for *_, text in KY]}


def lines(of: tuple[tuple[str, str, str], ...]) -> list[str]:
    return [f"{label}, критерий {criterion}: {text}" for label, criterion, text in of]


@pytest.mark.parametrize("original", ["ru", "ky"])
@pytest.mark.parametrize("side_by_side", [True, False])
def test_a_finding_said_in_two_languages_is_one(paper: Paper, original: str, *, side_by_side: bool) -> None:
    columns = [["Кыргызча", "На русском языке"], *map(list, zip(lines(KY), lines(RU), strict=True))]
    blocks = [columns] if side_by_side else [*lines(KY), *lines(RU)]
    findings = conclusion.extract(paper("Заключение комиссии", ORIGINAL[original], *blocks)).findings
    assert [finding.text for finding in findings] == TEXTS[original]
    other = TEXTS["ky" if original == "ru" else "ru"]
    assert [finding.restatements for finding in findings] == [(text,) for text in other]


def test_without_a_word_on_the_original_the_first_language_stays(paper: Paper) -> None:
    findings = conclusion.extract(paper("Корутунду", *lines(KY), *lines(RU))).findings
    assert [finding.text for finding in findings] == TEXTS["ky"]


def test_kyrgyz_findings_beside_russian_ones_of_other_criteria_all_stay(paper: Paper) -> None:
    others = [(label, f"7.{n}", text) for n, (label, _, text) in enumerate(KY, 1)]
    assert len(conclusion.extract(paper("Заключение", *lines(RU), *lines(tuple(others)))).findings) == len(RU) + len(KY)


@pytest.mark.parametrize("original", ["ru", "ky"])
def test_a_plan_and_a_report_speak_in_the_original(paper: Paper, original: str) -> None:
    said = {
        "ru": (
            "Дополнить план развития исходными значениями",
            "Оформить паспорта безопасности двух мастерских",
            "Обучить 14 преподавателей на курсах",
        ),
        "ky": (
            "Өнүктүрүү планына баштапкы маанилерди кошуу",
            "Эки устакананын коопсуздук паспортун түзүү",
            "14 окутуучуну педагогикалык курстан өткөрүү",
        ),
    }
    rows = [
        [f"{n}.1", ky, ru, "Директор Ким А.", "01.12.2026"]
        for n, (ky, ru) in enumerate(zip(said["ky"], said["ru"], strict=True), 1)
    ]
    document = paper("План", ORIGINAL[original], [["Крит.", "Иш-чара", "Мероприятие", "Жооптуу", "Срок"], *rows])
    assert tuple(action.text for action in plan.extract(document).actions) == said[original]
    told = [[row[0], row[1] + " бүттү.", row[2] + " – сделано."] for row in rows]
    document = paper("Отчёт", ORIGINAL[original], [["Крит.", "Аткарылган иш", "Выполненная работа"], *told])
    answers = [response.text for response in report.extract(document).responses]
    assert answers == [row[2 if original == "ru" else 1] for row in told]


def test_a_finding_in_russian_beside_its_measure_in_kyrgyz_is_no_translation(paper: Paper) -> None:
    rows = [[text, measure, "01.12.2026"] for text, measure in zip(TEXTS["ru"], TEXTS["ky"], strict=True)]
    actions = plan.extract(paper("План", [["Замечание", "Иш-чара", "Мөөнөтү"], *rows])).actions
    assert [action.anchor.finding_text for action in actions] == TEXTS["ru"]
    assert [action.text for action in actions] == TEXTS["ky"]


@pytest.mark.parametrize(
    ("line", "language"),
    [
        (ORIGINAL["ru"], "ru"),
        (ORIGINAL["ky"], "ky"),
        ("Основной текст — русский.", "ru"),
        ("Подлинник на государственном языке", "ky"),
        ("Программа на русском языке", None),
    ],
)
def test_the_original_is_the_language_named_beside_the_word(paper: Paper, line: str, language: str | None) -> None:
    assert original_language(paper("План", line)) == language
