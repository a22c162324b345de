"""Keep second clusters behind joint projects, and statements on aid from elsewhere."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0019_consort"
down_revision = "0018_mend_a"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables; no project has a second cluster yet, and nobody has stated anything."""
    _backing()
    _aid_statement()


def downgrade() -> None:
    """Know of one cluster behind each project, and of no aid from elsewhere."""
    op.drop_column("grant_to_recipient", "aid_statement_id")
    op.drop_table("aid_statement")
    op.drop_table("backing")


def _aid_statement() -> None:
    op.create_table(
        "aid_statement",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("organisation_id", sa.BigInteger(), nullable=True),
        sa.Column("cluster_id", sa.BigInteger(), nullable=True),
        sa.Column("items", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("terms_id", sa.BigInteger(), nullable=False),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stated_by_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "num_nulls(organisation_id, cluster_id) = 1", name=op.f("ck_aid_statement_of_one")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_aid_statement_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["cluster_id"], ["cluster.id"], name=op.f("fk_aid_statement_cluster_id")
        ),
        sa.ForeignKeyConstraint(
            ["terms_id"], ["terms_version.id"], name=op.f("fk_aid_statement_terms_id")
        ),
        sa.ForeignKeyConstraint(
            ["stated_by_id"], ["person.id"], name=op.f("fk_aid_statement_stated_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aid_statement")),
    )
    for column in ("organisation_id", "cluster_id"):
        op.create_index(op.f(f"ix_aid_statement_{column}"), "aid_statement", [column])
    op.execute(
        "create trigger frozen before update or delete on aid_statement"
        " for each row execute function refuse_change()"
    )
    op.execute(
        "create trigger never_emptied before truncate on aid_statement"
        " for each statement execute function refuse_change()"
    )
    op.add_column(
        "grant_to_recipient", sa.Column("aid_statement_id", sa.BigInteger(), nullable=True)
    )
    op.create_foreign_key(
        op.f("fk_grant_to_recipient_aid_statement_id"),
        "grant_to_recipient",
        "aid_statement",
        ["aid_statement_id"],
        ["id"],
    )


def _backing() -> None:
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
