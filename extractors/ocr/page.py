"""A page picture → PageContent: made readable, its ruled cells read one by one and the rest as a page."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.languages.identify import reads_as_language
from extractors.ocr import engine, grid
from extractors.ocr.engine import Grey, Layout, SeenLine, SeenWord
from extractors.ocr.grid import Box, Grid
from extractors.ocr.picture import Scan, better_turned, made_readable
from extractors.ocr.repairs import repaired
from extractors.ocr.second_look import looked_at_again
from extractors.ocr.sheet import Picture
from extractors.page_content import PageContent, Ruling, Word
from extractors.records import TextSource

# Below this the reading is not text to rely on: the page counts as unread.
UNREAD_BELOW = 0.5
# Below this the page may lie another way up.
DOUBTFUL = 0.72


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
    seen, grids = _read(scan)
    if _quality(seen) < DOUBTFUL:
        other = better_turned(scan)
        if other is not None:
            scan = other
            seen, grids = _read(scan)
    return _content(scan, seen, grids, number, _page_size(scan, width, height))


def _read(scan: Scan) -> tuple[list[SeenLine], tuple[Grid, ...]]:
    """Gives the lines of the ruled tables, cell by cell, then those of the rest of the page; and the tables' grids."""
    lines = grid.find_lines(scan.grey, dpi=scan.dpi)
    ruled = cv2.dilate(lines.mask, np.ones((3, 3), np.uint8)) > 0
    text: Grey = np.where(ruled, np.uint8(255), scan.grey).astype(np.uint8)
    seen: list[SeenLine] = []
    rest = text.copy()
    for table in lines.grids:
        for cell in table.cells:
            seen.extend(_read_cell(text, cell, scan.dpi))
            rest[cell.top : cell.bottom, cell.x0 : cell.x1] = 255
    seen.extend(engine.lines(rest, layout=Layout.PAGE, dpi=round(scan.dpi)))
    return repaired(looked_at_again(seen, text, dpi=scan.dpi)), lines.grids


def _quality(seen: list[SeenLine]) -> float:
    """Gives how well the page was read: the engine's confidence or the share of known words, whichever is worse."""
    words = [word for line in seen for word in line.words]
    letters = sum(len(word.text) for word in words)
    if not letters:
        return 0.0
    confidence = sum(word.confidence * len(word.text) for word in words) / letters
    return min(confidence, reads_as_language(" ".join(word.text for word in words)))


def is_unread(content: PageContent) -> bool:
    """Tells whether a page was read too badly to be relied on."""
    return content.quality is not None and content.quality < UNREAD_BELOW


def _read_cell(text: Grey, cell: Box, dpi: float) -> list[SeenLine]:
    """Gives the lines of one cell, placed in the picture and inside the cell."""
    inside = text[cell.top : cell.bottom, cell.x0 : cell.x1]
    if not _has_ink(inside, dpi):
        return []
    margin = round(dpi / 15)
    padded = cv2.copyMakeBorder(inside, margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=255)
    seen = engine.lines(padded, layout=Layout.BLOCK, dpi=round(dpi)) or engine.lines(
        padded, layout=Layout.LINE, dpi=round(dpi)
    )
    return [_moved(line, cell.x0 - margin, cell.top - margin, cell) for line in seen]


def _has_ink(inside: Grey, dpi: float) -> bool:
    """Tells whether a letter or a dash stands in the cell."""
    if not inside.size:
        return False
    _, _, boxes, _ = cv2.connectedComponentsWithStats((inside < 150).astype(np.uint8), connectivity=8)
    return bool((boxes[1:, cv2.CC_STAT_HEIGHT] > dpi / 40).any() or _dash(boxes[1:], dpi))


def _dash(boxes: NDArray[np.int32], dpi: float) -> bool:
    """Tells whether one of the pieces of ink is a dash."""
    wide = boxes[:, cv2.CC_STAT_WIDTH]
    return bool(((wide > dpi / 30) & (wide < dpi / 4) & (boxes[:, cv2.CC_STAT_HEIGHT] < dpi / 40)).any())


def _moved(line: SeenLine, x: int, y: int, cell: Box) -> SeenLine:
    """Gives the line with its words moved and kept within the cell."""
    words = []
    for word in line.words:
        x0, x1 = (min(max(value + x, cell.x0 + 1), cell.x1 - 1) for value in (word.x0, word.x1))
        top, bottom = (min(max(value + y, cell.top + 1), cell.bottom - 1) for value in (word.top, word.bottom))
        words.append(SeenWord(word.text, x0, top, x1, bottom, word.confidence))
    return SeenLine(tuple(words), line.height)


def _page_size(scan: Scan, width: float | None, height: float | None) -> tuple[float, float]:
    """Gives the upright page's width and height in points."""
    if width is not None and height is not None:
        return (height, width) if scan.sideways else (width, height)
    rows, columns = scan.grey.shape
    return columns * 72 / scan.dpi, rows * 72 / scan.dpi


def _content(scan: Scan, seen: list[SeenLine], grids: tuple[Grid, ...], number: int, size: tuple[float, float]) -> PageContent:
    """Gives everything in points of the page."""
    rows, columns = scan.grey.shape
    across, down = size[0] / columns, size[1] / rows
    words = tuple(
        Word(word.text, word.x0 * across, word.top * down, word.x1 * across, word.bottom * down, line.height * down * 0.8, False, word.confidence)
        for line in seen
        for word in line.words
    )
    rulings = tuple(
        Ruling(x0 * across, top * down, x1 * across, bottom * down) for table in grids for x0, top, x1, bottom in _edges(table)
    )
    quality = _quality(seen) if words else None
    source = TextSource.OCR if words else TextSource.NONE
    return PageContent(number, size[0], size[1], words, rulings, source, quality)


def _edges(table: Grid) -> list[tuple[int, int, int, int]]:
    """Gives the sides of the table's cells, each once."""
    sides = set()
    for cell in table.cells:
        sides.add((cell.x0, cell.top, cell.x1, cell.top))
        sides.add((cell.x0, cell.bottom, cell.x1, cell.bottom))
        sides.add((cell.x0, cell.top, cell.x0, cell.bottom))
        sides.add((cell.x1, cell.top, cell.x1, cell.bottom))
    return sorted(sides)
