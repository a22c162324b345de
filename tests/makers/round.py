"""Rounds for tests, with an authority and the terms of the InterClust preset."""

from datetime import UTC, date, datetime
from itertools import count

from grants.actions.round import fingerprint
from grants.models.authority import Authority, AuthorityVersion, Remedy
from grants.models.round import Programme, Round, TermsVersion
from grants.programme.money import eur
from grants.programme.preset import preset
from grants.programme.stages import RoundState
from grants.programme.terms import terms_as
from tests.makers.person import LONG_AGO

_next = count(101)


def an_authority(session, email="behoerde@example.org"):
    """A granting authority as it has always been."""
    authority = Authority(code=f"authority-{next(_next)}")
    AuthorityVersion(
        authority=authority,
        valid_from=date(2010, 1, 1),
        name="Musterbehörde",
        street="Musterstraße 1",
        postcode="10115",
        city="Berlin",
        email=email,
        contact_name="Referat 42",
        first_signatory="Dirk Drafter",
        first_signatory_function="Referent",
        second_signatory="Carla Countersign",
        second_signatory_function="Referatsleiterin",
        remedy=Remedy.OBJECTION,
        remedy_body="Musterbehörde",
        remedy_seat="Berlin",
        remedy_form="Der Widerspruch ist schriftlich einzulegen.",
        remedy_form_en="It must be lodged in writing.",
    )
    session.add(authority)
    session.flush()
    return authority


def terms_of_one_phase(code="regions"):
    """The terms of a programme that has one phase only; the rest is answered as by InterClust."""
    answers = terms_as(preset("interclust"))
    answers["total_months"] = answers["phases"][1]["max_months"]
    return preset(code, answers)


def a_round(
    session,
    number=None,
    *,
    state=RoundState.OPEN,
    opens_at=datetime(2026, 1, 15, 8, tzinfo=UTC),
    closes_at=datetime(2026, 6, 30, 21, 59, 59, tzinfo=UTC),
    budget=eur(40_000_000),
    terms=None,
    published_by=None,
    beside=None,
):
    """A round under the InterClust terms, or under the ones given; of a programme of its own, or
    of that of the round `beside` it."""
    number = number or next(_next)
    programme = (
        beside.programme
        if beside
        else Programme(code=f"programme-{number}", name_de="InterClust", name_en="InterClust")
    )
    made = Round(
        programme=programme,
        authority=an_authority(session),
        number=number,
        ordinal=number,
        title_de=f"Runde {number}",
        title_en=f"Round {number}",
        state=state,
        opens_at=opens_at,
        closes_at=closes_at,
        budget=budget,
        changed_at=LONG_AGO,
    )
    body = terms_as(terms or preset("interclust"))
    TermsVersion(
        round=made,
        version=1,
        body=body,
        sha256=fingerprint(body),
        created_at=LONG_AGO,
        created_by_id=published_by.id if published_by else None,
    )
    session.add(made)
    session.flush()
    return made


def another_version(session, old, terms, by, second, *, reason="Andere Regeln"):
    """The next version of the terms of a round, set by two officers."""
    body = terms_as(terms)
    made = TermsVersion(
        round=old.round, version=old.version + 1, body=body, sha256=fingerprint(body),
        created_at=old.created_at, created_by_id=second.id, proposed_by_id=by.id, reason=reason,
    )  # fmt: skip
    session.add(made)
    return made
