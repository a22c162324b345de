"""Let the account of an organisation change by two people only."""

import sqlalchemy as sa
from alembic import op

revision = "0058_account_change"
down_revision = "0056_payment"
branch_labels = None
depends_on = None

# Whatever an act forgets: money goes to an account that two people stand behind.
KNOWN = """
create function account_is_confirmed() returns trigger language plpgsql as $$
begin
    if new.iban <> '' and new.iban is distinct from old.iban and new.iban is distinct from (
        select iban from account_change
        where organisation_id = new.id and state = 'confirmed' order by id desc limit 1
    ) then
        raise exception 'an account is confirmed by a second person'
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$
"""

# Decided once, for good: a row that could be rewritten would confirm any account.
KEEP = """
create function keep_account_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.state <> 'proposed'
        or to_jsonb(new) - array['state', 'decided_at', 'decided_by_id', 'remark']
            <> to_jsonb(old) - array['state', 'decided_at', 'decided_by_id', 'remark'] then
        raise exception 'a change of an account is kept as it was decided'
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$
"""


def upgrade() -> None:
    """Accounts that are known stay as they are."""
    op.create_table(
        "account_change",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("old_iban", sa.Text(), nullable=False),
        sa.Column("iban", sa.Text(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by_id", sa.BigInteger(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.BigInteger(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "account_change.state IN ('proposed', 'confirmed', 'refused', 'withdrawn')",
            name=op.f("ck_account_change_accountstate"),
        ),
        sa.CheckConstraint(
            "iban <> '' and iban <> old_iban",
            name=op.f("ck_account_change_another_account"),
        ),
        sa.CheckConstraint(
            "(state = 'proposed') = (decided_at is null) and (decided_at is null) = (decided_by_id is null)",
            name=op.f("ck_account_change_decided_by_whom"),
        ),
        sa.CheckConstraint(
            "state not in ('confirmed', 'refused') or (decided_by_id <> proposed_by_id and remark <> '')",
            name=op.f("ck_account_change_two_people"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["person.id"], name=op.f("fk_account_change_decided_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_account_change_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["person.id"], name=op.f("fk_account_change_proposed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_change")),
    )
    op.create_index(
        op.f("ix_account_change_organisation_id"), "account_change", ["organisation_id"]
    )
    op.create_index(
        op.f("uq_account_change_open"),
        "account_change",
        ["organisation_id"],
        unique=True,
        postgresql_where=sa.text("state = 'proposed'"),
    )

    op.execute(KEEP)
    op.execute(
        "create trigger kept before update or delete on account_change"
        " for each row execute function keep_account_change()"
    )
    op.execute(KNOWN)
    op.execute(
        "create trigger account before update of iban on organisation"
        " for each row execute function account_is_confirmed()"
    )


def downgrade() -> None:
    """Accounts stay; who confirmed them is in the record of acts."""
    op.execute("drop trigger account on organisation")
    op.execute("drop function account_is_confirmed()")
    op.drop_table("account_change")
    op.execute("drop function keep_account_change()")
