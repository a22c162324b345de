"""Extensions of a round's deadline: the one that waits, those before, and whom they concern."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from grants.models.application import Application
from grants.models.extension import Extension, ExtensionState
from grants.models.organisation import Membership
from grants.models.person import Person
from grants.models.record import Act
from grants.models.round import Round
from grants.programme.calendar import today
from grants.programme.deadline import check_ahead, check_later
from grants.programme.finding import Finding
from grants.programme.people import Actor, Role
from grants.programme.round_shift import check_plan
from grants.programme.stages import ApplicationState, RoundState
from grants.queries.team import WRITERS
from grants.queries.visible import HANDED_IN


def extensions_of(session: Session, round_: Round) -> list[Extension]:
    """Every extension of the round, the latest first."""
    return list(
        session.scalars(
            select(Extension)
            .where(Extension.round_id == round_.id)
            .order_by(Extension.id.desc())
            .options(joinedload(Extension.proposed_by), joinedload(Extension.confirmed_by))
        )
    )


def dropped_in(session: Session, round_: Round) -> dict[datetime, Act]:
    """By whom and why proposals of the round were dropped, by the moment of it; one statement."""
    acts = session.scalars(
        select(Act).where(
            Act.object_kind == "round",
            Act.object_number == str(round_.number),
            Act.act == "send_back_extension",
        )
    )
    return {act.at: act for act in acts}


def open_extension(session: Session, round_: Round) -> Extension | None:
    """The proposal that waits for a second person."""
    return session.scalar(
        select(Extension).where(Extension.round_id == round_.id, WAITS_FOR_SECOND)
    )


def extensions_that_wait(session: Session, actor: Actor) -> list[Extension]:
    """Every proposal that waits for a second person, the oldest first; for sponsor staff."""
    if actor.role is not Role.SPONSOR:
        return []
    return list(session.scalars(THAT_WAIT))


def people_with_drafts(session: Session, round_: Round) -> list[Person]:
    """Everybody who writes or signs for a cluster with a draft in the round, each once."""
    drafting = select(Application.cluster_id).where(
        Application.round_id == round_.id, Application.state == ApplicationState.DRAFT
    )
    writing = select(Membership.person_id).where(
        Membership.cluster_id.in_(drafting),
        Membership.until.is_(None),
        Membership.role.in_(WRITERS),
    )
    return list(
        session.scalars(
            select(Person).where(Person.id.in_(writing), Person.active).order_by(Person.id)
        )
    )


def people_who_handed_in(session: Session, round_: Round) -> list[Person]:
    """Everybody who writes or signs for a cluster that has handed in, and has no draft as well."""
    sent = select(Application.cluster_id).where(
        Application.round_id == round_.id,
        Application.state != ApplicationState.WITHDRAWN,
        *HANDED_IN,
    )
    writing = select(Membership.person_id).where(
        Membership.cluster_id.in_(sent),
        Membership.until.is_(None),
        Membership.role.in_(WRITERS),
    )
    drafting = {person.id for person in people_with_drafts(session, round_)}
    return list(
        session.scalars(
            select(Person)
            .where(Person.id.in_(writing), Person.active, Person.id.not_in(drafting))
            .order_by(Person.id)
        )
    )


def plan_of(round_: Round) -> dict[RoundState, date]:
    """The planned days of a round, in the order of its course."""
    planned = {stone.state: stone.on for stone in round_.milestones}
    return {state: planned[state] for state in RoundState if state in planned}


def deadline_findings(round_: Round, closes_at: datetime, now: datetime) -> list[Finding]:
    """What the rules say of the new deadline alone."""
    return [check_later(round_.closes_at, closes_at), check_ahead(closes_at, now)]


def extension_findings(
    round_: Round,
    closes_at: datetime,
    now: datetime,
    planned: Mapping[RoundState, date] | None = None,
) -> list[Finding]:
    """What the rules say of this new deadline and of the days planned after it."""
    return [
        *deadline_findings(round_, closes_at, now),
        check_plan(planned or plan_of(round_), today(closes_at)),
    ]


WAITS_FOR_SECOND = Extension.state == ExtensionState.PROPOSED
THAT_WAIT = (
    select(Extension)
    .where(WAITS_FOR_SECOND)
    .order_by(Extension.id)
    .options(joinedload(Extension.proposed_by), joinedload(Extension.round))
)
