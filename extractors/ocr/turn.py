"""How the text lies in the picture: quarter turns and small skew, told by the rows that its letters make."""

from __future__ import annotations

import cv2
import numpy as np

from extractors.ocr.engine import Grey

_WORKING_SIDE = 1000
# Degrees clockwise that are tried first.
_COARSE = np.arange(-6.0, 6.25, 0.5)


def lies_sideways(grey: Grey) -> bool:
    """Tells whether the text lines seem to run up and down the picture; few lines can deceive."""
    small = _halved(letters(grey))
    turned = np.ascontiguousarray(np.rot90(small))
    return max(_rows(turned, angle) for angle in _COARSE) > 1.25 * max(_rows(small, angle) for angle in _COARSE)


def deskewed(grey: Grey) -> Grey:
    """Gives the picture turned by the few degrees that make its text lines level."""
    angle = _skew(letters(grey))
    return grey if abs(angle) < 0.05 else turned(grey, angle)


def turned(grey: Grey, angle: float) -> Grey:
    """Gives the picture turned clockwise by the angle in degrees about its middle, with paper in the corners."""
    height, width = grey.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1.0)
    level: Grey = cv2.warpAffine(
        grey, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=255
    )
    return level


def letters(grey: Grey) -> Grey:
    """Gives the ink of letter-sized pieces in a small picture; rulings, stamps and dirt are left out."""
    scale = min(1.0, _WORKING_SIDE / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = (small < 160).astype(np.uint8)
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    extent = np.maximum(boxes[:, cv2.CC_STAT_WIDTH], boxes[:, cv2.CC_STAT_HEIGHT])
    kept = (extent < max(small.shape) / 12) & (boxes[:, cv2.CC_STAT_AREA] > 2)
    kept[0] = False
    return np.asarray(kept[labels], np.uint8) * np.uint8(255)


def _halved(letters: Grey) -> Grey:
    """Gives the picture at half its size, in which large turns show as well."""
    return cv2.resize(letters, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)


def _skew(letters: Grey) -> float:
    """Gives the clockwise turn in degrees that makes the rows sharpest."""
    coarse = _halved(letters)
    best = float(_COARSE[int(np.argmax([_rows(coarse, angle) for angle in _COARSE]))])
    for span, step in ((0.4, 0.1), (0.1, 0.025)):
        angles = np.arange(best - span, best + span + step / 2, step)
        best = float(angles[int(np.argmax([_rows(letters, angle) for angle in angles]))])
    return best


def _rows(letters: Grey, angle: float) -> float:
    """Gives how sharply ink and gaps follow each other down the picture when it is turned by the angle."""
    height, width = letters.shape
    shear = np.tan(np.radians(angle))
    matrix = np.array([[1, 0, 0], [shear, 1, -shear * width / 2]], np.float32)
    sheared = cv2.warpAffine(letters, matrix, (width, height), flags=cv2.INTER_LINEAR)
    profile = sheared.mean(axis=1)
    return float(np.square(np.diff(profile)).sum())
