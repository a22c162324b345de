"""Keep where a grant stood before its hearing, so that it goes back there."""

import sqlalchemy as sa
from alembic import op

revision = "0048_heard_from"
down_revision = "0047_observation"
branch_labels = None
depends_on = None

# The record says from where a grant went into its hearing.
FROM_RECORD = """
update hearing set heard_from = coalesce((
    select act.before ->> 'state' from act
    join grant_to_recipient g on g.number = act.object_number
    where g.id = hearing.grant_id and act.object_kind = 'grant' and act.act = 'hear_grant'
        and act.at = hearing.opened_at
    order by act.id desc limit 1), 'active')
"""


STATES = sa.Enum(
    "applied",
    "complete",
    "credit_checked",
    "fundable",
    "early_start_approved",
    "award_drafted",
    "award_countersigned",
    "awarded",
    "objected",
    "litigated",
    "final",
    "active",
    "payment_stopped",
    "hearing",
    "partly_revoked",
    "revoked",
    "withdrawn_award",
    "recovery",
    "insolvent",
    "period_ended",
    "proof_due",
    "proof_submitted",
    "proof_checked",
    "settled",
    "retention",
    "archived",
    name="grantstate",
    native_enum=False,
    create_constraint=True,
    length=40,
)


def upgrade() -> None:
    """From the record for what is there."""
    op.add_column("hearing", sa.Column("heard_from", STATES, nullable=True))
    op.execute(FROM_RECORD)
    op.alter_column("hearing", "heard_from", nullable=False)


def downgrade() -> None:
    """Every hearing leads back to a running grant again."""
    op.drop_column("hearing", "heard_from")
