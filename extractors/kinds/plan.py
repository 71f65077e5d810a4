"""A plan (иш-чаралар планы): its measures, each with who, by when and for which finding; its approval and own facts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from extractors.cell_content import asks_to_do, is_blank, is_date, is_mark, is_named, is_person
from extractors.columns import Columns, roles
from extractors.grid import owners
from extractors.head_words import Role
from extractors.kinds.anchors import criteria_in, own_number, standards_in
from extractors.kinds.approvals import approvals
from extractors.kinds.bilingual import in_one_language
from extractors.kinds.cell_items import items, numbered, parallel, portion, shares
from extractors.kinds.charts import charted, years_in
from extractors.kinds.headings import Context, finding_in_heading, is_heading, names_no_person
from extractors.kinds.identification import identify
from extractors.kinds.paper_facts import facts, own_date
from extractors.kinds.plan_forms import forms_of_measures
from extractors.kinds.plan_list import listed
from extractors.kinds.tab_columns import tabulated
from extractors.kinds.table_rows import Row, anchor, rows
from extractors.kinds.unrolled import unrolled
from extractors.kinds.who_when import Assignment, dated, last_day, somebody, split_assignment, split_who_when, stated
from extractors.records import Action, Document, DocumentKind, PaperRecords, Paragraph, Place, Table

_YEAR_HEAD = re.compile(r"\s*20\d\d(?:\s*г(?:од)?\.?|\s*-?\s*ж(?:ыл)?\.?)?\s*")
SIGNATURE_WORDS = 4  # words of a name with initials, which is no measure
MOSTLY_LISTS = 2  # how many listed measures to each row of a table make a plan a list with a table beside it
FEWEST_ASKING = 2  # rows that ask for something, from which a table is one of measures
MOSTLY_PERSONS = 0.5  # share of a table's section rows that are persons, from which all with a name are
FEWEST_HEADS = 2  # persons at heads of columns from which ticks below tell who answers
FEWEST_ROWS = 3  # rows of a table without a head that is read by its cells alone


def extract(document: Document) -> PaperRecords:
    """Gives the measures of a plan, whatever its layout: tables, charts by month, lists, headings by person or date."""
    near, document = own_date(document), in_one_language(document)
    actions, leftover, read = *_from_tables(document, near), document
    for laid_out in (unrolled(document), tabulated(document)):
        if laid_out is not None:
            by_column, unread = _from_tables(laid_out, near)
            if len(by_column) > len(actions):
                actions, leftover, read = by_column, unread, laid_out
    in_lists = listed(read, near)
    if len(in_lists) > MOSTLY_LISTS * len(actions):
        actions = (*actions, *in_lists)
    if not actions:
        leftover = leftover or _first_place(document)
    return PaperRecords(
        document=document,
        identification=identify(document),
        actions=dated(actions),
        approvals=approvals(document),
        facts=facts(document, DocumentKind.PLAN),
        leftover=leftover,
    )


def _first_place(document: Document) -> tuple[Place, ...]:
    """Gives the place of the first block, which stands for a paper in which nothing was understood."""
    return tuple(block.place for block in document.blocks[:1])


def _from_tables(document: Document, near: date | None) -> tuple[tuple[Action, ...], tuple[Place, ...]]:
    """Walks the blocks in order, so that headings between tables hold for the rows below them."""
    actions: list[Action] = []
    leftover: list[Place] = []
    context, earlier = Context(), None
    heading: str | None = None
    years = years_in(paragraph.text for paragraph in document.paragraphs())
    for block in document.blocks:
        if isinstance(block, Paragraph):
            heading = block.text if _is_head(block) else None if block.text.strip() else heading
            if heading is not None and (earlier is not None or _is_numbered(heading)):
                context, heading = context.under(heading), None
            continue
        in_form = forms_of_measures(block, context.under(heading) if heading else context, len(actions), near)
        if in_form is not None:
            actions.extend(in_form)
            continue
        columns = roles(block, DocumentKind.PLAN, earlier)
        if not is_plan_table(block, columns):
            leftover.extend(_unread(block))
            continue
        if heading is not None and earlier is None and _says_something(heading):
            context = context.under(heading)
        earlier = columns if columns.headed else earlier
        found, context = rows(block, columns, context)
        for row in _under_persons(found, columns):
            actions.extend(_actions(row, columns, near, years, actions))
    return tuple(actions), tuple(leftover)


def _under_persons(found: tuple[Row, ...], columns: Columns) -> tuple[Row, ...]:
    """Gives the rows of a table whose section rows name persons with those that were not known for persons."""
    told = {row.context.section: row.context.responsible for row in found if row.context.section}
    persons = sum(who is not None and who in section for section, who in told.items())
    if columns.has(Role.RESPONSIBLE) or len(told) < FEWEST_ROWS or persons < MOSTLY_PERSONS * len(told):
        return found
    return tuple(
        replace(row, context=replace(row.context, responsible=row.context.section))
        if row.context.section
        and (told[row.context.section] or "") not in row.context.section
        and not names_no_person(row.context.section)
        and is_named(row.context.section)
        else row
        for row in found
    )


def _is_head(paragraph: Paragraph) -> bool:
    """Tells whether a paragraph says something of the rows below it: a heading, a month, a finding repeated."""
    return is_heading(paragraph) or is_date(paragraph.text) or finding_in_heading(paragraph.text) is not None


def _is_numbered(heading: str) -> bool:
    """Tells whether a heading names a standard, a criterion or a finding, so that it holds however far the table is."""
    return bool(standards_in(heading) or criteria_in(heading)) or finding_in_heading(heading) is not None


def _says_something(heading: str) -> bool:
    """Tells whether the line above the first table is more than the plan's title."""
    if finding_in_heading(heading) is not None:
        return True
    return (
        (is_date(heading) and not _is_span(heading))
        or is_person(heading.partition(":")[2] or heading)
        or bool(standards_in(heading))
    )


