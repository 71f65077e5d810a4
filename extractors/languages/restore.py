"""Puts lost ө ү ң back into Kyrgyz text, for display only: known words, common stems, vowel harmony, stem counts."""

from __future__ import annotations

import csv
import math
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from data import ROOT
from extractors import lexicon
from extractors.languages import known_words
from extractors.languages.identify import language_of

_WORD = re.compile(r"[^\W\d_]+")
_OWN = re.compile(r"[өүң]")
_READINGS = {"о": ("о", "ө"), "у": ("у", "ү"), "н": ("н", "ң"), "е": ("е", "ө"), "ц": ("ц", "ң")}
_FOLLOWS = {
    "а": "аыу", "ы": "аыу", "о": "оуа", "у": "уаы", "е": "еиүэ", "и": "еиүэ", "э": "еиүэ", "ө": "өү", "ү": "өү",
}  # fmt: skip
"""Vowel harmony: which vowels may follow a vowel in the next syllable of a native word."""

_LONG = re.compile(r"([аеиоуыэөү][^аеёиоуыэюяөү]{1,3})(оо|өө)")
"""A long оо, өө past the first syllable (verbal nouns «баалоо», «иштөө», counts «экөө») follows as у, ү do."""

HARMONY = 3.0
"""Points that a break of harmony costs (on the scale of the logarithm of a stem's forms)."""
HANGING = 3.0
"""Points that a final ң costs: «китебиң» (your book) hardly ever stands in papers, «китебин» often."""
STEM = 12.0
"""Points for beginning with a common stem."""
PLAIN = 1.0
"""Points by which a common stem without such letters is ahead."""
FORMS = 0.3
"""Weight of the number of forms that begin alike."""
LEAD_AMONG_LOST, LEAD_ELSEWHERE = 0.0, 40.0
"""By how much a reading must beat the word as written: in a text that lost its letters, and in one that kept some."""


@dataclass(frozen=True, slots=True)
class Restored:
    """A text with its letters put back.

    changed: spans of the changed words, the same in the original (lengths agree).
    """

    text: str
    changed: tuple[tuple[int, int], ...] = ()


def restore(text: str) -> Restored:
    """Gives the text with ө ү ң put back where a Kyrgyz text lost them; Russian and sound Kyrgyz stay as they are."""
    if language_of(text) != "ky":
        return Restored(text)
    kept = any(_OWN.search(match.group().lower()) for match in _WORD.finditer(text))
    lead = LEAD_ELSEWHERE if kept else LEAD_AMONG_LOST
    pieces: list[str] = []
    changed: list[tuple[int, int]] = []
    end = 0
    for match in _WORD.finditer(text):
        written = match.group()
        found = _cased(restored_word(written.lower(), lead), written)
        if found != written:
            changed.append(match.span())
        pieces.extend((text[end : match.start()], found))
        end = match.end()
    return Restored("".join(pieces) + text[end:], tuple(changed))


def _cased(word: str, like: str) -> str:
    if len(word) != len(like):
        return like
    return "".join(letter.upper() if model.isupper() else letter for letter, model in zip(word, like, strict=True))


@cache
def known_pairs() -> dict[str, str]:
    """Gives damaged words counted in scans with their proper forms."""
    with (ROOT / "lexicon" / "ky" / "ocr_pairs.tsv").open(encoding="utf-8", newline="") as file:
        return {row["damaged"]: row["restored"] for row in csv.DictReader(file, delimiter="\t")}


@lru_cache(maxsize=100_000)
def restored_word(word: str, lead: float = LEAD_AMONG_LOST) -> str:
    """Gives the likeliest proper form of a lower-case word; the word itself when nothing beats it by `lead`."""
    if len(word) < 2 or (_OWN.search(word) and not _breaks(word)):
        return word
    if word in known_pairs():
        return known_pairs()[word]
    readings = _readings(word)
    foreign = known_words.is_russian(word)
    if not readings and lead <= LEAD_AMONG_LOST and not foreign:
        return _unknown(word)
    best = max(sorted(readings), key=_points, default=word)
    if foreign and not _standing(best):
        return word
    if best == word or not known_words.graph("kir").has(word):
        return best
    jarring = _breaks(word) > _breaks(best) and not foreign
    return best if _points(best) > _points(word) + (0.0 if jarring else lead) else word


def _readings(word: str) -> set[str]:
    """Gives the listed words that a damaged word may have been."""
    return set(known_words.graph("kir").paths(word, lambda letter: _READINGS.get(letter, (letter,))))


def _breaks(word: str) -> int:
    """Counts the breaks of vowel harmony."""
    vowels = [
        letter
        for letter in _LONG.sub(lambda match: match[1] + ("у" if match[2] == "оо" else "ү"), word)
        if letter in "аеёиоуыэюяөү"
    ]
    breaks = sum(after not in _FOLLOWS.get(before, after) for before, after in pairwise(vowels))
    return breaks + len(re.findall("[её]е|е[оө]|о[еө]|ө[ео]|[уү][ео]е|[уү]ү?о|ү[ау]|у[үө]", word))


@lru_cache(maxsize=200_000)
def _points(word: str) -> float:
    """Gives how likely a reading is."""
    forms = known_words.graph("kir").forms(word)
    points = FORMS * sum(math.log1p(count) for count in forms[2:])
    points -= HARMONY * _breaks(word) + HANGING * word.endswith("ң")
    return points + _standing(word)


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(lexicon.topic("restoring", "ky")[name])


def _standing(word: str) -> float:
    """Gives the points for a common stem, more for a longer one; a plain stem («бол») beats its twin («бөл»)."""
    if _breaks(word):
        return 0.0
    if word in _list("words"):
        return STEM + len(word)
    if word in _list("plain_words"):
        return STEM + len(word) + PLAIN
    for length in range(len(word), 1, -1):
        if word[:length] in _list("stems"):
            return STEM + length
        if word[:length] in _list("plain") and not _OWN.search(word[length:]):
            return STEM + length + PLAIN
    return 0.0


def _unknown(word: str) -> str:
    """Gives a word that no list holds: its second part or its known beginning restored, the ending in harmony."""
    for cut in range(2, len(word) - 4):
        tails = [tail for tail in _readings(word[cut:]) if _standing(tail) > STEM + 3 and _OWN.search(tail)]
        if tails:
            return word[:cut] + max(sorted(tails), key=_points)
    for cut in range(len(word) - 1, 3, -1):
        heads = _readings(word[:cut])
        if heads:
            return _harmonised(max(sorted(heads), key=_points), word[cut:])
    return word


def _harmonised(head: str, ending: str) -> str:
    """Gives head and ending with the ending's у, о, е turned to what the vowel before them asks for."""
    word = head
    for letter in ending:
        vowel = next((mark for mark in reversed(word) if mark in "аеёиоуыэюяөү"), "")
        follows = _FOLLOWS.get(vowel, "")
        options = [option for option in _READINGS.get(letter, (letter,)) if option in follows]
        word += options[0] if letter in "оуе" and options else "ң" if letter == "ц" and vowel in "өүеи" else letter
    return word
