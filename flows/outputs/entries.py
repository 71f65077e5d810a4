"""What reviewers wrote beside the findings: bound each to its finding, and never lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache

from rapidfuzz import fuzz, process

from checks.judgement import FindingVerdict
from extractors.languages.letters import fold
from extractors.wording import LANGUAGES
from flows.outputs.words import say

# Share of letters in which two readings of one finding may agree and still be the same finding.
_SAME_FINDING = 88.0


class Decision(StrEnum):
    """What a referent decides on a finding, as offered by the list on the sheet of findings."""

    CONFIRMED = "confirmed"
    ADDRESSED = "addressed"
    PARTIAL = "partial"
    NOT_ADDRESSED = "not_addressed"
    REQUEST = "request"


@cache
def _decision_words() -> dict[str, Decision]:
    return {
        fold(say(f"workbook.decision_{decision.value}", language)): decision
        for language in LANGUAGES
        for decision in Decision
    }


@dataclass(frozen=True, slots=True)
class Entry:
    """One reviewer's entry.

    finding_id: lasting id, empty when the column was deleted. finding_text: the finding as it stood there.
    decision: as typed. day: a date, or what was typed instead. extras: columns that the reviewer added, as (head,
    text).
    """

    finding_id: str
    finding_text: str = ""
    decision: str = ""
    note: str = ""
    name: str = ""
    day: date | str | None = None
    extras: tuple[tuple[str, str], ...] = ()

    @property
    def decided(self) -> Decision | None:
        """Gives the decision if it is one of the list, in whatever language it was chosen."""
        return _decision_words().get(fold(self.decision))

    @property
    def typed(self) -> tuple[str, ...]:
        """Gives what was typed, for telling whether anything was and whether it changed."""
        moment = self.day.isoformat() if isinstance(self.day, date) else self.day or ""
        extras = (f"{head}\t{text}" for head, text in self.extras if text)
        return (self.decision, self.note, self.name, moment, *extras)

    @property
    def is_blank(self) -> bool:
        """Tells whether nothing was typed."""
        return not any(self.typed)


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """An entry that no row takes any more.

    why: "gone" (its finding vanished) or "replaced" (a later entry took its place).
    """

    entry: Entry
    why: str


class _Indexed:
    """Room for an index by id, made at the first question; no field, so that stored entries are stored once."""

    __slots__ = ("_by_id",)
    _by_id: dict[str, Entry]


@dataclass(frozen=True, slots=True)
class Entries(_Indexed):
    """All entries of a case.

    merged: (file name, sha256) of the workbooks read. unreadable: names of those that could not be.
    """

    current: tuple[Entry, ...] = ()
    kept: tuple[KeptEntry, ...] = ()
    merged: tuple[tuple[str, str], ...] = ()
    unreadable: tuple[str, ...] = ()

    def of(self, finding_id: str) -> Entry | None:
        """Gives the entry of a finding."""
        if not hasattr(self, "_by_id"):
            object.__setattr__(self, "_by_id", {entry.finding_id: entry for entry in reversed(self.current)})
        return self._by_id.get(finding_id)

    @property
    def extra_heads(self) -> tuple[str, ...]:
        """Gives the heads of the columns that reviewers added, in the order met."""
        return tuple(dict.fromkeys(head for entry in self.current for head, text in entry.extras if text))


NO_ENTRIES = Entries()


@dataclass(frozen=True, slots=True)
class EntrySource:
    """The entries of one workbook file.

    moment: when the file was last saved. baseline: what each finding held when it was made.
    """

    moment: float
    entries: tuple[Entry, ...]
    kept: tuple[KeptEntry, ...] = ()
    baseline: tuple[tuple[str, tuple[str, ...]], ...] | None = None


def merge(sources: Iterable[EntrySource]) -> Entries:
    """Gives one entry per finding out of several workbooks.

    What was changed since its workbook was made goes first, the latest of it before the rest.
    A changed entry that another one beats is kept with the reason "replaced".
    """
    ordered = sorted(sources, key=lambda source: source.moment, reverse=True)
    held: dict[str, list[tuple[bool, Entry]]] = {}
    for source in ordered:
        before = None if source.baseline is None else dict(source.baseline)
        for entry in source.entries:
            was = None if before is None else before.get(entry.finding_id, ())
            edited = not entry.is_blank if was is None else _significant(entry.typed) != _significant(was)
            held.setdefault(entry.finding_id or entry.finding_text, []).append((edited, entry))
    current: list[Entry] = []
    kept = list(dict.fromkeys(item for source in ordered for item in source.kept))
    for candidates in held.values():
        winner, losers = _winner(candidates)
        if not winner.is_blank:
            current.append(winner)
        kept.extend(KeptEntry(loser, "replaced") for loser in losers)
    return Entries(tuple(current), tuple(kept))


def _significant(typed: tuple[str, ...]) -> tuple[str, ...]:
    return (*typed[:4], *(extra for extra in typed[4:] if extra)) if any(typed) else ()


def _winner(candidates: list[tuple[bool, Entry]]) -> tuple[Entry, list[Entry]]:
    """Gives the latest changed entry, else the latest that is not blank; and the changed ones that it beats."""
    edited = [entry for changed, entry in candidates if changed]
    filled = [entry for _, entry in candidates if not entry.is_blank]
    winner = next(iter(edited or filled), candidates[0][1])
    losers = {entry.typed: entry for entry in edited if not entry.is_blank and entry.typed != winner.typed}
    return winner, list(losers.values())


def bind(entries: Entries, verdicts: Iterable[FindingVerdict]) -> Entries:
    """Gives the entries bound to the findings of a new reading: by lasting id, else by nearly the same wording.

    Entries whose finding is no longer there are kept as "gone"; a kept one whose finding came back is current again.
    """
    verdicts = tuple(verdicts)
    ids = {verdict.id for verdict in verdicts}
    gone = [item.entry for item in entries.kept if item.why == "gone"]
    current = {entry.finding_id: entry for entry in (*gone, *entries.current) if entry.finding_id in ids}
    homeless = [entry for entry in (*entries.current, *gone) if entry.finding_id not in ids]
    kept = [item for item in entries.kept if item.why != "gone"]
    for entry in homeless:
        twin = _twin(entry, [verdict for verdict in verdicts if verdict.id not in current])
        if twin:
            current[twin.id] = replace(entry, finding_id=twin.id)
        else:
            kept.append(KeptEntry(entry, "gone"))
    ordered = tuple(current[verdict.id] for verdict in verdicts if verdict.id in current)
    return replace(entries, current=ordered, kept=tuple(dict.fromkeys(kept)))


def _twin(entry: Entry, free: list[FindingVerdict]) -> FindingVerdict | None:
    """Gives the one finding that reads almost as the entry's did."""
    text = fold(entry.finding_text)
    if not text:
        return None
    texts = [fold(verdict.finding.text) for verdict in free]
    best = process.extractOne(text, texts, scorer=fuzz.ratio, score_cutoff=_SAME_FINDING)
    return free[best[2]] if best else None
