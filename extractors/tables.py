"""Tables as their readers see them: parts cut by page edges made one, a row cut in two made whole, heads marked. For
every format."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from rapidfuzz import fuzz

from extractors import lexicon
from extractors.cell_map import CellMap, map_of, widened
from extractors.grid import distinct, is_numbering, owners
from extractors.joins import glued
from extractors.languages.letters import fold
from extractors.records import Cell, Paragraph, ParagraphKind, Table
from extractors.table_heads import head_depth, row_text, with_heads

# Share of a table's width by which the columns of two parts may differ (a scan shrinks and shifts).
COLUMN_SHIFT = 0.035
# How alike two heads read: recognised letters differ.
SAME_HEAD = 85.0
# Evidence from which two half rows count as one; see _evidence.
CUT = 2.0
# Points left under a table in which the next row's first line would have fitted, and so much that nothing was cut
# there.
ROOM_LEFT, MUCH_ROOM = 45.0, 150.0

_ENDED = re.compile(r"[.!?;:…][»\")\]]*\s*$")
_GOES_ON = re.compile(
    r"(?:[,(«–—-]|\b(?:и|в|на|по|с|для|от|до|о|к|не|или|за|из|при|без|№|жана|менен|үчүн|боюнча))\s*$", re.IGNORECASE
)
_ITEM = re.compile(r"\(?(?:№\s*)?\d{1,3}(?:\.\d{1,2})*[.)]?|[А-ЯA-ZӨҮҢ]\.?\d{1,2}|[А-ЯA-ZӨҮҢ]{1,3}[-–]\d{1,3}")

_Block = Paragraph | Table


def stitched(blocks: Sequence[_Block], wide: Set[int] = frozenset()) -> tuple[_Block, ...]:
    """Gives the blocks with tables that a page edge cut made whole, and with the heads of all tables marked.

    wide: the pages in landscape; a table goes on from portrait to landscape or back only with its head or its numbers.
    Footnotes and «continued» lines between two parts follow the whole table.
    """
    lowest = _lowest(blocks)
    found: list[_Block] = []
    growing: _Growing | None = None
    between: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Table):
            if growing is None or not growing.takes(block, lowest):
                found.extend(_finished(growing, between))
                growing = _Growing(block, wide)
                between = []
        elif growing is not None and _may_stand_between(block):
            between.append(block)
        else:
            found.extend(_finished(growing, between))
            growing, between = None, []
            found.append(block)
    found.extend(_finished(growing, between))
    return tuple(found)


def _finished(growing: _Growing | None, between: Sequence[Paragraph]) -> list[_Block]:
    return [] if growing is None else [with_heads(growing.table()), *between]


def _may_stand_between(paragraph: Paragraph) -> bool:
    """Tells whether a paragraph does not end a table: a footnote, or «Продолжение таблицы 2»."""
    if paragraph.kind is ParagraphKind.FOOTNOTE:
        return True
    folded = fold(paragraph.text)
    return len(folded.split()) <= 6 and any(fold(words) in folded for words in lexicon.words("layout", "continued"))


def _lowest(blocks: Sequence[_Block]) -> float:
    """Gives how far down the pages are filled, 0 where pages are not fixed."""
    return max((block.place.bbox[3] for block in blocks if block.place.bbox is not None), default=0.0)


def _columns(table: Table) -> list[float]:
    """Gives where the table's columns begin and end, as shares of its width; empty without fixed pages."""
    edges: set[float] = set()
    for row in table.rows:
        for cell in row:
            if cell is not None and cell.place.bbox is not None:
                edges.update((cell.place.bbox[0], cell.place.bbox[2]))
    ordered = sorted(edges)
    if len(ordered) < 2:
        return []
    span = ordered[-1] - ordered[0]
    return [(edge - ordered[0]) / span for edge in ordered]


