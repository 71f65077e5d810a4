"""The type on which a workbook counts its widths."""

from __future__ import annotations

from typing import Any

from openpyxl.styles import Font

from flows.outputs.styles import TYPE


def set_type(book: Any) -> None:
    """Makes Arial 10 the workbook's own type.

    Excel and LibreOffice then give columns the widths that were reckoned with.
    """
    for style in book._named_styles:
        if style.name == "Normal":
            style.font = Font(name=TYPE, size=10)
