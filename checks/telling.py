"""The clauses of an answer, and what each tells: a thing done, intended, under way, undone, refused, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import pymorphy3

from checks.cues import cue, spans_of
from checks.mentioned_days import dated_after, names_day_ahead, names_time_ahead
from extractors.languages.identify import language_of
from extractors.languages.letters import fold, named
from extractors.languages.words import pipeline

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

# Kyrgyz: the verb that closes the clause stands in a past tense or in the participle that tells a finished act.
_KY_PAST = re.compile(
    r"(?:[ыиу]лд[ыиу]|[ыиу]нд[ыиу]|[ыиу]шт[ыиу]|т[ыиу]р?д[ыиу]|[гкжнрлйаеоыиу]д[ыиу]|[пткчшс]т[ыиу]|[дт][ыиу]к)$|[^жб][гк][аео]н$"
)
_KY_PRESENT = re.compile(r"(?:[аеоыиу]т|йт|[аеоуыи]быз|йбыз)$")
# «өткөрүлмөкчү» intends; «өткөрүлүп,» tells an act whose time the next clause gives.
_KY_INTENT = re.compile(r"м[ао]кч[ыу](?:буз|быз)?$")
_KY_CONVERB = re.compile(r"[ыиуао]п$")
_KY_GOING_ON = re.compile(r"[ыиуао]п\s+жат(?:ат|абыз|ышат)\W*$")
# «Саны баягы боюнча калды» remained as it was, «кайрылганы турабыз» are about to, «уюштурулбай калды» was not done.
_KY_REMAINED = re.compile(r"кал(?:ды|ган)\W*$")
_KY_ABOUT_TO = re.compile(r"г[ае]ны\s+тур\w*\W*$")
_KY_NOT_DONE = re.compile(r"[бп][аео]й(?:т|быз|м)$")  # «толтурулбайт»
_KY_NEGATED = re.compile(
    r"б[аео]й\s+кал(?:ды|ган)$|(?:[гк][аео]н|[ыиу]лг[аео]н)\s+(?:жок|эмес)$"
    r"|б[аео]д[ыиу]к?$|б[аео]г[аео]н$|п[аео]д[ыиу]$"
)
_RU_NEGATED = re.compile(r"\bне\s+([а-яё]+)")
_ROW_WORDS = 2  # of an infinitive in a row, before the verb that governs it
_VERBAL = frozenset({"PRTS", "VERB"})
# Parts of speech that settle what a Russian form is; short adjectives and the like leave it open.
_DECISIVE = _VERBAL | {"NOUN", "ADJF", "NPRO", "PREP", "CONJ", "PRCL", "ADVB"}
_BREAKS = frozenset({",", ";", ":", "—", "–", "-", "\n"})


class Tells(StrEnum):
    """What a clause tells."""

    DONE = "done"
    STATE = "state"
    DENIED = "denied"  # «журнал не ведётся», but also «без допуска в график не ставится»
    FUTURE = "future"
    ONGOING = "ongoing"
    UNDONE = "undone"
    PART = "part"
    ASKED = "asked"
    DRAFT = "draft"
    DECLINED = "declined"
    NOTED = "noted"
    FOG = "fog"
    META = "meta"


_CUED = (
    Tells.DECLINED,
    Tells.UNDONE,
    Tells.DRAFT,
    Tells.ASKED,
    Tells.FUTURE,
    Tells.ONGOING,
    Tells.PART,
    Tells.NOTED,
    Tells.FOG,
    Tells.META,
)


# What the closing verb of a Kyrgyz clause outranks: «калгандары сатып алынды» is done.
_GOVERNED = frozenset({Tells.FUTURE, Tells.ONGOING})


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause as written, what it tells, and the words that tell each thing (folded), where words do."""

    text: str
    tells: frozenset[Tells]
    cues: tuple[tuple[Tells, str], ...] = ()

    def words(self, *sought: Tells) -> str:
        """Gives the words that tell one of `sought`, else the clause itself."""
        return next((said for told, said in self.cues if told in sought), self.text)


@cache
def _russian() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer()


