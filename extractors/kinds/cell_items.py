"""Several numbered or bulleted things in one cell, and which of another cell's parts belongs to which."""

from __future__ import annotations

import re
from collections.abc import Callable

from extractors.kinds.anchors import own_number

_INLINE = re.compile(r"(?:(?<=^)|(?<=[\s;.,]))(\d{1,2}|[а-я])\)\s*(?=\S)")
_INLINE_DOT = re.compile(r"(?:(?<=^)|(?<=[\s;]))(\d{1,2})\.\s+(?=[А-ЯЁӨҮҢA-Z«])")
_RUN_ON = re.compile(r"(?<=\s)(\d{1,2})[.)]\s+(?=[А-ЯЁӨҮҢA-Z«])")
_BULLETED = re.compile(r"^\s*[•●▪■◦·*➢►‣\-–—]\s+")


def lines(text: str) -> tuple[str, ...]:
    """Gives the lines of a cell, each with its automatic number in front."""
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def numbered(text: str) -> tuple[tuple[str, str], ...]:
    """Gives the (number, words) of each item of a cell that counts «1) … 2) …» or «а) … б) …»; nothing for other
    texts.
    """
    for pattern in (_INLINE, _INLINE_DOT):
        marks = _in_sequence(list(pattern.finditer(text)))
        if len(marks) >= 2 and not text[: marks[0].start()].strip():
            ends = [*(mark.start() for mark in marks[1:]), len(text)]
            items = [
                (mark.group(1), text[mark.end() : end].strip().rstrip(";,").strip())
                for mark, end in zip(marks, ends, strict=True)
            ]
            if all(words for _, words in items):
                return tuple(items)
    return ()


def _in_sequence(marks: list[re.Match[str]]) -> list[re.Match[str]]:
    """Keeps the marks that count on from the first one: 1, 2, 3 or а, б, в."""
    kept: list[re.Match[str]] = []
    for mark in marks:
        expected = "1а" if not kept else _next(kept[-1].group(1))
        if mark.group(1) in expected if not kept else mark.group(1) == expected:
            kept.append(mark)
    return kept


def _next(number: str) -> str:
    if number.isdigit():
        return str(int(number) + 1)
    return chr(ord(number) + 1)


def items(text: str) -> tuple[tuple[str | None, str], ...]:
    """Gives the things that a cell lists, each with its number: numbered ones, or bulleted lines; one thing
    otherwise.
    """
    counted = numbered("\n".join(lines(text)))
    if counted:
        return counted
    parts = lines(text)
    if len(parts) >= 2 and all(_BULLETED.match(part) for part in parts):
        return tuple((None, own_number(part)[1].rstrip(";").strip()) for part in parts)
    return ((None, "\n".join(parts)),)


def shares(text: str, measures: tuple[tuple[str | None, str], ...], fits: Callable[[str], bool]) -> tuple[str, ...]:
    """Gives, for each of the measures, the part of another cell that belongs to it: by number, by line, or all of
    it to each.

    Args: fits: what a part must be to stand alone (a date, a person); a wrapped line of one person is no part.
    """
    if len(measures) < 2:
        return (text,) * len(measures)
    counted = dict(numbered("\n".join(lines(text))))
    if counted:
        return tuple(counted.get(number or "", "" if number in counted else text) for number, _ in measures)
    for parts in (lines(text), tuple(piece.strip() for piece in text.split(";") if piece.strip())):
        if len(parts) == len(measures) and all(fits(part) for part in parts):
            return parts
    return (text,) * len(measures)


def parallel(text: str, *others: str) -> tuple[tuple[str | None, str], ...]:
    """Gives the parts of a cell divided by semicolons when at least two of the other cells are divided into as many."""
    parts = [part.strip() for part in text.split(";") if part.strip()]
    same = sum(len([part for part in other.split(";") if part.strip()]) == len(parts) for other in others)
    return tuple((None, part) for part in parts) if len(parts) >= 2 and same >= 2 else ()


def cut_at_numbers(text: str, last: int) -> tuple[tuple[int | None, str], ...]:
    """Divides a text at item numbers inside it that count on from `last`, where a page's lines were run together.

    Returns: (number, words) of each part; the first part has no number, as its own stands in front of the text.
    """
    cuts: list[tuple[int, int, int]] = []
    for match in _RUN_ON.finditer(text):
        if int(match.group(1)) == last + 1 + len(cuts):
            cuts.append((match.start(), match.end(), int(match.group(1))))
    starts = [(None, 0), *((number, end) for _, end, number in cuts)]
    ends = [*(start for start, _, _ in cuts), len(text)]
    return tuple((number, text[start:end].strip()) for (number, start), end in zip(starts, ends, strict=True))


def portion(text: str, rows: int, index: int, fits: Callable[[str], bool]) -> str:
    """Gives the part of a cell that belongs to one of the rows that it spans, where a scan lost the line between
    two cells.

    Args: rows: how many rows the cell spans. index: which of them, from 0. fits: what each part must be (a
    date, a person).
        A cell that is not made of as many parts belongs to all of its rows.
    """
    parts = lines(text)
    if len(parts) != rows or not all(fits(part) for part in parts):
        parts = _halves(text.split(), fits) if rows == 2 else ()
    return parts[index] if len(parts) == rows else text


def _halves(words: list[str], fits: Callable[[str], bool]) -> tuple[str, ...]:
    """Divides words into two parts that both fit, when there is one way only and no comma joins them."""
    ways = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    good = [way for way in ways if fits(way[0]) and fits(way[1]) and way[0][-1] not in ",;–-"]
    same = [way for way in good if way[0] == way[1]]
    if same:
        return same[0]
    return good[0] if len(good) == 1 and not (len(words) > 2 and fits(" ".join(words))) else ()
