"""From a page's own coordinates (bottom-left origin, before /Rotate) to the page as displayed (top-left origin)."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2.raw as pdfium

QUARTERS = 4


@dataclass(frozen=True, slots=True)
class View:
    """How a page is displayed. left, bottom, right, top: its visible box in its own units; turns: quarter turns
    clockwise.
    """

    left: float
    bottom: float
    right: float
    top: float
    turns: int = 0

    @property
    def width(self) -> float:
        """Gives the width in points as displayed."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Gives the height in points as displayed."""
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Gives a point as displayed."""
        if self.turns == 0:
            return x - self.left, self.top - y
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """Gives a box as displayed: x0, top, x1, bottom."""
        ax, ay = self.point(x0, y0)
        bx, by = self.point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    def turned(self, turns: int) -> View:
        """Gives the view after some more quarter turns clockwise."""
        return View(self.left, self.bottom, self.right, self.top, (self.turns + turns) % QUARTERS)


def view_of(page: pdfium.FPDF_PAGE) -> View:
    """Gives how PDFium would display the page."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    return View(box.left, box.bottom, box.right, box.top, pdfium.FPDFPage_GetRotation(page) % QUARTERS)
