"""Plans of every layout give their measures with who, by when and for what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from extractors.kinds.plan import extract
from extractors.records import ONGOING, Action, Document

Paper = Callable[..., Document]
HEAD = ["№", "Критерий", "Замечание", "Мероприятие", "Срок", "Ответственный"]


def facts_of(action: Action) -> tuple[str, str | None, date | str | None]:
    return action.text, action.responsible, action.due


def test_a_ruled_table_gives_each_measure_with_its_finding(paper: Paper) -> None:
    plan = extract(
        paper(
            "План мероприятий",
            [
                HEAD,
                [
                    "1",
                    "1.2",
                    "Нет стратегии",
                    "Разработать стратегию и утвердить её",
                    "до 01.09.2023",
                    "декан Асанов К. Т.",
                ],
                ["2", "2.1", "Нет силлабусов", "Обновить силлабусы", "II квартал 2024 г.", "зав. кафедрой"],
            ],
        )
    )
    first, second = plan.actions
    assert facts_of(first) == ("Разработать стратегию и утвердить её", "декан Асанов К. Т.", date(2023, 9, 1))
    assert first.due_text == "до 01.09.2023"
    assert (first.anchor.criterion, first.anchor.standard, first.anchor.finding_text) == ("1.2", "1", "Нет стратегии")
    assert facts_of(second) == ("Обновить силлабусы", "зав. кафедрой", date(2024, 6, 30))
    assert first.place.table == 1 and first.place.row == 2


def test_a_plan_that_begins_with_the_deadline_and_has_section_rows_is_read(paper: Paper) -> None:
    plan = extract(
        paper(
            [
                ["К какому сроку", "Кто отвечает", "Что будет сделано", "По какому замечанию"],
                ["Стандарт 1. Цели программы", "<", "<", "<"],
                [
                    "до 1 мая 2024 г.",
                    "учебный отдел",
                    "Пересмотреть цели программы с работодателями",
                    "Цели не обсуждались",
                ],
                ["Стандарт 2. Студенты", "<", "<", "<"],
                ["постоянно", "куратор Иванова М. С.", "Вести журнал консультаций", "Консультации не учитываются"],
            ]
        )
    )
    assert [facts_of(action) for action in plan.actions] == [
        ("Пересмотреть цели программы с работодателями", "учебный отдел", date(2024, 5, 1)),
        ("Вести журнал консультаций", "куратор Иванова М. С.", ONGOING),
    ]
    assert [action.anchor.standard for action in plan.actions] == ["1", "2"]


def test_a_plan_grouped_by_person_takes_the_person_from_the_heading_row(paper: Paper) -> None:
    plan = extract(
        paper(
            [
                ["№", "Замечание", "Мероприятие", "Срок"],
                ["Проректор по учебной работе Иванов И. И.", "<", "<", "<"],
                ["1", "Нет учёта посещаемости", "Завести электронный журнал посещаемости", "до 01.10.2024"],
                ["2", "Мало электронных учебников", "Закупить электронные учебники", "март 2025 г."],
                ["Библиотека", "<", "<", "<"],
                ["3", "Нет подписки", "Оформить подписку на базу данных", "2025 г."],
            ]
        )
    )
    assert [action.responsible for action in plan.actions] == ["Проректор по учебной работе Иванов И. И."] * 2 + [
        "Библиотека"
    ]


def test_a_plan_grouped_by_person_with_a_table_under_each_heading_is_read(paper: Paper) -> None:
    plan = extract(
        paper(
            ("Heading 1", "План мероприятий"),
            ("Heading 2", "Ответственный: декан Асанова К. Т."),
            [
                ["Замечание", "Мероприятие", "Срок"],
                ["Нет базы практик", "Заключить три договора о практике", "до 01.10.2024"],
            ],
            ("Heading 2", "Ответственный: отдел кадров"),
            [
                ["Замечание", "Мероприятие", "Срок"],
                ["Мало докторов наук", "Объявить конкурс на должность профессора", "до 01.12.2024"],
            ],
        )
    )
    assert [action.responsible for action in plan.actions] == ["декан Асанова К. Т.", "отдел кадров"]


def test_a_chart_of_months_states_deadlines_by_its_marks(paper: Paper) -> None:
    plan = extract(
        paper(
            "План-график на 2024/2025 учебный год",
            [
                ["№", "Мероприятие", "Ответственный", "сен", "окт", "ноя", "дек", "янв", "фев"],
                ["1", "Обновить рабочие программы", "кафедра экономики", "+", "+", "", "", "", ""],
                ["2", "Провести опрос выпускников", "отдел карьеры", "", "", "", "", "", "+"],
                ["3", "Вести журнал замечаний", "методист", "+", "+", "+", "+", "+", "+"],
                ["4", "Купить учебники", "библиотека", "", "", "", "", "", ""],
            ],
        )
    )
    assert [action.due for action in plan.actions] == [date(2024, 10, 31), date(2025, 2, 28), ONGOING, None]
    assert plan.actions[1].due_text == "фев 2025"
    assert plan.actions[3].due_text is None


def test_a_chart_with_years_above_months_takes_the_year_from_the_head(paper: Paper) -> None:
    plan = extract(
        paper(
            [
                ["Замечание", "Мероприятие", "2024 год", "<", "<", "2025 год", "<"],
                ["^", "^", "октябрь", "ноябрь", "декабрь", "январь", "февраль"],
                ["Нет апелляции", "Утвердить порядок апелляции", "", "+", "", "", ""],
                ["Нет сайта", "Создать страницу программы", "", "", "", "+", ""],
            ]
        )
    )
    assert [action.due for action in plan.actions] == [date(2024, 11, 30), date(2025, 1, 31)]


def test_a_numbered_list_without_a_table_is_read(paper: Paper) -> None:
    plan = extract(
        paper(
            "План устранения замечаний",
            "1. Разработать положение об апелляции. Ответственный: юрист Садыров Р. А. Срок: до 15.08.2023.",
            "2. Закупить учебники по педиатрии. Ответственный: библиотека. Срок: I полугодие 2024 года.",
            "3. Провести семинар для кураторов. Срок: ежегодно.",
            "4. Открыть кабинет тестирования. Ответственный: завхоз.",
        )
    )
    assert [facts_of(action) for action in plan.actions] == [
        ("Разработать положение об апелляции", "юрист Садыров Р. А.", date(2023, 8, 15)),
        ("Закупить учебники по педиатрии", "библиотека", date(2024, 6, 30)),
        ("Провести семинар для кураторов", None, ONGOING),
        ("Открыть кабинет тестирования", "завхоз", None),
    ]
    assert [action.anchor.number for action in plan.actions] == ["1", "2", "3", "4"]


def test_a_kyrgyz_list_with_keys_on_lines_of_their_own_is_read(paper: Paper) -> None:
    plan = extract(
        paper(
            "Кафедранын иш-чаралар планы",
            "1) Миссияны мектептер менен талкуулоо.",
            "Мөөнөтү: 2023-жылдын декабры",
            "Жооптуу: кафедра башчысы Н. Кадыралиева",
            "2) Силлабустарды жаңылоо.",
            "Мөөнөтү: 2024-жылдын 1-февралына чейин",
            "3) Тандоо курстарын кайра карап чыгуу.",
            "Жооптуу: окуу-усулдук кеңеш",
        )
    )
    assert [facts_of(action) for action in plan.actions] == [
        ("Миссияны мектептер менен талкуулоо", "кафедра башчысы Н. Кадыралиева", date(2023, 12, 31)),
        ("Силлабустарды жаңылоо", None, date(2024, 2, 1)),
        ("Тандоо курстарын кайра карап чыгуу", "окуу-усулдук кеңеш", None),
    ]


def test_a_list_under_months_takes_the_month_as_deadline(paper: Paper) -> None:
    plan = extract(
        paper(
            "План работы по замечаниям комиссии",
            "Сентябрь 2024 г.",
            "1. Обновить состав совета по качеству (отв. директор Токтобаев А. М.)",
            "2. Утвердить график взаимопосещений (отв. методист)",
            "Октябрь 2024 г.",
            "3. Провести опрос работодателей (отв. отдел карьеры)",
        )
    )
    assert [(action.due_text, action.due) for action in plan.actions] == [
        ("Сентябрь 2024 г.", date(2024, 9, 30)),
        ("Сентябрь 2024 г.", date(2024, 9, 30)),
        ("Октябрь 2024 г.", date(2024, 10, 31)),
    ]
    assert plan.actions[0].text == "Обновить состав совета по качеству"
    assert plan.actions[0].responsible == "директор Токтобаев А. М."


def test_a_table_with_months_as_section_rows_takes_the_month_as_deadline(paper: Paper) -> None:
    plan = extract(
        paper(
            [
                ["№", "Замечание", "Мероприятие", "Исполнитель"],
                ["Сентябрь 2024 года", "<", "<", "<"],
                ["1", "Нет наставников", "Закрепить наставников приказом", "отдел кадров"],
                ["Январь 2025 года", "<", "<", "<"],
                ["2", "Нет договоров", "Подписать договоры с базами практики", "юрист"],
            ]
        )
    )
    assert [action.due for action in plan.actions] == [date(2024, 9, 30), date(2025, 1, 31)]


def test_who_and_when_inside_the_measure_cell_are_taken_out(paper: Paper) -> None:
    plan = extract(
        paper(
            [
                ["№", "Замечание", "Мероприятие"],
                ["1", "Нет плана", "Разработать план развития (отв.: декан Асанова К. Т., срок: до 01.09.2023)"],
                [
                    "2",
                    "Нет журнала",
                    "Завести журнал обращений. Срок – октябрь 2023 г. Ответственный – юрист Пак С. Н.",
                ],
                ["3", "Нет сайта", "Создать страницу программы — до 01.12.2023, системный администратор"],
                ["4", "Нет клуба", "Открыть студенческий клуб"],
            ]
        )
    )
    assert [facts_of(action) for action in plan.actions] == [
        ("Разработать план развития", "декан Асанова К. Т.", date(2023, 9, 1)),
        ("Завести журнал обращений", "юрист Пак С. Н.", date(2023, 10, 31)),
        ("Создать страницу программы", "системный администратор", date(2023, 12, 1)),
        ("Открыть студенческий клуб", None, None),
    ]


def test_several_numbered_measures_in_one_cell_become_several_with_their_own_terms(paper: Paper) -> None:
    plan = extract(
        paper(
            [
                HEAD,
                [
                    "1",
                    "3.2",
                    "Корпус не приспособлен",
                    "1) Установить пандус\n2) Заказать проект подъёмника",
                    "1) лето 2024\n2) 2025 г.",
                    "АХЧ",
                ],
                [
                    "2",
                    "4.1",
                    "Нет учёта",
                    "1) Завести журнал; 2) Назначить ответственного; 3) Обучить сотрудников",
                    "до 01.03.2024",
                    "декан",
                ],
            ]
        )
    )
    assert [facts_of(action) for action in plan.actions] == [
        ("Установить пандус", "АХЧ", date(2024, 8, 31)),
        ("Заказать проект подъёмника", "АХЧ", date(2025, 12, 31)),
        ("Завести журнал", "декан", date(2024, 3, 1)),
        ("Назначить ответственного", "декан", date(2024, 3, 1)),
        ("Обучить сотрудников", "декан", date(2024, 3, 1)),
    ]
    assert {action.anchor.criterion for action in plan.actions[2:]} == {"4.1"}


def test_a_finding_merged_over_several_measures_belongs_to_each(paper: Paper) -> None:
    plan = extract(
        paper(
            [
                HEAD,
                ["1", "2.1", "Нет результатов обучения", "Переписать результаты обучения", "01.07.2025", "методист"],
                ["^", "^", "^", "Составить таблицу соответствия", "01.08.2025", ""],
                ["2", "2.3", "Мало часов", "Увеличить число часов", "01.10.2025", "методист"],
            ]
        )
    )
    assert [action.anchor.finding_text for action in plan.actions] == ["Нет результатов обучения"] * 2 + ["Мало часов"]
    assert [action.anchor.criterion for action in plan.actions] == ["2.1", "2.1", "2.3"]
    assert [action.responsible for action in plan.actions] == ["методист", None, "методист"]


def test_a_measure_merged_over_two_findings_is_one_measure_that_names_both(paper: Paper) -> None:
    plan = extract(
        paper(
            [
                HEAD,
                ["1", "3.1", "Нет карточек", "Завести карточки и журнал инструктажа", "сентябрь 2023 г.", "инженер"],
                ["2", "3.2", "Нет инструктажа", "^", "^", "^"],
            ]
        )
    )
    assert len(plan.actions) == 1
    assert plan.actions[0].anchor.criterion == "3.1, 3.2"
    assert plan.actions[0].anchor.finding_text == "Нет карточек\nНет инструктажа"


def test_two_level_heads_and_a_person_below_the_deadline_in_one_column_are_read(paper: Paper) -> None:
    plan = extract(
        paper(
            [
                ["№", "Замечание", "Исполнение", "<"],
                ["^", "^", "Мероприятие", "Срок, ответственный"],
                ["1", "Нет стратегии", "Принять стратегию", "до 01.11.2023\nзав. кафедрой Кулматова А. Р."],
                ["2", "Нет учебников", "Заказать учебники на кыргызском языке", "до 01.04.2024\nбиблиотека"],
                ["3", "Нет кабинета", "Освободить кабинет деловых игр", "завхоз"],
                ["4", "Нет ответов на жалобы", "Отвечать на жалобы письменно", "постоянно"],
            ]
        )
    )
    assert [facts_of(action) for action in plan.actions] == [
        ("Принять стратегию", "зав. кафедрой Кулматова А. Р.", date(2023, 11, 1)),
        ("Заказать учебники на кыргызском языке", "библиотека", date(2024, 4, 1)),
        ("Освободить кабинет деловых игр", "завхоз", None),
        ("Отвечать на жалобы письменно", None, ONGOING),
    ]


def test_dashes_blanks_and_numbering_rows_are_no_measures(paper: Paper) -> None:
    plan = extract(
        paper(
            [
                HEAD,
                ["1", "2", "3", "4", "5", "6"],
                ["1", "1.1", "Замечаний нет", "—", "", ""],
                ["2", "1.2", "Нет этики", "Возобновить заседания комиссии по этике", "15.01.2026", "секретарь"],
                ["3", "1.3", "Порядок не опубликован", "–", "–", "–"],
                ["4", "1.4", "Нет рисков", "", "", ""],
            ]
        )
    )
    assert [action.text for action in plan.actions] == ["Возобновить заседания комиссии по этике"]


def test_a_blank_finding_is_taken_over_only_by_rows_without_a_number_of_their_own(paper: Paper) -> None:
    plan = extract(
        paper(
            [
                HEAD,
                ["1", "2.1", "Нет практик", "Заключить договоры с предприятиями", "до 01.02.2024", "деканат"],
                ["", "", "", "Издать приказ о практике", "", ""],
                ["2", "", "", "Открыть музей факультета", "май 2024 г.", "совет ветеранов"],
            ]
        )
    )
    assert [action.anchor.finding_text for action in plan.actions] == ["Нет практик", "Нет практик", None]
    assert plan.actions[1].responsible is None and plan.actions[1].due is None


@pytest.mark.parametrize(
    "head",
    [
        ["К/н", "Эмне айтылды", "Биз эмне кылабыз", "Ким аткарат", "Качан бүтөт"],
        ["№", "Сын-пикирдин мазмуну", "Аткарылуучу иш-чара", "Жооптуу", "Мөөнөтү"],
        ["№", "Кемчилик", "Иш-аракеттер", "Жооптуулар", "Убактысы"],
        ["№", "Сын-пикир жана сунуштар", "Иш чаралар", "Жооптуу аткаруучу", "Аткаруу мооноту"],
        ["№", "", "", "", ""],
    ],
)
def test_kyrgyz_heads_of_any_habit_or_none_are_understood(paper: Paper, head: list[str]) -> None:
    plan = extract(
        paper(
            [
                head,
                [
                    "1",
                    "Сайт жаңыртылбайт жана эскирген",
                    "Сайтты толугу менен жаңылап, тейлөө",
                    "директор Б. Ч. Абдыкаримов",
                    "2025-жылдын 1-июнуна чейин",
                ],
                [
                    "2",
                    "Өрт коопсуздугу сакталбайт",
                    "Чейрек сайын машыгуу өткөрүү жана текшерүү",
                    "чарба башчысы",
                    "дайыма",
                ],
                [
                    "3",
                    "Курстар өтпөй калган мугалимдер",
                    "Мугалимдерди курстарга жөнөтүп, күбөлүк алуу",
                    "завуч",
                    "2025-ж. сентябрь",
                ],
            ]
        )
    )
    assert [facts_of(action) for action in plan.actions] == [
        ("Сайтты толугу менен жаңылап, тейлөө", "директор Б. Ч. Абдыкаримов", date(2025, 6, 1)),
        ("Чейрек сайын машыгуу өткөрүү жана текшерүү", "чарба башчысы", ONGOING),
        ("Мугалимдерди курстарга жөнөтүп, күбөлүк алуу", "завуч", date(2025, 9, 30)),
    ]
    assert plan.actions[0].anchor.finding_text == "Сайт жаңыртылбайт жана эскирген"


def test_swapped_and_misspelt_heads_are_understood(paper: Paper) -> None:
    plan = extract(
        paper(
            [
                ["Ответсвенные", "Сроки исполения", "Мероприятия по устранению замечаний", "Замечания ВЭК", "Крит."],
                [
                    "методист",
                    "01.12.2025",
                    "Перевести материалы на кыргызский язык",
                    "Материалы только на русском",
                    "2.4",
                ],
            ]
        )
    )
    assert [facts_of(action) for action in plan.actions] == [
        ("Перевести материалы на кыргызский язык", "методист", date(2025, 12, 1))
    ]
    assert plan.actions[0].anchor.criterion == "2.4"


def test_a_row_one_cell_short_keeps_its_cells_under_their_heads(paper: Paper) -> None:
    document = paper(
        [
            HEAD,
            ["1", "1.2", "Нет базы", "Создать базу выпускников", "до 01.12.2024", "Исакова Н. Б."],
            ["2", "Нет цели", "Создать карту целей программы", "до 01.02.2024", "Исакова Н. Б.", ""],
        ]
    )
    assert [action.text for action in extract(document).actions] == [
        "Создать базу выпускников",
        "Создать карту целей программы",
    ]


@pytest.mark.parametrize(
    ("stamp", "body", "protocol", "day"),
    [
        ("УТВЕРЖДЁН на заседании Учёного совета ТШУУТ, протокол № 9 от 3 мая 2023 г.", True, "9", date(2023, 5, 3)),
        (
            "РАССМОТРЕН И ОДОБРЕН\nпедагогическим советом колледжа\n(протокол № 8 от 22.06.2023)",
            True,
            "8",
            date(2023, 6, 22),
        ),
        (
            "БЕКИТИЛДИ мектептин педагогикалык кеңешинин 2025-жылдын 28-апрелиндеги жыйынында, № 6 протокол",
            True,
            "6",
            date(2025, 4, 28),
        ),
        (
            "институттун Окумуштуулар кеңешинде бекитилген, № 9 протокол, 2023-жылдын 30-июну",
            True,
            "9",
            date(2023, 6, 30),
        ),
        (
            "УТВЕРЖДЁН на заседании Учёного совета института протокол № ____ от «___» ________ 20___ г.",
            True,
            None,
            None,
        ),
        ("Принят на заседании Методического совета 28 апреля 2023 года, протокол № 7", True, "7", date(2023, 4, 28)),
        ("Утверждено Советом колледжа 10.05.2024 г., пр. № 7", True, "7", date(2024, 5, 10)),
        ("РАССМОТРЕНО: НМС, протокол № 2 от 01.02.2024", True, "2", date(2024, 2, 1)),
        ("Факультеттин Илимий кеңешинде каралды (2024-ж. 5-март, №6)", True, "6", date(2024, 3, 5)),
    ],
)
def test_the_collegial_body_and_its_protocol_are_read_from_the_stamp(
    paper: Paper, stamp: str, body: bool, protocol: str | None, day: date | None
) -> None:
    plan = extract(
        paper(stamp, [HEAD, ["1", "1.2", "Нет базы", "Создать базу выпускников", "до 01.12.2024", "методист"]])
    )
    assert [
        (approval.body is not None, approval.protocol, approval.day, approval.director_only)
        for approval in plan.approvals
    ] == [(body, protocol, day, False)]


def test_a_directors_stamp_alone_is_told_apart(paper: Paper) -> None:
    plan = extract(
        paper(
            "БЕКИТЕМИН\nУниверситеттин ректору\n________ А. Ш. Кадыркулова",
            "План",
            [HEAD, ["1", "1.2", "Нет базы", "Создать базу выпускников", "до 01.12.2024", "методист"]],
        )
    )
    assert [(approval.body, approval.director_only) for approval in plan.approvals] == [(None, True)]


def test_signature_tables_and_side_tables_give_no_measures(paper: Paper) -> None:
    plan = extract(
        paper(
            [["Согласовано", "Утверждено на заседании Учёного совета, протокол № 3 от 24.11.2023"]],
            [HEAD, ["1", "1.2", "Нет базы", "Создать базу выпускников", "до 01.12.2024", "методист"]],
            [["Ректор", "__________", "А. Б. Асанов"], ["Декан", "__________", "К. Т. Исакова"]],
        )
    )
    assert [action.text for action in plan.actions] == ["Создать базу выпускников"]


def test_a_finding_across_the_table_heads_the_measures_below_it(paper: Paper) -> None:
    plan = extract(
        paper(
            [
                ["№", "Мероприятие", "Срок", "Ответственный"],
                ["Замечание 1. Отсутствует стратегия развития (критерий 1.2)", "<", "<", "<"],
                ["1", "Разработать стратегию развития", "до 01.03.2024", "директор"],
                ["2", "Разместить стратегию на сайте", "до 01.04.2024", "методист"],
                ["Рекомендация 2. Расширить фонд учебников", "<", "<", "<"],
                ["3", "Закупить 120 учебников", "2024 год", "библиотека"],
            ]
        )
    )
    assert [(action.anchor.finding_text, action.anchor.labels) for action in plan.actions] == [
        ("Отсутствует стратегия развития (критерий 1.2)", ("1",)),
        ("Отсутствует стратегия развития (критерий 1.2)", ("1",)),
        ("Расширить фонд учебников", ("2",)),
    ]
    assert [action.anchor.criterion for action in plan.actions] == ["1.2", "1.2", None]


def test_a_finding_above_each_small_table_heads_its_measures(paper: Paper) -> None:
    head = ["Мероприятие", "Срок", "Ответственный"]
    plan = extract(
        paper(
            "План мероприятий",
            "1-эскертүү. Сайт жаңыртылбайт жана мугалимдердин тизмеси эскирген.",
            [head, ["Сайтты жаңылоо", "2025-ж. сентябрь", "директор"]],
            "2-эскертүү. Өрт коопсуздугу боюнча машыгуулар өткөрүлбөйт.",
            [head, ["Машыгуу өткөрүү", "дайыма", "завхоз"]],
        )
    )
    assert [(action.anchor.labels, action.due) for action in plan.actions] == [
        (("1",), date(2025, 9, 30)),
        (("2",), ONGOING),
    ]


def test_numbered_findings_and_measures_in_one_row_go_by_their_numbers(paper: Paper) -> None:
    plan = extract(
        paper(
            [
                ["Замечания", "Мероприятия", "Срок", "Ответственный"],
                [
                    "1) Нет карточек\n2) Нет инструктажа",
                    "1) Завести карточки\n2) Провести инструктаж",
                    "май 2024 г.",
                    "инженер",
                ],
            ]
        )
    )
    assert [(action.text, action.anchor.finding_text) for action in plan.actions] == [
        ("Завести карточки", "Нет карточек"),
        ("Провести инструктаж", "Нет инструктажа"),
    ]


def test_columns_of_roman_months_are_a_chart(paper: Paper) -> None:
    plan = extract(
        paper(
            "2025–2026-окуу жылына иш-чаралар планы",
            [
                ["№", "Иш-чара", "Жооптуу", "IX", "X", "XI", "XII", "I", "II"],
                ["1", "Сайтты жаңылоо", "директор", "+", "", "", "", "", ""],
                ["2", "Сурамжылоо өткөрүү", "психолог", "", "", "", "", "+", ""],
            ],
        )
    )
    assert [action.due for action in plan.actions] == [date(2025, 9, 30), date(2026, 1, 31)]


def test_of_beginning_and_end_the_end_is_the_deadline(paper: Paper) -> None:
    plan = extract(
        paper(
            [
                ["№", "Мероприятие", "Начало", "Окончание", "Ответственный"],
                ["1", "Разработать стратегию развития", "01.02.2024", "01.03.2024", "декан"],
                ["2", "Закупить новые учебники", "01.03.2024", "31.12.2024", "библиотека"],
            ]
        )
    )
    assert [action.due for action in plan.actions] == [date(2024, 3, 1), date(2024, 12, 31)]


def test_a_merged_deadline_holds_for_each_of_its_rows(paper: Paper) -> None:
    plan = extract(
        paper(
            [
                HEAD,
                ["1", "1.1", "Нет карточек", "Завести карточки учёта", "июнь 2024", "декан"],
                ["2", "1.2", "Нет журнала", "Завести журнал учёта", "^", "^"],
            ]
        )
    )
    assert [facts_of(action)[1:] for action in plan.actions] == [("декан", date(2024, 6, 30))] * 2


def test_dashed_lines_under_a_standard_are_measures_with_the_words_terms_in_them(paper: Paper) -> None:
    plan = extract(
        paper(
            "План мероприятий",
            "По стандарту 1:",
            "- разработать стратегию до 1 марта 2024 г. (декан);",
            "- провести аудит до 1 мая 2024 г. (ОКО);",
            "По стандарту 2:",
            "- провести опрос студентов до 1 июня 2024 г. (психолог).",
        )
    )
    assert [(facts_of(action), action.anchor.standard) for action in plan.actions] == [
        (("разработать стратегию", "декан", date(2024, 3, 1)), "1"),
        (("провести аудит", "ОКО", date(2024, 5, 1)), "1"),
        (("провести опрос студентов", "психолог", date(2024, 6, 1)), "2"),
    ]


def test_keys_in_a_column_of_terms_are_person_and_deadline(paper: Paper) -> None:
    plan = extract(
        paper(
            [
                ["№", "Замечание", "Мероприятие", "Исполнение"],
                ["1", "Нет стратегии", "Разработать стратегию", "Срок: до 01.03.2024\nОтв.: декан Асанова К. Т."],
                ["2", "Нет опросов", "Проводить опросы студентов", "Срок: ежегодно\nОтв.: психолог"],
            ]
        )
    )
    assert [facts_of(action)[1:] for action in plan.actions] == [
        ("декан Асанова К. Т.", date(2024, 3, 1)),
        ("психолог", ONGOING),
    ]


def test_an_order_of_the_director_is_no_approval_by_a_body(paper: Paper) -> None:
    plan = extract(
        paper(
            "Утверждён приказом директора № 45-О от 12.06.2023",
            [HEAD, ["1", "1.2", "Нет базы", "Создать базу данных", "до 01.12.2024", "методист"]],
        )
    )
    assert all(approval.body is None and approval.protocol is None for approval in plan.approvals)


def test_a_criterion_above_each_small_table_holds_for_its_measures(paper: Paper) -> None:
    head = ["Мероприятие", "Срок", "Ответственный"]
    plan = extract(
        paper(
            "План мероприятий",
            ("Heading 2", "Стандарт 1. Управление качеством"),
            ("Heading 3", "Критерий 1.2"),
            [head, ["Разработать стратегию", "май 2024", "декан"]],
            ("Heading 3", "1.4 Внутренний аудит программы"),
            [head, ["Провести аудит", "июнь 2024", "ОКО"]],
        )
    )
    assert [action.anchor.criterion for action in plan.actions] == ["1.2", "1.4"]
