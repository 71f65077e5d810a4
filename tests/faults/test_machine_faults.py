"""Disks that fill up, ledgers that break, clocks that jump, runs that meet: nothing is lost, and the message says what to do."""

from __future__ import annotations

import errno
import os
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest

from checks.deadlines import deadlines
from checks.law import law
from extractors.errors import LimitError, SetupError
from extractors.ocr import engine
from extractors.reading import READER_VERSION, read_file
from extractors.records import Document
from flows import kept_cases
from flows.batch import Batch, run_batch
from flows.intake import IntakeEmptiedError
from flows.isolation import Limits
from flows.ledger import Failure, Ledger, Reading
from flows.one_run import BusyError, one_run
from flows.order import Order
from flows.outputs import atomic
from flows.reading_once import worth_retrying
from flows.settings import Settings
from tests.documents.small_case import FINDINGS, conclusion, report, small_case

DAY = date(2026, 3, 2)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    small_case(tmp_path / "intake" / "Дело")
    return tmp_path


def settings(home: Path, **changed: object) -> Settings:
    """Gives the settings of a run that keeps everything under `home`."""
    return Settings(state=home / "state", stable_seconds=0, wait_seconds=0, **changed)  # type: ignore[arg-type]


def ran(
    home: Path,
    as_of: date = DAY,
    read: Callable[[Path, str], tuple[Document, ...]] = read_file,
    near_days: int | None = None,
) -> Batch:
    """Runs a batch without the engine, reading in this process."""
    order = Order(home / "intake", home / "output", as_of, near_days=near_days)
    return run_batch(order, settings(home), lambda *_: None, engine_wanted=False, read=read)


def result(home: Path) -> str:
    """Gives the result of the case as written."""
    return (home / "output" / "Дело" / "result.json").read_text("utf-8")


def opened(home: Path) -> Ledger:
    """Opens the ledger of a run."""
    return Ledger.open("", home / "state")


def never(_path: Path, _file: str) -> NoReturn:
    """Stands for a reader where nothing should be read."""
    raise AssertionError("read again")


def full(*_arguments: object) -> NoReturn:
    """Stands for a disk without room."""
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_second_run_reads_and_judges_nothing_again(home: Path) -> None:
    ran(home)
    before = result(home)
    again = ran(home, read=never)
    assert [case.kept for case in again.written] == [True]
    assert result(home) == before


def test_only_what_changed_is_read_again(home: Path) -> None:
    ran(home)
    report(home / "intake" / "Дело" / "Отчёт.docx", [])
    files: list[str] = []

    def note(path: Path, file: str) -> tuple[Document, ...]:
        files.append(file)
        return read_file(path, file)

    batch = ran(home, read=note)
    assert files == ["Дело/Отчёт.docx"]
    assert not batch.written[0].kept


def test_a_new_day_judges_anew_without_reading_anew(home: Path) -> None:
    ran(home)
    assert not ran(home, date(2026, 3, 3), read=never).written[0].kept


def test_the_morning_batch_leaves_a_case_alone_whose_days_are_far(home: Path) -> None:
    judged = ran(home)
    first = min(deadline.day for deadline in deadlines(judged.written[0].judgement))
    far = replace(judged.written[0].judgement, as_of=first)
    ledger = opened(home)
    row = ledger.cases((home / "output").resolve())[0]
    ledger.close()
    assert far.as_of == first
    assert kept_cases._is_near(row, first, 0)
    assert not kept_cases._is_near(replace(row, deadlines="[]"), first, 30)


def test_a_kept_case_comes_back_as_it_was_judged(home: Path) -> None:
    first, second = ran(home).written[0].judgement, ran(home).written[0].judgement
    bare = tuple(replace(item, document=replace(item.document, blocks=(), running=())) for item in first.documents)
    assert second == replace(first, documents=bare)


def test_a_workbook_deleted_by_hand_is_made_again(home: Path) -> None:
    ran(home)
    workbook = home / "output" / "Дело" / "Дело.xlsx"
    workbook.unlink()
    ran(home, read=never)
    assert workbook.exists()


def test_a_broken_result_file_is_made_anew(home: Path) -> None:
    ran(home)
    whole = result(home)
    (home / "output" / "Дело" / "result.json").write_text("{", "utf-8")
    ran(home)
    assert result(home) == whole


def test_a_broken_kept_reading_is_read_again(home: Path) -> None:
    ran(home)
    for path in (home / "state" / "readings").rglob("*.json"):
        path.write_text("[{]", "utf-8")
    for path in (home / "state" / "judged").rglob("*.json"):
        path.write_text("", "utf-8")
    assert len(ran(home).written[0].judgement.verdicts) == len(FINDINGS)


