"""Requests for an amendment of one grant."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from grants.models.amendment_request import AmendmentRequest
from grants.models.grant import Grant
from grants.programme.amendment_request import RequestState
from grants.programme.people import Actor
from grants.queries.visible import visible_grants


def requests_of(session: Session, grant: Grant) -> Sequence[AmendmentRequest]:
    """Every request, the latest first; the caller has checked who may see them; one statement."""
    return session.scalars(
        select(AmendmentRequest)
        .where(AmendmentRequest.grant_id == grant.id)
        .options(
            joinedload(AmendmentRequest.sent_by),
            joinedload(AmendmentRequest.decided_by),
            joinedload(AmendmentRequest.decision),
        )
        .order_by(AmendmentRequest.ordinal.desc())
    ).all()


def open_request(session: Session, grant: Grant) -> AmendmentRequest | None:
    """The one on which nobody has decided yet; one statement."""
    return session.scalar(
        select(AmendmentRequest)
        .where(AmendmentRequest.grant_id == grant.id, AmendmentRequest.state == RequestState.OPEN)
        .options(joinedload(AmendmentRequest.sent_by))
    )


def open_requests(session: Session, actor: Actor) -> Sequence[AmendmentRequest]:
    """Those on grants of this person's clusters that nobody has decided yet; one statement."""
    grants = visible_grants(actor).with_only_columns(Grant.id)
    return session.scalars(
        select(AmendmentRequest)
        .where(
            AmendmentRequest.grant_id.in_(grants), AmendmentRequest.state == RequestState.OPEN
        )
        .options(joinedload(AmendmentRequest.grant).load_only(Grant.number))
        .order_by(AmendmentRequest.id)
    ).all()  # fmt: skip
