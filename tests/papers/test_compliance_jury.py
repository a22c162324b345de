"""The report on a round says how its jury judged: without names, by vote, by lot."""

from datetime import timedelta

from grants.actions.ranking_tie import draw_lot, enter_vote
from grants.papers.compliance_round import fill_round_report
from grants.programme.money import eur
from grants.programme.stages import ApplicationState, RoundState
from tests.makers.blind import a_blind_entry
from tests.makers.moment import NOON
from tests.makers.review import POINTS, a_juror, a_review, an_entry, an_officer
from tests.makers.round import a_round

BOTH = ("R5-0001", "R5-0002")
LATER = NOON + timedelta(hours=1)


def facts(session, round_, at):
    return {each.label.de: each.text.de for each in fill_round_report(
        session, round_, cut_off=at).facts}  # fmt: skip


def a_meeting(session):
    """The jury meets, and there is money for one of two equals."""
    return a_round(session, 5, state=RoundState.JURY_MEETING, budget=eur(4_000_000))


def test_a_vote_and_a_lot_are_named_with_their_order_and_seed(session):
    round_, officer = a_meeting(session), an_officer(session)
    jurors = [a_juror(session, name) for name in ("Jana Jahn", "Jonas Jung", "Jule Jost")]
    for number in BOTH:
        entry = an_entry(session, round_, ApplicationState.UNDER_REVIEW, number=number)
        for juror in jurors:
            a_review(session, entry, juror, POINTS)
    level = dict.fromkeys(BOTH, 1)
    enter_vote(session, round_, level, "Drei zu drei.", by=officer.as_actor(), now=NOON)
    lot = draw_lot(session, round_, frozenset(BOTH), by=officer.as_actor(), now=LATER)

    told = facts(session, round_, LATER)

    assert told["Votum der Jury unter Gleichen"].startswith("1. R5-0001, 1. R5-0002; 17.05.2028")
    assert lot.seed in told["Los unter Gleichen"]
    assert "Los unter Gleichen" not in facts(session, round_, NOON)
    assert "Begutachtung ohne Namen" not in told


def test_a_blind_stage_is_named_with_who_opened_the_names_and_when(session):
    round_, officer = a_blind_entry(session).round, an_officer(session)
    assert facts(session, round_, NOON)["Begutachtung ohne Namen"] == "die Jury las ohne Namen"
    round_.names_opened_at, round_.names_opened_by_id = LATER, officer.id
    session.flush()

    told = facts(session, round_, LATER)["Begutachtung ohne Namen"]

    assert told == "bis 17.05.2028, 13:00:00 Uhr, dann von Dirk Dorn geöffnet"
    assert facts(session, round_, NOON)["Begutachtung ohne Namen"] == "die Jury las ohne Namen"
