"""A finding as one place of the conclusion says it, before the same finding said elsewhere is joined to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from extractors.kinds.label_heads import DEFAULT_LETTERS
from extractors.kinds.labels import Item, mentions, one_line
from extractors.languages.letters import fold
from extractors.lexicon import words
from extractors.records import FindingKind, Place


class Form(IntEnum):
    """How the finding stands in the paper. Lower forms are fuller as a rule; a table is the usual place of a short
    restatement.
    """

    LABELLED = 0
    LISTED = 1
    PROSE = 2
    TABLE = 3
    LOOSE = 4  # a sentence of the commission without colon or criterion: counts only where findings are said that way


@dataclass(frozen=True, slots=True)
class Candidate:
    """One statement of a finding. block: index of the document's block. standard, criterion: numbers, None when not
    told.
    """

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
    """Where in the conclusion the reader is. standard, criterion: from the headings above. foreign: an account of
    earlier reviews.
    """

    title: str | None = None
    standard: str | None = None
    criterion: str | None = None
    foreign: bool = False


MIN_WORDS = 2
SIGNED_WORDS = 4  # at most, beside a name: «Председатель комиссии Э. Асанов»
DECISION_WORDS = 40  # at most, of a sentence that proposes the accreditation
# «Н. Ю. Громова», «Абдивалиева С.», «03.04.2023 г.», «2025-жылдын 5-майы»
_NAME_OR_DATE = re.compile(
    r"(?:[А-ЯЁӨҮҢ]\.\s?){1,2}[А-ЯЁӨҮҢ][а-яёөүң-]+|[А-ЯЁӨҮҢ][а-яёөүң-]+\s(?:[А-ЯЁӨҮҢ]\.\s?){1,2}|\d{1,2}[.\s]\S+[.\s]\d{4}\s?(?:г\.?|-?ж\S*)?|\d{4}\s?-?\s?ж\S*\s\d{1,2}-\S+"
)


def candidate(  # noqa: PLR0917
    item: Item, place: Place, form: Form, block: int, section: Section, kind: FindingKind | None = None
) -> Candidate | None:
    """Makes a candidate of an item read under a section; None when the item is no finding (nothing said, the proposal
    to accredit).
    """
    text = one_line(item.text)
    if is_no_statement(text) or is_decision(text):
        return None
    criterion, standard = section.criterion, section.standard
    if item.criterion is not None:
        standard = item.criterion.standard or standard
        criterion = item.criterion.number
        if criterion and "." not in criterion and standard:
            criterion = f"{standard}.{criterion}"
    # A code says its kind by its letter, whatever the heading above says; «В-02» says nothing.
    told = item.code is not None and fold(item.code)[:1] in DEFAULT_LETTERS
    return Candidate(
        item.kind or (None if told else kind),
        text,
        place,
        form,
        block,
        standard,
        criterion,
        item.code,
        item.number,
        section.title,
    )


def is_no_statement(text: str) -> bool:
    """Tells whether the words say nothing: too few, a signature with its line, a person's name, a date."""
    if "____" in text:
        return True
    bare = _NAME_OR_DATE.sub(" ", text)
    words = [word for word in re.split(r"\s+", bare) if re.search(r"[^\W\d_]{2}", word)]
    signed = bare != text and len(words) <= SIGNED_WORDS and mentions(text, "speaker")
    torn = text.rstrip().endswith("-") and len(words) <= SIGNED_WORDS
    return len(words) < MIN_WORDS or signed or torn or (mentions(text, "speaker") and mentions(text, "thanks"))


def is_decision(text: str) -> bool:
    """Tells whether the words propose the accreditation itself and so are no finding."""
    return len(text.split()) <= DECISION_WORDS and mentions(_aside().sub(" ", fold(text)), "decision")


@cache
def _aside() -> re.Pattern[str]:
    """Gives what names the accreditation only to say when or whence: «перед аккредитацией», «аккредитациядан кийин»."""
    told = [fold(word) for word in words("findings", "decision_aside")]
    noun = r"(?:аккредитац|accredit)"
    whole = "|".join(re.escape(word) for word in told if re.match(noun, word))
    front = "|".join(re.escape(word) for word in told if not re.match(noun, word))
    return re.compile(rf"(?<![\w-])(?:(?:{front})\w*\s+(?:[\w-]+\s+){{0,2}}{noun}\w*|(?:{whole})\w*)")
