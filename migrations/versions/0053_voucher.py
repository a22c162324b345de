"""Keep the vouchers that a report lists, frozen once it is handed in."""

import sqlalchemy as sa
from alembic import op

revision = "0053_voucher"
down_revision = "0048_heard_from"
branch_labels = None
depends_on = None

# What was handed in is what is checked. A question opens the report, and its vouchers with it.
KEEP = """
create function keep_voucher() returns trigger language plpgsql as $$
begin
    if exists (
        select from report
        where id = coalesce(new.report_id, old.report_id) and submitted_at is not null
            and state <> 'query'
    ) then
        raise exception 'the vouchers of a report that was handed in are kept as they are'
            using errcode = 'restrict_violation';
    end if;
    return coalesce(new, old);
end $$
"""


def upgrade() -> None:
    """No report has one yet."""
    op.create_table(
        "report_voucher",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("report_id", sa.BigInteger(), nullable=False),
        sa.Column("ordinal", sa.BigInteger(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("invoice_on", sa.Date(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("payee", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("amount", sa.Numeric(14, 2), nullable=False),
        sa.Column("invoice", sa.Text(), nullable=False),
        sa.Column("payment", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_report_voucher_amount_above_nothing")),
        sa.CheckConstraint("ordinal > 0", name=op.f("ck_report_voucher_counted_from_one")),
        sa.CheckConstraint(
            "payee <> '' and purpose <> '' and invoice <> '' and payment <> ''",
            name=op.f("ck_report_voucher_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_report_voucher_report_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_voucher")),
        sa.UniqueConstraint(
            "report_id", "ordinal", name=op.f("uq_report_voucher_report_id_ordinal")
        ),
    )
    op.execute(KEEP)
    op.execute(
        "create trigger kept before insert or update or delete on report_voucher"
        " for each row execute function keep_voucher()"
    )


def downgrade() -> None:
    """The lists go; what was spent in each category stays."""
    op.drop_table("report_voucher")
    op.execute("drop function keep_voucher()")
