"""The money of a case after its award was amended and revoked: one figure, however it is shown."""

from dataclasses import replace

from grants.actions.amendment import propose_amendment
from grants.actions.decision import countersign
from grants.actions.revocation import propose_revocation
from grants.programme.money import eur
from grants.queries.amendment import figures_of
from tests.makers.decision import a_fundable_grant, two_officers
from tests.makers.later import TODAY, a_draft, awarded, heard
from tests.makers.moment import NOON


def less(grant, cents):
    """The same grant with so much less of it, of the personnel in the first year."""
    now = figures_of(grant)
    cells = now.cells | {("personnel", 2029): now.cells["personnel", 2029] - eur(cents)}
    return replace(now, cells=cells, direct=now.direct - eur(cents))


def test_after_an_amendment_and_a_revocation_row_and_sum_say_the_same(client_as, session, clock_at):
    clock_at(NOON)
    first, second = two_officers(session)
    grant = awarded(session, first, second)
    for cents in (50_000, 10_000):
        change = propose_amendment(session, grant, less(grant, cents), requested_on=TODAY,
                                   reasons="Weniger.", by=first.as_actor(), now=NOON)  # fmt: skip
        countersign(session, change, by=second.as_actor(), now=NOON)
    heard(session, grant, first)
    revoked = propose_revocation(session, grant, a_draft(), by=first.as_actor(), now=NOON)
    countersign(session, revoked, by=second.as_actor(), now=NOON)

    page = client_as(first).get(f"/sponsor/cases/{grant.award.number}").text

    assert page.count("320.000,00") >= 2
    assert "ursprünglich bewilligt: 400.000,00" in page
    assert "geändert auf: 340.000,00" in page
    assert "widerrufen: 20.000,00" in page
    assert "4 Bescheide" in page


def test_a_grant_that_stands_as_it_was_awarded_has_no_word_of_before(client_as, session, clock_at):
    clock_at(NOON)
    officers = two_officers(session)
    grant = awarded(session, *officers)
    a_fundable_grant(session)

    page = client_as(officers[0]).get(f"/sponsor/cases/{grant.award.number}").text

    assert "ursprünglich" not in page
    assert "1 Bescheid<" in page
