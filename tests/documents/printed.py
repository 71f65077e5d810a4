"""Prints small papers to PDF for tests: tables with merges, without rules, over pages; letters ө ү ң included."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import matplotlib
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, SimpleDocTemplate, Spacer, Table
from reportlab.platypus import Paragraph as Prose

_FONTS = Path(matplotlib.__file__).parent / "mpl-data" / "fonts" / "ttf"
pdfmetrics.registerFont(TTFont("Sans", str(_FONTS / "DejaVuSans.ttf")))
pdfmetrics.registerFont(TTFont("Sans-Bold", str(_FONTS / "DejaVuSans-Bold.ttf")))

PLAIN = ParagraphStyle("plain", fontName="Sans", fontSize=9, leading=11)
BOLD = ParagraphStyle("bold", parent=PLAIN, fontName="Sans-Bold")
GRID = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)
TOP = ("VALIGN", (0, 0), (-1, -1), "TOP")

Span = tuple[int, int, int, int]


def prose(text: str, *, bold: bool = False) -> Flowable:
    """Gives a paragraph of running text."""
    return Prose(text, BOLD if bold else PLAIN)


def table(
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    *,
    spans: Sequence[Span] = (),
    heads: int = 0,
    repeat: bool = False,
    rules: Sequence[tuple[object, ...]] = (GRID,),
) -> Flowable:
    """Gives a table. spans: row, column, rowspan, colspan; heads: bold rows at the top, said again on each page if
    `repeat`.
    """
    cells = [
        [Prose(text, BOLD if index < heads else PLAIN) if text else "" for text in row]
        for index, row in enumerate(rows)
    ]
    style: list[tuple[object, ...]] = [TOP, *rules]
    style += [("SPAN", (column, row), (column + across - 1, row + down - 1)) for row, column, down, across in spans]
    return Table(cells, widths, repeatRows=heads if repeat else 0, style=style)


class _Upright(Flowable):
    """A line of text that reads upwards."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text, self.width, self.height = text, 10, pdfmetrics.stringWidth(text, "Sans", 9) + 4

    def wrap(self, *_: float) -> tuple[float, float]:
        """Gives the room that the text takes."""
        return self.width, self.height

    def draw(self) -> None:
        """Draws the text turned."""
        self.canv.saveState()
        self.canv.rotate(90)
        self.canv.setFont("Sans", 9)
        self.canv.drawString(2, -8, self.text)
        self.canv.restoreState()


def turned_heads(rows: Sequence[Sequence[str]], widths: Sequence[float]) -> Flowable:
    """Gives a ruled table whose heads, but for the first, read upwards."""
    head = [Prose(rows[0][0], BOLD), *(_Upright(text) for text in rows[0][1:])]
    body = [[Prose(text, PLAIN) for text in row] for row in rows[1:]]
    return Table([head, *body], widths, style=[TOP, GRID])


def gap(points: float = 12) -> Flowable:
    """Gives blank space."""
    return Spacer(1, points)


def printed(
    path: Path, story: Sequence[Flowable], *, wide: bool = False, numbered: bool = False, head: str = ""
) -> Path:
    """Prints a story. wide: landscape; numbered: page numbers at the foot; head: a line at the top of each page."""

    def decorate(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont("Sans", 8)
        if numbered:
            canvas.drawCentredString(document.pagesize[0] / 2, 20, str(document.page))
        if head:
            canvas.drawString(40, document.pagesize[1] - 25, head)

    size = landscape(A4) if wide else A4
    buffer = BytesIO()
    template = SimpleDocTemplate(buffer, pagesize=size, leftMargin=40, rightMargin=40, topMargin=50, bottomMargin=50)
    template.build(list(story), onFirstPage=decorate, onLaterPages=decorate)
    path.write_bytes(buffer.getvalue())
    return path


def drawn(path: Path) -> Canvas:
    """Gives a canvas to draw on; save() writes it."""
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Sans", 10)
    return canvas
