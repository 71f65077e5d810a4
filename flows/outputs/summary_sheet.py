"""The first sheet, the case in a minute: how complete it is, what is most serious, due, unread."""

from __future__ import annotations

from dataclasses import replace

from checks.deadlines import deadlines
from extractors.records import Place
from extractors.wording import sentence
from flows.outputs import styles
from flows.outputs.case_view import CaseView
from flows.outputs.completeness_figure import Completeness, by_standard, completeness, counts
from flows.outputs.gaps import gaps, report_due, why
from flows.outputs.grid_page import GridPage
from flows.outputs.open_files import MERGED_FOLDER
from flows.outputs.record_sheets import rule_words
from flows.outputs.standards_chart import add_chart
from flows.outputs.styles import Look
from flows.outputs.table_sheet import FIRST_ROW, Shown, protect, set_page
from flows.outputs.words import say

_WIDTHS = (2, 15, 15, 13, 13, 13, 13, 3, 16, 16, 14, 14, 14, 14)
_SERIOUS = 5
_LISTED = 8
_DEADLINES = 12
_BOLD = Look(bold=True)
_FAINT = Look(size=8, ink=styles.FAINT)
_HEAD = Look(bold=True, ink=styles.HEAD, fill=styles.BAND, down="center")
_NUMBER = Look(across="center")
_STATE = Look(bold=True, across="center")
CARD_FIELDS = (
    "programme",
    "level",
    "term_years",
    "certificate_no",
    "certificate_date",
    "certificate_expiry",
    "order_date",
    "conclusion_date",
    "visit_date",
    "plan_received",
    "report_received",
    "referent",
)


def write_summary(view: CaseView) -> None:
    """Writes the sheet of the case at a glance."""
    sheet = view.book.create_sheet(view.word("sheet_summary"), 0)
    page = GridPage(sheet, _WIDTHS, view.painter)
    _title(page, view)
    top = page.row
    _card(page, view)
    left_end, page.row = page.row, top
    _figure(page, view)
    _verdicts(page, view)
    page.row = max(page.row, left_end) + 1
    _serious(page, view)
    first = page.row
    _standards(page, view)
    page.keep_together(first)  # a chart must not be cut
    _clauses(page, view)
    _due(page, view)
    _unread(page, view)
    _sentences(
        page, "contradictions_title", [sentence(item, view.language) for item in view.judgement.contradictions], view
    )
    if view.changes is not None:
        _sentences(page, "changes_title", list(view.changes) or [view.word("changes_none")], view)
    made = view.word("made", moment=f"{view.made:%d.%m.%Y %H:%M}", day=view.day(view.judgement.as_of))
    page.put("B", "N", made, replace(_FAINT, rule=False))
    _lay_out(sheet, view, page.row)


def _lay_out(sheet: object, view: CaseView, last: int) -> None:
    set_page(sheet, view.language)
    sheet.print_area = f"A1:N{last}"  # type: ignore[attr-defined]
    sheet.sheet_properties.tabColor = styles.CHART[0]  # type: ignore[attr-defined]
    protect(sheet)


def _title(page: GridPage, view: CaseView) -> None:
    card = view.judgement.card
    page.put("B", "N", card.organisation or card.id, replace(styles.TITLE, size=18, wrap=True))
    page.next()
    page.put("B", "N", card.programme or view.word("card_whole"), Look(size=12, ink=styles.INK, rule=False))
    page.next()
    about = f"{view.word('title')} · {view.word('subtitle', day=view.day(view.judgement.as_of))}"
    page.put("B", "N", about, Look(size=9, ink=styles.FAINT, rule=False))
    page.next(2)


def _card(page: GridPage, view: CaseView) -> None:
    page.section("B", "G", view.word("card"))
    card = view.judgement.card
    sources = dict(card.sources)
    for name in CARD_FIELDS:
        value = getattr(card, name)
        if name == "level" and value:
            value = _level(view, value)
        shown = view.day(value) if not isinstance(value, int) else str(value)
        if name == "programme":
            shown = shown or view.word("card_whole")
        unknown = not shown
        page.put("B", "C", view.word(f"card_{name}"), Look(ink=styles.FAINT))
        look = Look(ink=styles.FAINT, italic=True) if unknown else _BOLD
        page.put("D", "E", view.word("card_unknown") if unknown else shown, look)
        page.put("F", "G", _source_words(view, sources.get(name)), _FAINT)
        page.next()


