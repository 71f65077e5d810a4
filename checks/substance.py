"""What an answer amounts to: what it claims of itself, and what its words really tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from checks.cues import cue
from checks.fit import left_out, misfit, only_prepares, unsaid_demand
from checks.judgement import ReportStatus
from checks.mentioned_days import days_in, names_time_ahead, names_year_after, newest_year
from checks.shares import numbers_in, shortfall
from checks.similarity import squeezed
from checks.status_marks import leading_status, only_status, status_claim
from checks.telling import Clause, Tells, clauses_of, only_tried
from checks.terms import has_content, terms
from extractors.records import Claim, Reason, Response

_REPEATED, _NEW_SHARE, _TERMS = 92, 0.45, 5
_QUOTE = 80
# Content words that finding and plan do not have, from which a custom told without figure or paper counts.
_CLOSELY = 7
# An answer of so few words that are a status says nothing more than its mark.
_BARE_WORDS = 3
# An answer that opens with «не выполнено» says so of the whole.
_OPENING = 2
_KY_GOES_ON = re.compile(r"[ыиуүаоөэе]п\s+жат\w*")  # «практика архивде өтүп жатат»
_OPEN = frozenset({Tells.FUTURE, Tells.UNDONE, Tells.ONGOING, Tells.DRAFT})
_EMPTY = frozenset({Tells.FOG, Tells.NOTED, Tells.META, Tells.ASKED, Tells.DECLINED})
_UNMADE = _OPEN | _EMPTY | {Tells.DENIED}


@dataclass(frozen=True, slots=True)
class Substance:
    """What one answer amounts to, papers aside. status: ADDRESSED stands for a finished act that fits. doubt: 0..1."""

    claimed: Claim
    status: ReportStatus
    why: tuple[Reason, ...] = ()
    doubt: float = 0.0


@dataclass(frozen=True, slots=True)
class Asked:
    """What an answer is held against: the finding's text, the measures planned; papers before `since` are old."""

    text: str
    measures: tuple[str, ...] = ()
    since: date | None = None


def substance_of(response: Response, asked: Asked, as_of: date) -> Substance:
    """Gives what the answer claims and what it tells, judged against the finding and its planned measures."""
    head, rest = leading_status(response.text)
    mark = response.status_text or head or ""
    stated = status_claim(response.status_text) or status_claim(head)
    text = rest if head else response.text
    told = _told(text, asked, as_of, "; ".join(paper.text for paper in response.evidence))
    claimed = stated or _claim(told.status, text, as_of, repeated=_reason("repeated") in told.why)
    opening = " ".join(text.split()[:_OPENING])
    if stated is None and cue("statuses", "not_done", opening) and only_status(opening):
        stated, mark = Claim.NOT_DONE, opening
        claimed = stated
    if stated is Claim.NOT_DONE and told.status in (ReportStatus.FORMAL, ReportStatus.PARTIAL):
        return Substance(claimed, ReportStatus.PLANNED, (_reason("status_planned", status=mark),), 0.3)
    if told.status is ReportStatus.ADDRESSED and stated in (Claim.PLANNED, Claim.NOT_DONE):
        return Substance(claimed, ReportStatus.PLANNED, (_reason("status_planned", status=mark),), 0.3)
    if told.status is ReportStatus.ADDRESSED and stated is Claim.PARTIAL:
        return Substance(claimed, ReportStatus.PARTIAL, (_reason("status_partial", status=mark),))
    why = told.why
    if (
        stated is Claim.DONE
        and told.status in (ReportStatus.PARTIAL, ReportStatus.PLANNED, ReportStatus.FORMAL)
        and mark
    ):
        why = (*why, _reason("status_against", status=mark))
    return Substance(claimed, told.status, why, told.doubt)


def _reason(key: str, **values: str) -> Reason:
    return Reason(f"verdict.{key}", tuple((name, _short(value)) for name, value in values.items()))


def _short(text: str) -> str:
    return text if len(text) <= _QUOTE else text[: _QUOTE - 1].rstrip() + "…"


def _claim(status: ReportStatus, text: str, as_of: date, *, repeated: bool) -> Claim:
    """Gives the claim that a sentence makes of itself, where no status column speaks."""
    if status in (ReportStatus.DECLINED, ReportStatus.UNADDRESSED):
        return Claim.NONE
    if status is ReportStatus.PLANNED:
        return Claim.PLANNED
    clauses = clauses_of(text, as_of)
    if status is ReportStatus.PARTIAL:
        admits = any(clause.tells & (_OPEN | {Tells.PART}) for clause in clauses)
        return Claim.PARTIAL if admits else Claim.DONE
    if status is ReportStatus.FORMAL:
        # Whoever agrees, repeats the finding or only speaks well of the matter claims nothing.
        noted = any(Tells.NOTED in clause.tells for clause in clauses)
        acts = [
            clause
            for clause in clauses
            if Tells.DONE in clause.tells
            and Tells.NOTED not in clause.tells
            and not cue("substance", "attention", clause.text)
        ]
        states = any(Tells.STATE in clause.tells and Tells.FOG not in clause.tells for clause in clauses)
        return Claim.DONE if not repeated and (acts or (states and not noted)) else Claim.NONE
    return Claim.DONE


