"""Which words are printed bold: told by how thick their strokes are beside those of the rest of the page."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from extractors.ocr.engine import Grey, SeenLine, SeenWord

_INK = 150
# Strokes this much thicker than the page's usual ones, for their height, are bold.
_BOLDER = 1.26
# Lines whose heights differ less than this share are printed in one size.
_SAME_PRINT = 0.3
# Words of fewer letters are too small to measure and go with their line.
_LEAST_LETTERS = 3


def bold_words(seen: Sequence[SeenLine], text: Grey) -> set[SeenWord]:
    """Gives the words that are bold; text is the picture in which the lines stand."""
    height = float(np.median([line.height for line in seen for _ in line.words])) if seen else 0.0
    strokes = {word: _stroke(word, _steady(line.height, height), text) for line in seen for word in line.words}
    measured = [stroke for word, stroke in strokes.items() if _letters(word) >= _LEAST_LETTERS and stroke > 0]
    if len(measured) < 8:
        return set()
    usual = float(np.median(measured))
    return {word for line in seen for word in _bold_in(line, strokes, usual)}


def _bold_in(line: SeenLine, strokes: dict[SeenWord, float], usual: float) -> list[SeenWord]:
    """Gives the line's bold words; short ones are bold when the measured words beside them are."""
    long = [word for word in line.words if _letters(word) >= _LEAST_LETTERS]
    heavy = {word for word in long if strokes[word] > _BOLDER * usual}
    found = []
    for place, word in enumerate(line.words):
        if word in heavy:
            found.append(word)
        elif _letters(word) < _LEAST_LETTERS and heavy:
            before = next((other for other in reversed(line.words[:place]) if other in long), None)
            after = next((other for other in line.words[place:] if other in long), None)
            if all(other in heavy for other in (before, after) if other is not None):
                found.append(word)
    return found


def _letters(word: SeenWord) -> int:
    """Gives the number of letters and digits."""
    return sum(sign.isalnum() for sign in word.text)


def _steady(height: float, usual: float) -> float:
    """Gives the height of a line; the usual one where it differs little, as a line without tall letters looks lower."""
    return usual if abs(height / usual - 1) < _SAME_PRINT else height


def _stroke(word: SeenWord, height: float, text: Grey) -> float:
    """Gives the thickness of the word's strokes as a share of its line's height."""
    ink = (text[word.top : word.bottom, word.x0 : word.x1] < _INK).astype(np.uint8)
    area = int(ink.sum())
    if not area or not height:
        return 0.0
    edge = area - int(cv2.erode(ink, np.ones((3, 3), np.uint8)).sum())
    return 2.0 * area / max(edge, 1) / height
