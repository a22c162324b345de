"""What the gate of a round has to know about the labels of a cluster."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.models.label import Label
from grants.models.organisation import Cluster
from grants.models.round import Programme, Round
from grants.programme.calendar import today
from grants.programme.finding import Finding
from grants.programme.label import HeldLabel, LabelFacts, check_label
from grants.programme.round_name import short_name
from grants.programme.terms import Terms
from grants.programme.words import Words


def labels_of(session: Session, programme_id: int, cluster_id: int) -> Sequence[Label]:
    """The labels of a cluster in one register, those withdrawn included, the latest first."""
    return session.scalars(
        select(Label)
        .where(
            Label.programme_id == programme_id,
            Label.cluster_id == cluster_id,
            Label.granted_at.is_not(None),
        )
        .order_by(Label.last.desc(), Label.id.desc())
    ).all()


def label_facts(session: Session, terms: Terms, cluster: Cluster) -> LabelFacts:
    """What the gate of these terms has to know about a cluster."""
    gates = terms.gates
    programme = session.scalar(select(Programme).where(Programme.code == gates.label_register))
    held = labels_of(session, programme.id, cluster.id) if programme else ()
    code = gates.label_register
    return LabelFacts(
        holder=cluster.name,
        register=short_name(programme.name) if programme else Words(code, code),
        level=_level_name(session, programme, gates.label_level),
        held=tuple(
            HeldLabel(level=one.level, level_name=one.level_name, covers=tuple(one.covers),
                      first=one.first, last=one.ends,
                      withdrawn=one.withdrawn_at is not None)
            for one in held
        ),
    )  # fmt: skip


def label_finding(session: Session, terms: Terms, cluster: Cluster, round_: Round) -> Finding:
    """Does this cluster hold the label that the round asks for on the day of its deadline?"""
    return check_label(terms.gates, label_facts(session, terms, cluster), today(round_.closes_at))


def _level_name(session: Session, programme: Programme | None, code: str) -> Words | None:
    """What the level is called in the register; its code while nobody holds it."""
    if not code:
        return None
    of_level = select(Label).where(Label.level == code).order_by(Label.id.desc()).limit(1)
    if programme is not None:
        of_level = of_level.where(Label.programme_id == programme.id)
    known = session.scalar(of_level)
    return known.level_name if known else Words(code, code)
