"""Show every dated duty in one place, whoever has it: the view `obligation`.

The records that make a duty stay where they are; nothing is written twice, so nothing can differ.
"""

import sqlalchemy as sa
from alembic import op

revision = "0059_obligation"
down_revision = "0058_account_change"
branch_labels = None
depends_on = None

COLUMNS = (
    "open, code, kind, side, grant_id, award_id, subject_id, what, year, named_on, due_on,"
    " deadline_kind, due_version, since, done_at, waived, changed_at"
)
"""Of each branch, in this order. `open` comes first: what is plain about a record's state lets the
database walk along its index, however many duties there are."""

REPORTS = """
select report.state in ('scheduled', 'open', 'due_soon', 'overdue', 'extended', 'query'),
    'report/' || report.id, 'report', 'recipient', report.grant_id, g.award_id, report.id,
    report.kind::text, report.year::int, report.named_on, report.due_on,
    report.deadline_kind::text, report.due_version,
    case when report.state = 'query' then report.changed_at
        when report.kind = 'interim'
            then (make_date(report.year::int + 1, 1, 1)::timestamp at time zone 'Europe/Berlin')
        when report.kind = 'partners'
            then (g.starts_on::timestamp at time zone 'Europe/Berlin')
        else ((g.ends_on + 1)::timestamp at time zone 'Europe/Berlin') end,
    case when report.state in ('submitted', 'in_check', 'accepted') then report.submitted_at end,
    report.state = 'waived', report.changed_at
from report join grant_to_recipient g on g.id = report.grant_id
"""
CHECKS = """
select report.state in ('submitted', 'in_check'),
    'check/' || report.id, 'check', 'sponsor', report.grant_id, g.award_id, report.id,
    report.kind::text, report.year::int, checks.aim, checks.aim, 'termin', 1, report.submitted_at,
    report.checked_at, false, report.changed_at
from report
join grant_to_recipient g on g.id = report.grant_id
join award on award.id = g.award_id
join terms_version on terms_version.id = award.terms_id
cross join lateral (
    select (report.submitted_at at time zone 'Europe/Berlin')::date + terms_version.check_days
) as checks (aim)
where report.state in ('submitted', 'in_check', 'accepted')
"""
CONDITIONS = """
select c.confirmed_at is null,
    'condition/' || c.id, 'condition', 'recipient', c.grant_id, g.award_id, c.id,
    c.type::text, null::int, c.due_on, c.due_on, 'termin', 1, decision.countersigned_at,
    c.confirmed_at, false, decision.countersigned_at
from grant_condition c
join grant_to_recipient g on g.id = c.grant_id
join decision on decision.id = c.decision_id and decision.state = 'countersigned'
"""
ANSWERS = """
select hearing.answered_on is null and hearing.ended_at is null,
    'answer/' || hearing.id, 'answer', 'recipient', hearing.grant_id, g.award_id, hearing.id,
    '', null::int, hearing.answer_until, hearing.answer_until, 'frist', 1,
    (hearing.letter_on::timestamp at time zone 'Europe/Berlin'),
    coalesce((hearing.answered_on::timestamp at time zone 'Europe/Berlin'), hearing.ended_at),
    false, hearing.opened_at
from hearing join grant_to_recipient g on g.id = hearing.grant_id
where hearing.answer_until is not null
"""
LIMITS = """
select hearing.ended_at is null,
    'limit/' || hearing.id, 'limit', 'sponsor', hearing.grant_id, g.award_id, hearing.id,
    '', null::int, year.ends, year.ends, 'termin', 1,
    (hearing.known_on::timestamp at time zone 'Europe/Berlin'), hearing.ended_at,
    false, hearing.opened_at
from hearing
join grant_to_recipient g on g.id = hearing.grant_id
join award on award.id = g.award_id
join terms_version on terms_version.id = award.terms_id
cross join lateral (
    select (hearing.known_on + make_interval(months => coalesce(
        (terms_version.body -> 'notification' ->> 'revoke_months')::int, 12)))::date
) as year (ends)
where hearing.known_on is not null and not hearing.deceit
"""
SIGNATURES = """
select decision.state = 'proposed',
    'signature/' || decision.id, 'signature', 'sponsor', decision.grant_id,
    coalesce(decision.award_id, g.award_id, project.award_id), decision.id,
    decision.kind::text, null::int, signs.aim, signs.aim, 'termin', 1, decision.proposed_at,
    coalesce(decision.countersigned_at, decision.voided_at), false, decision.proposed_at
from decision
join terms_version on terms_version.id = decision.terms_id
left join grant_to_recipient g on g.id = decision.grant_id
left join project on project.id = decision.project_id
cross join lateral (
    select (decision.proposed_at at time zone 'Europe/Berlin')::date + terms_version.sign_days
) as signs (aim)
where decision.application_id is null
"""
PAYMENTS = """
select p.state in ('submitted', 'checked', 'approved'),
    'payment/' || p.id, 'payment', 'sponsor', p.grant_id, g.award_id, p.id,
    p.ordinal::text, null::int, pays.aim, pays.aim, 'termin', 1, p.submitted_at,
    case when p.state in ('submitted', 'checked', 'approved') then null
        else coalesce((p.paid_on::timestamp at time zone 'Europe/Berlin'), p.changed_at) end,
    false, p.changed_at
from payment_request p
join grant_to_recipient g on g.id = p.grant_id
join award on award.id = g.award_id
join terms_version on terms_version.id = award.terms_id
cross join lateral (
    select (p.submitted_at at time zone 'Europe/Berlin')::date + terms_version.sign_days
) as pays (aim)
where p.submitted_at is not null and p.state not in ('draft', 'held')
"""
USES = """
select p.used_on is null,
    'use/' || p.id, 'use', 'recipient', p.grant_id, g.award_id, p.id,
    p.ordinal::text, null::int, p.use_by, p.use_by, 'termin', 1,
    (p.paid_on::timestamp at time zone 'Europe/Berlin'),
    (p.used_on::timestamp at time zone 'Europe/Berlin'), false, p.changed_at
from payment_request p join grant_to_recipient g on g.id = p.grant_id
where p.use_by is not null
"""
REPLACEMENTS = """
select true,
    'replacement/' || project.id, 'replacement', 'recipient', null::bigint, project.award_id,
    project.id, 'P' || project.ordinal, null::int, project.replace_by, project.replace_by, 'termin', 1,
    project.changed_at, null::timestamptz, false, project.changed_at
from project where project.state = 'at_risk' and project.replace_by is not null
"""
RETENTIONS = """
select true,
    'retention/' || report.id, 'retention', 'recipient', report.grant_id, g.award_id, report.id,
    '', null::int, keeps.until, keeps.until, 'termin', 1, proof.came,
    case when keeps.until < (now() at time zone 'Europe/Berlin')::date
        then ((keeps.until + 1)::timestamp at time zone 'Europe/Berlin') end,
    false, report.changed_at
from report
join grant_to_recipient g on g.id = report.grant_id
join award on award.id = g.award_id
join terms_version on terms_version.id = award.terms_id
cross join lateral (
    select coalesce(report.first_submitted_at, report.submitted_at)
) as proof (came)
cross join lateral (
    select ((proof.came at time zone 'Europe/Berlin')::date + make_interval(
        years => (terms_version.body ->> 'retention_years')::int))::date
) as keeps (until)
where report.kind = 'final' and report.state in ('submitted', 'in_check', 'query', 'accepted')
"""
CONCEPTS = """
select award.concept_submitted_at is null or award.state = 'concept_revision',
    'concept/' || phase.id, 'concept', 'recipient', null::bigint, phase.award_id, phase.id,
    '', null::int, phase.ends_on, phase.ends_on, 'termin', 1,
    (phase.starts_on::timestamp at time zone 'Europe/Berlin'),
    case when award.state <> 'concept_revision' then award.concept_submitted_at end,
    false, award.changed_at
from phase join award on award.id = phase.award_id
where phase.kind = 'concept' and award.state not in ('selected', 'terminated', 'revoked')
"""
INVITATIONS = """
select g.proof_invited_for is distinct from g.ends_on
        and g.state in ('active', 'payment_stopped'),
    'invitation/' || g.id, 'invitation', 'sponsor', g.id, g.award_id, g.id,
    '', null::int, asks.aim, asks.aim, 'termin', 1,
    (asks.aim::timestamp at time zone 'Europe/Berlin'),
    case when g.proof_invited_for = g.ends_on then g.proof_invited_at end,
    false, g.changed_at
from grant_to_recipient g
join award on award.id = g.award_id
join terms_version on terms_version.id = award.terms_id
cross join lateral (
    select g.ends_on - (terms_version.body -> 'deadlines' ->> 'invitation_days')::int
) as asks (aim)
where g.awarded_at is not null and asks.aim is not null
    and g.state not in ('revoked', 'withdrawn_award')
"""
BRANCHES = (
    REPORTS, CHECKS, CONDITIONS, ANSWERS, LIMITS, SIGNATURES, PAYMENTS, USES, REPLACEMENTS,
    RETENTIONS, CONCEPTS, INVITATIONS,
)  # fmt: skip


