"""The demo's mailbox shows what its mail server took."""

import smtplib

import pytest

from grants.app import create_app
from grants.demo.mailbox import free_port, mail_server
from grants.settings import UNSAFE_KEY, Environment, Settings
from grants.web.database import SESSIONS
from grants.worker.smtp import Attachment, message
from tests.makers.mail import a_mail

PDF = b"%PDF-1.7\r\nmade up"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "mail"


@pytest.fixture
def deliver(folder):
    """Sends mails through the demo's mail server."""
    port = free_port()
    with mail_server(folder, port):

        def send(mail, attachment=None):
            with smtplib.SMTP("127.0.0.1", port) as line:
                line.send_message(message(mail, "Portal <portal@example.org>", attachment))

        yield send


@pytest.fixture
def client(database, folder, tmp_path):
    app = create_app(
        Settings(
            environment=Environment.DEMO,
            database_url=database,
            secret_key=UNSAFE_KEY,
            public_url="http://localhost",
            files_url=str(tmp_path / "files"),
            smtp_url="smtp://localhost:25",
            mail_from="portal@example.org",
            demo=True,
        )
    )
    app.config["MAIL_FOLDER"] = folder
    yield app.test_client()
    app.extensions[SESSIONS].kw["bind"].dispose()


def text_of(answer):
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_an_empty_mailbox_says_that_it_exists_only_in_the_demonstration(client):
    page = text_of(client.get("/demo/mailbox?lang=en"))

    assert "No e-mail yet." in page
    assert "This mailbox exists only in the demonstration" in page


def test_mails_are_listed_newest_first(client, deliver, session):
    deliver(a_mail(session, subject="Erste"))
    deliver(a_mail(session, subject="Zweite"))

    page = text_of(client.get("/demo/mailbox"))

    assert 0 < page.index("Zweite") < page.index("Erste")


def test_a_mail_is_shown_with_its_links_and_nothing_of_it_runs(client, deliver, session, folder):
    body = "Guten Tag,\n\nhttp://localhost/letters\n\n<script>alert(1)</script> Größe\n"
    deliver(a_mail(session, subject="<b>fett</b>", body=body))
    code = next(folder.glob("*.eml")).stem

    page = text_of(client.get(f"/demo/mailbox/{code}"))

    assert '<a href="http://localhost/letters" rel="noopener">' in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; Größe" in page
    assert "&lt;b&gt;fett&lt;/b&gt;" in page


def test_an_attached_pdf_downloads_as_it_was_sent(client, deliver, session, folder):
    deliver(a_mail(session), Attachment("Bescheid-4711.pdf", PDF))
    code = next(folder.glob("*.eml")).stem

    answer = client.get(f"/demo/mailbox/{code}/1")

    assert f'href="/demo/mailbox/{code}/1">Bescheid-4711.pdf</a>' in text_of(
        client.get(f"/demo/mailbox/{code}")
    )
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"] == "attachment; filename=Bescheid-4711.pdf"
    assert client.get(f"/demo/mailbox/{code}/2").status_code == 404


@pytest.mark.parametrize("code", ["..%2F..%2Fpasswd", "1", "00000000000000000000-00000000"])
def test_what_is_not_in_the_mailbox_is_not_found(client, code):
    assert client.get(f"/demo/mailbox/{code}").status_code == 404
