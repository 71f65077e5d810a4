"""Numbers of standards and criteria as papers write them: «Критерий 1.2», «2-стандарттын 3-критерийи», «[1.4]», «К
2.3», «А.1».
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors.languages.letters import fold
from extractors.languages.roman import roman_value
from extractors.lexicon import LANGUAGES, topic

# A criterion's own number: 1.2, 1.2.3, А.1, Б2.1, 4-2 is not one (codes look so).
# A blank may stand at one dot, but then there is no second: «1. 1.1-критерий» is item 1 on criterion 1.1.
NUMBER = (
    r"(?:(?:[ivxіх]{2,4}\.|[a-zа-я]\s?\.\s?))?(?:\d{1,2}(?:\.\d{1,2}){1,2}(?!\.\d)|\d{1,2}\s?\.\s?\d{1,2}(?!\.\d)|\d{1,2})"
)
_DOTTED = r"(?:[ivxіх]{2,4}\.\d{1,2}|[a-zа-я]\s?\.\s?\d{1,2}|\d{1,2}\s?\.\s?\d{1,2})(?:\s?\.\s?\d{1,2})?"
_ORDINAL = r"(?:\d{1,2}|[ivxіх]{1,4}|iii|ш)"


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion as numbered in a paper. standard: "1", "А"; number: "1.2", "А.1", None when only the standard is
    named.

    start, end: where it stands in the text, brackets and the word «критерий» included.
    """

    standard: str | None
    number: str | None
    start: int = 0
    end: int = 0


@cache
def _words(key: str) -> str:
    found = {
        fold(word) for language in LANGUAGES for word in topic("findings", language).get("numbering", {}).get(key, ())
    }
    # One-letter marks («К 2.3») only before a dotted number, never before a plain one.
    return "|".join(sorted((re.escape(word) for word in found if len(word) > 1), key=len, reverse=True))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    criterion, standard = _words("criterion"), _words("standard")
    crit = rf"(?:{criterion})\w*\.?"
    std = rf"(?:{standard})\w*\.?"
    return (
        # «2-стандарттын 3-критерийи», «1-стандарт, 1.1»
        re.compile(rf"[(\[]?\b(?P<s>{_ORDINAL})\s?-\s?{std}\s*[,;:/]?\s*(?P<c>{NUMBER})(?:\s?-\s?{crit})?\s*[)\]]?"),
        # «Стандарт II, крит. 3»
        re.compile(rf"[(\[]?\b{std}\s*№?\s*(?P<s>{_ORDINAL})\b\s*[,;:./]?\s*{crit}\s*№?\s*(?P<c>{NUMBER})\s*[)\]]?"),
        # «(ст. 2, п. 2.4)», «раздел 5, пункт 5.4»: a point counts with its dotted number only, laws have points too.
        re.compile(
            rf"[(\[]?\b{std}\s*№?\s*(?P<s>{_ORDINAL})\b\s*[,;:./]?\s*(?:пп?|пункт\w*)\.?\s*№?\s*(?P<c>\d{{1,2}}\.\d{{1,2}})\b\s*[)\]]?"
        ),
        # «1.2-критерий»
        re.compile(rf"[(\[]?\b(?P<c>{NUMBER})\s?-\s?{crit}\s*[)\]]?"),
        # «критерий 1.2», «крит. 5.4», «(кр. 1.2)»
        re.compile(rf"[(\[]?\b{crit}\s*№?\s*[:–—-]?\s*(?P<c>{NUMBER})\b\s*[)\]]?"),
        # «К 2.3», «К.2.3»
        re.compile(rf"[(\[]?\bк(?:\.\s?|\s|(?=\d))(?P<c>{_DOTTED})\b\s*[)\]]?"),
    )


# The letters of standard and criterion, each with its number: «С1.К2», «Ст2-Кр4».
_PAIR = re.compile(r"^\W*(?P<c>[а-яa-z]{1,3}(?P<s>\d{1,2})\s?[./-]\s?[а-яa-z]{1,3}\d{1,2})\W*$")


