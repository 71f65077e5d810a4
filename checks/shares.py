"""Figures asked for against figures reached: a share short of the norm, «трое из восьми»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from checks.cues import cue
from checks.terms import terms
from extractors.languages.letters import fold
from extractors.lexicon import words

_NAMES = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty"),
)
_VALUES = (*range(1, 21), 30)
_PERCENT = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,]\d+)?)\s*(?:%|пайыз|процент)\s?([а-я]*(?:\s+[а-я]+)?)")


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Less was reached than asked for. asked, reached: as figures in words for the referent."""

    asked: str
    reached: str


@cache
def _number_words() -> tuple[tuple[re.Pattern[str], int], ...]:
    found: list[tuple[re.Pattern[str], int]] = []
    for name, value in zip(_NAMES, _VALUES, strict=True):
        for word in words("numbers", name):
            tail = (
                r"[а-я]{0,3}" if value > 10 or word in words("numbers", name)[-2:] else r"(?:нун|нин|сун|су|но|го|лук)?"
            )
            found.append((re.compile(rf"{fold(word)}{tail}"), value))
    return tuple(found)


@cache
def number_of(word: str) -> int | None:
    """Gives the value of a figure or a number word («трёх», «бешөө», "12"); None for any other word."""
    figure = re.fullmatch(r"(\d{1,5})(?:-?[а-я]{1,6})?", word)
    if figure:
        return int(figure[1])
    return next((value for pattern, value in _number_words() if pattern.fullmatch(word)), None)


_TENS = {"он": 10, "жыйырма": 20, "отуз": 30, "кырк": 40, "элуу": 50, "двадцат": 20, "тридцат": 30, "сорок": 40}
_COMPOUND = re.compile(rf"\b({'|'.join(_TENS)})(?:ь|и|ью)?\s+([а-я]+)")


def in_figures(folded: str) -> str:
    """Gives a folded text with numbers of two words as figures: «он төрт», «двадцать пять»."""

    def joined(match: re.Match[str]) -> str:
        unit = number_of(match[2])
        return str(_TENS[match[1]] + unit) if unit is not None and unit < min(_TENS.values()) else match.group()

    return _COMPOUND.sub(joined, folded)


def numbers_in(text: str) -> frozenset[int]:
    """Gives the numbers of a text, figures and words."""
    found = (number_of(word) for word in re.findall(r"[\w-]+", in_figures(fold(text))))
    return frozenset(value for value in found if value is not None)


def shortfall(asked: str, measures: tuple[str, ...], answer: str) -> Shortfall | None:
    """Gives the shortfall that the answer's own figures show, or None.

    Args:
        asked: the finding. measures: planned measures. answer: what is said to be done.
    """
    return (
        _short_share(asked, measures, answer)
        or _part_of_number(asked, measures, answer)
        or _fewer_than_all(asked, answer)
        or _short_of_norm(asked, answer)
    )


def _alternatives(key: str) -> str:
    return "|".join(re.escape(fold(word)) for word in words("numbers", key)) or "(?!)"


def _targets(text: str) -> list[float]:
    """Gives the shares that a text asks for («до 30 %», «при норме 35 %», «90 %га жеткирүү»)."""
    plain = fold(text)
    found: list[float] = []
    for match in _PERCENT.finditer(plain):
        before = plain[: match.start()]
        tail = plain[match.end(1) : match.end(1) + 40].lstrip(" %").removeprefix("пайыз")
        if re.search(rf"(?:^|\W)(?:{_alternatives('up_to')})\s*$", before) or re.match(
            rf"(?:{_alternatives('up_to_after')})", tail.strip()
        ):
            found.append(_value(match))
    return found


def _value(match: re.Match[str]) -> float:
    return float(match[1].replace(",", "."))


def _short_share(asked: str, measures: tuple[str, ...], answer: str) -> Shortfall | None:
    """A share asked for that the answer's latest share does not reach."""
    plain = fold(answer)
    aimed = [match for match in _PERCENT.finditer(plain) if _is_aim(plain[: match.start()])]
    targets = _targets(asked) or [target for measure in measures for target in _targets(measure)]
    targets = targets or [_value(match) for match in aimed]
    reached = [
        _value(match)
        for match in _PERCENT.finditer(plain)
        if not _is_aim(plain[: match.start()])
        and not re.search(rf"(?:^|\W)(?:{_alternatives('former')})\s*$", plain[: match.start()])
        and not re.match(rf"(?:{_alternatives('former_after')})\b", match[2].strip() or "-")
    ]
    if not targets or not reached:
        return None
    target, present = targets[0], [_value(match) for match in _PERCENT.finditer(fold(asked))]
    falling = any(value > target for value in present)
    best = min(reached) if falling else max(reached)
    if (best > target) if falling else (best < target):
        return Shortfall(f"{target:g} %", f"{best:g} %")
    return None


