"""Writes the papers of a labelled case anew, as Word files in the layouts that institutions draw themselves."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any

import docx
from docx.document import Document as Word
from docx.table import Table

from tests.accuracy.gold_records import mistyped
from tests.accuracy.layout_words import HEADS, KINDS, MANY, OTHER_HEADS, OTHER_STATUS, STATUS, TITLES

_LOSE = str.maketrans("өүңӨҮҢ", "оунОУН")
Row = dict[str, str]
Gold = dict[str, Any]


def language(gold: Gold) -> str:
    """Gives the language in which the case's papers are written."""
    return "ky" if gold["language"] == "ky" else "ru"


class Draft:
    """A paper in writing: the Word file, the words of its language, and the rows that it has to hold."""

    def __init__(self, gold: Gold, side: str, layout: str) -> None:
        self.gold, self.side = gold, side
        self.language = language(gold)
        self.heads = HEADS[self.language]
        self.kinds, self.many = KINDS[self.language], MANY[self.language]
        self.titles = TITLES[self.language]
        self.statuses = STATUS[self.language]
        self.chance = random.Random(f"{gold['case']} {side} {layout}")
        self.word: Word = docx.Document()
        self.place = {item["id"]: place for place, item in enumerate(gold["findings"])}

    def title(self, name: str) -> None:
        """Writes the title and whom the paper is about."""
        self.word.add_heading(self.titles[name], level=0)
        self.word.add_paragraph(self.gold["organisation"])

    def findings(self) -> list[Row]:
        """Gives a row per finding, in the order of the conclusion."""
        return [self._of_finding(item) for item in self.gold["findings"]]

    def _of_finding(self, item: Gold) -> Row:
        return {
            "id": item["id"],
            "number": str(self.place[item["id"]] + 1),
            "standard": item["standard"] or "",
            "criterion": item["criterion"] or "",
            "kind": self.kinds[item["kind"]],
            "kind_code": item["kind"],
            "finding": item["text"],
        }

    def rows(self) -> list[Row]:
        """Gives a row per measure or answer with the finding that it serves, in the order of the findings."""
        items = self.gold["plan_actions" if self.side == "plan" else "report_actions"]
        ordered = sorted(items, key=lambda item: min((self.place[name] for name in item["findings"]), default=99))
        return [self._row(number, item) for number, item in enumerate(ordered, 1)]

    def _row(self, number: int, item: Gold) -> Row:
        served = [self._of_finding(self.gold["findings"][self.place[name]]) for name in item["findings"]]
        joined = {key: self._joined(served, key) for key in ("standard", "criterion", "kind", "finding", "id")}
        row = {**joined, "number": str(number), "places": ", ".join(each["number"] for each in served)}
        if self.side == "plan":
            return row | {"measure": item["text"], "due": item["due_text"] or "", "who": item["responsible"] or ""}
        promised = [one["text"] for one in self.gold["plan_actions"] if set(one["findings"]) & set(item["findings"])]
        papers = "; ".join(paper["text"] for paper in item["evidence"])
        status = self.statuses.get(item["claimed"], "")
        return row | {"measure": "\n".join(promised), "answer": item["text"], "status": status, "papers": papers}

    def _joined(self, served: Sequence[Row], key: str) -> str:
        return ("\n" if key == "finding" else ", ").join(dict.fromkeys(one[key] for one in served))

    def groups(self) -> list[tuple[Row, list[Row]]]:
        """Gives the measures or answers by what they serve; findings that nothing serves come with no row."""
        rows = self.rows()
        found = [(own[0], own) for _, group in groupby(rows, key=lambda row: row["id"]) for own in [list(group)]]
        said = {name for row in rows for name in row["id"].split(", ")}
        bare = [(one | {"places": one["number"]}, []) for one in self.findings() if one["id"] not in said]
        return [*found, *bare]

    def table(self, columns: Sequence[str], rows: Iterable[Row], heads: dict[str, str] | None = None) -> Table:
        """Writes a ruled table with a head; a row that holds only "section" goes across."""
        heads = self.heads | (heads or {})
        table = self.word.add_table(rows=1, cols=len(columns), style="Table Grid")
        for cell, column in zip(table.rows[0].cells, columns, strict=True):
            cell.text = heads[column]
        for row in rows:
            cells = table.add_row().cells
            if "section" in row:
                cells[0].merge(cells[-1]).text = row["section"]
                continue
            for cell, column in zip(cells, columns, strict=True):
                cell.text = row.get(column, "")
        return table

    def said(self, row: Row) -> str:
        """Gives a measure with its deadline and person, or an answer with its status and papers, as one sentence."""
        if self.side == "plan":
            due, who = row["due"].rstrip("."), row["who"].rstrip(".")
            return f"{row['measure'].rstrip('.')}. {self.heads['due']}: {due}. {self.heads['who']}: {who}."
        papers = f" ({row['papers']})" if row["papers"] else ""
        return f"{row['answer'].rstrip('.')}{papers}."


