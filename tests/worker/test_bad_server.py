"""Mail servers at their worst: they hang, lose their answer, or cannot be trusted."""

import asyncio
import ssl
import time
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_string
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from grants.demo.mailbox import running
from grants.models.outbox import MailState
from grants.worker.delivery import send_mail
from grants.worker.room import room_for
from tests.makers.mail import a_mail
from tests.worker.conftest import Postmaster


@pytest.fixture
def handed_to(settings, work, port):
    """`handed_to(address)` tries to hand a new mail to the mail server of this address."""

    def hand(address, mail=None):
        room = room_for(replace(settings, smtp_url=address.format(port=port)))
        mail = mail or a_mail(work)
        work.commit()
        send_mail(room, mail.id)
        room.close()
        work.expire_all()
        return mail

    return hand


@pytest.fixture
def unknown_certificate(tmp_path):
    """The TLS of a server whose certificate nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name)
        .public_key(key.public_key()).serial_number(1)
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    file = tmp_path / "server.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


@contextmanager
def offering_tls(handler, port, **how):
    controller = Controller(handler, hostname="127.0.0.1", port=port, **how)
    controller.start()
    try:
        yield
    finally:
        controller.stop()


def test_an_answer_that_is_lost_leads_to_the_same_mail_once_more(handed_to, port, tmp_path):
    class LosesItsAnswer(Postmaster):
        async def handle_DATA(self, server, session, envelope):  # noqa: N802
            await super().handle_DATA(server, session, envelope)
            server.transport.abort()
            return "250 OK"

    with running(LosesItsAnswer(tmp_path / "mail"), port):
        mail = handed_to("smtp://127.0.0.1:{port}")
        assert mail.state is MailState.WAITING
    postmaster = Postmaster(tmp_path / "mail")
    with running(postmaster, port):
        assert handed_to("smtp://127.0.0.1:{port}", mail).state is MailState.SENT

    twice = [message_from_string(one, policy=default)["Message-ID"] for one in postmaster.mails]
    assert twice == [f"<{mail.message_id}@example.org>"] * 2


def test_a_server_that_says_nothing_holds_nobody_up_for_long(handed_to, port):
    class SaysNothing:
        async def handle_DATA(self, *_what):  # noqa: N802
            await asyncio.sleep(30)

    with running(SaysNothing(), port):
        began = time.monotonic()
        mail = handed_to("smtp://127.0.0.1:{port}?patience=1")

    assert time.monotonic() - began < 5
    assert mail.state is MailState.WAITING
    assert "timed out" in mail.last_error


@pytest.mark.parametrize("why", ["no TLS", "an unknown certificate", "one from the start"])
def test_without_tls_that_can_be_trusted_nothing_travels_in_the_open(
    handed_to, port, tmp_path, unknown_certificate, why
):
    postmaster = Postmaster(tmp_path / "mail")
    if why == "no TLS":
        server, says = running(postmaster, port), "STARTTLS extension not supported"
    elif why == "an unknown certificate":
        server = offering_tls(postmaster, port, tls_context=unknown_certificate)
        says = "CERTIFICATE_VERIFY_FAILED"
    else:
        server = offering_tls(postmaster, port, ssl_context=unknown_certificate)
        says = "CERTIFICATE_VERIFY_FAILED"
    scheme = "smtps" if why == "one from the start" else "smtp"

    with server:
        mail = handed_to(f"{scheme}://127.0.0.1:{{port}}?starttls=1")

    assert mail.state is MailState.WAITING
    assert says in mail.last_error
    assert postmaster.mails == []
