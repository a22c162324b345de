"""Let partner organisations keep their own part of a joint project."""

import sqlalchemy as sa
from alembic import op

revision = "0014_parts"
down_revision = "0013_register"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Who belongs to a part, since when it is theirs, and whether it is finished."""
    for name in ("kept_since", "finished_at", "changed_at"):
        op.add_column("partner", sa.Column(name, MOMENT, nullable=True))
    op.add_column("partner", sa.Column("changed_by_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk_partner_changed_by_id"), "partner", "person", ["changed_by_id"], ["id"]
    )
    op.add_column(
        "partner", sa.Column("revision", sa.BigInteger(), nullable=False, server_default="1")
    )
    op.alter_column("partner", "revision", server_default=None)
    op.create_table(
        "partner_member",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("partner_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("until", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["partner_id"],
            ["partner.id"],
            name=op.f("fk_partner_member_partner_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_partner_member_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_member")),
    )
    op.create_index(op.f("ix_partner_member_partner_id"), "partner_member", ["partner_id"])
    op.create_index(
        "uq_partner_member_current",
        "partner_member",
        ["person_id", "partner_id"],
        unique=True,
        postgresql_where=sa.text("until is null"),
    )
    op.add_column("invitation", sa.Column("partner_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk_invitation_partner_id"), "invitation", "partner", ["partner_id"], ["id"]
    )
    op.create_check_constraint(
        op.f("ck_invitation_one_place"),
        "invitation",
        "cluster_id is null or partner_id is null",
    )
    op.create_index(op.f("ix_partner_organisation_id"), "partner", ["organisation_id"])


def downgrade() -> None:
    """All parts are the cluster's again."""
    op.drop_index(op.f("ix_partner_organisation_id"), table_name="partner")
    op.drop_constraint(op.f("ck_invitation_one_place"), "invitation")
    op.drop_column("invitation", "partner_id")
    op.drop_table("partner_member")
    for name in ("revision", "changed_by_id", "changed_at", "finished_at", "kept_since"):
        op.drop_column("partner", name)
