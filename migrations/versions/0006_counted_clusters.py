"""Let one index answer how many clusters applied and won: the page of calls asks at each visit."""

from alembic import op

revision = "0006_counted_clusters"
down_revision = "0005_waiting_decisions"
branch_labels = None
depends_on = None

INDEX = "ix_application_round_state"


def upgrade() -> None:
    """Add the cluster to the index of round and state."""
    op.drop_index(INDEX, table_name="application")
    op.create_index(INDEX, "application", ["round_id", "state", "cluster_id"])


def downgrade() -> None:
    """The index without it."""
    op.drop_index(INDEX, table_name="application")
    op.create_index(INDEX, "application", ["round_id", "state"])
