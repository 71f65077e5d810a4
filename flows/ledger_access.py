"""How the ledger is reached: its address, its tables brought to the newest form, the lock that one run holds."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, func, inspect, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from extractors.errors import SetupError
from flows.ledger_tables import REVISION
from flows.one_run import BusyError

LOCK = 0x706F7374
"""The number under which PostgreSQL knows the lock of a run."""
ELSEWHERE = "with the same ledger, on this or another machine"


def ledger_url(database: str, state: Path) -> str:
    """Gives the address of the ledger: the one set, else a SQLite file in the state folder."""
    return database or f"sqlite:///{(state / 'ledger.sqlite3').as_posix()}"


@contextmanager
def told_as_setup(shown: str) -> Iterator[None]:
    """Turns any trouble with the database into one sentence.

    Raises: SetupError.
    """
    try:
        yield
    except (SQLAlchemyError, NoSuchModuleError, ArgumentError, ModuleNotFoundError) as error:
        cause = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise SetupError(
            f"The ledger {shown} cannot be used ({cause}). "
            "Check the setting “database” and that no other program holds it; "
            "if the file is broken, restore it from the back-up or set it aside: the next run takes the intake anew."
        ) from None


def opened_engine(database: str, state: Path) -> tuple[Engine, str]:
    """Opens the ledger's database, making or migrating its tables where needed; gives it and its address without
    password.

    Raises: SetupError when it cannot be opened, is broken or was made by a newer version.
    """
    url = ledger_url(database, state)
    with told_as_setup(url.split("@")[-1]):
        shown = make_url(url).render_as_string(hide_password=True)
    with told_as_setup(shown):
        if not database:
            _make_folder(state, shown)
        # Hours of reading may lie between two words to the server: a connection lost meanwhile is made anew.
        engine = create_engine(url, pool_pre_ping=True)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _careful)
            event.listen(engine, "begin", _at_once)
        _migrate(engine, shown)
    return engine, shown


@contextmanager
def held(
    engine: Engine, shown: str, *, wait_seconds: float, told: Callable[[str], None] | None = None
) -> Iterator[None]:
    """Holds the ledger in PostgreSQL for one run.

    Raises: BusyError when another run does not end; SetupError when the server does not answer.
    """
    if engine.dialect.name != "postgresql":
        yield
        return
    with told_as_setup(shown):
        connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    try:
        until = time.monotonic() + wait_seconds
        while not _locked(connection, shown):
            if told is not None:
                told(ELSEWHERE)
                told = None
            if time.monotonic() >= until:
                raise BusyError(ELSEWHERE)
            time.sleep(min(0.2, max(wait_seconds, 0.01)))
        yield
    finally:
        # The connection itself ends here, and with it what it held.
        connection.invalidate()
        connection.close()


def _locked(connection: Connection, shown: str) -> bool:
    with told_as_setup(shown):
        return bool(connection.execute(select(func.pg_try_advisory_lock(LOCK))).scalar_one())


def _make_folder(state: Path, shown: str) -> None:
    try:
        state.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SetupError(
            f"The state folder of the ledger {shown} cannot be made ({error.strerror}). Correct the setting “state”."
        ) from None


def _careful(connection: Any, _record: object) -> None:
    """Lets SQLite keep what it has acknowledged through a power cut, and readers and a writer go on side by side."""
    cursor = connection.cursor()
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
    # Python's driver begins a transaction before data only, not before tables: a kill would leave half a migration.
    connection.isolation_level = None


def _at_once(connection: Connection) -> None:
    """Begins a transaction as a writer, so that two of them wait for each other instead of failing half-way."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _migrate(engine: Engine, shown: str) -> None:
    """Brings the tables to the newest revision; asks Alembic only where they are not there yet."""
    with engine.begin() as connection:
        if inspect(connection).has_table("alembic_version"):
            found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
            if found == REVISION:
                return
        from alembic import command
        from alembic.config import Config
        from alembic.util import CommandError

        config = Config()
        config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise SetupError(
                f"The ledger {shown} was made by a newer version of the program ({error}). Upgrade the program."
            ) from None
