"""One ruled cell of a table → its lines, placed inside the cell."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from extractors.ocr.engine import Grey, Layout, SeenLine, SeenWord, lines
from extractors.ocr.grid import Box

_INK = 150
# A dash is sure to be one by its shape; the engine gives no confidence for it.
_DASH_CONFIDENCE = 0.8


def read_cell(text: Grey, cell: Box, dpi: float) -> list[SeenLine]:
    """Gives the lines of one cell, placed in the picture and kept inside the cell."""
    inside = text[cell.top : cell.bottom, cell.x0 : cell.x1]
    if not inside.size:
        return []
    _, _, boxes, _ = cv2.connectedComponentsWithStats((inside < _INK).astype(np.uint8), connectivity=8)
    pieces = boxes[1:]
    dash = _dash(pieces, dpi)
    if not (pieces[:, cv2.CC_STAT_HEIGHT] > dpi / 40).any():
        return [_moved(dash, cell.x0, cell.top, cell)] if dash else []
    margin = round(dpi / 15)
    padded = cv2.copyMakeBorder(inside, margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=255)
    seen = lines(padded, layout=Layout.BLOCK, dpi=round(dpi)) or lines(padded, layout=Layout.LINE, dpi=round(dpi))
    if not seen and dash:
        return [_moved(dash, cell.x0, cell.top, cell)]
    return [_moved(line, cell.x0 - margin, cell.top - margin, cell) for line in seen]


def _dash(pieces: Grey, dpi: float) -> SeenLine | None:
    """Gives the dash that is the only wide stroke in a cell; the engine sees no letter in it."""
    wide, high = pieces[:, cv2.CC_STAT_WIDTH], pieces[:, cv2.CC_STAT_HEIGHT]
    dashes = pieces[(wide > dpi / 36) & (wide < dpi / 4) & (high < dpi / 36) & (wide > 2.2 * high)]
    if len(dashes) != 1:
        return None
    x, y, width, height = (int(value) for value in dashes[0][:4])
    return SeenLine((SeenWord("–", x, y, x + width, y + height, _DASH_CONFIDENCE),), 2.0 * height)


def _moved(line: SeenLine, x: int, y: int, cell: Box) -> SeenLine:
    """Gives the line with its words moved and kept within the cell."""
    words = []
    for word in line.words:
        x0, x1 = (min(max(value + x, cell.x0 + 1), cell.x1 - 1) for value in (word.x0, word.x1))
        top, bottom = (min(max(value + y, cell.top + 1), cell.bottom - 1) for value in (word.top, word.bottom))
        words.append(replace(word, x0=x0, x1=x1, top=top, bottom=bottom))
    return replace(line, words=tuple(words))
