"""2.5: what changed under every criterion that did not conform."""

from __future__ import annotations

from checks.clause import Decision, Ground, does_not_apply, fails, passes, rule, unknown
from checks.due_days import has_report, is_plan_only
from checks.finding_names import finding_names
from checks.judgement import FindingVerdict, ReportStatus
from extractors.records import Claim, FindingKind

_CHANGED = {ReportStatus.ADDRESSED, ReportStatus.NO_EVIDENCE, ReportStatus.PARTIAL}


@rule(
    "2.5.nonconforming",
    clause="2.5",
    rests_on=("2.5.nonconforming", "2.5.terms"),
    wordings=("plan_only", "none", "no_report", "all", "unchanged", "unclear"),
)
def report_tells_what_changed_where_nothing_conformed(ground: Ground) -> Decision:
    """The report tells of a change for every nonconformity (2.5); an intention or an empty phrase is no change."""
    if is_plan_only(ground):
        return does_not_apply("plan_only")
    asked = [verdict for verdict in ground.verdicts if verdict.finding.kind is FindingKind.NONCONFORMITY]
    if not asked:
        return does_not_apply("none")
    if not has_report(ground):
        return unknown("no_report")
    bare = [verdict for verdict in asked if verdict.report not in _CHANGED]
    if not bare:
        return passes("all", count=len(asked))
    places = tuple(verdict.finding.place for verdict in bare)
    key, decide = ("unclear", unknown) if all(_is_claimed(verdict) for verdict in bare) else ("unchanged", fails)
    return decide(key, places=places, count=len(bare), of=len(asked), findings=finding_names(bare))


def _is_claimed(verdict: FindingVerdict) -> bool:
    """Tells whether the verdict is in doubt and the institution claims that it was done."""
    return verdict.needs_review and any(answer.claimed is Claim.DONE for answer in verdict.answered)
