"""What each column of a table means: from the words of its head, and where these are missing or odd, from its cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extractors import lexicon
from extractors.cell_content import LONG, Content, asks_to_do, content
from extractors.column_heads import head_rows, head_text
from extractors.grid import Owner, distinct, is_numbering, owners, spanning_text
from extractors.head_words import Role, best, parts, scores
from extractors.kinds.leaning import SURELY, lean_of
from extractors.languages.letters import fold
from extractors.months import months_of
from extractors.records import DocumentKind, Table

SURE = 0.6  # head score from which words outrank what the cells hold
TOLD_BELOW = 0.25  # head score from which the lower level of a two-level head tells by itself
MOST = 0.6  # share of cells of one content that gives a column its meaning
FEWEST_WORDS = 3  # words of a measure in a table that goes on without a head
FEWEST_TELLING = 3  # rows below which a table that repeats a head is read as the one before it
FEWEST_NAMED = 3  # persons in a column from which it is one of persons, whatever its head
MONTH_COLUMNS = 3  # fewer columns of months are no calendar chart


# Two meanings that one column may carry together.
_TOGETHER = (
    {Role.DUE, Role.RESPONSIBLE},
    {Role.MEASURE, Role.DUE},
    {Role.MEASURE, Role.RESPONSIBLE},
    {Role.MEASURE, Role.RESULT},
    {Role.FINDING, Role.MEASURE},
    {Role.FINDING, Role.ANSWER},
    {Role.FINDING, Role.CRITERION},
    {Role.FINDING, Role.LABEL},
    {Role.STANDARD, Role.CRITERION},
    {Role.NUMBER, Role.CRITERION},
    {Role.ANSWER, Role.EVIDENCE},
    {Role.ANSWER, Role.STATUS},
    {Role.ANSWER, Role.DONE_DATE},
    {Role.STATUS, Role.EVIDENCE},
    {Role.STATUS, Role.DONE_DATE},
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column. head: words of its head from top to bottom. roles: what it holds, empty when not understood."""

    index: int
    head: str
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table mean. first: 0-based index of the first row below the head. headed: False
    without a head.

    goes_on: True when the meaning is taken over from the table before.
    """

    columns: tuple[Column, ...]
    first: int
    headed: bool
    goes_on: bool = False

    def of(self, role: Role) -> tuple[int, ...]:
        """Gives the columns that hold something, from left to right."""
        return tuple(column.index for column in self.columns if role in column.roles)

    def has(self, *roles: Role) -> bool:
        """Tells whether any column holds one of these."""
        return any(role in column.roles for column in self.columns for role in roles)


def roles(table: Table, kind: DocumentKind, earlier: Columns | None = None) -> Columns:
    """Gives what each column of a table means in a plan or in a report.

    Args: kind: PLAN or REPORT; «Выполнение» is a mark in a plan and an answer in a report. earlier: the table
    before, whose
        meaning a table without a head takes over when it has as many columns.
    """
    grid = owners(table)
    first, depth = head_rows(grid)
    width = len(grid[0]) if grid else 0
    if depth == 0 and earlier is not None and _goes_on(grid, earlier):
        return replace(earlier, first=0, headed=False, goes_on=True)
    heads = [head_text(grid, first - depth, first, c) for c in range(width)]
    body = _body(grid, first, heads)
    if earlier is not None and len(body) < FEWEST_TELLING and _same_heads(heads, earlier):
        return replace(earlier, first=first, headed=True)
    contents = [_contents(body, c) for c in range(width)]
    columns = [Column(c, heads[c], _from_head(grid, first - depth, first, c, contents[c])) for c in range(width)]
    columns = _calendar(columns, grid, first, depth)
    columns = _in_context(columns, contents, body, kind)
    columns = _from_cells(columns, contents, body, kind)
    columns = _alone(columns, body)
    if kind is DocumentKind.REPORT:
        columns = _standing(columns, contents, body)
    return Columns(tuple(columns), first, depth > 0)


def _same_heads(heads: Sequence[str], earlier: Columns) -> bool:
    """Tells whether a short table repeats the head of the one before, whose more rows told more of its columns."""
    return earlier.headed and any(heads) and [fold(head) for head in heads] == [fold(c.head) for c in earlier.columns]


def _goes_on(grid: tuple[tuple[Owner, ...], ...], earlier: Columns) -> bool:
    """Tells whether a table without a head goes on with the columns of an earlier one: as wide, and words where
    measures stood.
    """
    main = (*earlier.of(Role.MEASURE), *earlier.of(Role.ANSWER))
    if len(earlier.columns) != len(grid[0]) or not main:
        return False
    texts = [row[main[-1]].text for r, row in enumerate(grid) if spanning_text(row, r) is None]
    said = [content(text) in {Content.SENTENCE, Content.TEXT} and len(text.split()) >= FEWEST_WORDS for text in texts]
    return sum(said) > len(said) / 2


def is_head_again(row: tuple[Owner, ...], heads: Iterable[str]) -> bool:
    """Tells whether a row in the middle of a table repeats its head."""
    texts = [owner.text for owner in distinct(row) if owner.text]
    said = {line for head in heads for line in head.split("\n")} | set(heads)
    return len(texts) >= 2 and sum(text in said for text in texts) >= max(2, len(texts) - 1)


def _body(grid: tuple[tuple[Owner, ...], ...], first: int, heads: list[str]) -> list[tuple[Owner, ...]]:
    return [
        row
        for r, row in enumerate(grid)
        if r >= first and spanning_text(row, r) is None and not is_numbering(row) and not is_head_again(row, heads)
    ]


def _contents(body: list[tuple[Owner, ...]], column: int) -> Counter[Content]:
    """Counts what the cells of a column hold, merged cells once, blanks apart."""
    seen: list[Owner] = []
    for row in body:
        if not seen or row[column] != seen[-1]:
            seen.append(row[column])
    return Counter(content(owner.text) for owner in seen)


def _share(held: Counter[Content], *kinds: Content) -> float:
    filled = sum(held.values()) - held[Content.BLANK] - held[Content.DASH]
    return sum(held[kind] for kind in kinds) / filled if filled else 0.0


def _from_head(
    grid: tuple[tuple[Owner, ...], ...], top: int, first: int, column: int, held: Counter[Content]
) -> tuple[Role, ...]:
    """Gives the roles that a head says, checked against what the cells hold."""
    levels = [grid[r][column].text for r in range(top, first) if grid[r][column].row == r or r == top]
    lowest = next((text for text in reversed(levels) if text), "")
    whole = "\n".join(dict.fromkeys(text for text in levels if text))
    pair = _pair(lowest)
    if pair:
        return pair
    said = scores(whole) if whole == lowest else _merged(scores(lowest), scores(whole), scores(levels[0]))
    ranked = sorted(said, key=lambda role: -said[role])
    if not ranked:
        return ()
    return (_checked(ranked[0], held),)


def _merged(lowest: dict[Role, float], whole: dict[Role, float], highest: dict[Role, float]) -> dict[Role, float]:
    """Weighs a two-level head: the lower level counts fully, both together almost, the upper one by half.

    Where the lower level tells («Действия института», below it «крайний срок»), the upper one says nothing alone.
    """
    found: dict[Role, float] = {}
    if max(lowest.values(), default=0.0) >= TOLD_BELOW:
        above = max(highest.values(), default=0.0)
        whole = {role: value for role, value in whole.items() if role in lowest or value > above}
        highest = {}
    for weight, level in ((1.0, lowest), (0.9, whole), (0.5, highest)):
        for role, value in level.items():
            found[role] = max(found.get(role, 0.0), weight * value)
    return found


def _pair(head: str) -> tuple[Role, ...]:
    """Gives two roles of a head such as «Срок и ответственный», nothing for others."""
    said = [best(part) for part in parts(head)]
    known = tuple(dict.fromkeys(role for role in said if role is not None))
    if len(known) == 2 and len(parts(head)) >= 2 and set(known) in _TOGETHER:
        return known
    return ()


_MAY_BE_CODES = frozenset(
    {Role.FINDING, Role.NUMBER, Role.LABEL, Role.STANDARD, Role.MEASURE, Role.PROGRAMME, Role.EVIDENCE, Role.NOTE}
)


def _checked(role: Role, held: Counter[Content]) -> Role:
    """Corrects a head by the cells below: «Замечание» over codes holds codes, «Срок» over persons holds persons."""
    if role in _MAY_BE_CODES | {Role.CRITERION} and _share(held, Content.CITED) >= MOST:
        return Role.FINDING
    if role in _MAY_BE_CODES:
        if _share(held, Content.CRITERION) >= MOST:
            return Role.CRITERION
        if _share(held, Content.CODE) >= MOST:
            return Role.LABEL
    if role in {Role.FINDING, Role.CRITERION} and _share(held, Content.CODE) >= MOST:
        return Role.LABEL
    if role is Role.FINDING and _share(held, Content.NUMBER) >= MOST:
        return Role.LABEL
    named = _share(held, Content.PERSON) >= MOST and held[Content.PERSON] >= FEWEST_NAMED
    if role in {Role.ANSWER, Role.MEASURE, Role.NOTE} and named:
        return Role.RESPONSIBLE
    if role is Role.DUE and _share(held, Content.PERSON) >= MOST and not held[Content.DATE]:
        return Role.RESPONSIBLE
    if role is Role.RESPONSIBLE and _share(held, Content.DATE) >= MOST and not held[Content.PERSON]:
        return Role.DUE
    if role is Role.NUMBER and _share(held, Content.SENTENCE) >= MOST:
        return Role.MEASURE
    # «Выполнено, %» over figures and ticks says how it stands, not what was done.
    if role is Role.ANSWER and _share(held, Content.MARK, Content.STATUS, Content.NUMBER) >= MOST:
        return Role.STATUS
    return role


def _calendar(columns: list[Column], grid: tuple[tuple[Owner, ...], ...], first: int, depth: int) -> list[Column]:
    """Marks the columns of a calendar chart, when there are at least three headed by months or quarters."""
    named = months_of([owner.text for owner in grid[first - 1]]) if depth else ()
    months = [index for index, month in enumerate(named) if month is not None and not _long_below(grid, first, index)]
    if len(months) < MONTH_COLUMNS:
        return columns
    return [replace(column, roles=(Role.MONTH,)) if column.index in months else column for column in columns]


def _standing(
    columns: list[Column], contents: list[Counter[Content]], body: list[tuple[Owner, ...]]
) -> list[Column]:
    """Lets a column of percentages and ticks say how it stands («Выполнено, %»), where no other does."""
    if _indices(columns, Role.STATUS):
        return columns
    spare = {Role.RESULT, Role.ANSWER, Role.NOTE}
    marked = [
        column.index
        for column in columns
        if set(column.roles) <= spare
        and _share(contents[column.index], Content.MARK, Content.STATUS) >= MOST
        and not (column.head and not column.roles and _yes_or_no(body, column.index))
    ]
    return _with(columns, marked[0], Role.STATUS) if marked else columns


def _long_below(grid: tuple[tuple[Owner, ...], ...], first: int, column: int) -> bool:
    return sum(len(row[column].text.split()) >= LONG for row in grid[first:]) > len(grid[first:]) / 2


def _with(columns: list[Column], index: int, *new: Role) -> list[Column]:
    return [replace(column, roles=new) if column.index == index else column for column in columns]


def _indices(columns: list[Column], role: Role) -> list[int]:
    return [column.index for column in columns if role in column.roles]


def _words_below(body: list[tuple[Owner, ...]], column: int) -> float:
    """Gives the mean number of words in the filled cells of a column."""
    counts = [len(row[column].text.split()) for row in body if row[column].text]
    return sum(counts) / len(counts) if counts else 0.0


def _in_context(
    columns: list[Column], contents: list[Counter[Content]], body: list[tuple[Owner, ...]], kind: DocumentKind
) -> list[Column]:
    """Settles what depends on the kind of paper: an answer column needs a report, «Дата выполнения» of a plan is a
    deadline.
    """
    if kind is DocumentKind.PLAN:
        return _in_plan(columns, body)
    columns = [replace(column, roles=tuple(_OF_REPORT.get(role, role) for role in column.roles)) for column in columns]
    if _indices(columns, Role.ANSWER):
        return columns
    for role in (Role.STATUS, Role.NOTE, Role.MEASURE, Role.RESULT, Role.EVIDENCE):
        for index in _indices(columns, role):
            wordy = _share(contents[index], Content.SENTENCE) >= 1 / 3 and _words_below(body, index) >= LONG - 1
            if wordy and (role is not Role.MEASURE or _tells_done(body, index)):
                keep = {Role.EVIDENCE: (Role.ANSWER, Role.EVIDENCE), Role.MEASURE: (Role.ANSWER,)}
                return _with(columns, index, *keep.get(role, (Role.ANSWER, Role.STATUS)))
    wordless = not any(not column.roles and _words_below(body, column.index) >= LONG - 1 for column in columns)
    for index in _indices(columns, Role.FINDING) if wordless and not _indices(columns, Role.MEASURE) else ():
        if lean_of(row[index].text for row in body) >= SURELY:
            return _with(columns, index, Role.ANSWER)
    measures = _indices(columns, Role.MEASURE)
    if measures and not _indices(columns, Role.FINDING) and len(measures) > 1:
        return _with(columns, measures[-1], Role.ANSWER)
    return columns


def _tells_done(body: list[tuple[Owner, ...]], column: int) -> bool:
    """Tells whether the cells of a column are worded as things done, hardly any as things to do."""
    texts = [row[column].text for row in body if row[column].text]
    return sum(map(asks_to_do, texts)) < len(texts) / 4


_OF_REPORT = {Role.BEFORE: Role.FINDING, Role.AFTER: Role.ANSWER}
_OF_PLAN = {Role.BEFORE: Role.FINDING, Role.AFTER: Role.RESULT}


def _in_plan(columns: list[Column], body: list[tuple[Owner, ...]]) -> list[Column]:
    columns = [replace(column, roles=tuple(_OF_PLAN.get(role, role) for role in column.roles)) for column in columns]
    if not _indices(columns, Role.DUE):
        for index in _indices(columns, Role.DONE_DATE)[:1]:
            columns = _with(columns, index, Role.DUE)
    if not _indices(columns, Role.MEASURE):
        filled = [index for index in _indices(columns, Role.ANSWER) if _words_below(body, index) >= 2]
        for index in filled[:1]:
            columns = _with(columns, index, Role.MEASURE)
    return [
        replace(column, roles=tuple(Role.STATUS if role is Role.ANSWER else role for role in column.roles))
        for column in columns
    ]


def _unsaid(columns: list[Column], contents: list[Counter[Content]], kind: DocumentKind) -> list[Column]:
    """Takes the mark of how it stands from a plan's column of words before the measures: they are what is answered."""
    main = _indices(columns, Role.MEASURE)
    if kind is not DocumentKind.PLAN or not main or _indices(columns, Role.FINDING):
        return columns
    return [
        replace(column, roles=())
        if column.roles == (Role.STATUS,)
        and column.index < main[0]
        and _share(contents[column.index], Content.SENTENCE, Content.TEXT) >= MOST
        else column
        for column in columns
    ]


