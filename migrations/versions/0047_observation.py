"""Keep findings of the audit catalogue, what was said about them, and the runs that found them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0047_observation"
down_revision = "0046_open_ledger"
branch_labels = None
depends_on = None

# What was seen first stays, and what has gone stays as it went; only words may still follow.
KEEP = """
create function keep_observation() returns trigger language plpgsql as $$
begin
    if (new.code, new.subject_kind, new.subject, new.first_de, new.first_en, new.first_seen)
        is distinct from
        (old.code, old.subject_kind, old.subject, old.first_de, old.first_en, old.first_seen)
        or (old.gone_at is not null
            and (to_jsonb(new) - 'state' - 'revision') <> (to_jsonb(old) - 'state' - 'revision'))
    then
        raise exception 'an observation is kept as it is' using errcode = 'restrict_violation';
    end if;
    return new;
end $$
"""

# Whoever answers for the sponsor does not judge the answer, whatever their role became since.
TWO_SIDES = """
create function two_sides_of_observation() returns trigger language plpgsql as $$
begin
    if exists (
        select from observation_word as other
        where other.observation_id = new.observation_id and other.by_id = new.by_id
            and (other.kind = 'answer') <> (new.kind = 'answer')
    ) then
        raise exception 'nobody judges an answer of their own' using errcode = 'check_violation';
    end if;
    return new;
end $$
"""
FROZEN = (
    ("observation", "kept", "before delete"),
    ("observation_word", "frozen", "before update or delete"),
)


def upgrade() -> None:
    """The tables, and the triggers that keep what was found and said."""
    op.create_table(
        "observation_run",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("night", sa.Date(), nullable=True),
        sa.Column("ordered_by_id", sa.BigInteger(), nullable=True),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("new", sa.BigInteger(), nullable=False),
        sa.Column("gone", sa.BigInteger(), nullable=False),
        sa.Column("milliseconds", sa.BigInteger(), nullable=False),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "ended_at is null or failure = ''", name=op.f("ck_observation_run_ended_or_failed")
        ),
        sa.CheckConstraint(
            "(night is null) = (ordered_by_id is not null)",
            name=op.f("ck_observation_run_clock_or_auditor"),
        ),
        sa.ForeignKeyConstraint(
            ["ordered_by_id"], ["person.id"], name=op.f("fk_observation_run_ordered_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observation_run")),
        sa.UniqueConstraint("night", name=op.f("uq_observation_run_night")),
    )
    op.create_index("ix_observation_run_ended_at", "observation_run", ["ended_at"], unique=False)
    op.create_index(
        "uq_observation_run_waiting",
        "observation_run",
        [sa.literal_column("(true)")],
        unique=True,
        postgresql_where=sa.text("ended_at is null and failure = ''"),
    )
    op.create_table(
        "observation",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column(
            "subject_kind",
            sa.Enum(
                "application",
                "award",
                "decision",
                "grant",
                "letter",
                "project",
                "record",
                "report",
                "round",
                name="subjectkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("award", sa.Text(), nullable=False),
        sa.Column("round_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "severity",
            sa.Enum(
                "critical",
                "high",
                "medium",
                "low",
                name="severity",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "answered",
                "accepted",
                "disputed",
                name="observationstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("first_de", sa.Text(), nullable=False),
        sa.Column("first_en", sa.Text(), nullable=False),
        sa.Column("says_de", sa.Text(), nullable=False),
        sa.Column("says_en", sa.Text(), nullable=False),
        sa.Column("links", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("code ~ '^F-[0-9]{2}$'", name=op.f("ck_observation_code")),
        sa.CheckConstraint(
            "subject <> '' and says_de <> '' and first_de <> ''",
            name=op.f("ck_observation_says_what"),
        ),
        sa.CheckConstraint(
            "first_seen <= last_seen", name=op.f("ck_observation_first_before_last")
        ),
        sa.CheckConstraint(
            "gone_at is null or gone_at >= last_seen",
            name=op.f("ck_observation_gone_after_it_was_seen"),
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_observation_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observation")),
    )
    op.create_index("ix_observation_award", "observation", ["award"], unique=False)
    op.create_index(op.f("ix_observation_round_id"), "observation", ["round_id"], unique=False)
    op.create_index(
        "ix_observation_subject", "observation", ["code", "subject_kind", "subject"], unique=False
    )
    op.create_index(
        "ix_observation_waiting",
        "observation",
        ["first_seen"],
        unique=False,
        postgresql_where=sa.text("gone_at is null and state in ('open', 'disputed')"),
    )
    op.create_index(
        "uq_observation_there",
        "observation",
        ["code", "subject_kind", "subject"],
        unique=True,
        postgresql_where=sa.text("gone_at is null"),
    )
    op.create_table(
        "observation_word",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("observation_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "answer",
                "accept",
                "dispute",
                name="wordkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_observation_word_text")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_observation_word_by_id")),
        sa.ForeignKeyConstraint(
            ["observation_id"], ["observation.id"], name=op.f("fk_observation_word_observation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observation_word")),
    )
    op.create_index(
        op.f("ix_observation_word_observation_id"),
        "observation_word",
        ["observation_id"],
        unique=False,
    )

    op.execute(KEEP)
    op.execute(TWO_SIDES)
    op.execute(
        "create trigger keeps_its_past before update on observation"
        " for each row execute function keep_observation()"
    )
    op.execute(
        "create trigger two_sides before insert on observation_word"
        " for each row execute function two_sides_of_observation()"
    )
    for table, name, when in FROZEN:
        op.execute(
            f"create trigger {name} {when} on {table} for each row execute function refuse_change()"
        )
        op.execute(
            f"create trigger never_emptied before truncate on {table}"
            " for each statement execute function refuse_change()"
        )


def downgrade() -> None:
    """Observations go with all that was said about them; the record of acts keeps the acts."""
    for table in ("observation_word", "observation", "observation_run"):
        op.drop_table(table)
    op.execute("drop function keep_observation")
    op.execute("drop function two_sides_of_observation")
