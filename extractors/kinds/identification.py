"""What kind of paper a document is, told from its content, with the words that tell it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from extractors.cell_content import Content, content, is_blank
from extractors.columns import Columns, roles
from extractors.evidence_names import annex_labels
from extractors.head_words import Role, best
from extractors.kinds.findings_prose import Walk
from extractors.kinds.label_heads import KINDS, alternatives, label_words
from extractors.kinds.labels import one_line
from extractors.kinds.leaning import SURELY, lean_of
from extractors.languages.letters import fold
from extractors.lexicon import LANGUAGES, topic, words
from extractors.records import Document, DocumentKind, Identification, Paragraph, Table

TITLE_LINES = 14
LETTER_WORDS = 220  # a covering letter is shorter than this; a report written as a letter is longer
ORDER_WORDS = 450
CONCLUSION_WORDS = 250
SURELY_TITLED = 0.6
LABELS = 4  # labels of findings from which a paper may be a conclusion though it names no commission
LONGEST_TITLE = 32  # words; a longer line is text
FEWEST_ROWS = 3  # rows of a table that is judged by its cells
TOLD_BY_CELLS = 0.75  # worth of a column that tells what was done under a head that does not say so
GOVERNED = 0.45  # worth of a title's word that only says what the paper is about («Ответ по отчёту экспертов»)
_LONGEST_CODE = 3  # letters of an abbreviation
FINDINGS_ALONE = 3  # so many statements marked as findings make a short paper titled a conclusion one

# A head that means one of these never heads answers, whatever words for «done» stand in it.
_NEVER_TOLD = frozenset({Role.FINDING, Role.DUE, Role.RESPONSIBLE, Role.CRITERION, Role.NUMBER, Role.LABEL})


@cache
def _patterns(kind: str, key: str) -> tuple[re.Pattern[str], ...]:
    found: list[str] = []
    for language in LANGUAGES:
        section: dict[str, Any] = topic("kinds", language).get(kind, {})
        found.extend(section.get(key, ()))
    return tuple(re.compile(pattern, re.MULTILINE) for pattern in found)


@dataclass(frozen=True, slots=True)
class _Look:
    """What is looked at: the first lines, all text, the heads of tables, folded; and what the tables and lists hold.

    measures: share of certainty that tables promise measures; answers: that they hold answers; findings: statements
    marked as findings.
    """

    lines: tuple[str, ...]
    title: str
    body: str
    heads: str
    words: int
    measures: float
    answers: float
    findings: int


def _first_lines(document: Document) -> list[str]:
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            lines.extend(line for line in block.text.split("\n") if line.strip())
        elif len(block.rows) <= 6 and len(lines) < TITLE_LINES:
            lines.extend(
                line
                for row in block.rows
                for cell in row
                if cell is not None
                for line in cell.text.split("\n")
                if line.strip()
            )
        if len(lines) >= TITLE_LINES:
            break
    return [one_line(line)[:220] for line in lines[:TITLE_LINES]]


def _look(document: Document) -> _Look:
    lines = tuple(_squeezed(fold(line)) for line in _first_lines(document))
    body = fold(document.text())
    heads = "\n".join(
        fold(one_line(cell.text))
        for table in document.tables()
        for row in table.rows[: _head_depth(table)]
        for cell in row
        if cell is not None and len(cell.text) < 90
    )
    squeezed = _squeezed(body)
    tables = [table for table in document.tables() if len(table.rows) >= 2 and len(table.rows[0]) >= 2]
    titled = _titled_in("conclusion", lines)[0] >= SURELY_TITLED
    if titled:
        # The tables of a conclusion (the programme of the visit, grids of grades) tell nothing of plans and answers.
        tables = []
    cards = 1.0 if sum(map(_is_answer_card, tables)) >= FEWEST_ROWS else 0.0
    answers = max((_answers(table) for table in tables), default=0.0 if titled else _replied(document))
    answers = max(answers, cards)
    promised = _promised(document, titled=titled)
    measures = 0.0 if answers else max((_measures(table) for table in tables), default=promised)
    speaks = titled or len(re.findall(r"комисси|эксперт", squeezed)) >= 3 or len(_labels().findall(squeezed)) >= LABELS
    findings = len(Walk(document).candidates()) if speaks and not answers and not measures else 0
    return _Look(lines, "\n".join(lines), squeezed, heads, len(body.split()), measures, answers, findings)


@cache
def _labels() -> re.Pattern[str]:
    """What labels findings or cites their criteria, before a mark: «Сын-пикир:», «(1.1-крит.)», «Критерий 2.3.»."""
    kinds = "|".join(alternatives(label_words(kind)) for kind in KINDS)
    return re.compile(rf"(?<![\w-])(?:{kinds})\s*[:.(–—]|\d\.\d{{1,2}}\s?-\s?крит|крит\w*\.?\s*№?\s*\d\.\d")


def _promised(document: Document, *, titled: bool) -> float:
    """Scores that paragraphs promise: each says who is responsible and by when («(отв. – …; срок – …)»)."""
    lines = [] if titled else [fold(block.text) for block in document.blocks if isinstance(block, Paragraph)]
    both = sum(bool(_hits(_patterns("plan", "who"), line) and _hits(_patterns("plan", "when"), line)) for line in lines)
    return 1.0 if both >= FEWEST_ROWS else 0.0


def _replied(document: Document) -> float:
    """Scores that paragraphs answer: each opens with the word for it («Ответ: …», «Жооп: …»)."""
    lines = [fold(block.text) for block in document.blocks if isinstance(block, Paragraph)]
    opened = sum(bool(_hits(_patterns("report", "reply"), line)) for line in lines)
    return 1.0 if opened >= FEWEST_ROWS else 0.0


def _squeezed(text: str) -> str:
    """Gives a text in which spaced-out words («п р и к а з ы в а ю», «П Л А Н») are one."""
    return re.sub(r"(?<!\w)(?:\w ){3,}\w(?!\w)", lambda match: match.group().replace(" ", ""), text)


def _head_depth(table: Table) -> int:
    """Gives how many rows from the top may be head: a short cell of the first finding is no head of its column."""
    columns = roles(table, DocumentKind.REPORT)
    return columns.first if columns.headed else 2


def _measures(table: Table) -> float:
    """Scores that a table promises: measures with persons and deadlines, worded as things to do."""
    columns = roles(table, DocumentKind.PLAN)
    if not columns.has(Role.MEASURE):
        return 0.0
    told = sum(columns.has(role) for role in (Role.DUE, Role.RESPONSIBLE)) + columns.has(Role.MONTH)
    lean = lean_of(_below(table, columns.of(Role.MEASURE)[0], columns.first))
    if lean >= SURELY and told < 2:
        return 0.0
    if not columns.headed:
        return min(1.0, 0.5 * told) if lean <= -SURELY and len(table.rows) >= FEWEST_ROWS else 0.0
    return min(1.0, 0.5 * told)


def _is_answer_card(table: Table) -> bool:
    """Tells whether a small table is the card of one answer: a key such as «Эмне жасалды» beside what was done."""
    pairs = [(row[0], row[1]) for row in table.rows if len(row) == 2]
    return any(
        key is not None and said is not None and said.text.strip() and best(key.text) in {Role.ANSWER, Role.AFTER}
        for key, said in pairs
    )


def _answers(table: Table) -> float:
    """Scores that a table answers: a filled column headed «Что сделано», «Отметка»; an empty one is a plan's form, and
    one whose cells ask for something promises.
    """
    columns = roles(table, DocumentKind.REPORT)
    for depth in range(1, min(_head_depth(table), len(table.rows) - 1) + 1):
        heads = [_head_at(table, depth - 1, column) for column in range(len(table.rows[depth - 1]))]
        told = [
            index
            for index, head in enumerate(heads)
            if _hits(_patterns("report", "answer_heads"), head)
            and not _hits(_patterns("plan", "promise_heads"), head)
            and not set(columns.columns[index].roles) & _NEVER_TOLD
            and lean_of(_below(table, index, depth)) > -SURELY
            and not _assigns(_below(table, index, depth))
            and not _only_marks(_below(table, index, depth))
        ]
        body = table.rows[depth:]
        if told and len([head for head in heads if head]) >= 2 and body:
            filled = sum(
                any(
                    index < len(row) and (cell := row[index]) is not None and cell.text.strip(" -–—_") != ""
                    for index in told
                )
                for row in body
            )
            if filled >= 0.4 * len(body):
                return 1.0
    return _told_by_cells(table, columns)


def _only_marks(texts: list[str]) -> bool:
    """Tells whether cells hold codes of a word that say no state («СП», «З»), whatever their head promises."""
    said = [text for text in texts if not is_blank(text)]
    codes = [text for text in said if content(text) is Content.TEXT and len(text.strip()) <= _LONGEST_CODE]
    return len(codes) >= SURELY * max(1, len(said))


def _assigns(texts: list[str]) -> bool:
    """Tells whether cells say who or when, so that «Исполнение» above them is no answer."""
    held = [content(text) for text in texts if not is_blank(text)]
    return sum(kind in {Content.DATE, Content.PERSON, Content.BOTH} for kind in held) >= SURELY * max(1, len(held))


def _told_by_cells(table: Table, columns: Columns) -> float:
    """Scores that a table answers by its cells: a column that tells what was done, beside what it answers."""
    if not columns.has(Role.ANSWER) or len(table.rows) - columns.first < FEWEST_ROWS or len(columns.columns) < 2:
        return 0.0
    if columns.has(Role.DUE) and columns.has(Role.RESPONSIBLE):
        return 0.0
    beside = columns.has(Role.FINDING, Role.MEASURE, Role.CRITERION, Role.LABEL, Role.STATUS, Role.EVIDENCE)
    tells = lean_of(_below(table, columns.of(Role.ANSWER)[0], columns.first)) >= SURELY
    return TOLD_BY_CELLS if beside and tells else 0.0


def _below(table: Table, index: int, first: int) -> list[str]:
    """Gives the texts of a column below the head."""
    return [cell.text for row in table.rows[first:] if index < len(row) and (cell := row[index]) is not None]


def _head_at(table: Table, row: int, column: int) -> str:
    """Gives the folded head of a column; one that spans several columns heads a group and says nothing of each."""
    cell = table.rows[row][column]
    if cell is None or len(cell.text) >= 90 or (cell.colspan > 1 and row + 1 < len(table.rows)):
        return ""
    if row > 0 and cell.text.rstrip().endswith("."):
        # A sentence in the second row is a finding, whatever words for «done» stand in it.
        return ""
    return fold(one_line(cell.text))


def _hits(patterns: tuple[re.Pattern[str], ...], text: str) -> list[str]:
    return [match.group().strip() for pattern in patterns if (match := pattern.search(text)) is not None]


def _titled(kind: str, look: _Look) -> tuple[float, str | None]:
    return _titled_in(kind, look.lines)


def _titled_in(kind: str, lines: tuple[str, ...]) -> tuple[float, str | None]:
    """Scores a kind by its title: the earlier the line and the more the line is a title, the more it counts."""
    best, words = 0.0, None
    # Two lines may be one title, told by words on both sides of the break.
    joined = [(line, 0) for line in lines] + [(f"{a} {b}", len(a)) for a, b in pairwise(lines)]
    for index, (line, broken) in enumerate(joined):
        position = index if index < len(lines) else index - len(lines)
        if len(line.split()) > LONGEST_TITLE or (kind == "evidence" and _approves(line)):
            continue
        found = [
            match
            for pattern in _patterns(kind, "title")
            if (match := pattern.search(line)) is not None and (not broken or match.start() < broken < match.end())
        ]
        hits = [match.group().strip() for match in found]
        if hits:
            length = len(line.split())
            other = kind == "conclusion" and _opens_other(line)
            own = 1.0 if not other and any(not _governed(line, match) for match in found) else GOVERNED
            score = own - 0.04 * position - (0.25 if length > 18 else 0.1 if length > 12 else 0.0)
            # A sentence below the first lines is text of the paper, not what it is called.
            score -= 0.3 if line.rstrip().endswith(".") and length > (14 if position < 3 else 6) else 0.0
            if score > best:
                best, words = score, hits[0]
    return best, words


def _approves(line: str) -> bool:
    """Tells whether a line says who approved the paper below it («бекитилген, № 12 протокол»): no title of minutes."""
    verbs = (fold(word) for word in words("approval", "verbs"))
    protocol = any(re.search(rf"(?<!\w){word}", line) for word in words("approval", "protocol")[:1])
    return protocol and any(re.search(rf"(?<!\w){verb}", line) for verb in verbs if not verb.startswith("протокол"))


def _governed(line: str, match: re.Match[str]) -> bool:
    """Tells whether a title's word only says what another paper is about: «по заключению», «корутундусу боюнча»."""
    said = match.group().lstrip()
    before, after = line[: match.end() - len(said)], line[match.end() :]
    if any(re.match(word, line[len(before) :]) for word in _governing("oblique_alone")):
        return True
    if any(re.search(rf"(?:^|\W){word}\W+$", before) for word in _governing("governed_whole")):
        return True
    if any(re.search(rf"(?:^|\W){word}\W+$", before) for word in _governing("governed_after")):
        return any(re.match(word, said) for word in _governing("oblique"))
    return any(re.match(rf"\w*\W+{word}(?:\W|$)", after) for word in _governing("governed_before"))


