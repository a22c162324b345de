"""Whoever a question is about: when they may be asked, who answers, who is told, what is noted."""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.mail import compose, put_in_outbox
from grants.actions.part_rule import check_own_part
from grants.actions.record import record
from grants.actions.team_mail import write_to_team
from grants.models.inquiry import Inquiry, InquiryMessage
from grants.programme.finding import Finding
from grants.programme.inquiry import (
    InquiryLevel,
    check_may_be_asked,
    check_still_there,
    check_under_way,
)
from grants.programme.people import Actor
from grants.queries.inquiry_subject import is_under_way
from grants.queries.part import people_of_part
from grants.queries.team import WRITERS, check_team_role, team_of
from grants.queries.told import told_state

OF_APPLICATION: Final = InquiryLevel.APPLICATION


def lock_case(session: Session, inquiry: Inquiry) -> None:
    """Hold what the question is about, from the outside in, then the question."""
    if inquiry.level is OF_APPLICATION:
        lock(session, inquiry.application)
    if inquiry.project is not None:
        lock(session, inquiry.project)
    if inquiry.grant is not None:
        lock(session, inquiry.grant)
    if inquiry.partner is not None:
        lock(session, inquiry.partner)
    lock(session, inquiry)


def check_time(session: Session, inquiry: Inquiry, *, told: bool) -> Finding:
    """May something be written now? With `told` as far as the cluster was told."""
    if inquiry.level is OF_APPLICATION:
        application = inquiry.application
        state = told_state(session, application) if told else application.state
        return check_may_be_asked(state)
    return check_under_way(open_=is_under_way(inquiry))


def check_writer(session: Session, inquiry: Inquiry, by: Actor) -> Finding:
    """May this person answer: of a part whoever keeps it, else who writes for the cluster?"""
    if inquiry.level is InquiryLevel.PART:
        if inquiry.partner is None:
            return check_still_there(there=False)
        if inquiry.partner.kept_since is not None:
            return check_own_part(session, inquiry.partner, by)
    return check_team_role(team_of(session, inquiry.application.cluster), by, WRITERS)


def note(
    session: Session, inquiry: Inquiry, act: str, by: Actor, now: datetime, **wrote: str
) -> None:
    """Record the act with the case. What is written about a part stays with those who see it."""
    if inquiry.level is InquiryLevel.PART:
        wrote = {}
    after = {"field": inquiry.place, **({"about": inquiry.about} if inquiry.about else {}), **wrote}
    kind, number = named(inquiry)
    record(session, act, kind, number, by=by, now=now, after=after)


def named(inquiry: Inquiry) -> tuple[str, str]:
    """How the record names what the question is about."""
    if inquiry.grant is not None:
        return "grant", inquiry.grant.number
    if inquiry.project is not None:
        return "project", inquiry.project.number
    return "application", inquiry.application.number


def tell_side(
    session: Session, inquiry: Inquiry, message: InquiryMessage, *, public_url: str, now: datetime
) -> None:
    """A mail to whoever answers: a number and a link, never the question."""
    occasion, partner = f"inquiry/{message.id}", inquiry.partner
    if inquiry.level is OF_APPLICATION:
        number = inquiry.application.number
        link = f"{public_url}/applications/{number}/questions"
        write_to_team(session, inquiry.application.cluster, "inquiry", occasion=occasion,
                      number=number, link=link, now=now)  # fmt: skip
        return
    if partner is None or partner.kept_since is None:
        number = named(inquiry)[1]
        award = number.partition("/")[0] if inquiry.grant is None else inquiry.grant.award.number
        link = f"{public_url}/awards/{award}/questions"
        write_to_team(session, inquiry.application.cluster, "inquiry_later", occasion=occasion,
                      number=number, link=link, now=now)  # fmt: skip
        return
    for member in people_of_part(session, partner):
        person = member.person
        text = compose(
            "inquiry_later", person.speaks, name=person.name, number=partner.project.number,
            link=f"{public_url}/parts/{partner.id}/questions",
        )  # fmt: skip
        put_in_outbox(
            session,
            key=f"{occasion}/person/{person.id}",
            kind="inquiry_later",
            to=person,
            address=person.email,
            name=person.name,
            language=person.speaks,
            subject=text.subject,
            body=text.body,
            now=now,
        )
