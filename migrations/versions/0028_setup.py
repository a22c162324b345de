"""Keep rounds that are being set up, and who proposed a change of a round's terms and why."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0028_setup"
down_revision = "0027_papers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Terms have one version each so far, so nothing that is kept lacks its second person."""
    op.create_table(
        "round_setup",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "proposed",
                "done",
                "dropped",
                name="setupstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("body", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=True),
        sa.Column("title_de", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("authority_id", sa.BigInteger(), nullable=True),
        sa.Column("opens_on", sa.Date(), nullable=True),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column("milestones", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("changes_id", sa.BigInteger(), nullable=True),
        sa.Column("based_on", sa.BigInteger(), nullable=True),
        sa.Column("round_id", sa.BigInteger(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("proposed_by_id", sa.BigInteger(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "changes_id is null or state <> 'done' or confirmed_by_id is not null",
            name=op.f("ck_round_setup_change_confirmed"),
        ),
        sa.CheckConstraint(
            "state <> 'proposed' or (changes_id is not null and proposed_by_id is not null and proposed_at is not null and reason <> '')",
            name=op.f("ck_round_setup_proposed_when_by_whom"),
        ),
        sa.CheckConstraint(
            "(changes_id is null) = (based_on is null)",
            name=op.f("ck_round_setup_change_of_a_version"),
        ),
        sa.CheckConstraint(
            "(confirmed_by_id is null) = (confirmed_at is null) and (confirmed_by_id is null or proposed_by_id is not null)",
            name=op.f("ck_round_setup_confirmed_when_by_whom"),
        ),
        sa.CheckConstraint(
            "proposed_by_id <> confirmed_by_id", name=op.f("ck_round_setup_four_eyes")
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_round_setup_authority_id")
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["person.id"], name=op.f("fk_round_setup_changed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["changes_id"], ["round.id"], name=op.f("fk_round_setup_changes_id")
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["person.id"], name=op.f("fk_round_setup_confirmed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name=op.f("fk_round_setup_made_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["person.id"], name=op.f("fk_round_setup_proposed_by_id")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_round_setup_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_setup")),
    )
    op.create_index(op.f("ix_round_setup_changes_id"), "round_setup", ["changes_id"], unique=False)
    op.create_index(
        "uq_round_setup_change",
        "round_setup",
        ["changes_id"],
        unique=True,
        postgresql_where=sa.text("state in ('draft', 'proposed')"),
    )
    op.add_column("terms_version", sa.Column("proposed_by_id", sa.BigInteger(), nullable=True))
    op.add_column(
        "terms_version", sa.Column("reason", sa.Text(), server_default="", nullable=False)
    )
    op.create_foreign_key(
        op.f("fk_terms_version_proposed_by_id"),
        "terms_version",
        "person",
        ["proposed_by_id"],
        ["id"],
    )
    op.create_check_constraint(
        op.f("ck_terms_version_change_by_two"),
        "terms_version",
        "version = 1 or coalesce(proposed_by_id <> created_by_id and reason <> '', false)",
    )


def downgrade() -> None:
    """Forget what was not published, and why terms were changed."""
    op.drop_constraint(op.f("ck_terms_version_change_by_two"), "terms_version", type_="check")
    op.drop_constraint(op.f("fk_terms_version_proposed_by_id"), "terms_version", type_="foreignkey")
    op.drop_column("terms_version", "reason")
    op.drop_column("terms_version", "proposed_by_id")
    op.drop_index(
        "uq_round_setup_change",
        table_name="round_setup",
        postgresql_where=sa.text("state in ('draft', 'proposed')"),
    )
    op.drop_index(op.f("ix_round_setup_changes_id"), table_name="round_setup")
    op.drop_table("round_setup")
