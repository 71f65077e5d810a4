"""Reports drawn as questions and answers: whoever asks is the finding, whoever replies is the institution."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from extractors import lexicon
from extractors.cell_content import is_blank
from extractors.kinds.anchors import criteria_in, joined, labels_in, standard_of
from extractors.kinds.footnotes import Footnotes
from extractors.kinds.headings import Context, is_heading
from extractors.kinds.passages import Passage, before_closing
from extractors.kinds.programmes import programmes
from extractors.kinds.prose_report import answer
from extractors.kinds.report_sentences import is_courtesy
from extractors.languages.bounds import sentence_spans
from extractors.languages.letters import clean
from extractors.records import Document, Paragraph, ParagraphKind, Place, Response

FEWEST_TURNS = 2  # questions with an answer that make a paper a dialogue
FEWEST_QUESTIONS = 3  # the same where nothing but the question mark tells them
LONGEST_QUESTION = 40  # words


@dataclass(frozen=True, slots=True)
class _Turn:
    """What one side says. labels, criteria: that a key cites («Замечание 3», «Вопрос 1 (критерий 2.4)»)."""

    asks: bool
    text: str
    place: Place
    context: Context
    labels: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()


def answers_in_dialogue(document: Document, notes: Footnotes) -> tuple[Response, ...]:
    """Gives the answers of a report of questions and answers, none for a paper that is no dialogue."""
    paragraphs = before_closing(
        [p for p in document.paragraphs() if p.kind is not ParagraphKind.FOOTNOTE and not is_blank(p.text)]
    )
    turns = list(_turns(_keyed_parts(paragraphs)))
    fewest = FEWEST_TURNS
    if sum(turn.asks for turn in turns) < FEWEST_TURNS:
        turns, fewest = list(_turns(_asked_parts(paragraphs))), FEWEST_QUESTIONS
    known = programmes(document)
    found: list[Response] = []
    for asked, told in pairwise(turns):
        if asked.asks and not told.asks:
            criteria = asked.criteria or criteria_in(asked.text)
            context = replace(told.context, labels=asked.labels)
            if criteria:
                context = replace(context, criterion=joined(criteria), standard=standard_of(criteria))
            passage = Passage(notes.tucked(told.text), told.place, context, None, asked.text, whole=True)
            response = answer(passage.text, passage, known, notes)
            found.extend([response] if response is not None else [])
    return tuple(found) if len(found) >= fewest else ()


def _turns(parts: Iterator[tuple[bool | None, str, str, Paragraph]]) -> Iterator[_Turn]:
    """Yields the turns; a part that no key opens goes on with the turn before it, courtesy and headings end it.

    Args: parts: who speaks (True asks, False replies, None unsaid), the key as written, the words, the paragraph.
    """
    context, turn = Context(), None
    for asks, key, text, paragraph in parts:
        if asks is not None:
            if turn is not None:
                yield turn
            cited = criteria_in(key)
            # A question's own number is the asker's where its key names the criterion.
            labels = labels_in(key) if asks and not cited else ()
            turn = _Turn(asks, text, paragraph.place, context, labels, cited)
        elif is_courtesy(text) or is_heading(paragraph):
            if turn is not None:
                yield turn
            turn, context = None, context.under(text) if is_heading(paragraph) else context
        elif turn is not None:
            turn = replace(turn, text=f"{turn.text}\n{text}".strip())
    if turn is not None:
        yield turn


@cache
def _key() -> re.Pattern[str]:
    """A key that opens a turn: «Вопрос 1.», «Ответ:», «Суроо –», «Комиссия:», «Ответ колледжа. …»."""
    asking = "|".join(re.escape(word) for word in lexicon.words("report", "asking"))
    replying = "|".join(
        re.escape(word) for key in ("answer_keys", "replying") for word in lexicon.words("report", key)
    )
    of_whom = r"(?:\s+[а-яёөүң-]+){0,2}?"
    number = r"(?:\s*№?\s*\d{1,3}(?:\.\d{1,2})*)?(?:\s*\([^()]{1,40}\))?"
    before = r"(?:(?:№\s*)?\d{1,3}\s*[-.)]?\s*)?"
    return re.compile(
        rf"(?:^|(?<=[.!?;)»…])\s+|\n)(?P<key>{before}(?:(?P<asks>{asking})|{replying}){of_whom}{number})\s*"
        rf"(?:[.:](?=\s)|\s[–—-]\s|:)\s*(?=[«\"(\d]?[^\W_])",
        re.IGNORECASE,
    )


def _keyed_parts(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[bool | None, str, str, Paragraph]]:
    """Yields the paragraphs cut where a key opens the next turn."""
    for paragraph in paragraphs:
        text = clean(paragraph.text)
        marks = [mark for mark in _key().finditer(text) if mark["key"][:1].isupper() or mark["key"][:1].isdigit()]
        lead = text[: marks[0].start()] if marks else text
        if lead.strip():
            yield None, "", lead.strip(), paragraph
        ends = [*(mark.start() for mark in marks), len(text)][1:]
        for mark, end in zip(marks, ends, strict=True):
            yield mark["asks"] is not None, mark["key"], text[mark.end() : end].strip(), paragraph


def _asked_parts(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[bool | None, str, str, Paragraph]]:
    """Yields the paragraphs cut after their first sentence where it is a question; what follows is its answer."""
    asked = False
    for paragraph in paragraphs:
        text = paragraph.text.strip()
        start, end = next(iter(sentence_spans(text)), (0, len(text)))
        if text[start:end].rstrip().endswith("?") and end - start and len(text[:end].split()) <= LONGEST_QUESTION:
            yield True, "", text[:end].strip(), paragraph
            asked = True
            text = text[end:].strip()
        if text:
            yield (False if asked else None), "", text, paragraph
            asked = False
