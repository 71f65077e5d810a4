"""The case workbook: all sheets in all languages, sound for Excel, true to the papers, and safe."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from checks.judgement import Judgement, ReportStatus
from extractors.records import FindingKind
from flows.outputs.safe_text import CELL_LIMIT, GUARD, cell_parts, safe_text, starts_formula, typed_text
from flows.outputs.table_sheet import FIRST_ROW, KEY_ROW
from flows.outputs.type_size import HIGHEST_ROW, lines, row_height
from flows.outputs.words import say
from flows.outputs.workbook import write_workbook
from tests.flows.outputs.book_rules import broken_rules
from tests.flows.outputs.judgements import INTAKE, SAMPLES, many, sample

SHEETS = (
    *("summary", "unaddressed", "findings", "plan", "report", "checks", "evidence", "unlinked", "documents"),
    *("unread", "legend"),
)
REVIEWER = ("decision", "note", "reviewer", "reviewed")


def book_of(judgement: Judgement, folder: Path, language: str | None = None) -> Any:
    path = write_workbook(judgement, folder / "case.xlsx", language, INTAKE)
    assert broken_rules(path) == []
    return load_workbook(path)


def column(sheet: Any, key: str) -> list[Any]:
    keys = [cell.value for cell in sheet[KEY_ROW]]
    index = keys.index(f"pa:{key}") + 1
    return [sheet.cell(row, index) for row in range(FIRST_ROW, sheet.max_row + 1)]


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("language", ["ru", "ky", "en"])
def test_every_sample_has_its_eleven_sheets_in_each_language(name: str, language: str, tmp_path: Path) -> None:
    book = book_of(sample(name), tmp_path, language)
    shown = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
    assert shown == [say(f"workbook.sheet_{sheet}", language) for sheet in SHEETS]


def test_a_case_speaks_the_language_of_its_conclusion_unless_asked_otherwise(tmp_path: Path) -> None:
    assert book_of(sample("S05"), tmp_path).sheetnames[0] == "Жыйынтык"
    assert book_of(sample("S07"), tmp_path).sheetnames[0] == "Сводка"  # a mixed case: Russian


@pytest.mark.parametrize("name", SAMPLES)
def test_findings_measures_and_answers_stand_word_for_word(name: str, tmp_path: Path) -> None:
    judgement = sample(name)
    book = book_of(judgement, tmp_path, "ru")
    texts = {cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert {verdict.finding.text for verdict in judgement.verdicts} <= texts
    assert {planned.action.text for verdict in judgement.verdicts for planned in verdict.planned} <= texts
    assert {answer.response.text for verdict in judgement.verdicts for answer in verdict.answered} <= texts


def test_a_finding_without_an_answer_is_said_to_have_none(tmp_path: Path) -> None:
    book = book_of(sample("S01"), tmp_path, "ru")
    sheet = book["Не закрыто"]
    rows = dict(zip((cell.value for cell in column(sheet, "finding")), column(sheet, "report_says"), strict=True))
    silent = next(cell.value for text, cell in rows.items() if text.startswith("Создать условия"))
    assert silent == "Отчёт об этом не говорит."


def test_open_findings_stand_by_weight(tmp_path: Path) -> None:
    book = book_of(many(63), tmp_path, "ru")
    sheet = book["Не закрыто"]
    kinds = [cell.value for cell in column(sheet, "kind")]
    states = [cell.value for cell in column(sheet, "state")]
    assert (kinds[0], states[0]) == ("Несоответствие", "Ответа нет")
    weight = {"Несоответствие": 3, "Замечание": 2, "Рекомендация": 1}
    for state in set(states):
        of_state = [weight[kind] for kind, other in zip(kinds, states, strict=True) if other == state]
        assert of_state == sorted(of_state, reverse=True)
    words = [cell.value for cell in column(sheet, "weight")]
    assert words == sorted(words, key=("Высокая", "Средняя", "Низкая").index)


def test_places_lead_to_the_files_of_the_intake(tmp_path: Path) -> None:
    book = book_of(sample("S02"), tmp_path, "ru")
    cells = column(book["План"], "place")
    for cell in cells:
        path, _, fragment = cell.hyperlink.target.partition("#")
        assert (tmp_path / unquote(path)).resolve().is_file()
        assert fragment.startswith("page=")
        assert cell.value.startswith("стр. ")
    assert not Path(cells[0].hyperlink.target).is_absolute()


def test_reviewers_write_in_their_columns_only_and_may_sort_and_filter(tmp_path: Path) -> None:
    sheet = book_of(sample("S01"), tmp_path, "ru")["Замечания"]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert not sheet.protection.sort
    assert not sheet.protection.autoFilter
    keys = [cell.value.removeprefix("pa:") for cell in sheet[KEY_ROW]]
    unlocked = {key for key in keys if not column(sheet, key)[0].protection.locked}
    assert unlocked == set(REVIEWER)
    with zipfile.ZipFile(tmp_path / "case.xlsx") as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name]
    assert sum("<protectedRange " in part for part in parts) == sum("<tablePart " in part for part in parts) == 9


def test_decisions_come_from_a_list_on_the_hidden_sheet(tmp_path: Path) -> None:
    book = book_of(sample("S03"), tmp_path)
    sheet = book["Сын-пикирлер"]
    choice = next(check for check in sheet.data_validations.dataValidation if check.type == "list")
    title, cells = next(iter(book.defined_names[choice.formula1].destinations))
    assert [row[0].value for row in book[title][cells]] == [
        say(f"workbook.decision_{name}", "ky")
        for name in ("confirmed", "addressed", "partial", "not_addressed", "request")
    ]
    assert book[title].sheet_state == "veryHidden"


def test_verdict_words_are_coloured_by_their_own_cell_so_that_sorting_keeps_them(tmp_path: Path) -> None:
    sheet = book_of(sample("S01"), tmp_path, "ru")["Замечания"]
    formulas = [rule.formula[0] for area in sheet.conditional_formatting for rule in area.rules]
    for status in ReportStatus:
        assert any(formula.endswith(f'="{say(f"status.report_{status.value}", "ru")}"') for formula in formulas)


def _hostile(text: str) -> Judgement:
    """Gives a case in which every text of a paper is the given one."""
    judgement = many(4)
    verdicts = tuple(
        replace(
            verdict,
            finding=replace(verdict.finding, text=text, criterion=text, standard=text),
            planned=tuple(
                replace(item, action=replace(item.action, text=text, responsible=text, due_text=text))
                for item in verdict.planned
            ),
            answered=tuple(
                replace(item, response=replace(item.response, text=text, status_text=text)) for item in verdict.answered
            ),
        )
        for verdict in judgement.verdicts
    )
    return replace(judgement, verdicts=verdicts, card=replace(judgement.card, organisation=text, programme=text))


@pytest.mark.parametrize(
    "text",
    ['=HYPERLINK("http://x","y")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", " =1+1", "\r=1", "#REF!", "=cmd|' /C calc'!A0"],
)
def test_no_text_of_a_paper_is_ever_calculated(text: str, tmp_path: Path) -> None:
    book = book_of(_hostile(text), tmp_path, "ru")
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    assert cell.data_type == "s"
                    assert not starts_formula(cell.value)
                    assert cell.quotePrefix or not starts_formula(typed_text(cell.value))
    held = column(book["Замечания"], "finding")[0].value
    assert typed_text(held) == text.strip()


def test_saved_as_csv_no_field_begins_like_a_formula(tmp_path: Path) -> None:
    sheet = book_of(_hostile("=1+1"), tmp_path, "ru")["Замечания"]
    saved = io.StringIO()
    csv.writer(saved).writerows([cell.value for cell in row] for row in sheet.iter_rows())
    saved.seek(0)
    assert not any(field[:1] in ("=", "+", "-", "@") for row in csv.reader(saved) for field in row)


def test_control_characters_are_shown(tmp_path: Path) -> None:
    book = book_of(_hostile("ү\x07ң\x00 и \u202eтюрьма"), tmp_path, "ru")
    assert column(book["Замечания"], "finding")[0].value == "ү⟨U+0007⟩ң⟨U+0000⟩ и ⟨U+202E⟩тюрьма"


def test_a_text_too_long_for_a_cell_goes_on_in_the_next_row_and_says_so(tmp_path: Path) -> None:
    judgement = many(1)
    long = " ".join(f"слово{number}" for number in range(9000))
    verdict = replace(judgement.verdicts[0], finding=replace(judgement.verdicts[0].finding, text=long))
    sheet = book_of(replace(judgement, verdicts=(verdict,)), tmp_path, "ru")["Замечания"]
    parts = [cell.value for cell in column(sheet, "finding")]
    numbers = [cell.value for cell in column(sheet, "number")]
    assert len(parts) == 3
    assert numbers[1:] == ["1, продолжение 2 из 3", "1, продолжение 3 из 3"]
    note = say("workbook.continues", "ru")
    assert all(part.endswith(note) for part in parts[:-1])
    assert " ".join(part.removesuffix(note) for part in parts) == long


@given(st.text(max_size=300), st.integers(1, 400))
@settings(deadline=None, max_examples=60)
def test_any_text_fits_its_cells_and_comes_back(text: str, times: int) -> None:
    whole = safe_text(text * times)
    parts = cell_parts(whole)
    assert all(len(part.encode("utf-16-le", "surrogatepass")) // 2 <= CELL_LIMIT - 300 for part in parts)
    assert not any(starts_formula(part) for part in parts)
    assert re.sub(rf"[\s{GUARD}]", "", "".join(parts)) == re.sub(rf"[\s{GUARD}]", "", whole)


def test_rows_are_as_high_as_their_longest_text_and_never_higher_than_excel_shows(tmp_path: Path) -> None:
    assert lines("слово " * 40, 30) > lines("слово " * 40, 60) > 1
    assert lines("а\nб\nв", 60) == 3
    sheet = book_of(many(40, language="ky"), tmp_path)["Сын-пикирлер"]
    for cell in column(sheet, "finding"):
        needed = row_height(lines(cell.value, sheet.column_dimensions[cell.column_letter].width))
        assert needed <= sheet.row_dimensions[cell.row].height <= HIGHEST_ROW


def test_kyrgyz_that_lost_its_letters_is_restored_below_and_marked(tmp_path: Path) -> None:
    judgement = many(1, language="ky")
    damaged = "Окуу планы иш беруучулордун сунуштары боюнча жанылануусу керек жана тузулушу каралсын"
    verdict = replace(judgement.verdicts[0], finding=replace(judgement.verdicts[0].finding, text=damaged))
    sheet = book_of(replace(judgement, verdicts=(verdict,)), tmp_path)["Сын-пикирлер"]
    shown, below = column(sheet, "finding")[0].value.split("\n")
    assert shown == damaged
    assert below.startswith("[ө, ү, ң тамгаларын программа калыбына келтирди:]")
    assert "иш берүүчүлөрдүн" in below


def test_a_summary_without_anything_read_still_stands(tmp_path: Path) -> None:
    judgement = replace(many(1), verdicts=(), documents=(), checks=())
    book = book_of(judgement, tmp_path, "ru")
    texts = [cell.value for row in book["Сводка"].iter_rows() for cell in row if cell.value]
    assert "В заключении не найдено ни одного пункта" in texts
    assert "—" in texts


def test_an_unread_file_makes_the_figure_provisional(tmp_path: Path) -> None:
    book = book_of(sample("S08"), tmp_path, "ru")
    texts = " ".join(str(cell.value) for row in book["Сводка"].iter_rows() for cell in row if cell.value)
    assert "показатель предварительный" in texts
    assert len([cell for cell in column(book["Не прочитано"], "file") if cell.value]) == 2


def test_a_plan_only_case_is_measured_by_its_plan(tmp_path: Path) -> None:
    book = book_of(sample("S04"), tmp_path, "ru")
    texts = " ".join(str(cell.value) for row in book["Сводка"].iter_rows() for cell in row if cell.value)
    assert "Мера с ответственным и сроком" in texts
    states = {cell.value for cell in column(book["Не закрыто"], "state")}
    assert states <= {"Меры нет", "Мера неполная"}


def test_the_same_case_gives_the_same_cells(tmp_path: Path) -> None:
    one, two = (book_of(many(20), tmp_path / str(number), "ru") for number in (1, 2))
    for sheet in one.worksheets:
        if sheet.title != "Сводка":  # it bears the moment of making
            assert [[c.value for c in row] for row in sheet] == [[c.value for c in row] for row in two[sheet.title]]


def test_hundreds_of_findings_are_all_there(tmp_path: Path) -> None:
    judgement = many(300, length=1)
    sheet = book_of(judgement, tmp_path, "ru")["Замечания"]
    assert [cell.value for cell in column(sheet, "id")] == [verdict.id for verdict in judgement.verdicts]
    assert {cell.value for cell in column(sheet, "kind")} == {say(f"status.{kind.value}", "ru") for kind in FindingKind}
