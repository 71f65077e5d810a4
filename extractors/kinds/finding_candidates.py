"""A finding as one place of the conclusion says it, before the same finding said elsewhere is joined to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from extractors.kinds.labels import Item, mentions, one_line
from extractors.records import FindingKind, Place


class Form(IntEnum):
    """How the finding stands in the paper. Lower forms are fuller as a rule; a table is the usual place of a short restatement."""

    LABELLED = 0
    LISTED = 1
    PROSE = 2
    TABLE = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """One statement of a finding. block: index of the document's block. standard, criterion: numbers, None when not told."""

    kind: FindingKind | None
    text: str
    place: Place
    form: Form
    block: int
    standard: str | None = None
    criterion: str | None = None
    code: str | None = None
    number: str | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Where in the conclusion the reader is. standard, criterion: from the headings above. foreign: an account of earlier reviews."""

    title: str | None = None
    standard: str | None = None
    criterion: str | None = None
    foreign: bool = False


MIN_WORDS = 2


def candidate(item: Item, place: Place, form: Form, block: int, section: Section, kind: FindingKind | None = None) -> Candidate | None:
    """Makes a candidate of an item read under a section; None when the item is no finding (nothing said, the proposal to accredit)."""
    text = one_line(item.text)
    if len(text.split()) < MIN_WORDS or not any(letter.isalpha() for letter in text) or is_decision(text):
        return None
    criterion, standard = section.criterion, section.standard
    if item.criterion is not None:
        standard = item.criterion.standard or standard
        criterion = item.criterion.number
        if criterion and "." not in criterion and standard:
            criterion = f"{standard}.{criterion}"
    return Candidate(item.kind or kind, text, place, form, block, standard, criterion, item.code, item.number, section.title)


def is_decision(text: str) -> bool:
    """Tells whether the words propose the accreditation itself and so are no finding."""
    return mentions(text, "decision") and len(text.split()) <= 40
