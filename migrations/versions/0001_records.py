"""Every record of a programme, and the triggers that keep what others rely on.

Written once by alembic from the records, then only added to by hand: the triggers at the end.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

FROZEN = ("act", "seal", "terms_version", "document")
"""Rows that nobody changes or removes, whoever asks and however."""
KEPT = ("receipt", "decision", "letter", "formal_check", "mail")
"""Rows that nobody removes."""

REFUSE = """
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'rows of % are kept as they are', tg_table_name
        using errcode = 'restrict_violation';
end $$
"""

# A receipt proves what arrived and when; only the PDF made of it may be added, once.
RECEIPT = """
create function keep_receipt() returns trigger language plpgsql as $$
begin
    if old.document_id is not null
        or (to_jsonb(new) - 'document_id') <> (to_jsonb(old) - 'document_id') then
        raise exception 'a receipt is kept as it is' using errcode = 'restrict_violation';
    end if;
    return new;
end $$
"""

# A letter that has been made stays as it is; only its retrieval is noted.
LETTER = """
create function keep_letter() returns trigger language plpgsql as $$
begin
    if (to_jsonb(new) -> 'snapshot') <> (to_jsonb(old) -> 'snapshot')
        or (old.document_id is not null
            and (to_jsonb(new) - 'retrieved_at') <> (to_jsonb(old) - 'retrieved_at')) then
        raise exception 'a letter is kept as it is' using errcode = 'restrict_violation';
    end if;
    return new;
