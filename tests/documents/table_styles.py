"""The styles in which tables of known truth are printed: ruled in every way and not at all, by several typesetters."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Indenter, KeepTogether
from reportlab.platypus import Paragraph as Prose

from tests.documents import office_tables, true_tables
from tests.documents.printed import GRID, PLAIN, gap, printed, prose, table, turned_heads
from tests.documents.true_tables import Maker, TrueTable, phrase

_WIDTH = 515.0
_PALE = colors.HexColor("#E4EAF2")
_THIN, _THICK = 0.4, 1.2
Rules = tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A printed paper and the tables that stand in it."""

    path: Path
    tables: tuple[TrueTable, ...]


@dataclass(frozen=True, slots=True)
class Style:
    """A way of printing. papers: prints them into a folder; None where the typesetter is not on the machine."""

    name: str
    papers: Callable[[Path, random.Random], Sequence[Paper] | None]


def _line(name: str, first: tuple[int, int], last: tuple[int, int], width: float = _THIN) -> tuple[object, ...]:
    return (name, first, last, width, colors.black)


_BOOK: Rules = (
    _line("LINEABOVE", (0, 0), (-1, 0), _THICK),
    _line("LINEBELOW", (0, 0), (-1, 0)),
    _line("LINEBELOW", (0, -1), (-1, -1), _THICK),
)
_LEVEL: Rules = (_line("LINEABOVE", (0, 0), (-1, 0)), _line("LINEBELOW", (0, 0), (-1, -1)))
_UPRIGHT: Rules = (
    _line("BOX", (0, 0), (-1, -1)),
    _line("LINEAFTER", (0, 0), (-2, -1)),
    _line("LINEBELOW", (0, 0), (-1, 0)),
)
_BOXED: Rules = (
    _line("BOX", (0, 0), (-1, -1)),
    _line("LINEBELOW", (0, 0), (-1, 0)),
    _line("LINEBELOW", (0, 0), (-1, -1)),
)
_ZEBRA: Rules = (
    ("ROWBACKGROUNDS", (0, 1), (-1, -1), (colors.white, _PALE)),
    ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#B8C7DD")),
)
_INNER: Rules = (("INNERGRID", (0, 0), (-1, -1), _THIN, colors.black),)
_DOTTED: Rules = (("GRID", (0, 0), (-1, -1), _THIN, colors.black, 0, (1, 2)),)
_GREY: Rules = (("GRID", (0, 0), (-1, -1), 0.25, colors.HexColor("#BFBFBF")),)
_DOUBLE: Rules = (("GRID", (0, 0), (-1, -1), _THIN, colors.black, 0, None, None, 2, 1.2),)
_HEAD: Rules = (("GRID", (0, 0), (-1, 0), _THIN, colors.black), _line("LINEBELOW", (0, 0), (-1, -1)))
_ROOMY: Rules = (("TOPPADDING", (0, 0), (-1, -1), 5), ("BOTTOMPADDING", (0, 0), (-1, -1), 5))
_RIGHT: Rules = (("ALIGN", (1, 0), (-1, -1), "RIGHT"),)
RULES: dict[str, Rules] = {
    "all": (GRID,),
    "level": _LEVEL,
    "upright": _UPRIGHT,
    "inner": _INNER,
    "box and level": _BOXED,
    "three": (*_BOOK, *_ROOMY),
    "dotted": _DOTTED,
    "pale": _GREY,
    "double": _DOUBLE,
    "ruled head": _HEAD,
    "banded": _ZEBRA,
    "none": _ROOMY,
}


def flowable(
    made: TrueTable, rules: Rules, *, width: float = _WIDTH, repeat: bool = False, bold: bool = True
) -> Flowable:
    """Gives a table as reportlab sets it."""
    shares = made.widths or (1.0,) * made.columns
    widths = [width * share / sum(shares) for share in shares]
    heads = made.heads if bold or repeat else 0
    return table(made.texts(), widths, spans=made.spans(), heads=heads, repeat=repeat, rules=rules)


