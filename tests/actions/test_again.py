"""What was given up is made and sent again, once its cause is gone."""

from datetime import timedelta

from sqlalchemy import select

from grants.actions.again import try_again
from grants.actions.mail import put_in_outbox
from grants.models.decision import LetterState
from grants.models.outbox import MailState
from grants.models.record import Act
from tests.makers.letter import a_letter
from tests.makers.moment import NOON
from tests.makers.person import a_person


def a_failed_mail(session, kind):
    mail = put_in_outbox(
        session, key=f"{kind}/1", kind=kind, to=None, address="anna@example.org", name="Anna",
        language="de", subject="Betreff", body="Guten Tag", now=NOON - timedelta(days=3),
    )  # fmt: skip
    mail.state, mail.attempts, mail.last_error = MailState.FAILED, 9, "550 no such mailbox"
    session.flush()
    return mail


def test_a_letter_that_failed_is_ordered_again_and_the_record_keeps_why(session):
    letter = a_letter(session)
    letter.state, letter.failure = LetterState.FAILED, "StoreAway: no answer"
    session.flush()

    assert try_again(session, by=None, now=NOON) == 1
    assert (letter.state, letter.failure) == (LetterState.ORDERED, "")
    kept = session.scalar(select(Act.before).where(Act.act == "order_letter_again"))
    assert kept == {"failure": "StoreAway: no answer"}


def test_a_mail_that_failed_waits_again_from_the_first_try(session):
    mail = a_failed_mail(session, "reminder")

    assert try_again(session, by=None, now=NOON) == 1
    assert (mail.state, mail.attempts, mail.next_try_at) == (MailState.WAITING, 0, NOON)


def test_an_invitation_whose_link_was_blanked_is_not_sent_again(session):
    mails = [
        a_failed_mail(session, kind) for kind in ("register", "invitation", "team", "password")
    ]

    assert try_again(session, by=a_person(session).as_actor(), now=NOON) == 0
    assert {mail.state for mail in mails} == {MailState.FAILED}
