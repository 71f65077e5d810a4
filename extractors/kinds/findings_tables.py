"""Findings that stand in tables and boxes of the conclusion: columns known by their heads, boxes by the label in
their cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from extractors.kinds.criteria import Criterion, criterion_alone, criterion_leading, criterion_named, standard_headed
from extractors.kinds.finding_candidates import Candidate, Form, Section, candidate
from extractors.kinds.findings_columns import Column, Role, column_of
from extractors.kinds.label_heads import Head, head_at, head_of, kinds_begun
from extractors.kinds.labels import (
    Item,
    code_alone,
    kind_of_demand,
    kinds_named,
    labels_inside,
    mentions,
    one_line,
    read_item,
    says_nothing,
    split_enumeration,
)
from extractors.languages.letters import fold
from extractors.records import Cell, FindingKind, Table

MAX_HEAD_WORDS = 12
_OWN_CODE = re.compile(r"[А-ЯЁӨҮҢA-Z]{1,3}\s?[-–.]?\s?\d{1,3}")
FEWEST_WORDS = 3  # words of a cell that may say a finding
MOSTLY_LABELLED = 0.6  # share of labelled cells from which a column alone holds the findings
FEWEST_LABELLED, LABELLED = 2, 0.25  # cells, and their share, that label findings in a column of comments
LONGEST_HEAD = 40  # letters of a cell that holds only a code and a criterion


@dataclass(frozen=True, slots=True)
class Reading:
    """A table's head and body. columns: None for a box without a head."""

    columns: tuple[Column, ...] | None
    body: tuple[tuple[Cell | None, ...], ...]


def _head_rows(table: Table) -> int:
    marked = 0
    for row in table.rows:
        # One cell over the whole width, which a page's edge may have set above the others, heads no column.
        if not any(cell is not None and cell.header for cell in row) or _section_row(row) is not None:
            break
        marked += 1
    return marked


def _looks_like_head(row: tuple[Cell | None, ...], table: Table) -> bool:
    texts = [one_line(cell.text) for cell in row if cell is not None]
    filled = [text for text in texts if text]
    if len(table.rows) < 2 or len(filled) < 2 or any(len(text.split()) > MAX_HEAD_WORDS for text in filled):
        return False
    roles = [column_of(text) for text in filled]
    if sum(column.role is not Role.OTHER for column in roles) < 2:
        return False
    if any(criterion_alone(text) or code_alone(text) for text in filled):
        return False
    # A box «Замечание | text» has its label in every row; a head's words do not come again below.
    first_cells = [one_line(other[0].text) for other in table.rows[1:] if other and other[0] is not None]
    return not (
        len(filled) == 2 and first_cells and all(kinds_named(text) and len(text.split()) <= 4 for text in first_cells)
    )


def read_table(table: Table) -> Reading:
    """Gives the table's columns by the meaning of its head; no columns where it has no head that speaks of findings."""
    marked = _head_rows(table)
    head = marked or (1 if table.rows and _looks_like_head(table.rows[0], table) else 0)
    if not head:
        return Reading(None, table.rows)
    width = max(len(row) for row in table.rows)
    columns = []
    for index in range(width):
        parts: list[str] = []
        for row in table.rows[:head]:
            cell = _covering(row, index)
            if (
                cell is not None
                and one_line(cell.text)
                and one_line(cell.text) not in parts
                and not re.fullmatch(r"\W*\d{1,2}\W*", cell.text)
            ):
                parts.append(one_line(cell.text))
        columns.append(column_of(" ".join(parts)))
    columns = _by_labels(columns, table.rows[head:])
    roles = {column.role for column in columns}
    if not roles & {Role.FINDING, Role.CONTENT} and not _coded(table.rows[head:]):
        # A marked "head" that is really the first row of a box.
        return (
            Reading(None, table.rows)
            if head == 1 and _box_row(table.rows[0])
            else Reading(tuple(columns), table.rows[head:])
        )
    return Reading(tuple(columns), table.rows[head:])


