"""Approve projects under conditions, hang awards on several, let recipients choose the post."""

import sqlalchemy as sa
from alembic import op

revision = "0041_letters"
down_revision = "0040_fair"
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
WAYS = {
    "channel": "way in ('portal', 'post', 'electronic')",
    "portal_or_post": "way in ('portal', 'post')",
}
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
    _choices()
    op.add_column(
        "letter", sa.Column("way", sa.String(length=40), server_default="portal", nullable=False)
    )
    for name, rule in WAYS.items():
        op.create_check_constraint(op.f(f"ck_letter_{name}"), "letter", rule)
    op.create_index(
        "ix_letter_by_post", "letter", ["rendered_at"], postgresql_where=sa.text("way = 'post'")
    )


def downgrade() -> None:
    """Only the first condition of each decision is kept, on the first of its grants."""
    op.drop_index("ix_letter_by_post", "letter")
    op.drop_column("letter", "way")
    op.drop_table("letter_choice")
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


def _choices() -> None:
    op.create_table(
        "letter_choice",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("way", sa.String(length=40), nullable=False),
        sa.Column("chosen_by_id", sa.BigInteger(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.CheckConstraint(rule, name=op.f(f"ck_letter_choice_{name}"))
            for name, rule in WAYS.items()
        ),
        sa.ForeignKeyConstraint(
            ["chosen_by_id"], ["person.id"], name=op.f("fk_letter_choice_chosen_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_letter_choice_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_choice")),
    )
    op.create_index(
        op.f("ix_letter_choice_organisation_id_id"), "letter_choice", ["organisation_id", "id"]
    )
    op.execute(
        "create trigger kept before update or delete on letter_choice"
        " for each row execute function refuse_change()"
    )


def _kinds(kinds: str, **more: bool) -> None:
    op.drop_constraint(op.f(KIND), "decision", type_="check")
    op.create_check_constraint(op.f(KIND), "decision", f"kind in ({kinds})", **more)


def _live(where: str) -> None:
    op.drop_index(LIVE, "decision")
    op.create_index(LIVE, "decision", ["project_id"], unique=True, postgresql_where=sa.text(where))
