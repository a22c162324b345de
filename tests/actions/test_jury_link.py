"""A link to the jury of a round: who follows it sits there, if the jury is open to them."""

import pytest
from sqlalchemy import select

from grants.actions.invitation import accept_invitation, ask_for_password
from grants.actions.jury_member import invite_new_juror
from grants.models.jury import JuryMember
from grants.models.person import Invitation
from grants.programme.finding import RulesBroken
from grants.programme.jury import JuryAnswer
from grants.programme.people import Role
from grants.programme.stages import RoundState
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.review import an_officer
from tests.makers.round import a_round

JANA = "jana@example.org"
GOOD = "Kranich-Segel-Anker-42-Tinte"


@pytest.fixture
def round_(session):
    return a_round(session, state=RoundState.FORMAL_CHECK)


@pytest.fixture
def link(session, round_):
    invite_new_juror(session, round_, email=JANA, name="Jana", public_url="https://p.example",
                     by=an_officer(session).as_actor(), now=NOON)  # fmt: skip
    return session.scalars(select(Invitation).where(Invitation.round_id == round_.id)).one()


def seats(session, round_):
    there = session.scalars(select(JuryMember).where(JuryMember.round_id == round_.id))
    return [(seat.juror.email, seat.answer) for seat in there]


def test_who_follows_a_link_to_a_jury_sits_in_it(session, round_, link):
    accept_invitation(session, link, password=GOOD, name="Jana", now=NOON)

    assert seats(session, round_) == [(JANA, JuryAnswer.ACCEPTED)]


@pytest.mark.parametrize(
    ("role", "active"), [(Role.APPLICANT, True), (Role.SPONSOR, True), (Role.JUROR, False)]
)
def test_an_account_that_is_no_jurors_gets_no_seat_and_keeps_its_password(
    session, round_, link, role, active
):
    jana = a_person(session, "Jana Juror", role, email=JANA)
    jana.active = active
    session.flush()
    before = jana.password_hash

    with pytest.raises(RulesBroken) as broken:
        accept_invitation(session, link, password=GOOD, now=NOON)

    assert [finding.rule for finding in broken.value.findings] == ["REVIEW-JUROR"]
    assert (seats(session, round_), jana.password_hash) == ([], before)


def test_a_juror_who_has_an_account_by_now_gets_the_seat(session, round_, link):
    a_person(session, "Jana Juror", Role.JUROR, email=JANA)

    accept_invitation(session, link, password=GOOD, now=NOON)

    assert seats(session, round_) == [(JANA, JuryAnswer.ACCEPTED)]


def test_a_link_to_a_jury_gives_no_seat_once_the_ranking_is_there(session, round_, link):
    round_.state = RoundState.RANKED
    session.flush()

    with pytest.raises(RulesBroken) as broken:
        accept_invitation(session, link, password=GOOD, name="Jana", now=NOON)

    assert [finding.rule for finding in broken.value.findings] == ["JURY-TIME"]
    assert seats(session, round_) == []


def test_asking_for_a_password_leaves_the_link_to_a_jury(session, round_, link):
    a_person(session, "Jana Juror", Role.JUROR, email=JANA)

    ask_for_password(session, email=JANA, public_url="https://p.example", now=NOON)
    session.refresh(link)
    accept_invitation(session, link, password=GOOD, now=NOON)

    assert seats(session, round_) == [(JANA, JuryAnswer.ACCEPTED)]
