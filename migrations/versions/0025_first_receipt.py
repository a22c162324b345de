"""Keep when a report came first, and let a rejection leave the ranking for a reason of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0025_first_receipt"
down_revision = "0024_risk"
branch_labels = None
depends_on = None
GROUNDS = ("formal", "quality", "budget")


def upgrade() -> None:
    """Reports that are there came once: their one receipt counts."""
    op.add_column(
        "report", sa.Column("first_submitted_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.create_check_constraint(
        op.f("ck_report_first_comes_first"), "report", "first_submitted_at <= submitted_at"
    )
    _grounds(*GROUNDS, "other")


def downgrade() -> None:
    """Only the last receipt is kept, and the budget is the ground that comes nearest."""
    op.execute("alter table decision disable trigger user")
    op.execute("update decision set ground = 'budget' where ground = 'other'")
    op.execute("alter table decision enable trigger user")
    _grounds(*GROUNDS)
    op.drop_constraint(op.f("ck_report_first_comes_first"), "report", type_="check")
    op.drop_column("report", "first_submitted_at")


def _grounds(*allowed: str) -> None:
    op.drop_constraint(op.f("ck_decision_ground"), "decision", type_="check")
    listed = ", ".join(f"'{one}'" for one in allowed)
    op.create_check_constraint(op.f("ck_decision_ground"), "decision", f"ground in ({listed})")
