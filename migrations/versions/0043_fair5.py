"""Keep planned days with an extension, jurors who were released, and the end of a blind stage."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0043_fair5"
down_revision = "0042_blind"
branch_labels = None
depends_on = None

PLANS = ("old_milestones", "milestones")
ANSWERS = ("invited", "accepted", "declined", "released")


def upgrade() -> None:
    """Extensions from before moved no planned day."""
    for column in PLANS:
        op.add_column(
            "extension",
            sa.Column(
                column,
                postgresql.JSONB(astext_type=sa.Text()),
                server_default=sa.text("'{}'"),
                nullable=False,
            ),
        )
    _answers(ANSWERS)
    op.add_column("round", sa.Column("names_opened_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("round", sa.Column("names_opened_by_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk_round_names_opened_by_id"), "round", "person", ["names_opened_by_id"], ["id"]
    )
    op.create_check_constraint(
        op.f("ck_round_names_opened_by_whom"),
        "round",
        "(names_opened_at is null) = (names_opened_by_id is null)",
    )


def downgrade() -> None:
    """The record of acts still says which days moved and who was released."""
    op.drop_constraint(op.f("ck_round_names_opened_by_whom"), "round", type_="check")
    op.drop_constraint(op.f("fk_round_names_opened_by_id"), "round", type_="foreignkey")
    op.drop_column("round", "names_opened_by_id")
    op.drop_column("round", "names_opened_at")
    op.execute("update jury_member set answer = 'declined' where answer = 'released'")
    _answers(ANSWERS[:-1])
    for column in PLANS:
        op.drop_column("extension", column)


def _answers(allowed: tuple[str, ...]) -> None:
    op.drop_constraint(op.f("ck_jury_member_juryanswer"), "jury_member", type_="check")
    named = ", ".join(f"'{one}'" for one in allowed)
    op.create_check_constraint(
        op.f("ck_jury_member_juryanswer"), "jury_member", f"answer in ({named})"
    )
