"""Columns are known by the words of their heads, and where these fail, by what their cells hold."""

from __future__ import annotations

import pytest

from extractors.columns import roles
from extractors.head_words import Role, best, parts
from extractors.records import Cell, DocumentKind, Place, Table

PLACE = Place("paper.docx", table=1)


def table(*rows: list[str | None]) -> Table:
    return Table(tuple(tuple(None if text is None else Cell(text, PLACE) for text in row) for row in rows), PLACE)


def said(columns_of: Table, kind: DocumentKind = DocumentKind.PLAN) -> list[tuple[str, ...]]:
    return [tuple(role.value for role in column.roles) for column in roles(columns_of, kind).columns]


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("№ п/п", Role.NUMBER),
        ("Катар №", Role.NUMBER),
        ("Критерий", Role.CRITERION),
        ("Крите-\nрий", Role.CRITERION),
        ("Пункт заключения", Role.CRITERION),
        ("К какому критерию", Role.CRITERION),
        ("Код", Role.LABEL),
        ("Пландын пункту", Role.LABEL),
        ("Жадыбалдагы №", Role.LABEL),
        ("Замечание / рекомендация комиссии", Role.FINDING),
        ("Краткое содержание замечания", Role.FINDING),
        ("Что отмечено экспертами (перевод)", Role.FINDING),
        ("О чём идёт речь", Role.FINDING),
        ("Сын-пикирдин кыскача мазмуну", Role.FINDING),
        ("Эксперттер эмнени айтты", Role.FINDING),
        ("Эскертүү", Role.FINDING),
        ("Эскертме", Role.NOTE),
        ("Мероприятия по устранению замечаний", Role.MEASURE),
        ("Сын-пикирлерди четтетүү боюнча иш-чаралар", Role.MEASURE),
        ("Что предстоит сделать", Role.MEASURE),
        ("Биз эмне кылабыз", Role.MEASURE),
        ("Аткарылуучу иш", Role.MEASURE),
        ("Ответсвенные", Role.RESPONSIBLE),
        ("Кто отвечает", Role.RESPONSIBLE),
        ("Жооптуу аткаруучу", Role.RESPONSIBLE),
        ("Ким аткарат", Role.RESPONSIBLE),
        ("Срок исполнения", Role.DUE),
        ("Срок выполнения мероприятия", Role.DUE),
        ("К какому сроку", Role.DUE),
        ("Качан бүтөт", Role.DUE),
        ("Аткаруу мооноту", Role.DUE),
        ("Иш жүзүндөгү мөөнөт", Role.DONE_DATE),
        ("Ожидаемый результат", Role.RESULT),
        ("Форма завершения", Role.RESULT),
        ("Что сделано", Role.ANSWER),
        ("Сведения о выполнении", Role.ANSWER),
        ("Эмне кылынды", Role.ANSWER),
        ("Эмнекылынды", Role.ANSWER),
        ("Жооп", Role.ANSWER),
        ("Отметка о выполнении", Role.STATUS),
        ("Отмет\nка", Role.STATUS),
        ("% выполнения", Role.STATUS),
        ("Абалы", Role.STATUS),
        ("Чем подтверждается", Role.EVIDENCE),
        ("Тастыктоочу документ", Role.EVIDENCE),
        ("Было", Role.BEFORE),
        ("Стало", Role.AFTER),
    ],
)
def test_a_head_says_what_its_column_holds(head: str, role: Role) -> None:
    assert best(head) is role


def test_sentences_are_no_heads() -> None:
    assert (
        best(
            "Мотивировать преподавателей к публикации статей в журналах, "
            "которые индексируются международными базами данных, до конца года"
        )
        is None
    )


def test_two_heads_in_one_cell_are_two_meanings() -> None:
    assert parts("Сроки и исполнители") == ("Сроки", "исполнители")
    plan = table(
        ["Замечание", "Меры", "Сроки и исполнители"], ["Нет книг", "Заказать учебники", "до 01.04.2024\nбиблиотека"]
    )
    assert said(plan) == [("finding",), ("measure",), ("due", "responsible")]
    report = table(
        ["Критерий", "Сын-пикири", "Аткарылган иш жана тастыктоо"],
        ["1.1", "Сурамжылоо жок", "Сурамжылоо өткөрүлдү (1-тиркеме)"],
    )
    assert said(report, DocumentKind.REPORT) == [("criterion",), ("finding",), ("answer", "evidence")]


def test_a_column_of_findings_that_holds_codes_holds_codes() -> None:
    plan = table(
        ["Вывод комиссии", "Мероприятия", "Исполнитель"],
        ["З-1", "Пересмотреть цели", "кафедра"],
        ["З-2, З-8", "Купить лицензии", "лаборант"],
    )
    assert said(plan) == [("label",), ("measure",), ("responsible",)]


def test_dates_and_persons_under_each_others_heads_are_told_by_the_cells() -> None:
    plan = table(
        ["Мероприятие", "Срок", "Ответственный"],
        ["Купить книги", "библиотека", "до 01.09.2023"],
        ["Купить столы", "завхоз", "май 2024 г."],
    )
    assert said(plan) == [("measure",), ("responsible",), ("due",)]


