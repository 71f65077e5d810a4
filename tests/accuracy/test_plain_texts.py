"""Findings and answers as plain texts: what belongs together and what it amounts to, without a number to go by.

Two files of sets, each an institution with its own writer; Russian, Kyrgyz, and one across the other. `reported` is
written as officials answer, `paraphrased` shares hardly a word with what it answers.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from checks.judgement import ReportStatus
from checks.links import link
from checks.substance import Asked, substance_of
from extractors.evidence_names import named_evidence
from extractors.records import Place, Response

TEXTS = Path(__file__).parent / "texts"
AS_OF = date(2026, 6, 1)
# Least share allowed: precision and recall of links, answers whose substance is right; most: open ones called done.
FLOORS = {"reported": (0.92, 0.72, 0.93, 0.02), "paraphrased": (0.75, 0.43, 0.91, 0.02)}
MEANT = {
    "done": {ReportStatus.ADDRESSED},
    "partial": {ReportStatus.PARTIAL},
    "planned": {ReportStatus.PLANNED},
    "not_done": {ReportStatus.PLANNED, ReportStatus.UNADDRESSED},
    "formal": {ReportStatus.FORMAL},
    "declined": {ReportStatus.DECLINED},
}


@cache
def sets(name: str) -> list[dict[str, Any]]:
    return json.loads((TEXTS / f"{name}.json").read_text("utf-8"))


@pytest.mark.parametrize("name", FLOORS)
def test_links_of_plain_texts_keep_above_their_floors(name: str) -> None:
    hit = extra = lost = 0
    for one in sets(name):
        wanted = {(finding, answer) for finding, answer in one["links"]}
        found = {(each.finding, each.answer) for each in link(one["findings"], one["answers"])}
        hit, extra, lost = hit + len(found & wanted), extra + len(found - wanted), lost + len(wanted - found)
    precision, recall, *_ = FLOORS[name]
    assert hit / (hit + extra) >= precision
    assert hit / (hit + lost) >= recall


@pytest.mark.parametrize("name", FLOORS)
def test_what_plain_answers_amount_to_keeps_above_its_floor(name: str) -> None:
    right = cleared = total = 0
    for one in sets(name):
        for answer, meant in one["substance"].items():
            asked = [finding for finding, place in one["links"] if place == int(answer)]
            if not asked:
                continue
            text = one["answers"][int(answer)]
            response = Response(text, Place("report"), evidence=named_evidence(text))
            status = substance_of(response, Asked(one["findings"][asked[0]]), AS_OF).status
            total += 1
            right += status in MEANT[meant]
            cleared += status is ReportStatus.ADDRESSED and meant != "done"
    *_, least, most = FLOORS[name]
    assert right / total >= least
    assert cleared / total <= most