def test_a_disk_that_fills_while_outputs_are_written_leaves_the_old_ones(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran(home)
    before = result(home)
    conclusion(home / "intake" / "Дело" / "Заключение.docx", extra=("Нет плана повышения квалификации.",))
    with monkeypatch.context() as patched:
        patched.setattr(atomic, "_flush", full)
        with pytest.raises(OSError, match="No space"):
            ran(home)
    assert result(home) == before
    assert not list((home / "output").rglob(".*.part*"))
    assert len(ran(home).written[0].judgement.verdicts) == len(FINDINGS) + 1


def test_a_disk_that_fills_while_a_file_is_archived_stops_before_anything_is_recorded(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("flows.taking.os.fsync", full)
        with pytest.raises(SetupError, match="No space left"):
            ran(home)
    assert not [path for path in (home / "state" / "archive").rglob("*") if path.is_file()]
    ledger = opened(home)
    assert ledger.files((home / "intake").resolve()) == ()
    assert ledger.last_runs(1)[0]["state"] == "failed"
    ledger.close()
    assert ran(home).complete


def test_an_output_that_cannot_be_written_is_an_error_and_not_a_finished_run(home: Path) -> None:
    (home / "output").write_text("a file where the folder should be", "utf-8")
    with pytest.raises(OSError):
        ran(home)
    (home / "output").unlink()
    assert ran(home).complete


def test_an_output_that_turned_read_only_keeps_what_it_holds(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran(home)
    before = result(home)

    def read_only(*_arguments: object) -> NoReturn:
        raise OSError(errno.EROFS, "Read-only file system")

    with monkeypatch.context() as patched:
        patched.setattr(atomic, "_flush", read_only)
        with pytest.raises(OSError, match="Read-only"):
            ran(home, date(2026, 3, 3))
    assert result(home) == before
    ledger = opened(home)
    assert ledger.last_runs(1)[0]["state"] == "failed"
    ledger.close()
    assert ran(home, date(2026, 3, 3)).complete


def test_a_ledger_that_is_no_database_is_a_broken_set_up(home: Path) -> None:
    (home / "state").mkdir()
    (home / "state" / "ledger.sqlite3").write_bytes(b"this is no database, it is a text about one " * 50)
    with pytest.raises(SetupError, match="restore it from the back-up"):
        ran(home)


def test_a_ledger_cut_short_is_a_broken_set_up(home: Path) -> None:
    ran(home)
    path = home / "state" / "ledger.sqlite3"
    sqlite3.connect(path).execute("PRAGMA wal_checkpoint(TRUNCATE)").connection.close()
    with path.open("r+b") as file:
        file.truncate(5000)
    with pytest.raises(SetupError):
        ran(home)


def test_a_ledger_lost_altogether_is_built_anew_from_the_intake(home: Path) -> None:
    ran(home)
    before = result(home)
    for path in (home / "state").glob("ledger.sqlite3*"):
        path.unlink()
    ran(home, read=never)
    assert result(home) == before


def test_a_ledger_that_another_program_holds_is_a_broken_set_up(home: Path) -> None:
    ran(home)
    holder = sqlite3.connect(home / "state" / "ledger.sqlite3", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    url = f"sqlite:///{home / 'state' / 'ledger.sqlite3'}?timeout=0.05"
    with pytest.raises(SetupError, match="locked"):
        run_batch(
            Order(home / "intake", home / "output", DAY),
            settings(home, database=url),
            lambda *_: None,
            engine_wanted=False,
        )
    holder.close()
    assert ran(home).complete


@pytest.mark.parametrize(
    "url",
    [
        "postgres-without-a-scheme",
        "oracle+nothing://x/y",
        "sqlite:////proc/none/ledger.sqlite3",
        "postgresql+psycopg://u:secret@127.0.0.1:1/none",
    ],
)
def test_a_ledger_address_that_leads_nowhere_is_a_broken_set_up_and_tells_no_password(url: str, home: Path) -> None:
    with pytest.raises(SetupError) as told:
        Ledger.open(url, home / "state")
    assert "secret" not in str(told.value)


def test_a_ledger_of_a_newer_version_is_refused(home: Path) -> None:
    ran(home)
    with sqlite3.connect(home / "state" / "ledger.sqlite3") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(SetupError, match="newer version"):
        ran(home)


def test_an_intake_emptied_since_is_an_unmounted_share(home: Path) -> None:
    ran(home)
    before = (home / "output" / "portfolio.json").read_text("utf-8")
    (home / "intake").rename(home / "elsewhere")
    (home / "intake").mkdir()
    with pytest.raises(IntakeEmptiedError) as told:
        ran(home)
    assert told.value.files == 3
    assert (home / "output" / "portfolio.json").read_text("utf-8") == before


def test_two_folders_whose_long_names_begin_alike_are_two_cases(tmp_path: Path) -> None:
    for end in "АБ":
        small_case(tmp_path / "intake" / ("Кыргыз мамлекеттик университетинин " * 3 + end), f"Колледж {end}")
    assert len({case.folder for case in ran(tmp_path).written}) == 2


def test_two_runs_at_once_do_not_meet(home: Path) -> None:
    with one_run(home / "state", wait_seconds=0), pytest.raises(BusyError):
        ran(home)
    assert ran(home).complete


def test_a_run_waits_for_the_one_before_it(home: Path) -> None:
    told: list[str] = []
    entered, leave = threading.Event(), threading.Event()

    def hold() -> None:
        with one_run(home / "state", wait_seconds=0):
            entered.set()
            leave.wait(10)

    def go(who: str) -> None:
        told.append(who)
        leave.set()

    holder = threading.Thread(target=hold)
    holder.start()
    entered.wait(10)
    with one_run(home / "state", wait_seconds=30, told=go):
        pass
    holder.join()
    assert told and str(os.getpid()) in told[0]


def test_a_run_that_never_ended_is_closed_at_the_next_start(home: Path) -> None:
    ledger = opened(home)
    ledger.start_run(home / "intake", home / "output", "2026-03-02")
    ledger.close()
    ran(home)
    ledger = opened(home)
    assert [run["state"] for run in ledger.last_runs()] == ["done", "orphaned"]
    ledger.close()


@pytest.mark.parametrize("moment", ["1999-01-01T00:00:00.000+00:00", "2199-01-01T00:00:00.000+00:00"])
def test_a_clock_that_jumps_changes_neither_days_of_arrival_nor_results(
    moment: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran(home)
    before, arrived = result(home), arrivals(home)
    monkeypatch.setattr("flows.ledger.now", lambda: moment)
    ran(home)
    assert result(home) == before
    assert arrivals(home) == arrived


def arrivals(home: Path) -> list[tuple[str, str]]:
    """Gives each file with the moment of its arrival."""
    ledger = opened(home)
    found = [(row.file, row.first_seen) for row in ledger.files((home / "intake").resolve())]
    ledger.close()
    return found


def test_halves_of_copies_from_a_killed_run_are_swept_away(home: Path) -> None:
    archive = home / "state" / "archive"
    archive.mkdir(parents=True)
    (archive / ".abc.copy").write_bytes(b"half")
    ran(home)
    assert not list(archive.glob(".*.copy"))


def test_a_reading_that_failed_for_good_is_not_tried_again_and_one_by_chance_is(home: Path) -> None:
    attempts: list[str] = []

    def slow(_path: Path, file: str) -> NoReturn:
        attempts.append(file)
        raise LimitError(file, cause="900 s")

    for day in range(1, 8):
        ran(home, date(2026, 3, day), read=slow)
    assert len(attempts) == 3 * 3
    limits = Limits()
    assert not worth_retrying(Failure("encrypted", (), 1, str(limits)), limits)
    assert worth_retrying(Failure("converter_missing", (), 9, str(limits)), limits)
    assert worth_retrying(Failure("over_limit", (), 3, str(limits)), Limits(seconds=1800))


def test_an_upgrade_of_the_readers_reads_everything_again(home: Path) -> None:
    ran(home)
    ledger = opened(home)
    sha256 = ledger.files((home / "intake").resolve())[0].sha256
    ledger.record_readings(READER_VERSION, [Reading(sha256, Failure("damaged", (("cause", "x"),), 1, ""), 0.1)])
    assert ledger.failure(sha256, READER_VERSION) is not None
    assert ledger.failure(sha256, f"{READER_VERSION}.1") is None
    ledger.close()


@pytest.mark.parametrize("text", ["[clauses", "", "[[article]]\n"])
def test_a_broken_rule_file_is_a_broken_set_up(text: str, tmp_path: Path) -> None:
    (tmp_path / "monitoring.toml").write_text(text, "utf-8")
    with pytest.raises(SetupError):
        law(tmp_path)


def test_missing_language_data_for_scans_are_a_broken_set_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(engine, "TESSDATA", tmp_path)
    with pytest.raises(SetupError, match="language data"):
        engine.ready()
