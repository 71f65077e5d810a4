"""Letters whose answers carry keys while what they answer carries none: «З-1 (кр. 1.2). …» above «Ответ: …»."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from extractors import lexicon
from extractors.head_words import Role
from extractors.kinds.anchors import criteria_in, labels_in, own_number
from extractors.kinds.headings import finding_in_heading, is_heading
from extractors.kinds.keyed_text import SURE_DASH, Keyed, keyed, role_of_key
from extractors.languages.letters import fold
from extractors.records import Paragraph

FEWEST = 2  # answers with keys that make a paper one of forms
MOSTLY = 0.6  # share of the answers that must stand below a line without a key
CITED_WITHIN = 60  # characters from a line's beginning in which it cites what it repeats
LONGEST_KEY = 4  # words of a key without a colon

_ANSWERS = frozenset({Role.ANSWER, Role.AFTER})
_SET_OFF = frozenset({Role.ANSWER, Role.EVIDENCE, Role.STATUS})
_DASHED = re.compile(r"\s*((?:[^\W\d_]+[ ]?){1,4}?)\s*(?:\s-|[–—])\s+(?=\S)")
_LAST_CRITERION = re.compile(r"\([^()\d]{0,14}\d{1,2}\.\d{1,2}[^()]{0,14}\)\s*[.;]?\s*$")
_QUESTION = re.compile(
    r"\s*[IVXІХ]{1,4}[.)]\s|\s*(?:№\s*)?\d{1,3}\s?-\s?[^\W\d_]+|\s*[^\W\d_]+\s+№?\s*\d{1,3}(?:\.\d{1,2})*\s*[.:(–—-]"
)


@dataclass(frozen=True, slots=True)
class Openings:
    """Which lines without a key open an item, and which answer one without a key. numbered: openings have numbers."""

    lines: frozenset[int]
    unkeyed: frozenset[int]
    numbered: bool


def openings(lines: Sequence[Paragraph], keys: frozenset[Role]) -> Openings:
    """Gives the lines that what is answered stands in: those right above an answer, and those that cite as they do."""
    parts = [keyed(own_number(line.text)[1], keys) for line in lines]
    answers = [at for at, said in enumerate(parts) if _opens_answer(said)]
    above = {at - 1 for at in answers if at and not parts[at - 1].values}
    usual = len(above) >= MOSTLY * len([at for at in answers if not _answers_again(at, parts)])
    found = {at for at in above if usual or cites(lines[at]) or _last_role(at, parts) not in _ANSWERS}
    citing = len(found) >= FEWEST and sum(map(cites, (lines[at] for at in found))) >= MOSTLY * len(found)
    if citing:
        found |= {at for at, line in enumerate(lines) if not parts[at].values and cites(line) and not _is_bare(line)}
        found |= {
            at - 1 for at in found if at and not cites(lines[at]) and not parts[at - 1].values and cites(lines[at - 1])
        }
    return Openings(
        lines=frozenset(found),
        unkeyed=frozenset(at for at in range(len(lines)) if citing and _answers_unkeyed(at, lines, parts, found)),
        numbered=any(_number(lines[at]) is not None for at in found) or not found,
    )


def cites(line: Paragraph) -> bool:
    """Tells whether a line begins with a number, a code or a criterion of what it repeats."""
    opening = line.text[:CITED_WITHIN]
    cited = bool(labels_in(opening) or criteria_in(opening) or _LAST_CRITERION.search(line.text))
    return _number(line) is not None or cited or _QUESTION.match(opening) is not None


def with_keys_set_off(lines: Sequence[Paragraph]) -> list[Paragraph]:
    """Gives the lines with a colon after every key that a stop, a dash or its own line sets off."""
    stopped = sum(_answer_stop().match(line.text) is not None for line in lines) >= FEWEST
    if stopped:
        lines = [replace(line, text=_with_colon(line.text)) for line in lines]
    dashed = Counter(key for line in lines if (key := _dashed_key(line.text)) is not None)
    answers = sum(count for key, count in dashed.items() if role_of_key(key, SURE_DASH) is Role.ANSWER)
    usual = {key for key, count in dashed.items() if count >= FEWEST}
    if answers < FEWEST or 2 * answers > len(lines) + 1:
        return list(lines)
    return [_with_dash_as_colon(line, usual) for line in lines]


def _dashed_key(text: str) -> str | None:
    """Gives the folded key that a dash or the end of its line sets off («Ответ – …», «Жооп»), None without one."""
    match = _DASHED.match(text)
    key = match.group(1) if match else text
    if len(key.split()) > LONGEST_KEY or ":" in key or role_of_key(key, SURE_DASH) not in _SET_OFF:
        return None
    return fold(key).strip()


def _with_dash_as_colon(line: Paragraph, usual: set[str]) -> Paragraph:
    if _dashed_key(line.text) not in usual:
        return line
    match = _DASHED.match(line.text)
    text = f"{match.group(1).strip()}: {line.text[match.end() :]}" if match else f"{line.text.strip(' .')}:"
    return replace(line, text=text)


@cache
def _answer_stop() -> re.Pattern[str]:
    """A key for the answer that a stop sets off: «Ответ. …», «Жооп. …»."""
    keys = "|".join(re.escape(key) for key in lexicon.words("report", "answer_keys"))
    return re.compile(rf"\s*({keys})\.\s+", re.IGNORECASE)


def _with_colon(text: str) -> str:
    """Gives a paragraph that sets its key off with a stop («Ответ. …», «Замечание 2. …») with a colon instead."""
    answer = _answer_stop().match(text)
    if answer:
        return f"{answer.group(1)}: {text[answer.end() :]}"
    finding = finding_in_heading(text)
    return f"{text[: text.rindex(finding)].rstrip(' .:')}: {finding}" if finding else text


def _opens_answer(said: Keyed) -> bool:
    return not said.lead and bool(said.values) and said.values[0][0] in _ANSWERS


def _answers_again(at: int, parts: Sequence[Keyed]) -> bool:
    """Tells whether an answer stands below papers or a status of the one before it: a second one to the same."""
    return at > 0 and bool(parts[at - 1].values)


def _last_role(at: int, parts: Sequence[Keyed]) -> Role | None:
    """Gives what the last key above a line says."""
    above = next((said for said in reversed(parts[:at]) if said.values), None)
    return above.values[-1][0] if above is not None else None


def _answers_unkeyed(at: int, lines: Sequence[Paragraph], parts: Sequence[Keyed], found: set[int]) -> bool:
    """Tells whether a line answers the opening above it without a key: no answer with one comes before the next."""
    if at - 1 not in found or at in found or is_heading(lines[at]):
        return False
    if parts[at].values:
        return bool(parts[at].lead) and not parts[at].roles() & {*_ANSWERS, Role.FINDING}
    following = next((after for after in range(at + 1, len(lines)) if parts[after].values or after in found), None)
    return following is None or not _opens_answer(parts[following])


def _is_bare(line: Paragraph) -> bool:
    """Tells whether a line that cites is a bulleted or short one inside an answer."""
    own = own_number(line.text)[1]
    return own != line.text and not labels_in(own[:CITED_WITHIN]) and not criteria_in(own[:CITED_WITHIN])


def _number(line: Paragraph) -> str | None:
    if line.number is not None and any(sign.isalnum() for sign in line.number):
        return line.number
    return own_number(line.text)[0]
