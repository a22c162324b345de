"""Let a search walk along an index alone: the words lie in the index of the newest ones."""

from alembic import op

revision = "0026_search"
down_revision = "0025_first_receipt"
branch_labels = None
depends_on = None

WORDS = "to_tsvector('simple', {})"
BOUNDED = (
    f"case when 12 * length({WORDS.format('search_text')}) + 2 * octet_length(search_text) <= 2800 "
    f"then {WORDS.format('search_text')} else {WORDS.format('left(search_text, 120)')} end"
)


def upgrade() -> None:
    """The column is computed anew: what lies in an index must never outgrow its page."""
    op.drop_index("ix_application_newest", "application")
    _compute(BOUNDED)
    op.create_index(
        "ix_application_newest",
        "application",
        ["submitted_at", "id"],
        postgresql_include=["state", "round_id", "search"],
        postgresql_where="submitted_at is not null",
    )


def downgrade() -> None:
    """The index knows nothing but the order again."""
    op.drop_index("ix_application_newest", "application")
    _compute(WORDS.format("search_text"))
    op.create_index("ix_application_newest", "application", ["submitted_at", "id"])


def _compute(words: str) -> None:
    op.drop_index("ix_application_search", "application")
    op.drop_column("application", "search")
    op.execute(f"alter table application add search tsvector generated always as ({words}) stored")
    op.create_index("ix_application_search", "application", ["search"], postgresql_using="gin")
