"""Kyrgyz: stems by taking endings off the folded form (case, possessive, plural, verb)."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extractors import lexicon
from extractors.languages import ru
from extractors.languages.letters import fold

_SHORTEST = 3
_SHORTEST_VERB = 4

# Each layer is taken off at most once, the outermost first; all on folded letters, so that damaged forms stem alike
# (е stands beside о because recognition without Kyrgyz letters reads ө as е).
_PREDICATE = r"(?:быз|биз|буз|сыз|сиз|суз|мын|мин|мун|сын|син|дыр|дир|дур|тыр|тир|тур|бы|би|бу|пы|пи|пу)"
_CASE = (
    r"(?:[ндт][ыиу]н|[дт][аео]н|[гк][аео]|[дт][аео]|[ндт][ыиу]|[дт][аео]г[ыиу]|н[аео]н|н[аео]|нд[аео]|"
    r"[дт][аео]й|ч[аео]|сыз|сиз|суз|[дт][аео]г[ыиу]л[аео]р)"
)
_POSSESSIVE = r"(?:[сз][ыиу]н?|[ыиу]б[ыиу]з|[ыиу]н[ыиу]з|(?<![аеиоуыэюя])[ыиу]н?|б[ыиу]з|н[ыиу]з)"
_PLURAL = r"(?:[лдт][аео]р)"
_MADE = r"(?:л[ыиу]к|[дт][ыиу]к|л[уы]+|лик)"
_VERB = (
    r"(?:[ыиу]?ш[ыиу]п|[ыиу]п|п|[аеои]т|йт|[дт][ыиу]|[гк][аео]н|б[аео]г[аео]н|п[аео]г[аео]н|б[аео]й[дт][ыиу]|[аео]р|[аео]\b|й\b|"
    r"уу|оо|ыш|иш|уш|[ыиу]ш[ыиу]|с[ыиу]н|с[аео]|м[аео]кч[ыиу]|уч[уы]|ууч[ыиу])"
)
_VOICE = r"(?:[ыиу]л|[дт][ыиу]р|г[ыиу]з|к[ыиу]з)"
_LAYERS = tuple(re.compile(pattern + "$") for pattern in (_PREDICATE, _CASE, _POSSESSIVE, _PLURAL, _MADE))
_VERB_END = re.compile(_VERB + "$")
_VOICE_END = re.compile(_VOICE + "$")
_VOWEL = re.compile(r"[аеиоуыэюя]")


def _cut(word: str, ending: re.Pattern[str], shortest: int) -> str:
    match = ending.search(word)
    if match is None:
        return word
    rest = word[: match.start()]
    return rest if len(rest) >= shortest and _VOWEL.search(rest) else word


@cache
def _whole() -> frozenset[str]:
    """Gives the folded stems at which cutting stops."""
    return frozenset(fold(stem) for stem in lexicon.topic("stems", "ky")["whole"])


def _voiceless(form: str) -> str:
    """Gives the stem as it stands without endings («китеб» before «-и» is «китеп»)."""
    return form[:-1] + {"б": "п", "г": "к"}.get(form[-1], form[-1])


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Gives the folded stem of a Kyrgyz word; a loan ends where the Russian dictionary knows its base form."""
    form = fold(word)
    if form in _whole():
        return form
    if len(form) <= _SHORTEST or ru.is_base_noun(form):
        return form
    known = _known_base(form, _LAYERS)
    if known:
        return known
    for layer in _LAYERS:
        form = _cut(form, layer, _SHORTEST)
    return _voiceless(_verb_root(form))


def _known_base(form: str, layers: tuple[re.Pattern[str], ...]) -> str | None:
    """Gives the longest whole stem or known loan that is left when some of the endings are taken off, else None."""
    base = _voiceless(form)
    if base in _whole() or form in _whole():
        return form if form in _whole() else base
    if len(form) > _SHORTEST and ru.is_base_noun(base):
        return base
    if len(form) > _SHORTEST and ru.is_base_noun(form):
        return form
    if not layers:
        return None
    kept = _known_base(form, layers[1:])
    cut = _cut(form, layers[0], 2)
    return kept or (_known_base(cut, layers[1:]) if cut != form else None)


@cache
def _roots() -> frozenset[str]:
    return frozenset(fold(root) for root in lexicon.topic("stems", "ky")["roots"])


def _verb_root(form: str) -> str:
    """Takes verb endings, then passive and causative marks off («аткарылган» → «аткар», «берилди» → «бер»)."""
    root = _cut(form, _VERB_END, _SHORTEST)
    voice = _VOICE_END.search(root)
    if voice is not None and root[: voice.start()] in _roots():
        return root[: voice.start()]
    return _cut(root, _VOICE_END, _SHORTEST_VERB)
