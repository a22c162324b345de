"""Each programme counts its own rounds from one; the address stays one number for all of them."""

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from grants.actions.round_setup import begin_setup, dates_seen, publish_setup, save_dates
from grants.programme.finding import RulesBroken
from grants.programme.terms import terms_as
from grants.programme.words import Words
from tests.makers.decision import two_officers
from tests.makers.moment import NOON
from tests.makers.round import a_round, an_authority, terms_of_one_phase


def filled(code):
    return terms_as(terms_of_one_phase(code))


def a_draft(session, code, by, **more):
    return begin_setup(session, filled(code), origin=f"preset:{code}", by=by, now=NOON, **more)


def published(session, setup, by, number=None):
    save_dates(
        session, setup, number=number or setup.number, title=setup.title,
        authority=an_authority(session), opens_on=date(2028, 7, 1), closes_on=date(2028, 8, 31),
        milestones={}, seen=dates_seen(setup), by=by, now=NOON,
    )  # fmt: skip
    return publish_setup(session, setup, by=by, now=NOON)


def test_the_first_round_of_a_new_programme_is_its_round_one_though_others_have_many(session):
    dirk, _ = two_officers(session)
    a_round(session, number=1), a_round(session, number=12)

    setup = a_draft(session, "innet", dirk.as_actor())
    made = published(session, setup, dirk.as_actor())

    assert setup.title == Words("INNET, Runde 1", "INNET, round 1")
    assert (made.ordinal, made.number) == (1, 13)
    assert made.name == Words("INNET, Runde 1", "INNET, round 1")


def test_a_number_that_no_other_round_has_is_its_address_too(session):
    dirk, _ = two_officers(session)
    a_round(session, number=12)

    made = published(session, a_draft(session, "innet", dirk.as_actor()), dirk.as_actor())

    assert (made.ordinal, made.number) == (1, 1)


def test_drafts_do_not_count(session):
    dirk, _ = two_officers(session)
    first = a_draft(session, "innet", dirk.as_actor())
    second = a_draft(session, "innet", dirk.as_actor())
    published(session, first, dirk.as_actor())

    third = a_draft(session, "innet", dirk.as_actor())

    assert (first.number, second.number, third.number) == (1, 1, 2)


def test_a_number_that_the_programme_has_given_is_refused_and_the_free_one_named(session):
    dirk, _ = two_officers(session)
    first = a_draft(session, "innet", dirk.as_actor())
    second = a_draft(session, "innet", dirk.as_actor())
    published(session, first, dirk.as_actor())

    with pytest.raises(RulesBroken) as refused:
        published(session, second, dirk.as_actor())

    assert [one.says.de for one in refused.value.findings if one.breaks] == [
        "INNET, Runde 1 gibt es schon; frei ist die Nummer 2."
    ]
    assert published(session, second, dirk.as_actor(), number=2).name.en == "INNET, round 2"


def test_the_database_keeps_two_rounds_of_one_programme_from_the_same_number(session):
    first, second = a_round(session), a_round(session)
    second.programme, second.ordinal = first.programme, first.ordinal

    with pytest.raises(IntegrityError, match="uq_round_programme_id_ordinal"):
        session.flush()


def test_the_database_counts_from_one(session):
    a_round(session).ordinal = 0

    with pytest.raises(IntegrityError, match="ordinal_from_one"):
        session.flush()


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("INNET – gemeinsame Ausschreibung", "INNET"),
        ("Wissensorientierte Regionen (7. Rahmenprogramm)", "Wissensorientierte Regionen"),
        ("Spitzencluster-Wettbewerb", "Spitzencluster-Wettbewerb"),
    ],
)
def test_a_programme_is_called_what_people_call_it(session, name, short):
    round_ = a_round(session, number=9)
    round_.programme.name_de = name

    assert round_.name.de == f"{short}, Runde 9"
