"""A finding's kind and criterion are read wherever they stand around its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.kinds.conclusion import extract
from extractors.kinds.finding_candidates import is_decision
from extractors.kinds.labels import read_item
from extractors.records import FindingKind
from tests.extractors.kinds.papers import paper

WORDS = "Задания не меняются три года."


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        (f"1) (З) {WORDS} Стандарт II, крит. 3.", FindingKind.REMARK, "2.3"),
        (f"2) (Р) {WORDS} Критерий 2.3", FindingKind.RECOMMENDATION, "2.3"),
        (f"[Н] {WORDS} — К 2.3", FindingKind.NONCONFORMITY, "2.3"),
        (f"(С) {WORDS} 2-стандарттын 3-критерийи.", FindingKind.RECOMMENDATION, "2.3"),
        (f"а) {WORDS}", None, None),
    ],
)
def test_a_letter_in_front_is_the_kind_and_a_last_sentence_the_criterion(
    text: str, kind: FindingKind | None, number: str | None
) -> None:
    item = read_item(text)
    assert (item.kind, item.text) == (kind, WORDS)
    assert (item.criterion.number if item.criterion else None) == number


def test_a_criterion_inside_the_last_sentence_stays_in_it() -> None:
    text = "Задания не меняются. Пересмотреть их по критерию 2.3."
    assert read_item(text).text == text


def test_sentences_below_a_heading_for_each_criterion_are_its_findings(tmp_path: Path) -> None:
    document = paper(
        tmp_path,
        "# К 1.3. Достижение целей",
        "Отчёт готовит заведующий. Комиссия рекомендует рассматривать цели на заседании кафедры.",
        "# К 2.2. Порядок дисциплин",
        "Изучено расписание. Замечание: статистика читается после опытов.",
        "# К 2.4. Научная работа",
        "Комиссия рекомендует магистрантам чаще бывать в поле. Замечание: темы утверждаются в декабре.",
        "# К 3.3. Аттестация",
        "Несоответствие: защита проходит без внешнего рецензента.",
        "# К 6.1. Опытное поле",
        "Замечание: метеостанция не передаёт данные.",
    )
    assert [finding.criterion for finding in extract(document).findings] == ["1.3", "2.2", "2.4", "3.3", "6.1"]
    assert extract(document).findings[0].text == "рассматривать цели на заседании кафедры."


@pytest.mark.parametrize(
    ("text", "decides"),
    [
        ("Проводить самооценку каждый год, а не перед аккредитацией.", False),
        ("Аккредитациядан кийин план түзүү", False),
        ("Комиссия предлагает аккредитацию сроком на 3 года", True),
        ("Программаны 3 жылга аккредитациялоону сунуштайт", True),
    ],
)
def test_only_what_proposes_the_accreditation_is_no_finding(text: str, decides: bool) -> None:
    assert is_decision(text) is decides


@pytest.mark.parametrize("head", ["Шифр", "Код", "№"])
def test_a_code_of_any_letter_in_the_column_of_codes_is_the_label(tmp_path: Path, head: str) -> None:
    rows = [["В-01", "1.2", "Политика не обновлялась.", "замечание"], ["В-12", "2.1", "Ввести курс.", "рекомендация"]]
    document = paper(
        tmp_path, "Заключение экспертной комиссии", [[head, "Критерий", "Формулировка", "Категория"], *rows]
    )
    assert [finding.label for finding in extract(document).findings] == ["В-01", "В-12"]
