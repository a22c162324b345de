"""A selected cluster declines, the next one moves up, and one day the list ends."""

import pytest
from sqlalchemy import select

from grants.actions.decline import decline_award
from grants.actions.proposal import propose_on_application
from grants.actions.reserve import end_reserve_lists
from grants.models.award import Award
from grants.models.decision import DecisionKind
from grants.models.organisation import Membership
from grants.models.outbox import Mail
from grants.programme.finding import RulesBroken
from grants.programme.money import NOTHING, eur
from grants.programme.people import TeamRole
from grants.programme.stages import ApplicationState, AwardState, NoSuchMove
from grants.queries.told import told_state
from tests.makers.decision import a_ranked_application, decided, two_officers
from tests.makers.letter import all_made
from tests.makers.moment import NOON, days
from tests.makers.person import a_person
from tests.makers.round import a_round

A, K = ApplicationState, DecisionKind


@pytest.fixture
def officers(session):
    return two_officers(session)


@pytest.fixture
def places(session, officers):
    """A round with money for one cluster: the winner, and two in reserve; all were told."""
    round_ = a_round(session, budget=eur(4_000_000))
    winner = a_ranked_application(session, round_)
    reserves = [a_ranked_application(session, round_, state=A.RESERVE, rank=at) for at in (2, 3)]
    decided(session, winner, K.SELECT, *officers)
    for each in reserves:
        decided(session, each, K.RESERVE, *officers)
    all_made(session)
    return winner, *reserves


def signs(session, application, role=TeamRole.SIGNATORY):
    """Somebody of the cluster."""
    anna = a_person(session, "Anna Ahrens")
    session.add(Membership(cluster=application.cluster, person=anna, role=role, since=NOON))
    session.flush()
    return anna.as_actor()


def award_of(session, application):
    """The award of a selected cluster."""
    return session.scalars(select(Award).where(Award.application_id == application.id)).one()


def test_the_next_one_moves_up_by_rank_once_the_winner_declines(session, places, officers):
    winner, second, third = places
    anna = signs(session, winner)
    dirk = officers[0].as_actor()

    with pytest.raises(RulesBroken) as no_money:
        propose_on_application(session, second, K.SELECT, by=dirk, now=days(1))
    decline_award(session, award_of(session, winner), reason="Kein Geld.", by=anna, now=days(1))
    with pytest.raises(RulesBroken) as not_its_turn:
        propose_on_application(session, third, K.SELECT, by=dirk, now=days(1))
    decided(session, second, K.SELECT, *officers)

    assert [finding.rule for finding in no_money.value.findings] == ["R-015"]
    assert [finding.rule for finding in not_its_turn.value.findings] == ["R-064"]
    assert (winner.state, second.state, third.state) == (A.WITHDRAWN, A.SELECTED, A.RESERVE)
    assert award_of(session, winner).state is AwardState.TERMINATED
    assert winner.round.promised == eur(4_000_000)


def test_declining_frees_the_money_and_happens_once(session, places):
    winner, *_ = places
    anna, award = signs(session, winner), award_of(session, winner)
    decline_award(session, award, reason="Kein Geld.", by=anna, now=days(1))

    with pytest.raises(NoSuchMove):
        decline_award(session, award, reason="Kein Geld.", by=anna, now=days(1))

    assert winner.round.promised == NOTHING


@pytest.mark.parametrize(
    ("role", "reason"), [(TeamRole.AUTHOR, "Kein Geld."), (TeamRole.SIGNATORY, " ")]
)
def test_only_those_who_sign_decline_and_they_say_why(session, places, role, reason):
    winner, *_ = places
    by = signs(session, winner, role)

    with pytest.raises(RulesBroken):
        decline_award(session, award_of(session, winner), reason=reason, by=by, now=days(1))

    assert winner.round.promised == eur(4_000_000)


@pytest.mark.parametrize(("day", "ended"), [(184, 0), (185, 2)])
def test_the_list_ends_on_its_last_day_and_the_clusters_see_it(session, places, day, ended):
    _, second, third = places

    assert end_reserve_lists(session, now=days(day)) == ended
    assert end_reserve_lists(session, now=days(day)) == 0

    seen = {told_state(session, each) for each in (second, third)}
    assert seen == ({A.REJECTED} if ended else {A.RESERVE})


def test_whoever_is_being_decided_on_anew_still_counts_as_told(session, places, officers):
    winner, second, _ = places
    anna = signs(session, winner)
    decline_award(session, award_of(session, winner), reason="Kein Geld.", by=anna, now=days(1))

    propose_on_application(session, second, K.SELECT, by=officers[0].as_actor(), now=days(1))

    assert told_state(session, second) is A.RESERVE


def test_officers_are_told_once_that_a_cluster_declined_and_not_why(session, places):
    winner, *_ = places
    anna = signs(session, winner)

    decline_award(session, award_of(session, winner), reason="Uns fehlt Geld.", by=anna, now=NOON)

    mails = session.scalars(select(Mail).where(Mail.kind == "declined")).all()
    assert sorted(mail.recipient_name for mail in mails) == ["Berta Beck", "Dirk Dorn"]
    assert all(winner.number in mail.body for mail in mails)
    assert not any("Uns fehlt Geld" in mail.body for mail in mails)
