"""Pictures (JPEG, PNG, TIFF of several pages, BMP, WEBP, HEIC where Pillow reads it) → Document, page by page."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from extractors.errors import DamagedError, PhotoFormatError, RefusedError, UnknownFormatError
from extractors.formats.page_sections import sections_of
from extractors.languages.identify import document_language
from extractors.layout import blocks
from extractors.ocr import is_unread, recognise_page
from extractors.ocr.sheet import Picture
from extractors.page_content import PageContent
from extractors.records import Document, Page, Problem

# A picture of more pixels than a sheet of A3 at 600 dpi holds no paper that an institution sends; a bomb does.
MOST_PIXELS = 90_000_000
MOST_PAGES = 300
# Dots per inch that a scanner may honestly claim; cameras and editors write 1, 72 or 96 without meaning it.
_SCANNED = range(100, 1201)
_SHEET_SIDES = (250.0, 1300.0)


def read(path: Path, file: str) -> Document:
    """Gives the picture's pages as recognised.

    Raises: DamagedError, RefusedError, UnknownFormatError.
    """
    pages = tuple(recognised(path, file))
    layout = blocks(pages, file)
    texts = [word.text for page in pages for word in page.words]
    sheets = tuple(Page(page.number, page.text_source, page.width, page.height, page.quality) for page in pages)
    return Document(
        file=file,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        media="image",
        pages=sheets,
        blocks=layout.blocks,
        running=layout.running,
        problems=tuple(_problems(pages, file)),
        language=document_language([" ".join(texts)]),
        raw_characters=sum(len(text) for text in texts),
        sections=sections_of(sheets, layout.blocks),
    )


def _problems(pages: tuple[PageContent, ...], file: str) -> Iterator[Problem]:
    """Yields what is to be told of pages that were read badly, or that hold no text."""
    for page in pages:
        values = (("file", file), ("page", str(page.number)))
        if is_unread(page):
            yield Problem("page_unread", page.number, unread=True, values=values)
        elif not page.words:
            yield Problem("page_without_text", page.number, values=values)


def recognised(source: Path | BinaryIO, file: str, *, dpi: float | None = None) -> Iterator[PageContent]:
    """Yields the pages of a picture as words and rulings. dpi: where known from outside the picture.

    Raises: as `read`.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(source) as image:
                if getattr(image, "n_frames", 1) > MOST_PAGES:
                    raise RefusedError(file, cause=f"> {MOST_PAGES}")
                for number, frame in enumerate(ImageSequence.Iterator(image), start=1):
                    if frame.width * frame.height > MOST_PIXELS:
                        raise RefusedError(file, cause=f"{frame.width} × {frame.height}")
                    yield recognise_page(_pixels(frame), dpi=dpi or _resolution(frame), number=number)
    except UnidentifiedImageError as error:
        raise (PhotoFormatError if _is_heic(source) else UnknownFormatError)(file) from error
    except Image.DecompressionBombError as error:
        raise RefusedError(file, cause="> pixels") from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise DamagedError(file, cause=str(error)) from error


def _is_heic(source: Path | BinaryIO) -> bool:
    """Tells whether a picture that Pillow does not know is in the container of HEIC."""
    if isinstance(source, Path):
        with source.open("rb") as stream:
            return stream.read(12)[4:8] == b"ftyp"
    source.seek(0)
    return source.read(12)[4:8] == b"ftyp"


def _pixels(frame: Image.Image) -> Picture:
    """Gives a frame the way up that its camera noted, on white, as grey or BGR pixels."""
    upright = ImageOps.exif_transpose(frame)
    if upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info:
        seen_through = upright.convert("RGBA")
        ground = Image.new("RGBA", seen_through.size, "white")
        upright = Image.alpha_composite(ground, seen_through)
    if upright.mode in {"1", "L"}:
        return np.asarray(upright.convert("L"), np.uint8)
    if upright.mode.startswith("I"):
        deep = np.asarray(upright, np.float64)
        return np.asarray(deep * (255.0 / max(deep.max(), 1.0)), np.uint8)
    return np.ascontiguousarray(np.asarray(upright.convert("RGB"), np.uint8)[:, :, ::-1])


def _resolution(frame: Image.Image) -> float | None:
    """Gives the dots per inch that the file states when they make a sheet of credible size."""
    stated = frame.info.get("dpi")
    if not stated:
        return None
    dpi = float(stated[0])
    side = max(frame.size) / dpi * 72 if dpi else 0.0
    return dpi if round(dpi) in _SCANNED and _SHEET_SIDES[0] <= side <= _SHEET_SIDES[1] else None
