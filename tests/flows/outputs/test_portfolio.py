"""The portfolio counts what the cases hold and leads to their workbooks."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook

from flows.outputs.entries import NO_ENTRIES, Entries, Entry
from flows.outputs.gaps import gaps
from flows.outputs.portfolio import portfolio, write_portfolio
from flows.outputs.table_sheet import FIRST_ROW
from flows.outputs.words import say
from tests.flows.outputs.book_rules import broken_rules
from tests.flows.outputs.judgements import SAMPLES, many, sample


@pytest.mark.parametrize("language", ["ru", "ky", "en"])
def test_the_workbook_is_sound_in_each_language(language: str, tmp_path: Path) -> None:
    path = write_portfolio([sample(name) for name in SAMPLES], tmp_path, {}, language)
    assert broken_rules(path) == []
    sheets = ("cases", "deadlines", "institutions", "standards", "criteria", "ageing")
    assert load_workbook(path).sheetnames == [say(f"portfolio.sheet_{name}", language) for name in sheets]


def test_every_case_has_a_row_that_leads_to_its_workbook(tmp_path: Path) -> None:
    path = write_portfolio([sample(name) for name in SAMPLES], tmp_path)
    sheet = load_workbook(path)["Дела"]
    targets = {sheet.cell(row, 2).hyperlink.target for row in range(FIRST_ROW, FIRST_ROW + len(SAMPLES))}
    assert targets == {f"{name}/{name}.xlsx" for name in SAMPLES}


def test_a_case_named_with_spaces_is_found_by_its_link(tmp_path: Path) -> None:
    judgement = sample("S02")
    named = replace(judgement, card=replace(judgement.card, id="005 «Көк-Ойрок» #1"))
    sheet = load_workbook(write_portfolio([named], tmp_path))["Дела"]
    target = sheet.cell(FIRST_ROW, 2).hyperlink.target
    assert " " not in target
    assert unquote(target) == "005 «Көк-Ойрок» #1/005 «Көк-Ойрок» #1.xlsx"


def test_counts_agree_with_the_cases() -> None:
    judgements = [sample(name) for name in SAMPLES]
    cases = {case["id"]: case for case in portfolio(judgements, {})["cases"]}
    for judgement in judgements:
        case = cases[judgement.card.id]
        assert case["findings"] == len(judgement.verdicts) == len(case["items"])
        assert case["open"] == len(gaps(judgement, NO_ENTRIES)) == sum(not item["closed"] for item in case["items"])
        assert case["unread"] == len(judgement.unread)
    assert cases["S08"]["state"] == "unread"
    assert cases["S08"]["completeness"] == 0
    assert cases["S04"]["measured_by"] == "plan"


def test_a_case_with_something_unread_is_never_complete() -> None:
    judgement = sample("S08")
    done = tuple(replace(item, report=sample("S01").verdicts[0].report) for item in judgement.verdicts)
    case = portfolio([replace(judgement, verdicts=done)], {})["cases"][0]
    assert case["open"] == 0
    assert case["state"] == "unread"


def test_reviewers_decisions_count() -> None:
    judgement = sample("S01")
    gap = gaps(judgement, NO_ENTRIES)[0]
    entries = {"S01": Entries((Entry(gap.verdict.id, decision="Take as addressed"),))}
    before, after = (portfolio([judgement], given)["cases"][0] for given in ({}, entries))
    assert (after["open"], after["done"], after["reviewed"]) == (before["open"] - 1, before["done"] + 1, 1)


def test_the_fields_are_the_same_for_programs(tmp_path: Path) -> None:
    write_portfolio([many(3), sample("S02")], tmp_path)
    fields = json.loads((tmp_path / "portfolio.json").read_text("utf-8"))
    assert fields["schema"] == "postaccred/portfolio/1"
    assert fields["as_of"] == "2026-03-02"
    assert {case["id"] for case in fields["cases"]} == {"M3", "S02"}
    assert all(item["due"] for case in fields["cases"] for item in case["deadlines"])


def test_no_case_at_all_still_gives_a_portfolio(tmp_path: Path) -> None:
    path = write_portfolio([], tmp_path)
    assert broken_rules(path) == []
