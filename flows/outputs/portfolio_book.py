"""portfolio.xlsx out of the fields of portfolio.json: cases, deadlines, institutions, standards, criteria, ageing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.formatting.rule import DataBarRule

from checks.deadlines import Horizon
from flows.outputs import styles
from flows.outputs.completeness_figure import natural
from flows.outputs.places import escaped
from flows.outputs.standards_chart import add_chart
from flows.outputs.styles import Painter
from flows.outputs.table_sheet import FIRST_ROW, HEAD_ROW, Column, Shown, TableArea, TableLook, Value, write_table
from flows.outputs.type_settings import set_type
from flows.outputs.words import date_format, day, say
from flows.outputs.xml_parts import allow_sorting

Fields = dict[str, Any]
_STATES = {"complete": "pass", "open": "report_partial", "unread": "fail", "empty": "fail"}
_AGES = ("age_ahead", "age_quarter", "age_half", "age_year", "age_older", "age_none")
_CHARTED = 24


class PortfolioBook:
    """The workbook being made. fields: those of portfolio.json; language: of its words."""

    def __init__(self, fields: Fields, language: str) -> None:
        self.fields, self.language = fields, language
        self.book = Workbook()
        self.painter = Painter(self.book)
        self.cases: list[Fields] = fields["cases"]
        self.as_of = date.fromisoformat(fields["as_of"]) if fields["as_of"] else None

    def word(self, key: str, **values: object) -> str:
        """Gives a wording of the portfolio."""
        return say(f"portfolio.{key}", self.language, **values)

    def column(self, key: str, width: float, **more: Any) -> Column:
        """Gives a column under the portfolio's own head."""
        return Column(key, self.word(key), width, **more)

    def days(self, key: str, width: float = 14) -> Column:
        """Gives a column of days."""
        return self.column(key, width, centred=True, number_format=date_format(self.language))

    def table(self, name: str, columns: list[Column], rows: Iterable[list[Value]], **about: object) -> TableArea:
        """Writes one sheet of the portfolio."""
        title = self.word(f"sheet_{name}")
        head = self.word("title", day=day(self.as_of, self.language)) if name == "cases" else title
        wide = name == "cases"
        look = TableLook(
            f"portfolio_{name}", head, self.word(f"about_{name}", **about), frozen=2, paper=8 if wide else 9
        )
        return write_table(
            self.book.create_sheet(title), look, columns, rows, painter=self.painter, language=self.language
        )


def portfolio_bytes(fields: Fields, language: str) -> bytes:
    """Gives the portfolio as the bytes of an .xlsx file."""
    made = PortfolioBook(fields, language)
    scratch = made.book.active
    set_type(made.book)
    _cases(made)
    _deadlines(made)
    _institutions(made)
    _standards(made)
    _criteria(made)
    _ageing(made)
    made.book.remove(scratch)
    made.book.properties.creator = "postaccred"
    filled = BytesIO()
    made.book.save(filled)
    return allow_sorting(filled.getvalue())


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _name(case: Fields) -> str:
    return str(case["organisation"] or case["id"])


def _cases(made: PortfolioBook) -> None:
    states = tuple((made.word(f"state_{name}"), status) for name, status in _STATES.items())
    columns = [
        made.column("number", 6, centred=True),
        made.column("organisation", 40, bold=True),
        made.column("programme", 36),
        made.column("referent", 20),
        made.column("term_years", 8, centred=True),
        made.column("state", 18, states=states),
        made.column("completeness", 12, centred=True, number_format="0%"),
        *(
            made.column(key, 11, centred=True)
            for key in ("findings", "open", "overdue", "review", "reviewed", "unread")
        ),
        made.column("failed", 12, centred=True),
        made.days("next_due"),
        made.column("next_what", 32),
        made.days("plan_received"),
        made.days("report_received"),
        made.days("visit_date"),
        made.days("certificate_expiry", 16),
    ]
    rows = (_case_row(made, number, case) for number, case in enumerate(made.cases, 1))
    area = made.table(
        "cases",
        columns,
        rows,
        cases=len(made.cases),
        open=sum(case["open"] for case in made.cases),
        unread=sum(bool(case["unread"]) for case in made.cases),
    )
    bar = DataBarRule(start_type="num", start_value=0, end_type="num", end_value=1, color="9DC3E6", showValue=True)
    area.sheet.conditional_formatting.add(area.cells("completeness"), bar)


