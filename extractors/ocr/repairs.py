"""Signs that no print has there: specks read as letters, rulings read as strokes, letters read for figures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from extractors.ocr.engine import SeenLine, SeenWord

# What dirt and rulings are taken for; alone it is dropped, at the edge of a word it is cut off.
_DIRT = "`‘'’~^|°¬\\=<>_"
_ONLY_DIRT = re.compile(rf"[{re.escape(_DIRT)}]{{1,3}}")
_EDGE_DIRT = re.compile(r"^[`‘|~^_\\]+(?=\w)|(?<=\w)[`‘|~^\\]+$")
# A line this doubtful and this short is dirt, a stroke of a signature or a piece of a stamp.
_DIRT_CONFIDENCE, _DIRT_LETTERS = 0.45, 4
# A word lower than this share of its line is a speck.
_SPECK = 0.18
_ORDINAL = re.compile(r"^([«(\"]?)З(?=[-–][а-яөүң]{2})")
# «IT-» before a Cyrillic word is read as if it were Cyrillic too; «П-образный» is a word.
_LATIN_PREFIX = re.compile(r"^(?:[1ІЇIl|]{1,2}[ТT]|П)-(?=[а-яөүң]{3})(?!образ)")
_QR_CODE = re.compile(r"^[ОO0][КK]-(?=код)", re.IGNORECASE)
_SPECK_BETWEEN = re.compile(r"(?<=\w)`(?=\w)")
_FIGURES = re.compile(r"[\dОоOoЗзIl|]+(?:[.,/:-][\dОоOoЗзIl|]+)*[.,;]?")
_AS_FIGURE = str.maketrans("ОоOoЗзIl|", "000033111")


def repaired(seen: Iterable[SeenLine]) -> list[SeenLine]:
    """Gives the lines without dirt and with figures where letters stood for them; lines of dirt alone are left out."""
    lines = []
    for line in seen:
        words = tuple(replace(word, text=_repaired(word.text)) for word in line.words if not _is_dirt(word, line))
        kept = replace(line, words=words)
        letters = sum(len(word.text) for word in words)
        if letters and not (letters <= _DIRT_LETTERS and kept.confidence < _DIRT_CONFIDENCE):
            lines.append(kept)
    return lines


def _is_dirt(word: SeenWord, line: SeenLine) -> bool:
    """Tells whether the word is a speck or a stroke and no word."""
    if _ONLY_DIRT.fullmatch(word.text):
        return True
    is_speck = word.bottom - word.top < _SPECK * line.height
    return is_speck and any(sign.isalnum() for sign in word.text)


def _repaired(text: str) -> str:
    """Gives the word without dirt at its edges; «З-стандарт» as «3-стандарт», «2О23» as «2023»."""
    text = _EDGE_DIRT.sub("", text)
    text = _QR_CODE.sub("QR-", _SPECK_BETWEEN.sub(" ", text))
    text = _LATIN_PREFIX.sub("IT-", _ORDINAL.sub(r"\g<1>3", text))
    figures = sum(sign.isdigit() for sign in text)
    if figures >= 2 and figures * 2 > sum(sign.isalnum() for sign in text) and _FIGURES.fullmatch(text):
        return text.translate(_AS_FIGURE)
    return text
