"""The ledger does the same in a SQLite file and in a real PostgreSQL: versions, failures, cases, forgetting, migrations, runs that meet."""

from __future__ import annotations

import random
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, select

from extractors.errors import SetupError
from extractors.reading import read_file
from flows import ledger_access
from flows.batch import Batch, run_batch
from flows.forgetting import forget
from flows.ledger import CaseRow, Failure, FileState, Ledger, Reading, Seen
from flows.ledger_tables import FILES, METADATA, version_of
from flows.one_run import BusyError
from flows.order import Order
from flows.outputs.entries import Entry
from flows.settings import Settings
from tests.documents.small_case import report, small_case

INTAKE, OUTPUT = Path("/intake"), Path("/output")
ROW = CaseRow(
    "Дело", "", "c" * 64, "2026-03-02", "2026-03-02T00:00:00", "Колледж «Өрнөк»", None, None, 3, 0, "[]", "[]"
)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Gives the address of an empty ledger of each kind."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("empty_database"))
    return f"sqlite:///{(tmp_path / 'ledger.sqlite3').as_posix()}"


@pytest.fixture
def ledger(database: str, tmp_path: Path) -> Iterator[Ledger]:
    opened = Ledger.open(database, tmp_path)
    yield opened
    opened.close()


def test_every_version_of_a_file_has_its_row_and_its_history(ledger: Ledger) -> None:
    ledger.add_file(INTAKE, "Дело/План.docx", Seen("", "1:2:3", FileState.WAITING, "waiting"), None)
    ledger.change_file(ledger.files(INTAKE)[0], Seen("a" * 64, "1:2:3", FileState.ACCEPTED), 1)
    ledger.add_file(INTAKE, "Дело/План.docx", Seen("b" * 64, "4:5:6", FileState.ACCEPTED), 2)
    assert [(row.sha256[:1], row.state, row.current) for row in ledger.files(INTAKE)] == [
        ("a", FileState.SUPERSEDED, False),
        ("b", FileState.ACCEPTED, True),
    ]
    ledger.change_file(ledger.files(INTAKE)[0], Seen("a" * 64, "7:8:9", FileState.ACCEPTED), 3)
    assert [row.current for row in ledger.files(INTAKE)] == [True, False]
    ledger.set_states(INTAKE, {"Дело/План.docx": (FileState.DUPLICATE, "")}, 4)
    told = [state for _, state in ledger.history(INTAKE, "Дело/План.docx")]
    assert told == ["waiting", "accepted", "superseded", "accepted", "superseded", "accepted", "duplicate"]
    assert ledger.intakes() == (str(INTAKE),)


def test_a_version_is_recorded_once(ledger: Ledger) -> None:
    ledger.add_file(INTAKE, "План.docx", Seen("a" * 64, "1:2:3", FileState.ACCEPTED), None)
    with pytest.raises(SetupError):
        ledger.add_file(INTAKE, "План.docx", Seen("a" * 64, "1:2:3", FileState.ACCEPTED), None)
    assert len(ledger.files(INTAKE)) == 1


def test_a_path_of_four_thousand_bytes_is_recorded(ledger: Ledger) -> None:
    letters = random.Random(5)
    file = "/".join("".join(letters.choices("абвгдежзийклмнөүңпрстуфхц", k=120)) for _ in range(17))
    ledger.add_file(INTAKE, file, Seen("a" * 64, "1:2:3", FileState.ACCEPTED), None)
    assert [row.file for row in ledger.files(INTAKE)] == [file]


def test_a_failed_reading_is_remembered_for_its_readers_only(ledger: Ledger) -> None:
    failure = Failure("damaged", (("cause", "zero \0 and «кавычки»\nline"),), 2, "limits")
    ledger.record_readings("7", [Reading("a" * 64, failure, 0.5), Reading("b" * 64, None, 0.1)])
    found = ledger.failure("a" * 64, "7")
    assert found is not None and found.told == (("cause", "zero  and «кавычки»\nline"),) and found.attempts == 2
    assert ledger.failure("b" * 64, "7") is None and ledger.failure("a" * 64, "8") is None
    ledger.record_readings("7", [Reading("a" * 64, None, 0.1)])
    assert ledger.failure("a" * 64, "7") is None


