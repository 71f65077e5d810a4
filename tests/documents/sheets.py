"""Small printed sheets for the tests of scans: lines of text and ruled tables, in the font that matplotlib brings."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import matplotlib
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Picture = NDArray[np.uint8]

PROSE = (
    "Эксперттик комиссиянын корутундусу",
    "Сын-пикир (3.1-критерий): бүтүрүү экзаменинин",
    "тапшырмалары иш берүүчүлөр менен макулдашылбайт.",
    "Өндүрүштүк окутуу чеберлери акыркы беш жылда",
    "квалификациясын жогорулаткан эмес.",
    "Рекомендация: обновить сайт колледжа до 1 мая",
    "2024 года и назначить ответственного.",
)
TABLE = (
    ("№", "Критерий", "Иш-чара", "Мөөнөтү"),
    ("1", "1.3", "Окуу планын жаңыртуу", "2024-ж. март"),
    ("2", "4.1", "Обновить сайт колледжа", "до 01.06.2024"),
    ("3", "5.2", "Китеп сатып алуу", "IV квартал"),
)
_SIZE, _LEADING = 11.0, 18.0


@cache
def _font(points: float, dpi: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """Gives the font in a size of points."""
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    path = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / name
    return ImageFont.truetype(str(path), points / 72 * dpi)


def prose(lines: tuple[str, ...] = PROSE, *, dpi: int = 200, width: float = 380.0, height: float = 300.0) -> Picture:
    """Gives a sheet with lines of text, width and height in points, as BGR pixels."""
    image, draw, unit = _sheet(width, height, dpi)
    for place, line in enumerate(lines):
        draw.text((30 * unit, (40 + place * _LEADING) * unit), line, fill="black", font=_font(_SIZE, dpi))
    return _pixels(image)


def table(
    rows: tuple[tuple[str, ...], ...] = TABLE,
    *,
    dpi: int = 200,
    columns: tuple[float, ...] = (30.0, 70.0, 160.0, 100.0),
    title: str = "Иш-чаралар планы",
    rules: str = "black",
) -> Picture:
    """Gives a sheet with a title and a ruled table; columns: their widths in points; rules: the colour of its lines."""
    width = sum(columns) + 60
    image, draw, unit = _sheet(width, 60 + 26.0 * (len(rows) + 1), dpi)
    draw.text((30 * unit, 20 * unit), title, fill="black", font=_font(_SIZE, dpi, bold=True))
    for row, cells in enumerate(rows):
        x, y = 30.0, 50 + 26.0 * row
        for cell, column in zip(cells, columns, strict=True):
            draw.rectangle(
                [x * unit, y * unit, (x + column) * unit, (y + 26) * unit], outline=rules, width=max(1, dpi // 150)
            )
            draw.text(((x + 4) * unit, (y + 6) * unit), cell, fill="black", font=_font(_SIZE - 1, dpi))
            x += column
    return _pixels(image)


def _sheet(width: float, height: float, dpi: int) -> tuple[Image.Image, ImageDraw.ImageDraw, float]:
    """Gives a white sheet, its pen and the pixels of a point."""
    unit = dpi / 72
    image = Image.new("RGB", (round(width * unit), round(height * unit)), "white")
    return image, ImageDraw.Draw(image), unit


def _pixels(image: Image.Image) -> Picture:
    """Gives the image as BGR pixels."""
    return np.ascontiguousarray(np.asarray(image, np.uint8)[:, :, ::-1])
