"""Joint projects for tests, made through the acts that people use."""

from datetime import date

from grants.actions.budget import save_budget
from grants.actions.organisation import NewOrganisation
from grants.actions.partner import add_partner
from grants.actions.project import save_project, start_project
from grants.models.grant import Grant
from grants.programme.money import eur
from grants.programme.organisation import OrganisationKind, OwnFunding, Size
from grants.programme.people import TeamRole
from grants.programme.stages import ApplicationState, AwardState
from tests.makers.application import an_application
from tests.makers.award import an_award
from tests.makers.cluster import a_cluster
from tests.makers.moment import NOON
from tests.makers.person import a_person

FIRST, LAST = date(2028, 7, 1), date(2031, 6, 30)
UNIVERSITY = OrganisationKind.UNIVERSITY
COMPANY = OrganisationKind.COMPANY
INSTITUTE = OrganisationKind.RESEARCH_INSTITUTE


def a_cluster_with_an_approved_concept(session, round_=None, *, number=None):
    """An award that may begin joint projects, and Anna, who signs for its cluster."""
    anna = a_person(session)
    cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY})
    application = an_application(session, cluster, round_, state=ApplicationState.SELECTED)
    approved = {"number": number, "state": AwardState.CONCEPT_APPROVED}
    return an_award(session, application, **approved), anna.as_actor()


def a_project(session, award, by, *, title="Digitale Linse", first=FIRST, last=LAST):
    """The draft of a joint project with its dates."""
    project = start_project(session, award, by=by, now=NOON)
    save_project(
        session,
        project,
        title=title,
        acronym="LINSE",
        summary="Gemeinsame Forschung.",
        starts_on=first,
        ends_on=last,
        revision=project.revision,
        by=by,
        now=NOON,
    )
    return project


def a_partner(session, project, by, name, *, kind=COMPANY, size=None, country="DE", **more):
    """A partner that takes part for the first time."""
    if country != "DE":
        more.setdefault("own_funding", eur(200_000))
        more.setdefault("own_funding_status", OwnFunding.GRANTED)
    size = size or (Size.SMALL if kind is COMPANY else None)
    new = NewOrganisation(
        name=name, kind=kind, size=size, country=country, street="Musterweg 1", city="Jena"
    )
    return add_partner(session, project, new, by=by, now=NOON, **more)


def two_from_abroad(session, project, by):
    """What every project needs besides its partners at home."""
    a_partner(session, project, by, f"Osaka Optics {project.code}", country="JP")
    a_partner(session, project, by, f"Lyon Lumière {project.code}", country="FR")


def a_plan(session, grant, by, costs, *, requested=None, now=NOON):
    """A plan whose costs lie in one line, and whose own funds close the gap."""
    category = "personnel"
    year = grant.starts_on.year
    save_budget(
        session, grant, {(category, year): costs}, revision=grant.revision,
        requested=requested, by=by, now=now,
    )  # fmt: skip
    save_budget(
        session, grant, {(category, year): costs}, costs - grant.direct,
        requested=grant.direct, revision=grant.revision, by=by, now=now,
    )  # fmt: skip
    return grant


def grant_of(session, partner):
    """The grant of a partner at home."""
    return session.query(Grant).filter_by(partner_id=partner.id).one()


def a_ready_project(session, award, by, *partners, title="Digitale Linse"):
    """A draft that keeps every rule: partners at home as (name, kind, size, costs)."""
    project = a_project(session, award, by, title=title)
    for name, kind, size, costs in partners:
        made = a_partner(session, project, by, name, kind=kind, size=size)
        a_plan(session, grant_of(session, made), by, costs)
    two_from_abroad(session, project, by)
    return project