def _is_aim(before: str) -> bool:
    """True when the words before a share call it the aim: «максат – 5 %»."""
    return bool(re.search(rf"(?:^|\W)(?:{_alternatives('aim')})\W*$", before))


def _part_of_number(asked: str, measures: tuple[str, ...], answer: str) -> Shortfall | None:
    """«двумя из трёх», «сегиз мектептин бешөө»: fewer than a number that the finding or the plan asks for."""
    wanted = numbers_in(" ".join((asked, *measures)))
    # How many of those asked sent a questionnaire back is no shortfall; what the other clauses count is.
    counted = " ; ".join(part for part in re.split(r"[;,.]\s+", answer) if not cue("substance", "surveyed", part))
    for part, whole in _parts_of(in_figures(fold(counted))):
        if part < whole and whole in wanted and not _rest_done(answer):
            return Shortfall(str(whole), str(part))
    return None


def _parts_of(plain: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    spoken = re.findall(r"[\w-]+", plain)
    out_of = set(words("numbers", "out_of"))
    for place, word in enumerate(spoken):
        if word in out_of and 0 < place < len(spoken) - 1:
            part = next((value for back in spoken[max(0, place - 3) : place][::-1] if (value := number_of(back))), None)
            whole = number_of(spoken[place + 1])
            if part and whole:
                found.append((part, whole))
    # «Из двенадцати обучены семь»
    for place, word in enumerate(spoken[:-2]):
        whole = number_of(spoken[place + 1]) if word in out_of else None
        after = (value for ahead in spoken[place + 2 : place + 5] if (value := number_of(ahead)))
        part = next(after, None) if whole else None
        if whole and part:
            found.append((part, whole))
    # Kyrgyz: whole, thing in the genitive, part in the possessive.
    for match in re.finditer(
        r"([\w-]+)\s+(?:[\w-]+\s+)?[а-я]+(?:нын|нин|нун|дын|дин|дун|тын|тин|тун)\s+([\w-]+)", plain
    ):
        whole, part = number_of(match[1]), number_of(match[2])
        if whole and part and re.search(r"(?:оо|ы|и|у|су|сы|си|ун|ин)[а-я]*$", match[2]):
            found.append((part, whole))
    return found


def _rest_done(answer: str) -> bool:
    """True when the others are told as done as well («четверо получили …, трое — …»)."""
    return bool(re.search(rf"(?:^|\W)(?:{_alternatives('all')})(?:\W|$)", fold(answer)))


def _fewer_than_all(asked: str, answer: str) -> Shortfall | None:
    """«Ни по одной из 38 дисциплин», «всех девятерых инструкторов»: the answer counts fewer of the same."""
    leads = "|".join((_alternatives("none_of"), _alternatives("all_of")))
    every = re.search(rf"(?:^|\W)(?:{leads})\s+([\w-]+)\s+([\w-]+)", fold(asked))
    whole = number_of(every[1]) if every else None
    if every is None or whole is None or _rest_done(answer):
        return None
    reached = _counts_of(answer, every[2])
    return Shortfall(str(whole), str(max(reached))) if reached and max(reached) < whole else None


def _short_of_norm(asked: str, answer: str) -> Shortfall | None:
    """«18 кредитов при норме 30»: the answer counts more of the same than before, and less than the norm."""
    plain = fold(asked)
    for match in re.finditer(rf"([\w-]+)\s+([а-я]+)\W+(?:[а-я]+\W+)?(?:{_alternatives('norm')})\s+([\w-]+)", plain):
        present, norm = number_of(match[1]), number_of(match[3])
        reached = _counts_of(answer, match[2])
        if present and norm and present < norm and reached and max(reached) < norm:
            return Shortfall(str(norm), str(max(reached)))
    return None


def _counts_of(text: str, thing: str) -> list[int]:
    """Gives the counts of a thing in a text, in any form of its word and in either language."""
    meant = terms(thing)
    pairs = re.findall(r"([\w-]+)\s+(?=([\w-]+))", fold(text))
    return [value for word, noun in pairs if (value := number_of(word)) and meant and terms(noun) == meant]
