"""What is written of a judged case, in one folder, each file whole or not at all; and of all cases, portfolio and
calendar.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from checks.deadlines import calendar_file, deadlines
from checks.judgement import Judgement
from flows.outputs.atomic import replace_text
from flows.outputs.entries import Entries
from flows.outputs.entries_reading import read_entries
from flows.outputs.letter import write_letter
from flows.outputs.open_files import stamped_siblings
from flows.outputs.portfolio import write_portfolio
from flows.outputs.result import Fields, write_result
from flows.outputs.words import case_language
from flows.outputs.workbook import write_workbook

CALENDAR = "deadlines.ics"


@dataclass(frozen=True, slots=True)
class Written:
    """Where the outputs of a case stand. workbook: the file really written (a stamped sibling when the old one was
    open).

    kept: True when an earlier run wrote it and nothing changed since.
    """

    judgement: Judgement
    folder: Path
    workbook: Path
    entries: Entries
    kept: bool = False


def write_case(
    judgement: Judgement,
    output: Path,
    intake: Path,
    language: str | None = None,
    remembered: Entries | None = None,
    *,
    previous: Fields | None = None,
) -> Written:
    """Writes result.json, the workbook and, when something is missing, the letter of a case; reviewers' entries are
    kept.

    remembered: the entries that the workbook had when it was last written, taken when somebody has deleted it since.
    previous: the result against which changes are told.

    Raises: OSError when the folder cannot be written.
    """
    folder = output / judgement.card.id
    folder.mkdir(parents=True, exist_ok=True)
    spoken = case_language(judgement.card, language)
    workbook = folder / f"{judgement.card.id}.xlsx"
    lost = not workbook.exists() and not stamped_siblings(workbook)
    entries = remembered if lost and remembered is not None else read_entries(workbook)
    written = write_workbook(judgement, workbook, spoken, intake, entries, previous=previous)
    write_letter(judgement, folder / "letter.docx", spoken, entries)
    write_result(judgement, folder / "result.json", previous)
    return Written(judgement, folder, written, entries)


def write_all(written: Sequence[Written], output: Path, language: str | None = None) -> Path:
    """Writes portfolio.xlsx, portfolio.json and the calendar of open days over all cases; gives the workbook's path."""
    judgements = [case.judgement for case in written]
    if judgements:
        found = sorted(
            (deadline for judgement in judgements for deadline in deadlines(judgement)),
            key=lambda each: (each.day, each.case),
        )
        as_of = max(judgement.as_of for judgement in judgements)
        replace_text(output / CALENDAR, calendar_file(found, as_of=as_of, language=language or "ru"))
    return write_portfolio(judgements, output, {case.judgement.card.id: case.entries for case in written}, language)