def _case_row(made: PortfolioBook, number: int, case: Fields) -> list[Value]:
    coming = next(iter(case["deadlines"]), None)
    share = case["completeness"]
    return [
        number,
        Shown(_name(case), address=escaped(case["workbook"])),
        case["programme"],
        case["referent"],
        case["term_years"],
        made.word(f"state_{case['state']}"),
        None if share is None else share / 100,
        *(case[key] for key in ("findings", "open", "overdue", "needs_review", "reviewed", "unread", "clauses_failed")),
        _day(coming["due"]) if coming else None,
        coming["what"] if coming else None,
        *(_day(case[key]) for key in ("plan_received", "report_received", "visit_date", "certificate_expiry")),
    ]


def _deadlines(made: PortfolioBook) -> None:
    horizons = tuple((say(f"deadline.{name}", made.language), f"horizon_{name}") for name in Horizon)
    columns = [
        made.column("number", 6, centred=True),
        made.days("due"),
        made.column("left", 12, centred=True),
        made.column("horizon", 22, states=horizons),
        made.column("bearer", 16),
        made.column("what", 50),
        made.column("organisation", 40),
        made.column("programme", 34),
        made.column("referent", 20),
    ]
    items = [(case, item) for case in made.cases for item in case["deadlines"]]
    items.sort(key=lambda pair: (pair[1]["due"], _name(pair[0])))
    rows = (_deadline_row(made, number, case, item) for number, (case, item) in enumerate(items, 1))
    made.table("deadlines", columns, rows)


def _deadline_row(made: PortfolioBook, number: int, case: Fields, item: Fields) -> list[Value]:
    due = date.fromisoformat(item["due"])
    return [
        number,
        due,
        (due - made.as_of).days if made.as_of else None,
        say(f"deadline.{item['horizon']}", made.language),
        say(f"deadline.{item['bearer']}", made.language),
        item["what"],
        Shown(_name(case), address=escaped(case["workbook"])),
        case["programme"],
        case["referent"],
    ]


_Tally = dict[Any, list[int]]


def _tally(made: PortfolioBook, key: Any) -> _Tally:
    """Counts findings done, in part and open under what `key` gives of a case and a finding."""
    found: _Tally = defaultdict(lambda: [0, 0, 0])
    for case in made.cases:
        for item in case["items"]:
            found[key(case, item)][("done", "part", "open").index(item["group"])] += 1
    return found


def _counted(made: PortfolioBook, name: str, head: str, rows: list[tuple[str, list[int]]]) -> None:
    """Writes a sheet of counts with a chart of its first rows beside it."""
    columns = [
        made.column("number", 6, centred=True),
        made.column(head, 44, bold=True),
        made.column("done", 13, centred=True),
        made.column("part", 16, centred=True),
        made.column("no_answer", 13, centred=True),
        made.column("total", 10, centred=True),
    ]
    area = made.table(name, columns, ([n, text, *row, sum(row)] for n, (text, row) in enumerate(rows, 1)))
    if rows:
        last = min(area.last, FIRST_ROW + _CHARTED - 1)
        high = add_chart(area.sheet, first=HEAD_ROW, last=last, anchor=f"H{HEAD_ROW}", values=(3, 5), width=20)
        _print_chart(area, high)


def _print_chart(area: TableArea, rows: int) -> None:
    """Lets the chart beside the table be printed too."""
    area.sheet.print_area = f"A1:T{max(area.last, HEAD_ROW + rows)}"


