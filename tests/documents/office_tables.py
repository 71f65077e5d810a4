"""Tables of known truth written as office files and printed to PDF by LibreOffice, where it is on the machine."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

import docx
import openpyxl
from docx.enum.section import WD_ORIENT
from docx.shared import Pt
from openpyxl.styles import Alignment, Border, Side

from tests.documents.true_tables import TrueTable, phrase

Writer = Callable[[Path, Sequence[TrueTable], random.Random], Path]


def as_pdf(papers: Sequence[Path], folder: Path) -> list[Path] | None:
    """Gives the papers printed to PDF, None where LibreOffice is not on the machine."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        return None
    profile = (folder / "profile").as_uri()
    order = [office, "--headless", "--norestore", f"-env:UserInstallation={profile}", "--convert-to", "pdf"]
    subprocess.run([*order, "--outdir", str(folder), *map(str, papers)], capture_output=True, check=True, timeout=600)
    return [folder / f"{paper.stem}.pdf" for paper in papers]


def word(style: str, *, wide: bool = False) -> Writer:
    """Gives a writer of Word files whose tables have a style of Word."""

    def write(path: Path, tables: Sequence[TrueTable], dice: random.Random) -> Path:
        document = docx.Document()
        document.styles["Normal"].font.size = Pt(10)
        document.styles["Normal"].font.name = "DejaVu Serif"
        if wide:
            section = document.sections[0]
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = section.page_height, section.page_width
        for made in tables:
            document.add_paragraph(phrase(dice, 10, 40) + ".")
            _word_table(document, made, style)
        document.add_paragraph(phrase(dice, 10, 40) + ".")
        document.save(str(path.with_suffix(".docx")))
        return path.with_suffix(".docx")

    return write


def _word_table(document: docx.document.Document, made: TrueTable, style: str) -> None:
    grid = document.add_table(made.rows, made.columns)
    grid.style = document.styles[style]
    grid.autofit = False
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    shares = made.widths or (1.0,) * made.columns
    for column, share in zip(grid.columns, shares, strict=True):
        column.width = round(room * share / sum(shares))
        for cell in column.cells:
            cell.width = column.width
    cells = [[grid.cell(r, c) for c in range(made.columns)] for r in range(made.rows)] if made.rows < 20 else None
    flat = None if cells else grid._cells
    for one in made.cells:
        cell = cells[one.row][one.column] if cells else flat[one.row * made.columns + one.column]
        cell.text = one.text
        if one.rowspan * one.colspan > 1:
            cell.merge(grid.cell(one.row + one.rowspan - 1, one.column + one.colspan - 1))


def web_page(path: Path, tables: Sequence[TrueTable], dice: random.Random) -> Path:
    """Writes a page as Word saves it."""
    parts = [
        '<html><head><meta charset="utf-8"><style>p,td{font-family:"DejaVu Serif";font-size:10pt}</style></head><body>'
    ]
    for made in tables:
        parts.append(f"<p>{escape(phrase(dice, 10, 40))}.</p>")
        parts.append('<table border="1" cellspacing="0" cellpadding="4" style="border-collapse:collapse;width:100%">')
        for row in range(made.rows):
            parts.append("<tr>")
            for cell in sorted((one for one in made.cells if one.row == row), key=lambda one: one.column):
                parts.append(f'<td rowspan="{cell.rowspan}" colspan="{cell.colspan}"><p>{escape(cell.text)}</p></td>')
            parts.append("</tr>")
        parts.append("</table>")
    parts.append(f"<p>{escape(phrase(dice, 10, 40))}.</p></body></html>")
    path.with_suffix(".html").write_text("".join(parts), "utf-8")
    return path.with_suffix(".html")


def sheet(*, bordered: bool) -> Writer:
    """Gives a writer of spreadsheets with one table."""

    def write(path: Path, tables: Sequence[TrueTable], dice: random.Random) -> Path:
        book = openpyxl.Workbook()
        page = book.active
        (made,) = tables
        page["A1"] = phrase(dice, 3, 6)
        shares = made.widths or (1.0,) * made.columns
        for column, share in enumerate(shares, start=1):
            page.column_dimensions[openpyxl.utils.get_column_letter(column)].width = 90 * share / sum(shares)
        room = [90 * share / sum(shares) for share in shares]
        for row in range(made.rows):
            deepest = max(1 + int(1.25 * len(one.text) / room[one.column]) for one in made.cells if one.row == row)
            page.row_dimensions[row + 3].height = 15.0 * deepest
        edge = Side(style="thin")
        for one in made.cells:
            cell = page.cell(one.row + 3, one.column + 1, one.text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.data_type = "s"
            if bordered:
                cell.border = Border(edge, edge, edge, edge)
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
        page.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)
        book.save(path.with_suffix(".xlsx"))
        return path.with_suffix(".xlsx")

    return write
