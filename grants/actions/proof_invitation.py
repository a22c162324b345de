"""Before a period ends we ask for the final proof, once for each last day that it has."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Integer, cast, func, select
from sqlalchemy.orm import Session, joinedload

from grants.actions.lock import lock
from grants.actions.record import record
from grants.actions.team_mail import write_to_team
from grants.models.award import Award
from grants.models.grant import Grant
from grants.models.report import Report, ReportKind
from grants.models.round import TermsVersion
from grants.programme.calendar import today
from grants.programme.stages import GrantState
from grants.queries.application import terms_of

RUNNING: Final = (GrantState.ACTIVE, GrantState.PAYMENT_STOPPED)
MOST: Final = 500
"""Grants of one turn; what is left comes with the next one."""
EARLIEST: Final = select(
    func.max(cast(TermsVersion.body["deadlines"]["invitation_days"].astext, Integer))
)


def invite_to_final_proofs(session: Session, *, public_url: str, now: datetime) -> int:
    """Write to the people of each grant whose period ends soon; how many grants.

    How soon is a figure of its terms. A new last day asks again when its own time comes.
    """
    day = today(now)
    ahead = timedelta(days=session.scalar(EARLIEST) or 0)
    found = session.scalars(
        select(Grant)
        .where(
            Grant.state.in_(RUNNING),
            Grant.ends_on.between(day, day + ahead),
            Grant.proof_invited_for.is_distinct_from(Grant.ends_on),
        )
        .options(
            joinedload(Grant.recipient),
            joinedload(Grant.award).options(joinedload(Award.terms), joinedload(Award.cluster)),
        )
        .order_by(Grant.ends_on, Grant.id)
        .limit(MOST)
    ).all()
    return sum(_invite(session, grant, public_url=public_url, now=now) for grant in found)


def _invite(session: Session, grant: Grant, *, public_url: str, now: datetime) -> bool:
    before = timedelta(days=terms_of(grant.award.terms).deadlines.invitation_days)
    lock(session, grant)
    if grant.proof_invited_for == grant.ends_on or today(now) < grant.ends_on - before:
        return False
    report = session.scalar(
        select(Report).where(Report.grant_id == grant.id, Report.kind == ReportKind.FINAL)
    )
    if report is None:
        return False
    write_to_team(
        session,
        grant.award.cluster,
        "proof_invitation",
        occasion=f"grant/{grant.id}/final/{grant.ends_on.isoformat()}",
        number=grant.number,
        recipient=grant.recipient.name,
        ends=grant.ends_on,
        due=report.due_on,
        link=f"{public_url}/grants/{grant.number}/reports/final",
        now=now,
    )
    grant.proof_invited_for, grant.proof_invited_at = grant.ends_on, now
    after = {"last_day": grant.ends_on.isoformat(), "due_on": report.due_on.isoformat()}
    record(session, "invite_to_proof", "grant", grant.number, by=None, now=now, after=after)
    session.flush()
    return True
