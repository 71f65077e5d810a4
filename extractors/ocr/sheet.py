"""The sheet of paper in a phone photo: its four corners found and the picture stretched upright."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from extractors.ocr.engine import Grey

# 8 bits a channel: grey (height, width) or BGR (height, width, 3).
Picture = MatLike
Corners = NDArray[np.float32]

_WORKING_SIDE = 600
# A sheet smaller than this share of the picture is a detail in it.
_LEAST_SHARE = 0.25
# Corners of a photographed sheet are near right angles; other outlines are shadows or objects.
_ANGLE_TOLERANCE = 28.0
# Share of an edge along which paper and ground must differ, and the difference in lightness and colour that counts.
_EDGE_SEEN, _EDGE_CONTRAST = 0.6, 10.0
_SIDES = ("top", "right", "bottom", "left")


@dataclass(frozen=True, slots=True)
class _Edge:
    """A straight piece of an outline that may be a side of the sheet. seen: share of it with contrast across it."""

    start: NDArray[np.float64]
    end: NDArray[np.float64]
    side: str
    seen: float

    @property
    def outward(self) -> float:
        """Gives how far out of the picture the edge lies; larger is further."""
        middle = (self.start + self.end) / 2
        return float({"top": -middle[1], "bottom": middle[1], "left": -middle[0], "right": middle[0]}[self.side])


def without_surroundings(picture: Picture) -> Picture:
    """Gives the sheet alone, as seen from straight above; the picture itself when no sheet stands out."""
    corners = sheet_corners(picture)
    return picture if corners is None else _stretched(picture, corners)


def sheet_corners(picture: Picture) -> Corners | None:
    """Gives the sheet's corners in pixels, clockwise from the top left; None when no sheet stands out."""
    scale = _WORKING_SIDE / max(picture.shape[:2])
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    colours = _colours(small)
    edges = [edge for mask in _light_areas(colours) for edge in _edges(mask, colours)]
    chosen = [_side(edges, side) for side in _SIDES]
    # Two or more sides must be seen; the others are where the sheet leaves the picture.
    if sum(edge is not None for edge in chosen) < 2:
        return None
    corners = _corners(chosen, colours.shape)
    if corners is None or not _is_sheet(corners, colours.shape):
        return None
    return np.asarray(corners / scale, np.float32)


def _colours(small: Picture) -> NDArray[np.float32]:
    """Gives lightness and colour (Lab), with letters closed over so that the sheet is one area."""
    colour = cv2.cvtColor(small, cv2.COLOR_GRAY2BGR) if small.ndim == 2 else small
    closed = cv2.morphologyEx(cv2.medianBlur(colour, 3), cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))
    return cv2.cvtColor(cv2.medianBlur(closed, 3), cv2.COLOR_BGR2LAB).astype(np.float32)