end $$
"""


def guard() -> None:
    for function in (REFUSE, RECEIPT, LETTER):
        op.execute(function)
    for table in FROZEN:
        op.execute(
            f"create trigger frozen before update or delete on {table}"
            " for each row execute function refuse_change()"
        )
    for table in KEPT:
        op.execute(
            f"create trigger kept before delete on {table}"
            " for each row execute function refuse_change()"
        )
    for table in (*FROZEN, *KEPT):
        op.execute(
            f"create trigger never_emptied before truncate on {table}"
            " for each statement execute function refuse_change()"
        )
    op.execute(
        "create trigger only_its_pdf before update on receipt"
        " for each row execute function keep_receipt()"
    )
    op.execute(
        "create trigger once_made before update on letter"
        " for each row execute function keep_letter()"
    )


revision: str = "0001_records"
down_revision: str | None = None
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "authority",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authority")),
        sa.UniqueConstraint("code", name=op.f("uq_authority_code")),
    )
    op.create_table(
        "clock_run",
        sa.Column("job", sa.Text(), nullable=False),
        sa.Column("ran_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("found", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("job", name=op.f("pk_clock_run")),
    )
    op.create_table(
        "organisation",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "company",
                "university",
                "university_hospital",
                "research_institute",
                "cost_based_institute",
                "cluster_management",
                "association",
                "local_authority",
                name="organisationkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "size",
            sa.Enum(
                "micro",
                "small",
                "medium",
                "large",
                name="size",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("street", sa.Text(), nullable=False),
        sa.Column("postcode", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("register_number", sa.Text(), nullable=False),
        sa.Column("legal_key", sa.Text(), nullable=False),
        sa.Column("synthetic", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
    )
    op.create_index(op.f("ix_organisation_legal_key"), "organisation", ["legal_key"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "applicant",
                "sponsor",
                "juror",
                "auditor",
                "administrator",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("synthetic", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("language in ('de', 'en')", name=op.f("ck_person_language")),
        sa.CheckConstraint("position('@' in email) > 1", name=op.f("ck_person_email")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_index("uq_person_email", "person", [sa.literal_column("lower(email)")], unique=True)
    op.create_table(
        "programme",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name_de", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
        sa.UniqueConstraint("code", name=op.f("uq_programme_code")),
    )
    op.create_table(
        "seal",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("first_act_id", sa.BigInteger(), nullable=False),
        sa.Column("last_act_id", sa.BigInteger(), nullable=False),
        sa.Column("acts", sa.BigInteger(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seal")),
        sa.UniqueConstraint("digest", name=op.f("uq_seal_digest")),
        sa.UniqueConstraint("last_act_id", name=op.f("uq_seal_last_act_id")),
    )
    op.create_table(
        "sign_in_attempt",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("succeeded", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_attempt")),
    )
    op.create_index(
        op.f("ix_sign_in_attempt_address_at"), "sign_in_attempt", ["address", "at"], unique=False
    )
    op.create_index(op.f("ix_sign_in_attempt_at"), "sign_in_attempt", ["at"], unique=False)
    op.create_index(
        op.f("ix_sign_in_attempt_email_at"), "sign_in_attempt", ["email", "at"], unique=False
    )
    op.create_table(
        "act",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column("actor_name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("object_kind", sa.Text(), nullable=False),
        sa.Column("object_number", sa.Text(), nullable=False),
        sa.Column("before", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("after", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("request_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name=op.f("fk_act_actor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_act")),
    )
    op.create_index(op.f("ix_act_actor_id"), "act", ["actor_id"], unique=False)
    op.create_index(op.f("ix_act_at"), "act", ["at"], unique=False)
    op.create_index(
        op.f("ix_act_object_kind_object_number_id"),
        "act",
        ["object_kind", "object_number", "id"],
        unique=False,
    )
    op.create_table(
        "authority_version",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("authority_id", sa.BigInteger(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("acting_for", sa.Text(), nullable=False),
        sa.Column("acting_for_en", sa.Text(), nullable=False),
        sa.Column("street", sa.Text(), nullable=False),
        sa.Column("postcode", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("contact_name", sa.Text(), nullable=False),
        sa.Column("first_signatory", sa.Text(), nullable=False),
        sa.Column("first_signatory_function", sa.Text(), nullable=False),
        sa.Column("first_signatory_function_en", sa.Text(), nullable=False),
        sa.Column("second_signatory", sa.Text(), nullable=False),
        sa.Column("second_signatory_function", sa.Text(), nullable=False),
        sa.Column("second_signatory_function_en", sa.Text(), nullable=False),
        sa.Column(
            "remedy",
            sa.Enum(
                "objection",
                "court_action",
                name="remedy",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("remedy_body", sa.Text(), nullable=False),
        sa.Column("remedy_seat", sa.Text(), nullable=False),
        sa.Column("remedy_address", sa.Text(), nullable=False),
        sa.Column("remedy_form", sa.Text(), nullable=False),
        sa.Column("remedy_form_en", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_authority_version_authority_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authority_version")),
        sa.UniqueConstraint(
            "authority_id", "valid_from", name=op.f("uq_authority_version_authority_id_valid_from")
        ),
    )
    op.create_table(
        "cluster",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("management_id", sa.BigInteger(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("synthetic", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["management_id"], ["organisation.id"], name=op.f("fk_cluster_management_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cluster")),
        sa.UniqueConstraint("name", name=op.f("uq_cluster_name")),
    )
    op.create_table(
        "round",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("programme_id", sa.BigInteger(), nullable=False),
        sa.Column("authority_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("title_de", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "announced",
                "open",
                "extended",
                "closed",
                "formal_check",
                "review",
                "jury_meeting",
                "ranked",
                "decided",
                "notified",
                "running",
                "closed_out",
                "archived",
                "cancelled",
                name="roundstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("budget", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("promised", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("synthetic", sa.Boolean(), nullable=False),
        sa.Column("note_de", sa.Text(), nullable=False),
        sa.Column("note_en", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("opens_at < closes_at", name=op.f("ck_round_opens_before_it_closes")),
        sa.CheckConstraint("promised <= budget", name=op.f("ck_round_promised_within_budget")),
        sa.CheckConstraint("promised >= 0", name=op.f("ck_round_promised_not_negative")),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_round_authority_id")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_round_programme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round")),
        sa.UniqueConstraint("number", name=op.f("uq_round_number")),
    )
    op.create_table(
        "sign_in",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sign_in_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_token_hash")),
    )
    op.create_index(op.f("ix_sign_in_person_id"), "sign_in", ["person_id"], unique=False)
    op.create_table(
        "cluster_member",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("cluster_id", sa.BigInteger(), nullable=False),
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cluster_id"], ["cluster.id"], name=op.f("fk_cluster_member_cluster_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_cluster_member_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cluster_member")),
        sa.UniqueConstraint(
            "cluster_id",
            "organisation_id",
            name=op.f("uq_cluster_member_cluster_id_organisation_id"),
        ),
    )
    op.create_table(
        "invitation",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "applicant",
                "sponsor",
                "juror",
                "auditor",
                "administrator",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("cluster_id", sa.BigInteger(), nullable=True),
        sa.Column("part", sa.Text(), nullable=True),
        sa.Column("invited_by_id", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["cluster_id"], ["cluster.id"], name=op.f("fk_invitation_cluster_id")
        ),
        sa.ForeignKeyConstraint(
            ["invited_by_id"], ["person.id"], name=op.f("fk_invitation_invited_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    op.create_table(
        "membership",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("cluster_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "part",
            sa.Enum(
                "author",
                "signatory",
                "reader",
                name="part",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["cluster_id"], ["cluster.id"], name=op.f("fk_membership_cluster_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_membership_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
    )
    op.create_index(op.f("ix_membership_cluster_id"), "membership", ["cluster_id"], unique=False)
    op.create_index(
        "uq_membership_current",
        "membership",
        ["person_id", "cluster_id"],
        unique=True,
        postgresql_where=sa.text("until is null"),
    )
    op.create_table(
        "milestone",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "announced",
                "open",
                "extended",
                "closed",
                "formal_check",
                "review",
                "jury_meeting",
                "ranked",
                "decided",
                "notified",
                "running",
                "closed_out",
                "archived",
                "cancelled",
                name="roundstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_milestone_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
        sa.UniqueConstraint("round_id", "state", name=op.f("uq_milestone_round_id_state")),
    )
    op.create_table(
        "terms_version",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("body", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["person.id"], name=op.f("fk_terms_version_created_by_id")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_terms_version_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terms_version")),
        sa.UniqueConstraint("round_id", "version", name=op.f("uq_terms_version_round_id_version")),
    )
    op.create_table(
        "application",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("cluster_id", sa.BigInteger(), nullable=False),
        sa.Column("terms_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "incomplete",
                "formally_ok",
                "formally_rejected",
                "under_review",
                "recommended",
                "reserve",
                "not_recommended",
                "selected",
                "rejected",
                "withdrawn",
                "expired",
                name="applicationstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("acronym", sa.Text(), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column("outline", sa.Text(), nullable=False),
        sa.Column("concept_starts_on", sa.Date(), nullable=True),
        sa.Column("concept_ends_on", sa.Date(), nullable=True),
        sa.Column("requested", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("own_funds", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("own_in_kind", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("third_party", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("requested_later", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("projects_planned", sa.BigInteger(), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("previous_id", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.BigInteger(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.BigInteger(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("score", sa.Numeric(), nullable=True),
        sa.Column("rank", sa.BigInteger(), nullable=True),
        sa.Column("synthetic", sa.Boolean(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column(
            "search",
            postgresql.TSVECTOR(),
            sa.Computed("to_tsvector('simple', search_text)", persisted=True),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(submitted_at is null) = (state in ('draft', 'expired')) or (state = 'withdrawn' and submitted_at is null)",
            name=op.f("ck_application_submitted_has_its_time"),
        ),
        sa.CheckConstraint(
            "(withdrawn_at is not null) = (state = 'withdrawn')",
            name=op.f("ck_application_withdrawn"),
        ),
        sa.CheckConstraint("rank >= 1", name=op.f("ck_application_rank_from_one")),
        sa.CheckConstraint(
            "requested >= 0 and own_funds >= 0 and own_in_kind >= 0 and third_party >= 0 and requested_later >= 0",
            name=op.f("ck_application_amounts_not_negative"),
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["person.id"], name=op.f("fk_application_changed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["cluster_id"], ["cluster.id"], name=op.f("fk_application_cluster_id")
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["person.id"], name=op.f("fk_application_created_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["previous_id"], ["application.id"], name=op.f("fk_application_previous_id")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_application_round_id")),
        sa.ForeignKeyConstraint(
            ["terms_id"], ["terms_version.id"], name=op.f("fk_application_terms_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
        sa.UniqueConstraint("number", name=op.f("uq_application_number")),
    )
    op.create_index("ix_application_changed", "application", ["changed_at", "id"], unique=False)
    op.create_index(op.f("ix_application_cluster_id"), "application", ["cluster_id"], unique=False)
    op.create_index("ix_application_newest", "application", ["submitted_at", "id"], unique=False)
    op.create_index(
        op.f("ix_application_previous_id"), "application", ["previous_id"], unique=False
    )
    op.create_index(
        "ix_application_round_changed",
        "application",
        ["round_id", "changed_at", "id"],
        unique=False,
    )
    op.create_index(
        "ix_application_round_newest",
        "application",
        ["round_id", "submitted_at", "id"],
        unique=False,
    )
    op.create_index(
        "ix_application_round_state", "application", ["round_id", "state"], unique=False
    )
    op.create_index(
        "ix_application_search", "application", ["search"], unique=False, postgresql_using="gin"
    )
    op.create_index(
        "uq_application_live",
        "application",
        ["round_id", "cluster_id"],
        unique=True,
        postgresql_where=sa.text("state not in ('withdrawn', 'expired')"),
    )
    op.create_table(
        "document",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "receipt",
                "letter",
                "compliance_report",
                name="documentkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("template_version", sa.Text(), nullable=False),
        sa.Column("terms_id", sa.BigInteger(), nullable=True),
        sa.Column("snapshot", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["terms_id"], ["terms_version.id"], name=op.f("fk_document_terms_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("key", name=op.f("uq_document_key")),
    )
    op.create_table(
        "assignment",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("application_id", sa.BigInteger(), nullable=False),
        sa.Column("juror_id", sa.BigInteger(), nullable=False),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("final_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_assignment_application_id")
        ),
        sa.ForeignKeyConstraint(["juror_id"], ["person.id"], name=op.f("fk_assignment_juror_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sa.UniqueConstraint(
            "application_id", "juror_id", name=op.f("uq_assignment_application_id_juror_id")
        ),
    )
    op.create_index(op.f("ix_assignment_juror_id"), "assignment", ["juror_id"], unique=False)
    op.create_table(
        "award",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("application_id", sa.BigInteger(), nullable=False),
        sa.Column("cluster_id", sa.BigInteger(), nullable=False),
        sa.Column("terms_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "selected",
                "concept_granted",
                "concept_running",
                "concept_submitted",
                "concept_under_review",
                "concept_revision",
                "concept_approved",
                "concept_rejected",
                "implementation_running",
                "implementation_ended",
                "closed",
                "terminated",
                "revoked",
                name="awardstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("cap", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("committed", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("concept_submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("synthetic", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("committed <= cap", name=op.f("ck_award_committed_within_cap")),
        sa.CheckConstraint("committed >= 0", name=op.f("ck_award_committed_not_negative")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_award_application_id")
        ),
        sa.ForeignKeyConstraint(["cluster_id"], ["cluster.id"], name=op.f("fk_award_cluster_id")),
        sa.ForeignKeyConstraint(["terms_id"], ["terms_version.id"], name=op.f("fk_award_terms_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award")),
        sa.UniqueConstraint("application_id", name=op.f("uq_award_application_id")),
        sa.UniqueConstraint("number", name=op.f("uq_award_number")),
    )
    op.create_index(op.f("ix_award_cluster_id"), "award", ["cluster_id"], unique=False)
    op.create_table(
        "conflict_declaration",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("application_id", sa.BigInteger(), nullable=False),
        sa.Column("juror_id", sa.BigInteger(), nullable=False),
        sa.Column("conflicted", sa.Boolean(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_conflict_declaration_application_id"),
        ),
        sa.ForeignKeyConstraint(
            ["juror_id"], ["person.id"], name=op.f("fk_conflict_declaration_juror_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict_declaration")),
        sa.UniqueConstraint(
            "application_id",
            "juror_id",
            name=op.f("uq_conflict_declaration_application_id_juror_id"),
        ),
    )
    op.create_index(
        op.f("ix_conflict_declaration_juror_id"), "conflict_declaration", ["juror_id"], unique=False
    )
    op.create_table(
        "formal_check",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("application_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "result",
            sa.Enum(
                "passed",
                "rejected",
                "incomplete",
                name="formalresult",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason_code", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("checked_by_id", sa.BigInteger(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(result = 'passed') = (reason_code = '')",
            name=op.f("ck_formal_check_reason_unless_passed"),
        ),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_formal_check_application_id")
        ),
        sa.ForeignKeyConstraint(
            ["checked_by_id"], ["person.id"], name=op.f("fk_formal_check_checked_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_formal_check")),
    )
    op.create_index(
        op.f("ix_formal_check_application_id"), "formal_check", ["application_id"], unique=False
    )
    op.create_table(
        "receipt",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("application_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("submitted_by_id", sa.BigInteger(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_receipt_application_id")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_receipt_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["submitted_by_id"], ["person.id"], name=op.f("fk_receipt_submitted_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt")),
        sa.UniqueConstraint(
            "application_id", "version", name=op.f("uq_receipt_application_id_version")
        ),
    )
    op.create_table(
        "target_country",
        sa.Column("application_id", sa.BigInteger(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_target_country_application_id")
        ),
        sa.PrimaryKeyConstraint("application_id", "country", name=op.f("pk_target_country")),
    )
    op.create_table(
        "compliance_report",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("award_id", sa.BigInteger(), nullable=True),
        sa.Column("round_id", sa.BigInteger(), nullable=True),
        sa.Column("ordered_by_id", sa.BigInteger(), nullable=False),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cut_off_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "num_nonnulls(award_id, round_id) = 1", name=op.f("ck_compliance_report_one_subject")
        ),
        sa.ForeignKeyConstraint(
            ["award_id"], ["award.id"], name=op.f("fk_compliance_report_award_id")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_compliance_report_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["ordered_by_id"], ["person.id"], name=op.f("fk_compliance_report_ordered_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_compliance_report_round_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_compliance_report")),
    )
    op.create_index(
        op.f("ix_compliance_report_award_id_ordered_at"),
        "compliance_report",
        ["award_id", "ordered_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_compliance_report_round_id_ordered_at"),
        "compliance_report",
        ["round_id", "ordered_at"],
        unique=False,
    )
    op.create_table(
        "phase",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("award_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "concept",
                "implementation",
                name="phasekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.CheckConstraint("starts_on <= ends_on", name=op.f("ck_phase_starts_before_it_ends")),
        sa.ForeignKeyConstraint(["award_id"], ["award.id"], name=op.f("fk_phase_award_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phase")),
        sa.UniqueConstraint("award_id", "kind", name=op.f("uq_phase_award_id_kind")),
    )
    op.create_table(
        "project",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("award_id", sa.BigInteger(), nullable=False),
        sa.Column("ordinal", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("acronym", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "eligible",
                "ineligible",
                "approved",
                "rejected",
                "active",
                "at_risk",
                "suspended",
                "completed",
                "terminated",
                "withdrawn",
                name="projectstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("agreement_signed_on", sa.Date(), nullable=True),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("ordinal >= 1", name=op.f("ck_project_ordinal_from_one")),
        sa.CheckConstraint("starts_on <= ends_on", name=op.f("ck_project_starts_before_it_ends")),
        sa.ForeignKeyConstraint(["award_id"], ["award.id"], name=op.f("fk_project_award_id")),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["person.id"], name=op.f("fk_project_changed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
        sa.UniqueConstraint("award_id", "ordinal", name=op.f("uq_project_award_id_ordinal")),
    )
    op.create_table(
        "score",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("assignment_id", sa.BigInteger(), nullable=False),
        sa.Column("criterion", sa.Text(), nullable=False),
        sa.Column("points", sa.Numeric(precision=3, scale=1), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "points >= 0 and points * 2 = trunc(points * 2)", name=op.f("ck_score_half_steps")
        ),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_score_assignment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score")),
        sa.UniqueConstraint(
            "assignment_id", "criterion", name=op.f("uq_score_assignment_id_criterion")
        ),
    )
    op.create_table(
        "partner",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("executing_unit", sa.Text(), nullable=False),
        sa.Column("requested", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("own_funding", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column(
            "own_funding_status",
            sa.Enum(
                "open",
                "applied_for",
                "committed",
                "granted",
                "own_resources",
                name="ownfunding",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "requested >= 0 and own_funding >= 0", name=op.f("ck_partner_amounts_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_partner_organisation_id")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_partner_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner")),
        sa.UniqueConstraint(
            "project_id",
            "organisation_id",
            "executing_unit",
            name=op.f("uq_partner_project_id_organisation_id_executing_unit"),
        ),
    )
    op.create_index(op.f("ix_partner_project_id"), "partner", ["project_id"], unique=False)
    op.create_table(
        "grant_to_recipient",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("award_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "phase",
            sa.Enum(
                "concept",
                "implementation",
                name="phasekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("project_id", sa.BigInteger(), nullable=True),
        sa.Column("partner_id", sa.BigInteger(), nullable=True),
        sa.Column("recipient_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "applied",
                "complete",
                "credit_checked",
                "fundable",
                "early_start_approved",
                "award_drafted",
                "award_countersigned",
                "awarded",
                "objected",
                "litigated",
                "final",
                "active",
                "payment_stopped",
                "hearing",
                "partly_revoked",
                "revoked",
                "withdrawn_award",
                "recovery",
                "insolvent",
                "period_ended",
                "proof_due",
                "proof_submitted",
                "proof_checked",
                "settled",
                "retention",
                "archived",
                name="grantstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "basis",
            sa.Enum(
                "expenditure",
                "cost",
                name="basis",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("rate", sa.Numeric(precision=5, scale=2), nullable=False),
        sa.Column("costs", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("direct", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("allowance", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column(
            "amount",
            sa.Numeric(precision=14, scale=2),
            sa.Computed("direct + allowance", persisted=True),
            nullable=False,
        ),
        sa.Column("own_funds", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("own_in_kind", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("third_party", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("awarded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "(project_id is null) = (partner_id is null)",
            name=op.f("ck_grant_to_recipient_project_partner"),
        ),
        sa.CheckConstraint(
            "awarded_at is null or direct + own_funds + own_in_kind + third_party = costs",
            name=op.f("ck_grant_to_recipient_financing_adds_up"),
        ),
        sa.CheckConstraint(
            "costs >= 0 and direct >= 0 and allowance >= 0 and own_funds >= 0 and own_in_kind >= 0 and third_party >= 0",
            name=op.f("ck_grant_to_recipient_amounts_not_negative"),
        ),
        sa.CheckConstraint(
            "direct <= costs", name=op.f("ck_grant_to_recipient_never_more_than_the_costs")
        ),
        sa.CheckConstraint("rate >= 0 and rate <= 100", name=op.f("ck_grant_to_recipient_rate")),
        sa.CheckConstraint(
            "starts_on <= ends_on", name=op.f("ck_grant_to_recipient_starts_before_it_ends")
        ),
        sa.ForeignKeyConstraint(
            ["award_id"], ["award.id"], name=op.f("fk_grant_to_recipient_award_id")
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["person.id"], name=op.f("fk_grant_to_recipient_changed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_grant_to_recipient_partner_id")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_grant_to_recipient_project_id")
        ),
        sa.ForeignKeyConstraint(
            ["recipient_id"], ["organisation.id"], name=op.f("fk_grant_to_recipient_recipient_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grant_to_recipient")),
        sa.UniqueConstraint("number", name=op.f("uq_grant_to_recipient_number")),
        sa.UniqueConstraint("partner_id", name=op.f("uq_grant_to_recipient_partner_id")),
    )
    op.create_index(
        op.f("ix_grant_to_recipient_award_id"), "grant_to_recipient", ["award_id"], unique=False
    )
    op.create_index(
        op.f("ix_grant_to_recipient_project_id"), "grant_to_recipient", ["project_id"], unique=False
    )
    op.create_index(
        "uq_grant_of_management",
        "grant_to_recipient",
        ["award_id", "phase"],
        unique=True,
        postgresql_where=sa.text("project_id is null"),
    )
    op.create_table(
        "budget_line",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("application_id", sa.BigInteger(), nullable=True),
        sa.Column("grant_id", sa.BigInteger(), nullable=True),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_budget_line_amount_not_negative")),
        sa.CheckConstraint(
            "num_nonnulls(application_id, grant_id) = 1", name=op.f("ck_budget_line_one_owner")
        ),
        sa.CheckConstraint("year between 2000 and 2100", name=op.f("ck_budget_line_year")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_budget_line_application_id")
        ),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["grant_to_recipient.id"], name=op.f("fk_budget_line_grant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_line")),
    )
    op.create_index(
        "uq_budget_line_application",
        "budget_line",
        ["application_id", "category", "year"],
        unique=True,
        postgresql_where=sa.text("application_id is not null"),
    )
    op.create_index(
        "uq_budget_line_grant",
        "budget_line",
        ["grant_id", "category", "year"],
        unique=True,
        postgresql_where=sa.text("grant_id is not null"),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "select",
                "reserve",
                "reject",
                "award_grant",
                "approve_concept",
                "approve_project",
                "reject_project",
                name="decisionkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "countersigned",
                "void",
                name="decisionstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("application_id", sa.BigInteger(), nullable=True),
        sa.Column("grant_id", sa.BigInteger(), nullable=True),
        sa.Column("project_id", sa.BigInteger(), nullable=True),
        sa.Column("award_id", sa.BigInteger(), nullable=True),
        sa.Column("terms_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "ground",
            sa.Enum(
                "formal",
                "quality",
                "budget",
                name="ground",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("conditions", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("amount", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("findings", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("proposed_by_id", sa.BigInteger(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("countersigned_by_id", sa.BigInteger(), nullable=True),
        sa.Column("countersigned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'void') = (voided_at is not null)", name=op.f("ck_decision_void")
        ),
        sa.CheckConstraint(
            "kind not in ('reject', 'reject_project') or reasons <> ''",
            name=op.f("ck_decision_reasons"),
        ),
        sa.CheckConstraint(
            "state <> 'countersigned' or countersigned_by_id is not null",
            name=op.f("ck_decision_countersigned"),
        ),
        sa.CheckConstraint(
            "(countersigned_by_id is not null) = (countersigned_at is not null)",
            name=op.f("ck_decision_countersigned_when_by_whom"),
        ),
        sa.CheckConstraint(
            "num_nonnulls(application_id, grant_id, project_id, award_id) = 1",
            name=op.f("ck_decision_one_subject"),
        ),
        sa.CheckConstraint(
            "proposed_by_id <> countersigned_by_id", name=op.f("ck_decision_four_eyes")
        ),
        sa.ForeignKeyConstraint(["award_id"], ["award.id"], name=op.f("fk_decision_award_id")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_decision_application_id")
        ),
        sa.ForeignKeyConstraint(
            ["countersigned_by_id"], ["person.id"], name=op.f("fk_decision_countersigned_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["grant_to_recipient.id"], name=op.f("fk_decision_grant_id")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_decision_project_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["person.id"], name=op.f("fk_decision_proposed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["terms_id"], ["terms_version.id"], name=op.f("fk_decision_terms_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index(
        op.f("ix_decision_application_id"), "decision", ["application_id"], unique=False
    )
    op.create_index(op.f("ix_decision_award_id"), "decision", ["award_id"], unique=False)
    op.create_index(
        "uq_decision_award_live",
        "decision",
        ["award_id"],
        unique=True,
        postgresql_where=sa.text("state <> 'void' and award_id is not null"),
    )
    op.create_index(
        "uq_decision_project_live",
        "decision",
        ["project_id"],
        unique=True,
        postgresql_where=sa.text("state <> 'void' and project_id is not null"),
    )
    op.create_index(op.f("ix_decision_grant_id"), "decision", ["grant_id"], unique=False)
    op.create_index(op.f("ix_decision_project_id"), "decision", ["project_id"], unique=False)
    op.create_index(
        "uq_decision_application_live",
        "decision",
        ["application_id"],
        unique=True,
        postgresql_where=sa.text("state <> 'void' and application_id is not null"),
    )
    op.create_index(
        "uq_decision_grant_live",
        "decision",
        ["grant_id"],
        unique=True,
        postgresql_where=sa.text("state <> 'void' and grant_id is not null"),
    )
    op.create_table(
        "report",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("grant_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "interim",
                "partners",
                "final",
                name="reportkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("year", sa.BigInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("named_on", sa.Date(), nullable=False),
        sa.Column(
            "deadline_kind",
            sa.Enum(
                "frist",
                "termin",
                name="deadlinekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("due_version", sa.BigInteger(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "scheduled",
                "open",
                "due_soon",
                "overdue",
                "extended",
                "submitted",
                "in_check",
                "query",
                "accepted",
                "waived",
                name="reportstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("narrative", sa.Text(), nullable=False),
        sa.Column("own_funds_spent", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("third_party_spent", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("received", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_by_id", sa.BigInteger(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_by_id", sa.BigInteger(), nullable=True),
        sa.Column("check_remark", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(submitted_at is not null) = (state in ('submitted', 'in_check', 'query', 'accepted'))",
            name=op.f("ck_report_submitted_has_its_time"),
        ),
        sa.CheckConstraint(
            "state <> 'accepted' or check_remark <> ''", name=op.f("ck_report_accepted_with_remark")
        ),
        sa.ForeignKeyConstraint(
            ["checked_by_id"], ["person.id"], name=op.f("fk_report_checked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["grant_to_recipient.id"], name=op.f("fk_report_grant_id")
        ),
        sa.ForeignKeyConstraint(
            ["submitted_by_id"], ["person.id"], name=op.f("fk_report_submitted_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("grant_id", "kind", "year", name=op.f("uq_report_grant_id_kind_year")),
    )
    op.create_index("ix_report_state_due", "report", ["state", "due_on"], unique=False)
    op.create_table(
        "letter",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "selection",
                "rejection",
                "award",
                name="letterkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("check_code", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "ordered",
                "rendered",
                "failed",
                name="letterstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("decision_id", sa.BigInteger(), nullable=False),
        sa.Column("application_id", sa.BigInteger(), nullable=False),
        sa.Column("grant_id", sa.BigInteger(), nullable=True),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("template_version", sa.Text(), nullable=False),
        sa.Column("snapshot", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rendered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("retrieved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(state = 'rendered') = (document_id is not null)", name=op.f("ck_letter_rendered")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_letter_application_id")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_letter_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_letter_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["grant_to_recipient.id"], name=op.f("fk_letter_grant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("check_code", name=op.f("uq_letter_check_code")),
        sa.UniqueConstraint(
            "decision_id",
            "grant_id",
            name=op.f("uq_letter_decision_id_grant_id"),
            postgresql_nulls_not_distinct=True,
        ),
        sa.UniqueConstraint("number", name=op.f("uq_letter_number")),
    )
    op.create_index(op.f("ix_letter_application_id"), "letter", ["application_id"], unique=False)
    op.create_index(op.f("ix_letter_grant_id"), "letter", ["grant_id"], unique=False)
    op.create_table(
        "mail",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("recipient_name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("report_id", sa.BigInteger(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "sent",
                "failed",
                "cancelled",
                name="mailstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=False),
        sa.CheckConstraint("(state = 'sent') = (sent_at is not null)", name=op.f("ck_mail_sent")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_mail_document_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_mail_person_id")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_mail_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail")),
        sa.UniqueConstraint("key", name=op.f("uq_mail_key")),
        sa.UniqueConstraint("message_id", name=op.f("uq_mail_message_id")),
    )
    op.create_index(op.f("ix_mail_report_id"), "mail", ["report_id"], unique=False)
    op.create_index(
        "ix_mail_waiting",
        "mail",
        ["next_try_at"],
        unique=False,
        postgresql_where="state = 'waiting'",
    )
    op.create_table(
        "report_line",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("report_id", sa.BigInteger(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("spent", sa.Numeric(precision=14, scale=2), nullable=False),
        sa.CheckConstraint("spent >= 0", name=op.f("ck_report_line_spent_not_negative")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_report_line_report_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_line")),
        sa.UniqueConstraint(
            "report_id", "category", name=op.f("uq_report_line_report_id_category")
        ),
    )
    op.create_table(
        "upload",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "concept_outline",
                "internationalisation_concept",
                "cooperation_agreement",
                "funding_proof",
                "report",
                name="uploadkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("application_id", sa.BigInteger(), nullable=True),
        sa.Column("award_id", sa.BigInteger(), nullable=True),
        sa.Column("project_id", sa.BigInteger(), nullable=True),
        sa.Column("report_id", sa.BigInteger(), nullable=True),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("content_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uploaded_by_id", sa.BigInteger(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "num_nonnulls(application_id, award_id, project_id, report_id) = 1",
            name=op.f("ck_upload_one_owner"),
        ),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_upload_application_id")
        ),
        sa.ForeignKeyConstraint(["award_id"], ["award.id"], name=op.f("fk_upload_award_id")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_upload_project_id")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_upload_report_id")),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"], ["person.id"], name=op.f("fk_upload_uploaded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
        sa.UniqueConstraint("key", name=op.f("uq_upload_key")),
    )
    op.create_index(op.f("ix_upload_application_id"), "upload", ["application_id"], unique=False)
    op.create_index(op.f("ix_upload_award_id"), "upload", ["award_id"], unique=False)
    op.create_index(op.f("ix_upload_project_id"), "upload", ["project_id"], unique=False)
    op.create_index(op.f("ix_upload_report_id"), "upload", ["report_id"], unique=False)
    guard()


def downgrade() -> None:
    op.drop_index(op.f("ix_upload_report_id"), table_name="upload")
    op.drop_index(op.f("ix_upload_project_id"), table_name="upload")
    op.drop_index(op.f("ix_upload_award_id"), table_name="upload")
    op.drop_index(op.f("ix_upload_application_id"), table_name="upload")
    op.drop_table("upload")
    op.drop_table("report_line")
    op.drop_index("ix_mail_waiting", table_name="mail", postgresql_where="state = 'waiting'")
    op.drop_index(op.f("ix_mail_report_id"), table_name="mail")
    op.drop_table("mail")
    op.drop_index(op.f("ix_letter_grant_id"), table_name="letter")
    op.drop_index(op.f("ix_letter_application_id"), table_name="letter")
    op.drop_table("letter")
    op.drop_index("ix_report_state_due", table_name="report")
    op.drop_table("report")
    op.drop_index(
        "uq_decision_grant_live",
        table_name="decision",
        postgresql_where=sa.text("state <> 'void' and grant_id is not null"),
    )
    op.drop_index(
        "uq_decision_application_live",
        table_name="decision",
        postgresql_where=sa.text("state <> 'void' and application_id is not null"),
    )
    op.drop_index(op.f("ix_decision_project_id"), table_name="decision")
    op.drop_index(op.f("ix_decision_grant_id"), table_name="decision")
    op.drop_index(op.f("ix_decision_application_id"), table_name="decision")
    op.drop_table("decision")
    op.drop_index(
        "uq_budget_line_grant",
        table_name="budget_line",
        postgresql_where=sa.text("grant_id is not null"),
    )
    op.drop_index(
        "uq_budget_line_application",
        table_name="budget_line",
        postgresql_where=sa.text("application_id is not null"),
    )
    op.drop_table("budget_line")
    op.drop_index(
        "uq_grant_of_management",
        table_name="grant_to_recipient",
        postgresql_where=sa.text("project_id is null"),
    )
    op.drop_index(op.f("ix_grant_to_recipient_project_id"), table_name="grant_to_recipient")
    op.drop_index(op.f("ix_grant_to_recipient_award_id"), table_name="grant_to_recipient")
    op.drop_table("grant_to_recipient")
    op.drop_index(op.f("ix_partner_project_id"), table_name="partner")
    op.drop_table("partner")
    op.drop_table("score")
    op.drop_table("project")
    op.drop_table("phase")
    op.drop_index(op.f("ix_compliance_report_round_id_ordered_at"), table_name="compliance_report")
    op.drop_index(op.f("ix_compliance_report_award_id_ordered_at"), table_name="compliance_report")
    op.drop_table("compliance_report")
    op.drop_table("target_country")
    op.drop_table("receipt")
    op.drop_index(op.f("ix_formal_check_application_id"), table_name="formal_check")
    op.drop_table("formal_check")
    op.drop_index(op.f("ix_conflict_declaration_juror_id"), table_name="conflict_declaration")
    op.drop_table("conflict_declaration")
    op.drop_index(op.f("ix_award_cluster_id"), table_name="award")
    op.drop_table("award")
    op.drop_index(op.f("ix_assignment_juror_id"), table_name="assignment")
    op.drop_table("assignment")
    op.drop_table("document")
    op.drop_index(
        "uq_application_live",
        table_name="application",
        postgresql_where=sa.text("state not in ('withdrawn', 'expired')"),
    )
    op.drop_index("ix_application_search", table_name="application", postgresql_using="gin")
    op.drop_index("ix_application_round_state", table_name="application")
    op.drop_index("ix_application_round_newest", table_name="application")
    op.drop_index("ix_application_round_changed", table_name="application")
    op.drop_index(op.f("ix_application_previous_id"), table_name="application")
    op.drop_index("ix_application_newest", table_name="application")
    op.drop_index(op.f("ix_application_cluster_id"), table_name="application")
    op.drop_index("ix_application_changed", table_name="application")
    op.drop_table("application")
    op.drop_table("terms_version")
    op.drop_table("milestone")
    op.drop_index(
        "uq_membership_current", table_name="membership", postgresql_where=sa.text("until is null")
    )
    op.drop_index(op.f("ix_membership_cluster_id"), table_name="membership")
    op.drop_table("membership")
    op.drop_table("invitation")
    op.drop_table("cluster_member")
    op.drop_index(op.f("ix_sign_in_person_id"), table_name="sign_in")
    op.drop_table("sign_in")
    op.drop_table("round")
    op.drop_table("cluster")
    op.drop_table("authority_version")
    op.drop_index(op.f("ix_act_object_kind_object_number_id"), table_name="act")
    op.drop_index(op.f("ix_act_at"), table_name="act")
    op.drop_index(op.f("ix_act_actor_id"), table_name="act")
    op.drop_table("act")
    op.drop_index(op.f("ix_sign_in_attempt_email_at"), table_name="sign_in_attempt")
    op.drop_index(op.f("ix_sign_in_attempt_at"), table_name="sign_in_attempt")
    op.drop_index(op.f("ix_sign_in_attempt_address_at"), table_name="sign_in_attempt")
    op.drop_table("sign_in_attempt")
    op.drop_table("seal")
    op.drop_table("programme")
    op.drop_index("uq_person_email", table_name="person")
    op.drop_table("person")
    op.drop_index(op.f("ix_organisation_legal_key"), table_name="organisation")
    op.drop_table("organisation")
    op.drop_table("clock_run")
    op.drop_table("authority")
    for function in ("refuse_change", "keep_receipt", "keep_letter"):
        op.execute(f"drop function {function}()")
