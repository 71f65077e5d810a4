"""Reports in words: letters that answer by number, and running prose whose sentences answer one thing each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from extractors import lexicon
from extractors.cell_content import is_blank, is_date, is_named, is_person
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
from extractors.kinds.approvals import approvals, is_approval
from extractors.kinds.footnotes import Footnotes
from extractors.kinds.headings import Context, is_heading, programme_in
from extractors.kinds.keyed_text import keyed
from extractors.kinds.programmes import Programmes, programmes
from extractors.kinds.status_words import leading_status
from extractors.languages import ru
from extractors.languages.bounds import sentence_spans
from extractors.languages.letters import fold
from extractors.records import Anchor, Document, EvidenceName, Paragraph, ParagraphKind, Place, Response

SHORT = 4  # words below which a sentence is no answer of its own
LABEL_WORDS = 7  # a sentence of at most so many words may be the topic of its paragraph («Фонд жөнүндө.»)
CITING_WORDS = 14  # before a colon, of words that only cite what is answered
OPENING_WORDS = 9  # a sentence of at most so many words may only lead into the next
LONGER = 1.5  # by how much the next must be longer
TOPIC_WORDS = 4  # the same in Russian, where the topic begins with «о, по» as a sentence may
FEW = 2  # answers that a topic may head and still be taken for their finding
ANSWER_WORDS = 5  # a numbered line of fewer words, or without an end mark before plain paragraphs, is a heading
CITED_WITHIN = 90  # characters from a paragraph's beginning in which a cited number makes it an answer to that number
FEWEST_NUMBERED = 3  # numbered answers that make a letter one that answers by number

OPENING = 40  # characters of a sentence in which a number that it is about is cited

# A sentence that opens by citing: «По замечанию 3», «К пункту 4», «2-эскертүү боюнча», «Замечание № 5».
_CITING = re.compile(
    r"(?:по|к|на|об?|в ответ на|относительно|касательно)\s+(?:\d|п\.|пп\.|\w+)|\d{1,2}[\s,-]|\w+\s+№?\s*\d"
)
_SIGNATURE = re.compile(r"_{3,}|^\s*(?:исп|исполнитель|тел)\b[.:]", re.IGNORECASE)


@cache
def _stems(key: str) -> tuple[str, ...]:
    return tuple(sorted((fold(word) for word in lexicon.words("report", key)), key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class _Passage:
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


def answers_in_prose(document: Document, notes: Footnotes) -> tuple[Response, ...]:
    """Gives the answers of a report in words: one a numbered item, else one a sentence."""
    known = programmes(document)
    found: list[Response] = []
    for passage in _passages(document):
        for text, of_topic in _under_topics(passage, list(_units(replace(passage, text=notes.tucked(passage.text))))):
            papers = _only_papers(text)
            if papers and found:
                found[-1] = replace(found[-1], evidence=tuple(dict.fromkeys((*found[-1].evidence, *papers))))
                continue
            response = _answer(text, of_topic, known, notes)
            if response is not None:
                found.append(response)
    return tuple(found)


def _only_papers(text: str) -> tuple[EvidenceName, ...]:
    """Gives the papers of a line that only names them («Основание: протокол № 1»): they prove the answer above."""
    parts = keyed(text, frozenset({Role.EVIDENCE}))
    return evidence_in_cell(parts.get(Role.EVIDENCE) or "") if parts.values and not parts.lead else ()


def _under_topics(passage: _Passage, units: list[str]) -> Iterator[tuple[str, _Passage]]:
    """Yields the answers of a passage with the topic that a short sentence before them names («Фонд жөнүндө.»).

    A topic stands for the finding when at most two answers follow it; over more of them it is a heading.
    """
    if passage.whole:
        yield from ((text, passage) for text in units)
        return
    for index, text in enumerate(units):
        if not _is_topic(text):
            yield text, passage
            continue
        rest = [following for following in units[index + 1 :] if not _is_topic(following)]
        topic = _without_about(text)
        context = replace(passage.context, section=topic)
        passage = replace(passage, context=context, finding=topic if len(rest) <= FEW else None)


def _without_about(sentence: str) -> str:
    """Gives the topic that a sentence names, without «о», «жөнүндө» and the stop."""
    words = sentence.strip(" .:").split()
    about = _stems("about")
    kept = [word for index, word in enumerate(words) if not (index in {0, len(words) - 1} and fold(word) in about)]
    return " ".join(kept)


def answers_citing(document: Document, notes: Footnotes, order: int) -> tuple[Response, ...]:
    """Gives the answers that stand in words beside a table of answers: only paragraphs that cite one finding by
    its number.
    """
    known = programmes(document)
    found: list[Response] = []
    for passage in _passages(document):
        if len(_cited_at_once(passage.text)) == 1 and len(passage.text.split()) > 2 * ANSWER_WORDS:
            response = _answer(passage.text, passage, known, notes)
            found.extend(
                [replace(response, anchor=replace(response.anchor, order=order + len(found)))]
                if response is not None
                else []
            )
    return tuple(found)


def _cited_at_once(text: str) -> tuple[str, ...]:
    """Gives the numbers of findings that a paragraph cites at its beginning, or the criteria that it opens with."""
    opening = text[:OPENING]
    named = criteria_in(opening) if _CITING.match(fold(opening)) and not opening.lstrip().startswith("(") else ()
    return labels_in(text[:CITED_WITHIN]) or named


def _passages(document: Document) -> Iterator[_Passage]:
    """Walks the paragraphs: headings set the context, numbered answers gather what follows them, the rest stands
    alone.
    """
    stamps = {approval.place for approval in approvals(document) if approval.director_only}
    paragraphs = [
        p
        for p in document.paragraphs()
        if p.kind is not ParagraphKind.FOOTNOTE and not is_blank(p.text) and p.place not in stamps
    ]
    paragraphs = list(_divided(paragraphs))
    by_number = sum(_answers_a_number(p) for p in paragraphs) >= FEWEST_NUMBERED
    context, open_item = Context(), None
    by_criterion = sum(bool(_headed_criteria(p)) for p in paragraphs) >= FEWEST_NUMBERED
    of_criterion = False  # below a heading that names the criterion, each paragraph is one answer
    skipping = closed = False
    before_first = True
    for index, paragraph in enumerate(paragraphs):
        number, text = _number(paragraph)
        cited = _cited_at_once(text) if paragraph.kind is not ParagraphKind.HEADING else ()
        follower = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        if _is_closing(text):
            closed = True
        if closed or _SIGNATURE.search(text):
            continue
        named = _headed_criteria(paragraph) if by_criterion else ()
        if named:
            yield from _given(open_item)
            open_item, of_criterion = None, True
            context = _of_criteria(context, named, text)
        elif _heads(paragraph, number, text, follower, cited):
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
                open_item = _Passage("", paragraph.place, context, number, text, whole=True)
        elif skipping:
            continue
        elif of_criterion:
            yield _Passage(text, paragraph.place, context, number, context.finding, whole=not _only_papers(text))
        elif (number is not None and by_number) or cited:
            yield from _given(open_item)
            # An item that cites a finding by its name is not meant by its own number in the list.
            counts = by_number and number is not None and not labels_in(text[:CITED_WITHIN])
            numbered = replace(context, labels=(number,)) if counts and number is not None else context
            passage = _Passage(text, paragraph.place, numbered, number, whole=True)
            gathers = by_number and (number is not None or bool(labels_in(text[:CITED_WITHIN])))
            open_item = passage if gathers else None
            if not gathers:
                yield passage
        elif open_item is not None:
            joined_text = f"{open_item.text}\n{text}".strip()
            open_item = replace(
                open_item, text=joined_text, place=open_item.place if open_item.text else paragraph.place
            )
        elif not ((by_number or by_criterion) and before_first):
            yield _Passage(text, paragraph.place, context, number, listed=paragraph.kind is ParagraphKind.LIST_ITEM)
        before_first = before_first and open_item is None and not cited and not of_criterion
    yield from _given(open_item)


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


def _given(passage: _Passage | None) -> Iterator[_Passage]:
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
        return bool(_cited_at_once(text))
    return _is_answer(text) and (number is not None or bool(_cited_at_once(text)))


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
    if _only_papers(text):
        return False
    plain_follows = (
        follower is not None
        and _number(follower)[0] is None
        and not _cited_at_once(follower.text)
        and follower.kind is ParagraphKind.PARAGRAPH
    )
    if paragraph.bold and plain_follows and not (follower is not None and follower.bold):
        return True
    if number is not None and text.rstrip()[-1:] not in ".;:,":
        below = follower is not None and (_number(follower)[0] or "").startswith(f"{number}.")
        if below or standards_in(text):
            return True
    if number is not None or cited:
        return plain_follows and text.rstrip()[-1:] not in ".;:," and len(text.split()) <= 2 * ANSWER_WORDS + 4
    return is_heading(paragraph)


def _is_closing(text: str) -> bool:
    folded = fold(text).strip(" .:")
    return any(
        folded == stem or (folded.startswith(stem) and text.rstrip().endswith(":") and len(text.split()) <= LABEL_WORDS)
        for stem in _stems("closing")
    )


def _is_introduction(text: str) -> bool:
    folded = fold(own_number(text)[1]).strip(" .:")
    return any(folded.startswith(stem) for stem in _stems("introduction")) and len(text.split()) <= 4


def _units(passage: _Passage) -> Iterator[str]:
    """Gives the answers of a passage: the whole of a numbered item, else its sentences; what only continues one
    stays with it.
    """
    if passage.whole:
        yield passage.text
        return
    units: list[str] = []
    for line in passage.text.split("\n"):
        for start, end in sentence_spans(line):
            sentence = line[start:end].strip()
            if not sentence:
                continue
            if units and (_goes_on(sentence, units[-1]) or (_opens(units) and _leads_into(units[-1], sentence))):
                units[-1] = f"{units[-1]} {sentence}"
            else:
                units.append(sentence)
    yield from units


def _goes_on(sentence: str, before: str) -> bool:
    """Tells whether a sentence belongs to the one before: it draws its conclusion, is a fragment, or only names
    its paper.
    """
    folded = fold(sentence)
    if any(re.match(rf"{re.escape(stem)}(?!\w)", folded) for stem in _stems("continues")):
        return True
    words = len(sentence.split())
    if len(before.split()) < SHORT and not _is_topic(before):
        return True
    parts = keyed(sentence, frozenset({Role.EVIDENCE, Role.STATUS}))
    if parts.values and not parts.lead:
        return True
    return words < SHORT or (words <= 2 * SHORT and bool(named_evidence(sentence)) and not _is_topic(before))


def _opens(units: list[str]) -> bool:
    """Tells whether the last unit is the first of its paragraph, or the first below a topic."""
    return len(units) == 1 or _is_topic(units[-2])


def _leads_into(opening: str, sentence: str) -> bool:
    """Tells whether a short sentence opens a longer one: it tells a state, no act, no figure and no paper."""
    words = opening.split()
    if not SHORT <= len(words) <= OPENING_WORDS or len(sentence.split()) < LONGER * len(words) or _is_topic(opening):
        return False
    if any(sign.isdigit() for sign in opening) or named_evidence(opening) or _is_form(opening):
        return False
    return not _tells_act(opening)


def _tells_act(sentence: str) -> bool:
    """Tells whether a sentence says that something was done: a Russian verb in the past, a Kyrgyz one at its end."""
    words = re.findall(r"[^\W\d_]+", sentence)
    last = fold(words[-1]) if words else ""
    return (
        any(map(ru.tells_past, words))
        or re.search(r"(?:[дт][ыиу]|лар|лер|лор|[гк][аео]н|жок|элек|пыз|биз|быз)$", last) is not None
    )


def _is_topic(sentence: str) -> bool:
    """Tells whether a short sentence only names what its paragraph is about («Библиотека.», «Кадрлар жөнүндө.»)."""
    words = fold(sentence).strip(" .:").split()
    if not 0 < len(words) <= LABEL_WORDS or not sentence.rstrip().endswith((".", ":")):
        return False
    about = _stems("about")
    if len(words) <= 2 or words[-1] in about:
        return True
    return words[0] in about and len(words) <= TOPIC_WORDS and not any(letter.isdigit() for letter in sentence)


def _is_form(text: str) -> bool:
    """Tells whether a sentence is courtesy, address or form: it answers nothing."""
    folded = fold(text)
    if folded.startswith(_stems("greeting")) or any(stem in folded for stem in _stems("courtesy")) or is_date(text):
        return True
    words = text.split()
    if _is_title(text):
        return True
    if any(fold(word).startswith(_stems("itself")) for word in words[:3]) and is_approval(text):
        return True
    return len(words) <= 2 * SHORT and is_named(text) and is_person(text) and not text.rstrip().endswith(".")


def _is_title(text: str) -> bool:
    """Tells whether a line is the report's own title: it begins with the word and does not end like a sentence."""
    first = [fold(word) for word in text.split()[:3]]
    return text.rstrip()[-1:] not in ".;!?" and any(word.startswith(_stems("itself")) for word in first)


