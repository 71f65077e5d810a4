"""The measures of the plan that serve findings; the institution's own initiatives are left aside."""

from __future__ import annotations

from collections.abc import Iterable

from checks.judgement import FindingVerdict
from extractors.records import Action


def measures(verdicts: Iterable[FindingVerdict]) -> tuple[Action, ...]:
    """Gives each measure that serves a finding once, in the order of the findings."""
    found = (planned.action for verdict in verdicts for planned in verdict.planned)
    return tuple(dict.fromkeys(found))


def is_stated(text: str | None) -> bool:
    """Tells whether a cell says anything: a dash, a stroke or dots say nothing."""
    return text is not None and any(character.isalnum() for character in text)