@lru_cache(maxsize=20_000)
def _grammar(word: str) -> Tells | None:
    """Tells what a Russian word form says of time: a finished act, a coming one, a standing state."""
    if not _russian().word_is_known(word):
        return None
    parses = [parse for parse in _russian().parse(word) if parse.score >= 0.15]
    tags: list[Any] = [parse.tag for parse in parses if parse.tag.POS in _DECISIVE]
    if not tags or tags[0].POS not in _VERBAL:
        return None
    # «пришли» is a past before it is an imperative; a form that may be a present is no promise.
    if any("past" in tag for tag in tags if tag.POS in _VERBAL):
        return Tells.DONE
    return Tells.FUTURE if "futr" in tags[0] and not _may_be_present(word) else Tells.STATE


def _may_be_present(word: str) -> bool:
    """True when the form is a present tense, also with its ё restored («осознает», «уходят»)."""
    forms = [word, *(word[:at] + "ё" + word[at + 1 :] for at, letter in enumerate(word) if letter == "е")]
    known = [form for form in forms if _russian().word_is_known(form)]
    return any("pres" in parse.tag for form in known for parse in _russian().parse(form))


@lru_cache(maxsize=2_000)
def clauses_of(text: str, as_of: date) -> tuple[Clause, ...]:
    """Gives the clauses of an answer, each with what it tells.

    Args:
        text: the answer as written; what stands in brackets is left out.
        as_of: the day of judgement; an act dated after it is a promise.
    """
    bare = named(re.sub(r"\([^()]*\)", " ", text))
    kyrgyz = language_of(bare) == "ky"
    doc = pipeline("ky" if kyrgyz else "ru")(bare)
    parts = tuple(_parts(doc))
    # «2026-жылдын декабрына чейин төлөндү»: the day to come belongs to an act already done.
    paid = " ".join(part for part in parts if _tells_act(part)) if kyrgyz else ""
    ahead = kyrgyz and names_day_ahead(bare, as_of) and not names_day_ahead(paid, as_of)
    read = [_clause(part, kyrgyz, as_of, ahead=ahead) for part in parts]
    governed = [_governed(clause, after, kyrgyz=kyrgyz) for clause, after in zip(read, [*read[1:], None], strict=True)]
    return tuple(governed)


def _governed(clause: Clause, after: Clause | None, *, kyrgyz: bool) -> Clause:
    """Gives a clause with the time that the verb after it gives: a Kyrgyz converb, a row of infinitives («доить,
    вакцинировать … учатся»).
    """
    if after is None:
        return clause
    if kyrgyz and clause.tells == {Tells.STATE} and _KY_CONVERB.search(fold(clause.text)):
        return replace(clause, tells=frozenset({Tells.FUTURE})) if Tells.FUTURE in after.tells else clause
    row = not kyrgyz and clause.tells == {Tells.FUTURE} and not clause.cues and len(clause.text.split()) <= _ROW_WORDS
    finite = after.tells & {Tells.DONE, Tells.STATE, Tells.UNDONE}
    return replace(clause, tells=frozenset()) if row and finite else clause


def _tells_act(part: str) -> bool:
    """True for a Kyrgyz clause that tells an act done, not one put into a plan («белгиленди», «киргизилди»)."""
    return _kyrgyz(fold(part), ahead=False) == {Tells.DONE} and not cue("substance", "pledged", part)


def _parts(doc: Doc) -> Iterator[str]:
    """Yields the clauses: sentences cut at commas, dashes, colons and contrasting words."""
    for sentence in doc.sents:
        start = sentence.start
        for token in sentence:
            breaks = "\n" in token.text or (token.text in _BREAKS and not _inside_word(token))
            contrast = token.i > start and bool(cue("substance", "contrast", token.text))
            if breaks or contrast:
                yield from _spoken(doc[start : token.i])
                start = token.i + (1 if breaks else 0)
        yield from _spoken(doc[start : sentence.end])


def _inside_word(token: Token) -> bool:
    """True for a dash without blanks about it: «2027-жылга», «5–9-класстар»."""
    joined = token.i > 0 and not token.doc[token.i - 1].whitespace_ and not token.whitespace_
    return token.text in "-–—" and joined


def _spoken(span: Span) -> Iterator[str]:
    text = span.text.strip(" ,;:—–-\n")
    if re.search(r"\w", text):
        yield text