def _institutions(made: PortfolioBook) -> None:
    found = _tally(made, lambda case, item: _name(case))
    rows = sorted(found.items(), key=lambda pair: (-pair[1][2], -pair[1][1], pair[0]))
    _counted(made, "institutions", "organisation", rows)


def _standards(made: PortfolioBook) -> None:
    found = _tally(made, lambda case, item: item["standard"])
    rows = sorted(found.items(), key=lambda pair: natural(pair[0]))
    named = [
        (
            say("workbook.standard_n", made.language, n=name) if name else say("workbook.standard_none", made.language),
            row,
        )
        for name, row in rows
    ]
    _counted(made, "standards", "standard", named)


def _criteria(made: PortfolioBook) -> None:
    columns = [
        made.column("number", 6, centred=True),
        made.column("level", 30),
        made.column("criterion", 14, centred=True, bold=True),
        made.column("institutions", 14, centred=True),
        made.column("done", 12, centred=True),
        made.column("part", 16, centred=True),
        made.column("no_answer", 13, centred=True),
        made.column("total", 10, centred=True),
        made.column("share_open", 16, centred=True, number_format="0%"),
    ]
    found = _tally(made, lambda case, item: (case["level"], item["criterion"]))
    who: dict[Any, set[str]] = defaultdict(set)
    for case in made.cases:
        for item in case["items"]:
            who[case["level"], item["criterion"]].add(_name(case))
    ordered = sorted(found.items(), key=lambda pair: (-pair[1][1] - pair[1][2], str(pair[0][0]), natural(pair[0][1])))
    rows: Iterable[list[Value]] = (
        [
            n,
            _level(made, level),
            criterion or "—",
            len(who[level, criterion]),
            *row,
            sum(row),
            (row[1] + row[2]) / sum(row),
        ]
        for n, ((level, criterion), row) in enumerate(ordered, 1)
    )
    area = made.table("criteria", columns, rows)
    bar = DataBarRule(start_type="num", start_value=0, end_type="num", end_value=1, color="E9A88F", showValue=True)
    area.sheet.conditional_formatting.add(area.cells("share_open"), bar)


def _level(made: PortfolioBook, level: str | None) -> str:
    known = ("higher", "secondary_vocational", "primary_vocational", "school", "phd", "additional")
    return say(f"status.level_{level}", made.language) if level in known else level or ""


def _ageing(made: PortfolioBook) -> None:
    """Writes how long ago the deadlines of open findings passed, a row per age, a column per kind."""
    kinds = ("nonconformity", "remark", "recommendation")
    found = {age: [0, 0, 0] for age in _AGES}
    for case in made.cases:
        for item in case["items"]:
            if not item["closed"]:
                found[_age(made, item)][kinds.index(item["kind"])] += 1
    columns = [
        made.column("number", 6, centred=True),
        made.column("age", 36, bold=True),
        *(Column(kind, say(f"status.{kind}", made.language), 18, centred=True) for kind in kinds),
        made.column("total", 12, centred=True),
    ]
    rows: Iterable[list[Value]] = ([n, made.word(age), *row, sum(row)] for n, (age, row) in enumerate(found.items(), 1))
    area = made.table("ageing", columns, rows)
    high = add_chart(
        area.sheet,
        first=HEAD_ROW,
        last=area.last,
        anchor=f"H{HEAD_ROW}",
        values=(3, 5),
        width=18,
        colours=(styles.CHART[2], styles.CHART[1], styles.CHART[0]),
    )
    _print_chart(area, high)


def _age(made: PortfolioBook, item: Fields) -> str:
    due = _day(item["due"])
    if due is None or made.as_of is None:
        return "age_none"
    past = (made.as_of - due).days
    for age, limit in (("age_ahead", 0), ("age_quarter", 90), ("age_half", 180), ("age_year", 365)):
        if past <= limit:
            return age
    return "age_older"
