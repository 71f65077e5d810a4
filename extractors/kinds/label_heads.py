"""The head of a finding: label, number or code, and criterion in any order, up to the mark that closes it.

«Замечание к критерию 1.1:», «К2, рекомендация.», «1.2-критерий боюнча сунуш:», «З1.», «[1.3] Несоответствие –».
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from extractors.kinds.criteria import Criterion, criterion_leading, criterion_named
from extractors.languages.letters import fold
from extractors.lexicon import words
from extractors.records import FindingKind

KINDS = (FindingKind.NONCONFORMITY, FindingKind.RECOMMENDATION, FindingKind.REMARK)
# Letters that agencies number their findings with; a legend in the paper outranks this.
DEFAULT_LETTERS = {
    "з": FindingKind.REMARK,
    "к": FindingKind.REMARK,
    "р": FindingKind.RECOMMENDATION,
    "с": FindingKind.RECOMMENDATION,
    "п": FindingKind.RECOMMENDATION,
    "н": FindingKind.NONCONFORMITY,
    "д": FindingKind.NONCONFORMITY,
    "r": FindingKind.REMARK,
    "n": FindingKind.NONCONFORMITY,
}
_SPACE = re.compile(r"[\s•▪▫▲△►▶■□☐☑●○◦·*➢➤>§]*(?:[-–—]\s+)?[\s(\[{|/]*")
_CLOSING = re.compile(r"[\s:.,;–—|/)\]}»\"-]*")
_STRONG = re.compile(r"[:.–—|/)\]}»]|\s-\s")
_CODE = re.compile(
    r"(?P<code>[ЗРНСД]\s?\d{1,2}|[ЗРН]\s?\.\s?\d{1,2}|[ЗРНСПКДRN][а-яА-ЯA-Z]{0,2}\s?\d{0,2}\s?[-–]\s?\d{1,2}(?:[.-]\d{1,2})?)"
    r"(?=\s*[\])».:)|–—/(\[]|\s+[А-ЯЁӨҮҢA-Z«])"
)
# A code of any letter shows itself by the criterion behind it: «А-1. Критерий 1.4.», «Б-2 (кр. 3.3)».
_ANY_CODE = re.compile(
    r"(?P<code>[А-ЯA-Z]{1,2}\s?[-–]\s?\d{1,2})(?=\s*[.,:;(\[/|–—-]?\s*[(\[]?\s*(?:[Кк]рит|[Кк]р\.|\d{1,2}\.\d))"
)
_LETTER = re.compile(r"(?<=[(\[])(?P<code>[ЗРНСПКД])(?=\s*[\])])")
_SHORT = re.compile(r"(?P<c>[а-яa-z]{1,2}\s?\.?\s?\d{1,2}|\d{1,2})(?=\s*[,.:;)/|–—-])")
_BARE_CRITERION = re.compile(
    r"(?:[пp]\.?\s*)?(?P<c>\d{1,2}\.\d{1,2}(?:\.\d{1,2})?|[а-яa-z]\.\d{1,2})(?=\s*[,.:;)\]/|–—-]|\s*$)"
)
_NUMBER_MARK = re.compile(r"\s?[.)\]/|-]|\s+№")
_NUMBER = re.compile(r"(?P<l>[a-zа-я])(?=\))|(?:№\s*)?(?P<n>\d{1,3})(?:\s?-\s?(?=[а-я]))?(?![\d.]\d)")
_BLANK = re.compile(r"\s*")
_QUALIFIED = re.compile(r"\s*[:.–—)\]]")
# A verb with its speaker in front says the finding in a sentence: that is no label.
_SAYS = re.compile(r"(?:ует|уют|ает|ают|айт|ылат)$")
_LONGEST = 60
# A filler of so few letters is a whole word, a longer one the beginning of its forms; fewer letters abbreviate none.
_SHORTEST = 3
_MOST = 8


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the finding's own words. end: where these begin. labelled: a label word or a code is there."""

    end: int
    kind: FindingKind | None = None
    code: str | None = None
    number: str | None = None
    criterion: Criterion | None = None

    @property
    def labelled(self) -> bool:
        """True when a label word or a code of findings stands there."""
        return self.kind is not None or self.code is not None


def flat(text: str) -> str:
    """Gives the text folded letter by letter, so that places in it are places in the text."""
    folded = fold(text)
    return folded if len(folded) == len(text) else "".join((fold(letter) or " ")[0] for letter in text)


@cache
def label_words(kind: FindingKind) -> tuple[str, ...]:
    """Gives the beginnings of the words that label a kind of finding, folded, longest first."""
    return tuple(sorted({fold(word) for word in words("findings", kind.value)}, key=len, reverse=True))


@cache
def kinds_begun(word: str) -> tuple[FindingKind, ...]:
    """Gives the kinds that a folded word names or abbreviates by its beginning: «зам», «несоотв», «рекомендации»."""
    if len(word) < _SHORTEST:
        return ()
    return tuple(
        kind
        for kind in KINDS
        if any(name.startswith(word) or word.startswith(name) for name in label_words(kind) if " " not in name)
    )


def alternatives(beginnings: tuple[str, ...]) -> str:
    """Gives a pattern for any word, or run of words, that begins so."""
    return "|".join(r"\s+".join(rf"{re.escape(part)}[\w-]*" for part in word.split()) for word in beginnings)


@cache
def _kind_pattern(kind: FindingKind) -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(label_words(kind))})(?![\w-])")


@cache
def _filler() -> re.Pattern[str]:
    """Words that only lead from one part of a head to the next: «к», «по», «комиссии», «боюнча»."""
    said = (fold(each) for each in words("findings", "label_filler"))
    forms = "|".join(re.escape(each) + (r"[\w-]*" if len(each) > _SHORTEST else r"(?![\w)-]|\.\d)") for each in said)
    word = rf"(?:{forms})"
    return re.compile(rf"{word}(?:\s+{word})*")


