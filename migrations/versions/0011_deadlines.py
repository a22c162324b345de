"""Keep extensions of deadlines by two people, and secret addresses of calendars.

The deadline of a round that is open moves later only.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011_deadlines"
down_revision = "0010_upload"
branch_labels = None
depends_on = None

LATER_ONLY = """
create function keep_deadline() returns trigger language plpgsql as $$
begin
    if old.state in ('open', 'extended') and new.closes_at < old.closes_at then
        raise exception 'the deadline of a round that is open moves later only'
            using errcode = 'check_violation';
    end if;
    return new;
end $$
"""


def upgrade() -> None:
    """The tables, and the trigger on rounds."""
    op.create_table(
        "extension",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "confirmed",
                "void",
                name="extensionstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("old_closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed_by_id", sa.BigInteger(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by_id", sa.BigInteger(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("closes_at > old_closes_at", name=op.f("ck_extension_later_only")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_extension_reason")),
        sa.CheckConstraint(
            "proposed_by_id <> confirmed_by_id", name=op.f("ck_extension_four_eyes")
        ),
        sa.CheckConstraint(
            "(state = 'confirmed') = (confirmed_by_id is not null)"
            " and (confirmed_by_id is not null) = (confirmed_at is not null)",
            name=op.f("ck_extension_confirmed_when_by_whom"),
        ),
        sa.CheckConstraint(
            "(state = 'void') = (voided_at is not null)", name=op.f("ck_extension_void")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_extension_round_id")),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["person.id"], name=op.f("fk_extension_proposed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["person.id"], name=op.f("fk_extension_confirmed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension")),
    )
    op.create_index(op.f("ix_extension_round_id"), "extension", ["round_id"])
    op.create_index(
        "uq_extension_open",
        "extension",
        ["round_id"],
        unique=True,
        postgresql_where=sa.text("state = 'proposed'"),
    )
    op.create_table(
        "feed",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_feed_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feed")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_feed_token_hash")),
    )
    op.create_index(op.f("ix_feed_person_id"), "feed", ["person_id"])
    op.create_index(
        "uq_feed_live",
        "feed",
        ["person_id"],
        unique=True,
        postgresql_where=sa.text("revoked_at is null"),
    )
    op.execute(LATER_ONLY)
    op.execute(
        "create trigger keep_deadline before update of closes_at on round"
        " for each row execute function keep_deadline()"
    )


def downgrade() -> None:
    """Forget extensions and addresses; the deadlines that were set stay."""
    op.execute("drop trigger keep_deadline on round")
    op.execute("drop function keep_deadline()")
    op.drop_table("feed")
    op.drop_table("extension")
