"""How one finding is written: its label («Замечание», «Сунуш»), own number or code, criterion, and the words of the
finding itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz import fuzz

from extractors.kinds.criteria import Criterion, criterion_leading, criterion_named
from extractors.kinds.label_heads import DEFAULT_LETTERS, KINDS, Head, alternatives, flat, head_at, head_of, label_words
from extractors.languages.letters import clean, fold
from extractors.lexicon import words
from extractors.records import Cell, Document, FindingKind, Paragraph

_BULLET = re.compile(r"[\s•▪▫▲△►▶■□☐☑●○◦·*➢➤>§\-–—]+")
_CODE_ALONE = re.compile(r"^\W*(?P<code>[a-zа-я]{1,3}\s?\d{0,2}\s?[-–]\s?\d{1,2}(?:[.-]\d{1,2})?)\W*$")
_SENTENCE_START = re.compile(r"^\s*|(?<=[.!?;:])(?<!см\.)(?<!см\s\.)\s+|(?<=[.!?;:][)»\"])\s+")
_SEPARATOR = re.compile(r"\s*[:.–—\]»)]*\s*(?:-\s+)?")
# «А1)», «Б3.»: a letter of the section and a number; plan and report cite it.
_LETTERED = re.compile(r"\s*[(\[]?(?P<code>[А-ЯЁA-Z]\d{1,2})[.)\]]\)?\s+(?=[А-ЯЁӨҮҢA-Zа-яёөүң«])")
_NUMBER = re.compile(r"(?:№\s*)?[(\[]?(?P<n>\d{1,3})\s?[.)\]]\)?\s*(?=\D)|[(\[]?(?P<l>[a-zа-я])\)\s*")


@dataclass(frozen=True, slots=True)
class Item:
    """One finding as written. text: its own words. kind: None when no label tells it. code: «З-4»; number: its ordinal.

    labelled: True when a label word or a code of findings stands there.
    """

    text: str
    kind: FindingKind | None = None
    code: str | None = None
    number: str | None = None
    criterion: Criterion | None = None
    labelled: bool = False


def one_line(text: str) -> str:
    """Gives the text in one line, white space folded."""
    return re.sub(r"\s+", " ", clean(text)).strip()


def kinds_named(text: str) -> set[FindingKind]:
    """Tells which kinds of finding the words of a heading, a column head or a label name."""
    folded = fold(text)
    found = set()
    for kind in KINDS:
        match = re.search(rf"(?<![\w-])(?:{alternatives(label_words(kind))})", folded)
        if match is not None:
            found.add(kind)
            folded = folded[: match.start()] + " " * (match.end() - match.start()) + folded[match.end() :]
    return found


def mentions(text: str, key: str) -> bool:
    """Tells whether the text holds one of the lexicon's beginnings under `key`."""
    folded = fold(text)
    return any(re.search(rf"(?<![\w-]){re.escape(fold(word))}", folded) for word in words("findings", key))


def says_nothing(text: str) -> bool:
    """Tells whether a cell or a list holds no finding: empty, a dash, «нет», «жок», «не выявлено»."""
    folded = re.sub(r"[^\w\s-]", "", fold(text)).strip(" -–—.")
    return not folded or folded in {fold(word) for word in words("findings", "nothing")} or folded in {"x", "0"}


_DAMAGED = re.compile(
    r"[\W_]*(?P<word>[\w‹›\\'`-]{3,}\s[\w‹›\\'`-]{5,}|[\w‹›\\'`-]{5,})\s*(?:[(\[][^)\]]{1,40}[)\]])?\s*:\s*"
)
READS_AS_LABEL = 80  # of 100: two wrong letters in «Кемчилик», three in «Дал келбестик»


def _damaged_label(folded: str, start: int) -> tuple[FindingKind, int] | None:
    """Reads a label with letters that recognition spoiled («Кемчичик:», «Дал келбостик:»); only its colon lets it
    count.
    """
    match = _DAMAGED.match(folded, start)
    if match is None:
        return None
    best = max(
        ((fuzz.ratio(match["word"], word), kind) for kind in KINDS for word in _full_labels(kind)),
        key=lambda pair: pair[0],
    )
    if best[0] < READS_AS_LABEL:
        return None
    bracket = re.compile(r"\s*[(\[]").match(folded, match.end("word"))
    return best[1], match.end("word") if bracket else match.end()


