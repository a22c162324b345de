"""Keep print batches, the papers of objections and actions, and which files name nobody."""

import sqlalchemy as sa
from alembic import op

revision = "0037_print_batch"
down_revision = "0036_programmes"
branch_labels = None
depends_on = None

DOCUMENT = "ck_document_documentkind"
DOCUMENTS = "'receipt', 'letter', 'compliance_report', 'blank_form', 'scenario', 'minutes'"
KINDS = (
    "'concept_outline', 'internationalisation_concept', 'letter_of_intent',"
    " 'cooperation_agreement', 'funding_proof', 'annex', 'report', 'inquiry_answer'"
)
OWNERS = "application_id, award_id, project_id, report_id, inquiry_id"


def upgrade() -> None:
    """Two tables, and more about uploads."""
    op.drop_constraint(op.f(DOCUMENT), "document", type_="check")
    op.create_check_constraint(op.f(DOCUMENT), "document", f"kind in ({DOCUMENTS}, 'print_batch')")
    _print_batch()
    _batched_letter()
    for table in ("print_batch", "batched_letter"):
        op.execute(
            f"create trigger kept before delete on {table}"
            " for each row execute function refuse_change()"
        )
    op.add_column("upload", sa.Column("contest_id", sa.BigInteger(), nullable=True))
    op.add_column("upload", sa.Column("nameless_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("upload", sa.Column("nameless_by_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk_upload_contest_id"), "upload", "letter_contest", ["contest_id"], ["id"]
    )
    op.create_foreign_key(
        op.f("fk_upload_nameless_by_id"), "upload", "person", ["nameless_by_id"], ["id"]
    )
    op.create_index(op.f("ix_upload_contest_id"), "upload", ["contest_id"], unique=False)
    op.create_check_constraint(
        op.f("ck_upload_nameless_by_whom"),
        "upload",
        "(nameless_at is null) = (nameless_by_id is null)",
    )
    _uploads(f"{KINDS}, 'contest_paper'", f"{OWNERS}, contest_id")


def downgrade() -> None:
    """Batches and papers of objections are gone; printed files stay in the store."""
    op.execute("delete from upload where contest_id is not null")
    _uploads(KINDS, OWNERS)
    op.drop_constraint(op.f("ck_upload_nameless_by_whom"), "upload", type_="check")
    op.drop_index(op.f("ix_upload_contest_id"), table_name="upload")
    for column in ("nameless_by_id", "nameless_at", "contest_id"):
        op.drop_column("upload", column)
    op.drop_table("batched_letter")
    op.drop_table("print_batch")
    op.drop_constraint(op.f(DOCUMENT), "document", type_="check")
    op.create_check_constraint(
        op.f(DOCUMENT), "document", f"kind in ({DOCUMENTS})", postgresql_not_valid=True
    )


def _uploads(kinds: str, owners: str) -> None:
    rules = {"uploadkind": f"kind in ({kinds})", "one_owner": f"num_nonnulls({owners}) = 1"}
    for name, rule in rules.items():
        op.drop_constraint(op.f(f"ck_upload_{name}"), "upload", type_="check")
        op.create_check_constraint(op.f(f"ck_upload_{name}"), "upload", rule)


def _print_batch() -> None:
    op.create_table(
        "print_batch",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("ordered_by_id", sa.BigInteger(), nullable=False),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("laid_in", sa.BigInteger(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.Column("posted_on", sa.Date(), nullable=True),
        sa.Column("posted_by_id", sa.BigInteger(), nullable=True),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(posted_on is null) = (posted_by_id is null)",
            name=op.f("ck_print_batch_posted_by_whom"),
        ),
        sa.CheckConstraint(
            "posted_on is null or document_id is not null",
            name=op.f("ck_print_batch_made_before_posted"),
        ),
        sa.CheckConstraint(
            "posted_on is null or dropped_at is null",
            name=op.f("ck_print_batch_posted_or_dropped"),
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_print_batch_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["ordered_by_id"], ["person.id"], name=op.f("fk_print_batch_ordered_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["posted_by_id"], ["person.id"], name=op.f("fk_print_batch_posted_by_id")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_print_batch_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_batch")),
    )
    op.create_index(
        op.f("ix_print_batch_round_id_ordered_at"),
        "print_batch",
        ["round_id", "ordered_at"],
        unique=False,
    )


def _batched_letter() -> None:
    op.create_table(
        "batched_letter",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("batch_id", sa.BigInteger(), nullable=False),
        sa.Column("letter_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("dropped", sa.Boolean(), nullable=False),
        sa.CheckConstraint("position >= 1", name=op.f("ck_batched_letter_from_one")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["print_batch.id"], name=op.f("fk_batched_letter_batch_id")
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letter.id"], name=op.f("fk_batched_letter_letter_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batched_letter")),
        sa.UniqueConstraint(
            "batch_id", "position", name=op.f("uq_batched_letter_batch_id_position")
        ),
    )
    op.create_index(
        "uq_batched_letter_once",
        "batched_letter",
        ["letter_id"],
        unique=True,
        postgresql_where=sa.text("not dropped"),
    )
