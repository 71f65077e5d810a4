"""The sheet of findings: one row each, the papers' words beside the program's reading, and room for the reviewer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from checks.judgement import FindingVerdict, PlanStatus, ReportStatus
from flows.outputs import styles
from flows.outputs.case_view import CaseView, as_lines, as_list, due_words, evidence_words
from flows.outputs.entries import Decision
from flows.outputs.entries_reading import NAMED
from flows.outputs.lists_sheet import DECISIONS_NAME
from flows.outputs.reasons import reasons
from flows.outputs.table_sheet import Column, TableArea, TableLook, Value, guard_computed, write_table
from flows.outputs.words import date_format


def write_findings(view: CaseView) -> TableArea:
    """Writes the sheet of findings and gives where its table stands."""
    columns = _columns(view)
    look = TableLook(
        "findings",
        view.word("sheet_findings"),
        view.word("about_findings"),
        frozen=6,
        paper=8,
        printed="reviewed",
    )
    sheet = view.book.create_sheet(view.word("sheet_findings"))
    area = write_table(sheet, look, columns, _rows(view), painter=view.painter, language=view.language)
    if view.judgement.verdicts:
        guard_computed(area, columns, view.language)
        _offer_decisions(area, view)
        _mark_bare_overrides(area, view)
    for key, name in NAMED.items():
        view.book.defined_names[name] = DefinedName(name, attr_text=area.reference(key))
    return area


def _columns(view: CaseView) -> list[Column]:
    def column(key: str, width: float, **more: object) -> Column:
        return Column(key, view.word(key), width, **more)  # type: ignore[arg-type]

    columns = [
        column("id", 14, hidden=True),
        column("number", 6, centred=True),
        column("kind", 16),
        column("standard", 11, centred=True),
        column("criterion", 11, centred=True),
        column("finding", 46),
        column("plan_status", 15, states=view.states("plan_", PlanStatus)),
        column("plan_text", 40),
        column("report_status", 17, states=view.states("report_", ReportStatus)),
        column("report_text", 44),
        column("evidence", 30),
        column("why", 42),
        column("review", 14, states=((view.word("review_yes"), "evidence_unnamed"),)),
        column("decision", 22, reviewer=True),
        column("note", 34, reviewer=True),
        column("reviewer", 18, reviewer=True),
        column("reviewed", 13, reviewer=True, number_format=date_format(view.language)),
        *(Column(f"extra{index}", head, 24, reviewer=True) for index, head in enumerate(view.entries.extra_heads, 1)),
        column("responsible", 26),
        column("due_text", 24),
        column("claimed", 18),
        column("finding_place", 38),
        column("plan_place", 38),
        column("report_place", 38),
    ]
    return _distinct(columns)


def _distinct(columns: list[Column]) -> list[Column]:
    """Gives the columns with heads that all differ, as a table must have them, whatever a reviewer called his own."""
    taken: set[str] = {column.head.casefold() for column in columns if not column.key.startswith("extra")}
    found = []
    for column in columns:
        head, count = column.head, 1
        while column.key.startswith("extra") and head.casefold() in taken:
            count += 1
            head = f"{column.head} {count}"
        taken.add(head.casefold())
        found.append(replace(column, head=head))
    return found


def _rows(view: CaseView) -> Iterator[list[Value]]:
    entries = {entry.finding_id: entry for entry in view.entries.current}
    for number, verdict in enumerate(view.judgement.verdicts, 1):
        entry = entries.get(verdict.id)
        extras = dict(entry.extras) if entry else {}
        typed: list[Value] = (
            [entry.decision or None, entry.note or None, entry.name or None, entry.day] if entry else [None] * 4
        )
        yield [
            *_reading(view, number, verdict),
            *typed,
            *(extras.get(head) for head in view.entries.extra_heads),
            *_details(view, verdict),
        ]


def _reading(view: CaseView, number: int, verdict: FindingVerdict) -> list[Value]:
    finding = verdict.finding
    return [
        verdict.id,
        number,
        view.status(finding.kind.value),
        finding.standard,
        finding.criterion,
        view.read(finding.text, finding.place),
        view.status(f"plan_{verdict.plan.value}"),
        as_list(view.read(planned.action.text, planned.action.place) for planned in verdict.planned),
        view.status(f"report_{verdict.report.value}"),
        as_list(view.read(answered.response.text, answered.response.place) for answered in verdict.answered),
        evidence_words(view, verdict),
        as_lines(reasons(verdict, view.language)),
        view.word("review_yes") if verdict.needs_review else None,
    ]


def _details(view: CaseView, verdict: FindingVerdict) -> list[Value]:
    return [
        as_list(planned.action.responsible or view.word("not_stated") for planned in verdict.planned),
        as_list(due_words(view, planned.action) for planned in verdict.planned),
        as_list(view.status(f"claimed_{answered.claimed.value}") for answered in verdict.answered),
        view.where(verdict.finding.place),
        view.where(next((planned.action.place for planned in verdict.planned), None)),
        view.where(next((answered.response.place for answered in verdict.answered), None)),
    ]


def _offer_decisions(area: TableArea, view: CaseView) -> None:
    """Lets the reviewer choose a decision from the list and type dates only into the column of dates."""
    choice = DataValidation(
        type="list", formula1=DECISIONS_NAME, allow_blank=True, showErrorMessage=True, error=view.word("decision_hint")
    )
    day = DataValidation(
        type="date",
        operator="greaterThan",
        formula1="36526",  # 1 January 2000
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="warning",
        error=view.word("date_hint", example=view.day(date(2026, 3, 2))),
    )
    area.sheet.add_data_validation(choice)
    area.sheet.add_data_validation(day)
    choice.add(area.cells("decision"))
    day.add(area.cells("reviewed"))


def _mark_bare_overrides(area: TableArea, view: CaseView) -> None:
    """Highlights the empty note of a decision that turns an open finding into a done one."""
    decision, note, status = (f"${area.letters[key]}{area.first}" for key in ("decision", "note", "report_status"))
    addressed = view.word(f"decision_{Decision.ADDRESSED.value}")
    done = view.status("report_addressed")
    alarm = Side("medium", color=styles.ALARM)
    rule = FormulaRule(
        formula=[f'AND({decision}="{addressed}",{status}<>"{done}",LEN(TRIM({note}))=0)'],
        fill=PatternFill("solid", start_color=styles.STATE_COLOURS["bad"][0], end_color=styles.STATE_COLOURS["bad"][0]),
        font=Font(color=styles.ALARM, bold=True),
        border=Border(left=alarm, right=alarm, top=alarm, bottom=alarm),
    )
    area.sheet.conditional_formatting.add(
        f"{area.letters['decision']}{area.first}:{area.letters['note']}{area.last}", rule
    )
