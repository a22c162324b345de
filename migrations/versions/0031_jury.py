"""Keep who sits in a jury, of what kind a conflict is, and what the jury's meeting came to.

What must never happen is refused here as well: somebody with a conflict is given nothing, scores
nothing and votes on nothing; whoever is not there does not vote; a closed meeting stays as it is.
A conflict that is declared while the jury sits puts its juror out of the room for this item.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0031_jury"
down_revision = "0030_deciding"
branch_labels = None
depends_on = None

DOCUMENT = "ck_document_documentkind"
BEFORE = "'receipt', 'letter', 'compliance_report', 'blank_form', 'scenario'"
KINDS = (
    "employment",
    "board",
    "relative",
    "expert",
    "collaboration",
    "institution",
    "competitor",
    "other",
)
# A vote and a declaration of the same juror on the same application, one after the other, so that
# neither overlooks the other. What is given or scored may be declared in conflict afterwards.
IN_TURN = """
create function one_at_a_time(application bigint, juror bigint) returns void
language sql volatile as $$
    select pg_advisory_xact_lock(hashtextextended('jury ' || application || ' ' || juror, 0))
$$
"""
CONFLICTED = """
create function has_conflict(application bigint, juror bigint) returns boolean
language sql stable as $$
    select exists (
        select from conflict_declaration
        where application_id = application and juror_id = juror and conflicted
    )
$$
"""
ASSIGNMENT = """
create function keep_conflicted_out() returns trigger language plpgsql as $$
begin
    if has_conflict(new.application_id, new.juror_id) then
        raise exception 'a conflicted juror takes no part' using errcode = 'check_violation';
    end if;
    return new;
end $$
"""
SCORE = """
create function keep_conflicted_from_scoring() returns trigger language plpgsql as $$
begin
    if (
        select has_conflict(application_id, juror_id) from assignment where id = new.assignment_id
    ) then
        raise exception 'a conflicted juror takes no part' using errcode = 'check_violation';
    end if;
    return new;
end $$
"""
VOTE = """
create function judge_vote() returns trigger language plpgsql as $$
declare
    item meeting_item;
begin
    select * into item from meeting_item where id = new.item_id;
    if new.vote = 'away' then
        return new;
    end if;
    perform one_at_a_time(item.application_id, new.juror_id);
    if exists (
        select from conflict_declaration as said
        where said.application_id = item.application_id and said.juror_id = new.juror_id
            and said.conflicted
    ) then
        raise exception 'a conflicted juror does not vote' using errcode = 'check_violation';
    end if;
    if not exists (
        select from meeting_presence
        where meeting_id = item.meeting_id and juror_id = new.juror_id
    ) then
        raise exception 'who is not there does not vote' using errcode = 'check_violation';
    end if;
    return new;
end $$
"""
OUT_OF_THE_ROOM = """
create function send_out() returns trigger language plpgsql as $$
begin
    if new.conflicted then
        perform one_at_a_time(new.application_id, new.juror_id);
        update meeting_vote set vote = 'away'
        from meeting_item join meeting on meeting.id = meeting_item.meeting_id
        where meeting_vote.item_id = meeting_item.id and meeting_vote.juror_id = new.juror_id
            and meeting_item.application_id = new.application_id and meeting.closed_at is null;
    end if;
    return null;
end $$
"""
CLOSED = """
create function keep_meeting() returns trigger language plpgsql as $$
declare
    part jsonb := to_jsonb(coalesce(new, old));
    held bigint := part ->> 'meeting_id';
    closed timestamptz;
begin
    if held is null then
        select meeting_id into held from meeting_item where id = (part ->> 'item_id')::bigint;
    end if;
    select closed_at into closed from meeting where id = held for share;
    if closed is not null then
        raise exception 'the record of the meeting is closed' using errcode = 'restrict_violation';
    end if;
    return coalesce(new, old);
end $$
"""
ITSELF = """
create function keep_closed_meeting() returns trigger language plpgsql as $$
declare
    printed text[] := array['document_id', 'failure'];
begin
    if tg_op = 'DELETE' or (to_jsonb(new) - printed) <> (to_jsonb(old) - printed)
        or (old.document_id is not null and new.document_id is distinct from old.document_id) then
        raise exception 'the record of the meeting is closed' using errcode = 'restrict_violation';
    end if;
    return new;
