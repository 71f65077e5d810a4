"""Who answers for a measure and by when, where both stand in one cell or inside the measure's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from extractors import lexicon
from extractors.cell_content import asks_to_do, is_blank, is_date, is_person, person_share
from extractors.head_words import Role
from extractors.kinds.keyed_text import keyed, trimmed
from extractors.languages.dates import due, find_due
from extractors.languages.letters import fold
from extractors.records import Action

_TAIL = re.compile(r"^(?P<text>.*\S)\s*(?:\s[—–-]\s+|[(\[])(?P<tail>[^()\[\]]*?)[)\]]?[.;]?\s*$", re.DOTALL)
_LEADING = re.compile(r"^(?P<when>[^—–:]{4,60}?)\s*(?:\s[—–-]\s+|:\s+)(?P<text>.+)$", re.DOTALL)
_OPENED = re.compile(r"^(?P<text>.*\S)\s*[(\[](?P<tail>[^()\[\]]+)$", re.DOTALL)
_PIECES = re.compile(r"\s*[\n;]\s*|,\s+|\s+/\s+")
_SET_OFF = re.compile(r"\s*;\s+|\s+[/|]\s+")

EARLIER = 60  # days before the month of its earliest deadline at which an undated plan is taken to be made
SHORTEST_MEASURE = 2  # words that must be left of a measure when its tail is taken off


@dataclass(frozen=True, slots=True)
class Assignment:
    """A measure's words without who and when; responsible and due as written, None when not stated."""

    text: str
    responsible: str | None = None
    due_text: str | None = None


def stated(text: str | None) -> str | None:
    """Gives a cell's text when it states something: blanks and dashes are None."""
    if text is None or is_blank(text):
        return None
    return text.strip()


def somebody(text: str | None) -> str | None:
    """Gives who answers as written; None where the words say that nobody does yet («будет назначен», «дайындала
    элек»).
    """
    said = re.findall(r"[^\W_]+", fold(text or ""))
    none, beside = _nobody()
    return None if not said or (any(word in none for word in said) and set(said) <= none | beside) else text


@cache
def _nobody() -> tuple[frozenset[str], frozenset[str]]:
    """Gives the words that say that nobody answers, and those that stand beside them."""
    keys = ("unnamed", "unnamed_beside")
    none, beside = (frozenset(fold(word) for word in lexicon.words("persons", key)) for key in keys)
    return none, beside


def split_assignment(text: str, *, want_due: bool = True, want_person: bool = True) -> Assignment:
    """Takes who and when out of a measure's words: «… (отв.: …, срок: …)», «Срок – …», «… — до 01.09.2023, зав.
    кафедрой».

    Args: want_due, want_person: False where the table has a column of its own, so that the words stay untouched.
    """
    wanted = frozenset(({Role.DUE} if want_due else set()) | ({Role.RESPONSIBLE} if want_person else set()))
    if not wanted:
        return Assignment(text.strip())
    spoken = _spoken().match(text) if Role.RESPONSIBLE in wanted else None
    if spoken is not None and is_person(spoken["who"]):
        rest = split_assignment(spoken["text"].strip(), want_due=want_due, want_person=False)
        due_text = spoken["when"] if want_due and spoken["when"] and is_date(spoken["when"]) else None
        return Assignment(trimmed(rest.text), spoken["who"].strip(" ,"), rest.due_text or due_text)
    parts = keyed(text, wanted | {Role.RESULT, Role.EVIDENCE})
    if parts.roles() & wanted:
        lead = trimmed(parts.lead) or text.strip()
        return _from_lead(
            _completed(Assignment(lead, parts.get(Role.RESPONSIBLE), parts.get(Role.DUE)), wanted), wanted
        )
    if Role.RESULT in parts.roles() and parts.lead:
        text = trimmed(parts.lead)
    opened = _LEADING.match(text)
    if opened and Role.DUE in wanted and is_date(opened["when"]) and len(opened["text"].split()) >= SHORTEST_MEASURE:
        rest = split_assignment(opened["text"], want_due=False, want_person=want_person)
        return Assignment(rest.text, rest.responsible, opened["when"].strip())
    opened = _LEADING.match(text)
    if opened and Role.RESPONSIBLE in wanted and is_person(opened["when"]) and asks_to_do(opened["text"]):
        rest = split_assignment(opened["text"], want_due=want_due, want_person=False)
        return Assignment(rest.text, opened["when"].strip(), rest.due_text)
    match = _TAIL.match(text)
    if match and len(match["text"].split()) >= SHORTEST_MEASURE:
        tail = match["tail"]
        who, when = split_who_when(trimmed(f"{tail}.") if text.rstrip().endswith(f"{tail}.") else tail)
        if (when and Role.DUE in wanted) or (who and Role.RESPONSIBLE in wanted and person_share(who) == 1.0):
            left = match["text"].rstrip(" ,;—–-")
            inner = _from_words(left) if when is None and Role.DUE in wanted else Assignment(left)
            if who is None and Role.RESPONSIBLE in wanted:
                inner = _from_tail(left)
            return Assignment(inner.text, who or inner.responsible, when or inner.due_text)
    return _from_end(text.strip(), wanted) or (
        _from_words(text.strip()) if Role.DUE in wanted else Assignment(text.strip())
    )


