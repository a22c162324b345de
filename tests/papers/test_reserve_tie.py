"""A reserve letter says what decided, where the one before it has the same total (R-063)."""

from decimal import Decimal

from grants.actions.proposal import propose_on_application
from grants.models.decision import DecisionKind
from grants.models.ranking_tie import TieSettlement
from grants.papers.letter import preview_letter
from grants.programme.criteria import TieBreak
from grants.programme.stages import ApplicationState
from tests.makers.decision import a_reviewed_application, two_officers
from tests.makers.moment import NOON
from tests.makers.round import a_round

OWN = tuple(map(Decimal, ("4.5", "3.5", "4.0", "4.0", "4.0")))
AHEAD = tuple(map(Decimal, ("4.5", "4.0", "3.5", "4.0", "4.0")))
SAME = Decimal("4.05")


def the_letter(session, *points, score=SAME, settled=()):
    """The letter of the last one: the points of those before it are given, and what parted them."""
    round_ = a_round(session)
    first, second = two_officers(session)
    ahead = [
        a_reviewed_application(
            session, round_, each, state=ApplicationState.RECOMMENDED, rank=at, score=SAME
        )
        for at, each in enumerate(points, 1)
    ]
    own = a_reviewed_application(
        session, round_, OWN, state=ApplicationState.RESERVE, rank=len(points) + 1, score=score
    )
    for way, places in settled:
        numbers = (ahead[-1].number, own.number)
        session.add(TieSettlement(
            round=round_, way=way, equals=" ".join(sorted(numbers)),
            places=dict(zip(numbers, places, strict=True)), settled_by=first, settled_at=NOON,
            seed="5eed" if way is TieBreak.LOT else "",
            minutes="" if way is TieBreak.LOT else "Einstimmig.",
        ))  # fmt: skip
    session.flush()
    decision = propose_on_application(
        session, own, DecisionKind.RESERVE, by=first.as_actor(), now=NOON
    )
    return preview_letter(session, decision, None, second=second, now=NOON)


def test_the_weightiest_criterion_that_differs_is_named_with_ones_own_mean(session):
    said = the_letter(session, AHEAD).tie

    assert said.de.startswith("Mit derselben Gesamtnote steht eine andere Bewerbung vor Ihrer.")
    assert "Dort steht Ihre Bewerbung mit 3,50 dahinter." in said.de
    assert "with 3.50" in said.en


def test_where_all_means_are_the_same_the_vote_is_named_if_it_told_them_apart(session):
    said = the_letter(session, OWN, settled=[(TieBreak.BALANCE, (1, 2))]).tie

    assert said.de.endswith("entscheidet dann das Votum der Jury.")


def test_where_the_vote_left_both_level_the_lot_is_named_with_its_seed(session):
    said = the_letter(
        session, OWN, settled=[(TieBreak.BALANCE, (1, 1)), (TieBreak.LOT, (1, 2))]
    ).tie

    assert "entscheidet dann das Los. Gezogen wurde es am 17.05.2028" in said.de
    assert "mit dem Startwert 5eed lässt es sich nachrechnen." in said.de
    assert "with the seed 5eed" in said.en


def test_where_nothing_told_them_apart_nothing_is_said_to_have(session):
    said = the_letter(session, OWN).tie

    assert said.de == "Mit derselben Gesamtnote steht eine andere Bewerbung vor Ihrer."


def test_everybody_who_stands_before_it_is_counted(session):
    said = the_letter(session, AHEAD, AHEAD).tie

    assert said.de.startswith("Mit derselben Gesamtnote stehen 2 andere Bewerbungen vor Ihrer.")


def test_without_a_tie_nothing_is_said_of_one(session):
    assert the_letter(session, AHEAD, score=Decimal("4.04")).tie is None
