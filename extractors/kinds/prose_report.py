"""Reports in words: letters that answer by number, and running prose whose sentences answer one thing each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.cell_content import is_date, is_named, is_person
from extractors.evidence_names import evidence_in_cell, named_evidence
from extractors.head_words import Role
from extractors.kinds.anchors import criteria_in, joined, labels_in, standard_of, standards_in
from extractors.kinds.approvals import is_approval
from extractors.kinds.footnotes import Footnotes
from extractors.kinds.headings import Context, programme_in
from extractors.kinds.keyed_text import keyed
from extractors.kinds.passages import (
    ANSWER_WORDS,
    CITED_WITHIN,
    LABEL_WORDS,
    OPENING,
    Passage,
    cited_at_once,
    only_papers,
    passages,
    stems_of,
)
from extractors.kinds.programmes import Programmes, programmes
from extractors.kinds.status_words import leading_status
from extractors.languages import ru
from extractors.languages.bounds import sentence_spans
from extractors.languages.letters import fold
from extractors.records import Anchor, Document, EvidenceName, Response

SHORT = 4  # words below which a sentence is no answer of its own
CITING_WORDS = 14  # before a colon, of words that only cite what is answered
OPENING_WORDS = 9  # a sentence of at most so many words may only lead into the next
LONGER = 1.5  # by how much the next must be longer
TOPIC_WORDS = 4  # the same in Russian, where the topic begins with «о, по» as a sentence may
FEW = 2  # answers that a topic may head and still be taken for their finding


def answers_in_prose(document: Document, notes: Footnotes) -> tuple[Response, ...]:
    """Gives the answers of a report in words: one a numbered item, else one a sentence."""
    known = programmes(document)
    found: list[Response] = []
    for passage in passages(document):
        for text, of_topic in _under_topics(passage, list(_units(replace(passage, text=notes.tucked(passage.text))))):
            papers = only_papers(text)
            if papers and found:
                found[-1] = replace(found[-1], evidence=tuple(dict.fromkeys((*found[-1].evidence, *papers))))
                continue
            response = _answer(text, of_topic, known, notes)
            if response is not None:
                found.append(response)
    return tuple(found)


def _under_topics(passage: Passage, units: list[str]) -> Iterator[tuple[str, Passage]]:
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
    about = stems_of("about")
    kept = [word for index, word in enumerate(words) if not (index in {0, len(words) - 1} and fold(word) in about)]
    return " ".join(kept)


def answers_citing(document: Document, notes: Footnotes, order: int) -> tuple[Response, ...]:
    """Gives the answers that stand in words beside a table of answers: only paragraphs that cite one finding by
    its number.
    """
    known = programmes(document)
    found: list[Response] = []
    for passage in passages(document):
        if len(cited_at_once(passage.text)) == 1 and len(passage.text.split()) > 2 * ANSWER_WORDS:
            response = _answer(passage.text, passage, known, notes)
            found.extend(
                [replace(response, anchor=replace(response.anchor, order=order + len(found)))]
                if response is not None
                else []
            )
    return tuple(found)


def _units(passage: Passage) -> Iterator[str]:
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
    if any(re.match(rf"{re.escape(stem)}(?!\w)", folded) for stem in stems_of("continues")):
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
    about = stems_of("about")
    if len(words) <= 2 or words[-1] in about:
        return True
    return words[0] in about and len(words) <= TOPIC_WORDS and not any(letter.isdigit() for letter in sentence)


def _is_form(text: str) -> bool:
    """Tells whether a sentence is courtesy, address or form: it answers nothing."""
    folded = fold(text)
    if folded.startswith(stems_of("greeting")) or any(stem in folded for stem in stems_of("courtesy")) or is_date(text):
        return True
    words = text.split()
    if _is_title(text):
        return True
    if any(fold(word).startswith(stems_of("itself")) for word in words[:3]) and is_approval(text):
        return True
    return len(words) <= 2 * SHORT and is_named(text) and is_person(text) and not text.rstrip().endswith(".")


def _is_title(text: str) -> bool:
    """Tells whether a line is the report's own title: it begins with the word and does not end like a sentence."""
    first = [fold(word) for word in text.split()[:3]]
    return text.rstrip()[-1:] not in ".;!?" and any(word.startswith(stems_of("itself")) for word in first)


def _answer(text: str, passage: Passage, known: Programmes, notes: Footnotes) -> Response | None:
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


def _anchor(text: str, passage: Passage, finding: str | None, known: Programmes) -> Anchor:
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
