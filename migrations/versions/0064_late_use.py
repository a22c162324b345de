"""Hear recipients on money they used late, and let two people charge the interest (R-036)."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0064_late_use"
down_revision = "0063_base_rate"
branch_labels = None
depends_on = None

DECISIONS = (
    "select", "reserve", "reject", "award_grant", "approve_concept", "approve_project",
    "approve_project_conditionally", "reject_project", "award_conditionally", "confirm_condition",
    "amend_grant", "revoke_grant",
)  # fmt: skip
LETTERS = (
    "selection", "rejection", "award", "reserve", "conditional", "confirmation", "amendment",
    "revocation",
)  # fmt: skip
KEPT_FOR_GOOD = ("late_use_hearing", "late_use_charge")


def upgrade() -> None:
    """Two tables, one more kind of decision and of letter."""
    op.create_table(
        "late_use_hearing",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("payment_id", sa.BigInteger(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("letter_on", sa.Date(), nullable=True),
        sa.Column("answer_until", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("waived_reason", sa.Text(), nullable=False),
        sa.Column("opened_by_id", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("subject <> ''", name=op.f("ck_late_use_hearing_subject")),
        sa.CheckConstraint(
            "(letter_on is null) = (waived_reason <> '')"
            " and (letter_on is null) = (answer_until is null)",
            name=op.f("ck_late_use_hearing_letter_or_waiver"),
        ),
        sa.CheckConstraint(
            "answer_until > letter_on", name=op.f("ck_late_use_hearing_time_to_answer")
        ),
        sa.CheckConstraint(
            "answered_on >= letter_on", name=op.f("ck_late_use_hearing_answered_after_the_letter")
        ),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["person.id"], name=op.f("fk_late_use_hearing_opened_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["payment_id"],
            ["payment_request.id"],
            name=op.f("fk_late_use_hearing_payment_id_payment_request"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_late_use_hearing")),
    )
    op.create_index(
        "uq_late_use_hearing_open",
        "late_use_hearing",
        ["payment_id"],
        unique=True,
        postgresql_where=sa.text("ended_at is null"),
    )
    op.create_table(
        "late_use_charge",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("decision_id", sa.BigInteger(), nullable=False),
        sa.Column("hearing_id", sa.BigInteger(), nullable=False),
        sa.Column("idle", sa.Numeric(14, 2), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("base_rates", postgresql.JSONB(), nullable=False),
        sa.Column("pay_by", sa.Date(), nullable=False),
        sa.Column("pay_to", sa.Text(), nullable=False),
        sa.Column("heard_result", sa.Text(), nullable=False),
        sa.Column("discretion", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "idle > 0 and first <= last", name=op.f("ck_late_use_charge_something_to_charge")
        ),
        sa.CheckConstraint(
            "pay_to <> '' and heard_result <> '' and discretion <> ''",
            name=op.f("ck_late_use_charge_all_is_said"),
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_late_use_charge_decision_id_decision")
        ),
        sa.ForeignKeyConstraint(
            ["hearing_id"],
            ["late_use_hearing.id"],
            name=op.f("fk_late_use_charge_hearing_id_late_use_hearing"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_late_use_charge")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_late_use_charge_decision_id")),
    )
    op.create_index(op.f("ix_late_use_charge_hearing_id"), "late_use_charge", ["hearing_id"])
    for table in KEPT_FOR_GOOD:
        op.execute(
            f"create trigger kept before delete on {table}"
            " for each row execute function refuse_change()"
        )
    op.execute(
        "create trigger frozen before update on late_use_charge"
        " for each row execute function refuse_change()"
    )
    _kinds("decision", "decisionkind", *DECISIONS, "charge_late_use")
    for table in ("letter", "letter_text"):
        _kinds(table, "letterkind", *LETTERS, "late_use")


def downgrade() -> None:
    """What two people decided is kept as it was, though nobody knows its kind any more."""
    for table in reversed(KEPT_FOR_GOOD):
        op.drop_table(table)
    for table in ("letter_text", "letter"):
        _kinds(table, "letterkind", *LETTERS, postgresql_not_valid=True)
    _kinds("decision", "decisionkind", *DECISIONS, postgresql_not_valid=True)


def _kinds(table: str, name: str, *kinds: str, **more: bool) -> None:
    constraint = op.f(f"ck_{table}_{name}")
    op.drop_constraint(constraint, table, type_="check")
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    op.create_check_constraint(constraint, table, f"kind in ({listed})", **more)
