"""Cards made of keys and values, one under another, laid out as one table with a row a card, so that columns tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractors.cell_content import is_blank
from extractors.grid import distinct, owners
from extractors.kinds.headings import is_heading
from extractors.languages.letters import fold
from extractors.records import Cell, Document, Paragraph, Place, Table

FEWEST_CARDS = 3
FEWEST_KEYS = 2
LONGEST_KEY = 8  # words
ALIKE = 0.7  # share of keys that must be those of most cards
USUAL = 0.5  # share of cards that must have a key for it to be a column

_NUMBERED = re.compile(r"(?:№\s*)?\d{1,3}(?:\.\d{1,2})*\.?")


@dataclass(slots=True)
class _Card:
    """One card. heading: the line above it. values: key without its number → cell. numbers: the same → its number."""

    heading: Paragraph | None
    values: dict[str, Cell] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)


def unrolled(document: Document) -> Document | None:
    """Gives a document with its cards as one table, None for one that has no cards of the same keys."""
    cards: list[_Card] = []
    taken: set[int] = set()
    heading: Paragraph | None = None
    for at, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            heading = block if is_heading(block) else heading
            continue
        found = _cards(block, heading)
        if found:
            cards.extend(found)
            taken.add(at)
        heading = None
    counts = Counter(key for card in cards for key in card.values)
    usual = [key for key, count in counts.items() if count >= USUAL * len(cards)]
    if len(cards) < FEWEST_CARDS or len(usual) < FEWEST_KEYS:
        return None
    if sum(counts[key] for key in usual) < ALIKE * sum(counts.values()):
        return None
    first = min(taken)
    kept = [block for at, block in enumerate(document.blocks) if at > first and at not in taken]
    before = [block for block in document.blocks[:first] if block is not cards[0].heading]
    return replace(document, blocks=(*before, _table(cards, usual), *kept))


def _cards(table: Table, heading: Paragraph | None) -> list[_Card]:
    """Gives the cards of a table of keys and values: one, or several where its keys begin again; none of another."""
    grid = owners(table)
    if not grid or not 2 <= len(grid[0]) <= 3:
        return []
    found = [_Card(heading)]
    for row in grid:
        cells = [owner for owner in distinct(row) if owner.cell is not None]
        if len(cells) != 2 or cells[1].cell is None or len(cells[0].text.split()) > LONGEST_KEY:
            continue
        said = cells[0].text.strip(" :.\n")
        key = fold(_NUMBERED.sub("", said)).strip(" .:")
        if not key or is_blank(said):
            return []
        if key in found[-1].values:
            found.append(_Card(None))
        found[-1].values[key] = cells[1].cell
        found[-1].words[key] = " ".join(_NUMBERED.sub("", said).split())
        number = _NUMBERED.search(said)
        if number is not None:
            found[-1].numbers[key] = number.group().strip("№ .")
    return [card for card in found if len(card.values) >= FEWEST_KEYS]


def _table(cards: Sequence[_Card], keys: Sequence[str]) -> Table:
    """Gives the cards as a table: a head of keys, numbers of keys in columns of their own, headings as section rows."""
    numbered = [key for key in keys if sum(key in card.numbers for card in cards) >= USUAL * len(cards)]
    place = next(iter(cards[0].values.values())).place
    heads = {key: next(card.words[key] for card in cards if key in card.words) for key in keys}
    rows: list[tuple[Cell | None, ...]] = [
        (*(_cell("№", place) for _ in numbered), *(_cell(heads[key], place) for key in keys))
    ]
    width = len(numbered) + len(keys)
    for card in cards:
        if card.heading is not None:
            spanning = replace(_cell(card.heading.text, card.heading.place), colspan=width)
            rows.append((spanning, *(None for _ in range(width - 1))))
        numbers = (_cell(card.numbers.get(key, ""), place) for key in numbered)
        rows.append((*numbers, *(_one(card.values.get(key), place) for key in keys)))
    return Table(tuple(rows), place)


def _cell(text: str, place: Place) -> Cell:
    return Cell(text, place, paragraphs=(Paragraph(text, place),))


def _one(cell: Cell | None, place: Place) -> Cell:
    return replace(cell, rowspan=1, colspan=1, header=False) if cell is not None else _cell("", place)
