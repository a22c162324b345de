"""Keep with an extension the planned days that held, and those that hold from then on."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0043_fair5"
down_revision = "0042_blind"
branch_labels = None
depends_on = None

PLANS = ("old_milestones", "milestones")


def upgrade() -> None:
    """Extensions from before moved no planned day."""
    for column in PLANS:
        op.add_column(
            "extension",
            sa.Column(
                column,
                postgresql.JSONB(astext_type=sa.Text()),
                server_default=sa.text("'{}'"),
                nullable=False,
            ),
        )


def downgrade() -> None:
    """The record of acts still says which days moved."""
    for column in PLANS:
        op.drop_column("extension", column)
