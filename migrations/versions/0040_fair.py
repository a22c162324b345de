"""Check codes for minutes, comparisons and reports; what officers know of missed conditions."""

import sqlalchemy as sa
from alembic import op

revision = "0040_fair"
down_revision = "0039_onephase"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Papers from before carry no code; letters keep theirs in their own row."""
    op.add_column("document", sa.Column("check_code", sa.Text(), nullable=True))
    op.add_column(
        "document", sa.Column("sealed_with", sa.Text(), server_default="", nullable=False)
    )
    op.add_column(
        "grant_condition", sa.Column("missed_told_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.create_unique_constraint(op.f("uq_document_check_code"), "document", ["check_code"])


def downgrade() -> None:
    """Nobody can check them any more."""
    op.drop_constraint(op.f("uq_document_check_code"), "document", type_="unique")
    op.drop_column("grant_condition", "missed_told_at")
    op.drop_column("document", "sealed_with")
    op.drop_column("document", "check_code")
