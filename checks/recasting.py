"""Papers whose kind only the case tells: a report nobody titled so, annexes by where they lie, papers of no matter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from checks.evidence import answers_name
from extractors.evidence_names import annex_labels
from extractors.kinds import evidence
from extractors.kinds.papers import understand_as
from extractors.languages.letters import fold
from extractors.languages.words import stems
from extractors.lexicon import words
from extractors.records import (
    Action,
    Anchor,
    Annex,
    DocumentKind,
    Finding,
    Identification,
    PaperRecords,
    Response,
)

UNSURE = 0.5  # below this a kind was told by hardly anything
SURELY_ANNEX = 0.6  # the same for papers that may be the plan or report that a case lacks
SURELY_OTHER = 0.8  # the same for papers of no matter: a report written as a letter looks like one that sends papers
FEWEST_ROWS = 3
FEWEST_TOUCHED = 3  # findings that a plan or report must speak of,
SHARE_TOUCHED = 0.4  # and this share of all
SHARE_ASSIGNED = 0.5  # of a plan's measures that say who or by when
FEWEST_STATED = 4  # findings that make a paper of another title the conclusion,
SURELY_STATED = 8  # the same where the paper names no commission, or decides like an order
SHARE_ANSWERED = 0.6  # with at most this share of them answered or planned for in the paper itself
LEAST_WORDS = 60  # of a paper that may be a plan or a report
RARE = 2  # findings that may share a word which still tells one of them
TELLING = 2  # such words that a text must share with a finding,
WHOLE_TELLING = 3  # and a whole paper
LABEL_WITHIN = 25  # characters of a first line in which an annex's label stands

_SPARE = frozenset({DocumentKind.PLAN, DocumentKind.REPORT, DocumentKind.CONCLUSION})
ASIDE = frozenset({DocumentKind.EVIDENCE, DocumentKind.OTHER})


def recast(papers: Sequence[PaperRecords]) -> tuple[PaperRecords, ...]:
    """Gives the papers of a case, those of an unsure kind by what the others say.

    A case without a plan or a report gets the paper that reads as one and speaks of its findings; a paper that neither
    an answer nor an annex's label accounts for is no evidence.
    """
    found = [_no_report(paper) for paper in papers]
    _find_conclusion(found)
    findings = [finding for paper in found for finding in paper.findings]
    if findings:
        for kind in (DocumentKind.REPORT, DocumentKind.PLAN):
            _fill(found, kind, findings)
    answers = [response for paper in found for response in paper.responses]
    return tuple(_evidence_or_not(paper, found, answers, findings) for paper in found)


def told_as_own(cases: Iterable[Sequence[PaperRecords]]) -> frozenset[str]:
    """Gives the files that one case knows as its conclusion, plan or report and another takes for an annex.

    Before its case tells, a report that nobody titled so counts as an annex, and as one it may serve several cases.
    """
    told = [(paper.document.file, paper.identification.kind in ASIDE) for papers in cases for paper in papers]
    return frozenset({file for file, aside in told if not aside} & {file for file, aside in told if aside})


def picture_sent(paper: PaperRecords) -> tuple[Annex, ...]:
    """Gives the annex that a picture without any text is by its file's name, none for a paper of another kind.

    Nothing can be read from it, but it was sent.
    """
    codes = {problem.code for problem in paper.document.problems}
    if codes != {"page_without_text"}:
        return ()
    return tuple(annex for annex in evidence.extract(paper.document).annexes if annex.labels)


def _find_conclusion(papers: list[PaperRecords]) -> None:
    """Puts in a conclusion that nobody titled so, where the case has none: the paper that states most findings.

    A plan or a report repeats findings as well, each beside its measure or answer; a conclusion has few such rows.
    """
    if any(paper.identification.kind is DocumentKind.CONCLUSION for paper in papers):
        return
    best: tuple[int, int, PaperRecords] | None = None
    for at, paper in enumerate(papers):
        text = fold(paper.document.text())
        spoken = any(re.search(rf"(?<!\w){re.escape(fold(word))}", text) for word in words("findings", "speaker"))
        if _in_annex_folder(paper):
            continue
        least = FEWEST_STATED if spoken and paper.identification.kind is not DocumentKind.ORDER else SURELY_STATED
        read = understand_as(paper.document, DocumentKind.CONCLUSION)
        stated, answered = len(read.findings), len(paper.responses) + len(paper.actions)
        spare = paper is not _surest(papers, paper.identification.kind)
        fits = stated >= least and (spare or answered <= SHARE_ANSWERED * stated)
        if fits and (best is None or stated > best[0]):
            best = (stated, at, read)
    if best is not None:
        papers[best[1]] = best[2]


def _no_report(paper: PaperRecords) -> PaperRecords:
    """Sets aside a report that answers nobody: neither a commission nor remarks, accreditation or monitoring named.

    A practice report of a student is called a report as well.
    """
    if paper.identification.kind is not DocumentKind.REPORT or not paper.document.text().strip():
        return paper
    said = fold(paper.document.text())
    if any(re.search(rf"(?<!\w){re.escape(fold(word))}", said) for word in words("monitoring", "answers_whom")):
        return paper
    return replace(paper, identification=Identification(DocumentKind.OTHER, 1 - UNSURE), responses=())


def _fill(papers: list[PaperRecords], kind: DocumentKind, findings: Sequence[Finding]) -> None:
    """Puts in the place of a paper of unsure kind what it says as a plan or report, where the case has none."""
    if any(paper.identification.kind is kind and not _in_annex_folder(paper) for paper in papers):
        return
    best: tuple[int, int, PaperRecords] | None = None
    for at, paper in enumerate(papers):
        if not _may_be(paper, kind, papers):
            continue
        read = understand_as(paper.document, kind)
        reached = _reached(read, kind, findings)
        if kind is DocumentKind.REPORT and _promises(paper, papers, findings):
            continue
        if reached and (best is None or reached > best[0]):
            best = (reached, at, read)
    if best is not None:
        papers[best[1]] = best[2]


def _promises(paper: PaperRecords, papers: Sequence[PaperRecords], findings: Sequence[Finding]) -> bool:
    """Tells whether a paper of a case without a plan reads as the plan: most of its rows say who or by when."""
    if any(other.identification.kind is DocumentKind.PLAN for other in papers):
        return False
    return _reached(understand_as(paper.document, DocumentKind.PLAN), DocumentKind.PLAN, findings) > 0


def _may_be(paper: PaperRecords, kind: DocumentKind, papers: Sequence[PaperRecords]) -> bool:
    own = paper.identification.kind
    spare = own in _SPARE and paper is not _surest(papers, own)
    floor = SURELY_ANNEX if own is DocumentKind.EVIDENCE else SURELY_OTHER
    unsure = own in ASIDE and paper.identification.score < floor and not any(a.labels for a in paper.annexes[:1])
    return (spare or unsure) and len(paper.document.text().split()) >= LEAST_WORDS


def _surest(papers: Sequence[PaperRecords], kind: DocumentKind) -> PaperRecords | None:
    """Gives the paper of a kind that stays of it when there are several: the surest, then the one that says most."""
    same = [paper for paper in papers if paper.identification.kind is kind]

    def sure(paper: PaperRecords) -> tuple[float, int]:
        return paper.identification.score, len(paper.findings) + len(paper.actions) + len(paper.responses)

    return max(same, key=sure, default=None)


def _reached(read: PaperRecords, kind: DocumentKind, findings: Sequence[Finding]) -> int:
    """Gives how many findings a paper read as a plan or report speaks of, 0 when too few for one."""
    rows: Sequence[Action | Response] = read.actions if kind is DocumentKind.PLAN else read.responses
    if len(rows) < FEWEST_ROWS:
        return 0
    if kind is DocumentKind.PLAN:
        assigned = sum(bool(action.due_text or action.responsible) for action in read.actions)
        if assigned < SHARE_ASSIGNED * len(rows):
            return 0
    told = _Touch(findings)
    touched = {at for row in rows for at in told.by(row.anchor, row.text)}
    return len(touched) if len(touched) >= max(FEWEST_TOUCHED, SHARE_TOUCHED * len(findings)) else 0


class _Touch:
    """Tells which findings a text speaks of, by criterion, label or rare words."""

    def __init__(self, findings: Sequence[Finding], telling: int = TELLING) -> None:
        self._findings = findings
        self._telling = telling
        self._words = [set(stems(finding.text)) for finding in findings]
        spread = Counter(word for own in self._words for word in own)
        self._rare = [{word for word in own if spread[word] <= RARE} for own in self._words]

    def by(self, anchor: Anchor, text: str) -> Iterable[int]:
        """Yields the positions of the findings that a row speaks of."""
        said = set(stems(f"{anchor.finding_text or ''} {text}"))
        criteria, labels = set((anchor.criterion or "").split(", ")) - {""}, set(anchor.labels)
        for at, finding in enumerate(self._findings):
            cited = finding.criterion in criteria or (finding.label is not None and finding.label in labels)
            if cited or len(self._rare[at] & said) >= self._telling:
                yield at


def _evidence_or_not(
    paper: PaperRecords, papers: Sequence[PaperRecords], answers: Sequence[Response], findings: Sequence[Finding]
) -> PaperRecords:
    kind = paper.identification.kind
    if not answers:
        return paper
    if kind not in ASIDE:
        # A work report or a plan of study among the annexes is one of them, when the case has its own elsewhere.
        double = any(o.identification.kind is kind and not _in_annex_folder(o) for o in papers)
        return _as_annex(paper) if double and _in_annex_folder(paper) else paper
    if kind is DocumentKind.OTHER:
        return _as_annex(paper) if _in_annex_folder(paper) or _goes_by_label(paper, papers, answers) else paper
    if paper.identification.score < UNSURE and not _sent_as_annex(paper, papers):
        named = any(answers_name(answers, annex) for annex in paper.annexes)
        touches = any(True for _ in _Touch(findings, WHOLE_TELLING).by(Anchor(), paper.document.text()))
        if not named and not touches and not _shares(paper, answers):
            return replace(paper, identification=Identification(DocumentKind.OTHER, 1 - UNSURE))
    return paper


def _goes_by_label(paper: PaperRecords, papers: Sequence[PaperRecords], answers: Sequence[Response]) -> bool:
    """Tells whether a paper's file name or first line is an annex's label that an answer names and no other paper has.

    A picture on which nothing can be read, a booklet: what they are does not tell that they were sent as annexes.
    """
    file = paper.document.file.rpartition("/")[2]
    first = paper.document.text().strip().partition("\n")[0]
    labels = set(annex_labels(file.rpartition(".")[0].replace("_", " ")) or annex_labels(first[:LABEL_WITHIN]))
    named = {name.annex for answer in answers for name in answer.evidence}
    taken = {label for other in papers for annex in other.annexes for label in annex.labels}
    return bool(labels & named - taken)


def _shares(paper: PaperRecords, answers: Sequence[Response]) -> bool:
    """Tells whether a paper speaks of what one answer tells: words of it that hardly any other answer uses."""
    said = set(stems(paper.document.text()))
    own = [set(stems(answer.text)) for answer in answers]
    spread = Counter(word for each in own for word in each)
    return any(len({word for word in each if spread[word] <= RARE} & said) >= WHOLE_TELLING for each in own)


def _as_annex(paper: PaperRecords) -> PaperRecords:
    read = evidence.extract(paper.document)
    return replace(read, identification=Identification(DocumentKind.EVIDENCE, UNSURE), facts=paper.facts)


def _sent_as_annex(paper: PaperRecords, papers: Sequence[PaperRecords]) -> bool:
    """Tells whether a paper lies where annexes lie: under a label, in their folder, beside labelled ones."""
    if any(annex.labels for annex in paper.annexes) or _in_annex_folder(paper):
        return True
    folder = _folder(paper.document.file)
    return "/" in folder and any(
        any(annex.labels for annex in other.annexes) for other in papers if _folder(other.document.file) == folder
    )


def _in_annex_folder(paper: PaperRecords) -> bool:
    parts = _folder(paper.document.file).split("/")[1:]
    names = "|".join(re.escape(fold(word)) for word in (*words("evidence", "annex"), *words("evidence", "folders")))
    return any(re.search(rf"(?:^|[^\w])(?:{names})", fold(part)) for part in parts)


def _folder(file: str) -> str:
    return file.rpartition("/")[0]
