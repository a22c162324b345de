"""Before a period ends we ask for the final proof, once for each last day that it has."""

from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Integer, cast, func, select
from sqlalchemy.orm import Session, joinedload

from grants.actions.lock import lock
from grants.actions.mail import Text, compose, put_in_outbox, write_to
from grants.actions.record import record
from grants.models.award import Award
from grants.models.grant import Grant
from grants.models.report import Report, ReportKind
from grants.models.round import TermsVersion
from grants.programme.calendar import today
from grants.programme.round_mail import INVITATION, ROLES, events_of
from grants.programme.stages import GrantState
from grants.programme.words import Language, Words
from grants.queries.application import terms_of
from grants.queries.due import teams_of
from grants.queries.round_mail import setting_of, settings_of

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
    _write(session, grant, report.due_on, public_url=public_url, now=now)
    grant.proof_invited_for, grant.proof_invited_at = grant.ends_on, now
    after = {"last_day": grant.ends_on.isoformat(), "due_on": report.due_on.isoformat()}
    record(session, "invite_to_proof", "grant", grant.number, by=None, now=now, after=after)
    session.flush()
    return True


def _write(session: Session, grant: Grant, due: date, *, public_url: str, now: datetime) -> None:
    """To the people of the team whom the round names, and to the sponsor where it wants a copy."""
    terms = grant.award.terms
    stage = next(one for one in events_of(terms_of(terms)) if one.code == INVITATION)
    setting = setting_of(settings_of(session, {terms.round_id}), terms.round_id, stage)
    occasion = f"grant/{grant.id}/final/{grant.ends_on.isoformat()}"
    figures: dict[str, Any] = {
        "number": grant.number,
        "recipient": grant.recipient.name,
        "ends": grant.ends_on,
        "due": due,
        "link": f"{public_url}/grants/{grant.number}/reports/final",
    }
    cluster = grant.award.cluster_id
    team = teams_of(session, {cluster})[cluster]
    readers = [person for role, person in team if role in ROLES[setting.readers]]
    for person in readers:
        more = setting.more.into(person.speaks)
        write_to(session, person, INVITATION, occasion=occasion, now=now, more=more, **figures)
    authority = terms.round.authority
    contact = authority.on(today(now))
    if contact is None or (readers and not setting.copy):
        return
    said = compose(INVITATION, "de", name=contact.contact_name, more=setting.more.de, **figures)
    put_in_outbox(
        session, key=f"{occasion}/authority/{authority.id}", kind=INVITATION, to=None,
        address=contact.email, name=contact.contact_name, language="de",
        subject=said.subject, body=said.body, now=now,
    )  # fmt: skip


def preview_invitation(
    more: Words, *, ends: date, due: date, number: str, language: Language
) -> Text:
    """What the invitation would say of an example."""
    return compose(
        INVITATION, language, name="Erika Muster", more=more.into(language), number=number,
        recipient="Muster e. V.", ends=ends, due=due, link=f"…/grants/{number}/reports/final",
    )  # fmt: skip
