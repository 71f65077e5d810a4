"""Of which programme a sentence speaks, in a report that serves several (бир отчет эки программага)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors import lexicon
from extractors.languages.letters import clean, fold
from extractors.records import Document, Paragraph

TOP_BLOCKS = 10
PREFIX = 6  # letters of a programme's name by which its people and things are known too («экономисты», «менеджеры»)
SHORTEST = 5  # words of fewer letters are too common to tell a programme

_QUOTED = re.compile(r"(\d{6}\s*)?[«„\"]([^«»\"]{4,70})[»“\"]")


@dataclass(frozen=True, slots=True)
class Programmes:
    """The programmes that a paper is about: their names as written and the word beginnings that tell each."""

    names: tuple[str, ...]
    beginnings: tuple[tuple[str, ...], ...]

    @property
    def several(self) -> bool:
        """Tells whether the paper serves more than one programme."""
        return len(self.names) > 1

    def spoken_of(self, text: str) -> str | None:
        """Gives the one programme that a text speaks of, None for none or several."""
        words = re.findall(r"[^\W\d_]+", fold(text))
        spoken = [
            name
            for name, stems in zip(self.names, self.beginnings, strict=True)
            if any(word.startswith(stems) for word in words)
        ]
        return spoken[0] if len(spoken) == 1 else None


@cache
def _word() -> str:
    return "|".join(fold(word) for word in lexicon.words("anchors", "programme") if "афедр" not in word)


def programmes(document: Document) -> Programmes:
    """Gives the programmes that the first lines of a paper name, in quotation marks beside a code or the word
    "programme".
    """
    names: list[str] = []
    paragraphs = [block for block in document.blocks[:TOP_BLOCKS] if isinstance(block, Paragraph)]
    for paragraph in paragraphs:
        text = clean(paragraph.text)
        for match in _QUOTED.finditer(text):
            before = fold(text[max(0, match.start() - 40) : match.start()])
            after = fold(text[match.end() : match.end() + 30])
            if (
                match.group(1)
                or re.search(rf"(?:{_word()})\W*$|[»\"]\s*(?:и|жана|,|—)?\s*(?:\d{{6}}\s*)?$", before)
                or re.match(rf"\W*(?:{_word()})", after)
            ):
                names.append(match.group(2).strip())
    names = list({fold(name): name for name in names}.values())
    return Programmes(tuple(names), tuple(_beginnings(name, names) for name in names))


def _beginnings(name: str, names: list[str]) -> tuple[str, ...]:
    """Gives the beginnings of a name's words that no other programme's name has."""
    others = {word[:PREFIX] for other in names if other != name for word in re.findall(r"[^\W\d_]+", fold(other))}
    own = [word[:PREFIX] for word in re.findall(r"[^\W\d_]+", fold(name)) if len(word) >= SHORTEST]
    return tuple(word for word in own if word not in others)
