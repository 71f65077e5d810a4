"""What a text speaks of: terms with synonyms of the field brought together, figures, the words between quotes."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extractors.languages.identify import language_of
from extractors.languages.ky import stem as kyrgyz_stem
from extractors.languages.letters import fold
from extractors.languages.words import stems
from extractors.lexicon import topic, words

_WORD = re.compile(r"[a-zа-я]+|\d+(?:[.,]\d+)?")
_QUOTED = re.compile(r"[«\"“„]([^«»\"“”„]{2,80})[»\"”“]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORTEST_ROOT = 4


@lru_cache(maxsize=50_000)
def _russian_stem(word: str) -> str | None:
    """Gives the comparison form of one folded word outside Kyrgyz text; None for stop words."""
    found = stems(word)
    return found[0] if found else None


@lru_cache(maxsize=4_000)
def _spoken(text: str) -> tuple[tuple[str, str], ...]:
    """Gives the words that matter as (folded word, stem)."""
    kyrgyz = language_of(text) == "ky"
    found: list[tuple[str, str]] = []
    for match in _WORD.finditer(fold(text)):
        word = match.group()
        stem = _russian_stem(word)
        if stem is None or (len(stem) < 3 and not stem[0].isdigit()):
            continue
        found.append((word, kyrgyz_stem(word) if kyrgyz and not word[0].isdigit() else stem))
    return tuple(found)


def word_terms(text: str) -> tuple[str, ...]:
    """Gives the folded lemmas and stems of a text in reading order, stop words and shortest words left out."""
    return tuple(stem for _, stem in _spoken(text))


@cache
def _phrases() -> dict[tuple[str, ...], str]:
    """Maps stem sequences of Russian and English phrases to the concept of the glossary that they name."""
    found: dict[tuple[str, ...], str] = {}
    for language in ("ru", "en"):
        for concept, phrases in topic("glossary", language).items():
            for phrase in phrases:
                found.setdefault(word_terms(phrase), f"={concept}")
    found.pop((), None)
    return found


def _root(word: str) -> str:
    """Gives what a Kyrgyz word keeps through its forms: «бекитүү» бекит, «буйрук» буйру, «окутуучу» окутууч."""
    folded = fold(word)
    cut = re.sub(r"(?:уу|оо|ээ)$|[аеиоуыюя]$|[кп]$", "", folded)
    return cut if len(cut) >= _SHORTEST_ROOT else folded


@cache
def _kyrgyz_phrases() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Maps the first root of each Kyrgyz phrase to its roots and concept, longest phrase first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for concept, phrases in topic("glossary", "ky").items():
        for phrase in phrases:
            roots = tuple(_root(word) for word in re.split(r"[\s-]+", phrase))
            found.setdefault(roots[0], []).append((roots, f"={concept}"))
    return {first: tuple(sorted(group, key=lambda entry: -len("".join(entry[0])))) for first, group in found.items()}


def _starts(word: str, root: str) -> bool:
    """True when the word is a form of the root; a root of three letters must be nearly the whole word."""
    return word.startswith(root) and (len(root) >= _SHORTEST_ROOT or len(word) <= len(root) + 4)


def _kyrgyz_concept(words: tuple[str, ...]) -> tuple[str, int] | None:
    """Gives the concept that the words open with, and how many words say it."""
    best: tuple[int, str, int] | None = None
    for length in range(len(words[0]), 1, -1):
        for roots, concept in _kyrgyz_phrases().get(words[0][:length], ()):
            fits = len(roots) <= len(words) and all(
                _starts(word, root) for word, root in zip(words, roots, strict=False)
            )
            weight = len("".join(roots))
            if fits and (best is None or weight > best[0]):
                best = (weight, concept, len(roots))
    return (best[1], best[2]) if best else None


def _concept(spoken: tuple[tuple[str, str], ...], place: int) -> tuple[str, int] | None:
    """Gives the concept said at a place of the text, and how many words say it."""
    for length in range(min(4, len(spoken) - place), 0, -1):
        concept = _phrases().get(tuple(stem for _, stem in spoken[place : place + length]))
        if concept is not None:
            return concept, length
    return _kyrgyz_concept(tuple(word for word, _ in spoken[place : place + 4]))


@lru_cache(maxsize=4_000)
def terms(text: str) -> tuple[str, ...]:
    """Gives the terms of a text: concepts of the glossary ("=teacher") where words name one, stems otherwise."""
    spoken = _spoken(text)
    found: list[str] = []
    place = 0
    while place < len(spoken):
        said = _concept(spoken, place)
        found.append(said[0] if said else spoken[place][1])
        place += said[1] if said else 1
    return tuple(found)


@lru_cache(maxsize=4_000)
def figures(text: str) -> frozenset[str]:
    """Gives the figures of a text that are no years: "40", "0.2"."""
    found = re.findall(r"\d+(?:[.,]\d+)?", text)
    return frozenset(figure.replace(",", ".") for figure in found if not _YEAR.fullmatch(figure))


def quoted(text: str) -> frozenset[str]:
    """Gives what stands between quotes, folded."""
    return frozenset(fold(match[1]).strip() for match in _QUOTED.finditer(text))


def has_content(term: str) -> bool:
    """Tells whether a term says something of the matter: «пункт», «выполнить», «новый» do not."""
    return not any(term.startswith(empty) for empty in _contentless())


@cache
def _contentless() -> tuple[str, ...]:
    return tuple(fold(word) for word in words("substance", "contentless"))
