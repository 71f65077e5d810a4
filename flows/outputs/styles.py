"""Looks of the workbooks: one quiet palette, told apart without colour too since a word always stands beside it."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import Any

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.workbook import Workbook

TYPE = "Arial"
INK = "1F2933"
FAINT = "66727F"
LINK = "1F5A8A"
HEAD = "2F4858"
HEAD_REVIEWER = "7A5C00"
PAPER = "FFFFFF"
RULE = "D5DBE1"
TINT_REVIEWER = "FFF8E1"
BAND = "F3F6F8"
ALARM = "C8471B"

# Fill and ink for each state; light enough to read on, apart in lightness for those who do not see the hues.
STATE_COLOURS: dict[str, tuple[str, str]] = {
    "good": ("D9E8F5", "123A5C"),
    "proof": ("FFF2C4", "5C4700"),
    "part": ("FCE6BE", "5C3B00"),
    "promise": ("E7E1F0", "3E2C66"),
    "empty": ("F8D9C2", "6B2B00"),
    "dispute": ("EAD3E1", "5A1F47"),
    "bad": ("F0BFAE", "5E1400"),
    "none": ("ECEFF1", "4A5560"),
}
# Colours of charts: done, in part, open.
CHART = ("2F6DA3", "E3B448", "B5482A")

STATUS_STATE: dict[str, str] = {
    "report_addressed": "good",
    "report_no_evidence": "proof",
    "report_partial": "part",
    "report_planned": "promise",
    "report_formal": "empty",
    "report_declined": "dispute",
    "report_unaddressed": "bad",
    "report_not_applicable": "none",
    "plan_covered": "good",
    "plan_incomplete": "part",
    "plan_missing": "bad",
    "pass": "good",
    "fail": "bad",
    "unknown": "promise",
    "not_applicable": "none",
    "evidence_sent": "good",
    "evidence_missing": "bad",
    "evidence_unsent": "none",
    "evidence_unnamed": "promise",
    "file_read": "good",
    "file_partly_read": "part",
    "file_unreadable": "bad",
    "file_duplicate": "none",
    "file_superseded": "none",
    "file_ignored": "none",
    "file_waiting": "promise",
    "horizon_overdue": "bad",
    "horizon_within_7": "empty",
    "horizon_within_30": "proof",
    "horizon_within_90": "good",
    "horizon_later": "none",
    "weight_high": "bad",
    "weight_middle": "part",
    "weight_low": "none",
}


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks.

    size: points. rule: a thin line below. indent: steps of about nine pixels. locked: not to be changed on a
    protected sheet.
    """

    size: float = 9
    bold: bool = False
    italic: bool = False
    ink: str = INK
    fill: str | None = None
    rule: bool = True
    wrap: bool = True
    across: str = "left"
    indent: int = 0
    down: str = "top"
    number_format: str = "General"
    locked: bool = True
    quote: bool = False
    underline: bool = False


TEXT = Look()
PLAIN = Look(rule=False)
HEADING = Look(bold=True, ink=PAPER, fill=HEAD, down="center", rule=False)
TITLE = Look(size=15, bold=True, ink=HEAD, rule=False, wrap=False, down="center")
ABOUT = Look(size=9, italic=True, ink=FAINT, rule=False, wrap=False, down="center")


class Painter:
    """Gives cells their look; each look is worked out once per workbook, since openpyxl is slow at it."""

    def __init__(self, book: Workbook) -> None:
        self._sheet = book.active
        self._arrays: dict[Look, Any] = {}

    def paint(self, cell: Any, look: Look) -> None:
        """Gives the cell its look."""
        array = self._arrays.get(look)
        if array is None:
            array = self._arrays[look] = self._array(look)
        cell._style = copy(array)

    def _array(self, look: Look) -> Any:
        cell = Cell(self._sheet, row=1, column=1)
        underline = "single" if look.underline else None
        cell.font = Font(
            name=TYPE, size=look.size, bold=look.bold, italic=look.italic, color=look.ink, underline=underline
        )
        if look.fill:
            cell.fill = PatternFill("solid", start_color=look.fill)
        if look.rule:
            cell.border = Border(bottom=Side("thin", color=RULE))
        cell.alignment = Alignment(horizontal=look.across, vertical=look.down, wrap_text=look.wrap, indent=look.indent)
        cell.protection = Protection(locked=look.locked)
        cell.number_format = look.number_format
        cell.quotePrefix = look.quote
        return cell._style


def state_colours(status: str) -> tuple[str, str]:
    """Gives fill and ink of a status word."""
    return STATE_COLOURS[STATUS_STATE[status]]
