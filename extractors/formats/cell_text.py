"""The text of a cell from what stands in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractors.records import Paragraph, Table


def cell_text(blocks: Iterable[Paragraph | Table]) -> str:
    """Gives a cell's text, a line a paragraph with its number; rows of tables inside are lines too, in their place."""
    return "\n".join(line for block in blocks for line in _lines(block))


def _lines(block: Paragraph | Table) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield f"{block.number} {block.text}".rstrip() if block.number else block.text
        return
    for row in block.rows:
        if line := " | ".join(cell.text for cell in row if cell is not None and cell.text):
            yield line
