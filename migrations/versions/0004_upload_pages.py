"""Keep how many pages an uploaded PDF has."""

import sqlalchemy as sa
from alembic import op

revision = "0004_upload_pages"
down_revision = "0003_handed_in"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the number; nobody counted the pages of files that are there."""
    op.add_column("upload", sa.Column("pages", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    """Forget the number; the files still know it."""
    op.drop_column("upload", "pages")
