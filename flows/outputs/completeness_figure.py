"""How complete a case is: one figure, counts by verdict and kind, and the same by standard."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checks.judgement import FindingVerdict, Judgement, PlanStatus, ReportStatus
from flows.outputs.entries import Entries
from flows.outputs.gaps import KIND_WEIGHT, effective_status, report_due

_OPEN = (ReportStatus.UNADDRESSED, ReportStatus.FORMAL, ReportStatus.DECLINED)
_KINDS = tuple(KIND_WEIGHT)
Numbers = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Completeness:
    """The findings dealt with out of all.

    by_report: False where only a plan is due, and measures count instead of answers.
    """

    done: int
    all: int
    by_report: bool

    @property
    def share(self) -> int | None:
        """Gives whole per cent, rounded down so that 100 means all; None without findings."""
        return 100 * self.done // self.all if self.all else None


def group(verdict: FindingVerdict, entries: Entries, *, by_report: bool) -> int:
    """Gives 0 for a finding dealt with, 1 for one dealt with in part, 2 for an open one."""
    if not by_report:
        return (PlanStatus.COVERED, PlanStatus.INCOMPLETE, PlanStatus.MISSING).index(verdict.plan)
    status = effective_status(verdict, entries)
    if status is ReportStatus.ADDRESSED:
        return 0
    return 2 if status in _OPEN else 1


def completeness(judgement: Judgement, entries: Entries) -> Completeness:
    """Gives the one figure of a case; the referent's decisions count."""
    by_report = report_due(judgement)
    done = sum(group(verdict, entries, by_report=by_report) == 0 for verdict in judgement.verdicts)
    return Completeness(done, len(judgement.verdicts), by_report)


def counts(judgement: Judgement, part: str) -> dict[str, Numbers]:
    """Gives, for each status of the plan or the report, its nonconformities, remarks and recommendations."""
    statuses = ReportStatus if part == "report" else PlanStatus
    found = {status.value: [0, 0, 0] for status in statuses}
    for verdict in judgement.verdicts:
        status = getattr(verdict, part).value
        found[status][_KINDS.index(verdict.finding.kind)] += 1
    return {status: (row[0], row[1], row[2]) for status, row in found.items()}


def by_standard(judgement: Judgement, entries: Entries) -> tuple[tuple[str | None, Numbers], ...]:
    """Gives for each standard how many findings are dealt with, in part, open; in the order of their numbers."""
    by_report = report_due(judgement)
    found: dict[str | None, list[int]] = {}
    for verdict in judgement.verdicts:
        row = found.setdefault(standard(verdict), [0, 0, 0])
        row[group(verdict, entries, by_report=by_report)] += 1
    ordered = sorted(found.items(), key=lambda item: natural(item[0]))
    return tuple((name, (row[0], row[1], row[2])) for name, row in ordered)


def standard(verdict: FindingVerdict) -> str | None:
    """Gives the standard of a finding, read off the criterion where the conclusion names that only."""
    finding = verdict.finding
    if finding.standard or not finding.criterion:
        return finding.standard
    return finding.criterion.split(".", maxsplit=1)[0]


def natural(number: str | None) -> tuple[int, tuple[tuple[int, str], ...]]:
    """Gives a key under which "2" stands before "10" and what has no number comes last."""
    if number is None:
        return 1, ()
    return 0, tuple((int(part), "") if part.isdigit() else (10**9, part) for part in re.findall(r"\d+|\D+", number))