@cache
def _full_labels(kind: FindingKind) -> tuple[str, ...]:
    return tuple(fold(word) for word in words("findings", f"{kind.value}_labels"))


def _strip_front(text: str) -> Item:
    """Takes the head off: a labelled one whole, else bullet, number and criterion as far as they go."""
    head = head_at(text)
    if head is not None:
        return Item(text[head.end :].strip(), head.kind, head.code, head.number, head.criterion, labelled=True)
    folded = flat(text)
    item, at = Item(text), 0
    if (damaged := _damaged_label(folded, 0)) is not None:
        item, at = replace(item, kind=damaged[0], labelled=True), damaged[1]
    if (lettered := _LETTERED.match(text, at)) is not None:
        item, at = replace(item, code=lettered["code"]), lettered.end()
    for _ in range(4):
        if (bullet := _BULLET.match(folded, at)) is not None:
            at = bullet.end()
        named = criterion_named(text[at:]) if item.criterion is None else None
        if named is None or named.start > 0:
            leading = criterion_leading(text[at:]) if item.criterion is None else None
            named = leading if leading is not None and leading.end < len(text) - at else None
        cited = criterion_named(text[at:]) if item.criterion and text[at : at + 1] in {"(", "["} else None
        if named is not None:
            item, at = replace(item, criterion=named), at + named.end
        elif item.criterion and cited is not None and cited.start == 0 and item.number is None:
            # «4.2. (п. 2.1 Стандартов) …»: the dotted number only counts.
            item, at = replace(item, number=item.criterion.number, criterion=cited), at + cited.end
        elif item.number is None and (number := _NUMBER.match(folded, at)) is not None:
            item, at = replace(item, number=number["n"] or number["l"]), number.end()
        else:
            break
        separator = _SEPARATOR.match(folded, at)
        at = separator.end() if separator else at
    return replace(item, text=text[at:].strip())


_LAST_BRACKET = re.compile(r"[(\[{]([^()\[\]{}]{1,70})[)\]}]\s*[.;,]?\s*$")
_LAST_DASH = re.compile(r"\s[–—-]\s([^–—]{3,70}?)\s*[.;]?\s*$")


def _strip_back(item: Item, *, counted: bool = False) -> Item:
    """Takes off what stands behind the words: «… (критерий 1.1, замечание).», «… – рекомендация по критерию 2.3.».

    counted: the text opens with a bare dotted number, which only counts where a criterion is cited behind the words.
    """
    for _ in range(3):
        text = item.text.rstrip(" ;")
        match = _LAST_BRACKET.search(text) or _LAST_DASH.search(text)
        # After a dash only a criterion makes a head: «… означает — рекомендацию» is a sentence.
        inside = match[1] if match else ""
        alone = _CODE_ALONE.match(fold(inside))
        tail = head_of(inside) or (head_of(f"({inside})") if inside else None)
        dashed = match is not None and match.re is _LAST_DASH
        if counted and item.criterion and tail is not None and tail.criterion and re.search(r"[^\W\d_]{2}", inside):
            item = replace(item, number=item.number or item.criterion.number, criterion=None)
        if match is None or (tail is None and alone is None) or (dashed and (tail is None or tail.criterion is None)):
            break
        if tail is not None and (tail.labelled or tail.criterion is not None) and not _clashes(item, tail):
            item = replace(
                item,
                kind=tail.kind or item.kind,
                code=tail.code or item.code,
                criterion=tail.criterion or item.criterion,
                labelled=item.labelled or tail.labelled,
            )
        elif alone is not None and item.code is None:
            item = replace(item, code=re.sub(r"\s", "", inside), labelled=True)
        else:
            break
        item = replace(item, text=text[: match.start()].rstrip())
    return _strip_last_sentence(replace(item, text=item.text.rstrip(" ;")))


def _clashes(item: Item, tail: Head) -> bool:
    """Tells whether the tail says again, or otherwise, what the head has said: then it belongs to the words."""
    return bool((tail.kind and item.kind) or (tail.criterion and item.criterion) or (tail.code and item.code))


