"""Reports printed from a portal: cards of a title with its state beside it, the answer and its papers below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.cell_content import is_blank, is_mark, is_status
from extractors.columns import roles
from extractors.evidence_names import named_evidence
from extractors.grid import Owner, distinct, owners
from extractors.kinds.anchors import criteria_in, joined, labels_in, own_number, standard_of
from extractors.kinds.footnotes import Footnotes
from extractors.records import Anchor, Cell, Document, DocumentKind, Paragraph, Place, Response, Table

FEWEST_CARDS = 3
LONGEST_TITLE = 14  # words
FEWEST_WORDS = 3  # of an answer
STATE_WORDS = 3  # of a state at the end of a title's line
MOSTLY = 0.7  # share of a table's rows that are cards, and of all cards that hold an answer

_LINKS_AT_END = re.compile(r"(?:\s*(?:https?://|www\.)\S+)+\s*$")


@dataclass(slots=True)
class _Card:
    """A card while it is read. body: its lines below the title."""

    title: str
    status: str
    place: Place
    body: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(line.strip() for line in self.body if line.strip())


def cards(document: Document, notes: Footnotes) -> tuple[Response, ...]:
    """Gives the answers of a report made of cards, none for a report of another make."""
    found = list(_cards(document))
    told = [card for card in found if len(card.text.split()) >= FEWEST_WORDS]
    if len(found) < FEWEST_CARDS or len(told) < MOSTLY * len(found):
        return ()
    return tuple(_response(card, order, notes) for order, card in enumerate(told))


def _cards(document: Document) -> Iterator[_Card]:
    """Yields the cards in order; what stands between two belongs to the first."""
    card: _Card | None = None
    for block in document.blocks:
        if isinstance(block, Table):
            rows = _rows(block)
            if not rows and card is not None:
                yield card
                card = None
            for row in rows:
                if card is not None:
                    yield card
                card = row
        elif card is not None:
            opened = _opened(block)
            if opened is None:
                card.body.append(block.text)
            else:
                yield card
                card = opened
    if card is not None:
        yield card


def _rows(table: Table) -> list[_Card]:
    """Gives the cards of a table without a head whose rows are titles with a state beside them, none of another."""
    grid = owners(table)
    if not grid or len(grid[0]) > 3:
        return []
    read = [_card(row) for row in grid]
    found = [card for card in read if card is not None]
    if read[0] is None and roles(table, DocumentKind.REPORT).headed:
        return []
    titled = [card for card in found if len(card.title.split()) <= LONGEST_TITLE]
    return found if len(titled) == len(found) >= MOSTLY * len(grid) else []


def _card(row: tuple[Owner, ...]) -> _Card | None:
    """Gives the card that a row is, None where it is more or less than a title with a state beside it."""
    filled = [owner for owner in distinct(row) if not is_blank(owner.text) or is_mark(owner.text)]
    if len(filled) != 2 or not (is_status(filled[1].text) or is_mark(filled[1].text)):
        return None
    cell = filled[0].cell
    if cell is None:
        return None
    title, body = _parted(cell)
    return _Card(title, filled[1].text, cell.place, body)


def _parted(cell: Cell) -> tuple[str, list[str]]:
    """Gives the title of a card and the lines below it: what is bold in front, else the first line."""
    if cell.paragraphs and cell.paragraphs[0].bold and not cell.paragraphs[-1].bold:
        heads = next(index for index, paragraph in enumerate(cell.paragraphs) if not paragraph.bold)
        texts = [paragraph.text for paragraph in cell.paragraphs]
        return " ".join(texts[:heads]), texts[heads:]
    first, *rest = cell.text.split("\n")
    return first, rest


def _opened(paragraph: Paragraph) -> _Card | None:
    """Gives the card that a paragraph opens: a short title, a state, then the answer or nothing («Архив Выполнено»)."""
    words = paragraph.text.split()
    for start in range(1, min(LONGEST_TITLE, len(words))):
        if words[start - 1].endswith((".", ",", ";", ":")):
            return None
        if not words[start][:1].isupper():
            continue
        for end in range(start + 1, min(start + STATE_WORDS, len(words)) + 1):
            state, rest = " ".join(words[start:end]), " ".join(words[end:])
            if is_status(state) and (not rest or rest[:1].isupper()):
                return _Card(" ".join(words[:start]), state, paragraph.place, [rest])
    return None


def _response(card: _Card, order: int, notes: Footnotes) -> Response:
    number, title = own_number(card.title)
    criteria = criteria_in(card.title)
    anchor = Anchor(
        number=number,
        standard=standard_of(criteria),
        criterion=joined(criteria),
        labels=labels_in(card.title),
        finding_text=title,
        order=order,
    )
    text = notes.without_marks(_LINKS_AT_END.sub("", card.text)) or card.text
    return Response(text, card.place, anchor, card.status, named_evidence(notes.without_marks(card.text)))
