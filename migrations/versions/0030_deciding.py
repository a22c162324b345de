"""Tell what is decided by a release of two people, with the ministry's memo, and keep conflicts."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0030_deciding"
down_revision = "0029_ranking"
branch_labels = None
depends_on = None

OUTCOMES = "('select', 'reserve', 'reject')"

# What was proposed and who signed it stays: a change is a new proposal with two new signatures.
DECISION = f"""
create function keep_decision() returns trigger language plpgsql as $$
declare
    may_change constant text[] := array['state', 'countersigned_by_id', 'countersigned_at',
        'voided_at', 'findings', 'release_id', 'released_at'];
begin
    if tg_op = 'UPDATE' and (
        to_jsonb(new) - may_change <> to_jsonb(old) - may_change
        or (old.countersigned_at is not null and (new.countersigned_by_id, new.countersigned_at)
            is distinct from (old.countersigned_by_id, old.countersigned_at))
        or (old.state = 'countersigned' and new.state = 'proposed')
        or (old.state = 'void' and new.state <> 'void')
        or (old.released_at is not null and (new.released_at, new.release_id)
            is distinct from (old.released_at, old.release_id))
        or (old.released_at is not null and new.state = 'void' and old.kind <> 'reserve')
    ) then
        raise exception 'a decision is kept as two people signed it'
            using errcode = 'restrict_violation';
    end if;
    if new.released_at is not null
        and (tg_op = 'INSERT' or old.released_at is null)
        and (new.state <> 'countersigned' or new.kind not in {OUTCOMES} or not exists (
            select from release where id = new.release_id and state = 'released'
                and released_at = new.released_at)) then
        raise exception 'a result is released by two people'
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$
"""

UNBIASED = """
create function refuse_conflict() returns trigger language plpgsql as $$
declare
    about bigint := new.application_id;
begin
    if about is null then
        select application_id into about from award where id = coalesce(
            new.award_id,
            (select award_id from grant_to_recipient where id = new.grant_id),
            (select award_id from project where id = new.project_id));
    end if;
    if exists (select from officer_conflict where application_id = about
            and officer_id in (new.proposed_by_id, new.countersigned_by_id))
        or exists (select from assignment where application_id = about
            and juror_id in (new.proposed_by_id, new.countersigned_by_id)) then
        raise exception 'nobody decides on a case with a conflict of interest, or as its juror'
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$
"""

LETTER = f"""
create function refuse_untold() returns trigger language plpgsql as $$
begin
    if exists (select from decision where id = new.decision_id and kind in {OUTCOMES}
            and released_at is null) then
        raise exception 'no letter tells a result before two people release it'
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$
"""

RELEASE = """
create function keep_release() returns trigger language plpgsql as $$
declare
    may_change constant text[] := array['state', 'released_by_id', 'released_at', 'voided_at'];
begin
    if old.state <> 'asked' or to_jsonb(new) - may_change <> to_jsonb(old) - may_change then
        raise exception 'a release is kept as it is' using errcode = 'restrict_violation';
    end if;
    return new;
end $$
"""

MEMO = """
create function keep_memo() returns trigger language plpgsql as $$
declare
    may_change constant text[] := array['state', 'confirmed_by_id', 'confirmed_at', 'voided_at'];
begin
    if old.state = 'void' or to_jsonb(new) - may_change <> to_jsonb(old) - may_change
        or (old.confirmed_at is not null and (new.confirmed_by_id, new.confirmed_at)
            is distinct from (old.confirmed_by_id, old.confirmed_at)) then
        raise exception 'a memo is kept as it is' using errcode = 'restrict_violation';
    end if;
    return new;
