"""A PDF that lost its end, given a new one: its catalogue says where the pages are, PDFium finds the rest by itself."""

from __future__ import annotations

import re

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
