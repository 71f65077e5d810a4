"""A plan written as a list or as prose, without a table: «1. … Аткаруучу: … Мөөнөтү: …», or lines under months or
persons.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from extractors.cell_content import asks_to_do, is_blank, is_date
from extractors.head_words import Role
from extractors.kinds.anchors import criteria_in, joined, labels_in, own_number, standard_of, standards_in
from extractors.kinds.approvals import approvals
from extractors.kinds.cell_items import cut_at_numbers
from extractors.kinds.headings import Context, finding_in_heading, is_heading
from extractors.kinds.keyed_text import Keyed, keyed, trimmed
from extractors.kinds.who_when import last_day, split_assignment, split_who_when
from extractors.languages.bounds import sentence_spans
from extractors.records import Action, Anchor, Document, Paragraph, ParagraphKind, Place

SHORT = 3  # words of a numbered line that, without person and date, is a heading
FEWEST = 2  # a list of fewer measures than this must state who or when

_KEYS = frozenset(
    {Role.DUE, Role.RESPONSIBLE, Role.RESULT, Role.EVIDENCE, Role.FINDING, Role.MEASURE, Role.CRITERION, Role.NOTE}
)


@dataclass(frozen=True, slots=True)
class _Item:
    """One measure being gathered from a line and the lines below it."""

    text: str
    place: Place
    context: Context
    number: str | None = None
    level: int = 1
    responsible: str | None = None
    due_text: str | None = None
    finding: str | None = None
    criteria: tuple[str, ...] = ()


def listed(document: Document, near: date | None) -> tuple[Action, ...]:
    """Gives the measures of a plan that has no table."""
    items = _without_parents(list(_items(document)))
    dated = sum(item.due_text is not None or item.responsible is not None for item in items)
    if len(items) < FEWEST or dated < max(1, len(items) // 4):
        return _said(document, near)
    mostly = dated >= 0.7 * len(items)
    found: list[Action] = []
    for item in items:
        bare = item.due_text is None and item.responsible is None
        if bare and ((mostly and len(item.text.split()) <= SHORT) or item.number is None):
            continue
        found.append(_action(item, len(found), near))
    return tuple(found)


def _said(document: Document, near: date | None) -> tuple[Action, ...]:
    """Gives the measures of a plan in running prose: each sentence that says by when or who; none when there is
    only one.
    """
    stamps = {approval.place for approval in approvals(document)}
    found: list[Action] = []
    for paragraph in document.paragraphs():
        if paragraph.place in stamps or is_heading(paragraph):
            continue
        for start, end in sentence_spans(paragraph.text):
            said = split_assignment(paragraph.text[start:end].strip())
            told = len(said.text.split()) > SHORT or (len(said.text.split()) > 1 and asks_to_do(said.text))
            if (said.due_text or said.responsible) and told:
                item = _Item(
                    said.text, paragraph.place, Context(), responsible=said.responsible, due_text=said.due_text
                )
                found.append(_action(item, len(found), near))
    return tuple(found) if len(found) >= FEWEST else ()


def _action(item: _Item, order: int, near: date | None) -> Action:
    criteria = item.criteria or criteria_in(item.finding or "") or criteria_in(item.text)
    anchor = Anchor(
        order=order,
        number=item.number,
        standard=standard_of(criteria) or item.context.standard,
        criterion=joined(criteria) or item.context.criterion,
        labels=tuple(dict.fromkeys((*labels_in(item.finding or ""), *labels_in(item.text), *item.context.labels))),
        finding_text=item.finding or item.context.finding,
        section=item.context.section,
        programme=item.context.programme,
    )
    return Action(
        item.text,
        item.place,
        anchor,
        item.responsible,
        item.due_text,
        last_day(item.due_text, near),
    )


def _items(document: Document) -> Iterator[_Item]:
    """Walks the paragraphs: headings set the context, lines with a number, a bullet or keys begin a measure, keys
    alone complete it.
    """
    stamps = {approval.place for approval in approvals(document)}
    context, current = Context(), None
    finding: str | None = None
    for paragraph in _lines(document):
        number, text = _numbered(paragraph)
        parts = keyed(text, _KEYS)
        if parts.values and not parts.lead and Role.MEASURE not in parts.roles():
            if Role.FINDING in parts.roles():
                yield from _done(current)
                current, finding = None, parts.get(Role.FINDING)
            elif current is not None and not (current.responsible and current.due_text):
                current = _completed(current, parts)
                continue
            if current is None and parts.roles() <= {Role.RESPONSIBLE, Role.DUE}:
                context = replace(
                    context,
                    responsible=parts.get(Role.RESPONSIBLE) or context.responsible,
                    due_text=parts.get(Role.DUE) or context.due_text,
                )
            continue
        listed_line = number is not None or paragraph.kind is ParagraphKind.LIST_ITEM
        # Words before a colon inside a finding that a heading repeats are no keys of a measure.
        unkeyed = not parts.values or (paragraph.kind is ParagraphKind.HEADING and is_heading(paragraph))
        heads = is_date(text) or is_heading(paragraph) or _introduces(text) or finding_in_heading(text) is not None
        if not listed_line and unkeyed and heads:
            yield from _done(current)
            current = None
            context = context.under(text) if paragraph.place not in stamps else context
            finding = None
            continue
        if parts.values and _is_place(parts.lead) and parts.roles() <= {Role.RESPONSIBLE, Role.DUE}:
            yield from _done(current)
            current, finding = None, None
            who, when = parts.get(Role.RESPONSIBLE), parts.get(Role.DUE)
            context = replace(context.under(parts.lead), responsible=who, due_text=when)
            continue
        if listed_line or parts.values or context.due_text or (context.responsible and _ends(text)):
            begun = _begun(paragraph, number, text, parts, context=context, finding=finding)
            if current is not None and _is_topic(current) and Role.MEASURE in parts.roles() and not parts.lead:
                # «3. Сааттар (2.1)», below it «Чара: …»: the numbered line says for what the measure is.
                begun = replace(
                    begun,
                    number=begun.number or current.number,
                    finding=begun.finding or current.text,
                    criteria=begun.criteria or current.criteria,
                )
            else:
                yield from _done(current)
            current = begun
    yield from _done(current)


def _lines(document: Document) -> Iterator[Paragraph]:
    """Yields the paragraphs; one whose lines are keys or items of their own, or run together, is taken item by item."""
    last = 0
    for paragraph in document.paragraphs():
        parts = paragraph.text.split("\n")
        apart = len(parts) > 1 and all(
            own_number(part)[0] is not None or keyed(part, _KEYS).values for part in parts[1:]
        )
        lines = [
            replace(paragraph, text=part, number=paragraph.number if index == 0 else None)
            for index, part in enumerate(parts)
        ]
        for line in lines if apart else [paragraph]:
            number, text = _numbered(line)
            last = int(number) if number is not None and number.isdigit() else last
            kind = ParagraphKind.LIST_ITEM if text != line.text.strip() else line.kind
            # The number of a finding in a heading is not that of the list.
            whole = line.kind is ParagraphKind.HEADING or finding_in_heading(line.text) is not None
            for counted, words in ((None, text),) if whole else cut_at_numbers(text, last):
                last = counted or last
                if not is_blank(words):
                    yield replace(
                        line,
                        text=words,
                        kind=kind,
                        number=line.number if counted is None and line.number else str(counted or number or "") or None,
                    )


def _numbered(paragraph: Paragraph) -> tuple[str | None, str]:
    if paragraph.number is not None and any(letter.isalnum() for letter in paragraph.number):
        return paragraph.number.strip(" .)("), paragraph.text.strip()
    number, text = own_number(paragraph.text.strip())
    return number, text.strip()


def _is_topic(item: _Item) -> bool:
    """Tells whether a numbered line so far says nothing but its words."""
    return item.number is not None and item.responsible is None and item.due_text is None


def _is_place(lead: str) -> bool:
    """Tells whether the words before the keys only name a standard or criterion («Критерий 1.2. Ответственный: …»)."""
    return 0 < len(lead.split()) <= SHORT and bool(criteria_in(lead) or standards_in(lead))


def _introduces(text: str) -> bool:
    """Tells whether a short line ends with a colon, as one that heads a list does («По стандарту 1:»)."""
    return text.rstrip().endswith(":") and len(text.split()) <= 2 * SHORT + 2


def _ends(text: str) -> bool:
    return text.rstrip().endswith((".", ";")) and "____" not in text


def _begun(
    paragraph: Paragraph, number: str | None, text: str, parts: Keyed, *, context: Context, finding: str | None
) -> _Item:
    words = parts.get(Role.MEASURE) or parts.lead
    who, when = parts.get(Role.RESPONSIBLE), parts.get(Role.DUE)
    if (who is None) is not (when is None):
        both = split_who_when(who or when or "")
        who, when = both if None not in both else (who, when)
    if who is None or when is None:
        tail = split_assignment(words, want_due=when is None, want_person=who is None)
        words, who, when = tail.text, who or tail.responsible, when or tail.due_text
    return _Item(
        text=trimmed(words),
        place=paragraph.place,
        context=context,
        number=number,
        level=paragraph.level or 1,
        responsible=who,
        due_text=when,
        finding=parts.get(Role.FINDING) or finding,
        criteria=criteria_in(text),
    )


def _completed(item: _Item, parts: Keyed) -> _Item:
    return replace(
        item, responsible=item.responsible or parts.get(Role.RESPONSIBLE), due_text=item.due_text or parts.get(Role.DUE)
    )


def _done(item: _Item | None) -> Iterator[_Item]:
    """Yields a gathered measure, with what the headings above state for it."""
    if item is not None and len(item.text.split()) >= 2 and "____" not in item.text:
        yield replace(
            item,
            responsible=item.responsible or item.context.responsible,
            due_text=item.due_text or item.context.due_text,
        )


def _without_parents(items: list[_Item]) -> list[_Item]:
    """Turns a line that only heads the lines below it («1. Замечание …», then «1.1. …») into their finding."""
    found: list[_Item] = []
    parent: _Item | None = None
    for item, following in zip(items, [*items[1:], None], strict=False):
        if parent is not None and not _below(item, parent):
            parent = None
        bare = item.due_text is None and item.responsible is None
        if bare and following is not None and _below(following, item):
            parent = item
            continue
        found.append(
            replace(item, finding=item.finding or parent.text, criteria=item.criteria or parent.criteria)
            if parent is not None
            else item
        )
    return found


def _below(item: _Item, parent: _Item) -> bool:
    if item.number and parent.number and item.number.startswith(f"{parent.number}."):
        return True
    return item.level > parent.level
