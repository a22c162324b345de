"""Projects that lost a partner they need."""

from datetime import timedelta

from grants.actions.departure import partner_leaves
from grants.programme.calendar import today
from grants.programme.money import eur
from grants.programme.organisation import Size
from grants.programme.stages import ProjectState
from tests.makers.decision import two_officers
from tests.makers.moment import NOON
from tests.makers.project import (
    COMPANY,
    UNIVERSITY,
    a_cluster_with_an_approved_concept,
    a_ready_project,
)

URL = "http://localhost"
DAY = today(NOON)


def a_project_at_risk(session):
    """A project that lost one of two partners at home; Anna, and two officers."""
    award, anna = a_cluster_with_an_approved_concept(session)
    homes = [("Klein GmbH", COMPANY, Size.SMALL, eur(500_000)),
             ("Uni A", UNIVERSITY, None, eur(300_000))]  # fmt: skip
    project = a_ready_project(session, award, anna, *homes)
    project.state, project.submitted_at = ProjectState.ACTIVE, NOON - timedelta(days=30)
    project.agreement_signed_on = DAY - timedelta(days=30)
    session.flush()
    leaves(session, project.partners[0], anna)
    return project, anna, [officer.as_actor() for officer in two_officers(session)]


def leaves(session, partner, by):
    return partner_leaves(
        session, partner, left_on=DAY, reason="Insolvenz", public_url=URL, by=by, now=NOON
    )


def broken(refused):
    """The rules that an act was refused for."""
    return [finding.rule for finding in refused.value.findings if finding.breaks]
