"""Answers whose key is their status: «Замечание: нет матрицы. В процессе: матрица составлена наполовину»."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from extractors import lexicon
from extractors.cell_content import is_status
from extractors.head_words import Role
from extractors.kinds.keyed_text import keyed, role_of_key
from extractors.languages.letters import fold
from extractors.records import Cell, Document, Paragraph

_ANSWER = "Ответ: "
_KEY = re.compile(r"(?:^|(?<=[.!?;»)])\s+|\n)(?P<key>[^\W\d_][^\n:.;!?]{1,40}):\s")
# «Ч – выполнено частично», «2 = в работе»
_EXPLAINED = re.compile(
    r"(?<![\w-])(?P<mark>[^\W_]{1,2}|[+±*#])\s*(?:[–—=:]|\s-\s)\s*(?P<words>[^\W\d_]{2,}(?:\s[^\W\d_]+){0,3})(?=[,;.)\n]|$)"
)
FEWEST_MARKS = 2  # marks explained as states that make a legend


def with_answer_keys(document: Document) -> Document:
    """Gives a paper of findings with keys with the key of an answer put before every status that serves as one.

    A paper whose findings carry no key stays as it is: there a status before a colon is part of the prose.
    """
    paragraphs = [block for block in document.blocks if isinstance(block, Paragraph)]
    if not any(Role.FINDING in keyed(paragraph.text, frozenset({Role.FINDING})).roles() for paragraph in paragraphs):
        return document
    blocks = tuple(
        replace(block, text=_KEY.sub(_answered, block.text)) if isinstance(block, Paragraph) else block
        for block in document.blocks
    )
    return replace(document, blocks=blocks)


def with_states_spelled(document: Document) -> Document:
    """Gives a report whose cells hold marks of its own legend with the words for them: «Ч – выполнено частично»."""
    states: dict[str, str] = {}
    for block in document.blocks:
        if isinstance(block, Paragraph) and len(told := _legend(block.text)) >= FEWEST_MARKS:
            states |= told
    if not states:
        return document

    def spelled(cell: Cell | None) -> Cell | None:
        words = states.get(fold(cell.text).strip(" .")) if cell is not None else None
        return replace(cell, text=words, paragraphs=()) if cell is not None and words else cell

    blocks = tuple(
        block
        if isinstance(block, Paragraph)
        else replace(block, rows=tuple(tuple(map(spelled, row)) for row in block.rows))
        for block in document.blocks
    )
    return replace(document, blocks=blocks)


def _legend(text: str) -> dict[str, str]:
    """Gives the marks that a paragraph explains by words for a state («В – выполнено, П – перенесено»)."""
    found = {match["mark"].strip(): match["words"] for match in _EXPLAINED.finditer(fold(text))}
    return found if sum(map(is_status, found.values())) >= FEWEST_MARKS else {}


def _answered(match: re.Match[str]) -> str:
    """Gives a key as it is, or with the key of an answer before it when its words say only how far a thing is.

    «Не выполнено:» and «Выполнено частично:» are keys of an answer and would be lost with it: a dash keeps them.
    """
    key, written = match["key"], match.group()
    if not _statuses().match(fold(key)) or fold(key) in _neutral():
        return written
    role = role_of_key(key)
    if role in {Role.ANSWER, Role.STATUS}:
        kept = written.replace(f"{key}:", f"{_ANSWER}{key} –", 1)
        return kept if len(key.split()) > 1 else written
    return written if role is Role.FINDING else written.replace(key, f"{_ANSWER}{key}", 1)


@cache
def _statuses() -> re.Pattern[str]:
    stems = sorted((fold(word) for word in lexicon.words("report", "status") if len(word) > len("нет")), key=len)
    return re.compile(rf"(?:{'|'.join(map(re.escape, reversed(stems)))})[^\W\d_]{{0,2}}(?!\w)")


@cache
def _neutral() -> frozenset[str]:
    return frozenset(fold(word) for word in lexicon.words("report", "answer_keys"))