@cache
def _spoken() -> re.Pattern[str]:
    """«… завести книгу. Отвечает методист Ким Н. Б., срок – до 15.12.2025.»: the person behind a verb."""
    verbs = "|".join(re.escape(word) for word in lexicon.words("persons", "answers"))
    due = r"(?:\s*[,;]\s*(?:срок\w*|мөөнөтү)?\s*[:–—-]?\s*(?P<when>[^,;]*\d[^,;]*?|[^,;]{3,30}?))?"
    return re.compile(
        rf"(?P<text>.*\S[.;,)])\s+(?i:{verbs})\s+(?P<who>[^;]+?(?:\b[А-ЯЁӨҮҢA-Z]\.)?){due}[.;,]*\s*$", re.DOTALL
    )


def _from_end(text: str, wanted: frozenset[Role]) -> Assignment | None:
    """Takes the last pieces between strokes or semicolons that are a person or a date: «… / декан / до 1 мая»."""
    pieces = list(_SET_OFF.finditer(text))
    who = when = None
    end = len(text)
    for mark in reversed(pieces):
        piece = text[mark.end() : end].strip()
        if when is None and Role.DUE in wanted and is_date(trimmed(piece)):
            when = trimmed(piece)
        elif who is None and Role.RESPONSIBLE in wanted and is_person(piece) and not asks_to_do(piece):
            who = trimmed(piece)
        else:
            break
        end = mark.start()
    left = text[:end].rstrip(" ,;/|")
    found = (who or when) and len(left.split()) >= SHORTEST_MEASURE
    return Assignment(left, who, when) if found else None


def _from_tail(text: str) -> Assignment:
    """Takes persons that stand set off before a deadline: «… — декан — до 1 мая»."""
    match = _TAIL.match(text)
    if match and len(match["text"].split()) >= SHORTEST_MEASURE and person_share(match["tail"]) == 1.0:
        stopped = text.rstrip().endswith(f"{match['tail']}.")
        return Assignment(match["text"].rstrip(" ,;—–-"), trimmed(match["tail"] + "." * stopped))
    return Assignment(text)


def _from_lead(found: Assignment, wanted: frozenset[Role]) -> Assignment:
    """Takes from the words before a key what the key does not say: «… (до 30 июня; отв. …)», «… до 30 июня, отв. …»."""
    if found.due_text is not None or Role.DUE not in wanted:
        return found
    opened = _OPENED.match(found.text)
    if opened and len(opened["text"].split()) >= SHORTEST_MEASURE:
        who, when = split_who_when(opened["tail"].strip(" ,;"))
        if when is not None:
            return Assignment(opened["text"].rstrip(" ,;"), found.responsible or who, when)
    inner = _from_words(found.text)
    return Assignment(inner.text, found.responsible or inner.responsible, inner.due_text)


def _from_words(text: str) -> Assignment:
    """Takes a deadline that is neither keyed nor set off: cut off at either end, only noted in the middle."""
    span = find_due(text)
    if span is None:
        return Assignment(text)
    before, when, after = text[: span[0]].rstrip(" ,;(—–-"), text[span[0] : span[1]], text[span[1] :].strip(" ,;.)—–-")
    if len(before.split()) >= SHORTEST_MEASURE and (not after or person_share(after) == 1.0):
        return Assignment(before, after or None, when)
    if not before and len(after.split()) >= SHORTEST_MEASURE:
        return Assignment(after, None, when)
    return Assignment(text, None, when)