def _strip_last_sentence(item: Item) -> Item:
    """Takes a criterion that stands after the finding as a sentence of its own («… Стандарт II, крит. 3.»)."""
    named = criterion_named(item.text) if item.criterion is None else None
    if named is None or named.start == 0 or named.end < len(item.text.rstrip(" .;")):
        return item
    own = item.text[: named.start].rstrip()
    return replace(item, text=own.rstrip(" –—-"), criterion=named) if own[-1:] in ".!?;–—" else item


# «4.2. …», «А.1. …»: numbers that only count where a criterion is cited behind the words.
_COUNTED_FIRST = re.compile(r"\W*(?:\d{1,2}|[А-ЯЁA-Z])\.\s?\d")


def read_item(text: str) -> Item:
    """Gives a finding's label, number, code, criterion and own words from a paragraph, list item or table cell."""
    line = one_line(text)
    return _strip_back(_strip_front(line), counted=_COUNTED_FIRST.match(line) is not None)


def code_alone(text: str) -> str | None:
    """Gives the code when the text is nothing but a finding's code («З-1», «Д1-1»); None otherwise."""
    match = _CODE_ALONE.match(fold(text))
    return (
        re.sub(r"\s", "", one_line(text)[match.start("code") : match.end("code")])
        if match and match["code"][0] in DEFAULT_LETTERS
        else None
    )


_ENUMERATED = re.compile(
    r"(?:(?<=^)|(?<=[\s.;:,]))(?:\((?P<a>\d{1,2})\)|(?P<b>\d{1,2})\)|\(?(?P<c>[а-еa-f])\))\s+(?=\S)"
)
_COUNTED = (
    {letter: number for number, letter in enumerate("абвгде", 1)},
    {letter: number for number, letter in enumerate("abcdef", 1)},
)


def _count(mark: re.Match[str]) -> int:
    if mark["c"]:
        return next(counted[mark["c"]] for counted in _COUNTED if mark["c"] in counted)
    return int(mark["a"] or mark["b"])


def split_enumeration(text: str) -> tuple[str, ...]:
    """Gives the parts of «(1) … (2) …», «1) … 2) …» or «а) … б) …» when they count up; the whole text otherwise."""
    marks = list(_ENUMERATED.finditer(text))
    numbers = [_count(mark) for mark in marks]
    if len(marks) < 2 or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return (text,)
    starts = [mark.start() for mark in marks]
    if text[: starts[0]].strip(" :"):
        starts[0] = 0
    return tuple(text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True))


_AT_CRITERION = re.compile(
    r"(?:(?<=^)|(?<=[;.]\s))(?=[(\[]?\s*(?:крит\w*\.?|к\.?)\s?\d{1,2}\.\d{1,2}(?:\.\d{1,2})?\s*[)\]]?\s*[–—:-]\s)"
)


def split_criteria(text: str) -> tuple[str, ...]:
    """Gives the findings of «… крит. 1.3 – …; крит. 1.6 – …» apart, each with its criterion; the whole otherwise."""
    starts = [match.start() for match in _AT_CRITERION.finditer(flat(text)) if match.start()]
    return tuple(text[start:end].strip() for start, end in zip([0, *starts], [*starts, len(text)], strict=True))


def first_sentence(text: str, after: int) -> str:
    """Gives the text up to the end of the first sentence past `after`: a label inside prose holds for its sentence."""
    end = re.compile(r"[.!?]\s+(?=[А-ЯЁӨҮҢA-Z])").search(text, after)
    words_said = text[after : end.start()].split() if end else []
    return text[: end.start() + 1] if end and len(words_said) > _SHORTEST_FINDING else text


_SHORTEST_FINDING = 3


@dataclass(frozen=True, slots=True)
class LabelHit:
    """A label or a code inside running text. start: of the label; end: where the finding's own words begin.

    spoken: the label is a few words of a sentence, which may name the criterion too.
    """

    kind: FindingKind | None
    start: int
    end: int
    spoken: bool = False
    criterion: Criterion | None = None


