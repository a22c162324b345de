"""The terms of a public round change by two people, who see what differs and whom it touches."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from grants.actions.terms_change import begin_change, confirm_change, propose_change
from grants.models.round import TermsVersion
from grants.models.round_setup import RoundSetup
from grants.programme.finding import RulesBroken
from grants.programme.money import eur
from grants.programme.setup_sheet import with_value
from grants.programme.stages import ApplicationState, RoundState
from grants.queries.application import terms_of
from tests.makers.moment import NOON
from tests.makers.review import an_entry, an_officer
from tests.makers.round import a_round
from tests.web.shown import strip
from tests.web.sponsor.test_setup import fields_of, page


@pytest.fixture
def dirk(session):
    return an_officer(session)


@pytest.fixture
def doris(session):
    return an_officer(session, "Doris Dorn")


def changed(session, round_, by, place="target_winners", value=9):
    """A change of one place, begun by this person."""
    setup = begin_change(session, round_, by=by.as_actor(), now=NOON)
    setup.body = with_value(setup.body, place, value)
    session.flush()
    return setup


def proposed(session, round_, by, *place):
    setup = changed(session, round_, by, *place)
    propose_change(session, setup, reason="Mehr Geld", by=by.as_actor(), now=NOON)
    return setup


def test_two_people_make_the_next_version_and_what_has_begun_keeps_its_own(
    session, client_as, clock_at, dirk, doris
):
    clock_at(NOON)
    round_ = a_round(session, 5)
    an_entry(session, round_, state=ApplicationState.DRAFT)
    received = an_entry(session, round_)
    first, second = client_as(dirk), client_as(doris)

    begun = first.post("/sponsor/rounds/5/terms/change")
    setup = session.scalar(select(RoundSetup))
    filled = fields_of(first.get(page(setup, "money")))
    first.post(page(setup, "money"), filled | {"round_budget": "41.000.000,00"})
    shown = first.get(f"{page(setup)}/change").text
    first.post(f"{page(setup)}/change", {"act": "propose", "reason": "Das Ministerium legt zu."})
    own = first.post(f"{page(setup)}/change", {"act": "confirm", "sure": "y"})
    before = round_.terms.version
    other = second.post(f"{page(setup)}/change", {"act": "confirm", "sure": "y"})

    assert begun.location == page(setup)
    assert "41.000.000,00" in shown
    assert "40.000.000,00" in shown
    assert "<dt>Entwürfe</dt><dd>1</dd>" in shown
    assert "<dt>Eingereicht</dt><dd>1</dd>" in shown
    assert (own.status_code, before, other.location) == (422, 1, "/sponsor/rounds/5/terms")
    session.expire_all()
    latest = round_.terms
    assert (latest.version, latest.created_by_id, latest.proposed_by_id) == (2, doris.id, dirk.id)
    assert terms_of(latest).round_budget == round_.budget == eur(41_000_000)
    assert received.terms.version == 1
    assert "Das Ministerium legt zu." in second.get("/sponsor/rounds/5/terms").text


@pytest.mark.parametrize(
    ("place", "value", "holds"),
    [
        ("cap_per_cluster", "5000000.00", False),
        ("selection.total_threshold", "3.0", False),
        ("limits.outline_characters", 9000, False),
        ("cap_includes_allowance", False, False),
        ("late_policy", "accept", False),
        ("target_winners", 9, True),
        ("selection.quorum", "2/3", True),
        ("office.check_days", 30, True),
    ],
)
@pytest.mark.parametrize("state", [RoundState.ANNOUNCED, RoundState.OPEN])
def test_what_applications_are_measured_against_is_fixed_from_the_opening_on(
    session, dirk, place, value, *, holds, state
):
    opens_at = NOON.replace(year=NOON.year + 1)
    dates = {"opens_at": opens_at, "closes_at": opens_at.replace(year=NOON.year + 2)}
    round_ = a_round(session, state=state, **(dates if state is RoundState.ANNOUNCED else {}))

    def propose():
        proposed(session, round_, dirk, place, value)

    if holds or state is RoundState.ANNOUNCED:
        propose()
    else:
        with pytest.raises(RulesBroken) as refused:
            propose()
        assert [one.rule for one in refused.value.findings] == ["TERMS-FIXED"]


def test_the_same_person_under_the_same_account_confirms_nothing(session, dirk):
    round_ = a_round(session)
    setup = proposed(session, round_, dirk)

    with pytest.raises(RulesBroken) as refused:
        confirm_change(session, setup, by=dirk.as_actor(), now=NOON)

    assert [one.rule for one in refused.value.findings] == ["R-054"]
    assert round_.terms.version == 1


def test_the_database_itself_keeps_no_second_version_by_one_person(session, dirk):
    round_ = a_round(session)
    one = {"created_by_id": dirk.id, "proposed_by_id": dirk.id, "reason": "–"}
    alone = {"created_by_id": dirk.id}
    for who in (one, alone, one | {"proposed_by_id": None}):
        with pytest.raises(IntegrityError), session.begin_nested():
            session.execute(
                TermsVersion.__table__.insert().values(
                    round_id=round_.id, version=2, body=round_.terms.body, sha256="0",
                    created_at=NOON, **who,
                )
            )  # fmt: skip
    session.execute(text("select 1"))


def test_the_budget_never_falls_below_what_is_promised(session, dirk):
    round_ = a_round(session)
    round_.promised = eur("8000000.01")
    session.flush()

    with pytest.raises(RulesBroken) as refused:
        proposed(session, round_, dirk, "round_budget", "8000000.00")

    assert [one.rule for one in refused.value.findings] == ["R-015"]
    setup = session.scalar(select(RoundSetup))
    setup.body = with_value(setup.body, "round_budget", "8000000.01")
    propose_change(session, setup, reason="Weniger", by=dirk.as_actor(), now=NOON)


def test_a_change_without_a_difference_or_a_reason_is_refused(session, dirk):
    round_ = a_round(session)
    setup = begin_change(session, round_, by=dirk.as_actor(), now=NOON)

    with pytest.raises(RulesBroken) as refused:
        propose_change(session, setup, reason=" ", by=dirk.as_actor(), now=NOON)

    assert [one.rule for one in refused.value.findings] == ["REASON", "TERMS-CHANGE"]


def test_a_round_has_one_change_at_a_time(session, dirk, doris):
    round_ = a_round(session)
    setup = changed(session, round_, dirk)

    assert begin_change(session, round_, by=doris.as_actor(), now=NOON) is setup


def test_what_is_proposed_is_not_edited_until_it_is_given_back(session, client_as, dirk, doris):
    round_ = a_round(session, 5)
    setup = proposed(session, round_, dirk)
    browser = client_as(doris)

    assert (
        "Eine Änderung wartet auf die zweite Person" in browser.get("/sponsor/rounds/5/terms").text
    )
    waiting = browser.get(page(setup, "money"))
    empty = browser.post(f"{page(setup)}/change", {"act": "return", "why": ""})
    given = browser.post(f"{page(setup)}/change", {"act": "return", "why": "Bitte prüfen."})

    assert waiting.location == f"{page(setup)}/change"
    assert (empty.status_code, given.status_code) == (422, 303)
    assert browser.get(page(setup, "money")).status_code == 200


def test_what_was_begun_for_a_round_waits_on_the_first_page_of_the_second_person(
    session, client_as, dirk, doris
):
    setup = proposed(session, a_round(session, 5), dirk)

    theirs, own = (client_as(officer).get("/sponsor") for officer in (doris, dirk))

    for shown in (theirs, own):
        assert "Wartet auf eine zweite Person" in shown.text
        assert f'href="{page(setup)}/change"' in shown.text
    assert "Neue Fassung der Regeln bestätigen" in strip(theirs)
    assert "Neue Fassung der Regeln bestätigen" not in strip(own)


def test_saving_a_draft_that_was_proposed_meanwhile_says_that_nothing_was_kept(
    session, client_as, dirk, doris
):
    setup = proposed(session, a_round(session, 5), dirk)

    browser = client_as(doris)
    browser.post(page(setup, "money"), {"round_budget": "1,00"})

    told = browser.get(f"{page(setup)}/change").text
    assert "Nicht gespeichert: Jemand hat diesen Entwurf inzwischen" in told


def test_a_change_without_any_difference_is_not_ready_to_be_proposed(session, client_as, dirk):
    setup = begin_change(session, a_round(session, 5), by=dirk.as_actor(), now=NOON)

    shown = strip(client_as(dirk).get(page(setup)))

    assert "Nächster Schritt Einen Abschnitt ändern Noch ist nichts geändert." in shown
    assert "Alles liegt vor" not in shown
