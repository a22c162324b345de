"""A link for one address: how it is made, and how many we send."""

import secrets
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grants.actions.link import hash_of
from grants.models.outbox import Mail
from grants.models.person import Invitation
from grants.programme.people import Role

VALID: Final = timedelta(hours=48)
MAILS_PER_HOUR: Final = 3
"""To one address; further requests get the same answer and no mail."""
MAILS_IN_ALL: Final = 200
"""In an hour, so that nobody uses us to send mail."""
ASKED_FOR: Final = ("register", "password", "account", "team", "partner")
"""Mails that somebody can make us send to an address of their choice."""


def new_invitation(
    email: str, name: str, role: Role, now: datetime, valid: timedelta = VALID
) -> tuple[Invitation, str]:
    """An invitation and the token of its link, of which only the hash is kept."""
    token = secrets.token_urlsafe(32)
    invitation = Invitation(
        token_hash=hash_of(token),
        email=email,
        name=name,
        role=role,
        created_at=now,
        expires_at=now + valid,
    )
    return invitation, token


def too_many_mails(session: Session, email: str, now: datetime) -> bool:
    """Has this address, or have all together, been sent as much as an hour allows?"""
    asked = select(func.count()).where(
        Mail.kind.in_(ASKED_FOR), Mail.created_at > now - timedelta(hours=1)
    )
    to_one = session.scalar(asked.where(func.lower(Mail.recipient) == email)) or 0
    return to_one >= MAILS_PER_HOUR or (session.scalar(asked) or 0) >= MAILS_IN_ALL
