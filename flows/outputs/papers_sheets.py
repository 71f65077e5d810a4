"""The sheets of what the papers say, word for word and as read: plan, report, evidence, what answers nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.judgement import JudgedResponse, Link, PlannedAction
from extractors.records import Action, DocumentKind, Response
from extractors.wording import sentence
from flows.outputs.case_view import CaseView, as_lines, evidence_state
from flows.outputs.table_sheet import Column, TableArea, TableLook, Value, write_table
from flows.outputs.words import date_format


@dataclass(slots=True)
class _Row:
    """A measure or an answer once, with all findings that it serves."""

    item: Action | Response
    findings: list[tuple[int, Link]]
    judged: JudgedResponse | None = None


def _write(view: CaseView, name: str, columns: list[Column], rows: Iterator[list[Value]], frozen: int) -> TableArea:
    title = view.word(f"sheet_{name}")
    look = TableLook(name, title, view.word(f"about_{name}"), frozen=frozen)
    return write_table(view.book.create_sheet(title), look, columns, rows, painter=view.painter, language=view.language)


def _sorted(rows: dict[int, _Row], unlinked: tuple[Action, ...] | tuple[Response, ...]) -> list[_Row]:
    """Gives linked and unlinked rows in the order of their papers."""
    together = [*rows.values(), *(_Row(item, []) for item in unlinked)]
    return sorted(together, key=lambda row: (row.item.place.file, row.item.anchor.order))


def _collect(view: CaseView, part: str) -> dict[int, _Row]:
    rows: dict[int, _Row] = {}
    for number, verdict in enumerate(view.judgement.verdicts, 1):
        linked: tuple[PlannedAction, ...] | tuple[JudgedResponse, ...] = getattr(verdict, part)
        for found in linked:
            item = found.action if isinstance(found, PlannedAction) else found.response
            row = rows.setdefault(found.link.answer, _Row(item, []))
            row.findings.append((number, found.link))
            row.judged = found if isinstance(found, JudgedResponse) else None
    return rows


def _link_columns(view: CaseView) -> list[Column]:
    return [
        Column("findings_served", view.word("findings_served"), 20),
        Column("link_level", view.word("link_level"), 22),
        Column("link_score", view.word("link_score"), 15, centred=True),
        Column("link_why", view.word("link_why"), 60),
    ]


def _link_cells(view: CaseView, row: _Row) -> list[Value]:
    if not row.findings:
        return [view.word("tied_to_none"), None, None, None]
    several = len(row.findings) > 1
    whys = (
        (f"№ {number}: " if several else "") + " ".join(sentence(reason, view.language) for reason in link.why)
        for number, link in row.findings
        if link.why
    )
    return [
        as_lines(view.finding_ref(number) for number, _ in row.findings),
        as_lines(dict.fromkeys(view.status(f"link_{link.level.value}") for _, link in row.findings)),
        as_lines(f"{round(100 * link.score)} %" for _, link in row.findings),
        as_lines(whys),
    ]


def write_plan(view: CaseView) -> TableArea:
    """Writes the sheet of the plan's measures."""
    columns = [
        Column("number", view.word("number"), 6, centred=True),
        Column("text", view.word("plan_text"), 50),
        Column("responsible", view.word("responsible"), 26),
        Column("due_text", view.word("due_text"), 24),
        Column("due", view.word("due"), 18, centred=True, number_format=date_format(view.language)),
        *_link_columns(view),
        Column("place", view.word("place"), 38),
    ]
    rows = _sorted(_collect(view, "planned"), view.judgement.unlinked_actions)
    return _write(view, "plan", columns, (_plan_row(view, n, row) for n, row in enumerate(rows, 1)), 2)


def _plan_row(view: CaseView, number: int, row: _Row) -> list[Value]:
    action = row.item
    assert isinstance(action, Action)
    due = view.day(action.due) if isinstance(action.due, str) else action.due
    return [
        number,
        view.read(action.text, action.place),
        action.responsible,
        action.due_text,
        due,
        *_link_cells(view, row),
        view.where(action.place),
    ]


