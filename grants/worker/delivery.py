"""Takes one mail out of the outbox to the mail server, and writes down how that went."""

import re
from datetime import timedelta
from threading import Lock
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.models.connection import clock
from grants.models.document import Document
from grants.models.outbox import BLANKED, Mail, MailState
from grants.queries.due import void_reminders
from grants.worker.room import Room
from grants.worker.smtp import Attachment, Refused, TryLater, hand_over, mail_server, message

FIRST_WAIT: Final = timedelta(minutes=5)
LONGEST_WAIT: Final = timedelta(hours=6)
PATIENCE: Final = timedelta(hours=48)
"""We give up when the next try would come later than this after the first one."""

ONE_AT_A_TIME: Final = Lock()
"""A worker that is killed leaves at most one mail of which nobody knows whether it arrived."""

SECRET_LINK: Final = re.compile(r"(?<=/invitation/)[\w-]+")
"""What makes a link work that opens an account, joins a team or sets a password."""


def send_mail(room: Room, mail_id: int) -> None:
    """Send a mail that is waiting; nothing happens when it is not, or when somebody else sends it.

    The row is locked while the server is asked. A process that is killed in between leaves the
    mail waiting; it is then sent again under the same Message-ID.
    """
    with ONE_AT_A_TIME, room.sessions.begin() as session:
        mail = session.scalar(
            select(Mail)
            .where(Mail.id == mail_id, Mail.state == MailState.WAITING)
            .with_for_update(skip_locked=True)
        )
        if mail is None:
            return
        if _is_void(session, mail):
            mail.state = MailState.CANCELLED
            return
        _try(room, session, mail)


def fail_mail(room: Room, mail_id: int, reason: str) -> None:
    """Give up on a mail for a reason of our own, such as a file that is gone; staff see it."""
    with room.sessions.begin() as session:
        mail = session.scalar(
            select(Mail)
            .where(Mail.id == mail_id, Mail.state == MailState.WAITING)
            .with_for_update(skip_locked=True)
        )
        if mail is not None:
            mail.state, mail.last_error = MailState.FAILED, reason
            _blank_secrets(mail)


def wait_after(attempts: int) -> timedelta:
    """How long to wait after so many failed attempts: 5 minutes, twice as long each time."""
    return min(FIRST_WAIT * (1 << (attempts - 1)), LONGEST_WAIT)


def most_attempts() -> int:
    """How many attempts fit into our patience."""
    attempts, spent = 1, timedelta()
    while spent + wait_after(attempts) <= PATIENCE:
        spent += wait_after(attempts)
        attempts += 1
    return attempts


def _try(room: Room, session: Session, mail: Mail) -> None:
    mail.attempts += 1
    try:
        written = message(mail, room.settings.mail_from, _attachment(room, session, mail))
        hand_over(mail_server(room.settings.smtp_url), written)
    except Refused as refusal:
        mail.state, mail.last_error = MailState.FAILED, str(refusal)
    except TryLater as trouble:
        mail.last_error = str(trouble)
        if mail.attempts >= most_attempts():
            mail.state = MailState.FAILED
        mail.next_try_at = clock(session) + wait_after(mail.attempts)
    else:
        mail.state, mail.sent_at, mail.last_error = MailState.SENT, clock(session), ""
    if mail.state is not MailState.WAITING:
        _blank_secrets(mail)


def _blank_secrets(mail: Mail) -> None:
    """Keep no link that works: who reads the outbox or a backup must not become somebody else."""
    note = BLANKED.get(mail.language, BLANKED["en"])
    mail.body = SECRET_LINK.sub(note, mail.body)


def _attachment(room: Room, session: Session, mail: Mail) -> Attachment | None:
    if mail.document_id is None:
        return None
    document = session.get_one(Document, mail.document_id)
    return Attachment(document.file_name, room.store.get(document.key))


def _is_void(session: Session, mail: Mail) -> bool:
    """Is it a reminder of nothing but dates that changed, or reports that nobody awaits?"""
    return session.scalar(void_reminders().where(Mail.id == mail.id)) is not None
