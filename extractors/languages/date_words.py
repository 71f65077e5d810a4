"""The words that dates and periods are made of: a text as tokens with a one-letter class, a value and a place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from extractors import lexicon
from extractors.languages.letters import fold
from extractors.languages.roman import roman_value

CLASSES = {
    "year": "G", "school": "S", "quarter": "Q", "school_quarter": "q", "half": "H", "semester": "E", "decade": "C",
    "begin": "B", "end": "F", "middle": "I", "from": "f", "until": "u", "this": "A", "next": "X", "this_year": "V",
    "new": "y", "month": "K", "week": "W", "day": "D", "year_count": "G", "within": "r", "then": "t", "filler": "w",
}  # fmt: skip
LONG = {"month_long": 1, "two_months_long": 2, "three_months_long": 3, "half_year_long": 6}
_ROMAN = {
    "i": 1, "і": 1, "l": 1, "ii": 2, "іі": 2, "ll": 2, "п": 2, "н": 2, "iii": 3, "ііі": 3, "lll": 3, "ш": 3,
    "iv": 4, "іv": 4,
    "іу": 4, "iу": 4, "iy": 4, "ly": 4, "1y": 4, "lv": 4, "1v": 4, "1у": 4, "lу": 4,
}  # fmt: skip
_LATIN = str.maketrans("cokey", "сокеу")
_LONE_LATIN = re.compile(r"(?<![a-z])(?:[ck]o?)(?=\s+[\dа-я])")
_LETTER_LIKE = str.maketrans("603", "боз")
_SPOILT_WORD = re.compile(r"(?<=[а-я])[603](?=[а-я]{2})|(?<![^\W_])0(?=[а-я]{4})")
_DIGIT_LIKE = str.maketrans({"о": "0", "o": "0", "з": "3", "l": "1", "і": "1", "i": "1", "|": "1", "б": "6"})
_SPOILT_NUMBER = re.compile(r"(?<![^\W_])(?=[oоз|lіiб]*\d)(?=[\doоз|lіiб]*[oоз|lіiб])[\doоз|lіiб]{2,4}(?![^\W_])")
_TOKEN = re.compile(
    r"(?P<iso>(?<!\d)(?:19|20)\d\d[-.]\d{1,2}[-.]\d{1,2}(?!\d))"
    r"|(?P<full>(?<![\d.])\d{1,2}\s?[./,-]\s?\d{1,2}\s?[./,-]\s?(?:19|20)\d\d(?!\d|[./]\d))"
    r"|(?P<short>(?<![\d.])\d{1,2}\s?[./]\s?\d{1,2}\s?[./]\s?[1-4]\d(?!\d|[./]\d))"
    r"|(?P<quoted>[«\"“„]\s?\d{1,2}\s?[»\"”“]\s?\d{1,2}[.\s]\s?(?:19|20)\d\d(?!\d))"
    r"|(?P<roman_day>(?<![\w.])\d{1,2}(?:\s?[./-]\s?|\s)[ivxіх]{1,4}(?:\s?[./-]\s?|\s)(?:19|20)\d\d(?!\d))"
    r"|(?P<roman_month>(?<![\w.])[ivxіх]{1,4}[./-](?:19|20)\d\d(?!\d))"
    r"|(?P<range>(?<!\d)(?:19|20)\d\d\s?(?:г\.|г|ж\.|ж)?\s?[-–—/]\s?(?:(?:19|20)\d\d|\d\d)"
    r"(?!\d|[.]\d|\s?-\s?(?:янв|фев|мар|апр|май|июн|июл|авг|сен|окт|ноя|дек)))"
    r"|(?P<month_year>(?<![\d.])(?:\d{1,2}|0\d\s?)[./](?:(?<=/)\s?|(?<=0\d\.)\s?|)(?:19|20)\d\d(?!\d|[./]\d))"
    r"|(?P<year>(?<!\d)(?:19|20)\d\d(?!\d))"
    r"|(?P<day_month>(?<![\d.])\d{1,2}\.\d{2}(?!\d|\.\d))"
    r"|(?P<roman>(?<![^\W_])(?:[iіl1|]{1,3}|[iіl1][vуy]|п|н|ш)(?![^\W_]))"
    r"|(?P<number>\d+)"
    r"|(?P<word>[^\W\d_]+(?:/[а-я])?)"
    r"|(?P<mark>[-–—,;:()\n.№]|_{2,})"
)  # fmt: skip
_MARKS = {"–": "-", "—": "-", ";": ",", "\n": ","}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text.

    kind: one letter (see CLASSES; T full date, m month and year, d day and month, R two years, Y year, N number,
    n number word, M month, Z season, O ordinal, k "a month long", w idle word, x any other word), or a mark.

    value: number, month, season or year; more: further parts of a numeric date. start, end: place in the text given.
    """

    kind: str
    start: int
    end: int
    word: str
    value: int = 0
    more: tuple[int, ...] = ()


