"""One authority, two people at the same moment: the second reads what the first did."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from datetime import date

from sqlalchemy.orm import Session

from grants.actions.authority import AuthorityDetails, add_version
from grants.models.authority import Authority
from grants.programme.finding import RulesBroken
from tests.at_once import until_somebody_waits
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.round import an_authority

NEXT = date(2030, 1, 1)


def details(authority, day):
    """What holds now, from this day on."""
    now = authority.versions[-1]
    taken = {each.name: getattr(now, each.name) for each in fields(AuthorityDetails)}
    return AuthorityDetails(**taken | {"valid_from": day})


def test_of_two_who_add_a_version_for_one_day_the_second_is_told_in_a_sentence(engine):
    with Session(engine, expire_on_commit=False) as work, work.begin():
        actor, kept = a_person(work).as_actor(), an_authority(work)

    def add():
        with Session(engine) as work, work.begin():
            theirs = work.get_one(Authority, kept.id)
            try:
                add_version(work, theirs, details(theirs, NEXT), by=actor, now=NOON)
            except RulesBroken as broken:
                return broken.findings[0].rule
        return None

    with ThreadPoolExecutor(1) as pool, Session(engine) as work:
        with work.begin():
            mine = work.get_one(Authority, kept.id)
            add_version(work, mine, details(mine, NEXT), by=actor, now=NOON)
            second = pool.submit(add)
            until_somebody_waits(engine)
        assert second.result(timeout=10) == "B-03"
