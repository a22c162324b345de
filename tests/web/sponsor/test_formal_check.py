"""The page of a formal check: what the cluster will read, and no form where nothing is to check."""

import pytest

from grants.programme.people import Role
from grants.programme.stages import ApplicationState, RoundState
from tests.makers.person import a_person
from tests.makers.review import an_entry
from tests.makers.round import a_round

A = ApplicationState
PAGE = "/sponsor/applications/R5-0001/formal-check"


@pytest.fixture
def dirk(client_as, session):
    return client_as(a_person(session, "Dirk Drews", role=Role.SPONSOR))


def test_an_officer_is_told_that_the_cluster_reads_what_is_asked_for(session, dirk):
    an_entry(session, a_round(session, number=5, state=RoundState.FORMAL_CHECK), number="R5-0001")

    page = dirk.get(PAGE).text

    assert "Wenn Sie Unterlagen nachfordern, liest das Cluster diesen Text" in page


@pytest.mark.parametrize(
    ("round_state", "state", "says"),
    [
        (RoundState.FORMAL_CHECK, A.FORMALLY_OK, "schon geprüft"),
        (RoundState.OPEN, A.SUBMITTED, "nicht in der formalen Prüfung"),
        (RoundState.REVIEW, A.UNDER_REVIEW, "nicht in der formalen Prüfung"),
    ],
)
def test_there_is_no_form_where_nothing_is_to_check(session, dirk, round_state, state, says):
    round_ = a_round(session, number=5, state=round_state)
    an_entry(session, round_, number="R5-0001", state=state)

    page = dirk.get(PAGE).text

    assert says in page
    assert "Ergebnis festhalten" not in page
