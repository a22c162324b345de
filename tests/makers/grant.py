"""Grants for tests."""

from datetime import date
from decimal import Decimal

from grants.models.award import PhaseKind
from grants.models.grant import Grant
from grants.programme.organisation import Basis
from grants.programme.people import TeamRole
from grants.programme.stages import ApplicationState, AwardState, GrantState
from tests.makers.application import SUBMITTED, an_application
from tests.makers.award import an_award
from tests.makers.cluster import a_cluster


def a_grant(
    session,
    award=None,
    *,
    letter="A",
    phase=PhaseKind.CONCEPT,
    state=GrantState.ACTIVE,
    starts_on=date(2026, 1, 1),
    ends_on=date(2027, 12, 31),
    **more,
):
    """The grant of the cluster management in one phase."""
    award = award or an_award(session)
    grant = Grant(
        number=f"{award.number}{letter}",
        award=award,
        phase=phase,
        recipient=award.cluster.management,
        state=state,
        basis=Basis.EXPENDITURE,
        rate=Decimal(50),
        starts_on=starts_on,
        ends_on=ends_on,
        changed_at=SUBMITTED,
        **more,
    )
    session.add(grant)
    session.flush()
    return grant


def a_concept_grant(session, person):
    """The grant that this person's cluster plans for its concept phase: two years, half of it."""
    cluster = a_cluster(session, "Photonik Nord", team={person: TeamRole.SIGNATORY})
    application = an_application(session, cluster, state=ApplicationState.SELECTED)
    award = an_award(session, application, state=AwardState.CONCEPT_RUNNING)
    return a_grant(session, award, state=GrantState.APPLIED)
