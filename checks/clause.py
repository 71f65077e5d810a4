"""What a rule of the regulation gets, what it gives, and the decorator that makes a function a rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from checks.calendar import WorkingDays
from checks.judgement import CaseCard, CaseRecords, FindingVerdict, Outcome
from checks.law import DatedValue, Law
from extractors.records import DocumentKind, Fact, Place


@dataclass(frozen=True, slots=True)
class DatedFact:
    """A day that a paper states, and where."""

    day: date
    place: Place


@dataclass(frozen=True, slots=True)
class Ground:
    """All that a rule may decide on: the case, the verdicts on its findings, law, calendar, the day of judgement."""

    case: CaseRecords
    verdicts: tuple[FindingVerdict, ...]
    as_of: date
    law: Law
    worked: WorkingDays

    @property
    def card(self) -> CaseCard:
        """Gives the card of the case."""
        return self.case.card

    def term(self, key: str, on: date | None) -> DatedValue:
        """Gives a term of the law in force on a day of the case; on the day of judgement, when that day is unknown."""
        return self.law.value(key, on or self.as_of)

    def files(self, kind: DocumentKind) -> tuple[str, ...]:
        """Gives the files of a kind that count in this case (duplicates and superseded ones do not)."""
        return tuple(
            paper.document.file
            for paper in self.case.documents
            if paper.identification.kind is kind and paper.status in {"read", "partly_read"}
        )

    def has_unread_page(self, kind: DocumentKind) -> bool:
        """Tells whether a page of the papers of a kind could not be read; what seems missing may stand there."""
        files = set(self.files(kind))
        return any(
            problem.unread and problem.page is not None
            for paper in self.case.documents
            if paper.document.file in files
            for problem in paper.document.problems
        )

    def facts(self, *names: str) -> tuple[Fact, ...]:
        """Gives the facts under any of the names, in reading order."""
        return tuple(fact for fact in self.case.facts if fact.name in names)

    def day(self, *names: str) -> date | None:
        """Gives the latest day that papers state under any of the names; None when none states one."""
        return max((fact.day for fact in self.dated_facts(*names)), default=None)

    def dated_facts(self, *names: str) -> tuple[DatedFact, ...]:
        """Gives the days that papers state under any of the names, with their places."""
        return tuple(DatedFact(day, fact.place) for fact in self.facts(*names) if (day := _iso(fact.value)) is not None)

    def places(self, *names: str) -> tuple[Place, ...]:
        """Gives the places of the facts under the names."""
        return tuple(fact.place for fact in self.facts(*names))


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a rule decides. key: one of the rule's wording keys. due: the day that the clause sets, None without one."""

    outcome: Outcome
    key: str
    values: tuple[tuple[str, str], ...] = ()
    due: date | None = None
    places: tuple[Place, ...] = ()


def passes(key: str, *, due: date | None = None, places: tuple[Place, ...] = (), **values: object) -> Decision:
    """Decides that the clause is kept."""
    return Decision(Outcome.PASS, key, _worded(values), due, places)


def fails(key: str, *, due: date | None = None, places: tuple[Place, ...] = (), **values: object) -> Decision:
    """Decides that the clause is broken: a deficiency of theirs, never of the reading."""
    return Decision(Outcome.FAIL, key, _worded(values), due, places)


def unknown(key: str, *, due: date | None = None, places: tuple[Place, ...] = (), **values: object) -> Decision:
    """Decides that the ground is missing; the wording says which date or paper would settle it."""
    return Decision(Outcome.UNKNOWN, key, _worded(values), due, places)


def does_not_apply(key: str, *, due: date | None = None, places: tuple[Place, ...] = (), **values: object) -> Decision:
    """Decides that the clause does not reach this case."""
    return Decision(Outcome.NOT_APPLICABLE, key, _worded(values), due, places)


def _worded(values: dict[str, object]) -> tuple[tuple[str, str], ...]:
    return tuple((name, written(value)) for name, value in sorted(values.items()))


def written(value: object) -> str:
    """Gives a value as a sentence shows it: days as 28.02.2026, several values with commas."""
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, tuple):
        return ", ".join(written(part) for part in value)
    return str(value)


Decide = Callable[[Ground], Decision]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the regulation.

    rests_on: keys of the law. wordings: what it can say, in data/wording/<language>/rule.toml under "<name>.<wording>".
    """

    name: str
    clause: str
    rests_on: tuple[str, ...]
    wordings: tuple[str, ...]
    decide: Decide = field(repr=False)


_RULES: dict[str, Rule] = {}
RULES = MappingProxyType(_RULES)
"""The rules by name, in the order in which they are shown once checks.rules has found them all."""


def rule(name: str, *, clause: str, rests_on: tuple[str, ...], wordings: tuple[str, ...]) -> Callable[[Decide], Decide]:
    """Makes a function a rule of the regulation, under a lasting name.

    Raises: ValueError when two functions take one name.
    """

    def take(decide: Decide) -> Decide:
        if name in _RULES and _RULES[name].decide.__module__ != decide.__module__:
            raise ValueError(f"two rules are named {name}")
        _RULES[name] = Rule(name, clause, rests_on, wordings, decide)
        return decide

    return take
