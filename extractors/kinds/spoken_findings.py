"""Findings inside sentences of running prose: «Комиссия рекомендует: …», «Кемчилик: …», «Необходимо …»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from extractors.kinds.criteria import criterion_named
from extractors.kinds.finding_candidates import Form
from extractors.kinds.labels import kind_of_demand, kinds_named, split_enumeration
from extractors.languages.letters import fold
from extractors.lexicon import words
from extractors.records import FindingKind


@cache
def _says() -> re.Pattern[str]:
    speakers = "|".join(rf"{fold(word)}[\w-]*" for word in words("findings", "speaker"))
    verbs = "|".join(
        r"\s+".join(rf"{re.escape(part)}" for part in fold(word).split()) for word in words("findings", "says")
    )
    return re.compile(
        rf"(?<![\w-])(?:{speakers})(?:\s+[\w-]+){{0,4}}?\s+(?P<verb>{verbs})(?:\s+[\w-]+){{0,4}}?\s*(?P<colon>:)?\s*"
    )


@cache
def _inner_label() -> re.Pattern[str]:
    nouns = "|".join(
        r"\s+".join(rf"{re.escape(part)}[\w-]*" for part in fold(word).split())
        for key in ("nonconformity", "remark", "recommendation")
        for word in words("findings", key)
    )
    return re.compile(rf"(?:(?<=^)|(?<=[.!?]\s))(?:{nouns})\s*(?P<colon>:)\s*")


@cache
def _demand() -> re.Pattern[str]:
    openings = "|".join(re.escape(fold(word)) + r"\w*" for key in ("must", "ought") for word in words("findings", key))
    return re.compile(rf"(?:(?<=^)|(?<=[.!?]\s))(?=(?:{openings})\s)(?P<colon>)")


@cache
def _announces() -> re.Pattern[str]:
    """«Комиссия отмечает следующие замечания, подлежащие устранению: …»: the commission, a kind of finding, a colon."""
    speakers = "|".join(rf"{fold(word)}[\w-]*" for word in words("findings", "speaker"))
    nouns = "|".join(
        rf"{re.escape(fold(word))}[\w-]*"
        for key in ("nonconformity", "remark", "recommendation")
        for word in words("findings", key)
    )
    return re.compile(rf"(?<![\w-])(?:{speakers})(?=[^.:!?]{{0,120}}?\b(?:{nouns}))[^.:!?]{{1,160}}(?P<colon>:)\s*")


def prose_clauses(text: str) -> Iterator[tuple[str, FindingKind | None, Form]]:
    """Yields the clauses in which the commission says a finding: «Комиссия рекомендует: …», «Кемчилик: …».

    The clause ends at its bracketed criterion, or at the end of the sentence. Without a colon («Комиссия рекомендует
    обновить …
    (критерий 1.2)») only the bracketed criterion makes a sentence a finding.
    """
    folded = fold(text)
    starts = []
    for pattern in (_says(), _inner_label(), _demand(), _announces()):
        for match in pattern.finditer(folded):
            begin = match.end() if match["colon"] else match.start() if pattern is _demand() else match.end("verb")
            starts.append(
                (
                    match.start(),
                    begin,
                    bool(match["colon"]),
                    kinds_named(match.group()) or {kind_of_demand(folded[match.start() :])} - {None},
                )
            )
    starts = _apart(sorted(starts, key=lambda start: (start[1], -start[0])))
    for at, (_start, begin, colon, kinds) in enumerate(starts):
        stop = starts[at + 1][0] if at + 1 < len(starts) else len(text)
        for part in _cut_clause(text[begin:stop]):
            closing = re.search(r"[(\[][^()\[\]]{0,60}[)\]]\W*$", part)
            if colon or (closing is not None and criterion_named(closing.group()) is not None):
                yield part.strip(" ,;"), next(iter(kinds)) if len(kinds) == 1 else None, Form.PROSE
            elif _does(part):
                for piece in re.split(r",?\s+(?:а также|ошондой эле|и также)\s+", part):
                    yield piece.strip(" ,;"), next(iter(kinds)) if len(kinds) == 1 else None, Form.LOOSE


def _apart(starts: list[Any]) -> list[Any]:
    """Keeps one of the patterns that begin the same clause, the one that knows the kind."""
    kept: list[Any] = []
    for start in starts:
        if kept and abs(start[1] - kept[-1][1]) <= 2:
            kept[-1] = max(kept[-1], start, key=lambda each: (each[2], len(each[3]) == 1))
        else:
            kept.append(start)
    return kept


def _does(clause: str) -> bool:
    """Tells whether a clause begins with what to do: a Russian infinitive."""
    first = re.match(r"\W*(?:не\s+)?([а-я-]+)", fold(clause))
    return first is not None and bool(re.search(r"(?:ть|ти|чь|ться|тись)$", first[1]))


def _cut_clause(clause: str) -> Iterator[str]:
    parts = split_enumeration(clause)
    if len(parts) > 1:
        yield from parts
        return
    closing = re.search(r"[(\[][^()\[\]]{0,60}[)\]]", clause)
    if closing is not None and criterion_named(closing.group()) is not None:
        yield clause[: closing.end()]
        rest = clause[closing.end() :]
        joined = re.match(r"\s*(?:[;,]|и\b|а также\b|жана\b|ошондой эле\b)+\s*(?:и |а также )?", rest)
        if joined is not None and len(rest.split()) > 3:
            yield from _cut_clause(rest[joined.end() :])
        return
    sentence = re.search(r"[.!?](?=\s+[А-ЯЁӨҮҢA-Z«])|[.!?]\s*$", clause)
    body = clause[: sentence.end()] if sentence else clause
    yield from (part for part in re.split(r";\s+", body) if part.strip())
