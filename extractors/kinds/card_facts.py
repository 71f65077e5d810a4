"""What a paper says of its case: term, certificate, dates, programme, institution (буйрук / приказ, корутунду /
заключение, letters).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from extractors.kinds.criteria import standard_headed
from extractors.kinds.labels import one_line
from extractors.languages.dates import DateMention, dates_in
from extractors.languages.letters import fold
from extractors.lexicon import LANGUAGES, topic
from extractors.records import Document, Fact, Paragraph, Place, Table

NEAR = 70  # characters between a word and the number or date that it speaks of
FIRST_LINES = 18

_NUMBER = (
    r"(?:PhD|[А-ЯЁӨҮҢA-Z]{1,5}(?:[-–/][А-ЯЁӨҮҢA-Z]{1,4})*)\s?[-–/ ]?\s?(?:№\s?)?\d[\w]*(?:[-–/][\w]+)*"
    r"|№\s?(?:[А-ЯЁӨҮҢA-Z]{1,5}\s?[-–/ ]\s?)?\d[\w]*(?:[-–/][\w]+)*"
)


@cache
def _words(key: str) -> tuple[str, ...]:
    return tuple(word for language in LANGUAGES for word in topic("card", language).get(key, ()))


@cache
def _pattern(key: str) -> re.Pattern[str]:
    found = _words(key)
    return re.compile("|".join(rf"(?:{word})" for word in found) if found else r"(?!)")


@cache
def _section(key: str) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for language in LANGUAGES:
        for name, value in topic("card", language).get(key, {}).items():
            merged[fold(name)] = [*merged.get(fold(name), []), *value] if isinstance(value, list) else value
    return merged


def _statements(document: Document) -> Iterator[tuple[str, Place]]:
    """Yields the paragraphs and the rows of tables as one line each."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield one_line(f"{block.number} {block.text}" if block.number else block.text), block.place
        else:
            yield from _rows(block)


def _rows(table: Table) -> Iterator[tuple[str, Place]]:
    for row in table.rows:
        cells = [cell for cell in row if cell is not None and cell.text.strip()]
        if cells:
            yield " | ".join(one_line(cell.text) for cell in cells), cells[0].place


def term_years(text: str) -> int | None:
    """Gives the term of accreditation that a sentence states (1, 3 or 5; «сроком на 3 (три) года», «үч жылга»); None
    without.
    """
    folded = fold(text)
    if not re.search(r"аккредит|сертификат|куболук|свидетельств|accredit", folded):
        return None
    for raw in _words("term"):
        for match in re.finditer(raw, folded):
            word = match["n"]
            years = int(word) if word.isdigit() else _section("numbers").get(word)
            if years in (1, 3, 5):
                return int(years)
    return None


def certificate_number(text: str) -> str | None:
    """Gives the certificate's number that a sentence states, as written («П-2023-0118», «КО № 000287»)."""
    folded = fold(text)
    best: tuple[int, str] | None = None
    for word in _pattern("certificate").finditer(folded):
        for match in re.finditer(_NUMBER, text):
            gap = match.start() - word.end() if match.start() >= word.end() else word.start() - match.end()
            if not 0 <= gap <= NEAR or not re.search(r"\d", match.group()):
                continue
            between = folded[min(word.end(), match.end()) : max(word.start(), match.start())]
            if re.search(r"протокол|приказ|буйру|исх|вх\.|телефон|чечим|решени", between) or re.search(
                r"(?:протокол\w*|приказ\w*|буйрук\w*)\s*$", folded[max(0, match.start() - 14) : match.start()]
            ):
                continue
            after = folded[match.end() : match.end() + 14]
            if re.match(r"\s*(протокол|буйру)", after):
                continue
            number = _tidy(match.group())
            lone = number.isdigit() and len(number) < 3
            cost = gap + (40 if lone else 0) + (15 if not re.search(r"[^\d]", number) else 0)
            if best is None or cost < best[0]:
                best = (cost, number)
    return best[1] if best else None


