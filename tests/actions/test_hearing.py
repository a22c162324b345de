"""A hearing is a detour: a grant comes back from it to where it stood (R-052)."""

import pytest

from grants.actions.hearing import drop_hearing
from grants.actions.revocation import continue_grant
from grants.programme.stages import GrantState
from tests.actions.test_revocation import revoked
from tests.makers.decision import two_officers
from tests.makers.later import awarded, heard
from tests.makers.moment import NOON


@pytest.mark.parametrize("before", [GrantState.PAYMENT_STOPPED, GrantState.PROOF_CHECKED])
def test_after_a_hearing_a_grant_stands_where_it_stood(session, before):
    first, second = two_officers(session)
    dropped, kept_on = (awarded(session, first, second) for _ in range(2))

    hearing = heard(session, dropped, first, state=before)
    drop_hearing(session, hearing, reason="Alles geklärt.", by=first.as_actor(), now=NOON)
    heard(session, kept_on, first, state=before)
    revoked(session, kept_on, first, second)
    continue_grant(session, kept_on, by=first.as_actor(), now=NOON)

    assert (dropped.state, kept_on.state) == (before, before)
