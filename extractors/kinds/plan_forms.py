"""Plans as forms: a small table of keys and values for each finding («Замечание | …», «Мероприятие | …»)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from extractors.cell_content import is_blank
from extractors.grid import distinct, owners
from extractors.head_words import Role, best, parts
from extractors.kinds.anchors import (
    criteria_in,
    criteria_in_cell,
    joined,
    labels_in,
    labels_in_cell,
    standard_of,
    standards_in,
)
from extractors.kinds.headings import Context
from extractors.kinds.keyed_text import role_of_key
from extractors.kinds.who_when import last_day, somebody, split_assignment, split_who_when, stated
from extractors.records import Action, Anchor, Place, Table

WIDEST = 3  # columns that a table of keys and values may have
LONGEST_KEY = 8  # words
KNOWN_KEYS = 0.6  # share of rows that must begin with a key
FEWEST_KEYS = 3  # different keys of a form: what is to be done, and two of for what, who and when

_KEYS = frozenset(
    {Role.FINDING, Role.CRITERION, Role.STANDARD, Role.LABEL, Role.NUMBER, Role.MEASURE, Role.DUE, Role.RESPONSIBLE}
    | {Role.RESULT, Role.EVIDENCE, Role.NOTE, Role.STATUS}
)


@dataclass(slots=True)
class _Form:
    """One measure's form while it is being filled in."""

    values: dict[Role, str] = field(default_factory=dict)
    place: Place | None = None


def forms_of_measures(table: Table, context: Context, before: int, near: date | None) -> tuple[Action, ...] | None:
    """Gives the measures of a table of keys and values; None for a table of another kind.

    Args: before: how many measures stand above it in the plan. near: a day of the plan's own time.
    """
    pairs = _pairs(table)
    if pairs is None:
        return None
    forms = [_Form()]
    for role, text, place in pairs:
        if role in forms[-1].values:
            forms.append(_Form())
        forms[-1].values[role] = text
        if role is Role.MEASURE:
            forms[-1].place = place
    found: list[Action] = []
    for form in forms:
        if form.place is not None and not is_blank(form.values[Role.MEASURE]):
            found.append(_action(form, form.place, context, before + len(found), near))
    return tuple(found)


def _pairs(table: Table) -> list[tuple[Role, str, Place]] | None:
    """Gives role, value and place of each row with a key; None when the table is no form of a measure."""
    grid = owners(table)
    if not grid or not 2 <= len(grid[0]) <= WIDEST:
        return None
    found: list[tuple[Role, str, Place]] = []
    asked = 0
    for row in grid:
        cells = distinct(row)
        value = cells[-1].cell
        if len(cells) < 2 or value is None:
            continue
        asked += 1
        key = cells[-2].text.strip().rstrip(" :")
        role = _role(key) if len(key.split()) <= LONGEST_KEY else None
        if role in _KEYS and role is not None:
            found.append((role, value.text, value.place))
    told = {role for role, _, _ in found}
    form = {Role.MEASURE} <= told and bool(told & {Role.DUE, Role.RESPONSIBLE}) and len(told) >= FEWEST_KEYS
    # A head over columns has keys side by side, a form has its keys below one another.
    return found if form and len(found) >= KNOWN_KEYS * asked else None


def _role(key: str) -> Role | None:
    """Gives what a key says; one of both who and when («Ответственный и срок») counts as the deadline's."""
    return Role.DUE if {best(part) for part in parts(key)} == {Role.DUE, Role.RESPONSIBLE} else role_of_key(key)


def _action(form: _Form, place: Place, context: Context, order: int, near: date | None) -> Action:
    values = {role: text for role, text in form.values.items() if not is_blank(text)}
    who, when = stated(values.get(Role.RESPONSIBLE)), stated(values.get(Role.DUE))
    if (who is None) is not (when is None):
        both = split_who_when(who or when or "")
        who, when = both if None not in both else (who, when)
    assigned = split_assignment(values[Role.MEASURE], want_due=when is None, want_person=who is None)
    when = when or assigned.due_text
    finding = values.get(Role.FINDING)
    criteria = criteria_in_cell(values.get(Role.CRITERION, "")) or criteria_in(finding or "")
    labels = (*labels_in_cell(values.get(Role.LABEL, "")), *labels_in(finding or ""), *context.labels)
    anchor = Anchor(
        order=order,
        number=stated(values.get(Role.NUMBER)),
        standard=joined(standards_in(values.get(Role.STANDARD, ""))) or standard_of(criteria) or context.standard,
        criterion=joined(criteria) or context.criterion,
        labels=tuple(dict.fromkeys(labels)),
        finding_text=finding,
        section=context.section,
        programme=context.programme,
    )
    return Action(assigned.text, place, anchor, somebody(who or assigned.responsible), when, last_day(when, near))
