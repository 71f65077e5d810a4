"""Which measure and which answer belong to which finding: anchors and content weighed together, one best assignment, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from checks.anchors import belief, label_of, numbers_of, read_anchors
from checks.assignment import AssignmentSettings, assign
from checks.cues import cue
from checks.judgement import Link, LinkLevel
from checks.pair_weights import FEATURES, weights
from checks.similarity import CaseTexts, Likeness, squeezed
from checks.terms import terms
from extractors.evidence_names import named_evidence
from extractors.records import Action, Anchor, Finding, Place, Reason, Response
from extractors.records import FindingKind as Kind

Matrix = NDArray[np.float64]
# A measure too many costs little; an answer too many may hide an open finding.
PLAN_ASSIGNMENT = AssignmentSettings(floor=-1.2)
REPORT_ASSIGNMENT = AssignmentSettings(floor=-0.7)
TOPIC_WORDS = 3
SHORT_SENTENCE = 60
SAME_PROGRAMME = 80
SHORTEST_CLAUSE = 3
CLAUSE_LIKENESS = 0.2
# Log-odds above which the last answer under a criterion goes to the last finding there.
LEFT_OVER = -5.0
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
_SURE = 0.7
_QUOTE = 60


@dataclass(frozen=True, slots=True)
class Linked:
    """All links of one side, and the odds behind them (log-odds of each finding with each answer)."""

    links: tuple[Link, ...]
    odds: Matrix


@dataclass(frozen=True, slots=True)
class Said:
    """A measure or an answer as linking sees it.

    text: its words, a short topic in front included. bare: its words alone. papers: it names evidence.
    context: the words with those before them in the same paragraph.
    """

    text: str
    bare: str
    anchor: Anchor
    papers: bool = False
    context: str = ""


@dataclass(frozen=True, slots=True)
class Bridge:
    """What the plan lends to answers: likeness to the measures of each finding, and the plan's own numbers (finding × answer)."""

    alike: Matrix
    numbered: Matrix


def link(findings: Sequence[str], answers: Sequence[str]) -> tuple[Link, ...]:
    """Gives the links between plain texts: which answer speaks to which finding.

    Args:
        findings: wordings in any language written in Cyrillic or Latin letters, with or without numbers in front.
        answers: likewise; one that speaks to no finding stays without a link.
    """
    nowhere = Place("")
    listed = tuple(Finding(Kind.REMARK, text, nowhere, order=order) for order, text in enumerate(findings))
    given = tuple(
        Response(text, nowhere, Anchor(order=order), evidence=named_evidence(text)) for order, text in enumerate(answers)
    )
    return link_responses(listed, given, (), ()).links


def link_actions(findings: Sequence[Finding], actions: Sequence[Action]) -> Linked:
    """Gives the links between findings and the plan's measures."""
    said = tuple(Said(_spoken(action.text, action.anchor), action.text, action.anchor) for action in actions)
    texts = CaseTexts([text for finding in findings for text in _wordings(finding)] + [one.text for one in said])
    return _linked(findings, said, texts, None, None, PLAN_ASSIGNMENT)


def link_responses(
    findings: Sequence[Finding],
    responses: Sequence[Response],
    actions: Sequence[Action],
    planned: Sequence[Link],
    programme: str | None = None,
) -> Linked:
    """Gives the links between findings and the report's answers; the plan's measures serve as a bridge.

    Args:
        planned: the links found between findings and `actions`.
        programme: the programme of the case; answers that speak of another programme of the same report are kept away.
    """
    said = said_by(responses)
    measures = [action.text for action in actions]
    texts = CaseTexts([text for finding in findings for text in _wordings(finding)] + [one.text for one in said] + measures)
    bridge = Bridge(
        _bridge(len(findings), texts, measures, [one.text for one in said], planned),
        _numbered_bridge(len(findings), actions, responses, planned),
    )
    return _linked(findings, said, texts, bridge, programme, REPORT_ASSIGNMENT)


def said_by(responses: Sequence[Response]) -> tuple[Said, ...]:
    """Gives the answers as linking sees them."""
    found: list[Said] = []
    before: Response | None = None
    for response in responses:
        near = before is not None and before.place.paragraph == response.place.paragraph is not None
        context = f"{before.text} {response.text}" if before is not None and near else response.text
        spoken = _spoken(response.text, response.anchor)
        found.append(Said(spoken, response.text, response.anchor, bool(response.evidence), context))
        before = response
    return tuple(found)


def _wordings(finding: Finding) -> tuple[str, ...]:
    return (finding.text, *finding.restatements)