def _from_cells(
    columns: list[Column], contents: list[Counter[Content]], body: list[tuple[Owner, ...]], kind: DocumentKind
) -> list[Column]:
    """Gives columns whose heads say nothing the meaning that their cells have, if no other column has it."""
    columns = _unsaid(_corrected(columns, contents, body, kind), contents, kind)
    for column in list(columns):
        if column.roles or not sum(contents[column.index].values()):
            continue
        found = _by_cells(contents[column.index], column.index)
        if found == (Role.STATUS,) and column.head and _yes_or_no(body, column.index):
            continue
        if found and not any(_indices(columns, role) for role in found):
            columns = _with(columns, column.index, *found)
    wanted = Role.MEASURE if kind is DocumentKind.PLAN else Role.ANSWER
    spare = [column.index for column in columns if not column.roles and _words_below(body, column.index) >= 2]
    stands_in = wanted is Role.ANSWER and _indices(columns, Role.MEASURE)
    named = any(column.head for column in columns)
    beside = (
        Role.FINDING,
        Role.MEASURE,
        Role.CRITERION,
        Role.STANDARD,
        Role.LABEL,
        Role.STATUS,
        Role.DUE,
        Role.RESPONSIBLE,
    )
    fits = not named or any(_indices(columns, role) for role in beside)
    told = _told_beside(columns, spare, body) if stands_in and not _indices(columns, wanted) else None
    if told is not None:
        columns = _with(columns, told, wanted)
        spare = [index for index in spare if index != told]
    if spare and fits and not _indices(columns, wanted) and not stands_in:
        columns = _with(columns, _wordiest(spare, body), wanted)
        spare = [index for index in spare if not columns[index].roles]
    main = _indices(columns, wanted)
    if spare and main and not _indices(columns, Role.FINDING) and spare[0] < main[0]:
        columns = _with(columns, spare[0], Role.FINDING)
    behind = [index for index in spare if not columns[index].roles and main and index > main[0]]
    if behind and wanted is Role.ANSWER and not _indices(columns, Role.EVIDENCE):
        columns = _with(columns, behind[-1], Role.EVIDENCE)
    return columns


