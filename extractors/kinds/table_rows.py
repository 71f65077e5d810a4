"""The rows of a plan or report table, one by one, with what merged, blank and section rows hand down to them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from extractors.cell_content import Content, content, is_blank
from extractors.columns import Columns, is_head_again
from extractors.grid import Owner, distinct, is_numbering, owners, spanning_text
from extractors.head_words import Role
from extractors.kinds.anchors import (
    criteria_in,
    criteria_in_cell,
    joined,
    labels_in,
    labels_in_cell,
    own_number,
    standard_of,
    standards_in,
)
from extractors.kinds.headings import Context
from extractors.kinds.keyed_text import keyed
from extractors.records import Anchor, Cell, Place, Table

# What a blank cell takes over from the row above when the row has no number of its own.
_HANDED_DOWN = (Role.STANDARD, Role.CRITERION, Role.LABEL, Role.FINDING, Role.BEFORE, Role.PROGRAMME)

_FITS: Mapping[Role, frozenset[Content]] = {
    Role.DUE: frozenset({Content.DATE}),
    Role.DONE_DATE: frozenset({Content.DATE}),
    Role.RESPONSIBLE: frozenset({Content.PERSON}),
    Role.NUMBER: frozenset({Content.NUMBER}),
    Role.LABEL: frozenset({Content.NUMBER, Content.CODE}),
    Role.CRITERION: frozenset({Content.CRITERION}),
    Role.STATUS: frozenset({Content.STATUS, Content.MARK}),
    Role.MONTH: frozenset({Content.MARK}),
    Role.EVIDENCE: frozenset({Content.EVIDENCE}),
    Role.MEASURE: frozenset({Content.SENTENCE, Content.TEXT}),
    Role.ANSWER: frozenset({Content.SENTENCE, Content.TEXT}),
    Role.FINDING: frozenset({Content.SENTENCE, Content.TEXT, Content.CITED}),
}
_LETTER_CODE = re.compile(r"[А-ЯЁӨҮҢA-Z]{1,2}\s?[-–]\s?\d")
_SPOILT_CODE = re.compile(r"(?<![\w.-])([360])(\s?[-–]\s?\d{1,2})(?![\w.])")
# «1.1 цели слишком общие», «3.1 жана 3.2 аттестация»: the criterion before a topic.
_LEADING_CRITERIA = re.compile(
    r"\s*\d{1,2}\.\d{1,2}\.?(?:\s*(?:,|;|и|жана)\s*\d{1,2}\.\d{1,2}\.?)*(?=\s+[^\W\d_])"
)
FEWEST_LETTERED = 2  # codes with letters in a column, from which one that begins with a digit was misread
SHIFTED = 4  # by how much cells must fit better one column on, before a row whose last cell is blank counts as shifted
_EXACT = frozenset(
    {
        Content.DATE,
        Content.PERSON,
        Content.NUMBER,
        Content.CRITERION,
        Content.CODE,
        Content.CITED,
        Content.STATUS,
        Content.MARK,
        Content.EVIDENCE,
    }
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of data. index: 0-based in the table. cells: role → cell. columns: cells in their order, for charts.

    handed: roles whose cell begins in a row above (merged) or was blank and taken over. context: headings above.
    parted: what a finding and its measure or answer say where they stand in one cell.
    """

    index: int
    cells: Mapping[Role, Owner]
    columns: tuple[Owner, ...]
    handed: frozenset[Role]
    context: Context
    parted: Mapping[Role, str] = field(default_factory=dict)

    def text(self, role: Role) -> str:
        """Gives the text of a role's cell, or its part of a cell that several roles share; empty without one."""
        if role in self.parted:
            return self.parted[role]
        owner = self.cells.get(role)
        return owner.text if owner is not None else ""

    def cell(self, role: Role) -> Cell | None:
        """Gives the cell of a role, None without one."""
        owner = self.cells.get(role)
        return owner.cell if owner is not None else None

    def place(self, *roles: Role) -> Place | None:
        """Gives the place of the first of the roles that has a cell, else of any cell of the row."""
        for role in roles:
            cell = self.cell(role)
            if cell is not None:
                return cell.place
        return next((owner.cell.place for owner in self.columns if owner.cell is not None), None)


