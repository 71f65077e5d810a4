"""What the terminal shows: progress, the summary of a batch, the reading of one file, the state of the cases."""

from __future__ import annotations

import json
import locale
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table as ScreenTable

from checks.deadlines import Bearer, Deadline, Horizon, by_referent
from checks.judgement import FindingVerdict, Outcome, PlanStatus, ReportStatus
from extractors.account import account
from extractors.kinds.identification import identify
from extractors.records import Document, Paragraph, Reason, Table
from extractors.wording import LANGUAGES, catalogue, sentence
from flows.writing import Written

OPEN = {
    ReportStatus.NO_EVIDENCE,
    ReportStatus.PARTIAL,
    ReportStatus.PLANNED,
    ReportStatus.FORMAL,
    ReportStatus.DECLINED,
    ReportStatus.UNADDRESSED,
}


def screen_language() -> str:
    """Gives the language of messages: POSTACCRED_LANGUAGE, else that of the system where it is Kyrgyz or Russian,
    else English.
    """
    asked = (
        os.environ.get("POSTACCRED_LANGUAGE")
        or os.environ.get("LC_ALL")
        or os.environ.get("LANG")
        or (locale.getlocale()[0] or "")
    )
    begins = asked[:2].lower()
    names = {"ru": "ru", "ky": "ky", "ki": "ky", "en": "en"}
    return names.get(begins, "en")


def _is_open(verdict: FindingVerdict) -> bool:
    """Tells whether a finding is still to be dealt with; where no report is due, the plan decides."""
    if verdict.report is ReportStatus.NOT_APPLICABLE:
        return verdict.plan is not PlanStatus.COVERED
    return verdict.report in OPEN


class Screen:
    """The terminal, in one language; plain lines where it is no terminal."""

    def __init__(self, language: str | None = None) -> None:
        self.language = language if language in LANGUAGES else screen_language()
        self.console = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
        self.errors = Console(stderr=True, highlight=False, soft_wrap=True)

    def say(self, key: str, **values: object) -> None:
        """Prints one sentence of the catalogue `cli`."""
        self.console.print(self.words(key, **values), markup=False)

    def warn(self, key: str, **values: object) -> None:
        """Prints one sentence of the catalogue `cli` to the error stream."""
        self.errors.print(self.words(key, **values), markup=False)

    def words(self, key: str, **values: object) -> str:
        """Gives one sentence of the catalogue `cli`."""
        return sentence(
            Reason(f"cli.{key}", tuple((name, str(value)) for name, value in values.items())), self.language
        )

    def reason(self, reason: Reason) -> str:
        """Gives any reason in words."""
        return sentence(reason, self.language)

    @contextmanager
    def progress(self) -> Iterator[Any]:
        """Shows a bar per step ("read", "judge") while work goes on; gives the function that steps report to."""
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=self.errors, transient=False, disable=not self.errors.is_terminal) as bars:
            tasks: dict[str, TaskID] = {}

            def advance(step: str, done: int, total: int) -> None:
                if step not in tasks:
                    tasks[step] = bars.add_task(self.words(f"step_{step}"), total=total)
                bars.update(tasks[step], completed=done, total=total)

            yield advance

    def summary(self, written: Sequence[Written]) -> None:
        """Prints the table at the end of a batch: a line per case."""
        table = ScreenTable(show_lines=False)
        for key in ("case", "findings", "open", "unaddressed", "checks_failed", "unread"):
            table.add_column(self.words(f"head_{key}"), justify="left" if key == "case" else "right", overflow="fold")
        for case in written:
            verdicts = case.judgement.verdicts
            table.add_row(
                case.judgement.card.id,
                str(len(verdicts)),
                str(sum(_is_open(verdict) for verdict in verdicts)),
                str(sum(verdict.report is ReportStatus.UNADDRESSED for verdict in verdicts)),
                str(sum(check.outcome is Outcome.FAIL for check in case.judgement.checks)),
                str(len(case.judgement.unread)),
            )
        self.console.print(table)
        for case in written:
            for item in case.judgement.unread:
                self.console.print(f"  ! {self.reason(item.reason)}", markup=False)

    def cases(self, portfolio: dict[str, Any]) -> None:
        """Prints the cases of the last run and what of their files was not read."""
        self.say("status_as_of", as_of=portfolio["as_of"] or "—")
        table = ScreenTable(show_lines=False)
        for key in ("case", "state", "findings", "open", "overdue", "unread"):
            table.add_column(
                self.words(f"head_{key}"), justify="left" if key in {"case", "state"} else "right", overflow="fold"
            )
        for case in portfolio["cases"]:
            counts = (str(case[key]) for key in ("findings", "open", "overdue", "unread"))
            table.add_row(case["id"], self.words(f"state_{case['state']}"), *counts)
        self.console.print(table)

    def portfolio_days(self, portfolio: dict[str, Any]) -> None:
        """Prints the days that the portfolio names, in order, where there is no ledger to ask."""
        found = ((item["due"], case["id"], item["what"]) for case in portfolio["cases"] for item in case["deadlines"])
        for due, case_id, what in sorted(item for item in found if item[0] >= (portfolio["as_of"] or "")):
            self.console.print(f"{due}  {case_id}: {what}", markup=False)

    def days(self, found: Sequence[Deadline], as_of: date) -> None:
        """Prints the open days of institutions and of the agency: by bearer, by nearness, by referent; past 90 days
        none.
        """
        for bearer in Bearer:
            for horizon in (Horizon.OVERDUE, Horizon.WITHIN_7, Horizon.WITHIN_30, Horizon.WITHIN_90):
                own = [
                    deadline for deadline in found if deadline.bearer is bearer and deadline.horizon(as_of) is horizon
                ]
                if not own:
                    continue
                self.console.print(f"\n{self._named(bearer)} · {self._named(horizon)}", style="bold", markup=False)
                for referent, deadlines in by_referent(own):
                    self.console.print(f"  {referent or self._named('no_referent')}", markup=False)
                    for deadline in deadlines:
                        self.console.print(
                            f"    {deadline.day}  {deadline.case}: {self.reason(deadline.what)}", markup=False
                        )

    def _named(self, key: str) -> str:
        return self.reason(Reason(f"deadline.{key}"))

    def file(self, file: str, state: str, code: str) -> None:
        """Prints a file that was not taken, or not read: its state and the way out."""
        values = (("file", file), ("cause", code), ("page", "—"), ("name", ""), ("count", ""))
        why = self.reason(Reason(f"problem.{code}", values)) if code in catalogue("problem", self.language) else file
        self.console.print(f"{self.words(f'file_{state}')}: {why}", markup=False)

    def document(self, document: Document, raw_lines: tuple[tuple[str, ...], ...] = ()) -> None:
        """Prints what the reader sees in one file, and the account of what it holds and what of its own layer it
        lacks.
        """
        identified = identify(document)
        self.say(
            "read_head",
            file=document.file,
            media=document.media,
            kind=identified.kind.value,
            score=f"{identified.score:.2f}",
            language=document.language or "—",
        )
        for page in document.pages:
            quality = "—" if page.quality is None else f"{page.quality:.2f}"
            self.say(
                "read_page",
                number=page.number,
                source=page.text_source.value,
                quality=quality,
                width=f"{page.width:.0f}",
                height=f"{page.height:.0f}",
            )
        for section in document.sections:
            self.say(
                "read_section",
                block=section.block + 1,
                orientation=self.words(f"sheet_{section.orientation.value}"),
                width=f"{section.width:.0f}",
                height=f"{section.height:.0f}",
            )
        for block in document.blocks:
            self.console.print(_line(block), markup=False)
        for problem in document.problems:
            values = dict(problem.values)
            values.setdefault("file", document.file)
            values.setdefault("page", str(problem.page or ""))
            self.console.print(f"! {self.reason(Reason(problem.reason.code, tuple(values.items())))}", markup=False)
        kept = account(document, raw_lines)
        self.say(
            "read_account",
            pages=kept.pages,
            blocks=kept.blocks,
            tables=kept.tables,
            cells=kept.cells,
            characters=kept.characters,
            raw=kept.raw_characters if kept.raw_characters is not None else "—",
        )
        for line in kept.lacking:
            self.say("read_lacking", text=line)


