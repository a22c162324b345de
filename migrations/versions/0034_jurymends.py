"""Keep what a recorded vote among equals should have said, until a second person confirms it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0034_jurymends"
down_revision = "0033_letter_text"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table; until now a vote was simply entered again."""
    op.create_table(
        "tie_change",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("settlement_id", sa.BigInteger(), nullable=False),
        sa.Column("places", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("minutes", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed_by_id", sa.BigInteger(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=True),
        sa.Column("answered_by_id", sa.BigInteger(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("minutes <> '' and reason <> ''", name=op.f("ck_tie_change_complete")),
        sa.CheckConstraint(
            "confirmed is not true or answered_by_id <> proposed_by_id",
            name=op.f("ck_tie_change_four_eyes"),
        ),
        sa.CheckConstraint(
            "(confirmed is null) = (answered_by_id is null)"
            " and (confirmed is null) = (answered_at is null)",
            name=op.f("ck_tie_change_answered_when_by_whom"),
        ),
        sa.ForeignKeyConstraint(
            ["settlement_id"], ["tie_settlement.id"], name=op.f("fk_tie_change_settlement_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["person.id"], name=op.f("fk_tie_change_proposed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["person.id"], name=op.f("fk_tie_change_answered_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tie_change")),
    )
    op.create_index(
        op.f("ix_tie_change_settlement_id"), "tie_change", ["settlement_id"], unique=False
    )
    op.create_index(
        "uq_tie_change_open",
        "tie_change",
        ["settlement_id"],
        unique=True,
        postgresql_where=sa.text("confirmed is null"),
    )


def downgrade() -> None:
    """Take it away; votes stay, what was proposed to change them is lost."""
    op.drop_index(
        "uq_tie_change_open", table_name="tie_change",
        postgresql_where=sa.text("confirmed is null"),
    )  # fmt: skip
    op.drop_index(op.f("ix_tie_change_settlement_id"), table_name="tie_change")
    op.drop_table("tie_change")