def _told_beside(columns: list[Column], spare: list[int], body: list[tuple[Owner, ...]]) -> int | None:
    """Gives the column that tells in sentences what became of the measures, under a head of unknown words."""
    behind = [index for index in spare if index > _indices(columns, Role.MEASURE)[-1]]
    wordy = [index for index in behind if _words_below(body, index) >= LONG - 1 and _tells_done(body, index)]
    return max(wordy, key=lambda index: _words_below(body, index), default=None)


def _wordiest(indices: list[int], body: list[tuple[Owner, ...]]) -> int:
    """Gives the last of the columns that hold about as many words as the fullest: findings stand before what
    answers them.
    """
    most = max(_words_below(body, index) for index in indices)
    return max(index for index in indices if _words_below(body, index) >= MOST * most)


def _weak(columns: list[Column]) -> list[int]:
    """Gives the columns whose heads name something a plan can do without, so that cells may overrule them."""
    light = ({Role.STATUS}, {Role.NOTE}, {Role.RESULT}, {Role.ANSWER}, {Role.DONE_DATE})
    return [column.index for column in columns if set(column.roles) in light]


def _corrected(
    columns: list[Column], contents: list[Counter[Content]], body: list[tuple[Owner, ...]], kind: DocumentKind
) -> list[Column]:
    """Overrules a head that the cells belie, where what they hold is missing: dates under «Отметка», sentences
    under «Когда».
    """
    wanted = Role.MEASURE if kind is DocumentKind.PLAN else Role.ANSWER
    if not _indices(columns, wanted) and not (wanted is Role.ANSWER and _indices(columns, Role.MEASURE)):
        for role in (Role.DUE, Role.RESPONSIBLE, Role.RESULT, Role.NUMBER):
            for index in _indices(columns, role):
                held = contents[index]
                if (
                    _words_below(body, index) >= LONG - 1
                    and _share(held, Content.DATE, Content.PERSON, Content.BOTH) < 1 / 3
                ):
                    keep = (wanted, role) if role in {Role.DUE, Role.RESPONSIBLE} else (wanted,)
                    return _corrected(_with(columns, index, *keep), contents, body, kind)
    if kind is DocumentKind.PLAN:
        for index in (
            _weak(columns) if not _indices(columns, Role.DUE) and not _indices(columns, Role.RESPONSIBLE) else ()
        ):
            if (
                contents[index][Content.BOTH]
                and _share(contents[index], Content.BOTH, Content.DATE, Content.PERSON) >= MOST
            ):
                return _with(columns, index, Role.DUE, Role.RESPONSIBLE)
        for content_kind, role in ((Content.DATE, Role.DUE), (Content.PERSON, Role.RESPONSIBLE)):
            for index in _weak(columns):
                if not _indices(columns, role) and _share(contents[index], content_kind) >= MOST:
                    columns = _with(columns, index, role)
    return columns


