"""Versions of files are told apart by a hash: PostgreSQL's index over the names themselves ends at 2,700 bytes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from flows.ledger_tables import version_of

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_FILES = sa.table("files", *(sa.column(name) for name in ("id", "intake", "file", "sha256", "version")))


def upgrade() -> None:
    """Puts the hash in the place of the constraint over names."""
    op.add_column("files", sa.Column("version", sa.String(64), nullable=False, server_default=""))
    connection = op.get_bind()
    for row in connection.execute(sa.select(_FILES)).all():
        values = {"version": version_of(row.intake, row.file, row.sha256)}
        connection.execute(_FILES.update().where(_FILES.c.id == row.id).values(**values))
    op.create_index("files_by_version", "files", ["version"], unique=True)
    if connection.dialect.name != "sqlite":
        # SQLite takes a constraint away only with the whole table, and the history of its files with that; its own
        # index has no limit, so the constraint does no harm there.
        op.drop_constraint("one_row_per_version", "files", type_="unique")


def downgrade() -> None:
    """Puts the constraint over names back."""
    op.drop_index("files_by_version", "files")
    op.drop_column("files", "version")
    if op.get_bind().dialect.name != "sqlite":
        op.create_unique_constraint("one_row_per_version", "files", ["intake", "file", "sha256"])
