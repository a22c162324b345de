"""What was decided on a grant beside or after its award, what waits, and its letters."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from grants.models.decision import AWARD_KINDS, Decision, DecisionKind, DecisionState, Letter
from grants.models.grant import Grant
from grants.queries.decision import KIND_WORDS

LONGEST_ID: Final = 18
"""Digits; longer ones are no number that the database gives."""
LATER: Final = (
    DecisionKind.CONFIRM_CONDITION,
    DecisionKind.AMEND_GRANT,
    DecisionKind.REVOKE_GRANT,
    DecisionKind.CHARGE_LATE_USE,
)
SHOWN_LATER: Final = (*LATER, DecisionKind.AWARD_CONDITIONALLY)
"""What is proposed and countersigned on the page of later decisions."""
LATER_WORDS: Final = {kind: KIND_WORDS[kind] for kind in (*AWARD_KINDS, *LATER)}


def proposed_on(session: Session, grant: Grant) -> Decision | None:
    """The decision on this grant that waits for its second person; one statement."""
    return session.scalar(
        select(Decision)
        .where(
            Decision.grant_id == grant.id,
            Decision.state == DecisionState.PROPOSED,
            Decision.kind.in_(SHOWN_LATER),
        )
        .options(joinedload(Decision.proposed_by), joinedload(Decision.terms))
    )


def find_shown(session: Session, grant: Grant, shown: str) -> Decision | None:
    """The decision on this grant that somebody saw on its page, else the one that waits.

    Whoever signs signs what was shown, never what came in its place meanwhile.
    """
    if not (shown.isascii() and shown.isdigit() and len(shown) < LONGEST_ID):
        return proposed_on(session, grant)
    return session.scalar(
        select(Decision)
        .where(Decision.grant_id == grant.id, Decision.id == int(shown))
        .options(joinedload(Decision.proposed_by), joinedload(Decision.terms))
    )


def proposed_about(session: Session, grant: Grant) -> Decision | None:
    """What waits for its second person and leads to a letter to this recipient; one statement."""
    about = [Decision.grant_id == grant.id]
    if grant.project_id is not None:
        about.append(Decision.project_id == grant.project_id)
    return session.scalar(
        select(Decision)
        .where(Decision.state == DecisionState.PROPOSED, or_(*about))
        .options(joinedload(Decision.proposed_by), joinedload(Decision.terms))
        .order_by(Decision.id.desc())
        .limit(1)
    )


def what_was_decided(session: Session, grant: Grant) -> Sequence[Decision]:
    """The decisions of two people on this grant, the latest first; one statement."""
    return session.scalars(
        select(Decision)
        .where(Decision.grant_id == grant.id, Decision.state == DecisionState.COUNTERSIGNED)
        .options(joinedload(Decision.proposed_by), joinedload(Decision.countersigned_by))
        .order_by(Decision.id.desc())
    ).all()


def letters_about(session: Session, grant: Grant) -> Sequence[Letter]:
    """The letters about this grant, the latest first; one statement."""
    return session.scalars(
        select(Letter).where(Letter.grant_id == grant.id).order_by(Letter.id.desc())
    ).all()