def _opens_other(line: str) -> bool:
    """Tells whether a title opens with the name of another paper: «Доклад о том, как реализовано заключение»."""
    return any(re.match(rf"\W*{word}(?:\W|$)", line) for word in _governing("opens_other"))


@cache
def _governing(key: str) -> tuple[str, ...]:
    return words("kinds", key)


def _file_name(document: Document) -> str:
    return fold(re.sub(r"[_.\-]+", " ", document.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]))


@lru_cache(maxsize=256)
def identify(document: Document) -> Identification:
    """Tells the kind of a paper by its title, its tables' heads and its wording; the name of the file only tips a
    balance.
    """
    look, name = _look(document), _file_name(document)
    if look.words < 4:
        # A picture or a cover under an annex's label («Папка № 9») is that annex, however little can be read in it.
        labelled = look.words and annex_labels(f"{look.title} {name}")
        kind = DocumentKind.EVIDENCE if labelled else DocumentKind.OTHER
        return Identification(kind, 0.0, ("kind.nothing_to_read",))
    scores = {kind: _score(kind, look) for kind in DocumentKind}
    for kind, hint in (
        (DocumentKind.CONCLUSION, r"заключ|корутунду|вэк\b|zakl|закл\b"),
        (DocumentKind.PLAN, r"\bплан|\bplan|дорожн"),
        (DocumentKind.REPORT, r"отчет|otchet|report|мониторинг"),
        (DocumentKind.ORDER, r"приказ|буйрук|prikaz|решени"),
        (DocumentKind.EVIDENCE, r"прил|тиркеме|annex|\bпр\b"),
        (DocumentKind.OTHER, r"сопров|резюме|\bcv\b|кат\b|самооцен|письмо"),
    ):
        if re.search(hint, name):
            scores[kind] = (scores[kind][0] + 0.12, scores[kind][1])
    kind = max(scores, key=lambda each: scores[each][0])
    score, why = scores[kind]
    if score < 0.35:
        return Identification(DocumentKind.EVIDENCE if look.words < 3000 else DocumentKind.OTHER, 0.3, ())
    return Identification(kind, min(1.0, score), tuple(why))


