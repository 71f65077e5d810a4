"""A scanned sheet ends as the words and the table that a typed one would give."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from extractors.layout import blocks
from extractors.ocr import is_unread, recognise_page
from extractors.ocr.grid import find_lines
from extractors.page_content import PageContent
from extractors.records import Table, TextSource
from tests.documents import sheets
from tests.documents.spoil import Picture, blur, gradient, grey, jpeg, noise, photographed, quarter, skew, stamp

DPI = 200


def read(picture: Picture, dpi: float | None = DPI) -> PageContent:
    return recognise_page(picture, dpi=dpi, number=1)


def text_of(content: PageContent) -> str:
    return " ".join(word.text for word in content.words)


def rows_of(content: PageContent) -> list[tuple[str, ...]]:
    tables = [block for block in blocks((content,), "scan.pdf").blocks if isinstance(block, Table)]
    assert len(tables) == 1
    return [tuple(cell.text if cell else "" for cell in row) for row in tables[0].rows]


@pytest.fixture(scope="module")
def clean_prose() -> PageContent:
    return read(sheets.prose())


def test_kyrgyz_and_russian_prose_is_read_letter_for_letter(clean_prose: PageContent) -> None:
    assert text_of(clean_prose) == " ".join(sheets.PROSE)
    assert clean_prose.text_source is TextSource.OCR


def test_a_clean_page_has_high_quality_and_is_not_unread(clean_prose: PageContent) -> None:
    assert clean_prose.quality is not None and clean_prose.quality > 0.85
    assert not is_unread(clean_prose)


def test_words_lie_where_they_are_printed_in_points(clean_prose: PageContent) -> None:
    assert clean_prose.width == pytest.approx(380, abs=1) and clean_prose.height == pytest.approx(300, abs=1)
    first = clean_prose.words[0]
    assert first.x0 == pytest.approx(30, abs=3) and 38 < first.top < 46
    assert all(0 <= word.x0 < word.x1 <= 381 and 0 <= word.top < word.bottom <= 301 for word in clean_prose.words)
    assert all(word.confidence is not None and 0 <= word.confidence <= 1 for word in clean_prose.words)


def test_the_size_of_the_print_is_told_in_points(clean_prose: PageContent) -> None:
    assert np.median([word.size for word in clean_prose.words]) == pytest.approx(11, abs=1.5)


def test_a_page_size_stated_by_the_file_is_the_measure() -> None:
    content = recognise_page(sheets.prose(sheets.PROSE[:2]), dpi=DPI, number=3, width=190.0, height=150.0)
    assert (content.number, content.width, content.height) == (3, 190.0, 150.0)
    assert content.words[0].x0 == pytest.approx(15, abs=2)


def test_a_scanned_table_gives_the_rows_of_the_typed_one() -> None:
    assert rows_of(read(sheets.table())) == list(sheets.TABLE)


def test_a_table_with_pale_lines_keeps_its_rows() -> None:
    picture = grey(sheets.table(rules="#c8c8c8"), DPI)
    (ruled,) = find_lines(picture, dpi=DPI).grids
    assert len(ruled.cells) == len(sheets.TABLE) * len(sheets.TABLE[0])
    assert rows_of(read(picture)) == list(sheets.TABLE)


def test_a_dash_alone_in_a_cell_is_read_as_a_dash() -> None:
    rows = (("№", "Критерий", "Иш-чара", "Мөөнөтү"), ("1", "1.3", "–", "туруктуу"))
    assert rows_of(read(sheets.table(rows)))[1][2] in {"-", "–", "—"}


def test_every_word_of_a_table_lies_inside_a_cell() -> None:
    content = read(sheets.table())
    edges = sorted({ruling.x0 for ruling in content.rulings if ruling.x0 == ruling.x1})
    assert len(edges) == 5
    inside = [word for word in content.words if word.top > min(ruling.top for ruling in content.rulings)]
    for word in inside:
        assert any(left <= word.x0 and word.x1 <= right for left, right in pairwise(edges))


@pytest.mark.parametrize(
    "spoil",
    [
        skew(2.0),
        skew(-2.0),
        gradient(0.6),
        noise(10.0),
        quarter(1),
        quarter(3),
        quarter(2),
        stamp((150, 60, 40), 0.6, 0.5),
    ],
    ids=["skew", "skew back", "gradient", "noise", "quarter turn", "three quarters", "upside down", "blue stamp"],
)
def test_a_spoiled_table_keeps_its_rows(spoil: object) -> None:
    assert callable(spoil)
    rows = rows_of(read(spoil(sheets.table(), DPI)))
    right = sum(
        cell == typed
        for row, seen in zip(sheets.TABLE, rows, strict=True)
        for cell, typed in zip(seen, row, strict=True)
    )
    assert right >= 15


def test_print_under_a_grey_stamp_is_read() -> None:
    lines = (*sheets.PROSE, *sheets.PROSE[1:])
    content = read(grey(stamp((120, 120, 120), 0.5, 0.45)(sheets.prose(lines), DPI), DPI))
    typed, seen = set(" ".join(lines).split()), set(text_of(content).split())
    assert len(typed - seen) <= 1


def test_a_phone_photo_is_cut_out_straightened_and_read() -> None:
    lines = tuple(line for line in sheets.PROSE * 2)
    content = read(jpeg(80)(photographed(sheets.prose(lines, height=520), DPI), DPI), dpi=None)
    typed = " ".join(lines).split()
    assert len(set(typed) - set(text_of(content).split())) <= 1
    assert content.width / content.height == pytest.approx(380 / 520, abs=0.05)


def test_a_page_out_of_focus_is_unread_and_not_trusted() -> None:
    content = read(noise(25.0)(blur(4.0)(sheets.prose(), DPI), DPI))
    assert is_unread(content)


def test_a_photo_of_a_thing_holds_no_text_and_is_not_unread() -> None:
    chance = np.random.default_rng(3)
    room = np.full((900, 1200, 3), (120, 140, 150), np.uint8)
    for x, y, across, down in chance.integers(40, 300, (120, 4)) * (4, 3, 1, 1):
        room[y : y + down // 3, x : x + across // 3] = chance.integers(20, 235, 3)
    content = read(room, dpi=None)
    assert content.words == () and not is_unread(content)


def test_bold_words_are_told_from_plain_ones() -> None:
    content = read(sheets.table(sheets.TABLE, title="Иш-чаралар планы"))
    bold = {word.text for word in content.words if word.bold}
    assert bold == {"Иш-чаралар", "планы"}


def test_an_empty_sheet_holds_no_text_and_is_not_unread() -> None:
    content = read(np.full((800, 600), 245, np.uint8))
    assert content.words == () and content.text_source is TextSource.NONE and not is_unread(content)


def test_the_same_picture_gives_the_same_page() -> None:
    picture = noise(8.0)(sheets.table(), DPI)
    assert read(picture) == read(picture)


def test_a_coloured_heading_is_print_and_stays() -> None:
    picture = sheets.prose()
    blue = picture.copy()
    blue[:140][picture[:140].min(axis=2) < 128] = (160, 40, 30)
    assert "корутундусу" in text_of(read(blue))
