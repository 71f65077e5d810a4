"""Findings that stand in the paragraphs of the conclusion: labelled, in lists under a heading, or inside sentences of
the commission.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.kinds.criteria import criterion_alone, criterion_leading, criterion_named, standard_headed
from extractors.kinds.finding_candidates import Candidate, Form, Section, candidate, is_decision
from extractors.kinds.finding_cards import turned
from extractors.kinds.findings_tables import heads_by_width, labelled_cells, table_findings
from extractors.kinds.healed_blocks import healed, joined_to_labels, led
from extractors.kinds.label_heads import head_of
from extractors.kinds.labels import (
    LabelHit,
    defines,
    first_sentence,
    kinds_named,
    labels_inside,
    legend,
    mentions,
    one_line,
    read_item,
    says_nothing,
    split_criteria,
    split_enumeration,
    tells_fulfilled,
)
from extractors.kinds.spoken_findings import prose_clauses
from extractors.languages.letters import fold
from extractors.lexicon import words
from extractors.records import Document, FindingKind, Paragraph, ParagraphKind, Place, Table

LEAD_WORDS = 14
PROSE_WORDS = 25
MOST_TOPIC_WORDS = 4  # behind a label: «Замечания: управление программой» opens a list, more words are the finding
LABELS_TELL = 0.25
_LISTED = re.compile(
    r"\s*(?:[•▪■□●○◦·*➢➤▲►–—-]\s|\(?(?:[А-Яа-яA-Z]\.?)?\d{1,2}(?:\.\d{1,2}){0,2}[.)]\s|\(?[а-яa-z]\)\s|\[)"
)
GRADE_WORDS = 4
# «2.1. Объём и структура – не соответствует», «1.2 Система (частично соответствует)»
_GRADED = re.compile(r"(?P<head>.*?\S)\s*(?:[–—:(]|\s-\s)\s*(?P<grade>[^–—:()]+)\)?\.?\s*$")
TITLE_BLOCKS = 6  # «Выводы экспертов» among the first lines is the title of the paper, not of a list


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch whose list items are findings. kind: None when the lead names several. bulleted: its items are list
    items; tabled: they are rows of a table. number: of the heading above («4.1. Несоответствия»).
    """

    kind: FindingKind | None
    bulleted: bool | None = None
    tabled: bool = False
    number: str | None = None


def _is_listed(paragraph: Paragraph) -> bool:
    return paragraph.kind is ParagraphKind.LIST_ITEM or bool(_LISTED.match(_numbered(paragraph)))


def _numbered(paragraph: Paragraph) -> str:
    return one_line(f"{paragraph.number} {paragraph.text}" if paragraph.number else paragraph.text)


def _long_prose(block: object) -> bool:
    return (
        isinstance(block, Paragraph)
        and block.kind is ParagraphKind.PARAGRAPH
        and len(block.text.split()) >= PROSE_WORDS
    )


def _is_heading(paragraph: Paragraph, following: object) -> bool:
    text = _numbered(paragraph)
    if paragraph.kind is ParagraphKind.HEADING:
        # Layout takes items in bold or of another size for headings; no heading opens small or ends so.
        return not (text[:1].islower() or text.endswith(";"))
    if (
        len(text.split()) > LEAD_WORDS
        or re.search(r"[.;,!?]$", text)
        or (paragraph.kind is ParagraphKind.LIST_ITEM
        and not paragraph.bold)
    ):
        return False
    named = criterion_named(text)
    if (
        paragraph.bold
        or (named is not None and named.start == 0 and bool(named.number))
        or (standard_headed(text) is not None
        and re.match(r"^\W*(стандарт|раздел|\S+-стандарт|\S+-болум)", fold(text)))
    ):
        return True
    return _long_prose(following) and (
        bool(re.match(r"^\W*(\d{1,2}|[IVXІХ]{1,4})\s*[.)]\s", text)) or (text[:1].isupper() and not text.endswith(":"))
    )


