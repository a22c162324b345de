"""Keep second clusters, statements on aid, questions on projects and plans, new partners."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0021_consort"
down_revision = "0020_concept"
branch_labels = None
depends_on = None


KINDS = (
    "concept_outline",
    "internationalisation_concept",
    "cooperation_agreement",
    "funding_proof",
    "report",
    "letter_of_intent",
    "annex",
)
OWNERS = ("application_id", "award_id", "project_id", "report_id")
LEVELS = ("application", "project", "part", "plan")
ABOUT = (
    "case level when 'application' then num_nonnulls(project_id, partner_id, grant_id) = 0"
    " when 'project' then project_id is not null and num_nonnulls(partner_id, grant_id) = 0"
    " when 'part' then project_id is not null and grant_id is null"
    " else grant_id is not null and num_nonnulls(project_id, partner_id) = 0 end"
)

# Of a question only the turn changes, and nothing once it is closed; a partner that was removed
# from a draft is forgotten, what it was called is not.
INQUIRY = """
create or replace function keep_inquiry() returns trigger language plpgsql as $$
declare
    turn text[] := array['waits_for', 'waits_since', 'closed_at', 'closed_by_id'];
    rest jsonb := to_jsonb(new) - turn;
begin
    if new.partner_id is null and old.partner_id is not null then
        if to_jsonb(new) - 'partner_id' <> to_jsonb(old) - 'partner_id' then
            raise exception 'a question is kept as it is' using errcode = 'restrict_violation';
        end if;
        return new;
    end if;
    if old.closed_at is not null or rest <> (to_jsonb(old) - turn) then
        raise exception 'a question is kept as it is' using errcode = 'restrict_violation';
    end if;
    return new;
