"""What the ledger knows shows in status; what is forgotten is gone; what unattended work decides."""

from __future__ import annotations

import json
import shutil
from datetime import date, datetime
from pathlib import Path

import pytest

from extractors.reading import read_file
from flows.batch import opened, run_batch
from flows.cli import main
from flows.cutoff import manifest, write_manifests
from flows.intake import AGENCY_ZONE
from flows.ledger import FileRow, FileState, Ledger
from flows.order import Order
from flows.serve import missed_morning
from flows.settings import Settings
from flows.watcher import wants_run
from flows.writing import CALENDAR
from tests.documents.small_case import small_case

DAY = date(2026, 3, 2)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Gives a folder where two cases were judged."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POSTACCRED_LANGUAGE", "en")
    monkeypatch.setenv("POSTACCRED_STATE", str(tmp_path / "state"))
    small_case(tmp_path / "intake" / "Дело 1")
    small_case(tmp_path / "intake" / "Дело 2", "Лицей «Үмүт»")
    run(tmp_path)
    return tmp_path


def run(home: Path, as_of: date = DAY) -> None:
    order = Order(home / "intake", home / "output", as_of)
    run_batch(
        order, Settings(state=home / "state", stable_seconds=0), lambda *_: None, engine_wanted=False, read=read_file
    )


def everything(home: Path) -> bytes:
    """Gives all that the program keeps, names and contents."""
    kept = [path for folder in ("state", "output") for path in (home / folder).rglob("*")]
    return b"".join(str(path).encode() + (path.read_bytes() if path.is_file() else b"") for path in kept)


def test_status_tells_open_days_by_bearer_and_what_was_not_read(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "intake" / "Дело 1" / "скан.pdf").write_bytes(b"")
    run(home)
    assert main(["status", "--output", "output", "--as-of", "2026-03-02"]) == 0
    told = capsys.readouterr().out
    assert "Agency · Overdue" in told and "No referent" in told
    assert "Not read: Дело 1/скан.pdf" in told
    assert "Last run" in told


def test_the_calendar_stands_beside_the_portfolio(home: Path) -> None:
    assert (home / "output" / CALENDAR).read_text("utf-8").startswith("BEGIN:VCALENDAR")


def test_a_case_is_not_forgotten_while_its_papers_lie_in_the_intake(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["forget", "Дело 2", "--output", "output"]) == 2
    assert "still lies in the intake" in capsys.readouterr().err
    assert (home / "output" / "Дело 2").exists()


def test_a_case_forgotten_leaves_only_the_record_that_it_was(home: Path) -> None:
    shutil.rmtree(home / "intake" / "Дело 2")
    run(home)
    assert "Үмүт".encode() in everything(home)
    assert main(["forget", "Дело 2", "--output", "output"]) == 0
    assert not (home / "output" / "Дело 2").exists()
    assert "Үмүт".encode() not in everything(home)
    with opened(Settings(state=home / "state")) as ledger:
        assert [case_id for case_id, _ in ledger.forgotten()] == ["Дело 2"]
        assert {row.file.split("/")[0] for row in ledger.files((home / "intake").resolve())} == {"Дело 1"}
        copies = [row.sha256 for row in ledger.files((home / "intake").resolve())]
    assert all((home / "state" / "archive" / sha256[:2] / sha256).exists() for sha256 in copies)
    cases = json.loads((home / "output" / "portfolio.json").read_text("utf-8"))["cases"]
    assert [case["id"] for case in cases] == ["Дело 1"]
    run(home)


def test_the_watcher_wants_a_run_for_what_is_new_and_for_nothing_else(home: Path) -> None:
    intake = (home / "intake").resolve()
    with opened(Settings(state=home / "state")) as ledger:
        assert not wants_run(intake, ledger)
        (intake / "Дело 1" / "Thumbs.db").write_bytes(b"x")
        (intake / "Дело 1" / "скан.pdf.part").write_bytes(b"x")
        assert not wants_run(intake, ledger)
        paper = intake / "Дело 1" / "Отчёт.docx"
        whole = paper.read_bytes()
        paper.write_bytes(b"")
        assert wants_run(intake, ledger)
        run(home)
        assert not wants_run(intake, ledger)
        paper.write_bytes(whole)
        assert wants_run(intake, ledger)
        paper.unlink()
        assert wants_run(intake, ledger)
        assert not wants_run(home / "not mounted", ledger)


def test_a_morning_missed_is_made_up_for_once(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up = Settings(state=home / "state")
    with opened(set_up) as ledger:
        began = datetime.fromisoformat(ledger.last_runs(1)[0]["started"]).astimezone(AGENCY_ZONE)
    same_day = began.replace(hour=23, minute=59)
    assert missed_morning(set_up, home / "output", same_day) is (began.hour < 7)
    assert missed_morning(set_up, home / "output", same_day.replace(year=began.year + 1))
    assert not missed_morning(set_up, home / "output", same_day.replace(year=began.year + 1, hour=6))
    assert not missed_morning(set_up, home / "elsewhere", same_day.replace(year=began.year + 1))


def test_the_cut_off_manifest_parts_what_came_in_time_from_what_came_late() -> None:
    def row(number: int, file: str, moment: str, state: FileState = FileState.ACCEPTED) -> FileRow:
        return FileRow(number, file, "ab" * 32, "", state, "", True, moment)

    # 18:30 UTC is past midnight in Bishkek: the next day already.
    rows = [row(1, "Отчёт.docx", "2026-03-01T17:59:00+00:00"), row(2, "Тиркеме.pdf", "2026-03-01T18:30:00+00:00")]
    told = manifest("Дело", date(2026, 3, 1), rows)
    assert [item["file"] for item in told["in_time"]] == ["Отчёт.docx"]
    assert [item["file"] for item in told["late"]] == ["Тиркеме.pdf"]


def test_a_manifest_is_written_once_for_each_deadline_passed(home: Path) -> None:
    order = Order(home / "intake", home / "output", DAY)
    settings = Settings(state=home / "state", stable_seconds=0)
    batch = run_batch(order, settings, lambda *_: None, engine_wanted=False, read=read_file)
    ledger = Ledger.open("", settings.state)
    output, intake = (home / "output").resolve(), (home / "intake").resolve()
    first = write_manifests(batch.written, output, intake, ledger, date(2099, 1, 1))
    again = write_manifests(batch.written, output, intake, ledger, date(2099, 1, 2))
    ledger.close()
    assert len(first) == 2 and again == ()
    assert {item["file"] for item in json.loads(first[0].read_text("utf-8"))["late"]} >= {"Дело 1/Отчёт.docx"}
