"""What reviewers type is never lost, whatever they do to the workbook and whatever the next reading finds."""

from __future__ import annotations

import random
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from checks.judgement import Judgement, ReportStatus
from extractors.wording import LANGUAGES
from flows.outputs.completeness_figure import completeness
from flows.outputs.entries import Decision, Entries, Entry, EntrySource, bind, merge
from flows.outputs.entries_reading import read_entries
from flows.outputs.gaps import effective_status, gaps
from flows.outputs.open_files import MERGED_FOLDER, stamped_siblings
from flows.outputs.table_sheet import FIRST_ROW, HEAD_ROW, KEY_ROW
from flows.outputs.words import say
from flows.outputs.workbook import write_workbook
from tests.flows.outputs.judgements import many, sample

KEYS = {"decision": "pa:decision", "note": "pa:note", "name": "pa:reviewer", "day": "pa:reviewed", "id": "pa:id"}


def columns(sheet: Worksheet) -> dict[str, int]:
    marks = {cell.value: cell.column for cell in sheet[KEY_ROW] if cell.value}
    return {name: marks[mark] for name, mark in KEYS.items() if mark in marks}


def findings_sheet(book: Any) -> Worksheet:
    names = {say("workbook.sheet_findings", language) for language in LANGUAGES}
    return next(sheet for sheet in book.worksheets if sheet.title in names or sheet["A3"].value == "pa:id")


def type_entry(path: Path, row: int, **typed: Any) -> None:
    """Types into a row of the sheet of findings as a reviewer does."""
    book = load_workbook(path)
    sheet = findings_sheet(book)
    place = columns(sheet)
    for name, value in typed.items():
        sheet.cell(FIRST_ROW + row, place[name]).value = value
    book.save(path)


def again(judgement: Judgement, path: Path, made: datetime | None = None, language: str | None = None) -> Path:
    return write_workbook(judgement, path, language, None, read_entries(path), made=made)


