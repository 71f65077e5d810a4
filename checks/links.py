"""Which measure and which answer belong to which finding: anchors and content weighed together, one best assignment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from checks.anchors import label_of, lists_unknown
from checks.assignment import AssignmentSettings, assign
from checks.cues import cue
from checks.judgement import Link
from checks.link_reasons import explained
from checks.pair_features import (
    TOPIC_WORDS,
    Bridge,
    Said,
    likeness_to,
    pair_features,
    said_by,
    said_in_plan,
    settled_odds,
    wordings,
)
from checks.pair_weights import FEATURES
from checks.similarity import CaseTexts
from checks.terms import has_content, terms
from extractors.evidence_names import named_evidence
from extractors.records import Action, Anchor, Finding, Place, Response
from extractors.records import FindingKind as Kind

Matrix = NDArray[np.float64]
# A measure too many costs little; an answer too many may hide an open finding.
PLAN_ASSIGNMENT = AssignmentSettings(floor=-1.2)
REPORT_ASSIGNMENT = AssignmentSettings(floor=-1.5)
# In prose most sentences answer nothing, so a link must be surer.
PROSE_ASSIGNMENT = AssignmentSettings(floor=-1.0)
ROW_NUMBER = 0.6
SHORTEST_CLAUSE = 3
CLAUSE_LIKENESS = 0.2
# Log-odds above which the last answer under a criterion goes to the last finding there.
LEFT_OVER = -5.0
EXCLUDED = 10.0
# How strong an anchor must be to hold a measure whose words say nothing of the finding.
SURE = 0.3
# Belief in codes from which one holds its answer, and the log-odds that it then has at least.
BELIEVED, HELD = 0.95, 0.5
# The institution itself, which every measure may name.
_INSTITUTION = frozenset({"=school", "=university", "=college", "=institute", "=faculty", "=department", "=academy"})
ANOTHERS = 100.0
# Log-odds above which the next sentence may carry the answer.
CARRIED = -3.0


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
    given = tuple(
        Response(text, nowhere, Anchor(order=order), evidence=named_evidence(text))
        for order, text in enumerate(answers)
    )
    return link_responses(listed, given, (), ()).links


def link_actions(findings: Sequence[Finding], actions: Sequence[Action]) -> Linked:
    """Gives the links between findings and the plan's measures."""
    said = said_in_plan(actions)
    texts = CaseTexts([text for finding in findings for text in wordings(finding)] + [one.text for one in said])
    return _linked(findings, said, texts, bridge=None, programme=None, settings=PLAN_ASSIGNMENT)


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
    asked = [text for finding in findings for text in wordings(finding)]
    texts = CaseTexts([*asked, *(one.text for one in said), *(action.text for action in actions)])
    bridge = bridge_between(findings, texts, actions, responses, planned)
    return _linked(findings, said, texts, bridge=bridge, programme=programme, settings=REPORT_ASSIGNMENT)


def bridge_between(
    findings: Sequence[Finding],
    texts: CaseTexts,
    actions: Sequence[Action],
    responses: Sequence[Response],
    planned: Sequence[Link],
) -> Bridge:
    """Gives what the plan, linked to the findings by `planned`, lends to the answers."""
    answers = [one.text for one in said_by(responses)]
    return Bridge(
        _bridge(len(findings), texts, [action.text for action in actions], answers, planned),
        _numbered_bridge(len(findings), actions, responses, planned),
    )


def _bridge(
    count: int, texts: CaseTexts, measures: Sequence[str], answers: Sequence[str], planned: Sequence[Link]
) -> Matrix:
    """Likeness of each answer to the measures planned for each finding, times how sure the measure's own link is."""
    bridge = np.zeros((count, len(answers)))
    likeness = texts.compare(measures, answers).content
    for planned_link in planned:
        row = likeness[planned_link.answer] * planned_link.score
        bridge[planned_link.finding] = np.maximum(bridge[planned_link.finding], row)
    return bridge


def _numbered_bridge(
    count: int, actions: Sequence[Action], responses: Sequence[Response], planned: Sequence[Link]
) -> Matrix:
    """How far an answer goes under the number that the plan gives to a measure of the finding.

    A number that the answer cites counts in full, its own row number less: rows are numbered in every paper.
    """
    own = [{label_of(label) for label in (action.anchor.number, *action.anchor.labels) if label} for action in actions]
    bridge = np.zeros((count, len(responses)))
    for planned_link in planned:
        for column, response in enumerate(responses):
            cited = own[planned_link.answer] & {label_of(label) for label in response.anchor.labels}
            same_row = label_of(response.anchor.number) in own[planned_link.answer] - {""}
            strength = (1.0 if cited else ROW_NUMBER if same_row else 0.0) * planned_link.score
            bridge[planned_link.finding, column] = max(bridge[planned_link.finding, column], strength)
    return bridge


