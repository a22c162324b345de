"""Keep the blank form of each round, printed in both languages."""

import sqlalchemy as sa
from alembic import op

revision = "0016_blank_form"
down_revision = "0015_departures"
branch_labels = None
depends_on = None

KIND = "ck_document_documentkind"
BEFORE = "'receipt', 'letter', 'compliance_report'"


def upgrade() -> None:
    """Add the table, and the kind of document; no form is printed yet."""
    op.drop_constraint(op.f(KIND), "document")
    op.create_check_constraint(op.f(KIND), "document", f"kind in ({BEFORE}, 'blank_form')")
    op.create_table(
        "blank_form",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("terms_id", sa.BigInteger(), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("german_id", sa.Uuid(), nullable=True),
        sa.Column("english_id", sa.Uuid(), nullable=True),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_blank_form_round_id")),
        sa.ForeignKeyConstraint(
            ["terms_id"], ["terms_version.id"], name=op.f("fk_blank_form_terms_id")
        ),
        sa.ForeignKeyConstraint(
            ["german_id"], ["document.id"], name=op.f("fk_blank_form_german_id")
        ),
        sa.ForeignKeyConstraint(
            ["english_id"], ["document.id"], name=op.f("fk_blank_form_english_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blank_form")),
        sa.UniqueConstraint(
            "round_id",
            "terms_id",
            "closes_at",
            name=op.f("uq_blank_form_round_id_terms_id_closes_at"),
        ),
    )


def downgrade() -> None:
    """Forget which form belongs to which round; the files themselves stay."""
    op.drop_table("blank_form")
    op.drop_constraint(op.f(KIND), "document")
    op.create_check_constraint(
        op.f(KIND),
        "document",
        f"kind in ({BEFORE})",
        postgresql_not_valid=True,  # documents stay for ever, the printed forms among them
    )
