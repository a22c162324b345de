"""A revocation's form blames what is wrong, and nothing beside it."""

import pytest

from grants.actions.hearing import waive_hearing
from grants.programme.stages import GrantState
from tests.actions.test_revocation import last_letter, revoked
from tests.makers.decision import two_officers
from tests.makers.later import TODAY, awarded, heard
from tests.makers.later_form import REVOCATION
from tests.makers.moment import NOON


@pytest.fixture
def officers(session, clock_at):
    clock_at(NOON)
    return two_officers(session)


def test_a_negative_amount_is_blamed_alone(session, officers, client_as):
    grant = awarded(session, *officers)
    heard(session, grant, officers[0])

    page = client_as(officers[0]).post(
        f"/sponsor/grants/{grant.number}/revocation", REVOCATION | {"revoked": "-5,00"}
    )

    assert "Zurückfordern lassen sich höchstens" not in page.text
    assert "Die Pauschale darin darf höchstens" not in page.text
    assert "-5,00" in page.text or "−5,00" in page.text


@pytest.mark.parametrize(
    "wrong",
    ["Bundeskasse, DE00 0000 Zweck", "IBAN DE02 1203 0000 0000 2020 52, Zweck 1", "DE0212030000"],
)
def test_what_looks_like_an_iban_must_be_one(session, officers, client_as, wrong):
    grant = awarded(session, *officers)
    heard(session, grant, officers[0])

    page = client_as(officers[0]).post(
        f"/sponsor/grants/{grant.number}/revocation", REVOCATION | {"pay_to": wrong}
    )

    assert "stimmt nicht. Prüfen Sie Länge und Ziffern." in page.text
    assert wrong in page.text


@pytest.mark.parametrize(
    "right",
    [
        "Bundeskasse, Kassenzeichen 1180 0430",
        "Bundeskasse, IBAN DE02120300000000202051, Zweck 03INT400A",
        "DE02 1203 0000 0000 2020 51 Verwendungszweck 03INT400A",
    ],
)
def test_a_true_iban_or_none_goes_through(session, officers, client_as, right):
    grant = awarded(session, *officers)
    heard(session, grant, officers[0])

    page = client_as(officers[0]).post(
        f"/sponsor/grants/{grant.number}/revocation", REVOCATION | {"pay_to": right}
    )

    assert page.status_code == 303


def test_the_letter_gives_the_reason_why_nobody_was_heard(session, officers):
    first, second = officers
    grant = awarded(session, first, second)
    grant.state = GrantState.ACTIVE
    hearing = waive_hearing(session, grant, subject="Widerruf.", reason="Gefahr im Verzug.",
                            by=first.as_actor(), now=NOON)  # fmt: skip
    hearing.known_on = TODAY

    revoked(session, grant, first, second)

    assert last_letter(session).snapshot["heard"]["waived_for"]["de"] == "Gefahr im Verzug."
