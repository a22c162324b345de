"""Keep the day by which missing papers are to be supplied."""

import sqlalchemy as sa
from alembic import op

revision = "0027_papers"
down_revision = "0026_search"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Requests that were made before named no day."""
    op.add_column("formal_check", sa.Column("answer_by", sa.Date(), nullable=True))
    op.create_check_constraint(
        op.f("ck_formal_check_answer_by"),
        "formal_check",
        "answer_by is null or result = 'incomplete'",
    )


def downgrade() -> None:
    """The days are lost."""
    op.drop_constraint(op.f("ck_formal_check_answer_by"), "formal_check", type_="check")
    op.drop_column("formal_check", "answer_by")
