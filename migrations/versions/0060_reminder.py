"""Say of each reminder which reports it speaks of, and when the clock looks at a report again."""

import sqlalchemy as sa
from alembic import op

revision = "0060_reminder"
down_revision = "0059_obligation"
branch_labels = None
depends_on = None

AT_ONCE = "0001-01-01"
LOOK_AGAIN = """
create function look_again() returns trigger language plpgsql as $$
begin
    if new.look_on = old.look_on
        and (new.due_on, new.due_version, new.state)
            is distinct from (old.due_on, old.due_version, old.state) then
        new.look_on := date '0001-01-01';
    end if;
    return new;
end $$
"""
LOOK_AGAIN_OF_GRANT = """
create function look_again_of_grant() returns trigger language plpgsql as $$
begin
    update report set look_on = date '0001-01-01' where grant_id = new.id;
    return null;
end $$
"""


def upgrade() -> None:
    """Mails that are there speak of one report each."""
    op.create_table(
        "mail_reminder",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("mail_id", sa.BigInteger(), nullable=False),
        sa.Column("report_id", sa.BigInteger(), nullable=False),
        sa.Column("due_version", sa.BigInteger(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.CheckConstraint("stage <> ''", name=op.f("ck_mail_reminder_stage")),
        sa.ForeignKeyConstraint(
            ["mail_id"], ["mail.id"], name=op.f("fk_mail_reminder_mail_id_mail")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_mail_reminder_report_id_report")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_reminder")),
        sa.UniqueConstraint(
            "report_id", "due_version", "stage", "reader",
            name=op.f("uq_mail_reminder_report_id_due_version_stage_reader"),
        ),
    )  # fmt: skip
    op.create_index(op.f("ix_mail_reminder_mail_id"), "mail_reminder", ["mail_id"])
    op.execute(
        "insert into mail_reminder (mail_id, report_id, due_version, stage, reader)"
        " select id, report_id, substr(split_part(key, '/', 3), 2)::bigint, stage,"
        " split_part(key, '/', 5) || '/' || split_part(key, '/', 6)"
        " from mail where stage <> '' and report_id is not null"
    )
    op.drop_index("ix_mail_report_id", "mail")
    op.drop_column("mail", "report_id")
    op.drop_column("mail", "stage")
    op.add_column("report", sa.Column("look_on", sa.Date(), server_default=AT_ONCE, nullable=False))
    op.create_index(
        "ix_report_look", "report", ["look_on"],
        postgresql_where=sa.text(
            "state in ('scheduled', 'open', 'due_soon', 'overdue', 'extended')"
        ),
    )  # fmt: skip
    op.execute(LOOK_AGAIN)
    op.execute(
        "create trigger look_again before update on report"
        " for each row execute function look_again()"
    )
    op.execute(LOOK_AGAIN_OF_GRANT)
    op.execute(
        "create trigger look_again after update of ends_on on grant_to_recipient"
        " for each row when (old.ends_on is distinct from new.ends_on)"
        " execute function look_again_of_grant()"
    )


def downgrade() -> None:
    """A mail that speaks of several reports keeps the first."""
    op.execute("drop trigger look_again on grant_to_recipient")
    op.execute("drop function look_again_of_grant()")
    op.execute("drop trigger look_again on report")
    op.execute("drop function look_again()")
    op.drop_index("ix_report_look", "report")
    op.drop_column("report", "look_on")
    op.add_column("mail", sa.Column("stage", sa.Text(), server_default="", nullable=False))
    op.alter_column("mail", "stage", server_default=None)
    op.add_column("mail", sa.Column("report_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(op.f("fk_mail_report_id_report"), "mail", "report", ["report_id"], ["id"])
    op.create_index("ix_mail_report_id", "mail", ["report_id"])
    op.execute(
        "update mail set report_id = first.report_id, stage = first.stage from"
        " (select distinct on (mail_id) mail_id, report_id, stage from mail_reminder"
        " order by mail_id, id) as first where first.mail_id = mail.id"
    )
    op.drop_table("mail_reminder")