def test_a_case_is_recorded_settled_withdrawn_and_forgotten(ledger: Ledger) -> None:
    ledger.add_file(INTAKE, "Дело/План.docx", Seen("a" * 64, "1:2:3", FileState.ACCEPTED), None)
    ledger.add_file(INTAKE, "Дело 2/План.docx", Seen("b" * 64, "1:2:3", FileState.ACCEPTED), None)
    entry = Entry("f1", decision="Согласен", note="не \0 так", name="Асанова", day=date(2026, 3, 1))
    for _ in range(2):
        ledger.record_case(INTAKE, OUTPUT, ROW, [entry])
    ledger.settle_units(OUTPUT, {"u" * 64: ["Дело"], "v" * 64: []})
    assert [(row.case_id, row.unit[:1]) for row in ledger.cases(OUTPUT, INTAKE)] == [("Дело", "u")]
    ledger.withdraw_cases(OUTPUT, ["Дело"])
    assert ledger.cases(OUTPUT)[0].unit == "withdrawn"
    assert ledger.intake_of(OUTPUT, "Дело") == INTAKE
    assert ledger.contents_only_of(INTAKE, ["Дело/План.docx"]) == ("a" * 64,)
    ledger.forget(INTAKE, "Дело", ["Дело/План.docx"], ["a" * 64])
    assert ledger.cases(OUTPUT) == () and [row.file for row in ledger.files(INTAKE)] == ["Дело 2/План.docx"]
    assert [case for case, _ in ledger.forgotten()] == ["Дело"]


def test_what_a_broken_font_yields_stops_no_case(ledger: Ledger) -> None:
    broken = replace(ROW, organisation="Кол\0ледж")
    ledger.record_case(INTAKE, OUTPUT, broken, [])
    assert ledger.cases(OUTPUT)[0].organisation == "Колледж"


def test_the_tables_are_those_that_the_program_names(database: str, tmp_path: Path) -> None:
    Ledger.open(database, tmp_path).close()
    engine = create_engine(database)
    with engine.connect() as connection:
        told = compare_metadata(MigrationContext.configure(connection), METADATA)
    engine.dispose()
    # What SQLite cannot part with stays there, and does no harm.
    assert [item for item in told if item[0] != "remove_constraint"] == []
    assert database.startswith("sqlite") or told == []


def test_a_ledger_of_the_first_version_is_brought_to_the_newest_with_all_that_it_holds(
    database: str, tmp_path: Path
) -> None:
    engine = create_engine(database)
    config = Config()
    config.set_main_option("script_location", str(Path(ledger_access.__file__).with_name("migrations")))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.exec_driver_sql(
            "INSERT INTO files (intake, file, sha256, mark, state, code, current, first_seen, last_seen)"
            f" VALUES ('/intake', 'План.docx', '{'a' * 64}', '1:2:3', 'accepted', '', TRUE, '2026', '2026')"
        )
        connection.exec_driver_sql(
            "INSERT INTO history (file_id, moment, state, code) SELECT id, '2026', 'accepted', '' FROM files"
        )
    opened = Ledger.open(database, tmp_path)
    assert [row.file for row in opened.files(INTAKE)] == ["План.docx"]
    assert opened.history(INTAKE, "План.docx") == (("2026", "accepted"),)
    opened.close()
    with engine.begin() as connection:
        assert connection.execute(select(FILES.c.version)).scalars().all() == [
            version_of("/intake", "План.docx", "a" * 64)
        ]
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")
        command.upgrade(config, "head")
    engine.dispose()


def test_a_ledger_of_a_newer_program_is_refused(database: str, tmp_path: Path) -> None:
    Ledger.open(database, tmp_path).close()
    engine = create_engine(database)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    with pytest.raises(SetupError, match="newer version"):
        Ledger.open(database, tmp_path)