def _standard(draft: Draft, number: str) -> str:
    return f"{number}-стандарт" if draft.language == "ky" else f"Стандарт {number}"


def _with_sections(draft: Draft, rows: Iterable[Row]) -> list[Row]:
    """Puts a row across the table before the rows of each standard."""
    found: list[Row] = []
    for standard, own in groupby(rows, key=lambda row: row["standard"].split(", ")[0]):
        if standard:
            found.append({"section": _standard(draft, standard)})
        found.extend(own)
    return found


# --- conclusions


def _prose(draft: Draft) -> None:
    for standard, own in groupby(draft.findings(), key=lambda row: row["standard"]):
        draft.word.add_heading(_standard(draft, standard), level=1)
        for row in own:
            number = f" ({draft.heads['criterion'].lower()} {row['criterion']})" if row["criterion"] else ""
            draft.word.add_paragraph(f"{row['kind']}: {row['finding'].rstrip('.')}{number}.")


def _listed(draft: Draft) -> None:
    for kind, title in draft.many.items():
        own = [row for row in draft.findings() if row["kind_code"] == kind]
        if own:
            draft.word.add_heading(title, level=1)
        for number, row in enumerate(own, 1):
            draft.word.add_paragraph(f"{number}. {row['criterion']} {row['finding']}".replace("  ", " "))


def _two_kinds(draft: Draft) -> None:
    """Writes a row per criterion with a column for each kind; «нет» where there is none."""
    rows = []
    for criterion, own in groupby(draft.findings(), key=lambda row: row["criterion"] or row["standard"]):
        told = list(own)
        kinds = {kind: "\n".join(one["finding"] for one in told if one["kind_code"] == kind) for kind in draft.many}
        rows.append({"criterion": criterion} | {kind: text or draft.heads["blank"] for kind, text in kinds.items()})
    draft.table(("criterion", *draft.many), rows, draft.many)


CONCLUSIONS: dict[str, Callable[[Draft], object]] = {
    "prose": _prose,
    "table": lambda draft: draft.table(("number", "criterion", "kind", "finding"), draft.findings()),
    "swapped": lambda draft: draft.table(("finding", "kind", "criterion"), draft.findings()),
    "synonyms": lambda draft: draft.table(
        ("number", "criterion", "kind", "finding"), draft.findings(), OTHER_HEADS[draft.language]
    ),
    "sections": lambda draft: draft.table(("number", "kind", "finding"), _with_sections(draft, draft.findings())),
    "lists": _listed,
    "column_per_kind": _two_kinds,
}


# --- what plans and reports have in common

_FULL = {
    "plan": ("number", "criterion", "finding", "measure", "due", "who"),
    "report": ("number", "criterion", "finding", "answer", "status", "papers"),
}


def _full(draft: Draft, rows: list[Row] | None = None, *, without: tuple[str, ...] = ()) -> Table:
    columns = [column for column in _FULL[draft.side] if column not in without]
    return draft.table(columns, draft.rows() if rows is None else rows)


def _other_words(draft: Draft) -> None:
    draft.statuses = OTHER_STATUS[draft.language]
    draft.table(_FULL[draft.side], draft.rows(), OTHER_HEADS[draft.language])


def _swapped(draft: Draft) -> None:
    draft.table(_FULL[draft.side][:0:-1], draft.rows())


def _shuffled(draft: Draft) -> None:
    rows = draft.rows()
    draft.chance.shuffle(rows)
    for number, row in enumerate(rows, 1):
        row["number"] = str(number)
    _full(draft, rows)


def _typos(draft: Draft) -> None:
    rows = draft.rows()
    for row in rows:
        for key in ("finding", "measure", "answer"):
            if key in row:
                row[key] = mistyped(row[key], draft.chance, 0.03)
    _full(draft, rows)


def _letters_lost(draft: Draft) -> None:
    draft.heads = {key: text.translate(_LOSE) for key, text in draft.heads.items()}
    rows = [{key: text.translate(_LOSE) for key, text in row.items()} for row in draft.rows()]
    _full(draft, rows)


def _merged(draft: Draft) -> None:
    """Writes number, criterion and finding once, over all rows that serve the finding; a bare finding keeps its row."""
    groups = draft.groups()
    rows = [row for bare, own in groups for row in (own or [bare])]
    table = _full(draft, rows)
    top = 1
    for place, (_, own) in enumerate(groups, 1):
        for column in range(3):
            text = table.cell(top, column).text if column else str(place)
            table.cell(top, column).merge(table.cell(top + max(len(own), 1) - 1, column)).text = text
        top += max(len(own), 1)


def _in_one_cell(draft: Draft) -> None:
    """Writes one row per finding; its measures or answers stand numbered in one cell, and so do their dates."""
    rows = []
    for number, (bare, own) in enumerate(draft.groups(), 1):
        row = dict(bare) | {"number": str(number)}
        for key in _FULL[draft.side][3:]:
            texts = [one[key] for one in own]
            row[key] = "\n".join(f"{n}) {text}" for n, text in enumerate(texts, 1)) if len(texts) > 1 else "".join(texts)
        rows.append(row)
    _full(draft, rows)


