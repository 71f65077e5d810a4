"""Stamps and pen strokes over print: told by their colour, or by being paler than the print, and taken off the page."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.ocr.engine import Grey

Mask = NDArray[np.bool_]

# Saturation from which a pixel is coloured ink.
_COLOURED = 55
# Millimetres: coloured ink this high is a stamp or a signature; a stamp without colour is this large.
_INK_HEIGHT, _STAMP_LEAST, _STAMP_MOST = 8.0, 16.0, 65.0
# Millimetres: a straight stroke this long is a ruling.
_RULING = 12.0
# Millimetres: an arc of a stamp is this long and this bent; print cuts it into pieces no further apart than this.
_ARC_LEAST, _ARC_BENT, _PIECES_APART = 4.0, 1.0, 5.0
# Degrees, and the share of all directions in which a ring's outer edge must show.
_SECTOR, _RING_COVERED = 15, 0.5
# A signature across a stamp is left out by trying circles through three of so many of its points.
_POINTS, _TRIES = 500, 400
# A stamp is strokes on paper: an area filled more than this is shading or a picture.
_MOST_FILLED = 0.55
# Print is blacker than a stamp's ink by at least so much of 255.
_PALER = 40
_PAPER = 205


@dataclass(frozen=True, slots=True)
class _Levels:
    """print_: how dark the page's print is; stamp: how dark the stamp's ink is (0 black … 255 paper)."""

    print_: float
    stamp: float

    @property
    def between(self) -> float:
        """Gives the level that parts the two."""
        return self.print_ + 0.5 * (self.stamp - self.print_)


def without_stamps(lit: Grey, lightest: Grey | None, balanced: Grey | None, *, dpi: float) -> Grey:
    """Gives the evenly lit page without stamps.

    Args:
        lit: the page in grey, paper 255.
        lightest: the same from the lightest of three colours, where coloured ink is pale; None for a grey picture.
        balanced: the page in colour (BGR) with white paper; None for a grey picture.
        dpi: dots per inch.
    """
    page = lit
    if lightest is not None and balanced is not None:
        coloured = _coloured(balanced, dpi=dpi)
        if coloured is not None:
            page = _lifted(page, lightest, coloured, dpi=dpi)
    pale = _pale(page, dpi=dpi)
    return page if pale is None else _lifted(page, page, pale, dpi=dpi)


def _coloured(balanced: Grey, *, dpi: float) -> Mask | None:
    """Gives the pixels of coloured ink that stands higher than a line of print; None when there are none."""
    scale = min(1.0, 100 / dpi)
    small = cv2.resize(balanced, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    hsv = cv2.cvtColor(small, cv2.COLOR_BGR2HSV)
    ink = ((hsv[:, :, 1] > _COLOURED) & (small.min(axis=2) < 190) & (hsv[:, :, 2] > 45)).astype(np.uint8)
    if not ink.any() or ink.mean() > 0.3:
        return None
    found = _tall(ink, least=_INK_HEIGHT / 25.4 * dpi * scale)
    return None if found is None else _as_large(found, balanced.shape)


def _pale(page: Grey, *, dpi: float) -> Mask | None:
    """Gives the area of stamps whose ink is clearly paler than the print, in any colour; None when there are none."""
    ink = page < _PAPER
    core = cv2.erode(page, np.ones((_odd(dpi / 50), _odd(dpi / 50)), np.uint8))
    pale = (ink & (core > _print_level(core, ink) + _PALER)).astype(np.uint8)
    scale = min(1.0, 100 / dpi)
    small = (cv2.resize(pale * 255, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) > 60).astype(np.uint8)
    area = _rings(_bent(small, dpi * scale / 25.4), dpi * scale / 25.4)
    return None if area is None else _as_large(area, page.shape)


def _bent(ink: Grey, unit: float) -> Grey:
    """Gives the pieces of ink that are large and not straight: arcs and frames, neither letters nor rulings."""
    ink = cv2.subtract(ink, cv2.dilate(_straight(ink, unit), np.ones((3, 3), np.uint8)))
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    sides = boxes[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]] / unit
    kept = (sides.max(axis=1) > _ARC_LEAST) & (sides.min(axis=1) > _ARC_BENT) & (sides.max(axis=1) < _STAMP_MOST)
    kept &= boxes[:, cv2.CC_STAT_AREA] / unit**2 < _MOST_FILLED * sides.prod(axis=1)
    kept[0] = False
    return np.asarray(kept[labels], np.uint8)


def _straight(ink: Grey, unit: float) -> Grey:
    """Gives the rulings among the ink: long level or upright strokes."""
    length = round(_RULING * unit)
    level, upright = (
        cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(shape, np.uint8)) for shape in ((1, length), (length, 1))
    )
    return np.asarray(cv2.bitwise_or(level, upright), np.uint8)


def _rings(pieces: Grey, unit: float) -> Grey | None:
    """Gives the whole area of each stamp, print having cut its outline into pieces; None when there are none."""
    size = _odd(2 * _PIECES_APART * unit)
    joined = cv2.dilate(pieces, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)))
    count, labels = cv2.connectedComponents(joined)
    area = np.zeros_like(pieces)
    for number in range(1, count):
        points = cv2.findNonZero(((labels == number) & (pieces > 0)).astype(np.uint8)).reshape(-1, 2)
        ring = _ring(points, unit)
        if ring is not None:
            x, y, radius = ring
            cv2.circle(area, (round(x), round(y)), round(radius + unit), 1, cv2.FILLED)
    return area if area.any() else None


def _ring(points: NDArray[np.int32], unit: float) -> tuple[float, float, float] | None:
    """Gives middle and radius of the ring that the ink makes up; None when it is no ring of a stamp's size."""
    chance = np.random.default_rng(0)
    few = points[chance.integers(len(points), size=_POINTS)].astype(np.float64)
    best: tuple[float, float, float] | None = None
    for x, y, radius in _circles(few[chance.integers(_POINTS, size=(_TRIES, 3))]):
        if not max(_STAMP_LEAST / 2 * unit, best[2] if best else 0.0) < radius < _STAMP_MOST / 2 * unit:
            continue
        offsets = few - (x, y)
        on_ring = offsets[np.abs(np.hypot(*offsets.T) - radius) < 0.04 * radius]
        directions = np.degrees(np.arctan2(on_ring[:, 1], on_ring[:, 0])) // _SECTOR
        if len(np.unique(directions)) * _SECTOR / 360 > _RING_COVERED:
            best = (x, y, radius)
    return best


