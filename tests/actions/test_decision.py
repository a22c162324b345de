"""One officer proposes, another one countersigns, and the database insists on it, too."""

from dataclasses import replace

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from grants.actions.decision import countersign, send_back
from grants.actions.proposal import propose_grant, propose_on_application
from grants.actions.selection import check_selection
from grants.models.award import Award
from grants.models.decision import Decision, DecisionKind, DecisionState, Ground
from grants.models.record import Act
from grants.programme.finding import RulesBroken
from grants.programme.letter_terms import Numbering
from grants.programme.money import NOTHING, eur
from grants.programme.preset import preset
from grants.programme.stages import ApplicationState, AwardState, GrantState
from tests.makers.decision import (
    REASONS,
    a_fundable_grant,
    a_ranked_application,
    a_reviewed_application,
    decided,
    rejected,
    two_officers,
)
from tests.makers.moment import NOON, days
from tests.makers.review import an_officer
from tests.makers.round import a_round


def proposed(session, application, officer, kind=DecisionKind.SELECT, **more):
    """The first half of a decision."""
    return propose_on_application(
        session, application, kind, by=officer.as_actor(), now=NOON, **more
    )


def acts(session):
    """What was done, in order."""
    return session.scalars(select(Act.act).order_by(Act.id)).all()


def test_two_officers_select_a_cluster_and_its_award_is_made(session):
    first, second = two_officers(session)
    application = a_ranked_application(session)
    decided(session, application, DecisionKind.SELECT, first, second)

    award = session.scalars(select(Award)).one()
    assert application.state is ApplicationState.SELECTED
    assert (award.number, award.cap, award.committed) == ("03INT400", eur(4_000_000), NOTHING)
    assert application.round.promised == eur(4_000_000)
    assert acts(session) == [
        "propose_decision",
        "countersign_decision",
        "ask_for_release",
        "select_application",
        "make_award",
        "order_letter",
        "confirm_release",
    ]


def test_each_round_numbers_its_awards_by_its_own_prefix(session):
    officers = two_officers(session)
    other = replace(preset("interclust"), numbering=Numbering(prefix="16KN", first=7))
    for terms in (None, other, other, None):
        application = a_ranked_application(session, a_round(session, terms=terms))
        decided(session, application, DecisionKind.SELECT, *officers)

    numbers = session.scalars(select(Award.number).order_by(Award.id)).all()

    assert numbers == ["03INT400", "16KN7", "16KN8", "03INT401"]


def test_the_same_person_cannot_countersign(session):
    first, _ = two_officers(session)
    decision = proposed(session, a_ranked_application(session), first)

    with pytest.raises(RulesBroken) as broken:
        countersign(session, decision, by=first.as_actor(), now=NOON)

    assert [finding.says.de for finding in broken.value.findings] == [
        "Sie haben diese Entscheidung entworfen. Eine zweite Person muss mitzeichnen."
    ]
    assert decision.state is DecisionState.PROPOSED


def test_the_database_refuses_one_person_in_both_places(session):
    first, _ = two_officers(session)
    decision = proposed(session, a_ranked_application(session), first)

    with pytest.raises(IntegrityError, match="ck_decision_four_eyes"):
        session.execute(
            text(
                "update decision set state = 'countersigned', countersigned_at = now(),"
                " countersigned_by_id = proposed_by_id where id = :id"
            ),
            {"id": decision.id},
        )


def test_a_decision_is_made_once(session):
    first, second = two_officers(session)
    decision = decided(session, a_ranked_application(session), DecisionKind.SELECT, first, second)

    with pytest.raises(RulesBroken) as broken:
        countersign(session, decision, by=an_officer(session, "Cara Cordes").as_actor(), now=NOON)

    assert [finding.rule for finding in broken.value.findings] == ["DECISION-OPEN"]


def test_there_is_one_proposal_at_a_time(session):
    first, second = two_officers(session)
    application = a_ranked_application(session)
    proposed(session, application, first)

    with pytest.raises(RulesBroken) as broken:
        proposed(session, application, second, DecisionKind.RESERVE, reasons=REASONS)

    assert [finding.rule for finding in broken.value.findings] == ["DECISION-ONE"]


@pytest.mark.parametrize("missing", [{"ground": Ground.QUALITY}, {"reasons": REASONS}])
def test_a_rejection_needs_its_ground_and_its_reasons(session, missing):
    first, _ = two_officers(session)

    with pytest.raises(RulesBroken) as broken:
        proposed(session, a_reviewed_application(session), first, DecisionKind.REJECT, **missing)

    assert [finding.says.de for finding in broken.value.findings] == [
        "Nennen Sie den Ablehnungsgrund und die wesentlichen Gründe."
    ]


def test_what_is_sent_back_is_void_with_its_reason_and_may_be_proposed_again(session):
    first, second = two_officers(session)
    application = a_ranked_application(session)
    decision = proposed(session, application, first)
    send_back(session, decision, reason="Bonität fehlt.", by=second.as_actor(), now=NOON)

    again = proposed(session, application, second)

    assert (decision.state, again.state) == (DecisionState.VOID, DecisionState.PROPOSED)
    assert session.scalars(select(Act.reason).where(Act.act == "send_back_decision")).one() == (
        "Bonität fehlt."
    )


