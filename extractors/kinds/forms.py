"""Reports as forms: a small table of keys and values for each finding, or paragraphs «Көйгөй: … Жооп: … Далил: …»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.cell_content import Content, content, is_blank, is_mark
from extractors.evidence_names import evidence_in_cell, evidence_in_note, named_evidence
from extractors.grid import Owner, distinct, owners, spanning_text
from extractors.head_words import Role
from extractors.kinds.anchors import (
    criteria_in,
    criteria_in_cell,
    joined,
    labels_in,
    labels_in_cell,
    own_number,
    standard_of,
    standards_in,
)
from extractors.kinds.footnotes import Footnotes
from extractors.kinds.headings import Context, is_heading
from extractors.kinds.keyed_letters import FEWEST, cites, openings, with_keys_set_off
from extractors.kinds.keyed_text import keyed, role_of_key
from extractors.kinds.report_sentences import is_courtesy
from extractors.kinds.status_words import leading_status
from extractors.languages.letters import fold
from extractors.records import Anchor, Document, EvidenceName, Paragraph, ParagraphKind, Place, Response, Table

WIDEST = 3  # columns that a table of keys and values may have
KNOWN_KEYS = 0.5  # share of rows whose first cell must be a key
LONGEST_KEY = 8  # words
LONGEST_NUMBER = 5  # signs of a cell that only numbers a form

_POINTS = re.compile(r"№\s*(\d{1,3}(?:\.\d{1,2})*)(?![\w/-])")  # the number of a card: «Карточка № 3»

# What a value tells of the key before it, when the key's words are unknown («Оценка колледжа | выполнено»).
_BY_VALUE = {Content.STATUS: Role.STATUS, Content.MARK: Role.STATUS, Content.EVIDENCE: Role.EVIDENCE}

_ANSWERS = (Role.ANSWER, Role.AFTER)
_FINDINGS = (Role.FINDING, Role.BEFORE)
_OF_FINDING = frozenset(
    {Role.FINDING, Role.BEFORE, Role.CRITERION, Role.STANDARD, Role.LABEL, Role.NUMBER, Role.MEASURE}
)
_KEYS = frozenset(
    {
        Role.FINDING,
        Role.ANSWER,
        Role.STATUS,
        Role.EVIDENCE,
        Role.MEASURE,
        Role.DUE,
        Role.RESPONSIBLE,
        Role.DONE_DATE,
        Role.BEFORE,
        Role.AFTER,
        Role.CRITERION,
        Role.STANDARD,
        Role.RESULT,
        Role.NOTE,
        Role.LABEL,
    }
)


@dataclass(slots=True)
class _Form:
    """One finding's form while it is being filled in; values by role, first one wins."""

    context: Context
    number: str | None = None
    values: dict[Role, str] = field(default_factory=dict)
    labels: list[str] = field(default_factory=list)
    place: Place | None = None
    keys: set[str] = field(default_factory=set)  # those that its answer stands under
    keyed: bool = False  # its finding stands under a key

    def put(self, role: Role, text: str, place: Place) -> None:
        if role in self.values and role in (*_ANSWERS, Role.FINDING):
            self.values[role] = f"{self.values[role]}\n{text}"
        elif role not in self.values:
            self.values[role] = text
        if role in _ANSWERS or self.place is None:
            self.place = place

    def begins_again(self, role: Role) -> bool:
        """Tells whether a key opens the next form: the finding comes again, or anything after the answer was given."""
        answered = any(key in self.values for key in _ANSWERS)
        return (role in (*_FINDINGS, Role.NUMBER, Role.LABEL, Role.CRITERION) and answered) or (
            role in _FINDINGS and role in self.values
        )

    def is_answered(self) -> bool:
        """Tells whether its answer was given."""
        return any(key in self.values for key in _ANSWERS)

    def answers_again(self, role: Role, key: str) -> bool:
        """Tells whether a key opens a second answer to the same finding: «Ответ: …» twice."""
        return role in _ANSWERS and role in self.values and _key_alone(key) in self.keys

    def of_the_same(self) -> _Form:
        """Gives an empty form for a further answer to the same finding."""
        kept = {role: text for role, text in self.values.items() if role in _OF_FINDING}
        return _Form(self.context, self.number, kept, list(self.labels), keyed=self.keyed)

    def add_paper(self, text: str) -> None:
        """Puts a line of a list of papers to those named above it."""
        named = self.values.get(Role.EVIDENCE)
        self.values[Role.EVIDENCE] = f"{named}; {text}" if named else text


