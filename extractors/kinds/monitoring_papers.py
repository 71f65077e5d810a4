"""Papers of the monitoring itself, which the agency writes: order on the visit, notice, review, act, decision."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from extractors.kinds.day_spans import days_of_visit, own_day, signature_day
from extractors.kinds.person_names import names_in
from extractors.languages.letters import fold
from extractors.lexicon import LANGUAGES, topic, words
from extractors.records import Document, DocumentKind, Fact, Paragraph, Place

HEAD_LINES = 8
HEAD_OF_CONCLUSION, SIGNATURES = 24, 14
SHORT_PAPER = 1200
"""Words that a paper of the monitoring has at most; conclusions and reports are longer."""


class MonitoringPaper(StrEnum):
    VISIT_ORDER = "visit_order"
    VISIT_NOTICE = "visit_notice"
    REVIEW = "review"
    ACT = "act"
    DECISION = "decision"


# Facts of the accreditation that a later order, act or decision seems to contradict: its own are the monitoring's.
NOT_ITS_FACTS = frozenset({"order_date", "term_years", "certificate_date", "certificate_expiry"})
_DATED_ANEW = frozenset({MonitoringPaper.VISIT_ORDER, MonitoringPaper.ACT, MonitoringPaper.DECISION})


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a paper with its place. said: folded."""

    text: str
    said: str
    place: Place


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{raw})" for raw in words("monitoring", key)), re.MULTILINE)


def lines_of(document: Document) -> tuple[Line, ...]:
    """Gives the lines of a paper in reading order; a table row is a line."""
    found: list[Line] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            number = f"{block.number} " if block.number else ""
            found.extend(_line(part, block.place) for part in (number + block.text).split("\n") if part.strip())
        else:
            for row in block.rows:
                cells = [cell for cell in row if cell is not None and cell.text.strip()]
                if cells:
                    found.append(_line(" | ".join(cell.text for cell in cells), cells[0].place))
    return tuple(found)


def _line(text: str, place: Place) -> Line:
    text = " ".join(text.split())
    return Line(text, fold(text), place)


def monitoring_paper(document: Document) -> MonitoringPaper | None:
    """Tells which paper of the monitoring a document is, None when it is none."""
    lines = lines_of(document)
    said = "\n".join(line.said for line in lines)
    if not lines or len(said.split()) > SHORT_PAPER or not _pattern("agency").search(said):
        return None
    head = "\n".join(line.said for line in lines[:HEAD_LINES])
    return _by_title(head, said) or _by_letter(head, said)


def _by_title(head: str, said: str) -> MonitoringPaper | None:
    about = bool(_pattern("about").search(said))
    if not about or _pattern("grants").search(said):
        return None
    visits = bool(_pattern("visit").search(said) and _pattern("expert").search(said))
    if visits and _pattern("act_title").search(head):
        return MonitoringPaper.ACT
    if _pattern("council").search(said) and (_pattern("extends").search(said) or _pattern("ends").search(said)):
        titled = _pattern("decision_title").search(said) or _pattern("order_title").search(head)
        return MonitoringPaper.DECISION if titled else None
    return MonitoringPaper.VISIT_ORDER if visits and _pattern("order_title").search(head) else None


def _by_letter(head: str, said: str) -> MonitoringPaper | None:
    if not _pattern("letter").search(head) or _pattern("order_title").search(head):
        return None
    if _pattern("notice").search(said) and _pattern("expert").search(said) and _pattern("visit").search(said):
        return MonitoringPaper.VISIT_NOTICE
    return MonitoringPaper.REVIEW if _is_review(said) else None


def _is_review(said: str) -> bool:
    """Tells whether the agency says in a sentence that it considered the report; an institution only sends one."""
    parts = [part for part in re.split(r"[.!?]\s|\n", said) if not _pattern("sends").search(part)]
    passive, agency = _pattern("review_by_agency"), _pattern("agency")
    return any(_pattern("review").search(part) or (passive.search(part) and agency.search(part)) for part in parts)


def facts(document: Document, kind: DocumentKind) -> tuple[Fact, ...]:
    """Gives what a paper tells of the monitoring: days of visit, act, decision, delivery; persons; years of extension.

    Names: visit_order_date, visit_notice_date, review_date, act_date, decision_date, delivered_date, visit_start,
    visit_end, extension_years, group_member (one fact a person); from a conclusion: conclusion_date, commission_member.
    """
    if kind is DocumentKind.CONCLUSION:
        lines = lines_of(document)
        return (*_conclusion_date(lines), *_commission(lines))
    paper = monitoring_paper(document)
    if paper is None or kind in {DocumentKind.PLAN, DocumentKind.REPORT}:
        return ()
    lines = lines_of(document)
    found = [*_own_date(paper, lines)]
    if paper in {MonitoringPaper.VISIT_ORDER, MonitoringPaper.VISIT_NOTICE, MonitoringPaper.ACT}:
        found.extend(_visit(lines, found))
        found.extend(Fact("group_member", name, place) for name, place in _group(lines))
    if paper is MonitoringPaper.DECISION:
        found.extend(_extension(lines))
        found.extend(_delivery(lines))
    return tuple(found)


