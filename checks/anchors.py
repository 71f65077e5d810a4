"""What answers say of their place: numbers, criteria, headings, restated findings, believed as content bears out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from checks.kind_numbers import kind_cited, spoken_cites
from checks.similarity import squeezed
from extractors.languages.letters import fold
from extractors.languages.roman import roman_value
from extractors.records import Anchor, Finding

Matrix = NDArray[np.float64]
_NUMBER = re.compile(
    r"(?:(?<![a-zа-я])[a-zа-я]{1,3}\s?[.-]?\s?)?\d+(?:[.-]\d+)*"
    r"|(?<![a-zа-я])[a-zа-я](?:\.\d+(?:\.\d+)*|(?=$|[\s.,)]))"
)
_ROMAN = re.compile(r"(?<![\w.])(?:[ivxіх]{2,4}|[iv])(?![\w-])")
_MARK = re.compile(r"\W*([a-zа-я]|\d{1,2})\)")
# A priori belief in anchors, worth two answers that agree with it seven times in ten.
_TOPIC_WORDS = 3
# A code of one letter («P-3») may be typed with the Latin letter that looks like the Cyrillic one.
_LATIN = str.maketrans("aceopxyhkmtb", "асеорхункмтв")
_AS_FIGURES = str.maketrans("бзов", "6308")
_PRIOR_HITS, _PRIOR_ANSWERS, _FULL_BELIEF = 1.4, 2.0, 0.6


def numbers_of(text: str | None) -> frozenset[str]:
    """Gives the numbers and codes in a label or a criterion: "Критерий 1.2, 1.3" gives 1.2 and 1.3, "IV.2" 4.2."""
    plain = _ROMAN.sub(lambda match: str(roman_value(match.group()) or match.group()), fold(text or ""))
    found = (re.sub(r"[\s]+", "", match.group()).strip(".-") for match in _NUMBER.finditer(plain))
    return frozenset(found)


def label_of(text: str | None) -> str:
    """Gives a label in the form for comparing: "З - 4." and "з-4" are one."""
    return re.sub(r"[^a-zа-я0-9.]+", "", fold(text or "").replace("-", "").translate(_LATIN)).strip(".")


def _misread(code: str) -> str:
    """Gives the code of a lettered point as recognition reads it: «4.1б» is taken for 4.16; other codes stay."""
    return code[:-1] + code[-1].translate(_AS_FIGURES) if code[:-1] and code[-1].isalpha() else code


@dataclass(frozen=True, slots=True)
class Anchors:
    """Matrices finding × answer, 0..1 times the belief in that kind of anchor; `*_against` speaks against the pair.

    cited: the answer cites the label, number or place. criterion: the criterion named is the finding's, shared
    among the findings under it. standard: only the standard or the heading agrees. restated: likeness of the finding as
    repeated. several: the answer says itself that it serves several findings, and points at this one.
    """

    cited: Matrix
    cited_against: Matrix
    criterion: Matrix
    criterion_against: Matrix
    standard: Matrix
    standard_against: Matrix
    restated: Matrix
    restated_against: Matrix
    ordinal: Matrix
    several: Matrix


def belief(match: Matrix, content: Matrix) -> float:
    """Tells how far a kind of anchor is to be believed (0..1): how often it points at the likest finding.

    Chance is taken off, so that anchors that point at everything or at random earn nothing.
    """
    pointed = match.sum(axis=0)
    count = match.shape[0]
    columns = [
        column for column in range(match.shape[1]) if 0 < pointed[column] < count and content[:, column].max() > 0
    ]
    if not columns:
        return _PRIOR_HITS / _PRIOR_ANSWERS
    hits = sum(match[content[:, column].argmax(), column] > 0 for column in columns)
    chance = sum(pointed[column] / count for column in columns)
    room = len(columns) - chance
    share = (max(hits - chance, 0.0) + _PRIOR_HITS) / (room + _PRIOR_ANSWERS)
    return float(min(share / _FULL_BELIEF, 1.0))


def read_anchors(findings: Sequence[Finding], anchors: Sequence[Anchor], content: Matrix) -> Anchors:
    """Gives what the anchors say of each pair, weighed by the belief that content lends them."""
    shape = (len(findings), len(anchors))
    cited = _cited(findings, anchors, content)
    codes = frozenset(label_of(finding.label) for finding in findings)
    named = [_criteria_of(anchor, codes) for anchor in anchors]
    criterion = _match(shape, lambda f, a: bool(numbers_of(findings[f].criterion) & named[a]))
    standard = _match(shape, lambda f, a: _same_standard(findings[f], anchors[a]))
    restated, restates = _restated(findings, anchors)
    shared = criterion / np.maximum(criterion.sum(axis=0, keepdims=True), 1.0) ** 0.5
    trust = belief(criterion, content)
    ordinal = _match(shape, lambda f, a: anchors[a].order == findings[f].order)
    in_step = belief(ordinal, content) if len(findings) > 2 and len(anchors) > 2 else 0.0
    return Anchors(
        cited=cited,
        cited_against=_against(cited),
        criterion=shared * trust,
        criterion_against=_against(criterion) * trust * _numbered(findings),
        standard=standard * belief(standard, content) * (1 - (criterion.sum(axis=0, keepdims=True) > 0)),
        standard_against=_against(standard) * belief(standard, content),
        restated=restated,
        restated_against=restates * (restated < 0.6) * (restated.max(axis=0, keepdims=True) >= 0.6),
        ordinal=ordinal * max(in_step - 0.3, 0.0),
        several=_several(anchors, criterion, cited, restated),
    )


def _criteria_of(anchor: Anchor, codes: frozenset[str]) -> frozenset[str]:
    """Gives the criteria that an answer names, without the numbers of points that it cites by a letter («4.1 б»)."""
    cited = {label[:-1] for label in _labels_of(anchor) & codes if label[:-1] and label[-1].isalpha()}
    return numbers_of(anchor.criterion) - cited


def _several(anchors: Sequence[Anchor], criterion: Matrix, cited: Matrix, restated: Matrix) -> Matrix:
    """1 where an answer that lists several criteria, labels or findings points at the finding."""
    listed = (
        [float(len(numbers_of(anchor.criterion)) > 1) for anchor in anchors] * criterion,
        [float(max(len(_labels_of(anchor)), len(spoken_cites(anchor))) > 1) for anchor in anchors] * (cited > 0.3),
        [float(len(pieces_of(anchor.finding_text)) > 1) for anchor in anchors] * (restated >= 0.75),
    )
    several: Matrix = np.maximum.reduce([np.asarray(matrix, dtype=float) for matrix in listed])
    return several


def pieces_of(text: str | None) -> tuple[str, ...]:
    """Gives the findings that a cell restates one after another, parted by semicolons or lines; short ones together."""
    parts = [part.strip() for part in re.split(r";|\n", text or "") if part.strip()]
    whole = len(parts) > 1 and all(len(part.split()) > _TOPIC_WORDS for part in parts)
    return tuple(parts) if whole else (text or "",)


def _match(shape: tuple[int, int], same: Callable[[int, int], bool]) -> Matrix:
    return np.array([[float(same(row, column)) for column in range(shape[1])] for row in range(shape[0])]).reshape(
        shape
    )


def _against(match: Matrix) -> Matrix:
    """1 where an answer points at other findings only."""
    against: Matrix = (match == 0) * (match.max(axis=0, keepdims=True, initial=0.0))
    return against


def _numbered(findings: Sequence[Finding]) -> Matrix:
    """1 for findings whose criterion is known; where it was not read, naming another speaks against nothing."""
    return np.array([[float(bool(numbers_of(finding.criterion)))] for finding in findings]).reshape(len(findings), 1)


def lists_unknown(findings: Sequence[Finding], anchors: Sequence[Anchor]) -> Matrix:
    """1 where an answer lists a criterion that no finding is known to have, and the finding's own was not read."""
    known = {number for finding in findings for number in numbers_of(finding.criterion)}
    spare = np.array([[float(bool(numbers_of(anchor.criterion) - known)) for anchor in anchors]])
    unknown: Matrix = (1 - _numbered(findings)) * spare.reshape(1, len(anchors))
    return unknown


