"""The answers of the report that belong to findings."""

from __future__ import annotations

from collections.abc import Iterable

from checks.judgement import FindingVerdict, JudgedResponse
from extractors.records import Response


def answers(verdicts: Iterable[FindingVerdict]) -> tuple[JudgedResponse, ...]:
    """Gives each answer that belongs to a finding once, in the order of the findings."""
    found: dict[Response, JudgedResponse] = {}
    for verdict in verdicts:
        for answer in verdict.answered:
            found.setdefault(answer.response, answer)
    return tuple(found.values())
