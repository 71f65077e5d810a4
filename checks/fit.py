"""Does the action fit the finding? Other people than those meant, another activity told, one side left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from rapidfuzz import fuzz

from checks.cues import cue, cues
from checks.shares import number_of
from checks.telling import Clause, Tells, clauses_of, is_infinitive, is_person_noun
from checks.terms import terms
from extractors.languages.identify import language_of
from extractors.languages.letters import fold
from extractors.lexicon import topic, words

# Concepts of the glossary that are groups of people.
_PEOPLE = (
    "teacher",
    "student",
    "graduate",
    "employer",
    "parent",
    "girl",
    "boy",
    "child",
    "master",
    "trainer",
    "doctoral",
)
# Whose doings are told in place of whose.
_MISTAKEN = {
    "teacher": frozenset({"student", "graduate"}),
    "master": frozenset({"student", "graduate"}),
    "employer": frozenset({"student", "parent"}),
    "parent": frozenset({"student", "teacher"}),
    "girl": frozenset({"boy", "child"}),
    "boy": frozenset({"girl"}),
}


_TWO = 2
# Letters by which an activity is known again in the finding, and the Kyrgyz form that only leads to the next verb.
_STEM = 5
_CONVERB = re.compile(r"[ыиуао]п\W*$")
_SHORT_STEM, _NEARLY = 6, 84


@dataclass(frozen=True, slots=True)
class Misfit:
    """Why an action does not fit. code: key of the verdict wording; words: what shows it."""

    code: str
    values: tuple[tuple[str, str], ...]


def people_in(text: str) -> frozenset[str]:
    """Gives the groups of people that a text speaks of, as concepts of the glossary."""
    found = set(terms(text))
    return frozenset(group for group in _PEOPLE if f"={group}" in found)


def misfit(asked: str, measures: tuple[str, ...], clauses: tuple[Clause, ...], answer: str) -> Misfit | None:
    """Gives why the action does not fit the finding, or None when nothing shows that."""
    return (
        _aside("beside", asked, measures, clauses)
        or (None if _means_premises(asked, measures) else _aside("works", asked, measures, clauses))
        or (None if _means_looks(asked, measures) else _aside("looks", asked, measures, clauses))
        or _other_people(asked, measures, answer)
        or _other_place(asked, measures, answer)
    )


def only_prepares(asked: str, measures: tuple[str, ...], clauses: tuple[Clause, ...], as_of: date) -> str | None:
    """Gives the words of a first step that is all that was done («смета составлена»), unless it was what was asked."""
    meant = fold(" ".join((asked, *measures)))
    acts = [clause for clause in clauses if clause.tells & {Tells.DONE, Tells.STATE}]
    steps = [_first_step(clause, meant, as_of) for clause in acts]
    return steps[0] if steps and all(steps) else None


def _first_step(clause: Clause, meant: str, as_of: date) -> str | None:
    """Gives the words of a step that only prepares, when the clause tells no other act beside it."""
    said = cues("substance", "first_step", clause.text)
    # What stands between the step and its verb («вопрос о создании комиссии рассмотрен») is the matter itself.
    ends = [word for step in said for word in (step.split()[0], step.split()[-1])]
    if not said or any(_inflected(word) in meant for word in ends):
        return None
    rest = fold(clause.text)
    for step in said:
        rest = rest.replace(step, " ")
    left = clauses_of(rest, as_of) if re.search(r"\w{3,}", rest) else ()
    return None if any(Tells.DONE in other.tells for other in left) else said[0]


def _inflected(word: str) -> str:
    """Gives the letters that a short word keeps in its other forms: «спис» for «список», «списка»."""
    return word[: max(_STEM - 1, min(_STEM, len(word) - 2))]


def _means_premises(asked: str, measures: tuple[str, ...]) -> bool:
    """True when finding or plan has house or gear in mind, so that works on them may be the answer."""
    return bool(cue("substance", "premises", " ".join((asked, *measures))))


def _means_looks(asked: str, measures: tuple[str, ...]) -> bool:
    """True when finding or plan speaks of paint, curtains or the front of the house."""
    return bool(cue("substance", "looks", " ".join((asked, *measures))))


def _aside(told: str, asked: str, measures: tuple[str, ...], clauses: tuple[Clause, ...]) -> Misfit | None:
    """An activity such as a contest or a repair, which neither finding nor plan names, and no other act told.

    told: cues of the activity.
    """
    # Works are judged by whether finding or plan has premises in mind at all.
    meant = fold(" ".join((asked, *measures))) if told == "beside" else ""
    acts = [clause for clause in clauses if clause.tells & {Tells.DONE, Tells.STATE}]
    aside = [
        clause for clause in acts if any(said[:_STEM] not in meant for said in cues("substance", told, clause.text))
    ]
    others = [
        clause
        for clause in acts
        if clause not in aside
        and not clause.tells & {Tells.FOG, Tells.META, Tells.NOTED}
        and not _CONVERB.search(fold(clause.text))
    ]
    if aside and len(others) <= len(aside) - 1 + _trailing(acts, aside):
        words_said = cue("substance", told, aside[0].text) or ""
        return Misfit("verdict.beside", (("words", words_said),))
    return None


def _trailing(acts: list[Clause], aside: list[Clause]) -> int:
    """Counts the acts that come after an activity aside and so belong to it («конкурс …, занял второе место»)."""
    first = acts.index(aside[0])
    return len([clause for clause in acts[first + 1 :] if clause not in aside])


def _other_people(asked: str, measures: tuple[str, ...], answer: str) -> Misfit | None:
    """Students where teachers were meant, boys where girls were meant."""
    # How many of whom, said in brackets, only illustrates.
    answer = re.sub(r"\([^()]*\)", " ", answer)
    meant, told = people_in(asked), people_in(answer)
    planned = meant.union(*(people_in(measure) for measure in measures))
    for group, others in _MISTAKEN.items():
        wrong = told & others - planned
        if group in meant and group not in told and wrong and (group in {"girl", "boy"} or _counts(answer, wrong)):
            return Misfit(
                "verdict.other_people", (("asked", named(group, answer)), ("told", named(min(wrong), answer)))
            )
    return None


@cache
def _places() -> tuple[str, ...]:
    return tuple(topic("places", "ru"))


def _places_in(text: str) -> dict[str, str]:
    """Gives the sorts of place that a text names, each with the words that name it."""
    found = ((place, cue("places", place, text)) for place in _places())
    return {place: said for place, said in found if said}


def _other_place(asked: str, measures: tuple[str, ...], answer: str) -> Misfit | None:
    """The canteen where the workshop was meant, the accounting where the gate was: only places not meant are named."""
    wanted, told = _places_in(asked), _places_in(answer)
    planned = {place for measure in measures for place in _places_in(measure)}
    if not wanted or not told or told.keys() & (wanted.keys() | planned):
        return None
    return Misfit("verdict.other_place", (("asked", next(iter(wanted.values()))), ("told", next(iter(told.values())))))


def _counts(answer: str, groups: frozenset[str]) -> bool:
    """True when the answer counts people of one of the groups as those who did it («52 студента»)."""
    words = re.findall(r"[\w-]+", answer)
    return any(
        number_of(fold(word)) is not None and people_in(" ".join(words[place : place + 3])) & groups
        for place, word in enumerate(words)
    )


def left_out(asked: str, answer: str) -> str | None:
    """Gives the group of people named beside another in the finding, when the answer speaks of the other only."""
    told = people_in(answer)
    if cue("substance", "besides", answer) or _others_by_post(answer):
        # «студенты …, а также адвокат …», «два студента и главный врач»: the other side under another name.
        return None
    for one, other in _side_by_side(asked):
        if one in told and other not in told:
            return named(other, answer)
        if other in told and one not in told:
            return named(one, answer)
    return None


def _others_by_post(answer: str) -> bool:
    """True when the answer names people of no group of the glossary: an advocate, a chief doctor."""
    return any(is_person_noun(fold(word)) and not people_in(word) for word in re.findall(r"[а-яё-]{4,}", answer))


# A demand to make something known, and how an answer tells that it was done.
_TOLD_BY = (("publish", "published"), ("inform", "informed"))


def unsaid_demand(asked: str, answer: str, papers: str) -> str | None:
    """Gives the words of a second demand, to publish or make known, of which neither answer nor papers speak."""
    if not _asks_twice(asked):
        return None
    said = f"{answer} {papers}"
    wanted = ((cue("substance", demand, asked), told) for demand, told in _TOLD_BY)
    return next((demand for demand, told in wanted if demand and not _is_told(told, said)), None)


def _is_told(key: str, said: str) -> bool:
    """True when the answer has one of the words, a letter or two amiss: to miss one would raise a false alarm."""
    if cue("substance", key, said):
        return True
    stems = [fold(stem.rstrip("*")) for stem in words("substance", key) if len(stem) > _SHORT_STEM]
    spoken = re.findall(r"[а-яa-z]+", fold(said))
    return any(fuzz.ratio(word[: len(stem)], stem) >= _NEARLY for word in spoken for stem in stems)


def _asks_twice(asked: str) -> bool:
    """True when the finding asks for two things: two infinitives, or a Kyrgyz converb and a closing verbal noun."""
    spoken = [fold(word) for word in re.findall(r"[\w-]+", asked)]
    if language_of(asked) == "ky":
        closing = bool(spoken) and re.search(r"(?:уу|оо|луу)$", spoken[-1])
        joined = any(re.search(r"[аоуыиe]п$", word) for word in spoken[:-1]) or "жана" in spoken
        return bool(closing and joined)
    return sum(is_infinitive(word) for word in spoken) >= _TWO


def _side_by_side(asked: str) -> list[tuple[str, str]]:
    """Gives pairs of groups joined by "and": «студентов и работодателей»."""
    pairs: list[tuple[str, str]] = []
    for match in re.finditer(r"([\w-]+)\s+(?:и|жана|and)\s+([\w-]+)", asked):
        one, other = people_in(match[1]), people_in(match[2])
        if len(one) == 1 and len(other) == 1 and one != other:
            pairs.append((min(one), min(other)))
    return pairs


def named(group: str, text: str) -> str:
    """Gives the group in the language of the text, for the referent."""
    language = language_of(text) or "ru"
    return str(topic("glossary", language)[group][0])
