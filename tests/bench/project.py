"""Joint projects of five partners, each ready to be submitted once."""

from grants.programme.money import eur
from grants.programme.stages import RoundState
from tests.makers.project import (
    COMPANY,
    INSTITUTE,
    UNIVERSITY,
    a_cluster_with_an_approved_concept,
    a_ready_project,
)
from tests.makers.round import a_round

SUBMITTING = "Submitting a project of five partners"
MOST_PROJECTS = 48
ROUND = 99
AT_HOME = (
    ("Universität", UNIVERSITY, None, eur(400_000)),
    ("Institut", INSTITUTE, None, eur(300_000)),
    ("Firma", COMPANY, None, eur(200_000)),
)
"""Two from abroad come to these."""


def ready_projects(session):
    """The address of each project, and the id of the person who signs for its cluster."""
    round_ = a_round(session, ROUND, state=RoundState.DRAFT)  # in no list that is measured
    found = []
    for at in range(MOST_PROJECTS):
        award, by = a_cluster_with_an_approved_concept(session, round_, number=f"03BEN{at:03}")
        partners = [(f"{name} {at}", *rest) for name, *rest in AT_HOME]
        project = a_ready_project(session, award, by, *partners)
        found.append((f"/awards/{award.number}/projects/{project.code}/submit", by.person_id))
    return found
