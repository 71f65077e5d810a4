"""A page picture → words and ruling lines, so that scans and text pages meet the same table code."""

from __future__ import annotations

from extractors.ocr.engine import ready
from extractors.ocr.page import is_unread, recognise_page

__all__ = ["is_unread", "ready", "recognise_page"]
