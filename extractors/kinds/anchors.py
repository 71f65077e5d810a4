"""What a text cites of the conclusion: standards, criteria, codes and numbers of findings, its own item number."""

from __future__ import annotations

import re
from functools import cache

from extractors import lexicon
from extractors.languages.letters import clean, fold

LONGEST_RANGE = 12  # «3.1–3.4» is written out; a longer span is a year range or a slip

_DASH = r"\s?[-–—‐]\s?"
_CODE = r"[А-ЯЁӨҮҢA-Z]{1,2}\.?\d{0,2}[-–]\d{1,2}"
_SHORT_CODE = r"[А-ЯЁӨҮҢA-Z]{1,3}\s?\d{1,3}"  # «А1», «РЕК 4»: a code without a dash
_LETTERED = r"(?<![^\W\d_])(?:[IVXІХ]{2,4}\.\d{1,2}|[А-ЯA-Z]\.\s?\d{1,2})"
_DOTTED = r"\d{1,2}(?:\.\d{1,2}){1,3}"
_OWN_NUMBER = re.compile(
    rf"^\s*(?:№\s*)?\(?(?:(\d{{1,3}}(?:\.\d{{1,2}})*|{_CODE})"
    r"(?:\s*[.)](?=\s|$|[А-ЯЁӨҮҢA-Z«„\"])|\)\s*)|([а-яa-zА-ЯA-Z])\)\s*)\s*"
)
_BULLET = re.compile(r"^\s*[•●▪■◦·*➢►‣\-–—]\s+")
_BARE_CRITERIA = re.compile(
    rf"(?<![\d.,/№])(?:{_DOTTED}|{_LETTERED})(?:{_DASH}(?:{_DOTTED}|{_LETTERED}))?(?![\d/]|\.\d)"
)
_BRACKETED = re.compile(
    rf"[(\[]\s*(?:[^()\[\]\d]{{0,14}}\s)?((?:{_DOTTED}|{_LETTERED})"
    rf"(?:\s?[,;–—-]\s?(?:{_DOTTED}|{_LETTERED}))*)\.?\s*[)\]]"
)


@cache
def _words(key: str) -> str:
    """Gives the alternatives of one kind of word as a pattern on folded text."""
    return "|".join(sorted((fold(word) for word in lexicon.words("anchors", key)), key=len, reverse=True))


@cache
def _and() -> str:
    return rf"(?:\s*[,;]\s*(?:(?:{_words('and')})\s+)?|\s+(?:{_words('and')})\s+|{_DASH})"


@cache
def _numbers() -> str:
    number = (
        r"\d{1,3}(?:\.\d{1,2}){0,3}|[ivxіх]{2,4}\.\d{1,2}|[а-яa-z]{1,2}\.?\d{0,2}[-–]\d{1,2}|[а-яa-z]\.\d{1,2}"
    )
    ordinal = r"(?:\s?-?(?:го|му|ой|я|й|ое|е|х|ым|ому)(?!\w))?"
    return rf"(?:№+\s*)?(?:{number}){ordinal}(?:{_and()}(?:№+\s*)?(?:{number}){ordinal})*"


def _expand(piece: str, lettered: bool) -> list[str]:
    """Gives the members of one number or range: "3.1–3.3" is 3.1, 3.2, 3.3."""
    ends = [
        end.strip().rstrip(".") for end in re.split(r"\s?[–—]\s?" if lettered else r"\s?[-–—]\s?", piece) if end.strip()
    ]
    if len(ends) != 2:
        return ends
    head, _, first = ends[0].rpartition(".")
    other, _, last = ends[1].rpartition(".")
    counted = first.isdigit() and last.isdigit() and (head == other or not other)
    if counted and 0 < int(last) - int(first) <= LONGEST_RANGE:
        return [f"{head}.{value}" if head else str(value) for value in range(int(first), int(last) + 1)]
    return ends


def _listed(text: str) -> tuple[str, ...]:
    """Gives the numbers of a list such as «3, 5 и 7–9»."""
    found: list[str] = []
    number = r"\d{1,3}(?:\.\d{1,2}){0,3}"
    pattern = rf"(?:{_CODE})|(?:{_LETTERED})(?:{_DASH}{_LETTERED})?|{number}(?:{_DASH}{number})?"
    for match in re.finditer(pattern, text):
        piece = match.group()
        whole_code = re.fullmatch(_CODE, piece) is not None
        found.extend([piece] if whole_code else _expand(piece, lettered=piece[:1].isalpha()))
    return tuple(dict.fromkeys(found))


def own_number(text: str) -> tuple[str | None, str]:
    """Splits a text into its own item number («3)», «2.», «З-4.»; None without) and the rest; a bullet is dropped."""
    bullet = _BULLET.match(text)
    if bullet:
        return None, text[bullet.end() :]
    match = _OWN_NUMBER.match(text)
    if match is None or not text[match.end() :].strip():
        return None, text
    return match.group(1) or match.group(2), text[match.end() :]


