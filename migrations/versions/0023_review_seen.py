"""Count how often a review was saved, so that an older window overwrites nothing unseen."""

import sqlalchemy as sa
from alembic import op

revision = "0023_review_seen"
down_revision = "0022_unsigned"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Reviews that are there count as never saved: every page so far has shown what is kept."""
    op.add_column(
        "assignment", sa.Column("revision", sa.BigInteger(), server_default="0", nullable=False)
    )
    op.add_column("assignment", sa.Column("saved_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Let the last window win again."""
    op.drop_column("assignment", "saved_at")
    op.drop_column("assignment", "revision")
