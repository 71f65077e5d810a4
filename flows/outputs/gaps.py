"""What a case still owes: open findings by weight, why each is open and what to ask for."""

from __future__ import annotations

from dataclasses import dataclass

from checks.judgement import FindingVerdict, Judgement, PlanStatus, ReportStatus
from extractors.records import DocumentKind, FindingKind
from flows.outputs.entries import Decision, Entries
from flows.outputs.words import say

# What a gap weighs: that of its kind times that of what is lacking. No answer to a recommendation weighs more than a
# missing paper
# to a remark; among gaps of one kind, or with one thing lacking, the order is the plain one.
KIND_WEIGHT = {FindingKind.NONCONFORMITY: 3, FindingKind.REMARK: 2, FindingKind.RECOMMENDATION: 1}
STATUS_WEIGHT = {
    ReportStatus.UNADDRESSED: 8,
    ReportStatus.FORMAL: 6,
    ReportStatus.DECLINED: 5,
    ReportStatus.PLANNED: 4,
    ReportStatus.PARTIAL: 3,
    ReportStatus.NO_EVIDENCE: 2,
    ReportStatus.ADDRESSED: 1,
}
PLAN_WEIGHT = {PlanStatus.MISSING: 8, PlanStatus.INCOMPLETE: 4, PlanStatus.COVERED: 1}
_HIGH, _MIDDLE = 12, 6
# What a referent's decision makes of a finding; the others leave the program's verdict as it is.
_DECIDED = {
    Decision.ADDRESSED: ReportStatus.ADDRESSED,
    Decision.PARTIAL: ReportStatus.PARTIAL,
    Decision.NOT_ADDRESSED: ReportStatus.UNADDRESSED,
}


@dataclass(frozen=True, slots=True)
class Gap:
    """An open finding.

    number: its number on the sheet of findings. decided: the referent's word against the program's.
    """

    number: int
    verdict: FindingVerdict
    status: ReportStatus
    decided: Decision | None = None

    @property
    def weight(self) -> int:
        """Gives how much the gap weighs, 1 to 24; where no report is due, by what the plan lacks."""
        lack = STATUS_WEIGHT.get(self.status) or PLAN_WEIGHT[self.verdict.plan]
        return KIND_WEIGHT[self.verdict.finding.kind] * lack

    @property
    def weight_word(self) -> str:
        """Gives the weight as one of high, middle, low."""
        if self.weight >= _HIGH:
            return "high"
        return "middle" if self.weight >= _MIDDLE else "low"


def has_paper(judgement: Judgement, kind: DocumentKind) -> bool:
    """Tells whether a readable paper of the kind is among the papers of the case."""
    return any(
        item.identification.kind is kind and item.status in ("read", "partly_read") for item in judgement.documents
    )


def report_due(judgement: Judgement) -> bool:
    """Tells whether the case owes a report; with a five-year term it owes a plan only."""
    return not judgement.verdicts or any(
        verdict.report is not ReportStatus.NOT_APPLICABLE for verdict in judgement.verdicts
    )


def effective_status(verdict: FindingVerdict, entries: Entries) -> ReportStatus:
    """Gives the verdict on the report as the referent's decision leaves it."""
    entry = entries.of(verdict.id)
    decision = entry.decided if entry else None
    return _DECIDED.get(decision, verdict.report) if decision else verdict.report


def is_closed(verdict: FindingVerdict, entries: Entries) -> bool:
    """Tells whether nothing more is asked of the institution on this finding."""
    entry = entries.of(verdict.id)
    if entry and entry.decided is Decision.REQUEST:
        return False
    status = effective_status(verdict, entries)
    if status is ReportStatus.NOT_APPLICABLE:
        return verdict.plan is PlanStatus.COVERED
    return status is ReportStatus.ADDRESSED


def gaps(judgement: Judgement, entries: Entries) -> tuple[Gap, ...]:
    """Gives the open findings, the weightiest first."""
    found = [
        Gap(number, verdict, effective_status(verdict, entries), _decision(verdict, entries))
        for number, verdict in enumerate(judgement.verdicts, 1)
        if not is_closed(verdict, entries)
    ]
    return tuple(sorted(found, key=_order))


def _decision(verdict: FindingVerdict, entries: Entries) -> Decision | None:
    entry = entries.of(verdict.id)
    return entry.decided if entry and entry.decided is not Decision.CONFIRMED else None


def _order(gap: Gap) -> tuple[int, int, int, int]:
    return -gap.weight, -KIND_WEIGHT[gap.verdict.finding.kind], -PLAN_WEIGHT[gap.verdict.plan], gap.number


def lacking(verdict: FindingVerdict, language: str) -> str:
    """Gives what the measures of the plan leave out, in words."""
    names = []
    if not any(planned.action.responsible for planned in verdict.planned):
        names.append("responsible")
    if not any(planned.action.due_text or planned.action.due for planned in verdict.planned):
        names.append("deadline")
    return ", ".join(say(f"gap.{name}", language) for name in names or ("responsible", "deadline"))


def missing_papers(verdict: FindingVerdict) -> tuple[str, ...]:
    """Gives the papers that the answers name and that were not sent."""
    named = [item.name.text for answered in verdict.answered for item in answered.evidence if item.attached is False]
    return tuple(dict.fromkeys(named))


def why(gap: Gap, judgement: Judgement, language: str) -> tuple[str, ...]:
    """Gives why the finding is open, a sentence each."""
    found = []
    if gap.decided:
        found.append(
            say("gap.why_rejected", language, decision=say(f"workbook.decision_{gap.decided.value}", language))
        )
    if gap.status not in (ReportStatus.NOT_APPLICABLE, ReportStatus.ADDRESSED):
        absent = gap.status is ReportStatus.UNADDRESSED and not has_paper(judgement, DocumentKind.REPORT)
        found.append(say("gap.why_no_report" if absent else f"gap.why_{gap.status.value}", language))
    if gap.verdict.plan is PlanStatus.MISSING:
        found.append(say("gap.why_plan_missing", language))
    if gap.verdict.plan is PlanStatus.INCOMPLETE:
        found.append(say("gap.why_plan_incomplete", language, lacking=lacking(gap.verdict, language)))
    return tuple(found)


def ask(gap: Gap, judgement: Judgement, language: str) -> tuple[str, ...]:
    """Gives what to ask the institution for, a sentence each."""
    found = []
    papers = missing_papers(gap.verdict)
    if gap.status is ReportStatus.UNADDRESSED and not has_paper(judgement, DocumentKind.REPORT):
        found.append(say("gap.ask_no_report", language))
    elif gap.status is ReportStatus.NO_EVIDENCE and papers:
        found.append(say("gap.ask_papers", language, papers=", ".join(papers)))
    elif gap.status not in (ReportStatus.NOT_APPLICABLE, ReportStatus.ADDRESSED):
        found.append(say(f"gap.ask_{gap.status.value}", language))
    elif gap.decided is Decision.REQUEST:
        found.append(say("gap.ask_unaddressed", language))
    # Once the work is done, a measure in the plan is no longer asked for.
    if gap.status is ReportStatus.NOT_APPLICABLE:
        if gap.verdict.plan is PlanStatus.MISSING:
            found.append(say("gap.ask_plan_missing", language))
        if gap.verdict.plan is PlanStatus.INCOMPLETE:
            found.append(say("gap.ask_plan_incomplete", language, lacking=lacking(gap.verdict, language)))
    return tuple(found)
