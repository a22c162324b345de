"""Keep when a report came first, so that an answer to a question does not make it late."""

import sqlalchemy as sa
from alembic import op

revision = "0024_first_receipt"
down_revision = "0022_unsigned"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Reports that are there came once: their one receipt counts."""
    op.add_column(
        "report", sa.Column("first_submitted_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.create_check_constraint(
        op.f("ck_report_first_comes_first"), "report", "first_submitted_at <= submitted_at"
    )


def downgrade() -> None:
    """Only the last receipt is kept."""
    op.drop_constraint(op.f("ck_report_first_comes_first"), "report", type_="check")
    op.drop_column("report", "first_submitted_at")
