"""Who approved a paper: a collegial body with its protocol, or a director's stamp alone (бекитүү / утверждение)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from extractors import lexicon
from extractors.languages.dates import dates_in
from extractors.languages.letters import clean, fold
from extractors.records import Approval, Document, Paragraph, ParagraphKind, Place, Table

TOP_BLOCKS = 25  # approvals stand among the first blocks, or among the last
END_BLOCKS = 8
LONGEST_LINE = 60  # words; longer paragraphs are prose and looked at alone
NEAR = 220  # characters around a body's name in which its protocol stands
STAMP_ROWS = 4  # a table of more rows is no approval block

_NUMBER_AFTER = r"\.?(?:\s+(?!№)[а-я]+){0,3}?\s*(?:[-–:]\s*)?(?:№|n[oо]?\.?|номер)\s*(\d+(?:[/.-][\da-zа-я]+)?)"
_NUMBER_BEFORE = r"(?:№|n[oо]?)\s*(\d+(?:[/.-]\d+)?)(?:\s?-?\s?[а-я]{1,4})?[\s-]+"


@cache
def _any(key: str) -> str:
    found = sorted((fold(word) for word in lexicon.words("approval", key)), key=len, reverse=True)
    return "(?:" + "|".join(word.replace("\\W", "\\W") for word in found) + ")"


def approvals(document: Document) -> tuple[Approval, ...]:
    """Gives the approvals that a paper bears; a body named with a blank protocol has neither number nor day."""
    found: list[Approval] = []
    for text, place in _stamps(document):
        found.extend(_approvals_of(text, place))
    return tuple(dict.fromkeys(found))


def _stamps(document: Document) -> Iterator[tuple[str, Place]]:
    """Yields the texts that may hold an approval: cells of small tables, and runs of short lines, at the top and
    at the end.
    """
    last = len(document.blocks) - END_BLOCKS
    run: list[Paragraph] = []
    for index, block in enumerate(document.blocks):
        # A numbered item is a measure: «вынести на Учёный совет до 01.03.2026» approves nothing.
        near_edge = (index < TOP_BLOCKS or index >= last) and not _is_item(block)
        if isinstance(block, Paragraph) and near_edge and len(block.text.split()) <= LONGEST_LINE:
            run.append(block)
            continue
        yield from _joined(run)
        run = []
        if isinstance(block, Paragraph):
            if near_edge:
                yield block.text, block.place
        elif near_edge and len(block.rows) <= STAMP_ROWS:
            yield from _cells(block)
    yield from _joined(run)


def _is_item(block: Paragraph | Table) -> bool:
    return isinstance(block, Paragraph) and (
        block.kind is ParagraphKind.LIST_ITEM or re.match(r"\d{1,2}(?:\.\d{1,2})*[.)]\s", block.text) is not None
    )


def _joined(run: list[Paragraph]) -> Iterator[tuple[str, Place]]:
    if run:
        yield "\n".join(paragraph.text for paragraph in run), run[0].place


def _cells(table: Table) -> Iterator[tuple[str, Place]]:
    for row in table.rows:
        for cell in row:
            if cell is not None and cell.text.strip():
                yield cell.text, cell.place


def _approvals_of(text: str, place: Place) -> list[Approval]:
    plain, folded = clean(text), fold(text)
    if len(plain) != len(folded):
        plain = folded
    flat = folded.replace("\n", " ")
    found: list[Approval] = []
    bodies = list(re.finditer(rf"(?<!\w){_any('bodies')}(?!\w)", flat))
    for index, body in enumerate(bodies):
        start = max(body.start() - NEAR, bodies[index - 1].end() if index else 0)
        stop = min(body.end() + NEAR, bodies[index + 1].start() if index + 1 < len(bodies) else len(flat))
        window = flat[start:stop]
        if re.search(_any("verbs"), window) is None:
            continue
        protocol = _protocol(window, named=True)
        if protocol is None:
            start, stop = _without_stamp(flat, start, body, stop)
            window = flat[start:stop]
            protocol = _protocol(window)
        named = re.search(_any("protocol"), window[body.end() - start :])
        near = body.end() - start + named.end() if named and protocol else body.start() - start
        day = _day(plain[start:stop].replace("\n", " "), near, after=named is not None)
        found.append(Approval(plain[body.start() : body.end()].replace("\n", " "), protocol, day, place=place))
    lone = _protocol(flat, named=True)
    if not found and lone and re.search(_any("verbs"), flat.replace("протокол", "")):
        found.append(Approval(None, lone, _day(plain.replace("\n", " "), 0), place=place))
    stamp = re.search(rf"(?<!\w){_any('director')}(?!\w)", flat)
    if stamp and re.search(_any("posts"), flat[stamp.end() : stamp.end() + NEAR]):
        found.append(
            Approval(
                director_only=True, day=_day(plain[stamp.end() : stamp.end() + NEAR].replace("\n", " "), 0), place=place
            )
        )
    return found


def _without_stamp(flat: str, start: int, body: re.Match[str], stop: int) -> tuple[int, int]:
    """Gives the part around a body up to a director's stamp: the day under «Бекитемин» is the director's own."""
    stamp = re.compile(rf"(?<!\w){_any('director')}(?!\w)")
    after = stamp.search(flat, body.end(), stop)
    return (body.start() if stamp.search(flat, start, body.start()) else start), (after.start() if after else stop)


def _protocol(window: str, *, named: bool = False) -> str | None:
    """Gives the number of the protocol («протокол № 9», «№ 6 протокол»), None for a blank one.

    Args: named: True where only a number beside the word counts; else a lone number beside a body's name will do.
    """
    word = rf"(?<!\w){_any('protocol')}(?!\w)"
    match = re.search(rf"{word}{_NUMBER_AFTER}", window) or re.search(rf"{_NUMBER_BEFORE}{word}", window)
    if match is None and not named:
        match = re.search(
            rf"(?<!\w)(?!(?:{_any('other_papers')})\W)[а-я]+\W{{0,4}}(?:\d[\d.\s-]*\W{{0,3}})?№\s*(\d+)", window
        )
    return match.group(1) if match else None


def _day(window: str, near: int, *, after: bool = False) -> date | None:
    """Gives the full date that stands nearest to a place in a text, None without one.

    Args: after: True where a date behind the place (behind the word «протокол») counts before any in front of it.
    """
    days = [
        (after and mention.start < near, abs(mention.start - near), mention.day)
        for mention in dates_in(window)
        if mention.precision == "day" and mention.day is not None
    ]
    return min(days)[2] if days else None


def is_approval(sentence: str) -> bool:
    """Tells whether a sentence says that a paper was considered or approved by a collegial body."""
    return any(approval.body is not None for approval in _approvals_of(sentence, Place("")))
