"""Which measure and which answer belong to which finding: anchors and content weighed together, one best assignment, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from checks.anchors import Anchors, label_of, numbers_of, read_anchors
from checks.assignment import AssignmentSettings, assign
from checks.judgement import Link, LinkLevel
from checks.pair_weights import FEATURES, weights
from checks.similarity import CaseTexts, Likeness
from checks.terms import terms
from extractors.records import Action, Anchor, Finding, Place, Reason, Response
from extractors.records import FindingKind as Kind

Matrix = NDArray[np.float64]
_SURE = 0.7
_QUOTE = 60


@dataclass(frozen=True, slots=True)
class Linked:
    """All links of one side, and the odds behind them (log-odds of each finding with each answer)."""

    links: tuple[Link, ...]
    odds: Matrix


def link(findings: Sequence[str], answers: Sequence[str]) -> tuple[Link, ...]:
    """Gives the links between plain texts: which answer speaks to which finding.

    Args:
        findings: wordings in any language written in Cyrillic or Latin letters, with or without numbers in front.
        answers: likewise; one that speaks to no finding stays without a link.
    """
    nowhere = Place("")
    listed = tuple(Finding(Kind.REMARK, text, nowhere, order=order) for order, text in enumerate(findings))
    given = tuple(Response(text, nowhere, Anchor(order=order)) for order, text in enumerate(answers))
    return link_responses(listed, given, (), ()).links


def link_actions(findings: Sequence[Finding], actions: Sequence[Action]) -> Linked:
    """Gives the links between findings and the plan's measures."""
    texts = CaseTexts(
        [text for finding in findings for text in _wordings(finding)] + [action.text for action in actions]
    )
    return _linked(
        findings, [action.text for action in actions], [action.anchor for action in actions], texts, None, None
    )


def link_responses(
    findings: Sequence[Finding], responses: Sequence[Response], actions: Sequence[Action], planned: Sequence[Link]
) -> Linked:
    """Gives the links between findings and the report's answers; the plan's measures serve as a bridge.

    Args:
        planned: the links found between findings and `actions`.
    """
    answers = [response.text for response in responses]
    measures = [action.text for action in actions]
    texts = CaseTexts([text for finding in findings for text in _wordings(finding)] + answers + measures)
    bridge = _bridge(len(findings), texts, measures, answers, planned)
    numbered = _numbered_bridge(len(findings), actions, responses, planned)
    return _linked(findings, answers, [response.anchor for response in responses], texts, bridge, numbered)


def _wordings(finding: Finding) -> tuple[str, ...]:
    return (finding.text, *finding.restatements)


def _bridge(
    count: int, texts: CaseTexts, measures: Sequence[str], answers: Sequence[str], planned: Sequence[Link]
) -> Matrix:
    """Likeness of each answer to the measures planned for each finding, weighed by how sure the measure's own link is."""
    bridge = np.zeros((count, len(answers)))
    likeness = texts.compare(measures, answers).content
    for planned_link in planned:
        row = likeness[planned_link.answer] * planned_link.score
        bridge[planned_link.finding] = np.maximum(bridge[planned_link.finding], row)
    return bridge


def _numbered_bridge(
    count: int, actions: Sequence[Action], responses: Sequence[Response], planned: Sequence[Link]
) -> Matrix:
    """1 where an answer goes under the number that the plan gives to a measure of the finding."""
    numbers = [label_of(action.anchor.number) for action in actions]
    cited = [
        {label_of(label) for label in (response.anchor.number, *response.anchor.labels) if label}
        for response in responses
    ]
    bridge = np.zeros((count, len(responses)))
    for planned_link in planned:
        number = numbers[planned_link.answer]
        for column, labels in enumerate(cited):
            if number and number in labels:
                bridge[planned_link.finding, column] = planned_link.score
    return bridge


def _linked(
    findings: Sequence[Finding],
    answers: Sequence[str],
    anchors: Sequence[Anchor],
    texts: CaseTexts,
    bridge: Matrix | None,
    numbered: Matrix | None,
) -> Linked:
    shape = (len(findings), len(answers))
    if 0 in shape:
        return Linked((), np.zeros(shape))
    likeness = likeness_to(findings, answers, texts)
    features = pair_features(findings, anchors, likeness, bridge, numbered)
    odds = features @ weights()
    for _ in range(2):
        features[:, :, FEATURES.index("order") : FEATURES.index("order_against") + 1] = order_features(
            findings, anchors, odds
        )
        odds = features @ weights()
    free = (features[:, :, FEATURES.index("cited")] > 0.5) | (features[:, :, FEATURES.index("numbered")] > 0.5)
    pairs = assign(odds, free.astype(float), AssignmentSettings())
    read = read_anchors(findings, anchors, likeness.content)
    links = tuple(_explained(pair, findings, answers, anchors, features, odds, read, texts) for pair in pairs)
    return Linked(links, odds)


def likeness_to(findings: Sequence[Finding], answers: Sequence[str], texts: CaseTexts) -> Likeness:
    """Gives the likeness of findings to answers, each by the wording of the finding that is nearest."""
    wordings = [text for finding in findings for text in _wordings(finding)]
    starts = np.cumsum([0] + [len(_wordings(finding)) for finding in findings[:-1]])
    whole = texts.compare(wordings, answers)

    def nearest(matrix: Matrix) -> Matrix:
        return np.maximum.reduceat(matrix, starts, axis=0)

    return Likeness(nearest(whole.words), nearest(whole.letters), nearest(whole.said), nearest(whole.named))