def _level(view: CaseView, level: str) -> str:
    known = ("higher", "secondary_vocational", "primary_vocational", "school", "phd", "additional")
    return view.status(f"level_{level}") if level in known else level


def _source_words(view: CaseView, source: str | None) -> str:
    if not source:
        return ""
    return view.word("card_register") if source == "register" else source.rsplit("/", 1)[-1]


def _figure(page: GridPage, view: CaseView) -> None:
    page.section("I", "N", view.word("completeness"))
    figure = completeness(view.judgement, view.entries)
    share = "—" if figure.share is None else f"{figure.share} %"
    page.put("I", "J", share, Look(size=30, bold=True, ink=styles.CHART[0], across="center", down="center"), rows=4)
    for text in _figure_words(view, figure):
        page.put("K", "N", text, Look(rule=False, down="center"))
        page.next()


def _figure_words(view: CaseView, figure: Completeness) -> list[str]:
    part = "report" if figure.by_report else "plan"
    words = (
        view.word(f"completeness_{part}", done=figure.done, all=figure.all)
        if figure.all
        else view.word("completeness_none")
    )
    provisional = view.word("provisional", sheet=view.word("sheet_unread")) if view.judgement.unread else ""
    to_review = sum(verdict.needs_review for verdict in view.judgement.verdicts)
    decided = sum(entry.decided is not None for entry in view.entries.current)
    return [
        words,
        provisional,
        view.word("to_review", n=to_review),
        view.word("reviewed_count", n=decided, all=figure.all),
    ]


def _verdicts(page: GridPage, view: CaseView) -> None:
    for part in ("report", "plan"):
        if part == "report" and not report_due(view.judgement):
            continue
        page.put("I", "J", view.word("by_verdict" if part == "report" else "by_plan"), _HEAD)
        for letter, kind in zip("KLM", ("nonconformity", "remark", "recommendation"), strict=True):
            page.put(letter, letter, view.status(kind), replace(_HEAD, across="center", size=8))
        page.put("N", "N", view.word("total"), replace(_HEAD, across="center"))
        page.next()
        for status, row in counts(view.judgement, part).items():
            if part == "report" and status == "not_applicable" and not sum(row):
                continue
            fill, ink = styles.state_colours(f"{part}_{status}")
            page.put("I", "J", view.status(f"{part}_{status}"), Look(bold=True, fill=fill, ink=ink))
            for letter, number in zip("KLMN", (*row, sum(row)), strict=True):
                page.put(
                    letter, letter, number, replace(_NUMBER, bold=letter == "N", ink=styles.INK if number else "B8C0C8")
                )
            page.heighten(16)
            page.next()


def _standards(page: GridPage, view: CaseView) -> None:
    rows = by_standard(view.judgement, view.entries)
    if not rows:
        return
    page.section("B", "N", view.word("by_standard"))
    due = report_due(view.judgement)
    groups = (
        ("group_done", "group_part", "group_open") if due else ("group_plan_done", "group_plan_part", "group_plan_open")
    )
    head = page.row
    page.put("B", "C", view.word("standard"), _HEAD)
    for letter, name in zip("DEF", groups, strict=True):
        page.put(letter, letter, view.word(name), replace(_HEAD, across="center"))
    page.put("G", "G", view.word("total"), replace(_HEAD, across="center"))
    page.next()
    for standard, numbers in rows:
        page.put("B", "C", view.word("standard_n", n=standard) if standard else view.word("standard_none"), _BOLD)
        for letter, number in zip("DEFG", (*numbers, sum(numbers)), strict=True):
            page.put(letter, letter, number, _NUMBER)
        page.heighten(17)
        page.next()
    height = add_chart(page.sheet, first=head, last=page.row - 1, anchor=f"I{head}")
    page.row = max(page.row, head + height) + 1