def _by_labels(columns: list[Column], body: tuple[tuple[Cell | None, ...], ...]) -> list[Column]:
    """Takes a column of an unknown head for one of comments, where a good part of its cells label findings inside.

    «Предмет проверки» may name what was looked at; the findings then stand, labelled, below «К исполнению».
    """
    found, bare, told = list(columns), [], False
    for index, column in enumerate(columns):
        cells = [one_line(cell.text) for row in body if index < len(row) and (cell := row[index]) is not None]
        texts = [text for text in cells if not says_nothing(text)]
        labelled = sum(bool(labels_inside(text)) for text in texts if len(text.split()) > FEWEST_WORDS)
        told = told or labelled >= max(FEWEST_LABELLED, MOSTLY_LABELLED * len(texts))
        if column.role is Role.OTHER and labelled >= max(FEWEST_LABELLED, LABELLED * len(texts)):
            found[index] = Column(Role.CONTENT)
        if column.role is Role.FINDING and column.kind is None and not labelled:
            bare.append(index)
    return [Column(Role.OTHER) if told and index in bare else column for index, column in enumerate(found)]


def _covering(row: tuple[Cell | None, ...], index: int) -> Cell | None:
    for at in range(index, -1, -1):
        if at < len(row) and row[at] is not None:
            cell = row[at]
            return cell if cell is not None and at + cell.colspan > index else None
    return None


def _pieces(cell: Cell) -> Iterator[str]:
    """Yields the statements of a cell: its list items or paragraphs, enumerations split, broken lines joined."""
    lines = [
        line for p in cell.paragraphs for line in (f"{p.number} {p.text}" if p.number else p.text).split("\n")
    ] or cell.text.split("\n")
    joined: list[str] = []
    for line in (one_line(line) for line in lines):
        if not line:
            continue
        marked = re.match(r"^(?:[•▪■●○◦·*➢➤§▲►-]\s?|[–—]\s|\(?\d{1,2}(?:\.\d{1,2})?[.):]?\s+\D|[\[(])", line)
        fresh = re.match(r"^[А-ЯЁӨҮҢA-Z«]", line) and (not joined or re.search(r"[.;:!?)\]]$", joined[-1]))
        if joined and not (marked or fresh or head_at(line) is not None):
            joined[-1] = f"{joined[-1]} {line}" if not joined[-1].endswith("-") else joined[-1][:-1] + line
        else:
            joined.append(line)
    for text in joined:
        for part in split_enumeration(text):
            yield from _at_labels(part)


def _at_labels(text: str) -> Iterator[str]:
    """Cuts «Политика есть. Замечание: она не обновлена.» before its labels; what stands before the first label is a
    comment.
    """
    hits = [hit.start for hit in labels_inside(text) if hit.start > 3 and text[hit.end :].strip(" ].)")]
    for start, end in zip([0, *hits], [*hits, len(text)], strict=True):
        if text[start:end].strip():
            yield text[start:end].strip()


def _row_criterion(row: tuple[Cell | None, ...], columns: tuple[Column, ...]) -> Criterion | None:
    marked = (head.criterion for head in _heads(row) if head.code)
    if (beside_code := next((criterion for criterion in marked if criterion), None)) is not None:
        return beside_code
    standard = None
    for index, column in enumerate(columns):
        cell = _covering(row, index) if column.role in {Role.CRITERION, Role.NUMBER, Role.OTHER} else None
        if cell is None or not cell.text.strip():
            continue
        found = criterion_alone(cell.text) or (criterion_named(cell.text) if column.role is Role.CRITERION else None)
        if found is None and column.role is Role.CRITERION:
            if re.fullmatch(r"\W*\d{1,2}\W*", cell.text) and standard:
                return Criterion(standard, f"{standard}.{re.sub(r'[^0-9]', '', cell.text)}")
            leading = re.match(r"\W*((?:[А-ЯA-Z]\.)?\d{1,2}(?:\.\d{1,2})+)\b", cell.text)
            if leading:
                return Criterion(leading[1].split(".")[0].upper(), leading[1].upper())
            standard = standard_headed(cell.text) or (
                re.sub(r"\D", "", cell.text) if re.fullmatch(r"\W*\d{1,2}\W*", cell.text) else standard
            )
        elif found is not None and found.number:
            return found
    return Criterion(standard, None) if standard else None


def _section_row(row: tuple[Cell | None, ...]) -> str | None:
    filled = [cell for cell in row if cell is not None and cell.text.strip()]
    if len(filled) == 1 and (filled[0].colspan >= max(2, len(row) - 1) or len(row) == 1):
        return one_line(filled[0].text)
    return None


