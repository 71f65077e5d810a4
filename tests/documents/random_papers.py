"""Papers made by a seeded dice and printed to PDF: prose, headings, lists, notes, several tables, columns, turned pages."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
)

from tests.documents import true_tables
from tests.documents.printed import GRID, gap, prose
from tests.documents.table_styles import flowable
from tests.documents.true_tables import TrueTable, phrase

_MARGIN = 45.0
_MAKERS = (true_tables.plan, true_tables.spanned, true_tables.merged, true_tables.figures)


@dataclass(slots=True)
class RandomPaper:
    """A paper and what stands in it. texts: paragraphs, items and notes; tables: in their order."""

    path: Path
    texts: list[str] = field(default_factory=list)
    tables: list[TrueTable] = field(default_factory=list)
    story: list[Flowable] = field(default_factory=list)


def random_paper(path: Path, seed: int) -> RandomPaper:
    """Gives the paper of a seed, printed."""
    dice = random.Random(seed)
    paper = RandomPaper(path)
    _text(paper, dice, phrase(dice, 2, 5), bold=True)
    for _ in range(dice.randint(2, 5)):
        dice.choice((_prose, _prose, _items, _table, _table, _table, _columns, _new_page))(paper, dice)
    _prose(paper, dice)
    _print(paper, dice)
    return paper


def _text(paper: RandomPaper, dice: random.Random, text: str, *, bold: bool = False) -> None:
    paper.texts.append(text)
    paper.story += [prose(text, bold=bold), gap(dice.choice((4, 8, 12)))]


def _prose(paper: RandomPaper, dice: random.Random) -> None:
    for _ in range(dice.randint(1, 3)):
        _text(paper, dice, phrase(dice, 6, 60) + ".")


def _items(paper: RandomPaper, dice: random.Random) -> None:
    for number in range(1, dice.randint(2, 5) + 1):
        _text(paper, dice, f"{number}. {phrase(dice, 3, 30)};")


def _table(paper: RandomPaper, dice: random.Random) -> None:
    made = dice.choice(_MAKERS)(dice) if dice.random() < 0.8 else true_tables.long(dice)
    repeat = dice.random() < 0.5
    grid = flowable(made, (GRID,), width=480.0, repeat=repeat)
    # Cells that span rows must not be parted by a page's edge, since reportlab draws half of them as blank.
    whole = [KeepTogether([grid])] if made.spans() else [grid]
    paper.tables.append(made)
    paper.story += [*whole, gap(16)]
    _prose(paper, dice)


def _columns(paper: RandomPaper, dice: random.Random) -> None:
    """Sets a page in two columns of text."""
    paper.story += [NextPageTemplate("columns"), PageBreak()]
    for side in range(2):
        for _ in range(2 + side):
            _text(paper, dice, phrase(dice, 25, 60) + ".")
        if side == 0:
            paper.story.append(FrameBreak())
    paper.story += [NextPageTemplate("upright"), PageBreak()]


def _new_page(paper: RandomPaper, dice: random.Random) -> None:
    paper.story += [NextPageTemplate(dice.choice(("upright", "wide"))), PageBreak()]
    _prose(paper, dice)


def _print(paper: RandomPaper, dice: random.Random) -> None:
    numbered, noted = dice.random() < 0.6, dice.random() < 0.4
    note = f"{phrase(dice, 4, 9)}."

    def decorate(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont("Sans", 8)
        if numbered:
            canvas.drawCentredString(canvas._pagesize[0] / 2, 18, str(document.page))
        if noted and document.page == 1:
            canvas.setFont("Sans", 7)
            canvas.drawString(_MARGIN, 48, f"1 {note}")

    if noted:
        paper.texts.append(note)
    template = BaseDocTemplate(str(paper.path), pagesize=A4)
    template.addPageTemplates([
        PageTemplate("upright", [_frame(A4)], onPage=decorate, pagesize=A4),
        PageTemplate("wide", [_frame(landscape(A4))], onPage=decorate, pagesize=landscape(A4)),
        PageTemplate("columns", _two_frames(), onPage=decorate, pagesize=A4),
    ])  # fmt: skip
    template.build(paper.story)
    if dice.random() < 0.3:
        _turn(paper.path, dice)


def _frame(size: tuple[float, float]) -> Frame:
    return Frame(_MARGIN, 65, size[0] - 2 * _MARGIN, size[1] - 120, 0, 0, 0, 0)


def _two_frames() -> list[Frame]:
    width = (A4[0] - 2 * _MARGIN - 30) / 2
    return [Frame(left, 65, width, A4[1] - 120, 0, 0, 0, 0) for left in (_MARGIN, _MARGIN + width + 30)]


def _turn(path: Path, dice: random.Random) -> None:
    """Turns the pages by /Rotate, as a printer of wide sheets leaves them."""
    with pypdfium2.PdfDocument(path.read_bytes()) as document:
        for page in document:
            page.set_rotation(dice.choice((0, 90, 180, 270)))
        document.save(path)
