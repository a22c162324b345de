"""A letter says only what is so: the ground of a rejection, and a proposal off the ranking."""

import pytest

from grants.actions.decision import countersign
from grants.actions.proposal import propose_on_application
from grants.models.decision import DecisionKind, Ground
from grants.programme.finding import RulesBroken
from grants.programme.money import eur
from grants.programme.stages import ApplicationState
from grants.queries.rejection_ground import check_ground, fitting_ground
from tests.makers.decision import REASONS, a_ranked_application, two_officers
from tests.makers.moment import NOON
from tests.makers.round import a_round


@pytest.mark.parametrize(
    ("state", "ground", "holds"),
    [
        (ApplicationState.FORMALLY_REJECTED, Ground.FORMAL, True),
        (ApplicationState.FORMALLY_REJECTED, Ground.QUALITY, False),
        (ApplicationState.NOT_RECOMMENDED, Ground.QUALITY, True),
        (ApplicationState.NOT_RECOMMENDED, Ground.BUDGET, False),
        (ApplicationState.NOT_RECOMMENDED, Ground.OTHER, False),
        (ApplicationState.RECOMMENDED, Ground.QUALITY, False),
        (ApplicationState.RECOMMENDED, Ground.FORMAL, False),
        (ApplicationState.RECOMMENDED, Ground.BUDGET, False),
        (ApplicationState.RECOMMENDED, Ground.OTHER, True),
    ],
)
def test_a_rejection_names_no_ground_that_is_not_so(session, state, ground, holds):
    first, _ = two_officers(session)
    application = a_ranked_application(session, state=state)

    def reject():
        return propose_on_application(
            session, application, DecisionKind.REJECT, ground=ground, reasons=REASONS,
            by=first.as_actor(), now=NOON,
        )  # fmt: skip

    if holds:
        assert reject().ground is ground
        return
    with pytest.raises(RulesBroken) as broken:
        reject()
    assert [finding.place for finding in broken.value.findings] == ["ground"]


def test_the_budget_is_a_ground_once_it_does_not_reach_for_one_more_cluster(session):
    first, _ = two_officers(session)
    round_ = a_round(session, budget=eur("7999999.99"))
    last, winner = (a_ranked_application(session, round_) for _ in range(2))
    assert fitting_ground(session, last) is Ground.OTHER

    propose_on_application(session, winner, DecisionKind.SELECT, by=first.as_actor(), now=NOON)

    assert fitting_ground(session, last) is Ground.BUDGET
    assert check_ground(session, last, Ground.BUDGET).holds
    round_.budget = eur(8_000_000)
    finding = check_ground(session, last, Ground.BUDGET)
    assert not finding.holds
    assert "4.000.000,00\u00a0€" in finding.says.de


def test_no_letter_counts_on_a_selection_that_nobody_has_signed_yet(session):
    first, second = two_officers(session)
    round_ = a_round(session, budget=eur(4_000_000))
    winner, last = (a_ranked_application(session, round_, rank=rank) for rank in (1, 2))
    chosen = propose_on_application(
        session, winner, DecisionKind.SELECT, by=first.as_actor(), now=NOON
    )
    refused = propose_on_application(
        session, last, DecisionKind.REJECT, ground=Ground.BUDGET, reasons=REASONS,
        by=first.as_actor(), now=NOON,
    )  # fmt: skip

    with pytest.raises(RulesBroken) as early, session.begin_nested():
        countersign(session, refused, by=second.as_actor(), now=NOON)
    assert [finding.place for finding in early.value.findings] == ["ground"]
    countersign(session, chosen, by=second.as_actor(), now=NOON)
    countersign(session, refused, by=second.as_actor(), now=NOON)

    assert last.state is ApplicationState.REJECTED


def test_whoever_stands_above_the_line_is_not_kept_in_reserve_without_a_reason(session):
    first, _ = two_officers(session)
    application = a_ranked_application(session)
    by = first.as_actor()

    with pytest.raises(RulesBroken, match="R-056"):
        propose_on_application(session, application, DecisionKind.RESERVE, by=by, now=NOON)

    kept = propose_on_application(
        session, application, DecisionKind.RESERVE, reasons="Zweites Cluster der Region.",
        by=by, now=NOON,
    )  # fmt: skip
    assert kept.reasons == "Zweites Cluster der Region."
