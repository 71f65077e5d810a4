"""The sheet of what to act on: open findings by weight, with what was promised, what was said, and what to ask for."""

from __future__ import annotations

from collections.abc import Iterator

from checks.judgement import ReportStatus
from extractors.records import DocumentKind
from flows.outputs import styles
from flows.outputs.case_view import CaseView, as_lines, as_list, evidence_words, promise
from flows.outputs.gaps import STATUS_WEIGHT, Gap, ask, gaps, has_paper, why
from flows.outputs.reasons import reasons
from flows.outputs.table_sheet import Column, TableArea, TableLook, Value, write_table
from flows.outputs.words import say


def write_unaddressed(view: CaseView) -> TableArea:
    """Writes the sheet of open findings."""
    columns = _columns(view)
    title = view.word("sheet_unaddressed")
    look = TableLook(
        "unaddressed",
        title,
        view.word("about_unaddressed", legend=view.word("sheet_legend")),
        tab=styles.ALARM,
        frozen=5,
        paper=8,
    )
    rows = (_row(view, rank, gap) for rank, gap in enumerate(gaps(view.judgement, view.entries), 1))
    return write_table(view.book.create_sheet(title), look, columns, rows, painter=view.painter, language=view.language)


def _columns(view: CaseView) -> list[Column]:
    statuses = (*view.states("report_", STATUS_WEIGHT), *view.states("plan_", ("missing", "incomplete", "covered")))
    weights = tuple((view.word(f"weight_{name}"), f"weight_{name}") for name in ("high", "middle", "low"))
    return [
        Column("rank", view.word("number"), 6, centred=True),
        Column("weight", view.word("weight"), 16, states=weights),
        Column("kind", view.word("kind"), 16, bold=True),
        Column("criterion", view.word("criterion"), 12, centred=True),
        Column("finding", view.word("finding"), 42),
        Column("state", view.word("outcome"), 17, states=statuses),
        Column("plan_promised", view.word("plan_promised"), 38),
        Column("report_says", view.word("report_says"), 38),
        Column("why", view.word("why_listed"), 36),
        Column("ask", view.word("ask"), 36, bold=True),
        Column("place", view.word("finding_place"), 38),
    ]


def _row(view: CaseView, rank: int, gap: Gap) -> list[Value]:
    finding = gap.verdict.finding
    state = (
        f"plan_{gap.verdict.plan.value}" if gap.status is ReportStatus.NOT_APPLICABLE else f"report_{gap.status.value}"
    )
    return [
        rank,
        view.word(f"weight_{gap.weight_word}"),
        view.status(finding.kind.value),
        finding.criterion or finding.standard,
        view.read(finding.text, finding.place),
        view.status(state),
        _promised(view, gap),
        _said(view, gap),
        as_lines(_reasons(view, gap)),
        as_list(ask(gap, view.judgement, view.language)),
        view.where(finding.place),
    ]


def _reasons(view: CaseView, gap: Gap) -> Iterator[str]:
    """Yields why the finding is listed: what was seen in the papers; the general word where that says nothing."""
    seen = reasons(gap.verdict, view.language)
    general = why(gap, view.judgement, view.language)
    if gap.decided or not seen:
        yield from general
    yield from (text for text in seen if not (gap.decided and text in general))


def _promised(view: CaseView, gap: Gap) -> str:
    if gap.verdict.planned:
        return as_list(promise(view, planned.action) for planned in gap.verdict.planned)
    silent = has_paper(view.judgement, DocumentKind.PLAN)
    return say("gap.plan_silent" if silent else "gap.plan_absent", view.language)


def _said(view: CaseView, gap: Gap) -> str:
    if gap.verdict.answered:
        said = as_list(view.read(answered.response.text, answered.response.place) for answered in gap.verdict.answered)
        return as_lines((said, evidence_words(view, gap.verdict)))
    if gap.status is ReportStatus.NOT_APPLICABLE:
        return say("gap.report_not_due", view.language)
    silent = has_paper(view.judgement, DocumentKind.REPORT)
    return say("gap.report_silent" if silent else "gap.report_absent", view.language)
