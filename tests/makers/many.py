"""Many small cases, for those who all want the same money at the same moment."""

from grants.actions.proposal import propose_grant
from grants.models.award import Partner, PhaseKind, Project
from grants.models.grant import Grant
from grants.programme.money import eur
from grants.programme.organisation import Basis, OrganisationKind
from grants.programme.stages import GrantState
from tests.makers.application import SUBMITTED
from tests.makers.cluster import an_organisation
from tests.makers.decision import at_home, plan
from tests.makers.moment import NOON


def a_small_proposal(session, award, at, officer):
    """A drafted award of 100,000.00 to a research institute that came for another one."""
    organisation = at_home(
        an_organisation(session, f"Institut {at}", OrganisationKind.RESEARCH_INSTITUTE)
    )
    if not award.projects:
        session.add(Project(award=award, ordinal=1, title="Leichtbau", changed_at=SUBMITTED))
    project = award.projects[0]
    partner = Partner(project=project, organisation=organisation, taken_in_at=SUBMITTED)
    session.add(partner)
    grant = Grant(
        number=f"{award.number}Z{at:02}",
        award=award,
        project=project,
        partner=partner,
        phase=PhaseKind.IMPLEMENTATION,
        recipient=organisation,
        state=GrantState.FUNDABLE,
        basis=Basis.EXPENDITURE,
        rate=100,
        costs=eur(100_000),
        direct=eur(100_000),
        starts_on=NOON.date().replace(year=2029),
        ends_on=NOON.date().replace(year=2030),
        handed_in_at=SUBMITTED,
        changed_at=SUBMITTED,
    )
    session.add(grant)
    session.flush()
    plan(session, grant=grant, costs=eur(100_000), years=(2029, 2030))
    return propose_grant(session, grant, by=officer.as_actor(), now=NOON)
