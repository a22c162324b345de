"""Count rounds within their programme, keep a register of labels, return named sections."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0036_programmes"
down_revision = "0035_latermends"
branch_labels = None
depends_on = None
RULES = {
    "evidence": "evidence <> ''",
    "granted_when_by_whom": "(granted_by_id is null) = (granted_at is null)",
    "first_before_last": "first <= last",
    "granted_or_dropped": "granted_at is null or dropped_at is null",
    "four_eyes": "proposed_by_id <> granted_by_id",
}
POINTS_TO = {
    "cluster_id": "cluster",
    "granted_by_id": "person",
    "programme_id": "programme",
    "proposed_by_id": "person",
    "renews_id": "label",
    "terms_id": "terms_version",
}


def upgrade() -> None:
    """What was called round 5 stays round 5: its number was unique among all programmes."""
    op.add_column("round", sa.Column("ordinal", sa.BigInteger(), nullable=True))
    op.execute("update round set ordinal = number")
    op.alter_column("round", "ordinal", nullable=False)
    op.create_unique_constraint(
        "uq_round_programme_id_ordinal", "round", ["programme_id", "ordinal"]
    )
    op.create_check_constraint("ordinal_from_one", "round", "ordinal >= 1")
    _labels()
    op.add_column(
        "formal_check",
        sa.Column("sections", postgresql.JSONB(), nullable=False, server_default="[]"),
    )
    op.create_check_constraint(
        "sections", "formal_check", "sections = '[]' or result = 'incomplete'"
    )


def downgrade() -> None:
    """No register, and one number for all programmes again."""
    op.drop_column("formal_check", "sections")
    op.drop_table("label")
    op.drop_constraint(op.f("ck_round_ordinal_from_one"), "round", type_="check")
    op.drop_constraint("uq_round_programme_id_ordinal", "round", type_="unique")
    op.drop_column("round", "ordinal")


def _labels() -> None:
    op.create_table(
        "label",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("programme_id", sa.BigInteger(), nullable=False),
        sa.Column("cluster_id", sa.BigInteger(), nullable=False),
        sa.Column("terms_id", sa.BigInteger(), nullable=False),
        *(sa.Column(each, sa.Text(), nullable=False) for each in ("level", "level_de", "level_en")),
        sa.Column("covers", postgresql.JSONB(), nullable=False),
        sa.Column("areas", postgresql.JSONB(), nullable=False),
        *(sa.Column(each, sa.Date(), nullable=False) for each in ("granted_for", "first", "last")),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("renews_id", sa.BigInteger(), nullable=True),
        sa.Column("proposed_by_id", sa.BigInteger(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("granted_by_id", sa.BigInteger(), nullable=True),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
        *(sa.CheckConstraint(rule, name=op.f(f"ck_label_{name}")) for name, rule in RULES.items()),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_label_{column}"))
            for column, table in POINTS_TO.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label")),
    )
    op.create_index(op.f("ix_label_cluster_id"), "label", ["cluster_id"])
    op.create_index(
        "uq_label_granted",
        "label",
        ["programme_id", "cluster_id", "level", "first"],
        unique=True,
        postgresql_where=sa.text("granted_at is not null"),
    )
    op.create_index(
        "uq_label_open",
        "label",
        ["programme_id", "cluster_id"],
        unique=True,
        postgresql_where=sa.text("granted_at is null and dropped_at is null"),
    )
    op.execute(
        "create trigger kept before delete on label for each row execute function refuse_change()"
    )
