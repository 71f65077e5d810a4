"""Plans that are a small form for each finding: keys on the left, what they mean on the right."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from extractors.kinds import plan
from tests.extractors.kinds.papers import paper

TITLE = "План мероприятий по устранению замечаний экспертной комиссии"


def test_each_form_gives_its_measure_with_person_deadline_and_finding(tmp_path: Path) -> None:
    first = [
        ["Критерий", "2.1"],
        ["Замечание комиссии", "Рабочие программы не обновлялись с 2019 года."],
        ["Мероприятие", "Обновить рабочие программы всех дисциплин"],
        ["Срок исполнения", "до 1 сентября 2025 г."],
        ["Ответственный", "Методист Исакова Н. К."],
    ]
    second = [
        ["Критерий", "3.4"],
        ["Замечание комиссии", "Не проводится опрос работодателей."],
        ["Мероприятие", "—"],
        ["Срок исполнения", ""],
        ["Ответственный", ""],
    ]
    found = plan.extract(paper(tmp_path, TITLE, "1.", first, "2.", second)).actions
    assert [(action.text, action.responsible, action.due, action.anchor.criterion) for action in found] == [
        ("Обновить рабочие программы всех дисциплин", "Методист Исакова Н. К.", date(2025, 9, 1), "2.1")
    ]
    assert found[0].anchor.finding_text == "Рабочие программы не обновлялись с 2019 года."


def test_several_forms_may_stand_in_one_table(tmp_path: Path) -> None:
    rows = [
        ["Сын-пикир", "Китепканада жаңы окуу китептери жок."],
        ["Иш-чара", "Окуу китептерин сатып алуу"],
        ["Мөөнөтү", "2025-жылдын 1-июнуна чейин"],
        ["Жооптуу", "Директор А. К. Садыкова"],
        ["Сын-пикир", "Спорт залы оңдоону талап кылат."],
        ["Иш-чара", "Спорт залын оңдоо"],
        ["Мөөнөтү", "2025-жылдын август айы"],
        ["Жооптуу", "Чарба башчысы Т. Асанов"],
    ]
    document = paper(tmp_path, "Сын-пикирлерди жоюу боюнча иш-чаралар планы", rows)
    found = plan.extract(document).actions
    assert [(action.text, action.due) for action in found] == [
        ("Окуу китептерин сатып алуу", date(2025, 6, 1)),
        ("Спорт залын оңдоо", date(2025, 8, 31)),
    ]


def test_a_deadline_in_brackets_before_the_persons_key_is_taken_off_the_measure(tmp_path: Path) -> None:
    rows = [
        ["№", "Замечание", "Мероприятия (сроки, ответственные)"],
        ["1", "Нет опроса выпускников.", "Провести опрос выпускников (до 30 июня 2025 г.; отв. Декан Асанов А. Б.)"],
        ["2", "Нет плана ремонта.", "Утвердить план ремонта (до 1 мая 2025 г.; отв. Проректор Бекова Г. Т.)"],
    ]
    found = plan.extract(paper(tmp_path, TITLE, rows)).actions
    assert [(action.text, action.due, action.responsible) for action in found] == [
        ("Провести опрос выпускников", date(2025, 6, 30), "Декан Асанов А. Б."),
        ("Утвердить план ремонта", date(2025, 5, 1), "Проректор Бекова Г. Т."),
    ]
