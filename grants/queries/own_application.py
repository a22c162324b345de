"""The applications of a person's own clusters, and where a new one may begin."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session, aliased, joinedload

from grants.models.application import Application
from grants.models.award import Award
from grants.models.organisation import Cluster, Membership
from grants.models.round import Round
from grants.programme.eligibility import UNSUCCESSFUL
from grants.programme.people import Actor
from grants.programme.roads.application import LIVE_APPLICATION
from grants.programme.stages import ApplicationState, RoundState
from grants.programme.words import Words
from grants.queries.application import terms_of
from grants.queries.team import WRITERS
from grants.queries.told import is_told, shown_state
from grants.queries.visible import visible_applications

A = ApplicationState

ENDED: Final = UNSUCCESSFUL | {A.SELECTED}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnApplication:
    """One application in the list of its cluster."""

    number: str
    heading: str
    cluster: str
    round_name: Words
    programme: int
    """The programme of its round; what lies in one does not stand in the way of another."""
    state: ApplicationState
    """As far as the cluster was told."""
    closes_at: datetime
    changed_at: datetime
    submitted_at: datetime | None
    award: str | None
    """Number of the award it led to."""
    cancelled: bool
    """Was its round cancelled? Then nobody decides on it any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A round in which a cluster may begin an application."""

    round_number: int
    round_title: Words
    closes_at: datetime
    cluster: str
    earlier: tuple[str, ...]
    """Numbers of unsuccessful applications it may begin from, the latest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnApplications:
    """Everything on the page of applications."""

    drafts: tuple[OwnApplication, ...]
    running: tuple[OwnApplication, ...]
    ended: tuple[OwnApplication, ...]
    openings: tuple[Opening, ...]
    clusters: tuple[str, ...]
    """Clusters in whose team the person writes."""


def own_applications(session: Session, actor: Actor, now: datetime) -> OwnApplications:
    """What a person's clusters have written, and where they may begin; four statements."""
    own = visible_applications(actor).with_only_columns(Application.id)
    awards = {
        row[0]: row[1]
        for row in session.execute(
            select(Award.application_id, Award.number).where(Award.application_id.in_(own))
        )
    }
    records = session.execute(
        visible_applications(actor)
        .add_columns(is_told())
        .options(joinedload(Application.round), joinedload(Application.cluster))
        .order_by(Application.changed_at.desc(), Application.id.desc())
    ).all()
    listed = [
        _listed(application, awards.get(application.id), told=told) for application, told in records
    ]
    openings = _openings(session, actor, now, listed)
    return OwnApplications(
        drafts=tuple(one for one in listed if one.state is A.DRAFT),
        running=tuple(one for one in listed if one.state not in ENDED and one.state is not A.DRAFT),
        ended=tuple(one for one in listed if one.state in ENDED),
        openings=tuple(openings),
        clusters=tuple(session.scalars(_written_clusters(actor).with_only_columns(Cluster.name))),
    )


def find_opening(
    session: Session, actor: Actor, round_number: int, cluster: str
) -> tuple[Round, Cluster] | None:
    """A round and a cluster in whose team the person is, by what a form names."""
    round_ = session.scalar(select(Round).where(Round.number == round_number))
    own = session.scalar(_written_clusters(actor).where(Cluster.name == cluster))
    return (round_, own) if round_ is not None and own is not None else None


def _openings(
    session: Session, actor: Actor, now: datetime, listed: Iterable[OwnApplication]
) -> list[Opening]:
    """Open rounds for clusters that may begin there, as far as they were told how others ended."""
    winners = {(one.cluster, one.programme) for one in listed if one.state is A.SELECTED}
    waiting = {
        (one.cluster, one.programme)
        for one in listed
        if one.state not in ENDED and not one.cancelled
    }
    return [
        _opening(round_, cluster, listed)
        for round_, cluster in session.execute(_beginnings(actor, now))
        if (cluster.name, round_.programme_id) not in waiting
        and (
            (cluster.name, round_.programme_id) not in winners
            or terms_of(round_.terms).reapplication.winner_may
        )
    ]


def opening_after(
    session: Session, actor: Actor, now: datetime, application: Application
) -> Opening | None:
    """The next round in which its cluster may begin again from an application that has ended."""
    found = session.execute(
        _beginnings(actor, now)
        .where(
            Cluster.id == application.cluster_id,
            Round.programme_id == application.round.programme_id,
        )
        .limit(1)
    ).one_or_none()
    return None if found is None else _opening(found[0], found[1], ())


def begun_from(session: Session, application: Application) -> str | None:
    """The number of the application that was begun from this one last, if any."""
    return session.scalar(
        select(Application.number)
        .where(Application.previous_id == application.id)
        .order_by(Application.id.desc())
        .limit(1)
    )


def _beginnings(actor: Actor, now: datetime) -> Select[Round, Cluster]:
    """Open rounds for clusters with no live application there and none undecided elsewhere.

    Elsewhere: in another round of the same programme.
    """
    own = exists().where(
        Application.round_id == Round.id,
        Application.cluster_id == Cluster.id,
        Application.state.in_(LIVE_APPLICATION),
    )
    elsewhere = aliased(Round)
    undecided = exists().where(
        Application.cluster_id == Cluster.id,
        Application.state.not_in(ENDED),
        Application.round_id == elsewhere.id,
        elsewhere.programme_id == Round.programme_id,
        elsewhere.state != RoundState.CANCELLED,
    )
    return (
        select(Round, Cluster)
        .join(Cluster, Cluster.id.in_(_written_clusters(actor).with_only_columns(Cluster.id)))
        .where(
            Round.state.in_((RoundState.OPEN, RoundState.EXTENDED)),
            Round.opens_at <= now,
            Round.closes_at >= now,
            ~own,
            ~undecided,
        )
        .order_by(Round.number, Cluster.name)
    )


def _opening(round_: Round, cluster: Cluster, listed: Iterable[OwnApplication]) -> Opening:
    return Opening(
        round_number=round_.number,
        round_title=round_.title,
        closes_at=round_.closes_at,
        cluster=cluster.name,
        earlier=tuple(
            one.number
            for one in listed
            if one.cluster == cluster.name
            and one.programme == round_.programme_id
            and one.state in UNSUCCESSFUL
        ),
    )


def _written_clusters(actor: Actor) -> Select[Cluster]:
    return select(Cluster).where(
        Cluster.id.in_(
            select(Membership.cluster_id).where(
                Membership.person_id == actor.person_id,
                Membership.until.is_(None),
                Membership.role.in_(WRITERS),
            )
        )
    )


def _listed(application: Application, award: str | None, *, told: bool) -> OwnApplication:
    return OwnApplication(
        number=application.number,
        heading=application.title or application.cluster.name,
        cluster=application.cluster.name,
        round_name=application.round.name,
        programme=application.round.programme_id,
        state=shown_state(application.state, told=told),
        closes_at=application.round.closes_at,
        changed_at=application.changed_at,
        submitted_at=application.submitted_at,
        award=award,
        cancelled=application.round.state is RoundState.CANCELLED,
    )