def _clause(text: str, kyrgyz: bool, as_of: date, *, ahead: bool) -> Clause:
    plain = fold(text)
    first = plain.split()[:3]
    told = {tells: said for tells in _CUED if (said := cue("substance", tells.value, text))}
    subordinate = not kyrgyz and any(cue("substance", "subordinate", word) for word in first[:2])
    if subordinate or cue("substance", "example", " ".join(first)):
        told = {tells: said for tells, said in told.items() if tells is Tells.DECLINED}
        return Clause(text, frozenset(told), tuple(told.items()))
    if Tells.META in told:
        return Clause(text, frozenset({Tells.META}), tuple(told.items()))
    to_come = names_time_ahead(text, as_of) or bool(cue("substance", "next_time", text))
    grammar = _kyrgyz(plain, ahead=ahead or to_come) if kyrgyz else _russian_told(plain)
    if _nothing_amiss(plain, kyrgyz=kyrgyz):
        # «Перебоев не было», «ни одного без подписи»: what is not amiss is not undone.
        told.pop(Tells.UNDONE, None)
        grammar = {Tells.STATE if tells is Tells.DENIED else tells for tells in grammar - {Tells.UNDONE}}
    if kyrgyz and Tells.UNDONE in told and _KY_REMAINED.search(plain):
        grammar.discard(Tells.DONE)  # «саны баягы боюнча калды»
    if kyrgyz and Tells.DONE in grammar:
        # A Kyrgyz clause is governed by the verb that closes it: «пландаштырылган 34 иштин 33ү өткөрүлдү» is done.
        told = {tells: said for tells, said in told.items() if tells not in _GOVERNED or _closes(said, plain)}
        if Tells.FUTURE in told:
            grammar.discard(Tells.DONE)  # «күзгө белгилеп койдук»: what closes the clause only intends
    if not kyrgyz and Tells.FUTURE in told:
        # «предусмотрены в заявке», «включено в план»: the participle tells the intention itself.
        grammar.discard(Tells.DONE)
    if not kyrgyz and not grammar and "«" not in text and _only_infinitive(plain):
        # «разработать и утвердить единый план»: what is yet to be done.
        grammar.add(Tells.FUTURE)
    tells = frozenset(grammar | set(told))
    if Tells.PART in tells and names_time_ahead(text, as_of):
        # «остальным назначен второй поток на август 2026 года»
        tells |= {Tells.ONGOING}
    if Tells.PART in tells and kyrgyz and _KY_GOING_ON.search(plain):
        # «калган 13 дисциплинаныкы толукталып жатат»
        tells |= {Tells.ONGOING}
    pledged = to_come and bool(cue("substance", "pledged", text))
    if Tells.DONE in tells and (pledged or dated_after(text, as_of)):
        tells = (tells - {Tells.DONE}) | {Tells.FUTURE}
    if not kyrgyz and Tells.STATE in tells and cue("substance", "others", text) and Tells.DONE not in tells:
        # «остальные учатся на курсе»
        tells |= {Tells.ONGOING}
    if not kyrgyz and Tells.STATE in tells and _still(text, tells):
        # «у третьего курса оценки ещё вносят на бумаге»
        tells |= {Tells.ONGOING}
    if cue("substance", "in_force", text):
        # «действует до 2028 года», «күчүнө кирет»: a paper that stands, whatever the year it names.
        tells = (tells - {Tells.FUTURE, Tells.ONGOING}) | {Tells.STATE}
    still = Tells.STATE in tells and not tells & {Tells.DONE, Tells.FUTURE} and not cue("substance", "in_force", text)
    if still and not kyrgyz and names_time_ahead(text, as_of):
        # «третья проходит переподготовку до июня»: what still goes on at the day of judgement.
        tells |= {Tells.ONGOING}
    if Tells.ONGOING in tells and cue("substance", "habit", text):
        # «обновляются в начале семестра»: a custom, not a work unfinished.
        tells = (tells - {Tells.ONGOING}) | {Tells.STATE}
    if cue("substance", "present_state", text) and Tells.DENIED not in tells:
        tells |= {Tells.STATE}
    return Clause(text, tells, tuple(told.items()))


def _still(text: str, tells: frozenset[Tells]) -> bool:
    """True when a present tense tells what still goes on, not a custom nor fog («продолжает большую работу»)."""
    told = cue("substance", "yet", text) and not cue("substance", "habit", text)
    return bool(told) and not tells & {Tells.FOG, Tells.META, Tells.NOTED}


