"""Which row of the register is a case's: by certificate, institution, programme and dates, despite typos and scans."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rapidfuzz import fuzz

from checks.case import Paper, RegisterFacts
from extractors.languages.letters import fold
from extractors.records import DocumentKind
from extractors.register import DATE_FIELDS, Register, RegisterRow


@dataclass(frozen=True, slots=True)
class MatchSettings:
    """What each sign of a row found in the papers weighs, how much is enough.

    A certificate number settles it; institution and programme do together, or one of them with an agreeing date.
    """

    certificate: float = 4.0
    certificate_damaged: float = 2.0
    other_certificate: float = -2.0
    organisation: float = 1.5
    programme: float = 1.5
    programme_code: float = 1.5
    same_day: float = 1.0
    whole_institution: float = 0.6
    only_row: float = 0.3
    other_number: float = -1.5
    elsewhere: float = 0.6
    another_programme: float = -0.7
    sure: float = 2.0
    lead: float = 0.4
    enough: float = 1.4
    lead_when_unsure: float = 1.0
    same_name: float = 84.0


SETTINGS = MatchSettings()
_OWN = frozenset({DocumentKind.CONCLUSION, DocumentKind.ORDER})
_SPEAKING = _OWN | {DocumentKind.PLAN, DocumentKind.REPORT, DocumentKind.OTHER}
_HEAD = 4000
_CARD_FIELDS = (
    "organisation",
    "programme",
    "level",
    "term_years",
    "certificate_no",
    "certificate_date",
    "certificate_expiry",
    "order_date",
    "visit_date",
    "plan_received",
    "report_received",
    "referent",
)


@dataclass(frozen=True, slots=True)
class CaseWords:
    """What the papers of a case say, folded.

    own: conclusion and order. others: plan, report, letters. facts: (name, value) pairs.
    """

    own: str
    others: str
    facts: tuple[tuple[str, str], ...] = ()

    def said(self, name: str) -> tuple[str, ...]:
        """Gives the values that papers state under a name of the case card."""
        return tuple(value for fact, value in self.facts if fact == name)


@dataclass(frozen=True, slots=True)
class RegisterMatch:
    """A row and how well it fits. score: sum of the weights of the signs found. signs: their names."""

    row: RegisterRow
    score: float
    signs: tuple[str, ...]


def facts_for(papers: Sequence[Paper], register: Register | None) -> RegisterFacts | None:
    """Gives what the register says of the case of these papers; None without a row that is surely its own."""
    if register is None:
        return None
    found = match(register.rows, case_words(papers))
    if found is None:
        return None
    values = ((name, getattr(found.row, name)) for name in _CARD_FIELDS)
    return RegisterFacts(tuple((name, _as_text(name, value)) for name, value in values if value is not None))


def _as_text(name: str, value: object) -> str:
    return value.isoformat() if name in DATE_FIELDS and isinstance(value, date) else str(value)


def case_words(papers: Iterable[Paper]) -> CaseWords:
    """Gives the words of the papers that tell whose they are."""
    used = [paper for paper in papers if paper.used and paper.kind in _SPEAKING]
    own = [fold(paper.records.document.text()[:_HEAD]) for paper in used if paper.kind in _OWN]
    others = [fold(paper.records.document.text()[:_HEAD]) for paper in used if paper.kind not in _OWN]
    trusted = [paper for paper in used if paper.kind in _OWN] or used
    facts = tuple((fact.name, fact.value) for paper in trusted for fact in paper.records.facts)
    return CaseWords("\n".join(own), "\n".join(others), facts)


def match(rows: Sequence[RegisterRow], case: CaseWords, settings: MatchSettings = SETTINGS) -> RegisterMatch | None:
    """Gives the row that fits a case, when it fits well enough and no other nearly as well."""
    once = _once(rows)
    ranked = sorted((_fit(row, case, settings, once) for row in once), key=lambda found: -found.score)
    if not ranked or ranked[0].score < settings.enough:
        return None
    rival = max(ranked[1].score, 0.0) if len(ranked) > 1 else 0.0
    lead = settings.lead if ranked[0].score >= settings.sure else settings.lead_when_unsure
    return ranked[0] if ranked[0].score - rival >= lead else None


def _once(rows: Sequence[RegisterRow]) -> list[RegisterRow]:
    """Gives each certificate once, in its fullest row, so that a row written twice is no rival to itself."""
    kept: dict[object, RegisterRow] = {}
    for row in rows:
        key: object = _squeezed(row.certificate_no or "") or row.place
        if key not in kept or _filled(row) > _filled(kept[key]):
            kept[key] = row
    return list(kept.values())


def _filled(row: RegisterRow) -> int:
    return sum(getattr(row, name) is not None for name in _CARD_FIELDS)


def _fit(row: RegisterRow, case: CaseWords, settings: MatchSettings, rows: Sequence[RegisterRow]) -> RegisterMatch:
    found: dict[str, float] = {}
    for sign, weight in (
        ("certificate", _certificate(row, case, settings)),
        ("organisation", _organisation(row, case, settings)),
        ("programme", _programme(row, case, settings, only=_only_row(row, rows))),
        ("dates", _dates(row, case, settings)),
    ):
        if weight:
            found[sign] = weight
    return RegisterMatch(row, sum(found.values()), tuple(found))


@lru_cache(maxsize=4096)
def _squeezed(text: str) -> str:
    return re.sub(r"[^0-9a-zа-я]", "", fold(text))


def _certificate(row: RegisterRow, case: CaseWords, settings: MatchSettings) -> float:
    number = _squeezed(row.certificate_no or "")
    if len(number) < 4:
        return 0.0
    for text, share in ((case.own, 1.0), (case.others, settings.elsewhere)):
        # A number of figures alone must stand alone: squeezed together, dates hold any figures.
        alone = rf"(?<!\d){number}(?!\d)"
        if re.search(alone, text) if number.isdigit() else number in _squeezed(text):
            return settings.certificate * share
    groups = re.findall(r"\d+", row.certificate_no or "")
    # A scan may lose the letters and the strokes of «П-2023-0118», seldom its figures.
    pattern = r"(?<!\d)" + r"\D{0,4}".join(groups) + r"(?!\d)"
    if sum(map(len, groups)) >= 5 and groups[-1] in case.own and re.search(pattern, case.own):
        return settings.certificate_damaged
    stated = [_squeezed(value) for value in case.said("certificate_no")]
    is_another = stated and all(fuzz.ratio(number, other) < settings.same_name for other in stated)
    return settings.other_certificate if is_another else 0.0


def _organisation(row: RegisterRow, case: CaseWords, settings: MatchSettings) -> float:
    if not row.organisation:
        return 0.0
    numbers = set(re.findall(r"\d+", row.organisation))
    spoken = " ".join((case.own, case.others, *(fold(value) for value in case.said("organisation"))))
    if numbers and not numbers <= _figures(spoken):
        return settings.other_number
    # A name kept in two languages («… лицейи / ПЛ № 77») is found by either.
    names = [_core(name) for name in re.split(r"\s+/\s+", row.organisation)]
    return settings.organisation * max(_named(name, case, settings) for name in names)


@lru_cache(maxsize=64)
def _figures(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\d+", text))


def _only_row(row: RegisterRow, rows: Sequence[RegisterRow]) -> bool:
    """Tells whether the register has no programme of the institution beside its row as a whole."""
    name = _squeezed(row.organisation or "")
    return not any(other.programme and fuzz.ratio(name, _squeezed(other.organisation or "")) >= 90 for other in rows)


def _programme(row: RegisterRow, case: CaseWords, settings: MatchSettings, *, only: bool) -> float:
    if not row.programme:
        # The conclusion on a whole institution names programmes too; where no row is about one, it is that one.
        named = settings.only_row if only else settings.another_programme
        return named if case.said("programme") else settings.whole_institution
    code = settings.programme_code if row.code and row.code in case.own else 0.0
    names = [_core(name) for name in re.split(r"\s+/\s+", row.programme)]
    named = code + settings.programme * max(_named(name, case, settings) for name in names)
    return named if named or not case.own else settings.another_programme


def _core(name: str) -> str:
    """Gives the part of a name that is its own: what stands in quotation marks, else all of it without brackets."""
    quoted = re.search(r"[«\"“„]([^»\"”“]{3,})[»\"”“]", name)
    return fold(quoted.group(1) if quoted else re.sub(r"\([^)]*\)", " ", name)).strip()


def _named(name: str, case: CaseWords, settings: MatchSettings) -> float:
    """Tells how surely the papers name it: 0..1, less where only plan, report or letters do."""
    for text, share in ((case.own, 1.0), (case.others, settings.elsewhere)):
        if not text or len(name) < 3:
            continue
        if name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            return share
        if len(name) >= 6 and _resembles(name, text, settings.same_name):
            return share * 0.9
    return 0.0


@lru_cache(maxsize=8192)
def _resembles(name: str, text: str, floor: float) -> bool:
    """Tells whether a text holds the name with small errors; cheap where few of its words begin like the text's."""
    beginnings = _beginnings(text)
    words = [word for word in re.findall(r"\w+", name) if len(word) > 3]
    alike = sum(word[:3] in beginnings or word[1:4] in beginnings for word in words)
    return 2 * alike >= len(words) and fuzz.partial_ratio(name, text, score_cutoff=floor) >= floor


@lru_cache(maxsize=64)
def _beginnings(text: str) -> frozenset[str]:
    words = re.findall(r"\w+", text)
    return frozenset(part for word in words for part in (word[:3], word[1:4]))


def _dates(row: RegisterRow, case: CaseWords, settings: MatchSettings) -> float:
    agreeing = 0
    for name in ("order_date", "certificate_date", "certificate_expiry"):
        day = getattr(row, name)
        agreeing += day is not None and day.isoformat() in case.said(name)
    return settings.same_day * min(agreeing, 2)
