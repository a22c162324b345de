"""Keep the vouchers that a report lists, frozen once it is handed in."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0053_voucher"
down_revision = "0052_package"
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


FROZEN = ("voucher_sample", "voucher_check")


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

    _checks()


def downgrade() -> None:
    """The lists go with their checks; what was spent in each category stays."""
    for table in FROZEN:
        op.drop_table(table)
    op.drop_table("report_voucher")
    op.execute("drop function keep_voucher()")


def _checks() -> None:
    """What staff draw and judge, written once."""
    op.create_table(
        "voucher_sample",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("report_id", sa.BigInteger(), nullable=False),
        sa.Column("seed", sa.Text(), nullable=False),
        sa.Column("frame", JSONB(), nullable=False),
        sa.Column("frame_sha256", sa.Text(), nullable=False),
        sa.Column("chosen", JSONB(), nullable=False),
        sa.Column("drawn_by_id", sa.BigInteger(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("seed <> ''", name=op.f("ck_voucher_sample_seed")),
        sa.CheckConstraint(
            "jsonb_array_length(chosen) > 0", name=op.f("ck_voucher_sample_something_drawn")
        ),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"],
                                name=op.f("fk_voucher_sample_report_id")),
        sa.ForeignKeyConstraint(["drawn_by_id"], ["person.id"],
                                name=op.f("fk_voucher_sample_drawn_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voucher_sample")),
    )  # fmt: skip
    op.create_index(op.f("ix_voucher_sample_report_id"), "voucher_sample", ["report_id"])
    op.create_table(
        "voucher_check",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("report_id", sa.BigInteger(), nullable=False),
        sa.Column("ordinal", sa.BigInteger(), nullable=False),
        sa.Column("listed", sa.Numeric(14, 2), nullable=False),
        sa.Column("accepted", sa.Numeric(14, 2), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("judged_by_id", sa.BigInteger(), nullable=False),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "accepted between 0 and listed", name=op.f("ck_voucher_check_not_more_than_listed")
        ),
        sa.CheckConstraint(
            "accepted = listed or remark <> ''", name=op.f("ck_voucher_check_reason_for_less")
        ),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"],
                                name=op.f("fk_voucher_check_report_id")),
        sa.ForeignKeyConstraint(["judged_by_id"], ["person.id"],
                                name=op.f("fk_voucher_check_judged_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voucher_check")),
    )  # fmt: skip
    op.create_index("ix_voucher_check_report", "voucher_check", ["report_id", "ordinal", "id"])
    for table in FROZEN:
        op.execute(
            f"create trigger frozen before update or delete on {table}"
            " for each row execute function refuse_change()"
        )
        op.execute(
            f"create trigger never_emptied before truncate on {table}"
            " for each statement execute function refuse_change()"
        )
