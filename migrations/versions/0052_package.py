"""Seal acts in trees, and keep audit packages that prove some of them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0052_package"
down_revision = "0048_heard_from"
branch_labels = None
depends_on = None

# Of a mark, only the salt of a word that was erased gives way to the word's fingerprint.
MARK = """
create function keep_act_mark() returns trigger language plpgsql as $$
begin
    if (new.act_id, new.leaf) is distinct from (old.act_id, old.leaf)
        or exists (
            select from jsonb_each(old.veils) as o full join jsonb_each(new.veils) as n using (key)
            where o.value is distinct from n.value
                and (o.value is null or n.value is null or not o.value ? 'salt'
                     or not n.value ? 'sha256' or n.value ? 'salt'
                     or not exists (
                         select from erasure
                         where id = (n.value ->> 'erasure')::bigint and done_at is not null))
        )
    then
        raise exception 'the mark of an act is kept as it is' using errcode = 'restrict_violation';
    end if;
    return new;
end $$
"""

# Of an act, only a word whose salt has gone gives way to the mark of an erasure.
ACT = """
create function keep_act() returns trigger language plpgsql as $$
declare
    gone jsonb := coalesce((
        select jsonb_object_agg(key, true) from act_mark, jsonb_each(veils)
        where act_id = old.id and value ? 'sha256'), '{}');
    mark constant text := '[gelöscht]';
begin
    if (to_jsonb(new) - 'actor_name' - 'before' - 'after')
            <> (to_jsonb(old) - 'actor_name' - 'before' - 'after')
        or (new.actor_name <> old.actor_name
            and not (gone ? 'actor_name' and new.actor_name = mark))
        or exists (
            select from (values ('before', old.before, new.before), ('after', old.after, new.after))
                as side (name, was, is_now),
                lateral (select o.key as old_key, n.key as new_key, o.value as o, n.value as n
                    from jsonb_each(was) as o full join jsonb_each(is_now) as n using (key)) as each
            where o is distinct from n
                and not coalesce(old_key = new_key and gone ? (name || '.' || new_key)
                                 and n = to_jsonb(mark), false)
        )
    then
        raise exception 'rows of act are kept as they are' using errcode = 'restrict_violation';
    end if;
    return new;
end $$
"""
ERASURE = """
create function keep_erasure() returns trigger language plpgsql as $$
begin
    if old.done_at is not null or old.dropped_at is not null then
        raise exception 'an erasure is kept as it is' using errcode = 'restrict_violation';
    end if;
    return new;
