"""What one answer amounts to, for tests that word answers themselves."""

from __future__ import annotations

from datetime import date

from checks.substance import Asked, Substance, substance_of
from extractors.evidence_names import named_evidence
from extractors.records import Place, Response

AS_OF, SINCE = date(2026, 3, 2), date(2023, 5, 1)


def told(asked: str, measure: str, answer: str, status: str | None = None) -> Substance:
    """Gives the substance of an answer, papers named in it included."""
    response = Response(answer, Place("report"), status_text=status, evidence=named_evidence(answer))
    return substance_of(response, Asked(asked, (measure,), SINCE), AS_OF)
