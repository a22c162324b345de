"""Let people say what a file is, tell what came in whose place, and keep what the scanner says.

Files that are there already were handed out so far and count as clean.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010_upload"
down_revision = "0009_plan_lines"
branch_labels = None
depends_on = None

KINDS = (
    "concept_outline",
    "internationalisation_concept",
    "cooperation_agreement",
    "funding_proof",
    "report",
)
NEW_KINDS = ("letter_of_intent", "annex")
STATES = ("pending", "clean", "infected", "failed")


def upgrade() -> None:
    """Two kinds more, what a sender says, and the scanner's word."""
    _allow(KINDS + NEW_KINDS)
    text = {"server_default": "", "nullable": False}
    op.add_column("upload", sa.Column("title", sa.Text(), **text))
    op.add_column("upload", sa.Column("language", sa.Text(), **text))
    op.add_column("upload", sa.Column("signed_on", sa.Date(), nullable=True))
    op.add_column(
        "upload",
        sa.Column(
            "parties",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default="[]",
            nullable=False,
        ),
    )
    op.add_column(
        "upload",
        sa.Column("cleaned", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.add_column("upload", sa.Column("replaces_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_upload_replaces_id"), "upload", "upload", ["replaces_id"], ["id"]
    )
    op.add_column("upload", sa.Column("scan_state", sa.String(40), nullable=True))
    op.execute("update upload set scan_state = 'clean'")
    op.alter_column("upload", "scan_state", nullable=False)
    op.create_check_constraint(op.f("ck_upload_scanstate"), "upload", _one_of("scan_state", STATES))
    op.add_column("upload", sa.Column("scan_found", sa.Text(), **text))
    op.add_column("upload", sa.Column("scanned_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("upload", sa.Column("scan_next_at", sa.DateTime(timezone=True), nullable=True))
    op.create_check_constraint(
        op.f("ck_upload_infected_by"), "upload", "(scan_state = 'infected') = (scan_found <> '')"
    )
    op.create_check_constraint(
        op.f("ck_upload_scan_again"),
        "upload",
        "(scan_state in ('pending', 'failed')) = (scan_next_at is not null)",
    )
    op.create_index(
        op.f("ix_upload_scan_next_at"),
        "upload",
        ["scan_next_at"],
        postgresql_where=sa.text("scan_next_at is not null"),
    )


def downgrade() -> None:
    """Hand out what is clean; what is not, and what has no kind any more, is given up."""
    op.execute("update upload set replaces_id = null")
    op.execute(
        "delete from upload where scan_state <> 'clean' or kind in ('letter_of_intent', 'annex')"
    )
    for name in (
        "scan_next_at", "scanned_at", "scan_found", "scan_state", "replaces_id", "cleaned",
        "parties", "signed_on", "language", "title",
    ):  # fmt: skip
        op.drop_column("upload", name)
    _allow(KINDS)


def _allow(kinds: tuple[str, ...]) -> None:
    op.drop_constraint(op.f("ck_upload_uploadkind"), "upload", type_="check")
    op.create_check_constraint(op.f("ck_upload_uploadkind"), "upload", _one_of("kind", kinds))


def _one_of(column: str, values: tuple[str, ...]) -> str:
    named = ", ".join(f"'{value}'" for value in values)
    return f"{column} in ({named})"
