"""Cards of a conclusion: small tables of keys and values, a finding each, turned into rows below one head."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractors.kinds.findings_tables import Role, column_of
from extractors.kinds.labels import one_line
from extractors.records import Cell, Table

FEWEST_KEYS = 2  # known keys that make a table a card
LONGEST_KEY = 6  # words


def turned(table: Table) -> Table:
    """Gives a table of cards as rows below a head, any other table as it is.

    A card holds its keys in the first column and their values in the second; a table may hold several, one below the
    other, told by the first key coming again.
    """
    pairs = [[cell for cell in row if cell is not None] for row in table.rows]
    if len(pairs) < FEWEST_KEYS or any(len(pair) != 2 for pair in pairs):
        return table
    keys = [one_line(pair[0].text).rstrip(" :") for pair in pairs]
    headed = all(cell.header for cell in pairs[0]) or column_of(one_line(pairs[0][1].text)).role is not Role.OTHER
    if headed or any(len(key.split()) > LONGEST_KEY or not key for key in keys) or not _are_keys(keys):
        return table
    cards = list(_cards(keys, [pair[1] for pair in pairs]))
    names = tuple(dict.fromkeys(keys))
    head = tuple(replace(pairs[keys.index(name)][0], header=True, rowspan=1, colspan=1) for name in names)
    blank = Cell("", table.place)
    rows = tuple(tuple(card.get(name, blank) for name in names) for card in cards)
    return replace(table, rows=(head, *rows))


def _are_keys(keys: list[str]) -> bool:
    """Tells whether the first column names what stands beside it: known heads, not one head over a column of values."""
    known = {key: column_of(key).role for key in keys}
    told = [role for role in known.values() if role not in {Role.OTHER, Role.NUMBER}]
    says = any(role in {Role.FINDING, Role.CONTENT} for role in told)
    return says and len(set(told)) >= FEWEST_KEYS and len(told) * 2 >= len(known)


def _cards(keys: list[str], values: list[Cell]) -> Iterator[dict[str, Cell]]:
    card: dict[str, Cell] = {}
    for key, value in zip(keys, values, strict=True):
        if key in card:
            yield card
            card = {}
        card[key] = replace(value, rowspan=1, colspan=1)
    yield card
