"""Keep votes and lots among equals, and what-ifs over a ranking that somebody named."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0029_ranking"
down_revision = "0028_setup"
branch_labels = None
depends_on = None


KIND = "ck_document_documentkind"
BEFORE = "'receipt', 'letter', 'compliance_report', 'blank_form'"
FROZEN = ("scenario", "tie_settlement")


def upgrade() -> None:
    """Add the tables with their guards; nothing was settled or tried out yet."""
    op.drop_constraint(op.f(KIND), "document", type_="check")
    op.create_check_constraint(op.f(KIND), "document", f"kind in ({BEFORE}, 'scenario')")
    op.create_table(
        "scenario",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("assumed", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("came_to", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("made_by_id", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_scenario_named")),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_scenario_made_by_id")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_scenario_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scenario")),
        sa.UniqueConstraint("round_id", "name", name=op.f("uq_scenario_round_id_name")),
    )
    op.create_table(
        "tie_settlement",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "way",
            sa.Enum(
                "weightiest_criterion",
                "balance",
                "lot",
                name="tiebreak",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("equals", sa.Text(), nullable=False),
        sa.Column("places", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("seed", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Text(), nullable=False),
        sa.Column("settled_by_id", sa.BigInteger(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(way = 'balance') = (minutes <> '')", name=op.f("ck_tie_settlement_minutes_of_a_vote")
        ),
        sa.CheckConstraint(
            "(way = 'lot') = (seed <> '')", name=op.f("ck_tie_settlement_seed_of_a_lot")
        ),
        sa.CheckConstraint("way in ('balance', 'lot')", name=op.f("ck_tie_settlement_by_hand")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_tie_settlement_round_id")
        ),
        sa.ForeignKeyConstraint(
            ["settled_by_id"], ["person.id"], name=op.f("fk_tie_settlement_settled_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tie_settlement")),
    )
    op.create_index(
        op.f("ix_tie_settlement_round_id"), "tie_settlement", ["round_id"], unique=False
    )
    op.create_index(
        "uq_tie_settlement_lot",
        "tie_settlement",
        ["round_id", "equals"],
        unique=True,
        postgresql_where=sa.text("way = 'lot'"),
    )
    op.create_table(
        "scenario_paper",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("scenarios", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("ordered_by_id", sa.BigInteger(), nullable=False),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_scenario_paper_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["ordered_by_id"], ["person.id"], name=op.f("fk_scenario_paper_ordered_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_scenario_paper_round_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scenario_paper")),
    )
    op.create_index(
        op.f("ix_scenario_paper_round_id_ordered_at"),
        "scenario_paper",
        ["round_id", "ordered_at"],
        unique=False,
    )
    for table in FROZEN:
        op.execute(
            f"create trigger frozen before update or delete on {table}"
            " for each row execute function refuse_change()"
        )
        op.execute(
            f"create trigger never_emptied before truncate on {table}"
            " for each statement execute function refuse_change()"
        )


def downgrade() -> None:
    """Take them away; what was settled and tried out is lost, printed papers stay."""
    op.drop_constraint(op.f(KIND), "document", type_="check")
    op.create_check_constraint(
        op.f(KIND), "document", f"kind in ({BEFORE})", postgresql_not_valid=True
    )
    op.drop_index(op.f("ix_scenario_paper_round_id_ordered_at"), table_name="scenario_paper")
    op.drop_table("scenario_paper")
    op.drop_index(
        "uq_tie_settlement_lot",
        table_name="tie_settlement",
        postgresql_where=sa.text("way = 'lot'"),
    )
    op.drop_index(op.f("ix_tie_settlement_round_id"), table_name="tie_settlement")
    op.drop_table("tie_settlement")
    op.drop_table("scenario")
