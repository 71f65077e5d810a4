"""What is ink on the paper: stamps and pen strokes taken away by their colour, uneven light evened out."""

from __future__ import annotations

import cv2
import numpy as np

from extractors.ocr.engine import Grey
from extractors.ocr.sheet import Picture

# Saturation from which a pixel is coloured ink, and lightness below which it is black print under the stamp.
_COLOURED, _BLACK = 60, 90
# A stamp or a signature is at least this high (millimetres); printed words in colour are lower and stay.
_STAMP_HEIGHT = 9.0


def grey_of(picture: Picture, *, dpi: float) -> Grey:
    """Gives the picture in grey, evenly lit, without coloured stamps and signatures: paper 255, ink dark."""
    if picture.ndim == 2:
        return evenly_lit(picture)
    coloured = _stamps(picture, dpi=dpi)
    grey: Grey = evenly_lit(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY))
    if coloured is not None:
        # Coloured ink is light in the channel of its own colour: there the print beneath shows.
        lightest = evenly_lit(picture.max(axis=2))
        grey[coloured] = lightest[coloured]
    return grey


def evenly_lit(grey: Grey) -> Grey:
    """Gives the picture divided by its own background, so that shadows and gradients go and paper is white."""
    side = max(grey.shape)
    scale = 400 / side if side > 400 else 1.0
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ground = cv2.medianBlur(cv2.dilate(small, np.ones((7, 7), np.uint8)), 15)
    ground = cv2.resize(ground, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    divided: Grey = cv2.divide(grey, np.maximum(ground, 30), scale=255)
    return _stretched(divided)


def _stretched(grey: Grey) -> Grey:
    """Gives the picture with its paper at white and its ink at black."""
    sample = grey[::4, ::4]
    paper = float(np.median(sample))
    dark = sample[sample < 0.75 * paper]
    ink = float(np.percentile(dark, 20)) if dark.size > 50 else 0.0
    low, high = min(ink, 0.6 * paper), 0.94 * paper
    table = np.clip((np.arange(256) - low) * 255.0 / max(high - low, 1.0), 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(grey, table), np.uint8)


def _stamps(picture: Picture, *, dpi: float) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]] | None:
    """Gives the pixels of coloured ink that make up stamps and signatures; None when there are none."""
    scale = min(1.0, 100 / dpi)
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    # The paper's own tint is taken out first: a yellow sheet is not yellow ink.
    paper = np.median(small.reshape(-1, 3), axis=0)
    balanced = np.clip(small * (255.0 / np.maximum(paper, 40)), 0, 255).astype(np.uint8)
    hsv = cv2.cvtColor(balanced, cv2.COLOR_BGR2HSV)
    ink = ((hsv[:, :, 1] > _COLOURED) & (hsv[:, :, 2] > 50)).astype(np.uint8)
    if ink.mean() > 0.25 or not ink.any():
        return None
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    tall = boxes[:, cv2.CC_STAT_HEIGHT] > _STAMP_HEIGHT / 25.4 * dpi * scale
    tall[0] = False
    if not tall.any():
        return None
    mask = cv2.dilate(tall[labels].astype(np.uint8), np.ones((3, 3), np.uint8))
    large: Grey = cv2.resize(mask, (picture.shape[1], picture.shape[0]), interpolation=cv2.INTER_NEAREST)
    return np.asarray(large > 0)