@cache
def _spoken_pattern() -> re.Pattern[str]:
    counting = "|".join(re.escape(fold(word)) for word in words("findings", "one_more"))
    kinds = "|".join(rf"(?P<{kind.value}>{alternatives(label_words(kind))})" for kind in KINDS)
    return re.compile(rf"(?:(?:{counting})\w*\s+){{1,2}}(?:{kinds})(?:\s+[\w-]+){{0,5}}\s*:\s+")


def _spoken_label(folded: str, start: int) -> LabelHit | None:
    """Reads a label said in words: «Ещё одно замечание касается практики: …»."""
    match = _spoken_pattern().match(folded, start)
    if match is None or mentions(match.group(), "foreign"):
        return _said_of_criterion(folded, start)
    kind = next(kind for kind in KINDS if match[kind.value])
    return LabelHit(kind, start, match.end(), spoken=True)


# The words before a colon, points of numbers («4.2») and of short words («крит.») among them.
_BEFORE_COLON = re.compile(r"(?:[^.:;!?]|\.(?=\d)|(?<=\b[а-я]{2})\.|(?<=\bкрит)\.|(?<=\b[а-я])\.){3,120}:\s+(?=\S)")
_SAID_WORDS = 12


def _said_of_criterion(folded: str, start: int) -> LabelHit | None:
    """Reads a sentence that says of which criterion and kind the finding is: «По критерию 4.2 установлено
    несоответствие: …»."""
    match = _BEFORE_COLON.match(folded, start)
    if match is None or len(match.group().split()) > _SAID_WORDS or mentions(match.group(), "foreign"):
        return None
    kinds, criterion = kinds_named(match.group()), criterion_named(match.group())
    if len(kinds) != 1 or criterion is None or criterion.number is None:
        return None
    return LabelHit(next(iter(kinds)), start, match.end(), spoken=True, criterion=criterion)


def labels_inside(text: str) -> tuple[LabelHit, ...]:
    """Gives the labels with which sentences of a paragraph begin («… следующее. Замечание (критерий 1.2): …»)."""
    folded = flat(text)
    hits: list[LabelHit] = []
    for match in _SENTENCE_START.finditer(folded):
        start = match.end()
        if hits and start < hits[-1].end:
            continue
        head, damaged = head_at(text, start), _damaged_label(folded, start)
        if head is not None and head.end > start:
            hits.append(LabelHit(head.kind, start, head.end))
        elif damaged is not None:
            hits.append(LabelHit(damaged[0], start, damaged[1]))
        elif (spoken := _spoken_label(folded, start)) is not None:
            hits.append(spoken)
    return tuple(hits)


def kind_by_mood(text: str) -> FindingKind:
    """Guesses the kind of an unlabelled finding: what is to be done is a recommendation, what is wrong a remark.

    Russian recommendations begin with an infinitive, Kyrgyz ones end in a verbal noun (-уу, -үү, -оо, -өө).
    """
    tokens = re.findall(r"[а-яa-zөүңё-]+", fold(text))
    if not tokens:
        return FindingKind.REMARK
    if re.search(r"(ть|ти|чь|ться|тись)$", tokens[0]) or (
        tokens[0] in {"не", "более", "шире", "регулярно", "ежегодно"}
        and len(tokens) > 1
        and re.search(r"(ть|ти|ться)$", tokens[1])
    ):
        return FindingKind.RECOMMENDATION
    if tokens[0].startswith("рекоменд") or re.search(r"(уу|оо|луу|туу|ыруу)$", tokens[-1]):
        return FindingKind.RECOMMENDATION
    return FindingKind.REMARK


@cache
def _opening(key: str) -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{'|'.join(re.escape(fold(word)) for word in words('findings', key))})\w*\s")


def kind_of_demand(text: str) -> FindingKind | None:
    """Gives the kind of a statement that opens with «Необходимо …» (remark) or «Рекомендуется …» (recommendation);
    None otherwise.

    Kyrgyz puts such words last: «… зарыл», «… сунушталат».
    """
    folded = fold(text).rstrip(" .;") + " "
    last = folded.split()[-1] + " " if folded.split() else ""
    for key, kind in (("must", FindingKind.REMARK), ("ought", FindingKind.RECOMMENDATION)):
        if _opening(key).match(folded) or _opening(key).match(last):
            return kind
    return None