def _serious(page: GridPage, view: CaseView) -> None:
    page.section("B", "N", view.word("serious"))
    found = gaps(view.judgement, view.entries)
    if not found:
        page.put("B", "N", view.word("serious_none"))
        page.next()
    for rank, gap in enumerate(found[:_SERIOUS], 1):
        finding = gap.verdict.finding
        target = f"'{view.word('sheet_unaddressed')}'!A{FIRST_ROW + rank - 1}"
        page.put("B", "B", Shown(f"{rank}", target=target), Look(bold=True, across="center"))
        page.put("C", "D", f"{view.status(finding.kind.value)}, {view.criterion(finding)}", _BOLD)
        page.put("E", "I", shortened(finding.text))
        page.put("J", "N", " ".join(why(gap, view.judgement, view.language)))
        page.next()
    if len(found) > _SERIOUS:
        more = view.word("and_more", n=len(found) - _SERIOUS, sheet=view.word("sheet_unaddressed"))
        page.put("B", "N", Shown(more, target=f"'{view.word('sheet_unaddressed')}'!A1"))
        page.next()
    page.next()


def shortened(text: str, limit: int = 320) -> str:
    """Gives the beginning of a long text; the whole of it stands on the other sheets."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[:limit].rsplit(" ", 1)[0] + " …"


def _clauses(page: GridPage, view: CaseView) -> None:
    page.section("B", "N", view.word("checks_title"))
    for check in view.judgement.checks:
        fill, ink = styles.state_colours(check.outcome.value)
        page.put("B", "B", check.clause, Look(bold=True, across="center"))
        page.put("C", "F", rule_words(view, check.rule))
        page.put("G", "I", view.status(check.outcome.value), Look(bold=True, fill=fill, ink=ink, across="center"))
        page.put("J", "N", sentence(check.message, view.language))
        page.next()
    page.next()


def _due(page: GridPage, view: CaseView) -> None:
    page.section("B", "N", view.word("due_title"))
    found = deadlines(view.judgement)
    if not found:
        page.put("B", "N", view.word("due_none"))
        page.next()
    for item in found[:_DEADLINES]:
        horizon = item.horizon(view.judgement.as_of).value
        fill, ink = styles.state_colours(f"horizon_{horizon}")
        page.put("B", "B", view.day(item.day), _BOLD)
        page.put("C", "C", say(f"deadline.{item.bearer.value}", view.language))
        page.put("D", "I", sentence(item.what, view.language))
        page.put("J", "L", say(f"deadline.{horizon}", view.language), replace(_STATE, fill=fill, ink=ink))
        page.put("M", "N", _left((item.day - view.judgement.as_of).days, view))
        page.next()
    if len(found) > _DEADLINES:
        page.put("B", "N", view.word("and_more_plain", n=len(found) - _DEADLINES), _FAINT)
        page.next()
    page.next()


def _left(days: int, view: CaseView) -> str:
    return view.word("due_left", n=days) if days >= 0 else view.word("due_passed", n=-days)


def _unread(page: GridPage, view: CaseView) -> None:
    page.section("B", "N", view.word("unread_title"))
    items = view.judgement.unread
    if not items:
        page.put("B", "N", view.word("unread_none"))
        page.next()
    for name in view.entries.unreadable:
        page.put("B", "N", view.word("book_unread", name=name, folder=MERGED_FOLDER), Look(bold=True, ink=styles.ALARM))
        page.next()
    for item in items[:_LISTED]:
        where = view.where(Place(item.file, page=item.page))
        page.put("B", "F", where)
        page.put("G", "N", sentence(item.reason, view.language))
        page.next()
    if len(items) > _LISTED:
        more = view.word("and_more", n=len(items) - _LISTED, sheet=view.word("sheet_unread"))
        page.put("B", "N", Shown(more, target=f"'{view.word('sheet_unread')}'!A1"))
        page.next()
    page.next()


def _sentences(page: GridPage, title: str, texts: list[str], view: CaseView) -> None:
    """Lists sentences under a title; nothing where there are none."""
    if not texts:
        return
    page.section("B", "N", view.word(title))
    for text in texts[: 2 * _LISTED]:
        page.put("B", "N", text)
        page.next()
    if len(texts) > 2 * _LISTED:
        page.put("B", "N", view.word("and_more_plain", n=len(texts) - 2 * _LISTED), _FAINT)
        page.next()
    page.next()
