"""Know two more kinds of reports: the yearly declaration and the report on success."""

from pathlib import Path
from runpy import run_path

import sqlalchemy as sa
from alembic import op

revision = "0061_declaration"
down_revision = "0060_reminder"
branch_labels = None
depends_on = None

BEFORE = run_path(str(Path(__file__).with_name("0059_obligation.py")))
"""The view as migration 0059 made it."""
YEARLY = "when report.kind in ('interim', 'declaration')\n            then"
ALWAYS = "when report.kind = 'interim'\n            then"
KINDS = ("interim", "partners", "final")
MORE = ("declaration", "success")


COLUMNS = BEFORE["COLUMNS"]
BRANCHES = (BEFORE["REPORTS"].replace(ALWAYS, YEARLY), *BEFORE["BRANCHES"][1:])


def view(*branches: str) -> str:
    """The view of these kinds of duties."""
    return f"create or replace view obligation ({COLUMNS}) as " + " union all ".join(branches)


def kinds(*codes: str) -> None:
    """Allow these kinds and no others."""
    op.drop_constraint(op.f("ck_report_reportkind"), "report")
    listed = ", ".join(f"'{code}'" for code in codes)
    op.create_check_constraint(op.f("ck_report_reportkind"), "report", f"kind in ({listed})")


def upgrade() -> None:
    """A declaration says that nothing happened, or that something did; others declare nothing."""
    kinds(*KINDS, *MORE)
    op.add_column(
        "report", sa.Column("declared", sa.Text(), server_default=sa.text("''"), nullable=False)
    )
    op.create_check_constraint(
        op.f("ck_report_declared"),
        "report",
        "declared = '' or (kind = 'declaration' and declared in ('nothing', 'changes'))",
    )
    op.create_check_constraint(
        op.f("ck_report_declaration_declares"),
        "report",
        "kind <> 'declaration' or submitted_at is null or declared <> ''",
    )
    op.execute(view(*BRANCHES))


def downgrade() -> None:
    """Only while none was handed in: that is never thrown away, a mere date of one is."""
    op.execute(view(*BEFORE["BRANCHES"]))
    op.execute(
        "delete from report where kind in ('declaration', 'success') and submitted_at is null"
    )
    op.drop_constraint(op.f("ck_report_declaration_declares"), "report")
    op.drop_constraint(op.f("ck_report_declared"), "report")
    op.drop_column("report", "declared")
    kinds(*KINDS)
