"""Words in doubt read once more, larger and by other data: numbers, Roman numerals, the sign №, weak lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
from rapidfuzz import fuzz

from extractors import lexicon
from extractors.languages.letters import fold
from extractors.ocr.engine import ALL, Grey, Layout, SeenLine, SeenWord, lines

_ENLARGED, _REDUCED = 1.5, 0.67
# The Kyrgyz data drop points between digits and take 3 for 5. The English data know digits best, the Russian ones
# points; a smaller picture hides the grain that makes one digit of another. The first witness has the casting vote.
_WITNESSES = (("eng", _ENLARGED), ("rus", _ENLARGED), ("eng", _REDUCED))
_DIGITS = re.compile(r"\d")
_NUMBER = re.compile(r"\d(?:[\d.,:/]*\d)?")
# What the sign № and Roman numerals are taken for.
_SIGN = re.compile(r"(?:[МN][оeеo°º]|[NМ]s|Nо|Мэ|Ме)(?=\d|$)|[NМ](?=\d)")
_ROMANLIKE = re.compile(r"[IVXІЇУХПШГТЛЧИН|1l!\\/]{1,4}")
_LOOKS = {"П": "II", "И": "II", "Н": "II", "Л": "II", "Ш": "III", "У": "V", "ГУ": "IV", "ТУ": "IV", "Х": "X", "Г": "I"}
_ROMAN = re.compile(r"(?:IX|IV|V?I{1,3}|V|XI{0,2})")
# Votes of at most four that change 3 to 5 or back, and any other digit.
_EASILY_MIXED, _ANY_DIGITS = 2, 3
# A full stop's height as a share of a digit's, least and most.
_POINT = (0.09, 0.3)
_INK = 160
_WEAK_LINE, _MOST_WEAK_LINES = 0.8, 12
_BETTER = 0.03
# Letters of a line long enough to hold ө ү ң, share of such lines that do on a Kyrgyz page; how much less sure, and
# how alike (of 100, folded), the Kyrgyz reading of a line may be.
_LONG_LINE, _KYRGYZ_PAGE, _NOT_SO_SURE, _SAME_LINE = 20, 0.4, 0.12, 78


def looked_at_again(seen: Sequence[SeenLine], text: Grey, *, dpi: float) -> list[SeenLine]:
    """Gives the lines with words in doubt settled; text is the picture in which they stand."""
    settled = _kyrgyz_lines_again(_weak_lines_again(seen, text, dpi), text, dpi)
    following = [line.words[0].text if line.words else "" for line in settled[1:]] + [""] * bool(settled)
    return [
        replace(line, words=tuple(_words(line, after, text, dpi)))
        for line, after in zip(settled, following, strict=True)
    ]


def _words(line: SeenLine, after: str, text: Grey, dpi: float) -> list[SeenWord]:
    """Gives the line's words, numbers and signs settled; after: the word with which the next line begins."""
    words = list(line.words)
    for place, word in enumerate(words):
        following = words[place + 1].text if place + 1 < len(words) else after
        if _ROMANLIKE.fullmatch(word.text) and _takes_numeral(following):
            words[place] = _as_roman(word, text, dpi)
        elif _SIGN.match(word.text):
            words[place] = _as_sign(word, text, dpi)
        elif _DIGITS.search(word.text):
            words[place] = _as_number(word, text, dpi)
    return words


def _takes_numeral(following: str) -> bool:
    """Tells whether the word is one before which Roman numerals stand (quarter, half-year, semester)."""
    folded = fold(following)
    return any(folded.startswith(stem) for stem in lexicon.words("scans", "after_roman"))


def _as_roman(word: SeenWord, text: Grey, dpi: float) -> SeenWord:
    """Gives the word as the Roman numeral that it reads or looks like."""
    again = _again(word, text, dpi, "eng").strip(".,")
    for reading in (_strokes(again), _strokes(word.text), _LOOKS.get(word.text, "")):
        if _ROMAN.fullmatch(reading):
            return replace(word, text=reading)
    return word


