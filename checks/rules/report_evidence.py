"""2.5: supporting papers with the report."""

from __future__ import annotations

from checks.answers import answers
from checks.clause import Decision, Ground, does_not_apply, fails, passes, rule, unknown
from checks.due_days import has_report, is_plan_only
from checks.finding_names import first_words
from checks.judgement import JudgedResponse
from extractors.records import Claim, Place


@rule(
    "2.5.evidence",
    clause="2.5",
    rests_on=("2.5.evidence", "2.5.terms"),
    wordings=("plan_only", "no_report", "no_answers", "unnamed", "missing", "no_annexes", "all"),
)
def every_action_done_is_proved(ground: Ground) -> Decision:
    """Every answer claimed done names a supporting paper, and no annex named is missing among those sent (2.5)."""
    if is_plan_only(ground):
        return does_not_apply("plan_only")
    if not has_report(ground):
        return unknown("no_report")
    given = answers(ground.verdicts)
    if not given:
        return unknown("no_answers")
    unnamed = [answer for answer in given if answer.claimed is Claim.DONE and not answer.evidence]
    if unnamed:
        texts = "; ".join(first_words(answer.response.text) for answer in unnamed)
        return fails("unnamed", places=_places(unnamed), count=len(unnamed), answers=texts)
    if not ground.case.annexes_sent:
        return unknown("no_annexes")
    lacking = [answer for answer in given if any(paper.attached is False for paper in answer.evidence)]
    if lacking:
        papers = [paper.name.text for answer in lacking for paper in answer.evidence if paper.attached is False]
        return fails("missing", places=_places(lacking), papers="; ".join(dict.fromkeys(papers)))
    return passes("all", count=len(given))


def _places(given: list[JudgedResponse]) -> tuple[Place, ...]:
    return tuple(answer.response.place for answer in given)
