"""The tables of the ledger. Moments are UTC as ISO text, so that SQLite and PostgreSQL sort and show them alike."""

from __future__ import annotations

import hashlib

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

REVISION = "0002"
"""The newest migration; raised with each new file in flows/migrations/versions."""

METADATA = MetaData()

RUNS = Table(
    "runs",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("intake", Text, nullable=False),
    Column("output", Text, nullable=False),
    Column("as_of", String(10), nullable=False),
    Column("started", String(32), nullable=False),
    Column("ended", String(32)),
    Column("state", String(16), nullable=False),
    Column("host", Text, nullable=False),
    Column("process", Integer, nullable=False),
    Column("files", Integer, nullable=False, default=0),
    Column("files_read", Integer, nullable=False, default=0),
    Column("cases_judged", Integer, nullable=False, default=0),
    Column("cases_kept", Integer, nullable=False, default=0),
)

FILES = Table(
    "files",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("intake", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("mark", String(96), nullable=False),
    Column("state", String(16), nullable=False),
    Column("code", String(64), nullable=False),
    Column("current", Boolean, nullable=False),
    Column("first_seen", String(32), nullable=False),
    Column("last_seen", String(32), nullable=False),
    # Hash of intake, file and content: names may be longer than PostgreSQL's indexes can hold.
    Column("version", String(64), nullable=False, server_default=""),
    Index("files_by_version", "version", unique=True),
)

HISTORY = Table(
    "history",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("file_id", Integer, ForeignKey("files.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("moment", String(32), nullable=False),
    Column("state", String(16), nullable=False),
    Column("code", String(64), nullable=False),
    Column("run_id", Integer),
)


def version_of(intake: str, file: str, sha256: str) -> str:
    """Gives the key of one version of a file."""
    return hashlib.sha256("\0".join((intake, file, sha256)).encode("utf-8", "surrogatepass")).hexdigest()


READINGS = Table(
    "readings",
    METADATA,
    Column("sha256", String(64), primary_key=True),
    Column("reader_version", String(32), primary_key=True),
    Column("code", String(64), nullable=False),
    Column("told", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("limits", String(64), nullable=False),
    Column("seconds", Float, nullable=False),
    Column("moment", String(32), nullable=False),
)

CASES = Table(
    "cases",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("intake", Text, nullable=False),
    Column("output", Text, nullable=False),
    Column("case_id", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("content", String(64), nullable=False),
    Column("as_of", String(10), nullable=False),
    Column("judged", String(32), nullable=False),
    Column("organisation", Text),
    Column("programme", Text),
    Column("referent", Text),
    Column("findings", Integer, nullable=False),
    Column("unread", Integer, nullable=False),
    Column("files", Text, nullable=False),
    Column("deadlines", Text, nullable=False),
    UniqueConstraint("output", "case_id", name="one_row_per_case"),
)

ENTRIES = Table(
    "entries",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("output", Text, nullable=False),
    Column("case_id", Text, nullable=False),
    Column("finding_id", Text, nullable=False),
    Column("decision", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("moment", String(32), nullable=False),
)

FORGOTTEN = Table(
    "forgotten",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("case_id", Text, nullable=False),
    Column("moment", String(32), nullable=False),
    Column("files", Integer, nullable=False),
    Column("contents", Integer, nullable=False),
)
