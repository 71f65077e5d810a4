"""What the elements of an HTML page say of their words: hidden, deleted, bold, numbered, coloured."""

from __future__ import annotations

import re

from lxml import etree

from extractors.formats.docx_numbering import formatted

_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_BOLD_TAGS = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.I)
_WEIGHT = re.compile(r"font-weight\s*:\s*([\w-]+)", re.I)
_LIST_NUMBER = re.compile(r"mso-list\s*:\s*ignore", re.I)
_GROUND = re.compile(r"background(?:-color)?\s*:\s*#?([0-9a-f]{6})\b", re.I)
_COLOUR = re.compile(r"#?([0-9a-f]{6})", re.I)


def why_left_out(element: etree._Element) -> str | None:
    """Gives why an element's words are not shown, as the code of a problem; words struck through by hand are shown."""
    if element.tag == "del" and (element.get("cite") is not None or element.get("datetime") is not None):
        return "deleted_text_left_out"
    return "hidden_text_left_out" if _HIDDEN.search(element.get("style", "")) else None


def is_list_number(element: etree._Element) -> bool:
    """Tells whether an element is the number that Word wrote out before a list item."""
    return bool(_LIST_NUMBER.search(element.get("style", "")))


def is_bold(element: etree._Element, around: bool) -> bool:
    """Tells whether an element's words are bold. around: whether those around it are."""
    weight = _WEIGHT.search(element.get("style", ""))
    if weight is not None:
        said = weight.group(1).lower()
        return said in ("bold", "bolder") or (said.isdecimal() and int(said) >= 600)
    return around or element.tag in _BOLD_TAGS


def item_number(item: etree._Element) -> str | None:
    """Gives the number that a browser puts before a list item, None for a bulleted one."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return None
    count = _whole(parent.get("start"), 1) - 1
    for sibling in parent.iterchildren("li"):
        count = _whole(sibling.get("value"), count + 1)
        if sibling is item:
            break
    return f"{formatted(count, _FORMS.get(parent.get('type', '1'), 'decimal'))}."


def _whole(text: str | None, usual: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,6}", text) else usual


def fill_of(cell: etree._Element) -> str | None:
    """Gives the background of a cell as "RRGGBB", None without one."""
    row = cell.getparent()
    for element in (cell, row) if row is not None else (cell,):
        ground = _GROUND.search(element.get("style", "")) or _COLOUR.fullmatch(element.get("bgcolor", ""))
        if ground is not None:
            return ground.group(1).upper()
    return None
