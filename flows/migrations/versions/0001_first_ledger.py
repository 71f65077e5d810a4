"""The first ledger: runs, files and their history, readings, cases, reviewers' entries, what was forgotten."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _text(name: str, length: int | None = None, *, empty: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length) if length else sa.Text(), nullable=empty)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _key() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), primary_key=True)


def upgrade() -> None:
    """Makes every table of the first ledger."""
    op.create_table(
        "runs",
        _key(),
        _text("intake"),
        _text("output"),
        _text("as_of", 10),
        _text("started", 32),
        _text("ended", 32, empty=True),
        _text("state", 16),
        _text("host"),
        *map(_number, ("process", "files", "files_read", "cases_judged", "cases_kept")),
    )
    op.create_table(
        "files",
        _key(),
        _text("intake"),
        _text("file"),
        _text("sha256", 64),
        _text("mark", 96),
        _text("state", 16),
        _text("code", 64),
        sa.Column("current", sa.Boolean(), nullable=False),
        _text("first_seen", 32),
        _text("last_seen", 32),
        sa.UniqueConstraint("intake", "file", "sha256", name="one_row_per_version"),
    )
    op.create_table(
        "history",
        _key(),
        sa.Column("file_id", sa.Integer(), sa.ForeignKey("files.id", ondelete="CASCADE"), nullable=False, index=True),
        _text("moment", 32),
        _text("state", 16),
        _text("code", 64),
        sa.Column("run_id", sa.Integer()),
    )
    op.create_table(
        "readings",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("reader_version", sa.String(32), primary_key=True),
        _text("code", 64),
        _text("told"),
        _number("attempts"),
        _text("limits", 64),
        sa.Column("seconds", sa.Float(), nullable=False),
        _text("moment", 32),
    )
    op.create_table(
        "cases",
        _key(),
        *map(_text, ("intake", "output", "case_id", "unit")),
        _text("content", 64),
        _text("as_of", 10),
        _text("judged", 32),
        *(_text(name, empty=True) for name in ("organisation", "programme", "referent")),
        *map(_number, ("findings", "unread")),
        *map(_text, ("files", "deadlines")),
        sa.UniqueConstraint("output", "case_id", name="one_row_per_case"),
    )
    op.create_table(
        "entries",
        _key(),
        *map(_text, ("output", "case_id", "finding_id", "decision", "note", "name", "day")),
        _text("moment", 32),
    )
    op.create_table("forgotten", _key(), _text("case_id"), _text("moment", 32), *map(_number, ("files", "contents")))


def downgrade() -> None:
    """Removes every table of the first ledger."""
    for name in ("forgotten", "entries", "cases", "readings", "history", "files", "runs"):
        op.drop_table(name)
