"""However an agency labels its findings, each is found once, with its kind, its criterion and its own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.kinds.conclusion import extract
from extractors.records import FindingKind
from tests.extractors.kinds.papers import Block, paper

REMARK, RECOMMENDATION, NONCONFORMITY = FindingKind.REMARK, FindingKind.RECOMMENDATION, FindingKind.NONCONFORMITY
RU = (
    (REMARK, "1.1", "Политика качества не пересматривалась с 2016 года."),
    (RECOMMENDATION, "1.3", "Ввести ежегодный опрос работодателей и публиковать его итоги."),
    (NONCONFORMITY, "2.1", "Договоры с базами практики не заключены, студенты ищут место сами."),
    (REMARK, "2.4", "Силлабусы трёх дисциплин скопированы из другой программы."),
    (RECOMMENDATION, "3.2", "Обеспечить преподавателей выпускающей кафедры стажировками на производстве."),
)
KY = (
    (REMARK, "1.1", "Сапат саясаты 2016-жылдан бери кайра каралган эмес."),
    (RECOMMENDATION, "1.3", "Жумуш берүүчүлөрдүн жыл сайынкы сурамжылоосун киргизүү жана жыйынтыгын жарыялоо."),
    (NONCONFORMITY, "2.1", "Практика базалары менен келишимдер түзүлгөн эмес."),
    (REMARK, "2.4", "Үч дисциплинанын силлабусу башка программадан көчүрүлгөн."),
    (RECOMMENDATION, "3.2", "Окутуучулардын өндүрүштөгү стажировкасын уюштуруу."),
)
RU_NAMES = {REMARK: "замечание", RECOMMENDATION: "рекомендация", NONCONFORMITY: "несоответствие"}
KY_NAMES = {REMARK: "сын-пикир", RECOMMENDATION: "сунуш", NONCONFORMITY: "дал келбестик"}
LETTERS = {REMARK: "З", RECOMMENDATION: "Р", NONCONFORMITY: "Н"}
PROSE = (
    "Комиссия изучила документы, посетила занятия и беседовала со студентами; расписание выдерживается, аудитории "
    "отремонтированы, а выпускники охотно приходят на встречи и рассказывают первокурсникам о работе."
)
KY_PROSE = (
    "Комиссия документтерди карап чыкты, сабактарга катышты жана студенттер менен сүйлөштү; расписание сакталат, "
    "аудиториялар оңдолгон, бүтүрүүчүлөр жолугушууларга келип турушат."
)
# {n} ordinal, {c} criterion, {s} standard, {k} kind, {K} kind with a capital, {U} in capitals, {l} letter, {t} words.
RU_STYLES = (
    "{K} к критерию {c}: {t}",
    "{K} по критерию {c}. {t}",
    "{K} (к критерию {c}): {t}",
    "{K} {n} (критерий {c}). {t}",
    "{K} № {n} (крит. {c}) – {t}",
    "{K} комиссии по критерию {c}: {t}",
    "{K}, критерий {c}: {t}",
    "{K}. Критерий {c}. {t}",
    "{K} – критерий {c} – {t}",
    "{U}. {t} (критерий {c})",
    "{U} {n}: {t} [{c}]",
    "Критерий {c}. {K}. {t}",
    "Критерий {c}. {K}: {t}",
    "Критерий {c}, {k}: {t}",
    "Критерий {c} ({k}). {t}",
    "Критерий {c} — {k}: {t}",
    "По критерию {c} – {k}: {t}",
    "По критерию {c} комиссия делает {k}: {t}",
    "К {c}, {k}. {t}",
    "К{c}. {K}. {t}",
    "{c}. {K}: {t}",
    "{c} ({k}) {t}",
    "{c} / {k} / {t}",
    "[{c}] {K}: {t}",
    "{n}. ({c}) {K}. {t}",
    "{n}) {K} по крит. {c}: {t}",
    "{n}. {K}. {t} (крит. {c}).",
    "{n}. [{k}] {t} (критерий {c})",
    "{l}{n}. {t} (крит. {c})",
    "{l}{n} ({c}). {t}",
    "{l}.{n} {t} (критерий {c})",
    "{l}-{n} | критерий {c} | {t}",
    "{l}{n}) {t} – критерий {c}",
    "– {K} ({c}): {t}",
    "• {t} (критерий {c}, {k})",
    "• {t} ({k}, критерий {c})",
    "{t} – {k} по критерию {c}.",
    "{t} [{k}; {c}]",
    "{K} экспертов к п. {c}: {t}",
    "{K} к стандарту {s}, критерий {c}: {t}",
    "Стандарт {s}, критерий {c}. {K}: {t}",
    "Вывод по критерию {c}: {k}. {t}",
)
KY_STYLES = (
    "{K} ({c}-критерий): {t}",
    "{K} ({c}-критерий боюнча): {t}",
    "{c}-критерий боюнча {k}: {t}",
    "{c}-критерий. {K}: {t}",
    "{c}-критерий ({k}). {t}",
    "{n}-{k} ({c}-критерий). {t}",
    "{n}-{k}. {t} ({c}-критерий)",
    "№ {n} {k} ({c}): {t}",
    "{K} № {n}. {t} (крит. {c})",
    "{U}: {t} ({c}-критерий)",
    "{n}. {K}. {t} ({c}-критерий).",
    "[{c}] {K}. {t}",
    "• {t} ({k}, {c}-критерий)",
    "{K}, {c}-критерий: {t}",
    "Критерий {c}. {K}: {t}",
    "{s}-стандарт, {c}-критерий. {K}: {t}",
    "{n}. {c}-критерий. {K}: {t}",
    "{n}) {c}-критерий боюнча {k}: {t}",
)


def _lines(style: str, language: str) -> list[str]:
    names, items = (KY_NAMES, KY) if language == "ky" else (RU_NAMES, RU)
    made, numbers = [], dict.fromkeys(names, 0)
    for kind, criterion, text in items:
        numbers[kind] += 1
        name = names[kind]
        values = {"n": numbers[kind], "c": criterion, "s": criterion[0], "k": name, "K": name.capitalize()}
        words = text[:-1] if style.split("{t}")[1][:1] in tuple(" .") and not style.endswith("{t}") else text
        made.append(style.format(**values, U=name.upper(), l=LETTERS[kind], t=words))
    return made


def _found(folder: Path, *blocks: Block) -> list[tuple[FindingKind, str | None, str]]:
    return [(one.kind, one.criterion, one.text.rstrip(".")) for one in extract(paper(folder, *blocks)).findings]


def _expected(language: str) -> list[tuple[FindingKind, str, str]]:
    return [(kind, criterion, text.rstrip(".")) for kind, criterion, text in (KY if language == "ky" else RU)]


CASES = [("ru", style) for style in RU_STYLES] + [("ky", style) for style in KY_STYLES]


@pytest.mark.parametrize(("language", "style"), CASES)
def test_findings_under_their_standards(tmp_path: Path, language: str, style: str) -> None:
    prose, word = (
        (KY_PROSE, "{}-стандарт. Программаны башкаруу") if language == "ky" else (PROSE, "Стандарт {}. Управление")
    )
    blocks: list[Block] = [prose]
    standard = None
    for (_, criterion, _), line in zip(RU, _lines(style, language), strict=True):
        if criterion[0] != standard:
            standard = criterion[0]
            blocks += ["** " + word.format(standard), prose]
        blocks.append(line)
    assert _found(tmp_path, *blocks, prose) == _expected(language)


@pytest.mark.parametrize(("language", "style"), CASES)
def test_findings_in_one_list_at_the_end(tmp_path: Path, language: str, style: str) -> None:
    prose, head = (KY_PROSE, "** Комиссиянын тыянактары") if language == "ky" else (PROSE, "** Выводы комиссии")
    assert _found(tmp_path, prose, prose, head, *_lines(style, language)) == _expected(language)


@pytest.mark.parametrize(("language", "style"), [case for case in CASES if not case[1].startswith(("•", "–", "{t}"))])
def test_findings_run_on_inside_paragraphs(tmp_path: Path, language: str, style: str) -> None:
    prose = KY_PROSE if language == "ky" else PROSE
    blocks = [f"{prose} {line}" for line in _lines(style, language)]
    assert _found(tmp_path, prose, *blocks, prose) == _expected(language)


def test_a_paragraph_of_analysis_that_opens_with_a_criterion_names_it_for_the_findings_below(tmp_path: Path) -> None:
    blocks: list[Block] = ["# Стандарт 1. Управление", f"1.1. {PROSE}", f"Замечание. {RU[0][2]}"]
    blocks += [f"1.3. {PROSE}", f"Рекомендация. {RU[1][2]}", "# Стандарт 2. Практика", f"2.1. {PROSE}"]
    assert _found(tmp_path, *blocks, f"Несоответствие. {RU[2][2]}") == _expected("ru")[:3]


def test_a_plain_line_that_names_a_criterion_is_a_heading(tmp_path: Path) -> None:
    blocks: list[Block] = []
    for kind, criterion, text in RU:
        blocks += [f"Критерий {criterion}. Положение дел", PROSE, f"{RU_NAMES[kind].capitalize()}. {text}"]
    assert _found(tmp_path, *blocks) == _expected("ru")


def test_a_small_table_for_each_finding_is_a_card(tmp_path: Path) -> None:
    blocks: list[Block] = [PROSE]
    for number, (kind, criterion, text) in enumerate(RU, 1):
        keys = ["Карточка №", "Критерий", "Вид вывода", "Формулировка", "На чём основано"]
        blocks.append([*map(list, zip(keys, [str(number), criterion, RU_NAMES[kind], text, "Беседы"], strict=True))])
    assert _found(tmp_path, *blocks) == _expected("ru")


def test_one_table_may_hold_all_cards(tmp_path: Path) -> None:
    rows: list[list[str]] = []
    for kind, criterion, text in KY:
        rows += [["Критерий", criterion], ["Түрү", KY_NAMES[kind]], ["Мазмуну", text]]
    assert _found(tmp_path, KY_PROSE, rows) == _expected("ky")


def test_abbreviations_that_the_paper_explains_are_labels(tmp_path: Path) -> None:
    marks = {REMARK: "ЗМ", RECOMMENDATION: "РК", NONCONFORMITY: "НС"}
    legend = "Условные обозначения: ЗМ — замечание, РК — рекомендация, НС — несоответствие."
    rows = [["Критерий", "Оценка", "Выводы комиссии"]]
    rows += [[criterion, "Ч", f"Документы есть. {marks[kind]}: {text}"] for kind, criterion, text in RU]
    assert _found(tmp_path, legend, rows) == _expected("ru")


def test_words_that_lead_to_a_table_are_no_finding(tmp_path: Path) -> None:
    rows = [["Критерий", "Суждение комиссии"]]
    rows += [[criterion, f"{RU_NAMES[kind].capitalize()}. {text}"] for kind, criterion, text in RU]
    blocks: list[Block] = [
        "** Выводы по критериям",
        "Ниже приведены критерии, по которым у комиссии были суждения.",
        rows,
    ]
    assert _found(tmp_path, PROSE, *blocks) == _expected("ru")


def test_a_card_may_open_with_a_row_for_label_and_criterion_and_some_cards_only_observe(tmp_path: Path) -> None:
    blocks: list[Block] = [KY_PROSE]
    for number, (kind, criterion, text) in enumerate(KY, 1):
        rows = [
            [f"{KY_NAMES[kind].upper()} № {number}", f"Критерий {criterion}"],
            ["Негизи", "Маек"],
            ["Мазмуну", text],
        ]
        rows += [["БАЙКОО", "Критерий 1.2"], ["Негизи", "Маек"], ["Мазмуну", "Миссия жамаатка жакшы тааныш"]]
        blocks.append(rows)
    assert _found(tmp_path, *blocks) == _expected("ky")


def test_letters_that_a_legend_explains_label_cells_and_lines_of_cells(tmp_path: Path) -> None:
    legend = "В последней графе: З — замечание, Р — рекомендация, НС — несоответствие; прочерк — ничего не требуется."
    marks = {REMARK: "З", RECOMMENDATION: "Р", NONCONFORMITY: "НС"}
    rows = [["Крит.", "Что увидели", "Ур.", "Что подлежит исправлению"], ["1.0", "Миссия есть", "С", "—"]]
    rows += [[criterion, "Не всё", "СЧ", f"{marks[kind]}: {text[:-1]}"] for kind, criterion, text in RU[:3]]
    rows.append(["2.4", "Не всё", "СЧ", f"3: {RU[3][2][:-1]}\nР: Ввести проверку на заимствования всех работ"])
    expected = [*_expected("ru")[:4], (RECOMMENDATION, "2.4", "Ввести проверку на заимствования всех работ")]
    assert _found(tmp_path, legend, rows) == expected


def test_a_lead_left_at_the_end_of_a_paragraph_opens_its_list(tmp_path: Path) -> None:
    blocks: list[Block] = []
    leads = {REMARK: "Сын-пикирлер:", RECOMMENDATION: "Сунуштар:", NONCONFORMITY: "Дал келбестик:"}
    for kind, criterion, text in KY:
        blocks += [f"{KY_PROSE} {leads[kind]}", f"{criterion} – {text}"]
    assert _found(tmp_path, *blocks) == _expected("ky")


def test_a_label_said_in_words_and_one_inside_prose_hold_for_their_sentence(tmp_path: Path) -> None:
    blocks: list[Block] = [
        f"{PROSE} Замечание: {RU[0][2]} Декан объяснил это нехваткой времени.",
        f"{PROSE} Ещё одно замечание касается силлабусов: {RU[3][2]}",
    ]
    assert [(kind, text) for kind, _, text in _found(tmp_path, *blocks)] == [
        (REMARK, RU[0][2].rstrip(".")),
        (REMARK, RU[3][2].rstrip(".")),
    ]


def test_one_label_may_open_several_findings_each_behind_its_criterion(tmp_path: Path) -> None:
    first, second, third = (text.rstrip(".") for _, _, text in (RU[0], RU[3], RU[2]))
    blocks: list[Block] = [
        "Области для улучшения – это замечания комиссии, их устранение обязательно; рекомендации собраны отдельно.",
        f"Области для улучшения: крит. 1.1 – {first}; крит. 2.4 – {second};",
        f"крит. 2.1 – {third};",
    ]
    assert _found(tmp_path, PROSE, *blocks) == [(REMARK, "1.1", first), (REMARK, "2.4", second), (REMARK, "2.1", third)]


def test_a_kind_column_of_letters_makes_the_wordiest_column_that_of_findings(tmp_path: Path) -> None:
    rows = [["Критерий", "Что проверялось", "Источник", "Тип", "Запись эксперта"]]
    rows += [[criterion, "Порядок", "план", LETTERS[kind], text] for kind, criterion, text in RU]
    rows.insert(3, ["1.9", "Доступность", "сайт", "–", "Студенты знают цели, на сайте они размещены."])
    legend = "Тип записи: З – замечание, Р – рекомендация, Н – несоответствие."
    assert _found(tmp_path, legend, rows) == _expected("ru")


def test_lettered_lists_below_headings_that_name_their_kind(tmp_path: Path) -> None:
    remarks = [f"А{at}) {text} [п. {criterion}]" for at, (_, criterion, text) in enumerate((RU[0], RU[3]), 1)]
    wishes = [f"Б{at}) {text} [п. {criterion}]" for at, (_, criterion, text) in enumerate((RU[1], RU[4]), 1)]
    heads = ("А. К обязательному устранению (замечания)", "Б. К рассмотрению (рекомендации)")
    found = extract(paper(tmp_path, PROSE, heads[0], *remarks, heads[1], *wishes)).findings
    assert [(one.label, one.kind, one.criterion) for one in found] == [
        ("А1", REMARK, "1.1"),
        ("А2", REMARK, "2.4"),
        ("Б1", RECOMMENDATION, "1.3"),
        ("Б2", RECOMMENDATION, "3.2"),
    ]


def test_several_findings_in_a_cell_each_open_with_their_criterion(tmp_path: Path) -> None:
    first, second, third = (text.rstrip(".") for _, _, text in (RU[2], RU[3], RU[4]))
    rows = [
        ["Стандарт", "Оценка", "Замечания и несоответствия", "Рекомендации"],
        ["1. Миссия", "соответствует", "нет", "—"],
        ["2. Практика", "частично", f"2.1 (несоответствие): {first}\n2.4: {second}", "—"],
        ["3. Кадры", "соответствует", "нет", f"3.2: {third}"],
    ]
    expected = [(NONCONFORMITY, "2.1", first), (REMARK, "2.4", second), (RECOMMENDATION, "3.2", third)]
    assert _found(tmp_path, PROSE, rows) == expected


def test_a_card_that_opens_with_its_criterion_may_say_several_findings_or_none(tmp_path: Path) -> None:
    legend = "Белгилер: СП — сын-пикир, СН — сунуш, ДК — дал келбестик."
    first = [["1.1-критерий", "Максат"], ["Эмне көрүлдү", "Баары жайында"], ["Талап кылынат", "жок"]]
    second = [["2.4-критерий", "Силлабус"], ["Эмне көрүлдү", "Баары эмес"]]
    second += [["Талап кылынат (СП)", KY[3][2]], ["Талап кылынат (СН)", KY[4][2]]]
    expected = [(REMARK, "2.4", KY[3][2].rstrip(".")), (RECOMMENDATION, "2.4", KY[4][2].rstrip("."))]
    assert _found(tmp_path, legend, first, second) == expected


def test_a_code_and_its_criterion_may_share_a_cell(tmp_path: Path) -> None:
    rows = [["Шифр", "Что установлено", "На чём основано"], ["Организация", "", ""]]
    rows += [
        [f"{LETTERS[kind]}-{number}/{criterion}", text, "беседы"]
        for number, (kind, criterion, text) in enumerate(RU, 1)
    ]
    assert _found(tmp_path, PROSE, "** Сводный перечень", rows) == _expected("ru")


@pytest.mark.parametrize("written", ["I.2", "II.4", "IV.6", "С1.К2", "А.1"])
def test_criteria_numbered_otherwise_are_kept_as_written(tmp_path: Path, written: str) -> None:
    rows = [["П/п", "Критерий", "Вид", "Суть"], ["1", written, "замечание", RU[0][2]]]
    ((_, criterion, _),) = _found(tmp_path, PROSE, "** Перечень", rows)
    assert criterion is not None and criterion.upper() == written.upper()


@pytest.mark.parametrize("cited", ["(п. {} Стандартов)", "[{}]", "(критерий {})", "(пункт {} стандарта агентства)"])
def test_a_dotted_number_before_the_cited_criterion_only_counts(tmp_path: Path, cited: str) -> None:
    lines = [f"4.{n}. {cited.format(criterion)} {text}" for n, (_, criterion, text) in enumerate(RU, 1)]
    found = _found(tmp_path, PROSE, "** Замечания", *lines)
    assert found == [(REMARK, criterion, text.rstrip(".")) for _, criterion, text in RU]


@pytest.mark.parametrize(
    "style",
    [
        "По критерию {c} установлено {k}: {t}",
        "По критерию {c} высказано {k}: {t}",
        "Установлено {k} критерию {c}: {t}",
        "В части критерия {c} группа формулирует {k}: {t}",
        "Аудит показал: порядок есть. По крит. {c} вынесено {k}: {t}",
    ],
)
def test_a_sentence_may_say_kind_and_criterion_of_the_finding_behind_its_colon(tmp_path: Path, style: str) -> None:
    neuter = [one for one in RU if one[0] is not RECOMMENDATION]
    blocks: list[Block] = []
    for kind, criterion, text in neuter:
        blocks += [PROSE, style.format(c=criterion, k=RU_NAMES[kind], t=text)]
    assert _found(tmp_path, *blocks) == [(kind, criterion, text.rstrip(".")) for kind, criterion, text in neuter]


def test_a_line_that_leads_from_the_heading_to_its_list_keeps_the_heading(tmp_path: Path) -> None:
    lead = "Группа полагает полезным для колледжа, чтобы были предприняты следующие шаги:"
    items = [f"{n}) {text} (критерий {criterion})" for n, (_, criterion, text) in enumerate(RU, 1)]
    met = "Критерии 1.2, 2.2 и 3.1 выполнены. По критерию 3.1 группа увидела действующий совет студентов."
    found = _found(tmp_path, PROSE, PROSE, "** Рекомендации", lead, *items, met)
    assert found == [(RECOMMENDATION, criterion, text.rstrip(".")) for _, criterion, text in RU]


def test_codes_of_any_letter_take_their_kind_from_the_heading_above(tmp_path: Path) -> None:
    remarks = [f"А-{n}. Критерий {criterion}. {text}" for n, (_, criterion, text) in enumerate(RU[:2], 1)]
    advice = [f"Б-{n}. Критерий {criterion}. {text}" for n, (_, criterion, text) in enumerate(RU[3:], 1)]
    blocks = [PROSE, "# Перечень замечаний комиссии", "# Стандарт 1. Управление", *remarks]
    blocks += ["# Рекомендации по улучшению программы", *advice]
    kinds = [REMARK, REMARK, RECOMMENDATION, RECOMMENDATION]
    told = zip(kinds, (*RU[:2], *RU[3:]), strict=True)
    assert _found(tmp_path, *blocks) == [(kind, criterion, text.rstrip(".")) for kind, (_, criterion, text) in told]


def test_single_letters_that_the_paper_explains_are_labels_before_a_criterion(tmp_path: Path) -> None:
    legend = "Пункттардын башында анын түрү белгиленген: Э — эскертүү, Д — дал келбестик, С — сунуш."
    letters = {REMARK: "Э", NONCONFORMITY: "Д", RECOMMENDATION: "С"}
    items = zip("абик" + "л", KY, strict=True)
    lines = [f"{mark}) {letters[kind]} ({criterion}-крит.) {text}" for mark, (kind, criterion, text) in items]
    assert _found(tmp_path, KY_PROSE, legend, *lines) == _expected("ky")


def test_points_of_a_minute_count_and_the_criterion_stands_behind_the_words(tmp_path: Path) -> None:
    lines = [f"3.{n}. {text} (критерий {criterion})" for n, (_, criterion, text) in enumerate(RU, 1)]
    found = _found(tmp_path, PROSE, PROSE, "3. ПОСТАНОВИЛИ высказать рекомендации:", *lines)
    assert [(criterion, text) for _, criterion, text in found] == [(c, text.rstrip(".")) for _, c, text in RU]


def test_comments_of_an_unknown_head_are_searched_for_labels(tmp_path: Path) -> None:
    rows = [["Крит.", "Балл", "Топтун түшүндүрмөсү"], ["1.9", "4", "Устав бекитилген, эскертүү жок."]]
    rows += [
        [criterion, "3", f"Кабинеттер таза. {KY_NAMES[kind].capitalize()}: {text}"] for kind, criterion, text in KY
    ]
    assert _found(tmp_path, KY_PROSE, rows) == _expected("ky")


@pytest.mark.parametrize(
    "line", ["Экспертная комиссия благодарит колледж за гостеприимство.", "Председатель комиссии Э. Сулайманкулов"]
)
def test_thanks_and_signatures_at_the_end_are_no_findings(tmp_path: Path, line: str) -> None:
    lines = [f"{n}) {text} (критерий {criterion})" for n, (_, criterion, text) in enumerate(RU, 1)]
    assert len(_found(tmp_path, PROSE, "** Замечания", *lines, line)) == len(RU)


def test_what_was_looked_at_is_no_finding_where_another_column_labels_them(tmp_path: Path) -> None:
    rows = [["Крит.", "Предмет проверки", "Наблюдения", "Оценка", "К исполнению"]]
    rows += [["1.9", "Миссия", "Миссия размещена на сайте", "С", "нет"]]
    rows += [
        [criterion, "Положение дел", "Документы просмотрены", "ЧС", f"{RU_NAMES[kind].capitalize()}: {text}"]
        for kind, criterion, text in RU
    ]
    assert _found(tmp_path, PROSE, rows) == _expected("ru")


def test_remarks_and_recommendations_may_stand_side_by_side(tmp_path: Path) -> None:
    rows = [["Критерий", "Отмечено экспертами", "Рекомендовано"], ["1.7 Устав", "—", "—"]]
    for kind, criterion, text in RU:
        said = f"НЕСООТВЕТСТВИЕ. {text}" if kind is NONCONFORMITY else text
        advice = kind is RECOMMENDATION
        rows.append([f"{criterion} Тема", "—" if advice else said, said if advice else "—"])
    assert _found(tmp_path, PROSE, rows) == _expected("ru")


@pytest.mark.parametrize("letter", ["A", "А", "B", "Б"])
def test_a_frame_for_each_finding_names_a_lettered_criterion(tmp_path: Path, letter: str) -> None:
    boxes = [[[f"{letter}.2\nЗамечание", RU[0][2]]], [[f"{letter}.4\nРекомендация", RU[1][2]]]]
    found = _found(tmp_path, PROSE, f"Область {letter}. Управление", PROSE, *boxes)
    assert [(kind, text) for kind, _, text in found] == [(kind, text.rstrip(".")) for kind, _, text in RU[:2]]


@pytest.mark.parametrize(
    "head",
    [
        "{K} (п. {c})",
        "** {K} (п. {c})",
        "{K} по критерию {c}:",
        "К. {c}. {K}",
        "Критерий {c} — {k}",
        "{K} № {n} (крит. {c}).",
        "** {K} {n} / {c}",
    ],
)
def test_a_label_on_a_line_of_its_own_belongs_to_the_words_below(tmp_path: Path, head: str) -> None:
    lines = []
    for n, (kind, criterion, text) in enumerate(RU, 1):
        name = RU_NAMES[kind]
        lines += [head.format(K=name.capitalize(), k=name, c=criterion, n=n), text, PROSE]
    assert _found(tmp_path, PROSE, "** Стандарт 1. Управление", PROSE, *lines) == _expected("ru")


@pytest.mark.parametrize("bullet", ["", "• "])
def test_a_label_of_several_with_their_criterion_opens_a_list(tmp_path: Path, bullet: str) -> None:
    first, second, third, *_ = (text.rstrip(".") for _, _, text in RU)
    lines = ("Замечания (п. 1.2)", f"{bullet}{first}", f"{bullet}{third}", "Рекомендация (п. 1.4)", second)
    assert _found(tmp_path, "** Стандарт 1", PROSE, *lines, "Замечания (п. 1.5): нет") == [
        (REMARK, "1.2", first),
        (REMARK, "1.2", third),
        (RECOMMENDATION, "1.4", second),
    ]


def test_codes_or_bare_labels_on_lines_of_their_own_belong_to_the_words_below(tmp_path: Path) -> None:
    told = [(kind, text.rstrip(".")) for kind, _, text in RU]
    codes = [line for n, (kind, text) in enumerate(told, 1) for line in (f"{LETTERS[kind]}-{n}", text)]
    bare = [line for kind, text in told for line in (RU_NAMES[kind].capitalize(), text)]
    for lines in (codes, bare):
        assert [(kind, text) for kind, _, text in _found(tmp_path, PROSE, "** Выводы", PROSE, *lines)] == told


def test_one_bare_label_is_the_title_of_a_paper(tmp_path: Path) -> None:
    assert _found(tmp_path, "Рекомендация", "Экспертная комиссия посетила колледж в ноябре.") == []