@cache
def _bracketed() -> re.Pattern[str]:
    """«(1.2)», «[А.1]», «(п. 1.2 Стандартов)»: a number in brackets, with nothing but the word for what it counts."""
    whose = rf"(?:\s+(?:{_words('standard')}|{_words('criterion')})\w*(?:\s+[\w-]+)?)?"
    return re.compile(rf"[(\[{{]\s*(?:(?:пп?|пункт\w*|p)\.?\s*)?(?P<c>{_DOTTED})\.?{whose}\s*[)\]}}]")


_BARE = re.compile(rf"^\W*(?P<c>{_DOTTED})\.?\W*$")
_LEADING = re.compile(rf"^\W*(?P<c>{_DOTTED})[.:]?(?=\s|$)")


def standard_number(text: str) -> str | None:
    """Gives the number of a standard from "2", "II", "ІІ", "Ш" or a letter, as digits or the capital letter; None
    when it is none.
    """
    word = fold(text).strip(" .-–—")
    if word.isdigit():
        return str(int(word))
    roman = roman_value(word)
    if roman is not None:
        return str(roman)
    return word.upper() if len(word) == 1 and word.isalpha() else None


def _clean_number(raw: str) -> str:
    return re.sub(r"\s+", "", raw).strip(".").upper()


def _made(standard: str | None, raw: str, start: int, end: int) -> Criterion:
    number = _clean_number(raw)
    if standard is not None and "." not in number:
        number = f"{standard}.{number}"
    if standard is None and "." in number:
        standard = number.split(".")[0]
    return Criterion(standard, number, start, end)


def criterion_named(text: str) -> Criterion | None:
    """Gives the first criterion that the text names with the word «критерий» / «крит.» / «К», or in brackets; None
    without.
    """
    folded = fold(text)
    best: Criterion | None = None
    for pattern in _patterns():
        match = pattern.search(folded)
        if match is None:
            continue
        groups = match.groupdict()
        standard = standard_number(groups["s"]) if groups.get("s") else None
        found = _made(standard, groups["c"], match.start(), match.end())
        if found.number and "." not in found.number and standard is None and pattern is not _patterns()[4]:
            continue
        if best is None or found.start < best.start or (found.standard and not best.standard):
            best = found
    bracketed = _bracketed().search(folded)
    if bracketed is not None and (best is None or bracketed.start() < best.start):
        best = _made(None, bracketed["c"], bracketed.start(), bracketed.end())
    return best


def criterion_alone(text: str) -> Criterion | None:
    """Gives the criterion when the text is nothing but its number («1.2», «А.1.», «Критерий 3.4», «1-стандарт, 1.1»);
    None otherwise.
    """
    folded = fold(text)
    bare = _BARE.match(folded)
    if bare is not None:
        return _made(None, bare["c"], 0, len(text))
    pair = _PAIR.match(folded)
    if pair is not None:
        return Criterion(pair["s"], _clean_number(pair["c"]), 0, len(text))
    named = criterion_named(text)
    if named is not None and len(re.sub(r"[\W_]", "", folded[: named.start] + folded[named.end :])) == 0:
        return named
    return None


def criterion_leading(text: str) -> Criterion | None:
    """Gives the criterion whose bare dotted number begins the text («1.4 Билим …», «2.3. Наличие …»); None otherwise.
    """
    match = _LEADING.match(fold(text))
    return _made(None, match["c"], 0, match.end()) if match else None


@cache
def _standard_pattern() -> re.Pattern[str]:
    standard = _words("standard")
    return re.compile(
        rf"^\W*(?:(?P<a>{_ORDINAL}|[a-zа-я])\s?-\s?(?:{standard})\w*|(?:{standard})\w*\.?\s*№?\s*(?P<b>{_ORDINAL}|[a-zа-я])\b(?![-.]\d))"
    )


def standard_headed(text: str, number: str | None = None) -> str | None:
    """Gives the standard that a heading opens («Стандарт 2. …», «2-стандарт», «Раздел IV», «III. Оценка …»); None
    otherwise.

    number: the automatic number of the heading, when the word processor gives it one.
    """
    match = _standard_pattern().match(fold(text))
    if match is not None:
        return standard_number(match["a"] or match["b"])
    lead = re.match(r"^\W*([ivxіхшп]{1,4}|\d{1,2})\s*[.)]\s+(?=\S)", fold(f"{number} {text}" if number else text))
    return standard_number(lead[1]) if lead else None