def _yes_or_no(body: list[tuple[Owner, ...]], index: int) -> bool:
    """Tells whether a column only answers yes or no («Изменено по сравнению с первой редакцией: да»)."""
    answers = {fold(word) for word in lexicon.words("report", "yes_no")}
    return all(fold(row[index].text).strip(" .") in answers | {""} for row in body)


_CELL_ROLES = (
    ((Content.NUMBER,), (Role.NUMBER,)),
    ((Content.CRITERION,), (Role.CRITERION,)),
    ((Content.CODE,), (Role.LABEL,)),
    ((Content.CITED,), (Role.FINDING,)),
    ((Content.DATE,), (Role.DUE,)),
    ((Content.PERSON,), (Role.RESPONSIBLE,)),
    ((Content.BOTH, Content.DATE, Content.PERSON), (Role.DUE, Role.RESPONSIBLE)),
    ((Content.STATUS, Content.MARK), (Role.STATUS,)),
    ((Content.EVIDENCE,), (Role.EVIDENCE,)),
)


def _by_cells(held: Counter[Content], index: int) -> tuple[Role, ...]:
    """Gives what most cells of a column hold, nothing when they are mixed."""
    for kinds, found in _CELL_ROLES:
        if _share(held, *kinds) >= MOST and (Role.NUMBER not in found or index == 0):
            return found
    return ()


def _alone(columns: list[Column], body: list[tuple[Owner, ...]]) -> list[Column]:
    """Leaves one measure and one answer column: the one with most words keeps the role, the others become results."""
    for role in (Role.MEASURE, Role.ANSWER):
        found = _indices(columns, role)
        if len(found) > 1:
            main = max(found, key=lambda index: (_words_below(body, index), -index))
            columns = [
                replace(column, roles=(Role.RESULT,)) if column.index in found and column.index != main else column
                for column in columns
            ]
    return columns
