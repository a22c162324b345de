"""Lines of a plan beneath its grid: what for, how many, at which price."""

import sqlalchemy as sa
from alembic import op

revision = "0009_plan_lines"
down_revision = "0008_rates"
branch_labels = None
depends_on = None

UNITS = ("month", "day", "hour", "trip", "item")


def upgrade() -> None:
    """Add the table; a plan without lines is what it was before."""
    op.create_table(
        "plan_line",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("grant_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Numeric(8, 2), nullable=True),
        sa.Column(
            "unit",
            sa.Enum(*UNITS, name="unit", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("unit_price", sa.Numeric(14, 2), nullable=True),
        sa.Column("amount", sa.Numeric(14, 2), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(quantity is null) = (unit_price is null)",
            name=op.f("ck_plan_line_quantity_with_price"),
        ),
        sa.CheckConstraint(
            "quantity is null or amount = round(quantity * unit_price, 2)",
            name=op.f("ck_plan_line_worked_out"),
        ),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_plan_line_quantity_positive")),
        sa.CheckConstraint(
            "amount >= 0 and unit_price >= 0", name=op.f("ck_plan_line_not_negative")
        ),
        sa.CheckConstraint("label <> ''", name=op.f("ck_plan_line_labelled")),
        sa.CheckConstraint("year between 2000 and 2100", name=op.f("ck_plan_line_year")),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["grant_to_recipient.id"], name=op.f("fk_plan_line_grant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_line")),
    )
    op.create_index(op.f("ix_plan_line_grant_id"), "plan_line", ["grant_id"])


def downgrade() -> None:
    """Take it away; the grid keeps the sums."""
    op.drop_index(op.f("ix_plan_line_grant_id"), table_name="plan_line")
    op.drop_table("plan_line")