def _linked(
    findings: Sequence[Finding],
    said: Sequence[Said],
    texts: CaseTexts,
    *,
    bridge: Bridge | None,
    programme: str | None,
    settings: AssignmentSettings,
) -> Linked:
    if not findings or not said:
        return Linked((), np.zeros((len(findings), len(said))))
    features = pair_features(findings, said, texts, bridge, programme)
    odds = settled_odds(findings, said, features, sections=bridge is not None)
    odds = _held_by_code(odds, features[:, :, FEATURES.index("cited")])
    # An answer that lists the findings it serves serves no other.
    listed = features[:, :, FEATURES.index("several")]
    # Whatever it says, an answer of another programme is none to this one.
    odds = odds - ANOTHERS * features[:, :, FEATURES.index("other_programme")]
    # Neither does what the institution calls its own initiative in the place of the finding.
    odds = odds - ANOTHERS * np.array([[float(_own_initiative(one.anchor)) for one in said]])
    unread = lists_unknown(findings, [one.anchor for one in said])
    odds = odds - EXCLUDED * (listed.max(axis=0, keepdims=True) > 0) * (listed == 0) * (1 - unread)
    free = np.maximum(features[:, :, FEATURES.index("several")], _parted(findings, said, texts, features))
    prose = bool(features[0, 0, FEATURES.index("prose")]) and bridge is not None
    pairs = assign(odds, (free > 0).astype(float), PROSE_ASSIGNMENT if prose else settings)
    pairs = _completed(pairs, odds, features)
    pairs = _carried(pairs, said, odds)
    pairs = _gone_on(pairs, said, odds)
    if bridge is None:
        pairs = tuple(pair for pair in pairs if not _only_left(pair, findings, said, features))
    links = (explained(pair, findings, said, features=features, odds=odds, texts=texts) for pair in pairs)
    return Linked(tuple(links), odds)


def _held_by_code(odds: Matrix, cited: Matrix) -> Matrix:
    """Lets a code that is surely believed hold its answer where no other finding claims it, though the words differ."""
    codes = (cited >= BELIEVED) & (odds > LEFT_OVER)
    claimed = np.where(codes, -np.inf, odds).max(axis=0, keepdims=True, initial=-np.inf) > 0
    held: Matrix = np.where(codes & ~claimed, np.maximum(odds, HELD), odds)
    return held


def _own_initiative(anchor: Anchor) -> bool:
    told = anchor.finding_text or ""
    return len(told.split()) <= TOPIC_WORDS and cue("anchors", "own_initiative", told) is not None


def _only_left(pair: tuple[int, int], findings: Sequence[Finding], said: Sequence[Said], features: Matrix) -> bool:
    """Tells whether a measure stands with a finding only because both were left over: no anchor, not one shared term.

    Such measures are the institution's own initiative.
    """
    row, column = pair
    anchored = features[row, column, [FEATURES.index(name) for name in ("cited", "criterion", "restated")]].max() > SURE
    words = set(terms(said[column].text)) - _INSTITUTION
    shared = any(has_content(term) for text in wordings(findings[row]) for term in words & set(terms(text)))
    return not anchored and not shared


def _parted(findings: Sequence[Finding], said: Sequence[Said], texts: CaseTexts, features: Matrix) -> Matrix:
    """1 where one clause of an answer speaks to the finding and another to another finding under the same anchor."""
    placed = features[:, :, [FEATURES.index(name) for name in ("criterion", "numbered", "standard")]].max(axis=2) > 0.3
    free = np.zeros(placed.shape)
    for column, one in enumerate(said):
        rows = np.flatnonzero(placed[:, column])
        clauses = [part for part in re.split(r"[,;.]\s+", one.bare) if len(part.split()) >= SHORTEST_CLAUSE]
        if len(rows) < 2 or len(clauses) < 2:
            continue
        content = likeness_to([findings[int(row)] for row in rows], clauses, texts).content
        best = {
            int(content[:, clause].argmax())
            for clause in range(len(clauses))
            if content[:, clause].max() >= CLAUSE_LIKENESS
        }
        if len(best) > 1:
            free[rows[sorted(best)], column] = 1.0
    return free


def _carried(pairs: tuple[tuple[int, int], ...], said: Sequence[Said], odds: Matrix) -> tuple[tuple[int, int], ...]:
    """Moves a link from a sentence without a paper to the next of its paragraph with one: there the answer is given."""
    used = {column for _, column in pairs}
    moved: list[tuple[int, int]] = []
    for row, column in pairs:
        after = column + 1
        follows = after < len(said) and after not in used and said[after].context.startswith(f"{said[column].bare} ")
        if follows and said[after].papers and not said[column].papers and odds[row, after] > CARRIED:
            moved.append((row, after))
        else:
            moved.append((row, column))
    return tuple(moved)


def _gone_on(pairs: tuple[tuple[int, int], ...], said: Sequence[Said], odds: Matrix) -> tuple[tuple[int, int], ...]:
    """Adds, for an answer left over whose row goes on with the finding of the row above, the findings of that row."""
    found = list(pairs)
    for column in range(1, len(said)):
        before, own = said[column - 1].anchor, said[column].anchor
        if own.goes_on and own.order == before.order + 1 and not any(column == taken for _, taken in found):
            above = [row for row, taken in found if taken == column - 1]
            found.extend((row, column) for row in above if odds[row, column] > LEFT_OVER)
    return tuple(found)


def _completed(pairs: tuple[tuple[int, int], ...], odds: Matrix, features: Matrix) -> tuple[tuple[int, int], ...]:
    """Adds, for an answer left over, the one finding under its own criterion or number that nothing else answers."""
    pointing = features[:, :, [FEATURES.index(name) for name in ("criterion", "numbered", "cited")]].max(axis=2) > 0.3
    answered, used = {row for row, _ in pairs}, {column for _, column in pairs}
    added: list[tuple[int, int]] = []
    for column in range(odds.shape[1]):
        open_rows = [int(row) for row in np.flatnonzero(pointing[:, column]) if row not in answered]
        rivals = [other for other in range(odds.shape[1]) if other not in used and pointing[open_rows, other].any()]
        fits = column not in used and len(open_rows) == 1 and rivals == [column]
        if (
            fits
            and odds[open_rows[0], column] > LEFT_OVER
            and not features[open_rows[0], column, FEATURES.index("beside")]
        ):
            added.append((open_rows[0], column))
    return (*pairs, *added)