def _is_span(heading: str) -> bool:
    """Tells whether a line under the title names the years that the whole plan is for («(2024–2026-жылдар)»)."""
    return re.search(r"20\d\d\s*[-–—/]\s*(?:20)?\d\d", heading) is not None and not re.search(
        r"\d{1,2}\.\d{1,2}\.20\d\d", heading
    )


def is_plan_table(table: Table, columns: Columns) -> bool:
    """Tells whether a table lists measures: it has a column of them, and one that says for what, who or when."""
    if not columns.has(Role.MEASURE) or len(columns.columns) < 2:
        return False
    others = columns.has(
        Role.DUE, Role.RESPONSIBLE, Role.FINDING, Role.CRITERION, Role.MONTH, Role.LABEL, Role.RESULT, Role.NUMBER
    )
    if columns.headed or columns.goes_on:
        return others and len(table.rows) > columns.first
    if len(table.rows) < FEWEST_ROWS or not columns.has(Role.DUE, Role.RESPONSIBLE):
        return False
    texts = [row[columns.of(Role.MEASURE)[0]].text for row in owners(table)]
    return sum(len(text.split()) >= SIGNATURE_WORDS and not is_person(text) for text in texts) > len(texts) / 2


def _unread(table: Table) -> tuple[Place, ...]:
    """Gives the place of a table whose rows ask for something but were not understood; others are side tables."""
    asking = [
        row
        for row in table.rows
        if any(cell is not None and len(cell.text.split()) >= SIGNATURE_WORDS and asks_to_do(cell.text) for cell in row)
    ]
    return (table.place,) if len(asking) >= FEWEST_ASKING else ()


def _actions(
    row: Row, columns: Columns, near: date | None, years: tuple[int, int] | None, before: list[Action]
) -> list[Action]:
    """Gives the measures of one row; none for a dash, an empty cell or a cell merged from above (which gains an
    anchor).
    """
    text, place = row.text(Role.MEASURE), row.place(Role.MEASURE)
    if is_blank(text) or place is None or _signs(text):
        return []
    if Role.MEASURE in row.handed:
        _widen(before, row)
        return []
    measures = items(text)
    if len(measures) == 1:
        measures = parallel(text, row.text(Role.FINDING), row.text(Role.RESPONSIBLE), row.text(Role.DUE)) or measures
    whos = shares(_of_row(row, Role.RESPONSIBLE, is_person), measures, is_person)
    whens = shares(_of_row(row, Role.DUE, _is_whole_date), measures, is_date)
    marked = charted(row, columns, years, near)
    found: list[Action] = []
    findings = _findings(row.text(Role.FINDING), measures)
    for (_, words), who, when, finding in zip(measures, whos, whens, findings, strict=True):
        assigned = _assigned(words, who, when, columns, row)
        if is_blank(assigned.text):
            continue
        by_chart = marked[0] is not None and assigned.due_text in {None, row.context.due_text}
        due_text = marked[0] if by_chart else assigned.due_text
        due_text = due_text or _ticked_year(row, columns)
        ends = marked[1] if by_chart else last_day(due_text, near)
        found.append(
            Action(
                assigned.text,
                place,
                anchor(row, len(before) + len(found), finding),
                assigned.responsible,
                due_text,
                ends,
            )
        )
    return found


