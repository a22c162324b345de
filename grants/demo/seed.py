"""Plants the demonstration: the past from the documents, the present through the program's acts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.concept import start_running_phases
from grants.actions.grant_clock import move_grants_by_the_calendar
from grants.actions.review import assign_juror
from grants.actions.round import move_round
from grants.demo.auditing import one_who_left, take_away
from grants.demo.calendar import Days
from grants.demo.cast import ACCOUNTS, DORIS, PASSWORD, gather
from grants.demo.fields import INVENTED
from grants.demo.letter_text import word_rejections
from grants.demo.past import plant_past
from grants.demo.payments import ACCOUNT, pay_so_far
from grants.demo.posting import post_old_letters
from grants.demo.publishing import publish_so_far
from grants.demo.reference import grant_concept, live_through, propose_concept_grant
from grants.demo.reports import report_so_far
from grants.demo.rounds import (
    an_open_round,
    applications_of,
    close_and_check,
    close_round,
    rank_and_decide,
    review,
)
from grants.demo.scene import Scene
from grants.demo.story import Plan, Who, draft, hand_in
from grants.documents.store import Store
from grants.models.application import Application
from grants.models.authority import Authority, AuthorityVersion, Remedy
from grants.models.award import Award
from grants.models.connection import clock
from grants.models.organisation import Membership
from grants.models.person import Person
from grants.models.round import Programme, Round
from grants.programme.application_form import COUNTRIES, OUTLINE, PROFILE
from grants.programme.finding import RulesBroken
from grants.programme.money import eur
from grants.programme.preset import preset
from grants.programme.stages import ApplicationState, RoundState

__all__ = ["ACCOUNTS", "PASSWORD", "is_empty", "plant", "tell"]

HIGH: Final = ("4.5", "4.5", "4.5", "4.0", "4.0")
FINE: Final = ("4.5", "4.0", "4.0", "4.0", "4.5")
GOOD: Final = ("4.0", "4.0", "4.0", "4.0", "3.5")
FAIR: Final = ("4.0", "3.5", "4.0", "3.5", "4.0")
NEAR: Final = ("3.5", "3.5", "4.0", "3.5", "3.5")
LESS: Final = ("4.0", "3.0", "3.0", "3.5", "3.0")
WEAK: Final = ("4.0", "2.5", "3.5", "3.5", "3.0")
HALF: Final = Decimal("0.5")
FOURTH: Final = 4
"""Winners of the awarded round, and its number."""


def is_empty(session: Session) -> bool:
    """Is there no round yet?"""
    return session.scalar(select(Round.id).limit(1)) is None


def plant(session: Session, store: Store) -> None:
    """Everything a newcomer finds in the demonstration, but for the letters: see `tell`."""
    now = clock(session)
    days = Days(now)
    terms = preset("interclust")
    programme = Programme(code=terms.code, name_de=terms.name.de, name_en=terms.name.en)
    authority = an_authority()
    session.add_all((programme, authority))
    plant_past(session, terms, programme, authority, now=now)
    scene = Scene(
        session=session,
        store=store,
        terms=terms,
        programme=programme,
        authority=authority,
        cast=gather(session, now=days.ago(46)),
        days=days,
    )
    _fourth(scene)
    _fifth(scene)
    _sixth(scene)
    _seventh(scene)
    word_rejections(scene)
    one_who_left(session, now=now)
    session.flush()


def tell(session: Session) -> bool:
    """Tell everybody of the awarded round, and begin the funding, once its letters are made.

    Returns whether there is nothing left to tell.
    """
    round_ = session.scalars(select(Round).where(Round.number == FOURTH)).one_or_none()
    if round_ is None or round_.state not in (RoundState.DECIDED, RoundState.NOTIFIED):
        return True
    days = Days(clock(session))
    doris = session.scalars(select(Person).where(Person.email == DORIS.email)).one().as_actor()
    if not post_old_letters(session, round_, by=doris, now=days.now):
        return False  # the worker is still at it
    if round_.state is RoundState.DECIDED:  # the worker's clock may have been quicker
        try:
            move_round(session, round_, "notify", by=doris, now=days.ago(37))
        except RulesBroken:
            return False
    move_round(session, round_, "run", by=doris, now=days.ago(36))
    pay_so_far(session, round_, days)
    take_away(session, round_, now=days.now)
    return True


def an_authority() -> Authority:
    """An invented project sponsor that decides on behalf of an invented ministry."""
    authority = Authority(code="muster")
    AuthorityVersion(
        authority=authority,
        valid_from=date(2010, 1, 1),
        name="Projektträger Muster",
        acting_for="im Auftrag des Musterministeriums für Forschung",
        acting_for_en="on behalf of the Example Ministry of Research",
        street="Musterallee 1",
        postcode="53100",
        city="Musterstadt",
        email="interclust@example.org",
        phone="0000 1234-0",
        contact_name="Dirk Drews",
        first_signatory="Dirk Drews",
        first_signatory_function="Fachreferat",
        first_signatory_function_en="Programme desk",
        second_signatory="Doris Dahl",
        second_signatory_function="Zeichnungsbefugte",
        second_signatory_function_en="Authorised signatory",
        remedy=Remedy.OBJECTION,
        remedy_body="Projektträger Muster",
        remedy_seat="Musterstadt",
        remedy_address="Musterallee 1, 53100 Musterstadt",
        remedy_form="Der Widerspruch ist schriftlich oder zur Niederschrift zu erheben.",
        remedy_form_en="The objection must be lodged in writing or recorded at the authority.",
        account_holder="Projektträger Muster",
        account_iban=ACCOUNT,
    )
    return authority


def _fourth(scene: Scene) -> None:
    """The awarded round: four winners, one of them with the reference award."""
    days, cast = scene.days, scene.cast
    budget = eur(16_500_000)
    own = replace(scene.terms, target_winners=FOURTH, round_budget=budget)
    round_ = an_open_round(
        replace(scene, terms=own),
        number=FOURTH,
        opens_at=days.ago(44),
        closes_at=days.closing(-41),
        budget=budget,
    )
    first, handed_in = days.first_of(-31), days.ago(42)
    intercabin = Plan(
        title="InterCabin: Kabinentechnik für die Welt",
        acronym="INTERCABIN",
        countries=("CA", "FR", "GB"),
        later=eur(3_600_000),
        starts_on=first,
    )
    harbour = Plan(
        title="Vom Hafen in die Welt", acronym="HAFEN", countries=("DK", "NO"), starts_on=first
    )
    reference = hand_in(scene, _who(scene, cast.anna), round_, intercabin, now=handed_in)
    missed = hand_in(scene, _who(scene, cast.carl), round_, harbour, now=handed_in)
    others = applications_of(scene, round_, INVENTED[38:46], starts_in=(-20, 2), now=handed_in)
    every = [reference, missed, *others]
    close_and_check(scene, round_, every, now=days.ago(40), out=others[-1])
    points = (HIGH, WEAK, GOOD, FAIR, FINE, NEAR, LESS, NEAR, WEAK)
    for at, (application, given) in enumerate(zip(every[:-1], points, strict=True)):
        for which, juror in enumerate(cast.jurors[:3]):
            review(scene, application, juror, _of_juror(given, at, which), now=days.ago(39))
    rank_and_decide(scene, round_, meeting=days.ago(38))
    _award(scene, reference, others)


def _award(scene: Scene, reference: Application, others: list[Application]) -> None:
    """The reference award is lived through; another winner has had its concept phase granted."""
    session, days = scene.session, scene.days
    live_through(scene, _award_of(session, reference))
    winners = [one for one in others if one.state is ApplicationState.SELECTED]
    second = _award_of(session, winners[0])
    grant_concept(scene, second, _signatory(session, second), now=days.ago(22))
    third = _award_of(session, winners[1])
    propose_concept_grant(scene, third, _signatory(session, third), now=days.ago(0, -9))
    start_running_phases(session, now=days.now)
    move_grants_by_the_calendar(session, now=days.now)
    first = _award_of(session, reference)
    publish_so_far(session, scene.cast, days)
    report_so_far(scene, {first.id: scene.cast.anna, second.id: _signatory(session, second)})


def _of_juror(points: tuple[str, ...], application: int, juror: int) -> list[str]:
    """Jurors differ: the first keeps to the points, the others move one criterion by half."""
    moved = [Decimal(point) for point in points]
    if juror:
        moved[(application + juror) % len(moved)] += HALF if juror == 1 else -HALF
    return [str(point) for point in moved]


def _fifth(scene: Scene) -> None:
    """The round in selection: some reviews are final, some begun, some wait."""
    days, jurors = scene.days, scene.cast.jurors
    round_ = an_open_round(scene, number=5, opens_at=days.ago(6), closes_at=days.closing(-2))
    every = applications_of(scene, round_, INVENTED[46:54], starts_in=(4,), now=days.ago(3))
    close_and_check(scene, round_, every, now=days.ago(1, 5))
    given = days.ago(1, 10)
    for at, application in enumerate(every):
        for juror in jurors[1:3]:
            review(scene, application, juror, (HIGH, GOOD, FAIR, WEAK)[at % 4], now=given)
    review(scene, every[0], jurors[0], GOOD, now=given)
    review(scene, every[1], jurors[0], FAIR, now=given, final=False)
    for application in every[2:4]:
        dirk = scene.cast.dirk.as_actor()
        assign_juror(scene.session, application, jurors[0], by=dirk, now=given)


def _sixth(scene: Scene) -> None:
    """The round that closed a few days ago: its formal check is the officers' next work."""
    days = scene.days
    round_ = an_open_round(scene, number=6, opens_at=days.ago(3), closes_at=days.closing(0, -6))
    applications_of(scene, round_, INVENTED[55:58], starts_in=(6,), now=days.ago(0, -20))
    close_round(scene, round_, now=days.ago(0, -1))


