"""Keep questions about applications, as threads that nobody changes, and orders of case files."""

import sqlalchemy as sa
from alembic import op

revision = "0017_afterwards"
down_revision = "0016_blank_form"
branch_labels = None
depends_on = None

ROLES = ("applicant", "sponsor", "juror", "auditor", "administrator")

# Of a question only the turn changes, and nothing once it is closed.
INQUIRY = """
create function keep_inquiry() returns trigger language plpgsql as $$
declare
    turn text[] := array['waits_for', 'waits_since', 'closed_at', 'closed_by_id'];
begin
    if old.closed_at is not null or (to_jsonb(new) - turn) <> (to_jsonb(old) - turn) then
        raise exception 'a question is kept as it is' using errcode = 'restrict_violation';
    end if;
    return new;
end $$
"""


def upgrade() -> None:
    """Add the tables and their guards, and room for advice; nothing has been asked yet."""
    op.add_column("decision", sa.Column("advice", sa.Text(), server_default="", nullable=False))
    op.create_table(
        "inquiry",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("application_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("waits_for", _role(), nullable=True),
        sa.Column("waits_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "waits_for in ('applicant', 'sponsor')", name=op.f("ck_inquiry_waits_for_whom")
        ),
        sa.CheckConstraint(
            "(closed_at is null) = (waits_for is not null)"
            " and (closed_at is null) = (closed_by_id is null)",
            name=op.f("ck_inquiry_closed"),
        ),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_inquiry_application_id")
        ),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["person.id"], name=op.f("fk_inquiry_closed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry")),
    )
    op.create_index(op.f("ix_inquiry_application_id"), "inquiry", ["application_id"])
    op.create_index(
        "ix_inquiry_waits",
        "inquiry",
        ["waits_for", "waits_since"],
        postgresql_where=sa.text("waits_for is not null"),
    )
    op.create_table(
        "inquiry_message",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("inquiry_id", sa.BigInteger(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.BigInteger(), nullable=False),
        sa.Column("role", _role(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "role in ('applicant', 'sponsor')", name=op.f("ck_inquiry_message_either_side")
        ),
        sa.CheckConstraint("btrim(text) <> ''", name=op.f("ck_inquiry_message_written")),
        sa.ForeignKeyConstraint(
            ["inquiry_id"], ["inquiry.id"], name=op.f("fk_inquiry_message_inquiry_id")
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["person.id"], name=op.f("fk_inquiry_message_written_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry_message")),
    )
    op.create_index(op.f("ix_inquiry_message_inquiry_id"), "inquiry_message", ["inquiry_id"])
    op.create_table(
        "case_file",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("application_id", sa.BigInteger(), nullable=False),
        sa.Column("audience", _role(), nullable=False),
        sa.Column("ordered_by_id", sa.BigInteger(), nullable=False),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("files", sa.BigInteger(), nullable=True),
        sa.Column("packed", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("key", sa.Text(), nullable=True),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "audience in ('applicant', 'sponsor', 'auditor')", name=op.f("ck_case_file_for_whom")
        ),
        sa.CheckConstraint(
            "num_nulls(made_at, key, size) in (0, 3) and (made_at is null) = (sha256 = '')",
            name=op.f("ck_case_file_made"),
        ),
        sa.CheckConstraint(
            "packed >= 0 and (files is null or packed <= files)", name=op.f("ck_case_file_packed")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_case_file_application_id")
        ),
        sa.ForeignKeyConstraint(
            ["ordered_by_id"], ["person.id"], name=op.f("fk_case_file_ordered_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_file")),
        sa.UniqueConstraint("key", name=op.f("uq_case_file_key")),
    )
    op.create_index(
        op.f("ix_case_file_application_id_audience_ordered_at"),
        "case_file",
        ["application_id", "audience", "ordered_at"],
    )
    op.execute(INQUIRY)
    op.execute(
        "create trigger frozen before update or delete on inquiry_message"
        " for each row execute function refuse_change()"
    )
    op.execute(
        "create trigger kept before delete on inquiry for each row execute function refuse_change()"
    )
    op.execute(
        "create trigger only_its_turn before update on inquiry"
        " for each row execute function keep_inquiry()"
    )
    for table in ("inquiry", "inquiry_message"):
        op.execute(
            f"create trigger never_emptied before truncate on {table}"
            " for each statement execute function refuse_change()"
        )


def downgrade() -> None:
    """Drop the questions and the orders; the record of acts still knows of them."""
    op.drop_column("decision", "advice")
    op.drop_table("case_file")
    op.drop_table("inquiry_message")
    op.drop_table("inquiry")
    op.execute("drop function keep_inquiry()")


def _role() -> sa.Enum:
    return sa.Enum(*ROLES, name="role", native_enum=False, create_constraint=True, length=40)
