"""What is due and when, out of the checked clauses and the case card."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from checks.judgement import Judgement
from flows.outputs.words import say


@dataclass(frozen=True, slots=True)
class DueDate:
    """A day of the case. words: what is due; outcome: of the check that sets it, None for a plain date of the card."""

    day: date
    words: str
    outcome: str | None = None


def due_dates(judgement: Judgement, language: str) -> tuple[DueDate, ...]:
    """Gives the days that clauses set and those of the visit and the certificate, earliest first."""
    found = [
        DueDate(check.due, f"{check.clause} · {say(f'rule.{check.rule}.title', language)}", check.outcome.value)
        for check in judgement.checks
        if check.due is not None
    ]
    for name in ("visit_date", "certificate_expiry"):
        day = getattr(judgement.card, name)
        if day is not None:
            found.append(DueDate(day, say(f"workbook.event_{name}", language)))
    return tuple(sorted(set(found), key=lambda item: (item.day, item.words)))
