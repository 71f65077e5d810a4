"""What is written of a judged case, in one folder, each file whole or not at all; and of all cases, the portfolio."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from checks.judgement import Judgement
from flows.outputs.entries import Entries
from flows.outputs.entries_reading import read_entries
from flows.outputs.letter import write_letter
from flows.outputs.portfolio import write_portfolio
from flows.outputs.result import read_result, write_result
from flows.outputs.words import case_language
from flows.outputs.workbook import write_workbook


@dataclass(frozen=True, slots=True)
class Written:
    """Where the outputs of a case stand. workbook: the file really written (a stamped sibling when the old one was open)."""

    judgement: Judgement
    folder: Path
    workbook: Path
    entries: Entries


def write_case(judgement: Judgement, output: Path, intake: Path, language: str | None = None) -> Written:
    """Writes result.json, the workbook and, when something is missing, the letter of a case; reviewers' entries are kept.

    Raises: OSError when the folder cannot be written.
    """
    folder = output / judgement.card.id
    folder.mkdir(parents=True, exist_ok=True)
    spoken = case_language(judgement.card, language)
    workbook = folder / f"{judgement.card.id}.xlsx"
    entries = read_entries(workbook)
    previous = read_result(folder / "result.json")
    written = write_workbook(judgement, workbook, spoken, intake, entries, previous=previous)
    write_letter(judgement, folder / "letter.docx", spoken, entries)
    write_result(judgement, folder / "result.json", previous)
    return Written(judgement, folder, written, entries)


def write_all(written: Sequence[Written], output: Path, language: str | None = None) -> Path:
    """Writes portfolio.xlsx and portfolio.json over all cases; gives the workbook's path."""
    return write_portfolio([case.judgement for case in written], output, {case.judgement.card.id: case.entries for case in written}, language)