def test_a_table_without_a_head_is_known_by_its_cells() -> None:
    plan = table(
        [
            "1",
            "1.2",
            "Нет показателей у целей программы",
            "Разработать карту целей с индикаторами",
            "до 30 июня 2023 г.",
            "Заведующий кафедрой А. Б. Райымкулов",
        ],
        [
            "2",
            "1.4",
            "Нет сведений о корректирующих действиях",
            "Провести повторный внутренний аудит",
            "до 30 ноября 2023 г.",
            "отдел качества",
        ],
    )
    assert said(plan) == [("number",), ("criterion",), ("finding",), ("measure",), ("due",), ("responsible",)]


def test_a_table_that_goes_on_without_its_head_takes_the_meaning_of_the_one_before() -> None:
    first = table(["№", "Мероприятие", "Срок"], ["1", "Обновить перечни литературы", "до 01.10.2023"])
    second = table(["2", "Подписать три новых договора", "до 01.11.2023"], ["3", "Принять порядок перезачёта", ""])
    earlier = roles(first, DocumentKind.PLAN)
    assert roles(second, DocumentKind.PLAN, earlier).goes_on
    signatures = table(["Ректор", "________", "А. Б. Асанов"], ["Декан", "________", "К. Т. Исакова"])
    assert not roles(signatures, DocumentKind.PLAN, earlier).goes_on


def test_what_was_done_is_a_mark_in_a_plan_and_an_answer_in_a_report() -> None:
    paper = table(
        ["Мероприятие", "Срок", "Выполнение"],
        ["Купить книги", "до 01.09.2023", ""],
        ["Купить столы", "май 2024 г.", "Столы куплены в мае, акт есть"],
    )
    assert said(paper) == [("measure",), ("due",), ("status",)]
    assert said(paper, DocumentKind.REPORT) == [("measure",), ("due",), ("answer",)]


def test_a_date_of_completion_in_a_plan_is_its_deadline() -> None:
    plan = table(
        ["Мероприятие", "Дата выполнения", "Исполнитель"],
        ["Купить книги", "01.09.2023", "библиотека"],
        ["Купить столы", "май 2024 г.", "завхоз"],
    )
    assert said(plan)[1] == ("due",)


def test_measures_named_by_nouns_stay_measures_beside_a_mark_that_tells_more() -> None:
    paper = table(
        ["Мероприятие", "Срок", "Отметка о выполнении"],
        ["Разработка положения об апелляции", "май 2024", "Выполнено, положение утверждено в мае"],
        ["Проведение семинара для кураторов", "июнь 2024", "Выполнено, семинар прошёл для 30 кураторов"],
    )
    assert said(paper, DocumentKind.REPORT) == [("measure",), ("due",), ("answer", "status")]


def test_percentages_beside_an_answer_say_how_it_stands() -> None:
    head = ("Код", "Выполнено, %", "Что достигнуто", "Подтверждающий документ")
    rows = [
        ("З-1", "100 %", "Стратегия утверждена учёным советом в июне.", "протокол № 10"),
        ("Р-2", "45 %", "Оцифрованы работы за три года из шести.", "договор № 8"),
    ]
    columns = roles(table(head, *rows), DocumentKind.REPORT)
    assert columns.of(Role.STATUS) == (1,)
    assert columns.of(Role.ANSWER) == (2,)


def test_a_yes_or_no_under_another_question_does_not_tell_how_it_stands() -> None:
    rows = [["1", "Ответ дан полностью и подробно", "нет"], ["2", "Второй ответ дан тоже подробно", "да"]]
    changed = table(["№", "Ответ центра", "Изменено"], *rows)
    settled = table(["№", "Ответ центра", "Устранено"], *rows)
    assert said(changed, DocumentKind.REPORT)[2] == ()
    assert said(settled, DocumentKind.REPORT)[2] == ("status",)


@pytest.mark.parametrize("head", ["Факт", "Как обстоит", "Иш жүзүндө", "Наша правда"])
def test_a_copy_of_the_plan_tells_in_a_column_of_any_head_what_became_of_it(head: str) -> None:
    done = "Карта контроля ведётся с июня 2023 года, исполнено 45 решений."
    rows = [
        ["А-1", "Завести карту контроля", "завуч", "30.06.2023", done],
        ["А-2", "Обновить", "зам.", "1.09.2023", done],
    ]
    copied = table(["Код", "Что делаем", "Кто отвечает", "Когда", head], *rows)
    assert said(copied, DocumentKind.REPORT) == [("label",), ("measure",), ("responsible",), ("due",), ("answer",)]


@pytest.mark.parametrize("head", ["Основание", "Документ", "Примечание"])
def test_criteria_below_a_head_of_other_words_are_criteria(head: str) -> None:
    rows = [["завуч", f"1.{n}", "Разработать и утвердить новое положение", f"1.0{n}.2026"] for n in range(1, 5)]
    assert said(table(["Ответственный", head, "Действие", "Исполнить"], *rows))[1] == ("criterion",)
