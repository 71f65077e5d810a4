"""The status that an answer begins with: «✓ Толук аткарылды. …», «60 %. …», «Выполнено частично: …»."""

from __future__ import annotations

import re
from functools import cache

from extractors import lexicon
from extractors.cell_content import MARKS
from extractors.languages.letters import fold

STATUS_WORDS = 3  # words of a status in front of an answer

_MARK = re.compile(rf"\s*((?:[{MARKS}](?:\s*/\s*[–—-])?|\+\s*[/-]\s*[–—-]|\d{{1,3}}(?:[.,]\d+)?\s*%))(?=[\s.,;:–—-]|$)")
_DASH = re.compile(r"\s*([–—-]|[УYVv](?=\s+[А-ЯЁӨҮҢ]))(?=\s+\w)")
_TICKS = "УYVv"  # letters that recognition makes of a tick
_FIRST = re.compile(r"\s*([^.,;:\n(–—]{2,60})(?:[.,;:\n(–—]|$)")


def starts_with_mark(text: str) -> bool:
    """Tells whether an answer begins with a tick, a plus, a cross or a percentage."""
    return _MARK.match(text) is not None


def leading_status(text: str, *, dashes: bool = False) -> str | None:
    """Gives the mark, percentage or status words in front of an answer, None when it begins otherwise.

    Args: dashes: True where a dash in front of words is a mark («– средств не выделено» among «+ куплено»), and a lone
        letter like a tick was one before recognition.
    """
    mark = _MARK.match(text) or (_DASH.match(text) if dashes else None)
    rest = text[mark.end() :].lstrip(" .,;:–—-") if mark else text
    first = _FIRST.match(rest)
    words = first.group(1).strip() if first and _is_leading(first.group(1)) else None
    if mark:
        sign = "✓" if mark.group(1) in _TICKS else mark.group(1)
        return f"{sign} {words}" if words else sign
    return words


@cache
def _stems() -> tuple[str, ...]:
    return tuple(fold(word) for word in lexicon.words("report", "leading"))


def _is_leading(text: str) -> bool:
    """Tells whether words in front of an answer say how far it is and nothing else."""
    folded = fold(text).strip()
    words = folded.split()
    return len(words) <= STATUS_WORDS and folded.startswith(_stems()) and not any(sign.isdigit() for sign in folded)
