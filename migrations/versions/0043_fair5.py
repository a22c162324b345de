"""Keep the planned days with an extension, and who was released from a jury."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0043_fair5"
down_revision = "0042_blind"
branch_labels = None
depends_on = None

PLANS = ("old_milestones", "milestones")
ANSWERS = ("invited", "accepted", "declined", "released")


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
    _answers(ANSWERS)


def downgrade() -> None:
    """The record of acts still says which days moved and who was released."""
    op.execute("update jury_member set answer = 'declined' where answer = 'released'")
    _answers(ANSWERS[:-1])
    for column in PLANS:
        op.drop_column("extension", column)


def _answers(allowed: tuple[str, ...]) -> None:
    op.drop_constraint(op.f("ck_jury_member_juryanswer"), "jury_member", type_="check")
    named = ", ".join(f"'{one}'" for one in allowed)
    op.create_check_constraint(
        op.f("ck_jury_member_juryanswer"), "jury_member", f"answer in ({named})"
    )
