"""Publication of aid: R-045 says which and by when, R-046 what; F-21 finds what is missing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from grants.actions.amendment import propose_amendment
from grants.actions.decision import countersign
from grants.actions.officer_conflict import declare_officer_conflict
from grants.actions.transparency import describe_aid, note_aid, publish_aid, waive_aid
from grants.models.award import PhaseKind
from grants.models.record import Act
from grants.models.transparency import AidEntry
from grants.programme.finding import RulesBroken
from grants.programme.money import eur
from grants.programme.obligation import ObligationKind, Standing
from grants.programme.organisation import OrganisationKind
from grants.programme.stages import NoSuchMove
from grants.programme.transparency import AidState, law_of, publish_by
from grants.queries.amendment import figures_of
from grants.queries.application import terms_of
from grants.queries.obligation import DUTY, obligations
from grants.queries.transparency import aid_entry, facts_of
from tests.makers.decision import a_fundable_grant, two_officers
from tests.makers.grant import a_grant
from tests.makers.later import TODAY, awarded
from tests.makers.moment import NOON, days
from tests.makers.observation import found
from tests.makers.review import an_officer

CODES = {"identifier": "", "size": "sme", "region": "de60", "sector": "94.1", "scheme": "SA.99999"}


def entries(session):
    return list(session.scalars(select(AidEntry).order_by(AidEntry.id)))


def late(on):
    return NOON + (on - TODAY) + timedelta(days=1)


def give(session, grant, more):
    """So much more costs, and all of it grant."""
    grant.costs, grant.direct = grant.costs + more, grant.direct + more
    session.flush()


@pytest.fixture
def entry(session):
    """The aid of a concept grant of 400,000.00, with a register number."""
    grant = awarded(session, *two_officers(session))
    grant.recipient.register_number = "VR 1"
    session.flush()
    return entries(session)[0]


@pytest.fixture
def dora(session):
    return an_officer(session, "Dora Dorn").as_actor()


def test_r045_aid_granted_on_8_january_is_published_by_8_july(session):
    terms = terms_of(a_grant(session).award.terms)
    law = law_of(terms, OrganisationKind.COMPANY, date(2027, 1, 8))

    assert publish_by(date(2027, 1, 8), law) == date(2027, 7, 8)
    assert (law.above, law.verified) == (eur(100_000), False)
    assert law_of(terms, OrganisationKind.COMPANY, date(2023, 6, 30)).above == eur(500_000)
    assert law_of(terms, OrganisationKind.UNIVERSITY, date(2027, 1, 8)) is None
    small = replace(terms, de_minimis=(replace(terms.de_minimis[0], used=True),))
    assert law_of(small, OrganisationKind.COMPANY, date(2027, 1, 8)) is None


def test_r045_an_award_above_the_threshold_makes_a_duty_of_staff(session, entry, dora):
    (duty,) = obligations(session, dora, DUTY.kind == ObligationKind.PUBLICATION)

    assert (entry.granted_on, entry.due_on) == (TODAY, date(2028, 11, 17))
    assert duty.due_on == entry.due_on
    assert duty.basis.de == "R-045, Art. 9 AGVO"
    assert duty.place == f"/sponsor/aid/{entry.grant.number}"
    assert duty.standing(entry.due_on + timedelta(days=1)) is Standing.OVERDUE
    assert note_aid(session, entry.grant, now=days(1)) == []  # once is enough


def test_r045_a_top_up_that_crosses_the_line_counts_from_its_own_day(session):
    costs, direct = eur(200_000), eur(100_000)
    small = a_fundable_grant(session, costs=costs, direct=direct, awarded_at=NOON)
    assert note_aid(session, small, now=NOON) == []  # not above, only at the line

    give(session, small, eur("0.01"))
    (made,) = note_aid(session, small, now=days(40))

    assert made.granted_on == TODAY + timedelta(days=40)
    assert made.above == eur(100_000)


def test_r045_the_aid_of_one_undertaking_in_one_case_counts_together(session):
    grant = a_fundable_grant(session, costs=eur(160_000), direct=eur(80_000), awarded_at=NOON)
    assert note_aid(session, grant, now=NOON) == []
    other = a_grant(session, grant.award, letter="B", costs=eur(80_000),
                    direct=eur(80_000), phase=PhaseKind.IMPLEMENTATION,
                    awarded_at=days(9))  # fmt: skip

    note_aid(session, other, now=days(9))

    assert [(one.grant.number[-1], one.granted_on) for one in entries(session)] == [
        ("A", TODAY + timedelta(days=9)), ("B", TODAY + timedelta(days=9)),
    ]  # fmt: skip


def test_r046_nothing_is_published_while_an_entry_is_missing(session, entry, dora):
    with pytest.raises(RulesBroken) as broken:
        publish_aid(session, entry, on=TODAY, reference="TAM-1", by=dora, now=NOON)
    assert "Größe, Region (NUTS 2), Wirtschaftszweig (NACE-Gruppe), SA-Nummer" in (
        broken.value.findings[0].says.de
    )
    with pytest.raises(RulesBroken):
        describe_aid(session, entry, **CODES | {"sector": "94"}, by=dora, now=NOON)

    describe_aid(session, entry, **CODES, by=dora, now=NOON)
    assert not describe_aid(session, entry, **CODES, by=dora, now=NOON)
    for on, reference in ((TODAY, " "), (TODAY + timedelta(days=1), "TAM-1")):
        with pytest.raises(RulesBroken):
            publish_aid(session, entry, on=on, reference=reference, by=dora, now=NOON)
    publish_aid(session, entry, on=TODAY, reference="TAM-1", by=dora, now=NOON)

    assert entry.content["region"] == ["DE60", "DE60"]
    assert entry.content["objective"][1] == "Article 27 GBER (innovation clusters)"
    assert entry.content["identifier"] == ["VR 1", "VR 1"]
    with pytest.raises(NoSuchMove):
        waive_aid(session, entry, reason="Doch nicht.", by=dora, now=NOON)
    entry.grant.recipient.name = "Ganz anders e. V."
    assert facts_of(entry).fields["recipient"].de != "Ganz anders e. V."
    act = session.scalars(select(Act).where(Act.act == "publish_aid")).one()
    assert act.after == {"published_on": "2028-05-17", "reference": "TAM-1", "amount": "400000.00"}


def test_more_aid_after_the_publication_is_published_again(session, entry, dora):
    describe_aid(session, entry, **CODES, by=dora, now=NOON)
    publish_aid(session, entry, on=TODAY, reference="TAM-1", by=dora, now=NOON)
    grant = entry.grant

    give(session, grant, -eur(1))
    assert note_aid(session, grant, now=days(3)) == []
    give(session, grant, eur(2))
    (again,) = note_aid(session, grant, now=days(4))

    assert (again.ordinal, again.region, again.state) == (2, "DE60", AidState.OPEN)
    assert aid_entry(session, dora, grant.number) is again


def test_f21_aid_that_is_not_published_in_time_is_found_and_waived_aid_is_not(session, entry, dora):
    number = entry.grant.number
    assert found(session, "F-21", late(entry.due_on) - timedelta(days=1)) == {}
    assert found(session, "F-21", late(entry.due_on)) == {
        number: f"{number}: bis 17.11.2028 zu veröffentlichen, nicht geschehen."
    }
    entry.grant.recipient.register_number = "VR 1"
    with session.begin_nested() as tried:
        then = late(entry.due_on)
        describe_aid(session, entry, **CODES, by=dora, now=then)
        on = entry.due_on + timedelta(days=1)
        publish_aid(session, entry, on=on, reference="TAM-1", by=dora, now=then)
        assert found(session, "F-21", then) == {
            number: f"{number}: bis 17.11.2028 zu veröffentlichen, 1 Tage später geschehen."
        }
        tried.rollback()
    session.expire_all()

    with pytest.raises(RulesBroken):
        waive_aid(session, entry, reason=" ", by=dora, now=NOON)
    waive_aid(session, entry, reason="Vor der Veröffentlichung widerrufen.", by=dora, now=NOON)

    assert found(session, "F-21", late(entry.due_on)) == {}
    (duty,) = obligations(session, dora, DUTY.kind == ObligationKind.PUBLICATION)
    assert duty.standing(date(2040, 1, 1)) is Standing.WAIVED


def test_f21_aid_above_the_threshold_that_was_never_noted_is_found(session, entry):
    number = entry.grant.number
    session.delete(entry)
    session.flush()

    assert found(session, "F-21", late(date(2028, 11, 16))) == {}
    assert found(session, "F-21", late(date(2028, 11, 17))) == {
        number: f"{number}: 400.000,00 € an dieses Unternehmen, Schwelle 100.000,00 €, nie"
        " vorgemerkt."
    }


def test_the_database_keeps_one_open_entry_for_a_grant(session, entry):
    session.add(
        AidEntry(grant=entry.grant, ordinal=2, granted_on=TODAY, due_on=TODAY, above=eur(1),
                 changed_at=NOON)
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="uq_aid_entry_open"):
        session.flush()


def test_an_amendment_with_more_money_is_noted(session, entry, dora):
    describe_aid(session, entry, **CODES, by=dora, now=NOON)
    publish_aid(session, entry, on=TODAY, reference="TAM-1", by=dora, now=NOON)
    first, second = two_officers(session)
    now = figures_of(entry.grant)
    cells = dict(now.cells)
    cells["personnel", 2029] += eur(20_000)
    after = replace(now, cells=cells, direct=now.direct + eur(10_000))
    decision = propose_amendment(session, entry.grant, after, requested_on=TODAY,
                                 by=first.as_actor(), now=NOON)  # fmt: skip

    countersign(session, decision, by=second.as_actor(), now=NOON)

    assert [one.state for one in entries(session)] == [AidState.PUBLISHED, AidState.OPEN]
    assert facts_of(entries(session)[1]).fields["amount"].de == "410.000,00\u00a0€"


def test_who_has_a_conflict_with_the_case_neither_publishes_nor_waives(session, entry, dora):
    declare_officer_conflict(session, entry.grant.award.application, ground="Mein Bruder.",
                             by=dora, now=NOON)  # fmt: skip

    with pytest.raises(RulesBroken, match="R-055"):
        publish_aid(session, entry, on=NOON.date(), reference="TAM-1", by=dora, now=NOON)
    with pytest.raises(RulesBroken, match="R-055"):
        waive_aid(session, entry, reason="Keine Beihilfe.", by=dora, now=NOON)
    assert entry.done_at is None
