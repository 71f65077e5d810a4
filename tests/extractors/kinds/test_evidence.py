"""Several annexes in one file are told apart by their own headings."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.kinds import evidence
from tests.extractors.kinds.papers import paper


def labels(folder: Path, *blocks: str) -> list[tuple[str, ...]]:
    return [annex.labels for annex in evidence.extract(paper(folder, *blocks, name="scan.docx")).annexes]


def test_headings_of_their_own_open_annexes(tmp_path: Path) -> None:
    assert labels(tmp_path, "Приложение 1. Акт", "Вытяжка принята.", "3-тиркеме", "Тизме") == [("1",), ("3",)]


def test_a_heading_that_layout_joined_to_the_line_before_opens_an_annex(tmp_path: Path) -> None:
    joined = "№ 3 протоколу менен бекитилген. Тиркеме 2. Кириш тести\n20 суроо."
    assert labels(tmp_path, "Тиркеме 1. Модулдун паспорту", joined) == [("1",), ("2",)]


def test_an_annex_that_is_only_mentioned_opens_nothing(tmp_path: Path) -> None:
    mentioned = "Акт составлен комиссией. Приложение 2 хранится в деканате. См. приложение 3."
    assert labels(tmp_path, "Приложение 1. Акт", mentioned) == [("1",)]


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("04_акт сверки.docx", ("4",)),
        ("7. Накладная.docx", ("7",)),
        ("3 - журнал обращений.docx", ("3",)),
        ("12) Приказ о совете.docx", ("12",)),
        ("2 курс практика.docx", ()),
        ("12.03.2026 акт.docx", ()),
        ("2025-жылдын планы.docx", ()),
    ],
)
def test_a_number_set_off_at_the_head_of_a_file_name_is_its_label(
    tmp_path: Path, name: str, labels: tuple[str, ...]
) -> None:
    read = evidence.extract(paper(tmp_path, "Акт сверки индивидуальных планов.", "Проверено двенадцать планов.", name=name))
    assert read.annexes[0].labels == labels
