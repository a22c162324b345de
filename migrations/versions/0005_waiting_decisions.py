"""Find the proposals that wait without reading every decision: each page of staff counts them."""

from alembic import op

revision = "0005_waiting_decisions"
down_revision = "0004_upload_pages"
branch_labels = None
depends_on = None

INDEX = "ix_decision_state_proposed"


def upgrade() -> None:
    """Add the index."""
    op.create_index(INDEX, "decision", ["state", "proposed_at"])


def downgrade() -> None:
    """Take it away."""
    op.drop_index(INDEX, table_name="decision")