def _tidy(raw: str) -> str:
    number = re.sub(r"\s+", " ", raw).strip(" .,;")
    if number.startswith("№"):
        return number[1:].strip()
    # «серии И № И-2023-041»: the series letter stands twice.
    twice = re.match(r"^([А-ЯA-Z]{1,5}) ?№ ?(\1[-/ ].+)$", number)
    return twice[2] if twice else number


def _span(mentions: Sequence[DateMention], start: int, end: int) -> list[DateMention]:
    return [mention for mention in mentions if mention.start >= start and mention.end <= end]


def _full(text: str) -> list[DateMention]:
    # «2. 2025-жылдын 23-майында»: the number of the point is no month.
    bare = re.sub(r"^\W*\d{1,2}[.)]\s", lambda match: " " * len(match.group()), text)
    return [mention for mention in dates_in(bare) if mention.precision == "day"]


def certificate_dates(text: str) -> tuple[DateMention | None, DateMention | None]:
    """Gives the dates of issue and of expiry that a sentence about the certificate states; None for one that it does
    not.
    """
    folded = fold(text)
    if not _pattern("certificate").search(folded):
        return None, None
    issue = expiry = None
    first = _pattern("certificate").search(folded)
    mentions = [m for m in _full(text) if not _of_other_paper(folded, m)]
    for mention in mentions:
        before = folded[max(0, mention.start - 24) : mention.start]
        after = folded[mention.end : mention.end + 26]
        closes = re.search(r"(?:\bдо|\bпо|действител\w*|истекает\w*|until|to)\W*(?:\w+\W+)?$", before) or re.match(
            r"\W*\w{0,6}\W*(?:чейин|жарактуу)", after
        )
        if closes and not re.match(r"\W*\w{0,4}\W*(?:баштап|тартып)", after):
            expiry = expiry or mention
        elif issue is None:
            issue = mention
    if issue is not None and expiry is None and len(mentions) == 1 and first is not None:
        return issue, None
    return issue, expiry


def _of_other_paper(folded: str, mention: DateMention) -> bool:
    before = folded[max(0, mention.start - 30) : mention.start]
    after = folded[mention.end : mention.end + 22]
    return bool(
        re.search(r"(?:протокол|решени|приказ|заседани|вх\.|исх\.|кир\.|чыг\.)[^;.]*$", before)
        and not re.search(r"сертификат|свидетельств|куболук", before)
    ) or bool(re.match(r"\w*\W*(?:№ ?\d+\W*)?(?:протокол|буйру|чечим|жыйын)", after))


def order_date(document: Document) -> tuple[DateMention, Place] | None:
    """Gives the date of an order, or of the decision that stands for it: from its heading, not the council's minutes
    that it cites.
    """
    spare: tuple[DateMention, Place] | None = None
    cited: tuple[DateMention, Place] | None = None
    for index, (text, place) in enumerate(_statements(document)):
        folded = fold(text)
        for mention in _full(text):
            before = folded[max(0, mention.start - 40) : mention.start]
            after = folded[mention.end : mention.end + 30]
            of_order = re.search(r"(?:приказ\w*|буйру\w*)\s*(?:№ ?\S+)?\s*(?:от)?\W*$", before) or re.match(
                r"\w*\W*№ ?\S+\W*(?:буйру|приказ)", after
            )
            if of_order:
                return mention, place
            cites = re.search(r"(?:протокол|решени|чечим|заседани|кенешинин|совета)[^;]*$", before)
            of_council = (cites is not None and "выписк" not in folded) or re.match(
                r"\w*\W*(?:№ ?\d+\W*)?(?:протокол|чечим|жыйын)", after
            ) is not None
            if index < FIRST_LINES and not of_council and not _pattern("certificate").search(before) and cited is None:
                if not re.search(r"(?:до|действител)\W*$", before) and not re.match(r"\W*\w{0,6}\W*чейин", after):
                    cited = (mention, place)
            elif spare is None and index < FIRST_LINES:
                spare = (mention, place)
    return cited or spare


