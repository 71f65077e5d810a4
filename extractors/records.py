"""What a file becomes (Document) and what the papers of a case say (findings, actions, responses), with the place of
each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was read.

    file: path relative to the intake folder, "/" between parts, NFC; a member of an archive is "archive.zip/member".
    page: 1-based page of a PDF or a picture; None where the format has no fixed pages (DOCX).
    table, row, column: 1-based table of the document, row and column in that table (whole, stitched) table.
    paragraph: 1-based paragraph in the document's body (table cells do not count).
    bbox: x0, top, x1, bottom in points, top-left origin, of the page as displayed; None without fixed pages.
    """

    file: str
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    paragraph: int | None = None
    bbox: tuple[float, float, float, float] | None = None


class TextSource(StrEnum):
    """Where the text of a page or a document comes from."""

    TEXT = "text"
    OCR = "ocr"
    MIXED = "mixed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence for the referent as code and values; its wording in ky, ru and en stands in data/wording/.

    code: "topic.key" ("link.cited" is the key `cited` of data/wording/<language>/link.toml).
    values: (name, text) pairs that the wording's {name} places take.
    """

    code: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that a reader could not read, left out or had to guess.

    code: short lasting word ("encrypted", "page_unread", "deleted_text_left_out"), worded in
    data/wording/<language>/problem.toml.
    page: 1-based, None for the whole file. unread: True when content is missing because of it. values: as in Reason.
    """

    code: str
    page: int | None = None
    unread: bool = False
    values: tuple[tuple[str, str], ...] = ()

    @property
    def reason(self) -> Reason:
        """Gives the problem as a sentence to be worded."""
        return Reason(f"problem.{self.code}", self.values)


@dataclass(frozen=True, slots=True)
class Page:
    """One page. width, height: points as displayed. quality: 0..1, share of the text that reads as language; None
    unknown.
    """

    number: int
    text_source: TextSource
    width: float
    height: float
    quality: float | None = None


class Orientation(StrEnum):
    """How a sheet lies: книжная / альбомная."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of pages of one size. width, height: points as displayed. block: 0-based index of the first block that
    stands there. page: its first page, None without fixed pages.
    """

    width: float
    height: float
    block: int = 0
    page: int | None = None

    @property
    def orientation(self) -> Orientation:
        """Tells how its sheets lie."""
        return Orientation.LANDSCAPE if self.width > self.height else Orientation.PORTRAIT


class ParagraphKind(StrEnum):
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as the reader of the printed page sees it.

    text: NFC, inner line breaks as "\\n", without the automatic number. number: the number or bullet that the word
    processor
    or the layout puts in front ("2.1", "а)", "•"), None without. level: 1-based heading or list level.
    bold: True when all its text is bold.
    """

    text: str
    place: Place
    kind: ParagraphKind = ParagraphKind.PARAGRAPH
    level: int | None = None
    number: str | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. text: its paragraphs joined by "\\n", automatic numbers included; rows of nested tables as lines
    between.

    paragraphs: the paragraphs one by one. tables: tables nested inside. header: True in a head row. fill: background
    as "RRGGBB", None when none or automatic.
    """

    text: str
    place: Place
    rowspan: int = 1
    colspan: int = 1
    header: bool = False
    paragraphs: tuple[Paragraph, ...] = ()
    tables: tuple[Table, ...] = ()
    fill: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table. rows: a grid in which every row has the same length; None stands where a span covers the cell.

    pages: first and last page, None without fixed pages. Parts of one table cut by page edges are one Table.
    """

    rows: tuple[tuple[Cell | None, ...], ...]
    place: Place
    pages: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read: what stands where, in reading order.

    file: as in Place. media: "docx", "pdf", "xlsx", "image", "doc", "odt", "rtf", "zip", "eml", "unknown".
    blocks: paragraphs and tables of the body in reading order. running: heads and feet of pages, kept apart.
    language: "ky", "ru", "mixed", "en" or None. problems: everything left out, unread or guessed.
    raw_characters: non-space characters that the raw layer holds (for the account of conservation).
    sections: stretches of pages of one size in their order; empty where the format states none.
    """

    file: str
    sha256: str
    media: str
    pages: tuple[Page, ...] = ()
    blocks: tuple[Paragraph | Table, ...] = ()
    running: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    language: str | None = None
    raw_characters: int | None = None
    sections: tuple[Section, ...] = ()

    @property
    def text_source(self) -> TextSource:
        """Tells where the text comes from, over all pages; a file without fixed pages has text or nothing."""
        sources = {page.text_source for page in self.pages} - {TextSource.NONE}
        if len(sources) == 1:
            return sources.pop()
        if sources:
            return TextSource.MIXED
        if self.pages or not self.blocks:
            return TextSource.NONE
        if any(problem.code == "picture_recognised" for problem in self.problems):
            return TextSource.MIXED if self.raw_characters else TextSource.OCR
        return TextSource.TEXT

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yields the paragraphs of the body, without those in tables."""
        return (block for block in self.blocks if isinstance(block, Paragraph))

    def tables(self) -> Iterator[Table]:
        """Yields the tables of the body, without nested ones."""
        return (block for block in self.blocks if isinstance(block, Table))

    def text(self) -> str:
        """Gives all text, a line a paragraph, table rows with " | " between cells."""
        lines: list[str] = []
        for block in self.blocks:
            if isinstance(block, Paragraph):
                lines.append(f"{block.number} {block.text}" if block.number else block.text)
            else:
                lines.extend(" | ".join(cell.text for cell in row if cell is not None) for row in block.rows)
        return "\n".join(lines)


class DocumentKind(StrEnum):
    CONCLUSION = "conclusion"
    ORDER = "order"
    PLAN = "plan"
    REPORT = "report"
    EVIDENCE = "evidence"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Identification:
    """What kind of paper a document is. score: 0..1. why: sentences naming the place that tells it."""

    kind: DocumentKind
    score: float
    why: tuple[str, ...] = ()


class FindingKind(StrEnum):
    """Замечание / сын-пикир, эскертүү, кемчилик; рекомендация / сунуш; несоответствие / дал келбестик."""

    REMARK = "remark"
    RECOMMENDATION = "recommendation"
    NONCONFORMITY = "nonconformity"


@dataclass(frozen=True, slots=True)
class Finding:
    """What the commission wants dealt with.

    standard, criterion: as numbered in the conclusion ("1", "1.2", "А.1"), None where it has no numbers.
    text: word for word without label, own number and bracketed criterion. label: its own number or code ("З-4", "3").
    section: the nearest heading above (title of the standard). order: 0-based position among the findings.
    restatements: other wordings of the same finding in the conclusion (short lists, closing tables).
    """

    kind: FindingKind
    text: str
    place: Place
    standard: str | None = None
    criterion: str | None = None
    label: str | None = None
    section: str | None = None
    order: int = 0
    restatements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a measure or an answer says of the finding that it belongs to.

    standard, criterion: as the row, the heading or the text names them; several joined by ", " ("1.1, 1.3"), ranges
    written out.
    order: 0-based position in its document. number: its own row or item number. labels: codes and numbers of findings
    or
    plan items that it cites («З-4», «замечание 2.1», "п. 3" gives "3"). finding_text: the finding as restated there.
    section: heading above. programme: the programme that it speaks of, where a paper serves several.
    measure_text: the plan's measure as a report repeats it beside its answer. goes_on: its place of the finding is the
    cell of the row above, merged over both or left blank: one more measure or answer of that finding.
    """

    order: int = 0
    number: str | None = None
    standard: str | None = None
    criterion: str | None = None
    labels: tuple[str, ...] = ()
    finding_text: str | None = None
    section: str | None = None
    programme: str | None = None
    measure_text: str | None = None
    goes_on: bool = False


