"""The signs on each pair of finding and answer: content, the plan as a bridge, anchors, order, prose, programmes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from checks.anchors import belief, read_anchors
from checks.cues import cue
from checks.pair_order import order_features
from checks.pair_sections import section_lean
from checks.pair_weights import FEATURES, weights
from checks.similarity import CaseTexts, Likeness, squeezed
from extractors.records import Action, Anchor, Finding, Response

Matrix = NDArray[np.float64]
TOPIC_WORDS = 5
SHORT_SENTENCE = 60
SAME_PROGRAMME = 80
# How much better two answers must fit each other's finding before their codes count as interchanged.
INTERCHANGED = 0.12
POINTING = [
    FEATURES.index(name)
    for name in (
        "cited",
        "cited_against",
        "criterion",
        "criterion_against",
        "standard",
        "standard_against",
        "restated",
        "restated_over_findings",
        "restated_against",
    )
]
ANCHORED = [FEATURES.index(name) for name in ("cited", "criterion", "restated_over_findings")]


@dataclass(frozen=True, slots=True)
class Said:
    """A measure or an answer as linking sees it.

    text: its words, a short topic in front included. bare: its words alone. papers: it names evidence, or refuses, as
    only answers do.
    context: the words with those before them in the same paragraph.
    """

    text: str
    bare: str
    anchor: Anchor
    papers: bool = False
    context: str = ""


@dataclass(frozen=True, slots=True)
class Bridge:
    """What the plan lends to answers: likeness to the measures of each finding, and the plan's own numbers.

    alike, numbered: finding × answer.
    """

    alike: Matrix
    numbered: Matrix


def wordings(finding: Finding) -> tuple[str, ...]:
    """Gives the finding in every wording that the conclusion has for it."""
    return (finding.text, *finding.restatements)


def spoken(text: str, anchor: Anchor) -> str:
    """Gives the words to compare: a topic of a word or two in the finding's place belongs to them («Библиотека»)."""
    topic = anchor.finding_text or ""
    return f"{topic}. {text}" if topic and len(topic.split()) <= TOPIC_WORDS else text


def said_in_plan(actions: Sequence[Action]) -> tuple[Said, ...]:
    """Gives the measures as linking sees them."""
    return tuple(Said(spoken(action.text, action.anchor), action.text, action.anchor) for action in actions)


def said_by(responses: Sequence[Response]) -> tuple[Said, ...]:
    """Gives the answers as linking sees them."""
    found: list[Said] = []
    before: Response | None = None
    for response in responses:
        near = before is not None and before.place.paragraph == response.place.paragraph is not None
        context = f"{before.text} {response.text}" if before is not None and near else response.text
        words = spoken(response.text, response.anchor)
        answers = bool(response.evidence) or bool(cue("substance", "declined", response.text))
        found.append(Said(words, response.text, response.anchor, answers, context))
        before = response
    return tuple(found)


def likeness_to(findings: Sequence[Finding], answers: Sequence[str], texts: CaseTexts) -> Likeness:
    """Gives the likeness of findings to answers, each by the wording of the finding that is nearest."""
    every = [wordings(finding) for finding in findings]
    starts = np.cumsum([0, *(len(group) for group in every[:-1])])
    whole = texts.compare([text for group in every for text in group], answers)

    def nearest(matrix: Matrix) -> Matrix:
        return np.maximum.reduceat(matrix, starts, axis=0)

    return Likeness(*(nearest(getattr(whole, field.name)) for field in fields(Likeness)))


def margin_over_rows(matrix: Matrix) -> Matrix:
    """Gives each value less the best of the other findings for the same answer."""
    if matrix.shape[0] < 2:
        return matrix.copy()
    top = np.sort(matrix, axis=0)
    first, second = top[-1], top[-2]
    margin: Matrix = matrix - np.where(matrix == first, second, first)
    return margin


