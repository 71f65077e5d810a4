"""One case judged on one day: findings, clauses, and everything that an output shows."""

from __future__ import annotations

from datetime import date

from checks.clauses import check_clauses
from checks.judgement import CaseRecords, Judgement
from checks.verdicts import judge_findings


def judge(case: CaseRecords, *, as_of: date) -> Judgement:
    """Gives the judgement of a case: a verdict per finding, a result per clause. Reads no file and no clock."""
    judged = judge_findings(case, as_of)
    return Judgement(
        as_of=as_of,
        card=case.card,
        documents=case.documents,
        verdicts=judged.verdicts,
        unlinked_actions=judged.unlinked_actions,
        unlinked_responses=judged.unlinked_responses,
        checks=check_clauses(case, judged.verdicts, as_of),
        unread=case.unread,
        contradictions=case.contradictions,
    )