end $$
"""
FUNCTIONS = (IN_TURN, CONFLICTED, ASSIGNMENT, SCORE, VOTE, OUT_OF_THE_ROOM, CLOSED, ITSELF)
PARTS = ("meeting_item", "meeting_presence", "meeting_vote")


def upgrade() -> None:
    """Add the tables, and what guards them; conflicts declared so far have no kind."""
    op.drop_constraint(op.f(DOCUMENT), "document")
    op.create_check_constraint(op.f(DOCUMENT), "document", f"kind in ({BEFORE}, 'minutes')")
    op.create_table(
        "juror_profile",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("juror_id", sa.BigInteger(), nullable=False),
        sa.Column("institution", sa.Text(), nullable=False),
        sa.Column("topics", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["juror_id"], ["person.id"], name=op.f("fk_juror_profile_juror_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_juror_profile")),
        sa.UniqueConstraint("juror_id", name=op.f("uq_juror_profile_juror_id")),
    )
    op.create_table(
        "jury_member",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("juror_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "answer",
            sa.Enum(
                "invited",
                "accepted",
                "declined",
                name="juryanswer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(answer = 'invited') = (answered_at is null)", name=op.f("ck_jury_member_answered")
        ),
        sa.ForeignKeyConstraint(["juror_id"], ["person.id"], name=op.f("fk_jury_member_juror_id")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_jury_member_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jury_member")),
        sa.UniqueConstraint("round_id", "juror_id", name=op.f("uq_jury_member_round_id_juror_id")),
    )
    op.create_index(op.f("ix_jury_member_juror_id"), "jury_member", ["juror_id"], unique=False)
    op.create_table(
        "meeting",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("chair_id", sa.BigInteger(), nullable=True),
        sa.Column("jury_size", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by_id", sa.BigInteger(), nullable=True),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(closed_at is null) = (closed_by_id is null)", name=op.f("ck_meeting_closed_by")
        ),
        sa.CheckConstraint(
            "document_id is null or closed_at is not null",
            name=op.f("ck_meeting_minutes_at_the_end"),
        ),
        sa.ForeignKeyConstraint(["chair_id"], ["person.id"], name=op.f("fk_meeting_chair_id")),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["person.id"], name=op.f("fk_meeting_closed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_meeting_document_id")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_meeting_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("round_id", name=op.f("uq_meeting_round_id")),
    )
    op.create_table(
        "meeting_item",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("application_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column(
            "result",
            sa.Enum(
                "recommended",
                "reserve",
                "not_recommended",
                "postponed",
                name="meetingresult",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_meeting_item_application_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_item_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_item")),
        sa.UniqueConstraint(
            "meeting_id", "application_id", name=op.f("uq_meeting_item_meeting_id_application_id")
        ),
    )
    op.create_index(
        op.f("ix_meeting_item_application_id"), "meeting_item", ["application_id"], unique=False
    )
    op.create_table(
        "meeting_presence",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("juror_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["juror_id"], ["person.id"], name=op.f("fk_meeting_presence_juror_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_presence_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_presence")),
        sa.UniqueConstraint(
            "meeting_id", "juror_id", name=op.f("uq_meeting_presence_meeting_id_juror_id")
        ),
    )
    op.create_index(
        op.f("ix_meeting_presence_juror_id"), "meeting_presence", ["juror_id"], unique=False
    )
    op.create_table(
        "meeting_vote",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("juror_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "vote",
            sa.Enum(
                "for",
                "against",
                "abstention",
                "away",
                name="vote",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["meeting_item.id"], name=op.f("fk_meeting_vote_item_id")
        ),
        sa.ForeignKeyConstraint(["juror_id"], ["person.id"], name=op.f("fk_meeting_vote_juror_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_vote")),
        sa.UniqueConstraint("item_id", "juror_id", name=op.f("uq_meeting_vote_item_id_juror_id")),
    )
    op.create_index(op.f("ix_meeting_vote_juror_id"), "meeting_vote", ["juror_id"], unique=False)
    op.add_column("conflict_declaration", sa.Column("kind", sa.String(40), nullable=True))
    op.create_check_constraint(
        op.f("ck_conflict_declaration_conflictkind"),
        "conflict_declaration",
        "kind in ({})".format(", ".join(f"'{kind}'" for kind in KINDS)),
    )
    op.create_check_constraint(
        op.f("ck_conflict_declaration_kind_of_a_conflict"),
        "conflict_declaration",
        "kind is null or conflicted",
    )
    op.add_column("invitation", sa.Column("round_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk_invitation_round_id"), "invitation", "round", ["round_id"], ["id"]
    )
    _guard()


def downgrade() -> None:
    """Forget the meetings and who was asked; printed minutes stay, as all documents do."""
    for table in ("assignment", "score", "conflict_declaration"):
        op.execute(f"drop trigger keep_conflict on {table}")
    op.drop_constraint(op.f("fk_invitation_round_id"), "invitation", type_="foreignkey")
    op.drop_column("invitation", "round_id")
    op.drop_column("conflict_declaration", "kind")
    op.drop_index(op.f("ix_meeting_vote_juror_id"), table_name="meeting_vote")
    op.drop_table("meeting_vote")
    op.drop_index(op.f("ix_meeting_presence_juror_id"), table_name="meeting_presence")
    op.drop_table("meeting_presence")
    op.drop_index(op.f("ix_meeting_item_application_id"), table_name="meeting_item")
    op.drop_table("meeting_item")
    op.drop_table("meeting")
    op.drop_index(op.f("ix_jury_member_juror_id"), table_name="jury_member")
    op.drop_table("jury_member")
    op.drop_table("juror_profile")
    op.drop_constraint(op.f(DOCUMENT), "document")
    op.create_check_constraint(
        op.f(DOCUMENT), "document", f"kind in ({BEFORE})", postgresql_not_valid=True
    )
    for function in (
        "keep_closed_meeting()",
        "keep_meeting()",
        "send_out()",
        "judge_vote()",
        "keep_conflicted_from_scoring()",
        "keep_conflicted_out()",
        "has_conflict(bigint, bigint)",
        "one_at_a_time(bigint, bigint)",
    ):
        op.execute(f"drop function {function}")


def _guard() -> None:
    for function in FUNCTIONS:
        op.execute(function)
    op.execute(
        "create trigger keep_conflict before insert on assignment"
        " for each row execute function keep_conflicted_out()"
    )
    op.execute(
        "create trigger keep_conflict before insert or update on score"
        " for each row execute function keep_conflicted_from_scoring()"
    )
    op.execute(
        "create trigger keep_conflict after insert or update on conflict_declaration"
        " for each row execute function send_out()"
    )
    op.execute(
        "create trigger judge_vote before insert or update on meeting_vote"
        " for each row execute function judge_vote()"
    )
    for table in PARTS:
        op.execute(
            f"create trigger keep_meeting before insert or update or delete on {table}"
            " for each row execute function keep_meeting()"
        )
    op.execute(
        "create trigger keep_meeting before update or delete on meeting for each row"
        " when (old.closed_at is not null) execute function keep_closed_meeting()"
    )