def pair_features(
    findings: Sequence[Finding],
    said: Sequence[Said],
    texts: CaseTexts,
    bridge: Bridge | None,
    programme: str | None,
) -> Matrix:
    """Gives the evidence on each pair in the order of FEATURES: finding × answer × feature."""
    likeness = likeness_to(findings, [one.text for one in said], texts)
    content = likeness.content
    shape = content.shape
    plan = bridge or Bridge(np.zeros(shape), np.zeros(shape))
    anchors = [one.anchor for one in said]
    read = read_anchors(findings, anchors, content + plan.alike)
    numbered = plan.numbered * belief((plan.numbered > 0).astype(float), content + plan.alike)
    layers = {
        "bias": np.ones(shape),
        "words": likeness.words,
        "letters": likeness.letters,
        "said": likeness.said,
        "named": likeness.named,
        "over_findings": margin_over_rows(content),
        "over_answers": margin_over_rows(content.T).T,
        "about": likeness.about,
        "about_over_findings": margin_over_rows(likeness.about),
        "about_over_answers": margin_over_rows(likeness.about.T).T,
        "bridge": plan.alike,
        "bridge_over_findings": margin_over_rows(plan.alike),
        "bridge_over_answers": margin_over_rows(plan.alike.T).T,
        "numbered": numbered,
        "numbered_against": (numbered == 0) * numbered.max(axis=0, keepdims=True),
        "cited": read.cited,
        "cited_against": read.cited_against,
        "criterion": read.criterion,
        "criterion_against": read.criterion_against,
        "standard": read.standard,
        "standard_against": read.standard_against,
        "restated": read.restated,
        "restated_over_findings": margin_over_rows(read.restated),
        "restated_against": read.restated_against,
        "ordinal": read.ordinal,
        "order": np.zeros(shape),
        "order_against": np.zeros(shape),
        "section": margin_over_rows(likeness_to(findings, [one.anchor.section or "" for one in said], texts).content),
        **_prose(said, shape),
        "other_programme": _other_programme(anchors, programme, shape),
        "several": read.several,
        "context": margin_over_rows(likeness_to(findings, [one.context or one.text for one in said], texts).content),
        "beside": _beside(findings, said),
    }
    features = np.stack([layers[name] for name in FEATURES], axis=2)
    return _uncrossed(findings, said, texts, features, plan)


def _uncrossed(
    findings: Sequence[Finding], said: Sequence[Said], texts: CaseTexts, features: Matrix, plan: Bridge
) -> Matrix:
    """Gives the features with anchors exchanged between two answers that content shows under each other's code."""
    pointing = features[:, :, ANCHORED].sum(axis=2)
    bare = likeness_to(findings, [one.bare for one in said], texts).content + plan.alike
    target = [
        int(pointing[:, column].argmax()) if pointing[:, column].max() > 0.5 else None for column in range(len(said))
    ]
    for one, first in enumerate(target):
        for other in range(one + 1, len(said)):
            second = target[other]
            if first is None or second is None or first == second:
                continue
            gain = min(bare[second, one] - bare[first, one], bare[first, other] - bare[second, other])
            if gain >= INTERCHANGED:
                features[:, [one, other]] = _exchanged(features[:, [one, other]])
    return features


def _exchanged(pair: Matrix) -> Matrix:
    swapped = pair.copy()
    swapped[:, :, POINTING] = pair[:, ::-1][:, :, POINTING]
    return swapped


def _beside(findings: Sequence[Finding], said: Sequence[Said]) -> Matrix:
    """1 where an answer tells of a contest, a jubilee or the like, and the finding does not."""
    festive = np.array([[float(bool(cue("substance", "beside", one.bare))) for one in said]])
    plain = np.array([[float(not cue("substance", "beside", finding.text))] for finding in findings])
    beside: Matrix = plain * festive
    return beside


def _prose(said: Sequence[Said], shape: tuple[int, ...]) -> dict[str, Matrix]:
    """In running prose most sentences answer nothing: those that name a paper or a figure do sooner."""
    placed = [
        bool(
            one.anchor.criterion
            or one.anchor.finding_text
            or one.anchor.number
            or one.anchor.standard
            or one.anchor.labels
        )
        for one in said
    ]
    prose = sum(placed) * 2 < len(placed)
    rows = {
        "prose": [float(prose) for _ in said],
        "prose_evidence": [float(prose and one.papers) for one in said],
        "prose_figures": [float(prose and any(letter.isdigit() for letter in one.text)) for one in said],
        "prose_short": [float(prose and len(one.text) < SHORT_SENTENCE) for one in said],
    }
    return {name: np.broadcast_to(np.array([row]), shape) for name, row in rows.items()}


def _other_programme(anchors: Sequence[Anchor], programme: str | None, shape: tuple[int, ...]) -> Matrix:
    """1 where an answer names another programme, in a report that names the case's own programme elsewhere."""
    own = squeezed(programme or "")
    named = [squeezed(anchor.programme or "") for anchor in anchors]
    alike = [bool(own and name) and fuzz.token_set_ratio(own, name) >= SAME_PROGRAMME for name in named]
    others = [float(any(alike) and bool(name) and not same) for name, same in zip(named, alike, strict=True)]
    return np.broadcast_to(np.array([others]), shape)


def settled_odds(
    findings: Sequence[Finding], said: Sequence[Said], features: Matrix, *, sections: bool = False
) -> Matrix:
    """Gives the log-odds after the order of the surest links has been taken in; writes the order into `features`.

    sections: the sections of a report hold together by standards; those of a plan may be its stages.
    """
    odds: Matrix = features @ weights()
    anchors = [one.anchor for one in said]
    first = FEATURES.index("order")
    for _ in range(2):
        features[:, :, first : first + 2] = order_features(findings, anchors, odds)
        lean = section_lean(findings, anchors, odds) if sections else 0.0
        odds = features @ weights() + lean
    return odds