@dataclass(frozen=True, slots=True)
class _Told:
    status: ReportStatus
    why: tuple[Reason, ...] = ()
    doubt: float = 0.0


def _told(text: str, asked: Asked, as_of: date, papers: str) -> _Told:
    """Gives what the words tell: refusal, repetition, fog, promise, part, misfit, or a finished act, in this order."""
    evidence = bool(papers)
    if not re.search(r"\w{3,}", text):
        return _Told(ReportStatus.UNADDRESSED, (_reason("empty"),))
    declined = cue("substance", "declined", text)
    if declined:
        return _Told(ReportStatus.DECLINED, (_reason("declined", words=declined),))
    if (
        not evidence
        and len(text.split()) <= _BARE_WORDS
        and status_claim(text) is Claim.DONE
        and not re.search(r"\d", text)
    ):
        return _Told(ReportStatus.FORMAL, (_reason("fog", words=text),))
    clauses = clauses_of(text, as_of)
    # An infinitive alone promises nothing: it may be the plan's own wording.
    promised = any(
        Tells.UNDONE in clause.tells or any(told is Tells.FUTURE for told, _ in clause.cues) for clause in clauses
    ) or names_time_ahead(text, as_of)
    if not promised and _repeats(text, asked, evidence):
        return _Told(ReportStatus.FORMAL, (_reason("repeated"),))
    unfinished = _unfinished(text, clauses, asked, as_of, evidence=evidence)
    if unfinished is not None:
        return unfinished
    other = misfit(asked.text, asked.measures, clauses, text)
    if other is not None:
        return _Told(ReportStatus.FORMAL, (Reason(other.code, other.values),))
    old = _old_paper(text, asked.since, evidence)
    if old is not None:
        return _Told(ReportStatus.FORMAL, (_reason("old_paper", day=old),))
    step = only_prepares(asked.text, asked.measures, clauses, as_of)
    if step is not None:
        return _Told(ReportStatus.PARTIAL, (_reason("first_step", words=step),), 0.4)
    short = shortfall(asked.text, asked.measures, text)
    if short is not None:
        return _Told(ReportStatus.PARTIAL, (_reason("short_figure", asked=short.asked, reached=short.reached),))
    unsaid = unsaid_demand(asked.text, text, papers)
    if unsaid is not None:
        return _Told(ReportStatus.PARTIAL, (_reason("demand_unsaid", words=unsaid),), 0.5)
    missing = left_out(asked.text, text)
    if missing is not None:
        return _Told(ReportStatus.PARTIAL, (_reason("one_side", missing=missing),), 0.5)
    return _Told(ReportStatus.ADDRESSED)


def _old_paper(text: str, since: date | None, evidence: bool) -> str | None:
    """Gives the day of the paper when everything the answer rests on is older than the commission's word."""
    year = newest_year(text)
    days = [day for day, _, _ in days_in(text)]
    if since is None or year is None or not evidence or year >= since.year or not days:
        return None
    return max(days).strftime("%d.%m.%Y")