def _graded(text: str) -> str | None:
    """Gives the heading of a criterion without its grade («2.1. Объём – не соответствует»), None for another line."""
    match = _GRADED.match(text)
    if match is None or len(text.split()) > LEAD_WORDS or criterion_leading(text) is None:
        return None
    grade = fold(match["grade"]).strip(" .()")
    graded = any(grade.startswith(fold(word)) for word in words("findings", "grades"))
    return match["head"] if graded and len(grade.split()) <= GRADE_WORDS else None


def _lead(text: str) -> tuple[bool, FindingKind | None]:
    """Tells whether a short line announces findings, and of which kind when it names one only."""
    if len(text.split()) > LEAD_WORDS or (mentions(text, "foreign") and not mentions(text, "speaker")):
        return False, None
    kinds = kinds_named(text)
    item = read_item(text)
    if not kinds and item.kind is not None and not item.text:
        kinds = {item.kind}  # its letters spoiled
    if mentions(text, "strength") and not kinds:
        return False, None
    return bool(kinds) or mentions(text, "mixed"), next(iter(kinds)) if len(kinds) == 1 else None


class Walk:
    """Reads a conclusion from top to bottom, keeping the section and the open list of findings."""

    def __init__(self, document: Document) -> None:
        self.blocks: Sequence[Paragraph | Table] = [
            turned(block) if isinstance(block, Table) else block for block in joined_to_labels(healed(document.blocks))
        ]
        self.section = Section()
        self.zone: Zone | None = None
        # The kind that a heading announced, for coded findings below headings of standards («Перечень замечаний»).
        self.above: FindingKind | None = None
        self.found: list[Candidate] = []
        tables = [block for block in self.blocks if isinstance(block, Table)]
        self.heads = heads_by_width(tables)
        counts = [labelled_cells(table) for table in tables]
        labelled, filled = sum(count[0] for count in counts), sum(count[1] for count in counts)
        # One «Несоответствие.» among plain cells is an exception; where a good part is labelled, an unlabelled cell
        # is a comment.
        self.labels_tell = filled > 0 and labelled >= LABELS_TELL * filled

    def candidates(self) -> list[Candidate]:
        """Gives every statement of a finding in reading order."""
        for index, block in enumerate(self.blocks):
            if isinstance(block, Table):
                self._table(block, index)
            elif block.kind is not ParagraphKind.FOOTNOTE:
                for part in led(block):
                    self._paragraph(part, index)
        return self.found

    def _table(self, table: Table, index: int) -> None:
        if self.section.foreign:
            return
        titled = self.zone is not None and self.zone.bulleted is None
        if self.zone is not None:
            self.zone = replace(self.zone, tabled=True)
        self.found.extend(
            table_findings(
                table,
                index,
                self.section,
                titled=titled,
                kind=self.zone.kind if self.zone else None,
                labels_tell=self.labels_tell,
                heads=self.heads,
            )
        )

    def _next(self, index: int) -> Paragraph | Table | None:
        return self.blocks[index + 1] if index + 1 < len(self.blocks) else None

    def _paragraph(self, paragraph: Paragraph, index: int) -> None:
        text = _numbered(paragraph)
        if not text:
            return
        following = self._next(index)
        if self._opens(paragraph, text, index, following) or self.section.foreign:
            return
        if len(legend(text)) > 1 or defines(text):
            return
        alone = criterion_alone(text)
        if alone is not None:
            self.section = replace(
                self.section, criterion=alone.number, standard=alone.standard or self.section.standard
            )
            return
        if self._labelled(paragraph, text, index):
            return
        if self.zone is not None and self._zone_item(paragraph, text, index):
            return
        self._enter_criterion(text)
        for clause, kind, form in prose_clauses(text):
            self._add(clause, paragraph.place, form, index, kind)

    def _opens(self, paragraph: Paragraph, text: str, index: int, following: object) -> bool:
        """Takes a heading or a lead line; True when the paragraph is used up by it."""
        if (graded := _graded(text)) is not None:
            self.zone = None
            self._enter_heading(paragraph, graded)
            return True
        heading = _is_heading(paragraph, following) and not (
            self.zone is not None and _is_listed(paragraph) and not paragraph.bold and not _long_prose(following)
        )
        lead_text, _, rest = text.partition(":")
        is_lead, kind = _lead(lead_text if rest else text)
        item = read_item(text)
        if item.labelled and len(item.text.split()) > MOST_TOPIC_WORDS and not text.endswith(":"):
            return False
        listed_or_table = isinstance(following, Table) or (isinstance(following, Paragraph) and _is_listed(following))
        empty = bool(rest.strip())
        if is_lead and (not rest or says_nothing(rest)) and self._opens_for_criterion(text, kind, empty=empty):
            return True
        title = index < TITLE_BLOCKS and not self.section.standard and not listed_or_table and kind is None
        if (
            is_lead
            and (
                text.endswith(":")
                or ((heading or listed_or_table) and not rest and not text.endswith((".", ";", ",")) and not title)
            )
            and not criterion_named(text)
        ):
            counted = re.match(r"\W*(\d{1,2}(?:\.\d{1,2})+)[.)]?\s", text)
            self.zone, self.above = Zone(kind, number=counted[1] if counted else None), kind
            self._enter_heading(paragraph, text, zone=True) if heading and standard_headed(text) else None
            return True
        if is_lead and rest and says_nothing(rest):
            self.zone = None
            return True
        if (
            (text.endswith(":")
            and len(text.split()) <= LEAD_WORDS
            and not is_lead)
            or (mentions(lead_text, "strength")
            and len(lead_text.split()) <= 5
            and not (heading and criterion_named(text)))
        ) and not (self.zone is not None and _is_listed(paragraph) and not mentions(lead_text, "strength")):
            if self._leads_on(text, listed_or_table=listed_or_table):
                return True
            self.zone = None
            return not kinds_named(text)
        if heading and not is_lead and not read_item(text).labelled:
            self.zone = None
            self._enter_heading(paragraph, text)
            return True
        return False

    def _opens_for_criterion(self, text: str, kind: FindingKind | None, *, empty: bool) -> bool:
        """Takes a line that is nothing but a label of findings with their criterion: «Рекомендации (п. 1.4)»."""
        head = head_of(text.rstrip(" .:"))
        if head is None or head.kind is None or head.criterion is None or not head.criterion.number:
            return False
        if criterion_leading(text) is not None:
            return False  # «4.1. Несоответствия» is a section of the paper
        if not empty:
            self.zone, self.above = Zone(kind), kind
        standard = head.criterion.standard or self.section.standard
        self.section = replace(self.section, criterion=head.criterion.number, standard=standard)
        return True

    def _leads_on(self, text: str, *, listed_or_table: bool) -> bool:
        """Tells whether a line only leads from the heading of findings to its list («… приняты следующие шаги:»)."""
        opened = self.zone is not None and self.zone.bulleted is None and not self.zone.tabled
        return opened and listed_or_table and text.endswith(":") and not mentions(text, "strength")

    def _enter_criterion(self, text: str) -> None:
        """Takes the criterion that opens a paragraph of analysis («1.2. Программа принята …») for what follows."""
        named = criterion_named(text)
        opening = named if named is not None and named.start == 0 else criterion_leading(text)
        if opening is None or not opening.number or self.section.standard not in (None, opening.standard):
            return
        self.section = replace(self.section, criterion=opening.number, standard=opening.standard)

    def _enter_heading(self, paragraph: Paragraph, text: str, *, zone: bool = False) -> None:
        foreign = bool(
            mentions(text, "earlier") and (kinds_named(text) or re.search(r"аккредитац|оценк|баало|review", fold(text)))
        )
        named = criterion_named(text)
        if named is None:
            match = re.match(r"^\W*((?:[A-ZА-Я]\.)?\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)[.)]?\s", text)
            number = match[1] if match else None
        else:
            number = named.number if named.start < 4 else None
        if number and "." in number:
            self.section = Section(text, number.split(".")[0], number, foreign)
            return
        standard = standard_headed(text)
        self.above = self.above if standard or named else None
        keep = standard is None and bool(paragraph.level and paragraph.level > 2)
        self.section = Section(text, standard or (self.section.standard if keep or zone else None), None, foreign)

    def _labelled(self, paragraph: Paragraph, text: str, index: int) -> bool:
        item = read_item(text)
        hits = labels_inside(text)
        if item.labelled and len(hits) <= 1 and item.text:
            if text.endswith(";"):
                self.zone = Zone(item.kind, bulleted=True)  # its list goes on in the paragraphs below
            return self._add_labelled(text, paragraph.place, index)
        if not hits:
            return False
        for at, hit in enumerate(hits):
            stop = hits[at + 1].start if at + 1 < len(hits) else len(text)
            said = text[hit.start : stop].rstrip(" ([▲►•")
            if hits[0].start:
                said = first_sentence(said, hit.end - hit.start)
            if hit.spoken:
                self._add_spoken(said[hit.end - hit.start :], hit, paragraph.place, index)
            else:
                self._add_labelled(said, paragraph.place, index)
        return True

    def _add_spoken(self, words_said: str, hit: LabelHit, place: Place, index: int) -> None:
        section = self.section
        if hit.criterion is not None:
            named = hit.criterion
            self.section = replace(section, criterion=named.number, standard=named.standard or section.standard)
        self._add(words_said, place, Form.LABELLED, index, hit.kind)
        self.section = section

    def _add_labelled(self, text: str, place: Place, index: int) -> bool:
        item = read_item(text)
        parts = split_enumeration(item.text)
        if len(parts) > 1 and item.criterion is None:
            return any([self._add(part, place, Form.LABELLED, index, item.kind) for part in parts])
        first, *others = split_criteria(text)
        added = self._add(first, place, Form.LABELLED, index, self.above)
        return any([added, *(self._add(part, place, Form.LABELLED, index, item.kind) for part in others)])

    def _zone_item(self, paragraph: Paragraph, text: str, index: int) -> bool:
        zone = self.zone
        if zone is None:
            return False
        if is_decision(text) or tells_fulfilled(text):
            self.zone = None
            return True
        listed = _is_listed(paragraph) or self._criterion_edge(text) or criterion_leading(text) is not None
        if zone.bulleted is None and not listed and self._introduces(text, zone, index):
            return True
        if zone.bulleted is None:
            zone = self.zone = replace(zone, bulleted=bool(listed))
        if (zone.bulleted or zone.tabled) and not listed:
            self.zone = None
            return False
        if not zone.bulleted and len(text.split()) > 3 * PROSE_WORDS:
            self.zone = None
            return False
        if says_nothing(read_item(text).text):
            return True
        added = False
        for part in split_enumeration(text):
            added = self._add(part, paragraph.place, Form.LISTED, index, zone.kind) or added
        return added

    def _introduces(self, text: str, zone: Zone, index: int) -> bool:
        """Tells whether a plain paragraph only leads to what follows: the rest of a torn line, words before a table."""
        following = self._next(index)
        headed = (
            zone.kind is None
            and isinstance(following, Paragraph)
            and (_is_heading(following, self._next(index + 1)) or standard_headed(following.text) is not None)
        )
        announces = len(kinds_named(text)) > 1  # «Несоответствия и замечания подлежат устранению; рекомендации …»
        return text[:1].islower() or isinstance(following, Table) or headed or announces

    @staticmethod
    def _criterion_edge(text: str) -> bool:
        named = criterion_named(text)
        return named is not None and (named.start <= 4 or named.end >= len(text) - 3)

    def _add(self, text: str, place: Place, form: Form, index: int, kind: FindingKind | None) -> bool:
        item = read_item(text)
        if is_decision(item.text):
            return False
        if form is Form.LISTED and self.zone and self.zone.number and (item.number or "").isalpha():
            item = replace(item, number=f"{self.zone.number}{item.number}")  # cited as «пункт 4.1 б»
        found = candidate(item, place, form, index, self.section, kind)
        if found is None:
            return False
        self.found.append(found)
        return True