def rows(table: Table, columns: Columns, context: Context) -> tuple[tuple[Row, ...], Context]:
    """Gives the rows of data below the head, and the headings in force at the end of the table."""
    grid = owners(table)
    heads = [column.head for column in columns.columns]
    found: list[Row] = []
    above: dict[Role, Owner] = {}
    for r in range(columns.first, len(grid)):
        heading = _section(grid[r], r, columns)
        if heading is not None:
            context = context.under(heading)
            above = {}
        elif not is_numbering(grid[r]) and not is_head_again(grid[r], heads) and any(owner.text for owner in grid[r]):
            places = _aligned(grid[r], columns)
            cells, handed = _cells(places, r, columns, above, closes=_closes(grid, r, columns))
            above = {role: cells[role] for role in _HANDED_DOWN if role in cells and not is_blank(cells[role].text)}
            found.append(Row(r, cells, places, handed, context, _parted(cells)))
    return _with_letters(found), context


def _with_letters(found: Sequence[Row]) -> tuple[Row, ...]:
    """Gives the rows with codes whose letter recognition took for a digit («3-2» among «Р-1», «Н-1» is «З-2»)."""
    codes = [row.text(Role.LABEL) for row in found]
    lettered = sum(_LETTER_CODE.match(code) is not None for code in codes)
    plain = [code for code in codes if code[:1].isdigit() and _SPOILT_CODE.search(code) is None]
    if lettered < FEWEST_LETTERED or plain:
        return tuple(found)
    return tuple(
        replace(row, parted={**row.parted, Role.LABEL: _SPOILT_CODE.sub(_letter, code)})
        if _SPOILT_CODE.search(code)
        else row
        for row, code in zip(found, codes, strict=True)
    )


def _letter(match: re.Match[str]) -> str:
    return {"3": "З", "6": "Б", "0": "О"}[match.group(1)] + match.group(2)


def _parted(cells: Mapping[Role, Owner]) -> dict[Role, str]:
    """Divides a cell in which a finding stands above its measure or answer: at keys, else after its first line."""
    main = next((role for role in (Role.ANSWER, Role.MEASURE) if role in cells), None)
    if main is None:
        return {}
    shared = cells.get(Role.FINDING) == cells[main]
    parts = keyed(cells[main].text, frozenset({Role.FINDING, main}))
    said, finding = parts.get(main), parts.get(Role.FINDING)
    if said is not None and (finding is not None or shared):
        return {Role.FINDING: finding or parts.lead, main: said}
    if not shared:
        return {}
    first, _, rest = cells[main].text.partition("\n")
    return {Role.FINDING: first, main: rest} if rest.strip() else {Role.FINDING: "", main: first}


def _section(row: tuple[Owner, ...], r: int, columns: Columns) -> str | None:
    """Gives the heading that a section row holds, None for a row of data."""
    text = spanning_text(row, r)
    if text is not None:
        return text
    filled = [owner for owner in distinct(row) if owner.text and owner.row == r]
    if len(filled) != 1 or filled[0].column > 1 or len(row) < 3:
        return None
    said = columns.columns[filled[0].column].roles
    if said and said[0] in {Role.MEASURE, Role.ANSWER, Role.DUE, Role.RESPONSIBLE}:
        return None
    words = len(filled[0].text.split())
    starts = bool(standards_in(filled[0].text) or criteria_in(filled[0].text))
    bold = (
        filled[0].cell is not None
        and all(paragraph.bold for paragraph in filled[0].cell.paragraphs if paragraph.text.strip())
        and bool(filled[0].cell.paragraphs)
    )
    return filled[0].text if starts or (bold and words > 1) or (Role.NUMBER in said and words > 1) else None


def _closes(grid: tuple[tuple[Owner, ...], ...], r: int, columns: Columns) -> bool:
    """Tells whether a row is the table's last and another person's than the one above: often an own initiative."""
    last = all(not any(owner.text for owner in row) for row in grid[r + 1 :])
    whose = columns.of(Role.RESPONSIBLE)
    same = bool(whose) and not is_blank(grid[r][whose[0]].text) and grid[r][whose[0]].text == grid[r - 1][whose[0]].text
    return last and not same


def _aligned(row: tuple[Owner, ...], columns: Columns) -> tuple[Owner, ...]:
    """Gives the row with its cells under their heads, when it has fewer cells than the table has columns."""
    missing = 0
    while missing < len(row) and not row[-1 - missing].text:
        missing += 1
    if not 0 < missing <= 2 or len(row) - missing < 2:
        return row
    cells = list(row[: len(row) - missing])
    gap = [Owner(None, row[0].row, 0)] * missing
    options = [tuple([*cells[:at], *gap, *cells[at:]]) for at in range(len(cells), -1, -1)]
    best = max(options, key=lambda option: _fit(option, columns))
    needed = 1 if row[-1].cell is None else SHIFTED
    return best if _fit(best, columns) >= _fit(row, columns) + needed else row


