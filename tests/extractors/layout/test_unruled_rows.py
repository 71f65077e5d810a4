"""Rows of tables without rules are told by their cells where nothing else parts them."""

from __future__ import annotations

from pathlib import Path

from extractors.formats.pdf import read
from tests.documents.printed import drawn

COLUMNS = (40, 180, 300, 490)
ROWS = (
    (("Отв.", "Срок", "Мероприятие", "О чём"),),
    (
        ("завуч Асанова А.", "февраль 2026", "Обсудить цели на совете и", "цели без обсуждения"),
        ("", "", "утвердить их", ""),
    ),
    (("методкабинет", "ежегодно, май", "Ввести в план самооценку", "самооценка"),),
    (("мастер Осмонов Ч.", "до 1.09.2026", "Заключить договор о практике", "практика"),),
    (("", "15.03.2026", "Составить дегустационный лист", "критерии"),),
    (
        ("бухгалтерия, директор", "II квартал 2026 г.", "Внести в заявку машину и прибор", "машина и"),
        ("", "", "клейковины", "клейковины"),
    ),
    (("секретарь", "1 февраля 2026", "Вывесить прайс-лист", "услуги"),),
)


def test_lines_of_one_height_are_parted_into_rows_by_what_goes_on(tmp_path: Path) -> None:
    canvas, height = drawn(tmp_path / "p.pdf"), 760
    canvas.drawString(50, 800, "План мероприятий")
    for row in ROWS:
        for line in row:
            for x, text in zip(COLUMNS, line, strict=True):
                canvas.drawString(x, height, text)
            height -= 14
    canvas.save()
    (table,) = read(tmp_path / "p.pdf", "p.pdf").tables()
    told = [[cell.text.replace("\n", " ") if cell else "" for cell in row] for row in table.rows]
    assert told == [[" ".join(part for part in column if part) for column in zip(*row, strict=True)] for row in ROWS]
