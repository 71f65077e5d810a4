"""The hidden sheet: the list of decisions, and the entries as they stood when the workbook was made."""

from __future__ import annotations

from openpyxl.workbook.defined_name import DefinedName

from flows.outputs.case_view import CaseView
from flows.outputs.entries import Decision
from flows.outputs.entries_reading import HIDDEN_SHEET

DECISIONS_NAME = "pa_decisions"
_FORMAT = "postaccred/workbook/1"


def write_lists(view: CaseView) -> None:
    """Writes the hidden sheet: decisions in column A, then a row per fact with its kind in front."""
    sheet = view.book.create_sheet(HIDDEN_SHEET)
    sheet.sheet_state = "veryHidden"
    for decision in Decision:
        sheet.append(["decision", view.word(f"decision_{decision.value}")])
    view.book.defined_names[DECISIONS_NAME] = DefinedName(
        DECISIONS_NAME, attr_text=f"'{HIDDEN_SHEET}'!$B$1:$B${len(Decision)}"
    )
    sheet.append(["format", _FORMAT])
    sheet.append(["case", view.judgement.card.id])
    for name, sha256 in view.entries.merged:
        sheet.append(["merged", name, sha256])
    for entry in view.entries.current:
        sheet.append(["baseline", entry.finding_id, *entry.typed])
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.data_type, cell.quotePrefix = "s", True
    sheet.protection.sheet = True
