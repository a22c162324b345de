"""Find the invitations of a cluster or a partner without reading all of them."""

from alembic import op

revision = "0018_mend_a"
down_revision = "0017_afterwards"
branch_labels = None
depends_on = None

PLACES = ("cluster_id", "partner_id")


def upgrade() -> None:
    """Add the two indexes."""
    for column in PLACES:
        op.create_index(op.f(f"ix_invitation_{column}"), "invitation", [column])


def downgrade() -> None:
    """Drop them."""
    for column in PLACES:
        op.drop_index(op.f(f"ix_invitation_{column}"), "invitation")
