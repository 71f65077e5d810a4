"""Text of documents made fit for a spreadsheet: never a formula, nothing hidden, nothing cut off in silence."""

from __future__ import annotations

import re

# Excel's own limit is 32,767 UTF-16 units; some room is left for the note that the text goes on.
CELL_LIMIT = 32_767
_PART = 32_400
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
# A sign without width in front keeps a text a text even where the workbook is saved as CSV and opened again.
GUARD = "\u200b"
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_ESCAPE_LIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def visible(text: str) -> str:
    """Gives the text with control characters shown as ⟨U+0007⟩, fit for any kind of file."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _HIDDEN.sub(lambda sign: f"⟨U+{ord(sign.group()):04X}⟩", text)


def safe_text(text: str) -> str:
    """Gives the text as a cell may hold it: controls shown, no beginning that a spreadsheet would calculate."""
    text = _ESCAPE_LIKE.sub("_x005F_", visible(text))
    return GUARD + text if starts_formula(text) else text


def starts_formula(text: str) -> bool:
    """Tells whether a spreadsheet would calculate the text instead of showing it."""
    return text.lstrip(" \n\u00a0").startswith(_FORMULA_SIGNS)


def typed_text(value: object) -> str:
    """Gives what a person typed into a cell, without the guard and the escapes that spreadsheets write."""
    text = "" if value is None else str(value)
    text = _ESCAPED.sub(lambda sign: chr(int(sign.group(1), 16)), text)
    return text.replace(GUARD, "").replace("\r\n", "\n").replace("\r", "\n").strip()


def cell_parts(text: str) -> tuple[str, ...]:
    """Cuts a safe text into parts that each fit into a cell, at white space where there is any."""
    parts: list[str] = []
    while len(text) > _PART // 2 and units(text) > _PART:
        end = _cut(text)
        parts.append(text[:end])
        text = text[end:].lstrip()
        text = GUARD + text if starts_formula(text) else text
    return (*parts, text)


def units(text: str) -> int:
    """Counts a text as Excel does, in UTF-16 units."""
    return len(text) + sum(1 for sign in text if ord(sign) > 0xFFFF)


def _cut(text: str) -> int:
    """Gives where the first part ends: at white space near the limit, else at the limit."""
    end = _PART
    while units(text[:end]) > _PART:
        end -= units(text[:end]) - _PART
    space = max(text.rfind(" ", end - 400, end), text.rfind("\n", end - 400, end))
    return space if space > 0 else end