def _circles(triples: NDArray[np.float64]) -> list[tuple[float, float, float]]:
    """Gives middle and radius of the circle through each triple of points; triples on a line are left out."""
    one, two, three = triples[:, 0], triples[:, 1], triples[:, 2]
    right = np.square(np.stack((two, three), axis=1)).sum(axis=2) - np.square(one).sum(axis=1)[:, None]
    left = 2 * np.stack((two - one, three - one), axis=1)
    sound = np.abs(np.linalg.det(left)) > 1.0
    middles = np.linalg.solve(left[sound], right[sound][:, :, None])[:, :, 0]
    radii = np.hypot(*(middles - one[sound]).T)
    return [(float(x), float(y), float(radius)) for (x, y), radius in zip(middles, radii, strict=True)]


def _print_level(core: Grey, ink: Mask) -> float:
    """Gives how dark the middle of the printed strokes is."""
    strokes = core[ink]
    return float(np.percentile(strokes, 15)) if strokes.size else 0.0


def _tall(ink: Grey, *, least: float) -> Grey | None:
    """Gives the pieces of ink that are high enough for a stamp and not filled; None when there are none."""
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    width, height = boxes[:, cv2.CC_STAT_WIDTH], boxes[:, cv2.CC_STAT_HEIGHT]
    kept = (height >= least) & (width >= least / 2) & (boxes[:, cv2.CC_STAT_AREA] < _MOST_FILLED * width * height)
    kept[0] = False
    return kept[labels].astype(np.uint8) if kept.any() else None


def _as_large(small: Grey, shape: tuple[int, ...]) -> Mask:
    """Gives the mask, a little widened, in the size of the page."""
    wide = cv2.dilate(small, np.ones((3, 3), np.uint8))
    return np.asarray(cv2.resize(wide, (shape[1], shape[0]), interpolation=cv2.INTER_NEAREST) > 0)


def _lifted(page: Grey, paler: Grey, stamp: Mask, *, dpi: float) -> Grey:
    """Gives the page with the stamp's ink made paper, where no print lies under it."""
    area = _filled(stamp, dpi) & (_straight((page < _PAPER).astype(np.uint8), dpi / 25.4) == 0)
    ink = paler < _PAPER
    core = cv2.erode(paler, np.ones((_odd(dpi / 50), _odd(dpi / 50)), np.uint8))
    print_ = _print_level(core, ink & ~area)
    inked = core[stamp & (page < _PAPER) & (core > print_ + _PALER / 2)]
    if not inked.size:
        return page
    levels = _Levels(print_, float(np.median(inked)))
    near = cv2.erode(paler, np.ones((3, 3), np.uint8))
    lifted = page.copy()
    # Inside the stamp its own strokes go; beside print, only what is paler than print can be.
    lifted[area & (near > levels.between)] = 255
    kept = area & (near <= levels.between)
    spread = np.clip((paler.astype(np.float32) - levels.print_) * 255 / max(levels.stamp - levels.print_, 1.0), 0, 255)
    lifted[kept] = np.maximum(page, spread.astype(np.uint8))[kept]
    return lifted


def _filled(stamp: Mask, dpi: float) -> Mask:
    """Gives the stamp's whole area: what its strokes enclose, and the strokes that the mask missed between them."""
    size = _odd(dpi / 25.4 * 2.5)
    closed = cv2.morphologyEx(stamp.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((size, size), np.uint8))
    outlines, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    area = cv2.drawContours(np.zeros_like(closed), [cv2.convexHull(outline) for outline in outlines], -1, 1, cv2.FILLED)
    return np.asarray(area > 0)


def _odd(size: float) -> int:
    """Gives the nearest odd whole number, at least three."""
    return max(3, 2 * round((size - 1) / 2) + 1)
