"""Text whose bytes were given the wrong letters («Êðèòåðèé») set right: exact where recognition would guess."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache

from extractors.languages import known_words
from extractors.languages.identify import reads_as_language
from extractors.page_content import Word

# Share of words that must read as language once set right.
RIGHT = 0.85
# Share of the letters that must still be letters: what leaves only signs without a shape reads as anything.
KEPT = 0.7
# (how the letters were shown, what their bytes mean): the mix-ups that old Cyrillic fonts and broken exports make.
_MIXUPS = (
    ("cp1252", "cp1251"),
    ("cp1251", "utf-8"),
    ("cp1252", "utf-8"),
    ("cp1252", "koi8_r"),
    ("cp1252", "cp866"),
    ("mac_roman", "mac_cyrillic"),
    ("cp1251", "koi8_r"),
    ("koi8_r", "cp1251"),
)
_ODD = re.compile(r"[^\W\d_а-яёa-zА-ЯЁA-Z]|[\u00a2-\u00a9\u00b2-\u00b5\u00bc-\u00be]")
_KYRGYZ = "өүң"
# Where old fonts mostly put them; this only settles a draw.
_USUAL = {"ї": "ү", "і": "ү", "ў": "ү", "ј": "ө", "є": "ө", "ћ": "ң", "њ": "ң", "ґ": "ң"}
# A stand-in for ө ү ң is told by so many words, or by one that only one of them makes.
_LEAST_PROOF = 2


class Recoder:
    """Sets the pages of one document right; what stands for ө ү ң on one page stands for it on all."""

    def __init__(self) -> None:
        self._stand_ins: dict[int, str] = {}

    def recoded(self, words: Sequence[Word]) -> tuple[Word, ...] | None:
        """Gives the words with their proper letters, None when no known mix-up explains them."""
        right = _best_righting(" ".join(word.text for word in words))
        if right is None:
            return None
        texts = [right(word.text) for word in words]
        for _ in range(2):
            texts = [text.translate(self._stand_ins) for text in texts]
            self._stand_ins |= _stand_ins(texts)
        texts = [text.translate(self._stand_ins) for text in texts]
        if reads_as_language(" ".join(texts)) < RIGHT or _letters(texts) < KEPT * _letters(word.text for word in words):
            return None
        return tuple(replace(word, text=text) for word, text in zip(words, texts, strict=True))


def _letters(texts: Iterable[str]) -> int:
    return sum(sign.isalnum() for text in texts for sign in text)


def _best_righting(text: str) -> Callable[[str], str] | None:
    """Gives what turns the text into most words, None when nothing does."""
    best: Callable[[str], str] | None = None
    highest = 0.5
    for shown, meant in _MIXUPS:
        right = _righting(shown, meant)
        righted = right(text)
        quality = reads_as_language(righted) if righted.count("\ufffd") < 0.01 * len(righted) else 0.0
        if quality > highest:
            highest, best = quality, right
    return best


@cache
def _righting(shown: str, meant: str) -> Callable[[str], str]:
    """Gives what turns shown text into meant text; letters that are in neither stay."""

    def right(text: str) -> str:
        raw = b"".join(_byte(letter, shown) or letter.encode("ascii", "ignore") for letter in text)
        if meant == "utf-8":
            return raw.decode("utf-8", "replace")
        kept = iter(raw)
        known = (
            bytes([next(kept)]).decode(meant, "replace") if _byte(letter, shown) is not None else letter
            for letter in text
        )
        return "".join(known)

    return right


@cache
def _byte(letter: str, encoding: str) -> bytes | None:
    """Gives the byte that was shown as this letter; code points below 256 stand for themselves where the page has no
    sign.
    """
    try:
        return letter.encode(encoding)
    except UnicodeEncodeError:
        return bytes([ord(letter)]) if ord(letter) < 256 else None


def _stand_ins(texts: Sequence[str]) -> dict[int, str]:
    """Gives which letters stand for ө ү ң (old fonts put them in places of their own): those that make most words
    known ones.
    """
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for word in re.findall(r"[^\s.,;:()«»\"–—-]+", text):
            odd = {letter.lower() for letter in _ODD.findall(word)} - set(_KYRGYZ)
            if len(odd) == 1:
                letter = odd.pop()
                for candidate in _KYRGYZ:
                    if known_words.graph("kir").has(word.lower().replace(letter, candidate)):
                        votes[letter][candidate] += 1
    found: dict[int, str] = {}
    for letter, counts in votes.items():
        candidate, count = max(counts.items(), key=lambda pair: (pair[1], pair[0] == _USUAL.get(letter)))
        if count >= _LEAST_PROOF or len(counts) == 1 or candidate == _USUAL.get(letter):
            found.update(_both_cases(letter, candidate))
    return found


def _both_cases(letter: str, candidate: str) -> dict[int, str]:
    """Gives the mapping of a stand-in; where it has another case, of that too."""
    if letter.upper() != letter and len(letter.upper()) == 1:
        return {ord(letter): candidate, ord(letter.upper()): candidate.upper()}
    return {ord(letter): candidate}
