"""The page of a formal check: what the cluster will read, and no form where nothing is to check."""

import pytest
from sqlalchemy import select

from grants.models.review import FormalCheck
from grants.programme.people import Role
from grants.programme.stages import ApplicationState, RoundState
from grants.queries.application import terms_of
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


def test_an_officer_gives_back_named_sections(session, dirk):
    round_ = a_round(session, number=5, state=RoundState.FORMAL_CHECK)
    entry = an_entry(session, round_, number="R5-0001", state=A.SUBMITTED)
    answers = {one.code: "yes" for one in terms_of(entry.terms).formal_questions}
    sent = answers | {"complete": "no", "result": "incomplete", "reason_code": "incomplete",
                      "note": "Seite 3 fehlt.", "answer_by": "31.12.2099",
                      "sections": ["concept", "files"]}  # fmt: skip

    assert dirk.post(PAGE, sent | {"sections": ["nothing"]}).status_code == 422
    assert dirk.post(PAGE, sent).status_code == 303

    assert session.scalars(select(FormalCheck)).one().sections == ["concept", "files"]
    assert "Offen: Konzept als PDF, Anlagen" in dirk.get("/sponsor/applications/R5-0001").text