end $$
"""
FORMER = """
create or replace function keep_inquiry() returns trigger language plpgsql as $$
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
    """Add the tables; no project has a second cluster yet, and nobody has stated anything."""
    _backing()
    _aid_statement()
    _inquiry()
    op.add_column("partner", sa.Column("taken_in_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Know of one cluster behind each project, of no aid, and of questions on applications only."""
    op.drop_column("partner", "taken_in_at")
    _no_inquiry()
    op.drop_column("grant_to_recipient", "aid_statement_id")
    op.drop_table("aid_statement")
    op.drop_table("backing")


def _aid_statement() -> None:
    op.create_table(
        "aid_statement",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("organisation_id", sa.BigInteger(), nullable=True),
        sa.Column("cluster_id", sa.BigInteger(), nullable=True),
        sa.Column("items", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("terms_id", sa.BigInteger(), nullable=False),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stated_by_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "num_nulls(organisation_id, cluster_id) = 1", name=op.f("ck_aid_statement_of_one")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_aid_statement_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["cluster_id"], ["cluster.id"], name=op.f("fk_aid_statement_cluster_id")
        ),
        sa.ForeignKeyConstraint(
            ["terms_id"], ["terms_version.id"], name=op.f("fk_aid_statement_terms_id")
        ),
        sa.ForeignKeyConstraint(
            ["stated_by_id"], ["person.id"], name=op.f("fk_aid_statement_stated_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aid_statement")),
    )
    for column in ("organisation_id", "cluster_id"):
        op.create_index(op.f(f"ix_aid_statement_{column}"), "aid_statement", [column])
    op.execute(
        "create trigger frozen before update or delete on aid_statement"
        " for each row execute function refuse_change()"
    )
    op.execute(
        "create trigger never_emptied before truncate on aid_statement"
        " for each statement execute function refuse_change()"
    )
    op.add_column(
        "grant_to_recipient", sa.Column("aid_statement_id", sa.BigInteger(), nullable=True)
    )
    op.create_foreign_key(
        op.f("fk_grant_to_recipient_aid_statement_id"),
        "grant_to_recipient",
        "aid_statement",
        ["aid_statement_id"],
        ["id"],
    )


def _backing() -> None:
    op.create_table(
        "backing",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("award_id", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.BigInteger(), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agreed_by_id", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(agreed_at is null) = (agreed_by_id is null)", name=op.f("ck_backing_agreed")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_backing_project_id")),
        sa.ForeignKeyConstraint(["award_id"], ["award.id"], name=op.f("fk_backing_award_id")),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["person.id"], name=op.f("fk_backing_asked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["agreed_by_id"], ["person.id"], name=op.f("fk_backing_agreed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backing")),
    )
    op.create_index(op.f("ix_backing_award_id"), "backing", ["award_id"])
    op.create_index(
        "uq_backing_live",
        "backing",
        ["project_id"],
        unique=True,
        postgresql_where=sa.text("ended_at is null"),
    )


def _inquiry() -> None:
    op.execute(INQUIRY)
    level = sa.Column("level", sa.String(40), server_default="application", nullable=False)
    op.add_column("inquiry", level)
    op.create_check_constraint(op.f("ck_inquiry_inquirylevel"), "inquiry", _one_of("level", LEVELS))
    op.add_column("inquiry", sa.Column("about", sa.Text(), server_default="", nullable=False))
    for column, table, after in (
        ("project_id", "project", None),
        ("partner_id", "partner", "SET NULL"),
        ("grant_id", "grant_to_recipient", None),
    ):
        op.add_column("inquiry", sa.Column(column, sa.BigInteger(), nullable=True))
        op.create_foreign_key(
            op.f(f"fk_inquiry_{column}"), "inquiry", table, [column], ["id"], ondelete=after
        )
    op.create_index(op.f("ix_inquiry_partner_id"), "inquiry", ["partner_id"])
    op.create_check_constraint(op.f("ck_inquiry_about_one_thing"), "inquiry", ABOUT)
    op.add_column("upload", sa.Column("inquiry_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(op.f("fk_upload_inquiry_id"), "upload", "inquiry", ["inquiry_id"], ["id"])
    op.create_index(op.f("ix_upload_inquiry_id"), "upload", ["inquiry_id"])
    _uploads((*KINDS, "inquiry_answer"), (*OWNERS, "inquiry_id"))
    op.add_column("inquiry_message", sa.Column("upload_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_inquiry_message_upload_id"), "inquiry_message", "upload", ["upload_id"], ["id"]
    )
    op.create_unique_constraint(
        op.f("uq_inquiry_message_upload_id"), "inquiry_message", ["upload_id"]
    )
    op.create_check_constraint(
        op.f("ck_inquiry_message_file_of_an_answer"),
        "inquiry_message",
        "upload_id is null or role = 'applicant'",
    )


def _no_inquiry() -> None:
    # Questions about projects and plans go; the record of acts still knows of them.
    later = "select id from inquiry where level <> 'application'"
    for table in ("inquiry_message", "inquiry"):
        op.execute(f"alter table {table} disable trigger user")
    op.execute(f"delete from inquiry_message where inquiry_id in ({later})")
    op.execute("update inquiry_message set upload_id = null where upload_id is not null")
    op.execute("delete from upload where inquiry_id is not null")
    op.execute("delete from inquiry where level <> 'application'")
    for table in ("inquiry_message", "inquiry"):
        op.execute(f"alter table {table} enable trigger user")
    op.drop_column("inquiry_message", "upload_id")
    op.drop_constraint(op.f("ck_upload_one_owner"), "upload", type_="check")
    op.drop_constraint(op.f("ck_upload_uploadkind"), "upload", type_="check")
    op.drop_column("upload", "inquiry_id")
    op.create_check_constraint(op.f("ck_upload_one_owner"), "upload", _one_owner(OWNERS))
    op.create_check_constraint(op.f("ck_upload_uploadkind"), "upload", _one_of("kind", KINDS))
    op.drop_constraint(op.f("ck_inquiry_about_one_thing"), "inquiry", type_="check")
    for column in ("grant_id", "partner_id", "project_id", "about", "level"):
        op.drop_column("inquiry", column)
    op.execute(FORMER)


def _uploads(kinds: tuple[str, ...], owners: tuple[str, ...]) -> None:
    for name, rule in (("uploadkind", _one_of("kind", kinds)), ("one_owner", _one_owner(owners))):
        op.drop_constraint(op.f(f"ck_upload_{name}"), "upload", type_="check")
        op.create_check_constraint(op.f(f"ck_upload_{name}"), "upload", rule)


def _one_owner(columns: tuple[str, ...]) -> str:
    return f"num_nonnulls({', '.join(columns)}) = 1"


def _one_of(column: str, values: tuple[str, ...]) -> str:
    return f"{column} in ({', '.join(repr(value) for value in values)})"
