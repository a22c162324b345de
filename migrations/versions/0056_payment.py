"""Let recipients ask for money, and pay it by three people, in runs that the bank confirms."""

import sqlalchemy as sa
from alembic import op

revision = "0056_payment"
down_revision = "0054_frozen_plan"
branch_labels = None
depends_on = None

ACCOUNTS = (
    "kind in ('budget', 'available', 'reserved', 'committed', 'paid', 'beside', 'own_funds',"
    " 'own_source', 'reclaim', 'interest', 'claims'"
)
ENTRIES = (
    "kind in ('opening', 'budget', 'reserve', 'void', 'commit', 'amend', 'revoke', 'claim', 'pay'"
)
# What went to the bank and what came from it stays; a run may be dropped, a line explained.
KEEP = """
create function keep_bank() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or to_jsonb(new) - array['dropped_at', 'dropped_reason', 'request_id',
            'explanation', 'explained_at', 'explained_by_id']
        <> to_jsonb(old) - array['dropped_at', 'dropped_reason', 'request_id',
            'explanation', 'explained_at', 'explained_by_id'] then
        raise exception 'what the bank got and said is kept as it is'
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$
"""
KEPT = ("payment_run", "bank_statement", "bank_line")


def upgrade() -> None:
    """Nothing was asked for or paid before."""
    for column in ("account_holder", "account_iban", "account_bic"):
        op.add_column(
            "authority_version", sa.Column(column, sa.Text(), server_default="", nullable=False)
        )
    _kinds(", 'ordered')", ", 'order', 'return', 'repay')", "('committed', 'ordered', 'paid')")
    _requests()
    _statements()
    op.execute(KEEP)
    for table in KEPT:
        op.execute(
            f"create trigger kept before update or delete on {table}"
            " for each row execute function keep_bank()"
        )


def downgrade() -> None:
    """Refused by the database once a payment was ordered: the books say so."""
    for table in ("bank_line", "bank_statement", "payment_request", "payment_run"):
        op.drop_table(table)
    op.execute("drop function keep_bank()")
    _kinds(")", ")", "('committed', 'paid')")
    for column in ("account_bic", "account_iban", "account_holder"):
        op.drop_column("authority_version", column)


def _kinds(accounts: str, entries: str, of_year: str) -> None:
    """Which kinds of accounts and entries the books know."""
    checks = (
        ("ledger_account", "ck_ledger_account_accountkind", ACCOUNTS + accounts),
        (
            "ledger_account",
            "ck_ledger_account_of_year",
            f"(kind in {of_year}) = (year is not null)",
        ),
        ("ledger_entry", "ck_ledger_entry_entrykind", ENTRIES + entries),
    )
    for table, name, rule in checks:
        op.drop_constraint(op.f(name), table)
        op.create_check_constraint(op.f(name), table, rule)


