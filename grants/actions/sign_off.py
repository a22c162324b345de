"""Handing an application to those who sign, and the signature that its receipt carries."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.mail import write_to
from grants.actions.record import record
from grants.actions.section import insist_open_to
from grants.models.application import Application
from grants.models.person import Person
from grants.programme.calendar import today
from grants.programme.finding import insist
from grants.programme.people import Actor, TeamRole
from grants.queries.application import content_of, terms_of
from grants.queries.application_check import findings_on
from grants.queries.team import team_of


def finish_application(
    session: Session, application: Application, *, by: Actor, now: datetime, public_url: str = ""
) -> bool:
    """Hand the application, as it stands, to those who sign; False when it is with them already.

    Whoever saves afterwards takes it back: what was finished is then another text. Those who sign
    are told by mail, except the one who finishes. Raises RulesBroken when a rule does not hold or
    the person does not write, NoSuchMove when the application is in other hands.
    """
    lock(session, application)
    insist_open_to(session, application, by, now)
    insist(findings_on(content_of(session, application), terms_of(application.terms)))
    if application.is_finished:
        return False
    _mark(application, by, now)
    record(
        session,
        "finish_application",
        "application",
        application.number,
        by=by,
        now=now,
        after={"revision": application.revision},
    )
    _tell_signatories(session, application, by, public_url=public_url, now=now)
    session.flush()
    return True


def sign_off(
    session: Session, application: Application, *, function: str, by: Actor, now: datetime
) -> dict[str, Any]:
    """The signature of a person who may sign, as plain JSON: who, as what, when, and what was said.

    Who signs what nobody has finished finishes it with the same step.
    """
    if not application.is_finished:
        _mark(application, by, now)
    author = session.get_one(Person, application.finished_by_id)
    statement = terms_of(application.terms).statement
    return {
        "name": by.name,
        "function": function,
        "part": TeamRole.SIGNATORY.value,
        "at": now.isoformat(),
        "statement": {
            "version": statement.version,
            "text": {"de": statement.text.de, "en": statement.text.en},
        }
        if statement
        else None,
        "finished_by": author.name,
        "finished_at": application.finished_at.isoformat() if application.finished_at else None,
    }


def _mark(application: Application, by: Actor, now: datetime) -> None:
    application.finished_at, application.finished_by_id = now, by.person_id
    application.finished_revision = application.revision


def _tell_signatories(
    session: Session, application: Application, by: Actor, *, public_url: str, now: datetime
) -> None:
    for member in team_of(session, application.cluster):
        if member.role is not TeamRole.SIGNATORY or member.person_id == by.person_id:
            continue
        person = session.get_one(Person, member.person_id)
        write_to(
            session,
            person,
            "finished",
            occasion=f"finished/{application.id}/{application.revision}",
            now=now,
            author=by.name,
            number=application.number,
            closes=today(application.round.closes_at),
            link=f"{public_url}/applications/{application.number}/submit",
        )