def _completed(found: Assignment, wanted: frozenset[Role]) -> Assignment:
    """Looks inside a value for the other one: «Срок: до 1 мая, декан» holds a person too."""
    if found.responsible is None and found.due_text and Role.RESPONSIBLE in wanted:
        who, when = split_who_when(found.due_text)
        return Assignment(found.text, who, when or found.due_text) if who and when else found
    if found.due_text is None and found.responsible and Role.DUE in wanted:
        who, when = split_who_when(found.responsible)
        return Assignment(found.text, who or found.responsible, when) if who and when else found
    return found


def split_who_when(text: str) -> tuple[str | None, str | None]:
    """Splits the text of one cell into persons and date; either is None when it is not there."""
    text = text.strip()
    if is_blank(text):
        return None, None
    parts = keyed(text, frozenset({Role.DUE, Role.RESPONSIBLE}))
    if len(parts.roles()) == 2:
        return parts.get(Role.RESPONSIBLE), parts.get(Role.DUE)
    # One of them keyed, the other bare: «Завуч С. Асанова / Срок: …», also with nothing behind the key.
    lead = parts.lead.strip()
    if parts.roles() == {Role.DUE} and person_share(lead) > 0:
        return lead, parts.get(Role.DUE)
    if parts.roles() == {Role.RESPONSIBLE} and is_date(lead):
        return parts.get(Role.RESPONSIBLE), lead
    by_line = _sorted([line for line in text.split("\n") if line.strip()], "\n")
    if by_line is not None:
        return by_line
    pieces = _sorted([piece for piece in _PIECES.split(text) if piece.strip()], ", ")
    if pieces is not None:
        return pieces
    return (None, text) if is_date(text) else _cut(text)


def _sorted(pieces: list[str], joint: str) -> tuple[str, str] | None:
    """Sorts pieces into persons and dates, when the one kind stands before the other; None when not both are there."""
    dated = [is_date(piece) for piece in pieces]
    if not any(dated) or all(dated):
        return None
    first, last = dated.index(True), len(dated) - 1 - dated[::-1].index(True)
    if first > 0 and last < len(pieces) - 1:
        return None
    when = joint.join(piece.strip() for piece in pieces[first : last + 1])
    who = joint.join(piece.strip() for piece in (*pieces[:first], *pieces[last + 1 :]))
    return (who, when) if person_share(who) > 0 or 0 < len(who.split()) <= SHORTEST_MEASURE else None


def _cut(text: str) -> tuple[str | None, str | None]:
    """Finds the one place between two words where persons end and a date begins, or the reverse."""
    words = list(re.finditer(r"\S+", text))
    for word in words[1:]:
        left, right = text[: word.start()].rstrip(" ,;–—-"), text[word.start() :]
        if is_date(right) and is_person(left):
            return left, right
        if is_date(left) and is_person(right):
            return right, left
    return (text, None) if is_person(text) else (None, None)


def last_day(text: str | None, near: date | None) -> date | str | None:
    """Gives the last day of a deadline as written, "ongoing", or None; a stroke read for a Roman one is mended.

    Args: near: a day of the plan's own time, which gives a missing year.
    """
    if not text:
        return None
    mended = re.sub(r"(?<![^\W_])\|(?![^\W_])", "I", text)
    # «июнь 2025 / 2025-ж. июну»: the same in two languages, not a school year.
    whole = [day for part in mended.split(" / ") if isinstance(day := due(part, None), date)]
    return max(whole) if len(whole) == len(("ru", "ky")) else due(mended, near)


def dated(actions: Sequence[Action]) -> tuple[Action, ...]:
    """Gives the measures with days for deadlines that name no year, from the years that the plan's other deadlines
    name.
    """
    known = [action.due for action in actions if isinstance(action.due, date)]
    if not known:
        return tuple(actions)
    first = min(known)
    near = date(first.year, first.month, 1) - timedelta(days=EARLIER)
    return tuple(
        replace(action, due=last_day(action.due_text, near)) if action.due is None and action.due_text else action
        for action in actions
    )
