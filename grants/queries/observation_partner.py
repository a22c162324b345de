"""Observations on who takes part and who receives: partners, seats, sizes, the day it began."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session, aliased

from grants.models.application import Application
from grants.models.award import Award, Partner, Project
from grants.models.grant import Grant
from grants.models.organisation import Cluster, Organisation
from grants.models.record import Act
from grants.models.size_statement import SizeStatement
from grants.programme.composition import check_composition
from grants.programme.facts import PartnerFacts
from grants.programme.money import NOTHING
from grants.programme.observation import SubjectKind
from grants.programme.organisation import SIZE_WORDS
from grants.programme.stages import ProjectState
from grants.programme.words import say
from grants.queries.observation_found import Found, Frame, local_day

APPROVED: Final = (
    ProjectState.APPROVED,
    ProjectState.ACTIVE,
    ProjectState.AT_RISK,
    ProjectState.SUSPENDED,
)
"""Projects that two people have approved and that are not over."""


def too_few_partners(session: Session, frame: Frame) -> Iterator[Found]:
    """F-02: approved projects that do not bring together whom their round asks for (R-006)."""
    rows = session.execute(
        select(
            Project.id, Project.ordinal, Award.number, Award.terms_id, Application.round_id,
            Cluster.management_id, Partner.left_on, Partner.executing_unit,
            Organisation.id.label("organisation"), Organisation.name, Organisation.country,
            Organisation.kind, Organisation.legal_key,
        )
        .join(Award, Project.award_id == Award.id)
        .join(Application, Award.application_id == Application.id)
        .join(Cluster, Award.cluster_id == Cluster.id)
        .outerjoin(Partner, Partner.project_id == Project.id)
        .outerjoin(Organisation, Partner.organisation_id == Organisation.id)
        .where(Project.state.in_(APPROVED))
        .order_by(Project.id, Partner.id)
    )  # fmt: skip
    for _, group in groupby(rows, key=lambda row: row.id):
        partners = list(group)
        first = partners[0]
        facts = [
            PartnerFacts(
                name=row.executing_unit or row.name,
                country=row.country,
                kind=row.kind,
                legal_key=row.legal_key,
                legal_name=row.name,
                counts=row.left_on is None,
                is_management=row.organisation == row.management_id,
            )
            for row in partners
            if row.organisation is not None
        ]
        held = check_composition(frame.terms[first.terms_id], facts)
        if held.breaks:
            yield Found(
                code="F-02",
                kind=SubjectKind.PROJECT,
                subject=f"{first.number}/P{first.ordinal}",
                award=first.number,
                round_id=first.round_id,
                says=held.says,
            )


def began_before(session: Session, _frame: Frame) -> Iterator[Found]:
    """F-03: the period of a grant begins before its award, and no early start was agreed to."""
    agreed = exists().where(
        Act.object_kind.in_(("grant", "grant_to_recipient")),
        Act.object_number == Grant.number,
        Act.act == "approve_early_start",
    )
    rows = session.execute(
        select(
            Grant.number, Grant.starts_on, local_day(Grant.awarded_at).label("awarded_on"),
            Award.number.label("award"), Application.round_id,
        )
        .join(Award, Grant.award_id == Award.id)
        .join(Application, Award.application_id == Application.id)
        .where(
            Grant.awarded_at.is_not(None),
            Grant.starts_on < local_day(Grant.awarded_at),
            ~agreed,
        )
    )  # fmt: skip
    for row in rows:
        yield Found(
            code="F-03",
            kind=SubjectKind.GRANT,
            subject=row.number,
            award=row.award,
            round_id=row.round_id,
            says=say("Laufzeit ab {first}, bewilligt am {day}: {days} Tage davor.",
                     "Period from {first}, awarded on {day}: {days} days before.",
                     first=row.starts_on, day=row.awarded_on,
                     days=(row.awarded_on - row.starts_on).days),
        )  # fmt: skip


def money_abroad(session: Session, frame: Frame) -> Iterator[Found]:
    """F-05: a partner abroad that asks for money, or holds a grant (R-010)."""
    held = aliased(Grant)
    rows = session.execute(
        select(
            Project.ordinal, Award.number, Award.terms_id, Application.round_id,
            Organisation.name, Organisation.country, Partner.requested,
            held.number.label("grant"), held.amount,
        )
        .join(Project, Partner.project_id == Project.id)
        .join(Award, Project.award_id == Award.id)
        .join(Application, Award.application_id == Application.id)
        .join(Organisation, Partner.organisation_id == Organisation.id)
        .outerjoin(held, (held.partner_id == Partner.id) & held.awarded_at.is_not(None))
        .where(
            Project.state.in_(APPROVED),
            or_(Partner.requested > NOTHING, held.id.is_not(None)),
        )
        .order_by(Partner.id)
    )  # fmt: skip
    for row in rows:
        if row.country == frame.terms[row.terms_id].composition.home_country:
            continue
        says = say("{name} ({country}) fragt nach {asked}.", "{name} ({country}) asks for {asked}.",
                   name=row.name, country=row.country, asked=row.requested)  # fmt: skip
        if row.grant:
            says = say("{name} ({country}) hat die Zuwendung {grant} über {amount}.",
                       "{name} ({country}) holds the grant {grant} of {amount}.",
                       name=row.name, country=row.country, grant=row.grant,
                       amount=row.amount)  # fmt: skip
        yield Found(
            code="F-05",
            kind=SubjectKind.PROJECT,
            subject=f"{row.number}/P{row.ordinal}",
            award=row.number,
            round_id=row.round_id,
            says=says,
            links=((SubjectKind.GRANT, row.grant),) if row.grant else (),
        )


def wrong_size(session: Session, _frame: Frame) -> Iterator[Found]:
    """F-16: awarded under another size than the company had stated last (R-026)."""
    stated = (
        select(SizeStatement.size)
        .where(
            SizeStatement.organisation_id == Grant.recipient_id,
            SizeStatement.stated_at <= Grant.awarded_at,
        )
        .order_by(SizeStatement.stated_at.desc(), SizeStatement.id.desc())
        .limit(1)
        .correlate(Grant)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            Grant.number, Grant.recipient_size, stated.label("stated"), Organisation.name,
            Award.number.label("award"), Application.round_id,
        )
        .join(Organisation, Grant.recipient_id == Organisation.id)
        .join(Award, Grant.award_id == Award.id)
        .join(Application, Award.application_id == Application.id)
        .where(Grant.recipient_size.is_not(None), stated != Grant.recipient_size)
    )  # fmt: skip
    for row in rows:
        yield Found(
            code="F-16",
            kind=SubjectKind.GRANT,
            subject=row.number,
            award=row.award,
            round_id=row.round_id,
            says=say("{name}: bewilligt als {frozen}, zuletzt erklärt als {stated}.",
                     "{name}: awarded as {frozen}, last stated as {stated}.",
                     name=row.name, frozen=SIZE_WORDS[row.recipient_size],
                     stated=SIZE_WORDS[row.stated]),
        )  # fmt: skip