def head_at(text: str, start: int = 0) -> Head | None:
    """Gives the head that stands at `start`; None when no labelled head does, or nothing closes it.

    A part belongs to the head only when a mark or another part follows: «Замечание: критерий 1.2 не выполнен» has but
    its label for head.

    Args: text: one line, as written.
    """
    folded = flat(text)
    head, closed, at = Head(start), None, start
    for _ in range(_MOST):
        at = _after(_SPACE, folded, at)
        step = _next_part(text, folded, at, head)
        if step is None:
            break
        at = _after(_CLOSING, folded, step.end)
        marks = folded[step.end - 1 : at]
        ended = at >= len(folded) or _STRONG.search(marks) is not None or (step.code != head.code)
        head = step
        if head.labelled and ended:
            closed = replace(head, end=at)
    return closed


def head_of(text: str) -> Head | None:
    """Gives the head when the text is nothing else («критерий 1.1, замечание», «рекомендация по критерию 2.3»)."""
    folded = flat(text)
    head, at = Head(0), 0
    while (at := _after(_SPACE, folded, at)) < len(folded):
        step = _next_part(text, folded, at, head)
        if step is None:
            return None
        head, at = step, _after(_CLOSING, folded, step.end)
    return head if head.end else None


def _after(pattern: re.Pattern[str], folded: str, at: int) -> int:
    match = pattern.match(folded, at)
    return match.end() if match else at


def _next_part(text: str, folded: str, at: int, head: Head) -> Head | None:
    """Gives the head with its next part taken in; None when none stands there."""
    filler = _filler().match(folded, at)
    begin = _after(_BLANK, folded, filler.end()) if filler else at
    readers: tuple[Callable[[str, str, int, Head], Head | None], ...] = (_code, _kind, _criterion, _number)
    for reader in readers:
        taken = reader(text, folded, begin, head)
        says = filler and taken and taken.kind is not head.kind and _SAYS.search(folded[begin : taken.end])
        if taken is not None and not says:
            return taken
    # Words that only qualify the part before them: «Замечание экспертов:», «(1.2-критерий боюнча)».
    qualifies = filler is not None and head.end > 0 and _QUALIFIED.match(folded, filler.end())
    return replace(head, end=filler.end()) if filler and qualifies else None


def _code(text: str, folded: str, at: int, head: Head) -> Head | None:
    if head.code is not None or head.kind is not None:
        return None
    match = _CODE.match(text, at) or _ANY_CODE.match(text, at)
    if match is not None:
        return replace(head, code=re.sub(r"\s", "", match["code"]), end=match.end())
    letter = _LETTER.match(text, at)
    return replace(head, kind=DEFAULT_LETTERS[fold(letter["code"])], end=letter.end()) if letter else None


def _kind(text: str, folded: str, at: int, head: Head) -> Head | None:
    if head.kind is not None:
        return None
    for kind in KINDS:
        match = _kind_pattern(kind).match(folded, at)
        if match is not None:
            return replace(head, kind=kind, end=match.end())
    return None


def _criterion(text: str, folded: str, at: int, head: Head) -> Head | None:
    if head.criterion is not None:
        return _cited_behind_number(folded, at, head)
    rest = folded[at : at + _LONGEST]
    opened = at - 1 if at and folded[at - 1] in "([" else at
    named = criterion_named(folded[opened : opened + _LONGEST])
    if named is not None and named.start <= at - opened:
        return replace(head, criterion=named, end=opened + named.end)
    leading = criterion_leading(rest) or _bare(rest)
    if leading is not None:
        return replace(head, criterion=leading, end=at + leading.end)
    short = _SHORT.match(rest) if head.kind is None else None
    if short is not None and not short["c"].isdigit() and _kind_follows(folded, at + short.end()):
        number = re.sub(r"\s", "", text[at : at + short.end()])
        return replace(head, criterion=Criterion(None, number, at, at + short.end()), end=at + short.end())
    return None


def _cited_behind_number(folded: str, at: int, head: Head) -> Head | None:
    """Gives the criterion cited in brackets behind a dotted number, which then only counts («4.2. (п. 2.1 …) …»)."""
    counted = re.match(r"\W*\d{1,2}\.\d", folded) is not None
    cited = criterion_named(folded[at - 1 : at + _LONGEST]) if counted and at and folded[at - 1] in "([" else None
    if cited is None or cited.start != 0 or head.criterion is None:
        return None
    return replace(head, criterion=cited, number=head.criterion.number, end=at - 1 + cited.end)


def _bare(rest: str) -> Criterion | None:
    """Gives a dotted number that a closing mark ends («1.2)», «1.2;», «1.2 /»)."""
    match = _BARE_CRITERION.match(rest)
    return Criterion(match["c"].split(".")[0].upper(), match["c"].upper(), 0, match.end()) if match else None


def _kind_follows(folded: str, at: int) -> bool:
    closing = _CLOSING.match(folded, at)
    begin = closing.end() if closing else at
    return any(_kind_pattern(kind).match(folded, begin) for kind in KINDS)


def _number(text: str, folded: str, at: int, head: Head) -> Head | None:
    if head.number is not None:
        return None
    match = _NUMBER.match(folded, at)
    if match is None:
        return None
    told = head.kind is not None or match.group().startswith("№") or _NUMBER_MARK.match(folded, match.end())
    ordinal = match.group().rstrip().endswith("-")
    return replace(head, number=match["n"] or match["l"], end=match.end()) if told or ordinal else None
