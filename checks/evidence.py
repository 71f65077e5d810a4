"""The papers that an answer names, held against the papers that were sent."""

from __future__ import annotations

from collections.abc import Sequence

from checks.judgement import NamedEvidence
from extractors.languages.letters import fold
from extractors.records import Annex, EvidenceName, Response


def held_against(response: Response, annexes: Sequence[Annex], annexes_sent: bool) -> tuple[NamedEvidence, ...]:
    """Gives each paper the answer names, with whether it is among those sent.

    Args:
        annexes: the papers sent. annexes_sent: False when none came as a file at all; then nothing can be told.
    """
    return tuple(_held(name, annexes, annexes_sent) for name in response.evidence)


def _held(name: EvidenceName, annexes: Sequence[Annex], annexes_sent: bool) -> NamedEvidence:
    if not annexes_sent:
        return NamedEvidence(name, None)
    if name.annex is not None:
        wanted = fold(name.annex)
        for annex in annexes:
            if wanted in {fold(label) for label in annex.labels}:
                return NamedEvidence(name, True, annex.place.file)
    return NamedEvidence(name, False)
