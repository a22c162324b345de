"""Keep beside each line of a report what the plan said when it was handed in."""

import sqlalchemy as sa
from alembic import op

revision = "0054_frozen_plan"
down_revision = "0053_voucher"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What was handed in before goes on being compared with the plan as it is."""
    op.add_column("report_line", sa.Column("planned", sa.Numeric(14, 2), nullable=True))
    op.create_check_constraint(
        op.f("ck_report_line_planned_not_negative"), "report_line", "planned >= 0"
    )


def downgrade() -> None:
    """Every report is compared with the plan as it is."""
    op.drop_column("report_line", "planned")
