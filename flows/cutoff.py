"""The cut-off manifest: what of a case had arrived when its report's deadline passed, by name, hash and day."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from checks.judgement import Judgement
from flows.intake import AGENCY_ZONE
from flows.ledger import FileRow, FileState, Ledger
from flows.outputs.atomic import replace_text
from flows.writing import Written

SCHEMA = "postaccred/cutoff/1"
FOLDER = "cutoffs"
REPORT_RULE = "2.5.report_submitted"


def report_deadline(judgement: Judgement) -> date | None:
    """Gives the day by which the report of a case is due, None where nothing tells it."""
    return next((check.due for check in judgement.checks if check.rule == REPORT_RULE), None)


def write_manifests(
    written: Iterable[Written], output: Path, intake: Path, ledger: Ledger, as_of: date
) -> tuple[Path, ...]:
    """Writes the manifest of each case whose deadline has come and that has none yet; what was once written is not
    changed.
    """
    rows = [row for row in ledger.files(intake) if row.sha256]
    made = []
    for case in written:
        due = report_deadline(case.judgement)
        path = output / FOLDER / f"{case.judgement.card.id} {due}.json"
        if due is None or due >= as_of or path.exists():
            continue
        names = {item.document.file for item in case.judgement.documents}
        own = [row for row in rows if any(name == row.file or name.startswith(f"{row.file}/") for name in names)]
        fields = manifest(case.judgement.card.id, due, own)
        made.append(replace_text(path, json.dumps(fields, ensure_ascii=False, indent=1) + "\n"))
    return tuple(made)


def manifest(case_id: str, due: date, rows: Sequence[FileRow]) -> dict[str, Any]:
    """Gives the manifest as plain fields: the files that had arrived on the last day, and those that came later."""
    told = [
        {
            "file": row.file,
            "sha256": row.sha256,
            "first_seen": row.first_seen,
            "superseded": row.state is FileState.SUPERSEDED,
        }
        for row in sorted(rows, key=lambda row: (row.file, row.first_seen))
    ]
    in_time = [
        item
        for item, row in zip(told, sorted(rows, key=lambda row: (row.file, row.first_seen)), strict=True)
        if _day(row) <= due
    ]
    late = [item for item in told if item not in in_time]
    return {"schema": SCHEMA, "case": case_id, "deadline": due.isoformat(), "in_time": in_time, "late": late}


def _day(row: FileRow) -> date:
    return datetime.fromisoformat(row.first_seen).astimezone(AGENCY_ZONE).date()
