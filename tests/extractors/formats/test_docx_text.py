"""The text of a Word paragraph is what the printed page shows, once, in order."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.formats import docx
from extractors.records import Document, ParagraphKind
from tests.extractors.formats.word_papers import REL, cell, paragraph, row, table, word_file, words


@pytest.fixture
def read(tmp_path: Path):  # type: ignore[no-untyped-def]
    def read_body(body: str, **more: object) -> Document:
        return docx.read(word_file(tmp_path / "отчёт.docx", body, **more), "отчёт.docx")  # type: ignore[arg-type]

    return read_body


def texts(document: Document) -> list[str]:
    return [block.text for block in document.paragraphs()]


def test_inserted_text_is_taken_deleted_and_moved_text_is_left_out_and_told(read) -> None:
    body = (
        f'<w:p>{words("Разработать ")}<w:del w:id="1"><w:r><w:delText>план </w:delText></w:r></w:del>'
        f'<w:ins w:id="2">{words("положение ")}</w:ins><w:moveFrom w:id="3">{words("раньше")}</w:moveFrom></w:p>'
        f'<w:p><w:moveTo w:id="4">{words("позже")}</w:moveTo></w:p>'
    )
    document = read(body)
    assert texts(document) == ["Разработать положение", "позже"]
    (problem,) = document.problems
    assert (problem.code, dict(problem.values)["count"], problem.unread) == ("deleted_text_left_out", "10", False)


def test_a_paragraph_whose_end_is_deleted_goes_on_with_the_next(read) -> None:
    body = f'<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>{words("Обновить ")}</w:p>{paragraph("сайт")}'
    assert texts(read(body)) == ["Обновить сайт"]


def test_a_deleted_end_before_a_table_or_at_the_end_of_a_cell_does_not_reach_into_another(read) -> None:
    deleted_end = '<w:rPr><w:del w:id="1"/></w:rPr>'
    document = read(paragraph("до", deleted_end) + table(row(cell(paragraph("а", deleted_end)), cell("б"))))
    assert texts(document) == ["до"]
    (grid,) = document.tables()
    assert [found.text for found in grid.rows[0] if found] == ["а", "б"]


def test_a_field_that_is_never_ended_does_not_swallow_the_rest(read) -> None:
    broken = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>'
    assert texts(read(broken + paragraph("далее"))) == ["далее"]


def test_cyrillic_under_a_picture_font_stays_cyrillic(read) -> None:
    assert texts(read(paragraph("Өнөктөш", run='<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'))) == ["Өнөктөш"]


def test_content_controls_are_unwrapped_at_every_level(read) -> None:
    inline = f"<w:p><w:sdt><w:sdtContent>{words('в строке')}</w:sdtContent></w:sdt></w:p>"
    block = f"<w:sdt><w:sdtContent>{paragraph('блок')}</w:sdtContent></w:sdt>"
    one_cell = f"<w:sdt><w:sdtContent>{cell('ячейка')}</w:sdtContent></w:sdt>"
    one_row = f"<w:sdt><w:sdtContent>{row(cell('строка'), cell('x'))}</w:sdtContent></w:sdt>"
    document = read(inline + block + table(row(one_cell, cell("y")), one_row))
    assert texts(document) == ["в строке", "блок"]
    (grid,) = document.tables()
    assert [[found.text for found in line if found] for line in grid.rows] == [["ячейка", "y"], ["строка", "x"]]


def test_the_prompt_of_a_control_that_nobody_filled_in_is_no_answer(read) -> None:
    prompt = (
        "<w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
        f"<w:sdtContent>{words('Выберите элемент.')}</w:sdtContent></w:sdt></w:p>"
    )
    document = read(table(row(cell("Статус"), cell(prompt))))
    (grid,) = document.tables()
    assert grid.rows[0][1] is not None
    assert grid.rows[0][1].text == ""
    assert [problem.code for problem in document.problems] == ["placeholder_left_out"]


def test_a_text_box_stands_once_though_it_is_written_twice(read) -> None:
    content = f"<w:txbxContent>{paragraph('УТВЕРЖДЕНО')}</w:txbxContent>"
    body = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>"
        f"{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>"
        f"</mc:AlternateContent></w:r>{words('План')}</w:p>"
    )
    assert texts(read(body)) == ["План", "УТВЕРЖДЕНО"]
    fallback_only = f"<w:p><w:r><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></w:r></w:p>"
    assert texts(read(fallback_only)) == ["УТВЕРЖДЕНО"]


def test_a_note_follows_the_paragraph_that_marks_it(read) -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = (
        f'<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{words(" Приказ № 12 от 03.04.2024")}</w:p></w:footnote>'
    )
    document = read(
        f"<w:p>{words('Положение принято')}{mark}{words('.')}</w:p>{paragraph('Далее')}", parts={"footnotes": notes}
    )
    assert [(block.kind, block.text, block.number) for block in document.paragraphs()] == [
        (ParagraphKind.PARAGRAPH, "Положение принято¹.", None),
        (ParagraphKind.FOOTNOTE, "Приказ № 12 от 03.04.2024", "¹"),
        (ParagraphKind.PARAGRAPH, "Далее", None),
    ]
    first, note, _ = document.paragraphs()
    assert first.place == note.place


def test_a_note_marked_in_a_cell_belongs_to_the_cell(read) -> None:
    marked = f'<w:p>{words("Выполнено")}<w:r><w:endnoteReference w:id="1"/></w:r></w:p>'
    notes = f'<w:endnote w:id="1"><w:p>{words("Протокол № 3")}</w:p></w:endnote>'
    (grid,) = read(table(row(cell(marked))), parts={"endnotes": notes}).tables()
    assert grid.rows[0][0] is not None
    assert grid.rows[0][0].text == "Выполнено¹\n¹ Протокол № 3"


def test_fields_show_their_result_and_not_their_code(read) -> None:
    def part(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText> REF x </w:instrText></w:r>"
    nested = (
        f"{part('begin')}{code}{part('begin')}{code}{part('separate')}{words('код')}{part('end')}{part('separate')}"
    )
    body = f"<w:p>{words('см. ')}{nested}{words('пункт 3')}{part('end')}{words(' плана')}</w:p>"
    simple = f'<w:p><w:fldSimple w:instr="DATE">{words("01.09.2025")}</w:fldSimple></w:p>'
    assert texts(read(body + simple)) == ["см. пункт 3 плана", "01.09.2025"]


def test_form_fields_show_what_was_chosen(read) -> None:
    def form(data: str) -> str:
        begin = f'<w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar>'
        return f'<w:r>{begin}</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'

    ticked = form('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>')
    entries = '<w:listEntry w:val="нет"/><w:listEntry w:val="выполнено"/>'
    chosen = form(f'<w:ddList><w:result w:val="1"/>{entries}</w:ddList>')
    assert texts(read(f"<w:p>{ticked}{words(' ')}{chosen}</w:p>")) == ["☑ выполнено"]


def test_signs_of_picture_fonts_become_letters_that_all_fonts_have(read) -> None:
    body = (
        '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p>'
        '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p>'
        + paragraph("ü", run='<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')
        + '<w:p><w:r><w:sym w:font="Wingdings 2" w:char="F0A3"/></w:r></w:p>'
    )
    assert texts(read(body)) == ["✓", "☑", "✓", "☐"]


def test_hidden_text_is_left_out_and_told(read) -> None:
    document = read(f"<w:p>{words('видно')}{words(' скрыто', '<w:vanish/>')}</w:p>")
    assert texts(document) == ["видно"]
    assert [problem.code for problem in document.problems] == ["hidden_text_left_out"]


def test_breaks_tabs_and_hyphens(read) -> None:
    body = (
        "<w:p><w:r><w:t>а</w:t><w:tab/><w:t>б</w:t><w:br/>"
        "<w:t>уч\u00adреж</w:t><w:softHyphen/><w:t>дение</w:t><w:noBreakHyphen/><w:t>я</w:t></w:r></w:p>"
    )
    assert texts(read(body)) == ["а\tб\nучреждение-я"]


def test_an_address_is_kept_where_the_words_of_the_link_do_not_say_it(read) -> None:
    links = (
        f'<Relationship Id="a" Type="{REL}/hyperlink" TargetMode="External" Target="https://edu.example/plan.pdf"/>'
        f'<Relationship Id="b" Type="{REL}/hyperlink" TargetMode="External" Target="https://edu.example/"/>'
    )
    shown = (("a", "Положение"), ("b", "www.edu.example"))
    body = "".join(f'<w:p><w:hyperlink r:id="{link}">{words(text)}</w:hyperlink></w:p>' for link, text in shown)
    assert texts(read(body, links=links)) == ["Положение (https://edu.example/plan.pdf)", "www.edu.example"]


def test_headings_are_known_by_outline_level_and_by_name(read) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="z2"><w:name w:val="Заголовок 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="own"><w:name w:val="Свой"/>'
        '<w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    )
    body = "".join(paragraph("т", f'<w:pStyle w:val="{name}"/>') for name in ("1", "z2", "own")) + paragraph("т")
    found = [(block.kind, block.level) for block in read(body, styles=styles).paragraphs()]
    heading = ParagraphKind.HEADING
    assert found == [(heading, 1), (heading, 2), (heading, 3), (ParagraphKind.PARAGRAPH, None)]


def test_bold_is_told_when_all_is_bold(read) -> None:
    styles = '<w:style w:type="character" w:styleId="strong"><w:rPr><w:b/></w:rPr></w:style>'
    strong = '<w:rStyle w:val="strong"/>'
    body = (
        f"<w:p>{words('Замечание', '<w:b/>')}{words(' ')}</w:p><w:p>{words('а', '<w:b/>')}{words('б')}</w:p>"
        f"<w:p>{words('в', strong)}</w:p>" + paragraph("г", run='<w:b w:val="0"/>')
    )
    assert [block.bold for block in read(body, styles=styles).paragraphs()] == [True, False, True, False]


def test_heads_and_feet_are_kept_apart_from_the_body(read) -> None:
    body = paragraph("тело") + '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    document = read(body, parts={"header1": paragraph("Лицей «Көк-Ойрок»")})
    assert texts(document) == ["тело"]
    assert document.running == ("Лицей «Көк-Ойрок»",)


def test_strict_files_are_read_as_usual_ones(read) -> None:
    assert texts(read(paragraph("өз алдынча баалоо"), strict=True)) == ["өз алдынча баалоо"]


def test_letters_come_in_nfc(read) -> None:
    assert texts(read(paragraph("Отчет о самои\u0306"))) == ["Отчет о самой"]
