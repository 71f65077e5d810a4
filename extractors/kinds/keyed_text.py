"""Texts that carry their meaning in keys: «Срок: … Ответственный: …», «Көйгөй: … Жооп: … Далил: …»."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.cell_content import is_date, is_person
from extractors.head_words import Role, scores, tokens
from extractors.languages.letters import clean

KEY_WORDS = 5  # longer phrases in front of a colon are no keys
SURE_KEY = 0.7  # how well a key's words must say a role
SURE_DASH = 0.95  # the same where a dash stands for the colon

_COLON = re.compile(r"\s*:\s*")
_KEY_BEFORE = re.compile(
    r"(?:^|[.;,!?)(\n—–\[\]\d]|[-–—]\s)\s*((?:[^\W\d_]+\.?[ /-]*){1,6}(?:№?\s*\d{1,2}(?:\.\d{1,2})*\s*)?)$"
)
_DASH_KEY = re.compile(r"(?:^|[.;,(\n\[])\s*((?:[^\W\d_]+\.?\s*){1,3})\s[-–—]\s+")
_BARE_KEY = re.compile(
    r"[\s(,;.\[](отв|ответств|исп|ответственн\w{1,4}|исполнител\w{1,3}|жооптуу\w{0,3}|аткаруучу\w{0,3})\.?\s+(?=[А-ЯЁӨҮҢ]|\w+\.?\s+[А-ЯЁӨҮҢ]|зав|дир|нач|рук|отд|каф)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<![\s.(][гжг])(?<!\d)\.\s+(?=[А-ЯЁӨҮҢ«])|(?<=\d{4})\.\s+(?=[А-ЯЁӨҮҢ«])")
_NEW_SENTENCE = re.compile(r"\.\s+(?=[А-ЯЁӨҮҢ])")
_ABBREVIATED = re.compile(r"(?:^|[\s.,])[А-ЯЁӨҮҢA-Zгжвк]$|(?:^|\s)(?:гг|жж)$")
_EDGE = " \t\n.,;:—–-(["


@dataclass(frozen=True, slots=True)
class Keyed:
    """A text taken apart. lead: what stands before the first key. values: (role, text, key as written) in reading
    order.
    """

    lead: str
    values: tuple[tuple[Role, str, str], ...]

    def get(self, *roles: Role) -> str | None:
        """Gives the first value of one of the roles, None without one."""
        return next((value for role, value, _ in self.values if role in roles and value), None)

    def roles(self) -> frozenset[Role]:
        """Gives the roles that the text has keys for."""
        return frozenset(role for role, _, _ in self.values)


def trimmed(text: str) -> str:
    """Gives a text without marks at its edges; the full stop of an initial or of «г.» stays."""
    inner = text.strip(_EDGE)
    follows = text[text.find(inner) + len(inner) :] if inner else ""
    return f"{inner}." if follows.startswith(".") and _ABBREVIATED.search(inner) else inner


def role_of_key(key: str, floor: float = SURE_KEY) -> Role | None:
    """Gives what a key says of the text after it, None when its words are no key."""
    if not 0 < len(tokens(key)) <= KEY_WORDS:
        return None
    said = scores(key.strip())
    role = max(said, key=lambda name: said[name], default=None)
    return role if role is not None and said[role] >= floor else None


def keyed(text: str, only: frozenset[Role] | None = None) -> Keyed:
    """Takes a text apart at its keys.

    Args: only: roles whose keys count; others stay part of the text.
    """
    text = clean(text)
    marks = [mark for mark in _marks(text) if only is None or mark[2] in only]
    if not marks:
        return Keyed(text.strip(), ())
    lead = text[: marks[0][0]].rstrip(" \t\n,;:—–-([")
    values: list[tuple[Role, str, str]] = []
    for (start, begin, role), following in zip(marks, [*marks[1:], (len(text), len(text), Role.NOTE)], strict=True):
        value, rest = _value(text[begin : following[0]], role)
        values.append((role, value, text[start:begin].strip(_EDGE)))
        if rest:
            lead = f"{lead} {rest}".strip() if lead else rest
    return Keyed(lead.strip(), tuple(values))


def _value(text: str, role: Role) -> tuple[str, str]:
    """Splits a value from the prose that follows it («Срок: до 1 мая. Акт приложить» gives the date and the rest)."""
    value = trimmed(text) if role not in {Role.ANSWER, Role.FINDING, Role.MEASURE} else text.strip().rstrip("(").strip()
    value = value.rstrip("] ") if value.count("]") > value.count("[") else value
    if value.count(")") > value.count("("):
        value = trimmed(value.rstrip(") ,;"))
    if role is Role.DUE:
        end = _SENTENCE_END.search(text)
        if end and is_date(text[: end.start()].strip(_EDGE)) and not is_date(value):
            return trimmed(text[: end.start() + 1]), text[end.end() :].strip()
    return value, ""


def _marks(text: str) -> list[tuple[int, int, Role]]:
    """Finds the keys: where each begins, where its value begins, what it says."""
    found: list[tuple[int, int, Role]] = []
    for colon in _COLON.finditer(text):
        before = _KEY_BEFORE.search(text[: colon.start()])
        if before is None:
            continue
        begin, role = _shortest_key(before.group(1), before.start(1))
        if role is not None:
            found.append((begin, colon.end(), role))
    for dash in _DASH_KEY.finditer(text):
        role = role_of_key(dash.group(1))
        # The stop of an initial ends no sentence.
        value = re.split(r"[;)\n]|,\s|(?<!\b[А-ЯЁӨҮҢA-Z])\.\s(?=[А-ЯЁӨҮҢ])", text[dash.end() :], maxsplit=1)[0]
        if (role is Role.DUE and is_date(trimmed(value))) or (role is Role.RESPONSIBLE and is_person(value)):
            found.append((dash.start(1), dash.end(), role))
    for bare in _BARE_KEY.finditer(text):
        found.append((bare.start(1), bare.end(), Role.RESPONSIBLE))
    found.sort()
    return [mark for index, mark in enumerate(found) if index == 0 or mark[0] >= found[index - 1][1]]


def _shortest_key(phrase: str, start: int) -> tuple[int, Role | None]:
    """Gives where a key begins inside the words before a colon; the whole phrase is tried first, then its last
    words.
    """
    sentence = _NEW_SENTENCE.split(phrase)[-1]
    if sentence != phrase and (role := role_of_key(sentence)) is not None:
        return start + len(phrase) - len(sentence), role
    role = role_of_key(phrase)
    if role is not None:
        return start, role
    words = list(re.finditer(r"\S+", phrase))
    for count in (2, 1):
        if len(words) > count:
            tail = phrase[words[-count].start() :]
            role = role_of_key(tail, SURE_DASH)
            if (
                role in {Role.DUE, Role.RESPONSIBLE, Role.EVIDENCE, Role.STATUS}
                and phrase[words[-count].start()].isupper()
            ):
                return start + words[-count].start(), role
    return start, None
