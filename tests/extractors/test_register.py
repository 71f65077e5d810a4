from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from data import ROOT
from extractors.errors import DamagedError, EncryptedError, UnknownFormatError
from extractors.register import RegisterRow, read_register

HEAD = ["№", "Организация", "Программа", "Шифр", "Уровень", "Вид аккредитации", "Срок (лет)", "№ сертификата"]
HEAD += ["Дата выдачи", "Действителен до", "Дата приказа", "Дата визита", "План получен", "Отчёт получен", "Референт"]


def saved(folder: Path, rows: list[list[Any]], merged: tuple[str, ...] = ()) -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for span in merged:
        sheet.merge_cells(span)
    path = folder / "register.xlsx"
    workbook.save(path)
    return path


def test_the_register_of_the_samples_is_read_whole() -> None:
    register = read_register(ROOT / "samples" / "register.xlsx")
    assert register.problems == () and len(register.rows) == 7
    row = register.rows[0]
    assert (row.organisation, row.level, row.term_years) == (
        "Кара-Дарыинский горно-технический колледж",
        "secondary_vocational",
        3,
    )
    assert row.order_date == date(2023, 6, 2), "a date that came as text"
    assert row.certificate_no == "И-2023-041" and row.visit_date == date(2026, 5, 12)


def test_titles_above_numbering_below_and_totals_at_the_end_are_no_rows(tmp_path: Path) -> None:
    rows = [
        ["Реестр аккредитованных организаций на 2026 год"],
        [],
        HEAD,
        list(range(1, 16)),
        ["2023 год"],
        [1, "Колледж «Ала-Тоо»", None, None, "СПО", None, "3 года", "К-1/23", "12.05.2023 г.", datetime(2026, 5, 12)],
        ["Итого", 1, 1],
    ]
    register = read_register(saved(tmp_path, rows, ("A1:O1", "A5:O5")))
    assert [row.organisation for row in register.rows] == ["Колледж «Ала-Тоо»"]
    assert register.rows[0].place.row == 6
    assert register.rows[0].certificate_date == date(2023, 5, 12) and register.rows[0].term_years == 3


def test_an_institution_written_once_above_its_programmes_is_theirs_all(tmp_path: Path) -> None:
    head = ["Билим берүү уюму", "Билим берүү программасы", "Сертификаттын №", "Мөөнөтү (жыл)", "Буйруктун күнү"]
    rows = [
        head,
        ["«Нарын-Суу» институту", "Экономика", "П-150", 3, "2023-жылдын 19-майы"],
        [None, "Менеджмент", "П-151", 3, "19.05.23"],
        [None, "Маркетинг", "П-152", 1, None],
    ]
    found = read_register(saved(tmp_path, rows, ("A2:A3",))).rows
    assert [row.organisation for row in found] == ["«Нарын-Суу» институту"] * 3
    assert [row.order_date for row in found] == [date(2023, 5, 19), date(2023, 5, 19), None]


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("Дата получения отчета", "report_received"),
        ("ОТЧЁТ ПОСТУПИЛ", "report_received"),
        ("Отчет получен", "report_received"),
        ("План\nполучен", "plan_received"),
        ("План алынган", "plan_received"),
        ("Буйруктун куну", "order_date"),
        ("Дата прикaзa", "order_date"),
        ("Плановый визит", "visit_date"),
        ("Дата виизта", "visit_date"),
        ("Келүү күнү", "visit_date"),
        ("Жарактуу мөөнөтү", "certificate_expiry"),
        ("Valid until", "certificate_expiry"),
        ("Срок действия до", "certificate_expiry"),
        ("Дата выдачи сертификата", "certificate_date"),
        ("Report received", "report_received"),
        ("Свид-во от", "certificate_date"),
        ("Свид-во до", "certificate_expiry"),
        ("Серт. до", "certificate_expiry"),
        ("Пр. от", "order_date"),
        ("Плановый выезд", "visit_date"),
        ("План вх.", "plan_received"),
        ("Дата поступления отчёта", "report_received"),
        ("Күбөлүктүн мөөнөтү", "certificate_expiry"),
    ],
)
def test_a_head_is_known_by_what_it_means(tmp_path: Path, head: str, field: str) -> None:
    rows = [["Организация", "№ сертификата", "Срок (лет)", head], ["Школа № 5", "М-1", 3, "01.02.2026"]]
    row = read_register(saved(tmp_path, rows)).rows[0]
    assert getattr(row, field) == date(2026, 2, 1)


@pytest.mark.parametrize("head", ["Отчёт по самооценке", "Телефон", "Дата рождения директора", "Примечание", "Оплата"])
def test_a_column_of_other_matters_is_left_alone(tmp_path: Path, head: str) -> None:
    rows = [["Организация", "№ сертификата", "Срок (лет)", head], ["Школа № 5", "М-1", 3, "01.02.2026"]]
    row = read_register(saved(tmp_path, rows)).rows[0]
    assert row == RegisterRow(row.place, "Школа № 5", certificate_no="М-1", term_years=3)


def test_a_head_over_two_rows_is_read_as_one(tmp_path: Path) -> None:
    rows = [
        ["Организация", "Срок (лет)", "Сертификат", None, "Получены", None],
        [None, None, "номер", "дата выдачи", "план", "отчёт"],
        ["Школа № 5", 1, "М-1", "01.02.2025", "20.02.2025", "03.11.2025"],
    ]
    row = read_register(saved(tmp_path, rows, ("C1:D1", "E1:F1", "A1:A2", "B1:B2"))).rows[0]
    assert (row.certificate_no, row.certificate_date) == ("М-1", date(2025, 2, 1))
    assert (row.plan_received, row.report_received) == (date(2025, 2, 20), date(2025, 11, 3))


def test_a_cell_that_cannot_be_read_is_named_and_the_row_kept(tmp_path: Path) -> None:
    rows = [
        ["Организация", "№ сертификата", "Дата визита"],
        ["Школа № 5", "М-1", "после каникул"],
        ["Школа № 6", "М-2", "-"],
    ]
    register = read_register(saved(tmp_path, rows))
    assert [row.visit_date for row in register.rows] == [None, None]
    assert [dict(problem.values)["text"] for problem in register.problems] == ["после каникул"]


def test_a_date_whose_format_was_lost_is_still_a_date(tmp_path: Path) -> None:
    rows = [["Организация", "№ сертификата", "Дата визита"], ["Школа № 5", "М-1", 46154]]
    assert read_register(saved(tmp_path, rows)).rows[0].visit_date == date(2026, 5, 12)


def test_a_sheet_without_a_head_is_told_and_yields_nothing(tmp_path: Path) -> None:
    register = read_register(saved(tmp_path, [["что-то"], [1, 2, 3]]))
    assert register.rows == () and register.problems[0].code == "register.no_head"


def test_what_is_no_workbook_is_refused_with_its_cause(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    path.write_bytes(b"PK\x03\x04 cut short")
    with pytest.raises(DamagedError):
        read_register(path)
    path.write_bytes(b"just text")
    with pytest.raises(UnknownFormatError):
        read_register(path)
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(EncryptedError):
        read_register(path)


def test_a_certificate_in_two_rows_is_told(tmp_path: Path) -> None:
    rows = [["Организация", "№ сертификата", "Срок (лет)"], ["Школа № 5", "М-1/25", 3], ["Школа № 5", "М 1-25", 3]]
    register = read_register(saved(tmp_path, rows))
    assert [problem.code for problem in register.problems] == ["register.certificate_twice"]
    assert len(register.rows) == 2