def _unfinished(
    text: str, clauses: tuple[Clause, ...], asked: Asked, as_of: date, *, evidence: bool
) -> _Told | None:
    """Gives fog, promise or part when the clauses tell no finished act alone; None when they do."""
    clauses = _beside_an_act(clauses)
    foggy = [clause for clause in clauses if _says_nothing(clause)]
    # «Рекомендация принята, учитывается в работе» only agrees, whatever goes on.
    open_ended = [
        clause
        for clause in clauses
        if clause.tells & _OPEN and not (Tells.NOTED in clause.tells and clause.tells & _OPEN == {Tells.ONGOING})
    ]
    solid = [
        clause
        for clause in clauses
        if clause.tells & {Tells.DONE, Tells.STATE}
        and clause not in foggy
        and clause not in open_ended
        and not clause.tells & _EMPTY
    ]
    mixed = [clause for clause in open_ended if Tells.DONE in clause.tells]
    finished = [clause for clause in solid if Tells.DONE in clause.tells]
    if open_ended:
        # «Арендодатель отказал», «ставка сокращена»: what befell the act is no part of it.
        mixed, finished = ([clause for clause in group if not _setback(clause)] for group in (mixed, finished))
        words = open_ended[0].words(*_OPEN)
        every = frozenset().union(*(clause.tells for clause in clauses))
        if Tells.FUTURE in every:
            # «планируем подготовить к сентябрю, преподаватель определён»: what only prepares is no part of the act.
            finished, mixed, solid = (_without_preparing(group) for group in (finished, mixed, solid))
        if Tells.UNDONE in every and Tells.ONGOING not in every:
            # «График так и не составлен, действует прошлогодний»: what still stands is nothing done.
            # «ведутся в двух группах из пяти» is a part of it, though, and so is what was not only tried.
            finished = [clause for clause in finished if not only_tried(clause.text)]
            mixed = [clause for clause in mixed if not only_tried(clause.text)]
            solid = [clause for clause in solid if clause in finished or _is_part(clause)]
        if finished or mixed or solid or Tells.DRAFT in every:
            return _Told(ReportStatus.PARTIAL, (_reason("partial", words=words),))
        if Tells.FUTURE not in every and Tells.UNDONE not in every and not names_year_after(text, as_of):
            return _Told(ReportStatus.PARTIAL, (_reason("ongoing", words=words),), 0.2)
        return _Told(ReportStatus.PLANNED, (_reason("planned", words=words),))
    if finished:
        return _stopped(finished)
    pleas = [clause for clause in clauses if Tells.ASKED in clause.tells]
    if pleas and not solid:
        return _Told(ReportStatus.PLANNED, (_reason("planned", words=pleas[0].words(Tells.ASKED)),), 0.3)
    if foggy and not (solid and re.search(r"\d", text)) and not evidence:
        return _Told(ReportStatus.FORMAL, (_reason("fog", words=foggy[0].words(*_EMPTY)),))
    if not solid and names_year_after(text, as_of):
        return _Told(ReportStatus.PLANNED, (_reason("planned", words=text),), 0.3)
    if not evidence and not re.search(r"\d", text) and not numbers_in(text) and not _tells_how(text, solid, asked):
        return _Told(ReportStatus.FORMAL, (_reason("no_act"),), 0.2)
    denied = [clause for clause in clauses if Tells.DENIED in clause.tells]
    if denied and not solid:
        # Nothing but what is not done: «мониторинг не проводится»; beside an act it may be a rule that now holds.
        return _Told(ReportStatus.PLANNED, (_reason("denied", words=denied[0].text),), 0.3)
    return None


def _beside_an_act(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """Gives the clauses without those that an act makes harmless: «рефераты взамен больше не принимаются»."""
    over = [clause for clause in clauses if cue("substance", "over", clause.text)]
    left = tuple(clause for clause in clauses if clause not in over)
    stands = any(clause.tells & {Tells.DONE, Tells.STATE} and not clause.tells & _UNMADE for clause in left)
    return left if stands else clauses


def _stopped(finished: list[Clause]) -> _Told | None:
    """Gives what an act amounts to that was stopped or undone: «установили, однако разобран»; None when none was."""
    ends = [cue("substance", "stopped", clause.text) for clause in finished]
    if all(ends):
        return _Told(ReportStatus.PLANNED, (_reason("denied", words=finished[-1].text),), 0.3)
    if ends[-1]:
        return _Told(ReportStatus.PARTIAL, (_reason("partial", words=str(ends[-1])),), 0.5)
    return None


def _tells_how(text: str, solid: list[Clause], asked: Asked) -> bool:
    """True when a custom is told so closely that it is more than a word: «кладовщица утром и вечером записывает …»."""
    known = {term for said in (asked.text, *asked.measures) for term in terms(said)}
    new = {term for term in terms(text) if term not in known and has_content(term)}
    return bool(solid) and len(new) >= _CLOSELY and not cue("substance", "noted", text)


def _without_preparing(clauses: list[Clause]) -> list[Clause]:
    return [clause for clause in clauses if not cue("substance", "preparing", clause.text)]


def _is_part(clause: Clause) -> bool:
    """True when what stands is counted, or goes on in Kyrgyz: some of what was asked for is there."""
    some = bool(numbers_in(clause.text)) or _KY_GOES_ON.search(clause.text) is not None
    return some and not _setback(clause)


def _setback(clause: Clause) -> bool:
    return bool(cue("substance", "setback", clause.text))


def _says_nothing(clause: Clause) -> bool:
    """True for fog, and for an act without an object: «по этому пункту всё устранено полностью»."""
    if re.search(r"\d", clause.text):
        return False
    if clause.tells & _EMPTY:
        return True
    return Tells.DONE in clause.tells and not any(has_content(term) for term in terms(clause.text))


def _repeats(text: str, asked: Asked, evidence: bool) -> bool:
    """True when the answer only says the finding or a planned measure again."""
    plain = squeezed(text)
    copied = (asked.text, *(() if evidence else asked.measures))
    if any(fuzz.ratio(plain, squeezed(other)) >= _REPEATED for other in copied):
        return True
    if evidence or re.search(r"\d|«", text):
        return False
    own, known = set(terms(text)), set(terms(asked.text))
    planned = {term for measure in asked.measures for term in terms(measure)} - known
    new = own - known
    return len(own) >= _TERMS and len(new) <= _NEW_SHARE * len(own) and not new & planned
