"""Let recipients ask for an amendment themselves; officers draft it, or refuse with reasons."""

import sqlalchemy as sa
from alembic import op

revision = "0065_amendment_request"
down_revision = "0064_late_use"
branch_labels = None
depends_on = None

KINDS = (
    "'extension', 'early_end', 'reallocation', 'year_shift', 'top_up', 'reduction', 'partner',"
    " 'other'"
)


def upgrade() -> None:
    """One open request for each grant."""
    op.create_table(
        "amendment_request",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("grant_id", sa.BigInteger(), nullable=False),
        sa.Column("ordinal", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_by_id", sa.BigInteger(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.BigInteger(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("decision_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(f"kind in ({KINDS})", name=op.f("ck_amendment_request_requestkind")),
        sa.CheckConstraint(
            "state in ('open', 'withdrawn', 'refused', 'granted')",
            name=op.f("ck_amendment_request_requeststate"),
        ),
        sa.CheckConstraint(
            "wanted <> '' and reason <> ''", name=op.f("ck_amendment_request_all_is_said")
        ),
        sa.CheckConstraint(
            "(kind in ('extension', 'early_end')) = (ends_on is not null)",
            name=op.f("ck_amendment_request_another_end"),
        ),
        sa.CheckConstraint(
            "(state = 'open') = (decided_at is null)"
            " and (decided_at is null) = (decided_by_id is null)",
            name=op.f("ck_amendment_request_decided_by_whom"),
        ),
        sa.CheckConstraint(
            "state <> 'refused' or remark <> ''", name=op.f("ck_amendment_request_refused_why")
        ),
        sa.CheckConstraint(
            "state <> 'granted' or decision_id is not null",
            name=op.f("ck_amendment_request_granted_by_decision"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["person.id"], name=op.f("fk_amendment_request_decided_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_amendment_request_decision_id_decision")
        ),
        sa.ForeignKeyConstraint(
            ["grant_id"],
            ["grant_to_recipient.id"],
            name=op.f("fk_amendment_request_grant_id_grant_to_recipient"),
        ),
        sa.ForeignKeyConstraint(
            ["sent_by_id"], ["person.id"], name=op.f("fk_amendment_request_sent_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment_request")),
        sa.UniqueConstraint(
            "grant_id", "ordinal", name=op.f("uq_amendment_request_grant_id_ordinal")
        ),
    )
    op.create_index(
        "uq_amendment_request_open",
        "amendment_request",
        ["grant_id"],
        unique=True,
        postgresql_where=sa.text("state = 'open'"),
    )
    op.execute(
        "create trigger kept before delete on amendment_request"
        " for each row execute function refuse_change()"
    )


def downgrade() -> None:
    """Requests are lost; the amendments that came of them keep their day."""
    op.drop_table("amendment_request")
