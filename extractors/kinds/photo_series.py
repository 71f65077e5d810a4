"""Photographs of one paper, taken page by page, joined into one document in their order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.kinds.identification import identify
from extractors.records import Document, DocumentKind, Page

# A first page says what the paper is; a following page does not, or not as surely.
SURE = 0.55
MINUTES_APART = 15


@dataclass(frozen=True, slots=True)
class Series:
    """One paper. document: all its pages; members: the files in order (one member: an ordinary file)."""

    document: Document
    members: tuple[Document, ...]


def _name_key(file: str) -> tuple[str, str, int | None]:
    """Gives folder, the name without its numbers, and the moment or counter that the name carries, in minutes where
    it is a time.
    """
    folder, _, name = file.rpartition("/")
    stem = name.rsplit(".", 1)[0]
    digits = re.findall(r"\d+", stem)
    shape = re.sub(r"\d+", "#", stem)
    joined = "".join(digits)
    if len(joined) >= 12:
        day, hour, minute = int(joined[:8]), int(joined[8:10]), int(joined[10:12])
        return folder, f"{shape}:{day}", hour * 60 + minute
    return folder, shape, int(joined) if joined else None


def _follows(first: Document, second: Document) -> bool:
    a, b = _name_key(first.file), _name_key(second.file)
    if a[:2] != b[:2] or a[2] is None or b[2] is None:
        return False
    return 0 <= b[2] - a[2] <= (MINUTES_APART if ":" in a[1] else 1)


def joined_series(documents: Sequence[Document]) -> tuple[Series, ...]:
    """Gives every document as a series: pictures whose names follow one another, and whose later pages have no title
    of their own, are one.

    The order of the other documents is kept.
    """
    series: list[list[Document]] = []
    pictures = sorted(
        (document for document in documents if document.media == "image"),
        key=lambda document: (_name_key(document.file)[:2], _name_key(document.file)[2] or 0, document.file),
    )
    for picture in pictures:
        if series and _follows(series[-1][-1], picture) and _continues(picture):
            series[-1].append(picture)
        else:
            series.append([picture])
    others = [Series(document, (document,)) for document in documents if document.media != "image"]
    return (*others, *(Series(_join(members), tuple(members)) for members in series))


def _continues(picture: Document) -> bool:
    identification = identify(picture)
    return (
        identification.score < SURE
        or (identification.kind in {DocumentKind.OTHER, DocumentKind.EVIDENCE}
        and identification.score < 0.8)
    )


def _join(members: Sequence[Document]) -> Document:
    first = members[0]
    if len(members) == 1:
        return first
    pages: list[Page] = [page for member in members for page in member.pages]
    return replace(
        first,
        pages=tuple(replace(page, number=number) for number, page in enumerate(pages, 1)),
        blocks=tuple(block for member in members for block in member.blocks),
        running=tuple(line for member in members for line in member.running),
        problems=tuple(problem for member in members for problem in member.problems),
    )
