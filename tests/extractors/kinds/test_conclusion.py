"""Findings are found wherever a commission puts them, once each, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.kinds.conclusion import extract
from extractors.records import Document, Finding, FindingKind
from tests.extractors.kinds.papers import Block, paper

REMARK, RECOMMENDATION, NONCONFORMITY = FindingKind.REMARK, FindingKind.RECOMMENDATION, FindingKind.NONCONFORMITY
PROSE = (
    "Кафедра работает с 1998 года, в штате двадцать два преподавателя, средний возраст которых сорок семь лет; аудитории отремонтированы, "
    "библиотека пополняется ежегодно, студенты довольны расписанием и участием в конкурсах, а выпускники охотно приходят на встречи."
)
FIRST = "Политика качества не пересматривалась с 2016 года."
SECOND = "Ввести ежегодный опрос работодателей и публиковать его итоги."
THIRD = "Договоры с базами практики не заключены."


def found(folder: Path, *blocks: Block) -> list[tuple[FindingKind, str | None, str]]:
    """Gives kind, criterion and words of each finding of a paper that holds the blocks."""
    return [(finding.kind, finding.criterion, finding.text) for finding in findings(paper(folder, *blocks))]


def findings(document: Document) -> tuple[Finding, ...]:
    """Gives the findings of a document taken as a conclusion."""
    return extract(document).findings


@pytest.mark.parametrize(
    "lines",
    [
        (f"Замечание (критерий 1.2): {FIRST}", f"Рекомендация (критерий 1.4): {SECOND}"),
        (f"Замечание [1.2] {FIRST}", f"Рекомендация [1.4] {SECOND}"),
        (f"▲ Замечание. {FIRST} (кр. 1.2)", f"► Рекомендация. {SECOND} (кр. 1.4)"),
        (f"[З-1] {FIRST} (критерий 1.2)", f"[Р-1] {SECOND} (критерий 1.4)"),
        (f"З-1 (критерий 1.2). {FIRST}", f"Р-1 (критерий 1.4). {SECOND}"),
        (f"1) Замечание. {FIRST} (критерий 1.2).", f"2) Рекомендация. {SECOND} (критерий 1.4)."),
        ("Замечания:", f"• {FIRST} (критерий 1.2)", "Рекомендации:", f"• {SECOND} (критерий 1.4)"),
        ("** Замечания комиссии", f"1. {FIRST} (1.2)", "** Рекомендации комиссии", f"1. {SECOND} (1.4)"),
        ("Замечания:", f"К 1.2 – {FIRST}", "Рекомендации:", f"К 1.4 – {SECOND}"),
        ("Критерий 1.2", f"Замечание: {FIRST}", "Критерий 1.4", f"Рекомендация: {SECOND}"),
        (
            f"По итогам анализа отмечено следующее. Замечание (критерий 1.2): {FIRST} Рекомендация (критерий 1.4): {SECOND}",
        ),
        ([["Критерий", "Вид", "Содержание"], ["1.2", "замечание", FIRST], ["1.4", "рекомендация", SECOND]],),
        (
            [
                ["Содержание вывода", "Вид вывода", "Критерий"],
                [FIRST, "замечание", "1.2"],
                [SECOND, "рекомендация", "1.4"],
            ],
        ),
        ([["Критерий", "Замечания", "Рекомендации"], ["1.2", FIRST, ""], ["1.4", "", SECOND]],),
        (
            [
                ["Показатель", "Оценка", "Выводы комиссии"],
                ["1.1", "соответствует", "—"],
                ["1.2", "частично", f"ЗАМЕЧАНИЕ. {FIRST}"],
                ["1.4", "частично", f"РЕКОМЕНДАЦИЯ. {SECOND}"],
            ],
        ),
        ("Критерий 1.2", [["Замечание", FIRST]], "Критерий 1.4", [["Рекомендация", SECOND]]),
        ([["З-1 [1.2]", FIRST]], [["Р-1 [1.4]", SECOND]]),
        ([[f"Выводы по разделу\n1.2 {FIRST} [замечание]\n1.4 {SECOND} [рекомендация]"]],),
    ],
)
def test_one_remark_and_one_recommendation_are_found_in_every_layout(tmp_path: Path, lines: tuple[Block, ...]) -> None:
    got = found(
        tmp_path,
        "ЗАКЛЮЧЕНИЕ ЭКСПЕРТНОЙ КОМИССИИ",
        "# Стандарт 1. Политика качества",
        PROSE,
        *lines,
        "# Стандарт 2. Программа",
        PROSE,
    )
    assert [(kind, criterion, text.rstrip(".")) for kind, criterion, text in got] == [
        (REMARK, "1.2", FIRST.rstrip(".")),
        (RECOMMENDATION, "1.4", SECOND.rstrip(".")),
    ]


KY_PROSE = (
    "Мектеп 1964-жылы ачылган, азыр алты жүз он сегиз окуучу эки нөөмөттө окуйт, мугалимдердин көбү жогорку билимдүү, педагогикалык кеңеш "
    "жылына беш жолу чогулат, протоколдор жүргүзүлөт, ата-энелер чогулуштарга жигердүү катышат жана китепкана жыл сайын толукталат."
)
KY_FIRST = "Өнүгүү программасында өлчөнүүчү көрсөткүчтөр белгиленген эмес."
KY_SECOND = "Ата-энелердин сурамжылоосун жылына эки жолу өткөрүү."


@pytest.mark.parametrize(
    "lines",
    [
        (f"Сын-пикир (1.2-критерий): {KY_FIRST}", f"Сунуш (1.4-критерий): {KY_SECOND}"),
        ("Сын-пикирлер:", f"• 1.2-критерий. {KY_FIRST}", "Сунуштар:", f"• 1.4-критерий. {KY_SECOND}"),
        ("Дал келбестиктер: жок.", "Кемчиликтер", f"1. {KY_FIRST} (1.2)", "Сунуштар", f"1. {KY_SECOND} (1.4)"),
        (
            [
                ["№", "Стандарт, критерий", "Комиссия белгилеген жагдай", "Түрү"],
                ["1", "1-стандарт, 1.2", KY_FIRST, "сын-пикир"],
                ["2", "1-стандарт, 1.4", KY_SECOND, "сунуш"],
            ],
        ),
        (
            [
                ["Критерий", "Баа", "Эксперттин пикири"],
                ["1.1", "5", "Миссия илинген, мугалимдер билет."],
                ["1.2", "3", f"Кемчилик: {KY_FIRST}"],
                ["1.4", "4", f"Сунуш: {KY_SECOND}"],
            ],
        ),
        (
            "Сын-пикирлер:",
            f"• 1.2-критерий. {KY_FIRST.replace('ө', 'о').replace('ү', 'у')}",
            "Сунуштар:",
            f"• 1.4-критерий. {KY_SECOND.replace('ө', 'о').replace('ү', 'у')}",
        ),
    ],
)
def test_kyrgyz_conclusions_are_read_in_every_layout_also_without_their_letters(
    tmp_path: Path, lines: tuple[Block, ...]
) -> None:
    got = found(
        tmp_path,
        "ЭКСПЕРТТИК КОМИССИЯНЫН КОРУТУНДУСУ",
        "# 1-стандарт. Башкаруу",
        KY_PROSE,
        *lines,
        "# 2-стандарт. Окутуу",
        KY_PROSE,
    )
    assert [(kind, criterion) for kind, criterion, _ in got] == [(REMARK, "1.2"), (RECOMMENDATION, "1.4")]


def test_a_finding_repeated_in_a_closing_table_counts_once_in_its_fuller_wording(tmp_path: Path) -> None:
    got = findings(
        paper(
            tmp_path,
            "# Стандарт 1. Политика",
            f"Замечание (критерий 1.2): {FIRST}",
            f"Рекомендация (критерий 1.4): {SECOND}",
            "# Стандарт 2. Программа",
            f"Несоответствие (критерий 2.5): {THIRD}",
            "# Сводный перечень",
            [
                ["Код", "Критерий", "Кратко"],
                ["1", "1.2", "Устаревшая политика"],
                ["2", "1.4", "Опрос работодателей"],
                ["3", "2.5", "Нет договоров о практике"],
            ],
        )
    )
    assert [finding.text for finding in got] == [FIRST, SECOND, THIRD]
    assert got[0].restatements == ("Устаревшая политика",)


def test_a_closing_table_alone_is_the_source_of_the_findings(tmp_path: Path) -> None:
    got = found(
        tmp_path,
        "# Стандарт 1. Политика",
        PROSE,
        "# Замечания и рекомендации комиссии",
        [["№", "Критерий", "Формулировка", "Вид"], ["1", "1.2", FIRST, "З"], ["2", "1.4", SECOND, "Р"]],
    )
    assert got == [(REMARK, "1.2", FIRST), (RECOMMENDATION, "1.4", SECOND)]


def test_talk_of_recommendations_is_no_finding(tmp_path: Path) -> None:
    got = found(
        tmp_path,
        "ЗАКЛЮЧЕНИЕ ЭКСПЕРТНОЙ КОМИССИИ",
        "Замечания и рекомендации приведены в тексте по мере изложения.",
        "# О прежней аккредитации",
        "Рекомендации прежней комиссии:",
        "• создать отдел качества — исполнено;",
        "• обновить сайт — исполнено.",
        "# Стандарт 1. Политика",
        "Замечание студентки второго курса о расписании было устранено деканатом на месте.",
        "В плане кафедры записано, что заведующему рекомендуется усилить контроль; пункт снят.",
        "Сильные стороны:",
        "• открытый доступ к протоколам совета;",
        "Замечания:",
        f"• {FIRST} (критерий 1.2)",
        "# Вывод",
        "Комиссия рекомендует: аккредитовать программу сроком на 3 года.",
    )
    assert got == [(REMARK, "1.2", FIRST)]


def test_codes_follow_the_legend_of_the_paper(tmp_path: Path) -> None:
    got = found(
        tmp_path,
        "Буква С означает замечание, буква Т — рекомендацию, буква Н — несоответствие.",
        "# Стандарт 1",
        "[С-1] " + FIRST,
        "[Н-2] " + THIRD,
    )
    assert [kind for kind, _, _ in got] == [REMARK, NONCONFORMITY]


def test_findings_inside_sentences_of_the_commission_are_found(tmp_path: Path) -> None:
    got = found(
        tmp_path,
        "# 1-стандарт. Башкаруу",
        f"{KY_PROSE} Ошондуктан комиссия сунуштайт: докторанттардын өкүлүн кеңешке киргизүү (1-стандарттын 2-критерийи).",
        f"{KY_PROSE} Кемчилик: тобокелдиктердин реестри жаңыланган эмес (1-стандарттын 4-критерийи).",
    )
    assert [(kind, criterion) for kind, criterion, _ in got] == [(RECOMMENDATION, "1.2"), (REMARK, "1.4")]


def test_rows_without_a_finding_give_none(tmp_path: Path) -> None:
    got = found(
        tmp_path,
        [["Критерий", "Замечания комиссии"], ["1.1", "—"], ["1.2", FIRST], ["1.3", "нет"], ["1.4", "не выявлено"]],
    )
    assert got == [(REMARK, "1.2", FIRST)]


def test_every_finding_says_where_it_was_read(tmp_path: Path) -> None:
    first, second = findings(
        paper(
            tmp_path,
            "# Стандарт 1",
            f"Замечание: {FIRST}",
            [["Критерий", "Вид", "Содержание"], ["1.4", "рекомендация", SECOND]],
        )
    )
    assert first.place.paragraph == 2
    assert (second.place.table, second.place.row, second.place.column) == (1, 2, 3)


def test_a_label_inside_a_cell_parts_the_finding_from_the_comment(tmp_path: Path) -> None:
    got = found(
        tmp_path,
        "# Стандарт 1",
        [
            ["Критерий", "Установлено", "Суждение экспертов"],
            ["1.1", "Миссия есть.", "Соответствует."],
            ["1.2", "Политика 2016 года.", f"Политика размещена на сайте. Замечание: {FIRST}"],
            ["1.4", "Опроса нет.", f"Желательно: {SECOND}"],
        ],
    )
    assert got == [(REMARK, "1.2", FIRST), (RECOMMENDATION, "1.4", SECOND)]


def test_clauses_of_one_closing_sentence_are_separate_findings(tmp_path: Path) -> None:
    got = found(
        tmp_path,
        "# Стандарт 1",
        f"{PROSE} Комиссия рекомендует пересмотреть политику качества (критерий 1.2), ввести опрос работодателей (критерий 1.4) и публиковать его итоги на сайте (критерий 1.5).",
        PROSE,
    )
    assert [(kind, criterion) for kind, criterion, _ in got] == [
        (RECOMMENDATION, "1.2"),
        (RECOMMENDATION, "1.4"),
        (RECOMMENDATION, "1.5"),
    ]


def test_what_ought_to_be_done_is_found_where_the_cells_say_so(tmp_path: Path) -> None:
    got = found(
        tmp_path,
        [
            ["Критерий", "Комментарий экспертов"],
            ["1.1", "Соответствует в полной мере."],
            ["1.2", "Необходимо пересмотреть политику качества."],
            ["1.4", "Рекомендуется ввести ежегодный опрос работодателей."],
            ["1.5", "Замечаний нет."],
        ],
    )
    assert [(kind, criterion) for kind, criterion, _ in got] == [(REMARK, "1.2"), (RECOMMENDATION, "1.4")]


def test_lists_inside_closing_sentences_are_findings_of_their_kind(tmp_path: Path) -> None:
    got = found(
        tmp_path,
        "ВЫВОДЫ ЭКСПЕРТОВ",
        "по программе «Охрана труда»",
        PROSE,
        "# Заключительная часть",
        "Комиссия предлагает аккредитовать программу сроком на один год.",
        "Комиссия отмечает следующие замечания, подлежащие устранению: 1) журнал инструктажа не ведётся; 2) порядок допуска не утверждён.",
        "По ресурсам комиссия рекомендует: а) приобрести симулятор; б) обновить библиотеку кафедры.",
        "Кроме того, комиссия рекомендует ввести анонимную оценку наставников, а также согласовать порядок ротации с больницей.",
        "План мероприятий рекомендуется представить в агентство в течение месяца.",
    )
    assert [kind for kind, _, _ in got] == [
        REMARK,
        REMARK,
        RECOMMENDATION,
        RECOMMENDATION,
        RECOMMENDATION,
        RECOMMENDATION,
    ]
    assert got[0][2] == "журнал инструктажа не ведётся"
    assert got[-1][2] == "согласовать порядок ротации с больницей."