def labelled_cells(table: Table) -> tuple[int, int]:
    """Counts the cells of a headed table's finding columns that label their finding («ЗАМЕЧАНИЕ. …»), and all that
    say something.
    """
    reading = read_table(table)
    labelled = filled = 0
    for row in reading.body if reading.columns is not None else ():
        for index, cell in enumerate(row):
            if cell is None or reading.columns is None or index >= len(reading.columns) or says_nothing(cell.text):
                continue
            if reading.columns[index].role in {Role.FINDING, Role.CONTENT}:
                filled += 1
                labelled += any(_marked(piece) for piece in _pieces(cell))
    return labelled, filled


def _marked(piece: str) -> bool:
    """Tells whether a statement shows itself as a finding: by label or code, or by opening with what must or ought to
    be done.
    """
    item = read_item(piece)
    return item.labelled or kind_of_demand(item.text) is not None


def heads_by_width(tables: Iterable[Table]) -> dict[int, tuple[Column, ...]]:
    """Gives the columns of the paper's headed finding tables by their number: a table that lost its head at a page
    edge borrows them.
    """
    found: dict[int, tuple[Column, ...]] = {}
    for table in tables:
        columns = read_table(table).columns
        if columns is not None and any(column.role in {Role.FINDING, Role.CONTENT} for column in columns):
            found.setdefault(len(columns), columns)
    return found


def table_findings(
    table: Table,
    block: int,
    section: Section,
    *,
    titled: bool,
    kind: FindingKind | None,
    labels_tell: bool,
    heads: Mapping[int, tuple[Column, ...]],
) -> tuple[Candidate, ...]:
    """Gives the findings of a table.

    heads: as in heads_by_width. titled: the words above the table announce findings, of `kind` when they name one.
    labels_tell: somewhere in this conclusion
    the cells of such tables carry labels, so that a cell without one is a plain comment.
    """
    reading = read_table(table)
    if (
        reading.columns is None
        and (borrowed := heads.get(max(len(row) for row in table.rows)))
        and _goes_on(table, borrowed)
    ):
        reading = Reading(borrowed, table.rows)
    if reading.columns is None:
        return tuple(_box(reading.body, block, section, titled=titled, kind=kind))
    return tuple(_headed(reading, reading.columns, block, section, titled=titled, kind=kind, labels_tell=labels_tell))


def _goes_on(table: Table, columns: tuple[Column, ...]) -> bool:
    """Tells whether a headless table fits borrowed columns: its criterion cells hold criteria."""
    at = next((index for index, column in enumerate(columns) if column.role is Role.CRITERION), None)
    if at is None:
        return False
    rows = [row for row in table.rows if _section_row(row) is None]
    texts = [cell.text for row in rows if at < len(row) and (cell := row[at]) is not None and cell.text.strip()]
    return bool(texts) and all(
        criterion_alone(text) or criterion_named(text) or criterion_leading(text) for text in texts
    )


def _headed(
    reading: Reading,
    columns: tuple[Column, ...],
    block: int,
    section: Section,
    *,
    titled: bool,
    kind: FindingKind | None,
    labels_tell: bool,
) -> Iterator[Candidate]:
    roles = [column.role for column in columns]
    has_kind = Role.KIND in roles
    finding_columns = [i for i, role in enumerate(roles) if role is Role.FINDING]
    content_columns = [i for i, role in enumerate(roles) if role is Role.CONTENT]
    coded = _coded(reading.body)
    taken = finding_columns or content_columns or (_wordiest(reading.body, roles) if coded or has_kind else [])
    last: Criterion | None = None
    for row in reading.body:
        title = _section_row(row)
        if title is not None and not read_item(title).labelled:
            standard = standard_headed(title)
            section = replace(section, title=title, standard=standard or section.standard, criterion=None)
            last = None
            continue
        if title is not None:
            # A row of one cell that labels a finding, below the row of its criterion.
            spanning = next(cell for cell in row if cell is not None and cell.text.strip())
            yield from _cell_findings(
                spanning, block, section, criterion=last, code=None, kind=kind, trusted=False, named=False
            )
            continue
        last = _row_criterion(row, columns) or (None if Role.CRITERION not in roles else _inherited(row, columns, last))
        row_kind, code = _row_kind(row, columns), _row_code(row) or _own_code(row, roles)
        announced = coded or (has_kind and row_kind is not None)
        for index in taken:
            cell = row[index] if index < len(row) else None
            if cell is None or says_nothing(cell.text):
                continue
            column = columns[index]
            trusted = (
                announced
                or (titled and not labels_tell)
                or (column.role is Role.FINDING and not labels_tell and not has_kind)
            )
            own = row_kind or column.kind or kind
            # A statement that opens with its criterion in a column of findings is one, though others carry labels.
            named = column.role is Role.FINDING
            yield from _cell_findings(
                cell, block, section, criterion=last, code=code, kind=own, trusted=trusted, named=named
            )


