"""Keep how a partner that came in place of another one was handed in, accepted and bound."""

import sqlalchemy as sa
from alembic import op

revision = "0024_risk"
down_revision = "0023_review_seen"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; nobody that is new today was handed in or accepted."""
    op.add_column("partner", sa.Column("agreed_on", sa.Date(), nullable=True))
    for column in ("handed_in_at", "accepted_at"):
        op.add_column("partner", sa.Column(column, sa.DateTime(timezone=True), nullable=True))
    op.create_check_constraint(
        op.f("ck_partner_taken_in_first"),
        "partner",
        "taken_in_at is not null or num_nonnulls(agreed_on, handed_in_at, accepted_at) = 0",
    )


def downgrade() -> None:
    """Forget it: whoever was accepted is a partner like all others."""
    op.drop_constraint(op.f("ck_partner_taken_in_first"), "partner", type_="check")
    op.execute("update partner set taken_in_at = null where accepted_at is not null")
    for column in ("accepted_at", "handed_in_at", "agreed_on"):
        op.drop_column("partner", column)
