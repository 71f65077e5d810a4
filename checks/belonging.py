"""Which case a paper belongs to: a folder is one case; loose files go by what they say (certificate, programme,
names, findings).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from extractors.languages.letters import fold
from extractors.languages.words import stems
from extractors.records import DocumentKind, PaperRecords

# What each sign weighs. A certificate number settles it; names come next; shared wording only breaks ties.
CERTIFICATE, CODE, OWN_NAME, SPOKEN_NAME, COMMON_NAME = 4.0, 2.0, 1.6, 1.3, 0.3
ENOUGH = 1.2  # from here a loose paper names the case
SHARED = 0.72  # a paper that names a second case nearly as much serves both,
SURELY = 3.0  # as does one that names the second by code and name, or by certificate
HEAD = 1500  # characters of a paper in which it says whose it is
GENERIC = ("замечан", "рекоменд", "несоответ", "программ", "сын пикир", "сунуш", "вывод", "отчет", "план")


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells papers of one case from those of another, folded. names: quoted names; codes: six-digit programme
    codes.
    """

    certificates: frozenset[str]
    codes: frozenset[str]
    names: frozenset[str]
    weights: Mapping[str, float]


def _squeeze(text: str) -> str:
    return re.sub(r"[^0-9a-zа-я]", "", fold(text))


def signs(papers: Sequence[PaperRecords]) -> Signs:
    """Gives the signs of a case from the papers that surely belong to it, the conclusion before all."""
    facts = [(fact.name, fact.value) for paper in papers for fact in paper.facts]
    heads = "\n".join(
        paper.document.text()[:HEAD] for paper in papers if paper.identification.kind is not DocumentKind.EVIDENCE
    )
    answers = Counter(stem for paper in papers for response in paper.responses for stem in set(stems(response.text)))
    words = Counter(stem for paper in papers for finding in paper.findings for stem in stems(finding.text)) + answers
    return Signs(
        frozenset(_squeeze(value) for name, value in facts if name == "certificate_no" and len(_squeeze(value)) >= 4),
        frozenset(re.findall(r"\b\d{6}\b", heads)),
        frozenset(_names(heads) - _agencies(heads)),
        {word: math.log1p(count) for word, count in words.items()},
    )


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", fold(text)).strip()


def _names(text: str) -> set[str]:
    """Gives the quoted proper names: «Ак-Булак», «Лечебное дело»; quoted sentences and common words are none."""
    quoted = {_plain(raw) for raw in re.findall(r"«([А-ЯЁӨҮҢA-Z0-9][^«»]{2,70})»", text) if len(raw.split()) <= 8}
    return {name for name in quoted if len(name) >= 3 and not name.startswith(GENERIC)}


def _agencies(text: str) -> set[str]:
    near = re.findall(r"агентств\w*[^«\n]{0,60}«([^»]{3,60})»", text, re.IGNORECASE)
    near += re.findall(r"«([^»]{3,60})»[^«]{0,90}?(?:агентст|агентти)", text, re.IGNORECASE)
    return {_plain(raw) for raw in near}


def affinity(paper: PaperRecords, case: Signs, others: Sequence[Signs]) -> float:
    """Scores how surely a paper names a case rather than the others: certificate, programme code, names; 0 when it
    names none.
    """
    text = paper.document.text()
    squeezed = _squeeze(text[:6000])
    score = 0.0
    if any(number in squeezed for number in case.certificates):
        score += CERTIFICATE
    elif any(number in squeezed for other in others for number in other.certificates):
        score -= CERTIFICATE
    if case.codes & set(re.findall(r"\b\d{6}\b", text[:6000])):
        score += CODE
    quoted, spoken = _names(text), f" {_plain(text[:2500])} "
    common = {name for other in others for name in other.names}
    for name in case.names:
        if name in quoted:
            score += OWN_NAME if name not in common else COMMON_NAME
        elif len(name) >= 5 and f" {name} " in spoken:
            score += SPOKEN_NAME if name not in common else COMMON_NAME / 2
    return score


def likeness_of_words(paper: PaperRecords, case: Signs, others: Sequence[Signs]) -> float:
    """Gives the share of a case's own words that a paper uses, those of many cases counting less."""
    words = set(stems(paper.document.text()))
    if not words or not case.weights:
        return 0.0
    spread = Counter(word for other in (case, *others) for word in other.weights)
    total = sum(weight / spread[word] for word, weight in case.weights.items())
    found = sum(weight / spread[word] for word, weight in case.weights.items() if word in words)
    return found / total if total else 0.0


def belongs_to(paper: PaperRecords, cases: Mapping[str, Signs], loose: Collection[str]) -> tuple[str, ...]:
    """Gives the cases that a loose paper serves, the best first; none when nothing tells.

    A paper that names a case goes there, a report, order or annex that names several to each. One that names none
    goes to the only
    loose case, or among several loose ones to that whose words it uses most.
    """
    rest = {case: [other for key, other in cases.items() if key != case] for case in cases}
    scored = sorted(((affinity(paper, own, rest[case]), case) for case, own in cases.items()), reverse=True)
    if scored and scored[0][0] >= ENOUGH:
        several = paper.identification.kind in {DocumentKind.REPORT, DocumentKind.EVIDENCE, DocumentKind.ORDER}
        return tuple(
            case
            for score, case in scored
            if score == scored[0][0] or (several and score >= min(SURELY, max(ENOUGH, SHARED * scored[0][0])))
        )
    if len(loose) == 1:
        return tuple(loose)
    worded = sorted(((likeness_of_words(paper, cases[case], rest[case]), case) for case in loose), reverse=True)
    if len(worded) > 1 and worded[0][0] >= 1.3 * worded[1][0] and worded[0][0] > 0.01:
        return (worded[0][1],)
    return ()
