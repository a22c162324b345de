"""Keep which second cluster stands behind a joint project."""

import sqlalchemy as sa
from alembic import op

revision = "0019_consort"
down_revision = "0018_mend_a"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table; no project has a second cluster yet."""
    op.create_table(
        "backing",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("award_id", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.BigInteger(), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agreed_by_id", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(agreed_at is null) = (agreed_by_id is null)", name=op.f("ck_backing_agreed")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_backing_project_id")),
        sa.ForeignKeyConstraint(["award_id"], ["award.id"], name=op.f("fk_backing_award_id")),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["person.id"], name=op.f("fk_backing_asked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["agreed_by_id"], ["person.id"], name=op.f("fk_backing_agreed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backing")),
    )
    op.create_index(op.f("ix_backing_award_id"), "backing", ["award_id"])
    op.create_index(
        "uq_backing_live",
        "backing",
        ["project_id"],
        unique=True,
        postgresql_where=sa.text("ended_at is null"),
    )


def downgrade() -> None:
    """Know of one cluster behind each project."""
    op.drop_table("backing")