def planned_visit(text: str) -> DateMention | None:
    """Gives the date on which a monitoring visit is planned, when the sentence speaks of one («Предполагаемый срок
    визита – …»).
    """
    folded = fold(text)
    if not re.search(r"визит|посещени|выезд|баруу", folded):
        return None
    for mention in _full(text):
        around = folded[max(0, mention.start - 80) : mention.end + 40]
        if re.search(
            r"предполага\w+|планиру\w+|намеч\w+|назнач\w+|белгилен|болжолду|пландалган|срок визита|дата визита", around
        ) and re.search(r"визит|посещени|выезд|баруу", around):
            return mention
    return None


def received_mark(document: Document) -> tuple[DateMention, Place] | None:
    """Gives the date of the agency's receipt mark («Вх. № 77 от 04.05.2023», «Кир. № 12, 25.02.2026»); None without
    one.
    """
    statements = [*_statements(document), *((text, Place(document.file)) for text in document.running)]
    for text, place in statements:
        mark = re.search(r"(?<!\w)(?:" + "|".join(_words("received")) + r")", fold(text))
        if mark is None or not re.match(
            r"(вх|вход|кир|получено|поступило|келип|received|in\.|принято|кабыл)", mark.group()
        ):
            continue
        after = [m for m in _full(text) if m.start >= mark.start() and m.start - mark.end() <= NEAR]
        if after:
            return after[0], place
    return None


_PROGRAMME_NOUN = (
    r"(?:программ\w*|специальност\w*|направлени\w*|професси(?:я|и|ю|ей|ям)\b|адисти\w*|багыт\w*|кеси[бп]\w*|programme)"
)


def programme_named(text: str) -> str | None:
    """Gives the programme that a line names: its code and quoted name, or a quoted name beside the word «программа» /
    «адистик».
    """
    coded = re.search(r"\b\d{6}\b\s*[«\"][^»\"]{3,100}[»\"]", text)
    if coded is not None:
        return coded.group()
    folded = fold(text)
    for pattern in (
        rf"{_PROGRAMME_NOUN}[^«.]{{0,40}}(«[^»]{{3,90}}»)",
        rf"(«[^»]{{3,90}}»)[^«.]{{0,24}}{_PROGRAMME_NOUN}",
    ):
        for match in re.finditer(pattern, folded):
            quoted = text[match.start(1) : match.end(1)]
            if not quoted[1].isupper() or _pattern("organisation").search(folded[match.start() : match.start(1)]):
                continue
            beside = (
                folded[match.end(1) : match.end(1) + 24] + " " + folded[max(0, match.start(1) - 24) : match.start(1)]
            )
            if not _pattern("organisation").search(beside.split("«")[0]):
                code = re.search(r"\b\d{6}\b", text[match.start() : match.end() + 12])
                return f"{code.group()} {quoted}" if code else quoted
    return None


_NAME_EDGE = re.compile(r"\||,\s(?=\d{4}-)|\s/\s|(?<=[»\w]{3})\.\s+(?=[А-ЯЁӨҮҢ])")
_LONGEST_PLAIN = 3  # words of a name without a proper part: «Медицинский колледж»


def _as_organisation(line: str) -> float:
    """Scores how much a line is the name of an institution and nothing else."""
    folded = fold(line)
    words = line.split()
    # «Цифровые методы обучения в школе» is the name of a programme: the word must stand outside the quotation marks.
    outside = re.sub(r"«[^»]*»", " ", folded)
    if (
        not _pattern("organisation").search(outside)
        or _pattern("agency").search(folded)
        or _pattern("person").search(folded)
        or len(words) > 14
        or standard_headed(line) is not None
    ):
        return 0.0
    # A name of some length has a proper part; «Выводы, на которые центр должен ответить» is a heading.
    if len(words) > _LONGEST_PLAIN and not re.search(r"[«\"№]|\W[А-ЯЁӨҮҢA-Z]", line[1:]):
        return 0.0
    score = 1.0 - 0.04 * len(words) + (0.3 if "«" in line else 0.0)
    score -= 0.3 if re.match(r"\W*\d+[.)]", line) else 0.0
    score -= (
        0.3
        if re.search(r"[.;:]$", line.strip())
        or re.search(r"аккредит|отчет|план|замечани|мониторинг|жонундо|сын-пикир", folded)
        else 0.0
    )
    score -= 0.25 if _PROGRAMME_NOUN and re.search(_PROGRAMME_NOUN, folded) else 0.0
    return max(0.0, score)


