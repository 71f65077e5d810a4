"""Which pages the picture tells better than the text layer, and what recognition makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from extractors.languages.identify import lost_letters, reads_as_language
from extractors.page_content import PageContent, Ruling, Word
from extractors.pdfium.rulings import Marks
from extractors.records import TextSource

# Shares of the page that pictures cover: a scan; a picture that may hold a table or a page.
SCAN, INSET = 0.55, 0.15
# Fewer visible letters than this on a scan are a stamp of the scanning program.
STAMP_LETTERS = 150
# Text that reads worse is no text; an invisible layer must do better, as its letters were guessed.
TEXT_READS, LAYER_READS = 0.6, 0.85
# More paths than this without text are outlined letters.
OUTLINED = 60
_DPI = (150.0, 300.0)
_MOST_PIXELS = 36_000_000
_BLANK_INK = 0.0015
# By how much a reading must read better than a good text layer.
_CLEARLY = 0.02


class Look(Enum):
    """What a page is made of."""

    TEXT = "text"
    BROKEN = "broken"  # letters that make no words
    LAYER = "layer"  # a scan with an invisible text layer
    SCAN = "scan"  # a picture without text
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Layer:
    """The text of a page as the file has it. seen, unseen: letters drawn and not drawn; covered: share under
    pictures.
    """

    content: PageContent
    marks: Marks
    seen: int
    unseen: int
    covered: float

    @property
    def text(self) -> str:
        """Gives all words in the order of the file."""
        return " ".join(word.text for word in self.content.words)

    @property
    def quality(self) -> float:
        """Gives the share of the text that reads as language."""
        return _reads(self.text)


@lru_cache(maxsize=8)
def _reads(text: str) -> float:
    """Gives how well a page's text reads; it is asked for more than once while a page is read."""
    return reads_as_language(text)


def look_of(layer: Layer) -> Look:
    """Tells what a page is made of."""
    if layer.unseen > layer.seen and layer.covered >= SCAN:
        return Look.LAYER
    if layer.covered >= SCAN and layer.seen < STAMP_LETTERS:
        return Look.SCAN
    if layer.seen + layer.unseen == 0:
        drawn = layer.covered > 0.01 or layer.marks.drawings > OUTLINED
        return Look.SCAN if drawn else Look.BLANK
    return Look.TEXT if layer.quality >= TEXT_READS else Look.BROKEN


