"""Fits data/weights/links.toml on labelled corpora, and says how links fare with each institution left out.

    python -m tests.accuracy.fit_pair_weights CORPUS... [--write]

A corpus is a folder with gold/*.json (data/samples is one). Every case is taken under every anchoring; signs that may
only speak for a pair are kept from turning against it, and the reverse. `other_programme` is set by hand: it excludes.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from checks.assignment import assign
from checks.links import PLAN_ASSIGNMENT, REPORT_ASSIGNMENT, bridge_between, link_actions
from checks.pair_features import pair_features, said_by, said_in_plan, settled_odds, wordings
from checks.pair_weights import FEATURES, weights
from checks.similarity import CaseTexts
from data import ROOT
from tests.accuracy.gold_records import Anchoring, Labelled, golds, labelled
from tests.accuracy.variations import IDLE

Matrix = NDArray[np.float64]
SET_BY_HAND = {"other_programme": -10.0}
AGAINST = {name for name in FEATURES if name.endswith("_against")} | {"beside", "prose_short"}
FREE = {"bias", "prose", "section"}


@dataclass(frozen=True, slots=True)
class Sample:
    """The pairs of one side of one case. signs: finding × answer × feature; truth: 1 where they belong together."""

    case: str
    plan: bool
    signs: Matrix
    truth: Matrix


def samples(corpora: Sequence[Path]) -> list[Sample]:
    """Gives the pairs of every case of the corpora under every anchoring."""
    found: list[Sample] = []
    for corpus in corpora:
        for gold in golds(corpus):
            for anchoring in Anchoring:
                idle = IDLE["ky" if gold["language"] == "ky" else "ru"] if anchoring is Anchoring.NOTHING else ()
                found.extend(_sides(labelled(gold, anchoring, idle=idle)))
    return found


def _sides(one: Labelled) -> list[Sample]:
    case, found = one.case, []
    planned = link_actions(case.findings, case.actions).links
    asked = [text for finding in case.findings for text in wordings(finding)]
    measures = said_in_plan(case.actions)
    answers = said_by(case.responses)
    texts = CaseTexts([*asked, *(said.text for said in answers), *(action.text for action in case.actions)])
    bridge = bridge_between(case.findings, texts, case.actions, case.responses, planned)
    sides = (
        (True, measures, CaseTexts([*asked, *(said.text for said in measures)]), None, one.plan),
        (False, answers, texts, bridge, one.report),
    )
    for plan, said, words, lent, truth in sides:
        if said:
            signs = pair_features(case.findings, said, words, lent, None)
            settled_odds(case.findings, said, signs)
            belongs = np.zeros(signs.shape[:2])
            for finding, answer in truth:
                belongs[finding, answer] = 1.0
            found.append(Sample(case.card.id, plan, signs, belongs))
    return found


def fitted(found: Sequence[Sample]) -> Matrix:
    """Gives the weights fitted on the samples, in the order of FEATURES; the order is left out of half of them."""
    signs = np.concatenate([sample.signs.reshape(-1, len(FEATURES)) for sample in found])
    truth = np.concatenate([sample.truth.ravel() for sample in found])
    early = signs.copy()
    early[:, [FEATURES.index("order"), FEATURES.index("order_against")]] = 0.0
    signs, truth = np.concatenate([signs, early]), np.concatenate([truth, truth])
    left_out = {"bias", *SET_BY_HAND}
    while True:
        kept = [place for place, name in enumerate(FEATURES) if name not in left_out]
        model = LogisticRegression(C=3.0, max_iter=3000).fit(signs[:, kept], truth)
        signed = ((FEATURES[place], weight) for place, weight in zip(kept, model.coef_[0], strict=True))
        wrong = {name for name, weight in signed if _wrong(name, weight)}
        if not wrong:
            break
        left_out |= wrong
    result = np.zeros(len(FEATURES))
    result[FEATURES.index("bias")] = model.intercept_[0]
    result[kept] = model.coef_[0]
    for name, weight in SET_BY_HAND.items():
        result[FEATURES.index(name)] = weight
    return result


def _wrong(name: str, weight: float) -> bool:
    return name not in FREE and (weight > 0 if name in AGAINST else weight < 0)


def hits(found: Sequence[Sample], weighed: Matrix, *, plan: bool) -> NDArray[np.int64]:
    """Gives the links of one side that are right, too many and missing under the weights."""
    counts = np.zeros(3, dtype=np.int64)
    for sample in found:
        if sample.plan is plan:
            several = (sample.signs[:, :, FEATURES.index("several")] > 0).astype(float)
            settings = PLAN_ASSIGNMENT if plan else REPORT_ASSIGNMENT
            pairs = set(assign(sample.signs @ weighed, several, settings))
            wanted = {(int(row), int(column)) for row, column in np.argwhere(sample.truth > 0)}
            counts += np.array([len(pairs & wanted), len(pairs - wanted), len(wanted - pairs)])
    return counts


def f1(counts: NDArray[np.int64]) -> float:
    """Gives F1 of right, extra and missing links."""
    hit, extra, lost = (int(count) for count in counts)
    return 2 * hit / (2 * hit + extra + lost) if hit else 0.0


def _said(name: str, found: Sequence[Sample], weighed: Matrix) -> None:
    sides = (f"{side} {f1(hits(found, weighed, plan=plan)):.3f}" for side, plan in (("plan", True), ("report", False)))
    print(f"{name:10}", *sides)


def main() -> None:
    """Fits, reports with each case left out, and writes the file when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    found = samples(given.corpus)
    _said("shipped", found, weights())
    whole = fitted(found)
    _said("fitted", found, whole)
    apart = {True: np.zeros(3, dtype=np.int64), False: np.zeros(3, dtype=np.int64)}
    for case in sorted({sample.case for sample in found}):
        others = fitted([sample for sample in found if sample.case != case])
        for plan, counts in apart.items():
            counts += hits([sample for sample in found if sample.case == case], others, plan=plan)
    print(f"{'left out':10}", f"plan {f1(apart[True]):.3f}", f"report {f1(apart[False]):.3f}")
    if given.write:
        lines = [f"{name} = {weight:.3f}" for name, weight in zip(FEATURES, whole, strict=True)]
        head = "# Log-odds per sign, fitted by tests/accuracy/fit_pair_weights.py.\n[weights]\n"
        (ROOT / "weights" / "links.toml").write_text(head + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