def margin_over_rows(matrix: Matrix) -> Matrix:
    """Gives each value less the best of the other findings for the same answer."""
    if matrix.shape[0] < 2:
        return matrix.copy()
    top = np.sort(matrix, axis=0)
    first, second = top[-1], top[-2]
    return matrix - np.where(matrix == first, second, first)


def pair_features(
    findings: Sequence[Finding],
    anchors: Sequence[Anchor],
    likeness: Likeness,
    bridge: Matrix | None,
    numbered: Matrix | None,
) -> Matrix:
    """Gives the evidence on each pair in the order of FEATURES: finding × answer × feature."""
    content = likeness.content
    shape = content.shape
    bridge = bridge if bridge is not None else np.zeros(shape)
    numbered = numbered if numbered is not None else np.zeros(shape)
    read: Anchors = read_anchors(findings, anchors, content + bridge)
    from checks.anchors import belief

    layers = {
        "bias": np.ones(shape),
        "words": likeness.words,
        "letters": likeness.letters,
        "said": likeness.said,
        "named": likeness.named,
        "over_findings": margin_over_rows(content),
        "over_answers": margin_over_rows(content.T).T,
        "bridge": bridge,
        "bridge_over_findings": margin_over_rows(bridge),
        "bridge_over_answers": margin_over_rows(bridge.T).T,
        "numbered": numbered * belief((numbered > 0).astype(float), content + bridge),
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
    }
    return np.stack([layers[name] for name in FEATURES], axis=2)


def order_features(findings: Sequence[Finding], anchors: Sequence[Anchor], odds: Matrix) -> Matrix:
    """Gives how well each pair keeps the order that the surest links show, forwards or backwards: agreement, and distance."""
    shape = odds.shape
    chance = 1 / (1 + np.exp(-odds))
    best = chance.argmax(axis=0)
    sure = [column for column in range(shape[1]) if chance[best[column], column] >= _SURE]
    result = np.zeros((*shape, 2))
    at = np.array([anchor.order for anchor in anchors], dtype=float)
    places = np.array([finding.order for finding in findings], dtype=float)
    if len(sure) < 4:
        return result
    known = [(at[column], places[best[column]], column) for column in sure]
    trust, forwards = _concordance([(one, two) for one, two, _ in known])
    if trust <= 0:
        return result
    for column in range(shape[1]):
        others = sorted((one, two if forwards else -two) for one, two, which in known if which != column)
        expected = np.interp(at[column], [one for one, _ in others], np.maximum.accumulate([two for _, two in others]))
        distance = np.abs((places if forwards else -places) - expected)
        result[:, column, 0] = trust * np.exp(-distance / 1.5)
        result[:, column, 1] = trust * np.minimum(distance / 5, 1)
    return result


def _concordance(known: Sequence[tuple[float, float]]) -> tuple[float, bool]:
    """Gives the trust in order (0..1) and whether it runs forwards."""
    signs = [
        np.sign((one[0] - two[0]) * (one[1] - two[1])) for place, one in enumerate(known) for two in known[place + 1 :]
    ]
    decided = [sign for sign in signs if sign]
    if len(decided) < 3:
        return 0.0, True
    share = float(np.mean(decided))
    return max((abs(share) - 0.3) / 0.7, 0.0), share > 0


def _explained(
    pair: tuple[int, int],
    findings: Sequence[Finding],
    answers: Sequence[str],
    anchors: Sequence[Anchor],
    features: Matrix,
    odds: Matrix,
    read: Anchors,
    texts: CaseTexts,
) -> Link:
    row, column = pair
    value = dict(zip(FEATURES, features[row, column], strict=True))
    finding, anchor = findings[row], anchors[column]
    why: list[Reason] = []
    levels: list[LinkLevel] = []
    if value["cited"] > 0.3:
        levels.append(LinkLevel.CITED)
        why.append(Reason("link.cited", (("label", ", ".join(anchor.labels)),)))
    if value["restated"] >= 0.7:
        levels.append(LinkLevel.RESTATED)
        why.append(Reason("link.restated", (("share", f"{value['restated']:.0%}"),)))
    if value["numbered"] > 0.3:
        levels.append(LinkLevel.BRIDGED)
        why.append(Reason("link.numbered", (("number", anchor.number or ", ".join(anchor.labels)),)))
    if value["criterion"] > 0.3:
        levels.append(LinkLevel.PLACED)
        named = numbers_of(finding.criterion) & numbers_of(anchor.criterion)
        why.append(Reason("link.criterion", (("criterion", ", ".join(sorted(named)).upper()),)))
    if value["bridge"] >= 0.2 and value["bridge_over_findings"] > 0:
        levels.append(LinkLevel.BRIDGED)
        why.append(Reason("link.bridged", (("share", f"{value['bridge']:.0%}"),)))
    if value["order"] > 0.5:
        levels.append(LinkLevel.PLACED)
        why.append(Reason("link.order"))
    shared = shared_terms(finding.text, answers[column], texts)
    if shared:
        levels.append(LinkLevel.TOPIC)
        why.append(Reason("link.terms", (("terms", ", ".join(shared)),)))
    rival = _rival(row, odds[:, column])
    if rival is not None:
        why.append(Reason("link.rival", (("finding", _short(findings[rival].text)),)))
    level = min(levels, key=list(LinkLevel).index, default=LinkLevel.TOPIC)
    score = float(1 / (1 + np.exp(-odds[row, column])))
    return Link(row, column, level, round(score, 4), tuple(why))


def shared_terms(one: str, other: str, texts: CaseTexts) -> tuple[str, ...]:
    """Gives up to four of the weightiest words of `one` whose terms stand in `other` too, as written."""
    import re

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
