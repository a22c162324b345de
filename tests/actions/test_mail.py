"""The outbox holds each mail once, and nothing that somebody typed reaches a header raw."""

from sqlalchemy import func, select

from grants.actions.mail import compose, message_id, one_line, put_in_outbox
from grants.models.outbox import Mail, MailState
from tests.makers.mail import WRITTEN, a_mail
from tests.makers.person import a_person


def test_a_mail_waits_from_the_moment_it_is_written(session):
    anna = a_person(session)

    mail = a_mail(session, anna.email, to=anna)

    assert (mail.state, mail.created_at, mail.next_try_at) == (
        MailState.WAITING, WRITTEN, WRITTEN,
    )  # fmt: skip
    assert mail.person_id == anna.id


def test_the_same_key_is_written_once(session):
    first = a_mail(session, key="report/1/v1/week/person/7")
    second = a_mail(session, key="report/1/v1/week/person/7", subject="Anders")

    assert second is None
    assert first.subject == "Prüfung"
    assert session.scalar(select(func.count()).select_from(Mail)) == 1


def test_the_message_id_depends_on_nothing_but_key_and_address(session):
    mail = a_mail(session, "anna@example.org", key="note/x")

    assert mail.message_id == message_id("note/x", "anna@example.org")
    assert mail.message_id != message_id("note/x", "carl@example.org")
    assert mail.message_id != message_id("note/y", "anna@example.org")


def test_a_header_is_one_line_without_invisible_signs():
    typed = "  Anna\r\nBcc: x@example.org\x00\u202e\u2028 Albrecht\t"

    assert one_line(typed) == "Anna Bcc: x@example.org Albrecht"
    assert len(one_line("x" * 5000)) == 200


def test_name_and_subject_are_stored_as_one_line(session):
    mail = put_in_outbox(
        session, key="k", kind="note", to=None, address="a@example.org", name="A\nB",
        language="en", subject="C\r\nD", body="E\nF", now=WRITTEN,
    )  # fmt: skip

    assert (mail.recipient_name, mail.subject, mail.body) == ("A B", "C D", "E\nF")


def test_a_template_gives_subject_and_body_in_each_language():
    figures = {
        "title": "Zuwendungsbescheid", "number": "4711", "name": "Anna & Carl",
        "subject": "03INT400A", "dated": WRITTEN.date(), "link": "https://portal.example/letters",
        "attached": True,
    }  # fmt: skip

    german, english = compose("letter", "de", **figures), compose("letter", "en", **figures)

    assert german.subject == "Zuwendungsbescheid 4711"
    assert german.body.startswith("Guten Tag Anna & Carl,\n")
    assert "  Datum         16.04.2026\n" in german.body
    assert english.body.startswith("Dear Anna & Carl,\n")
    assert "  Date         16 April 2026\n" in english.body
