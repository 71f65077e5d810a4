"""Why a finding has its verdict, in sentences that a referent can check; a good verdict has its grounds too."""

from __future__ import annotations

from checks.judgement import FindingVerdict, ReportStatus
from extractors.wording import sentence
from flows.outputs.words import say


def reasons(verdict: FindingVerdict, language: str) -> list[str]:
    """Gives the reasons of the judgement; where it gives none for a finding dealt with, the papers that prove it."""
    found = [sentence(reason, language) for reason in verdict.why]
    papers = _proving(verdict)
    told = any(reason.code == "verdict.addressed" for reason in verdict.why)
    if verdict.report is ReportStatus.ADDRESSED and papers and not told:
        found.append(say("verdict.addressed", language, papers=", ".join(papers)))
    return found


def _proving(verdict: FindingVerdict) -> list[str]:
    """Gives the papers named by the answers that were sent; where none came as files, all that are named."""
    named = [item for answered in verdict.answered for item in answered.evidence if item.attached is not False]
    return list(dict.fromkeys(item.name.text for item in named))