def _same_standard(finding: Finding, anchor: Anchor) -> bool:
    own, named = numbers_of(finding.standard), numbers_of(anchor.standard)
    if own and named:
        return bool(own & named)
    if finding.section and anchor.section:
        return fuzz.token_sort_ratio(squeezed(finding.section), squeezed(anchor.section)) >= 85
    return False


def _labels_of(anchor: Anchor) -> frozenset[str]:
    """Gives the labels cited; «1), 2)» in the finding's place cites numbers too."""
    said = anchor.finding_text or ""
    listed = () if re.search(r"[^\W\d_]", said) else re.findall(r"(?<![\d.])\d{1,2}(?![\d.]*\d)", said)
    # «б) Ички текшерүүлөр», «3) Библиотека» at the head of a card.
    marks = (_MARK.match(fold(text or "")) for text in (anchor.section, anchor.finding_text))
    return frozenset(label_of(label) for label in (*anchor.labels, *listed, *(mark[1] for mark in marks if mark)))


def _cited(findings: Sequence[Finding], anchors: Sequence[Anchor], content: Matrix) -> Matrix:
    """The strongest reading of the labels cited: a code, the finding's own number, or its place in the list."""
    shape = (len(findings), len(anchors))
    cites = [_labels_of(anchor) for anchor in anchors]
    # «А.1» may be a criterion or the commission's own code.
    places = [{label_of(number) for number in (anchor.criterion or "").split(", ")} for anchor in anchors]
    codes = [label_of(finding.label) for finding in findings]
    unique = [code for code in codes if code and codes.count(code) == 1]
    # Of readings that explain as many answers the first is taken: the kind told says more than a number alone.
    readings = (
        kind_cited(findings, anchors, content),
        _match(shape, lambda f, a: codes[f] in unique and codes[f] in cites[a]),
        _match(shape, lambda f, a: codes[f] in unique and codes[f] in places[a]),
        _match(shape, lambda f, a: codes[f] in unique and bool({codes[f], _misread(codes[f])} & cites[a])),
        _match(shape, lambda f, a: str(findings[f].order + 1) in cites[a]),
        _match(shape, lambda f, a: bool(codes[f]) and codes[f] in cites[a] and _same_standard(findings[f], anchors[a])),
        _match(
            shape, lambda f, a: bool(numbers_of(findings[f].criterion) & {label for label in cites[a] if "." in label})
        ),
    )
    weighed = [reading * belief(reading, content) for reading in readings if reading.any()]
    # The reading that is believed most and explains most answers.
    best: Matrix = max(weighed, key=lambda reading: float(reading.max(axis=0).sum()), default=np.zeros(shape))
    return best


