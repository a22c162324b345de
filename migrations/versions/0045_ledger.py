"""Keep the money of rounds in books of double entry that nobody can change."""

import sqlalchemy as sa
from alembic import op

revision = "0045_ledger"
down_revision = "0044_decision_kind"
branch_labels = None
depends_on = None

SOURCES = "kind in ('budget', 'beside', 'own_source', 'claims')"
ACCOUNT_KINDS = (
    "kind in ('budget', 'available', 'reserved', 'committed', 'paid', 'beside', 'own_funds',"
    " 'own_source', 'reclaim', 'interest', 'claims')"
)
ENTRY_KINDS = (
    "kind in ('opening', 'budget', 'reserve', 'void', 'commit', 'amend', 'revoke', 'claim', 'pay')"
)
TABLES = ("ledger_account", "ledger_entry", "ledger_posting")

# Both accounts are locked in the order of their numbers, so that nobody waits in a circle.
MOVE = """
create function move_balances() returns trigger language plpgsql as $$
begin
    perform from ledger_account where id in (new.debit_id, new.credit_id)
        order by id for update;
    if (select count(distinct round_id) from ledger_account
        where id in (new.debit_id, new.credit_id)) <> 1
        or (select round_id from ledger_account where id = new.debit_id)
            <> (select round_id from ledger_entry where id = new.entry_id) then
        raise exception 'money does not move between rounds' using errcode = 'check_violation';
    end if;
    if (select transaction from ledger_entry where id = new.entry_id) <> txid_current() then
        raise exception 'nothing is added to an entry' using errcode = 'restrict_violation';
    end if;
    update ledger_account set balance = balance - new.amount where id = new.credit_id;
    update ledger_account set balance = balance + new.amount where id = new.debit_id;
    return null;
end $$
"""

# A balance is the sum of the postings: it begins at nothing, and only a posting moves it.
KEEP = """
create function keep_balances() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' and new.balance = 0 then
        return new;
    elsif tg_op = 'UPDATE' and pg_trigger_depth() > 1
        and to_jsonb(new) - 'balance' = to_jsonb(old) - 'balance' then
        return new;
    end if;
    raise exception 'a balance moves by postings only' using errcode = 'restrict_violation';
end $$
"""

# An entry belongs to the transaction that makes it, whatever is said about that.
STAMP = """
create function stamp_entry() returns trigger language plpgsql as $$
begin
    new.transaction = txid_current();
    return new;
end $$
"""

# An entry without its act, or without money, never becomes lasting.
TIE = """
create function tie_entry() returns trigger language plpgsql as $$
begin
    if new.kind <> 'opening' and not exists (
        select from act where act.object_kind = new.object_kind
            and act.object_number = new.object_number and act.act = new.act and act.at = new.at
    ) then
        raise exception 'no act stands behind the entry %', new.key
            using errcode = 'integrity_constraint_violation';
    end if;
    if not exists (select from ledger_posting where entry_id = new.id) then
        raise exception 'the entry % moves nothing', new.key
            using errcode = 'integrity_constraint_violation';
    end if;
    return null;
end $$
"""


def upgrade() -> None:
    """Accounts, entries and postings, with the triggers that keep them."""
    op.create_table(
        "ledger_account",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("application_id", sa.BigInteger(), nullable=True),
        sa.Column("grant_id", sa.BigInteger(), nullable=True),
        sa.Column("year", sa.BigInteger(), nullable=True),
        sa.Column("balance", sa.Numeric(14, 2), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint(ACCOUNT_KINDS, name=op.f("ck_ledger_account_accountkind")),
        sa.CheckConstraint(
            f"case when {SOURCES} then balance <= 0 else balance >= 0 end",
            name=op.f("ck_ledger_account_never_overdrawn"),
        ),
        sa.CheckConstraint(
            "(kind in ('reserved')) = (application_id is not null)",
            name=op.f("ck_ledger_account_of_application"),
        ),
        sa.CheckConstraint(
            "(kind in ('budget', 'available', 'reserved')) = (grant_id is null)",
            name=op.f("ck_ledger_account_of_grant"),
        ),
        sa.CheckConstraint(
            "(kind in ('committed', 'paid')) = (year is not null)",
            name=op.f("ck_ledger_account_of_year"),
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_ledger_account_round_id")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_ledger_account_application_id"),
        ),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["grant_to_recipient.id"], name=op.f("fk_ledger_account_grant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_account")),
        sa.UniqueConstraint(
            "round_id",
            "kind",
            "application_id",
            "grant_id",
            "year",
            name="uq_ledger_account_one",
            postgresql_nulls_not_distinct=True,
        ),
    )
    for column in ("application_id", "grant_id"):
        op.create_index(
            op.f(f"ix_ledger_account_{column}"),
            "ledger_account",
            [column],
            postgresql_where=sa.text(f"{column} is not null"),
        )
    _entries()
    _guards()