end $$
"""

TRIGGERS = (
    ("keep_decision", "decision", "before insert or update"),
    ("refuse_conflict", "decision",
     "before insert or update of proposed_by_id, countersigned_by_id"),
    ("refuse_untold", "letter", "before insert or update of decision_id"),
    ("keep_release", "release", "before update"),
    ("keep_memo", "memo", "before update"),
)  # fmt: skip
KEPT = ("release", "memo", "officer_conflict")


def upgrade() -> None:
    """What two people had decided was carried out at once: it counts as released."""
    _tables()
    op.add_column("decision", sa.Column("release_id", sa.BigInteger(), nullable=True))
    op.add_column("decision", sa.Column("released_at", sa.DateTime(timezone=True), nullable=True))
    op.create_foreign_key(
        op.f("fk_decision_release_id"), "decision", "release", ["release_id"], ["id"]
    )
    op.create_index(op.f("ix_decision_release_id"), "decision", ["release_id"])
    op.execute(
        "update decision set released_at = countersigned_at"
        f" where countersigned_at is not null and kind in {OUTCOMES}"
    )
    op.create_check_constraint(
        op.f("ck_decision_released_after_all"),
        "decision",
        "released_at is null or countersigned_at is not null",
    )
    for function in (DECISION, UNBIASED, LETTER, RELEASE, MEMO):
        op.execute(function)
    for name, table, when in TRIGGERS:
        op.execute(
            f"create trigger {name} {when} on {table} for each row execute function {name}()"
        )
    for table in KEPT:
        op.execute(
            f"create trigger kept before delete on {table}"
            " for each row execute function refuse_change()"
        )
        op.execute(
            f"create trigger never_emptied before truncate on {table}"
            " for each statement execute function refuse_change()"
        )


def downgrade() -> None:
    """What was decided and not released stays decided; it was never carried out."""
    for name, table, _ in TRIGGERS:
        op.execute(f"drop trigger {name} on {table}")
        op.execute(f"drop function {name}()")
    op.drop_constraint(op.f("ck_decision_released_after_all"), "decision", type_="check")
    op.drop_index(op.f("ix_decision_release_id"), "decision")
    op.drop_constraint(op.f("fk_decision_release_id"), "decision", type_="foreignkey")
    op.drop_column("decision", "released_at")
    op.drop_column("decision", "release_id")
    for table in reversed(KEPT):
        op.drop_table(table)


def _tables() -> None:
    op.create_table(
        "release",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("scope", _choice("releasescope", "batch", "single"), nullable=False),
        sa.Column("state", _choice("releasestate", "asked", "released", "void"), nullable=False),
        sa.Column("asked_by_id", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("released_by_id", sa.BigInteger(), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("asked_by_id <> released_by_id", name=op.f("ck_release_four_eyes")),
        sa.CheckConstraint(
            "(state = 'released') = (released_by_id is not null)"
            " and (released_by_id is not null) = (released_at is not null)",
            name=op.f("ck_release_released_when_by_whom"),
        ),
        sa.CheckConstraint(
            "(state = 'void') = (voided_at is not null)", name=op.f("ck_release_void")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_release_round_id")),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["person.id"], name=op.f("fk_release_asked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["released_by_id"], ["person.id"], name=op.f("fk_release_released_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
    )
    op.create_index(op.f("ix_release_round_id"), "release", ["round_id"])
    op.create_index(
        "uq_release_batch_open",
        "release",
        ["round_id"],
        unique=True,
        postgresql_where=sa.text("state = 'asked' and scope = 'batch'"),
    )
    op.create_table(
        "memo",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("state", _choice("memostate", "recorded", "confirmed", "void"), nullable=False),
        sa.Column("recommended_by", sa.Text(), nullable=False),
        sa.Column("recommended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("file_number", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("outcomes", postgresql.JSONB(), nullable=False),
        sa.Column("recorded_by_id", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by_id", sa.BigInteger(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "author <> '' and file_number <> '' and wording <> ''", name=op.f("ck_memo_complete")
        ),
        sa.CheckConstraint("recorded_by_id <> confirmed_by_id", name=op.f("ck_memo_four_eyes")),
        sa.CheckConstraint(
            "(confirmed_by_id is not null) = (confirmed_at is not null)"
            " and (state <> 'confirmed' or confirmed_by_id is not null)",
            name=op.f("ck_memo_confirmed_when_by_whom"),
        ),
        sa.CheckConstraint("(state = 'void') = (voided_at is not null)", name=op.f("ck_memo_void")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_memo_round_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["person.id"], name=op.f("fk_memo_recorded_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["person.id"], name=op.f("fk_memo_confirmed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memo")),
    )
    op.create_index(op.f("ix_memo_round_id"), "memo", ["round_id"])
    op.create_index(
        "uq_memo_open",
        "memo",
        ["round_id"],
        unique=True,
        postgresql_where=sa.text("state = 'recorded'"),
    )
    op.create_table(
        "officer_conflict",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("application_id", sa.BigInteger(), nullable=False),
        sa.Column("officer_id", sa.BigInteger(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ground <> ''", name=op.f("ck_officer_conflict_ground")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_officer_conflict_application_id")
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["person.id"], name=op.f("fk_officer_conflict_officer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer_conflict")),
        sa.UniqueConstraint(
            "application_id",
            "officer_id",
            name=op.f("uq_officer_conflict_application_id_officer_id"),
        ),
    )
    op.create_index(op.f("ix_officer_conflict_officer_id"), "officer_conflict", ["officer_id"])


def _choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)
