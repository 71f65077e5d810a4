"""2.5: measures are carried out by the plan's deadlines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from checks.clause import Decision, Ground, does_not_apply, fails, passes, rule, unknown, written
from checks.due_days import has_report, is_plan_only
from checks.finding_names import first_words
from checks.judgement import FindingVerdict, ReportStatus
from extractors.languages.dates import dates_in
from extractors.records import Place

_UNFINISHED = {ReportStatus.PARTIAL, ReportStatus.PLANNED}


@rule(
    "2.5.plan_dates",
    clause="2.5",
    rests_on=("2.5.plan_dates", "2.5.terms"),
    wordings=("plan_only", "no_report", "no_dates", "in_time", "late", "still_open"),
)
def measures_keep_the_deadlines_of_the_plan(ground: Ground) -> Decision:
    """What the plan promised was done by the plan's own deadlines (2.5), where plan and report name the days.

    A finding is late when it was finished after the last deadline of its measures, or is still unfinished past it.
    """
    if is_plan_only(ground):
        return does_not_apply("plan_only")
    if not has_report(ground):
        return unknown("no_report")
    compared = [pair for verdict in ground.verdicts for pair in _compared(verdict)]
    late = [pair for pair in compared if pair.done > pair.due]
    if late:
        texts = "; ".join(f"{pair.name} ({written(pair.done)} > {written(pair.due)})" for pair in late)
        return fails("late", places=tuple(pair.place for pair in late), late=texts)
    still_open = [verdict for verdict in ground.verdicts if _is_past_due(verdict, ground.as_of)]
    if still_open:
        texts = "; ".join(f"{first_words(v.finding.text)} ({written(_last_due(v))})" for v in still_open)
        return fails("still_open", places=tuple(v.planned[0].action.place for v in still_open), late=texts)
    return passes("in_time", count=len(compared)) if compared else unknown("no_dates")


@dataclass(frozen=True, slots=True)
class _Compared:
    """A finding's last deadline in the plan against the day on which an answer says it was done."""

    name: str
    due: date
    done: date
    place: Place


def _last_due(verdict: FindingVerdict) -> date | None:
    """Gives the last deadline of the finding's measures; None when one of them has none, or is permanent."""
    days = [planned.action.due for planned in verdict.planned]
    known = [day for day in days if isinstance(day, date)]
    return max(known) if known and len(known) == len(days) else None


def _compared(verdict: FindingVerdict) -> Iterator[_Compared]:
    due = _last_due(verdict)
    if due is None:
        return
    for answer in verdict.answered:
        done = _done(answer.response.done_text or "")
        if done is not None:
            yield _Compared(first_words(verdict.finding.text), due, done, answer.response.place)


def _done(text: str) -> date | None:
    """Gives the earliest day that the words allow: of «июнь 2024» the first, so that nobody is late by rounding."""
    mentions = [mention for mention in dates_in(text) if mention.precision in {"day", "month"}]
    if not mentions:
        return None
    last = max(mentions, key=lambda mention: mention.day)
    return last.day if last.precision == "day" else last.day.replace(day=1)


def _is_past_due(verdict: FindingVerdict, as_of: date) -> bool:
    due = _last_due(verdict)
    return verdict.report in _UNFINISHED and due is not None and due < as_of
