"""What an answer amounts to: what it claims of itself, and what its words really tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from checks.cues import cue
from checks.judgement import ReportStatus
from checks.similarity import squeezed
from checks.telling import Tells, clauses_of, future_year
from checks.terms import terms
from extractors.records import Claim, Reason, Response

_TICK, _CROSS, _BOTH = (
    re.compile(r"^\s*(?:[✓✔√☑✅+]+|v|V)\s*(?:[.,;:]|$|\s)"),
    re.compile(r"^\s*(?:[✗✘×☒❌]|[–—-])\s*$"),
    re.compile(r"^\s*(?:\+\s*/\s*[-–—]|±)"),
)
_PERCENT = re.compile(r"^\D{0,15}?(\d{1,3})\s*%|^\D{0,15}?(\d{1,3})\s*пайыз")
_REPEATED, _ADDS_NOTHING = 92, 0.8


@dataclass(frozen=True, slots=True)
class Substance:
    """What one answer amounts to, papers aside. status: ADDRESSED stands for a finished act that fits. doubt: 0..1."""

    claimed: Claim
    status: ReportStatus
    why: tuple[Reason, ...] = ()
    doubt: float = 0.0


def status_claim(text: str | None) -> Claim | None:
    """Gives what a status mark says; None when it says nothing that is understood."""
    if not text or not text.strip():
        return None
    if _BOTH.search(text):
        return Claim.PARTIAL
    if _CROSS.search(text):
        return Claim.NOT_DONE
    if _TICK.search(text):
        return Claim.DONE
    percent = _PERCENT.search(text)
    if percent:
        share = int(percent[1] or percent[2])
        return Claim.DONE if share >= 100 else Claim.PARTIAL if share > 0 else Claim.PLANNED
    for key, claim in (
        ("none", Claim.NONE),
        ("not_done", Claim.NOT_DONE),
        ("partial", Claim.PARTIAL),
        ("planned", Claim.PLANNED),
        ("done", Claim.DONE),
    ):
        if cue("statuses", key, text):
            return claim
    return None


def leading_status(text: str) -> tuple[str | None, str]:
    """Splits an answer that opens with its status («60 %. …», «✓ Толук аткарылды. …») into the status and the rest."""
    match = re.match(r"\s*((?:[✓✔√☑✅+]|\+/[-–]|\d{1,3}\s*%)?\s*[^.:;\n]{0,40}?)[.:;\n]\s+(?=\S)", text)
    head = match[1] if match else ""
    if match and head and len(head.split()) <= 4 and status_claim(head) is not None:
        return head, text[match.end() :]
    tick = re.match(r"\s*([✓✔√☑✅+]|\d{1,3}\s*%)\s+", text)
    return (tick[1], text[tick.end() :]) if tick else (None, text)


def substance_of(
    response: Response, asked: str, measures: tuple[str, ...], as_of: date, repeated: int = 1
) -> Substance:
    """Gives what the answer claims and what it tells, judged against the finding and its planned measures.

    Args:
        asked: the finding's wording.
        measures: wordings of the measures planned for it.
        as_of: day of judgement.
        repeated: how many findings get this very wording as their answer.
    """
    head, rest = leading_status(response.text)
    stated = status_claim(response.status_text) or status_claim(head)
    text = rest if head else response.text
    status, why, doubt = _told(text, asked, measures, as_of, bool(response.evidence))
    if status is ReportStatus.ADDRESSED and stated in (Claim.PLANNED, Claim.NOT_DONE):
        status, why = (
            ReportStatus.PLANNED,
            (Reason("verdict.status_planned", (("status", response.status_text or head or ""),)),),
        )
    elif status is ReportStatus.ADDRESSED and stated is Claim.PARTIAL:
        status, why = (
            ReportStatus.PARTIAL,
            (Reason("verdict.status_partial", (("status", response.status_text or head or ""),)),),
        )
    return Substance(stated or _claim(status, text, as_of), status, why, doubt)


def _claim(status: ReportStatus, text: str, as_of: date) -> Claim:
    """Gives the claim that a sentence makes of itself, where no status column speaks."""
    if status is ReportStatus.DECLINED:
        return Claim.NONE
    if status is ReportStatus.PLANNED:
        return Claim.PLANNED
    told = {tells for clause in clauses_of(text, as_of) for tells in clause.tells}
    if status is ReportStatus.PARTIAL:
        return Claim.PARTIAL if told & {Tells.UNDONE, Tells.ONGOING, Tells.PART, Tells.FUTURE} else Claim.DONE
    if status is ReportStatus.FORMAL:
        return Claim.DONE if Tells.DONE in told and not cue("substance", "noted", text) else Claim.NONE
    return Claim.DONE


def _told(
    text: str, asked: str, measures: tuple[str, ...], as_of: date, evidence: bool
) -> tuple[ReportStatus, tuple[Reason, ...], float]:
    clauses = clauses_of(text, as_of)
    told = [clause.tells for clause in clauses]
    every = frozenset().union(*told) if told else frozenset({Tells.NOTHING})
    if not re.search(r"\w{3,}", text):
        return ReportStatus.UNADDRESSED, (Reason("verdict.empty"),), 0.0
    declined = next((clause.cue for clause in clauses if Tells.DECLINED in clause.tells), None) or cue(
        "substance", "declined", text
    )
    if declined:
        return ReportStatus.DECLINED, (Reason("verdict.declined", (("words", declined),)),), 0.0
    if _repeats(text, asked, measures, evidence):
        return ReportStatus.FORMAL, (Reason("verdict.repeated"),), 0.0
    fog = [clause for clause in clauses if Tells.FOG in clause.tells and not re.search(r"\d", clause.text)]
    solid = [
        clause
        for clause in clauses
        if Tells.DONE in clause.tells and clause not in fog and not clause.tells & {Tells.ASKED, Tells.DECLINED}
    ]
    open_ended = [
        clause for clause in clauses if clause.tells & {Tells.FUTURE, Tells.UNDONE, Tells.ONGOING, Tells.DRAFT}
    ]
    if fog and not [c for c in solid if c not in open_ended] and not open_ended and not evidence:
        return ReportStatus.FORMAL, (Reason("verdict.fog", (("words", fog[0].cue or ""),)),), 0.0
    finished = [clause for clause in solid if clause not in open_ended]
    if open_ended:
        words = open_ended[0].cue or open_ended[0].text
        state = [c for c in clauses if Tells.STATE in c.tells and c not in open_ended and c not in fog]
        if finished or Tells.DRAFT in every or (state and Tells.PART in every):
            return ReportStatus.PARTIAL, (Reason("verdict.partial", (("words", words),)),), 0.0
        if Tells.ONGOING in every and Tells.FUTURE not in every and Tells.UNDONE not in every:
            return ReportStatus.PARTIAL, (Reason("verdict.ongoing", (("words", words),)),), 0.2
        return ReportStatus.PLANNED, (Reason("verdict.planned", (("words", words),)),), 0.0
    if not solid and future_year(text, as_of) and Tells.STATE not in every:
        return ReportStatus.PLANNED, (Reason("verdict.planned", (("words", text[:60]),)),), 0.3
    if not solid and not evidence and not re.search(r"\d", text):
        return ReportStatus.FORMAL, (Reason("verdict.no_act"),), 0.2
    return ReportStatus.ADDRESSED, (), 0.0


def _repeats(text: str, asked: str, measures: tuple[str, ...], evidence: bool) -> bool:
    """True when the answer only says the finding or the planned measure again."""
    plain = squeezed(text)
    if any(fuzz.ratio(plain, squeezed(other)) >= _REPEATED for other in (asked, *measures)):
        return True
    own = set(terms(text))
    added = own - set(terms(asked))
    return (
        not evidence and not re.search(r"\d", text) and len(own) >= 3 and len(added) <= (1 - _ADDS_NOTHING) * len(own)
    )
