"""A reserve letter says what decided, where the one before it has the same total (R-063)."""

from decimal import Decimal

from grants.actions.proposal import propose_on_application
from grants.models.decision import DecisionKind
from grants.papers.letter import preview_letter
from grants.programme.stages import ApplicationState
from tests.makers.decision import a_reviewed_application, two_officers
from tests.makers.moment import NOON
from tests.makers.round import a_round

OWN = tuple(map(Decimal, ("4.5", "3.5", "4.0", "4.0", "4.0")))
AHEAD = tuple(map(Decimal, ("4.5", "4.0", "3.5", "4.0", "4.0")))
SAME = Decimal("4.05")


def the_letter(session, *points, score=SAME):
    """The letter of the second of two: the first one's points are given."""
    round_ = a_round(session)
    first, second = two_officers(session)
    a_reviewed_application(
        session, round_, points[0], state=ApplicationState.RECOMMENDED, rank=1, score=SAME
    )
    own = a_reviewed_application(
        session, round_, OWN, state=ApplicationState.RESERVE, rank=2, score=score
    )
    decision = propose_on_application(
        session, own, DecisionKind.RESERVE, by=first.as_actor(), now=NOON
    )
    return preview_letter(session, decision, None, second=second, now=NOON)


def test_the_weightiest_criterion_that_differs_is_named_with_ones_own_mean(session):
    said = the_letter(session, AHEAD).tie

    assert said.de.startswith("Mit derselben Gesamtnote steht eine andere Bewerbung vor Ihrer.")
    assert "Dort steht Ihre Bewerbung mit 3,50 dahinter." in said.de
    assert "with 3.50" in said.en


def test_where_all_means_are_the_same_the_next_rule_of_the_round_is_named(session):
    said = the_letter(session, OWN).tie

    assert said.de.endswith("entscheidet dann das Votum der Jury.")


def test_without_a_tie_nothing_is_said_of_one(session):
    assert the_letter(session, AHEAD, score=Decimal("4.04")).tie is None
