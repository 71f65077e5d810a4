"""A report (аккредитациядан кийинки мониторингдин отчету): its answers, each with its status, papers named and
finding.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.cell_content import is_blank, is_mark
from extractors.columns import Columns, roles
from extractors.evidence_names import evidence_in_cell, evidence_in_note, named_evidence
from extractors.head_words import Role
from extractors.kinds.anchors import own_number
from extractors.kinds.approvals import approvals
from extractors.kinds.bilingual import in_one_language
from extractors.kinds.cards import cards
from extractors.kinds.cell_items import lines, numbered
from extractors.kinds.dialogue import answers_in_dialogue
from extractors.kinds.footnotes import Footnotes, footnotes
from extractors.kinds.forms import forms_in_paragraphs, forms_in_table
from extractors.kinds.headings import Context, is_heading
from extractors.kinds.identification import identify
from extractors.kinds.keyed_text import keyed
from extractors.kinds.paper_facts import facts
from extractors.kinds.paper_lists import with_listed_papers
from extractors.kinds.prose_report import answers_citing, answers_in_prose
from extractors.kinds.status_keys import with_answer_keys, with_states_spelled
from extractors.kinds.status_words import leading_status, starts_with_mark
from extractors.kinds.tab_columns import tabulated
from extractors.kinds.table_rows import Row, anchor, rows
from extractors.kinds.unrolled import unrolled
from extractors.kinds.who_when import stated
from extractors.records import Document, DocumentKind, EvidenceName, PaperRecords, Paragraph, Place, Response, Table

MOSTLY_PROSE = 2  # how many sentences to each row of a table make a report one in prose with a table beside it
_OF_ANSWER = frozenset({Role.ANSWER, Role.AFTER, Role.EVIDENCE, Role.RESULT})
FEWEST_WORDS = 4  # words of a line that is an answer of its own


def extract(document: Document) -> PaperRecords:
    """Gives the answers of a report, whatever its layout: tables, the plan with a last column, forms, letters,
    prose.
    """
    document = with_states_spelled(in_one_language(document))
    notes = footnotes(document)
    portal = cards(document, notes)
    responses, leftover = (portal, ()) if portal else _from_tables(document, notes)
    laid = None if portal else unrolled(document)
    if laid is not None:
        by_column, unread = _from_tables(laid, notes)
        responses, leftover = (by_column, unread) if len(by_column) > len(responses) else (responses, leftover)
    typed = None if portal or responses else tabulated(document)
    if typed is not None:
        responses, _ = _from_tables(typed, notes)
    if not responses:
        responses = _by_keys(document, notes) or answers_in_prose(document, notes)
        leftover = () if responses else leftover or tuple(block.place for block in document.blocks[:1])
    else:
        prose = answers_in_prose(document, notes)
        mostly_prose = len(prose) > MOSTLY_PROSE * len(responses)
        responses = with_listed_papers(document, responses)
        responses = (*responses, *(prose if mostly_prose else answers_citing(document, notes, len(responses))))
    return PaperRecords(
        document=document,
        identification=identify(document),
        responses=tuple(
            replace(response, anchor=replace(response.anchor, order=order)) for order, response in enumerate(responses)
        ),
        approvals=approvals(document),
        facts=facts(document, DocumentKind.REPORT),
        leftover=leftover,
    )


def _by_keys(document: Document, notes: Footnotes) -> tuple[Response, ...]:
    """Gives the answers of paragraphs that keys tell apart: the keys of a form, or the turns of a dialogue."""
    forms = forms_in_paragraphs(with_answer_keys(document), notes)
    dialogue = answers_in_dialogue(document, notes)
    questions = sum((said.anchor.finding_text or "").endswith("?") for said in dialogue)
    asked = len(dialogue) == len(forms) and 2 * questions > len(dialogue)
    return dialogue if asked or len(dialogue) > len(forms) else forms


def _from_tables(document: Document, notes: Footnotes) -> tuple[tuple[Response, ...], tuple[Place, ...]]:
    responses: list[Response] = []
    leftover: list[Place] = []
    context, earlier = Context(), None
    for block in document.blocks:
        if isinstance(block, Paragraph):
            if is_heading(block):
                context = context.under(block.text)
            continue
        form = forms_in_table(block, context, notes)
        if form:
            responses.extend(form)
            continue
        columns = roles(block, DocumentKind.REPORT, earlier)
        if not is_report_table(block, columns):
            if len(columns.columns) >= 3 and len(block.rows) >= 3 and columns.has(Role.FINDING, Role.MEASURE):
                leftover.append(block.place)
            continue
        earlier = columns if columns.headed else earlier
        found, context = rows(block, columns, context)
        ticked = sum(starts_with_mark(row.text(Role.ANSWER)) for row in found) >= 2
        before = len(responses)
        for row in found:
            if len(responses) > before and _goes_on(row):
                responses[-1] = _joined(responses[-1], row, notes)
            else:
                responses.extend(_responses(row, notes, len(responses), ticked=ticked))
    return tuple(responses), tuple(leftover)


def _goes_on(row: Row) -> bool:
    """Tells whether a row only ends the sentence of the answer above it: it begins small, nothing else is in it."""
    own = {role for role in row.cells if role not in row.handed and not is_blank(row.text(role))}
    text = row.text(Role.ANSWER).strip()
    return Role.ANSWER in own and own <= _OF_ANSWER and text[:1].islower()


def _joined(response: Response, row: Row, notes: Footnotes) -> Response:
    text = f"{response.text}\n{without_last_bracket(notes.without_marks(row.text(Role.ANSWER).strip()))}"
    evidence = without_repeats([*response.evidence, *_evidence(row, row.text(Role.ANSWER), notes, None)])
    return replace(response, text=text, evidence=evidence)


def is_report_table(table: Table, columns: Columns) -> bool:
    """Tells whether a table holds answers: a column of them beside what they answer, or measures beside their
    status.
    """
    if len(table.rows) <= columns.first:
        return False
    if columns.has(Role.ANSWER):
        telling = columns.has(Role.CRITERION, Role.LABEL, Role.STATUS, Role.EVIDENCE)
        if columns.headed or columns.goes_on:
            return telling or columns.has(Role.FINDING, Role.MEASURE, Role.NUMBER, Role.DUE, Role.STANDARD)
        return telling or columns.has(Role.FINDING)
    return columns.has(Role.MEASURE) and columns.has(Role.STATUS, Role.EVIDENCE, Role.DONE_DATE)


def _responses(row: Row, notes: Footnotes, order: int, *, ticked: bool) -> list[Response]:
    """Gives the answer of one row, or one for each number when finding and answer are numbered alike; none for an
    empty cell.
    """
    text, status = _said(row, ticked=ticked)
    place = row.place(Role.ANSWER, Role.MEASURE)
    if text is None or place is None or Role.ANSWER in row.handed:
        return []
    inside = keyed(text, frozenset({Role.EVIDENCE, Role.STATUS, Role.DONE_DATE}))
    evidence = _evidence(row, text, notes, inside.get(Role.EVIDENCE))
    text, status = (inside.lead, status or inside.get(Role.STATUS)) if inside.lead else (text, status)
    response = Response(
        without_last_bracket(notes.without_marks(text)),
        place,
        replace(anchor(row, order), measure_text=_measure(row)),
        status,
        evidence,
        stated(row.text(Role.DONE_DATE)),
    )
    return _parts(response, text, row) or [response]


def _parts(response: Response, text: str, row: Row) -> list[Response]:
    """Divides the answer of a row that names several findings or criteria, where it has as many numbers or lines."""
    findings, counted = dict(numbered(row.text(Role.FINDING))), numbered(text)
    if len(counted) >= 2 and len(findings) == len(counted):
        return [
            _part(response, words, index, finding=findings.get(number)) for index, (number, words) in enumerate(counted)
        ]
    criteria = (response.anchor.criterion or "").split(", ")
    answers = lines(text)
    if (
        len(criteria) >= 2
        and len(answers) == len(criteria)
        and all(len(words.split()) >= FEWEST_WORDS for words in answers)
    ):
        return [_part(response, words, index, criterion=criteria[index]) for index, words in enumerate(answers)]
    return []


def _part(
    response: Response, words: str, index: int, *, finding: str | None = None, criterion: str | None = None
) -> Response:
    anchor = replace(response.anchor, order=response.anchor.order + index)
    if finding is not None:
        anchor = replace(anchor, finding_text=finding)
    if criterion is not None:
        anchor = replace(anchor, criterion=criterion, standard=criterion.split(".")[0])
    return replace(response, text=words, anchor=anchor, evidence=named_evidence(words) or response.evidence)


def _said(row: Row, *, ticked: bool) -> tuple[str | None, str | None]:
    """Gives the words of an answer and its status; the measure stands for the answer where a mark alone says that
    it is done.

    Args: ticked: True where answers of the column begin with marks, so that a dash in front is a mark too.
    """
    answer, status = stated(row.text(Role.ANSWER)), stated(row.text(Role.STATUS))
    measure = stated(row.text(Role.MEASURE))
    if Role.ANSWER in row.cells:
        if answer is None:
            return (
                (status, status)
                if status is not None and not is_mark(status)
                else (measure, status)
                if status is not None and measure is not None
                else (None, None)
            )
        if is_mark(answer):
            return measure or answer, status or answer
        same = row.cells.get(Role.STATUS) == row.cells[Role.ANSWER]
        lead = leading_status(answer, dashes=ticked)
        return own_number(answer)[1], lead if status is None or same else status
    if measure is None:
        return None, None
    said = status or (stated(row.text(Role.DONE_DATE)) and "") or None
    if said is None and stated(row.text(Role.EVIDENCE)) is None and stated(row.text(Role.DONE_DATE)) is None:
        return None, None
    return own_number(measure)[1], status


def _measure(row: Row) -> str | None:
    """Gives the plan's measure in the row, without its own number."""
    text = stated(row.text(Role.MEASURE))
    return own_number(text)[1] if text is not None else None