def _score(kind: DocumentKind, look: _Look) -> tuple[float, list[str]]:
    title, words = _titled(kind.value, look)
    why = [words] if words else []
    body = _hits(_patterns(kind.value, "body"), look.body)
    heads = _hits(_patterns(kind.value, "heads"), look.heads)
    match kind:
        case DocumentKind.CONCLUSION:
            score = 0.6 * title + 0.12 * min(5, len(body)) + 0.08 * min(6, look.findings)
            score -= 0.4 if look.answers or look.measures else 0.0
            short = 0.5 if look.words < CONCLUSION_WORDS / 2 else 0.2 if look.words < CONCLUSION_WORDS else 0.0
            # One that gives nothing but its findings is short and still a conclusion.
            score -= 0.0 if title >= SURELY_TITLED and look.findings >= FINDINGS_ALONE else short
            return score, why + body[:2]
        case DocumentKind.ORDER:
            decided = min(3, len(body))
            score = (0.45 * title + 0.25 * decided) if decided else 0.1 * title
            # An order of the director that says of each point who and by when is the plan.
            score -= 0.6 if look.measures else 0.0
            score -= 0.5 if look.words > ORDER_WORDS else 0.0
            score -= 0.45 if _hits(_patterns("other", "letter"), look.body) and not title else 0.0
            return score, why + body[:2]
        case DocumentKind.PLAN:
            score = 0.75 * title + 0.08 * min(4, len(heads)) + 0.5 * look.measures - (0.6 if look.answers else 0.0)
            score -= 0.25 if _titled("report", look)[0] >= title > 0 else 0.0
            score -= 0.35 if not _hits(_patterns("plan", "promises"), look.body) else 0.0
            return score, why + heads[:2]
        case DocumentKind.REPORT:
            score = 0.7 * title + 0.1 * min(3, len(heads)) + 0.06 * min(4, len(body)) + 0.4 * look.answers
            answers = len(_hits(_patterns("report", "heads"), look.heads)) and len(
                _hits(_patterns("plan", "heads"), look.heads)
            )
            score += 0.1 if answers else 0.0
            score -= 0.35 if look.words < 90 else 0.0
            score -= 0.4 if look.measures and not look.answers else 0.0
            score -= 0.3 if _titled("conclusion", look)[0] >= title - 0.1 > 0 else 0.0
            return score, why + heads[:2] + body[:1]
        case DocumentKind.EVIDENCE:
            return 0.4 * title + (0.15 if look.words < 400 else 0.0) + (
                0.35 if re.match(r"\W*(приложени\w* *№? *[\dа-я]|\d+ ?-? ?тиркеме|тиркеме)", look.title) else 0.0
            ), why
        case DocumentKind.OTHER:
            letter = _hits(_patterns("other", "letter"), look.body)
            score = 0.8 * title if look.lines else 0.0
            if letter and look.words <= LETTER_WORDS:
                score = max(score, 0.62 + 0.1 * min(3, len(letter)))
            return score, why + letter[:1]