def _line(block: Paragraph | Table) -> str:
    place = f"[{block.place.page}] " if block.place.page else ""
    if isinstance(block, Paragraph):
        number = f"{block.number} " if block.number else ""
        return f"{place}{block.kind.value}: {number}{block.text}"
    rows = [" | ".join(cell.text.replace("\n", " / ") for cell in row if cell is not None) for row in block.rows]
    return f"{place}table {block.place.table}:\n  " + "\n  ".join(rows)


def document_fields(document: Document) -> dict[str, Any]:
    """Gives the fields of `read --json` as the contract names them."""
    return {
        "file": document.file,
        "kind": identify(document).kind.value,
        "language": document.language,
        "pages": [
            {
                "number": page.number,
                "text_source": page.text_source.value,
                "quality": page.quality,
                "width": page.width,
                "height": page.height,
            }
            for page in document.pages
        ],
        "sections": [
            {
                "orientation": section.orientation.value,
                "width": section.width,
                "height": section.height,
                "block": section.block,
                "page": section.page,
            }
            for section in document.sections
        ],
        "blocks": [_block_fields(block) for block in document.blocks],
        "problems": [
            {"code": problem.code, "page": problem.page, "unread": problem.unread} for problem in document.problems
        ],
    }


def _source(place: Any) -> dict[str, Any]:
    return {name: getattr(place, name) for name in ("file", "page", "table", "row", "paragraph", "bbox")}


def _block_fields(block: Paragraph | Table) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {
            "type": block.kind.value,
            "text": block.text,
            "level": block.level,
            "number": block.number,
            "source": _source(block.place),
        }
    return {
        "type": "table",
        "source": _source(block.place),
        "rows": [
            [
                None
                if cell is None
                else {"text": cell.text, "rowspan": cell.rowspan, "colspan": cell.colspan, "header": cell.header}
                for cell in row
            ]
            for row in block.rows
        ],
        "pages": list(block.pages) if block.pages else None,
    }


def print_json(documents: Sequence[Document]) -> None:
    """Prints the reading as JSON: one object for a file, a list for an archive."""
    fields = [document_fields(document) for document in documents]
    print(json.dumps(fields[0] if len(fields) == 1 else fields, ensure_ascii=False, indent=1))


def folder_link(path: Path) -> str:
    """Gives a path as the user can open it."""
    return str(path.resolve())
