"""What a text speaks of: its terms with synonyms of the field brought together, its figures, and the words between quotes."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extractors.languages.ky import stem as kyrgyz_stem
from extractors.languages.letters import fold
from extractors.languages.words import stems
from extractors.lexicon import LANGUAGES, topic

_QUOTED = re.compile(r"[«\"“„]([^«»\"“”„]{2,80})[»\"”“]")
_YEAR = re.compile(r"(?:19|20)\d\d")


@lru_cache(maxsize=4_000)
def word_terms(text: str) -> tuple[str, ...]:
    """Gives the folded lemmas and stems of a text in reading order; words of one or two letters that are no abbreviation are left out."""
    return tuple(stem for stem in stems(text) if len(stem) > 2 or stem.isdigit())


@cache
def _concepts() -> dict[tuple[str, ...], str]:
    """Maps stem sequences to the concept of the glossary that they name, in any language."""
    found: dict[tuple[str, ...], str] = {}
    for language in LANGUAGES:
        for concept, phrases in topic("glossary", language).items():
            for phrase in phrases:
                found.setdefault(word_terms(phrase), f"={concept}")
                if language == "ky":  # A short phrase does not show its language, so its Kyrgyz stems are put in as well.
                    found.setdefault(tuple(kyrgyz_stem(word) for word in phrase.split()), f"={concept}")
    found.pop((), None)
    return found


@cache
def _longest_phrase() -> int:
    return max((len(phrase) for phrase in _concepts()), default=1)


@lru_cache(maxsize=4_000)
def terms(text: str) -> tuple[str, ...]:
    """Gives the terms of a text: concepts of the glossary ("=teacher") where words name one, stems otherwise."""
    stems, concepts = word_terms(text), _concepts()
    found: list[str] = []
    place = 0
    while place < len(stems):
        for length in range(min(_longest_phrase(), len(stems) - place), 0, -1):
            concept = concepts.get(stems[place : place + length])
            if concept is not None:
                found.append(concept)
                place += length
                break
        else:
            found.append(stems[place])
            place += 1
    return tuple(found)


@lru_cache(maxsize=4_000)
def figures(text: str) -> frozenset[str]:
    """Gives the figures of a text that are no years: "40", "0.2"."""
    found = re.findall(r"\d+(?:[.,]\d+)?", text)
    return frozenset(figure.replace(",", ".") for figure in found if not _YEAR.fullmatch(figure))


def quoted(text: str) -> frozenset[str]:
    """Gives what stands between quotes, folded."""
    return frozenset(fold(match[1]).strip() for match in _QUOTED.finditer(text))
