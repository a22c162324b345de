"""What officers find on their first page about letters and awarded grants, until it is done."""

from datetime import UTC, date, datetime, timedelta

import pytest

from grants.actions.contest import end_contest, record_contest
from grants.actions.limit_change import confirm_limit_change, propose_limit_change
from grants.actions.notification import send_again
from grants.actions.proposal import propose_grant
from grants.actions.retrieval import retrieve_letter
from grants.models.outbox import Mail, MailState
from grants.programme.notification import Channel, ContestKind
from grants.programme.stages import GrantState
from grants.queries.grant_task import TaskKind, grant_tasks
from grants.queries.notification import award_letter
from tests.makers.cluster import somebody_of
from tests.makers.decision import a_fundable_grant, two_officers
from tests.makers.later import TODAY, awarded, awarded_conditionally, heard
from tests.makers.letter import all_made
from tests.makers.moment import NOON

K = TaskKind
LAST_DAY = NOON + timedelta(days=10)
TOO_LATE = NOON + timedelta(days=11)


@pytest.fixture
def officers(session):
    return two_officers(session)


@pytest.fixture
def letter(session, officers):
    """An award letter in the portal since NOON; nobody has opened it."""
    grant = awarded(session, *officers)
    all_made(session)
    return award_letter(session, grant)


def waits(session, officer, now=NOON):
    """What waits for this officer."""
    return [task.kind for task in grant_tasks(session, officer.as_actor(), now, 50)]


def test_a_letter_nobody_opened_in_ten_days_is_to_be_sent_again_until_it_is(
    session, officers, letter
):
    dirk = officers[0]
    assert waits(session, dirk, LAST_DAY) == []
    assert waits(session, dirk, TOO_LATE) == [K.SEND_AGAIN]

    send_again(session, letter, channel=Channel.POST, sent_on=TOO_LATE.date(), reference="Blatt 1",
               sure=True, by=dirk.as_actor(), now=TOO_LATE)  # fmt: skip

    assert waits(session, dirk, TOO_LATE) == []


def test_one_that_was_opened_in_time_is_not_and_one_opened_too_late_is(session, officers, letter):
    anna = somebody_of(session, letter.application.cluster)
    retrieve_letter(session, letter, by=anna, now=LAST_DAY)
    assert waits(session, officers[0], TOO_LATE) == []

    letter.retrieved_at = TOO_LATE
    session.flush()

    assert waits(session, officers[0], TOO_LATE) == [K.SEND_AGAIN]


def test_made_available_once_more_it_waits_for_ten_days_again(session, officers, letter):
    send_again(session, letter, channel=Channel.PORTAL, sent_on=TOO_LATE.date(),
               by=officers[0].as_actor(), now=TOO_LATE)  # fmt: skip

    assert waits(session, officers[0], TOO_LATE + timedelta(days=10)) == []
    assert waits(session, officers[0], TOO_LATE + timedelta(days=11)) == [K.SEND_AGAIN]


def test_a_mail_about_a_letter_that_did_not_arrive_is_told(session, officers, letter):
    session.add(Mail(
        key=f"letter/{letter.id}/person/1", kind="letter", recipient="anna@example.org",
        recipient_name="Anna", language="de", subject="Bescheid", body="…", message_id="<1@x>",
        state=MailState.FAILED, created_at=NOON, next_try_at=NOON,
    ))  # fmt: skip
    session.flush()

    assert waits(session, officers[0]) == [K.MAIL_FAILED]


def test_an_objection_waits_until_its_outcome_is_recorded(session, officers, letter):
    dirk = officers[0].as_actor()
    retrieve_letter(session, letter, by=somebody_of(session, letter.application.cluster), now=NOON)
    lodged = record_contest(session, letter, kind=ContestKind.OBJECTION, received_on=TODAY,
                            reference="Blatt 12", by=dirk, now=NOON)  # fmt: skip
    assert waits(session, officers[1]) == [K.OBJECTION]

    end_contest(session, lodged, ended_on=TODAY, outcome="Zurückgenommen.", by=dirk, now=NOON)

    assert waits(session, officers[1]) == []


def test_a_condition_whose_date_has_passed_is_told_until_the_hearing_begins(session, officers):
    grant = awarded_conditionally(session, *officers)
    last = datetime(2029, 6, 30, 12, tzinfo=UTC)
    assert waits(session, officers[0], last) == []
    assert waits(session, officers[0], last + timedelta(days=1)) == [K.CONDITION_MISSED]

    grant.state = GrantState.HEARING
    session.flush()

    assert waits(session, officers[0], last + timedelta(days=1)) == []


def test_a_change_of_the_limit_waits_for_the_other_officer_only(session, officers):
    first, second = officers
    hearing = heard(session, awarded(session, *officers), first)
    change = propose_limit_change(
        session, hearing, known_on=date(2028, 5, 1), deceit=False, reason="Früher.",
        by=first.as_actor(), now=NOON,
    )  # fmt: skip
    assert (waits(session, first), waits(session, second)) == ([], [K.LIMIT])

    confirm_limit_change(session, change, by=second.as_actor(), now=NOON)

    assert waits(session, second) == []


def test_the_first_page_leads_to_each_of_them(session, officers, letter, client_as, clock_at):
    clock_at(TOO_LATE)
    page = client_as(officers[0]).get("/sponsor").text

    assert "Bescheid erneut senden: nicht rechtzeitig abgerufen" in page
    assert f"/sponsor/letters/{letter.check_code}" in page


def test_a_missed_condition_leads_to_the_hearing_and_then_to_the_revocation(
    session, officers, client_as, clock_at
):
    grant = awarded_conditionally(session, *officers)
    grant.state = GrantState.ACTIVE
    session.flush()
    clock_at(datetime(2029, 7, 1, 12, tzinfo=UTC))
    dirk, page = client_as(officers[0]), f"/sponsor/grants/{grant.number}"

    assert "Bedingung nicht eingetreten" in dirk.get("/sponsor").text
    assert "Wegen der Bedingung anhören" in dirk.get(f"{page}/later").text
    shown = dirk.get(f"{page}/hearing").text
    assert "ist bis zum 30.06.2029 nicht eingetreten" in shown
    assert "150.000,00" in shown
    sent = {"act": "hear", "hear-subject": "Die Bedingung ist nicht eingetreten.",
            "hear-letter_on": "01.07.2029", "hear-answer_until": "30.07.2029"}  # fmt: skip
    assert dirk.post(f"{page}/hearing", sent).status_code == 303
    known = {"act": "know", "know-known_on": "01.07.2029"}
    assert dirk.post(f"{page}/hearing", known).status_code == 303
    clock_at(datetime(2029, 7, 31, 12, tzinfo=UTC))
    later = client_as(officers[0])
    assert 'value="150.000,00"' in later.get(f"{page}/revocation").text


def test_a_plain_award_that_is_proposed_is_found_from_the_grant(
    session, officers, client_as, clock_at
):
    clock_at(NOON)
    grant = a_fundable_grant(session)
    propose_grant(session, grant, by=officers[0].as_actor(), now=NOON)

    shown = client_as(officers[1]).get(f"/sponsor/grants/{grant.number}/later").text

    assert "Vorgeschlagene Bewilligung" in shown
    assert f'href="/sponsor/grants/{grant.number}/decision"' in shown
