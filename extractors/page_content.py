"""What lies on one page before layout: words and ruling lines, the same for a text page and for a scanned one."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.records import TextSource


@dataclass(frozen=True, slots=True)
class Word:
    """A word. x0, top, x1, bottom: points, top-left origin, page as displayed. confidence: 0..1, None for typed text.

    angle: degrees by which the word is turned counter-clockwise as displayed: 90 reads upwards, 270 downwards.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float = 0.0
    bold: bool = False
    confidence: float | None = None
    angle: int = 0


@dataclass(frozen=True, slots=True)
class Ruling:
    """A horizontal or vertical ruling line, in points, top-left origin; x0 == x1 or top == bottom up to its
    thickness.
    """

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Shade:
    """A filled area (a banded row, a shaded cell), in points, top-left origin. colour: "RRGGBB"."""

    x0: float
    top: float
    x1: float
    bottom: float
    colour: str


@dataclass(frozen=True, slots=True)
class PageContent:
    """One page: its words and rulings in points of the page as displayed (upright). quality: 0..1 or None."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rulings: tuple[Ruling, ...]
    text_source: TextSource
    quality: float | None = None
    shades: tuple[Shade, ...] = ()
