"""One verdict per finding: what the plan promises, what the report answers, and why."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from checks.evidence import held_against, papers_came
from checks.joined_answers import with_sentences_joined
from checks.judgement import CaseRecords as Case
from checks.judgement import (
    FindingVerdict,
    JudgedResponse,
    Link,
    PlannedAction,
    PlanStatus,
    ReportStatus,
)
from checks.law import law
from checks.links import link_actions, link_responses
from checks.own_part import own_parts
from checks.similarity import squeezed
from checks.substance import Asked, Substance, substance_of
from checks.terms import word_terms
from extractors.records import Action, Finding, Reason, Response

# An answer given word for word so often is boilerplate.
BOILERPLATE = 3
# Likelihood under which a link is unlikely; doubt from which a person would hesitate; share reviewed at most.
WEAK_LINK, DOUBT, REVIEW_SHARE = 0.5, 0.5, 0.1
# From the verdict that says most to the one that says least, when several answers serve one finding.
_RANK = (
    ReportStatus.DECLINED,
    ReportStatus.PARTIAL,
    ReportStatus.ADDRESSED,
    ReportStatus.NO_EVIDENCE,
    ReportStatus.PLANNED,
    ReportStatus.FORMAL,
    ReportStatus.UNADDRESSED,
)


@dataclass(frozen=True, slots=True)
class FindingsJudged:
    """The verdicts in the order of the findings, and what answers no finding."""

    verdicts: tuple[FindingVerdict, ...]
    unlinked_actions: tuple[Action, ...]
    unlinked_responses: tuple[Response, ...]


def judge_findings(case: Case, as_of: date) -> FindingsJudged:
    """Gives a verdict for each finding of the case, and the measures and answers that serve none.

    Args:
        case: the records of the case; answers of a later round outrank those of an earlier one.
        as_of: day of judgement.
    """
    plan = link_actions(case.findings, case.actions).links
    case, report = with_sentences_joined(case, _report_links(case, plan))
    used_actions, used_responses = {found.answer for found in plan}, {found.answer for found in report}
    weighed = _Weighed(case, as_of, plan, _newest(case, report))
    verdicts = [weighed.verdict(place, name) for place, name in enumerate(finding_ids(case.findings))]
    return FindingsJudged(
        _doubt_rare(verdicts, weighed.doubts),
        tuple(action for place, action in enumerate(case.actions) if place not in used_actions),
        tuple(response for place, response in enumerate(case.responses) if place not in used_responses),
    )


def _doubt_rare(verdicts: Sequence[FindingVerdict], doubts: dict[int, float]) -> tuple[FindingVerdict, ...]:
    """Marks the findings most in doubt, at most one in ten: a workbook that doubts everything helps nobody."""
    most = math.ceil(len(verdicts) * REVIEW_SHARE)
    doubtful = sorted((place for place in doubts if doubts[place] >= DOUBT), key=lambda place: (-doubts[place], place))
    chosen = set(doubtful[:most])
    return tuple(replace(verdict, needs_review=place in chosen) for place, verdict in enumerate(verdicts))


def _report_links(case: Case, planned: Sequence[Link]) -> tuple[Link, ...]:
    """Gives the links of every edition of the report; each is linked by itself, for it answers the findings anew."""
    links: list[Link] = []
    for places in _editions(case):
        responses = [case.responses[place] for place in places]
        linked = link_responses(case.findings, responses, case.actions, planned, case.card.programme)
        links.extend(replace(found, answer=places[found.answer]) for found in linked.links)
    return tuple(links)


def _editions(case: Case) -> list[list[int]]:
    """Groups the answers by the edition of the report that they stand in; papers that are no edition go together."""
    groups: dict[str, list[int]] = {}
    for place, response in enumerate(case.responses):
        file = response.place.file
        groups.setdefault(file if len(case.rounds) > 1 and file in case.rounds else "", []).append(place)
    return list(groups.values())


def _newest(case: Case, links: Sequence[Link]) -> tuple[Link, ...]:
    """Keeps, of each finding's answers, those of the newest round that answers it."""
    rounds = {file: place for place, file in enumerate(case.rounds)}

    def round_of(found: Link) -> int:
        return rounds.get(case.responses[found.answer].place.file, -1)

    newest: dict[int, int] = {}
    for found in links:
        newest[found.finding] = max(newest.get(found.finding, -1), round_of(found))
    return tuple(found for found in links if round_of(found) == newest[found.finding])