def _spoken(text: str, anchor: Anchor) -> str:
    """Gives the words to compare: a topic of a word or two in place of the finding belongs to them («Мастера», «Библиотека»)."""
    topic = anchor.finding_text or ""
    return f"{topic}. {text}" if topic and len(topic.split()) <= TOPIC_WORDS else text


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
    own = [{label_of(label) for label in (action.anchor.number, *action.anchor.labels) if label} for action in actions]
    cited = [
        {label_of(label) for label in (response.anchor.number, *response.anchor.labels) if label} for response in responses
    ]
    bridge = np.zeros((count, len(responses)))
    for planned_link in planned:
        for column, labels in enumerate(cited):
            if own[planned_link.answer] & labels:
                bridge[planned_link.finding, column] = planned_link.score
    return bridge


def _linked(
    findings: Sequence[Finding],
    said: Sequence[Said],
    texts: CaseTexts,
    bridge: Bridge | None,
    programme: str | None,
    settings: AssignmentSettings,
) -> Linked:
    if not findings or not said:
        return Linked((), np.zeros((len(findings), len(said))))
    features = pair_features(findings, said, texts, bridge, programme)
    odds = settled_odds(findings, said, features)
    free = np.maximum(features[:, :, FEATURES.index("several")], _parted(findings, said, texts, features))
    pairs = _completed(assign(odds, (free > 0).astype(float), settings), odds, features)
    return Linked(tuple(_explained(pair, findings, said, features, odds, texts) for pair in pairs), odds)


def _parted(findings: Sequence[Finding], said: Sequence[Said], texts: CaseTexts, features: Matrix) -> Matrix:
    """1 where one clause of an answer speaks to the finding and another clause to another finding under the same anchor."""
    placed = features[:, :, [FEATURES.index(name) for name in ("criterion", "numbered", "standard")]].max(axis=2) > 0.3
    free = np.zeros(placed.shape)
    for column, one in enumerate(said):
        rows = np.flatnonzero(placed[:, column])
        clauses = [part for part in re.split(r"[,;.]\s+", one.bare) if len(part.split()) >= SHORTEST_CLAUSE]
        if len(rows) < 2 or len(clauses) < 2:
            continue
        content = likeness_to([findings[row] for row in rows], clauses, texts).content
        best = {int(content[:, clause].argmax()) for clause in range(len(clauses)) if content[:, clause].max() >= CLAUSE_LIKENESS}
        if len(best) > 1:
            free[rows[sorted(best)], column] = 1.0
    return free


def _completed(pairs: tuple[tuple[int, int], ...], odds: Matrix, features: Matrix) -> tuple[tuple[int, int], ...]:
    """Adds, for an answer left over, the one finding under its own criterion or number that nothing else answers."""
    pointing = features[:, :, [FEATURES.index(name) for name in ("criterion", "numbered", "cited")]].max(axis=2) > 0.3
    answered, used = {row for row, _ in pairs}, {column for _, column in pairs}
    added: list[tuple[int, int]] = []
    for column in range(odds.shape[1]):
        open_rows = [int(row) for row in np.flatnonzero(pointing[:, column]) if row not in answered]
        rivals = [other for other in range(odds.shape[1]) if other not in used and pointing[open_rows, other].any()]
        fits = column not in used and len(open_rows) == 1 and rivals == [column]
        if fits and odds[open_rows[0], column] > LEFT_OVER and not features[open_rows[0], column, FEATURES.index("beside")]:
            added.append((open_rows[0], column))
    return (*pairs, *added)


def settled_odds(findings: Sequence[Finding], said: Sequence[Said], features: Matrix) -> Matrix:
    """Gives the log-odds after the order of the surest links has been taken in; writes the order into `features`."""
    odds: Matrix = features @ weights()
    first = FEATURES.index("order")
    for _ in range(2):
        features[:, :, first : first + 2] = order_features(findings, [one.anchor for one in said], odds)
        odds = features @ weights()
    return odds


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
    """Gives the features with the anchors of two answers exchanged where content says that they were put under each other's code."""
    pointing = features[:, :, ANCHORED].sum(axis=2)
    bare = likeness_to(findings, [one.bare for one in said], texts).content + plan.alike
    target = [int(pointing[:, column].argmax()) if pointing[:, column].max() > 0.5 else None for column in range(len(said))]
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
    return plain * festive


def _prose(said: Sequence[Said], shape: tuple[int, ...]) -> dict[str, Matrix]:
    """In running prose most sentences answer nothing: those that name a paper or a figure do sooner."""
    placed = [
        bool(one.anchor.criterion or one.anchor.finding_text or one.anchor.number or one.anchor.standard or one.anchor.labels)
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
    said: Sequence[Said],
    features: Matrix,
    odds: Matrix,
    texts: CaseTexts,
) -> Link:
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
        (value["restated"] >= 0.7, LinkLevel.RESTATED, Reason("link.restated", (("share", f"{value['restated']:.0%}"),))),
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
