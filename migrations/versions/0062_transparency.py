"""Keep which aid is to be published in the transparency register, and that it was (R-045, R-046)."""

from pathlib import Path
from runpy import run_path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0062_transparency"
down_revision = "0061_declaration"
branch_labels = None
depends_on = None

BEFORE = run_path(str(Path(__file__).with_name("0061_declaration.py")))
"""The view as migration 0061 made it."""
PUBLICATIONS = """
select entry.done_at is null,
    'publication/' || entry.id, 'publication', 'sponsor', entry.grant_id, g.award_id, entry.id,
    '', null::int, entry.due_on, entry.due_on, 'termin', 1,
    (entry.granted_on::timestamp at time zone 'Europe/Berlin'),
    (entry.published_on::timestamp at time zone 'Europe/Berlin'),
    entry.waived_because <> '', entry.changed_at
from aid_entry entry join grant_to_recipient g on g.id = entry.grant_id
"""
MONEY = sa.Numeric(precision=14, scale=2)


def upgrade() -> None:
    """One more branch of the view."""
    op.create_table(
        "aid_entry",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("grant_id", sa.BigInteger(), nullable=False),
        sa.Column("ordinal", sa.BigInteger(), nullable=False),
        sa.Column("granted_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("above", MONEY, nullable=False),
        sa.Column("identifier", sa.Text(), nullable=False),
        sa.Column("size", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("sector", sa.Text(), nullable=False),
        sa.Column("scheme", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=True),
        sa.Column("amount", MONEY, nullable=True),
        sa.Column("waived_because", sa.Text(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("ordinal >= 1", name=op.f("ck_aid_entry_ordinal_from_one")),
        sa.CheckConstraint("due_on >= granted_on", name=op.f("ck_aid_entry_due_after_granted")),
        sa.CheckConstraint("size in ('', 'sme', 'large')", name=op.f("ck_aid_entry_size")),
        sa.CheckConstraint(
            "published_on >= granted_on", name=op.f("ck_aid_entry_published_after_granted")
        ),
        sa.CheckConstraint(
            "num_nulls(published_on, content, amount) in (0, 3)"
            " and (published_on is null) = (reference = '')",
            name=op.f("ck_aid_entry_published_with_its_content"),
        ),
        sa.CheckConstraint(
            "(done_at is not null) = (published_on is not null or waived_because <> '')"
            " and (done_at is null) = (done_by_id is null)"
            " and (published_on is null or waived_because = '')",
            name=op.f("ck_aid_entry_done_by_one_way"),
        ),
        sa.ForeignKeyConstraint(
            ["grant_id"],
            ["grant_to_recipient.id"],
            name=op.f("fk_aid_entry_grant_id_grant_to_recipient"),
        ),
        sa.ForeignKeyConstraint(
            ["done_by_id"], ["person.id"], name=op.f("fk_aid_entry_done_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aid_entry")),
        sa.UniqueConstraint("grant_id", "ordinal", name=op.f("uq_aid_entry_grant_id_ordinal")),
    )
    still_open = sa.text("done_at is null")
    op.create_index(
        "uq_aid_entry_open", "aid_entry", ["grant_id"], unique=True, postgresql_where=still_open
    )
    op.create_index("ix_aid_entry_due", "aid_entry", ["due_on"], postgresql_where=still_open)
    op.execute(BEFORE["view"](*BEFORE["BRANCHES"], PUBLICATIONS))
    _make_round_mail()


def _make_round_mail() -> None:
    """How the reminders of a round go out, by version."""
    op.create_table(
        "round_mail",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("sends", sa.Boolean(), nullable=False),
        sa.Column("readers", sa.String(length=40), nullable=False),
        sa.Column("copy", sa.Boolean(), nullable=False),
        sa.Column("more_de", sa.Text(), nullable=False),
        sa.Column("more_en", sa.Text(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_round_mail_version_from_one")),
        sa.CheckConstraint(
            "(more_de = '') = (more_en = '')", name=op.f("ck_round_mail_both_languages")
        ),
        sa.CheckConstraint(
            "readers in ('writers', 'signatories', 'team')", name=op.f("ck_round_mail_mailreaders")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_round_mail_round_id_round")
        ),
        sa.ForeignKeyConstraint(
            ["set_by_id"], ["person.id"], name=op.f("fk_round_mail_set_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_mail")),
        sa.UniqueConstraint(
            "round_id", "stage", "version", name=op.f("uq_round_mail_round_id_stage_version")
        ),
    )
    for name, when in (("frozen", "update or delete"), ("never_emptied", "truncate")):
        each = "statement" if when == "truncate" else "row"
        op.execute(
            f"create trigger {name} before {when} on round_mail"
            f" for each {each} execute function refuse_change()"
        )


def downgrade() -> None:
    """What was published, and what rounds set, is in the record of acts as well."""
    op.drop_table("round_mail")
    op.execute(BEFORE["view"](*BEFORE["BRANCHES"]))
    op.drop_table("aid_entry")
