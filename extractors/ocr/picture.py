"""A picture made readable: the sheet alone, evenly lit, without stamps, upright and level."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from extractors.ocr import ink, sheet, turn
from extractors.ocr.engine import Grey, Layout, lines
from extractors.ocr.sheet import Picture

# Points on the long side of a sheet of A4, taken when the picture does not say how large the sheet was.
_LONG_SIDE = 841.89
# Finer pictures are brought down to the resolution that the engine was taught on.
_FINEST, _USUAL = 320.0, 300.0
# Millimetres of text that are read to tell which way up a page lies.
_BAND_HEIGHT, _BAND_WIDTH = 22.0, 150.0
# How much better another turn must read before the page is turned.
_CLEARLY = 1.4


@dataclass(frozen=True, slots=True)
class Scan:
    """A clean, upright, level picture. paper: whether it shows a sheet. sideways: whether its sides changed places."""

    grey: Grey
    dpi: float
    paper: bool
    sideways: bool = False


def made_readable(image: Picture, dpi: float | None) -> Scan:
    """Gives the picture clean and level; which way up is told by its lines, and by reading where they do not tell."""
    flat = sheet.without_surroundings(image)
    if dpi is None or flat is not image:
        dpi = max(flat.shape[:2]) / _LONG_SIDE * 72
    if dpi > _FINEST:
        flat = cv2.resize(flat, None, fx=_USUAL / dpi, fy=_USUAL / dpi, interpolation=cv2.INTER_AREA)
        dpi = _USUAL
    scan = Scan(ink.grey_of(flat, dpi=dpi), dpi, ink.is_paper(flat))
    if turn.lies_sideways(scan.grey):
        return max((_level(_quarter_turned(scan, turns)) for turns in (0, 1, 3)), key=_legibility)
    return _level(scan)


def better_turned(scan: Scan) -> Scan | None:
    """Gives a badly read page the way up on which it reads clearly better, None when there is no such way."""
    others = [_level(_quarter_turned(scan, turns)) for turns in (1, 2, 3)]
    scores = [_legibility(other) for other in others]
    best = int(np.argmax(scores))
    return others[best] if scores[best] > _CLEARLY * _legibility(scan) + 5 else None


def _quarter_turned(scan: Scan, turns: int) -> Scan:
    """Gives the picture turned counter-clockwise by so many right angles."""
    return Scan(np.ascontiguousarray(np.rot90(scan.grey, turns)), scan.dpi, scan.paper, scan.sideways ^ bool(turns % 2))


def _level(scan: Scan) -> Scan:
    """Gives the picture with its lines level."""
    return Scan(turn.deskewed(scan.grey), scan.dpi, scan.paper, scan.sideways)


def _legibility(scan: Scan) -> float:
    """Gives the number of letters read with confidence in the band of the page that holds most text."""
    band = _fullest_band(scan)
    read = lines(band, layout=Layout.BLOCK, dpi=round(scan.dpi))
    words = [word for line in read for word in line.words if word.confidence > 0.6 and len(word.text) > 2]
    return sum(len(word.text) * word.confidence for word in words)


def _fullest_band(scan: Scan) -> Grey:
    """Gives the part of the page, some lines high, in which most ink of letters lies."""
    height, width = scan.grey.shape
    rows, columns = (
        min(size, round(length / 25.4 * scan.dpi)) for size, length in ((height, _BAND_HEIGHT), (width, _BAND_WIDTH))
    )
    letters = cv2.resize(turn.letters(scan.grey), (width, height), interpolation=cv2.INTER_NEAREST)
    top = _fullest(letters.sum(axis=1, dtype=np.int64), rows)
    left = _fullest(letters[top : top + rows].sum(axis=0, dtype=np.int64), columns)
    return np.ascontiguousarray(scan.grey[top : top + rows, left : left + columns])


def _fullest(profile: np.ndarray[tuple[int], np.dtype[np.int64]], length: int) -> int:
    """Gives the start of the stretch of that length with the largest sum."""
    sums = np.concatenate(([0], np.cumsum(profile)))
    return int(np.argmax(sums[length:] - sums[:-length]))
