"""The passages of a report in words: what stands together under which heading, number or citation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from extractors.cell_content import is_blank
from extractors.evidence_names import evidence_in_cell, named_evidence
from extractors.head_words import Role
from extractors.kinds.anchors import (
    criteria_in,
    criteria_in_cell,
    joined,
    labels_in,
    own_number,
    standard_of,
    standards_in,
)
from extractors.kinds.approvals import approvals
from extractors.kinds.headings import Context, is_heading
from extractors.kinds.keyed_text import keyed
from extractors.kinds.report_sentences import LABEL_WORDS, finds_fault, is_courtesy, may_head, stems_of, tells_state
from extractors.languages.bounds import sentence_spans
from extractors.languages.letters import fold
from extractors.records import Document, EvidenceName, Paragraph, ParagraphKind, Place

ANSWER_WORDS = 5  # a numbered line of fewer words, or without an end mark before plain paragraphs, is a heading
CITED_WITHIN = 90  # characters from a paragraph's beginning in which a cited number makes it an answer to that number
RESTATED = 0.75  # share of numbered paragraphs that must repeat findings above their answers
FEWEST_NUMBERED = 3  # numbered answers that make a letter one that answers by number
CITATION_WORDS = 12  # of an opening that only says what is answered
OPENING = 40  # characters of a sentence in which a number that it is about is cited

# A sentence that opens by citing: «По замечанию 3», «К пункту 4», «2-эскертүү боюнча», «Замечание № 5».
_CITING = re.compile(
    r"(?:по|к|на|об?|в ответ на|относительно|касательно)\s+(?:\d|п\.|пп\.|\w+)|\d{1,2}(?:\.\d{1,2})*[\s,-]"
    r"|[а-я]{1,2}\d?-\d{1,2}(?!\w)|\w+\s+№?\s*\d"
)
_QUOTED = re.compile(r"[«„“][^«»„“”]{15,}[»”“]")
_CRITERION = re.compile(r"\d{1,2}(?:\.\d{1,2})+")
_SIGNATURE = re.compile(r"_{3,}|^\s*(?:исп|исполнитель|тел)\b[.:]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or several that belong together. number: its own. finding: the finding that it restates as its
    head.
    """

    text: str
    place: Place
    context: Context
    number: str | None = None
    finding: str | None = None
    whole: bool = False  # one answer, however many sentences
    listed: bool = False  # a bulleted line


