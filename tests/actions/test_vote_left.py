"""A decision that leaves what the jury said in its meeting gives its reason (R-056)."""

import pytest

from grants.actions.proposal import propose_on_application
from grants.models.decision import DecisionKind
from grants.programme.finding import RulesBroken
from grants.programme.meeting import MeetingResult
from grants.programme.stages import ApplicationState
from grants.queries.memo import line_of, lines_of
from tests.makers.decision import a_ranked_application, two_officers
from tests.makers.meeting import a_meeting
from tests.makers.moment import NOON
from tests.makers.round import a_round

K, R = DecisionKind, MeetingResult


@pytest.fixture
def moved(session):
    """Ranked in reserve by a review that came after the minutes, which did not recommend it."""

    def made(result=R.NOT_RECOMMENDED, state=ApplicationState.RESERVE, *, closed=True):
        round_ = a_round(session)
        application = a_ranked_application(session, round_, state=state)
        meeting = a_meeting(session, round_, application)
        meeting.items[0].result = result
        officer = two_officers(session)[0] if closed else None
        if closed:
            meeting.closed_at, meeting.closed_by = NOON, officer
        session.flush()
        return application

    return made


def propose(session, application, kind=K.RESERVE, reasons=""):
    dirk, _berta = two_officers(session)
    return propose_on_application(
        session, application, kind, reasons=reasons, by=dirk.as_actor(), now=NOON
    )


def test_a_reserve_that_the_minutes_do_not_recommend_needs_a_reason(session, moved):
    application = moved()

    with pytest.raises(RulesBroken) as raised:
        propose(session, application)

    (finding,) = raised.value.findings
    assert (finding.rule, finding.place) == ("R-056", "reasons")
    assert "Das Protokoll der Jurysitzung sagt: nicht empfohlen." in finding.says.de
    assert propose(session, application, reasons="Das dritte Gutachten kam später.").reasons


@pytest.mark.parametrize("result", [R.RESERVE, R.RECOMMENDED, R.POSTPONED])
def test_a_reserve_that_the_minutes_bear_needs_none(session, moved, result):
    assert propose(session, moved(result)).kind is K.RESERVE


def test_a_meeting_whose_record_is_open_binds_nobody(session, moved):
    assert propose(session, moved(closed=False)).kind is K.RESERVE


def test_the_memo_counts_it_as_a_departure_and_keeps_what_the_minutes_said(session, moved):
    application = moved()
    propose(session, application, reasons="Das dritte Gutachten kam später.")

    (line,) = lines_of(session, application.round)

    assert line.departs
    assert line.vote_words.de == "nicht empfohlen"
    assert line_of(line.plain()) == line


def test_a_memo_from_before_says_nothing_of_the_minutes(session, moved):
    application = moved(R.RESERVE)
    propose(session, application)
    (line,) = lines_of(session, application.round)
    kept = {name: value for name, value in line.plain().items() if name != "voted"}

    assert not line.departs
    assert line_of(kept).voted is None
