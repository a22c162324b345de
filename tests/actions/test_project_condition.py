"""A joint project that is approved under conditions, and what becomes of them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from grants.actions.approval import find_eligible
from grants.actions.condition import propose_conditional_grant, propose_confirmation
from grants.actions.decision import countersign, send_back
from grants.actions.project_condition import propose_project_confirmation
from grants.actions.proposal import propose_on_project
from grants.models.condition import GrantCondition
from grants.models.decision import DecisionKind, Letter, LetterKind
from grants.models.grant import Grant
from grants.programme.finding import RulesBroken
from grants.programme.stages import GrantState, ProjectState
from grants.queries.condition import is_blocked, missed_condition
from grants.queries.grant_task import TaskKind, grant_tasks
from tests.makers.condition import AGREEMENT, FUNDS
from tests.makers.decision import a_fundable_grant, two_officers
from tests.makers.later import CONDITION
from tests.makers.moment import NOON, days
from tests.makers.revision import a_submitted_project

K = DecisionKind.APPROVE_PROJECT_CONDITIONALLY
SAID = {"reasons": "Beide Erklärungen liegen vor.", "occurred_on": days(2).date()}


@pytest.fixture
def officers(session):
    return [officer.as_actor() for officer in two_officers(session)]


@pytest.fixture
def project(session, officers):
    found, _ = a_submitted_project(session)
    find_eligible(session, found, note="", by=officers[0], now=NOON)
    return found


def grants_of(session, project):
    about = select(Grant).where(Grant.project_id == project.id).order_by(Grant.number)
    return list(session.scalars(about))


def letters(session, kind):
    return list(session.scalars(select(Letter).where(Letter.kind == kind).order_by(Letter.id)))


def approved(session, project, officers, under=(AGREEMENT, FUNDS)):
    dirk, berta = officers
    decision = propose_on_project(session, project, K, under=under, by=dirk, now=days(1))
    countersign(session, decision, by=berta, now=days(2))


def confirmed(session, project, officers, **more):
    dirk, berta = officers
    decision = propose_project_confirmation(session, project, **SAID | more, by=dirk, now=days(2))
    countersign(session, decision, by=berta, now=days(3))


def broken(raised):
    return [finding.rule for finding in raised.value.findings]


def test_two_officers_approve_a_joint_project_once_and_every_letter_names_the_conditions(
    session, project, officers
):
    approved(session, project, officers)

    grants = grants_of(session, project)
    made = letters(session, LetterKind.CONDITIONAL)
    assert project.state is ProjectState.APPROVED
    assert [grant.state for grant in grants] == [GrantState.AWARDED] * len(grants)
    assert len(grants) > 1
    assert [letter.grant for letter in made] == grants
    for letter, grant in zip(made, grants, strict=True):
        assert letter.snapshot["condition"]["content"]["de"] == AGREEMENT.content
        assert [each["content"]["de"] for each in letter.snapshot["further"]] == [FUNDS.content]
        whole = str((grant.direct + grant.allowance).decimal)
        assert letter.snapshot["condition"]["amount"] == whole
        assert is_blocked(session, grant)


def test_confirmed_once_it_is_confirmed_for_all_and_the_other_condition_still_blocks(
    session, project, officers
):
    approved(session, project, officers)

    confirmed(session, project, officers, ordinal=1)

    grants = grants_of(session, project)
    made = letters(session, LetterKind.CONFIRMATION)
    assert [letter.grant for letter in made] == grants
    assert [each["content"]["de"] for each in made[0].snapshot["still_open"]] == [FUNDS.content]
    assert all(is_blocked(session, grant) for grant in grants)

    confirmed(session, project, officers, ordinal=2)

    assert not any(is_blocked(session, grant) for grant in grants)
    assert letters(session, LetterKind.CONFIRMATION)[-1].snapshot["still_open"] == []
    with pytest.raises(RulesBroken) as raised:
        confirmed(session, project, officers)
    assert broken(raised) == ["DECISION-READY"]


def test_a_missed_condition_leads_to_the_hearing_of_every_partner_once(session, project, officers):
    approved(session, project, officers)
    late = max(AGREEMENT.due, FUNDS.due) + timedelta(days=1)
    grants = grants_of(session, project)

    assert all(
        missed_condition(session, grant, late).content == AGREEMENT.content for grant in grants
    )
    assert missed_condition(session, grants[0], AGREEMENT.due) is None
    waiting = grant_tasks(session, officers[0], days(1) + (late - NOON.date()), most=99)
    missed = [task.number for task in waiting if task.kind is TaskKind.CONDITION_MISSED]
    assert sorted(missed) == [grant.number for grant in grants]


def test_the_drafter_of_a_conditional_approval_does_not_sign_it(session, project, officers):
    decision = propose_on_project(
        session, project, K, under=[AGREEMENT], by=officers[0], now=days(1)
    )

    with pytest.raises(RulesBroken) as raised:
        countersign(session, decision, by=officers[0], now=days(2))

    assert broken(raised) == ["R-054"]


def test_what_was_sent_back_blocks_nobody_and_may_be_proposed_without_conditions(
    session, project, officers
):
    dirk, berta = officers
    decision = propose_on_project(session, project, K, under=[AGREEMENT], by=dirk, now=days(1))
    send_back(session, decision, reason="Ohne Bedingung.", by=berta, now=days(1))

    again = propose_on_project(session, project, DecisionKind.APPROVE_PROJECT, by=dirk, now=days(1))
    countersign(session, again, by=berta, now=days(2))

    assert not any(is_blocked(session, grant) for grant in grants_of(session, project))
    assert letters(session, LetterKind.CONDITIONAL) == []


def test_the_same_proposal_twice_is_one_and_another_condition_is_another(
    session, project, officers
):
    said = {"by": officers[0], "now": days(1)}
    first = propose_on_project(session, project, K, under=[AGREEMENT, FUNDS], **said)

    assert propose_on_project(session, project, K, under=[AGREEMENT, FUNDS], **said) is first
    with pytest.raises(RulesBroken):
        propose_on_project(session, project, K, under=[AGREEMENT], **said)


def test_a_conditional_approval_without_a_condition_is_none(session, project, officers):
    with pytest.raises(RulesBroken) as raised:
        propose_on_project(session, project, K, by=officers[0], now=days(1))

    assert broken(raised) == ["CONDITION-NAMED"]
    assert session.scalar(select(GrantCondition)) is None


def test_the_point_that_is_missing_is_named_at_the_field_of_its_condition(
    session, project, officers
):

    gap = replace(FUNDS, evidence=" ", due=date(2060, 1, 1))
    with pytest.raises(RulesBroken) as raised:
        propose_on_project(session, project, K, under=[AGREEMENT, gap], by=officers[0], now=days(1))

    assert [finding.place for finding in raised.value.findings] == ["evidence_2", "due_2"]


def test_a_partner_cannot_have_the_condition_of_the_whole_project_confirmed_alone(
    session, project, officers
):
    approved(session, project, officers)

    with pytest.raises(RulesBroken) as raised:
        propose_confirmation(
            session, grants_of(session, project)[0], **SAID, by=officers[0], now=days(2)
        )

    assert broken(raised) == ["DECISION-READY"]


def test_one_grant_may_hang_on_two_conditions_that_are_confirmed_one_after_the_other(
    session, officers
):
    dirk, berta = officers
    grant = a_fundable_grant(session)
    decision = propose_conditional_grant(session, grant, [CONDITION, FUNDS], by=dirk, now=NOON)
    countersign(session, decision, by=berta, now=NOON)

    for ordinal in (2, 1):
        assert is_blocked(session, grant)
        said = SAID | {"ordinal": ordinal}
        step = propose_confirmation(session, grant, **said, by=dirk, now=days(2))
        countersign(session, step, by=berta, now=days(3))

    assert not is_blocked(session, grant)
    made = letters(session, LetterKind.CONFIRMATION)
    assert [letter.snapshot["condition"]["content"]["de"] for letter in made] == [
        FUNDS.content,
        CONDITION.content,
    ]
