"""Pages of every make: turned, in columns, with notes and fields, with letters gone wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.platypus import BalancedColumns
from reportlab.platypus import Paragraph as Prose

from extractors.errors import DamagedError, EncryptedError
from extractors.formats.pdf import read
from extractors.page_content import Word
from extractors.pdfium.recode import Recoder
from extractors.pdfium.repair import with_end
from extractors.records import Document, ParagraphKind, Table, TextSource
from tests.documents.printed import GRID, PLAIN, drawn, gap, printed, prose, table

PROSE = (
    "Комиссия отмечает, что программа реализуется в соответствии с государственным образовательным стандартом. "
    "Вместе с тем имеются отдельные недостатки, требующие внимания администрации и преподавателей кафедры. "
)
PLAN = (
    ("№", "Критерий", "Замечание комиссии", "Мероприятия", "Срок"),
    (
        "1",
        "1.2",
        "Миссия кафедры не согласована с работодателями",
        "Провести круглый стол и утвердить миссию",
        "до 01.09.2024",
    ),
    (
        "2",
        "2.4",
        "Силлабустар кыргыз тилинде жок, комплекс толук эмес",
        "Силлабустарды которуу жана бекитүү",
        "2024-ж. октябрь",
    ),
    ("3", "3.1", "Отсутствует процедура апелляции", "Разработать положение", "ноябрь 2024 г."),
    (
        "4",
        "5.3",
        "Библиотечный фонд устарел",
        "Закупить 120 экземпляров учебной литературы по дисциплинам",
        "II квартал 2025 г.",
    ),
)
WIDTHS = (25, 60, 150, 170, 100)


def cells(table_: Table) -> list[list[str | None]]:
    return [[None if cell is None else cell.text for cell in row] for row in table_.rows]


def only_table(document: Document) -> Table:
    (found,) = document.tables()
    return found


RULES = {
    "no rules at all": (),
    "level rules only": (("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black),),
    "bands of colour": (("ROWBACKGROUNDS", (0, 0), (-1, -1), [colors.lightgrey, None]),),
    "a shaded head": (("BACKGROUND", (0, 0), (-1, 0), colors.lightblue),),
    "rules": (GRID,),
}


@pytest.mark.parametrize("rules", RULES.values(), ids=RULES)
def test_a_table_between_prose_is_read_with_whatever_parts_its_cells(
    tmp_path: Path, rules: tuple[tuple[object, ...], ...]
) -> None:
    story = [prose(PROSE), gap(), table(PLAN, WIDTHS, heads=1, rules=rules), gap(), prose(PROSE)]
    document = read(printed(tmp_path / "p.pdf", story), "p.pdf")
    assert cells(only_table(document)) == [list(row) for row in PLAN]
    assert [block.text for block in document.paragraphs()] == [PROSE.strip()] * 2
    assert [cell.header for cell in only_table(document).rows[0] if cell] == [True] * 5


def test_justified_text_with_wide_blanks_is_neither_table_nor_columns(tmp_path: Path) -> None:
    style = PLAIN.clone("justified", alignment=4)
    text = (
        "Бүтүрүүчүлөрдүн жумушка орношуусу тууралуу маалыматтар тастыкталбайт, кафедранын башчысы колледждин "
        "администрациясына жарыялоого убада кылган көрсөткүчтөр мониторингде көрүнбөйт, иш берүүчүлөрдүн "
        "сурамжылоосу өткөрүлгөн эмес, билим берүү программасын кайра кароо жөнүндө токтом кабыл алынган эмес."
    )
    narrow = table([[""]], [200], rules=())
    narrow._cellvalues = [[[Prose(text, style) for _ in range(3)]]]
    document = read(printed(tmp_path / "p.pdf", [narrow]), "p.pdf")
    assert not list(document.tables())
    assert "".join(" ".join(block.text for block in document.paragraphs()).split()) == "".join(text.split()) * 3


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    style = PLAIN.clone("set in", alignment=4, firstLineIndent=18)
    texts = [f"Абзац {number}. {PROSE * 2}".strip() for number in range(1, 7)]
    story = [
        prose("Заголовок", bold=True),
        BalancedColumns([Prose(text, style) for text in texts], nCols=2, innerPadding=20),
    ]
    document = read(printed(tmp_path / "p.pdf", story), "p.pdf")
    assert [block.text for block in document.paragraphs()][1:] == texts


def test_pages_turned_by_rotate_and_pages_turned_in_truth_are_set_upright(tmp_path: Path) -> None:
    canvas = drawn(tmp_path / "p.pdf")
    canvas.setPageRotation(90)
    canvas.translate(A4[0], 0)
    canvas.rotate(90)
    canvas.drawString(50, 500, "Страница повёрнута ключом")
    canvas.showPage()
    canvas.setPageRotation(0)
    canvas.translate(0, A4[1])
    canvas.rotate(-90)
    canvas.setFont("Sans", 10)
    canvas.drawString(60, 520, "Содержимое повёрнуто на самом деле")
    for y in (480, 460, 440):
        canvas.line(60, y, 400, y)
    for x in (60, 150, 400):
        canvas.line(x, 440, x, 480)
    for row, y in enumerate((466, 446), start=1):
        canvas.drawString(65, y, str(row))
        canvas.drawString(155, y, f"уяча {row} өүң")
    canvas.save()
    document = read(tmp_path / "p.pdf", "p.pdf")
    assert [block.text for block in document.paragraphs()] == [
        "Страница повёрнута ключом",
        "Содержимое повёрнуто на самом деле",
    ]
    assert cells(only_table(document)) == [["1", "уяча 1 өүң"], ["2", "уяча 2 өүң"]]
    assert [(round(page.width), round(page.height)) for page in document.pages] == [(595, 842), (842, 595)]


def test_heads_that_stand_upright_are_read(tmp_path: Path) -> None:
    canvas = drawn(tmp_path / "p.pdf")
    for y in (780, 700, 680, 660):
        canvas.line(50, y, 400, y)
    for x in (50, 80, 110, 400):
        canvas.line(x, 660, x, 780)
    for x, text in ((68, "Номер пункта"), (98, "Критерий")):
        canvas.saveState()
        canvas.translate(x, 705)
        canvas.rotate(90)
        canvas.drawString(0, 0, text)
        canvas.restoreState()
    canvas.drawString(120, 740, "Содержание замечания")
    for row, y in enumerate((686, 666), start=1):
        for x, text in ((60, str(row)), (85, f"1.{row}"), (120, f"Замечание {row}")):
            canvas.drawString(x, y, text)
    canvas.save()
    found = only_table(read(tmp_path / "p.pdf", "p.pdf"))
    assert cells(found) == [
        ["Номер пункта", "Критерий", "Содержание замечания"],
        ["1", "1.1", "Замечание 1"],
        ["2", "1.2", "Замечание 2"],
    ]


def test_a_table_inside_a_cell_belongs_to_that_cell(tmp_path: Path) -> None:
    inner = table([["а", "б"], ["в", "г"]], [40, 40])
    outer = table([["1", ""], ["2", "текст"]], [40, 200])
    outer._cellvalues[0][1] = inner
    found = only_table(read(printed(tmp_path / "p.pdf", [outer]), "p.pdf"))
    cell = found.rows[0][1]
    assert cell is not None and [cells(one) for one in cell.tables] == [[["а", "б"], ["в", "г"]]]


def test_a_head_of_two_levels_a_numbering_row_and_section_rows_keep_their_spans(tmp_path: Path) -> None:
    rows = [
        ["№", "Замечание", "", "Исполнение", ""],
        ["", "код", "текст", "срок", "отметка"],
        ["1", "2", "3", "4", "5"],
        ["Стандарт 1. Политика", "", "", "", ""],
        ["1", "З-1", "Нет плана развития", "2024", "да"],
        ["2", "З-2", "Обновить программы", "2025", "нет"],
    ]
    spans = [(0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 1, 2), (3, 0, 1, 5)]
    found = only_table(read(printed(tmp_path / "p.pdf", [table(rows, [30, 60, 200, 80, 80], spans=spans)]), "p.pdf"))
    assert [
        [None if cell is None else (cell.text, cell.rowspan, cell.colspan) for cell in row] for row in found.rows[:4]
    ] == [
        [("№", 2, 1), ("Замечание", 1, 2), None, ("Исполнение", 1, 2), None],
        [None, ("код", 1, 1), ("текст", 1, 1), ("срок", 1, 1), ("отметка", 1, 1)],
        [(str(number), 1, 1) for number in range(1, 6)],
        [("Стандарт 1. Политика", 1, 5), None, None, None, None],
    ]
    assert [any(cell.header for cell in row if cell) for row in found.rows] == [True, True, True, False, False, False]


def test_items_inside_a_cell_stay_lines_of_their_own(tmp_path: Path) -> None:
    rows = [["1", "Меры:<br/>• провести анализ<br/>• утвердить план"], ["2", "Обновить"]]
    found = only_table(read(printed(tmp_path / "p.pdf", [table(rows, [30, 200])]), "p.pdf"))
    assert found.rows[0][1] is not None and found.rows[0][1].text == "Меры:\n• провести анализ\n• утвердить план"


def test_a_word_that_a_narrow_column_broke_is_put_together(tmp_path: Path) -> None:
    found = only_table(
        read(printed(tmp_path / "p.pdf", [table([["Критерий", "Ответственный"], ["10", "Юрист"]], [46, 70])]), "p.pdf")
    )
    assert cells(found) == [["Критерий", "Ответственный"], ["10", "Юрист"]]


def test_page_numbers_and_running_heads_stand_apart_and_annex_heads_stay(tmp_path: Path) -> None:
    canvas = drawn(tmp_path / "p.pdf")
    for number in (1, 2, 3):
        canvas.setFont("Sans", 8)
        canvas.drawString(60, 815, "Колледж «Ак-Суу», отчёт")
        canvas.drawCentredString(300, 25, f"- {number} -")
        canvas.setFont("Sans", 11)
        canvas.drawString(60, 750, f"Приложение {number}")
        canvas.drawString(60, 730, f"Справка о выполнении пункта {number} плана мероприятий")
        canvas.showPage()
    canvas.save()
    document = read(tmp_path / "p.pdf", "p.pdf")
    assert set(document.running) == {"Колледж «Ак-Суу», отчёт", "- 1 -", "- 2 -", "- 3 -"}
    assert [block.text for block in document.paragraphs() if block.text.startswith("Приложение")] == [
        "Приложение 1",
        "Приложение 2",
        "Приложение 3",
    ]


def test_a_year_alone_at_the_foot_of_a_cover_is_no_page_number(tmp_path: Path) -> None:
    canvas = drawn(tmp_path / "p.pdf")
    canvas.drawCentredString(300, 600, "ОТЧЁТ")
    canvas.drawCentredString(300, 45, "2023")
    canvas.showPage()
    canvas.setFont("Sans", 10)
    canvas.drawString(60, 700, "Общие сведения о колледже")
    canvas.drawCentredString(300, 25, "2")
    canvas.save()
    document = read(tmp_path / "p.pdf", "p.pdf")
    assert document.running == ("2",)
    assert [block.text for block in document.paragraphs()] == ["ОТЧЁТ", "2023", "Общие сведения о колледже"]


def test_pictures_of_pages_and_pictures_on_typed_pages_are_recognised_each_by_itself(tmp_path: Path) -> None:
    canvas = drawn(tmp_path / "sheet.pdf")
    for row in range(12):
        canvas.drawString(60, 760 - 24 * row, "Разработать положение о практике и утвердить его на заседании совета")
    canvas.save()
    picture = pypdfium2.PdfDocument(tmp_path / "sheet.pdf")[0].render(scale=200 / 72).to_pil()
    canvas = drawn(tmp_path / "p.pdf")
    canvas.drawString(60, 780, "Отчёт о выполнении плана")
    canvas.showPage()
    canvas.drawInlineImage(picture, 0, 0, *A4)
    canvas.showPage()
    canvas.setFont("Sans", 10)
    canvas.drawString(60, 800, "Ниже приведена страница положения")
    canvas.drawInlineImage(picture, 100, 150, 400, 400 * A4[1] / A4[0])
    canvas.save()
    document = read(tmp_path / "p.pdf", "p.pdf")
    assert [page.text_source for page in document.pages] == [TextSource.TEXT, TextSource.OCR, TextSource.MIXED]
    by_page = [" ".join(block.text for block in document.paragraphs() if block.place.page == page) for page in (2, 3)]
    assert all(text.count("утвердить его на заседании совета") >= 10 for text in by_page)
    assert by_page[1].startswith("Ниже приведена страница положения")


def test_a_paragraph_that_the_page_edge_cut_is_whole_and_stands_where_it_began(tmp_path: Path) -> None:
    text = (PROSE * 60).strip()
    document = read(printed(tmp_path / "p.pdf", [prose(text)], numbered=True), "p.pdf")
    (paragraph,) = document.paragraphs()
    assert paragraph.text == text and paragraph.place.page == 1 and len(document.pages) > 1


def test_list_items_give_their_numbers_and_footnotes_their_marks(tmp_path: Path) -> None:
    canvas = drawn(tmp_path / "p.pdf")
    for row, text in enumerate(
        (
            "Рекомендуется следующее:",
            "1) обновить положение о практике;",
            "2) создать базу выпускников.",
            "Срок указан в плане.",
        )
    ):
        canvas.drawString(60, 700 - 16 * row, text)
    canvas.setFont("Sans", 6)
    canvas.drawString(60 + canvas.stringWidth("Срок указан в плане", "Sans", 10), 655, "1")
    canvas.drawString(60, 62, "1")
    canvas.setFont("Sans", 8)
    canvas.drawString(66, 59, "План утверждён 12.05.2024.")
    canvas.save()
    blocks = list(read(tmp_path / "p.pdf", "p.pdf").paragraphs())
    assert [(block.number, block.text) for block in blocks if block.kind is ParagraphKind.LIST_ITEM] == [
        ("1)", "обновить положение о практике;"),
        ("2)", "создать базу выпускников."),
    ]
    (note,) = [block for block in blocks if block.kind is ParagraphKind.FOOTNOTE]
    assert note.number in {"1", "¹"} and note.text == "План утверждён 12.05.2024."


def test_what_stands_in_form_fields_is_read(tmp_path: Path) -> None:
    canvas = drawn(tmp_path / "p.pdf")
    form = canvas.acroForm
    for y, label in ((750, "Организация:"), (720, "Статус:"), (690, "Выполнено:"), (670, "Отклонено:")):
        canvas.drawString(50, y, label)
    form.textfield(name="organisation", value="Lyceum Ak-Suu", x=150, y=742, width=250, height=20)
    form.choice(name="status", value="done", options=["done", "not done"], x=150, y=712, width=120, height=20)
    form.checkbox(name="yes", checked=True, x=150, y=688, size=12)
    form.checkbox(name="no", checked=False, x=150, y=668, size=12)
    canvas.save()
    text = " ".join(read(tmp_path / "p.pdf", "p.pdf").text().replace("|", " ").split())
    assert text == "Организация: Lyceum Ak-Suu Статус: done Выполнено: ☑ Отклонено: ☐"


def test_the_address_behind_a_link_is_kept_when_the_words_do_not_say_it(tmp_path: Path) -> None:
    canvas = drawn(tmp_path / "p.pdf")
    canvas.drawString(50, 750, "Отчёт опубликован на сайте")
    canvas.linkURL("https://example.kg/report/2025", (150, 746, 230, 764))
    canvas.drawString(50, 700, "https://example.kg/plan")
    canvas.linkURL("https://example.kg/plan", (50, 696, 230, 714))
    canvas.save()
    assert [block.text for block in read(tmp_path / "p.pdf", "p.pdf").paragraphs()] == [
        "Отчёт опубликован на сайте (https://example.kg/report/2025)",
        "https://example.kg/plan",
    ]


def test_letters_of_a_foreign_encoding_are_set_right_with_their_kyrgyz_letters() -> None:
    proper = (
        "Мектептин жылдык отчету ата-энелерге каралат, бирок жазуу түрүндө жарыяланбайт; "
        "сунуштар көрсөтүлөт, жаңы мөөнөт бүтүп калган"
    )
    old_font = proper.translate(str.maketrans("үөң", "іјћ")).encode("cp1251").decode("cp1252")
    words = tuple(Word(text, 0, 0, 10, 10) for text in old_font.split())
    righted = Recoder().recoded(words)
    assert righted is not None and " ".join(word.text for word in righted) == proper


def test_letters_that_no_mix_up_explains_are_left_to_the_picture() -> None:
    words = tuple(Word(text, 0, 0, 10, 10) for text in ["xqzw", "vvkjx", "qqpz", "wxzj", "zzkq"])
    assert Recoder().recoded(words) is None


def test_an_empty_page_is_no_unread_page(tmp_path: Path) -> None:
    canvas = drawn(tmp_path / "p.pdf")
    canvas.drawString(50, 700, "Отчёт")
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    document = read(tmp_path / "p.pdf", "p.pdf")
    assert [page.text_source for page in document.pages] == [TextSource.TEXT, TextSource.NONE] and not document.problems


def test_a_page_whose_contents_are_broken_is_named_as_unread(tmp_path: Path) -> None:
    raw = printed(tmp_path / "p.pdf", [prose(PROSE), table(PLAN, WIDTHS)]).read_bytes()
    contents = re.search(rb"/ASCII85Decode /FlateDecode \] /Length \d+\s*>>\s*stream\n", raw)
    assert contents is not None
    start = contents.end()
    (tmp_path / "broken.pdf").write_bytes(raw[:start] + b"!" * 40 + raw[start + 40 :])
    document = read(tmp_path / "broken.pdf", "broken.pdf")
    assert [(problem.code, problem.page, problem.unread) for problem in document.problems] == [("page_unread", 1, True)]


def test_a_file_that_lost_only_its_end_is_read_and_told(tmp_path: Path) -> None:
    raw = printed(tmp_path / "p.pdf", [prose("Отчёт о выполнении")]).read_bytes()
    (tmp_path / "cut.pdf").write_bytes(raw[: raw.rindex(b"trailer")])
    document = read(tmp_path / "cut.pdf", "cut.pdf")
    assert [block.text for block in document.paragraphs()] == ["Отчёт о выполнении"]
    assert [(problem.code, problem.unread) for problem in document.problems] == [("file_cut_short", True)]


def test_a_file_that_lost_its_pages_is_damaged(tmp_path: Path) -> None:
    raw = printed(tmp_path / "p.pdf", [prose("Отчёт о выполнении")]).read_bytes()
    (tmp_path / "cut.pdf").write_bytes(raw[: len(raw) // 4])
    with pytest.raises(DamagedError):
        read(tmp_path / "cut.pdf", "cut.pdf")
    assert with_end(b"%PDF-1.4 nothing here") is None


def test_a_password_of_the_owner_alone_does_not_keep_the_reader_out(tmp_path: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    for user, name in (("", "owner.pdf"), ("secret", "user.pdf")):
        canvas = Canvas(str(tmp_path / name), encrypt=StandardEncryption(user, ownerPassword="owner", canPrint=0))
        canvas.setFont("Sans", 10)
        canvas.drawString(50, 700, "Приказ № 12")
        canvas.save()
    assert [block.text for block in read(tmp_path / "owner.pdf", "owner.pdf").paragraphs()] == ["Приказ № 12"]
    with pytest.raises(EncryptedError):
        read(tmp_path / "user.pdf", "user.pdf")


def test_many_pages_are_read_without_keeping_their_words(tmp_path: Path) -> None:
    piece = pypdfium2.PdfDocument(printed(tmp_path / "p.pdf", [table(PLAN, WIDTHS, heads=1)]))
    whole = pypdfium2.PdfDocument.new()
    for _ in range(60):
        whole.import_pages(piece)
    whole.save(tmp_path / "long.pdf")
    document = read(tmp_path / "long.pdf", "long.pdf")
    assert len(document.pages) == 60
    assert sum(len(found.rows) - 1 for found in document.tables()) == 60 * 4


def test_letters_set_one_by_one_on_a_page_of_few_words_are_words(tmp_path: Path) -> None:
    canvas = drawn(tmp_path / "p.pdf")
    for y, x, text in (
        (790, 50, "Истории выпускников"),
        (790, 420, "Запланировано"),
        (770, 50, "Страница появится в 2026 году."),
    ):
        for letter in text:
            canvas.drawString(x, y, letter)
            x += canvas.stringWidth(letter, "Sans", 10)
    canvas.save()
    document = read(tmp_path / "p.pdf", "p.pdf")
    assert not document.problems
    assert document.text().split() == [
        "Истории",
        "выпускников",
        "Запланировано",
        "Страница",
        "появится",
        "в",
        "2026",
        "году.",
    ]


def test_letters_are_not_set_right_to_signs_without_a_shape() -> None:
    words = tuple(Word(letter, 0, 0, 10, 10) for letter in "Историивыпускников2026года.")
    righted = Recoder().recoded(words)
    assert righted is None or "".join(word.text for word in righted).isprintable()


def test_a_file_that_lies_inside_the_pdf_is_named_as_unread(tmp_path: Path) -> None:
    path = printed(tmp_path / "a.pdf", [prose("Отчёт о выполнении плана мероприятий")])
    with pypdfium2.PdfDocument(path.read_bytes()) as document:
        document.new_attachment("Тиркеме 1.docx").set_data(b"x")
        document.save(path)
    (problem,) = read(path, "a.pdf").problems
    assert (problem.code, problem.unread, dict(problem.values)["name"]) == (
        "embedded_file_unread",
        True,
        "Тиркеме 1.docx",
    )