def _by_reportlab(
    name: str, maker: Maker, rules: Rules, *, papers: int = 5, each: int = 2, wide: bool = False, **how: bool
) -> Style:
    def made(folder: Path, dice: random.Random) -> list[Paper]:
        found = []
        for number in range(papers):
            tables = tuple(maker(dice) for _ in range(each))
            story: list[Flowable] = []
            for one in tables:
                set_table = flowable(one, rules, width=760.0 if wide else _WIDTH, **how)
                whole = [set_table] if how.get("repeat") or one.rows > 20 else [KeepTogether([set_table])]
                story += [prose(phrase(dice, 12, 40) + "."), gap(), *whole, gap(18)]
            path = printed(
                folder / f"{number}.pdf", [*story, prose(phrase(dice, 10, 30) + ".")], wide=wide, numbered=True
            )
            found.append(Paper(path, tables))
        return found

    return Style(name, made)


def _turned(style: Style, name: str, degrees: int) -> Style:
    """Gives a style with its pages turned, as a scanner or a printer of wide sheets writes them."""

    def made(folder: Path, dice: random.Random) -> list[Paper]:
        found = []
        for paper in style.papers(folder, dice) or ():
            document = pypdfium2.PdfDocument(paper.path)
            for page in document:
                page.set_rotation(degrees)
            path = paper.path.with_suffix(".turned.pdf")
            document.save(path)
            found.append(Paper(path, paper.tables))
        return found

    return Style(name, made)


def _upright_heads(folder: Path, dice: random.Random) -> list[Paper]:
    found = []
    for number in range(8):
        made = true_tables.figures(dice)
        widths = [150.0, *(34.0 for _ in range(made.columns - 1))]
        story = [prose(phrase(dice, 8, 20) + "."), gap(), turned_heads(made.texts(), widths), gap()]
        found.append(Paper(printed(folder / f"{number}.pdf", story), (made,)))
    return found


def _side_by_side(folder: Path, dice: random.Random) -> list[Paper]:
    found = []
    for number in range(8):
        pair = (true_tables.narrow(dice), true_tables.narrow(dice))
        sets = [flowable(one, (GRID,), width=235.0) for one in pair]
        both = table([["", ""]], [257.5, 257.5], rules=())
        both._cellvalues[0] = sets  # type: ignore[attr-defined]
        story = [prose(phrase(dice, 12, 30) + "."), gap(), both, gap(), prose(phrase(dice, 12, 30) + ".")]
        found.append(Paper(printed(folder / f"{number}.pdf", story), pair))
    return found


_JUSTIFIED = ParagraphStyle("justified", parent=PLAIN, alignment=TA_JUSTIFY)


def _prose_alone(folder: Path, dice: random.Random) -> list[Paper]:
    """Prints papers without any table: stretched lines, two columns of text, lists set in, lines to sign on."""
    found = []
    for number in range(12):
        texts = [Prose(phrase(dice, 30, 90) + ".", _JUSTIFIED) for _ in range(2)]
        columns = [[Prose(phrase(dice, 60, 90) + ".", _JUSTIFIED) for _ in range(2)] for _ in range(2)]
        both = table([["", ""]], [230, 230], rules=())
        both._cellvalues[0] = columns  # type: ignore[attr-defined]
        narrow = [Indenter(left=150, right=180), Prose(phrase(dice, 40, 60) + ".", _JUSTIFIED), Indenter(-150, -180)]
        items = [Prose(f"{n}.&nbsp;&nbsp;&nbsp;&nbsp;{phrase(dice, 4, 30)}", _JUSTIFIED) for n in range(1, 5)]
        story = [*texts, gap(), both, gap(), *narrow, gap(), *items, gap()]
        story += [
            prose(f"{who} ____________________ {name}") for who, name in (("Ректор", "Асанов"), ("Декан", "Өмүрова"))
        ]
        found.append(Paper(printed(folder / f"{number}.pdf", story, numbered=True), ()))
    return found


