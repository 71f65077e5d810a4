"""What several tests of the flows share: a real PostgreSQL and the engine's server, each started once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count

import pytest
from sqlalchemy import create_engine

from flows import engine
from tests.flows.postgresql import postgresql

_NUMBERS = count()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Starts the server for as long as the tests last."""
    with postgresql() as address:
        yield address


@pytest.fixture
def empty_database(server: str) -> str:
    """Gives the address of a database of its own."""
    name = f"ledger_{next(_NUMBERS)}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    admin.dispose()
    return server.rsplit("/", 1)[0] + f"/{name}"


@pytest.fixture(scope="session")
def engine_at_work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Starts the engine's server once for all tests, with a home of its own and nothing left in the environment."""
    with pytest.MonkeyPatch.context() as patched:
        for name in (*engine.QUIET, "PREFECT_HOME"):
            patched.delenv(name, raising=False)
        patched.setenv("PREFECT_HOME", str(tmp_path_factory.mktemp("engine")))
        engine.prepare(tmp_path_factory.mktemp("home"))
        from prefect.settings import PREFECT_API_URL
        from prefect.testing.utilities import prefect_test_harness

        with prefect_test_harness(server_startup_timeout=180):
            # Workers and runs know the server by the environment.
            patched.setenv(engine.ADDRESS, str(PREFECT_API_URL.value()))
            yield
        for name in engine.QUIET:
            os.environ.pop(name, None)
