"""Which case a paper belongs to: a folder is one case; loose files go by what they say (certificate, programme, names, findings)."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.languages.letters import fold
from extractors.languages.words import stems
from extractors.records import DocumentKind, PaperRecords

# What each sign weighs. A certificate number settles it; names come next; shared wording only breaks ties.
CERTIFICATE, CODE, PROGRAMME_NAME, INSTITUTION_NAME, WORDING = 4.0, 2.0, 1.6, 1.6, 2.5
ENOUGH = 0.9  # from here a loose paper is taken to belong
SHARED = 0.72  # a paper that speaks nearly as much of a second case serves both


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells papers of one case from those of another, folded. names: quoted names; codes: six-digit programme codes."""

    certificates: frozenset[str]
    codes: frozenset[str]
    names: frozenset[str]
    weights: Mapping[str, float]


def _squeeze(text: str) -> str:
    return re.sub(r"[^0-9a-zа-я]", "", fold(text))


def signs(papers: Sequence[PaperRecords]) -> Signs:
    """Gives the signs of a case from the papers that surely belong to it, the conclusion before all."""
    facts = [(fact.name, fact.value) for paper in papers for fact in paper.facts]
    text = "\n".join(paper.document.text()[:2500] for paper in papers)
    names = {_name(name) for name in re.findall(r"«([^«»]{3,90})»", text)}
    agency = {_name(name) for name in re.findall(r"[Аа]гентств\w*[^«\n]{0,60}«([^»]{3,60})»", text)}
    agency |= {_name(name) for name in re.findall(r"«([^»]{3,60})»[^«\n]{0,70}(?:агентти|аккредитациялоо борбор|АГЕНТТИ)", text)}
    words = Counter(stem for paper in papers for finding in paper.findings for stem in stems(finding.text))
    words.update(stem for paper in papers if paper.identification.kind is DocumentKind.REPORT for response in paper.responses for stem in set(stems(response.text)))
    return Signs(
        frozenset(_squeeze(value) for name, value in facts if name == "certificate_no" and len(_squeeze(value)) >= 4),
        frozenset(re.findall(r"\b\d{6}\b", text)),
        frozenset(name for name in names - agency if len(name) >= 3),
        {word: math.log1p(count) for word, count in words.items()},
    )


def _name(raw: str) -> str:
    return " ".join(stems(raw)) or fold(raw)


def affinity(paper: PaperRecords, case: Signs, others: Sequence[Signs]) -> float:
    """Scores how much a paper speaks of a case rather than of the others: 0 when it says nothing of it."""
    text = paper.document.text()
    squeezed = _squeeze(text[:6000])
    shared_names = {name for other in others for name in other.names}
    score = 0.0
    if any(number in squeezed for number in case.certificates):
        score += CERTIFICATE
    elif any(number in squeezed for other in others for number in other.certificates):
        score -= CERTIFICATE
    codes = set(re.findall(r"\b\d{6}\b", text[:6000]))
    if codes & case.codes:
        score += CODE
    named = {_name(name) for name in re.findall(r"«([^«»]{3,90})»", text)}
    for name in case.names & named:
        score += PROGRAMME_NAME if name not in shared_names else 0.4
    folded_stems = " ".join(stems(text[:2500]))
    for name in case.names - named:
        if len(name) >= 5 and f" {name} " in f" {folded_stems} ":
            score += 0.8 * INSTITUTION_NAME if name not in shared_names else 0.2
    return score + WORDING * _wording(text, case, others)


def _wording(text: str, case: Signs, others: Sequence[Signs]) -> float:
    words = set(stems(text))
    if not words or not case.weights:
        return 0.0
    spread = Counter(word for other in (case, *others) for word in other.weights)
    total = sum(weight / spread[word] for word, weight in case.weights.items())
    found = sum(weight / spread[word] for word, weight in case.weights.items() if word in words)
    return min(1.0, found / (0.5 * total)) if total else 0.0


def belongs_to(paper: PaperRecords, cases: Mapping[str, Signs]) -> tuple[str, ...]:
    """Gives the cases that a loose paper serves, the best first; none when it speaks of no case.

    A report may serve several cases; a single case in the intake takes whatever speaks of no other.
    """
    scored = sorted(
        ((affinity(paper, own, [other for key, other in cases.items() if key != case]), case) for case, own in cases.items()), reverse=True
    )
    if not scored or scored[0][0] < ENOUGH:
        return ()
    best = scored[0][0]
    several = paper.identification.kind in {DocumentKind.REPORT, DocumentKind.EVIDENCE, DocumentKind.ORDER}
    return tuple(case for score, case in scored if score == best or (several and score >= max(ENOUGH, SHARED * best)))