def criteria_in_cell(text: str) -> tuple[str, ...]:
    """Gives the criteria of a cell of the criterion column: "1.1, 1.3", «Критерий 2», «А.1», "3" (as its own)."""
    said = criteria_in(text)
    if said:
        return said
    bare = tuple(
        member.replace(" ", "")
        for match in _BARE_CRITERIA.finditer(clean(text))
        for member in _expand(match.group(), match.group()[0].isalpha())
    )
    if bare:
        return tuple(dict.fromkeys(bare))
    match = re.match(r"\s*(\d{1,2})\s*[.)]?\s*(?:$|[^\d\s%])", text)
    return (match.group(1),) if match else ()


def criteria_in(text: str) -> tuple[str, ...]:
    """Gives the criteria that a text names as such: «критерий 5.4», «(1.2)», «2-стандарттын 3-критерийи» (2.3)."""
    plain, folded = clean(text), fold(text)
    found: list[str] = []
    taken: list[tuple[int, int]] = []
    standard_word, criterion_word = f"(?:{_words('standard')})", f"(?:{_words('criterion')})"
    kyrgyz = rf"(\d{{1,2}})\s?-\s?{standard_word}[,;]?\s+(\d{{1,2}})\s?-\s?{criterion_word}"
    russian = rf"{criterion_word}\.?\s*№?\s*(\d{{1,2}})\s+{standard_word}\s*№?\s*(\d{{1,2}})(?!\.?\d)"
    for match in re.finditer(f"{kyrgyz}|{russian}", folded):
        standard, criterion = (match[1], match[2]) if match[1] else (match[4], match[3])
        found.append(f"{standard}.{criterion}")
        taken.append(match.span())
    roman = r"[ivxіх]{1,4}"
    named = rf"(?:{standard_word}\.?\s*№?\s*(\d{{1,2}}|{roman})|(?<!\w)({roman}))"
    for match in re.finditer(rf"{named}\s*[,;:/]\s*{criterion_word}\.?\s*№?\s*(\d{{1,2}})(?!\.?\d)", folded):
        found.append(f"{_arabic(match[1] or match[2])}.{match[3]}")
        taken.append(match.span())
    numbers = rf"(?:{_DOTTED}|[ivxіх]{{2,4}}\.\d{{1,2}}|[а-яa-z]\.\s?\d{{1,2}}|\d{{1,2}})"
    after = rf"(?:{_words('criterion')})\.?\s*(?:№\s*)?({numbers}(?:{_and()}{numbers})*)"
    before = rf"(?<![\w.])({numbers}(?:{_and()}{numbers})*)\s?-?\s?(?:{_words('criterion')})"
    for pattern in (after, before):
        for match in re.finditer(pattern, folded):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            found.extend(number.replace(" ", "") for number in _listed(plain[match.start(1) : match.end(1)]))
    for match in _BRACKETED.finditer(plain):
        if len(folded) == len(plain) and not _is_sum(plain, match.end(1)):
            found.extend(number.replace(" ", "") for number in _listed(match.group(1)))
    return tuple(dict.fromkeys(found))


def _is_sum(text: str, end: int) -> bool:
    """Tells whether a bracketed number is followed by a unit («(1,5 га)», «(2.5 %)») or a rest of a date."""
    return re.match(r"\s*(?:%|[а-яa-z])|\.\d{2,4}", text[end:], re.IGNORECASE) is not None


def standards_in(text: str) -> tuple[str, ...]:
    """Gives the standards that a text names: «Стандарт 3», «3-стандарт», «Раздел 2», «Стандарт А»."""
    plain, folded = clean(text), fold(text)
    found: list[str] = []
    word = rf"(?<!\w)(?:{_words('standard')})(?!\w)\.?\s*(?:№\s*)?"
    pattern = rf"{word}(\d{{1,2}}|[ivxіх]{{1,4}})(?![\w]|\.\d)|(?<![\w.])(\d{{1,2}})\s?-\s?(?:{_words('standard')})"
    for match in re.finditer(pattern, folded):
        group = 1 if match[1] else 2
        found.append(_arabic(plain[match.start(group) : match.end(group)]))
    found.extend(
        match.group(1)
        for match in re.finditer(r"[Сс]тандарт\w*\s+[«\"]?([А-Я])(?!\w)", plain)
        if _arabic(match.group(1)) == match.group(1)
    )
    found.extend(_in_words(folded, r"(?:стандарт|standard)\w*"))
    return tuple(dict.fromkeys(found))


def _arabic(number: str) -> str:
    """Gives a Roman number in digits, anything else as it is."""
    values = {"I": 1, "V": 5, "X": 10}
    roman = number.upper().replace("І", "I").replace("Х", "X")
    if not roman or any(letter not in values for letter in roman):
        return number
    total = 0
    for letter, follower in zip(roman, roman[1:] + " ", strict=True):
        value = values[letter]
        total += -value if follower in values and values[follower] > value else value
    return str(total)


