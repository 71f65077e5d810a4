"""What several tests of the flows share: a real PostgreSQL, started once, with an empty database for whoever asks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
from sqlalchemy import create_engine

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
