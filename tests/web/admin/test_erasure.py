"""Erasing a person in the browser: a look before it, and no surprise in an old tab."""

from datetime import UTC, datetime

import pytest

from grants.models.erasure import Erasure
from grants.programme.people import Role
from tests.makers.person import a_person
from tests.web.shown import words_of

NOW = datetime(2033, 4, 16, 10, tzinfo=UTC)


@pytest.fixture
def adam(session, client_as, clock_at):
    clock_at(NOW)
    return client_as(a_person(session, "Adam Arnold", role=Role.ADMINISTRATOR))


@pytest.fixture
def proposal(session):
    jana = a_person(session, "Jana Geheim", role=Role.JUROR)
    jana.active = False
    made = Erasure(person=jana, reason="Aufbewahrungsfrist vorbei", proposed_at=NOW)
    session.add(made)
    session.flush()
    return made


def test_nobody_is_erased_without_a_page_that_says_what_goes_and_what_stays(adam, proposal):
    listed = adam.get("/admin/erasures")
    assert "Endgültig löschen" not in words_of(listed)
    assert f'href="/admin/erasures/{proposal.id}"' in listed.text

    page = words_of(adam.get(f"/admin/erasures/{proposal.id}"))
    assert "Jana Geheim" in page
    assert "Geht für immer" in page
    assert "Das lässt sich nicht rückgängig machen." in page


def test_an_old_tab_is_told_that_it_was_decided(session, adam, proposal):
    adam.post(f"/admin/erasures/{proposal.id}/carry-out")
    session.expire_all()
    assert proposal.done_at is not None

    for address in ("carry-out", "drop"):
        answer = adam.post(f"/admin/erasures/{proposal.id}/{address}", follow_redirects=True)
        assert "Darüber ist schon entschieden" in words_of(answer)
    look = adam.get(f"/admin/erasures/{proposal.id}", follow_redirects=True)
    assert "Darüber ist schon entschieden" in words_of(look)
    session.expire_all()
    assert proposal.dropped_at is None


def test_of_somebody_erased_nothing_can_be_changed(session, adam, proposal):
    adam.post(f"/admin/erasures/{proposal.id}/carry-out")
    number = proposal.person_id

    page = words_of(adam.get(f"/admin/people/{number}"))
    assert "Die Daten dieser Person sind gelöscht" in page
    assert "Konto wieder öffnen" not in page
    adam.post(f"/admin/people/{number}/active", {"why": "Kommt zurück."})
    session.expire_all()
    assert not proposal.person.active