_ODD = str.maketrans("", "", "№\u00a0…")


@lru_cache(maxsize=20_000)
def normal(text: str) -> tuple[str, Sequence[int]]:
    """Gives the folded text and, for each of its characters, the place in the text that it came from."""
    text = re.sub("[⁰¹²³⁴-⁹]", " ", text)
    plain = unicodedata.is_normalized("NFC", text) and unicodedata.is_normalized("NFKC", text.translate(_ODD))
    if plain and not re.search("[\u00ad\ufeff\u200b-\u200f]", text):
        return _folded(re.sub(r"[^\S\n]", " ", text)), range(len(text) + 1)
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        if letter in "\u00ad\ufeff" or "\u200b" <= letter <= "\u200f":
            continue
        joined = unicodedata.normalize("NFC", letters[-1] + letter) if letters and unicodedata.combining(letter) else ""
        if len(joined) == 1:
            letters[-1] = joined
            continue
        letters.append(
            "\n"
            if letter == "\n"
            else " "
            if letter.isspace()
            else letter
            if letter == "№"
            else unicodedata.normalize("NFKC", letter)[:1]
        )
        places.append(place)
    return _folded("".join(letters)), [*places, len(text)]


def _folded(text: str) -> str:
    """Folds letter by letter, so that the length stays."""
    folded = fold(text)
    if len(folded) != len(text):
        folded = "".join((fold(letter) or letter)[:1] for letter in text)
    folded = re.sub(r"(?<=[а-я])v|v(?=[а-я])", "у", folded)
    folded = _LONE_LATIN.sub(lambda match: match.group().translate(_LATIN), folded)
    folded = _SPOILT_WORD.sub(lambda match: match.group().translate(_LETTER_LIKE), folded)
    return _SPOILT_NUMBER.sub(lambda match: match.group().translate(_DIGIT_LIKE), folded)


@cache
def _forms() -> tuple[dict[str, tuple[str, int]], tuple[tuple[str, str, int], ...]]:
    """Gives the exact words (word -> class, value) and the beginnings ((beginning, class, value), longest first)."""
    exact: dict[str, tuple[str, int]] = {}
    starts: list[tuple[str, str, int]] = []

    def add(form: str, kind: str, value: int) -> None:
        folded = fold(form)
        if folded.endswith("*"):
            starts.append((folded[:-1], kind, value))
        elif " " not in folded:
            exact.setdefault(folded, (kind, value))

    for language in lexicon.LANGUAGES:
        topic = lexicon.topic("dates", language)
        for key, kind in (("months", "M"), ("seasons", "Z"), ("ordinals", "O"), ("numbers", "n")):
            for value, forms in enumerate(topic[key], start=1):
                for form in forms.split("|"):
                    add(form, kind, value)
        for key, kind in CLASSES.items():
            for form in topic[key]:
                add(form, kind, 0)
        for key, value in LONG.items():
            for form in topic[key]:
                add(form, "k", value)
        for form in topic["week_long"]:
            add(form, "k", 0)
    return exact, tuple(sorted(starts, key=lambda start: -len(start[0])))


@lru_cache(maxsize=50_000)
def classify(word: str) -> tuple[str, int]:
    """Gives the class and value of a folded word; a long word one letter off a month's name is that month."""
    exact, starts = _forms()
    if word in exact:
        return exact[word]
    for start, kind, value in starts:
        if word.startswith(start) and " " not in start:
            adjective = kind == "M" and "ск" in word[len(start) :]
            return ("x", 0) if adjective else (kind, value)
    if len(word) >= 5:
        for start, kind, value in starts:
            if kind == "M" and len(start) >= 5 and _close(word, start):
                return kind, value
    return "x", 0


def _close(word: str, start: str) -> bool:
    """Tells whether the word begins like a month's name but for one letter (two in eight)."""
    allowed = 1 if len(start) < 7 else 2
    if word[0] != start[0] and word[1:3] != start[1:3]:
        return False
    return (
        any(
            Levenshtein.distance(word[:cut], start, score_cutoff=allowed) <= allowed
            for cut in {len(start) - 1, len(start), len(start) + 1}
        )
        and len(word) <= len(start) + 6
    )


@lru_cache(maxsize=20_000)
def tokens(text: str) -> tuple[Token, ...]:
    """Gives the tokens of a text in order, with their places in it."""
    folded, places = normal(text)
    found: list[Token] = []
    for match in _TOKEN.finditer(folded):
        start, end = places[match.start()], places[match.end() - 1] + 1
        token = _token(match.lastgroup or "", match.group(), start, end)
        if (
            token.kind == "."
            and found
            and found[-1].end == token.start
            and found[-1].word in _short()
            and text[token.start - 1] != "."
        ):
            found[-1] = replace(found[-1], end=token.end)
            continue
        found.append(token)
    return _settled(_joined(found))


