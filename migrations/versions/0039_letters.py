"""Let a joint project be approved under conditions, and an award hang on more than one."""

import sqlalchemy as sa
from alembic import op

revision = "0039_letters"
down_revision = "0038_look_after"
branch_labels = None
depends_on = None

KIND = "ck_decision_decisionkind"
KINDS = (
    "'select', 'reserve', 'reject', 'award_grant', 'approve_concept', 'approve_project',"
    " 'reject_project', 'award_conditionally', 'confirm_condition', 'amend_grant', 'revoke_grant'"
)
CONDITION = "grant_condition"
LIVE = "uq_decision_project_live"
OPEN = "uq_decision_project_open"
BY_DECISION = "uq_grant_condition_decision_id"


def upgrade() -> None:
    """Number the conditions of a decision; a project may have one live decision besides theirs."""
    _kinds(f"{KINDS}, 'approve_project_conditionally'")
    op.add_column(
        CONDITION, sa.Column("ordinal", sa.BigInteger(), server_default="1", nullable=False)
    )
    op.create_check_constraint(op.f("ck_grant_condition_from_one"), CONDITION, "ordinal >= 1")
    op.drop_constraint(op.f(BY_DECISION), CONDITION, type_="unique")
    op.create_unique_constraint(
        op.f("uq_grant_condition_decision_id_grant_id_ordinal"),
        CONDITION,
        ["decision_id", "grant_id", "ordinal"],
    )
    _live("state <> 'void' and project_id is not null and kind <> 'confirm_condition'")
    op.create_index(
        OPEN,
        "decision",
        ["project_id"],
        unique=True,
        postgresql_where=sa.text("state = 'proposed' and project_id is not null"),
    )


def downgrade() -> None:
    """Only the first condition of each decision is kept, on the first of its grants."""
    op.drop_index(OPEN, "decision")
    op.execute(
        "delete from grant_condition later using grant_condition first"
        " where later.decision_id = first.decision_id and later.id > first.id"
    )
    _live("state <> 'void' and project_id is not null")
    op.drop_constraint(
        op.f("uq_grant_condition_decision_id_grant_id_ordinal"), CONDITION, type_="unique"
    )
    op.create_unique_constraint(op.f(BY_DECISION), CONDITION, ["decision_id"])
    op.drop_constraint(op.f("ck_grant_condition_from_one"), CONDITION, type_="check")
    op.drop_column(CONDITION, "ordinal")
    _kinds(KINDS, postgresql_not_valid=True)


def _kinds(kinds: str, **more: bool) -> None:
    op.drop_constraint(op.f(KIND), "decision", type_="check")
    op.create_check_constraint(op.f(KIND), "decision", f"kind in ({kinds})", **more)


def _live(where: str) -> None:
    op.drop_index(LIVE, "decision")
    op.create_index(LIVE, "decision", ["project_id"], unique=True, postgresql_where=sa.text(where))
