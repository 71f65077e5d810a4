"""PDFium's view of a page → PageContent: words, rulings, shades, notes; only pages that lack usable text go further."""

from __future__ import annotations
