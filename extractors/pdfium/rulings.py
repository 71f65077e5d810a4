"""The ruling lines, filled areas and pictures of a page, from PDFium's page objects."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_float, c_int, c_uint
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2.raw as pdfium

from extractors.page_content import Ruling, Shade
from extractors.pdfium.view import View

# Points. Thicker strokes are areas; shorter ones are letters or dots.
THICKEST, SHORTEST = 4.0, 3.0
_PALE = 250
_DEEPEST = 6
_MOST_SEGMENTS = 20_000
# A rectangle has five corners with its first one repeated; outlined letters have more.
_PLAIN_CORNERS = 6

_Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Picture:
    """An image as displayed. box: x0, top, x1, bottom in points; pixels: its own width and height."""

    box: tuple[float, float, float, float]
    pixels: tuple[int, int]


@dataclass(slots=True)
class Marks:
    """What is drawn on a page besides letters, as displayed. drawings: number of paths that are neither lines nor
    areas.
    """

    rulings: list[Ruling] = field(default_factory=list)
    shades: list[Shade] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    drawings: int = 0


@dataclass(frozen=True, slots=True)
class _Affine:
    """A form's matrix, from its own space into the page's."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, box: _Box) -> _Box:
        ax, ay = self.point(box[0], box[1])
        bx, by = self.point(box[2], box[3])
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    def after(self, inner: _Affine) -> _Affine:
        """Gives the matrix that applies `inner` first."""
        origin = self.point(inner.e, inner.f)
        return _Affine(
            self.a * inner.a + self.c * inner.b,
            self.b * inner.a + self.d * inner.b,
            self.a * inner.c + self.c * inner.d,
            self.b * inner.c + self.d * inner.d,
            *origin,
        )


_SAME = _Affine()


def marks_of(page: pdfium.FPDF_PAGE, view: View) -> Marks:
    """Gives the page's rulings, shades and pictures."""
    marks = Marks()
    for handle, form in _objects(page):
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            _add_path(marks, handle, form, view)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            _add_picture(marks, handle, form, view)
    return marks


def _objects(page: pdfium.FPDF_PAGE) -> Iterator[tuple[pdfium.FPDF_PAGEOBJECT, _Affine]]:
    """Yields every object with the matrix of the forms around it."""
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        handle = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(handle) == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _inside(handle, _SAME, 0)
        else:
            yield handle, _SAME


def _inside(
    form: pdfium.FPDF_PAGEOBJECT, outer: _Affine, depth: int
) -> Iterator[tuple[pdfium.FPDF_PAGEOBJECT, _Affine]]:
    matrix = outer.after(_matrix(form))
    for index in range(pdfium.FPDFFormObj_CountObjects(form)):
        handle = pdfium.FPDFFormObj_GetObject(form, index)
        if pdfium.FPDFPageObj_GetType(handle) != pdfium.FPDF_PAGEOBJ_FORM:
            yield handle, matrix
        elif depth < _DEEPEST:
            yield from _inside(handle, matrix, depth + 1)


def _matrix(handle: pdfium.FPDF_PAGEOBJECT) -> _Affine:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, byref(matrix)):
        return _SAME
    return _Affine(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _bounds(handle: pdfium.FPDF_PAGEOBJECT, form: _Affine, view: View) -> _Box:
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    pdfium.FPDFPageObj_GetBounds(handle, byref(left), byref(bottom), byref(right), byref(top))
    box = (left.value, bottom.value, right.value, top.value)
    return view.box(*(box if form is _SAME else form.box(box)))


def _add_picture(marks: Marks, handle: pdfium.FPDF_PAGEOBJECT, form: _Affine, view: View) -> None:
    box = _bounds(handle, form, view)
    if _add_thin(marks, box):
        return
    across, down = c_uint(), c_uint()
    pdfium.FPDFImageObj_GetImagePixelSize(handle, byref(across), byref(down))
    marks.pictures.append(Picture(box, (across.value, down.value)))


def _add_thin(marks: Marks, box: _Box) -> bool:
    """Adds a box that is a line; tells whether it was one (or a mere dot)."""
    across, down = box[2] - box[0], box[3] - box[1]
    if across > THICKEST and down > THICKEST:
        return False
    if max(across, down) >= SHORTEST:
        marks.rulings.append(_line(box))
    return True


def _line(box: _Box) -> Ruling:
    """Gives a thin box as the line through its middle."""
    x0, top, x1, bottom = box
    if x1 - x0 >= bottom - top:
        middle = (top + bottom) / 2
        return Ruling(x0, middle, x1, middle)
    middle = (x0 + x1) / 2
    return Ruling(middle, top, middle, bottom)


def _add_path(marks: Marks, handle: pdfium.FPDF_PAGEOBJECT, form: _Affine, view: View) -> None:
    box = _bounds(handle, form, view)
    if _add_thin(marks, box):
        return
    fill, stroke = c_int(), c_int()
    pdfium.FPDFPath_GetDrawMode(handle, byref(fill), byref(stroke))
    for points in _subpaths(handle, form, view):
        if len(points) > _PLAIN_CORNERS:
            marks.drawings += 1
        if stroke.value:
            _add_strokes(marks, points)
        if fill.value:
            _add_area(marks, handle, points, view)


def _subpaths(handle: pdfium.FPDF_PAGEOBJECT, form: _Affine, view: View) -> Iterator[list[tuple[float, float]]]:
    """Yields the corners of each part of a path as displayed; curves only by their ends."""
    matrix = form.after(_matrix(handle))
    points: list[tuple[float, float]] = []
    x, y = c_float(), c_float()
    for index in range(min(pdfium.FPDFPath_CountSegments(handle), _MOST_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(handle, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        points.append(view.point(*matrix.point(x.value, y.value)))
        if pdfium.FPDFPathSegment_GetClose(segment) and len(points) > 2:
            points.append(points[0])
    if points:
        yield points


def _add_strokes(marks: Marks, points: list[tuple[float, float]]) -> None:
    for (ax, ay), (bx, by) in pairwise(points):
        across, down = abs(ax - bx), abs(ay - by)
        if min(across, down) <= 1.0 and max(across, down) >= SHORTEST:
            marks.rulings.append(_line((min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))))


def _add_area(marks: Marks, handle: pdfium.FPDF_PAGEOBJECT, points: list[tuple[float, float]], view: View) -> None:
    """Adds a filled part: a line when thin, a shade when it is coloured and smaller than the page."""
    box = (min(p[0] for p in points), min(p[1] for p in points), max(p[0] for p in points), max(p[1] for p in points))
    if _add_thin(marks, box):
        return
    if (box[2] - box[0]) * (box[3] - box[1]) > 0.8 * view.width * view.height:
        return
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    pdfium.FPDFPageObj_GetFillColor(handle, byref(red), byref(green), byref(blue), byref(alpha))
    levels = (red.value, green.value, blue.value)
    if min(levels) < _PALE and alpha.value > 10:
        marks.shades.append(Shade(*box, colour="{:02X}{:02X}{:02X}".format(*levels)))