def _lines(block: Paragraph | Table) -> list[str]:
    if isinstance(block, Paragraph):
        return [one_line(line) for line in block.text.split("\n") if line.strip()]
    return [
        one_line(line)
        for row in block.rows[:6]
        for cell in row
        if cell is not None
        for line in cell.text.split("\n")
        if line.strip()
    ]


def _bare_name(line: str) -> str:
    """Gives a name without what a title adds to it: years, the programme, the kind of accreditation, the visit."""
    bare = re.sub(r"\s*\(?\d{4}.*$", "", line)
    bare = re.sub(r"\s*\([^()]*(?:институционал|программалык|программн)[^()]*\)", "", bare)
    added = r"(?:программа|институционал|визит|«[^»]*»\s+(?:программа|кеси|адисти|багыт))"
    return re.sub(rf",\s*{added}.*$", "", bare, flags=re.IGNORECASE).strip(" .,;·")


def organisation_and_programme(document: Document) -> tuple[str | None, str | None]:
    """Gives the institution and the programme as the paper's first lines name them; None for what they do not."""
    programme: str | None = None
    best: tuple[float, str] = (0.0, "")
    lines = [line for block in document.blocks[:FIRST_LINES] for line in _lines(block)][:FIRST_LINES]
    whole = any(re.search(r"институционал", fold(line)) for line in lines[:10])
    for text in (*lines, one_line(" ".join(lines[:10]))):
        programme = programme or (None if whole else programme_named(text))
    for text in lines:
        for part in _NAME_EDGE.split(text):
            keyed = _pattern("organisation_key").match(fold(part.strip())) is not None
            line = re.sub(r"^(?:[\w-]+\s?){1,3}:\s+", "", part.strip()) if keyed else part.strip()
            score = _as_organisation(line)
            if score > best[0] + 0.05:
                best = score, _bare_name(line)
    return best[1] or None, programme


def says_corrected(text: str) -> bool:
    """Tells whether folded words make a paper a corrected edition («исправленный», «2 редакция», «ондолгон»)."""
    return _pattern("corrected").search(text) is not None


def says_replaced(text: str) -> bool:
    """Tells whether folded words of an edition say that it takes the place of the earlier one («взамен ранее
    поданного отчёта»).
    """
    return _pattern("replaces").search(text) is not None


def level_named(text: str) -> str | None:
    """Gives the level of education that the words name: phd, secondary_vocational, primary_vocational, additional,
    school, higher.
    """
    folded = fold(text)
    return next(
        (
            level
            for level, patterns in _section("levels").items()
            if any(re.search(pattern, folded) for pattern in patterns)
        ),
        None,
    )


def card_facts(document: Document) -> tuple[Fact, ...]:
    """Gives the facts of the case that a paper states about term, certificate, dates, programme and institution.

    Names are fields of the case card; values are words, ISO dates or numbers as text.
    """
    facts: list[Fact] = []
    for text, place in _statements(document):
        years = term_years(text)
        if years is not None:
            facts.append(Fact("term_years", str(years), place))
        number = certificate_number(text)
        if number is not None:
            facts.append(Fact("certificate_no", number, place))
        issue, expiry = certificate_dates(text)
        if issue is not None and issue.day is not None:
            facts.append(Fact("certificate_date", issue.day.isoformat(), place))
        if expiry is not None and expiry.day is not None:
            facts.append(Fact("certificate_expiry", expiry.day.isoformat(), place))
        visit = planned_visit(text)
        if visit is not None and visit.day is not None:
            facts.append(Fact("visit_date", visit.day.isoformat(), place))
    organisation, programme = organisation_and_programme(document)
    start = Place(document.file)
    if organisation:
        facts.append(Fact("organisation", organisation, start))
    if programme:
        facts.append(Fact("programme", programme, start))
    mark = received_mark(document)
    if mark is not None and mark[0].day is not None:
        facts.append(Fact("received", mark[0].day.isoformat(), mark[1]))
    return tuple(facts)
