"""Find the letters that may need looking after, and the mails that failed, along an index."""

import sqlalchemy as sa
from alembic import op

revision = "0038_look_after"
down_revision = "0037_print_batch"
branch_labels = None
depends_on = None

NOT_AT_ONCE = (
    "state = 'rendered' and (retrieved_at is null"
    " or retrieved_at - rendered_at > interval '24 hours')"
)


def upgrade() -> None:
    """Most letters are opened within a day: an officer's first page must not read all of them."""
    op.create_index(
        "ix_letter_not_at_once", "letter", ["rendered_at"], postgresql_where=sa.text(NOT_AT_ONCE)
    )
    op.create_index(
        "ix_mail_failed", "mail", ["kind"], postgresql_where=sa.text("state = 'failed'")
    )


def downgrade() -> None:
    """Read them all again."""
    op.drop_index("ix_mail_failed", "mail")
    op.drop_index("ix_letter_not_at_once", "letter")