def passages(document: Document) -> Iterator[Passage]:
    """Walks the paragraphs: headings set the context, numbered answers gather what follows them, the rest stands
    alone.
    """
    stamps = {approval.place for approval in approvals(document) if approval.director_only}
    paragraphs = [
        p
        for p in document.paragraphs()
        if p.kind is not ParagraphKind.FOOTNOTE and not is_blank(p.text) and p.place not in stamps
    ]
    paragraphs = list(_divided(before_closing(paragraphs)))
    by_number = sum(_answers_a_number(p) for p in paragraphs) >= FEWEST_NUMBERED
    context, open_item = Context(), None
    by_criterion = sum(bool(_headed_criteria(p)) for p in paragraphs) >= FEWEST_NUMBERED
    of_criterion = False  # below a heading that names the criterion, each paragraph is one answer
    skipping = False
    before_first = True
    closing = _closing_at(paragraphs, by_number=by_number)
    restating = _restates(paragraphs) if by_number else False
    for index, paragraph in enumerate(paragraphs):
        number, text = _number(paragraph)
        cited = cited_at_once(text) if paragraph.kind is not ParagraphKind.HEADING and not is_courtesy(text) else ()
        follower = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        if _SIGNATURE.search(text):
            continue
        named = _headed_criteria(paragraph) if by_criterion else ()
        skipping = skipping and not named and not cited
        if named:
            yield from _given(open_item)
            open_item, of_criterion = None, True
            context = _of_criteria(context, named, text)
        elif _heads(paragraph, number, text, follower, cited) or (
            restating and (number is not None or cited) and _goes_below(follower)
        ):
            yield from _given(open_item)
            open_item, of_criterion = None, False
            restated = number is not None or bool(labels_in(text))
            context = (
                context.under(text)
                if not restated
                else replace(
                    context.under(text),
                    labels=tuple(dict.fromkeys((*labels_in(text), *((number,) if number and by_number else ())))),
                )
            )
            skipping = _is_introduction(text)
            if restated and by_number:
                open_item = Passage("", paragraph.place, context, number, text, whole=True)
        elif restating and (number is not None or cited) and finds_fault(text) and not named_evidence(text):
            # A finding that nobody answers: the next one, or the letter's end, stands right below it.
            yield from _given(open_item)
            open_item, of_criterion = None, False
        elif skipping:
            ends = number is not None and is_bare_heading(text)
            context, skipping = (context.under(text), _is_introduction(text)) if ends else (context, True)
        elif index >= closing:
            yield from _given(open_item)
            open_item, of_criterion = None, False
            yield Passage(text, paragraph.place, replace(context, labels=(), criterion=None, finding=None), None)
        elif of_criterion and is_courtesy(text):
            continue
        elif of_criterion:
            yield Passage(text, paragraph.place, context, number, context.finding, whole=not only_papers(text))
        elif (number is not None and by_number) or cited:
            yield from _given(open_item)
            # An item that cites a finding by its name is not meant by its own number in the list.
            counts = by_number and number is not None and not labels_in(text[:CITED_WITHIN])
            numbered = replace(context, labels=(number,)) if counts and number is not None else context
            passage = Passage(text, paragraph.place, numbered, number, whole=True)
            gathers = by_number and (number is not None or bool(labels_in(text[:CITED_WITHIN])))
            open_item = passage if gathers else None
            if not gathers:
                yield passage
        elif open_item is not None and open_item.text and _opens_anew(text):
            yield from _given(open_item)
            open_item = None
            yield Passage(text, paragraph.place, replace(context, labels=()), None, whole=True)
        elif open_item is not None and is_courtesy(text):
            continue  # courtesy and signatures end no answer and belong to none
        elif open_item is not None:
            joined_text = f"{open_item.text}\n{text}".strip()
            open_item = replace(
                open_item, text=joined_text, place=open_item.place if open_item.text else paragraph.place
            )
        elif not ((by_number or by_criterion) and before_first):
            yield Passage(text, paragraph.place, context, number, listed=paragraph.kind is ParagraphKind.LIST_ITEM)
        before_first = before_first and open_item is None and not cited and not of_criterion
    yield from _given(open_item)


def _restates(paragraphs: Sequence[Paragraph]) -> bool:
    """Tells whether numbered paragraphs repeat findings that the paragraphs below them answer.

    Nearly all have one below; most find fault or ask for something and name no paper, most of those below do not.
    """
    pairs = [
        (_number(paragraph)[1], below)
        for paragraph, below in zip_longest(paragraphs, paragraphs[1:])
        if _number(paragraph)[0] is not None or cited_at_once(_number(paragraph)[1])
    ]
    answered = [(text, below.text) for text, below in pairs if below is not None and _goes_below(below)]
    if len(answered) < FEWEST_NUMBERED or len(answered) < RESTATED * len(pairs):
        return False
    faults = sum(finds_fault(text) and not named_evidence(text) for text, _ in answered)
    return faults >= RESTATED * len(answered) and faults > 2 * sum(finds_fault(below) for _, below in answered)


def _goes_below(follower: Paragraph | None) -> bool:
    """Tells whether a paragraph is a plain one that neither a number nor a citation opens."""
    if follower is None or follower.kind is not ParagraphKind.PARAGRAPH:
        return False
    return _number(follower)[0] is None and not cited_at_once(follower.text) and not is_courtesy(follower.text)


def _closing_at(paragraphs: Sequence[Paragraph], *, by_number: bool) -> int:
    """Gives where the closing remarks of a letter begin: beyond as many paragraphs as any other item has."""
    starts = [
        index
        for index, (paragraph, follower) in enumerate(zip_longest(paragraphs, paragraphs[1:]))
        if not is_courtesy(_number(paragraph)[1]) and _opens_item(paragraph, follower, by_number=by_number)
    ]
    citing = [index for index in starts if _cites(paragraphs[index], by_number=by_number)]
    if len(citing) <= FEWEST_NUMBERED or citing[-1] != starts[-1]:
        return len(paragraphs)
    return starts[-1] + max(after - before for before, after in pairwise(starts))


