"""Automatic numbers come out as Word prints them."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.formats import docx
from extractors.formats.docx_numbering import formatted
from extractors.records import ParagraphKind
from tests.extractors.formats.word_papers import level, numbered, paragraph, word_file


def numbers(path: Path) -> list[str | None]:
    return [block.number for block in docx.read(path, "план.docx").paragraphs()]


LEGAL = (
    f'<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "Стандарт %1.")}{level(1, "decimal", "%1.%2.")}'
    f"{level(2, 'russianLower', '%3)')}</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


def test_levels_count_on_and_deeper_ones_begin_anew(tmp_path: Path) -> None:
    body = "".join(numbered("т", 1, depth) for depth in (0, 1, 2, 2, 1, 2, 0, 1))
    path = word_file(tmp_path / "a.docx", body, numbering=LEGAL)
    assert numbers(path) == ["Стандарт 1.", "1.1.", "а)", "б)", "1.2.", "а)", "Стандарт 2.", "2.1."]


def test_an_overridden_start_takes_effect_once(tmp_path: Path) -> None:
    body = numbered("т", 1) + numbered("т", 2) + numbered("т", 2) + numbered("т", 2, 1) + numbered("т", 1)
    path = word_file(tmp_path / "a.docx", body, numbering=LEGAL)
    assert numbers(path) == ["Стандарт 1.", "Стандарт 5.", "Стандарт 6.", "6.1.", "Стандарт 7."]


def test_an_item_deeper_than_any_before_takes_the_start_of_the_levels_above(tmp_path: Path) -> None:
    assert numbers(word_file(tmp_path / "a.docx", numbered("т", 1, 1), numbering=LEGAL)) == ["1.1."]


def test_a_level_that_never_restarts_counts_through(tmp_path: Path) -> None:
    never = '<w:lvlRestart w:val="0"/>'
    through = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "upperRoman", "%1")}'
        f"{level(1, 'decimal', 'З-%2', never)}</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = "".join(numbered("т", 1, depth) for depth in (0, 1, 0, 1))
    assert numbers(word_file(tmp_path / "a.docx", body, numbering=through)) == ["I", "З-1", "II", "З-2"]


def test_legal_numbers_show_all_levels_as_digits(tmp_path: Path) -> None:
    legal = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "upperRoman", "%1.")}'
        f"{level(1, 'decimal', '%1.%2', '<w:isLgl/>')}</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = "".join(numbered("т", 1, depth) for depth in (0, 0, 1))
    assert numbers(word_file(tmp_path / "a.docx", body, numbering=legal)) == ["I.", "II.", "2.1"]


def test_numbers_come_from_the_style_and_its_parents_too(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="K1"><w:name w:val="Критерий"/><w:pPr>'
        '<w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="K2"><w:name w:val="Критерий жирный"/>'
        '<w:basedOn w:val="K1"/></w:style>'
    )
    numbering = LEGAL.replace('<w:lvlText w:val="%1.%2."/>', '<w:pStyle w:val="K1"/><w:lvlText w:val="%1.%2."/>')
    body = numbered("т", 1) + paragraph("т", '<w:pStyle w:val="K2"/>') + paragraph("т", '<w:pStyle w:val="K1"/>')
    path = word_file(tmp_path / "a.docx", body, numbering=numbering, styles=styles)
    assert numbers(path) == ["Стандарт 1.", "1.1.", "1.2."]


def test_number_zero_takes_the_numbering_of_the_style_away(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="K"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = paragraph("т", '<w:pStyle w:val="K"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert numbers(word_file(tmp_path / "a.docx", body, numbering=LEGAL, styles=styles)) == [None]


def test_a_list_may_be_defined_by_a_numbering_style(tmp_path: Path) -> None:
    numbering = LEGAL + (
        '<w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="List"/></w:abstractNum>'
        '<w:num w:numId="9"><w:abstractNumId w:val="9"/></w:num>'
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="List"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    path = word_file(tmp_path / "a.docx", numbered("т", 9, 1), numbering=numbering, styles=styles)
    assert numbers(path) == ["1.1."]


def test_bullets_of_picture_fonts_become_signs(tmp_path: Path) -> None:
    font = '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "bullet", "&#xF0FC;", font)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    (block,) = docx.read(word_file(tmp_path / "a.docx", numbered("пункт", 1), numbering=numbering), "a").paragraphs()
    assert (block.number, block.kind, block.level, block.text) == ("✓", ParagraphKind.LIST_ITEM, 1, "пункт")


def test_a_deleted_item_does_not_count(tmp_path: Path) -> None:
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
        '<w:del w:id="2"><w:r><w:delText>прежний пункт</w:delText></w:r></w:del></w:p>'
    )
    path = word_file(tmp_path / "a.docx", numbered("а", 1) + gone + numbered("б", 1), numbering=LEGAL)
    document = docx.read(path, "a.docx")
    assert [(block.number, block.text) for block in document.paragraphs()] == [
        ("Стандарт 1.", "а"),
        ("Стандарт 2.", "б"),
    ]
    assert [problem.code for problem in document.problems] == ["deleted_text_left_out"]


@pytest.mark.parametrize(
    ("form", "count", "printed"),
    [
        ("russianLower", 7, "ж"),
        ("russianLower", 10, "к"),
        ("russianUpper", 30, "АА"),
        ("lowerLetter", 27, "aa"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("lowerRoman", 4, "iv"),
        ("decimalZero", 3, "03"),
        ("decimal", 12, "12"),
        ("никогда не слышали", 12, "12"),
    ],
)
def test_number_formats(form: str, count: int, printed: str) -> None:
    assert formatted(count, form) == printed