class Agency:
    """An intake of two small cases, and runs over it with one ledger."""

    def __init__(self, home: Path, database: str) -> None:
        self.home, self.intake, self.output = home, home / "intake", home / "output"
        self.settings = Settings(state=home / "state", stable_seconds=0, wait_seconds=0, database=database)
        for number in (1, 2):
            small_case(self.intake / f"Дело {number}", f"Колледж {number}")

    def run(self, state: str = "state") -> Batch:
        """Runs a batch, with a state folder of that name."""
        settings = self.settings.model_copy(update={"state": self.home / state})
        order = Order(self.intake, self.output, date(2026, 3, 2))
        return run_batch(order, settings, lambda *_: None, engine_wanted=False, read=read_file)


@pytest.fixture
def agency(database: str, tmp_path: Path) -> Agency:
    return Agency(tmp_path, database)


def kept(batch: Batch) -> list[bool]:
    """Tells of each case whether it stood already."""
    return [case.kept for case in batch.written]


def test_a_batch_its_repetition_a_change_a_withdrawal_and_forgetting(agency: Agency) -> None:
    assert kept(agency.run()) == [False, False]
    assert kept(agency.run()) == [True, True]
    report(agency.intake / "Дело 2" / "Отчёт.docx", [])
    assert kept(agency.run()) == [True, False]
    shutil.rmtree(agency.intake / "Дело 2")
    assert kept(agency.run()) == [True]
    ledger = Ledger.open(agency.settings.database, agency.home)
    states = [row.state for row in ledger.files(agency.intake)]
    assert states.count(FileState.WITHDRAWN) == 3 and states.count(FileState.SUPERSEDED) == 1
    done = forget("Дело 2", agency.intake, agency.output, agency.settings, ledger)
    assert done.files == 3
    assert {row.file.split("/")[0] for row in ledger.files(agency.intake)} == {"Дело 1"}
    assert [run["state"] for run in ledger.last_runs()] == ["done"] * 4
    ledger.close()


def test_two_runs_at_once_over_one_ledger_do_not_meet(empty_database: str, tmp_path: Path) -> None:
    agency = Agency(tmp_path, empty_database)
    ledger = Ledger.open(empty_database, tmp_path)
    with ledger.held(wait_seconds=0), pytest.raises(BusyError):
        # As from another machine: its state folder is not the one that is locked.
        agency.run("state of another machine")
    assert ledger.last_runs() == ()
    ledger.close()
    assert agency.run().complete


def test_a_run_waits_for_that_of_another_machine(empty_database: str, tmp_path: Path) -> None:
    first, second = Ledger.open(empty_database, tmp_path), Ledger.open(empty_database, tmp_path)
    told: list[str] = []
    entered, leave = threading.Event(), threading.Event()

    def hold() -> None:
        with first.held(wait_seconds=0):
            entered.set()
            leave.wait(10)

    def go(who: str) -> None:
        told.append(who)
        leave.set()

    holder = threading.Thread(target=hold)
    holder.start()
    entered.wait(10)
    with second.held(wait_seconds=30, told=go):
        pass
    holder.join()
    assert told == [ledger_access.ELSEWHERE]
    first.close()
    second.close()


def test_a_run_of_another_machine_that_never_ended_is_closed(
    empty_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = Ledger.open(empty_database, tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr("socket.gethostname", lambda: "another")
        ledger.start_run(INTAKE, OUTPUT, "2026-03-02")
    assert ledger.close_orphans() == 1
    ledger.close()


def test_a_connection_that_the_server_ended_is_made_anew(empty_database: str, tmp_path: Path) -> None:
    ledger = Ledger.open(empty_database, tmp_path)
    admin = create_engine(empty_database, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
        )
    admin.dispose()
    ledger.add_file(INTAKE, "План.docx", Seen("a" * 64, "1:2:3", FileState.ACCEPTED), None)
    assert len(ledger.files(INTAKE)) == 1
    ledger.close()
