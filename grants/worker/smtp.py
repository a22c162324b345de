"""Hands one mail to the mail server, and tells a refusal for good from a server that is not there.

The address of the server says how: smtps:// speaks TLS from the start. smtp:// begins in the open
and turns to TLS (STARTTLS); only on this machine it stays in the open. `?starttls=1` or
`?starttls=0` at its end says otherwise, `?patience=60` how long to wait for an answer.
"""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from grants.models.outbox import Mail

PATIENCE: Final = 20
"""Seconds that the mail server may take for one answer, where its address says nothing else."""
OWN_MACHINE: Final = ("localhost", "127.0.0.1", "::1")
PORTS: Final = {"smtp": 25, "smtps": 465}
FIRST_PERMANENT: Final = 500
"""SMTP answers from here on are meant for good; below, a later try may succeed."""


class Refused(Exception):
    """The mail will never be taken: the address is wrong, or the content is not wanted."""


class TryLater(Exception):
    """The mail may be taken at another time: no server, a full mailbox, a wrong password."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where mail is handed in, and how."""

    host: str
    port: int
    tls: bool
    """From the first byte on."""
    starttls: bool
    user: str
    password: str
    patience: int
    """Seconds for one answer."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A PDF that goes with a mail."""

    file_name: str
    content: bytes


def mail_server(address: str) -> MailServer:
    """The mail server of an address like smtp://user:password@mail.example:587."""
    parts = urlsplit(address)
    host = parts.hostname or "localhost"
    tls = parts.scheme == "smtps"
    asked = parse_qs(parts.query)
    said, patience = (asked.get(name, [""])[-1] for name in ("starttls", "patience"))
    return MailServer(
        host=host,
        port=parts.port or PORTS[parts.scheme],
        tls=tls,
        starttls=not tls and (said == "1" if said in ("0", "1") else host not in OWN_MACHINE),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        patience=int(patience) if patience.isdecimal() and int(patience) else PATIENCE,
    )


def message(mail: Mail, sender: str, attachment: Attachment | None = None) -> EmailMessage:
    """The mail as it travels; the same mail is the same message, however often it is sent.

    Raises Refused when the address of the recipient is none.
    """
    name, own_address = parseaddr(sender)
    made = EmailMessage(policy=SMTP)
    made["From"] = Address(name, addr_spec=own_address)
    made["To"] = _recipient(mail)
    made["Subject"] = mail.subject
    made["Date"] = format_datetime(mail.created_at)
    made["Message-ID"] = f"<{mail.message_id}@{own_address.partition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    made["Content-Language"] = mail.language
    made.set_content(mail.body, cte="quoted-printable")  # any server can carry it
    if attachment is not None:
        made.add_attachment(
            attachment.content,
            maintype="application",
            subtype="pdf",
            filename=attachment.file_name,
        )
    return made


def hand_over(server: MailServer, mail: EmailMessage) -> None:
    """Give the mail to the server, which is then responsible for it.

    Raises Refused or TryLater, with the server's own words.
    """
    try:
        line = _connection(server)
        try:
            line.send_message(mail)
        finally:
            with suppress(OSError, smtplib.SMTPException):  # it has been taken, or it has not
                line.quit()
    except smtplib.SMTPRecipientsRefused as refusal:
        code, words = next(iter(refusal.recipients.values()))
        raise _meant(code, words) from refusal
    except smtplib.SMTPDataError as refusal:
        raise _meant(refusal.smtp_code, refusal.smtp_error) from refusal
    except smtplib.SMTPNotSupportedError as refusal:
        raise _not_supported(server, refusal) from refusal
    except (OSError, smtplib.SMTPException) as trouble:
        raise TryLater(f"{type(trouble).__name__}: {trouble}") from trouble


def _connection(server: MailServer) -> smtplib.SMTP:
    line: smtplib.SMTP
    if server.tls:
        context = ssl.create_default_context()
        line = smtplib.SMTP_SSL(server.host, server.port, timeout=server.patience, context=context)
    else:
        line = smtplib.SMTP(server.host, server.port, timeout=server.patience)
    try:
        if server.starttls:
            line.starttls(context=ssl.create_default_context())
        if server.user:
            line.login(server.user, server.password)
    except BaseException:
        line.close()
        raise
    return line


def _recipient(mail: Mail) -> Address:
    try:
        return Address(mail.recipient_name, addr_spec=mail.recipient)
    except (ValueError, IndexError) as wrong:
        raise Refused(f"{mail.recipient!r} is not an address") from wrong


def _meant(code: int, words: bytes | str) -> Exception:
    said = words.decode(errors="replace") if isinstance(words, bytes) else words
    answer = f"{code} {said}"
    return Refused(answer) if code >= FIRST_PERMANENT else TryLater(answer)


def _not_supported(server: MailServer, refusal: Exception) -> Exception:
    """No STARTTLS and no log-in are faults of a server; an address it cannot write is not."""
    lacks_only_the_address = "UTF8" in str(refusal)
    return (Refused if lacks_only_the_address else TryLater)(f"{server.host}: {refusal}")
