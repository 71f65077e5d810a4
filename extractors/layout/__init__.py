"""Words and rulings of pages, typed or recognised → paragraphs and tables in reading order."""

from __future__ import annotations

from extractors.layout.document import Layout, blocks

__all__ = ["Layout", "blocks"]