def forms_in_table(table: Table, context: Context, notes: Footnotes) -> tuple[Response, ...]:
    """Gives the answers of a table of keys and values; none for a table of another kind."""
    grid = owners(table)
    if not grid or len(grid[0]) > WIDEST or not _is_form(table):
        return ()
    found: list[Response] = []
    form = _Form(context)
    for r, row in enumerate(grid):
        heading = spanning_text(row, r)
        cells = [owner for owner in distinct(row) if owner.row == r]
        if heading is not None or len(cells) < 2:
            text = heading or (cells[0].text if cells else "")
            found.extend(_response(form, notes))
            form = _Form(context.under(text) if text else context)
            form.labels.extend(labels_in_cell(text) if len(text.split()) <= 4 else labels_in(text))
            continue
        at, role = _key(cells)
        if role is None and _titles(form, cells):
            found.extend(_response(form, notes))
            form = _Form(context)
            role = Role.FINDING
        if role is None or cells[at + 1].cell is None:
            continue
        if form.begins_again(role):
            found.extend(_response(form, notes))
            form = _Form(context)
        if at > 0 and not is_blank(cells[0].text):
            form.number = form.number or cells[0].text.strip(" .)№")
        form.labels.extend(labels_in(cells[at].text) or _POINTS.findall(cells[at].text))
        value = cells[at + 1].cell
        if value is not None:
            form.put(role, cells[at + 1].text, value.place)
    found.extend(_response(form, notes))
    return tuple(found)


def _key(cells: list[Owner]) -> tuple[int, Role | None]:
    """Gives the place of a row's key and what it says; a key of unknown words says what its value is."""
    at = _key_at([owner.text for owner in cells])
    if at is not None:
        return at, role_of_key(cells[at].text.rstrip(" :"))
    value = content(cells[1].text) if len(cells) == 2 and len(cells[0].text.split()) <= LONGEST_KEY else None
    return 0, _BY_VALUE.get(value) if value is not None else None


def _titles(form: _Form, cells: list[Owner]) -> bool:
    """Tells whether a row of unknown key opens a form: nothing stands in it yet, or its answer does, and the row cites
    a finding («Карточка к п. 5 | дневники»).
    """
    cites = bool(labels_in(cells[0].text) or criteria_in(cells[0].text) or _POINTS.search(cells[0].text))
    answered = any(key in form.values for key in _ANSWERS)
    return (cites or not form.values) and (answered or not form.values) and len(cells) == 2


def _key_at(texts: list[str]) -> int | None:
    """Gives the place of a row's key: its first cell, or its second behind a number or a blank; None without one."""
    for at in range(min(2, len(texts) - 1)):
        if len(texts[at].split()) <= LONGEST_KEY and role_of_key(texts[at].rstrip(" :")) not in {None, Role.NUMBER}:
            return at
        if len(texts[at].strip()) > LONGEST_NUMBER:
            return None
    return None


def _is_form(table: Table) -> bool:
    keys: list[Role | None] = []
    for row in owners(table):
        cells = list(distinct(row))
        if len(cells) >= 2:
            keys.append(_key(cells)[1])
    known = [key for key in keys if key is not None]
    return len(set(known)) >= 2 and any(role in known for role in _ANSWERS) and len(known) >= KNOWN_KEYS * len(keys)


def forms_in_paragraphs(document: Document, notes: Footnotes) -> tuple[Response, ...]:
    """Gives the answers of a report whose paragraphs carry keys; none when fewer than two of them have a key for
    the answer.
    """
    lines = with_keys_set_off([line for line in _lines(document) if _is_read(line)])
    if sum(bool(keyed(line.text, _KEYS).roles() & set(_ANSWERS)) for line in lines) < FEWEST:
        return ()
    return tuple(_keyed_forms(lines, notes))


