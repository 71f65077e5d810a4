"""The same six answers laid out in the ways of letters, memos, lists and typed columns: none lost, each with its sign."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from extractors.kinds.report import extract
from extractors.records import Response
from tests.extractors.kinds.papers import Block, paper


@dataclass(frozen=True, slots=True)
class Fact:
    """A finding and its answer. code, criterion, topic: what a report may cite it by."""

    code: str
    criterion: str
    topic: str
    finding: str
    told: str
    proof: str


RU = (
    Fact("З-1", "1.2", "Стратегический план", "Стратегический план не обновлялся с 2018 года",
         "Новый стратегический план принят советом 22 декабря 2023 года", "протокол № 4"),
    Fact("З-2", "2.3", "Рабочие программы", "Рабочие программы не согласованы с работодателями",
         "Все 34 программы согласованы с пятью предприятиями", "листы согласования"),
    Fact("З-3", "3.1", "Дневники практики", "Дневники практики не проверяются",
         "Дневники проверяются еженедельно, введён журнал проверки", "журнал проверки"),
    Fact("Р-1", "4.2", "Наставничество", "Организовать наставничество молодых преподавателей",
         "Наставники назначены шести молодым преподавателям", "приказ № 17"),
    Fact("Р-2", "5.4", "Библиотека", "Пополнить библиотечный фонд на кыргызском языке",
         "Закуплено 120 учебников на кыргызском языке", "накладная № 512"),
    Fact("Р-3", "6.1", "Сайт", "Обновить сайт на двух языках",
         "Страницы сайта переведены на оба языка в сентябре 2025 года", "акт № 6"),
)  # fmt: skip
KY = (
    Fact("С-1", "1.2", "Стратегиялык план", "Стратегиялык план 2018-жылдан бери жаңыланган эмес",
         "Жаңы стратегиялык план 2023-жылдын 22-декабрында кабыл алынды", "№ 4 протокол"),
    Fact("С-2", "2.3", "Окуу программалары", "Окуу программалары иш берүүчүлөр менен макулдашылган эмес",
         "34 программанын баары беш ишкана менен макулдашылды", "макулдашуу барактары"),
    Fact("С-3", "3.1", "Практика күндөлүгү", "Практика күндөлүктөрү текшерилбейт",
         "Күндөлүктөр ар жума сайын текшерилет, журнал киргизилди", "текшерүү журналы"),
    Fact("У-1", "4.2", "Насаатчылык", "Жаш окутуучуларга насаатчылыкты уюштуруу",
         "Алты жаш окутуучуга насаатчы дайындалды", "№ 17 буйрук"),
    Fact("У-2", "5.4", "Китепкана", "Китепкана фондун кыргыз тилинде толуктоо",
         "Кыргыз тилинде 120 окуу китеби сатып алынды", "№ 512 накладной"),
    Fact("У-3", "6.1", "Сайт", "Сайтты эки тилде жаңылоо",
         "Сайттын барактары 2025-жылдын сентябрында эки тилге которулду", "№ 6 акт"),
)  # fmt: skip
HEAD: dict[tuple[Fact, ...], tuple[str, str]] = {
    RU: ("Отчёт о выполнении замечаний и рекомендаций", "Сообщаем о выполнении рекомендаций следующее."),
    KY: ("Сын-пикирлердин аткарылышы жөнүндө отчет", "Аткарылган иштер тууралуу төмөнкүлөрдү билдиребиз."),
}
ORDINALS = ("первого", "второго", "третьего", "четвёртого", "пятого", "шестого")
ORDINALS_KY = ("биринчи", "экинчи", "үчүнчү", "төртүнчү", "бешинчи", "алтынчы")

Facts = tuple[Fact, ...]


def small(text: str) -> str:
    return text[0].lower() + text[1:]


def said(fact: Fact) -> str:
    return f"{fact.told} ({fact.proof})"


def topic_and_dash(facts: Facts) -> list[Block]:
    return [f"{fact.topic} – {small(said(fact))}." for fact in facts]


def bulleted_topic_and_dash(facts: Facts) -> list[Block]:
    return [f"• {fact.topic} — {small(said(fact))};" for fact in facts]


def lettered_topic_and_colon(facts: Facts) -> list[Block]:
    return [
        f"{letter}) {small(fact.topic)}: {small(said(fact))};" for letter, fact in zip("абвгде", facts, strict=True)
    ]


def code_and_dash(facts: Facts) -> list[Block]:
    return [f"{fact.code} – {said(fact)}." for fact in facts]


def typed_with_tabs(facts: Facts) -> list[Block]:
    head = (
        "№\tКрит.\tЗамечание\tЧто сделано\tДокумент" if facts is RU else "№\tКрит.\tСын-пикир\tЭмне жасалды\tДокумент"
    )
    rows = (f"{at}\t{f.criterion}\t{f.finding}\t{f.told}\t{f.proof}" for at, f in enumerate(facts, 1))
    return [head, *rows]


def typed_with_strokes(facts: Facts) -> list[Block]:
    head = "Замечание | Принятые меры | Документ" if facts is RU else "Сын-пикир | Көрүлгөн чаралар | Документ"
    return [head, *(f"{fact.finding} ({fact.criterion}) | {fact.told} | {fact.proof}" for fact in facts)]


def by_standard_with_strokes(facts: Facts) -> list[Block]:
    found: list[Block] = []
    for fact in facts:
        standard, criterion = fact.criterion[0], fact.criterion
        if facts is RU:
            found.extend([f"Стандарт {standard}", f"– критерий {criterion}: {said(fact)};"])
        else:
            found.extend([f"{standard}-стандарт", f"– {criterion}-критерий: {said(fact)};"])
    return found


def two_in_a_paragraph(facts: Facts) -> list[Block]:
    cited = "По замечанию {}: {}." if facts is RU else "{} сын-пикири боюнча: {}."
    return [
        " ".join(cited.format(fact.code, said(fact)) for fact in pair)
        for pair in zip(facts[::2], facts[1::2], strict=True)
    ]


def by_the_plans_number_in_words(facts: Facts) -> list[Block]:
    if facts is RU:
        return [f"Во исполнение {ORDINALS[at]} пункта плана. {said(fact)}." for at, fact in enumerate(facts)]
    return [f"Пландын {ORDINALS_KY[at]} пункту боюнча. {said(fact)}." for at, fact in enumerate(facts)]


def before_and_after(facts: Facts) -> list[Block]:
    words = "{}. Было: {}. Стало: {}." if facts is RU else "{}. Мурда: {}. Азыр: {}."
    return [words.format(fact.topic, fact.finding, said(fact)) for fact in facts]


def before_and_after_apart(facts: Facts) -> list[Block]:
    was, now = ("Было", "Стало") if facts is RU else ("Мурда", "Азыр")
    return [line for fact in facts for line in (f"{was}: {fact.finding} ({fact.criterion}).", f"{now}: {said(fact)}.")]


def with_captions_between(facts: Facts) -> list[Block]:
    cited, caption = ("критерий {}", "Фото {}. {}") if facts is RU else ("{}-критерий", "{}-сүрөт. {}")
    return [
        line
        for at, fact in enumerate(facts, 1)
        for line in (f"{at}. {fact.told} ({cited.format(fact.criterion)}).", caption.format(at, fact.topic))
    ]


def finding_numbered_above(facts: Facts) -> list[Block]:
    return [line for at, fact in enumerate(facts, 1) for line in (f"{at}. {fact.finding}.", f"{said(fact)}.")]


def finding_coded_above(facts: Facts) -> list[Block]:
    return [line for fact in facts for line in (f"{fact.code}. {fact.finding}.", f"{said(fact)}.")]


def finding_quoted_before(facts: Facts) -> list[Block]:
    return [f"«{fact.finding}» ({fact.criterion}) — {small(said(fact))}." for fact in facts]


def arrow(facts: Facts) -> list[Block]:
    return [f"{fact.code}: {fact.finding} → {said(fact)}" for fact in facts]


def table_inside_words(facts: Facts) -> list[Block]:
    cited = "По критерию {} {}." if facts is RU else "{}-критерий боюнча {}."
    head = ["Критерий", "Что сделано" if facts is RU else "Эмне жасалды", "Документ"]
    lines = [cited.format(fact.criterion, small(said(fact))) for fact in facts[:3]]
    return [*lines, [head, *([fact.criterion, fact.told, fact.proof] for fact in facts[3:])]]


def grouped_by_status(facts: Facts) -> list[Block]:
    return ["Выполнено:" if facts is RU else "Аткарылды:", *(f"{fact.code} – {said(fact)};" for fact in facts)]


def headed_with_a_last_line(facts: Facts) -> list[Block]:
    proof, going_on = ("Подтверждается", "Работа продолжается.") if facts is RU else ("Тастыктайт", "Иш уланууда.")
    lines: list[Block] = []
    for fact in facts:
        lines.extend([f"** {fact.topic} ({fact.criterion})", f"{fact.told}.", f"{proof}: {fact.proof}."])
    return [*lines, going_on]


def standard_heads(facts: Facts) -> list[Block]:
    head, proof = ("Стандарт {}. {}", "Подтверждение") if facts is RU else ("{}-стандарт. {}", "Далил")
    return [
        line
        for fact in facts
        for line in (f"** {head.format(fact.criterion[0], fact.topic)}", f"{fact.told}. {proof}: {fact.proof}.")
    ]


def bold_finding_answer_proof(facts: Facts) -> list[Block]:
    proof = "Приложение" if facts is RU else "Тиркеме"
    return [
        line
        for at, fact in enumerate(facts, 1)
        for line in (f"** {at}. {fact.finding} ({fact.criterion})", f"{fact.told}.", f"{proof}: {fact.proof}")
    ]


def keyed_finding_then_answer(facts: Facts) -> list[Block]:
    key = "Рекомендация {} (критерий {}): {}." if facts is RU else "{}-сунуш ({}-критерий): {}."
    return [
        line
        for at, fact in enumerate(facts, 1)
        for line in (key.format(at, fact.criterion, fact.finding), f"{said(fact)}.")
    ]


def soft_breaks(facts: Facts) -> list[Block]:
    answer, proof = ("Ответ", "Документ") if facts is RU else ("Жооп", "Далил")
    return [f"{f.code}. {f.finding}\n{answer}: {f.told}.\n{proof}: {f.proof}" for f in facts]


def bullets_below_codes(facts: Facts) -> list[Block]:
    return [line for fact in facts for line in (f"** {fact.code}", f"• {said(fact)};")]


def percent_behind_code(facts: Facts) -> list[Block]:
    return [f"{fact.code} ({fact.criterion}) – 100 %. {said(fact)}." for fact in facts]


def keys_inside_a_cell(facts: Facts) -> list[Block]:
    head = ["Код", "Исполнение"] if facts is RU else ["Коду", "Аткарылышы"]
    status = "Статус: выполнено" if facts is RU else "Абалы: аткарылды"
    return [[head, *([fact.code, f"{fact.told}. Документ: {fact.proof}. {status}"] for fact in facts)]]


def free_sentences(facts: Facts) -> list[Block]:
    words = (
        (
            "Что касается замечания {code}, то {told}.",
            "По {criterion} критерию сделано следующее: {told}.",
            "Рекомендация {code} выполнена: {told}.",
            "В ответ на {code} сообщаем: {told}.",
            "Относительно {code}: {told}.",
            "Замечание {code} ({criterion}) устранено – {told}.",
        )
        if facts is RU
        else (
            "{code} сын-пикири боюнча айтсак, {told}.",
            "{criterion}-критерий боюнча төмөнкү иш жасалды: {told}.",
            "{code} сунушу аткарылды: {told}.",
            "{code} боюнча билдиребиз: {told}.",
            "{code} тууралуу: {told}.",
            "{code} ({criterion}) сын-пикири жоюлду – {told}.",
        )
    )
    return [
        sentence.format(code=fact.code, criterion=fact.criterion, told=small(said(fact)))
        for sentence, fact in zip(words, facts, strict=True)
    ]


def quoted_above_several_paragraphs(facts: Facts) -> list[Block]:
    words = ("{}. По замечанию «{}» ({}):", "Ответственный – завкафедрой.") if facts is RU else (
        "{}. «{}» ({}) сын-пикири боюнча:", "Жооптуу – кафедра башчысы.")  # fmt: skip
    return [
        line
        for at, fact in enumerate(facts, 1)
        for line in (words[0].format(at, fact.finding, fact.criterion), f"{said(fact)}.", words[1])
    ]


def dated_log(facts: Facts) -> list[Block]:
    return [f"0{at}.0{at}.2025 – {fact.code}: {said(fact)}." for at, fact in enumerate(facts, 1)]


def roman_numbers(facts: Facts) -> list[Block]:
    key = "Исполнение" if facts is RU else "Аткарылышы"
    return [
        line
        for roman, fact in zip(("I", "II", "III", "IV", "V", "VI"), facts, strict=True)
        for line in (f"{roman}. {fact.finding} ({fact.criterion}).", f"{key}: {said(fact)}.")
    ]


LAYOUTS = (
    standard_heads,
    bold_finding_answer_proof,
    keyed_finding_then_answer,
    soft_breaks,
    bullets_below_codes,
    percent_behind_code,
    keys_inside_a_cell,
    free_sentences,
    quoted_above_several_paragraphs,
    dated_log,
    roman_numbers,
    topic_and_dash,
    bulleted_topic_and_dash,
    lettered_topic_and_colon,
    code_and_dash,
    typed_with_tabs,
    typed_with_strokes,
    by_standard_with_strokes,
    two_in_a_paragraph,
    by_the_plans_number_in_words,
    before_and_after,
    before_and_after_apart,
    with_captions_between,
    finding_numbered_above,
    finding_coded_above,
    finding_quoted_before,
    arrow,
    table_inside_words,
    grouped_by_status,
    headed_with_a_last_line,
)


def tells_its_finding(response: Response, fact: Fact, number: str) -> bool:
    anchor = response.anchor
    spoken = f"{anchor.finding_text or ''} {anchor.section or ''}".casefold()
    cited = {anchor.number, anchor.criterion, *anchor.labels}
    return bool(cited & {fact.criterion, fact.code, number}) or fact.topic.casefold() in spoken


@pytest.mark.parametrize("facts", [RU, KY], ids=["ru", "ky"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_answer_is_lost_joined_or_without_its_sign(
    tmp_path: Path, facts: Facts, layout: Callable[[Facts], list[Block]]
) -> None:
    responses = extract(paper(tmp_path, *HEAD[facts], *layout(facts), "Директор А. Т. Чыныбаев")).responses
    told = [fact.told.casefold() for fact in facts]
    assert sorted(
        [at for response in responses for at, words in enumerate(told) if words in response.text.casefold()]
    ) == list(range(len(facts)))
    assert len(responses) == len(facts)
    for response in responses:
        at = next(place for place, words in enumerate(told) if words in response.text.casefold())
        assert tells_its_finding(response, facts[at], str(at + 1))
        if layout is not with_captions_between:
            assert any(facts[at].proof in name.text for name in response.evidence)


INTRODUCED: dict[Facts, tuple[tuple[str, ...], ...]] = {
    RU: (
        (
            "Исх. № 45 от 12.05.2026",
            "Директору агентства Сыдыковой А. Б.",
            "О выполнении рекомендаций",
            "Уважаемая Айгуль Бекова!",
            "Колледж выражает признательность экспертам. Коллектив многое сделал. Ниже приводим ответы по пунктам.",
        ),
        ("ОТЧЁТ", "1. Общие сведения", "Обучается 840 студентов.", "2. Выполнение рекомендаций"),
        (
            "Информация о ходе выполнения плана",
            "Рассмотрено на заседании педагогического совета, протокол № 5 от 12.05.2026",
            "Отчёт подготовлен рабочей группой под руководством Маматова К. Т.",
        ),
    ),
    KY: (
        (
            "Чыгыш № 45, 12.05.2026",
            "Агенттиктин директору А. Б. Сыдыковага",
            "Урматтуу Айгүл Бековна!",
            "Колледж эксперттерге ыраазы. Эки жылда көп иш аткарылды. Төмөндө ар бир пункт боюнча маалымат беребиз.",
        ),
        ("ОТЧЕТ", "1. Жалпы маалымат", "840 студент окуйт.", "2. Сунуштардын аткарылышы"),
        (
            "План аткаруунун жүрүшү жөнүндө маалымат",
            "Педагогикалык кеңеште каралган, 12.05.2026 № 5 протокол",
            "Отчет К. Т. Маматовдун жетекчилигиндеги жумушчу топ тарабынан даярдалган.",
        ),
    ),
}
FAREWELL: dict[Facts, tuple[str, ...]] = {
    RU: (
        "Просим продлить срок аккредитации.",
        "Приложения:",
        "1. Протокол № 4 на 2 л.",
        "2. Приказ № 17 на 1 л.",
        "Директор ____________ А. Т. Чыныбаев",
        "Исп. Асанова Г., тел. 0555 123456",
    ),
    KY: (
        "Аккредитациянын мөөнөтүн узартууну суранабыз.",
        "Тиркемелер:",
        "1. № 4 протокол, 2 барак",
        "2. № 17 буйрук, 1 барак",
        "Директор ____________ А. Т. Чыныбаев",
        "Аткаруучу: Асанова Г., тел. 0555 123456",
    ),
}


@pytest.mark.parametrize("preface", [0, 1, 2])
@pytest.mark.parametrize("facts", [RU, KY], ids=["ru", "ky"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_a_letter_wraps_its_answers_in_is_no_answer(
    tmp_path: Path, facts: Facts, layout: Callable[[Facts], list[Block]], preface: int
) -> None:
    wrapped = paper(tmp_path, *INTRODUCED[facts][preface], *layout(facts), *FAREWELL[facts])
    told = [response.text.casefold() for response in extract(wrapped).responses]
    assert len(told) == len(facts)
    assert all(any(fact.told.casefold() in text for text in told) for fact in facts)


def without_answer(blocks: list[Block], fact: Fact) -> list[Block]:
    """Gives the blocks of a report that leaves a finding without an answer, though it may repeat it."""
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, str):
            kept.extend([] if fact.told.casefold() in block.casefold() or fact.proof in block else [block])
        else:
            kept.append([row for row in block if not any(fact.told in cell for cell in row)])
    return kept


@pytest.mark.parametrize("missing", [0, 2])
@pytest.mark.parametrize("facts", [RU, KY], ids=["ru", "ky"])
@pytest.mark.parametrize("layout", [layout for layout in LAYOUTS if layout is not two_in_a_paragraph])
def test_a_finding_that_a_report_repeats_and_does_not_answer_gets_no_answer(
    tmp_path: Path, facts: Facts, layout: Callable[[Facts], list[Block]], missing: int
) -> None:
    left = without_answer(layout(facts), facts[missing])
    responses = extract(paper(tmp_path, *HEAD[facts], *left, "Директор А. Т. Чыныбаев")).responses
    assert len(responses) == len(facts) - 1
    for response in responses:
        cited = {response.anchor.criterion, *response.anchor.labels}
        assert not cited & {facts[missing].criterion, facts[missing].code}
        assert facts[missing].topic.casefold() not in (response.anchor.finding_text or "").casefold()