def is_dated_anew(document: Document, kind: DocumentKind) -> bool:
    """Tells whether a paper's date and terms are the monitoring's and say nothing of the accreditation itself."""
    return kind not in {DocumentKind.CONCLUSION, DocumentKind.PLAN, DocumentKind.REPORT} and (
        monitoring_paper(document) in _DATED_ANEW
    )


_DATE_NAMES = {
    MonitoringPaper.VISIT_ORDER: "visit_order_date",
    MonitoringPaper.VISIT_NOTICE: "visit_notice_date",
    MonitoringPaper.REVIEW: "review_date",
    MonitoringPaper.ACT: "act_date",
    MonitoringPaper.DECISION: "decision_date",
}


def _own_date(paper: MonitoringPaper, lines: Sequence[Line]) -> list[Fact]:
    found = own_day([line.text for line in lines])
    if found is None:
        return []
    day, number = found
    return [Fact(_DATE_NAMES[paper], day.isoformat(), lines[number].place)]


def _visit(lines: Sequence[Line], own: Sequence[Fact]) -> list[Fact]:
    """Gives the first and last day of the visit: of the first line on it that names another day than the paper's."""
    dated = {fact.value for fact in own}
    for line in lines:
        if not _pattern("visit").search(line.said):
            continue
        span = days_of_visit(line.text)
        if span is not None and not (span[0] == span[1] and span[0].isoformat() in dated):
            return [_fact("visit_start", span[0], line.place), _fact("visit_end", span[1], line.place)]
    return []


def _fact(name: str, day: date, place: Place) -> Fact:
    return Fact(name, day.isoformat(), place)


def _group(lines: Sequence[Line]) -> list[tuple[str, Place]]:
    """Gives the persons from the words that open the group's list to the first line that names none."""
    found: list[tuple[str, Place]] = []
    opened = False
    for line in lines[1:]:
        opening = _pattern("group").search(line.said)
        if not opened and opening is None:
            continue
        text = line.text[opening.start() :] if opening is not None and not opened else line.text
        names = [] if _is_aside(line, opening is not None) else [name.text for name in names_in(text, pairs=True)]
        if opened and found and not names:
            break
        opened = True
        found.extend((name, line.place) for name in names)
    return found


def _is_aside(line: Line, opens: bool) -> bool:
    """Tells a signature or a line of orders to others («контроль возложить на …») from a line of the list."""
    if "__" in line.text or re.search(r"\|\s*_", line.text):
        return True
    if opens:
        return False
    signs = bool(_pattern("signer").match(line.said)) and not _pattern("expert").search(line.said)
    return signs or bool(_pattern("control").search(line.said))


def _commission(lines: Sequence[Line]) -> tuple[Fact, ...]:
    """Gives the members of the commission from its list at the head and from the signatures, without the referent."""
    members: list[Fact] = []
    aside: set[str] = set()
    for part, is_head in ((lines[:HEAD_OF_CONCLUSION], True), (lines[-SIGNATURES:], False)):
        going = False
        for line in part:
            has_role = bool(_pattern("commission").search(line.said) or _pattern("aside").search(line.said))
            going = has_role or (going and _goes_on(line))
            for name, is_aside in _told_apart(line, pairs=is_head and has_role) if going else ():
                if is_aside:
                    aside.add(_surname(name))
                else:
                    members.append(Fact("commission_member", name, line.place))
    return tuple(dict.fromkeys(member for member in members if _surname(member.value) not in aside))


def _conclusion_date(lines: Sequence[Line]) -> list[Fact]:
    """Gives the day under the signatures of a conclusion; dates in its text are of visits and of other papers."""
    found = signature_day([line.text for line in lines])
    return [] if found is None else [_fact("conclusion_date", found[0], lines[found[1]].place)]


def _goes_on(line: Line) -> bool:
    return "__" in line.text or line.text.count(" ") < 14


def _told_apart(line: Line, *, pairs: bool) -> list[tuple[str, bool]]:
    """Gives the names of a line, each with whether it is a referent's or a secretary's: the first after such a word."""
    words_aside = [match.end() for match in _pattern("aside").finditer(line.said)]
    names = names_in(line.text, pairs=pairs)
    firsts = {min((name.start for name in names if name.start >= end), default=-1) for end in words_aside}
    return [(name.text, name.start in firsts) for name in names]


def _surname(name: str) -> str:
    return fold(next((part for part in re.findall(r"[^\W\d_]+", name) if len(part) > 2), name))


def _extension(lines: Sequence[Line]) -> list[Fact]:
    numbers = {
        fold(word): value for language in LANGUAGES for word, value in topic("monitoring", language)["numbers"].items()
    }
    for raw in words("monitoring", "extend"):
        for line in lines:
            match = re.search(raw, line.said)
            if match is not None and _pattern("extends").search(line.said):
                word = match["n"]
                years = int(word) if word.isdigit() else numbers[word]
                return [Fact("extension_years", str(years), line.place)]
    return []


def _delivery(lines: Sequence[Line]) -> list[Fact]:
    for line in reversed(lines):
        if _pattern("delivered").search(line.said):
            span = days_of_visit(line.text)
            if span is not None:
                return [_fact("delivered_date", span[1], line.place)]
    return []