def _coded(body: tuple[tuple[Cell | None, ...], ...]) -> bool:
    """Tells whether the rows are numbered with codes of findings («З-1», «Д1-1»); recognition may spoil some of them.
    """
    rows = [row for row in body if _section_row(row) is None]
    codes = sum(_row_code(row) is not None for row in rows)
    return len(rows) > 0 and codes >= max(1, 0.6 * len(rows))


def _heads(row: tuple[Cell | None, ...]) -> Iterator[Head]:
    """Yields what the cells of a row hold that are nothing but a finding's head («З-1/1.2»)."""
    for cell in row:
        if cell is not None and len(cell.text) <= LONGEST_HEAD and (head := head_of(one_line(cell.text))) is not None:
            yield head


def _row_code(row: tuple[Cell | None, ...]) -> str | None:
    """Gives the finding's code that a row stands under («З-1», «З-1/1.2»)."""
    alone = (code_alone(cell.text) for cell in row if cell is not None)
    return next((code for code in alone if code), None) or next((head.code for head in _heads(row) if head.code), None)


def _own_code(row: tuple[Cell | None, ...], roles: list[Role]) -> str | None:
    """Gives letters and a number that stand in the column of numbers («В-03» under «Шифр»)."""
    cell = row[roles.index(Role.NUMBER)] if Role.NUMBER in roles[: len(row)] else None
    return cell.text.strip() if cell is not None and _OWN_CODE.fullmatch(cell.text.strip()) else None


def _wordiest(body: tuple[tuple[Cell | None, ...], ...], roles: list[Role]) -> list[int]:
    """Finds the column that says most, for a coded table whose heads are unknown words."""
    spare = [index for index, role in enumerate(roles) if role in {Role.OTHER, Role.GRADE}]
    words = {
        index: sum(len(cell.text.split()) for row in body if index < len(row) and (cell := row[index]) is not None)
        for index in spare
    }
    return [max(words, key=lambda index: words[index])] if words else []


def _inherited(row: tuple[Cell | None, ...], columns: tuple[Column, ...], last: Criterion | None) -> Criterion | None:
    """A criterion cell left blank, or merged downwards, stands for the one above."""
    for index, column in enumerate(columns):
        if column.role is Role.CRITERION and (index >= len(row) or row[index] is None or not row[index].text.strip()):  # type: ignore[union-attr]
            return last
    return None


def _row_kind(row: tuple[Cell | None, ...], columns: tuple[Column, ...]) -> FindingKind | None:
    for index, column in enumerate(columns):
        cell = row[index] if index < len(row) else None
        if cell is not None and column.role is Role.KIND:
            kinds = kinds_named(cell.text) or set(kinds_begun(fold(cell.text).strip(" .")))
            if len(kinds) == 1:
                return next(iter(kinds))
            letter = fold(cell.text).strip(" .")
            if letter in {"з", "р", "н"}:
                return {"з": FindingKind.REMARK, "р": FindingKind.RECOMMENDATION, "н": FindingKind.NONCONFORMITY}[
                    letter
                ]
    return None


def _cell_findings(
    cell: Cell,
    block: int,
    section: Section,
    *,
    criterion: Criterion | None,
    code: str | None,
    kind: FindingKind | None,
    trusted: bool,
    named: bool,
) -> Iterator[Candidate]:
    heading: FindingKind | None = None
    announced = False
    for piece in _pieces(cell):
        item = read_item(piece)
        if item.labelled and len(item.text.split()) == 0:
            heading, announced = item.kind, True
            continue
        demand = kind_of_demand(item.text)
        told = item.labelled or trusted or announced or demand or (named and item.criterion is not None)
        if not told or says_nothing(item.text):
            continue
        if criterion is not None and item.criterion is None:
            item = replace(item, criterion=criterion)
        if code is not None and item.code is None:
            item = replace(item, code=code)
        found = candidate(item, cell.place, Form.TABLE, block, section, heading or kind or demand)
        if found is not None:
            yield found