ONGOING = "ongoing"


@dataclass(frozen=True, slots=True)
class Action:
    """A measure of the plan (иш-чара / мероприятие).

    responsible, due_text: word for word, None when absent. due: last day of the period named, "ongoing", or None.
    """

    text: str
    place: Place
    anchor: Anchor = Anchor()
    responsible: str | None = None
    due_text: str | None = None
    due: date | str | None = None


class Claim(StrEnum):
    """What the institution says of itself."""

    DONE = "done"
    PARTIAL = "partial"
    PLANNED = "planned"
    NOT_DONE = "not_done"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class EvidenceName:
    """A paper that an answer names. text: as written («Приложение 3», «приказ № 12 от 03.04.2024»).

    annex: the annex number or letter when it is an annex ("3", "А"), else None.
    """

    text: str
    annex: str | None = None


@dataclass(frozen=True, slots=True)
class Response:
    """An answer of the report (жооп / что сделано).

    text: what was done. status_text: the status column or mark («выполнено», «80 %», "+"), None without one.
    evidence: papers named in the evidence column, in the text, in footnotes. done_text: actual date as written.
    """

    text: str
    place: Place
    anchor: Anchor = Anchor()
    status_text: str | None = None
    evidence: tuple[EvidenceName, ...] = ()
    done_text: str | None = None


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved a paper. body: the collegial body as named, None without. protocol, day: number and date, None
    when blank.

    director_only: True when only a director's «Утверждаю / Бекитемин» stands there.
    """

    body: str | None = None
    protocol: str | None = None
    day: date | None = None
    director_only: bool = False
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the case card as a paper states it. name: field of CaseCard; value: text, ISO date or number as text.
    """

    name: str
    value: str
    place: Place


@dataclass(frozen=True, slots=True)
class Annex:
    """A supporting paper that was sent (тиркеме / приложение): a whole file, or one of several inside a file.

    labels: annex numbers or letters under which it goes, from its heading or its file's name ("3", "А"), empty when
    it has none.
    title: its own heading. text: its words, for telling what it proves. day: its own date. number: its own number
    («приказ № 12» gives "12").
    """

    place: Place
    labels: tuple[str, ...] = ()
    title: str = ""
    text: str = ""
    day: date | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class PaperRecords:
    """All that one paper yields: its kind and what that kind holds. Rows that were not understood stand in
    `leftover`.
    """

    document: Document
    identification: Identification
    findings: tuple[Finding, ...] = ()
    actions: tuple[Action, ...] = ()
    responses: tuple[Response, ...] = ()
    approvals: tuple[Approval, ...] = ()
    facts: tuple[Fact, ...] = ()
    annexes: tuple[Annex, ...] = ()
    leftover: tuple[Place, ...] = field(default=())
