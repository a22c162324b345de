"""What somebody would leave behind who loses an account or a role, and with whom it would lie."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from grants.models.application import Application
from grants.models.award import Award, Partner, PartnerMember, Project
from grants.models.decision import Decision, DecisionState
from grants.models.organisation import Membership
from grants.models.person import Person
from grants.models.review import Assignment
from grants.programme.stages import ApplicationState
from grants.programme.words import Words, say

OFFICERS_ASSIGN: Final = Words(
    "Der Projektträger ordnet sie neu zu.", "The sponsor has to assign them anew."
)
OFFICERS_SIGN: Final = Words(
    "Sie bleiben gültig; beim Projektträger zeichnet eine andere Person mit oder gibt zurück.",
    "They stay valid; another officer countersigns or sends back.",
)
NOBODY_THERE: Final = Words(
    "Niemand sonst ist dort. Der Projektträger muss sich darum kümmern.",
    "Nobody else is there. The sponsor has to see to it.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWork:
    """Work of one kind that is not done."""

    what: Words
    then: Words
    """With whom it lies without this person."""


def open_work(session: Session, person: Person) -> list[OpenWork]:
    """Everything this person has begun or was given and has not finished; four statements."""
    return [
        *_reviews(session, person),
        *_proposals(session, person),
        *_teams(session, person),
        *_parts(session, person),
    ]


def _reviews(session: Session, person: Person) -> list[OpenWork]:
    numbers = session.scalars(
        select(Application.number)
        .join(Assignment, Assignment.application_id == Application.id)
        .where(
            Assignment.juror_id == person.id,
            Assignment.final_at.is_(None),
            Application.state == ApplicationState.UNDER_REVIEW,
        )
        .order_by(Application.number)
    ).all()
    if not numbers:
        return []
    what = say("Offene Gutachten: {numbers}", "Open reviews: {numbers}", numbers=", ".join(numbers))
    return [OpenWork(what=what, then=OFFICERS_ASSIGN)]


def _proposals(session: Session, person: Person) -> list[OpenWork]:
    proposed = session.scalars(
        select(Decision)
        .where(Decision.proposed_by_id == person.id, Decision.state == DecisionState.PROPOSED)
        .options(
            joinedload(Decision.application),
            joinedload(Decision.grant),
            joinedload(Decision.project).joinedload(Project.award),
            joinedload(Decision.award),
        )
        .order_by(Decision.id)
    ).all()
    if not proposed:
        return []
    what = say(
        "Vorschläge, die auf die zweite Person warten: {numbers}",
        "Proposals that wait for the second person: {numbers}",
        numbers=", ".join(one.number for one in proposed),
    )
    return [OpenWork(what=what, then=OFFICERS_SIGN)]


def _teams(session: Session, person: Person) -> list[OpenWork]:
    mine = select(Membership.cluster_id).where(
        Membership.person_id == person.id, Membership.until.is_(None)
    )
    teams: dict[str, list[str]] = defaultdict(list)
    for each in session.scalars(
        select(Membership)
        .where(Membership.cluster_id.in_(mine), Membership.until.is_(None))
        .options(joinedload(Membership.cluster), joinedload(Membership.person))
        .order_by(Membership.id)
    ):
        others = teams[each.cluster.name]
        if each.person_id != person.id and each.person.active:
            others.append(each.person.name)
    return [
        OpenWork(what=say("Team {name}", "Team of {name}", name=name), then=_with(others))
        for name, others in teams.items()
    ]


def _parts(session: Session, person: Person) -> list[OpenWork]:
    mine = select(PartnerMember.partner_id).where(
        PartnerMember.person_id == person.id, PartnerMember.until.is_(None)
    )
    parts: dict[int, tuple[Words, list[str]]] = {}
    for each in session.scalars(
        select(PartnerMember)
        .where(PartnerMember.partner_id.in_(mine), PartnerMember.until.is_(None))
        .options(
            joinedload(PartnerMember.person),
            joinedload(PartnerMember.partner).joinedload(Partner.organisation),
            joinedload(PartnerMember.partner)
            .joinedload(Partner.project)
            .joinedload(Project.award)
            .joinedload(Award.cluster),
        )
        .order_by(PartnerMember.id)
    ):
        partner = each.partner
        number = f"{partner.project.award.number} {partner.project.code}"
        what = say("Teil von {name} in {number}", "Part of {name} in {number}",
                   name=partner.organisation.name, number=number)  # fmt: skip
        _, others = parts.setdefault(partner.id, (what, []))
        if each.person_id != person.id and each.person.active:
            others.append(each.person.name)
    return [OpenWork(what=what, then=_with(others)) for what, others in parts.values()]


def _with(others: Iterable[str]) -> Words:
    names = ", ".join(others)
    if not names:
        return NOBODY_THERE
    return say("Dort bleiben: {names}.", "Others stay there: {names}.", names=names)
