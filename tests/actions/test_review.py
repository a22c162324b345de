from decimal import Decimal

import pytest

from grants.actions.review import (
    assign_juror,
    declare_conflict,
    make_final,
    release_juror,
    save_scores,
)
from grants.programme.finding import RulesBroken
from grants.programme.stages import ApplicationState, RoundState
from grants.queries.jury import ReviewState, own_review, reviews_of
from grants.queries.jury_table import jury_table
from grants.queries.visible import visible_applications
from tests.makers.moment import NOON
from tests.makers.review import POINTS, a_juror, a_review, an_entry, an_officer, scores
from tests.makers.round import a_round


def a_submission_under_review(session):
    round_ = a_round(session, state=RoundState.REVIEW)
    return an_entry(session, round_, state=ApplicationState.UNDER_REVIEW)


def rules(broken):
    return [finding.rule for finding in broken.value.findings]


def test_a_juror_declares_first_and_then_sees_the_application(session):
    dirk, jana = an_officer(session), a_juror(session)
    application = a_submission_under_review(session)
    assignment = assign_juror(session, application, jana, by=dirk.as_actor(), now=NOON)

    seen_before = session.scalars(visible_applications(jana.as_actor())).all()
    declare_conflict(session, assignment, conflicted=False, by=jana.as_actor(), now=NOON)
    seen_after = session.scalars(visible_applications(jana.as_actor())).all()

    assert seen_before == []
    assert seen_after == [application]


def test_a_declared_conflict_ends_all_access(session):
    jana = a_juror(session)
    application = a_submission_under_review(session)
    assignment = a_review(session, application, jana, points=None)

    declare_conflict(
        session, assignment, conflicted=True, ground="Beirat", by=jana.as_actor(), now=NOON
    )

    assert session.scalars(visible_applications(jana.as_actor())).all() == []
    assert own_review(session, jana.as_actor(), application.number) is None
    assert [row.state for row in reviews_of(session, jana.as_actor())] == [ReviewState.CONFLICTED]
    with pytest.raises(RulesBroken):
        save_scores(session, assignment, scores(), revision=0, by=jana.as_actor(), now=NOON)


def test_a_declared_conflict_is_never_taken_back(session):
    jana = a_juror(session)
    assignment = a_review(session, a_submission_under_review(session), jana, points=None)
    declare_conflict(
        session, assignment, conflicted=True, ground="Beirat", by=jana.as_actor(), now=NOON
    )

    with pytest.raises(RulesBroken) as broken:
        declare_conflict(session, assignment, conflicted=False, by=jana.as_actor(), now=NOON)

    assert rules(broken) == ["R-055"]


def test_an_application_is_not_given_again_to_a_conflicted_juror_or_to_an_officer(session):
    dirk, jana = an_officer(session), a_juror(session)
    application = a_submission_under_review(session)
    assignment = a_review(session, application, jana, points=None)

    again = assign_juror(session, application, jana, by=dirk.as_actor(), now=NOON)
    with pytest.raises(RulesBroken) as broken:
        assign_juror(session, application, dirk, by=dirk.as_actor(), now=NOON)

    assert again is assignment
    assert rules(broken) == ["REVIEW-JUROR"]


def test_scoring_before_the_declaration_is_refused(session):
    dirk, jana = an_officer(session), a_juror(session)
    application = a_submission_under_review(session)
    assignment = assign_juror(session, application, jana, by=dirk.as_actor(), now=NOON)

    with pytest.raises(RulesBroken) as broken:
        save_scores(session, assignment, scores(), revision=0, by=jana.as_actor(), now=NOON)

    assert rules(broken) == ["R-055"]


def test_a_review_is_saved_as_a_draft_and_made_final_once(session):
    jana = a_juror(session)
    assignment = a_review(session, a_submission_under_review(session), jana, points=None)

    save_scores(session, assignment, scores(), revision=0, by=jana.as_actor(), now=NOON)
    save_scores(session, assignment, {"C1": (Decimal("2.5"), "Neu")}, revision=1,
                by=jana.as_actor(), now=NOON)  # fmt: skip
    make_final(session, assignment, revision=2, by=jana.as_actor(), now=NOON)

    assert {score.criterion: score.points for score in assignment.scores} == {
        **dict(zip(("C1", "C2", "C3", "C4", "C5"), POINTS, strict=True)),
        "C1": Decimal("2.5"),
    }
    assert assignment.final_at == NOON
    with pytest.raises(RulesBroken) as broken:
        save_scores(session, assignment, scores(), revision=0, by=jana.as_actor(), now=NOON)
    assert rules(broken) == ["REVIEW-FINAL"]


def test_a_final_review_needs_points_and_a_reason_for_each_criterion(session):
    jana = a_juror(session)
    assignment = a_review(session, a_submission_under_review(session), jana, points=None)
    half = {"C1": (Decimal("4.0"), "Gut"), "C2": (Decimal("4.0"), " ")}
    save_scores(session, assignment, half, revision=0, by=jana.as_actor(), now=NOON)

    with pytest.raises(RulesBroken) as broken:
        make_final(session, assignment, revision=1, by=jana.as_actor(), now=NOON)

    assert [finding.place for finding in broken.value.findings] == [
        "reason_C2",
        "points_C3",
        "points_C4",
        "points_C5",
    ]


@pytest.mark.parametrize("points", ["0.5", "5.5", "3.2", "0.0"])
def test_points_off_the_scale_are_refused(session, points):
    jana = a_juror(session)
    assignment = a_review(session, a_submission_under_review(session), jana, points=None)

    with pytest.raises(RulesBroken) as broken:
        save_scores(
            session,
            assignment,
            {"C1": (Decimal(points), "")},
            revision=0,
            by=jana.as_actor(),
            now=NOON,
        )

    assert rules(broken) == ["R-060"]


def test_nobody_writes_the_review_of_somebody_else(session):
    jana, jonas = a_juror(session), a_juror(session, "Jonas Jung")
    assignment = a_review(session, a_submission_under_review(session), jana, points=None)

    with pytest.raises(RulesBroken) as broken:
        save_scores(session, assignment, scores(), revision=0, by=jonas.as_actor(), now=NOON)

    assert rules(broken) == ["REVIEW-OWN"]


def test_an_application_is_taken_back_only_while_it_has_no_points(session):
    dirk, jana, jonas = an_officer(session), a_juror(session), a_juror(session, "Jonas Jung")
    application = a_submission_under_review(session)
    a_review(session, application, jana)
    assign_juror(session, application, jonas, by=dirk.as_actor(), now=NOON)

    release_juror(session, application, jonas, by=dirk.as_actor(), now=NOON)
    with pytest.raises(RulesBroken) as broken:
        release_juror(session, application, jana, by=dirk.as_actor(), now=NOON)

    table = jury_table(session, application.round)
    assert rules(broken) == ["REVIEW-KEPT"]
    assert [(row.valid, row.final) for row in table.rows] == [(1, 1)]
