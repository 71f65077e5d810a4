"""Why a finding and an answer belong together: the level of the link, its reasons in words, the rival it beat."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from checks.anchors import numbers_of
from checks.judgement import Link, LinkLevel
from checks.pair_features import Said
from checks.pair_weights import FEATURES
from checks.similarity import CaseTexts
from checks.terms import terms
from extractors.records import Finding, Reason

Matrix = NDArray[np.float64]
_QUOTE = 60


def explained(
    pair: tuple[int, int],
    findings: Sequence[Finding],
    said: Sequence[Said],
    *,
    features: Matrix,
    odds: Matrix,
    texts: CaseTexts,
) -> Link:
    """Gives the link of a finding and an answer with its level, its score and its reasons."""
    row, column = pair
    value = dict(zip(FEATURES, features[row, column], strict=True))
    levels, why = _grounds(findings[row], said[column], value)
    shared = shared_terms(findings[row].text, said[column].text, texts)
    if shared:
        why.append(Reason("link.terms", (("terms", ", ".join(shared)),)))
    rival = _rival(row, odds[:, column])
    if rival is not None:
        why.append(Reason("link.rival", (("finding", _short(findings[rival].text)),)))
    level = min(levels, key=list(LinkLevel).index, default=LinkLevel.TOPIC)
    score = float(1 / (1 + np.exp(-odds[row, column])))
    return Link(row, column, level, round(score, 4), tuple(why))


def _grounds(finding: Finding, one: Said, value: dict[str, float]) -> tuple[list[LinkLevel], list[Reason]]:
    """Gives the levels that the evidence reaches, and the sentences that say why."""
    anchor = one.anchor
    cited = anchor.number or ", ".join(anchor.labels)
    criteria = ", ".join(sorted(numbers_of(finding.criterion) & numbers_of(anchor.criterion))).upper()
    grounds = (
        (value["cited"] > 0.3, LinkLevel.CITED, Reason("link.cited", (("label", ", ".join(anchor.labels)),))),
        (
            value["restated"] >= 0.7,
            LinkLevel.RESTATED,
            Reason("link.restated", (("share", f"{value['restated']:.0%}"),)),
        ),
        (value["numbered"] > 0.3, LinkLevel.BRIDGED, Reason("link.numbered", (("number", cited),))),
        (value["criterion"] > 0.3, LinkLevel.PLACED, Reason("link.criterion", (("criterion", criteria),))),
        (
            value["bridge"] >= 0.2 and value["bridge_over_findings"] > 0,
            LinkLevel.BRIDGED,
            Reason("link.bridged", (("share", f"{min(value['bridge'], 1):.0%}"),)),
        ),
        (value["standard"] > 0.3, LinkLevel.PLACED, Reason("link.standard")),
        (value["order"] > 0.5, LinkLevel.PLACED, Reason("link.order")),
    )
    return [level for holds, level, _ in grounds if holds], [reason for holds, _, reason in grounds if holds]


def shared_terms(one: str, other: str, texts: CaseTexts) -> tuple[str, ...]:
    """Gives up to four of the weightiest words of `one` whose terms stand in `other` too, as written."""
    there = set(terms(other))
    spoken: dict[str, str] = {}
    for word in re.findall(r"\w[\w-]{3,}", one):
        for term in terms(word):
            if term in there:
                spoken.setdefault(term, word)
    heaviest = sorted(spoken, key=lambda term: (-texts.weight(term), spoken[term]))
    return tuple(spoken[term] for term in heaviest[:4])


def _rival(row: int, odds: Matrix) -> int | None:
    """Gives the finding that came nearest to taking the same answer, when it was at all likely."""
    others = [(value, place) for place, value in enumerate(odds) if place != row and value > -3]
    return max(others)[1] if others else None


def _short(text: str) -> str:
    return text if len(text) <= _QUOTE else text[: _QUOTE - 1].rstrip() + "…"
