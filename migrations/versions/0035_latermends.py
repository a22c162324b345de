"""Keep changes of the one-year limit, which two people make, and how long a letter waits."""

import sqlalchemy as sa
from alembic import op

revision = "0035_latermends"
down_revision = "0034_jurymends"
branch_labels = None
depends_on = None
RETRIEVAL = "coalesce(((body -> 'notification') ->> 'retrieval_days')::integer, 10)"


def upgrade() -> None:
    """A table for changes of the limit, and what proves that a letter was posted."""
    op.add_column(
        "letter_dispatch", sa.Column("reference", sa.Text(), server_default="", nullable=False)
    )
    op.add_column(
        "terms_version",
        sa.Column(
            "retrieval_days", sa.Integer(), sa.Computed(RETRIEVAL, persisted=True), nullable=False
        ),
    )
    op.create_table(
        "limit_change",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("hearing_id", sa.BigInteger(), nullable=False),
        sa.Column("old_known_on", sa.Date(), nullable=True),
        sa.Column("old_deceit", sa.Boolean(), nullable=False),
        sa.Column("known_on", sa.Date(), nullable=False),
        sa.Column("deceit", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed_by_id", sa.BigInteger(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by_id", sa.BigInteger(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_limit_change_reason")),
        sa.CheckConstraint(
            "proposed_by_id <> confirmed_by_id", name=op.f("ck_limit_change_four_eyes")
        ),
        sa.CheckConstraint(
            "(confirmed_by_id is null) = (confirmed_at is null)",
            name=op.f("ck_limit_change_confirmed_when_by_whom"),
        ),
        sa.CheckConstraint(
            "confirmed_at is null or voided_at is null", name=op.f("ck_limit_change_settled_once")
        ),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearing.id"], name=op.f("fk_limit_change_hearing_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["person.id"], name=op.f("fk_limit_change_proposed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["person.id"], name=op.f("fk_limit_change_confirmed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_limit_change")),
    )
    op.create_index(op.f("ix_limit_change_hearing_id"), "limit_change", ["hearing_id"])
    op.create_index(
        "uq_limit_change_open",
        "limit_change",
        ["hearing_id"],
        unique=True,
        postgresql_where=sa.text("confirmed_at is null and voided_at is null"),
    )


def downgrade() -> None:
    """The changes are gone; the days that hold stay with their hearings."""
    op.drop_table("limit_change")
    op.drop_column("terms_version", "retrieval_days")
    op.drop_column("letter_dispatch", "reference")
