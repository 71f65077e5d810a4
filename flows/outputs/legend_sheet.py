"""The sheet that says what the words and colours mean and how to work with the workbook."""

from __future__ import annotations

from checks.judgement import LinkLevel, Outcome, PlanStatus, ReportStatus
from flows.outputs import styles
from flows.outputs.case_view import CaseView
from flows.outputs.entries import Decision
from flows.outputs.grid_page import GridPage
from flows.outputs.styles import Look
from flows.outputs.table_sheet import protect, set_page


def write_legend(view: CaseView) -> None:
    """Writes the sheet of meanings."""
    sheet = view.book.create_sheet(view.word("sheet_legend"))
    page = GridPage(sheet, (2, 30, 110), view.painter)
    page.put("B", "C", view.word("sheet_legend"), styles.TITLE)
    page.heighten(26)
    page.next()
    page.put("B", "C", view.word("about_legend"), styles.ABOUT)
    page.next(2)
    statuses = sorted((f"report_{status.value}" for status in ReportStatus), key=_legend_order)
    _section(page, view, "legend_report", statuses)
    _section(page, view, "legend_plan", [f"plan_{status.value}" for status in PlanStatus])
    _section(page, view, "legend_checks", [outcome.value for outcome in Outcome])
    _section(page, view, "legend_links", [f"link_{level.value}" for level in LinkLevel])
    _rules(page, view)
    set_page(sheet, view.language)
    sheet.print_area = f"A1:C{page.row}"
    sheet.sheet_properties.tabColor = "9AA5B1"
    protect(sheet)


def _legend_order(status: str) -> int:
    order = ("addressed", "no_evidence", "partial", "planned", "formal", "declined", "unaddressed", "not_applicable")
    return order.index(status.removeprefix("report_"))


def _section(page: GridPage, view: CaseView, title: str, names: list[str]) -> None:
    page.section("B", "C", view.word(title))
    for name in names:
        look = Look(bold=True)
        if name in styles.STATUS_STATE:
            fill, ink = styles.state_colours(name)
            look = Look(bold=True, fill=fill, ink=ink)
        page.put("B", "B", view.status(name), look)
        page.put("C", "C", view.word(f"means_{name}"))
        page.next()
    page.next()


def _rules(page: GridPage, view: CaseView) -> None:
    """Writes how reviewers' entries, order, protection and odd signs are dealt with."""
    page.section("B", "C", view.word("legend_review"))
    override = view.word(
        "means_override",
        decision=view.word(f"decision_{Decision.ADDRESSED.value}"),
        status=view.status("report_unaddressed"),
    )
    rules = (
        (view.word("decision"), view.word("means_decision")),
        (view.word("note"), override),
        (view.word("review"), view.word("means_review")),
        (view.word("sheet_unaddressed"), view.word("means_rows", sheet=view.word("sheet_unaddressed"))),
        (view.word("protection"), view.word("means_protection")),
        (view.word("signs"), view.word("means_control")),
    )
    for name, meaning in rules:
        page.put("B", "B", name, Look(bold=True))
        page.put("C", "C", meaning)
        page.next()
