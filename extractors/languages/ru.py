"""Russian: words and their dictionary forms by pymorphy3."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

import pymorphy3

from extractors.languages.letters import fold, named


@cache
def _morphology() -> Any:
    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=200_000)
def knows(word: str) -> bool:
    """Tells whether the Russian dictionary has the word (lower case; е may stand for ё)."""
    return bool(_morphology().word_is_known(word.lower()))


@lru_cache(maxsize=200_000)
def lemma(word: str) -> str:
    """Gives the folded dictionary form of a Russian word; for unknown words the likeliest guess."""
    return fold(_morphology().parse(named(word.lower()))[0].normal_form)


@lru_cache(maxsize=200_000)
def is_base_noun(word: str) -> bool:
    """Tells whether the word is a known noun or adjective in its dictionary form (a loan that Kyrgyz inflects)."""
    if not knows(word):
        return False
    return any(
        parse.is_known and fold(parse.normal_form) == fold(word) and parse.tag.POS in {"NOUN", "ADJF"}
        for parse in _morphology().parse(word)
    )


@lru_cache(maxsize=200_000)
def tells_past(word: str) -> bool:
    """Tells whether the word is a verb in the past or a short passive participle («введён», «прошли»)."""
    parse = _morphology().parse(named(word.lower()))[0]
    return bool(parse.tag.POS == "PRTS" or (parse.tag.POS == "VERB" and parse.tag.tense == "past"))


@lru_cache(maxsize=200_000)
def tells_state(word: str) -> bool:
    """Tells whether the word is a finite verb, a short participle or a word of state («ведётся», «введён», «нет»)."""
    parse = _morphology().parse(named(word.lower()))[0]
    return parse.is_known and parse.tag.POS in {"VERB", "PRTS", "PRED", "ADJS"}