def _seventh(scene: Scene) -> None:
    """The open round: a draft begun from an earlier application, and one that was handed in."""
    session, days = scene.session, scene.days
    round_ = an_open_round(scene, number=7, opens_at=days.ago(1), closes_at=days.closing(1, 12))
    carl = _who(scene, scene.cast.carl)
    earlier = session.scalars(
        select(Application).where(Application.cluster_id == carl.cluster.id)
    ).one()
    again = Plan(
        title="Vom Hafen in die Welt: zweiter Anlauf",
        acronym="HAFEN2",
        countries=("DK", "NO"),
        starts_on=days.first_of(8),
    )
    begun = (PROFILE, OUTLINE, COUNTRIES)
    draft(scene, carl, round_, again, previous=earlier, sections=begun, now=days.ago(0, -5))
    applications_of(scene, round_, INVENTED[54:55], starts_in=(8,), now=days.ago(0, -8))


def _who(scene: Scene, person: Person) -> Who:
    member = scene.session.scalars(
        select(Membership).where(Membership.person_id == person.id)
    ).one()
    return Who(member.cluster, person)


def _award_of(session: Session, application: Application) -> Award:
    return session.scalars(select(Award).where(Award.application_id == application.id)).one()


def _signatory(session: Session, award: Award) -> Person:
    member = session.scalars(
        select(Membership).where(Membership.cluster_id == award.cluster_id)
    ).one()
    return member.person
