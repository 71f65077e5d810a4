"""One verdict per finding: what the plan promises, what the report answers, and why."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from checks.evidence import held_against, papers_came
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
from checks.similarity import squeezed
from checks.substance import Asked, Substance, substance_of
from checks.terms import word_terms
from extractors.records import Action, Finding, Reason, Response

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
    plan = link_actions(case.findings, case.actions)
    report = _report_links(case, plan.links)
    current = _newest(case, report)
    ids = finding_ids(case.findings)
    verdicts = tuple(
        _verdict(case, place, ids[place], plan.links, current, as_of) for place in range(len(case.findings))
    )
    used_actions = {found.answer for found in plan.links}
    used_responses = {found.answer for found in report}
    return FindingsJudged(
        verdicts,
        tuple(action for place, action in enumerate(case.actions) if place not in used_actions),
        tuple(response for place, response in enumerate(case.responses) if place not in used_responses),
    )


def _report_links(case: Case, planned: Sequence[Link]) -> tuple[Link, ...]:
    """Gives the links of every edition of the report; each edition is linked by itself, for it answers the findings anew."""
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
    """Gives a lasting id per finding: its criterion (or standard) and a print of its weightiest stems, unique in the case."""
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


def _verdict(
    case: Case, place: int, name: str, plan: Sequence[Link], report: Sequence[Link], as_of: date
) -> FindingVerdict:
    finding = case.findings[place]
    planned = tuple(PlannedAction(case.actions[found.answer], found) for found in plan if found.finding == place)
    promise, promised = _plan_status(planned)
    measures = tuple(step.action.text for step in planned)
    asked = Asked(
        finding.text, measures, case.card.conclusion_date or case.card.order_date or case.card.certificate_date
    )
    came = papers_came(case)
    judged: list[tuple[JudgedResponse, Substance]] = []
    for found in report:
        if found.finding != place:
            continue
        response = case.responses[found.answer]
        told = substance_of(response, asked, as_of)
        evidence = held_against(response, finding, case.annexes, came)
        judged.append((JudgedResponse(response, found, told.claimed, evidence), told))
    status, answered, doubt = _report_status(judged)
    if case.card.term_years in law().value("2.6.terms", case.card.order_date or as_of).numbers:
        status, answered = ReportStatus.NOT_APPLICABLE, (Reason("verdict.five_years"),)
    return FindingVerdict(
        id=name,
        finding=finding,
        plan=promise,
        planned=planned,
        report=status,
        answered=tuple(answer for answer, _ in judged),
        needs_review=doubt >= 0.5,
        why=(*promised, *answered),
    )


def _plan_status(planned: Sequence[PlannedAction]) -> tuple[PlanStatus, tuple[Reason, ...]]:
    if not planned:
        return PlanStatus.MISSING, (Reason("verdict.plan_missing"),)
    if any(step.action.responsible and (step.action.due_text or step.action.due) for step in planned):
        return PlanStatus.COVERED, ()
    if all(step.action.responsible for step in planned):
        return PlanStatus.INCOMPLETE, (Reason("verdict.no_deadline"),)
    return PlanStatus.INCOMPLETE, (Reason("verdict.no_responsible"),)


def _report_status(
    judged: Sequence[tuple[JudgedResponse, Substance]],
) -> tuple[ReportStatus, tuple[Reason, ...], float]:
    if not judged:
        return ReportStatus.UNADDRESSED, (Reason("verdict.unaddressed"),), 0.0
    single = [(_with_papers(answer, told), told) for answer, told in judged]
    statuses = [status for status, _ in single]
    if ReportStatus.ADDRESSED in statuses and ReportStatus.PLANNED in statuses:
        statuses.append(ReportStatus.PARTIAL)
    status = min(statuses, key=_RANK.index)
    why = tuple(reason for one, told in single if one is status for reason in told.why)
    if status is ReportStatus.NO_EVIDENCE:
        why = (Reason("verdict.no_evidence"),)
    return status, why, max(told.doubt for _, told in single)


def _with_papers(answer: JudgedResponse, told: Substance) -> ReportStatus:
    """A finished act without its paper stays without evidence."""
    if told.status is not ReportStatus.ADDRESSED:
        return told.status
    if not answer.evidence or all(paper.attached is False for paper in answer.evidence):
        return ReportStatus.NO_EVIDENCE
    return ReportStatus.ADDRESSED
