"""A page picture → PageContent: made readable, its ruled cells read one by one and the rest as a page."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from extractors.languages.identify import reads_as_language
from extractors.ocr import engine, grid
from extractors.ocr.cells import read_cell
from extractors.ocr.engine import Grey, Layout, SeenLine, SeenWord
from extractors.ocr.grid import Grid
from extractors.ocr.picture import Scan, better_turned, made_readable
from extractors.ocr.repairs import repaired
from extractors.ocr.second_look import looked_at_again
from extractors.ocr.sheet import Picture
from extractors.ocr.weight import bold_words
from extractors.page_content import PageContent, Ruling, Word
from extractors.records import TextSource

# Below this the reading is not text to rely on: the page counts as unread.
UNREAD_BELOW = 0.5
# Below this the page may lie another way up.
DOUBTFUL = 0.72
# Lightness of ink, and its share on a page that is not empty.
_INK, _LEAST_INK = 160, 0.004


def recognise_page(
    image: Picture, *, dpi: float | None, number: int, width: float | None = None, height: float | None = None
) -> PageContent:
    """Gives the words and rulings of a page picture, in points of the page set upright.

    Args:
        image: grey (height, width) or BGR (height, width, 3), 8 bits.
        dpi: dots per inch of the picture; None when unknown, then its long side counts as that of A4.
        number: the page's number, 1-based.
        width, height: points of the page as the file displays it, when known; they change places if it lies sideways.
    """
    scan = made_readable(image, dpi)
    reading = _read(scan)
    if reading.quality < DOUBTFUL:
        other = better_turned(scan)
        if other is not None:
            scan, reading = other, _read(other)
        elif reading.quality < UNREAD_BELOW and not scan.paper:
            # Signs seen in a photo of a room or a person are not a text that was lost.
            reading = _Reading((), (), frozenset(), 0.0)
    return _content(scan, reading, number, _page_size(scan, width, height))


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was read in a picture, in its pixels. bold: words printed bold. quality: 0..1, 0 when nothing was read."""

    lines: tuple[SeenLine, ...]
    grids: tuple[Grid, ...]
    bold: frozenset[SeenWord]
    quality: float


def _read(scan: Scan) -> _Reading:
    """Gives the lines of the ruled tables, cell by cell, then those of the rest of the page."""
    lines = grid.find_lines(scan.grey, dpi=scan.dpi)
    ruled = cv2.dilate(lines.mask, np.ones((3, 3), np.uint8)) > 0
    text: Grey = np.where(ruled, np.uint8(255), scan.grey).astype(np.uint8)
    seen: list[SeenLine] = []
    rest = text.copy()
    for table in lines.grids:
        for cell in table.cells:
            seen.extend(read_cell(text, cell, scan.dpi))
            rest[cell.top : cell.bottom, cell.x0 : cell.x1] = 255
    seen.extend(engine.lines(rest, layout=Layout.PAGE, dpi=round(scan.dpi)))
    settled = repaired(looked_at_again(seen, text, dpi=scan.dpi))
    return _Reading(tuple(settled), lines.grids, frozenset(bold_words(settled, text)), _quality(settled))


def _quality(seen: list[SeenLine]) -> float:
    """Gives how well the page was read: the engine's confidence or the share of known words, whichever is worse."""
    words = [word for line in seen for word in line.words]
    letters = sum(len(word.text) for word in words)
    if not letters:
        return 0.0
    confidence = sum(word.confidence * len(word.text) for word in words) / letters
    return min(confidence, reads_as_language(" ".join(word.text for word in words)))


def _is_written(scan: Scan) -> bool:
    """Tells whether a sheet on which nothing was read holds what may be print."""
    return scan.paper and bool((scan.grey < _INK).mean() > _LEAST_INK)


def is_unread(content: PageContent) -> bool:
    """Tells whether a page was read too badly to be relied on."""
    return content.quality is not None and content.quality < UNREAD_BELOW


def _page_size(scan: Scan, width: float | None, height: float | None) -> tuple[float, float]:
    """Gives the upright page's width and height in points."""
    if width is not None and height is not None:
        return (height, width) if scan.sideways else (width, height)
    rows, columns = scan.grey.shape
    return columns * 72 / scan.dpi, rows * 72 / scan.dpi


def _content(scan: Scan, reading: _Reading, number: int, size: tuple[float, float]) -> PageContent:
    """Gives everything in points of the page."""
    rows, columns = scan.grey.shape
    across, down = size[0] / columns, size[1] / rows
    words = tuple(
        Word(
            word.text,
            word.x0 * across,
            word.top * down,
            word.x1 * across,
            word.bottom * down,
            line.height * down,
            word in reading.bold,
            word.confidence,
        )
        for line in reading.lines
        for word in line.words
    )
    rulings = tuple(
        Ruling(x0 * across, top * down, x1 * across, bottom * down)
        for table in reading.grids
        for x0, top, x1, bottom in _edges(table)
    )
    if words:
        return PageContent(number, *size, words, rulings, TextSource.OCR, reading.quality)
    return PageContent(number, *size, (), rulings, TextSource.NONE, 0.0 if _is_written(scan) else None)


def _edges(table: Grid) -> list[tuple[int, int, int, int]]:
    """Gives the sides of the table's cells, each once."""
    sides = set()
    for cell in table.cells:
        sides.add((cell.x0, cell.top, cell.x1, cell.top))
        sides.add((cell.x0, cell.bottom, cell.x1, cell.bottom))
        sides.add((cell.x0, cell.top, cell.x0, cell.bottom))
        sides.add((cell.x1, cell.top, cell.x1, cell.bottom))
    return sorted(sides)
