"""Roman numerals as papers write them: Latin or Cyrillic letters, and what recognition makes of them."""

from __future__ import annotations

NUMERALS = {
    name: value
    for value, name in enumerate(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), start=1)
}
# Latin and Cyrillic letters that Roman numerals are typed with; Ш is what recognition makes of III.
_TYPED = str.maketrans({"і": "i", "х": "x", "ш": "iii", "п": "ii", "у": "v", "ӏ": "i", "l": "i"})


def roman_value(folded: str) -> int | None:
    """Gives the value of a numeral from I to XII, however typed; None for any other word.

    Args: folded: the word as `fold` gives it.
    """
    return NUMERALS.get(folded.translate(_TYPED))