def shuffle(sheet: Worksheet, chance: random.Random) -> None:
    """Sorts the rows anew, whole rows as Excel does, and hides some as a filter does."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST_ROW)]
    chance.shuffle(rows)
    for number, row in enumerate(rows, FIRST_ROW):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value
        sheet.row_dimensions[number].hidden = chance.random() < 0.3


def disturb(sheet: Worksheet, chance: random.Random) -> None:
    """Renames heads, puts columns between, renames the sheet, writes into an added column."""
    for column in range(1, sheet.max_column + 1):
        if chance.random() < 0.3:
            sheet.cell(HEAD_ROW, column).value = f"Графа {column}-{chance.randrange(1000)}"
    for _ in range(chance.randrange(3)):
        sheet.insert_cols(chance.randrange(2, sheet.max_column))
    if chance.random() < 0.4:
        sheet.title = f"Мой лист {chance.randrange(100)}"


@pytest.mark.parametrize("seed", range(5))
def test_ten_regenerations_of_a_disturbed_workbook_lose_no_entry(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    judgement = many(9, length=1, language=chance.choice(("ru", "ky")))
    path = tmp_path / "M9" / "M9.xlsx"
    again(judgement, path)
    typed: dict[str, tuple[Any, ...]] = {}
    for turn in range(10):
        book = load_workbook(path)
        sheet = findings_sheet(book)
        place = columns(sheet)
        for row in chance.sample(range(FIRST_ROW, FIRST_ROW + 9), 3):
            name = sheet.cell(row, place["id"]).value
            decision = say(f"workbook.decision_{chance.choice(list(Decision)).value}", chance.choice(LANGUAGES))
            typed[name] = (decision, f"=прим. ү{turn}-{row}\nэкинчи сап", "Өмүрзакова Ж.", date(2026, 3, 1 + turn))
            for key, value in zip(("decision", "note", "name", "day"), typed[name], strict=True):
                sheet.cell(row, place[key]).value = value
                if key == "note":
                    sheet.cell(row, place[key]).data_type = "s"
        shuffle(sheet, chance)
        disturb(sheet, chance)
        book.save(path)
        again(judgement, path, language=chance.choice(LANGUAGES))
        found = {
            entry.finding_id: (entry.decision, entry.note, entry.name, entry.day)
            for entry in read_entries(path).current
        }
        assert found == typed


def test_columns_that_a_reviewer_added_stay_with_their_findings(tmp_path: Path) -> None:
    judgement = many(4)
    path = again(judgement, tmp_path / "c.xlsx")
    book = load_workbook(path)
    sheet = findings_sheet(book)
    added = sheet.max_column + 1
    sheet.cell(HEAD_ROW, added).value = "Звонок в вуз"
    sheet.cell(FIRST_ROW + 2, added).value = "обещали до пятницы"
    book.save(path)
    again(judgement, path)
    again(judgement, path)
    entry = read_entries(path).of(judgement.verdicts[2].id)
    assert entry is not None
    assert entry.extras == (("Звонок в вуз", "обещали до пятницы"),)


@pytest.mark.parametrize("lost", ["key_row", "names", "both"])
def test_columns_are_found_again_without_the_row_of_keys_or_the_names(lost: str, tmp_path: Path) -> None:
    judgement = many(4)
    path = again(judgement, tmp_path / "c.xlsx")
    type_entry(path, 1, decision="Считать выполненным", note="по телефону")
    book = load_workbook(path)
    sheet = findings_sheet(book)
    if lost != "names":
        for cell in sheet[KEY_ROW]:
            cell.value = None
    if lost != "key_row":
        for name in [name for name in book.defined_names if name.startswith("pa_")]:
            del book.defined_names[name]
    book.save(path)
    again(judgement, path)
    entry = read_entries(path).of(judgement.verdicts[1].id)
    assert entry is not None
    assert (entry.decided, entry.note) == (Decision.ADDRESSED, "по телефону")


def test_a_finding_read_slightly_differently_keeps_its_entry(tmp_path: Path) -> None:
    judgement = many(3)
    path = again(judgement, tmp_path / "c.xlsx")
    type_entry(path, 0, note="проверено")
    first = judgement.verdicts[0]
    reread = replace(
        first, id="other", finding=replace(first.finding, text=first.finding.text.replace("организация", "организацня"))
    )
    again(replace(judgement, verdicts=(reread, *judgement.verdicts[1:])), path)
    entry = read_entries(path).of("other")
    assert entry is not None
    assert entry.note == "проверено"


def test_entries_of_a_vanished_finding_are_kept_and_return_with_it(tmp_path: Path) -> None:
    judgement = sample("S01")
    path = again(judgement, tmp_path / "c.xlsx")
    type_entry(path, 3, decision="Запросить дополнение", note="ждём приложение 4")
    gone = replace(judgement, verdicts=(*judgement.verdicts[:3], *judgement.verdicts[4:]))
    again(gone, path)
    sheet = load_workbook(path)["Прежние отметки"]
    assert "ждём приложение 4" in [cell.value for cell in sheet[FIRST_ROW]]
    again(gone, path)
    again(judgement, path)
    assert "Прежние отметки" not in load_workbook(path).sheetnames
    entry = read_entries(path).of(judgement.verdicts[3].id)
    assert entry is not None
    assert entry.note == "ждём приложение 4"


def test_an_open_workbook_is_left_alone_and_its_entries_are_merged_next_time(tmp_path: Path) -> None:
    judgement = many(4)
    path = again(judgement, tmp_path / "c.xlsx")
    type_entry(path, 0, note="до открытия")
    lock = tmp_path / "~$c.xlsx"
    lock.touch()
    before = path.read_bytes()
    sibling = again(judgement, path, datetime(2026, 3, 2, 9, 0, 0))
    assert sibling.name == "c 2026-03-02 09-00-00.xlsx"
    assert path.read_bytes() == before
    type_entry(path, 1, note="в открытой книге")
    type_entry(sibling, 2, note="в копии")
    lock.unlink()
    assert again(judgement, path) == path
    notes = {entry.note for entry in read_entries(path).current}
    assert notes == {"до открытия", "в открытой книге", "в копии"}
    assert stamped_siblings(path) == ()
    assert (tmp_path / MERGED_FOLDER / sibling.name).exists()


def test_of_two_changes_the_later_counts_and_the_other_is_kept() -> None:
    def source(moment: float, note: str, before: str) -> EntrySource:
        return EntrySource(moment, (Entry("f", "текст", note=note),), baseline=(("f", ("", before, "", "")),))

    entries = merge([source(1, "первый", "было"), source(2, "второй", "было"), source(3, "было", "было")])
    assert [entry.note for entry in entries.current] == ["второй"]
    assert [(item.entry.note, item.why) for item in entries.kept] == [("первый", "replaced")]


def test_an_erased_entry_stays_erased(tmp_path: Path) -> None:
    judgement = many(3)
    path = again(judgement, tmp_path / "c.xlsx")
    type_entry(path, 0, note="лишнее")
    again(judgement, path)
    type_entry(path, 0, note=None)
    again(judgement, path)
    assert read_entries(path).current == ()


def test_a_workbook_that_cannot_be_read_is_set_aside_and_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "c.xlsx"
    path.write_bytes(b"half a file")
    entries = read_entries(path)
    assert entries.unreadable == ("c.xlsx",)
    assert again(many(2), path) == path
    assert (tmp_path / MERGED_FOLDER / "c.xlsx").read_bytes() == b"half a file"
    said = " ".join(str(cell.value) for row in load_workbook(path).worksheets[0] for cell in row)
    assert "Прежняя книга «c.xlsx» не открывается" in said


def test_a_workbook_with_a_broken_part_counts_as_unreadable(tmp_path: Path) -> None:
    path = again(many(2), tmp_path / "c.xlsx")
    broken = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(broken, "w") as new:
        for item in old.infolist():
            new.writestr(item, b"<half" if item.filename == "xl/workbook.xml" else old.read(item))
    assert read_entries(broken).unreadable == ("b.xlsx",)


def test_decisions_count_and_a_bare_override_is_highlighted(tmp_path: Path) -> None:
    judgement = many(14)
    open_finding = next(item for item in judgement.verdicts if item.report is ReportStatus.UNADDRESSED)
    done = next(item for item in judgement.verdicts if item.report is ReportStatus.ADDRESSED)
    entries = Entries(
        (Entry(open_finding.id, decision="Аткарылды деп эсептелсин"), Entry(done.id, decision="Ask for more"))
    )
    assert effective_status(open_finding, entries) is ReportStatus.ADDRESSED
    assert completeness(judgement, entries).done == completeness(judgement, Entries()).done + 1
    listed = {gap.verdict.id for gap in gaps(judgement, entries)}
    assert open_finding.id not in listed
    assert done.id in listed
    path = write_workbook(judgement, tmp_path / "c.xlsx", "ru", None, entries)
    sheet = load_workbook(path)["Замечания"]
    formulas = [rule.formula[0] for area in sheet.conditional_formatting for rule in area.rules]
    assert any("LEN(TRIM(" in formula and "Считать выполненным" in formula for formula in formulas)


def test_binding_prefers_the_lasting_id_over_the_wording() -> None:
    judgement = many(2)
    first, second = judgement.verdicts
    entry = Entry(first.id, second.finding.text, note="к первому")
    assert bind(Entries((entry,)), judgement.verdicts).current == (entry,)
