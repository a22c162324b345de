"""Who set up the rules of a round and decides, checks or scores in it is named (domain 7.5).

Nothing is refused: an office of two could not work otherwise (decision 43).
"""

import pytest

from grants.actions.decision import countersign
from grants.actions.proposal import propose_on_application
from grants.actions.report_check import accept_report, take_into_check
from grants.actions.terms_change import begin_change, confirm_change, propose_change
from grants.models.decision import DecisionKind, DecisionState
from grants.models.review import Assignment
from grants.papers.compliance_award import fill_award_report
from grants.papers.compliance_round import fill_round_report
from grants.programme.money import eur
from grants.programme.setup_sheet import with_value
from grants.queries.decision import findings_then
from grants.queries.segregation import rule_makers
from tests.makers.decided import LATER, an_awarded_case, hand_in, reports_on
from tests.makers.decision import a_ranked_application, two_officers
from tests.makers.moment import NOON, days
from tests.makers.review import an_officer
from tests.makers.round import a_round

RULE = "DUTIES-APART"


def changed_by(session, round_, first, second):
    """The next version of its terms, by two officers."""
    setup = begin_change(session, round_, by=first.as_actor(), now=NOON)
    setup.body = with_value(setup.body, "target_winners", 9)
    propose_change(session, setup, reason="Mehr Geld", by=first.as_actor(), now=NOON)
    return confirm_change(session, setup, by=second.as_actor(), now=NOON)


def decided_in(session, round_, first, second):
    """A selection that these two stand behind."""
    decision = propose_on_application(
        session, a_ranked_application(session, round_), DecisionKind.SELECT,
        by=first.as_actor(), now=NOON,
    )  # fmt: skip
    return countersign(session, decision, by=second.as_actor(), now=NOON)


def named(findings):
    """What is said about these duties, and whether it refuses."""
    return [(one.says.de, one.breaks) for one in findings if one.rule == RULE and not one.holds]


def test_whoever_published_the_terms_and_drafts_is_named_with_the_decision(session):
    first, second = two_officers(session)
    decision = decided_in(session, a_round(session, published_by=first), first, second)

    assert decision.state is DecisionState.COUNTERSIGNED
    assert named(findings_then(decision)) == [("Regeln und Entwurf: Dirk Dorn.", False)]


def test_an_office_of_two_that_changed_the_terms_can_still_decide_and_both_are_named(session):
    first, second = two_officers(session)
    round_ = a_round(session)
    changed_by(session, round_, first, second)
    decision = decided_in(session, round_, second, first)

    assert decision.state is DecisionState.COUNTERSIGNED
    assert named(findings_then(decision)) == [
        ("Regeln und Entwurf: Berta Beck. Regeln und Mitzeichnung: Dirk Dorn.", False)
    ]


def test_nobody_is_named_where_others_set_up_the_rules(session):
    first, second = two_officers(session)
    round_ = a_round(session, published_by=an_officer(session, "Cara Cordes"))
    decision = decided_in(session, round_, first, second)
    report = fill_round_report(session, round_, cut_off=days(1))

    assert named(findings_then(decision)) == []
    assert named(report.findings) == []
    assert [one.holds for one in report.findings if one.rule == RULE] == [True]


def test_a_decision_is_held_against_the_rules_it_was_made_under_and_those_before(session):
    first, second = two_officers(session)
    round_ = a_round(session, published_by=first)
    before = round_.terms
    cara = an_officer(session, "Cara Cordes")
    after = changed_by(session, round_, second, cara)

    assert set(rule_makers(session, before)) == {first.id}
    assert set(rule_makers(session, after)) == {first.id, second.id, cara.id}


def test_the_report_on_the_round_names_each_pair_with_its_cases(session):
    first, second = two_officers(session)
    round_ = a_round(session, published_by=first)
    decided = decided_in(session, round_, first, second)
    reviewed = a_ranked_application(session, round_)
    session.add(
        Assignment(application=reviewed, juror=first, assigned_at=NOON, final_at=NOON)
    )  # fmt: skip
    session.flush()

    report = fill_round_report(session, round_, cut_off=days(1))

    assert named(report.findings) == [
        (f"Regeln und Entwurf: Dirk Dorn ({decided.number})."
         f" Regeln und Gutachten: Dirk Dorn ({reviewed.number}).", False)
    ]  # fmt: skip


@pytest.mark.parametrize("moment", [-1, 1])
def test_the_report_names_nothing_later_than_its_cut_off(session, moment):
    first, second = two_officers(session)
    round_ = a_round(session, published_by=second)
    decided_in(session, round_, first, second)

    report = fill_round_report(session, round_, cut_off=days(moment))

    assert len(named(report.findings)) == (moment > 0)


def test_the_report_on_the_award_names_who_checked_a_proof_under_their_own_rules(session):
    cara = an_officer(session, "Cara Cordes")
    award = an_awarded_case(session, a_round(session, published_by=cara))
    proof = reports_on(session, award)[2029]
    hand_in(session, proof, eur(1), eur(1), at=LATER, by=cara)
    take_into_check(session, proof, by=cara.as_actor(), now=LATER)
    accept_report(session, proof, remark="Geprüft.", by=cara.as_actor(), now=LATER)

    report = fill_award_report(session, award, cut_off=LATER)

    (said, refuses), = named(report.findings)  # fmt: skip
    assert said.startswith("Regeln und Prüfung: Cara Cordes (")
    assert not refuses
