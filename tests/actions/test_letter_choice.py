"""An organisation chooses how its decision letters reach it, and everything follows that."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from grants.actions.decision import countersign
from grants.actions.letter_choice import choose_letter_way
from grants.actions.notification import send_again
from grants.actions.print_batch import post_print_batch
from grants.actions.proposal import propose_grant
from grants.models.decision import Letter
from grants.models.letter_choice import LetterChoice
from grants.models.record import Act
from grants.programme.finding import RulesBroken
from grants.programme.notification import Channel, Standing
from grants.programme.people import TeamRole
from grants.programme.print_batch import WhyByPost
from grants.queries.grant_task import TaskKind, grant_tasks
from grants.queries.letter_choice import may_choose, way_of
from grants.queries.notification import delivery_of
from grants.queries.print_batch import letters_to_post
from tests.makers.cluster import a_cluster
from tests.makers.decision import a_fundable_grant, at_home, two_officers
from tests.makers.moment import NOON, days
from tests.makers.person import a_person
from tests.makers.print_batch import MADE, TOO_LATE, a_batch, a_made_letter, a_told_round, made


@pytest.fixture
def team(session):
    """Anna signs, Willi writes; their cluster has an address."""
    anna, willi = a_person(session), a_person(session, "Willi")
    cluster = a_cluster(session, team={anna: TeamRole.SIGNATORY, willi: TeamRole.AUTHOR})
    return anna.as_actor(), willi.as_actor(), at_home(cluster.management)


def choose(session, organisation, by, way=Channel.POST, now=NOON):
    return choose_letter_way(session, organisation, way, by=by, now=now)


def test_without_a_choice_letters_lie_in_the_portal(session, team):
    _anna, _willi, management = team

    assert way_of(session, management) is Channel.PORTAL


def test_the_latest_choice_counts_and_the_record_keeps_each(session, team):
    anna, _willi, management = team

    assert choose(session, management, anna)
    assert not choose(session, management, anna)
    assert choose(session, management, anna, Channel.PORTAL, days(1))

    assert way_of(session, management) is Channel.PORTAL
    acts = session.scalars(select(Act).where(Act.act == "choose_letter_way").order_by(Act.id))
    assert [(act.before["channel"], act.after["channel"]) for act in acts] == [
        ("portal", "post"),
        ("post", "portal"),
    ]


def test_whoever_does_not_sign_for_it_chooses_nothing(session, team):
    _anna, willi, management = team

    assert not may_choose(session, management, willi)
    with pytest.raises(RulesBroken) as raised:
        choose(session, management, willi)

    assert [finding.rule for finding in raised.value.findings] == ["LETTER-WAY"]
    assert session.scalar(select(LetterChoice)) is None


def test_the_post_needs_an_address(session, team):
    anna, _willi, management = team
    management.street = ""

    with pytest.raises(RulesBroken) as raised:
        choose(session, management, anna)

    assert [finding.place for finding in raised.value.findings] == ["way"]


def test_a_choice_is_never_changed_afterwards(session, team):
    anna, _willi, management = team
    choose(session, management, anna)

    session.scalar(select(LetterChoice)).way = Channel.PORTAL

    with pytest.raises(DBAPIError), session.begin_nested():
        session.flush()


def test_a_letter_goes_the_way_that_was_chosen_when_it_was_ordered(session, team):
    dirk, berta = two_officers(session)
    anna, _willi, management = team
    grants = [a_fundable_grant(session) for _ in range(2)]
    for grant in grants:
        grant.recipient = management
    session.flush()

    ways = []
    for grant, way in zip(grants, (Channel.POST, Channel.PORTAL), strict=True):
        choose(session, management, anna, way)
        decision = propose_grant(session, grant, by=dirk.as_actor(), now=NOON)
        countersign(session, decision, by=berta.as_actor(), now=NOON)
        ways.append(session.scalar(select(Letter.way).where(Letter.grant_id == grant.id)))

    assert ways == [Channel.POST, Channel.PORTAL]


def test_reading_the_copy_in_the_portal_starts_no_period_and_the_posting_does(session):
    round_ = a_told_round(session)
    dirk, _berta = two_officers(session)
    letter = a_made_letter(session, round_, way=Channel.POST, fetched_at=MADE)

    assert delivery_of(session, letter, MADE).course.standing is Standing.UNSENT
    batch = made(session, a_batch(session, round_, [letter], dirk), at=TOO_LATE)
    post_print_batch(
        session, batch, posted_on=date(2027, 3, 12), reference="Aufgabevermerk, Akte 4",
        by=dirk.as_actor(), now=TOO_LATE,
    )  # fmt: skip

    course = delivery_of(session, letter, TOO_LATE).course
    assert course.notified_on == date(2027, 3, 16)
    assert course.last_day == date(2027, 4, 16)


def test_the_print_batch_begins_with_what_recipients_want_by_post(session):
    round_ = a_told_round(session)
    portal = a_made_letter(session, round_)
    post = a_made_letter(session, round_, way=Channel.POST, fetched_at=MADE)

    waiting = letters_to_post(session, round_, MADE)

    assert [(each.id, each.why) for each in waiting] == [
        (post.id, WhyByPost.WISHED),
        (portal.id, WhyByPost.CHOSEN),
    ]


def test_officers_are_told_to_post_it_and_never_that_nobody_fetched_it(session):
    round_ = a_told_round(session)
    dirk, _berta = two_officers(session)
    letter = a_made_letter(session, round_, way=Channel.POST)

    def tasks():
        found = grant_tasks(session, dirk.as_actor(), TOO_LATE + timedelta(days=99), most=9)
        return [(task.kind, task.number) for task in found]

    assert tasks() == [(TaskKind.TO_POST, letter.number)]
    send_again(
        session, letter, channel=Channel.POST, sent_on=date(2027, 3, 12), reference="Akte 4",
        sure=True, by=dirk.as_actor(), now=TOO_LATE,
    )  # fmt: skip
    assert tasks() == []
