"""Keep the wordings of letters: proposed by one officer, published by another, by version."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0033_letter_text"
down_revision = "0032_afterwards"
branch_labels = None
depends_on = None

KINDS = (
    "selection", "rejection", "award", "reserve", "conditional", "confirmation", "amendment",
    "revocation",
)  # fmt: skip
KEEP = """
create function keep_letter_text() returns trigger language plpgsql as $$
declare
    may_change constant text[] := array[
        'state', 'version', 'settled_at', 'settled_by_id', 'settled_reason'];
begin
    if old.state <> 'proposed' or to_jsonb(new) - may_change <> to_jsonb(old) - may_change then
        raise exception 'a text of letters is kept as it is' using errcode = 'restrict_violation';
    end if;
    return new;
end $$
"""


def upgrade() -> None:
    """Letters that exist were made with the built-in texts: they name no version."""
    op.create_table(
        "letter_text",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("authority_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                *KINDS, name="letterkind", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("body", postgresql.JSONB(), nullable=False),
        sa.Column("based_on", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "published",
                "returned",
                name="textstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.BigInteger(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by_id", sa.BigInteger(), nullable=True),
        sa.Column("settled_reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(state = 'proposed') = (settled_at is null)"
            " and (settled_at is null) = (settled_by_id is null)",
            name=op.f("ck_letter_text_settled_when_by_whom"),
        ),
        sa.CheckConstraint(
            "(state = 'published') = (version is not null) and version > based_on",
            name=op.f("ck_letter_text_published_as_a_version"),
        ),
        sa.CheckConstraint(
            "(state = 'returned') = (settled_reason <> '')",
            name=op.f("ck_letter_text_returned_with_why"),
        ),
        sa.CheckConstraint(
            "reason <> '' and based_on >= 0", name=op.f("ck_letter_text_reason")
        ),
        sa.CheckConstraint(
            "state <> 'published' or proposed_by_id <> settled_by_id",
            name=op.f("ck_letter_text_four_eyes"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_letter_text_authority_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["person.id"], name=op.f("fk_letter_text_proposed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["settled_by_id"], ["person.id"], name=op.f("fk_letter_text_settled_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_text")),
        sa.UniqueConstraint(
            "authority_id", "kind", "version",
            name=op.f("uq_letter_text_authority_id_kind_version"),
        ),
    )  # fmt: skip
    op.create_index(op.f("ix_letter_text_authority_id"), "letter_text", ["authority_id"])
    op.create_index(
        "uq_letter_text_open",
        "letter_text",
        ["authority_id", "kind"],
        unique=True,
        postgresql_where=sa.text("state = 'proposed'"),
    )
    op.execute(KEEP)
    op.execute(
        "create trigger keep_letter_text before update on letter_text"
        " for each row execute function keep_letter_text()"
    )
    op.execute(
        "create trigger kept before delete on letter_text"
        " for each row execute function refuse_change()"
    )
    op.execute(
        "create trigger never_emptied before truncate on letter_text"
        " for each statement execute function refuse_change()"
    )
    op.add_column("letter", sa.Column("text_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(op.f("fk_letter_text_id"), "letter", "letter_text", ["text_id"], ["id"])


def downgrade() -> None:
    """Letters keep the words they were made with in their snapshots."""
    op.drop_constraint(op.f("fk_letter_text_id"), "letter", type_="foreignkey")
    op.drop_column("letter", "text_id")
    op.drop_table("letter_text")
    op.execute("drop function keep_letter_text()")
