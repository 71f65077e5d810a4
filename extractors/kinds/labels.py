"""How one finding is written: its label («Замечание», «Сунуш»), own number or code, criterion, and the words of the
finding itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz import fuzz

from extractors.kinds.criteria import Criterion, criterion_leading, criterion_named
from extractors.languages.letters import clean, fold
from extractors.lexicon import words
from extractors.records import FindingKind

KINDS = (FindingKind.NONCONFORMITY, FindingKind.RECOMMENDATION, FindingKind.REMARK)
# Letters that agencies number their findings with; a legend in the paper outranks this.
DEFAULT_LETTERS = {
    "з": FindingKind.REMARK,
    "к": FindingKind.REMARK,
    "р": FindingKind.RECOMMENDATION,
    "с": FindingKind.RECOMMENDATION,
    "п": FindingKind.RECOMMENDATION,
    "н": FindingKind.NONCONFORMITY,
    "д": FindingKind.NONCONFORMITY,
    "r": FindingKind.REMARK,
    "n": FindingKind.NONCONFORMITY,
}
_BULLET = re.compile(r"[\s•▪▫▲△►▶■□☐☑●○◦·*➢➤>§\-–—]+")
_CODE = re.compile(
    r"[\[(«]?\s*(?P<code>[a-zа-я]{1,3}\s?\d{0,2}\s?[-–.]\s?\d{1,2}(?:[.-]\d{1,2})?)\s*[\])»]?\s*[.:)–—-]?\s*(?=\s|$|[\[(А-ЯЁӨҮҢA-Zа-яөүңё«])"
)
# «(З) …», «[Р] …»: the letter of a kind in brackets; a small one counts («а) … б) …»).
_LETTER = re.compile(r"\s*[\[(]\s*(?P<letter>[ЗРНСПКД])\s*[\])]\s*(?=\S)")
_CODE_ALONE = re.compile(r"^\W*(?P<code>[a-zа-я]{1,3}\s?\d{0,2}\s?[-–]\s?\d{1,2}(?:[.-]\d{1,2})?)\W*$")
_SENTENCE_START = re.compile(r"^|(?<=[.!?;])\s+")
_BRACKETED_CODE = re.compile(r"\[\s*(?P<code>[a-zа-я]{1,3}\s?\d{0,2}\s?[-–]\s?\d{1,2})\s*\]\s*")
_NUMBER = re.compile(r"(?:№\s*)?[(\[]?(?P<n>\d{1,3})\s?[.)\]]\)?\s*(?=\D)|[(\[]?(?P<l>[a-zа-я])\)\s*")
_QUALIFIER = (
    r"(?:\s+(?:комисси\w+|эксперт\w+|вэк|вэк\w*|эк|агентств\w+|комиссиянын|№\s*\d+(?:\.\d+)?|\d{1,2}(?:\.\d{1,2})?))*"
)


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


@cache
def label_words(kind: FindingKind) -> tuple[str, ...]:
    """Gives the beginnings of the words that label a kind of finding, folded, longest first."""
    return tuple(sorted({fold(word) for word in words("findings", kind.value)}, key=len, reverse=True))


def _alternatives(beginnings: tuple[str, ...]) -> str:
    return "|".join(r"\s+".join(rf"{re.escape(part)}[\w-]*" for part in word.split()) for word in beginnings)


@cache
def _label_pattern(kind: FindingKind) -> re.Pattern[str]:
    return re.compile(rf"[\[(«]?\s*(?:{_alternatives(label_words(kind))}){_QUALIFIER}")


@cache
def _any_label() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(_alternatives(label_words(kind)) for kind in KINDS)})")


def one_line(text: str) -> str:
    """Gives the text in one line, white space folded."""
    return re.sub(r"\s+", " ", clean(text)).strip()


def kinds_named(text: str) -> set[FindingKind]:
    """Tells which kinds of finding the words of a heading, a column head or a label name."""
    folded = fold(text)
    found = set()
    for kind in KINDS:
        match = re.search(rf"(?<![\w-])(?:{_alternatives(label_words(kind))})", folded)
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


_DAMAGED = re.compile(r"[\W_]*(?P<word>[\w‹›\\'`-]{5,}(?:\s[\w‹›\\'`-]{5,})?)\s*(?:[(\[][^)\]]{1,40}[)\]])?\s*:\s*")
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


def _label_at(folded: str, start: int) -> tuple[FindingKind, int] | None:
    """Gives the kind and the end of a label at `start`, its separator taken; None without one."""
    return _plain_label(folded, start) or _damaged_label(folded, start)


def _plain_label(folded: str, start: int) -> tuple[FindingKind, int] | None:
    for kind in KINDS:
        match = _label_pattern(kind).match(folded, start)
        if match is None:
            continue
        end = match.end()
        bracket = re.compile(r"\s*[(\[][^)\]]{1,60}[)\]]").match(folded, end)
        after = bracket.end() if bracket else end
        separator = re.compile(r"\s*[:.–—\]»)]+\s*|\s+-\s+|\s*$").match(folded, after)
        if separator is not None:
            return kind, separator.end() if not bracket else end
        if bracket is not None and criterion_named(folded[bracket.start() : bracket.end()]):
            return kind, end
    return None


def _strip_front(text: str) -> Item:
    folded = fold(text)
    item, at = Item(text), 0
    for _ in range(8):
        if (bullet := _BULLET.match(folded, at)) is not None:
            at = bullet.end()
        if (
            item.code is None
            and (code := _CODE.match(folded, at)) is not None
            and code["code"][0] in DEFAULT_LETTERS
            and not code["code"].startswith("к ")
            and "." not in code["code"]
        ):
            item = replace(item, code=re.sub(r"\s", "", text[code.start("code") : code.end("code")]), labelled=True)
            at = code.end()
            continue
        if item.kind is None and (letter := _LETTER.match(text, at)) is not None:
            item = replace(item, kind=DEFAULT_LETTERS[fold(letter["letter"])], labelled=True)
            at = letter.end()
            continue
        if item.kind is None and (label := _label_at(folded, at)) is not None:
            item = replace(item, kind=label[0], labelled=True)
            at = label[1]
            continue
        named = criterion_named(text[at:]) if item.criterion is None else None
        if named is not None and named.start == 0:
            item, at = replace(item, criterion=named), at + named.end
        elif (
            item.criterion is None
            and (leading := criterion_leading(text[at:])) is not None
            and leading.end < len(text) - at
        ):
            item, at = replace(item, criterion=leading), at + leading.end
        elif item.number is None and (number := _NUMBER.match(folded, at)) is not None:
            item, at = replace(item, number=number["n"] or number["l"]), number.end()
        else:
            break
        separator = re.compile(r"\s*[:.–—\]»)]*\s*(?:-\s+)?").match(folded, at)
        at = separator.end() if separator else at
    return replace(item, text=text[at:].strip())


def _strip_back(item: Item) -> Item:
    text = item.text.rstrip(" ;")
    for _ in range(3):
        match = re.search(r"[(\[{]([^()\[\]{}]{1,70})[)\]}]\s*([.;,]?)\s*$", text)
        if match is None:
            break
        inside = match[1]
        named = criterion_named(f"({inside})")
        kinds = kinds_named(inside)
        if (
            named is not None
            and item.criterion is None
            and len(re.sub(r"\W", "", fold(inside)[: max(0, named.start - 1)])) == 0
        ):
            item = replace(item, criterion=named)
        elif len(kinds) == 1 and len(inside.split()) <= 3:
            item = replace(item, kind=next(iter(kinds)), labelled=True)
        elif _CODE_ALONE.match(fold(inside)) and item.code is None:
            item = replace(item, code=re.sub(r"\s", "", inside), labelled=True)
        else:
            break
        text = text[: match.start()].rstrip()
    return _strip_last_sentence(replace(item, text=text))


def _strip_last_sentence(item: Item) -> Item:
    """Takes a criterion that stands after the finding as a sentence of its own («… Стандарт II, крит. 3.»)."""
    named = criterion_named(item.text) if item.criterion is None else None
    if named is None or named.start == 0 or named.end < len(item.text.rstrip(" .;")):
        return item
    own = item.text[: named.start].rstrip()
    return replace(item, text=own.rstrip(" –—-"), criterion=named) if own[-1:] in ".!?;–—" else item


def read_item(text: str) -> Item:
    """Gives a finding's label, number, code, criterion and own words from a paragraph, list item or table cell."""
    return _strip_back(_strip_front(one_line(text)))


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