def _requests() -> None:
    op.create_table(
        "payment_run",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("authority_id", sa.BigInteger(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("iban", sa.Text(), nullable=False),
        sa.Column("execute_on", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.BigInteger(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.Numeric(14, 2), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dropped_reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(dropped_at is null) = (dropped_reason = '')",
            name=op.f("ck_payment_run_dropped_with_reason"),
        ),
        sa.CheckConstraint(
            "count > 0 and total > 0",
            name=op.f("ck_payment_run_pays_something"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_payment_run_authority_id")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name=op.f("fk_payment_run_made_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_run")),
        sa.UniqueConstraint("message", name=op.f("uq_payment_run_message")),
    )
    op.create_index(op.f("ix_payment_run_authority_id"), "payment_run", ["authority_id"])
    op.create_table(
        "payment_request",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("grant_id", sa.BigInteger(), nullable=False),
        sa.Column("ordinal", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("spent", sa.Numeric(14, 2), nullable=False),
        sa.Column("forecast", sa.Numeric(14, 2), nullable=False),
        sa.Column("requested", sa.Numeric(14, 2), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_by_id", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("correct", sa.Numeric(14, 2), nullable=True),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_by_id", sa.BigInteger(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by_id", sa.BigInteger(), nullable=True),
        sa.Column("year", sa.BigInteger(), nullable=True),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("iban", sa.Text(), nullable=False),
        sa.Column("attempts", sa.BigInteger(), nullable=False),
        sa.Column("run_id", sa.BigInteger(), nullable=True),
        sa.Column("payer_id", sa.BigInteger(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("use_by", sa.Date(), nullable=True),
        sa.Column("used_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(state in ('approved', 'paid', 'used', 'idle', 'interest_notice')) = (approved_by_id is not null) and (approved_by_id is null) = (approved_at is null) and (approved_by_id is null) = (iban = '') and (approved_by_id is null) = (year is null)",
            name=op.f("ck_payment_request_approved_by_whom"),
        ),
        sa.CheckConstraint(
            "state = 'draft' or requested > 0",
            name=op.f("ck_payment_request_asks_for_something"),
        ),
        sa.CheckConstraint(
            "(state in ('checked', 'approved', 'paid', 'used', 'idle', 'interest_notice')) = (correct is not null) and (correct is null) = (checked_by_id is null) and (correct is null) = (checked_at is null)",
            name=op.f("ck_payment_request_checked_by_whom"),
        ),
        sa.CheckConstraint(
            "correct = requested or remark <> ''",
            name=op.f("ck_payment_request_less_has_a_reason"),
        ),
        sa.CheckConstraint(
            "correct > 0 and correct <= requested",
            name=op.f("ck_payment_request_never_more_than_requested"),
        ),
        sa.CheckConstraint(
            "spent >= 0 and forecast >= 0 and requested >= 0",
            name=op.f("ck_payment_request_not_negative"),
        ),
        sa.CheckConstraint(
            "run_id is null or approved_by_id is not null",
            name=op.f("ck_payment_request_ordered_then_paid"),
        ),
        sa.CheckConstraint(
            "(state in ('paid', 'used', 'idle', 'interest_notice')) = (paid_on is not null) and (paid_on is null or run_id is not null) and (paid_on is null) = (use_by is null)",
            name=op.f("ck_payment_request_paid_when"),
        ),
        sa.CheckConstraint(
            "payment_request.state IN ('draft', 'submitted', 'held', 'checked', 'approved', 'paid', 'used', 'idle', 'interest_notice', 'rejected')",
            name=op.f("ck_payment_request_paymentstate"),
        ),
        sa.CheckConstraint(
            "(run_id is null) = (payer_id is null)",
            name=op.f("ck_payment_request_run_by_whom"),
        ),
        sa.CheckConstraint(
            "(state = 'draft') = (submitted_at is null)",
            name=op.f("ck_payment_request_submitted"),
        ),
        sa.CheckConstraint(
            "checked_by_id <> approved_by_id and payer_id <> checked_by_id and payer_id <> approved_by_id",
            name=op.f("ck_payment_request_three_people"),
        ),
        sa.CheckConstraint(
            "used_on is null or used_on >= paid_on",
            name=op.f("ck_payment_request_used_after_payment"),
        ),
        sa.ForeignKeyConstraint(
            ["approved_by_id"], ["person.id"], name=op.f("fk_payment_request_approved_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["checked_by_id"], ["person.id"], name=op.f("fk_payment_request_checked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["grant_to_recipient.id"], name=op.f("fk_payment_request_grant_id")
        ),
        sa.ForeignKeyConstraint(
            ["payer_id"], ["person.id"], name=op.f("fk_payment_request_payer_id")
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["payment_run.id"], name=op.f("fk_payment_request_run_id")
        ),
        sa.ForeignKeyConstraint(
            ["submitted_by_id"], ["person.id"], name=op.f("fk_payment_request_submitted_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_request")),
        sa.UniqueConstraint(
            "grant_id", "ordinal", name=op.f("uq_payment_request_grant_id_ordinal")
        ),
    )
    op.create_index(op.f("ix_payment_request_run_id"), "payment_request", ["run_id"])
    op.create_index(
        op.f("ix_payment_request_waiting"),
        "payment_request",
        ["state", "submitted_at"],
        postgresql_where=sa.text("state in ('submitted', 'held', 'checked', 'approved', 'idle')"),
    )
    op.create_index(
        op.f("uq_payment_request_open"),
        "payment_request",
        ["grant_id"],
        unique=True,
        postgresql_where=sa.text("state in ('draft', 'submitted', 'held', 'checked')"),
    )


def _statements() -> None:
    op.create_table(
        "bank_statement",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("authority_id", sa.BigInteger(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("begins", sa.Date(), nullable=True),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_bank_statement_authority_id")
        ),
        sa.ForeignKeyConstraint(
            ["taken_by_id"], ["person.id"], name=op.f("fk_bank_statement_taken_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_statement")),
        sa.UniqueConstraint("account", "message", name=op.f("uq_bank_statement_account_message")),
        sa.UniqueConstraint("sha256", name=op.f("uq_bank_statement_sha256")),
    )
    op.create_index(op.f("ix_bank_statement_authority_id"), "bank_statement", ["authority_id"])
    op.create_table(
        "bank_line",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("statement_id", sa.BigInteger(), nullable=False),
        sa.Column("ordinal", sa.BigInteger(), nullable=False),
        sa.Column("booked_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.Numeric(14, 2), nullable=False),
        sa.Column("credit", sa.Boolean(), nullable=False),
        sa.Column("returned", sa.Boolean(), nullable=False),
        sa.Column("end_to_end", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("iban", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("request_id", sa.BigInteger(), nullable=True),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("explained_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("explained_by_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "amount > 0",
            name=op.f("ck_bank_line_amount_positive"),
        ),
        sa.CheckConstraint(
            "(explanation = '') = (explained_by_id is null) and (explained_by_id is null) = (explained_at is null)",
            name=op.f("ck_bank_line_explained_by_whom"),
        ),
        sa.CheckConstraint(
            "request_id is null or explanation = ''",
            name=op.f("ck_bank_line_ours_or_explained"),
        ),
        sa.ForeignKeyConstraint(
            ["explained_by_id"], ["person.id"], name=op.f("fk_bank_line_explained_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["payment_request.id"], name=op.f("fk_bank_line_request_id")
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["bank_statement.id"], name=op.f("fk_bank_line_statement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_line")),
        sa.UniqueConstraint(
            "statement_id", "ordinal", name=op.f("uq_bank_line_statement_id_ordinal")
        ),
    )
    op.create_index(
        op.f("ix_bank_line_open"),
        "bank_line",
        ["statement_id"],
        postgresql_where=sa.text("request_id is null and explanation = ''"),
    )
    op.create_index(op.f("ix_bank_line_request_id"), "bank_line", ["request_id"])
