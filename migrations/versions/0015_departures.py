"""Say until when a project that lost a partner has to find another one."""

import sqlalchemy as sa
from alembic import op

revision = "0015_departures"
down_revision = "0014_parts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the day; empty for every project that has the partners it needs."""
    op.add_column("project", sa.Column("replace_by", sa.Date(), nullable=True))


def downgrade() -> None:
    """Know the state only."""
    op.drop_column("project", "replace_by")
