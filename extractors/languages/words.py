"""Words for comparison (lemmas in ru, stems in ky), sentences and clauses, and the spaCy pipelines of both."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from extractors import lexicon
from extractors.languages import known_words, ky, ru
from extractors.languages.bounds import clause_spans, sentence_spans
from extractors.languages.identify import language_of
from extractors.languages.letters import clean, fold
from extractors.languages.restore import restored_word

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["clause_spans", "clauses", "pipeline", "sentence_spans", "sentences", "stems"]

_TOKEN = re.compile(r"\d+(?:[.,/]\d+)*|[^\W\d_]+")
_NUMBER_TAIL = re.compile(r"(?<=\d)\s?-\s?([^\W\d_]+)")
_KYRGYZ_LETTER = re.compile(r"[өүңӨҮҢ]")
_RUSSIAN_LETTER = re.compile(r"[щъёЩЪЁ]")
_LATIN = re.compile(r"[a-z]+")


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(fold(word) for word in lexicon.words("stopwords", "words"))


@cache
def _number_tails() -> frozenset[str]:
    return frozenset(fold(word) for word in lexicon.words("abbreviations", "tails"))


@lru_cache(maxsize=200_000)
def _stem(word: str, kyrgyz: bool) -> str:
    """Gives the comparison form of one word: by its letters, then by the dictionaries, then by the text's language."""
    folded = fold(word)
    if _LATIN.fullmatch(folded):
        return folded[:-1] if len(folded) > 4 and re.search("[^aiosu]s$", folded) else folded
    if word.isupper() and len(word) <= 5:
        return folded
    if _KYRGYZ_LETTER.search(word):
        return ky.stem(folded)
    if _RUSSIAN_LETTER.search(word) or (ru.knows(folded) and not kyrgyz):
        return ru.lemma(folded)
    foreign = ru.knows(folded) and not known_words.is_kyrgyz(folded)
    if not foreign and (kyrgyz or ru.is_base_noun(ky.stem(folded))):
        return ky.stem(folded)
    return ru.lemma(folded)


@lru_cache(maxsize=50_000)
def stems(text: str) -> tuple[str, ...]:
    """Gives the folded lemmas (ru) and stems (ky) in order, without stop words and marks; numbers are kept."""
    cleaned = _NUMBER_TAIL.sub(lambda m: " " if fold(m.group(1)) in _number_tails() else f" {m.group(1)}", clean(text))
    tokens = _TOKEN.findall(cleaned.lower() if cleaned.isupper() else cleaned)
    kyrgyz = language_of(text) == "ky"
    spoilt = kyrgyz and not _KYRGYZ_LETTER.search(text)
    found: list[str] = []
    for token in tokens:
        if token[0].isdigit():
            found.append(token)
            continue
        # A text without ө ү ң may have ө read as е: «меенет» has to meet «мөөнөт».
        word = restored_word(token.lower()) if spoilt and not token.isupper() else token
        if fold(word) not in _stop_words() or (token.isupper() and len(token) > 1 and not text.isupper()):
            found.append(_stem(word, kyrgyz))
    return tuple(found)


def sentences(text: str) -> tuple[str, ...]:
    """Gives the sentences as exact parts of the text; abbreviations, initials and list numbers do not end one."""
    return tuple(text[start:end] for start, end in sentence_spans(text))


def clauses(text: str) -> tuple[str, ...]:
    """Gives the parts between semicolons and list lines as exact parts of the text."""
    return tuple(text[start:end] for start, end in clause_spans(text))


def pipeline(language: str) -> Language:
    """Gives the spaCy pipeline of "ru" or "ky": tokens, lemmas or stems, sentences.

    Raises: KeyError for any other language.
    """
    from extractors.languages import pipelines

    return {"ru": pipelines.russian, "ky": pipelines.kyrgyz}[language]()