def _strokes(reading: str) -> str:
    """Gives the reading with every sign for a stroke as I and for two slanting ones as V."""
    return re.sub(r"[|l1!ІЇ]", "I", reading.replace("\\/", "V"))


def _as_sign(word: SeenWord, text: Grey, dpi: float) -> SeenWord:
    """Gives the word with № in front when the Russian data, which know the sign best, see it there."""
    again = _again(word, text, dpi, "rus")
    return replace(word, text=again) if again.startswith("№") else word


def _as_number(word: SeenWord, text: Grey, dpi: float) -> SeenWord:
    """Gives the word with the digits and points on which most readings agree."""
    first = _NUMBER.findall(word.text)
    numbers = [first]
    for language, scale in _WITNESSES:
        numbers.append(_NUMBER.findall(_again(word, text, dpi, language, scale)))
        if len(numbers) == 2 and numbers[1] == first:
            return _with_point(word, text)
    settled = word.text
    for place, number in enumerate(first):
        others = [found[place] for found in numbers[1:] if len(found) == len(first)]
        best = _agreed([number, *others])
        if best != number:
            settled = settled.replace(number, best, 1)
    return replace(word, text=settled)


def _with_point(word: SeenWord, text: Grey) -> SeenWord:
    """Gives a number of two or three digits with the point that the picture shows and no reading («13» for 1.3)."""
    if not re.fullmatch(r"\d{2,3}", word.text):
        return word
    ink = (text[word.top : word.bottom, word.x0 : word.x1] < _INK).astype(np.uint8)
    _, _, boxes, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    pieces = boxes[1:]
    if not len(pieces):
        return word
    high = pieces[:, cv2.CC_STAT_HEIGHT]
    full = int(high.max())
    digits = pieces[high > 0.7 * full]
    foot = float(np.median(digits[:, cv2.CC_STAT_TOP] + digits[:, cv2.CC_STAT_HEIGHT]))
    lower = pieces[:, cv2.CC_STAT_TOP] + high
    small = (high >= _POINT[0] * full) & (high <= _POINT[1] * full) & (pieces[:, cv2.CC_STAT_WIDTH] <= _POINT[1] * full)
    points = pieces[small & (np.abs(lower - foot) < 0.12 * full)]
    if len(points) != 1 or len(digits) != len(word.text):
        return word
    before = int((digits[:, cv2.CC_STAT_LEFT] < points[0][cv2.CC_STAT_LEFT]).sum())
    if not 0 < before < len(word.text):
        return word
    return replace(word, text=f"{word.text[:before]}.{word.text[before:]}")


def _agreed(readings: list[str]) -> str:
    """Gives the digits that most readings have, with the points that most have; the first one where none agree."""
    if len(readings) < 2:
        return readings[0]
    # The second reading is the first witness: it goes before where votes are even.
    digits = Counter(map(_figures, [readings[1], readings[0], *readings[2:]]))
    best, votes = digits.most_common(1)[0]
    if votes < (_EASILY_MIXED if _differs_in_3_and_5(best, _figures(readings[0])) else _ANY_DIGITS):
        best = _figures(readings[0])
    shapes = Counter(_shape(reading) for reading in readings if len(_figures(reading)) == len(best))
    # A point that is lost is far more common than one that is made up.
    shape = max(shapes, key=lambda found: (shapes[found], len(found)))
    figures = iter(best)
    return "".join(next(figures) if sign == "0" else sign for sign in shape)


def _differs_in_3_and_5(one: str, other: str) -> bool:
    """Tells whether two rows of digits are the same but for 3 and 5, which the engine mixes up."""
    return one.replace("5", "3") == other.replace("5", "3")


def _shape(reading: str) -> str:
    """Gives the reading with 0 for every digit."""
    return re.sub(r"\d", "0", reading)


def _figures(reading: str) -> str:
    """Gives the digits of a reading in their order."""
    return "".join(_DIGITS.findall(reading))