def _cites(paragraph: Paragraph, *, by_number: bool) -> bool:
    number, text = _number(paragraph)
    return bool(cited_at_once(text) or criteria_in(text[:CITED_WITHIN])) or (number is not None and by_number)


def _opens_item(paragraph: Paragraph, follower: Paragraph | None, *, by_number: bool) -> bool:
    number, text = _number(paragraph)
    cited = cited_at_once(text) if paragraph.kind is not ParagraphKind.HEADING else ()
    return bool(cited) or (number is not None and by_number) or _heads(paragraph, number, text, follower, cited)


def _opens_anew(text: str) -> bool:
    """Tells whether a paragraph below a numbered answer opens another matter: «Рекомендация о связях будет …»."""
    opening = " ".join(re.findall(r"[^\W\d_]+", fold(text))[:3])
    return opening.startswith(stems_of("anew"))


def before_closing(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Gives the paragraphs before the list of annexes, whose numbers are no answers'."""
    end = next((index for index, paragraph in enumerate(paragraphs) if _is_closing(_number(paragraph)[1])), None)
    return paragraphs[:end]


_HEADED = re.compile(
    r"\s*(\d{1,2}\.\d{1,2}(?:\.\d{1,2})?(?:\s*(?:[,;–-]|и|жана)\s*\d{1,2}\.\d{1,2})*)\.?\s*(?:[—–:-]\s*)?(?=[«\"(]?[^\W\d_])"
)


def _headed_criteria(paragraph: Paragraph) -> tuple[str, ...]:
    """Gives the criteria that a heading begins with («1.1 — программа развития», «4.1 и 4.3 — учителя»)."""
    text = f"{paragraph.number} {paragraph.text}" if paragraph.number else paragraph.text
    if not is_heading(paragraph):
        return ()
    match = _HEADED.match(text)
    return criteria_in_cell(match.group(1)) if match else tuple(c for c in criteria_in(text) if "." in c)


def _of_criteria(context: Context, named: tuple[str, ...], text: str) -> Context:
    match = _HEADED.match(text)
    topic = text[match.end() :].strip() if match else text
    return replace(
        context,
        section=text,
        criterion=joined(named),
        standard=standard_of(named),
        labels=(),
        finding=topic or None,
    )


def _given(passage: Passage | None) -> Iterator[Passage]:
    if passage is not None and not is_blank(passage.text):
        yield passage


def _divided(paragraphs: list[Paragraph]) -> Iterator[Paragraph]:
    """Yields the paragraphs; one in which later sentences begin by citing a number («2-эскертүү боюнча …») is
    divided there.
    """
    for paragraph in (part for whole in paragraphs for part in _counted(whole)):
        spans = sentence_spans(paragraph.text)
        cuts = [
            start
            for start, end in spans[1:]
            if _CITING.match(fold(paragraph.text[start:end]))
            and labels_in(paragraph.text[start : min(end, start + OPENING)])
        ]
        bounds = [0, *cuts, len(paragraph.text)]
        for index, (start, end) in enumerate(pairwise(bounds)):
            yield replace(
                paragraph, text=paragraph.text[start:end].strip(), number=paragraph.number if index == 0 else None
            )


def _counted(paragraph: Paragraph) -> Iterator[Paragraph]:
    """Yields the items of a paragraph into which layout ran the next ones («8. … (прил. 6) 9. Библиотека. …»)."""
    number, _text = _number(paragraph)
    if number is None or not number.isdigit():
        yield paragraph
        return
    start, own = 0, paragraph.number
    following = int(number) + 1
    while match := re.compile(rf"(?<=[.)!?;»])\s+{following}[.)]\s+(?=[А-ЯЁӨҮҢA-Z«])").search(paragraph.text, start):
        yield replace(paragraph, text=paragraph.text[start : match.start()].strip(), number=own)
        start, own, following = match.end(), f"{following}.", following + 1
    yield replace(paragraph, text=paragraph.text[start:].strip(), number=own) if start else paragraph


def _number(paragraph: Paragraph) -> tuple[str | None, str]:
    text = paragraph.text.strip()
    if paragraph.number is not None and any(letter.isalnum() for letter in paragraph.number):
        return paragraph.number.strip(" .)("), text
    return own_number(text)


def _answers_a_number(paragraph: Paragraph) -> bool:
    number, text = _number(paragraph)
    if paragraph.kind is ParagraphKind.HEADING or paragraph.bold:
        return bool(cited_at_once(text))
    return _is_answer(text) and (number is not None or bool(cited_at_once(text)))


def _is_answer(text: str) -> bool:
    return len(text.split()) >= ANSWER_WORDS


def _heads(
    paragraph: Paragraph, number: str | None, text: str, follower: Paragraph | None, cited: tuple[str, ...]
) -> bool:
    """Tells whether a paragraph heads those below: by style or boldness, or as a short numbered line before plain
    ones.
    """
    if paragraph.kind is ParagraphKind.HEADING:
        return True
    if only_papers(text):
        return False
    plain_follows = (
        follower is not None
        and _number(follower)[0] is None
        and not cited_at_once(follower.text)
        and follower.kind is ParagraphKind.PARAGRAPH
        and not is_courtesy(follower.text)
    )
    if paragraph.bold and plain_follows and not (follower is not None and follower.bold):
        return True
    if number is not None and text.rstrip()[-1:] not in ".;:,":
        below = follower is not None and (_number(follower)[0] or "").startswith(f"{number}.")
        if below or standards_in(text):
            return True
    if plain_follows and text.rstrip().endswith(":") and (number is not None or cited) and _QUOTED.search(text):
        return True  # «3. По замечанию „Нет журнала“ (2.4):» above its answer
    if number is not None or cited:
        return plain_follows and text.rstrip()[-1:] not in ".;:," and len(text.split()) <= 2 * ANSWER_WORDS + 4
    return is_heading(paragraph)


def _is_closing(text: str) -> bool:
    folded = fold(text).strip(" .:")
    return any(
        folded == stem or (folded.startswith(stem) and text.rstrip().endswith(":") and len(text.split()) <= LABEL_WORDS)
        for stem in stems_of("closing")
    )


def is_bare_heading(text: str) -> bool:
    """Tells whether a numbered line is a heading by itself: a few words without an end mark."""
    return len(text.split()) <= LABEL_WORDS and text.rstrip()[-1:] not in ".;:,!?" and not tells_state(text)


def _is_introduction(text: str) -> bool:
    folded = fold(own_number(text)[1]).strip(" .:")
    return any(folded.startswith(stem) for stem in stems_of("introduction")) and len(text.split()) <= 4


def only_papers(text: str) -> tuple[EvidenceName, ...]:
    """Gives the papers of a line that only names them («Основание: протокол № 1»): they prove the answer above."""
    parts = keyed(text, frozenset({Role.EVIDENCE}))
    return evidence_in_cell(parts.get(Role.EVIDENCE) or "") if parts.values and not parts.lead else ()


def cited_at_once(text: str) -> tuple[str, ...]:
    """Gives the numbers of findings that a paragraph cites at its beginning, or the criteria that it opens with."""
    opening = text[:OPENING]
    named = criteria_in(opening) if _CITING.match(fold(opening)) and not opening.lstrip().startswith("(") else ()
    return labels_in(text[:CITED_WITHIN]) or named or criteria_in(opening_citation(text))


def opening_citation(text: str) -> str:
    """Gives the first sentence, or the words before a colon, where they only say what is answered, by its criterion.

    «Максаттар боюнча (1.3-критерий).», «5.2-критерий.», «1.5-критерий, сунуш:»; "" where the text opens otherwise.
    """
    spans = sentence_spans(text)
    first = text[: spans[0][1]] if len(spans) > 1 else ""
    before, colon, after = text.partition(":")
    candidates = [f"{before}:"] if colon and len(after.split()) >= ANSWER_WORDS and "\n" not in before else []
    for said in [*candidates, *([first] if first else [])]:
        plain = _CRITERION.sub(" ", said)
        leads_on = said.endswith(":") and any(f" {stem}" in fold(said) for stem in stems_of("following"))
        topical = leads_on or may_head(f"{plain.strip(' .:,')}.")
        if topical and criteria_in(said) and len(said.split()) <= CITATION_WORDS:
            return said
    return ""
