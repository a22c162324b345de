"""Two officers decide on a joint project."""

import pytest

from grants.actions.approval import find_eligible
from grants.actions.decision import countersign
from grants.actions.project import places_left, withdraw_project
from grants.actions.proposal import propose_on_project
from grants.models.award import PhaseKind
from grants.models.decision import DecisionKind, DecisionState
from grants.programme.finding import RulesBroken
from grants.programme.stages import ProjectState
from tests.makers.decision import two_officers
from tests.makers.moment import NOON, days
from tests.makers.revision import a_submitted_project


def test_a_project_that_two_officers_refuse_frees_its_place_and_its_time(session):
    dirk, berta = (officer.as_actor() for officer in two_officers(session))
    project, _ = a_submitted_project(session)
    planned = [phase.kind for phase in project.award.phases]
    find_eligible(session, project, note="", by=dirk, now=NOON)

    decision = propose_on_project(
        session, project, DecisionKind.REJECT_PROJECT, reasons="Kein Bezug zum Konzept.",
        by=dirk, now=days(1),
    )  # fmt: skip
    countersign(session, decision, by=berta, now=days(2))

    assert project.state is ProjectState.REJECTED
    assert places_left(session, project.award) == 3
    assert PhaseKind.IMPLEMENTATION in planned
    assert [phase.kind for phase in project.award.phases] == [
        kind for kind in planned if kind is not PhaseKind.IMPLEMENTATION
    ]


@pytest.mark.parametrize("kind", [DecisionKind.APPROVE_PROJECT, DecisionKind.REJECT_PROJECT])
def test_a_project_that_is_withdrawn_leaves_no_proposal_waiting(session, kind):
    dirk, berta = (officer.as_actor() for officer in two_officers(session))
    project, anna = a_submitted_project(session)
    find_eligible(session, project, note="", by=dirk, now=NOON)
    decision = propose_on_project(session, project, kind, reasons="Kein Bezug.", by=dirk, now=NOON)

    withdraw_project(session, project, by=anna, now=days(1))

    assert (project.state, decision.state) == (ProjectState.WITHDRAWN, DecisionState.VOID)
    with pytest.raises(RulesBroken):
        countersign(session, decision, by=berta, now=days(2))
