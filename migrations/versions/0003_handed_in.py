"""Keep when a cluster management handed in the plan of its grant."""

import sqlalchemy as sa
from alembic import op

revision = "0003_handed_in"
down_revision = "0002_queue"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the moment; grants that are there have none."""
    op.add_column(
        "grant_to_recipient", sa.Column("handed_in_at", sa.DateTime(timezone=True), nullable=True)
    )


def downgrade() -> None:
    """Forget the moment; the record of acts still knows it."""
    op.drop_column("grant_to_recipient", "handed_in_at")
