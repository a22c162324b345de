"""A joint project that lost a partner it needs: who came instead, and what is still missing.

R-005 to R-010: the project runs on when these rules hold again, not before.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from grants.models.award import Award, Partner, Project
from grants.models.grant import Grant
from grants.models.organisation import Cluster
from grants.programme.calendar import today
from grants.programme.composition import check_composition, check_same_country
from grants.programme.finding import Finding
from grants.programme.people import Actor, Role
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.stages import GrantState, ProjectState
from grants.programme.words import Words, join, say
from grants.queries.project_findings import (
    PLACES,
    grants_of,
    partner_facts,
    project_findings,
    project_terms,
)
from grants.queries.project_share import share_findings

MUST_HOLD: Final = frozenset({"R-005", "R-006", "R-007", "R-008", "R-009", "R-010"})
"""What must hold again before a project at risk runs on."""
MOST_SHOWN: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """How far a project at risk is on its way back."""

    project: Project
    missing: tuple[Finding, ...]
    """Rules that are still broken, in the order of the page of the project."""
    new: tuple[Partner, ...]
    """Who came instead and is not accepted yet."""
    asking: tuple[Grant, ...]
    """What the new partners at home ask for; each needs a decision of two people."""
    late: int
    """Days since the date by which to replace; 0 while there is time."""

    @property
    def named(self) -> bool:
        """Do the rules hold with those who are there now?"""
        return not self.missing

    @property
    def to_hand_in(self) -> bool:
        """Is a plan of a new partner still with the cluster?"""
        return any(grant.handed_in_at is None for grant in self.asking)

    @property
    def undecided(self) -> tuple[Grant, ...]:
        """Grants of new partners that were handed in, and not awarded yet."""
        return tuple(
            grant for grant in self.asking if grant.handed_in_at and grant.awarded_at is None
        )

    @property
    def with_us(self) -> bool:
        """Is it the sponsor's turn: do the rules hold, and was every plan handed in?"""
        return self.named and not self.to_hand_in

    @property
    def ready(self) -> bool:
        """May an officer let the project run on?"""
        return self.with_us and not self.undecided

    @property
    def says(self) -> Words:
        """What is still missing, in a sentence or several."""
        if self.missing:
            return join((one.says for one in self.missing), " ")
        if self.asking and not self.ready:
            return join((check_awarded(grant).says for grant in self.asking
                         if grant.awarded_at is None), " ")  # fmt: skip
        return Words(
            "Alle Regeln für die Partner sind wieder erfüllt.",
            "All rules on the partners hold again.",
        )


def risk_of(session: Session, project: Project, now: datetime) -> Risk:
    """Where a project at risk stands today."""
    found = project_findings(session, project, now=now)
    new = tuple(partner for partner in project.partners if partner.is_new)
    ids = {partner.id for partner in new}
    grants = (grant for grant in grants_of(session, project.award) if grant.partner_id in ids)
    until = project.replace_by
    return Risk(
        project=project,
        missing=tuple(one for one in found if one.rule in MUST_HOLD and one.breaks),
        new=new,
        asking=tuple(grants),
        late=max((today(now) - until).days, 0) if until else 0,
    )


def together(session: Session, project: Project) -> list[Finding]:
    """Are those together whom the round wants together, each with no more than its share (R-006)?

    This is what puts a running project at risk when a partner leaves.
    """
    terms = project_terms(project.award)
    facts = [partner_facts(partner) for partner in project.partners]
    found = [
        check_composition(terms, facts),
        check_same_country(terms, [one for one in facts if one.counts]),
        *share_findings(terms, project, grants_of(session, project.award)),
    ]
    return [replace(one, place=PLACES.get(one.place, one.place)) for one in found]


def check_awarded(grant: Grant) -> Finding:
    """Has a new partner at home its decision, so that it takes part (R-006)?"""
    name = grant.recipient.name
    waits = (
        say("{name}: Das Cluster hat den Plan noch nicht eingereicht.",
            "{name}: The cluster has not handed in the plan yet.", name=name)
        if grant.handed_in_at is None
        else say("{name}: Über die Zuwendung {number} ist noch nicht entschieden.",
                 "{name}: The grant {number} is not decided yet.", name=name, number=grant.number)
    )  # fmt: skip
    return Finding(
        rule="R-006",
        holds=grant.awarded_at is not None,
        claim=Words(
            "Jeder neue Partner mit Zuwendung hat seinen Bescheid.",
            "Every new partner with a grant has its decision.",
        ),
        says=waits
        if grant.awarded_at is None
        else say("{name}: bewilligt.", "{name}: awarded.", name=name),
        source=TERMS_OF_ROUND,
        place="#partners",
    )


def is_decided_alone(grant: Grant) -> bool:
    """Is it decided on by itself: for the management, or for a partner that came for another?

    The other grants of a project are awarded together with it, or not at all.
    """
    if grant.project is None:
        return True
    return grant.handed_in_at is not None and is_replacement(grant)


def waits_for_plan(grant: Grant) -> bool:
    """Has the cluster management not handed in the plan of this grant yet?"""
    return (
        grant.project is None and grant.state is GrantState.APPLIED and grant.handed_in_at is None
    )


def is_replacement(grant: Grant) -> bool:
    """Does it belong to a partner that came in place of another one?"""
    return grant.partner is not None and grant.partner.taken_in_at is not None


def projects_at_risk(session: Session, actor: Actor, now: datetime) -> Sequence[Risk]:
    """Projects that have to find another partner, the most urgent first; for sponsor staff."""
    if actor.role is not Role.SPONSOR:
        return []
    return [risk_of(session, project, now) for project in _at_risk(session)[:MOST_SHOWN]]


def missed_replacements(session: Session, day: date) -> Sequence[Project]:
    """Projects at risk whose date by which to replace the partner has passed."""
    return [one for one in _at_risk(session) if one.replace_by and one.replace_by < day]


def _at_risk(session: Session) -> Sequence[Project]:
    return session.scalars(
        select(Project)
        .where(Project.state == ProjectState.AT_RISK)
        .options(
            joinedload(Project.award).joinedload(Award.cluster).joinedload(Cluster.management),
            joinedload(Project.award).joinedload(Award.terms),
            selectinload(Project.partners).joinedload(Partner.organisation),
        )
        .order_by(Project.replace_by.asc().nulls_last(), Project.id)
    ).all()
