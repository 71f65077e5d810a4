"""One case as its workbook shows it: the judgement, the language, the reviewers' entries and the way to the files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from checks.judgement import FindingVerdict, Judgement, NamedEvidence
from extractors.languages.restore import restore
from extractors.records import Action, Finding, Place
from flows.outputs.entries import Entries
from flows.outputs.places import in_words, inside, link
from flows.outputs.styles import Painter
from flows.outputs.table_sheet import Shown
from flows.outputs.words import day, say

_OWN_LETTERS = re.compile("[өүңӨҮҢ]")


@dataclass(frozen=True, slots=True)
class CaseView:
    """What every sheet is made from.

    folder: where the workbook will stand. intake: where the files are, None when unknown.
    changes: sentences on what is different from the last run, None for a first run. made: when the workbook is made.
    """

    judgement: Judgement
    language: str
    entries: Entries
    folder: Path
    intake: Path | None
    changes: tuple[str, ...] | None
    made: datetime
    book: Any
    painter: Painter

    def word(self, key: str, **values: object) -> str:
        """Gives a wording of the workbook."""
        return say(f"workbook.{key}", self.language, **values)

    def status(self, name: str) -> str:
        """Gives the word of a status."""
        return say(f"status.{name}", self.language)

    def states(self, prefix: str, names: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Gives the words of several statuses, each with the status that colours it."""
        return tuple((self.status(f"{prefix}{name}"), f"{prefix}{name}") for name in names)

    def day(self, value: Any) -> str:
        """Gives a day as the case's language writes it."""
        return day(value, self.language)

    def where(self, place: Place | None) -> Shown | None:
        """Gives a place with its file, in words, leading to the file."""
        if place is None:
            return None
        return Shown(in_words(place, self.language), link(place, start=self.folder, intake=self.intake))

    def read(self, text: str, place: Place) -> str:
        """Gives a paper's text word for word; where its Kyrgyz lost letters, the restored reading follows, marked."""
        if _OWN_LETTERS.search(text) or self._language(place.file) not in ("ky", "mixed"):
            return text
        restored = restore(text)
        return f"{text}\n{self.word('restored', text=restored.text)}" if restored.changed else text

    def _language(self, file: str) -> str | None:
        documents = (item.document for item in self.judgement.documents)
        return next((document.language for document in documents if document.file == file), None)

    def file(self, name: str) -> Shown:
        """Gives a file by its own name, then its folder, leading to it; the name must not be cut off."""
        folder, _, own = name.rpartition("/")
        return Shown(f"{own} · {folder}" if folder else own, link(Place(name), start=self.folder, intake=self.intake))

    def inside(self, place: Place) -> str:
        """Gives the place inside its file in words."""
        return inside(place, self.language) or self.word("whole_file")

    def criterion(self, finding: Finding) -> str:
        """Gives the number under which a finding goes."""
        if finding.criterion:
            return finding.criterion
        return self.word("standard_n", n=finding.standard) if finding.standard else self.word("no_criterion")

    def finding_ref(self, number: int) -> str:
        """Gives the short name of a finding: its number on the sheet of findings and its criterion."""
        finding = self.judgement.verdicts[number - 1].finding
        return self.word("finding_ref", number=number, criterion=self.criterion(finding))


def as_list(texts: Iterable[str]) -> str:
    """Gives several texts as lines of a cell, numbered when there is more than one."""
    found = [text for text in texts if text]
    if len(found) < 2:
        return "".join(found)
    return "\n".join(f"{number}) {text}" for number, text in enumerate(found, 1))


def as_lines(texts: Iterable[str]) -> str:
    """Gives several sentences as lines of a cell."""
    return "\n".join(text for text in texts if text)


def due_words(view: CaseView, action: Action) -> str:
    """Gives a measure's deadline as written, and as read where that says more."""
    read = view.day(action.due)
    if not action.due_text:
        return read or view.word("not_stated")
    if not read or read in action.due_text:
        return action.due_text
    return view.word("read_as", text=action.due_text, day=read)


def promise(view: CaseView, action: Action) -> str:
    """Gives a measure with who answers for it and by when, as lines."""
    return as_lines(
        (
            view.read(action.text, action.place),
            view.word("responsible_line", text=action.responsible or view.word("not_stated")),
            view.word("due_line", text=due_words(view, action)),
        )
    )


def evidence_state(named: NamedEvidence) -> str:
    """Gives the status of a named paper."""
    if named.attached is None:
        return "evidence_unsent"
    return "evidence_sent" if named.attached else "evidence_missing"


def evidence_words(view: CaseView, verdict: FindingVerdict) -> str:
    """Gives the papers that the answers to a finding name, each with whether it was sent, as lines."""
    found = (
        f"{named.name.text} — {view.status(evidence_state(named)).lower()}"
        if named.attached is not None
        else named.name.text
        for answered in verdict.answered
        for named in answered.evidence
    )
    return as_lines(dict.fromkeys(found))
