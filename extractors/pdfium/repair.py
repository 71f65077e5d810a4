"""A PDF that lost its end, given a new one: its catalogue says where the pages are, PDFium finds the rest by itself."""

from __future__ import annotations

import re
from pathlib import Path

from pdfminer.pdftypes import resolve1
from pdfminer.psexceptions import PSException

# Bytes of contents that draw nothing: what printers write for an empty page.
_EMPTY_PAGE = 120
_CATALOGUE = re.compile(
    rb"(?:^|[\r\n\s])(\d{1,9})\s+(\d{1,5})\s+obj\b(?:(?!endobj).){0,400}?/Type\s*/Catalog\b", re.DOTALL
)


def with_end(raw: bytes) -> bytes | None:
    """Gives the file with a trailer that names its catalogue, None when it holds none or only a password opens it."""
    if b"/Encrypt" in raw:
        return None
    found = _CATALOGUE.findall(raw)
    if not found:
        return None
    # An edited file holds one for each time that it was saved: the last one counts.
    return raw + b"\nendobj\ntrailer\n<< /Root %s %s R >>\nstartxref\n0\n%%%%EOF\n" % found[-1]


def holds_more(path: Path, index: int) -> bool:
    """Tells whether a page that shows nothing has contents after all, which are broken; doubt counts as yes."""
    # Empty pages are rare: only they pay for a second library's look at the file.
    import pdfplumber
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    try:
        with pdfplumber.open(path) as document:
            streams = document.pages[index].page_obj.contents
            return sum(len(resolve1(stream).get_rawdata() or b"") for stream in streams) > _EMPTY_PAGE
    except (PdfminerException, MalformedPDFException, PSException, IndexError, AttributeError):
        return True
