"""Pages → sections: stretches of pages of one size, each with the block that begins it."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.records import Page, Paragraph, Section, Table

# Points by which pages of one size differ (a scanner cuts sheets unevenly).
_ALIKE = 15.0


def sections_of(pages: Sequence[Page], blocks: Sequence[Paragraph | Table]) -> tuple[Section, ...]:
    """Gives the sections of a paper with fixed pages."""
    starts = [block.place.page or 0 for block in blocks]
    found: list[Section] = []
    for page in pages:
        if not page.width or not page.height or (found and _is_alike(found[-1], page)):
            continue
        first = next((index for index, start in enumerate(starts) if start >= page.number), len(blocks))
        found.append(Section(page.width, page.height, first, page.number))
    return tuple(found)


def _is_alike(section: Section, page: Page) -> bool:
    return abs(section.width - page.width) <= _ALIKE and abs(section.height - page.height) <= _ALIKE