@cache
def _short() -> frozenset[str]:
    """Gives the words whose full stop is part of them («г.», «кв.»)."""
    return frozenset(fold(word) for word in lexicon.words("dates", "short"))


def _joined(found: list[Token]) -> list[Token]:
    """Joins old month names of two words («баш оона») and drops what hangs on a number («15-го», «1-чи»)."""
    joined: list[Token] = []
    for token in found:
        before = joined[-1] if joined else None
        named = _old_months().get((before.word, token.word[:4])) if before is not None else None
        if before is not None and named is not None:
            joined[-1] = Token("M", before.start, token.end, f"{before.word} {token.word}", named)
            continue
        if token.word in _tails() and [piece.kind for piece in joined[-2:]] in (["N", "-"], ["o", "-"]):
            number = joined[-2]
            joined[-2:] = [replace(number, end=token.end)]
            continue
        joined.append(token)
    return joined


@cache
def _tails() -> frozenset[str]:
    exact, _ = _forms()
    return frozenset(fold(tail) for tail in lexicon.words("abbreviations", "tails") if fold(tail) not in exact)


@cache
def _old_months() -> dict[tuple[str, str], int]:
    """Gives the months whose name has two words: (first word, first four letters of the second) -> month."""
    names: dict[tuple[str, str], int] = {}
    for value, forms in enumerate(lexicon.topic("dates", "ky")["months"], start=1):
        for form in forms.split("|"):
            first, _, second = fold(form).strip("*").partition(" ")
            if second:
                names[first, second[:4]] = value
    return names


def _token(group: str, word: str, start: int, end: int) -> Token:
    numbers = tuple(int(number) for number in re.findall(r"\d+", word))
    if group == "iso":
        return Token("T", start, end, word, more=(numbers[2], numbers[1], numbers[0]))
    if group in {"roman_day", "roman_month"}:
        month = roman_value(re.sub(r"[^ivxіх]", "", word))
        if month is None:
            return Token("x", start, end, word)
        if group == "roman_month":
            return Token("m", start, end, word, month, (numbers[0],))
        return Token("T", start, end, word, more=(numbers[0], month, numbers[1]))
    if group in {"full", "quoted", "short"}:
        return Token("T", start, end, word, more=(numbers[0], numbers[1], _year(numbers[2])))
    if group == "range":
        last = numbers[-1] if numbers[-1] > 99 else numbers[0] // 100 * 100 + numbers[-1]
        return Token("R" if numbers[0] < last <= numbers[0] + 20 else "x", start, end, word, numbers[0], (last,))
    if group == "month_year":
        return Token("m" if 1 <= numbers[0] <= 12 else "x", start, end, word, numbers[0], (numbers[1],))
    if group == "year":
        return Token("Y", start, end, word, numbers[0])
    if group == "day_month" and 1 <= numbers[0] <= 12 and 20 <= numbers[1] <= 40:
        return Token("m", start, end, word, numbers[0], (2000 + numbers[1],))
    if group == "day_month":
        return Token(
            "d" if 1 <= numbers[1] <= 12 and 1 <= numbers[0] <= 31 else "x", start, end, word, numbers[0], (numbers[1],)
        )
    if group == "roman":
        return Token(
            "o", start, end, word, _ROMAN.get(word.replace("|", "i"), len(word) if word.strip("1") == "" else 0)
        )
    if group == "number":
        return Token("N", start, end, word, numbers[0])
    if group == "mark":
        return Token("x" if word == "№" else "_" if word[0] == "_" else _MARKS.get(word, word), start, end, word)
    kind, value = classify(word)
    return Token(kind, start, end, word, value)


def is_doubtful(token: Token) -> bool:
    """Tells whether a date in figures could as well be a number of two or three parts («9.24», «1.2.20»)."""
    three = token.kind == "T" and re.fullmatch(r"\d{1,2}\s?[./]\s?\d\s?[./]\s?\d\d", token.word)
    return bool(three) or (token.kind == "m" and len(token.word) <= 5)


def _year(number: int) -> int:
    return number if number > 99 else 2000 + number


def _settled(found: list[Token]) -> tuple[Token, ...]:
    """Settles what neighbours tell: roman numerals before a unit are ordinals, others are numbers or words."""
    settled: list[Token] = []
    for position, token in enumerate(found):
        if token.kind == "o":
            ahead = "".join(follower.kind for follower in found[position + 1 : position + 8])
            unit = bool(re.match(r"(?:[-,]?[oN]){0,3}-?[QqHEC]", ahead))
            behind = bool(settled) and settled[-1].kind in "QqE"
            kind = "O" if (unit or behind) and token.value else "N" if token.word.isdigit() else "x"
            token = Token(kind, token.start, token.end, token.word, int(token.word) if kind == "N" else token.value)
        settled.append(token)
    return tuple(settled)