def _covering(fine: Sequence[float], coarse: Sequence[float]) -> list[int] | None:
    """Gives, for each fine column, the coarse one that covers it; None when an edge of the coarse ones is not among
    the fine.
    """
    matched: list[int] = []
    for edge in coarse:
        nearest = min(range(len(fine)), key=lambda index: abs(fine[index] - edge))
        if abs(fine[nearest] - edge) > COLUMN_SHIFT or (matched and nearest <= matched[-1]):
            return None
        matched.append(nearest)
    if matched[0] != 0 or matched[-1] != len(fine) - 1:
        return None
    return [column for column in range(len(coarse) - 1) for _ in range(matched[column], matched[column + 1])]


class _Growing:
    """A table that may go on overleaf. Parts are added row by row, so that the cost stays linear in the rows."""

    def __init__(self, first: Table, wide: Set[int]) -> None:
        self._like, self._wide = first, wide
        self._map = map_of(first)
        self._edges = _columns(first)
        self._last = first
        self._depth = head_depth(first)
        self._heads = [row_text(first.rows[row]) for row in range(self._depth)]

    def table(self) -> Table:
        """Gives the table grown so far."""
        if self._last is self._like:
            return self._like
        pages = self._like.pages
        if pages is not None and self._last.pages is not None:
            pages = (pages[0], self._last.pages[1])
        return replace(self._map.table(self._like), pages=pages)

    def takes(self, part: Table, lowest: float) -> bool:
        """Adds a part if the table goes on in it; tells whether it did."""
        if not _follows(self._last, part):
            return False
        placed = self._placed(part)
        if placed is None:
            return False
        skipped = self._repeated(part)
        if not skipped and self._takes_under_head(placed):
            self._last = part
            return True
        if skipped is None or (not skipped and self._is_turned(part) and not self._counts_on(part)):
            return False
        if self._like.pages is None and not skipped and len(part.rows[0]) < 3:
            return False
        self._add(placed, part, skipped, lowest)
        self._last = part
        return True

    def _is_turned(self, part: Table) -> bool:
        """Tells whether a part stands on a sheet that lies otherwise than the one before."""
        if self._last.pages is None or part.pages is None:
            return False
        return (self._last.pages[1] in self._wide) != (part.pages[0] in self._wide)

    def _takes_under_head(self, placed: CellMap) -> bool:
        """Adds a part whose cut row stands in the same cells as the repeated head, no rule between them."""
        if not self._depth or len(self._map.rows) <= self._depth:
            return False
        row = min(self._depth, len(placed.rows)) - 1
        heads, mixed = self._map.rows[self._depth - 1], placed.rows[row]
        rest: dict[int, str] = {}
        for head, index in zip(heads, mixed, strict=True):
            if index < 0 or head < 0:
                return False
            text = _without_head(placed.cells[index].text, self._map.cells[head].text)
            if text is None:
                return False
            rest[index] = text
        if not any(rest.values()):
            return False
        for index, text in rest.items():
            cell = placed.cells[index]
            placed.cells[index] = replace(
                cell, text=text, paragraphs=tuple(Paragraph(one, cell.place) for one in text.split("\n") if one)
            )
        self._map.rows.extend(self._glued(self._taken_over(placed, row)))
        return True

    def _placed(self, part: Table) -> CellMap | None:
        """Gives the part on the columns of the whole, making the whole finer where the part is."""
        cells, edges = map_of(part), _columns(part)
        if not self._edges or not edges or len(edges) - 1 != cells.width or len(self._edges) - 1 != self._map.width:
            return cells if cells.width == self._map.width else None
        if len(edges) <= len(self._edges):
            columns = _covering(self._edges, edges)
            return None if columns is None else widened(cells, columns)
        columns = _covering(edges, self._edges)
        if columns is None:
            return None
        self._map, self._edges = widened(self._map, columns), edges
        return cells

    def _repeated(self, part: Table) -> int | None:
        """Gives the number of head rows that the part repeats, None when it has a head of its own."""
        count = 0
        while (
            count < min(len(self._heads), len(part.rows) - 1)
            and fuzz.ratio(self._heads[count], row_text(part.rows[count])) >= SAME_HEAD
        ):
            count += 1
        if count and count >= len(self._heads) - 1:
            return count
        grid = owners(part)
        if is_numbering(grid[0]) and distinct(grid[0])[0].text.rstrip(".)") == "1":
            return 1
        # Sub-heads alone may be repeated; a head with other words begins another table.
        own = head_depth(part)
        if (
            own
            and own < len(part.rows)
            and self._heads
            and fuzz.ratio(self._heads[-1], row_text(part.rows[own - 1])) >= SAME_HEAD
        ):
            return own
        if own and (self._depth or part.pages is None) and _surely_headed(part):
            return 0 if part.pages is not None and self._counts_on(part) else None
        return 0

    def _counts_on(self, part: Table) -> bool:
        """Tells whether the numbers in the first column go on in a part."""
        last = self._last_number()
        texts = (row[0].text.strip().rstrip(".)") for row in part.rows if row[0] is not None)
        first = next((text for text in texts if text), "")
        return last is not None and first == str(last + 1)

    def _last_number(self, before: int = 0) -> int | None:
        """Gives the last number in the first column, that of the `before` last rows left aside."""
        rows = self._map.rows[self._depth : len(self._map.rows) - before]
        texts = (self._map.cells[row[0]].text.strip().rstrip(".)") for row in reversed(rows) if row and row[0] >= 0)
        last = next((text for text in texts if text), "")
        return int(last) if last.isdecimal() and len(last) <= 4 else None

    def _add(self, placed: CellMap, part: Table, skipped: int, lowest: float) -> None:
        """Adds the rows of a part after its repeated head, the first one to the last row if the page edge cut it."""
        rows = self._taken_over(placed, skipped)
        last = self._map.rows[-1] if len(self._map.rows) > self._depth else []
        if last and rows and self._is_cut(last, rows[0], part, lowest):
            rows = self._glued(rows)
        self._map.rows.extend(rows)

    def _taken_over(self, placed: CellMap, skipped: int) -> list[list[int]]:
        """Gives a part's rows with its cells among those of the whole."""
        offset = len(self._map.cells)
        self._map.cells.extend(placed.cells)
        return [[index + offset if index >= 0 else index for index in row] for row in placed.rows[skipped:]]

    def _is_cut(self, last: Sequence[int], first: Sequence[int], part: Table, lowest: float) -> bool:
        """Tells whether the first row of a part goes on with the last row of the table before it."""
        pairs = _pairs(last, first)
        above = [self._joined_text(group, 0) for group in pairs]
        below = [self._joined_text(group, 1) for group in pairs]
        if not any(below) or not any(above) or len(pairs) < 2:
            return False
        numbered = self._is_numbered()
        if above[0].isdecimal() and below[0].isdecimal() and self._last_number(1) == int(above[0] + below[0]) - 1:
            return True  # a number that its narrow column broke: «2» «8» after 27
        if below[0] and (_ITEM.fullmatch(below[0]) or numbered):
            return False
        evidence = _evidence(above, below)
        if numbered and above[0]:
            evidence += 2.0
        box = self._last.place.bbox
        room = lowest - box[3] if box is not None and part.pages is not None else 0.0
        return room < MUCH_ROOM and evidence - (2.0 if room > ROOM_LEFT else 0.0) >= CUT

    def _is_numbered(self) -> bool:
        """Tells whether the first column counts the rows."""
        held = [
            self._map.cells[row[0]].text.strip() for row in self._map.rows[self._depth :][-40:] if row and row[0] >= 0
        ]
        filled = [text for text in held if text]
        return len(filled) >= 0.6 * max(len(held), 1) and sum(
            bool(_ITEM.fullmatch(text)) for text in filled
        ) >= 0.6 * max(len(filled), 1)

    def _joined_text(self, group: tuple[list[int], list[int]], side: int) -> str:
        return " ".join(self._map.cells[index].text for index in group[side] if index >= 0).strip()

    def _glued(self, rows: list[list[int]]) -> list[list[int]]:
        """Joins the first of some rows to the last row, each cell's text after that of the cell above; gives the
        others.
        """
        for above, below in _pairs(self._map.rows[-1], rows[0]):
            kept = [index for index in above if index >= 0]
            added = [index for index in below if index >= 0]
            if not kept or not added:
                continue
            self._map.cells[kept[0]] = _whole(self._map.cells[kept[0]], [self._map.cells[index] for index in added])
            for row in rows[1:]:
                row[:] = [kept[0] if index in added else index for index in row]
        return rows[1:]


