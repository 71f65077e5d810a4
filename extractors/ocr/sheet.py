"""The sheet of paper in a phone photo: its four corners found and the picture stretched upright."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.ocr.engine import Grey

Picture = NDArray[np.uint8]
Corners = NDArray[np.float32]

_WORKING_SIDE = 600
# A sheet smaller than this share of the picture is a detail in it; a larger one has no edge worth cutting.
_LEAST_SHARE, _MOST_SHARE = 0.25, 0.985
# Corners of a photographed sheet are near right angles; other outlines are shadows or objects.
_ANGLE_TOLERANCE = 28.0


def without_surroundings(picture: Picture) -> Picture:
    """Gives the sheet alone, seen from straight above, when the picture shows a light sheet on a darker ground; else the picture."""
    corners = sheet_corners(picture)
    return picture if corners is None else _stretched(picture, corners)


def sheet_corners(picture: Picture) -> Corners | None:
    """Gives the sheet's corners (top left, top right, bottom right, bottom left) in pixels, None when no sheet stands out."""
    scale = _WORKING_SIDE / max(picture.shape[:2])
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    for mask in _light_areas(small):
        corners = _quadrilateral(mask)
        if corners is not None:
            return (corners / scale).astype(np.float32)
    return None


def _light_areas(small: Picture) -> list[Grey]:
    """Gives candidate masks of the sheet: by lightness, then by lack of colour, then by edges that enclose it."""
    grey = small if small.ndim == 2 else cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
    # Letters are closed over, so that the sheet is one area.
    smooth = cv2.medianBlur(cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8)), 7)
    _, light = cv2.threshold(smooth, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    masks = [light]
    edges = cv2.dilate(cv2.Canny(smooth, 20, 60), np.ones((3, 3), np.uint8))
    masks.append(cv2.bitwise_not(edges))
    if small.ndim == 3:
        lab = cv2.medianBlur(cv2.cvtColor(small, cv2.COLOR_BGR2LAB), 7).astype(np.int16)
        middle = lab[lab.shape[0] // 3 : 2 * lab.shape[0] // 3, lab.shape[1] // 3 : 2 * lab.shape[1] // 3, 1:]
        paper = np.median(middle.reshape(-1, 2), axis=0)
        distance = np.abs(lab[:, :, 1:] - paper).sum(axis=2).clip(0, 255).astype(np.uint8)
        _, coloured = cv2.threshold(distance, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
        masks.append(coloured)
    return masks


def _quadrilateral(mask: Grey) -> Corners | None:
    """Gives the corners of the mask's largest area when it is a sheet with a visible edge."""
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((7, 7), np.uint8))
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return None
    outline = cv2.convexHull(max(outlines, key=cv2.contourArea))
    area = float(cv2.contourArea(outline))
    if not _LEAST_SHARE * mask.size < area < _MOST_SHARE * mask.size:
        return None
    for tolerance in (0.01, 0.015, 0.02, 0.03, 0.04):
        corners = cv2.approxPolyDP(outline, tolerance * cv2.arcLength(outline, True), True).reshape(-1, 2)
        if len(corners) == 4:
            break
    else:
        return None
    ordered = _ordered(corners.astype(np.float32))
    return ordered if _is_sheet(ordered, area, mask.shape) else None


def _ordered(corners: Corners) -> Corners:
    """Gives the corners as top left, top right, bottom right, bottom left."""
    total, difference = corners.sum(axis=1), corners[:, 1] - corners[:, 0]
    order = [total.argmin(), difference.argmin(), total.argmax(), difference.argmax()]
    return corners[order]


def _is_sheet(corners: Corners, area: float, shape: tuple[int, ...]) -> bool:
    """Tells whether the corners make a near rectangle that the area fills and whose ground is seen on at least two sides."""
    if len({tuple(corner) for corner in corners.tolist()}) < 4 or cv2.contourArea(corners) < 0.93 * area:
        return False
    for before, corner, after in zip(np.roll(corners, 1, 0), corners, np.roll(corners, -1, 0), strict=True):
        one, other = before - corner, after - corner
        cosine = float(one @ other / (np.linalg.norm(one) * np.linalg.norm(other)))
        if abs(90.0 - np.degrees(np.arccos(np.clip(cosine, -1, 1)))) > _ANGLE_TOLERANCE:
            return False
    height, width = shape[:2]
    left, top = corners.min(axis=0)
    right, bottom = corners.max(axis=0)
    return sum(gap > 0.008 * max(shape) for gap in (left, top, width - 1 - right, height - 1 - bottom)) >= 2


def _stretched(picture: Picture, corners: Corners) -> Picture:
    """Gives the quadrilateral as a rectangle as large as its longer sides."""
    top_left, top_right, bottom_right, bottom_left = corners
    width = int(max(np.linalg.norm(top_right - top_left), np.linalg.norm(bottom_right - bottom_left)))
    height = int(max(np.linalg.norm(bottom_left - top_left), np.linalg.norm(bottom_right - top_right)))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target)
    flat: Picture = cv2.warpPerspective(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return flat
