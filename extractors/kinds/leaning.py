"""Whether texts are worded as things to do or as things done: what parts a plan from a report whatever their heads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from extractors import lexicon
from extractors.cell_content import asks_to_do
from extractors.languages import ru
from extractors.languages.letters import fold

FEWEST_WORDS = 3  # of a text that can be worded either way
SURELY = 0.6  # share of texts that must lean one way

# Kyrgyz verbs in the past stand last in a sentence: «түзүлдү», «бекитилген», «өткөрдүк».
_KYRGYZ_PAST = re.compile(r"\w{2,}(?:[дт][ыиу]|[дт][ыиу]к|[дт][ыиу]лар|[гк][аео]н|[гк][аео]нб[ыиу]з)$")


@lru_cache(maxsize=20_000)
def leaning(text: str) -> int:
    """Gives 1 for a text that tells what was done, -1 for one that says what is to be done, 0 where neither shows."""
    words = re.findall(r"[^\W\d_]+", text)
    if len(words) < FEWEST_WORDS:
        return 0
    if asks_to_do(text) or _foresees(text):
        return -1
    return 1 if _tells(text, words) else 0


def _foresees(text: str) -> bool:
    """Tells whether the first words speak of what will be («будет …», «планируется …», «… турган»)."""
    folded = fold(text)
    return any(re.match(rf"(?:\S+\s+){{0,3}}{stem}", folded) for stem in map(fold, lexicon.words("kinds", "future")))


def _tells(text: str, words: list[str]) -> bool:
    if any(ru.tells_past(word) and ru.knows(word) for word in words):
        return True
    lasts = [re.findall(r"[^\W\d_]+", part)[-1:] for part in re.split(r"[.;!?\n]|,\s", fold(text))]
    return any(_KYRGYZ_PAST.search(word[0]) and not ru.knows(word[0]) for word in lasts if word)


def lean_of(texts: Iterable[str]) -> float:
    """Gives how texts lean together, from -1 (all promise) to 1 (all tell); 0 where hardly any shows."""
    leans = [lean for text in texts if (lean := leaning(text))]
    return sum(leans) / len(leans) if len(leans) >= 2 else 0.0
