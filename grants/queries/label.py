"""Labels: the public register, what waits for a second person, and what a gate has to know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, not_, or_, select
from sqlalchemy.orm import Session, joinedload

from grants.models.application import Application
from grants.models.label import Label
from grants.models.organisation import Cluster, Membership
from grants.models.round import Programme, Round
from grants.programme.people import Actor, Role
from grants.programme.stages import RoundState
from grants.programme.terms import Terms
from grants.programme.words import Words
from grants.queries.application import terms_of
from grants.queries.visible import own_clusters

ROWS_ON_A_PAGE = 60
READERS = (Role.SPONSOR, Role.AUDITOR)
WAITS: ColumnElement[bool] = and_(Label.granted_at.is_(None), Label.dropped_at.is_(None))
"""A second person has to grant it."""
ENDING: ColumnElement[bool] = and_(Label.withdrawal_at.is_not(None), Label.withdrawn_at.is_(None))
"""A second person has to withdraw it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A programme that grants labels, with the terms that say which."""

    round: Round
    terms: Terms

    @property
    def programme(self) -> Programme:
        """Whose register it is."""
        return self.round.programme


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelPage:
    """One page of the public register."""

    rows: tuple[Label, ...]
    count: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(-(-self.count // ROWS_ON_A_PAGE), 1)


def label_page(session: Session, *, code: str, day: date, ended: bool, page: int) -> LabelPage:
    """Labels that hold on this day, or with `ended` those that held before; two statements."""
    found = _granted(code, day, ended=ended)
    count = session.scalar(found.with_only_columns(func.count(Label.id)).order_by(None)) or 0
    page = min(max(page, 1), max(-(-count // ROWS_ON_A_PAGE), 1))
    rows = session.scalars(found.limit(ROWS_ON_A_PAGE).offset((page - 1) * ROWS_ON_A_PAGE))
    return LabelPage(rows=tuple(rows), count=count, page=page)


def every_label(session: Session, *, code: str, day: date, ended: bool) -> Sequence[Label]:
    """The same without pages, for a file; one statement."""
    return session.scalars(_granted(code, day, ended=ended)).all()


def names_of_registers(session: Session) -> dict[str, Words]:
    """Every programme in whose register somebody stands, by its code; one statement."""
    programmes = session.scalars(
        select(Programme)
        .where(select(Label.id).where(
            Label.programme_id == Programme.id, Label.granted_at.is_not(None)).exists())
        .order_by(Programme.code)
    )  # fmt: skip
    return {each.code: each.short for each in programmes}


def _granted(code: str, day: date, *, ended: bool) -> Select[Label]:
    holds = and_(Label.last >= day, or_(Label.withdrawn_at.is_(None), Label.withdrawn_from > day))
    found = (
        select(Label)
        .join(Label.cluster)
        .join(Label.programme)
        .where(Label.granted_at.is_not(None), not_(holds) if ended else holds)
        .options(joinedload(Label.cluster), joinedload(Label.programme))
        .order_by(Programme.code, Cluster.name, Label.last, Label.id)
    )
    return found.where(Programme.code == code) if code else found


def registers(session: Session) -> dict[str, Register]:
    """Every programme whose latest public round grants labels, by its code."""
    public = select(func.max(Round.id)).where(Round.state != RoundState.DRAFT)
    latest = (
        select(Round)
        .where(Round.id.in_(public.group_by(Round.programme_id)))
        .options(joinedload(Round.terms_versions))
    )
    found = [(each, terms_of(each.terms)) for each in session.scalars(latest).unique()]
    return {
        each.programme.code: Register(round=each, terms=terms)
        for each, terms in found
        if terms.label_levels
    }


def labels_that_wait(session: Session, actor: Actor) -> Sequence[Label]:
    """Every label that waits for its second person, the oldest first; for staff and auditors."""
    if actor.role not in READERS:
        return ()
    return session.scalars(
        select(Label)
        .where(or_(WAITS, ENDING))
        .options(
            joinedload(Label.cluster),
            joinedload(Label.programme),
            joinedload(Label.proposed_by),
            joinedload(Label.withdrawal_by),
        )
        .order_by(Label.id)
    ).all()


def find_label(session: Session, actor: Actor, label_id: int) -> Label | None:
    """The label with this number, for sponsor staff and auditors."""
    if actor.role not in READERS:
        return None
    return session.get(Label, label_id)


def clusters_to_label(session: Session, actor: Actor, register: Register) -> dict[str, Words]:
    """Who may get a label of this register, by name, to choose from; for sponsor staff.

    Clusters with a team, and those that ever applied in the programme of the register.
    """
    if actor.role is not Role.SPONSOR:
        return {}
    applied = (
        select(Application.cluster_id)
        .join(Round, Application.round_id == Round.id)
        .where(Round.programme_id == register.programme.id)
    )
    names = session.scalars(
        select(Cluster.name)
        .where(or_(Cluster.id.in_(select(Membership.cluster_id)), Cluster.id.in_(applied)))
        .order_by(Cluster.name)
    )
    return {name: Words(name, name) for name in names}


def labels_of_case(session: Session, application: Application) -> Sequence[Label] | None:
    """The labels of its cluster in the register of its programme, the latest first.

    Nothing at all where the programme grants none.
    """
    if not terms_of(application.terms).label_levels:
        return None
    return session.scalars(
        select(Label)
        .where(
            Label.programme_id == application.round.programme_id,
            Label.cluster_id == application.cluster_id,
            Label.dropped_at.is_(None),
        )
        .options(joinedload(Label.programme))
        .order_by(Label.id.desc())
    ).all()


def labels_held(session: Session, actor: Actor) -> Sequence[Label]:
    """Every label granted to the clusters of this person, the latest first; one statement."""
    return session.scalars(
        select(Label)
        .where(Label.cluster_id.in_(own_clusters(actor)), Label.granted_at.is_not(None))
        .options(joinedload(Label.programme), joinedload(Label.cluster))
        .order_by(Label.last.desc(), Label.id.desc())
    ).all()


def cluster_by_name(session: Session, name: str) -> Cluster | None:
    """The cluster that was chosen from that list."""
    return session.scalar(select(Cluster).where(Cluster.name == name))