def _box_row(row: tuple[Cell | None, ...]) -> bool:
    cells = [cell for cell in row if cell is not None and cell.text.strip()]
    if len(cells) < 2:
        return False
    item = read_item(cells[0].text)
    return item.labelled and len(re.sub(r"\W", "", item.text)) == 0


def _box(
    rows: tuple[tuple[Cell | None, ...], ...], block: int, section: Section, *, titled: bool, kind: FindingKind | None
) -> Iterator[Candidate]:
    """Findings of a frame without a head: «Рекомендация | text», «З-1 [1.2] | text», or lines in one cell under a
    title. A row that begins with a criterion holds for the labelled rows of one cell below it.
    """
    last: Criterion | None = None
    for place, row in enumerate(rows):
        if not any(cell is not None and cell.text.strip() for cell in row):
            continue
        cells = _with_merged(rows, place)
        if len(cells) == 1:
            under = replace(section, criterion=last.number, standard=last.standard) if last is not None else section
            yield from _frame(cells[0], block, under, titled=titled, kind=kind)
            last = None if standard_headed(cells[0].text) else last
            continue
        last = criterion_alone(cells[0].text) or criterion_leading(cells[0].text) or last
        marks = read_item(" ".join(one_line(cell.text) for cell in cells[:-1]))
        if marks.labelled and len(re.sub(r"\W", "", marks.text)) == 0:
            for piece in _pieces(cells[-1]):
                own = read_item(piece)
                merged = Item(
                    own.text,
                    own.kind or marks.kind,
                    own.code or marks.code,
                    own.number,
                    own.criterion or marks.criterion,
                    True,
                )
                found = candidate(merged, cells[-1].place, Form.TABLE, block, section, kind)
                if found is not None and not says_nothing(own.text):
                    yield found
        elif titled and (
            alone := criterion_alone(cells[0].text) or (criterion_alone(cells[1].text) if len(cells) > 2 else None)
        ):
            item = replace(read_item(cells[-1].text), criterion=alone)
            found = candidate(item, cells[-1].place, Form.TABLE, block, section, kind)
            if found is not None:
                yield found
        else:
            for cell in cells:
                yield from _frame(cell, block, section, titled=False, kind=None)


def _with_merged(rows: tuple[tuple[Cell | None, ...], ...], place: int) -> list[Cell]:
    """Gives the filled cells of a row with those before its first own cell that reach down from above («СЫН-ПИКИР»)."""
    row, found, began = rows[place], list[Cell](), False
    for index, cell in enumerate(row):
        if cell is not None:
            began = True
            found.extend([cell] if cell.text.strip() else [])
        elif not began:
            above = ((at, rows[at][index]) for at in range(place - 1, -1, -1) if index < len(rows[at]))
            at, reaching = next(((at, one) for at, one in above if one is not None), (place, None))
            if reaching is not None and at + reaching.rowspan > place and reaching.text.strip():
                found.append(reaching)
    return found


def _frame(cell: Cell, block: int, section: Section, *, titled: bool, kind: FindingKind | None) -> Iterator[Candidate]:
    """Findings in the lines of one framed cell: each labelled, or all under a title line such as «Выводы по разделу».
    """
    open_kind, opened = kind, titled
    for index, piece in enumerate(_pieces(cell)):
        item = read_item(piece)
        short = len(piece.split()) <= MAX_HEAD_WORDS and not re.search(r"[.;]$", piece)
        kinds = kinds_named(piece)
        if short and not item.labelled and (kinds or mentions(piece, "mixed")) and (index == 0 or piece.endswith(":")):
            open_kind, opened = (next(iter(kinds)) if len(kinds) == 1 else None), True
            continue
        if item.labelled and not re.sub(r"\W", "", item.text):
            open_kind, opened = item.kind, True
            continue
        if short and mentions(piece, "strength") and not item.labelled:
            opened = False
            continue
        if not (item.labelled or opened) or says_nothing(item.text):
            continue
        found = candidate(item, cell.place, Form.TABLE, block, section, open_kind)
        if found is not None:
            yield found
