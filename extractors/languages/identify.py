"""Which language a text is in (ky also when it lost ө ү ң), and whether it reads as language at all."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from extractors import lexicon
from extractors.languages import known_words
from extractors.languages.letters import clean, fold, unmixed

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_KYRGYZ_LETTER = re.compile(r"[өүңӨҮҢѲѳϴɵӊ]")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_RUSSIAN_LETTER = re.compile(r"[щъё]")
# Endings that Kyrgyz words have and Russian ones hardly ever do, on folded letters (е beside о: ө read as е).
_KYRGYZ_END = re.compile(
    r"(?:нын|нин|нун|дын|дин|дун|тын|тин|тун|лар|лер|лор|дар|дер|дор|тар|тер|ларды|лерди|лорду|ылган|илген|улган|"
    r"уу|уулар|уунун|уусу|дагы|деги|догу|тагы|теги|логу|лыгы|лиги|лугу|лык|лик|луу|дуу|туу|сынын|синин|сунун|сына|сине|суна|"
    r"ылат|илет|улат|улет|ган|ген|гон|ып|ууга|ууну|ында|инде|унда|унде|ынын|инин|унун|лоо|чылык|лары|лери|оого)$"
)
_RUSSIAN_END = re.compile(
    r"(?:ого|его|ому|ему|ыми|ими|ами|ями|ах|ях|ние|ния|нию|нии|ость|ости|ать|ять|ить|еть|ться|ый|ий|ая|яя|ое|ее|ые|ие|ых|их|"
    r"ский|ского|ской|ация|ации|ацию|тель|ция|ции|но|ны|ена|ены|ую|юю|ов|ев|ой)$"
)
# A sign inside a word that no paper puts there: what a lost letter leaves («м££н£т», «Р°С‚»).
_BROKEN = re.compile(
    r"(?<=[^\W\d_])[^\w\s.,:;()\[\]«»“”\"'’`/\\|*+&@=<>…·•\-\u2010-\u2015№%\u0300-\u036f]+(?=[^\W\d_])"
)
_LOST_SHARE = 12
"""One spoilt word in so many tells that the letters are gone; about one Kyrgyz word in six has such a letter."""
# Letters that a file could not name: «(cid:60)», rows of question marks.
_UNMAPPED = re.compile(r"\(cid:\d+\)|\?{3,}|\ufffd+")
_LONGEST = 30
"""Longer runs of letters are words without their spaces."""
_GUESS_LENGTH = 25
_CERTAIN = 1.5
"""Lead in points that decides between ky and ru without asking py3langid."""


@cache
def _stop_words(language: str) -> frozenset[str]:
    return frozenset(fold(word) for word in lexicon.topic("stopwords", language).get("words", ()))


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(["ky", "ru", "kk", "en"])
    return identifier


def _points(word: str) -> tuple[float, float]:
    """Gives how much one Cyrillic word speaks for ky and for ru."""
    lower = word.lower()
    folded = fold(word)
    kyrgyz = russian = 0.0
    if _KYRGYZ_LETTER.search(word):
        kyrgyz += 2.0
    if _RUSSIAN_LETTER.search(lower):
        russian += 0.7
    in_kyrgyz, in_russian = folded in _stop_words("ky"), folded in _stop_words("ru")
    kyrgyz += 1.0 if in_kyrgyz and not in_russian else 0.0
    russian += 1.0 if in_russian and not in_kyrgyz else 0.0
    if len(folded) >= 4 and not (in_kyrgyz or in_russian):
        known = known_words.is_russian(folded)
        kyrgyz += 0.8 if _KYRGYZ_END.search(folded) and not known else 0.0
        russian += 0.8 if _RUSSIAN_END.search(folded) and known else 0.2 if known else 0.0
        kyrgyz += 0.6 if not known and known_words.is_kyrgyz(folded) else 0.0
    return kyrgyz, russian


@lru_cache(maxsize=50_000)
def language_of(text: str) -> str | None:
    """Gives "ky", "ru" or "en", or None when the text has no words to tell by."""
    words = _WORD.findall(unmixed(text))
    letters = sum(map(len, words))
    if letters < 2:
        return None
    cyrillic = sum(bool(_CYRILLIC.match(letter)) for word in words for letter in word)
    if cyrillic * 2 < letters:
        latin = [word for word in words if word.isascii()]
        told = sum(known_words.is_english(word) for word in latin) * 2 >= len(latin) if latin else False
        return "en" if told and len(latin) > 1 else None
    kyrgyz = russian = 0.0
    for word in words[:400]:
        if _CYRILLIC.search(word):
            for_kyrgyz, for_russian = _points(word)
            kyrgyz, russian = kyrgyz + for_kyrgyz, russian + for_russian
    return _decided(text, kyrgyz, russian, letters)


def _decided(text: str, kyrgyz: float, russian: float, letters: int) -> str | None:
    """Decides by the lead; asks the statistical model where the lead is small and the text long enough for it."""
    if abs(kyrgyz - russian) < _CERTAIN and letters >= _GUESS_LENGTH:
        guess = _identifier().classify(text)[0]
        kyrgyz += 0.8 if guess in {"ky", "kk"} else 0.0
        russian += 0.8 if guess == "ru" else 0.0
    if kyrgyz == russian:
        return None if kyrgyz == 0 else "ru"
    return "ky" if kyrgyz > russian else "ru"


def document_language(texts: Iterable[str]) -> str | None:
    """Gives the language of a document from its parts: "mixed" when neither ky nor ru has four fifths of it."""
    weight: Counter[str] = Counter()
    for text in texts:
        language = language_of(text)
        if language is not None:
            weight[language] += sum(map(str.isalpha, text))
    if not weight:
        return None
    cyrillic = weight["ky"] + weight["ru"]
    if weight["en"] > 2 * cyrillic:
        return "en"
    if min(weight["ky"], weight["ru"]) > 0.2 * cyrillic:
        return "mixed"
    return "ky" if weight["ky"] > weight["ru"] else "ru"


@lru_cache(maxsize=4096)
def _is_foreign(letter: str) -> bool:
    """Tells whether a character belongs to no paper of ours: private use, unassigned, or letters of another script."""
    category = unicodedata.category(letter)
    if category in {"Co", "Cn", "Cs", "Cc"}:
        return letter not in "\n\t\r"
    return (
        category[0] == "L" and not _CYRILLIC.match(letter) and not letter.isascii() and not _KYRGYZ_LETTER.match(letter)
    )


def reads_as_language(text: str) -> float:
    """Gives the share (0..1) of the text's words that are words of ky, ru or en; 1.0 when there is nothing to doubt."""
    words = _WORD.findall(unmixed(text))
    good = 0.0
    bad = 4.0 * len(_BROKEN.findall(text)) + sum(_is_foreign(letter) for letter in text if not letter.isalpha())
    bad += sum(len(match) for match in _UNMAPPED.findall(text))
    if _letter_by_letter(words):
        bad += sum(map(len, words))
    for word in words:
        weight = min(len(word), 12)
        if len(word) < 3:
            continue
        if any(map(_is_foreign, word)):
            bad += weight
            continue
        known = _reads(word)
        good, bad = good + weight * known, bad + weight * (1 - known)
    return good / (good + bad) if good + bad else 1.0