def write_report(view: CaseView) -> TableArea:
    """Writes the sheet of the report's answers."""
    claims = (("claimed_done", "pass"), ("claimed_partial", "report_partial"), ("claimed_planned", "report_planned"),
              ("claimed_not_done", "fail"), ("claimed_none", "not_applicable"))  # fmt: skip
    columns = [
        Column("number", view.word("number"), 6, centred=True),
        Column("text", view.word("report_text"), 50),
        Column("status_text", view.word("status_text"), 18),
        Column("claimed", view.word("claimed"), 18, states=tuple((view.status(name), state) for name, state in claims)),
        Column("evidence", view.word("evidence"), 30),
        Column("done_text", view.word("done_text"), 18),
        *_link_columns(view),
        Column("place", view.word("place"), 38),
    ]
    rows = _sorted(_collect(view, "answered"), view.judgement.unlinked_responses)
    return _write(view, "report", columns, (_report_row(view, n, row) for n, row in enumerate(rows, 1)), 2)


def _report_row(view: CaseView, number: int, row: _Row) -> list[Value]:
    response = row.item
    assert isinstance(response, Response)
    claimed = view.status(f"claimed_{row.judged.claimed.value}") if row.judged else None
    return [
        number,
        view.read(response.text, response.place),
        response.status_text,
        claimed,
        as_lines(name.text for name in response.evidence),
        response.done_text,
        *_link_cells(view, row),
        view.where(response.place),
    ]


def write_evidence(view: CaseView) -> TableArea:
    """Writes the sheet of papers named, sent and missing."""
    states = view.states("evidence_", ("sent", "missing", "unsent", "unnamed"))
    columns = [
        Column("number", view.word("number"), 6, centred=True),
        Column("paper", view.word("paper"), 44),
        Column("state", view.word("state"), 26, states=states),
        Column("file", view.word("file"), 50),
        Column("findings_served", view.word("findings_served"), 24),
        Column("place", view.word("named_where"), 40),
    ]
    rows = [*_named(view), *_unnamed(view)]
    return _write(view, "evidence", columns, ([n, *row] for n, row in enumerate(rows, 1)), 2)


def _named(view: CaseView) -> Iterator[list[Value]]:
    for row in _sorted(_collect(view, "answered"), ()):
        if row.judged is None:
            continue
        findings = as_lines(view.finding_ref(number) for number, _ in row.findings)
        for named in row.judged.evidence:
            file = view.file(named.file) if named.file else None
            yield [named.name.text, view.status(evidence_state(named)), file, findings, view.where(row.item.place)]


def _unnamed(view: CaseView) -> Iterator[list[Value]]:
    """Yields the papers that were sent and that no answer names."""
    named = {
        item.file for verdict in view.judgement.verdicts for answer in verdict.answered for item in answer.evidence
    }
    for item in view.judgement.documents:
        file = item.document.file
        if item.identification.kind is DocumentKind.EVIDENCE and file not in named:
            yield [file.rsplit("/", 1)[-1], view.status("evidence_unnamed"), view.file(file), None, None]


def write_unlinked(view: CaseView) -> TableArea:
    """Writes the sheet of measures and answers that answer no finding."""
    columns = [
        Column("number", view.word("number"), 6, centred=True),
        Column("type", view.word("type"), 18),
        Column("text", view.word("text"), 60),
        Column("criterion", view.word("criterion"), 14, centred=True),
        Column("more", view.word("more"), 40),
        Column("place", view.word("place"), 36),
    ]
    items: tuple[Action | Response, ...] = (*view.judgement.unlinked_actions, *view.judgement.unlinked_responses)
    return _write(view, "unlinked", columns, (_unlinked_row(view, n, item) for n, item in enumerate(items, 1)), 2)


def _unlinked_row(view: CaseView, number: int, item: Action | Response) -> list[Value]:
    if isinstance(item, Action):
        kind = "type_action"
        more = as_lines((item.responsible or "", item.due_text or ""))
    else:
        kind = "type_response"
        more = as_lines((item.status_text or "", *(name.text for name in item.evidence)))
    criterion = item.anchor.criterion or item.anchor.standard
    return [number, view.word(kind), view.read(item.text, item.place), criterion, more, view.where(item.place)]
