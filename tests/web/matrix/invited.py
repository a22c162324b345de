"""Uwe, invited to keep Paula's part with her; he has not answered yet."""

from grants.models.connection import clock
from grants.models.person import Invitation
from grants.programme.people import Role
from grants.web.token import hash_of


def invite_uwe(session, part, expires_at):
    """His invitation; returns its number."""
    invitation = Invitation(
        token_hash=hash_of("to a part"), email="uwe@example.org", name="Uwe Unknown",
        role=Role.APPLICANT, partner_id=part, created_at=clock(session), expires_at=expires_at,
    )  # fmt: skip
    session.add(invitation)
    session.flush()
    return invitation.id