end $$
"""


def upgrade() -> None:
    """The older seals keep their form: they have no root."""
    op.add_column("seal", sa.Column("root", sa.Text(), nullable=False, server_default=""))
    op.alter_column("seal", "root", server_default=None)
    op.create_check_constraint(op.f("ck_seal_root"), "seal", "root = '' or length(root) = 64")
    op.create_table(
        "act_mark",
        sa.Column("act_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("leaf", sa.Text(), nullable=False),
        sa.Column("veils", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_act_mark_act_id")),
        sa.PrimaryKeyConstraint("act_id", name=op.f("pk_act_mark")),
    )
    op.execute(MARK)
    op.execute(
        "create trigger only_erased before update on act_mark"
        " for each row execute function keep_act_mark()"
    )
    op.execute(
        "create trigger kept before delete on act_mark"
        " for each row execute function refuse_change()"
    )
    op.execute(
        "create trigger never_emptied before truncate on act_mark"
        " for each statement execute function refuse_change()"
    )
    op.create_table(
        "audit_package",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("award_id", sa.BigInteger(), nullable=True),
        sa.Column("round_id", sa.BigInteger(), nullable=True),
        sa.Column("ordered_by_id", sa.BigInteger(), nullable=False),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("after_act", sa.BigInteger(), nullable=False),
        sa.Column("files", sa.BigInteger(), nullable=True),
        sa.Column("packed", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("key", sa.Text(), nullable=True),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("head", sa.Text(), nullable=False),
        sa.Column("sealed_with", sa.Text(), nullable=False),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "num_nonnulls(award_id, round_id) = 1", name=op.f("ck_audit_package_one_subject")
        ),
        sa.CheckConstraint(
            "num_nulls(made_at, key, size) in (0, 3) and (made_at is null) = (sha256 = '')"
            " and (made_at is null) = (head = '')",
            name=op.f("ck_audit_package_made"),
        ),
        sa.CheckConstraint(
            "packed >= 0 and (files is null or packed <= files)",
            name=op.f("ck_audit_package_packed"),
        ),
        sa.ForeignKeyConstraint(["award_id"], ["award.id"], name=op.f("fk_audit_package_award_id")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_audit_package_round_id")),
        sa.ForeignKeyConstraint(
            ["ordered_by_id"], ["person.id"], name=op.f("fk_audit_package_ordered_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_package")),
        sa.UniqueConstraint("key", name=op.f("uq_audit_package_key")),
    )
    op.create_index(
        op.f("ix_audit_package_award_id_ordered_at"), "audit_package", ["award_id", "ordered_at"]
    )
    op.create_index(
        op.f("ix_audit_package_round_id_ordered_at"), "audit_package", ["round_id", "ordered_at"]
    )
    kinds = (("of", "framekind", ("grants", "reports", "vouchers")),
             ("way", "way", ("risk", "random", "money")))  # fmt: skip
    op.create_table(
        "audit_sample",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        *(
            sa.Column(
                column,
                sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40),
                nullable=False,
            )
            for column, name, values in kinds
        ),
        sa.Column("percent", sa.BigInteger(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("seed", sa.Text(), nullable=False),
        sa.Column("frame", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("frame_sha256", sa.Text(), nullable=False),
        sa.Column("drawn", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("drawn_by_id", sa.BigInteger(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "size > 0 and percent between 0 and 100", name=op.f("ck_audit_sample_size")
        ),
        sa.CheckConstraint(
            "(way = 'risk') = (seed = '')", name=op.f("ck_audit_sample_seed_of_chance")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_audit_sample_round_id")),
        sa.ForeignKeyConstraint(
            ["drawn_by_id"], ["person.id"], name=op.f("fk_audit_sample_drawn_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_sample")),
    )
    op.create_index(op.f("ix_audit_sample_round_id_id"), "audit_sample", ["round_id", "id"])
    op.execute(
        "create trigger frozen before update or delete on audit_sample"
        " for each row execute function refuse_change()"
    )
    op.execute(
        "create trigger never_emptied before truncate on audit_sample"
        " for each statement execute function refuse_change()"
    )
    op.create_table(
        "erasure",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by_id", sa.BigInteger(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.BigInteger(), nullable=True),
        sa.Column("acts", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "done_at is null or proposed_by_id <> decided_by_id or proposed_by_id is null",
            name=op.f("ck_erasure_two_people"),
        ),
        sa.CheckConstraint("person_id <> decided_by_id", name=op.f("ck_erasure_not_oneself")),
        sa.CheckConstraint(
            "num_nonnulls(done_at, dropped_at) = num_nonnulls(decided_by_id)",
            name=op.f("ck_erasure_decided"),
        ),
        *(
            sa.ForeignKeyConstraint([column], ["person.id"], name=op.f(f"fk_erasure_{column}"))
            for column in ("person_id", "proposed_by_id", "decided_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
    )
    op.create_index(
        "uq_erasure_open",
        "erasure",
        ["person_id"],
        unique=True,
        postgresql_where=sa.text("done_at is null and dropped_at is null"),
    )
    op.add_column("compliance_report", sa.Column("grant_id", sa.BigInteger(), nullable=True))
    op.add_column("compliance_report", sa.Column("programme_id", sa.BigInteger(), nullable=True))
    op.add_column(
        "compliance_report",
        sa.Column("part", sa.BigInteger(), nullable=False, server_default=sa.text("0")),
    )
    op.create_foreign_key(
        op.f("fk_compliance_report_programme_id"), "compliance_report", "programme",
        ["programme_id"], ["id"],
    )  # fmt: skip
    op.drop_constraint(op.f("ck_compliance_report_one_subject"), "compliance_report", type_="check")
    op.create_check_constraint(
        op.f("ck_compliance_report_one_subject"),
        "compliance_report",
        "num_nonnulls(award_id, round_id, programme_id) = 1",
    )
    op.create_foreign_key(
        op.f("fk_compliance_report_grant_id"), "compliance_report", "grant_to_recipient",
        ["grant_id"], ["id"],
    )  # fmt: skip
    op.create_check_constraint(
        op.f("ck_compliance_report_grant_of_award"),
        "compliance_report",
        "grant_id is null or award_id is not null",
    )
    op.execute(ERASURE)
    op.execute(
        "create trigger settled before update on erasure"
        " for each row execute function keep_erasure()"
    )
    op.execute(
        "create trigger kept before delete on erasure for each row execute function refuse_change()"
    )
    op.execute(ACT)
    op.execute("drop trigger frozen on act")
    op.execute(
        "create trigger kept before delete on act for each row execute function refuse_change()"
    )
    op.execute(
        "create trigger only_erased before update on act for each row execute function keep_act()"
    )


def downgrade() -> None:
    """Seals with a root cannot be checked by the program before this one."""
    op.drop_constraint(
        op.f("ck_compliance_report_grant_of_award"), "compliance_report", type_="check"
    )
    op.drop_column("compliance_report", "grant_id")
    op.drop_constraint(op.f("ck_compliance_report_one_subject"), "compliance_report", type_="check")
    op.execute("delete from compliance_report where programme_id is not null")
    op.drop_column("compliance_report", "part")
    op.drop_column("compliance_report", "programme_id")
    op.create_check_constraint(
        op.f("ck_compliance_report_one_subject"),
        "compliance_report",
        "num_nonnulls(award_id, round_id) = 1",
    )
    op.execute("drop trigger only_erased on act")
    op.execute("drop trigger kept on act")
    op.execute(
        "create trigger frozen before update or delete on act"
        " for each row execute function refuse_change()"
    )
    op.execute("drop function keep_act()")
    op.drop_table("erasure")
    op.execute("drop function keep_erasure()")
    op.drop_table("audit_sample")
    op.drop_table("audit_package")
    op.drop_table("act_mark")
    op.execute("drop function keep_act_mark()")
    op.drop_constraint(op.f("ck_seal_root"), "seal", type_="check")
    op.drop_column("seal", "root")
