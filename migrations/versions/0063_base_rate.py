"""Keep the base rates of § 247 BGB by half-year; what is known today comes along."""

import sqlalchemy as sa
from alembic import op

revision = "0063_base_rate"
down_revision = "0062_transparency"
branch_labels = None
depends_on = None

SOURCE = "Bekanntmachung der Deutschen Bundesbank nach § 247 Absatz 2 BGB"
KNOWN = {"2025-07-01": "1.27", "2026-01-01": "1.27"}


def upgrade() -> None:
    """Append only: a correction is one more version."""
    op.create_table(
        "base_rate",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("begins", sa.Date(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("rate", sa.Numeric(5, 2), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "extract(day from begins) = 1 and extract(month from begins) in (1, 7)",
            name=op.f("ck_base_rate_half_year"),
        ),
        sa.CheckConstraint(
            "version = 1 or (version > 1 and reason <> '')",
            name=op.f("ck_base_rate_corrected_why"),
        ),
        sa.CheckConstraint("source <> ''", name=op.f("ck_base_rate_source")),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["person.id"], name=op.f("fk_base_rate_entered_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_base_rate")),
        sa.UniqueConstraint("begins", "version", name=op.f("uq_base_rate_begins_version")),
    )
    for day, rate in KNOWN.items():
        op.execute(
            "insert into base_rate (begins, version, rate, source, reason, entered_at)"
            f" values ('{day}', 1, {rate}, '{SOURCE}', '', now())"
        )
    op.execute(
        "create trigger frozen before update or delete on base_rate"
        " for each row execute function refuse_change()"
    )
    op.execute(
        "create trigger never_emptied before truncate on base_rate"
        " for each statement execute function refuse_change()"
    )


def downgrade() -> None:
    """Rates that were entered are lost; revocations keep those they used."""
    op.drop_table("base_rate")
