"""Lists of supporting papers at a report's end whose numbers are those of its answers («№ 3 – справка архива»)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from extractors import lexicon
from extractors.evidence_names import evidence_in_cell
from extractors.languages.letters import fold
from extractors.records import Document, EvidenceName, Paragraph, ParagraphKind, Place, Response

LONGEST_HEAD = 30  # words of the line that opens a list

_COUNTED = re.compile(
    r"\s*(?P<cites>(?:к|по)\s+(?:п\.|пункту|замечанию|рекомендации|строке)\s*)?№?\s*(?P<number>\d{1,3}(?:\.\d{1,2})?)"
    r"(?P<cites_after>-(?:пунктка|пункт|катар|сапка|эскертүүгө|сунушка)\w*)?\s*[.):–—-]*\s+(?P<papers>\S.*)",
    re.IGNORECASE | re.DOTALL,
)


def with_listed_papers(document: Document, responses: Sequence[Response]) -> tuple[Response, ...]:
    """Gives the answers, each that names no paper itself with those that a list at the report's end keeps for it."""
    listed = _listed(document, {response.place for response in responses})
    return tuple(
        response if response.evidence else replace(response, evidence=tuple(_of(response, listed)))
        for response in responses
    )


def _of(response: Response, listed: Mapping[str, list[EvidenceName]]) -> list[EvidenceName]:
    own = (response.anchor.number or "").strip(" .)")
    keys = (own, *response.anchor.labels, *(response.anchor.criterion or "").split(", "))
    return next((listed[key] for key in keys if key in listed), [])


def _listed(document: Document, answered: set[Place]) -> Mapping[str, list[EvidenceName]]:
    """Gives the papers of a list by the number of the answer that they belong to; none where no list says so."""
    found: dict[str, list[EvidenceName]] = defaultdict(list)
    by_row = opened = False
    for text, place in _lines(document):
        head = _heads(text)
        counted = _COUNTED.fullmatch(text)
        if place in answered:
            opened = False
        elif head is not None:
            opened, by_row = True, head
        elif counted is not None and opened and (by_row or counted["cites"] or counted["cites_after"]):
            found[counted["number"]].extend(evidence_in_cell(counted["papers"]))
        elif counted is None:
            opened = False
    return found


def _lines(document: Document) -> Iterator[tuple[str, Place]]:
    """Yields paragraphs and the rows of narrow tables as lines, in reading order."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            number = f"{block.number} " if block.number and any(map(str.isalnum, block.number)) else ""
            if block.kind is not ParagraphKind.FOOTNOTE and block.text.strip():
                yield number + " ".join(block.text.split()), block.place
            continue
        for row in block.rows:
            cells = [cell for cell in row if cell is not None]
            if 2 <= len(cells) <= 3 and cells[0].text.strip():
                yield f"{cells[0].text.strip()} {cells[-1].text.strip()}", cells[0].place


def _heads(text: str) -> bool | None:
    """Tells whether a line opens a list of papers, and then whether it says that the numbers are the answers'."""
    folded = fold(text)
    if len(folded.split()) > LONGEST_HEAD or text.rstrip()[-1:] in ".;" or _COUNTED.fullmatch(text):
        return None
    if not (_says(folded, "list") and _says(folded, "supporting")):
        return None
    return _says(folded, "by_number")


@cache
def _stems(key: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in lexicon.words("evidence", key))


def _says(folded: str, key: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(stem)}", folded) for stem in _stems(key))
