"""Lines of a plan beneath the costs of an application, too."""

import sqlalchemy as sa
from alembic import op

revision = "0020_concept"
down_revision = "0019_few_years"
branch_labels = None
depends_on = None

COLUMN = "application_id"


def upgrade() -> None:
    """A line belongs to a grant, as it did, or to an application."""
    op.add_column("plan_line", sa.Column(COLUMN, sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk_plan_line_application_id"), "plan_line", "application", [COLUMN], ["id"]
    )
    op.create_index(op.f("ix_plan_line_application_id"), "plan_line", [COLUMN])
    op.alter_column("plan_line", "grant_id", existing_type=sa.BigInteger(), nullable=True)
    op.create_check_constraint(
        op.f("ck_plan_line_one_owner"), "plan_line", f"num_nonnulls({COLUMN}, grant_id) = 1"
    )


def downgrade() -> None:
    """Take away the lines of applications; their costs by category and year keep the sums."""
    op.execute(f"delete from plan_line where {COLUMN} is not null")
    op.drop_constraint(op.f("ck_plan_line_one_owner"), "plan_line", type_="check")
    op.alter_column("plan_line", "grant_id", existing_type=sa.BigInteger(), nullable=False)
    op.drop_index(op.f("ix_plan_line_application_id"), "plan_line")
    op.drop_constraint(op.f("fk_plan_line_application_id"), "plan_line", type_="foreignkey")
    op.drop_column("plan_line", COLUMN)