def _letter_by_letter(words: list[str]) -> bool:
    """Tells whether the text comes as single letters («К о м и с с и я»)."""
    single = sum(len(word) == 1 for word in words)
    return single >= 8 and single * 3 > 2 * len(words)


@lru_cache(maxsize=200_000)
def _reads(word: str) -> float:
    """Gives 1.0 for a known word, less for one that only looks like a word, 0.0 for none."""
    if known_words.is_known(word):
        return 1.0
    if word.isupper() and len(word) <= 6:
        return 0.7
    if word[1:].isupper() and word[0].islower() and len(word) > 3:
        return 0.0
    if len(word) > _LONGEST:
        return 0.2
    parts = word.split("-")
    if len(parts) > 1:
        return sum(map(_reads, parts)) / len(parts)
    if known_words.damaged_kyrgyz(word):
        return 0.9
    folded = fold(word)
    if not _CYRILLIC.search(folded) or not re.search("[аеёиоуыэюя]", folded):
        return 0.0
    if re.search(r"[ъь]{2}|^[ъьы]|[^аеёиоуыэюяьъ]{5}|(.)\1\1", folded):
        return 0.0
    if (
        (not word.isupper() and _KYRGYZ_END.search(folded))
        or _RUSSIAN_END.search(folded)
        or (word[0].isupper() and not word.isupper())
    ):
        return 0.6
    return 0.3


def lost_letters(text: str) -> bool:
    """Tells whether the text is Kyrgyz whose ө ү ң are gone (typed or recognised without Kyrgyz letters)."""
    from extractors.languages.restore import restored_word

    if language_of(text) != "ky":
        return False
    words = [word.lower() for word in _WORD.findall(clean(text).replace("-", " "))]
    kept = sum(bool(_KYRGYZ_LETTER.search(word)) for word in words)
    lost: int = sum(restored_word(word) != word for word in words if not _KYRGYZ_LETTER.search(word))
    return lost > 2 * kept and lost * _LOST_SHARE >= len(words)