def _again(word: SeenWord, text: Grey, dpi: float, language: str, scale: float = _ENLARGED) -> str:
    """Gives the word as read alone, enlarged or reduced, by one language's data."""
    piece = _cut(text, (word.x0, word.top, word.x1, word.bottom), dpi)
    way = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
    scaled = cv2.resize(piece, None, fx=scale, fy=scale, interpolation=way)
    read = lines(scaled, layout=Layout.LINE, languages=(language,), dpi=round(dpi * scale))
    return " ".join(line.text for line in read)


def _cut(text: Grey, box: tuple[int, int, int, int], dpi: float) -> Grey:
    """Gives the box with a little air, set on white paper."""
    air, margin = max(2, round(dpi / 90)), round(dpi / 15)
    x0, top, x1, bottom = box
    piece = text[max(top - air, 0) : bottom + air, max(x0 - air, 0) : x1 + air]
    return np.asarray(
        cv2.copyMakeBorder(piece, margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=255), np.uint8
    )


def _weak_lines_again(seen: Sequence[SeenLine], text: Grey, dpi: float) -> list[SeenLine]:
    """Gives the lines with the weakest ones read by single languages, where that is more certain."""
    weak = [line for line in seen if line.confidence < _WEAK_LINE and sum(len(word.text) for word in line.words) > 2]
    weakest = sorted(weak, key=lambda line: line.confidence)[:_MOST_WEAK_LINES]
    return [_best_reading(line, text, dpi) if line in weakest else line for line in seen]


def _best_reading(line: SeenLine, text: Grey, dpi: float) -> SeenLine:
    """Gives the line as the language data read it that are surest of it."""
    best = line
    for languages in (("kir",), ("rus",), ALL):
        read = lines(_cut(text, line.box, dpi), layout=Layout.LINE, languages=languages, dpi=round(dpi))
        # The Russian data know no ө ү ң: a reading that loses them is surer and wrong.
        if len(read) != 1 or _kyrgyz_letters(read[0]) < _kyrgyz_letters(line):
            continue
        if read[0].confidence > best.confidence + _BETTER:
            best = _placed(read[0], line, dpi)
    return best


def _kyrgyz_lines_again(seen: list[SeenLine], text: Grey, dpi: float) -> list[SeenLine]:
    """Gives a Kyrgyz page's lines with ө ү ң back in those that the engine read as Russian, being surer of it."""
    long = [line for line in seen if len(line.text) >= _LONG_LINE]
    if sum(_kyrgyz_letters(line) > 0 for line in long) < _KYRGYZ_PAGE * max(len(long), 3):
        return seen
    return [
        _in_kyrgyz(line, text, dpi) if len(line.text) >= _LONG_LINE and not _kyrgyz_letters(line) else line
        for line in seen
    ]


def _in_kyrgyz(line: SeenLine, text: Grey, dpi: float) -> SeenLine:
    """Gives the line as the Kyrgyz data read it, when that is the same line with ө ү ң in it."""
    read = lines(_cut(text, line.box, dpi), layout=Layout.LINE, languages=("kir",), dpi=round(dpi))
    if len(read) != 1 or not _kyrgyz_letters(read[0]) or read[0].confidence < line.confidence - _NOT_SO_SURE:
        return line
    if fuzz.ratio(fold(read[0].text), fold(line.text)) < _SAME_LINE:
        return line
    return _placed(read[0], line, dpi)


def _placed(read: SeenLine, line: SeenLine, dpi: float) -> SeenLine:
    """Gives a line that was cut out and read again where the first reading has it."""
    margin, air = round(dpi / 15), max(2, round(dpi / 90))
    x0, top, _, _ = line.box
    x, y = max(x0 - air, 0) - margin, max(top - air, 0) - margin
    return SeenLine(tuple(_moved(word, x, y) for word in read.words), line.height)


def _kyrgyz_letters(line: SeenLine) -> int:
    """Gives the number of letters that Russian has not."""
    return len(re.findall("[өүң]", line.text, re.IGNORECASE))


def _moved(word: SeenWord, x: int, y: int) -> SeenWord:
    """Gives the word moved by so many pixels."""
    return replace(word, x0=word.x0 + x, x1=word.x1 + x, top=word.top + y, bottom=word.bottom + y)
