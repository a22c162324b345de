"""Keep how many applications of a round are in which state, and days of the terms as columns.

The page of calls and the overdue board are asked for at every visit: they read what is kept
instead of counting every application and opening every version of the terms.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007_handed_in_counts"
down_revision = "0006_counted_clusters"
branch_labels = None
depends_on = None

COUNT = """
create function count_handed_in() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' and old.submitted_at is not null then
        insert into handed_in (round_id, state, change) values (old.round_id, old.state, -1);
    end if;
    if tg_op <> 'DELETE' and new.submitted_at is not null then
        insert into handed_in (round_id, state, change) values (new.round_id, new.state, 1);
    end if;
    return null;
end $$
"""
DAYS = ("check_days", "sign_days")


def upgrade() -> None:
    """The table, what it would say had it always been there, and the trigger."""
    op.create_table(
        "handed_in",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("change", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_handed_in_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handed_in")),
    )
    op.create_index(op.f("ix_handed_in_round_id"), "handed_in", ["round_id"])
    op.execute(
        "insert into handed_in (round_id, state, change) select round_id, state, count(*)"
        " from application where submitted_at is not null group by round_id, state"
    )
    op.execute(COUNT)
    op.execute(
        "create trigger count_handed_in after insert or delete or update of round_id, state,"
        " submitted_at on application for each row execute function count_handed_in()"
    )
    for name in DAYS:
        op.add_column(
            "terms_version",
            sa.Column(
                name,
                sa.Integer(),
                sa.Computed(f"((body -> 'office') ->> '{name}')::integer", persisted=True),
                nullable=False,
            ),
        )


def downgrade() -> None:
    """Count again at every visit."""
    for name in DAYS:
        op.drop_column("terms_version", name)
    op.execute("drop trigger count_handed_in on application")
    op.execute("drop function count_handed_in()")
    op.drop_table("handed_in")
