"""The audit catalogue on decisions, letters, terms and the record."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from grants.actions.seal import seal_acts
from grants.documents.printing import prepare
from grants.models.decision import Decision, Letter
from grants.models.officer_conflict import OfficerConflict
from grants.models.review import ConflictDeclaration
from grants.programme.preset import preset
from grants.programme.stages import RoundState
from grants.programme.words import Words
from tests.documents.samples import an_award_letter
from tests.makers.decided import LATER, an_awarded_case
from tests.makers.letter import a_letter
from tests.makers.moment import NOON, days
from tests.makers.observation import found
from tests.makers.review import a_juror, a_review, an_entry
from tests.makers.round import a_round


@pytest.fixture
def award(session):
    return an_awarded_case(session)


def behind_our_back(session, statement):
    """Change what the database would not let anybody change."""
    session.flush()
    session.execute(text("set session_replication_role = replica"))  # past the triggers
    session.execute(text(statement))
    session.execute(text("set session_replication_role = origin"))


def test_f18_one_person_for_both_signatures_is_found(session, award):
    decision = session.query(Decision).filter(Decision.grant_id.is_not(None)).one()
    session.execute(text("alter table decision drop constraint ck_decision_four_eyes"))
    behind_our_back(
        session,
        "update decision set countersigned_by_id = proposed_by_id where grant_id is not null",
    )

    assert found(session, "F-18") == {
        f"{award.number}A": f"{decision.proposed_by.name} hat entworfen und mitgezeichnet."
    }


def test_f18_two_people_are_right(session, award):
    assert found(session, "F-18") == {}


def declared(session, award, officer, at):
    session.add(
        OfficerConflict(
            application=award.application, officer=officer, ground="Verwandt", declared_at=at
        )
    )
    session.flush()


def test_f18_an_officer_who_signs_after_declaring_a_conflict_is_found(session, award):
    decision = session.query(Decision).filter(Decision.grant_id.is_not(None)).one()
    declared(session, award, decision.countersigned_by, days(2))

    assert found(session, "F-18") == {
        f"{award.number}A": f"{decision.countersigned_by.name} hat trotz erklärter Befangenheit"
        " mitgezeichnet."
    }


def test_f18_a_conflict_declared_after_the_signature_is_right(session, award):
    decision = session.query(Decision).filter(Decision.grant_id.is_not(None)).one()
    declared(session, award, decision.countersigned_by, days(2) + timedelta(seconds=1))

    assert found(session, "F-18") == {}


def test_f18_a_juror_with_a_conflict_who_scored_is_found(session):
    round_ = a_round(session)
    one, other = an_entry(session, round_), an_entry(session, round_)
    jana = a_juror(session)
    a_review(session, one, jana, declared=False)
    a_review(session, other, jana)
    session.add(
        ConflictDeclaration(
            application=one, juror=jana, conflicted=True, ground="Lehrstuhl", declared_at=NOON
        )
    )

    assert found(session, "F-18") == {
        one.number: "Jana Jahn hat trotz erklärter Befangenheit abschließend bewertet."
    }


def test_f18_a_juror_with_a_conflict_who_left_it_alone_is_right(session):
    entry, jana = an_entry(session, a_round(session)), a_juror(session)
    a_review(session, entry, jana, points=(), declared=False)
    session.add(
        ConflictDeclaration(
            application=entry, juror=jana, conflicted=True, ground="Lehrstuhl", declared_at=NOON
        )
    )

    assert found(session, "F-18") == {}


def test_f19_a_round_whose_goals_have_no_target_is_found(session):
    terms = preset("interclust")
    goal = terms.goals[0]
    bare = replace(terms, goals=(replace(goal, target=Words("", "")), *terms.goals[1:]))
    round_ = a_round(session, terms=bare)

    assert found(session, "F-19") == {
        str(round_.number): f"Ohne Indikator oder Zielwert: {goal.goal.de}."
    }


def test_f19_a_round_without_goals_is_found_once_it_is_announced(session):
    round_ = a_round(session, terms=replace(preset("interclust"), goals=()))
    assert found(session, "F-19") == {str(round_.number): "Die Runde nennt kein Ziel."}

    round_.state = RoundState.DRAFT

    assert found(session, "F-19") == {}


def test_f19_goals_with_indicator_and_target_are_right(session):
    a_round(session)

    assert found(session, "F-19") == {}


def made_of(remedy):
    return {**prepare(an_award_letter()), "remedy": remedy}


def test_f20_a_letter_without_a_remedy_is_found(session):
    letter = a_letter(session, data=made_of({}))

    assert "fehlt" in found(session, "F-20")[letter.number]


def test_f20_a_letter_whose_remedy_names_no_seat_is_found(session):
    remedy = prepare(an_award_letter())["remedy"]
    letter = a_letter(session, data=made_of({**remedy, "seat": ""}))

    assert list(found(session, "F-20")) == [letter.number]


def test_f20_an_action_where_the_authority_has_an_objection_is_found(session):
    remedy = prepare(an_award_letter())["remedy"]
    other = {"objection": "court_action", "court_action": "objection"}[remedy["kind"]]
    letter = a_letter(session, data=made_of({**remedy, "kind": other}))

    assert "nicht der der Behörde" in found(session, "F-20")[letter.number]


def test_f20_the_letters_that_the_program_writes_are_right(session, award):
    assert session.query(Letter).count() == 2
    assert found(session, "F-20") == {}


def test_f23_an_act_that_was_changed_behind_our_back_is_found(session, award):
    seal_acts(session, now=LATER)
    behind_our_back(
        session, "update act set reason = 'anders' where id = (select min(id) from act)"
    )

    says = found(session, "F-23")

    assert [key.split()[0] for key in says] == ["act"]
    assert "geändert" in next(iter(says.values()))


def test_f23_a_record_as_it_was_written_is_right(session, award):
    seal_acts(session, now=LATER)

    assert found(session, "F-23") == {}