def finding_ids(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Gives a lasting id per finding: its criterion (or standard) and a print of its stems, unique in the case."""
    ids: list[str] = []
    seen: Counter[str] = Counter()
    for finding in findings:
        head = finding.criterion or finding.standard or "x"
        stems = sorted({stem[:4] for stem in word_terms(finding.text) if not stem.isdigit() and len(stem) >= 4})
        digest = hashlib.sha256(" ".join(stems).encode()).hexdigest()[:6]
        name = f"{squeezed(head).replace(' ', '.') or 'x'}-{digest}"
        seen[name] += 1
        ids.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return tuple(ids)


class _Weighed:
    """The linked records of a case on their way to verdicts. doubts: place of a finding -> doubt (0..1)."""

    def __init__(self, case: Case, as_of: date, plan: Sequence[Link], report: Sequence[Link]) -> None:
        self.case, self.as_of, self.plan, self.report = case, as_of, plan, report
        self.came = papers_came(case)
        self.since = case.card.conclusion_date or case.card.order_date or case.card.certificate_date
        self.wordings = Counter(squeezed(response.text) for response in case.responses)
        self.doubts: dict[int, float] = {}
        self.own = self._own_parts()

    def _own_parts(self) -> dict[tuple[int, int], Response]:
        """Gives, for each link (finding, answer), the answer as far as it speaks to that finding."""
        served: dict[int, list[int]] = {}
        for found in self.report:
            served.setdefault(found.answer, []).append(found.finding)
        measures: dict[int, list[str]] = {}
        for found in self.plan:
            measures.setdefault(found.finding, []).append(self.case.actions[found.answer].text)
        own: dict[tuple[int, int], Response] = {}
        for answer, findings in served.items():
            asked = [[self.case.findings[finding].text, *measures.get(finding, ())] for finding in findings]
            parts = own_parts(self.case.responses[answer], asked)
            own.update({(finding, answer): part for finding, part in zip(findings, parts, strict=True)})
        return own

    def verdict(self, place: int, name: str) -> FindingVerdict:
        """Gives the verdict on one finding."""
        finding = self.case.findings[place]
        planned = tuple(
            PlannedAction(self.case.actions[found.answer], found) for found in self.plan if found.finding == place
        )
        promise, promised = _plan_status(planned)
        asked = Asked(finding.text, tuple(step.action.text for step in planned), self.since)
        judged = [self._judged(found, asked) for found in self.report if found.finding == place]
        status, answered = _report_status(judged)
        plan_only = law().value("2.6.terms", self.case.card.order_date or self.as_of).numbers
        if self.case.card.term_years in plan_only:
            status, answered = ReportStatus.NOT_APPLICABLE, (Reason("verdict.five_years"),)
        else:
            answered = (*answered, *self._doubted(place, status, judged))
        return FindingVerdict(
            id=name,
            finding=finding,
            plan=promise,
            planned=planned,
            report=status,
            answered=tuple(answer for answer, _ in judged),
            needs_review=False,
            why=(*promised, *answered),
        )

    def _judged(self, found: Link, asked: Asked) -> tuple[JudgedResponse, Substance]:
        response, finding = self.case.responses[found.answer], self.case.findings[found.finding]
        own = self.own[found.finding, found.answer]
        told = substance_of(own, asked, self.as_of)
        count = self.wordings[squeezed(response.text)]
        if count >= BOILERPLATE and not response.evidence and told.status is ReportStatus.ADDRESSED:
            told = replace(
                told, status=ReportStatus.FORMAL, why=(Reason("verdict.boilerplate", (("count", str(count)),)),)
            )
        evidence = held_against(own, finding, self.case.annexes, self.came)
        return JudgedResponse(response, found, told.claimed, evidence), told

    def _doubted(
        self, place: int, status: ReportStatus, judged: Sequence[tuple[JudgedResponse, Substance]]
    ) -> tuple[Reason, ...]:
        """Notes what a person would hesitate over: a link more unlikely than likely, or words that leave it open."""
        if not judged:
            return ()
        surest = max(answer.link.score for answer, _ in judged)
        if surest < WEAK_LINK and status in (ReportStatus.ADDRESSED, ReportStatus.NO_EVIDENCE, ReportStatus.PARTIAL):
            self.doubts[place] = 1 - surest
            return (Reason("verdict.weak_link", (("score", f"{surest:.0%}"),)),)
        if max(told.doubt for _, told in judged) >= DOUBT:
            self.doubts[place] = max(told.doubt for _, told in judged)
            return (Reason("verdict.doubt_substance"),)
        return ()


def _plan_status(planned: Sequence[PlannedAction]) -> tuple[PlanStatus, tuple[Reason, ...]]:
    if not planned:
        return PlanStatus.MISSING, (Reason("verdict.plan_missing"),)
    timed = [step for step in planned if step.action.due_text or step.action.due]
    owned = [step for step in planned if step.action.responsible]
    if any(step in timed for step in owned):
        return PlanStatus.COVERED, ()
    missing = "no_deadline" if not timed and owned else "no_responsible" if not owned and timed else "neither_whole"
    return PlanStatus.INCOMPLETE, (Reason(f"verdict.{missing}"),)


def _report_status(
    judged: Sequence[tuple[JudgedResponse, Substance]],
) -> tuple[ReportStatus, tuple[Reason, ...]]:
    """Gives one status for all answers to a finding: done together with only promised is done in part."""
    if not judged:
        return ReportStatus.UNADDRESSED, (Reason("verdict.unaddressed"),)
    single = [(_with_papers(answer, told), answer, told) for answer, told in judged]
    statuses = [status for status, _, _ in single]
    if ReportStatus.ADDRESSED in statuses and ReportStatus.PLANNED in statuses:
        statuses.append(ReportStatus.PARTIAL)
    status = min(statuses, key=_RANK.index)
    reasons = [reason for one, answer, told in single for reason in (*told.why, *_papers(one, answer))]
    return status, tuple(dict.fromkeys(reasons))


def _papers(status: ReportStatus, answer: JudgedResponse) -> tuple[Reason, ...]:
    """Gives what there is to say of the papers named: which are there, which are missing."""
    others = tuple(
        Reason("verdict.paper_other", (("name", paper.name.text), ("file", paper.file)))
        for paper in answer.evidence
        if paper.attached is False and paper.file
    )
    missing = ", ".join(paper.name.text for paper in answer.evidence if paper.attached is False)
    there = ", ".join(paper.name.text for paper in answer.evidence if paper.attached is not False)
    if status is ReportStatus.NO_EVIDENCE:
        key = "papers_missing" if missing else "no_evidence"
        return (Reason(f"verdict.{key}", (("papers", missing),) if missing else ()), *others)
    found = (Reason("verdict.addressed", (("papers", there),)),) if status is ReportStatus.ADDRESSED else ()
    return (*found, Reason("verdict.paper_missing", (("papers", missing),)), *others) if missing else found


def _with_papers(answer: JudgedResponse, told: Substance) -> ReportStatus:
    """A finished act without its paper stays without evidence."""
    if told.status is not ReportStatus.ADDRESSED:
        return told.status
    if not answer.evidence or all(paper.attached is False for paper in answer.evidence):
        return ReportStatus.NO_EVIDENCE
    return ReportStatus.ADDRESSED
