"""Reports in words: letters that answer by number, and running prose whose sentences answer one thing each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.evidence_names import evidence_in_cell, evidence_in_note, named_evidence
from extractors.head_words import Role
from extractors.kinds.anchors import criteria_in, joined, labels_in, standard_of, standards_in
from extractors.kinds.footnotes import Footnotes
from extractors.kinds.headings import Context, programme_in
from extractors.kinds.keyed_text import SURE_DASH, keyed, role_of_key
from extractors.kinds.passages import (
    ANSWER_WORDS,
    CITED_WITHIN,
    OPENING,
    Passage,
    cited_at_once,
    only_papers,
    opening_citation,
    passages,
)
from extractors.kinds.prefaces import without_preface
from extractors.kinds.programmes import Programmes, programmes
from extractors.kinds.report_sentences import (
    LABEL_WORDS,
    SHORT,
    TOPIC_WORDS,
    is_courtesy,
    is_form,
    is_lead_in,
    is_remark,
    is_topic,
    may_head,
    stems_of,
    tells_act,
    tells_state,
    without_about,
)
from extractors.kinds.status_words import leading_status
from extractors.languages.bounds import sentence_spans
from extractors.languages.letters import fold
from extractors.records import Anchor, Document, EvidenceName, Response

CITING_WORDS = 14  # before a colon, of words that only cite what is answered
OPENING_WORDS = 9  # a sentence of at most so many words may only lead into the next
LONGER = 1.5  # by how much the next must be longer
FEW = 2  # answers that a topic may head and still be taken for their finding
FEWEST_ALIKE = 3  # paragraphs that show how a paper is drawn
MOSTLY = 0.6  # share of its paragraphs that must be drawn so

# «Сунуш 6.1. Республиканын …», «Замечание 3. Устав …»: no end of a sentence to most eyes, since a number stands there.
_CITES_NUMBER = re.compile(r"\s*[^\W\d_]+\s+(?:№\s*)?\d{1,2}(?:\.\d{1,2})*\.\s+(?=[А-ЯЁӨҮҢ«])")
_SETS_OFF = re.compile(r":\s|\s[–—-]\s")  # what stands between a topic and its answer
_QUOTED = re.compile(r"\s*[«„“](?P<finding>[^«»„“”]{15,})[»”“]\s*(?P<cited>\([^()]*\))?\s*(?:[:.]|[–—]|\s-)\s+")
_ARROW = re.compile(r"\s*(?:→|⇒|=>|->)\s*")
_CITED = frozenset({Role.CRITERION, Role.STANDARD, Role.FINDING, Role.LABEL, Role.NUMBER})


@dataclass(frozen=True, slots=True)
class _Habits:
    """How a paper is drawn. headed: paragraphs open with their topic. keyed: with a topic before a colon.

    whole: each paragraph is one answer.
    """

    headed: bool
    keyed: bool
    whole: bool


def answers_in_prose(document: Document, notes: Footnotes) -> tuple[Response, ...]:
    """Gives the answers of a report in words: a numbered item, else a sentence or a paragraph, as it is drawn."""
    known = programmes(document)
    found: list[Response] = []
    drawn = without_preface([replace(passage, text=notes.tucked(passage.text)) for passage in passages(document)])
    habits = _habits(drawn, notes)
    for passage in _without_introductions(drawn):
        for text, of_topic in _answers(passage, habits):
            if not passage.whole and is_courtesy(text):
                continue
            papers = only_papers(text)
            if papers and found:
                found[-1] = replace(found[-1], evidence=tuple(dict.fromkeys((*found[-1].evidence, *papers))))
                continue
            if found and _ends_the_last(text, of_topic, found[-1]):
                found[-1] = replace(found[-1], text=f"{found[-1].text}\n{text}")
                continue
            response = answer(text, of_topic, known, notes)
            if response is not None:
                found.append(response)
    return tuple(found)


def _ends_the_last(text: str, passage: Passage, last: Response) -> bool:
    """Tells whether a few words below a heading only end the answer above them («Работа продолжается.»)."""
    same = passage.context.section is not None and passage.context.section == last.anchor.section
    return passage.whole and passage.number is None and same and len(text.split()) < SHORT


def _without_introductions(drawn: Sequence[Passage]) -> Iterator[Passage]:
    """Yields the passages but those that only lead into a section of a paper whose answers cite what they answer.

    «Кафедрада 20 окутуучу эмгектенет.» below its heading and above the first citing paragraph answers nothing.
    """
    citing = [bool(cited_at_once(passage.text)) for passage in drawn]
    usual = sum(citing) >= FEWEST_ALIKE and sum(citing) >= MOSTLY * len(drawn)
    for at, passage in enumerate(drawn):
        leads = at + 1 < len(drawn) and citing[at + 1] and drawn[at + 1].context.section == passage.context.section
        opens = at == 0 or drawn[at - 1].context.section != passage.context.section
        if not (usual and leads and opens and not citing[at] and passage.context.section is not None):
            yield passage


def _habits(drawn: Sequence[Passage], notes: Footnotes) -> _Habits:
    """Tells how a paper is drawn from its paragraphs of several sentences: what opens them, where papers are named."""
    several = [sentences for passage in drawn if len(sentences := _sentences(passage.text)) > 1]
    colons = sum(not passage.finding and _before_colon(passage.text) is not None for passage in drawn)
    headed = sum(may_head(sentences[0]) for sentences in several)
    bodies = [sentences for passage in drawn if not passage.whole and len(sentences := _sentences(passage.text)) > 1]
    naming = [[bool(named_evidence(text) or notes.named_in(text)) for text in sentences] for sentences in bodies]
    closing = sum(named[-1] and sum(named) == 1 for named in naming)
    return _Habits(
        headed=headed >= FEWEST_ALIKE and headed >= MOSTLY * len(several),
        keyed=colons >= FEWEST_ALIKE and colons >= MOSTLY * sum(not passage.finding for passage in drawn),
        whole=closing >= FEWEST_ALIKE and closing == sum(map(any, naming)),
    )


def _sentences(text: str) -> list[str]:
    return [said for line in text.split("\n") for a, b in sentence_spans(line) if (said := line[a:b].strip())]


def _answers(passage: Passage, habits: _Habits) -> Iterator[tuple[str, Passage]]:
    """Yields the answers of a passage with the topic that a short sentence before them names («Фонд жөнүндө.»).

    A topic stands for the finding when at most two answers follow it; over more of them it is a heading.
    """
    headed = habits.headed and not opening_citation(passage.text)
    head, rest = _head(passage.text) if headed else ("", passage.text)
    if habits.keyed and not passage.finding and (topic := _before_colon(passage.text)) is not None:
        context = replace(passage.context, section=topic)
        yield passage.text, replace(passage, context=context, finding=topic, whole=True)
        return
    if passage.whole:
        topic = without_about(head) if head else None
        yield rest, replace(passage, text=rest, finding=passage.finding or topic)
        return
    units = [*([head] if head else []), *_units(rest, together=habits.whole)]
    for index, text in enumerate(units):
        if only_papers(text) or not (is_topic(text) or (head and index == 0)):
            yield text, passage
            continue
        following = [unit for unit in units[index + 1 :] if not is_topic(unit)]
        topic = without_about(text)
        context = replace(passage.context, section=topic)
        passage = replace(passage, context=context, finding=topic if len(following) <= FEW else None)


def _before_colon(text: str) -> str | None:
    """Gives the topic that a colon or a dash sets off from its answer («База практики: заключены договоры»), None
    without one.
    """
    mark = _SETS_OFF.search(text)
    if mark is None or "\n" in text[: mark.start()] or len(text[mark.end() :].split()) < FEW:
        return None
    before = text[: mark.start()].strip()
    dashed = mark.group().strip() != ":"
    if not may_head(f"{before}.") or (dashed and len(before.split()) > TOPIC_WORDS):
        return None
    return before if role_of_key(before) in {None, Role.PROGRAMME} else None


def _head(text: str) -> tuple[str, str]:
    """Splits the topic that opens a paragraph from what follows it; "" where it opens with none."""
    sentences = _sentences(text)
    if len(sentences) < 2 or not may_head(sentences[0]):
        return "", text
    start = text.index(sentences[0]) + len(sentences[0])
    return sentences[0], text[start:].strip()


def answers_citing(document: Document, notes: Footnotes, order: int) -> tuple[Response, ...]:
    """Gives the answers that stand in words beside a table of answers: only paragraphs that cite one finding by
    its number.
    """
    known = programmes(document)
    found: list[Response] = []
    for passage in passages(document):
        if len(cited_at_once(passage.text)) == 1 and _tells_enough(passage.text):
            response = answer(passage.text, passage, known, notes)
            found.extend(
                [replace(response, anchor=replace(response.anchor, order=order + len(found)))]
                if response is not None
                else []
            )
    return tuple(found)


def _tells_enough(text: str) -> bool:
    """Tells whether a paragraph that cites says what was done, and does not only refer to the table."""
    words = len(text.split())
    return words > 2 * ANSWER_WORDS or (words > ANSWER_WORDS and tells_state(text))


def _units(text: str, *, together: bool) -> list[str]:
    """Gives the answers of a paragraph: its sentences; what only continues one stays with it.

    Args: together: True where a paragraph is one answer, beside what leads in and what is only form.
    """
    units: list[str] = []
    for sentence in _sentences(text):
        if is_remark(sentence):
            break
        if is_lead_in(sentence):
            continue
        joins = together and bool(units) and not (is_topic(units[-1]) or is_form(units[-1]) or is_form(sentence))
        goes_on = units and (_goes_on(sentence, units[-1]) or (_opens(units) and _leads_into(units[-1], sentence)))
        if joins or goes_on:
            units[-1] = f"{units[-1]} {sentence}"
        else:
            units.append(sentence)
    return units


def _goes_on(sentence: str, before: str) -> bool:
    """Tells whether a sentence belongs to the one before: it draws its conclusion, is a fragment, or only names
    its paper.
    """
    folded = fold(sentence)
    if any(re.match(rf"{re.escape(stem)}(?!\w)", folded) for stem in stems_of("continues")):
        return True
    words = len(sentence.split())
    if len(before.split()) < SHORT and not is_topic(before):
        return True
    parts = keyed(sentence, frozenset({Role.EVIDENCE, Role.STATUS}))
    if parts.values and not parts.lead:
        return True
    return words < SHORT or (words <= 2 * SHORT and _only_names_papers(sentence) and not is_topic(before))


def _only_names_papers(sentence: str) -> bool:
    """Tells whether a short sentence speaks of its papers alone («Акт – прил. 6») and of nothing done."""
    outside = re.sub(r"\([^()]*\)", " ", sentence)
    return bool(named_evidence(sentence)) and (bool(named_evidence(outside)) or not tells_state(outside))


def _opens(units: list[str]) -> bool:
    """Tells whether the last unit is the first of its paragraph, or the first below a topic."""
    return len(units) == 1 or is_topic(units[-2])


def _leads_into(opening: str, sentence: str) -> bool:
    """Tells whether a short sentence opens a longer one: a state, no act, no figure, no paper."""
    words = opening.split()
    if not SHORT <= len(words) <= OPENING_WORDS or len(sentence.split()) < LONGER * len(words) or is_topic(opening):
        return False
    if any(sign.isdigit() for sign in opening) or named_evidence(opening) or is_form(opening):
        return False
    return not tells_act(opening)


def answer(text: str, passage: Passage, known: Programmes, notes: Footnotes) -> Response | None:
    """Gives the answer that a unit of text is, None for a topic, a greeting or a form."""
    if _says_nothing(text) or (not passage.whole and not _may_answer(text, passage)):
        return None
    prefix, words, repeated = _without_finding(*_citation(text))
    parts = keyed(_papers_set_off(words), frozenset({Role.STATUS, Role.EVIDENCE, Role.ANSWER, Role.FINDING}))
    said = parts.get(Role.ANSWER) or (parts.lead if parts.lead and Role.ANSWER not in parts.roles() else words)
    evidence: list[EvidenceName] = list(evidence_in_cell(parts.get(Role.EVIDENCE) or ""))
    evidence.extend(named_evidence(said))
    for note in notes.named_in(text):
        evidence.extend(evidence_in_note(note.rstrip(" .")))
    finding = parts.get(Role.FINDING) or repeated or passage.finding or (_topic_of(prefix) if prefix else None)
    clean_text = notes.without_marks(said)
    status = parts.get(Role.STATUS) or leading_status(clean_text)
    return Response(
        clean_text,
        passage.place,
        _anchor(text, prefix, passage, finding, known),
        status,
        tuple(dict.fromkeys(evidence)),
    )


def _says_nothing(text: str) -> bool:
    """Tells whether a text is a code alone («З-1»), or only says who answers for the matter and by when."""
    own = set(labels_in(text))
    if own and not [word for word in text.split() if word.strip(" .,;:()№") not in own and len(word) > 1]:
        return True
    key = re.match(r"\s*([^\W\d_]+)\s*(?:[–—:]|\s-)\s", text)
    if key and len(text.split()) <= LABEL_WORDS and role_of_key(key.group(1)) in {Role.RESPONSIBLE, Role.DUE}:
        return True
    parts = keyed(text, frozenset({Role.RESPONSIBLE, Role.DUE}))
    return bool(parts.values) and not parts.lead


def _without_finding(prefix: str, words: str) -> tuple[str, str, str | None]:
    """Splits a finding repeated in quotation marks or before an arrow from its answer («„Нет сайта“ (7.3) — открыт»).

    Gives what cites, the answer, the finding or None.
    """
    quoted, arrow = _QUOTED.match(words), _ARROW.search(words)
    if quoted and len(words[quoted.end() :].split()) >= FEW:
        cited = " ".join(filter(None, (prefix, quoted["cited"])))
        return cited, words[quoted.end() :], quoted["finding"].strip()
    if arrow and len(words[: arrow.start()].split()) >= FEW and len(words[arrow.end() :].split()) >= FEW:
        return prefix, words[arrow.end() :], words[: arrow.start()].strip()
    return prefix, words, None


def _may_answer(text: str, passage: Passage) -> bool:
    """Tells whether a sentence is long enough for an answer; below a cited finding or a topic two words are."""
    if passage.finding or passage.context.labels:
        return len(text.split()) >= FEW and not is_courtesy(text)
    return not is_topic(text) and not is_form(text) and len(text.split()) >= (FEW if passage.listed else SHORT)


def _citation(text: str) -> tuple[str, str]:
    """Splits a first sentence that only cites («1-эскертуу боюнча (устав).», «По замечанию 3.») from the answer
    after it.
    """
    numbered = _CITES_NUMBER.match(text)
    opening = opening_citation(text) or (numbered.group() if numbered and labels_in(numbered.group()) else "")
    if opening:
        return opening, text[len(opening) :].strip()
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
    """Gives what a citing prefix says that the finding is about: its words in brackets or in quotation marks, else
    those beside its numbers.
    """
    outside = re.sub(r"\([^()]*\)|\d[\d.]*(?:-\w+)?", " ", prefix) if criteria_in(prefix) else ""
    kept = [word for word in without_about(" ".join(outside.split())).split() if role_of_key(word) not in _CITED]
    if kept:
        return without_about(prefix) if prefix.rstrip(" .:").endswith(")") else " ".join(kept).strip(" .,:;–—-") or None
    match = re.search(r"[(«„\"]([^()«»\"]{3,})[)»“\"]", prefix)
    return match.group(1).strip() if match and not criteria_in(match.group()) else None


def _papers_set_off(text: str) -> str:
    """Gives an answer with a colon behind the key that opens its last sentence with a dash («Негизи – протокол»)."""
    spans = sentence_spans(text)
    if len(spans) < 2:
        return text
    start = spans[-1][0]
    match = re.match(r"\s*((?:[^\W\d_]+\s?){1,3}?)\s*(?:[–—]|\s-)\s+", text[start:])
    if match is None or role_of_key(match.group(1), SURE_DASH) is not Role.EVIDENCE:
        return text
    return f"{text[:start]}{match.group(1).strip()}: {text[start + match.end() :]}"


def _anchor(text: str, prefix: str, passage: Passage, finding: str | None, known: Programmes) -> Anchor:
    criteria = criteria_in(prefix) or criteria_in(text) or criteria_in(finding or "")
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