def _findings(text: str, measures: tuple[tuple[str | None, str], ...]) -> tuple[str | None, ...]:
    """Gives, for each measure of a row, the finding that goes by its number or its place; None where all are meant."""
    if len(measures) < 2:
        return (None,) * len(measures)
    counted = dict(numbered(text))
    if counted:
        return tuple(counted.get(number or "") for number, _ in measures)
    parts = [part.strip() for part in text.split(";") if part.strip()]
    if len(parts) == len(measures) and all(number is None for number, _ in measures):
        return tuple(parts)
    return (None,) * len(measures)


def _is_whole_date(text: str) -> bool:
    """Tells whether a text is a deadline that needs no other part: it names its year, or is permanent."""
    return is_date(text) and last_day(text, None) is not None


def _of_row(row: Row, role: Role, fits: Callable[[str], bool]) -> str:
    """Gives what the cell of a role says for this row: all of it, or its part of a cell that spans several rows."""
    owner = row.cells.get(role)
    if owner is None or owner.cell is None or owner.cell.rowspan < 2:
        return row.text(role)
    return portion(owner.text, owner.cell.rowspan, row.index - owner.row, fits)


def _signs(text: str) -> bool:
    """Tells whether a cell is a signature, not a measure: initials and a name, hardly more."""
    return len(text.split()) <= SIGNATURE_WORDS and "." in text and is_person(text)


def _assigned(words: str, who: str, when: str, columns: Columns, row: Row) -> Assignment:
    """Gives a measure's own words, its persons and its deadline, from their columns, from one shared cell, or from
    the measure.

    What headings above the table's rows say holds for what no column is there for.
    """
    measure = columns.of(Role.MEASURE)
    in_columns = {role for role in (Role.DUE, Role.RESPONSIBLE) if set(columns.of(role)) - set(measure)}
    person = stated(who) if Role.RESPONSIBLE in in_columns else None
    day = stated(when) if Role.DUE in in_columns else None
    shared = Role.DUE in row.cells and row.cells.get(Role.DUE) == row.cells.get(Role.RESPONSIBLE)
    if day is not None and (Role.RESPONSIBLE not in in_columns or shared):
        person, day = _both(day)
    elif person is not None and Role.DUE not in in_columns:
        person, day = split_who_when(person) if split_who_when(person)[1] else (person, None)
    person = person or (None if Role.RESPONSIBLE in in_columns else _marked(row, columns))
    found = split_assignment(
        words,
        want_due=Role.DUE not in in_columns and day is None,
        want_person=Role.RESPONSIBLE not in in_columns and person is None,
    )
    return Assignment(
        own_number(found.text)[1].strip(),
        somebody(person or found.responsible) or (None if Role.RESPONSIBLE in in_columns else row.context.responsible),
        day or found.due_text or (None if Role.DUE in in_columns else row.context.due_text),
    )


def _marked(row: Row, columns: Columns) -> str | None:
    """Gives the persons at the heads of the columns that the row ticks, where the heads are persons; None without."""
    persons = [column for column in columns.columns if is_person(column.head) and Role.MEASURE not in column.roles]
    if len(persons) < FEWEST_HEADS:
        return None
    return ", ".join(column.head for column in persons if is_mark(row.columns[column.index].text)) or None


def _ticked_year(row: Row, columns: Columns) -> str | None:
    """Gives the last year whose column the row ticks, where columns are headed by years; None without."""
    years = [column for column in columns.columns if _YEAR_HEAD.fullmatch(column.head)]
    ticked = [column.head for column in years if is_mark(row.columns[column.index].text)]
    return ticked[-1] if len(years) >= FEWEST_HEADS and ticked else None


def _both(text: str) -> tuple[str | None, str | None]:
    """Splits a cell of deadlines that may name persons too; words that are neither stay the deadline."""
    who, when = split_who_when(text)
    return (None, text) if who is None and when is None else (who, when)


def _widen(actions: list[Action], row: Row) -> None:
    """Adds to the last measure, whose cell is merged over this row too, what this row says of a further finding."""
    if not actions:
        return
    last, more = actions[-1].anchor, anchor(row, 0)
    texts = tuple(dict.fromkeys(text for text in (last.finding_text, more.finding_text) if text))
    actions[-1] = replace(
        actions[-1],
        anchor=replace(
            last,
            criterion=_together(last.criterion, more.criterion),
            standard=_together(last.standard, more.standard),
            labels=tuple(dict.fromkeys((*last.labels, *more.labels))),
            finding_text="\n".join(texts) or None,
        ),
    )


def _together(first: str | None, second: str | None) -> str | None:
    parts = [part for text in (first, second) if text for part in text.split(", ")]
    return ", ".join(dict.fromkeys(parts)) or None
