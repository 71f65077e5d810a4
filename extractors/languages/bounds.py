"""Where sentences and clauses begin and end in ky, ru and en text, as spans of the very text."""

from __future__ import annotations

import re
from functools import cache

from extractors.languages.letters import fold
from extractors.lexicon import words

Span = tuple[int, int]

_STOP = re.compile(r"(?:[.!?…]+)[\"'»”)\]]*(?=\s|$)|(?<=[^\W\d_]{3})\.(?=[A-ZА-ЯЁӨҮҢ][a-zа-яёөүң])|\n")
_BEGINS = re.compile(r"\s*[\"'«“„(\[–—-]*\s*([^\W_]|№|§)")
_TOKEN = re.compile(r"[^\s(«\"“„\[]+$")
_INITIALS = re.compile(r"(?:[A-ZА-ЯЁӨҮҢ]\.\s?)*[A-ZА-ЯЁӨҮҢ]$")
_SURNAME = re.compile(
    r"[A-ZА-ЯЁӨҮҢ][\w-]*(?:ов|ев|ёв|ин|ын|ова|ева|ёва|ина|ына|ий|ая|ко|ич|ук|юк|кызы|уулу|"
    r"ого|ому|ову|еву|овой|евой|ым|ой)\s+$"
)
_ITEM = re.compile(r"\s*(?:\d+(?:\.\d+)*[.)]|[а-яa-z]\)|[•▪●◦·*–—-])\s")
_ONLY_NUMBER = re.compile(r"[\s(]*(?:\w+\s+)?(?:№\s*)?[\dIVXLС]+(?:[.\d-]*\d)?$")
_CLAUSE = re.compile(r";\s*|\n(?=\s*(?:\d+(?:\.\d+)*[.)]|[а-яa-z]\)|[•▪●◦·*–—-])\s)|(?<=[;.:])\n|\n\s*\n")


@cache
def _abbreviations(key: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words("abbreviations", key))


def _opens_sentence(rest: str) -> str:
    """Gives the first letter, digit or sign of what follows, "" at the end."""
    match = _BEGINS.match(rest)
    return match.group(1) if match else ""


def _stops_here(before: str, rest: str) -> bool:
    """Tells whether a full stop after `before` (text of the running sentence) ends a sentence that `rest` follows."""
    first = _opens_sentence(rest)
    if not first:
        return True
    token = _TOKEN.search(before)
    word = token.group() if token else ""
    if (
        _INITIALS.search(word)
        and re.fullmatch(r"[^\W\d_]", word[-1:])
        and word[-1:].isupper()
        and len(word.split(".")[-1]) == 1
    ):
        return first.isupper() and _full_name_before(before)
    if _ONLY_NUMBER.match(before) and _is_label(before):
        return False
    tail = fold(word).strip(".")
    tail = re.sub(r"^\d[\d.,–-]*-", "", tail)
    if tail in _abbreviations("either") and not (
        tail == "г" and not re.search(r"\d\s*-?\s*\w*$", before[: len(before) - 1])
    ):
        return first.isupper()
    if tail in _abbreviations("inside") or tail.split("-")[-1] in _abbreviations("inside") or tail == "г":
        return False
    return first.isupper() or first.isdigit()


def _full_name_before(before: str) -> bool:
    """Tells whether the initials at the end follow their surname («Исакова А.К.»), so that the name is complete."""
    head = re.sub(r"(?:[A-ZА-ЯЁӨҮҢ]\.\s?)+[A-ZА-ЯЁӨҮҢ]$", "", before)
    return head != before and bool(_SURNAME.search(head))


def _is_label(before: str) -> bool:
    """Tells whether the sentence so far is only a number, or a word like «Критерий» with its number."""
    parts = fold(before).split()
    return len(parts) < 2 or parts[0].strip("(") in _abbreviations("numbered") or parts[0] == "№"


def sentence_spans(text: str) -> tuple[Span, ...]:
    """Gives the spans of the sentences, white space at their ends left out."""
    spans: list[Span] = []
    start = 0
    for match in _STOP.finditer(text):
        if match.start() < start:
            continue
        if match.group() == "\n":
            ends = bool(_ITEM.match(text, match.end())) or text[: match.start()].rstrip()[-1:] in ".!?;:"
        elif match.group()[0] == "." and len(match.group().rstrip("\"'»”)]")) == 1:
            ends = _stops_here(text[start : match.start()], text[match.end() :][:40])
        else:
            first = _opens_sentence(text[match.end() :][:40])
            ends = not first.islower()
        if ends:
            spans.append((start, match.end()))
            start = match.end()
    spans.append((start, len(text)))
    return _trimmed(text, spans)


def clause_spans(text: str) -> tuple[Span, ...]:
    """Gives the spans of the parts between semicolons and list lines, not inside brackets."""
    spans: list[Span] = []
    start = 0
    for match in _CLAUSE.finditer(text):
        inside = text.count("(", start, match.start()) > text.count(")", start, match.start())
        if inside and ")" in text[match.end() :]:
            continue
        spans.append((start, match.start()))
        start = match.end()
    spans.append((start, len(text)))
    return _trimmed(text, spans)


def _trimmed(text: str, spans: list[Span]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for start, end in spans:
        part = text[start:end]
        left = len(part) - len(part.lstrip())
        if part.strip():
            kept.append((start + left, start + left + len(part.strip())))
    return tuple(kept)