def _evidence(row: Row, text: str, notes: Footnotes, keyed_papers: str | None) -> tuple[EvidenceName, ...]:
    """Gives the papers named in the evidence column, in the answer, in its footnotes, in status and note."""
    found: list[EvidenceName] = list(evidence_in_cell(keyed_papers or ""))
    if Role.EVIDENCE in row.cells and row.cells[Role.EVIDENCE] != row.cells.get(Role.ANSWER):
        found.extend(evidence_in_cell(notes.without_marks(row.text(Role.EVIDENCE))))
    found.extend(named_evidence(notes.without_marks(text)))
    for role in (Role.STATUS, Role.NOTE, Role.RESULT, Role.DONE_DATE):
        if role in row.cells and row.cells[role] != row.cells.get(Role.ANSWER) and not is_blank(row.text(role)):
            found.extend(named_evidence(row.text(role)))
    for owner in row.columns:
        for note in notes.named_in(owner.text):
            found.extend(evidence_in_note(note.rstrip(" .")))
    return without_repeats(found)


def without_last_bracket(text: str) -> str:
    """Gives an answer without the brackets at its very end that hold nothing but papers («… бекитилди (тиркеме
    №1)»).
    """
    match = re.search(r"\s*\(([^()]*)\)\s*$", text)
    if match is None or not text[: match.start()].strip():
        return text
    return text[: match.start()].rstrip() if named_evidence(match.group()) and "%" not in match.group(1) else text


def without_repeats(names: list[EvidenceName]) -> tuple[EvidenceName, ...]:
    """Gives each paper once; an annex named twice keeps its fuller wording."""
    kept: list[EvidenceName] = []
    for name in names:
        same = next(
            (
                index
                for index, other in enumerate(kept)
                if (name.annex is not None and name.annex == other.annex)
                or name.text.casefold() == other.text.casefold()
            ),
            None,
        )
        if same is None:
            kept.append(name)
    return tuple(kept)
