"""Scores whole runs against reference files: findings, links, verdicts, checks, as micro-averages over the cases."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from extractors.languages.letters import fold

SAME = 75.0  # of 100: likeness from which two texts are one item; scans carry reading errors
SAME_ANSWER = 65.0
STILL_OPEN = frozenset({"no_evidence", "partial", "planned", "formal", "declined", "unaddressed"})
UNANSWERED = frozenset({"formal", "unaddressed"})
Item = dict[str, Any]


def likeness(a: str, b: str) -> float:
    """Gives 0..100; one text inside the other counts when it is most of it."""
    first, second = (re.sub(r"[\W_]+", " ", fold(text)).strip() for text in (a, b))
    if not first or not second:
        return 0.0
    whole = fuzz.ratio(first, second)
    shorter, longer = sorted((first, second), key=len)
    return max(whole, 0.97 * fuzz.partial_ratio(shorter, longer)) if len(shorter) >= 0.6 * len(longer) else whole


def pairs(wanted: Sequence[Item], found: Sequence[Item], floor: float = SAME) -> dict[int, int]:
    """Gives one-to-one pairs of indices, the best first."""
    scored = sorted(
        ((likeness(w["text"], f["text"]), i, j) for i, w in enumerate(wanted) for j, f in enumerate(found)),
        reverse=True,
    )
    taken: dict[int, int] = {}
    for score, i, j in scored:
        if score >= floor and i not in taken and j not in taken.values():
            taken[i] = j
    return taken


def is_open(plan: str, report: str) -> bool:
    """Tells whether a finding is still to be dealt with."""
    return plan != "covered" if report == "not_applicable" else report in STILL_OPEN


@dataclass(slots=True)
class Score:
    """Counts over cases. Shares are right / all, sets have hits, extra and lost."""

    counts: Counter[str] = field(default_factory=Counter)

    def share(self, name: str) -> float:
        """Gives the share of `name` that is right; 1.0 where nothing was asked."""
        asked = self.counts[f"{name}.all"]
        return self.counts[f"{name}.right"] / asked if asked else 1.0

    def precision(self, name: str) -> float:
        """Gives hits / found."""
        found = self.counts[f"{name}.hit"] + self.counts[f"{name}.extra"]
        return self.counts[f"{name}.hit"] / found if found else 1.0

    def recall(self, name: str) -> float:
        """Gives hits / wanted."""
        wanted = self.counts[f"{name}.hit"] + self.counts[f"{name}.lost"]
        return self.counts[f"{name}.hit"] / wanted if wanted else 1.0

    def f1(self, name: str) -> float:
        """Gives the harmonic mean of precision and recall."""
        p, r = self.precision(name), self.recall(name)
        return 2 * p * r / (p + r) if p + r else 0.0

    def figures(self) -> dict[str, float]:
        """Gives every figure by name, rounded, for tables and messages."""
        sets = {name.rsplit(".", 1)[0] for name in self.counts if name.endswith((".hit", ".extra", ".lost"))}
        shares = {name.rsplit(".", 1)[0] for name in self.counts if name.endswith(".all")}
        return {name: round(self.f1(name), 3) for name in sorted(sets)} | {
            name: round(self.share(name), 3) for name in sorted(shares)
        }

    def ask(self, name: str, right: bool) -> None:
        """Counts one question of `name`."""
        self.counts[f"{name}.all"] += 1
        self.counts[f"{name}.right"] += bool(right)

    def hits(self, name: str, hit: int, extra: int, lost: int) -> None:
        """Counts members of a set."""
        for key, value in (("hit", hit), ("extra", extra), ("lost", lost)):
            self.counts[f"{name}.{key}"] += value


def score_case(gold: Item, result: Item, score: Score) -> None:
    """Counts one case: `gold` as in data/samples/gold, `result` as in result.json."""
    seen = {document["file"]: document for document in result["documents"]}
    for paper in gold["documents"]:
        file = paper["file"].removeprefix("intake/")
        score.ask("documents.accounted_for", file in seen)
        if paper["readable"] and paper["kind"] in {"conclusion", "order", "plan", "report"}:
            score.ask("documents.kind", file in seen and seen[file]["kind"] == paper["kind"])
    matched = pairs(gold["findings"], result["findings"])
    score.hits("findings", len(matched), len(result["findings"]) - len(matched), len(gold["findings"]) - len(matched))
    for index, wanted in enumerate(gold["findings"]):
        found = result["findings"][matched[index]] if index in matched else None
        _score_finding(gold, wanted, found, score)
    for rule, outcome in gold["checks"].items():
        score.ask("checks", any(check["rule"] == rule and check["outcome"] == outcome for check in result["checks"]))


def _score_finding(gold: Item, wanted: Item, found: Item | None, score: Score) -> None:
    verdict = gold["verdicts"][wanted["id"]]
    got = (found["plan"]["status"], found["report"]["status"]) if found else ("", "")
    score.ask("findings.kind", found is not None and found["kind"] == wanted["kind"])
    score.ask("verdict.plan", got[0] == verdict["plan"])
    score.ask("verdict.report", got[1] == verdict["report"])
    opened, said = is_open(verdict["plan"], verdict["report"]), found is not None and is_open(*got)
    if opened:
        score.ask("false_clear", not said)
    bare, called = verdict["report"] in UNANSWERED, got[1] in UNANSWERED
    score.hits("unaddressed", bare and called, called and not bare, bare and not called)
    for side, actions in (("plan", gold["plan_actions"]), ("report", gold["report_actions"])):
        _score_links(side, [action for action in actions if wanted["id"] in action["findings"]], found, score)


def _score_links(side: str, wanted: list[Item], found: Item | None, score: Score) -> None:
    given = found[side]["actions"] if found else []
    matched = pairs(wanted, given, SAME_ANSWER)
    score.hits(f"{side}.links", len(matched), len(given) - len(matched), len(wanted) - len(matched))
    for index, action in enumerate(wanted):
        own = given[matched[index]] if index in matched else {}
        if side == "plan":
            if action["due_text"]:
                score.ask("plan.due", str(own.get("due")) == str(action["due"]))
            if action["responsible"]:
                score.ask("plan.responsible", likeness(action["responsible"], own.get("responsible") or "") >= 80)
        else:
            score.ask("report.claimed", own.get("claimed") == action["claimed"])


def best_result(gold: Item, results: Sequence[Item]) -> Item | None:
    """Gives the result that shares most files with the reference case."""
    files = {paper["file"].removeprefix("intake/") for paper in gold["documents"]}
    overlap: Callable[[Item], int] = lambda result: len(files & {document["file"] for document in result["documents"]})  # noqa: E731
    best = max(results, key=overlap, default=None)
    return best if best is not None and overlap(best) else None