def _forms(draft: Draft) -> None:
    """Writes a small two-column form for each finding."""
    for number, (bare, own) in enumerate(draft.groups(), 1):
        for row in own or [bare]:
            draft.word.add_paragraph(f"{number}.")
            table = draft.word.add_table(rows=0, cols=2, style="Table Grid")
            for key in _FULL[draft.side][1:]:
                cells = table.add_row().cells
                cells[0].text, cells[1].text = draft.heads[key], row.get(key, "")


def _under_findings(draft: Draft) -> None:
    """Writes each finding as a heading and what serves it as a list below."""
    for bare, own in draft.groups():
        if not bare["finding"]:
            continue
        heading = f"{bare['kind']} {bare['places']}"
        heading += f" ({draft.heads['criterion'].lower()} {bare['criterion']})" if bare["criterion"] else ""
        draft.word.add_heading(f"{heading}. {bare['finding']}", level=2)
        for row in own:
            draft.word.add_paragraph(draft.said(row), style="List Bullet")


def _numbered(draft: Draft) -> None:
    """Writes one numbered list without findings or criteria."""
    for row in draft.rows():
        draft.word.add_paragraph(draft.said(row), style="List Number")


def _by_standard(draft: Draft) -> None:
    columns = [column for column in _FULL[draft.side] if column != "criterion"]
    draft.table(columns, _with_sections(draft, draft.rows()))


# --- plans alone


def _by_responsible(draft: Draft) -> None:
    rows: list[Row] = []
    for who, own in groupby(sorted(draft.rows(), key=lambda row: row["who"]), key=lambda row: row["who"]):
        rows.extend([{"section": f"{draft.heads['who']}: {who}"} if who else {"section": "—"}, *own])
    draft.table(("number", "criterion", "finding", "measure", "due"), rows)


def _all_in_one(draft: Draft) -> None:
    short = "жооптуу" if draft.language == "ky" else "отв."
    rows = draft.rows()
    for row in rows:
        row["all_in_one"] = f"{row['measure']} ({row['due']}; {short} {row['who']})"
    draft.table(("number", "criterion", "finding", "all_in_one"), rows)


def _when_who(draft: Draft) -> None:
    rows = [row | {"when_who": f"{row['due']}\n{row['who']}"} for row in draft.rows()]
    draft.table(("number", "criterion", "finding", "measure", "when_who"), rows)


_COMMON: dict[str, Callable[[Draft], object]] = {
    "plain": _full,
    "synonyms": _other_words,
    "swapped": _swapped,
    "no_criterion": lambda draft: _full(draft, without=("criterion",)),
    "no_finding": lambda draft: _full(draft, without=("finding",)),
    "shuffled": _shuffled,
    "typos": _typos,
    "merged": _merged,
    "in_one_cell": _in_one_cell,
    "forms": _forms,
    "under_findings": _under_findings,
    "numbered_list": _numbered,
    "by_standard": _by_standard,
    "letters_lost": _letters_lost,
}
PLANS: dict[str, Callable[[Draft], object]] = _COMMON | {
    "by_responsible": _by_responsible,
    "all_in_one": _all_in_one,
    "when_who": _when_who,
}


# --- reports alone


def _letter(draft: Draft) -> None:
    """Writes a letter whose points answer the points of the conclusion."""
    for row in draft.rows():
        point = f"{row['kind']} {row['places']}" if row["places"] else ""
        draft.word.add_paragraph(f"{row['number']}. {point}. {draft.said(row)}".replace(". . ", ". "))


def _beside_plan(draft: Draft) -> None:
    draft.table(("number", "measure", "answer", "status", "papers"), draft.rows())


def _status_inside(draft: Draft) -> None:
    rows = draft.rows()
    for row in rows:
        row["answer"] = f"{row['status']}. {draft.said(row)}" if row["status"] else draft.said(row)
    draft.table(("number", "criterion", "finding", "answer"), rows)


REPORTS: dict[str, Callable[[Draft], object]] = _COMMON | {
    "letter": _letter,
    "beside_plan": _beside_plan,
    "status_inside": _status_inside,
    "no_status": lambda draft: _full(draft, without=("status",)),
}
WRITERS = {"conclusion": CONCLUSIONS, "plan": PLANS, "report": REPORTS}


def write_paper(gold: Gold, side: str, layout: str) -> Word:
    """Gives one paper of a case in one layout, as a Word file not yet saved."""
    draft = Draft(gold, side, layout)
    if layout == "letter":
        draft.word.add_paragraph(draft.titles["addressee"])
        draft.title("letter")
        draft.word.add_paragraph(draft.titles["opening"])
    else:
        draft.title(side)
    WRITERS[side][layout](draft)
    return draft.word
