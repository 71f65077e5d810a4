"""What a status column or a leading mark says: words, percent, ticks and crosses."""

from __future__ import annotations

import re

from checks.cues import cue, cues
from extractors.languages.letters import fold
from extractors.records import Claim

_TICK = re.compile(r"^\s*(?:[✓✔√☑✅+]+|v|V)\s*(?:[.,;:]|$|\s)")
_CROSS = re.compile(r"^\s*(?:[✗✘×☒❌]|[–—-])\s*$")
_BOTH = re.compile(r"^\s*(?:\+\s*/\s*[-–—]|±)")
_PERCENT = re.compile(r"^\D{0,15}?(\d{1,3})\s*(?:%|пайыз|процент)")
_HEAD = re.compile(r"\s*((?:[✓✔√☑✅+]|\+/[-–]|\d{1,3}\s*%)?\s*[^.:;\n]{0,40}?)[.:;\n]\s+(?=\S)")
_MARK = re.compile(r"\s*([✓✔√☑✅+]|\+/[-–]|±|\d{1,3}\s*%)\s+")
_LONGEST_HEAD = 4
_KEYS = (
    ("none", Claim.NONE),
    ("not_done", Claim.NOT_DONE),
    ("partial", Claim.PARTIAL),
    ("planned", Claim.PLANNED),
    ("done", Claim.DONE),
)


def status_claim(text: str | None) -> Claim | None:
    """Gives what a status mark says («выполнено», «80 %», "+/–"); None when it says nothing that is understood."""
    if not text or not text.strip():
        return None
    for pattern, claim in ((_BOTH, Claim.PARTIAL), (_CROSS, Claim.NOT_DONE), (_TICK, Claim.DONE)):
        if pattern.search(text):
            return claim
    percent = _PERCENT.search(text)
    if percent:
        share = int(percent[1])
        return Claim.DONE if share >= 100 else Claim.PARTIAL if share > 0 else Claim.PLANNED
    return next((claim for key, claim in _KEYS if cue("statuses", key, text)), None)


def only_status(head: str) -> bool:
    """True when the words before the mark say nothing but the status: «Ведётся реестр: …» says what is kept."""
    rest = fold(head)
    for key, _ in _KEYS:
        for said in cues("statuses", key, rest):
            rest = rest.replace(said, " ")
    spare = [word for word in re.findall(r"[а-яa-z]{3,}", rest) if not cue("statuses", "beside_status", word)]
    return not spare


def leading_status(text: str) -> tuple[str | None, str]:
    """Splits an answer that opens with its status («60 %. …», «✓ Толук аткарылды. …») into the status and the rest."""
    head = _HEAD.match(text)
    if head and head[1].strip() and len(head[1].split()) <= _LONGEST_HEAD:
        claim = status_claim(head[1])
        if claim is not None and claim is not Claim.NONE and only_status(head[1]):
            return head[1].strip(), text[head.end() :]
    mark = _MARK.match(text)
    return (mark[1], text[mark.end() :]) if mark else (None, text)