def test_nothing_is_sent_back_without_a_reason(session):
    first, second = two_officers(session)
    decision = proposed(session, a_ranked_application(session), first)

    with pytest.raises(RulesBroken) as broken:
        send_back(session, decision, reason=" ", by=second.as_actor(), now=NOON)

    assert [finding.place for finding in broken.value.findings] == ["reason"]


def test_a_draft_that_is_sent_back_leaves_the_grant_fundable(session):
    first, second = two_officers(session)
    grant = a_fundable_grant(session)
    decision = propose_grant(session, grant, by=first.as_actor(), now=NOON)
    send_back(session, decision, reason="Auflage fehlt.", by=second.as_actor(), now=NOON)

    assert grant.state is GrantState.FUNDABLE
    assert propose_grant(session, grant, by=second.as_actor(), now=NOON).kind is (
        DecisionKind.AWARD_GRANT
    )


def test_a_reserve_moves_up_in_its_turn(session):
    first, second = two_officers(session)
    round_ = a_round(session)
    third, fourth = (
        a_ranked_application(session, round_, state=ApplicationState.RESERVE, rank=rank)
        for rank in (3, 4)
    )
    for reserve in (third, fourth):
        decided(session, reserve, DecisionKind.RESERVE, first, second)

    with pytest.raises(RulesBroken) as broken:
        proposed(session, fourth, first)
    decided(session, third, DecisionKind.SELECT, first, second)

    assert [finding.says.de for finding in broken.value.findings] == [
        f"Davor stehen: {third.number}."
    ]
    assert third.state is ApplicationState.SELECTED
    assert "promote_application" in acts(session)


def test_the_reserve_list_ends(session):
    first, second = two_officers(session)
    reserve = a_ranked_application(session, state=ApplicationState.RESERVE, rank=3)
    decided(session, reserve, DecisionKind.RESERVE, first, second)

    with pytest.raises(RulesBroken) as broken:
        propose_on_application(
            session, reserve, DecisionKind.SELECT, by=first.as_actor(), now=days(200)
        )

    assert [finding.says.de for finding in broken.value.findings] == ["Sie gilt bis 17.11.2028."]


def test_the_budget_of_the_round_is_not_exceeded(session):
    first, second = two_officers(session)
    terms = replace(preset("interclust"), cap_per_cluster=eur(3_450_000))
    round_ = a_round(session, budget=eur(3_920_000), terms=terms)
    decided(session, a_ranked_application(session, round_), DecisionKind.SELECT, first, second)

    with pytest.raises(RulesBroken) as broken:
        proposed(session, a_ranked_application(session, round_), first)

    assert [finding.says.de for finding in broken.value.findings] == [
        "Im Rundenbudget sind 470.000,00\u00a0€ frei. "
        "Diese Bewilligung braucht 3.450.000,00\u00a0€."
    ]


def test_a_budget_used_up_since_the_proposal_stops_the_countersignature(session):
    first, second = two_officers(session)
    round_ = a_round(session, budget=eur(4_000_000))
    early, late = (proposed(session, a_ranked_application(session, round_), first) for _ in "12")
    countersign(session, early, by=second.as_actor(), now=NOON)

    with pytest.raises(RulesBroken) as broken:
        countersign(session, late, by=second.as_actor(), now=NOON)

    assert [finding.rule for finding in broken.value.findings] == ["R-015"]


def test_the_countersignature_awards_the_grant_and_schedules_its_reports(session):
    first, second = two_officers(session)
    grant = a_fundable_grant(session)
    decision = propose_grant(session, grant, by=first.as_actor(), now=NOON)
    countersign(session, decision, by=second.as_actor(), now=NOON)

    assert grant.state is GrantState.AWARDED
    assert grant.award.state is AwardState.CONCEPT_GRANTED
    assert grant.award.committed == eur(400_000)
    assert acts(session)[-5:] == [
        "schedule_reports",
        "note_aid",
        "order_letter",
        "grant_concept_award",
        "countersign_decision",
    ]


def test_a_rejection_leaves_no_open_decision(session):
    first, second = two_officers(session)
    application = a_reviewed_application(session)
    rejected(session, application, first, second)

    assert application.state is ApplicationState.REJECTED
    assert session.scalars(select(Decision.state)).all() == [DecisionState.COUNTERSIGNED]


def test_the_second_person_reads_how_many_other_proposals_are_not_counted_yet(session):
    first, second = two_officers(session)
    round_ = a_round(session)
    one, *others = [a_ranked_application(session, round_) for _ in range(3)]
    elsewhere = a_ranked_application(session)
    for each in (one, *others, elsewhere):
        proposed(session, each, first)

    said = [finding.says.de for finding in check_selection(session, one, now=NOON)]
    other = session.scalars(select(Decision).where(Decision.application == others[0])).one()
    countersign(session, other, by=second.as_actor(), now=NOON)
    then = [finding.says.de for finding in check_selection(session, one, now=NOON)]

    assert said[0].startswith("1 ausgewählt, etwa 10 geplant. 2 weitere Vorschläge sind")
    assert then[0].startswith("2 ausgewählt, etwa 10 geplant. 1 weiterer Vorschlag ist")
