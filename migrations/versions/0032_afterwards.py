"""Keep what comes beside and after an award: conditions, amendments, hearings, revocations.

And how letters were sent, and what was done against their decisions.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0032_afterwards"
down_revision = "0031_jury"
branch_labels = None
depends_on = None
DECISIONS = (
    "select", "reserve", "reject", "award_grant", "approve_concept", "approve_project",
    "reject_project",
)  # fmt: skip
LATER_DECISIONS = ("award_conditionally", "confirm_condition", "amend_grant", "revoke_grant")
LETTERS = ("selection", "rejection", "award")
LATER_LETTERS = ("reserve", "conditional", "confirmation", "amendment", "revocation")
TABLES = (
    "letter_dispatch", "letter_contest", "revocation", "grant_condition", "amendment", "hearing",
)  # fmt: skip
LIVE = "state <> 'void' and grant_id is not null"
AWARDS = " and kind in ('award_grant', 'award_conditionally')"
UNDO = """
alter table decision disable trigger user;
alter table letter disable trigger user;
delete from letter where kind in ('reserve', 'confirmation', 'amendment', 'revocation');
update letter set kind = 'award' where kind = 'conditional';
delete from decision where kind in ('confirm_condition', 'amend_grant', 'revoke_grant');
update decision set kind = 'award_grant' where kind = 'award_conditionally';
alter table decision enable trigger user;
alter table letter enable trigger user;
"""


def upgrade() -> None:
    """The tables, more kinds of decisions and letters, and what was revoked of a grant."""
    _hearings_and_amendments()
    _revocations()
    _letters()
    for table in TABLES:
        op.execute(
            f"create trigger kept before delete on {table}"
            " for each row execute function refuse_change()"
        )
    _kinds("decision", "decisionkind", *DECISIONS, *LATER_DECISIONS)
    _kinds("letter", "letterkind", *LETTERS, *LATER_LETTERS)
    op.drop_index("uq_decision_grant_live", table_name="decision")
    _live(LIVE + AWARDS)
    op.create_index(
        "uq_decision_grant_open",
        "decision",
        ["grant_id"],
        unique=True,
        postgresql_where=sa.text("state = 'proposed' and grant_id is not null"),
    )
    op.add_column(
        "grant_to_recipient",
        sa.Column("revoked", sa.Numeric(14, 2), server_default=sa.text("0"), nullable=False),
    )
    op.create_check_constraint(
        op.f("ck_grant_to_recipient_revoked_within_the_amount"),
        "grant_to_recipient",
        "revoked >= 0 and revoked <= direct + allowance",
    )


def downgrade() -> None:
    """Decisions and letters that nobody knew before are gone; a conditional award is an award."""
    op.drop_constraint(
        op.f("ck_grant_to_recipient_revoked_within_the_amount"), "grant_to_recipient", type_="check"
    )
    op.drop_column("grant_to_recipient", "revoked")
    op.drop_index("uq_decision_grant_open", table_name="decision")
    for table in TABLES:
        op.drop_table(table)
    op.execute(UNDO)
    op.drop_index("uq_decision_grant_live", table_name="decision")
    _live(LIVE)
    _kinds("letter", "letterkind", *LETTERS)
    _kinds("decision", "decisionkind", *DECISIONS)


def _kinds(table: str, name: str, *allowed: str) -> None:
    op.drop_constraint(op.f(f"ck_{table}_{name}"), table, type_="check")
    listed = ", ".join(f"'{one}'" for one in allowed)
    op.create_check_constraint(op.f(f"ck_{table}_{name}"), table, f"kind in ({listed})")


def _live(which: str) -> None:
    op.create_index(
        "uq_decision_grant_live",
        "decision",
        ["grant_id"],
        unique=True,
        postgresql_where=sa.text(which),
    )


def _hearings_and_amendments() -> None:
    op.create_table(
        "hearing",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("grant_id", sa.BigInteger(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("letter_on", sa.Date(), nullable=True),
        sa.Column("answer_until", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("waived_reason", sa.Text(), nullable=False),
        sa.Column("known_on", sa.Date(), nullable=True),
        sa.Column("deceit", sa.Boolean(), nullable=False),
        sa.Column("warned_months", sa.BigInteger(), nullable=False),
        sa.Column("opened_by_id", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(letter_on is null) = (waived_reason <> '') and (letter_on is null) = (answer_until is null)",
            name=op.f("ck_hearing_letter_or_waiver"),
        ),
        sa.CheckConstraint("subject <> ''", name=op.f("ck_hearing_subject")),
        sa.CheckConstraint("answer_until > letter_on", name=op.f("ck_hearing_time_to_answer")),
        sa.CheckConstraint(
            "answered_on >= letter_on", name=op.f("ck_hearing_answered_after_the_letter")
        ),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["grant_to_recipient.id"], name=op.f("fk_hearing_grant_id")
        ),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["person.id"], name=op.f("fk_hearing_opened_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing")),
    )
    op.create_index(op.f("ix_hearing_grant_id"), "hearing", ["grant_id"], unique=False)
    op.create_index(
        "uq_hearing_open",
        "hearing",
        ["grant_id"],
        unique=True,
        postgresql_where=sa.text("ended_at is null"),
    )
    op.create_table(
        "amendment",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("decision_id", sa.BigInteger(), nullable=False),
        sa.Column("grant_id", sa.BigInteger(), nullable=False),
        sa.Column("ordinal", sa.BigInteger(), nullable=True),
        sa.Column("requested_on", sa.Date(), nullable=True),
        sa.Column("deviates", sa.Boolean(), nullable=False),
        sa.Column("before", postgresql.JSONB(), nullable=False),
        sa.Column("after", postgresql.JSONB(), nullable=False),
        sa.CheckConstraint("before <> after", name=op.f("ck_amendment_changes_something")),
        sa.CheckConstraint("ordinal >= 1", name=op.f("ck_amendment_ordinal_from_one")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_amendment_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["grant_to_recipient.id"], name=op.f("fk_amendment_grant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_amendment_decision_id")),
        sa.UniqueConstraint("grant_id", "ordinal", name=op.f("uq_amendment_grant_id_ordinal")),
    )
    op.create_index(op.f("ix_amendment_grant_id"), "amendment", ["grant_id"], unique=False)
    op.create_table(
        "grant_condition",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("decision_id", sa.BigInteger(), nullable=False),
        sa.Column("grant_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "type",
            sa.Enum(
                "suspensive",
                "resolutory",
                name="conditiontype",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("consequence", sa.Text(), nullable=False),
        sa.Column("amount", sa.Numeric(14, 2), nullable=False),
        sa.Column("blocks_payment", sa.Boolean(), nullable=False),
        sa.Column("stated_on", sa.Date(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "content <> '' and evidence <> '' and consequence <> ''",
            name=op.f("ck_grant_condition_all_points"),
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_grant_condition_amount_positive")),
        sa.CheckConstraint(
            "confirmed_at is null or stated_on is not null",
            name=op.f("ck_grant_condition_confirmed_with_its_day"),
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_grant_condition_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["grant_to_recipient.id"], name=op.f("fk_grant_condition_grant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grant_condition")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_grant_condition_decision_id")),
    )
    op.create_index(
        op.f("ix_grant_condition_grant_id"), "grant_condition", ["grant_id"], unique=False
    )


def _revocations() -> None:
    op.create_table(
        "revocation",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("decision_id", sa.BigInteger(), nullable=False),
        sa.Column("grant_id", sa.BigInteger(), nullable=False),
        sa.Column("hearing_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "measure",
            sa.Enum(
                "revoke",
                "withdraw",
                name="measure",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("revoked", sa.Numeric(14, 2), nullable=False),
        sa.Column("allowance", sa.Numeric(14, 2), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=True),
        sa.Column("reclaim", sa.Numeric(14, 2), nullable=False),
        sa.Column("pay_by", sa.Date(), nullable=True),
        sa.Column("pay_to", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("heard_result", sa.Text(), nullable=False),
        sa.Column("legal_basis", sa.Text(), nullable=False),
        sa.Column("discretion", sa.Text(), nullable=False),
        sa.Column("interest_from", sa.Date(), nullable=True),
        sa.Column("interest_until", sa.Date(), nullable=True),
        sa.Column("base_rates", postgresql.JSONB(), nullable=False),
        sa.Column("interest_waived", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(interest_from is null) = (interest_until is null) and interest_from <= interest_until",
            name=op.f("ck_revocation_interest_period"),
        ),
        sa.CheckConstraint(
            "allowance >= 0 and allowance <= revoked", name=op.f("ck_revocation_allowance")
        ),
        sa.CheckConstraint(
            "revoked > 0 and reclaim >= 0 and reclaim <= revoked",
            name=op.f("ck_revocation_amounts"),
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_revocation_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["grant_to_recipient.id"], name=op.f("fk_revocation_grant_id")
        ),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearing.id"], name=op.f("fk_revocation_hearing_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revocation")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_revocation_decision_id")),
    )
    op.create_index(op.f("ix_revocation_grant_id"), "revocation", ["grant_id"], unique=False)


def _letters() -> None:
    op.create_table(
        "letter_contest",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("letter_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "objection",
                "court_action",
                "waiver",
                name="contestkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("recorded_by_id", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(ended_on is null) = (outcome = '')",
            name=op.f("ck_letter_contest_ended_with_its_outcome"),
        ),
        sa.CheckConstraint(
            "kind <> 'waiver' or ended_on is null", name=op.f("ck_letter_contest_a_waiver_stays")
        ),
        sa.CheckConstraint(
            "ended_on >= received_on", name=op.f("ck_letter_contest_ended_after_it_came")
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letter.id"], name=op.f("fk_letter_contest_letter_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["person.id"], name=op.f("fk_letter_contest_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_contest")),
    )
    op.create_index(
        op.f("ix_letter_contest_letter_id"), "letter_contest", ["letter_id"], unique=False
    )
    op.create_index(
        "uq_letter_contest_waiver",
        "letter_contest",
        ["letter_id"],
        unique=True,
        postgresql_where=sa.text("kind = 'waiver'"),
    )
    op.create_table(
        "letter_dispatch",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("letter_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "portal",
                "post",
                "electronic",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("retrieved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("arrived_on", sa.Date(), nullable=True),
        sa.Column("recorded_by_id", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "retrieved_at is null or channel = 'portal'",
            name=op.f("ck_letter_dispatch_retrieved_in_portal"),
        ),
        sa.CheckConstraint(
            "arrived_on >= sent_on", name=op.f("ck_letter_dispatch_arrived_after_it_was_sent")
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letter.id"], name=op.f("fk_letter_dispatch_letter_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["person.id"], name=op.f("fk_letter_dispatch_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_dispatch")),
    )
    op.create_index(
        op.f("ix_letter_dispatch_letter_id"), "letter_dispatch", ["letter_id"], unique=False
    )
