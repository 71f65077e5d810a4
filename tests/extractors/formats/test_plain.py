"""Text and HTML files are read too."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.formats.html_blocks import html_blocks
from extractors.reading import read_document
from extractors.records import Paragraph, ParagraphKind, Table


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_text_is_read_in_the_usual_encodings(tmp_path: Path, code: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Приказ № 5\r\n\r\n  о комиссии\r\n".encode(code))
    assert read_document(path, "a.txt").text() == "Приказ № 5\nо комиссии"


def test_a_page_gives_headings_items_and_tables_in_order() -> None:
    page = """<html><head><title>x</title><style>p{}</style></head><body>до<h2>Отчёт</h2><p>а <b>б</b><br>в</p>
    <ul><li>бир</li><li>эки</li></ul><table><tr><th rowspan=2>№</th><th colspan=2>Мера</th></tr>
    <tr><td>1<p>2</p></td><td>3<table><tr><td>ичинде</td></tr></table></td></tr></table>после</body></html>"""
    blocks = list(html_blocks(page, "a.html"))
    assert [(block.kind, block.text) for block in blocks if isinstance(block, Paragraph)] == [
        (ParagraphKind.PARAGRAPH, "до"),
        (ParagraphKind.HEADING, "Отчёт"),
        (ParagraphKind.PARAGRAPH, "а б\nв"),
        (ParagraphKind.LIST_ITEM, "бир"),
        (ParagraphKind.LIST_ITEM, "эки"),
        (ParagraphKind.PARAGRAPH, "после"),
    ]
    (table,) = (block for block in blocks if isinstance(block, Table))
    assert [[cell and cell.text for cell in row] for row in table.rows] == [
        ["№", "Мера", None],
        [None, "1\n2", "3\nичинде"],
    ]
    head, nesting = table.rows[0][0], table.rows[1][2]
    assert head is not None
    assert nesting is not None
    assert (head.rowspan, head.header, len(nesting.tables)) == (2, True, 1)
