"""What a page's end cuts inside brackets is one paragraph again."""

from __future__ import annotations

from pathlib import Path

from extractors.formats.pdf import read
from tests.documents.printed import drawn


def test_a_bracket_that_opens_on_one_page_closes_on_the_next(tmp_path: Path) -> None:
    canvas = drawn(tmp_path / "p.pdf")
    for place, line in enumerate(["1) обновить фонд библиотеки (критерий 5.1);", "2) заключить соглашения (критерий"]):
        canvas.drawString(50, 120 - 16 * place, line)
    canvas.showPage()
    canvas.setFont("Sans", 9)
    for place, line in enumerate(["7.2);", "3) открыть кабинет (критерий 7.4)."]):
        canvas.drawString(50, 800 - 16 * place, line)
    canvas.save()
    texts = [block.text for block in read(tmp_path / "p.pdf", "p.pdf").paragraphs()]
    assert texts[1].endswith("заключить соглашения (критерий 7.2);")
    assert len(texts) == 3
