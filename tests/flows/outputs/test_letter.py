"""The draft of the notification: complete, from a frame that people may change, never over an edited draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document as WordDocument

from checks.judgement import ReportStatus
from data import ROOT
from flows.outputs.entries import NO_ENTRIES, Entries, Entry
from flows.outputs.gaps import gaps
from flows.outputs.letter import reply_by, write_letter
from flows.outputs.letter_frame import fill_frame
from tests.flows.outputs.judgements import SAMPLES, many, sample


def words(path: Path) -> str:
    document = WordDocument(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(paragraph.text for paragraph in document.paragraphs), *cells))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_open_finding_of_a_sample_stands_in_the_letter(name: str, tmp_path: Path) -> None:
    judgement = sample(name)
    path = write_letter(judgement, tmp_path / "letter.docx", None, NO_ENTRIES)
    assert path is not None
    text = words(path)
    assert "{" not in text
    assert (judgement.card.organisation or "") in text
    for gap in gaps(judgement, NO_ENTRIES):
        assert gap.verdict.finding.text in text
    rows = WordDocument(str(path)).tables[0].rows
    assert len(rows) == 1 + len(gaps(judgement, NO_ENTRIES))


def test_findings_stand_by_criterion(tmp_path: Path) -> None:
    path = write_letter(many(40), tmp_path / "letter.docx", "ru", NO_ENTRIES)
    assert path is not None
    table = WordDocument(str(path)).tables[0]
    criteria = [row.cells[1].text.rsplit(", ", 1)[1] for row in table.rows[1:]]
    assert criteria == sorted(criteria, key=lambda text: [int(part) for part in text.split(".")])


def test_a_missing_annex_is_asked_for_by_its_name(tmp_path: Path) -> None:
    path = write_letter(sample("S01"), tmp_path / "letter.docx", "ru", NO_ENTRIES)
    assert path is not None
    assert "Прислать названное в ответе, но не приложенное: Приложение 4." in words(path)


def test_decisions_of_the_referent_count(tmp_path: Path) -> None:
    judgement = sample("S01")
    gap = gaps(judgement, NO_ENTRIES)[0]
    entries = Entries((Entry(gap.verdict.id, decision="Считать выполненным", note="принято"),))
    path = write_letter(judgement, tmp_path / "letter.docx", "ru", entries)
    assert path is not None
    assert gap.verdict.finding.text not in words(path)


def test_nothing_open_means_no_letter_and_removes_a_draft_that_nobody_touched(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    judgement = many(7)
    write_letter(judgement, path, "ru", NO_ENTRIES)
    done = [item for item in judgement.verdicts if item.report is ReportStatus.ADDRESSED]
    closed = replace(judgement, verdicts=tuple(done), checks=())
    assert write_letter(closed, path, "ru", NO_ENTRIES) is None
    assert not path.exists()


def test_an_edited_draft_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    judgement = sample("S01")
    write_letter(judgement, path, "ru", NO_ENTRIES)
    document = WordDocument(str(path))
    document.paragraphs[-1].add_run(" — дополнено референтом")
    document.save(str(path))
    second = write_letter(judgement, path, "ru", NO_ENTRIES)
    assert second is not None
    assert second != path
    assert "дополнено референтом" in words(path)
    assert "дополнено референтом" not in words(second)


def test_runs_after_an_edit_keep_one_new_draft_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    write_letter(sample("S01"), path, "ru", NO_ENTRIES)
    document = WordDocument(str(path))
    document.paragraphs[-1].add_run(" — правка")
    document.save(str(path))
    for name in ("S01", "S02", "S01"):
        write_letter(sample(name), path, "ru", NO_ENTRIES)
    assert len(list(tmp_path.glob("*.docx"))) == 2


def test_a_draft_saved_by_word_unchanged_may_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    write_letter(sample("S01"), path, "ru", NO_ENTRIES)
    WordDocument(str(path)).save(str(path))
    assert write_letter(sample("S05"), path, "ky", NO_ENTRIES) == path
    assert "Көк-Ойрок" in words(path)


def test_the_answer_is_never_asked_for_after_the_certificate_ends() -> None:
    judgement = sample("S01")
    assert reply_by(judgement) == date(2026, 3, 16)
    soon = replace(judgement, card=replace(judgement.card, certificate_expiry=date(2026, 3, 9)))
    assert reply_by(soon) == date(2026, 3, 9)


@pytest.mark.parametrize("language", ["ru", "ky", "en"])
def test_each_frame_names_only_facts_that_exist(language: str, tmp_path: Path) -> None:
    path = write_letter(sample("S08"), tmp_path / f"{language}.docx", language, NO_ENTRIES)
    assert path is not None
    assert "{" not in words(path)
    assert (ROOT / "templates" / f"letter_{language}.docx").exists()


def test_a_name_that_word_has_split_over_runs_is_filled() -> None:
    document = WordDocument()
    paragraph = document.add_paragraph("Кому: ")
    for part in ("{organ", "isat", "ion}", "!"):
        paragraph.add_run(part)
    fill_frame(document, {"organisation": "«Ак-Тилек»\x07"}, rows=(), lists={})
    assert document.paragraphs[0].text == "Кому: «Ак-Тилек»⟨U+0007⟩!"


def test_a_draft_that_is_open_gets_a_stamped_neighbour(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    write_letter(sample("S01"), path, "ru", NO_ENTRIES)
    (tmp_path / "~$tter.docx").touch()  # Word drops the first two letters
    second = write_letter(sample("S02"), path, "ru", NO_ENTRIES)
    assert second is not None
    assert second != path