def downgrade() -> None:
    """The books go as a whole; what the records say of money stays."""
    for table in reversed(TABLES):
        op.drop_table(table)
    for function in ("tie_entry", "stamp_entry", "keep_balances", "move_balances"):
        op.execute(f"drop function {function}()")


def _entries() -> None:
    op.create_table(
        "ledger_entry",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("object_kind", sa.Text(), nullable=False),
        sa.Column("object_number", sa.Text(), nullable=False),
        sa.Column(
            "transaction",
            sa.BigInteger(),
            server_default=sa.text("txid_current()"),
            nullable=False,
        ),
        sa.CheckConstraint(ENTRY_KINDS, name=op.f("ck_ledger_entry_entrykind")),
        sa.CheckConstraint(
            "(kind = 'opening') = (act = '')", name=op.f("ck_ledger_entry_by_an_act")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_ledger_entry_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_entry")),
        sa.UniqueConstraint("key", name=op.f("uq_ledger_entry_key")),
    )
    op.create_index(op.f("ix_ledger_entry_round_id"), "ledger_entry", ["round_id"])
    op.create_table(
        "ledger_posting",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("entry_id", sa.BigInteger(), nullable=False),
        sa.Column("debit_id", sa.BigInteger(), nullable=False),
        sa.Column("credit_id", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.Numeric(14, 2), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_ledger_posting_amount_positive")),
        sa.CheckConstraint("debit_id <> credit_id", name=op.f("ck_ledger_posting_two_accounts")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["ledger_entry.id"], name=op.f("fk_ledger_posting_entry_id")
        ),
        sa.ForeignKeyConstraint(
            ["debit_id"], ["ledger_account.id"], name=op.f("fk_ledger_posting_debit_id")
        ),
        sa.ForeignKeyConstraint(
            ["credit_id"], ["ledger_account.id"], name=op.f("fk_ledger_posting_credit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_posting")),
    )
    for column in ("entry_id", "debit_id", "credit_id"):
        op.create_index(op.f(f"ix_ledger_posting_{column}"), "ledger_posting", [column])


def _guards() -> None:
    for function in (MOVE, KEEP, STAMP, TIE):
        op.execute(function)
    op.execute(
        "create trigger kept_balance before insert or update on ledger_account"
        " for each row execute function keep_balances()"
    )
    op.execute(
        "create trigger kept before delete on ledger_account"
        " for each row execute function refuse_change()"
    )
    for table in ("ledger_entry", "ledger_posting"):
        op.execute(
            f"create trigger frozen before update or delete on {table}"
            " for each row execute function refuse_change()"
        )
    for table in TABLES:
        op.execute(
            f"create trigger never_emptied before truncate on {table}"
            " for each statement execute function refuse_change()"
        )
    op.execute(
        "create trigger stamped before insert on ledger_entry"
        " for each row execute function stamp_entry()"
    )
    op.execute(
        "create trigger moves_balances after insert on ledger_posting"
        " for each row execute function move_balances()"
    )
    op.execute(
        "create constraint trigger tied_to_act after insert on ledger_entry"
        " deferrable initially deferred for each row execute function tie_entry()"
    )