def _by_office(name: str, maker: Maker, write: office_tables.Writer, *, papers: int = 5, each: int = 2) -> Style:
    def made(folder: Path, dice: random.Random) -> list[Paper] | None:
        written: list[tuple[Path, tuple[TrueTable, ...]]] = []
        for number in range(papers):
            tables = tuple(maker(dice) for _ in range(each))
            written.append((write(folder / str(number), tables, dice), tables))
        made_pdf = office_tables.as_pdf([path for path, _ in written], folder / "pdf")
        if made_pdf is None:
            return None
        return [Paper(path, tables) for path, (_, tables) in zip(made_pdf, written, strict=True)]

    return Style(name, made)


_RULED_PLAN = _by_reportlab("reportlab: plan, all rules", true_tables.plan, (GRID,))
_WIDE_PLAN = _by_reportlab("reportlab: plan, all rules, landscape", true_tables.plan, (GRID,), wide=True, papers=4)

STYLES: tuple[Style, ...] = (
    _RULED_PLAN,
    _by_reportlab("reportlab: plan, level rules only", true_tables.plan, _LEVEL),
    _by_reportlab("reportlab: plan, upright rules only", true_tables.plan, _UPRIGHT),
    _by_reportlab("reportlab: plan, inner rules only", true_tables.plan, _INNER),
    _by_reportlab("reportlab: plan, box and level rules", true_tables.plan, _BOXED),
    _by_reportlab("reportlab: plan, three rules", true_tables.plan, (*_BOOK, *_ROOMY)),
    _by_reportlab("reportlab: plan, dotted rules", true_tables.plan, _DOTTED),
    _by_reportlab("reportlab: plan, pale rules", true_tables.plan, _GREY),
    _by_reportlab("reportlab: plan, double rules", true_tables.plan, _DOUBLE),
    _by_reportlab("reportlab: plan, ruled head, level rules", true_tables.plan, _HEAD),
    _by_reportlab("reportlab: plan, banded rows, no rules", true_tables.plan, _ZEBRA),
    _by_reportlab("reportlab: plan, no rules", true_tables.plan, _ROOMY),
    _by_reportlab("reportlab: one line a row, no rules", true_tables.lines, ()),
    _by_reportlab("reportlab: figures, no rules", true_tables.figures, ()),
    _by_reportlab("reportlab: figures, three rules", true_tables.figures, _BOOK),
    _by_reportlab("reportlab: two-line head, spans", true_tables.spanned, (GRID,)),
    _by_reportlab("reportlab: cells merged at random", true_tables.merged, (GRID,)),
    _by_reportlab("reportlab: over pages, head repeated", true_tables.long, (GRID,), each=1, repeat=True),
    _by_reportlab("reportlab: over pages, head once", true_tables.long, (GRID,), each=1),
    _by_reportlab("reportlab: over pages, level rules", true_tables.long, _LEVEL, each=1, repeat=True),
    _turned(_WIDE_PLAN, "reportlab: landscape, page turned by 90", 90),
    _turned(_RULED_PLAN, "reportlab: page turned by 270", 270),
    Style("reportlab: upright heads", _upright_heads),
    Style("reportlab: two tables side by side", _side_by_side),
    Style("reportlab: prose alone, no table", _prose_alone),
    _by_office("Writer: plan, table grid", true_tables.plan, office_tables.word("Table Grid")),
    _by_office("Writer: plan, light list", true_tables.plan, office_tables.word("Light List")),
    _by_office("Writer: plan, light shading", true_tables.plan, office_tables.word("Light Shading Accent 1")),
    _by_office("Writer: plan, no rules", true_tables.plan, office_tables.word("Normal Table")),
    _by_office(
        "Writer: two-line head, spans, landscape", true_tables.spanned, office_tables.word("Table Grid", wide=True)
    ),
    _by_office("Writer: over pages", true_tables.long, office_tables.word("Table Grid"), each=1),
    _by_office("Writer: web page of Word", true_tables.spanned, office_tables.web_page),
    _by_office("Writer: merged cells, web page", true_tables.merged, office_tables.web_page),
    _by_office("Calc: plan, bordered", true_tables.plan, office_tables.sheet(bordered=True), each=1, papers=8),
    _by_office("Calc: figures, no borders", true_tables.figures, office_tables.sheet(bordered=False), each=1, papers=8),
)
