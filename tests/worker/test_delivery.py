"""Mail goes out through a real mail server, and what it answers is kept."""

from datetime import timedelta
from email import message_from_string
from email.policy import default

import pytest
from sqlalchemy import select

from grants.actions.again import try_again
from grants.demo.mailbox import running
from grants.models.connection import clock
from grants.models.document import DocumentKind
from grants.models.outbox import Mail, MailReminder, MailState
from grants.worker.delivery import most_attempts, send_mail, wait_after
from grants.worker.making import keep
from tests.makers.mail import a_mail
from tests.makers.report import a_report


def send(room, work, mail):
    work.commit()
    send_mail(room, mail.id)
    work.expire_all()
    return mail


def test_a_mail_arrives_as_it_was_written(room, work, postmaster):
    mail = send(room, work, a_mail(work, key="note/1"))

    arrived = message_from_string(postmaster.mails[0], policy=default)
    assert (mail.state, mail.attempts, mail.last_error) == (MailState.SENT, 1, "")
    assert mail.sent_at is not None
    assert str(arrived["To"]) == "Anna Albrecht <anna@example.org>"
    assert str(arrived["From"]) == "Förderportal <portal@example.org>"
    assert arrived["Subject"] == "Prüfung"
    assert arrived["Message-ID"] == f"<{mail.message_id}@example.org>"
    assert arrived.get_content() == "Guten Tag,\n\nalles gut. Größe: 5\n"


def test_a_mail_is_not_sent_twice(room, work, postmaster):
    mail = send(room, work, a_mail(work))

    send(room, work, mail)

    assert len(postmaster.mails) == 1


def test_a_document_travels_as_pdf(room, work, postmaster):
    pdf = b"%PDF-1.7 made up"
    document = keep(
        room,
        work,
        pdf,
        kind=DocumentKind.LETTER,
        file_name="Bescheid 03INT400A/1",
        data={"template_version": "1"},
        terms_id=None,
        now=clock(work),
    )

    send(room, work, a_mail(work, document=document))

    (attached,) = message_from_string(postmaster.mails[0], policy=default).iter_attachments()
    assert attached.get_filename() == "Bescheid-03INT400A-1.pdf"
    assert attached.get_content_type() == "application/pdf"
    assert attached.get_content() == pdf


def test_an_address_that_does_not_exist_fails_at_once(room, work, postmaster):
    postmaster.answers["anna@example.org"] = "550 5.1.1 no such mailbox"

    mail = send(room, work, a_mail(work))

    assert (mail.state, mail.last_error) == (MailState.FAILED, "550 5.1.1 no such mailbox")


def test_a_refused_content_fails_at_once(room, work, postmaster):
    postmaster.answer_to_data = "554 5.7.1 not wanted"

    mail = send(room, work, a_mail(work))

    assert (mail.state, mail.last_error) == (MailState.FAILED, "554 5.7.1 not wanted")


def test_a_full_mailbox_is_tried_again_in_five_minutes(room, work, postmaster):
    postmaster.answers["anna@example.org"] = "451 4.2.1 try later"
    before = clock(work)

    mail = send(room, work, a_mail(work))

    assert (mail.state, mail.last_error) == (MailState.WAITING, "451 4.2.1 try later")
    waits = mail.next_try_at - before
    assert timedelta(minutes=5) <= waits < timedelta(minutes=6)


def test_without_a_mail_server_the_mail_waits(room, work):
    mail = send(room, work, a_mail(work))

    assert mail.state is MailState.WAITING
    assert mail.last_error.startswith("ConnectionRefusedError")


def test_a_server_that_hangs_up_in_the_middle_is_tried_again(room, work, port, tmp_path):
    class HangsUp:
        async def handle_DATA(self, server, _session, _envelope):  # noqa: N802
            server.transport.abort()
            return "250 OK"

    with running(HangsUp(), port):
        mail = send(room, work, a_mail(work))

    assert mail.state is MailState.WAITING
    assert mail.last_error.startswith("SMTPServerDisconnected")


def test_we_give_up_after_two_days_and_staff_can_see_it(room, work):
    mail = a_mail(work)
    mail.attempts = most_attempts() - 1

    send(room, work, mail)

    spent = sum((wait_after(attempt) for attempt in range(1, most_attempts())), timedelta())
    assert mail.state is MailState.FAILED
    assert timedelta(hours=42) < spent <= timedelta(hours=48)


def test_one_bad_address_among_fifty_stops_nobody(room, work, postmaster):
    postmaster.answers["person17@example.org"] = "550 no such mailbox"
    mails = [a_mail(work, f"person{number}@example.org") for number in range(50)]
    mails.append(a_mail(work, "no address at all"))

    for mail in mails:
        send(room, work, mail)

    failed = work.scalars(select(Mail).where(Mail.state == MailState.FAILED).order_by(Mail.id))
    assert [mail.recipient for mail in failed] == ["person17@example.org", "no address at all"]
    assert len(postmaster.mails) == 49


@pytest.mark.parametrize("line", ["Anna\r\nBcc: all@example.org", "Anna\x00\u202e"])
def test_no_name_and_no_subject_can_add_a_header(room, work, postmaster, line):
    mail = send(room, work, a_mail(work, name=line, subject=line))

    arrived = message_from_string(postmaster.mails[0], policy=default)
    assert mail.state is MailState.SENT
    assert arrived["Bcc"] is None
    assert len(arrived["To"].addresses) == 1


def test_a_reminder_of_a_changed_date_is_cancelled_at_the_last_moment(room, work, postmaster):
    report = a_report(work, state="due_soon")
    mail = a_mail(work)
    work.add(MailReminder(mail_id=mail.id, report_id=report.id, due_version=1, stage="week",
                          reader="person/1"))  # fmt: skip
    report.due_version = 2

    send(room, work, mail)

    assert (mail.state, postmaster.mails) == (MailState.CANCELLED, [])


LINK = "http://localhost/invitation/aB3-x_9"


def test_a_secret_link_travels_but_does_not_stay_in_the_outbox(room, work, postmaster):
    mail = send(room, work, a_mail(work, body=f"Guten Tag,\n\n{LINK}\n"))

    assert LINK in message_from_string(postmaster.mails[0], policy=default).get_content()
    assert mail.body == "Guten Tag,\n\nhttp://localhost/invitation/(nur in der E-Mail)\n"


def test_a_mail_that_waits_for_another_try_keeps_its_link(room, work):
    assert send(room, work, a_mail(work, body=LINK)).body == LINK


def test_a_mail_that_failed_for_good_keeps_no_link(room, work, postmaster):
    postmaster.answers["anna@example.org"] = "550 5.1.1 no such mailbox"

    mail = send(room, work, a_mail(work, body=LINK))

    assert mail.body == "http://localhost/invitation/(nur in der E-Mail)"


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_mail_that_lost_its_link_is_not_tried_again_whatever_it_is_for(
    room, work, postmaster, language
):
    postmaster.answers["anna@example.org"] = "550 5.1.1 no such mailbox"
    lost, whole = (a_mail(work, key=body, body=body) for body in (LINK, "http://localhost/jury"))
    lost.language = language
    send(room, work, lost)
    send(room, work, whole)

    assert try_again(work, by=None, now=clock(work)) == 1
    assert (lost.state, whole.state) == (MailState.FAILED, MailState.WAITING)