def _fit(row: tuple[Owner, ...], columns: Columns) -> int:
    """Counts how many cells hold what their column means; a telling content under another head counts against."""
    total = 0
    for column, owner in zip(columns.columns, row, strict=True):
        held = content(owner.text)
        if held in {Content.BLANK, Content.DASH} or not column.roles:
            continue
        fits = any(held in _FITS.get(role, frozenset()) for role in column.roles)
        total += (2 if held in _EXACT else 1) if fits else (-2 if held in _EXACT else -1)
    return total


def _cells(
    row: tuple[Owner, ...], r: int, columns: Columns, above: Mapping[Role, Owner], *, closes: bool
) -> tuple[dict[Role, Owner], frozenset[Role]]:
    cells: dict[Role, Owner] = {}
    handed: set[Role] = set()
    taken: dict[tuple[int, int], int] = {}
    for column in columns.columns:
        owner = row[column.index]
        key = (owner.row, owner.column)
        if owner.cell is not None and key in taken:
            continue  # a cell that spans columns speaks for the first of them
        taken[key] = column.index
        for role in column.roles:
            later = role is Role.DUE and not is_blank(owner.text)  # of «начало, окончание» the end is the deadline
            if role not in cells or is_blank(cells[role].text) or later:
                cells[role] = owner
                handed.discard(role)
                if owner.row < r:
                    handed.add(role)
    own = not is_blank(cells[Role.NUMBER].text) if Role.NUMBER in cells else False
    counted = Role.NUMBER in cells
    for role in _HANDED_DOWN:
        if role in above and role in cells and not cells[role].text and not own and not (closes and not counted):
            cells[role] = above[role]
            handed.add(role)
    return cells, frozenset(handed)


def anchor(row: Row, order: int, part: str | None = None) -> Anchor:
    """Gives what a row says of the finding that it belongs to.

    Args: part: the one of several findings of the row that is meant.
    """
    finding = part or (row.context.finding if is_blank(row.text(Role.FINDING)) else row.text(Role.FINDING))
    criteria = _criteria(row, finding)
    standards = standards_in(row.text(Role.STANDARD)) or _bare_standard(row.text(Role.STANDARD))
    labels = [*labels_in_cell(row.text(Role.LABEL)), *(labels_in(finding) if finding else ()), *row.context.labels]
    own = row.text(Role.NUMBER).strip(" .)")
    if len(labels_in_cell(own)) > 1:
        labels = [*labels_in_cell(own), *labels]
    if finding is not None:
        code, _ = own_number(finding)
        labels += [code] if code is not None and "-" in code else []
    programme = row.text(Role.PROGRAMME).strip() or row.context.programme
    return Anchor(
        order=order,
        number=own or None,
        standard=joined(standards) or standard_of(criteria) or row.context.standard,
        criterion=joined(criteria) or row.context.criterion,
        labels=tuple(dict.fromkeys(labels)),
        finding_text=finding,
        section=row.context.section,
        programme=programme or None,
        goes_on=_goes_on(row),
    )


def _goes_on(row: Row) -> bool:
    """Tells whether all that the row says of its finding stands in cells of the row above."""
    telling = [role for role in (Role.FINDING, Role.CRITERION, Role.LABEL) if not is_blank(row.text(role))]
    return bool(telling) and row.handed.issuperset(telling)


def _criteria(row: Row, finding: str | None) -> tuple[str, ...]:
    """Gives the criteria of a row: from their column, else from the finding's own words; a bare number counts in
    its standard.
    """
    said = (
        criteria_in_cell(row.text(Role.CRITERION)) or criteria_in_cell(row.text(Role.STANDARD))
        if "." in row.text(Role.STANDARD)
        else criteria_in_cell(row.text(Role.CRITERION))
    )
    if not said and finding is not None:
        leading = _LEADING_CRITERIA.match(finding)
        said = criteria_in(finding) or (criteria_in_cell(leading[0]) if leading else ())
    standard = (
        joined(standards_in(row.text(Role.STANDARD)) or _bare_standard(row.text(Role.STANDARD))) or row.context.standard
    )
    if said and standard and "," not in standard and all(re.fullmatch(r"\d{1,2}", number) for number in said):
        return tuple(f"{standard}.{number}" for number in said)
    return said


def _bare_standard(text: str) -> tuple[str, ...]:
    match = re.match(r"\s*(\d{1,2}|[А-Я])(?:[.)]?\s*$|[.)]\s)", text)
    return (match.group(1),) if match else ()
