"""Withdraw a label: one officer proposes it with a reason and a day, a second one does it."""

import sqlalchemy as sa
from alembic import op

revision = "0039_onephase"
down_revision = "0038_look_after"
branch_labels = None
depends_on = None

PEOPLE = ("withdrawal_by_id", "withdrawn_by_id")
RULES = {
    "withdrawal_whole": "num_nulls(withdrawal_by_id, withdrawal_at, withdrawal_reason,"
    " withdrawn_from) in (0, 4)",
    "granted_first": "withdrawal_at is null or granted_at is not null",
    "withdrawal_reason": "withdrawal_reason <> ''",
    "withdrawn_in_its_time": "withdrawn_from between first and last",
    "withdrawn_by_two": "withdrawal_by_id <> withdrawn_by_id",
    "withdrawn_when_by_whom": "(withdrawn_by_id is null) = (withdrawn_at is null)",
    "withdrawn_as_proposed": "withdrawn_at is null or withdrawal_at is not null",
}
GRANTED = "granted_at is not null"
STILL_GRANTED = "granted_at is not null and withdrawn_at is null"


def upgrade() -> None:
    """What was granted before is not withdrawn."""
    for column in PEOPLE:
        op.add_column("label", sa.Column(column, sa.BigInteger(), nullable=True))
        op.create_foreign_key(op.f(f"fk_label_{column}"), "label", "person", [column], ["id"])
    op.add_column("label", sa.Column("withdrawal_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("label", sa.Column("withdrawal_reason", sa.Text(), nullable=True))
    op.add_column("label", sa.Column("withdrawn_from", sa.Date(), nullable=True))
    op.add_column("label", sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
    for name, rule in RULES.items():
        op.create_check_constraint(op.f(f"ck_label_{name}"), "label", rule)
    _once(STILL_GRANTED)


def downgrade() -> None:
    """What was withdrawn must not hold again: it becomes a proposal that was dropped."""
    for name in RULES:
        op.drop_constraint(op.f(f"ck_label_{name}"), "label")
    op.execute(
        "update label set granted_by_id = null, granted_at = null, dropped_at = withdrawn_at"
        " where withdrawn_at is not null"
    )
    for column in (*PEOPLE, "withdrawal_at", "withdrawal_reason", "withdrawn_from"):
        op.drop_column("label", column)
    _once(GRANTED)
    op.drop_column("label", "withdrawn_at")


def _once(which: str) -> None:
    op.drop_index("uq_label_granted", "label")
    op.create_index(
        "uq_label_granted",
        "label",
        ["programme_id", "cluster_id", "level", "first"],
        unique=True,
        postgresql_where=sa.text(which),
    )
