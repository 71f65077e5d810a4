"""What a plan or a report says of itself: its own date and the period that it covers."""

from __future__ import annotations

from datetime import date

from extractors.kinds.approvals import approvals
from extractors.languages.dates import dates_in
from extractors.records import Document, DocumentKind, Fact, Paragraph, ParagraphKind, Place

FIRST_BLOCKS = 14
LAST_BLOCKS = 4
LONGEST_LINE = 30  # words of a line that may date its paper


def own_date(document: Document) -> date | None:
    """Gives the day of a paper: of its approval, else of its first lines, else of its signature; None when it
    bears none.
    """
    approved = [
        approval.day for approval in approvals(document) if approval.day is not None and not approval.director_only
    ]
    if approved:
        return approved[0]
    found = _first_day(document)
    return found[0] if found else None


def _first_day(document: Document) -> tuple[date, Place] | None:
    blocks = (*document.blocks[:FIRST_BLOCKS], *document.blocks[-LAST_BLOCKS:])
    for block in blocks:
        if isinstance(block, Paragraph):
            for mention in dates_in(block.text) if _is_line(block) else ():
                if mention.precision == "day" and mention.day is not None:
                    return mention.day, block.place
        elif len(block.rows) <= 4:
            for row in block.rows:
                for cell in row:
                    for mention in dates_in(cell.text) if cell is not None else ():
                        if cell is not None and mention.precision == "day" and mention.day is not None:
                            return mention.day, cell.place
    return None


def _is_line(paragraph: Paragraph) -> bool:
    """Tells whether a paragraph may date its paper: a short line of its own, no item of a list."""
    listed = paragraph.kind is ParagraphKind.LIST_ITEM or paragraph.number is not None
    return not listed and len(paragraph.text.split()) <= LONGEST_LINE


def facts(document: Document, kind: DocumentKind) -> tuple[Fact, ...]:
    """Gives the paper's own date as "plan_date" or "report_date"; the facts of the case are read by card_facts for
    every paper.
    """
    day = own_date(document)
    if day is None:
        return ()
    places = [approval.place for approval in approvals(document) if approval.day == day and approval.place is not None]
    found = _first_day(document)
    place = places[0] if places else found[1] if found else Place(document.file)
    return (Fact(f"{kind.value}_date", day.isoformat(), place),)