def _light_areas(colours: NDArray[np.float32]) -> list[Grey]:
    """Gives candidate masks of the sheet: by lightness at several levels, by edges around it, by its tint."""
    light = colours[:, :, 0].astype(np.uint8)
    level, _ = cv2.threshold(light, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    masks: list[Grey] = [np.asarray(light > share * level, np.uint8) * 255 for share in (0.6, 0.7, 0.8, 0.9, 1.0)]
    masks.append(cv2.bitwise_not(cv2.dilate(cv2.Canny(light, 20, 60), np.ones((3, 3), np.uint8))))
    height, width = light.shape
    middle = colours[height // 3 : 2 * height // 3, width // 3 : 2 * width // 3, 1:]
    distance = np.abs(colours[:, :, 1:] - np.median(middle.reshape(-1, 2), axis=0)).sum(axis=2)
    _, tinted = cv2.threshold(distance.clip(0, 255).astype(np.uint8), 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    return [*masks, np.asarray(tinted, np.uint8)]


def _edges(mask: Grey, colours: NDArray[np.float32]) -> list[_Edge]:
    """Gives the long straight pieces of the outline of the mask's largest area."""
    outlines, _ = cv2.findContours(
        cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((7, 7), np.uint8)), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE
    )
    if not outlines:
        return []
    outline = cv2.convexHull(max(outlines, key=cv2.contourArea))
    if cv2.contourArea(outline) < _LEAST_SHARE * mask.size:
        return []
    polygon = cv2.approxPolyDP(outline, 0.006 * cv2.arcLength(outline, True), True).reshape(-1, 2).astype(np.float64)
    height, width = mask.shape
    found = []
    for start, end in zip(polygon, np.roll(polygon, -1, axis=0), strict=True):
        across, down = np.abs(end - start)
        level = across > down
        if max(across, down) < 0.35 * (width if level else height) or min(across, down) > 0.35 * max(across, down):
            continue
        x, y = (start + end) / 2
        side = ("top" if y < height / 2 else "bottom") if level else ("left" if x < width / 2 else "right")
        found.append(_Edge(start, end, side, _seen(start, end, side, colours)))
    return found


def _seen(start: NDArray[np.float64], end: NDArray[np.float64], side: str, colours: NDArray[np.float32]) -> float:
    """Gives the share of the edge at which the paper inside differs sharply from the ground outside."""
    height, width = colours.shape[:2]
    out = {"top": (0, -1), "bottom": (0, 1), "left": (-1, 0), "right": (1, 0)}[side]
    points = start + np.linspace(0.05, 0.95, 60)[:, None] * (end - start)
    values = []
    for distance in (-5, 5):
        places = np.rint(points + distance * np.array(out)).astype(int)
        if (places < 0).any() or (places[:, 0] >= width).any() or (places[:, 1] >= height).any():
            return 0.0
        values.append(colours[places[:, 1], places[:, 0]])
    inside, outside = values
    differs = np.abs(inside - outside).sum(axis=1) > _EDGE_CONTRAST
    return float((differs & (inside[:, 0] > outside[:, 0] - 4)).mean())


def _side(edges: list[_Edge], side: str) -> _Edge | None:
    """Gives the outermost well seen edge on that side: a shadow's edge lies further in."""
    seen = [edge for edge in edges if edge.side == side and edge.seen >= _EDGE_SEEN]
    if not seen:
        return None
    furthest = max(edge.outward for edge in seen)
    # Of edges that nearly coincide, the best seen one runs along the paper most closely.
    return max((edge for edge in seen if edge.outward > furthest - 8), key=lambda edge: edge.seen)


def _corners(chosen: list[_Edge | None], shape: tuple[int, ...]) -> Corners | None:
    """Gives the points where neighbouring sides meet; a side that is not seen is the picture's own."""
    height, width = shape[0] - 1, shape[1] - 1
    own = (((0, 0), (width, 0)), ((width, 0), (width, height)), ((0, height), (width, height)), ((0, 0), (0, height)))
    lines = []
    for edge, (start, end) in zip(chosen, own, strict=True):
        one, other = (edge.start, edge.end) if edge else (np.array(start), np.array(end))
        lines.append(np.cross([*one, 1.0], [*other, 1.0]))
    points = [np.cross(lines[before], lines[after]) for before, after in ((3, 0), (0, 1), (1, 2), (2, 3))]
    if any(abs(point[2]) < 1e-9 for point in points):
        return None
    return np.array([point[:2] / point[2] for point in points], np.float32)


def _is_sheet(corners: Corners, shape: tuple[int, ...]) -> bool:
    """Tells whether the corners make a near rectangle of a sheet's size, and lie in the picture or hardly outside."""
    height, width = shape[:2]
    slack = 0.03 * max(height, width)
    if (corners < -slack).any() or (corners[:, 0] > width + slack).any() or (corners[:, 1] > height + slack).any():
        return False
    if not _LEAST_SHARE * height * width < cv2.contourArea(corners):
        return False
    for before, corner, after in zip(np.roll(corners, 1, 0), corners, np.roll(corners, -1, 0), strict=True):
        one, other = before - corner, after - corner
        cosine = float(one @ other / (np.linalg.norm(one) * np.linalg.norm(other)))
        if abs(90.0 - np.degrees(np.arccos(np.clip(cosine, -1, 1)))) > _ANGLE_TOLERANCE:
            return False
    return True


def _stretched(picture: Picture, corners: Corners) -> Picture:
    """Gives the quadrilateral as a rectangle as large as its longer sides."""
    top_left, top_right, bottom_right, bottom_left = corners
    width = int(max(np.linalg.norm(top_right - top_left), np.linalg.norm(bottom_right - bottom_left)))
    height = int(max(np.linalg.norm(bottom_left - top_left), np.linalg.norm(bottom_right - top_right)))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target)
    flat = cv2.warpPerspective(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(flat, np.uint8)
