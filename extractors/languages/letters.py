"""Letters: NFC, look-alikes, and the folded form on which damaged and proper Kyrgyz compare equal."""

from __future__ import annotations

import re
import unicodedata

# Look-alikes seen in official papers: fita, theta symbol and barred o for ө, Latin y-shapes for ү, hooked n for ң.
_LOOKALIKE = str.maketrans("ѲѳϴθΘɵƟӊӉӈұёЁ", "ӨөӨөӨөӨңҢңүеЕ")
_FOLD = str.maketrans({"ө": "о", "ү": "у", "ң": "н", "ё": "е"})
_LATIN = str.maketrans("aceopxyhkmtbABCEHKMOPTXY", "асеорхункмтвАВСЕНКМОРТХУ")
# Marks of footnotes stand in the text as raised digits: for comparison the word before them is the same word.
_RAISED = re.compile("[⁰¹²³⁴-⁹]+")
_MIXED = re.compile(r"(?=\w*[а-яёөүң])(?=\w*[a-z])\w+", re.IGNORECASE)


def clean(text: str) -> str:
    """Gives the text in NFC without soft hyphens and zero-width marks; letters stay as written."""
    return re.sub("[\u00ad\u200b-\u200f\ufeff]", "", unicodedata.normalize("NFC", text))


def named(text: str) -> str:
    """Gives the text with □ for each letter that Python's Unicode tables have no name for (Tangut): pymorphy3, alone
    and inside spaCy's lemmatizer, fails on such a word. Places in the text stay.
    """
    if text.isascii():
        return text
    return "".join("□" if letter.isalpha() and not unicodedata.name(letter, "") else letter for letter in text)


def unmixed(text: str) -> str:
    """Gives the text with Latin letters in Cyrillic words made Cyrillic, look-alikes proper; case and ө ү ң stay."""
    proper = clean(text).translate(_LOOKALIKE)
    return _MIXED.sub(lambda match: match.group().translate(_LATIN), proper)


def fold(text: str) -> str:
    """Gives the form for comparison.

    Lower case, ө ү ң folded to о у н, look-alikes and Latin letters inside Cyrillic words unified, raised digits
    (marks of notes) dropped.
    """
    return unmixed(_RAISED.sub("", clean(text))).lower().translate(_FOLD)
