"""Count rounds within their programme."""

import sqlalchemy as sa
from alembic import op

revision = "0036_programmes"
down_revision = "0032_afterwards"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What was called round 5 stays round 5: its number was unique among all programmes."""
    op.add_column("round", sa.Column("ordinal", sa.BigInteger(), nullable=True))
    op.execute("update round set ordinal = number")
    op.alter_column("round", "ordinal", nullable=False)
    op.create_unique_constraint(
        "uq_round_programme_id_ordinal", "round", ["programme_id", "ordinal"]
    )
    op.create_check_constraint("ordinal_from_one", "round", "ordinal >= 1")


def downgrade() -> None:
    """One number for all programmes again."""
    op.drop_constraint(op.f("ck_round_ordinal_from_one"), "round", type_="check")
    op.drop_constraint("uq_round_programme_id_ordinal", "round", type_="unique")
    op.drop_column("round", "ordinal")
