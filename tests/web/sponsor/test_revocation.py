"""The page on which a revocation is proposed says first what must come before it."""

import pytest

from grants.programme.stages import GrantState
from tests.makers.decision import two_officers
from tests.makers.later import AWARDED, awarded, heard
from tests.makers.later_form import REVOCATION
from tests.makers.moment import NOON


@pytest.fixture
def officers(session, clock_at):
    clock_at(NOON)
    return two_officers(session)


@pytest.fixture
def dirk(client_as, officers):
    return client_as(officers[0])


def test_what_must_come_before_a_revocation_is_said_before_anything_is_typed(
    session, officers, dirk
):
    grant = awarded(session, *officers)
    heard(session, grant, officers[0], answered=False, known_on=None)
    page = f"/sponsor/grants/{grant.number}"

    opened = dirk.get(f"{page}/revocation").text
    refused = dirk.post(f"{page}/revocation", REVOCATION)

    for text in (opened, refused.text):
        assert "Der Empfänger kann bis 17.05.2028 antworten." in text
        assert "Tragen Sie bei der Anhörung ein, seit wann alle Tatsachen bekannt sind." in text
        assert f'href="{page}/hearing"' in text
    assert 'name="facts"' not in opened
    assert REVOCATION["facts"] in refused.text


def test_a_revocation_of_somebody_not_heard_leads_to_the_hearing(session, officers, dirk):
    grant = awarded(session, *officers)
    grant.state, grant.awarded_at = GrantState.ACTIVE, AWARDED
    session.flush()
    page = f"/sponsor/grants/{grant.number}"

    assert f'href="{page}/hearing"' in dirk.get(f"{page}/revocation").text


def test_once_all_is_known_the_form_is_there_at_once(session, officers, dirk):
    grant = awarded(session, *officers)
    heard(session, grant, officers[0])

    opened = dirk.get(f"/sponsor/grants/{grant.number}/revocation").text

    assert 'name="facts"' in opened
    assert "Zuerst fehlt noch etwas." not in opened