def upgrade() -> None:
    """One branch for each kind of duty."""
    op.create_index(
        "ix_payment_request_use", "payment_request", ["use_by"],
        postgresql_where=sa.text("used_on is null"),
    )  # fmt: skip
    op.create_index(
        "ix_award_concept_open", "award", ["id"],
        postgresql_where=sa.text("concept_submitted_at is null or state = 'concept_revision'"),
    )  # fmt: skip
    op.add_column("grant_to_recipient", sa.Column("proof_invited_for", sa.Date(), nullable=True))
    op.add_column(
        "grant_to_recipient",
        sa.Column("proof_invited_at", sa.DateTime(timezone=True), nullable=True),
    )
    op.create_check_constraint(
        op.f("ck_grant_to_recipient_invited_when_for_what"),
        "grant_to_recipient",
        "(proof_invited_for is null) = (proof_invited_at is null)",
    )
    op.execute(f"create view obligation ({COLUMNS}) as " + " union all ".join(BRANCHES))


def downgrade() -> None:
    """The records stay."""
    op.execute("drop view obligation")
    op.drop_column("grant_to_recipient", "proof_invited_at")
    op.drop_column("grant_to_recipient", "proof_invited_for")
    op.drop_index("ix_award_concept_open", "award")
    op.drop_index("ix_payment_request_use", "payment_request")
