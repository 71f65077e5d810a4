"""The recognition engine: a clean grey picture → lines of words with boxes in pixels and confidence."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import numpy as np
from cv2.typing import MatLike

from data import ROOT
from extractors.errors import SetupError
from extractors.languages.letters import clean

# More than one OpenMP thread makes Tesseract several times slower; the variable is read when its library is loaded.
os.environ["OMP_THREAD_LIMIT"] = "1"

import tesserocr

# Pictures are 8 bits a channel, grey: (height, width); OpenCV's own type says no more.
Grey = MatLike

TESSDATA = ROOT / "tessdata"
ALL = ("kir", "rus", "eng")
_apis = threading.local()


class Layout(IntEnum):
    """How the engine should look at a picture: as a page, one column, one block, one line, or scattered words."""

    PAGE = tesserocr.PSM.AUTO
    COLUMN = tesserocr.PSM.SINGLE_COLUMN
    BLOCK = tesserocr.PSM.SINGLE_BLOCK
    LINE = tesserocr.PSM.SINGLE_LINE
    SPARSE = tesserocr.PSM.SPARSE_TEXT


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word as the engine saw it. x0, top, x1, bottom: pixels of the picture, top-left origin. confidence: 0..1."""

    text: str
    x0: int
    top: int
    x1: int
    bottom: int
    confidence: float


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A line of words, left to right. height: pixels from descender to ascender as the engine measured it."""

    words: tuple[SeenWord, ...]
    height: float

    @property
    def text(self) -> str:
        """Gives the words with a space between them."""
        return " ".join(word.text for word in self.words)

    @property
    def confidence(self) -> float:
        """Gives the mean confidence of the words, each weighing as much as it has letters."""
        letters = sum(len(word.text) for word in self.words)
        return sum(word.confidence * len(word.text) for word in self.words) / letters if letters else 0.0

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Gives x0, top, x1, bottom around all words."""
        return (
            min(word.x0 for word in self.words),
            min(word.top for word in self.words),
            max(word.x1 for word in self.words),
            max(word.bottom for word in self.words),
        )


def ready() -> None:
    """Makes sure that all language data are there and load.

    Raises: SetupError naming the language data that are missing or broken, and where they are looked for.
    """
    missing = [name for name in ALL if not (TESSDATA / f"{name}.traineddata").is_file()]
    if missing:
        names = ", ".join(missing)
        raise SetupError(f"language data for scans are missing: {names} (looked for in {_named(TESSDATA)})")
    for name in ALL:
        _api((name,))


def lines(picture: Grey, *, layout: Layout, languages: tuple[str, ...] = ALL, dpi: int = 300) -> tuple[SeenLine, ...]:
    """Gives the lines read in a grey picture (dark letters on a light ground), in the engine's reading order."""
    api = _api(languages)
    height, width = picture.shape
    pixels = np.ascontiguousarray(picture)
    api.SetPageSegMode(int(layout))
    api.SetImageBytes(pixels.tobytes(), width, height, 1, width)
    api.SetSourceResolution(dpi)
    try:
        api.Recognize()
        return tuple(_lines_of(api))
    finally:
        api.Clear()


def _api(languages: tuple[str, ...]) -> tesserocr.PyTessBaseAPI:
    """Gives this thread's engine for the languages, loaded once."""
    name = "+".join(languages)
    known: dict[str, tesserocr.PyTessBaseAPI] = _apis.__dict__
    if name not in known:
        try:
            api = tesserocr.PyTessBaseAPI(path=str(TESSDATA), lang=name, oem=tesserocr.OEM.LSTM_ONLY)
        except RuntimeError as error:
            raise SetupError(f"language data for scans do not load: {name} (in {_named(TESSDATA)})") from error
        # Learning from one page must not change how the next one is read.
        api.SetVariable("classify_enable_learning", "0")
        api.SetVariable("tessedit_do_invert", "0")
        api.SetVariable("thresholding_method", "2")
        known[name] = api
    return known[name]


def _lines_of(api: tesserocr.PyTessBaseAPI) -> Iterator[SeenLine]:
    """Yields the lines of the last recognition."""
    found = api.GetIterator()
    if found is None:
        return
    word_level, line_level = tesserocr.RIL.WORD, tesserocr.RIL.TEXTLINE
    words: list[SeenWord] = []
    height = 0.0
    while True:
        if found.IsAtBeginningOf(line_level):
            if words:
                yield SeenLine(tuple(words), height)
            words, height = [], float(found.RowAttributes()["row_height"])
        if not found.Empty(word_level):
            text, box = clean(found.GetUTF8Text(word_level)).strip(), found.BoundingBox(word_level)
            if text and box:
                x0, top, x1, bottom = box
                words.append(SeenWord(text, x0, top, x1, bottom, found.Confidence(word_level) / 100))
        if not found.Next(word_level):
            break
    if words:
        yield SeenLine(tuple(words), height)


def _named(path: Path) -> str:
    """Gives the folder as a user may name it, from the project's root on."""
    return "/".join(path.parts[-2:])
