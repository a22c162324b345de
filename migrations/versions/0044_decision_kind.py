"""Find the few decisions of a kind, such as those on reserves, without reading all of them."""

from alembic import op

revision = "0044_decision_kind"
down_revision = "0043_fair5"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_decision_kind_state", "decision", ["kind", "state"])


def downgrade() -> None:
    op.drop_index("ix_decision_kind_state", table_name="decision")
