"""Tables and letters of any shape are read without breaking, and nothing is read that does not stand in them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.kinds import plan, report
from extractors.records import Cell, Document, Paragraph, Place, Table

WORDS = st.sampled_from(
    [
        "",
        "—",
        "1",
        "2.",
        "1.2",
        "З-1",
        "№",
        "(((",
        "•",
        "¹",
        "+",
        "60 %",
        "сен",
        "окт",
        "ноя",
        "Мероприятие",
        "Срок исполнения",
        "Ответственный",
        "Что сделано",
        "Статус",
        "Сын-пикир",
        "Иш-чара",
        "Мөөнөтү",
        "Жооптуу",
        "до 01.09.2023",
        "дайыма",
        "декан Асанова К. Т.",
        "выполнено",
        "Приложение 3",
        "Стандарт 2",
        "Разработать и утвердить порядок апелляции",
        "1) Купить; 2) Обучить",
        "Сайт жаңыртылып, ишке киргизилди",
        "Срок: май 2024. Отв.: юрист",
    ]
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    blocks: list[Paragraph | Table] = []
    for number in range(draw(st.integers(1, 4))):
        if draw(st.booleans()):
            blocks.append(Paragraph(draw(WORDS), Place("paper.docx", paragraph=number), bold=draw(st.booleans())))
            continue
        width = draw(st.integers(1, 6))
        rows = [
            tuple(
                None
                if draw(st.integers(0, 9)) == 0
                else Cell(
                    draw(WORDS),
                    Place("paper.docx", table=number, row=r, column=c),
                    rowspan=draw(st.integers(1, 3)),
                    colspan=draw(st.integers(1, 3)),
                )
                for c in range(width)
            )
            for r in range(draw(st.integers(1, 6)))
        ]
        blocks.append(Table(tuple(rows), Place("paper.docx", table=number)))
    return Document("paper.docx", "0", "docx", blocks=tuple(blocks))


@settings(max_examples=60, deadline=None)
@given(documents())
def test_any_paper_yields_only_words_that_stand_in_it(document: Document) -> None:
    said = "".join(document.text().split())
    for action in plan.extract(document).actions:
        assert "".join(action.text.split()) in said
        assert action.responsible is None or "".join(action.responsible.split())[:12] in said
    for response in report.extract(document).responses:
        assert all("".join(line.split())[:20] in said for line in response.text.split("\n"))
