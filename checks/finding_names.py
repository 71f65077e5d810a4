"""How a message calls a finding or a measure, so that the referent finds it: number and first words."""

from __future__ import annotations

from collections.abc import Iterable

from checks.judgement import FindingVerdict
from extractors.records import Action, Finding

WORDS_SHOWN = 6
NAMES_SHOWN = 12


def finding_name(finding: Finding) -> str:
    """Gives the finding's label or criterion and its first words: 1.2 «Обновить рабочие программы…»."""
    number = finding.criterion or finding.label
    return f"{number} {first_words(finding.text)}" if number else first_words(finding.text)


def first_words(text: str) -> str:
    """Gives the first words of a text in quotation marks."""
    words = text.split()
    return f"«{' '.join(words[:WORDS_SHOWN])}{'…' if len(words) > WORDS_SHOWN else ''}»"


def finding_names(verdicts: Iterable[FindingVerdict]) -> str:
    """Gives the names of findings, one after another; past a dozen, how many more there are."""
    return _listed([finding_name(verdict.finding) for verdict in verdicts])


def action_names(actions: Iterable[Action]) -> str:
    """Gives the first words of measures, one after another; past a dozen, how many more there are."""
    return _listed([first_words(action.text) for action in actions])


def _listed(names: list[str]) -> str:
    rest = len(names) - NAMES_SHOWN
    return "; ".join(names[:NAMES_SHOWN]) + (f"; … +{rest}" if rest > 0 else "")