# «4.1 б»: a letter in a list below a numbered heading.
_LETTER_OF_POINT = re.compile(r"(?<![\w.,])(\d{1,2}(?:\.\d{1,2}){1,2})\s?([а-яa-z])(?=\s*(?:[.,;)»]|$))")


def letters_of_points(text: str) -> tuple[str, ...]:
    """Gives the points that a text cites by the number of a section and a letter: «Пункт 4.1 б», "4.2а"."""
    return tuple(f"{match[1]}{match[2]}" for match in _LETTER_OF_POINT.finditer(fold(text)))


def labels_in(text: str) -> tuple[str, ...]:
    """Gives codes and numbers of findings or plan items that a text cites: «З-4», «п. 3 и 5», «6 жана 8-пункттар»."""
    plain, folded = clean(text), fold(text)
    if len(plain) != len(folded):
        plain = folded
    found: list[str] = [*letters_of_points(text)]
    word, numbers = f"(?:{_words('cited')})", f"({_numbers()})"
    between = r"\.?(?:\s+(?:комиссии|вэк|экспертов))?\s*(?:под номер\w*\s*)?"
    after = rf"(?<![\w-]){word}{between}{numbers}(?![\w%]|,\d|\.\d)"
    hyphened = rf"(?<![\w.№]){numbers}\s?-\s?(?:\w{{1,3}}\s+)?{word}"
    before = rf"{hyphened}|(?:№\s*|(?<![\w.№])){numbers}\s+{word}(?=\s+(?:боюнча|тууралуу)|\s*$)"
    for pattern in (after, before):
        for match in re.finditer(pattern, folded):
            if re.match(rf"\s*(?:{_words('law')})", folded[match.end() :]):
                continue
            group = 1 if match[1] else 2
            found.extend(_listed(plain[match.start(group) : match.end(group)]))
    found.extend(_in_words(folded, _words("cited")))
    found.extend(match.group() for match in re.finditer(rf"(?<![\w-])(?:{_CODE})(?![\w-])", plain))
    return tuple(dict.fromkeys(label.replace("–", "-") for label in found))


@cache
def _ordinals() -> tuple[tuple[str, int], ...]:
    """Gives the ordinals in words with their numbers, the longest first, so that «он биринчи» is not «биринчи»."""
    found = [
        (fold(word), number)
        for language in lexicon.LANGUAGES
        for number, word in enumerate(lexicon.topic("anchors", language).get("ordinals", ()), start=1)
    ]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


def _in_words(folded: str, counted: str) -> list[str]:
    """Gives the numbers of what is cited by ordinals in words: «по первому замечанию», «экинчи стандарт».

    Args: counted: pattern for the words of what is counted.
    """
    names = "|".join(re.escape(word) for word, _ in _ordinals())
    # «по пятому замечанию» cites, «с пятью предприятиями», «шести пунктов» count.
    ordinal = rf"(?<!\w)(?:{names})(?!(?:ь|и|ью)(?!\w))\w{{0,4}}"
    found: list[str] = []
    for match in re.finditer(rf"({ordinal}(?:{_and()}{ordinal})*)\s+(?:{counted})", folded):
        if folded[match.end() - 1 : match.end() + 1].isalpha() and folded[match.end() - 2] == " ":
            continue  # a word that only begins like «п.»
        for word in re.finditer(rf"(?<!\w)({names})\w{{0,4}}", match.group(1)):
            found.append(str(dict(_ordinals())[word.group(1)]))
    return found


def labels_in_cell(text: str) -> tuple[str, ...]:
    """Gives the codes or numbers that a cell of a code or number column lists: «К1-2, К7-1», "7, 8", "3.1", «б)»."""
    if (letter := re.fullmatch(r"\W*([а-яa-z])\W*", fold(text))) is not None:
        return (letter[1],)
    if lettered := letters_of_points(text):
        return lettered
    short = [part.strip(" .") for part in re.split(r"[,;\n]|\s(?:и|жана)\s", clean(text)) if part.strip()]
    if short and all(re.fullmatch(_SHORT_CODE, part) for part in short):
        return tuple(dict.fromkeys(part.replace(" ", "") for part in short))
    return tuple(label.replace("–", "-") if re.fullmatch(_CODE, label) else label for label in _listed(clean(text)))


def joined(numbers: tuple[str, ...]) -> str | None:
    """Gives several numbers as an anchor holds them ("1.1, 1.3"), None for none."""
    return ", ".join(numbers) or None


def standard_of(criteria: tuple[str, ...]) -> str | None:
    """Gives the standards that dotted criteria belong to ("5.4" is of "5"), None when they have no parts."""
    return joined(tuple(dict.fromkeys(number.split(".")[0] for number in criteria if "." in number)))
