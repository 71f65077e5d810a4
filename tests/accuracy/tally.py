"""Counts what a judgement gets right: links, verdicts, open findings, false alarms."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from checks.verdicts import FindingsJudged, judge_findings
from tests.accuracy.gold_records import AS_OF, Labelled

STILL_OPEN = {"no_evidence", "partial", "planned", "formal", "declined", "unaddressed"}
UNANSWERED = {"formal", "unaddressed"}


@dataclass(slots=True)
class Tally:
    """Counts over cases; every figure is a share 0..1."""

    counts: Counter[str] = field(default_factory=Counter)

    def take(self, case: Labelled) -> FindingsJudged:
        """Judges a case and counts it in."""
        judged = judge_findings(case.case, AS_OF)
        plan = {
            (row, case.case.actions.index(step.action))
            for row, verdict in enumerate(judged.verdicts)
            for step in verdict.planned
        }
        report = {
            (row, case.case.responses.index(answer.response))
            for row, verdict in enumerate(judged.verdicts)
            for answer in verdict.answered
        }
        self._hits("plan", plan, case.plan)
        self._hits("report", report, case.report)
        for item, verdict in zip(case.gold["findings"], judged.verdicts, strict=True):
            self._verdict(case.gold["verdicts"][item["id"]], verdict.plan.value, verdict.report.value)
            self.counts["review"] += verdict.needs_review
            for answer in verdict.answered:
                truth = case.answers[case.case.responses.index(answer.response)]
                if truth is not None and item["id"] in truth["findings"]:
                    self.counts["claims"] += 1
                    self.counts["claims_right"] += answer.claimed.value == truth["claimed"]
        return judged

    def _hits(self, name: str, found: set[tuple[int, int]], wanted: frozenset[tuple[int, int]]) -> None:
        self.counts[f"{name}_hit"] += len(found & wanted)
        self.counts[f"{name}_extra"] += len(found - wanted)
        self.counts[f"{name}_lost"] += len(wanted - found)

    def _verdict(self, want: dict[str, str], plan: str, report: str) -> None:
        self.counts["findings"] += 1
        self.counts["plan_right"] += plan == want["plan"]
        self.counts["report_right"] += report == want["report"]
        opened, said = _is_open(want["plan"], want["report"]), _is_open(plan, report)
        bare, called = want["report"] in UNANSWERED, report in UNANSWERED
        for name, true, told in (("open", opened, said), ("bare", bare, called)):
            self.counts[f"{name}_hit"] += true and told
            self.counts[f"{name}_extra"] += told and not true
            self.counts[f"{name}_lost"] += true and not told

    def figures(self) -> dict[str, float]:
        """Gives the figures by name."""
        count = self.counts
        return {
            "plan.links": self._f(1, "plan"),
            "report.links": self._f(1, "report"),
            "verdict.plan": count["plan_right"] / count["findings"],
            "verdict.report": count["report_right"] / count["findings"],
            "claimed": count["claims_right"] / max(count["claims"], 1),
            "open_findings": self._f(2, "open"),
            "unaddressed.precision": _share(count["bare_hit"], count["bare_extra"]),
            "unaddressed.recall": _share(count["bare_hit"], count["bare_lost"]),
            "false_clear": 1 - _share(count["open_hit"], count["open_lost"]),
            "needs_review": count["review"] / count["findings"],
        }

    def _f(self, beta: int, name: str) -> float:
        precision = _share(self.counts[f"{name}_hit"], self.counts[f"{name}_extra"])
        recall = _share(self.counts[f"{name}_hit"], self.counts[f"{name}_lost"])
        weight = beta * beta
        return (1 + weight) * precision * recall / (weight * precision + recall) if precision + recall else 0.0


def _share(right: int, wrong: int) -> float:
    return right / (right + wrong) if right + wrong else 1.0


def _is_open(plan: str, report: str) -> bool:
    return plan != "covered" if report == "not_applicable" else report in STILL_OPEN
