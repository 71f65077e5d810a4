"""Typed pages spoiled the way scanners, phones and stamps spoil them; the same seed spoils the same way each time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Condition:
    """One way of being spoiled. dpi: resolution at which the page is rendered; spoil: what happens to the picture."""

    name: str
    dpi: int
    spoil: Callable[[Picture, int], Picture]
    known_dpi: bool = True


def _many(*steps: Callable[[Picture, int], Picture]) -> Callable[[Picture, int], Picture]:
    """Gives the steps one after the other."""

    def spoil(picture: Picture, dpi: int) -> Picture:
        for step in steps:
            picture = step(picture, dpi)
        return picture

    return spoil


def grey(picture: Picture, dpi: int) -> Picture:
    """Gives the picture as a grey scan whose paper is not quite white."""
    flat = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    return (flat * 0.88 + 10).astype(np.uint8)


def jpeg(quality: int) -> Callable[[Picture, int], Picture]:
    """Gives a step that stores the picture as JPEG of that quality."""

    def spoil(picture: Picture, dpi: int) -> Picture:
        _, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
        return np.asarray(cv2.imdecode(data, cv2.IMREAD_UNCHANGED), np.uint8)

    return spoil


def noise(strength: float, seed: int = 7) -> Callable[[Picture, int], Picture]:
    """Gives a step that adds grain of that deviation and a few specks of dust."""

    def spoil(picture: Picture, dpi: int) -> Picture:
        chance = np.random.default_rng(seed)
        noisy = picture.astype(np.float32) + chance.normal(0, strength, picture.shape).astype(np.float32)
        spoiled = np.clip(noisy, 0, 255).astype(np.uint8)
        for _ in range(12):
            x, y = int(chance.integers(picture.shape[1])), int(chance.integers(picture.shape[0]))
            cv2.circle(spoiled, (x, y), max(1, dpi // 150), (60, 60, 60), -1)
        return spoiled

    return spoil


def blur(sigma: float) -> Callable[[Picture, int], Picture]:
    """Gives a step that puts the picture out of focus."""
    return lambda picture, dpi: np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma), np.uint8)


def skew(angle: float) -> Callable[[Picture, int], Picture]:
    """Gives a step that lays the sheet on the glass at an angle, in degrees clockwise."""

    def spoil(picture: Picture, dpi: int) -> Picture:
        height, width = picture.shape[:2]
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1.0)
        fill = (240, 240, 240)
        return np.asarray(
            cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=fill), np.uint8
        )

    return spoil


def quarter(turns: int) -> Callable[[Picture, int], Picture]:
    """Gives a step that turns the sheet by so many right angles."""
    return lambda picture, dpi: np.ascontiguousarray(np.rot90(picture, turns))


def gradient(lost: float) -> Callable[[Picture, int], Picture]:
    """Gives a step that takes away that share of the light towards one corner."""

    def spoil(picture: Picture, dpi: int) -> Picture:
        height, width = picture.shape[:2]
        slope = np.add.outer(np.linspace(0, 0.5, height), np.linspace(0, 0.5, width)).astype(np.float32)
        light = 1.0 - lost * slope
        return (picture * (light if picture.ndim == 2 else light[:, :, None])).astype(np.uint8)

    return spoil


def stamp(colour: tuple[int, int, int], x: float = 0.62, y: float = 0.3) -> Callable[[Picture, int], Picture]:
    """Gives a step that puts a round stamp over the text at a share of width and height, in a BGR colour."""

    def spoil(picture: Picture, dpi: int) -> Picture:
        height, width = picture.shape[:2]
        inked = np.full_like(picture, 255)
        centre, radius = (int(x * width), int(y * height)), int(19 / 25.4 * dpi)
        thick = max(2, dpi // 90)
        cv2.circle(inked, centre, radius, colour, 2 * thick, cv2.LINE_AA)
        cv2.circle(inked, centre, int(radius * 0.62), colour, thick, cv2.LINE_AA)
        for angle in range(0, 360, 18):
            at = np.radians(angle)
            place = (
                int(centre[0] + 0.8 * radius * np.cos(at)) - dpi // 40,
                int(centre[1] + 0.8 * radius * np.sin(at)) + dpi // 40,
            )
            cv2.putText(
                inked, "KAMB"[angle // 18 % 4], place, cv2.FONT_HERSHEY_SIMPLEX, dpi / 420, colour, thick, cv2.LINE_AA
            )
        # Ink over ink: the darker of both shows.
        return np.minimum(picture, inked)

    return spoil


def photographed(picture: Picture, dpi: int) -> Picture:
    """Gives the sheet as a phone sees it: on a dark table, from an angle, with a shadow over one side."""
    height, width = picture.shape[:2]
    margin = int(0.06 * height)
    size = (width + 2 * margin, height + 2 * margin)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    seen = corners + margin + np.array([[0.03, 0.02], [-0.05, 0.0], [0.02, -0.02], [-0.02, 0.02]], np.float32) * width
    matrix = cv2.getPerspectiveTransform(corners, seen.astype(np.float32))
    table = np.full((size[1], size[0], 3), (52, 74, 96), np.uint8)
    laid = cv2.warpPerspective(
        picture, matrix, size, dst=table, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_TRANSPARENT
    )
    shade = np.clip((np.arange(size[0]) / size[0] - 0.45) / 0.15, 0, 1).astype(np.float32)
    return (laid * (1.0 - 0.4 * shade)[None, :, None]).astype(np.uint8)


CONDITIONS = (
    Condition("clean 300 dpi", 300, _many(grey)),
    Condition("clean 200 dpi", 200, _many(grey)),
    Condition("clean 150 dpi", 150, _many(grey)),
    Condition("JPEG 35, 200 dpi", 200, _many(grey, jpeg(35))),
    Condition("noise, 200 dpi", 200, _many(grey, noise(16))),
    Condition("skew 2°, 200 dpi", 200, _many(grey, skew(2.0))),
    Condition("skew -2°, 200 dpi", 200, _many(grey, skew(-2.0))),
    Condition("gradient light, 200 dpi", 200, _many(grey, gradient(0.6))),
    Condition("blue stamp, 200 dpi", 200, _many(stamp((150, 60, 40)))),
    Condition("grey stamp, 200 dpi", 200, _many(stamp((120, 120, 120)), grey)),
    Condition("turned 90°, 200 dpi", 200, _many(grey, quarter(1))),
    Condition("upside down, 200 dpi", 200, _many(grey, quarter(2))),
    Condition("phone photo, 200 dpi", 200, _many(photographed, jpeg(80)), known_dpi=False),
    Condition("moderate: all mild, 200 dpi", 200, _many(grey, skew(0.8), gradient(0.3), noise(8), jpeg(60))),
    Condition(
        "harsh: blur, noise, skew, 150 dpi", 150, _many(grey, blur(0.8), skew(1.4), gradient(0.4), noise(12), jpeg(50))
    ),
)