_MEANS = re.compile(
    r"(?<![\w-])[«\"(\[]?([a-zа-я]{1,4})[»\")\]]?\s*(?:[–—=-]|означает|обозначает|тамгасы|белгиси|деген)"
    r"\s*[«\"]?([а-яa-z]+[- ]?[а-яa-z]*)"
)


def legend(text: str) -> dict[str, FindingKind]:
    """Gives what the letters of the codes mean when the paper says so («З – замечание, СН – сунуш»)."""
    found: dict[str, FindingKind] = {}
    for match in _MEANS.finditer(fold(text)):
        kinds = kinds_named(match[2])
        if len(kinds) == 1:
            found[match[1]] = next(iter(kinds))
    for phrase, kind in _renamed(text):
        found[phrase] = kind
    told = len(found) >= 2 or any(letter in DEFAULT_LETTERS or " " in letter for letter in found)
    return found if told else {}


def _renamed(text: str) -> Iterator[tuple[str, FindingKind]]:
    """Yields labels that the paper gives another meaning: «Области для улучшения – это замечания комиссии»."""
    for kind in KINDS:
        for label in label_words(kind):
            match = (
                re.search(rf"(?<![\w-])({alternatives((label,))})\s*[–—-]\s*это\s+([а-я-]+)", fold(text))
                if " " in label
                else None
            )
            meant = kinds_named(match[2]) if match else set()
            if match is not None and len(meant) == 1:
                yield match[1], next(iter(meant))


def defines(text: str) -> bool:
    """Tells whether a sentence only says what a label means: «Области для улучшения – это замечания комиссии»."""
    folded = fold(text)
    return any(re.search(rf"(?:{alternatives(label_words(kind))})\s*[–—-]\s*это\s", folded) for kind in KINDS)


def tells_fulfilled(text: str) -> bool:
    """Tells whether a sentence only lists the criteria that are met: «Критерии 1.1, 1.3, 2.2 выполнены»."""
    met = "|".join(re.escape(fold(word)) for word in words("findings", "fulfilled"))
    return bool(re.match(rf"\W*критери\w*\s*№?\s*\d[\d.,;\sи–-]*(?:[а-я]+\s+){{0,2}}(?:{met})", fold(text)))


def spelled_out(document: Document, letters: Mapping[str, FindingKind]) -> Document:
    """Gives the document with its abbreviations of kinds («СП:», «ДК.») written as words where they open a statement.

    Codes with a number («СП-3») stay: plan and report cite them.
    """
    marks = dict(letters)
    if "з" in marks:
        marks["3"] = marks["з"]  # typed as a figure
    if not marks:
        return document
    # A single letter counts only before a colon or a criterion: «З: …», «З (1.2) …»; initials and list letters have
    # other marks.
    alone = r"(?=\s*(?::|[(\[]\s*(?:кр\w*\.?\s*)?\d{1,2}\.\d))"
    forms = "|".join(
        re.escape(mark) + ("" if len(mark) > 1 else alone) for mark in sorted(marks, key=len, reverse=True)
    )
    pattern = re.compile(
        rf"(?:(?<=^)|(?<=[.!?;:\n(\[])|(?<=[.!?;:)\]]\s))(?P<mark>{forms})(?=\s*[:.–—)\]/|(\[])", re.MULTILINE
    )

    def spelled(text: str) -> str:
        folded = flat(text)
        if (alone := marks.get(folded.strip())) is not None and not text.strip().islower() and folded.strip() != "3":
            return words("findings", f"{alone.value}_labels")[0].capitalize()
        for match in reversed([*pattern.finditer(folded)]):
            if not text[match.start() : match.end()].islower():
                name = words("findings", f"{marks[match['mark']].value}_labels")[0].capitalize()
                text = text[: match.start()] + name + text[match.end() :]
        return text

    def cell(one: Cell | None) -> Cell | None:
        if one is None:
            return None
        paragraphs = tuple(replace(each, text=spelled(each.text)) for each in one.paragraphs)
        return replace(one, text=spelled(one.text), paragraphs=paragraphs)

    blocks = tuple(
        replace(block, text=spelled(block.text))
        if isinstance(block, Paragraph)
        else replace(block, rows=tuple(tuple(map(cell, row)) for row in block.rows))
        for block in document.blocks
    )
    return replace(document, blocks=blocks)
