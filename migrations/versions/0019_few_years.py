"""A phase or a project touches few calendar years: a slip of the pen made a plan of 8,000."""

from alembic import op

revision = "0019_few_years"
down_revision = "0018_mend_a"
branch_labels = None
depends_on = None

SPANS = {"application": "concept_", "project": ""}


def upgrade() -> None:
    """Refuse spans of more than twelve calendar years; older ones lose their last day."""
    for table, which in SPANS.items():
        years = f"extract(year from {which}ends_on) - extract(year from {which}starts_on)"
        if table == "application":
            op.execute(f"update {table} set {which}ends_on = null where {years} >= 12")
        op.create_check_constraint(op.f(f"ck_{table}_few_years"), table, f"{years} < 12")


def downgrade() -> None:
    """Allow them again."""
    for table in SPANS:
        op.drop_constraint(op.f(f"ck_{table}_few_years"), table)