def _lines(document: Document) -> Iterator[Paragraph]:
    """Yields the paragraphs, those of tables of one column among them."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block
        elif all(len(row) == 1 for row in block.rows):
            for row in block.rows:
                cell = row[0]
                if cell is not None:
                    yield Paragraph(" ".join(cell.text.split()), cell.place)


def _is_read(line: Paragraph) -> bool:
    return line.kind is not ParagraphKind.FOOTNOTE and not is_blank(line.text)


def _keyed_forms(paragraphs: Sequence[Paragraph], notes: Footnotes) -> Iterator[Response]:
    """Yields the answers of paragraphs with keys; a line without one opens the next item, or goes on with the last."""
    opening = openings(paragraphs, _KEYS)
    context, form, last = Context(), _Form(Context()), None
    for at, paragraph in enumerate(paragraphs):
        number, text = (
            (paragraph.number.strip(" .)("), paragraph.text) if paragraph.number else own_number(paragraph.text)
        )
        parts = keyed(text, _KEYS)
        if at in opening.lines:
            context = context.under(paragraph.text) if is_heading(paragraph) else context
            if form.is_answered() or (cites(paragraph) and not form.keyed):
                yield from _response(form, notes)
                form = _Form(context, number)
            form.number, last = form.number or number, Role.FINDING
            form.put(Role.FINDING, text.strip(), paragraph.place)
            continue
        if at in opening.unkeyed:
            form.put(Role.ANSWER, parts.lead or text.strip(), paragraph.place)
            last = Role.ANSWER
        elif not parts.values:
            if is_courtesy(text):
                last = None
            elif last is Role.EVIDENCE and _is_listed(paragraph):
                form.add_paper(text.strip(" ;."))
            elif is_heading(paragraph) or (number is not None and (opening.numbered or last not in _ANSWERS)):
                yield from _response(form, notes)
                context = context.under(paragraph.text) if number is None else context
                form, last = _Form(context, number), None
                if number is not None:
                    form.put(Role.FINDING, text.strip(), paragraph.place)
            elif last is not None and last in (*_ANSWERS, Role.FINDING) and "____" not in text:
                form.put(last, text.strip(), paragraph.place)
            continue
        if parts.lead and Role.FINDING not in parts.roles() and at not in opening.unkeyed:
            if form.begins_again(Role.FINDING):
                yield from _response(form, notes)
                form = _Form(context, number)
            form.put(Role.FINDING, parts.lead, paragraph.place)
        for role, value, key in parts.values:
            if form.begins_again(role):
                yield from _response(form, notes)
                form = _Form(context, number)
            elif form.answers_again(role, key):
                yield from _response(form, notes)
                form = form.of_the_same()
            form.number = form.number or number
            form.labels.extend(labels_in(key))
            if value:
                form.put(role, value, paragraph.place)
            if role in _ANSWERS:
                form.keys.add(_key_alone(key))
            form.keyed = form.keyed or role in _FINDINGS
            last = role
    yield from _response(form, notes)


def _is_listed(line: Paragraph) -> bool:
    return line.kind is ParagraphKind.LIST_ITEM or own_number(line.text)[1] != line.text


def _key_alone(key: str) -> str:
    """Gives a key without its number («Ответ 2» is «ответ»)."""
    return " ".join(re.findall(r"[^\W\d_]+", fold(key)))


def _response(form: _Form, notes: Footnotes) -> Iterator[Response]:
    """Yields the answer of a filled form; none when the answer is blank."""
    text = next((form.values[role] for role in _ANSWERS if not is_blank(form.values.get(role, ""))), None)
    status = form.values.get(Role.STATUS)
    status = None if status is None or (is_blank(status) and not is_mark(status)) else status.strip()
    if text is None or form.place is None:
        return
    evidence: list[EvidenceName] = []
    if not is_blank(form.values.get(Role.EVIDENCE, "")):
        evidence.extend(evidence_in_cell(form.values[Role.EVIDENCE]))
    evidence.extend(named_evidence(text))
    for note in notes.named_in("\n".join(form.values.values())):
        evidence.extend(evidence_in_note(note.rstrip(" .")))
    yield Response(
        notes.without_marks(text),
        form.place,
        _anchor(form),
        status or leading_status(text),
        tuple(dict.fromkeys(evidence)),
        form.values.get(Role.DONE_DATE),
    )


def _anchor(form: _Form) -> Anchor:
    finding = next((form.values[role] for role in _FINDINGS if not is_blank(form.values.get(role, ""))), None)
    repeated = "\n".join(form.values.get(role, "") for role in _FINDINGS)
    criteria = criteria_in_cell(form.values.get(Role.CRITERION, "")) or criteria_in(repeated)
    standards = standards_in(form.values.get(Role.STANDARD, ""))
    labels = [
        *form.labels,
        *labels_in_cell(form.values.get(Role.LABEL, "")),
        *labels_in_cell(form.values.get(Role.NUMBER, "")),
        *labels_in(finding or ""),
        *form.context.labels,
    ]
    if finding is not None:
        number, rest = own_number(finding)
        form.number, finding = form.number or number, rest
    return Anchor(
        number=form.number,
        standard=joined(standards) or standard_of(criteria) or form.context.standard,
        criterion=joined(criteria) or form.context.criterion,
        labels=tuple(dict.fromkeys(labels)),
        finding_text=finding,
        section=form.context.section,
        programme=form.context.programme,
        measure_text=form.values.get(Role.MEASURE) or None,
    )