def _nothing_amiss(plain: str, *, kyrgyz: bool) -> bool:
    """True when every negation of a clause tells of nothing amiss: of trouble that did not come, of what may not be.

    «Жалоб не поступало» does, «жалобы не рассмотрены» and «книга жалоб не заведена» do not: the verb decides.
    """
    trouble = bool(cue("substance", "trouble", plain))
    if kyrgyz:
        verb = re.search(r"([\w-]+?)(?:\s+(?:жок|эмес))?\W*$", plain)
        came = bool(verb and cue("substance", "comes", verb[1]))
        return bool(cue("substance", "harmless", plain)) or (trouble and came)
    negated = [match for match in _RU_NEGATED.finditer(plain) if _grammar(match[1]) is not None]
    return bool(negated) and all(
        _is_harmless(plain, match) or (trouble and bool(cue("substance", "comes", match[1]))) for match in negated
    )


def _is_harmless(plain: str, negation: re.Match[str]) -> bool:
    """True when a harmless phrase holds this negation («не понадобилось», «без теста … не выдаётся»)."""
    return any(start <= negation.start() < end for start, end in spans_of("substance", "harmless", plain))


def _closes(said: str, plain: str) -> bool:
    """True when the words stand among the last two of the clause."""
    return said.rsplit(maxsplit=1)[-1] in re.findall(r"[\w-]+", plain)[-2:]


def _russian_told(plain: str) -> set[Tells]:
    told = {grammar for word in re.findall(r"[а-яё-]+", plain) if (grammar := _grammar(word))}
    negated = [match[1] for match in _RU_NEGATED.finditer(plain) if _grammar(match[1]) is Tells.DONE]
    if negated:
        told.add(Tells.UNDONE)
        finished = [word for word in re.findall(r"[а-яё-]+", plain) if _grammar(word) is Tells.DONE]
        if len(finished) <= len(negated):
            told.discard(Tells.DONE)
    denied = [match[1] for match in _RU_NEGATED.finditer(plain) if _grammar(match[1]) is Tells.STATE]
    standing = [word for word in re.findall(r"[а-яё-]+", plain) if _grammar(word) is Tells.STATE]
    if denied and len(standing) <= len(denied):
        told = (told - {Tells.STATE}) | {Tells.DENIED}
    return told


def only_tried(clause: str) -> bool:
    """True when all that a Russian clause tells of the past is in the imperfective: «искали», «приглашались»."""
    past = [word for word in re.findall(r"[а-яё-]+", fold(clause)) if _grammar(word) is Tells.DONE]
    return bool(past) and all("impf" in _russian().parse(word)[0].tag for word in past)


@lru_cache(maxsize=20_000)
def is_infinitive(word: str) -> bool:
    """True for the infinitive of a Russian verb."""
    return bool(_russian().word_is_known(word) and _russian().parse(word)[0].tag.POS == "INFN")


@lru_cache(maxsize=20_000)
def is_person_noun(word: str) -> bool:
    """True for a common Russian noun that names people («адвокат», «врачи»)."""
    if not _russian().word_is_known(word):
        return False
    tag: Any = _russian().parse(word)[0].tag
    return "NOUN" in tag and "anim" in tag and not {"Name", "Surn", "Patr"} & set(tag.grammemes)


def _only_infinitive(plain: str) -> bool:
    """True when the clause opens with an infinitive («разработать положение»), as plans are worded."""
    spoken = re.findall(r"[а-яё-]+", plain)
    return bool(spoken) and spoken[0] != "есть" and is_infinitive(spoken[0])


def _kyrgyz(plain: str, *, ahead: bool) -> set[Tells]:
    """A Kyrgyz clause closes with its verb: a past tense there tells a finished act, a negated one the lack of it.

    The present serves for the future too: with a time to come in the answer (`ahead`) it is a promise, else a habit.
    """
    spoken = re.findall(r"[\w-]+", plain)
    if not spoken:
        return set()
    if _KY_NEGATED.search(" ".join(spoken[-2:])):
        return {Tells.UNDONE}
    if _KY_NOT_DONE.search(spoken[-1]):
        return {Tells.DENIED}
    if _KY_ABOUT_TO.search(plain):
        return {Tells.FUTURE}
    tail = [word for word in spoken[-2:] if not word[0].isdigit() and len(word) > 3]
    if any(_KY_PAST.search(word) for word in tail[-1:]):
        return {Tells.DONE}
    if any(_KY_INTENT.search(word) for word in tail[-1:]):
        return {Tells.FUTURE}
    if any(_KY_CONVERB.search(word) for word in tail[-1:]):
        return {Tells.STATE}
    return {Tells.FUTURE} if ahead and any(_KY_PRESENT.search(word) for word in tail[-1:]) else set()
