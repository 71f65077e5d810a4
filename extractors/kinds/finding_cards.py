"""Cards of a conclusion: small tables of keys and values, a finding each, turned into rows below one head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from extractors.kinds.criteria import criterion_alone, criterion_leading
from extractors.kinds.findings_columns import Role, column_of
from extractors.kinds.label_heads import head_of
from extractors.kinds.labels import one_line
from extractors.records import Cell, Table

FEWEST_KEYS = 2  # known keys that make a table a card
LONGEST_KEY = 6  # words
# What the cells of a row that opens a card hold («ЗАМЕЧАНИЕ № 1 | Критерий 1.1»); heads as `column_of` knows them.
_LABEL, _CRITERION, _TITLE = "Вид вывода", "Критерий", "Тема"

Pair = tuple[Cell, Cell]


@dataclass(slots=True)
class _Card:
    """A card while it is read. told: it opens with a row of its own that says label and criterion."""

    told: bool = False
    cells: dict[str, Cell] = field(default_factory=dict)


def turned(table: Table) -> Table:
    """Gives a table of cards as rows below a head, any other table as it is.

    A card holds its keys in the first column and their values in the second, and may open with a row for its label and
    criterion; a table may hold several, one below the other.
    """
    pairs = _pairs(table)
    if pairs is None or len(pairs) < FEWEST_KEYS:
        return table
    headed = _is_head(pairs)
    opened = [_opens(pair) for pair in pairs]
    keys = [_key(pair) for pair, opens in zip(pairs, opened, strict=True) if not opens]
    if (headed and not opened[0]) or not keys or any(len(key.split()) > LONGEST_KEY or not key for key in keys):
        return table
    if not (_are_keys(keys) if not opened[0] else any(_says(key) for key in keys)):
        return table
    cards = list(_cards(pairs, opened))
    names = tuple(dict.fromkeys(name for card in cards for name in card.cells))
    head = tuple(Cell(name, table.place, header=True) for name in names)
    blank = Cell("", table.place)
    return replace(table, rows=(head, *(tuple(card.cells.get(name, blank) for name in names) for card in cards)))


def _is_head(pairs: list[Pair]) -> bool:
    """Tells whether the first row is a head; a key that comes again below, or a criterion's number, shows a card."""
    value = one_line(pairs[0][1].text)
    again = _key(pairs[0]) in {_key(pair) for pair in pairs[1:]}
    marked = all(cell.header for cell in pairs[0]) or column_of(value).role is not Role.OTHER
    return marked and not again and criterion_leading(value) is None


def _pairs(table: Table) -> list[Pair] | None:
    """Gives the rows as pairs of cells; None when some row has more or fewer."""
    rows = [[cell for cell in row if cell is not None] for row in table.rows]
    return [(row[0], row[1]) for row in rows] if all(len(row) == len(("key", "value")) for row in rows) else None


def _key(pair: Pair) -> str:
    return one_line(pair[0].text).rstrip(" :")


def _opens(pair: Pair) -> bool:
    """Tells whether a row opens a card by itself: a label or a criterion where a key or its value would stand."""
    first, second = one_line(pair[0].text), one_line(pair[1].text)
    if _names_criterion(first):
        return True
    label = head_of(first)
    known = column_of(_key(pair)).role in {Role.CRITERION, Role.NUMBER}
    alone = criterion_alone(second) is not None and bool(second) and not known
    return alone and ((label is not None and label.labelled) or not second[:1].isdigit())


def _names_criterion(text: str) -> bool:
    """Tells whether a cell holds a criterion by name («Критерий 1.1», «1.1-критерий»), not a bare number."""
    return criterion_alone(text) is not None and re.search(r"[^\W\d_]{3}", text) is not None


def _says(key: str) -> bool:
    return column_of(key).role in {Role.FINDING, Role.CONTENT}


def _are_keys(keys: Sequence[str]) -> bool:
    """Tells whether the first column names what stands beside it: known heads, not one head over a column of values."""
    known = {key: column_of(key).role for key in keys}
    told = [role for role in known.values() if role not in {Role.OTHER, Role.NUMBER}]
    return any(map(_says, keys)) and len(set(told)) >= FEWEST_KEYS and len(told) * 2 >= len(known)


def _cards(pairs: Sequence[Pair], opened: Sequence[bool]) -> Iterator[_Card]:
    card, opening = _Card(), dict[str, Cell]()
    for pair, opens in zip(pairs, opened, strict=True):
        key = _key(pair)
        if card.cells and (opens or key in card.cells):
            yield card
            # A card that opens with its criterion may say several findings of it.
            card = _Card(told=card.told, cells=dict(opening) if card.told and not opens else {})
        if opens:
            first = _names_criterion(one_line(pair[0].text))
            label, criterion = (pair[1], pair[0]) if first else pair
            opening = {_TITLE if first else _LABEL: _single(label), _CRITERION: _single(criterion)}
            card.told = True
            card.cells.update(opening)
        else:
            card.cells[key] = _single(pair[1])
    yield card


def _single(cell: Cell) -> Cell:
    return replace(cell, rowspan=1, colspan=1, header=False)