def _follows(before: Table, part: Table) -> bool:
    """Tells whether a part stands where a table would go on: on the next page, or right below where pages are not
    fixed.
    """
    if before.pages is None or part.pages is None:
        return before.pages is None and part.pages is None
    return part.pages[0] == before.pages[1] + 1


def _without_head(text: str, head: str) -> str | None:
    """Gives what follows a head in a cell's text, None when the text does not begin with the head."""
    rest = text
    for letter in "".join(head.split()):
        rest = rest.lstrip()
        if not rest.startswith(letter):
            return None
        rest = rest[1:]
    return rest.strip()


def _surely_headed(part: Table) -> bool:
    """Tells whether a part's own head is set apart from its rows, or says what columns hold."""
    return any(not _ITEM.fullmatch(owner.text) for owner in distinct(owners(part)[0])[:1])


def _pairs(last: Sequence[int], first: Sequence[int]) -> list[tuple[list[int], list[int]]]:
    """Gives the cells of two rows that stand above each other, groups of columns that share a cell taken together."""
    pairs: list[tuple[list[int], list[int]]] = []
    for above, below in zip(last, first, strict=True):
        if pairs and ((above >= 0 and above in pairs[-1][0]) or (below >= 0 and below in pairs[-1][1])):
            if above not in pairs[-1][0]:
                pairs[-1][0].append(above)
            if below not in pairs[-1][1]:
                pairs[-1][1].append(below)
        else:
            pairs.append(([above], [below]))
    return pairs