def _answer(text: str, passage: _Passage, known: Programmes, notes: Footnotes) -> Response | None:
    """Gives the answer that a unit of text is, None for a topic, a greeting or a form."""
    if not passage.whole and (
        _is_topic(text) or _is_form(text) or len(text.split()) < (FEW if passage.listed else SHORT)
    ):
        return None
    prefix, words = _citation(text)
    parts = keyed(words, frozenset({Role.STATUS, Role.EVIDENCE, Role.ANSWER, Role.FINDING}))
    said = parts.get(Role.ANSWER) or (parts.lead if parts.lead and Role.ANSWER not in parts.roles() else words)
    evidence: list[EvidenceName] = list(evidence_in_cell(parts.get(Role.EVIDENCE) or ""))
    evidence.extend(named_evidence(said))
    for note in notes.named_in(text):
        evidence.extend(evidence_in_cell(note.rstrip(" .")))
    finding = parts.get(Role.FINDING) or passage.finding or (_topic_of(prefix) if prefix else None)
    clean_text = notes.without_marks(said)
    status = parts.get(Role.STATUS) or leading_status(clean_text)
    return Response(
        clean_text, passage.place, _anchor(text, passage, finding, known), status, tuple(dict.fromkeys(evidence))
    )


def _citation(text: str) -> tuple[str, str]:
    """Splits a first sentence that only cites («1-эскертуу боюнча (устав).», «По замечанию 3.») from the answer
    after it.
    """
    before, colon, after = text.partition(":")
    if colon and len(before.split()) <= CITING_WORDS and len(after.split()) >= SHORT and labels_in(before[:OPENING]):
        return before, after.strip()
    spans = sentence_spans(text)
    if len(spans) < 2:
        return "", text
    first = text[spans[0][0] : spans[0][1]]
    if labels_in(first) and len(first.split()) <= LABEL_WORDS + 3:
        return first, text[spans[1][0] :].strip()
    return "", text


def _topic_of(prefix: str) -> str | None:
    """Gives what a citing prefix says that the finding is about: its words in brackets or in quotation marks."""
    match = re.search(r"[(«„\"]([^()«»\"]{3,})[)»“\"]", prefix)
    return match.group(1).strip() if match else None


def _anchor(text: str, passage: _Passage, finding: str | None, known: Programmes) -> Anchor:
    criteria = criteria_in(text) or criteria_in(finding or "")
    standards = standards_in(text[:CITED_WITHIN])
    labels = labels_in(text) + (labels_in(finding) if finding else ()) + passage.context.labels
    return Anchor(
        number=passage.number,
        standard=joined(standards) or standard_of(criteria) or passage.context.standard,
        criterion=joined(criteria) or passage.context.criterion,
        labels=tuple(dict.fromkeys(labels)),
        finding_text=finding,
        section=passage.context.section,
        programme=_programme(text, passage.context, known),
    )


def _programme(text: str, context: Context, known: Programmes) -> str | None:
    """Gives the programme that an answer speaks of: its own words first, then the heading above."""
    if known.several:
        return known.spoken_of(text) or known.spoken_of(context.section or "")
    return programme_in(text) or context.programme