def _restated(findings: Sequence[Finding], anchors: Sequence[Anchor]) -> tuple[Matrix, Matrix]:
    """Likeness of restated to real wording, and 1 over the answers that restate anything."""
    shape = (len(findings), len(anchors))
    wordings = [[squeezed(text) for text in (finding.text, *finding.restatements)] for finding in findings]
    # A word or two is a topic, not the finding said again.
    repeated = [[squeezed(piece) for piece in pieces_of(anchor.finding_text)] for anchor in anchors]
    repeated = [[text for text in pieces if len(text.split()) > _TOPIC_WORDS] for pieces in repeated]
    likeness = np.zeros(shape)
    for column, pieces in enumerate(repeated):
        for text in pieces:
            alike = [max(_alike(wording, text) for wording in group) for group in wordings]
            likeness[:, column] = np.maximum(likeness[:, column], alike)
    given = np.array([[float(bool(pieces)) for pieces in repeated]]).reshape(1, shape[1])
    return likeness, np.broadcast_to(given, shape)


def _alike(wording: str, text: str) -> float:
    """Likeness of two wordings 0..1; a shortened or enclosed wording counts nearly in full."""
    whole = fuzz.ratio(wording, text)
    shorter, longer = sorted((wording, text), key=len)
    if len(shorter) >= 0.35 * len(longer):
        whole = max(whole, 0.95 * fuzz.partial_ratio(shorter, longer), 0.93 * fuzz.token_sort_ratio(wording, text))
    return float(whole) / 100