def _evidence(above: Sequence[str], below: Sequence[str]) -> float:
    """Gives how much the texts of two half rows speak for one row cut by the page edge; negative against it."""
    evidence = -1.0 if all(above) and all(below) else 0.0
    for upper, lower in zip(above, below, strict=True):
        if not lower:
            evidence += 0.5 if upper else 0.0
        elif not upper:
            evidence -= 1.0
        else:
            evidence += _going_on(upper, lower)
    return evidence


def _going_on(upper: str, lower: str) -> float:
    """Gives how much one cell's text goes on in the next."""
    weight = 0.5 if len(upper.split()) <= 3 and len(lower.split()) <= 3 else 1.0
    fresh = lower.lstrip('«"(')[:1]
    if re.search(r"[^\W\d_]-$", upper) and fresh.islower():
        return 3.0
    if fresh.islower():
        return weight * (0.5 if _ENDED.search(upper) else 2.0)
    if _GOES_ON.search(upper):
        return 1.5 * weight
    if _ENDED.search(upper):
        return -1.5
    return -1.5 if fresh.isupper() and len(lower.split()) >= 5 else 0.0


def _whole(upper: Cell, lower: Sequence[Cell]) -> Cell:
    """Gives one cell of the halves of a cut one; it stands where it began."""
    paragraphs = list(upper.paragraphs)
    text = upper.text
    for cell in lower:
        if not cell.text:
            continue
        first, *rest = cell.text.split("\n")
        new = bool(_ENDED.search(text)) and not first[:1].islower()
        text = f"{text}\n{first}" if text and new else glued(text, first)
        text = "\n".join([text, *rest])
        if paragraphs and not new and cell.paragraphs:
            last = paragraphs.pop()
            paragraphs.append(replace(last, text=glued(last.text, cell.paragraphs[0].text)))
            paragraphs.extend(cell.paragraphs[1:])
        else:
            paragraphs.extend(cell.paragraphs)
    tables = upper.tables + tuple(table for cell in lower for table in cell.tables)
    return replace(upper, text=text, paragraphs=tuple(paragraphs), tables=tables)


__all__ = ["stitched", "with_heads"]
