"""The XML names of WordprocessingML that the DOCX reader asks for, written out once."""

from __future__ import annotations

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
VML = "{urn:schemas-microsoft-com:vml}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"

VAL = W + "val"
_OFF = frozenset({"0", "false", "off"})


def is_on(element: etree._Element | None) -> bool:
    """Tells whether a switch element (w:b, w:tblHeader) is there and not switched off."""
    return element is not None and element.get(VAL, "1") not in _OFF


def value(parent: etree._Element | None, *names: str) -> str | None:
    """Gives w:val of the descendant reached by the child names, None when any is absent."""
    for name in names:
        if parent is None:
            return None
        parent = parent.find(W + name)
    return None if parent is None else parent.get(VAL)


def count_letters(element: etree._Element) -> int:
    """Counts the characters without white space of all text inside, deleted text too."""
    return sum(len("".join((text.text or "").split())) for text in element.iter(W + "t", W + "delText"))


def number(text: str | None) -> int | None:
    """Gives a whole number, None for anything else (a broken attribute must not stop the reading)."""
    try:
        return int(float(text)) if text is not None else None
    except (ValueError, OverflowError):
        return None
