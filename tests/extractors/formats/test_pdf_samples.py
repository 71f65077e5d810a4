"""The typed sample papers: every text that the reference names is read word for word, on its page, in one piece."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from data import ROOT
from extractors.errors import DamagedError, EncryptedError
from extractors.formats.pdf import read
from extractors.records import Document, Paragraph, TextSource

SAMPLES = ROOT / "samples"
CASES = [json.loads(path.read_text("utf-8")) for path in sorted((SAMPLES / "gold").glob("*.json"))]
_FIELDS = {"plan": ("plan_actions", ("text", "responsible", "due_text")), "report": ("report_actions", ("text",))}


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))


@cache
def _read(file: str) -> Document:
    return read(SAMPLES / file, file)


def _pieces(document: Document) -> Iterator[tuple[str, int | None]]:
    """Yields the text of each paragraph and cell with its page."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield _squeezed((block.number or "") + block.text), block.place.page
        else:
            for row in block.rows:
                yield from ((_squeezed(cell.text), cell.place.page) for cell in row if cell is not None)


def _typed(case: dict[str, Any], kind: str) -> list[str]:
    """Gives the case's papers of a kind that are PDF with a text layer to rely on."""
    return [
        paper["file"]
        for paper in case["documents"]
        if paper["kind"] == kind
        and paper["file"].endswith(".pdf")
        and paper["readable"]
        and not any("scan" in trait or "photo" in trait or "ocr" in trait for trait in paper["traits"])
    ]


def _findings() -> list[tuple[str, str, int]]:
    return [
        (finding["file"], finding["text"], finding["page"])
        for case in CASES
        for finding in case["findings"]
        if finding["file"] in _typed(case, "conclusion")
    ]


def _answers() -> list[tuple[tuple[str, ...], str]]:
    found = []
    for case in CASES:
        for kind, (key, fields) in _FIELDS.items():
            papers = tuple(_typed(case, kind))
            if not papers:
                continue
            for action in case[key]:
                texts = [action.get(field) for field in fields]
                texts += [evidence["text"] for evidence in action.get("evidence", ())]
                found.extend((papers, text) for text in texts if text)
    return found


@pytest.mark.parametrize(("file", "text", "page"), _findings())
def test_every_finding_is_read_word_for_word_on_its_page(file: str, text: str, page: int) -> None:
    assert page in [on for piece, on in _pieces(_read(file)) if _squeezed(text) in piece]


def test_every_measure_answer_person_deadline_and_paper_is_whole_in_one_cell_or_paragraph() -> None:
    answers = _answers()
    missing = [
        text
        for papers, text in answers
        if not any(_squeezed(text) in piece for paper in papers for piece, _ in _pieces(_read(paper)))
    ]
    assert len(answers) > 100 and missing == []


def test_a_table_over_two_pages_is_one_table_with_one_head() -> None:
    document = _read("intake/Горно-тех колледж (институц.)/План меропр. по устран. замеч. КДГТК (утв).pdf")
    (table,) = document.tables()
    assert table.pages == (1, 2)
    assert [row[0].text for row in table.rows if row[0] is not None] == ["№ п/п", *map(str, range(1, 14))]
    assert [cell.header for row in table.rows[:2] for cell in row if cell is not None] == [True] * 7 + [False] * 7


def test_running_lines_and_page_numbers_stand_apart() -> None:
    document = _read("intake/Горно-тех колледж (институц.)/План меропр. по устран. замеч. КДГТК (утв).pdf")
    assert "План мероприятий КДГТК, лист 2" in document.running
    assert not any("лист 2" in block.text for block in document.paragraphs())


def test_a_text_layer_that_lost_its_kyrgyz_letters_is_read_anew_from_the_picture() -> None:
    document = _read("intake/005 Көк-Ойрок лицей скан/Scan_0041_план.pdf")
    assert {page.text_source for page in document.pages} == {TextSource.OCR}
    assert [(problem.code, problem.page) for problem in document.problems] == [
        ("text_layer_reread", 1),
        ("text_layer_reread", 2),
    ]
    (table,) = document.tables()
    assert any("жөнүндө" in cell.text for row in table.rows for cell in row if cell is not None)
    assert [row[0].text.strip("`'. ") for row in table.rows[1:] if row[0] is not None] == [
        str(number) for number in range(1, 9)
    ]


def test_a_file_that_opens_only_with_a_password_is_told_apart_from_a_broken_one() -> None:
    folder = SAMPLES / "intake" / "ДАНАКЕР нач.образование"
    with pytest.raises(EncryptedError):
        read(folder / "Приказ аккредитация (защищен).pdf", "приказ.pdf")
    with pytest.raises(DamagedError):
        read(folder / "Отчет о самооценке 2022.pdf", "отчет.pdf")


def test_places_lie_inside_their_pages(tmp_path: Path) -> None:
    document = _read("intake/Горно-тех колледж (институц.)/ОТЧЕТ пост.акк. КДГТК.pdf")
    pages = {page.number: page for page in document.pages}
    for block in document.blocks:
        box, page = block.place.bbox, pages[block.place.page or 0]
        assert box is not None and 0 <= box[0] < box[2] <= page.width and 0 <= box[1] < box[3] <= page.height


def _signs(document: Document) -> int:
    """Counts the characters of a document without blanks, those of running lines too."""
    texts = [*document.running, document.text().replace(" | ", "")]
    return sum(len("".join(text.split())) for text in texts)


def test_every_sign_of_a_typed_paper_ends_in_the_document_but_for_hyphens_undone() -> None:
    papers = {
        file
        for case in CASES
        for kind in ("conclusion", "order", "plan", "report", "evidence")
        for file in _typed(case, kind)
    }
    assert len(papers) >= 8
    for file in papers:
        document = _read(file)
        assert document.raw_characters is not None
        assert 0 <= document.raw_characters - _signs(document) <= 0.003 * document.raw_characters, file
