"""The sections of a Word text: the size of their sheets, and where each begins."""

from __future__ import annotations

from lxml import etree

from extractors.formats.docx_names import W, number
from extractors.records import Section

_TWIPS = 20.0


class Sections:
    """Gathers the sections while the blocks of the body are read: a section's mark stands at its end."""

    def __init__(self) -> None:
        self._found: list[Section] = []
        self._begin = 0

    def end(self, properties: etree._Element | None, blocks: int) -> None:
        """Ends a section before the block of that index. properties: the element that holds its mark, if any."""
        mark = properties.find(W + "sectPr") if properties is not None else None
        size = mark.find(W + "pgSz") if mark is not None else None
        if mark is None:
            return
        width, height = (number(size.get(W + name)) or 0 if size is not None else 0 for name in ("w", "h"))
        if width > 0 and height > 0:
            section = Section(width / _TWIPS, height / _TWIPS, self._begin)
            last = self._found[-1] if self._found else None
            if last is None or (last.width, last.height) != (section.width, section.height):
                self._found.append(section)
        self._begin = blocks

    def found(self) -> tuple[Section, ...]:
        """Gives the sections in their order; those of one size that follow each other are one."""
        return tuple(self._found)
