"""Every measure and every answer of the samples' typed papers is read, with who, when and the papers named."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import pytest
from rapidfuzz import fuzz

from data import ROOT
from extractors.kinds import plan, report
from extractors.languages.letters import fold
from extractors.reading import read_document
from extractors.records import Action, Document, Response

SAMPLES = ROOT / "samples"
SAME = 75.0  # likeness from which two texts are the same measure or answer
SAME_PERSON = 80.0
SAME_PAPER = 70.0
SCANS = {"S05"}  # the plan of this case is a scan: its reading is measured with the reading of scans


def alike(one: str | None, other: str | None) -> float:
    """Likeness 0..100; a text inside the other counts nearly in full when it is most of it."""
    first, second = (re.sub(r"[^0-9a-zа-я]+", " ", fold(text or "")).strip() for text in (one, other))
    if not first or not second:
        return 0.0
    shorter, longer = sorted((first, second), key=len)
    whole = fuzz.ratio(first, second)
    return max(whole, 0.97 * fuzz.partial_ratio(shorter, longer)) if len(shorter) >= 0.6 * len(longer) else whole


def paired(wanted: Sequence[dict[str, Any]], found: Sequence[Action | Response]) -> dict[int, int]:
    scored = sorted(
        ((alike(want["text"], had.text), i, j) for i, want in enumerate(wanted) for j, had in enumerate(found)),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for likeness, i, j in scored:
        if likeness >= SAME and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


@cache
def gold(case: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((SAMPLES / "gold" / f"{case}.json").read_text("utf-8"))
    return loaded


def papers(case: str, kind: str) -> list[Document]:
    files = [entry["file"] for entry in gold(case)["documents"] if entry["kind"] == kind and entry["readable"]]
    return [read_document(SAMPLES / file, file) for file in files]


PLANS = [case for case in (f"S{number:02}" for number in range(1, 9)) if case not in SCANS]
REPORTS = [f"S{number:02}" for number in (1, 2, 3, 5, 6, 7)]
PROSE = {"S06"}  # a report in prose gives every sentence; those that answer nothing are left unlinked later


@pytest.mark.parametrize("case", PLANS)
def test_every_measure_is_read_with_its_person_and_deadline_and_no_other_row(case: str) -> None:
    wanted = gold(case)["plan_actions"]
    found = [action for document in papers(case, "plan") for action in plan.extract(document).actions]
    pairs = paired(wanted, found)
    assert [want["text"] for i, want in enumerate(wanted) if i not in pairs] == []
    assert len(found) == len(wanted)
    for i, j in pairs.items():
        want, had = wanted[i], found[j]
        said = alike(want["responsible"], had.responsible) >= SAME_PERSON
        assert said if want["responsible"] else had.responsible is None, want["text"]
        assert str(had.due) == str(want["due"]), (want["due_text"], had.due_text)


@pytest.mark.parametrize("case", REPORTS)
def test_every_answer_is_read_with_the_papers_that_it_names(case: str) -> None:
    wanted = gold(case)["report_actions"]
    found = [response for document in papers(case, "report") for response in report.extract(document).responses]
    pairs = paired(wanted, found)
    assert [want["text"] for i, want in enumerate(wanted) if i not in pairs] == []
    assert case in PROSE or len(found) == len(wanted)
    named = [
        max((alike(paper["text"], name.text) for name in found[j].evidence), default=0.0) >= SAME_PAPER
        for i, j in pairs.items()
        for paper in wanted[i]["evidence"]
    ]
    assert sum(named) >= 0.6 * len(named)
