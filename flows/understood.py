"""What a paper was understood to hold is kept, where loose files make the whole intake one part: they may belong to any
case, so a change anywhere has all papers sorted anew, but only what changed is understood anew.
"""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from extractors.kinds.papers import understand
from extractors.records import Action, Document, PaperRecords
from flows.isolation import documents_adapter
from flows.outputs.atomic import replace_file

_NO_DOCUMENT = Document("", "", "")


@cache
def _adapter() -> TypeAdapter[PaperRecords]:
    return TypeAdapter(PaperRecords)


@dataclass(frozen=True, slots=True)
class Understood:
    """The records kept in a folder. mark: of the program that made them: another version understands anew."""

    folder: Path
    mark: str

    def records(self, document: Document, sha256: str) -> PaperRecords:
        """Gives what the document holds. sha256: of the file that it came from, under which its records are kept.

        Raises: OSError when the records cannot be kept.
        """
        told = hashlib.sha256(documents_adapter().dump_json((document,))).hexdigest()
        path = self.of_content(sha256) / f"{told[:32]}.json"
        if (kept := _kept(path, document)) is not None:
            return kept
        made = understand(document)
        replace_file(path, _adapter().dump_json(replace(made, document=_NO_DOCUMENT)))
        return made

    def of_content(self, sha256: str) -> Path:
        """Gives the folder of what was understood from one content."""
        return self.folder / self.mark[:16] / sha256[:2] / sha256

    def sweep(self) -> None:
        """Removes what other versions of the program understood; only the holder of the run lock may ask."""
        for other in self.folder.glob("*"):
            if other.name != self.mark[:16]:
                shutil.rmtree(other)

    def forget(self, sha256: str) -> None:
        """Removes what any version understood from a content."""
        for kept in self.folder.glob(f"*/{sha256[:2]}/{sha256}"):
            shutil.rmtree(kept)


def _kept(path: Path, document: Document) -> PaperRecords | None:
    try:
        records = _adapter().validate_json(path.read_bytes())
    except (FileNotFoundError, ValidationError):
        return None  # Never kept, or spoiled since: understood anew.
    return replace(records, document=document, actions=tuple(map(_with_day, records.actions)))


def _with_day(action: Action) -> Action:
    """Gives the measure with its day as a day: in JSON a field that may be a day or a word comes back as a word."""
    if not isinstance(action.due, str):
        return action
    try:
        return replace(action, due=date.fromisoformat(action.due))
    except ValueError:
        return action