def picture_of(page: pypdfium2.PdfPage, marks: Marks) -> tuple[NDArray[np.uint8], float]:
    """Gives the page as displayed, as BGR pixels, and its dots per inch: as many as its own pictures have."""
    largest = max(marks.pictures, key=lambda picture: _area(picture.box), default=None)
    dpi = _DPI[1]
    if largest is not None and largest.box[2] > largest.box[0]:
        across, down = largest.box[2] - largest.box[0], largest.box[3] - largest.box[1]
        dpi = min(max(max(largest.pixels) / max(across, down) * 72, _DPI[0]), _DPI[1])
    width, height = page.get_size()
    dpi = min(dpi, 72 * (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    pixels = page.render(scale=dpi / 72).to_numpy()
    return np.ascontiguousarray(pixels[:, :, :3]), dpi


def covered(marks: Marks, width: float, height: float) -> float:
    """Gives the share of a page under its pictures (strips of one scan counted together)."""
    boxes = [picture.box for picture in marks.pictures]
    area = sum(
        _area((max(x0, 0.0), max(top, 0.0), min(x1, width), min(bottom, height))) for x0, top, x1, bottom in boxes
    )
    return min(area / max(width * height, 1.0), 1.0)


def _area(box: tuple[float, float, float, float]) -> float:
    return max(box[2] - box[0], 0.0) * max(box[3] - box[1], 0.0)


def is_blank(picture: NDArray[np.uint8]) -> bool:
    """Tells whether a picture shows an empty sheet."""
    grey = picture.mean(axis=2) if picture.ndim == 3 else picture
    return bool((grey < np.median(grey) - 60).mean() < _BLANK_INK)


def recognised(page: pypdfium2.PdfPage, layer: Layer) -> PageContent | None:
    """Gives the page as recognised from its picture, None when it shows an empty sheet."""
    from extractors.ocr import recognise_page

    picture, dpi = picture_of(page, layer.marks)
    if is_blank(picture):
        return None
    width, height = page.get_size()
    return recognise_page(picture, dpi=dpi, number=layer.content.number, width=width, height=height)


def better(layer: Layer, read: PageContent) -> tuple[PageContent, bool]:
    """Gives the better one of an invisible layer and its picture's reading, and whether it is the reading.

    A layer that reads well, keeps its Kyrgyz letters and lies where the picture has its words stays, unless the reading
    is clearly better. The rulings are the picture's in either case.
    """
    text = " ".join(word.text for word in read.words)
    kept = layer.quality >= LAYER_READS and not lost_letters(layer.text) and _fits(layer.content, read)
    if kept and reads_as_language(text) <= layer.quality + _CLEARLY:
        words = tuple(word for word in layer.content.words if not _is_ruling(word, read.rulings))
        content = replace(
            layer.content, words=words, rulings=read.rulings, quality=layer.quality, text_source=TextSource.TEXT
        )
        return content, False
    return read, True


def _is_ruling(word: Word, rulings: Sequence[Ruling]) -> bool:
    """Tells whether a recogniser took a ruling for a sign («|»)."""
    if set(word.text) - set("|‘'`_—[]"):
        return False
    if rulings and not set(word.text) - {"|"}:
        return True
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return any(r.x0 - 5 <= x <= r.x1 + 5 and r.top - 3 <= y <= r.bottom + 3 for r in rulings)


def _fits(layer: PageContent, read: PageContent) -> bool:
    """Tells whether the layer lies on the same upright page as the reading, its words where the picture has them."""
    if abs(layer.width - read.width) > 2 or abs(layer.height - read.height) > 2:
        return False
    if not layer.words or not read.words:
        return bool(layer.words)
    ends = [
        (min(w.x0 for w in words), min(w.top for w in words), max(w.x1 for w in words), max(w.bottom for w in words))
        for words in (layer.words, read.words)
    ]
    return all(abs(one - other) < 0.12 * max(layer.width, layer.height) for one, other in zip(*ends, strict=True))


def with_insets(page: pypdfium2.PdfPage, layer: Layer) -> PageContent | None:
    """Gives a text page with the words of the larger pictures on it, None when these hold no text."""
    insets = [
        picture
        for picture in layer.marks.pictures
        if _area(picture.box) >= INSET * layer.content.width * layer.content.height
    ]
    if not insets or len(insets) > 4:
        return None
    from extractors.ocr import recognise_page

    picture, dpi = picture_of(page, layer.marks)
    words: list[Word] = []
    rulings: list[Ruling] = []
    for inset in insets:
        x0, top, x1, bottom = inset.box
        if any(x0 <= (w.x0 + w.x1) / 2 <= x1 and top <= (w.top + w.bottom) / 2 <= bottom for w in layer.content.words):
            continue  # a background under typed text
        scale = dpi / 72
        crop = picture[
            max(round(top * scale), 0) : round(bottom * scale), max(round(x0 * scale), 0) : round(x1 * scale)
        ]
        if crop.size == 0 or is_blank(crop):
            continue
        read = recognise_page(
            np.ascontiguousarray(crop), dpi=dpi, number=layer.content.number, width=x1 - x0, height=bottom - top
        )
        if _is_text(read) and read.width == x1 - x0:
            words.extend(
                replace(w, x0=w.x0 + x0, top=w.top + top, x1=w.x1 + x0, bottom=w.bottom + top) for w in read.words
            )
            rulings.extend(Ruling(r.x0 + x0, r.top + top, r.x1 + x0, r.bottom + top) for r in read.rulings)
    if not words:
        return None
    content = layer.content
    return replace(
        content, words=(*content.words, *words), rulings=(*content.rulings, *rulings), text_source=TextSource.MIXED
    )


def _is_text(read: PageContent) -> bool:
    """Tells whether a picture on a page holds text rather than a view of something."""
    text = " ".join(word.text for word in read.words if (word.confidence or 0.0) > 0.5)
    return len(text.split()) >= 8 and reads_as_language(text) >= 0.7
