"""An award under a condition, and its confirmation by two people."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from grants.actions.condition import propose_conditional_grant, propose_confirmation
from grants.actions.decision import countersign, send_back
from grants.actions.missed_condition import tell_of_missed_conditions
from grants.models.condition import GrantCondition
from grants.models.decision import DecisionKind, Letter, LetterKind
from grants.models.outbox import Mail
from grants.programme.calendar import ZONE
from grants.programme.finding import RulesBroken
from grants.programme.money import NOTHING, eur
from grants.programme.stages import AwardState, GrantState
from grants.queries.condition import conditions_of, is_blocked
from tests.makers.decision import a_fundable_grant, two_officers
from tests.makers.later import CONDITION, TODAY, awarded_conditionally
from tests.makers.moment import NOON


def letters_of(session, grant):
    """The letters about this grant, the first one first."""
    return session.scalars(
        select(Letter).where(Letter.grant_id == grant.id).order_by(Letter.id)
    ).all()


def broken(raised):
    """The numbers of the rules that were broken."""
    return [finding.rule for finding in raised.value.findings]


def test_a_conditional_award_counts_as_committed_as_a_whole(session):
    first, second = two_officers(session)
    grant = awarded_conditionally(session, first, second)

    assert grant.state is GrantState.AWARDED
    assert grant.award.committed == eur(400_000)
    letter = letters_of(session, grant)[0]
    assert letter.kind is LetterKind.CONDITIONAL
    assert letter.snapshot["amount"] == "400000.00"
    assert letter.snapshot["condition"]["amount"] == "150000.00"
    assert letter.snapshot["condition"]["due"] == "2029-06-30"


def test_nothing_is_committed_before_the_second_person(session):
    first, _second = two_officers(session)
    grant = a_fundable_grant(session)

    decision = propose_conditional_grant(session, grant, [CONDITION], by=first.as_actor(), now=NOON)

    assert decision.kind is DecisionKind.AWARD_CONDITIONALLY
    assert grant.award.committed == NOTHING
    assert not conditions_of(session, grant)


def test_nothing_is_awarded_under_a_condition_once_the_award_is_terminated(session):
    first, _second = two_officers(session)
    grant = a_fundable_grant(session)
    grant.award.state = AwardState.TERMINATED
    session.flush()

    with pytest.raises(RulesBroken) as raised:
        propose_conditional_grant(session, grant, [CONDITION], by=first.as_actor(), now=NOON)

    assert broken(raised) == ["DECISION-READY"]


def test_the_drafter_of_a_conditional_award_does_not_sign_it(session):
    first, _second = two_officers(session)
    decision = propose_conditional_grant(
        session, a_fundable_grant(session), [CONDITION], by=first.as_actor(), now=NOON
    )

    with pytest.raises(RulesBroken) as raised:
        countersign(session, decision, by=first.as_actor(), now=NOON)

    assert broken(raised) == ["R-054"]


def test_a_draft_that_goes_back_can_be_drafted_again_without_the_condition(session):
    first, second = two_officers(session)
    grant = a_fundable_grant(session)
    decision = propose_conditional_grant(session, grant, [CONDITION], by=first.as_actor(), now=NOON)

    send_back(session, decision, reason="Frist zu kurz.", by=second.as_actor(), now=NOON)

    assert grant.state is GrantState.FUNDABLE
    assert not conditions_of(session, grant)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"content": " "}, "R-056"),
        ({"evidence": ""}, "R-056"),
        ({"consequence": ""}, "R-056"),
        ({"due": TODAY}, "CONDITION-DAY"),
        ({"due": date(2031, 1, 1)}, "CONDITION-DAY"),
        ({"amount": NOTHING}, "CONDITION-AMOUNT"),
        ({"amount": eur("400000.01")}, "CONDITION-AMOUNT"),
    ],
)
def test_a_condition_that_lacks_a_point_is_refused(session, change, rule):
    first, _second = two_officers(session)
    grant = a_fundable_grant(session)

    with pytest.raises(RulesBroken) as raised:
        propose_conditional_grant(
            session, grant, [replace(CONDITION, **change)], by=first.as_actor(), now=NOON
        )

    assert broken(raised) == [rule]
    assert session.scalar(select(GrantCondition)) is None


def test_payment_is_blocked_until_two_people_confirm_and_nothing_else_changes(session):
    first, second = two_officers(session)
    grant = awarded_conditionally(session, first, second)
    before = (grant.state, grant.amount, grant.award.committed, grant.ends_on)
    assert is_blocked(session, grant)

    decision = propose_confirmation(
        session, grant, occurred_on=TODAY, reasons="Beide Erklärungen liegen vor.",
        by=second.as_actor(), now=NOON,
    )  # fmt: skip
    assert is_blocked(session, grant)
    countersign(session, decision, by=first.as_actor(), now=NOON)

    assert not is_blocked(session, grant)
    assert (grant.state, grant.amount, grant.award.committed, grant.ends_on) == before
    letter = letters_of(session, grant)[-1]
    assert letter.kind is LetterKind.CONFIRMATION
    assert letter.snapshot["occurred_on"] == TODAY.isoformat()
    assert letter.snapshot["award"]["file_number"] == letters_of(session, grant)[0].number


def test_a_condition_is_confirmed_once(session):
    first, second = two_officers(session)
    grant = awarded_conditionally(session, first, second)
    said = {"occurred_on": TODAY, "reasons": "Liegt vor.", "now": NOON}
    decision = propose_confirmation(session, grant, by=first.as_actor(), **said)
    countersign(session, decision, by=second.as_actor(), now=NOON)

    with pytest.raises(RulesBroken) as raised:
        propose_confirmation(session, grant, by=first.as_actor(), **said)

    assert broken(raised) == ["DECISION-READY"]


def test_a_day_ahead_is_no_day_on_which_a_condition_occurred(session):
    first, second = two_officers(session)
    grant = awarded_conditionally(session, first, second)

    with pytest.raises(RulesBroken) as raised:
        propose_confirmation(
            session, grant, occurred_on=date(2028, 5, 18), reasons="Liegt vor.",
            by=first.as_actor(), now=NOON,
        )  # fmt: skip

    assert broken(raised) == ["CONDITION-DAY"]


@pytest.mark.parametrize(("hours", "told"), [(-1, 0), (0, 1)])
def test_officers_are_told_once_that_the_date_of_a_condition_has_passed(session, hours, told):
    first, second = two_officers(session)
    grant = awarded_conditionally(session, first, second)
    midnight = datetime(2029, 7, 1, tzinfo=ZONE) + timedelta(hours=hours)
    when = {"public_url": "https://portal.example", "now": midnight}

    found = [tell_of_missed_conditions(session, **when) for _ in range(2)]

    mails = session.scalars(select(Mail).where(Mail.kind == "condition_missed")).all()
    assert (found, len(mails)) == ([told, 0], 2 * told)
    assert all(f"/sponsor/grants/{grant.number}/confirmation" in mail.body for mail in mails)


def test_nobody_is_told_of_a_condition_that_was_confirmed(session):
    first, second = two_officers(session)
    grant = awarded_conditionally(session, first, second)
    (condition,) = conditions_of(session, grant)
    condition.stated_on, condition.confirmed_at = TODAY, NOON
    session.flush()
    late = datetime(2029, 8, 1, tzinfo=ZONE)

    assert tell_of_missed_conditions(session, public_url="https://portal.example", now=late) == 0
