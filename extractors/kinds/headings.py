"""What the headings above a row or a sentence say of it: standard, criterion, deadline, person, programme."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from extractors import lexicon
from extractors.cell_content import is_date, is_person
from extractors.head_words import Role, best
from extractors.kinds.anchors import criteria_in, joined, labels_in, own_number, standard_of, standards_in
from extractors.kinds.keyed_text import role_of_key, trimmed
from extractors.languages.dates import dates_in, looks_like_due
from extractors.languages.letters import clean, fold
from extractors.records import Paragraph, ParagraphKind

LONGEST_HEADING = 16  # words
UNNAMED_WORDS = 5  # of a heading that says nobody answers

_FINDING_HEAD = re.compile(
    r"(?:(?P<code>[А-ЯA-Z]{1,2}\d?-\d{1,2})|(?P<key>[^\W\d_]+(?:[- ][^\W\d_]+)?)\s*(?:№\s*)?\d{1,3}(?:\.\d{1,2})?|"
    r"(?:№\s*)?\d{1,3}-(?P<ordinal>[^\W\d_]+(?:[- ][^\W\d_]+)?))\s*(?:\([^()]*\)\s*)?[.:–—-]\s*(?P<words>.+)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Context:
    """What stands above: the nearest heading and what it and those above it say; None where nothing is said."""

    section: str | None = None
    standard: str | None = None
    criterion: str | None = None
    labels: tuple[str, ...] = ()
    due_text: str | None = None
    responsible: str | None = None
    programme: str | None = None
    finding: str | None = None

    def under(self, heading: str) -> Context:
        """Gives the context below a further heading; a date or a person in it holds until the next such heading."""
        text = trimmed(" ".join(clean(heading).split()))
        number, rest = own_number(text)
        criteria, standards = criteria_in(text), standards_in(text)
        dotted = re.match(r"(\d{1,2}\.\d{1,2})\s+[А-ЯЁӨҮҢ]", text)
        if dotted and not criteria and not standards:
            criteria = (dotted.group(1),)
        if number is not None and not criteria and not standards and re.fullmatch(r"\d{1,2}\.\d{1,2}", number):
            criteria = (number,)
        finding = finding_in_heading(text)
        if finding is not None:
            return replace(
                self,
                section=text,
                standard=standard_of(criteria) or self.standard,
                criterion=joined(criteria) or (self.criterion if not self.finding else None),
                labels=labels_in(text),
                finding=finding,
            )
        return replace(self, finding=None)._general(text, rest, criteria, standards)

    def _general(self, text: str, rest: str, criteria: tuple[str, ...], standards: tuple[str, ...]) -> Context:
        """Gives the context below a heading that is no finding: a date, a person, a standard, a criterion, a topic."""
        if _is_dated(rest.strip()) and not standards:
            return replace(self, section=text, due_text=text)
        if _is_person_heading(rest) and not standards and not criteria:
            return replace(self, section=text, responsible=_person(rest))
        if self.responsible is not None and (names_no_person(rest) or _is_of_others(rest)):
            return replace(self, section=text, responsible=None)
        if criteria:
            return replace(
                self,
                section=text,
                standard=standard_of(criteria) or self.standard,
                criterion=joined(criteria),
                labels=labels_in(text),
            )
        if standards:
            return replace(self, section=text, standard=joined(standards), criterion=None, labels=())
        return replace(
            self, section=text, criterion=None, labels=labels_in(text), programme=programme_in(text) or self.programme
        )


def _is_dated(text: str) -> bool:
    """Tells whether a heading is a deadline; words with a whole year («План на 2024 год») are a title."""
    if not is_date(text):
        return False
    return looks_like_due(text, others=0) or any(
        said.precision not in {"year", "school_year"} for said in dates_in(text)
    )


def finding_in_heading(text: str) -> str | None:
    """Gives the finding that a heading repeats («Замечание 1. Нет стратегии», «З-2. Нет журнала»), None for others."""
    match = _FINDING_HEAD.match(text)
    if match is None or not match["words"].strip():
        return None
    said = match["code"] is not None or best(match["key"] or match["ordinal"]) is Role.FINDING
    return match["words"].strip() if said else None


def _person(text: str) -> str:
    """Gives the person of a heading without a word such as «Ответственный:» before it."""
    before, colon, after = text.partition(":")
    return trimmed(after if colon and after.strip() else before)


def _is_person_heading(text: str) -> bool:
    """Tells whether a heading names who does what stands below it; titles that mention a department do not."""
    key, colon, value = text.partition(":")
    if colon and role_of_key(key) is Role.RESPONSIBLE:
        return bool(value.strip())
    if names_no_person(text) or is_addressed(text):
        return False
    return is_person(text.strip(" :.")) and best(text) not in {Role.MEASURE, Role.ANSWER, Role.FINDING, Role.PROGRAMME}


def names_no_person(text: str) -> bool:
    """Tells whether a heading says that nobody answers for what stands below («Ответственный не назначен»)."""
    words = fold(text).strip(" .:").split()
    unnamed = {fold(word) for word in lexicon.words("persons", "unnamed")}
    return 1 < len(words) <= UNNAMED_WORDS and best(words[0]) is Role.RESPONSIBLE and bool(unnamed & set(words[1:]))


def _is_of_others(text: str) -> bool:
    """Tells whether a heading is of what is left over («Прочее», «Башка чаралар»), for which nobody named answers."""
    said = " ".join(re.findall(r"[^\W_]+", fold(text)))
    return said in {fold(word) for word in lexicon.words("persons", "others")}


def is_addressed(text: str) -> bool:
    """Tells whether a line says to whom a letter goes («Директору агентства …», «… мырзага»)."""
    said = " ".join(re.findall(r"[^\W_]+(?:-[^\W_]+)*", fold(text)))
    return any(f" {fold(word)} " in f" {said} " for word in lexicon.words("persons", "addressed"))


@cache
def _programme_words() -> str:
    return "|".join(fold(word) for word in lexicon.words("anchors", "programme"))


def programme_in(text: str) -> str | None:
    """Gives the one programme, direction or department that a text names («по программе „Экономика“», «Кафедра
    менеджмента»).
    """
    plain, folded = clean(text), fold(text)
    if len(plain) != len(folded):
        return None
    quoted = re.findall(
        rf"(?:{_programme_words()})\s*(?:\d{{6}}\s*)?[«„\"“]([^»“\"”]+)[»“\"”]|[«„\"“]([^»“\"”]+)[»“\"”]\s*(?:{_programme_words()})",
        plain,
        re.IGNORECASE,
    )
    # «по программам „Туризм“ и „Гостиничное дело“»: the word stands once for both.
    if re.search(r"[»“\"]\s*(?:,|и|жана)\s*(?:\d{6}\s*)?[«„]", plain) and quoted:
        return None
    names: tuple[str, ...] = tuple(dict.fromkeys(str(first or second) for first, second in quoted))
    if len(names) == 1:
        return names[0]
    if names:
        return None
    department = re.search(
        r"(?:^|\s)кафедр\w+\s+([а-яө-]+(?:\s[а-яө-]+)?)\s*$|^([а-яө-]+(?:\s[а-яө-]+)?)\s+кафедрасы", folded
    )
    if department:
        group = 1 if department[1] else 2
        return plain[department.start(group) : department.end(group)]
    return None


def is_heading(paragraph: Paragraph) -> bool:
    """Tells whether a paragraph stands as a heading: by its style, in bold, or as a short line without an end mark."""
    text = paragraph.text.strip()
    if paragraph.kind is ParagraphKind.HEADING and finding_in_heading(text) is not None:
        return True
    if not text or len(text.split()) > LONGEST_HEADING:
        return False
    if paragraph.kind is ParagraphKind.HEADING:
        return True
    if paragraph.kind is not ParagraphKind.PARAGRAPH:
        return False
    closed = text[-1] in ";,!?" or (text[-1] == "." and not trimmed(text).endswith("."))
    if paragraph.bold and not closed:
        return True
    return (
        len(text.split()) <= 8
        and not closed
        and not text.endswith(":")
        and not text[0].islower()
        and "____" not in text
    )
