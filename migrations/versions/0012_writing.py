"""Keep who finished an application, and the revision that they finished."""

import sqlalchemy as sa
from alembic import op

revision = "0012_writing"
down_revision = "0011_deadlines"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the mark of the author; no application has one yet."""
    op.add_column("application", sa.Column("finished_at", sa.DateTime(timezone=True)))
    op.add_column("application", sa.Column("finished_by_id", sa.BigInteger()))
    op.add_column("application", sa.Column("finished_revision", sa.BigInteger()))
    op.create_foreign_key(
        op.f("fk_application_finished_by_id"), "application", "person", ["finished_by_id"], ["id"]
    )
    op.create_check_constraint(
        op.f("ck_application_finished_by_somebody"),
        "application",
        "num_nonnulls(finished_at, finished_by_id, finished_revision) in (0, 3)",
    )


def downgrade() -> None:
    """Forget the marks; the record of acts still knows who finished what."""
    op.drop_constraint(op.f("ck_application_finished_by_somebody"), "application")
    op.drop_constraint(op.f("fk_application_finished_by_id"), "application")
    op.drop_column("application", "finished_revision")
    op.drop_column("application", "finished_by_id")
    op.drop_column("application", "finished_at")