@dataclass(frozen=True, slots=True)
class LabelHit:
    """A label or a bracketed code inside running text. start: of the label; end: where the finding's own words begin.
    """

    kind: FindingKind | None
    start: int
    end: int


def labels_inside(text: str) -> tuple[LabelHit, ...]:
    """Gives the labels with which sentences of a paragraph begin («… следующее. Замечание (критерий 1.2): …»)."""
    folded = fold(text)
    hits = []
    for match in _any_label().finditer(folded):
        before = folded[: match.start()].rstrip(" [(«▲►•■●–—-")
        if before and before[-1] not in ".!?:;":
            continue
        label = _label_at(folded, match.start())
        if label is None:
            continue
        # A label needs its colon, bracket or full stop; «Замечания приняты.» has none.
        hits.append(LabelHit(label[0], match.start(), label[1]))
    for match in _SENTENCE_START.finditer(folded):
        label = (
            _damaged_label(folded, match.end()) if not any(abs(hit.start - match.end()) < 3 for hit in hits) else None
        )
        if label is not None and _plain_label(folded, match.end()) is None:
            hits.append(LabelHit(label[0], match.end(), label[1]))
    for match in _BRACKETED_CODE.finditer(folded):
        before = folded[: match.start()].rstrip()
        if (
            match["code"][0] in DEFAULT_LETTERS
            and (not before or before[-1] in ".!?:;)")
            and not any(hit.start <= match.start() < hit.end for hit in hits)
        ):
            hits.append(LabelHit(None, match.start(), match.end()))
    return tuple(sorted(hits, key=lambda hit: hit.start))


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


def legend(text: str) -> dict[str, FindingKind]:
    """Gives what the letters of the codes mean when the paper says so («З – замечание, Р – рекомендация»)."""
    found: dict[str, FindingKind] = {}
    for match in re.finditer(
        r"(?<![\w-])[«\"]?([a-zа-я])[»\"]?\s*(?:[–—=-]|означает|обозначает|тамгасы|белгиси|деген)"
        r"\s*[«\"]?([а-яa-z]+[- ]?[а-яa-z]*)",
        fold(text),
    ):
        kinds = kinds_named(match[2])
        if len(kinds) == 1:
            found[match[1]] = next(iter(kinds))
    return found if len(found) >= 2 or any(letter in DEFAULT_LETTERS for letter in found) else {}
