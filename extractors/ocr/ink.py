"""What is ink on the paper: uneven light evened out, paper made white and print black."""

from __future__ import annotations

import cv2
import numpy as np

from extractors.ocr.engine import Grey
from extractors.ocr.sheet import Picture
from extractors.ocr.stamps import without_stamps

_GROUND_SIDE = 400
# A change of the ground this large (Sobel, of 255) is an edge; a sheet has edges in no more than this share.
_STEEP, _MOST_STEEP = 60.0, 0.025
# The three colours of a grey differ by no more than this.
_GREY_SPREAD = 24


def grey_of(picture: Picture, *, dpi: float) -> Grey:
    """Gives the picture in grey, evenly lit and without stamps: paper 255, print 0."""
    if picture.ndim == 2 or _is_colourless(picture):
        grey = picture if picture.ndim == 2 else np.ascontiguousarray(picture[:, :, 1])
        lit = _lit(grey, _ground(grey))
        return _contrasted(without_stamps(lit, None, None, dpi=dpi))
    grounds = [_ground(np.ascontiguousarray(picture[:, :, channel])) for channel in range(3)]
    balanced = np.dstack([_lit(np.ascontiguousarray(picture[:, :, channel]), grounds[channel]) for channel in range(3)])
    lit = np.asarray(cv2.cvtColor(balanced, cv2.COLOR_BGR2GRAY), np.uint8)
    lightest = np.asarray(balanced.max(axis=2), np.uint8)
    return _contrasted(without_stamps(lit, lightest, balanced, dpi=dpi))


def is_paper(picture: Picture) -> bool:
    """Tells whether the ground is a sheet: it changes slowly, shadows and folds apart, as a room does not."""
    grey = picture if picture.ndim == 2 else cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    ground = _ground(grey).astype(np.float32)
    steep = np.hypot(cv2.Sobel(ground, cv2.CV_32F, 1, 0), cv2.Sobel(ground, cv2.CV_32F, 0, 1)) > _STEEP
    return bool(steep.mean() < _MOST_STEEP)


def _is_colourless(picture: Picture) -> bool:
    """Tells whether a picture in colour shows greys only."""
    sample = picture[::3, ::3].astype(np.int16)
    return bool((sample.max(axis=2) - sample.min(axis=2) > _GREY_SPREAD).mean() < 0.0005)


def _ground(grey: Grey) -> Grey:
    """Gives the paper as it would look without ink, in a small picture."""
    scale = min(1.0, _GROUND_SIDE / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.medianBlur(cv2.dilate(small, np.ones((7, 7), np.uint8)), 15), np.uint8)


def _lit(grey: Grey, ground: Grey) -> Grey:
    """Gives the picture divided by its ground, so that shadows and gradients go and paper is white."""
    full = cv2.resize(ground, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(grey, np.maximum(full, 30), scale=255), np.uint8)


def _contrasted(grey: Grey) -> Grey:
    """Gives the picture with its paper at white and its print at black."""
    sample = grey[::4, ::4]
    paper = float(np.median(sample))
    dark = sample[sample < 0.75 * paper]
    ink = float(np.percentile(dark, 20)) if dark.size > 50 else 0.0
    low, high = min(ink, 0.6 * paper), 0.94 * paper
    table = np.clip((np.arange(256) - low) * 255.0 / max(high - low, 1.0), 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(grey, table), np.uint8)
