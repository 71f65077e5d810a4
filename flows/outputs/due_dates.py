"""What is due and when, out of the checked clauses and the case card."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from checks.judgement import Judgement, Outcome
from flows.outputs.words import say


@dataclass(frozen=True, slots=True)
class DueDate:
    """A day of the case. words: what is due; outcome: of the check that sets it, None for a plain date of the card."""

    day: date
    words: str
    outcome: str | None = None


def due_dates(judgement: Judgement, language: str) -> tuple[DueDate, ...]:
    """Gives the days that clauses set and those of the visit and the certificate.

    What is overdue comes first, then what is coming, then what is past and settled; each from the earliest on.
    """
    found = [
        DueDate(check.due, f"{check.clause} · {say(f'rule.{check.rule}.title', language)}", check.outcome.value)
        for check in judgement.checks
        if check.due is not None
    ]
    for name in ("visit_date", "certificate_expiry"):
        day = getattr(judgement.card, name)
        if day is not None:
            found.append(DueDate(day, say(f"workbook.event_{name}", language)))
    return tuple(sorted(set(found), key=lambda item: (_turn(item, judgement.as_of), item.day, item.words)))


def is_overdue(item: DueDate, as_of: date) -> bool:
    """Tells whether the day has passed and what it asked for was not done."""
    return item.day < as_of and item.outcome == Outcome.FAIL.value


def _turn(item: DueDate, as_of: date) -> int:
    if is_overdue(item, as_of):
        return 0
    return 1 if item.day >= as_of else 2
