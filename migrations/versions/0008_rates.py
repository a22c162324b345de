"""Keep what rates depend on: size statements, research, other aid, contributions in currencies."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008_rates"
down_revision = "0007_handed_in_counts"
branch_labels = None
depends_on = None

GRANT, PARTNER, STATEMENT = "grant_to_recipient", "partner", "size_statement"
SIZES = ("micro", "small", "medium", "large")
PARTS = (
    "other_public",
    "research_fundamental",
    "research_industrial",
    "research_experimental",
    "research_feasibility",
)
STATED = ("stated", "stated_currency", "stated_rate", "stated_rate_on", "stated_rate_source")
ADDS_UP = "awarded_at is null or direct + own_funds + own_in_kind + third_party"


def upgrade() -> None:
    """Add the columns and the table; what is there already has no such parts."""
    for part in PARTS:
        op.add_column(GRANT, sa.Column(part, sa.Numeric(14, 2), nullable=False, server_default="0"))
    op.add_column(GRANT, sa.Column("recipient_size", _size(), nullable=True))
    op.create_check_constraint(
        "parts_not_negative", GRANT, " and ".join(f"{p} >= 0" for p in PARTS)
    )
    op.drop_constraint("financing_adds_up", GRANT, type_="check")
    op.create_check_constraint("financing_adds_up", GRANT, f"{ADDS_UP} + other_public = costs")

    for name, kind in zip(
        STATED,
        (sa.Numeric(18, 2), sa.String(3), sa.Numeric(18, 8), sa.Date(), sa.Text()),
        strict=True,
    ):
        op.add_column(PARTNER, sa.Column(name, kind, nullable=True))
    op.add_column(
        PARTNER, sa.Column("may_publish", sa.Boolean(), nullable=False, server_default="false")
    )
    op.create_check_constraint("stated_whole", PARTNER, f"num_nulls({', '.join(STATED)}) in (0, 5)")
    op.create_check_constraint("stated_positive", PARTNER, "stated >= 0 and stated_rate > 0")

    op.create_table(
        STATEMENT,
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=False),
        sa.Column("answers", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("size", _size(), nullable=False),
        sa.Column("terms_id", sa.BigInteger(), nullable=False),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stated_by_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("year between 2000 and 2100", name="year"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"]),
        sa.ForeignKeyConstraint(["terms_id"], ["terms_version.id"]),
        sa.ForeignKeyConstraint(["stated_by_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_size_statement_organisation_id"), STATEMENT, ["organisation_id"])
    op.execute(
        "create trigger frozen before update or delete on size_statement"
        " for each row execute function refuse_change()"
    )
    op.execute(
        "create trigger never_emptied before truncate on size_statement"
        " for each statement execute function refuse_change()"
    )


def downgrade() -> None:
    """Take them away; what was stated is lost."""
    op.drop_table(STATEMENT)
    for name in ("stated_whole", "stated_positive"):
        op.drop_constraint(name, PARTNER, type_="check")
    for name in (*STATED, "may_publish"):
        op.drop_column(PARTNER, name)
    for name in ("financing_adds_up", "parts_not_negative"):
        op.drop_constraint(name, GRANT, type_="check")
    op.create_check_constraint("financing_adds_up", GRANT, f"{ADDS_UP} = costs")
    for name in (*PARTS, "recipient_size"):
        op.drop_column(GRANT, name)


def _size() -> sa.Enum:
    return sa.Enum(*SIZES, name="size", native_enum=False, create_constraint=True, length=40)
