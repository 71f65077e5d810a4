"""What stands in front of a report's answers: lines of its title, sentences that only say what follows."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.evidence_names import named_evidence
from extractors.kinds.approvals import is_approval
from extractors.kinds.passages import Passage, cited_at_once
from extractors.kinds.report_sentences import stems_of, tells_state
from extractors.languages.bounds import sentence_spans
from extractors.languages.letters import fold

FIRST = 6  # passages among which a preface may stand
FEWEST_AFTER = 3  # passages that must follow it
LONGEST_STAMP = 14  # words of a line that says who considered the paper
FEWEST_SECTIONS = 3  # headings below which answers stand in a paper of sections


def without_preface(drawn: Sequence[Passage]) -> list[Passage]:
    """Gives the passages but those before the answers: what announces them, title lines, words above the sections."""
    after = max((at + 1 for at in range(min(FIRST, len(drawn))) if _announces(drawn, at)), default=0)
    if len(drawn) - after < FEWEST_AFTER:
        after = 0
    while after < min(FIRST, len(drawn)) and (_is_title_line(drawn[after]) or _is_considered(drawn[after])):
        after += 1
    return list(_below_title(drawn[after:]))


def _announces(drawn: Sequence[Passage], at: int) -> bool:
    """Tells whether a passage says that the answers follow («Докладываем, что изменилось»), and none stood before."""
    if _cites(drawn[at]) or any(_is_answer(passage) and not _is_title_line(passage) for passage in drawn[:at]):
        return False
    text = drawn[at].text
    return any(announces(text[start:end]) for start, end in sentence_spans(text))


def announces(sentence: str) -> bool:
    """Tells whether a sentence only says that what was done will be told: «Төмөндө эмне кылганыбызды баяндайбыз»."""
    folded = f" {fold(sentence)}"
    said = any(f" {stem}" in folded for stem in stems_of("announces"))
    return said and any(f" {stem}" in folded for stem in stems_of("announced"))


def _is_answer(passage: Passage) -> bool:
    return _cites(passage) or bool(named_evidence(passage.text))


def _cites(passage: Passage) -> bool:
    cited = passage.number is not None or bool(passage.context.labels) or bool(cited_at_once(passage.text))
    return passage.whole or passage.listed or cited


def _is_title_line(passage: Passage) -> bool:
    """Tells whether a passage is a line of the letter's head: no verb, no end mark, nothing cited or listed."""
    text = passage.text.strip()
    if passage.whole or passage.listed or passage.number is not None or cited_at_once(text) or ":" in text:
        return False
    return text[-1:] not in ".;!?…" and not tells_state(text)


def _is_considered(passage: Passage) -> bool:
    """Tells whether a passage only says who considered the paper: «Рассмотрено на заседании совета, протокол № 5»."""
    text = passage.text.strip()
    if _cites(passage) or "\n" in text or len(text.split()) > LONGEST_STAMP or not is_approval(text):
        return False
    words = fold(text).split()
    stems = stems_of("considered")
    return " ".join(words[:3]).startswith(stems) or any(word.startswith(stems) for word in words[-6:])


def _below_title(drawn: Sequence[Passage]) -> Sequence[Passage]:
    """Gives the passages below the first heading of a paper whose answers stand in sections.

    Few passages between the title and the first section, which cite nothing and name no paper, lead into the whole.
    """
    first = next((at for at, passage in enumerate(drawn) if not _is_of_title(passage)), len(drawn))
    sections = {passage.context.section for passage in drawn[first:]}
    leading = 0 < first <= FEWEST_AFTER and len(drawn) - first >= 2 * first + FEWEST_AFTER
    if not leading or len(sections) < FEWEST_SECTIONS or any(map(_is_answer, drawn[:first])):
        return drawn
    return drawn[first:]


def _is_of_title(passage: Passage) -> bool:
    section = passage.context.section
    return section is None or any(word.startswith(stems_of("itself")) for word in fold(section).split())
