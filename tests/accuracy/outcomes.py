"""What a judgement gave and what the reference wanted, link by link and verdict by verdict, for tables and plots."""

from __future__ import annotations

from typing import Any

from checks.verdicts import FindingsJudged
from tests.accuracy.gold_records import Labelled

Outcome = dict[str, Any]


def link_outcomes(variation: str, case: Labelled, judged: FindingsJudged) -> list[Outcome]:
    """Gives every link that was wanted or given, with score and level where it was given."""
    found: list[Outcome] = []
    for side, wanted in (("plan", case.plan), ("report", case.report)):
        given = _given(side, case, judged)
        for pair in sorted(wanted | given.keys()):
            score, level = given.get(pair, (None, None))
            found.append(
                {
                    "variation": variation,
                    "case": case.gold["case"],
                    "side": side,
                    "finding": case.gold["findings"][pair[0]]["id"],
                    "wanted": pair in wanted,
                    "given": pair in given,
                    "score": score,
                    "level": level,
                }
            )
    return found


def _given(side: str, case: Labelled, judged: FindingsJudged) -> dict[tuple[int, int], tuple[float, str]]:
    """Gives score and level by finding and answer."""
    found: dict[tuple[int, int], tuple[float, str]] = {}
    for row, verdict in enumerate(judged.verdicts):
        if side == "plan":
            linked = [(case.case.actions.index(one.action), one.link) for one in verdict.planned]
        else:
            linked = [(case.case.responses.index(one.response), one.link) for one in verdict.answered]
        found.update({(row, answer): (link.score, link.level.value) for answer, link in linked})
    return found


def verdict_outcomes(variation: str, case: Labelled, judged: FindingsJudged) -> list[Outcome]:
    """Gives the verdict on the report of every finding; cause: "link" when its links differ, else "substance"."""
    given = _given("report", case, judged)
    found: list[Outcome] = []
    for row, (item, verdict) in enumerate(zip(case.gold["findings"], judged.verdicts, strict=True)):
        same = {pair for pair in given if pair[0] == row} == {pair for pair in case.report if pair[0] == row}
        found.append(
            {
                "variation": variation,
                "case": case.gold["case"],
                "finding": item["id"],
                "wanted": case.gold["verdicts"][item["id"]]["report"],
                "given": verdict.report.value,
                "needs_review": verdict.needs_review,
                "cause": "substance" if same else "link",
            }
        )
    return found
