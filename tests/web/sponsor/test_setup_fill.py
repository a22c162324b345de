"""What a draft leaves open is taken from a preset or a round, looked over first."""

import pytest

from grants.models.record import Act
from grants.programme.preset import draft_of
from grants.programme.setup_check import findings_on
from tests.makers.moment import NOON
from tests.makers.review import an_officer
from tests.makers.round import a_round
from tests.web.sponsor.test_setup import begun, fields_of, page


@pytest.fixture
def dirk(session, client_as, clock_at):
    clock_at(NOON)
    return client_as(an_officer(session))


def fill(setup):
    return f"{page(setup)}/fill"


def test_open_entries_are_looked_over_and_then_taken_and_nothing_that_stood_there_changes(
    session, dirk
):
    setup = begun(session, dirk, "preset:gocluster")
    assert "Offene Angaben übernehmen" in dirk.get(page(setup)).text

    looked = dirk.get(f"{fill(setup)}?from=preset:interclust")
    assert "Obergrenze je Cluster" in looked.text
    assert setup.body == draft_of("gocluster")
    assert dirk.post(fill(setup), fields_of(looked)).status_code == 303

    session.refresh(setup)
    assert setup.body["projects"] == draft_of("gocluster")["projects"]
    assert [each["code"] for each in setup.body["phases"]] == ["implementation"]
    assert [one for one in findings_on(setup.body) if one.rule == "OPEN"] == []
    kept = session.query(Act).filter_by(act="fill_setup").one()
    assert kept.after == {"origin": "preset:interclust"}


def test_an_earlier_round_is_a_source_as_well(session, dirk):
    a_round(session, 77)
    setup = begun(session, dirk, "preset:innet")

    looked = dirk.get(f"{fill(setup)}?from=round:77")

    assert "Das würde übernommen" in looked.text
    assert dirk.post(fill(setup), fields_of(looked)).status_code == 303


def test_who_looked_at_an_older_draft_takes_nothing_and_sees_it_again(session, dirk):
    setup = begun(session, dirk, "preset:gocluster")
    stale = fields_of(dirk.get(f"{fill(setup)}?from=preset:interclust"))
    dirk.post(fill(setup), stale)
    session.refresh(setup)
    setup.body = draft_of("gocluster") | {"total_months": 12}
    session.flush()

    answer = dirk.post(fill(setup), stale)

    assert answer.location.endswith("/fill?from=preset:interclust")
    assert "inzwischen gespeichert" in dirk.get(answer.location).text
    assert setup.body["total_months"] == 12


def test_a_source_that_is_none_is_not_found(session, dirk):
    setup = begun(session, dirk, "preset:gocluster")

    assert dirk.get(f"{fill(setup)}?from=preset:nothing").status_code == 404
    assert dirk.post(fill(setup), {"from": "round:999"}).status_code == 404
